//! `Verdict`: the state of a duty, from its timing and from whether it holds.

use crate::duty::State;
use crate::model::Date;
use crate::rules::World;
use crate::rules::due::{Demand, Timing};

/// The state of a duty, and the due day that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub state: State,
    pub due: Option<Date>,
    /// Whether only an advised day was missed.
    pub advice: bool,
}

impl Verdict {
    fn new(state: State, due: Option<Date>, advice: bool) -> Self {
        Self { state, due, advice }
    }
}

/// The state of a duty, from whether it holds and since when.
pub(super) fn verdict(world: &World, timing: &Timing, holds: bool, done: Option<Date>) -> Verdict {
    if timing.demand == Demand::Waiting {
        return Verdict::new(State::Waiting, None, false);
    }
    let (hard, advised) = if timing.soft { (timing.limit, timing.due) } else { (timing.due.or(timing.limit), None) };
    let day = advised.or(if timing.soft { None } else { timing.due });
    if holds {
        return match done {
            _ if timing.missed.is_some() => Verdict::new(State::DoneLate, timing.missed, timing.soft),
            Some(done) if passed(hard, done) => Verdict::new(State::DoneLate, hard, false),
            // What was in time when it was done stays so, even if the meeting was moved later.
            Some(done) if passed(advised, done) => match timing.allowed_then(done) {
                Some(moved) => Verdict::new(State::Done, Some(moved.due), false),
                None => Verdict::new(State::DoneLate, advised, true),
            },
            _ => Verdict::new(State::Done, day, false),
        };
    }
    if passed(hard, world.today) || timing.demand == Demand::Always {
        return Verdict::new(State::Overdue, hard, false);
    }
    if passed(advised, world.today) {
        return Verdict::new(State::Overdue, advised, true);
    }
    let soon = day.is_some_and(|day| world.calendar.workdays_between(world.today, day) <= State::SOON);
    Verdict::new(if soon { State::DueSoon } else { State::Pending }, day, false)
}

fn passed(limit: Option<Date>, day: Date) -> bool {
    limit.is_some_and(|limit| limit < day)
}
