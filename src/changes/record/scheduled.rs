//! The meeting a topic has ahead of it: which round an entry belongs to that does not say, and which day it announces.

use crate::engine::Meeting;
use crate::model::{Date, Event};
use crate::text;
use crate::text::Text;
use std::cmp::Ordering;

/// The meeting a topic has ahead of it, or had.
pub(crate) struct Scheduled {
    day: Date,
    /// The topic's last round, whose meeting it is.
    round: u32,
    /// The day that round's meeting was held.
    held: Option<Date>,
    /// The last day of the meeting of the round before.
    previous: Option<Date>,
    /// When it was announced, and for which day.
    announced: Vec<(Date, Date)>,
    /// When it was moved, and from which day, if that is known.
    moved: Vec<(Date, Option<Date>)>,
}

impl Scheduled {
    pub(crate) fn of(day: Date, known: &Meeting) -> Self {
        let announced = known.announced.iter().filter_map(|event| Some((event.date, event.r#for?))).collect();
        let moved = known.changed.iter().map(|event| (event.date, event.moved_from())).collect();
        Self { day, round: known.round, held: known.held, previous: known.previous, announced, moved }
    }

    /// The round of an entry about the meeting that leaves its round unsaid, if it is a later one: what comes after the
    /// round before has met is of the last.
    pub(crate) fn round(&self, on: Date) -> Option<u32> {
        self.previous.filter(|previous| *previous < on).map(|_| self.round)
    }

    /// The day of the meeting that an entry of a round announces, if it is the one scheduled: what has
    /// passed is announced no more, and a new round has a day of its own once the last has had its meeting.
    pub(crate) fn announced(&self, on: Date, round: u32) -> Option<Date> {
        let is_of_round = match round.cmp(&self.round) {
            Ordering::Less => false,
            Ordering::Equal => true,
            Ordering::Greater => self.held.is_none_or(|held| held < self.day),
        };
        self.then(on).filter(|day| is_of_round && on <= *day)
    }

    /// The day that it was to be held on as things stood on a day, if that is known.
    fn then(&self, on: Date) -> Option<Date> {
        self.moved.iter().find(|(moved, _)| on < *moved).map_or(Some(self.day), |(_, from)| *from)
    }

    /// What is not certain of the day that an entry was made to announce, or that it was left without one.
    pub(crate) fn doubt(&self, entry: &Event, today: Date) -> Option<Text> {
        let on = entry.date;
        if self.then(on).is_none() && entry.r#for.is_none() {
            return Some(text!(
                zh: "{on} 之后会期改过，当时告知的是哪一天不明；作废后加 `--for 〈日期〉` 重记",
                en: "the meeting was moved after {on}, and which day was announced then is not known: strike it out and record it with `--for 〈DATE〉`"
            ));
        }
        let day = entry.r#for.filter(|_| on < today)?;
        let was_moved = |since: Date| self.moved.iter().any(|(moved, _)| since <= *moved && *moved <= on);
        let (date, other) = self.announced.iter().rfind(|(date, _)| *date <= on)?;
        (*other != day && !was_moved(*date)).then(|| {
            text!(
                zh: "记为告知 {day}；{date} 告知的是 {other}，这次也是的话，作废后加 `--for {other}` 重记",
                en: "recorded as announcing {day}; on {date} it was {other}: if it was this time too, strike it out and record it with `--for {other}`"
            )
        })
    }

    /// The day on which the meeting was held earlier than scheduled. A day that stays behind it would be a next round's.
    pub(crate) fn held_early(&self, meeting: &Event, today: Date) -> Option<Date> {
        let is_its = self.held.is_none() && meeting.round.unwrap_or(1) == self.round && meeting.void.is_none();
        Some(meeting.date).filter(|date| is_its && *date < self.day && *date <= today)
    }

    /// Where a meeting is struck out: that the day scheduled, which may have followed it, stays, and how it is set back
    /// to the day announced.
    pub(crate) fn left_behind(&self, key: &str, struck: &Event) -> Option<Text> {
        let day = struck.void.filter(|day| *day == self.day)?;
        struck.round.is_none_or(|round| round == self.round).then(|| {
            let announced = self.announced.iter().rev().map(|(_, named)| *named).find(|named| *named != day);
            let (zh, en) = announced.map_or_else(
                || ("〈日期〉".to_owned(), "〈DATE〉".to_owned()),
                |day| (day.to_string(), day.to_string()),
            );
            text!(
                zh: "预定会期仍是 {day}；会期不在这天的，改回原定的：yijuan set {key} scheduled.meeting={zh}",
                en: "scheduled.meeting is still {day}; if that is not the day, set it back: yijuan set {key} scheduled.meeting={en}"
            )
        })
    }
}
