//! The first page: what presses and who is to meet, then the topics of the year with their stages.

use super::{Page, Sheet, Site, Whole, owed};
use crate::diagnostic::Diagnostic;
use crate::duty::{Duty, State};
use crate::text;
use crate::text::Text;
use serde_json::json;

/// Working days ahead that the first page looks.
const AHEAD: u32 = 5;
/// Most duties in a list of the first page.
const MOST: usize = 100;
/// Calendar days ahead in which meetings are shown.
const MEETINGS: i64 = 14;

impl Whole<'_> {
    /// The first page.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn home(&self, site: &Site) -> Result<Page, Diagnostic> {
        let due = self.overview.due(None, Some(AHEAD));
        let is_late = |duty: &&Duty| duty.state == State::Overdue;
        let (late, soon): (Vec<&Duty>, Vec<&Duty>) = due.duties.iter().copied().partition(is_late);
        let waiting: Vec<_> = self.overview.topics.iter().filter(|topic| topic.whose_turn.is_some()).collect();
        let language = site.language;
        let late_or_soon = |name: Text, class: &str, duties: &[&Duty]| {
            let items: Vec<_> = duties.iter().take(MOST).map(|duty| owed::listed(self, site, duty)).collect();
            let left = duties.len() - items.len();
            let more = text!(zh: "另有 {left} 项，见各议题", en: "{left} more are with their topics");
            let more = (left > 0).then(|| more.in_(language).to_owned());
            json!({"name": name.in_(language), "class": class, "items": items, "more": more})
        };
        let at_sign: Vec<_> = waiting
            .iter()
            .map(|topic| {
                let whose = topic.whose_turn.as_ref().map(|whose| whose.in_(language));
                json!({"due": null, "href": self.page_of(topic.folder.key), "title": topic.title, "what": whose, "office": null})
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
        });
        let title = if site.is_public {
            Text::new("公开的协商议题", "consultation topics")
        } else {
            Text::new("今日", "today")
        };
        site.page(Sheet {
            path: "index.html".to_owned(),
            title: title.in_(language),
            template: "home.html",
            view,
            markup: vec![("of_year", self.of_year(site, site.today.year(), "")?)],
            script: None,
        })
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
                "href": self.page_of(topic.folder.key),
                "title": topic.title,
                "place": meeting.place,
            })
        });
        each.collect()
    }

    /// What everybody is not shown.
    fn left_out(&self, site: &Site) -> Vec<String> {
        if !site.is_public {
            return Vec::new();
        }
        let (topics, rooms) = (self.left_out, self.rooms_left_out(site));
        let told = [
            (topics > 0).then(|| {
                text!(zh: "{topics} 件议题没有标为公开的内容", en: "{topics} topics have nothing that is marked as public")
            }),
            (rooms > 0).then(|| {
                text!(zh: "{rooms} 个协商室没有标为公开的内容", en: "{rooms} rooms have nothing that is marked as public")
            }),
            Some(Text::new(
                "年度计划、环节、会期、期限、统计不公开",
                "plans of years, stages, days of meetings, deadlines and figures are not public",
            )),
        ];
        told.into_iter().flatten().map(|text| text.in_(site.language).to_owned()).collect()
    }
}
