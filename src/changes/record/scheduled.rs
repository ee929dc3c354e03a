//! The scheduled meeting of a topic: supplies the round and the announced day of an entry, and notes on days that disagree.

use crate::engine::Meeting;
use crate::model::{Date, Event, Recorded};
use crate::text;
use crate::text::Text;
use std::cmp::Ordering;

/// The scheduled meeting of a topic, held or not.
pub(crate) struct Scheduled {
    day: Date,
    /// The topic's last round, whose meeting it is.
    round: u32,
    /// The day on which the meeting of that round was held.
    held: Option<Date>,
    /// The last day of the meeting of the round before.
    previous: Option<Date>,
    /// The announcements: their day, and the day they named.
    announced: Vec<(Date, Date)>,
    /// The moves: their day, and the former day if it is known.
    moved: Vec<(Date, Option<Date>)>,
    /// The topic's year. No meeting is held before it.
    year: i32,
}

impl Scheduled {
    pub(crate) fn of(day: Date, known: &Meeting, year: i32) -> Self {
        let announced = known.announced.iter().filter_map(|event| Some((event.date, event.r#for?))).collect();
        let moved = known.changed.iter().map(|event| (event.date, event.moved_from())).collect();
        Self { day, round: known.round, held: known.held, previous: known.previous, announced, moved, year }
    }

    /// The day it is scheduled for.
    pub(crate) fn day(&self) -> Date {
        self.day
    }

    /// The round of an entry about the meeting that names none: the last round, if the one before has met. `None` if there
    /// is only one.
    pub(crate) fn round(&self, on: Date) -> Option<u32> {
        self.previous.filter(|previous| *previous < on).map(|_| self.round)
    }

    /// The day that an entry of a round announces, if it is the scheduled one: a past day is not announced, and once the
    /// last round has met, the next one needs another day.
    pub(crate) fn announced(&self, on: Date, round: u32) -> Option<Date> {
        let is_of_round = match round.cmp(&self.round) {
            Ordering::Less => false,
            Ordering::Equal => true,
            Ordering::Greater => self.held.is_none_or(|held| held < self.day),
        };
        self.day_as_of(on).filter(|day| is_of_round && on <= *day)
    }

    /// The day for which the meeting was scheduled at a time, if that is known.
    fn day_as_of(&self, on: Date) -> Option<Date> {
        self.moved.iter().find(|(moved, _)| on < *moved).map_or(Some(self.day), |(_, from)| *from)
    }

    /// The note on a day that an entry announces: it is unknown, or others announced another one.
    pub(crate) fn doubt(&self, entry: &Event, today: Date) -> Option<Text> {
        let on = entry.date;
        if self.day_as_of(on).is_none() && entry.r#for.is_none() {
            return Some(text!(
                zh: "{on} 之后会期改过，当时告知的是哪一天不明；作废后加 `--for 〈日期〉` 重记",
                en: "the meeting was moved after {on}, and which day was announced then is not known: strike it out and record it with `--for 〈DATE〉`"
            ));
        }
        let day = entry.r#for.filter(|_| on < today)?;
        let (date, other) = self.announced.iter().rfind(|(date, _)| *date <= on)?;
        let was_moved = self.moved.iter().any(|(moved, _)| date <= moved && *moved <= on);
        (*other != day && !was_moved).then(|| {
            text!(
                zh: "记为告知 {day}；{date} 告知的是 {other}，这次也是的话，作废后加 `--for {other}` 重记",
                en: "recorded as announcing {day}; on {date} it was {other}: if it was this time too, strike it out and record it with `--for {other}`"
            )
        })
    }

    /// Whether a meeting on this day comes before the scheduled day. It then replaces that day, which would otherwise count
    /// for a next round. A day before the topic's year is a slip.
    pub(crate) fn is_brought_forward(&self, on: Date, round: Option<u32>) -> bool {
        let is_its = self.held.is_none() && round.unwrap_or(1) == self.round;
        is_its && on < self.day && self.year <= on.year()
    }

    /// The note on a meeting after the scheduled day: it was moved, or the day is a slip.
    pub(crate) fn note_if_later(&self, key: &str, typed: &Text, entry: &Event) -> Option<Text> {
        let (on, day, is_its) = (entry.date, self.day, self.held.is_none() && entry.in_round() == self.round);
        let (zh, en) = (&typed.zh, &typed.en);
        (entry.void.is_none() && is_its && day < on).then(|| {
            text!(
                zh: "预定会期是 {day}，会议记在 {on}，以 {on} 为准；记错的，作废后重记：yijuan record {key} {zh} --void {on} --note 日期记错",
                en: "scheduled for {day}, and recorded as held on {on}, which counts; strike a slip out and record it anew: yijuan record {key} {en} --void {on} --note 'wrong day'"
            )
        })
    }

    /// The day that was scheduled before a meeting which is now struck out.
    pub(crate) fn day_before(&self, events: &[Recorded], void: &Event) -> Option<Date> {
        let day = void.void.filter(|day| *day == self.day)?;
        let mut meant = events.iter().filter(|known| known.struck.is_none() && void.strikes(&known.event));
        let mut before = meant.find_map(|known| known.event.r#for)?;
        // That day may have come from another meeting that was struck out.
        for _ in events {
            let struck = events.iter().filter(|known| known.struck.is_some()).map(|known| &known.event);
            let mut of_day = struck.filter(|event| event.event == void.event && event.date == before);
            let Some(earlier) = of_day.find_map(|event| event.r#for) else { break };
            before = earlier;
        }
        Some(before).filter(|before| *before != day)
    }

    /// The note when the only meeting of a round is struck out and the next round has one: that may belong to this round.
    pub(crate) fn note_on_wrong_round(key: &str, typed: &Text, events: &[Recorded], void: &Event) -> Option<Text> {
        let meetings = events.iter().filter(|known| known.struck.is_none()).map(|known| &known.event);
        let meetings = meetings.filter(|event| event.void.is_none() && event.event == void.event);
        let (struck, others): (Vec<&Event>, Vec<&Event>) = meetings.partition(|event| void.strikes(event));
        let own = struck.first()?.in_round();
        let next = others.iter().find(|event| event.in_round() == own + 1)?;
        if others.iter().any(|event| event.in_round() == own) {
            return None;
        }
        let (day, after, zh, en) = (next.date, own + 1, &typed.zh, &typed.en);
        Some(text!(
            zh: "{day} 的会议记在第{after}轮，第{own}轮现在没有会议；其实是第{own}轮的：yijuan record {key} {zh} --void {day} --note 轮次记错；再 yijuan record {key} {zh} --on {day} --round {own}",
            en: "the meeting of {day} is on record for round {after}, and round {own} has none now; if it is of that one: yijuan record {key} {en} --void {day} --note 'wrong round'; then yijuan record {key} {en} --on {day} --round {own}"
        ))
    }

    /// The note when a meeting is struck out: its day is still the scheduled one, and how to set the announced day again.
    pub(crate) fn note_on_old_day(&self, key: &str, struck: &Event) -> Option<Text> {
        let day = struck.void.filter(|day| *day == self.day)?;
        struck.round.is_none_or(|round| round == self.round).then(|| {
            let announced = self.announced.iter().rev().map(|(_, named)| *named).find(|named| *named != day);
            let (zh, en) = announced.map_or_else(
                || ("〈日期〉".to_owned(), "〈DATE〉".to_owned()),
                |day| (day.to_string(), day.to_string()),
            );
            text!(
                zh: "预定会期仍是 {day}；会期不在这天的，改回原定的：yijuan set {key} 会期={zh}",
                en: "scheduled.meeting is still {day}; if that is not the day, set it back: yijuan set {key} scheduled.meeting={en}"
            )
        })
    }
}
