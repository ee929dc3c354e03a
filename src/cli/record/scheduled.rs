//! The meeting a topic has ahead of it: which round an entry belongs to that does not say, and which day it announces.

use crate::engine::Meeting;
use crate::model::{Date, Event};
use std::cmp::Ordering;

/// The meeting a topic has ahead of it, or had.
pub(super) struct Scheduled {
    day: Date,
    /// The topic's last round, whose meeting it is.
    round: u32,
    /// The day that round's meeting was held.
    held: Option<Date>,
    /// The last day of the meeting of the round before.
    previous: Option<Date>,
}

impl Scheduled {
    pub(super) fn of(day: Date, known: &Meeting) -> Self {
        Self { day, round: known.round, held: known.held, previous: known.previous }
    }

    /// The round of an entry about the meeting that leaves its round unsaid, if it is a later one: what comes after the
    /// round before has met is of the last.
    pub(super) fn round(&self, on: Date) -> Option<u32> {
        self.previous.filter(|previous| *previous < on).map(|_| self.round)
    }

    /// The day of the meeting that an entry of a round announces, if it is the one scheduled: what has
    /// passed is announced no more, and a new round has a day of its own once the last has had its meeting.
    pub(super) fn announced(&self, on: Date, round: u32) -> Option<Date> {
        let is_of_round = match round.cmp(&self.round) {
            Ordering::Less => false,
            Ordering::Equal => true,
            Ordering::Greater => self.held.is_none_or(|held| held < self.day),
        };
        (is_of_round && on <= self.day).then_some(self.day)
    }

    /// The day on which the meeting was held earlier than scheduled. A day that stays behind it would be a next round's.
    pub(super) fn held_early(&self, meeting: &Event, today: Date) -> Option<Date> {
        let is_its = self.held.is_none() && meeting.round.unwrap_or(1) == self.round && meeting.void.is_none();
        Some(meeting.date).filter(|date| is_its && *date < self.day && *date <= today)
    }
}
