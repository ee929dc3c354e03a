//! Papers that were issued, but are kept here with blanks.

use super::Remark;
use crate::archive::{Paper, PlanYear};
use crate::model::Date;
use crate::regulation::Regulation;
use crate::rules::view::TopicFacts;
use crate::rules::{phrase, remedy};
use crate::text;
use crate::text::Text;

/// Such papers of a topic. Announcements of another day than the meeting's do not count, because their text was
/// different.
pub(super) fn of_topic(regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    let entries = facts
        .occurrences
        .iter()
        .filter(|one| one.entry().is_some_and(|entry| entry.r#for.is_none() || entry.r#for == day(facts, one.round)));
    let entries: Vec<_> = entries.map(|one| (one.event, one.date, one.round)).collect();
    issued_drafts(regulation, &entries, &facts.topic.papers)
}

/// Such papers of a year.
pub(super) fn of_year(regulation: &Regulation, plan: &PlanYear, today: Date) -> Vec<Remark> {
    let entries = plan.events.iter().filter(|one| one.struck.is_none() && one.event.void.is_none());
    let entries = entries.map(|one| &one.event).filter(|event| event.date <= today);
    let entries: Vec<_> = entries.map(|event| (event.event.as_str(), event.date, 1)).collect();
    issued_drafts(regulation, &entries, &plan.papers)
}

/// The drafts of papers that one of these events (with date and round) has issued. If there is a finished paper of the
/// same kind and round, that one was issued.
fn issued_drafts(regulation: &Regulation, entries: &[(&str, Date, u32)], papers: &[Paper]) -> Vec<Remark> {
    let drafts = papers.iter().filter_map(|paper| Some((paper, paper.draft?)));
    let remarks = drafts.filter_map(|(paper, draft)| {
        let kind = &paper.front.document;
        if papers.iter().any(|other| other.draft.is_none() && is_same_paper(other, paper)) {
            return None;
        }
        let in_round = entries.iter().filter(|(_, _, of)| *of == round(paper));
        let mut sent = in_round
            .filter(|(event, ..)| regulation.events.get(event).is_some_and(|event| event.issues.contains(kind)));
        let (event, date, _) = sent.next_back()?;
        let (sent, lacks) = (phrase::quoted(&regulation.name(event)), phrase::draft(regulation, kind, draft));
        let (zh, en, lacks_zh, lacks_en) = (sent.zh, sent.en, lacks.zh, lacks.en);
        let message = text!(
            zh: "{date} 已记录{zh}，这里存的{lacks_zh}",
            en: "{en} is on record ({date}), but {lacks_en}"
        );
        Some((paper.draft_place(), message, remedy::how_to_fill_in(&paper.path, draft).then(&as_sent())))
    });
    remarks.collect()
}

/// The day of the meeting of a round, held or scheduled.
fn day(facts: &TopicFacts, round: u32) -> Option<Date> {
    facts.held(round).or_else(|| facts.scheduled().filter(|_| round == facts.rounds))
}

fn round(paper: &Paper) -> u32 {
    paper.front.round.unwrap_or(1)
}

fn is_same_paper(one: &Paper, other: &Paper) -> bool {
    one.front.document == other.front.document && round(one) == round(other)
}

fn as_sent() -> Text {
    Text::new("，与发出的一致", ", as it went out")
}
