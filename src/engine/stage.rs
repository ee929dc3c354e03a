//! The stages of a topic, in the order of its regulation.

use super::Context;
use crate::model::Date;
use crate::regulation::Regulation;
use crate::rules::view::{TopicFacts, View};
use crate::rules::{Stage, when};
/// The state of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Ended on this day.
    Done(Date),
    /// The topic is in this stage.
    Current,
    /// A later stage has been reached, but no event has ended this one.
    Skipped,
    /// Still to come.
    Ahead,
    /// Topics like this one do not pass through it.
    NotApplicable,
}

/// The stages of a topic in order.
#[derive(Clone, Debug)]
pub struct TopicStages<'a> {
    /// Every stage of its regulation with its state.
    pub stages: Vec<(&'a Stage, StageState)>,
    /// The day the topic was closed or counts as ended.
    pub ended: Option<Date>,
    /// The day it was dropped.
    pub dropped: Option<Date>,
    /// The day of a meeting that should have been held by now, but is not on record.
    pub unrecorded: Option<Date>,
}

impl<'a> TopicStages<'a> {
    /// The stage the topic is in: the first after the last one done; `None` once all are.
    #[must_use]
    pub fn current(&self) -> Option<&'a Stage> {
        self.stages.iter().find(|(_, state)| *state == StageState::Current).map(|(stage, _)| *stage)
    }
}

pub(crate) fn of_topic<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
) -> TopicStages<'a> {
    let view = View::of_topic(facts);
    let mut stages: Vec<(&Stage, StageState)> = regulation
        .stages
        .iter()
        .map(|stage| {
            let state = if when::holds(&context.subject(regulation, view), None, &stage.when) {
                let done =
                    stage.done_when.iter().filter_map(|event| view.occurrences(event).next()).map(|one| one.date).min();
                done.map_or(StageState::Ahead, StageState::Done)
            } else {
                StageState::NotApplicable
            };
            (stage, state)
        })
        .collect();
    let last_done = stages.iter().rposition(|(_, state)| matches!(state, StageState::Done(_)));
    let passed = last_done.map_or(0, |last| last + 1);
    for (_, state) in stages.iter_mut().take(passed).filter(|(_, state)| *state == StageState::Ahead) {
        *state = StageState::Skipped;
    }
    if let Some((_, state)) = stages.iter_mut().skip(passed).find(|(_, state)| *state == StageState::Ahead) {
        *state = StageState::Current;
    }
    let world = context.world();
    let unrecorded = facts.unrecorded(&world);
    let without_a_day = facts.is_without_a_day(&world).then(|| Date::end_of_year(facts.topic.key.year));
    let (ended, unrecorded) = (facts.ended, unrecorded.or(without_a_day));
    TopicStages { stages, ended, dropped: facts.dropped, unrecorded }
}
