//! A meeting that was moved to an earlier day: until when its old day stood, and what was due by that.

use crate::model::Date;
use crate::rules::view::{GivenUp, View};
use crate::text;
use crate::text::Text;

/// A day that the meeting was to be held on, and that was given up for an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    pub from: Date,
    pub to: Date,
    /// The last day that it is known to have stood.
    pub until: Date,
    /// What had to precede the meeting was due on this day then.
    pub due: Date,
}

impl Moved {
    /// Whether something done on a day was in time as things stood.
    pub(crate) fn allows(&self, done: Date) -> bool {
        done <= self.until && done <= self.due
    }

    /// ；会期由2026-07-16提前到2026-07-14: why something is late, as the tail of a sentence.
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

/// The later days that the meeting of a round was to be held on before. `due` is the day something had to be done by for
/// a meeting on a day.
pub(super) fn moves(view: &View, due: impl Fn(Date) -> Option<Date>) -> Vec<Moved> {
    let Some(facts) = view.topic.filter(|facts| view.round.is_some() || facts.rounds == 1) else { return Vec::new() };
    let round = view.round.unwrap_or(facts.rounds);
    let of_round = facts.given_up.iter().filter(|one| one.round == round);
    of_round.filter_map(|&GivenUp { from, to, until, .. }| Some(Moved { from, to, until, due: due(from)? })).collect()
}
