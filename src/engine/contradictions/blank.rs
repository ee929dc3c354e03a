//! Papers that went out, and of which the text kept here still has blanks.

use super::Told;
use crate::archive::{Paper, PlanYear};
use crate::model::{Date, Event, Recorded};
use crate::regulation::Regulation;
use crate::rules::view::{Occurrence, TopicFacts};
use crate::rules::{phrase, remedy};
use crate::text;
use crate::text::Text;

/// Of a topic. What announced another day than that of the meeting sent out another text.
pub(super) fn of_topic(regulation: &Regulation, facts: &TopicFacts) -> Vec<Told> {
    let day = |round: u32| facts.held(round).or_else(|| facts.scheduled().filter(|_| round == facts.rounds));
    let speaks_of_it = |one: &&Occurrence| {
        let named = one.entry().and_then(|entry| entry.r#for);
        named.is_none() || named == day(one.round)
    };
    let entries = facts.occurrences.iter().filter(|one| one.entry().is_some()).filter(speaks_of_it);
    let entries: Vec<_> = entries.map(|one| (one.event, one.date, one.round)).collect();
    told(regulation, &entries, &facts.topic.papers)
}

/// Of a year.
pub(super) fn of_year(regulation: &Regulation, plan: &PlanYear, today: Date) -> Vec<Told> {
    let stands = |one: &&Recorded| one.struck.is_none() && one.event.void.is_none() && one.event.date <= today;
    let entry = |event: &Event| (event.event.as_str().to_owned(), event.date);
    let entries: Vec<_> = plan.events.iter().filter(stands).map(|one| entry(&one.event)).collect();
    let entries: Vec<_> = entries.iter().map(|(event, date)| (event.as_str(), *date, 1)).collect();
    told(regulation, &entries, &plan.papers)
}

/// The drafts of what was sent out by one of these events, of a round; where a finished text is there as well, that
/// was sent.
fn told(regulation: &Regulation, entries: &[(&str, Date, u32)], papers: &[Paper]) -> Vec<Told> {
    let round = |paper: &Paper| paper.front.round.unwrap_or(1);
    let drafts = papers.iter().filter_map(|paper| Some((paper, paper.draft?)));
    let told = drafts.filter_map(|(paper, draft)| {
        let kind = &paper.front.document;
        let is_finished =
            |other: &Paper| other.draft.is_none() && other.front.document == *kind && round(other) == round(paper);
        let sends = |event: &str| regulation.events.get(event).is_some_and(|event| event.issues.contains(kind));
        let mut sent = entries.iter().filter(|(event, _, of)| sends(event) && *of == round(paper));
        let (event, date, _) = sent.next_back().filter(|_| !papers.iter().any(is_finished))?;
        let (sent, lacks) = (phrase::quoted(&regulation.name(event)), phrase::draft(regulation, kind, draft));
        let (zh, en, lacks_zh, lacks_en) = (sent.zh, sent.en, lacks.zh, lacks.en);
        let said = text!(
            zh: "{date} 已记录{zh}，这里存的{lacks_zh}",
            en: "{en} is on record ({date}), but {lacks_en}"
        );
        Some((paper.draft_place(), said, remedy::how_to_fill_in(&paper.path, draft).then(&as_sent())))
    });
    told.collect()
}

fn as_sent() -> Text {
    Text::new("，与发出的一致", ", as it went out")
}
