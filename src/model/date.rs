//! Civil dates.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Years a date may be in; any other is a typing error.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Seconds by which China is ahead of UTC.
const CHINA: i32 = 8 * 3600;

/// The days of a week.
const WEEKDAYS: [(&str, &str); 7] = [
    ("星期一", "Monday"),
    ("星期二", "Tuesday"),
    ("星期三", "Wednesday"),
    ("星期四", "Thursday"),
    ("星期五", "Friday"),
    ("星期六", "Saturday"),
    ("星期日", "Sunday"),
];

/// Reads a year of four digits, within the years a date may be in.
#[must_use]
pub fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && YEARS.contains(year))
}

/// A civil date of Asia/Shanghai, written strictly `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

impl Date {
    /// Before every other date.
    pub const EARLIEST: Self = Self(NaiveDate::MIN);
    /// After every date that can be written.
    pub const LATEST: Self = Self(NaiveDate::MAX);

    /// The date of year, month and day; `None` if there is no such day.
    #[must_use]
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day in China of a Unix time, in seconds.
    #[must_use]
    pub fn of_second(second: i64) -> Option<Self> {
        let moment = DateTime::from_timestamp(second, 0)?;
        Some(Self(moment.with_timezone(&FixedOffset::east_opt(CHINA)?).date_naive()))
    }

    /// 2026年6月11日: arabic digits, the year in full, no leading zeros (GB/T 9704, 7.3.5.4).
    #[must_use]
    pub fn printed(self) -> String {
        self.0.format("%Y年%-m月%-d日").to_string()
    }

    /// The Unix time, in seconds, at which the day begins in China.
    #[must_use]
    pub fn first_second(self) -> i64 {
        self.0.and_time(NaiveTime::MIN).and_utc().timestamp() - i64::from(CHINA)
    }

    /// The last second of the day in China, as Unix time.
    #[must_use]
    pub fn last_second(self) -> i64 {
        const DAY: i64 = 24 * 3600;
        self.first_second() + DAY - 1
    }

    /// Reads a full date in the usual forms: 2026-3-5, 2026/3/5, 2026.3.5 or 2026年3月5日. `None` for anything else, and
    /// for ambiguous dates: 3/5/2026 is in March or in May.
    #[must_use]
    pub fn in_full(text: &str) -> Option<Self> {
        let parts: Vec<&str> = match without_day_mark(text) {
            Some(rest) => rest.split(['年', '月']).map(str::trim).collect(),
            None => {
                ['-', '/', '.'].into_iter().find(|mark| text.contains(*mark)).map(|mark| text.split(mark).collect())?
            }
        };
        let [year, month, day] = parts.as_slice() else { return None };
        self::year(year).and_then(|year| Self::ymd(year, short(month)?, short(day)?))
    }

    /// The first full date within a text, as in 2026年5月26日下午2时30分.
    #[must_use]
    pub fn first_in(text: &str) -> Option<Self> {
        let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
        let mut days = starts.filter_map(|(at, _)| {
            let rest = &text[at..];
            let ends = rest.char_indices().map(|(end, c)| end + c.len_utf8()).take("2026年05月26日".chars().count());
            ends.filter_map(|end| Self::in_full(&rest[..end])).last()
        });
        days.next()
    }

    /// Reads a date without a year, 3月5日, as one of this year.
    #[must_use]
    pub fn of_year(text: &str, year: i32) -> Option<Self> {
        let (month, day) = without_day_mark(text)?.split_once('月')?;
        Self::ymd(year, short(month.trim())?, short(day.trim())?)
    }

    /// Its day of the week: 星期四.
    #[must_use]
    pub fn weekday(self) -> Text {
        let (zh, en) = WEEKDAYS[self.0.weekday().num_days_from_monday() as usize];
        Text::new(zh, en)
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.0.weekday().num_days_from_monday()))
    }

    /// The year it lies in.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month it lies in, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// That many calendar days later, or earlier if negative. Stops at the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(chrono::TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta)).unwrap_or(end))
    }

    /// Calendar days from `self` to `other`; negative if `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The last day of a year.
    #[must_use]
    pub fn end_of_year(year: i32) -> Self {
        Self(NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX))
    }

    /// The first day of a year.
    #[must_use]
    pub fn start_of_year(year: i32) -> Self {
        Self(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX))
    }

    /// The days of a year.
    pub fn days_of_year(year: i32) -> impl Iterator<Item = Self> {
        let first = Self::start_of_year(year);
        (0..=first.days_until(Self::end_of_year(year))).map(move |nth| first.plus_days(nth))
    }
}

fn without_day_mark(text: &str) -> Option<&str> {
    text.strip_suffix('日').or_else(|| text.strip_suffix('号'))
}

/// Reads a number of one or two digits.
fn short(text: &str) -> Option<u32> {
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_short)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Date {
    type Err = Diagnostic;

    /// Reads exactly ten characters, digits and hyphens in their places, as a day from 1900 to 2199 (chrono alone would
    /// accept ` 2026-2-3`).
    fn from_str(text: &str) -> Result<Self, Diagnostic> {
        let bytes = text.as_bytes();
        let is_well_formed = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
        is_well_formed
            .then(|| Some((i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)))
            .flatten()
            .filter(|(year, ..)| YEARS.contains(year))
            .and_then(|(year, month, day)| Self::ymd(year, month, day))
            .ok_or_else(|| {
                Diagnostic::new(text!(zh: "`{text}` 不是日期", en: "`{text}` is not a date")).hint(Text::new(
                    "日期写作 YYYY-MM-DD，例如 2026-06-11",
                    "write dates as YYYY-MM-DD, for example 2026-06-11",
                ))
            })
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("日期 YYYY-MM-DD", "a date YYYY-MM-DD").packed())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(Diagnostic::into_serde)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_evening_in_london_is_the_next_day_in_china() {
        // 2026-06-14 16:00 UTC is midnight of the 15th.
        assert_eq!(Date::of_second(1_781_452_800 - 1), Date::ymd(2026, 6, 14));
        assert_eq!(Date::of_second(1_781_452_800), Date::ymd(2026, 6, 15));
        assert_eq!(Date::ymd(2026, 6, 14).map(Date::last_second), Some(1_781_452_800 - 1));
    }

    #[test]
    fn only_the_strict_form_of_a_day_that_exists_is_a_date() {
        assert_eq!("2026-06-11".parse(), Ok(Date::ymd(2026, 6, 11).unwrap()));
        for wrong in [
            " 2026-02-03",
            "2026-2-3",
            "2026-02-30",
            "2026/02/03",
            "20260203",
            "２０２６-01-01",
            "",
            "+026-01-01",
            "9999-12-31",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }
}
