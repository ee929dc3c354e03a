//! The papers by which a meeting was announced: the notice of a change names them, and goes to whom they went.

use super::facts::Facts;
use crate::archive::{Limits, Paper, Source as _, Topic, decode, front_matter};
use crate::document::{Template, TemplateValue};
use crate::engine::Meeting;
use crate::model::{Date, Event, FrontMatter, Name, Subject};
use crate::regulation::{Check, Regulation};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{DocumentKind, Vocabulary};
use crate::workspace::{Workspace, template};

/// A paper that announced a meeting.
#[derive(Clone)]
pub(super) struct Announcement {
    /// The id of its kind.
    pub document: String,
    /// What it is drafted from; nothing if it is in the dossier.
    pub template: Option<Template>,
    /// Its title, or the name of its kind.
    title: String,
    number: Option<String>,
    /// The day it went out.
    date: Date,
    to: Vec<String>,
}

impl Announcement {
    /// The same with title and addressees as a head has them.
    pub(super) fn with_head(self, front: Option<FrontMatter>) -> Self {
        let Some(FrontMatter { title, to, .. }) = front else { return self };
        let title = title.map_or(self.title, |title| title.to_string());
        let to = if to.is_empty() { self.to } else { to.iter().map(Name::to_string).collect() };
        Self { title, to, ..self }
    }
}

/// The papers that announced the meeting: those in the dossier, or one of the kind that is not there.
pub(super) fn announced(workspace: &Workspace, facts: &Facts, topic: &Topic, meeting: &Meeting) -> Vec<Announcement> {
    let mut all = Vec::new();
    for event in &meeting.announced {
        for (id, kind) in papers_of(facts.regulation, event) {
            let of_kind = |template| Announcement {
                document: id.to_owned(),
                template,
                title: kind.term.name.to_string(),
                number: None,
                date: event.date,
                to: event.to.iter().map(Name::to_string).collect(),
            };
            let of_round = |paper: &&Paper| paper.front.round.unwrap_or(1) == meeting.round;
            let there = topic.papers.iter().filter(|paper| paper.front.document.as_str() == id).filter(of_round);
            let there: Vec<Announcement> = there
                .map(|Paper { path, front, .. }| {
                    let number = || facts.number(&Subject::Topic(topic.key), path);
                    let number = front.number.as_deref().map(ToOwned::to_owned).or_else(number);
                    let written = as_written(workspace, path).unwrap_or_else(|| front.clone());
                    Announcement { number, ..of_kind(None).with_head(Some(written)) }
                })
                .collect();
            if there.is_empty() {
                all.push(of_kind(template::find(&workspace.source, facts.regulation, id, kind).ok()));
            }
            all.extend(there);
        }
    }
    all
}

/// The head of a paper with its addressees as they are printed, 各民主党派, and not by the ids they were read as.
fn as_written(workspace: &Workspace, path: &str) -> Option<FrontMatter> {
    let bytes = workspace.source.read(path, Limits::PAPER).ok()??;
    front_matter(path, decode(path, &bytes).ok()?).value.flatten()
}

/// The papers that go out with an event, except the notice of a change.
fn papers_of<'r>(
    regulation: &'r Regulation,
    event: &'r Event,
) -> impl Iterator<Item = (&'r str, &'r DocumentKind)> + use<'r> {
    let issues = regulation.events.get(&event.event).map_or(&[][..], |kind| &kind.issues);
    let ends_in = move |id: &str| {
        regulation.rules.iter().flat_map(|rule| &rule.checks).any(|check| match check {
            Check::Chain(chain) => chain.document.as_deref() == Some(id) && chain.then.as_ref() == Some(&event.event),
            _ => false,
        })
    };
    let kinds = regulation.documents.iter().filter(|(id, _)| *id != Vocabulary::CHANGE_NOTICE);
    kinds.filter(move |(id, _)| issues.iter().any(|one| one.as_str() == *id) || ends_in(id))
}

/// `announced` and `told`: those papers, and all to whom they went; `otherwise` says what to do if there are none.
pub(super) fn facts_of(announced: &[Announcement], otherwise: &Text) -> (TemplateValue, TemplateValue) {
    if announced.is_empty() {
        let nobody = || TemplateValue::Missing {
            called: Some(Text::new("此前发出的会议通知", "an announcement of the meeting")),
            set: otherwise.clone().into(),
        };
        return (nobody(), nobody());
    }
    let (mut papers, mut told): (Vec<&Announcement>, Vec<&str>) = (Vec::new(), Vec::new());
    for paper in announced {
        // A letter to each is one letter.
        if !papers.iter().any(|known| known.title == paper.title) {
            papers.push(paper);
        }
        for id in &paper.to {
            if !told.contains(&id.as_str()) {
                told.push(id);
            }
        }
    }
    let papers = papers.into_iter().map(|Announcement { title, number, date, .. }| {
        TemplateValue::map([
            ("title", TemplateValue::text(&**title)),
            ("number", TemplateValue::text(number.clone().unwrap_or_default())),
            ("date", TemplateValue::text(date.to_string())),
        ])
    });
    let told = told.into_iter().map(|id| TemplateValue::map([("id", TemplateValue::text(id))]));
    (TemplateValue::List(papers.collect()), TemplateValue::List(told.collect()))
}

/// What to do instead of giving notice of a change, where nobody was told of the meeting.
pub(super) fn nothing_to_change(regulation: &Regulation, topic: &Topic) -> Text {
    let key = topic.key;
    let announces = regulation.events.iter().filter(|(_, kind)| kind.announces_meeting);
    let mut notices = announces.filter_map(|(event, kind)| {
        let id = kind.issues.iter().find(|id| id.as_str() != Vocabulary::CHANGE_NOTICE)?;
        Some((event, id, &regulation.documents.get(id)?.term.name))
    });
    let Some((event, id, name)) = notices.next() else {
        return Text::new("会期还没有通知过，不用变更通知", "nobody was told of the meeting: no change need be told");
    };
    let Text { zh, en } = regulation.event_argument(event);
    text!(
        zh: "会期还没有通知过，不用变更通知，直接起草：yijuan render {key} {name}；已经通知的，先记录：yijuan record {key} {zh} --on YYYY-MM-DD",
        en: "nobody was told of the meeting, so draft the notice itself: yijuan render {key} {id}; if it went out, record that first: yijuan record {key} {en} --on YYYY-MM-DD"
    )
}
