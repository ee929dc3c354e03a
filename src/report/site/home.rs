//! The first page, and the page of a year: what presses and who is to meet, then the topics with their stages.

use super::listed::{Listed, topic_href};
use super::weeks::{DueDay, Weeks};
use super::{Page, Sheet, Site, year_href};
use crate::diagnostic::Diagnostic;
use crate::duty::{Duty, State, days_left_in_short};
use crate::model::Subject;
use crate::text;
use crate::text::Text;
use crate::workspace::Overview;
use minijinja::Value;
use serde_json::json;

/// Working days ahead that the first page looks.
const AHEAD: u32 = 5;
/// Most duties in a list of the first page.
const MOST: usize = 100;
/// Calendar days ahead in which meetings are shown.
const MEETINGS: i64 = 14;

/// What the first page and those of years are made of.
pub(crate) struct Home<'h> {
    pub overview: &'h Overview,
    pub topics: &'h [Listed],
    /// How many topics have nothing that may be shown to everybody.
    pub left_out: usize,
    /// The days on which duties were or are due.
    pub due: &'h [DueDay],
}

impl Home<'_> {
    /// The first page.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn page(&self, site: &Site) -> Result<Page, Diagnostic> {
        let due = self.overview.due(None, Some(AHEAD));
        let is_late = |duty: &&Duty| duty.state == State::Overdue;
        let (late, soon): (Vec<&Duty>, Vec<&Duty>) = due.duties.iter().copied().partition(is_late);
        let waiting: Vec<_> = self.overview.topics.iter().filter(|topic| topic.whose_turn.is_some()).collect();
        let language = site.language;
        let late_or_soon = |name: Text, class: &str, duties: &[&Duty]| {
            let items: Vec<_> = duties.iter().take(MOST).map(|duty| self.item(site, duty)).collect();
            let left = duties.len() - items.len();
            let more = text!(zh: "另有 {left} 项，见各议题", en: "{left} more are with their topics");
            let more = (left > 0).then(|| more.in_(language).to_owned());
            json!({"name": name.in_(language), "class": class, "items": items, "more": more})
        };
        let at_sign: Vec<_> = waiting
            .iter()
            .map(|topic| {
                let whose = topic.whose_turn.as_ref().map(|whose| whose.in_(language));
                json!({"due": null, "href": topic_href(topic.folder.key), "title": topic.title, "what": whose, "office": null})
            })
            .collect();
        let number = |n: usize, class: &str, name: Text| json!({"n": n, "class": class, "name": name.in_(language)});
        let view = json!({
            "public": site.is_public,
            "numbers": [
                number(late.len(), "late", Text::new("逾期", "overdue")),
                number(soon.len(), "soon", text!(zh: "{AHEAD} 个工作日内到期", en: "due within {AHEAD} working days")),
                number(waiting.len(), "", Text::new("待审签", "to be decided on")),
            ],
            "lists": [
                late_or_soon(Text::new("逾期", "overdue"), "late", &late),
                late_or_soon(Text::new("即将到期", "due soon"), "soon", &soon),
                json!({"name": Text::new("待审签", "to be decided on").in_(language), "class": "", "items": at_sign, "more": null}),
            ],
            "meetings": self.meetings(site),
            "left_out": self.left_out(site),
            "root": "",
        });
        let year = site.today.year();
        let title = if site.is_public {
            Text::new("公开的协商议题", "consultation topics")
        } else {
            Text::new("今日", "today")
        };
        self.sheet(site, "index.html", title.in_(language), (view, year))
    }

    /// The page of a year.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn year(&self, site: &Site, year: i32) -> Result<Page, Diagnostic> {
        let view = json!({
            "public": true, "numbers": [], "lists": [], "meetings": [], "left_out": null, "root": "../",
        });
        let title = text!(zh: "{year}年协商议题", en: "topics of {year}");
        self.sheet(site, &year_href(year), title.in_(site.language), (view, year))
    }

    fn sheet(
        &self,
        site: &Site,
        path: &str,
        title: &str,
        (mut view, year): (serde_json::Value, i32),
    ) -> Result<Page, Diagnostic> {
        let root = view["root"].as_str().unwrap_or_default().to_owned();
        let of_year = self.topics.iter().filter(|topic| topic.key.year == year);
        let topics = of_year.map(|topic| {
            let shown = topic.view(&root);
            let text = |name: &str| Value::from(shown[name].as_str().unwrap_or_default());
            Value::from_pairs([
                ("href", text("href")),
                ("title", text("title")),
                ("about", text("about")),
                ("stages", topic.stages.clone()),
            ])
        });
        let topics: Vec<Value> = topics.collect();
        let weeks = Weeks::of(year, if site.is_public { &[] } else { self.due }, site.today);
        view["by_week"] = weeks.table().into();
        view["public_site"] = site.is_public.into();
        let weeks = weeks.chart(site.label("deadlines_by_week"), site.language)?;
        site.page(Sheet {
            path: path.to_owned(),
            title,
            template: "home.html",
            view,
            markup: vec![("topics", topics.into()), ("weeks", weeks)],
            script: None,
        })
    }

    /// A duty in a list.
    fn item(&self, site: &Site, duty: &Duty) -> serde_json::Value {
        let href = match &duty.subject {
            Subject::Topic(key) => Some(topic_href(*key)),
            Subject::Plan(_) | Subject::Room(_) | Subject::Archive => None,
        };
        let title = self.overview.title(&duty.subject);
        let title = title.unwrap_or_else(|| duty.subject.called().in_(site.language).to_owned());
        let left = days_left_in_short(duty);
        let due = duty.due.map(|due| {
            format!("{due}{}", site.language.choose(&format!("（{}）", left.zh), &format!(" ({})", left.en)))
        });
        let office = duty.office.as_ref().map(|office| office.in_(site.language));
        let what = format!("{} {}", duty.rule().id, duty.task.in_(site.language));
        json!({"due": due, "href": href, "title": title, "what": what, "office": office})
    }

    /// The meetings of the next two weeks.
    fn meetings(&self, site: &Site) -> Vec<serde_json::Value> {
        if site.is_public {
            return Vec::new();
        }
        let mut ahead: Vec<_> = self
            .overview
            .topics
            .iter()
            .filter(|topic| topic.ended().is_none())
            .filter_map(|topic| Some((topic.meeting.as_ref()?, topic)))
            .filter(|(meeting, _)| (0..=MEETINGS).contains(&site.today.days_until(meeting.day)))
            .collect();
        ahead.sort_by_key(|(meeting, topic)| (meeting.day, topic.folder.key));
        let each = ahead.into_iter().map(|(meeting, topic)| {
            let time = meeting.time.map(|time| format!(" {time}")).unwrap_or_default();
            json!({
                "day": format!("{}{time}", meeting.day),
                "href": topic_href(topic.folder.key),
                "title": topic.title,
                "place": meeting.place,
            })
        });
        each.collect()
    }

    fn left_out(&self, site: &Site) -> Option<String> {
        let left_out = self.left_out;
        let told = text!(
            zh: "{left_out} 件议题没有标为公开的内容",
            en: "{left_out} topics have nothing that is marked as public"
        );
        (site.is_public && left_out > 0).then(|| told.in_(site.language).to_owned())
    }
}
