//! What became of a topic and of its suggestions, to be counted.

use super::Context;
use crate::archive::Topic;
use crate::model::Date;
use crate::regulation::Regulation;
use crate::rules::view::{MEETING, TopicFacts, View};
use crate::vocabulary::{EventIs, Vocabulary};

/// What became of a topic, as far as it is on record.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The rounds that met, each with its days.
    pub met: Vec<(u32, Vec<Date>)>,
    /// The first day for which a meeting was called and on which it was not held.
    pub moved: Option<Date>,
    /// The day it was dropped.
    pub dropped: Option<Date>,
    /// What was noted with that.
    pub why_dropped: Option<String>,
    /// The day on which what came of it was first sent; `None` in a regulation that has no event for that.
    pub reported: Option<Option<Date>>,
}

impl Progress {
    /// The first day on which it met.
    #[must_use]
    pub fn held(&self) -> Option<Date> {
        self.met.iter().flat_map(|(_, days)| days).min().copied()
    }

    /// The last day on which a round met.
    #[must_use]
    pub fn met_in(&self, round: u32) -> Option<Date> {
        self.met.iter().find(|(known, _)| *known == round).and_then(|(_, days)| days.last().copied())
    }
}

/// What became of a suggestion, as far as it is on record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// The day it was handed over.
    pub assigned: Option<Date>,
    /// The day it was first answered.
    pub answered: Option<Date>,
    /// The day it was carried out.
    pub carried_out: Option<Date>,
}

/// What became of a topic by today, and of each of its suggestions.
#[must_use]
pub fn progress<'a>(context: Context<'a>, regulation: &'a Regulation, topic: &'a Topic) -> (Progress, Vec<Handling>) {
    let facts = context.topic(regulation, topic, &[]);
    let days = |round| View::of_round(&facts, round).occurrences(MEETING).map(|one| one.date).collect::<Vec<_>>();
    let met = (1..=facts.rounds).map(|round| (round, days(round))).filter(|(_, days)| !days.is_empty()).collect();
    let is_report = |event: &&str| regulation.events.get(event).is_some_and(|kind| kind.is == Some(EventIs::Report));
    let report = regulation.events.iter().map(|(event, _)| event).find(is_report);
    let first = |event: &str| facts.occurrences.iter().find(|one| one.event == event);
    let progress = Progress {
        met,
        moved: moved(&facts),
        dropped: facts.dropped,
        why_dropped: first(Vocabulary::DROPPED).and_then(|one| one.entry()?.note.clone()),
        reported: report.map(|event| first(event).map(|one| one.date)),
    };
    let handlings = (0..topic.suggestions.len()).map(|nth| handling(regulation, &facts, nth)).collect();
    (progress, handlings)
}

/// The first day for which a meeting was called, and which another day took the place of.
fn moved(facts: &TopicFacts) -> Option<Date> {
    let given_up = |round: u32| {
        let scheduled = facts.scheduled().filter(|_| round == facts.rounds);
        let mut days: Vec<Date> = View::of_round(facts, round).occurrences(MEETING).map(|one| one.date).collect();
        if days.is_empty() {
            days.extend(scheduled);
        }
        let changes = facts.occurrences.iter().filter(|one| one.round == round && facts.regulation.amends(one.event));
        let changed = changes.filter_map(|one| one.entry()?.moved_from());
        let called = facts.announcements(round).map(|(_, day)| day);
        called.chain(changed).filter(|day| !days.is_empty() && !days.contains(day)).min()
    };
    (1..=facts.rounds).filter_map(given_up).min()
}

fn handling(regulation: &Regulation, facts: &TopicFacts, suggestion: usize) -> Handling {
    let view = View::of_suggestion(facts, suggestion);
    let first = |is: EventIs| {
        let events = regulation.events.iter().filter(|(_, kind)| kind.is == Some(is));
        events.flat_map(|(event, _)| view.occurrences(event)).map(|one| one.date).min()
    };
    Handling {
        assigned: first(EventIs::Assignment),
        answered: first(EventIs::Answer),
        carried_out: first(EventIs::Outcome),
    }
}
