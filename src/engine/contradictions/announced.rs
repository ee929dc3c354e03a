//! Papers that announce the meeting for another day than it has now, and were not sent for that day.

use super::Remark;
use crate::archive::{Paper, Topic};
use crate::diagnostic::Location;
use crate::model::Date;
use crate::regulation::{Check, Regulation};
use crate::rules::phrase;
use crate::rules::view::{MEETING, TopicFacts};
use crate::text;

pub(super) fn of_topic(regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    let Some(now) = facts.topic.file.scheduled.get(MEETING).copied() else { return Vec::new() };
    outdated(regulation, facts.topic, now).map(|(paper, day)| remark(regulation, facts, paper, (day, now))).collect()
}

/// The papers of a topic that announce its meeting for another day than this, each with that day, unless they went out
/// for it or the meeting was held then.
pub(crate) fn outdated<'t>(
    regulation: &Regulation,
    topic: &'t Topic,
    now: Date,
) -> impl Iterator<Item = (&'t Paper, Date)> {
    let papers = topic.papers.iter();
    let other = papers.filter_map(move |paper| Some((paper, paper.front.meeting.filter(|day| *day != now)?)));
    other.filter(move |(paper, day)| !was_so(regulation, topic, paper, *day))
}

/// Whether the meeting of a paper was held on the day that it names, or the paper went out for it.
pub(crate) fn was_so(regulation: &Regulation, topic: &Topic, paper: &Paper, day: Date) -> bool {
    let document = paper.front.document.as_str();
    let checks = regulation.rules.iter().flat_map(|rule| &rule.checks);
    let sendings = checks.filter_map(|check| match check {
        Check::Chain(chain) if chain.document.as_deref() == Some(document) => chain.then.as_deref(),
        _ => None,
    });
    let sendings: Vec<&str> = sendings.collect();
    let issues = |event: &str| {
        let kind = regulation.events.get(event);
        sendings.contains(&event)
            || kind.is_some_and(|kind| kind.issues.iter().any(|issued| issued.as_str() == document))
    };
    topic.events.iter().map(|recorded| &recorded.event).any(|event| {
        (*event.event == *MEETING && event.date == day) || (event.r#for == Some(day) && issues(&event.event))
    })
}

fn remark(regulation: &Regulation, facts: &TopicFacts, paper: &Paper, (day, now): (Date, Date)) -> Remark {
    let (name, key) = (phrase::paper(regulation, &paper.front.document), facts.topic.key);
    let (zh, en) = (name.zh, name.en);
    let document = &paper.front.document;
    let typed =
        regulation.documents.get(document).map_or_else(|| document.to_string(), |kind| kind.term.name.to_string());
    (
        Location::field(paper.path.clone(), ["meeting".into()]),
        text!(zh: "{zh}写的会期是{day}，现定{now}", en: "{en} announces the meeting for {day}; it is on {now} now"),
        text!(
            zh: "yijuan render {key} {typed} --update；另起草的，改正其中的日期和文首 meeting",
            en: "yijuan render {key} {document} --update; of one drafted otherwise, mend its dates and `meeting` in its head"
        ),
    )
}
