//! What is likely to be recorded next: the events that the open duties of a topic, a year or a room wait for.

use crate::cli::context::Case;
use crate::duty::Duty;
use crate::engine::{Part, Selection, judge};
use crate::model::Name;

/// Events, what presses most first.
pub(super) fn next(case: &Case, target: &str) -> Vec<Name> {
    let part = if case.archive.topics.is_empty() { Part::Archive } else { Part::Topics };
    let mut open: Vec<Duty> = judge(case.bench(), Selection { part, all: false }).duties;
    open.retain(|duty| duty.state.is_open() && (part == Part::Topics || duty.subject.to_string() == target));
    open.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    let mut events: Vec<Name> = Vec::new();
    for event in open.into_iter().flat_map(|duty| duty.events) {
        if !events.contains(&event) {
            events.push(event);
        }
    }
    events
}
