//! The state of a duty: what time asks of it, held against what was done.

use crate::duty::State;
use crate::model::Date;
use crate::rules::World;
use crate::rules::due::{Demand, Timing};

/// How a duty stands, and since which day counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub state: State,
    pub due: Option<Date>,
    /// Only an advised day was missed.
    pub advice: bool,
}

/// The state that follows from whether a duty holds and since when.
pub(super) fn verdict(world: &World, timing: &Timing, holds: bool, done: Option<Date>) -> Verdict {
    let verdict = |state, due, advice| Verdict { state, due, advice };
    if timing.demand == Demand::Waiting {
        return verdict(State::Waiting, None, false);
    }
    let (hard, advised) = if timing.soft { (timing.limit, timing.due) } else { (timing.due.or(timing.limit), None) };
    let day = advised.or(if timing.soft { None } else { timing.due });
    let passed = |limit: Option<Date>, day: Date| limit.is_some_and(|limit| limit < day);
    if holds {
        return match done {
            _ if timing.missed.is_some() => verdict(State::DoneLate, timing.missed, timing.soft),
            Some(done) if passed(hard, done) => verdict(State::DoneLate, hard, false),
            // What was in good time when it was done stays so.
            Some(done) if passed(advised, done) => match timing.allowed_then(done) {
                Some(moved) => verdict(State::Done, Some(moved.due), false),
                None => verdict(State::DoneLate, advised, true),
            },
            _ => verdict(State::Done, day, false),
        };
    }
    if passed(hard, world.today) || timing.demand == Demand::Always {
        return verdict(State::Overdue, hard, false);
    }
    if passed(advised, world.today) {
        return verdict(State::Overdue, advised, true);
    }
    let soon = day.is_some_and(|day| world.calendar.workdays_between(world.today, day) <= State::SOON);
    verdict(if soon { State::DueSoon } else { State::Pending }, day, false)
}
