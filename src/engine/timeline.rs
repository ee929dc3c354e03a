//! Everything that happened in a topic, as the judge takes it: entries, papers whose date stands for an event, decisions,
//! changes of the meeting that nobody recorded.

use super::Context;
use crate::archive::Topic;
use crate::model::{Date, Name, Scope, ScopeAnswer};
use crate::regulation::Regulation;
use crate::rules::view::{Occurrence, Origin};
use crate::vocabulary::EventIs;

/// What happened in a topic by today.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What happened, by date.
    pub events: Vec<Happened>,
    /// The number of rounds.
    pub rounds: u32,
    /// The day scheduled for the meeting of the last round.
    pub scheduled: Option<Date>,
    /// The day it ended.
    pub ended: Option<Date>,
    /// The day it was dropped.
    pub dropped: Option<Date>,
    /// Whether a ground of exclusion was found.
    pub excluded: bool,
    /// Whether its regulation has an event for sending what came of it.
    pub is_to_report: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Happened {
    /// The event.
    pub event: Name,
    /// Its day.
    pub date: Date,
    /// The round it belongs to.
    pub round: u32,
    /// The suggestion it belongs to.
    pub suggestion: Option<Name>,
    /// By what it is known.
    pub by: &'static str,
    /// Its special meaning in its regulation.
    pub is: Option<EventIs>,
    /// For which day it called a meeting.
    pub called_for: Option<Date>,
    /// From which day it moved the meeting.
    pub moved_from: Option<Date>,
}

/// What happened in a topic by today.
#[must_use]
pub fn timeline<'a>(context: Context<'a>, regulation: &'a Regulation, topic: &'a Topic) -> Timeline {
    let facts = context.topic(regulation, topic, &[]);
    let answers = topic.file.scope.iter().flat_map(Scope::iter);
    Timeline {
        events: facts.occurrences.iter().map(|one| happened(regulation, topic, one)).collect(),
        rounds: facts.rounds,
        scheduled: facts.scheduled(),
        ended: facts.ended,
        dropped: facts.dropped,
        excluded: answers.into_iter().any(|(_, answer)| matches!(answer, ScopeAnswer::Answer(true))),
        is_to_report: regulation.events.iter().any(|(_, kind)| kind.is == Some(EventIs::Report)),
    }
}

fn happened(regulation: &Regulation, topic: &Topic, one: &Occurrence) -> Happened {
    let (by, suggestion) = match &one.origin {
        Origin::Suggestion { suggestion, .. } => ("entry", Some(topic.suggestions[*suggestion].id.clone())),
        Origin::Entry { .. } | Origin::Room { .. } => ("entry", None),
        Origin::Paper { .. } => ("paper", None),
        Origin::Attached(_) => ("file", None),
        Origin::Decision { .. } => ("decision", None),
        Origin::Stale { .. } => ("schedule", None),
    };
    let entry = one.entry();
    Happened {
        event: one.event.into(),
        date: one.date,
        round: one.round,
        suggestion,
        by,
        is: regulation.events.get(one.event).and_then(|kind| kind.is),
        called_for: entry.filter(|_| regulation.announces(one.event)).and_then(|entry| entry.r#for),
        moved_from: entry.filter(|_| regulation.amends(one.event)).and_then(crate::model::Event::moved_from),
    }
}
