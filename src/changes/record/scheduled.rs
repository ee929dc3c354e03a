//! The meeting a topic has ahead of it: which round an entry belongs to that does not say, and which day it announces.

use crate::engine::Meeting;
use crate::model::{Date, Event, Recorded};
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
    /// The topic's year, before which it does not meet: an archive may be kept after the event, but never that long.
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

    /// Whether a meeting of a round on a day was held, or is to be, earlier than scheduled: that day becomes the
    /// scheduled one, for one that stays behind it would be a next round's. A year before the topic's is a slip.
    pub(crate) fn is_before_it(&self, on: Date, round: Option<u32>) -> bool {
        let is_its = self.held.is_none() && round.unwrap_or(1) == self.round;
        is_its && on < self.day && self.year <= on.year()
    }

    /// That a meeting is recorded on a later day than the one scheduled: it was moved, or the day is a slip.
    pub(crate) fn is_behind_it(&self, key: &str, typed: &Text, entry: &Event) -> Option<Text> {
        let (on, day, is_its) = (entry.date, self.day, self.held.is_none() && entry.round.unwrap_or(1) == self.round);
        let (zh, en) = (&typed.zh, &typed.en);
        (entry.void.is_none() && is_its && day < on).then(|| {
            text!(
                zh: "预定会期是 {day}，会议记在 {on}，以 {on} 为准；记错的，作废后重记：yijuan record {key} {zh} --void {on} --note 日期记错",
                en: "scheduled for {day}, and recorded as held on {on}, which counts; strike a slip out and record it anew: yijuan record {key} {en} --void {on} --note 'wrong day'"
            )
        })
    }

    /// The day scheduled before, which a meeting that is struck out had put itself in the place of.
    pub(crate) fn set_back(&self, events: &[Recorded], void: &Event) -> Option<Date> {
        let day = void.void.filter(|day| *day == self.day)?;
        let is_meant = |one: &&Recorded| one.struck.is_none() && void.strikes(&one.event);
        let mut before = events.iter().filter(is_meant).find_map(|one| one.event.r#for)?;
        // That day may have been taken by a meeting that was struck out as well.
        for _ in events {
            let taken =
                |one: &&Recorded| one.struck.is_some() && one.event.event == void.event && one.event.date == before;
            let Some(earlier) = events.iter().filter(taken).find_map(|one| one.event.r#for) else { break };
            before = earlier;
        }
        Some(before).filter(|before| *before != day)
    }

    /// The meeting that is on record as that of the round after, where the only one of its round is struck out: it may
    /// be of this round.
    pub(crate) fn left_alone(key: &str, typed: &Text, events: &[Recorded], void: &Event) -> Option<Text> {
        let stands =
            |one: &&Recorded| one.struck.is_none() && one.event.void.is_none() && one.event.event == void.event;
        let round = |event: &Event| event.round.unwrap_or(1);
        let struck = events.iter().filter(stands).find(|one| void.strikes(&one.event))?;
        let (own, others) =
            (round(&struck.event), || events.iter().filter(stands).filter(|one| !void.strikes(&one.event)));
        let next = others().find(|one| round(&one.event) == own + 1)?;
        if others().any(|one| round(&one.event) == own) {
            return None;
        }
        let (day, after, zh, en) = (next.event.date, own + 1, &typed.zh, &typed.en);
        Some(text!(
            zh: "{day} 的会议记在第{after}轮，第{own}轮现在没有会议；其实是第{own}轮的：yijuan record {key} {zh} --void {day} --note 轮次记错；再 yijuan record {key} {zh} --on {day} --round {own}",
            en: "the meeting of {day} is on record for round {after}, and round {own} has none now; if it is of that one: yijuan record {key} {en} --void {day} --note 'wrong round'; then yijuan record {key} {en} --on {day} --round {own}"
        ))
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
                zh: "预定会期仍是 {day}；会期不在这天的，改回原定的：yijuan set {key} 会期={zh}",
                en: "scheduled.meeting is still {day}; if that is not the day, set it back: yijuan set {key} scheduled.meeting={en}"
            )
        })
    }
}
