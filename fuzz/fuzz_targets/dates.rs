//! Dates, lengths and keys read back as printed; counting forward and back agree, under any schedule.
//!
//! The input is text: a line `2026-06-11 15 workdays`, a line with another date, and then a schedule as in
//! `calendar/YEAR.yml`, of the first date's year.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fmt::{Debug, Display};
use std::str::FromStr;
use yijuan::archive::record;
use yijuan::calendar::{Calendar, DayKind, Direction};
use yijuan::model::{Counting, Date, Length, Limit, Schedule, Spans, TopicKey, TimeUnit};
use yijuan_fuzz::CALENDAR;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for word in text.split_whitespace() {
        if let Some(date) = hold_reads_back::<Date>(word) {
            assert_eq!(date.to_string(), word, "a date has one form");
            assert!((1900..=2199).contains(&date.year()));
        }
        hold_reads_back::<TopicKey>(word);
    }
    for line in text.lines() {
        hold_reads_back::<Length>(line);
        // Whatever is read, it is read without trouble.
        drop(record::<Limit>("f.yml", line.as_bytes()));
        drop(record::<Spans>("f.yml", line.as_bytes()));
    }
    let mut lines = text.lines();
    let Some((anchor, length)) = lines.next().and_then(|line| line.split_once(' ')) else { return };
    let (Ok(anchor), Ok(length)) = (anchor.parse::<Date>(), length.parse::<Length>()) else { return };
    let other = lines.next().and_then(|line| line.parse::<Date>().ok());
    let rest: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut calendar = CALENDAR.clone();
    if let Ok(schedule) = record::<Schedule>("calendar/2026.yml", rest.as_bytes()) {
        calendar.publish(Schedule { year: anchor.year(), ..schedule });
    }
    hold_counting(&calendar, anchor, length);
    if let Some(other) = other {
        hold_between(&calendar, anchor, other);
    }
});

fn hold_reads_back<T: FromStr + Display + PartialEq + Debug>(written: &str) -> Option<T> {
    let read = written.parse::<T>().ok()?;
    let printed = read.to_string();
    assert_eq!(printed.parse::<T>().ok().as_ref(), Some(&read), "`{written}` is printed `{printed}`");
    Some(read)
}

fn hold_counting(calendar: &Calendar, anchor: Date, length: Length) {
    let after = calendar.count(anchor, Direction::After, length, Counting::Common);
    let before = calendar.count(anchor, Direction::Before, length, Counting::Common);
    let clear = calendar.count(anchor, Direction::Before, length, Counting::Clear);
    assert_eq!(after, calendar.count(anchor, Direction::After, length, Counting::Clear), "only notices are clear");
    assert!(after.due > anchor && before.due < anchor, "{after:?} {before:?}");
    assert!(calendar.is_workday(after.due), "{after:?}");
    for counted in [&after, &before, &clear] {
        if let Some(day) = counted.workday_before {
            assert!(!calendar.is_workday(counted.due) && day == last_workday_until(calendar, counted.due));
        }
        assert!(counted.days.iter().all(|day| calendar.is_workday(*day)));
    }
    match length.unit {
        TimeUnit::Workdays => {
            let count = i64::from(length.count);
            assert_eq!(after.days.len(), length.count as usize);
            assert_eq!(before.days.len(), length.count as usize);
            assert!(after.days.is_sorted() && before.days.iter().rev().is_sorted());
            assert_eq!(after.days.last(), Some(&after.due));
            assert_eq!(calendar.workdays_between(anchor, after.due), count);
            assert_eq!(calendar.workdays_between(after.due, anchor), -count);
            let back = calendar.count(after.due, Direction::Before, length, Counting::Common).due;
            assert_eq!(back, last_workday_until(calendar, anchor), "{anchor} + {length} = {}", after.due);
            let forth = calendar.count(before.due, Direction::After, length, Counting::Common).due;
            assert_eq!(forth, first_workday_from(calendar, anchor), "{anchor} - {length} = {}", before.due);
            assert_eq!(clear.due, last_workday_until(calendar, before.due.plus_days(-1)));
        }
        TimeUnit::Days | TimeUnit::Weeks => {
            let days = i64::from(length.count) * if length.unit == TimeUnit::Weeks { 7 } else { 1 };
            assert_eq!(after.due, first_workday_from(calendar, anchor.plus_days(days)));
            assert_eq!(before.due, anchor.plus_days(-days));
            assert_eq!((before.due.days_until(anchor), before.due.plus_days(days)), (days, anchor));
            assert_eq!(clear, before);
        }
        TimeUnit::Months => {
            assert_eq!(clear, before);
            // A month back and forth ends on the same day, or on the last day of a shorter month.
            let (year, month) = year_and_month(anchor);
            let (year_before, month_before) = year_and_month(before.due);
            assert_eq!(year * 12 + month - i64::from(length.count), year_before * 12 + month_before);
        }
    }
    let kind = calendar.day(anchor);
    assert_eq!(calendar.is_workday(anchor), matches!(kind, DayKind::Workday | DayKind::MadeUp), "{anchor} {kind:?}");
}

fn hold_between(calendar: &Calendar, one: Date, other: Date) {
    let between = calendar.workdays_between(one, other);
    assert_eq!(between, -calendar.workdays_between(other, one));
    assert!(between.abs() <= one.days_until(other).abs());
    assert_eq!(one.plus_days(one.days_until(other)), other);
    let middle = one.plus_days(one.days_until(other) / 2);
    assert_eq!(between, calendar.workdays_between(one, middle) + calendar.workdays_between(middle, other));
    if let Ok(count @ 1..=10_000) = u32::try_from(between) {
        let length = Length { count, unit: TimeUnit::Workdays };
        let due = calendar.count(one, Direction::After, length, Counting::Common).due;
        assert_eq!(due, last_workday_until(calendar, other));
    }
}

fn year_and_month(date: Date) -> (i64, i64) {
    let printed = date.to_string();
    let mut parts = printed.rsplit('-').skip(1);
    let month = parts.next().and_then(|month| month.parse().ok()).expect("a month");
    (i64::from(date.year()), month)
}

fn last_workday_until(calendar: &Calendar, mut day: Date) -> Date {
    while !calendar.is_workday(day) {
        day = day.plus_days(-1);
    }
    day
}

fn first_workday_from(calendar: &Calendar, mut day: Date) -> Date {
    while !calendar.is_workday(day) {
        day = day.plus_days(1);
    }
    day
}
