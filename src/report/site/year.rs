//! The page of a year: its plan with what is due of it and how it was made, what it lists, and its topics.

use super::named::Names;
use super::owed;
use super::paper::PaperView;
use super::{Page, Sheet, Site, Whole, year_href};
use crate::archive::{Archive, Paper, PlanYear};
use crate::diagnostic::Diagnostic;
use crate::duty::Duty;
use crate::engine::YearStep;
use crate::model::Event;
use crate::regulation::Regulation;
use crate::report::page::tally;
use crate::report::plan::{self, COLUMNS, beside_as};
use crate::report::table::or_dash;
use crate::text;
use crate::text::Text;
use serde_json::{Value, json};

/// A year and what is on record of its plan.
pub(crate) struct YearView<'a> {
    pub year: i32,
    /// The regulations that name what is on record of it: those that bind in years, and those of rooms.
    pub regulations: Vec<&'a Regulation>,
    /// Its plan, if there is one and it may be shown.
    pub plan: Option<plan::Page<'a>>,
    /// The duties of the plan.
    pub duties: Vec<&'a Duty>,
    /// The duties of the archive itself, on the page of the present year.
    pub of_archive: Vec<&'a Duty>,
    /// What is on record of it that is for everybody, where nothing else is shown.
    pub events: Vec<&'a Event>,
}

impl YearView<'_> {
    /// The papers of the plan.
    pub(crate) fn papers<'v>(&'v self, site: &Site) -> Vec<PaperView<'v>> {
        let Some(plan) = &self.plan else { return Vec::new() };
        let view = |paper: &'v Paper| {
            let has_it = |regulation: &&&Regulation| regulation.documents.get(&paper.front.document).is_some();
            let regulation = self.regulations.iter().find(has_it).copied().unwrap_or(plan.regulation);
            PaperView {
                paper,
                names: Names { archive: &plan.loaded.archive, regulation, language: site.language },
                folder: year_href(self.year).trim_end_matches(".html").to_owned(),
                of: title(site, self.year),
            }
        };
        shown(plan.plan).map(view).collect()
    }

    /// What is on record of the year, in words.
    fn told(&self, archive: &Archive, site: &Site) -> Vec<String> {
        let events = self.events.iter().filter_map(|event| {
            let has_it = |regulation: &&&Regulation| regulation.events.get(&event.event).is_some();
            let regulation = self.regulations.iter().find(has_it).or(self.regulations.first())?;
            Some(Names { archive, regulation, language: site.language }.event(event))
        });
        events.collect()
    }
}

impl Whole<'_> {
    /// The page of a year.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn year(&self, site: &Site, view: &YearView) -> Result<Page, Diagnostic> {
        let plan = view.plan.as_ref();
        let language = site.language;
        let facts = plan.into_iter().flat_map(|plan| {
            let made = (Text::new("制定", "made by"), plan.makers());
            [made, (Text::new("规程", "regulation"), plan.regulation.title.to_string())]
        });
        let facts = facts.map(|(name, value)| json!({"name": name.in_(language), "value": value}));
        let papers = view.papers(site);
        // Its words name a command where a step is next, which is for those who have the program.
        let next = plan.map(|plan| match plan.next().map(YearStep::name) {
            Some(Text { zh, en }) => text!(zh: "下一步：{zh}", en: "next: {en}"),
            None => plan.next_in_words(),
        });
        let shown = json!({
            "is_public": site.is_public,
            "facts": facts.collect::<Vec<_>>(),
            "papers": papers.iter().map(PaperView::listed).collect::<Vec<_>>(),
            "duties": owed::pressing(site, &view.duties),
            "tally": tally(&view.duties).in_(language),
            "course": plan.map_or_else(Vec::new, course),
            "next": next.map(|next| next.in_(language).to_owned()),
            "heads": COLUMNS.map(|(zh, en)| language.choose(zh, en)),
            "items": plan.map_or_else(Vec::new, |plan| self.items(plan)),
            "counted": plan.map(|plan| plan.counted().in_(language).to_owned()),
            "beside": plan.map_or_else(Vec::new, |plan| self.beside(plan)),
            "of_archive": owed::pressing(site, &view.of_archive),
            "events": view.told(&self.overview.loaded.archive, site),
        });
        site.page(Sheet {
            path: year_href(view.year),
            title: &title(site, view.year),
            template: "year.html",
            view: shown,
            markup: vec![("of_year", self.of_year(site, view.year, "../")?)],
            script: None,
        })
    }

    /// What the plan lists, each with the page of its topic.
    fn items(&self, plan: &plan::Page) -> Vec<Value> {
        let items = plan.items.iter().enumerate();
        items
            .map(|(nth, item)| {
                let [nth, title, form, office, key, progress] = plan.row(nth, item);
                let href = item.topic.and_then(|topic| self.page_of(topic.folder.key));
                let href = href.map(|href| format!("../{href}"));
                json!({
                    "nth": nth, "title": title, "href": href,
                    "form": form, "office": office, "key": key, "progress": progress,
                })
            })
            .collect()
    }

    /// The topics of the year that it does not list.
    fn beside(&self, plan: &plan::Page) -> Vec<Value> {
        let beside = plan.beside_in_order();
        beside
            .map(|topic| {
                let key = topic.folder.key;
                let (kind, progress) = (beside_as(topic), plan.progress(topic));
                let about = format!("{key} {}　{progress}", kind.in_(plan.language));
                json!({"title": topic.title, "href": self.page_of(key).map(|href| format!("../{href}")), "about": about})
            })
            .collect()
    }
}

/// The steps of the year, and when each was taken.
fn course(plan: &plan::Page) -> Vec<Value> {
    let steps = plan.steps.iter();
    steps
        .map(|step| {
            let name = step.name();
            let day = or_dash(step.done.or(step.later));
            json!({"name": name.in_(plan.language), "rule": step.rule.id, "day": day, "by": plan.taken_by(step)})
        })
        .collect()
}

/// The papers of a plan but those with a mark of secrecy.
fn shown(plan: &PlanYear) -> impl Iterator<Item = &Paper> {
    plan.papers.iter().filter(|paper| plan.marks.iter().all(|marked| marked.place.path != paper.path))
}

fn title(site: &Site, year: i32) -> String {
    let title = if site.is_public {
        text!(zh: "{year}年协商议题", en: "topics of {year}")
    } else {
        text!(zh: "{year}年协商计划和议题", en: "plan and topics of {year}")
    };
    title.in_(site.language).to_owned()
}
