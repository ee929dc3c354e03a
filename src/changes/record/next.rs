//! The events that open duties of a topic, a year or a room wait for: the likeliest to be recorded next.

use super::Target;
use crate::duty::Duty;
use crate::engine::{Part, Selection, judge};
use crate::model::Name;
use crate::workspace::LoadedArchive;

/// The events by their deadlines, without duplicates.
pub(crate) fn next(loaded: &LoadedArchive, target: &Target) -> Vec<Name> {
    let topic = loaded.archive.topics.first();
    let suggestion = target.suggestion.zip(topic).map(|(nth, topic)| topic.suggestions[nth].id.as_str());
    let part = if loaded.archive.topics.is_empty() { Part::Archive } else { Part::Topics };
    let mut open: Vec<Duty> = judge(loaded.context(), Selection { part, all: false }).duties;
    open.retain(|duty| {
        let is_its = part == Part::Topics || duty.subject == target.subject;
        duty.state.is_open() && is_its && suggestion.is_none_or(|id| duty.what == id)
    });
    open.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    let mut events: Vec<Name> = Vec::new();
    for event in open.into_iter().flat_map(|duty| duty.events) {
        if !events.contains(&event) {
            events.push(event);
        }
    }
    events
}
