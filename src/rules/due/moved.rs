//! `Moved`: a meeting that was moved to an earlier day, and what was due for its former day.

use crate::model::Date;
use crate::rules::view::{GivenUp, View};
use crate::text;
use crate::text::Text;

/// A former day of the meeting, which was replaced by an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    pub from: Date,
    pub to: Date,
    /// The last day on which the former day is known to have been valid.
    pub until: Date,
    /// The day on which the duty was due for the former day.
    pub due: Date,
}

impl Moved {
    /// Whether something done on a day was in time for the former day, while that was valid.
    pub(crate) fn allows(&self, done: Date) -> bool {
        done <= self.until && done <= self.due
    }

    /// The reason for being late, as the end of a sentence: ；会期由2026-07-16提前到2026-07-14.
    pub(crate) fn tail(&self, was_in_time: bool) -> Text {
        let Self { from, to, due, .. } = self;
        if was_in_time {
            text!(
                zh: "；按原定会期{from}，期限是{due}，办理时没有逾期，其后会期提前到{to}",
                en: "; it was in time for the meeting's old day {from} (due by {due}), which was then moved forward to {to}"
            )
        } else {
            text!(zh: "；会期由{from}提前到{to}", en: "; the meeting was moved forward from {from} to {to}")
        }
    }
}

/// The former days of the meeting of a round that were later than the present one. `due` gives the due day for a day of
/// the meeting.
pub(super) fn moves(view: &View, due: impl Fn(Date) -> Option<Date>) -> Vec<Moved> {
    let Some(facts) = view.topic.filter(|facts| view.round.is_some() || facts.rounds == 1) else { return Vec::new() };
    let round = view.round.unwrap_or(facts.rounds);
    let of_round = facts.given_up.iter().filter(|one| one.round == round);
    of_round.filter_map(|&GivenUp { from, to, until, .. }| Some(Moved { from, to, until, due: due(from)? })).collect()
}
