//! `Cell`: the value of a cell as text, number or date.

use crate::model::Date;
use std::ops::RangeInclusive;

/// The years a date in an office's list may be in. A smaller number is a year, or a year and a month, that was stored
/// as a number: 2019 would be a date in 1905.
const YEARS: RangeInclusive<i32> = 1949..=2099;

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, trimmed.
    Text(String),
    /// A number.
    Number(f64),
    /// A date: a number that the workbook formats as one.
    Day(Date),
    /// A formula with an error, `#N/A`.
    Error(String),
    /// A formula stored without its value.
    NoValue,
}

impl Cell {
    /// A cell with this text, or an empty one.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// Its text.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Empty | Self::NoValue => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// Its date, and whether that was a spreadsheet's day number. `None` if it has no date or an ambiguous one:
    /// 3/5/2026 is in March or in May.
    #[must_use]
    pub fn day(&self, since_1904: bool) -> Option<(Date, bool)> {
        match self {
            Self::Empty | Self::NoValue | Self::Error(_) => None,
            Self::Day(day) => Some((*day, true)),
            Self::Number(number) => from_number(*number, since_1904),
            Self::Text(text) => match text.parse::<f64>() {
                Ok(number) if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => from_number(number, since_1904),
                _ => from_text(text).map(|day| (day, false)),
            },
        }
    }
}

/// The date of a day number counted from 1900 or 1904, or of a number written 20260305; and whether it was a day
/// number. A number with a fraction is a moment, or a year and a month.
fn from_number(number: f64, since_1904: bool) -> Option<(Date, bool)> {
    if number.fract() != 0.0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
    let days = number as i64;
    if (19_000_101..=21_991_231).contains(&days) {
        let written = days.to_string();
        return within(&format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..])).map(|day| (day, false));
    }
    date_of(days, since_1904).map(|day| (day, true))
}

/// The date of a day number.
fn date_of(days: i64, since_1904: bool) -> Option<Date> {
    let start = if since_1904 { Date::ymd(1904, 1, 1)? } else { Date::ymd(1899, 12, 30)? };
    let day = (0..110_000).contains(&days).then(|| start.plus_days(days))?;
    YEARS.contains(&day.year()).then_some(day)
}

/// A day number with a time, as date and time.
pub(super) fn moment(number: f64, since_1904: bool) -> Option<String> {
    const MINUTES: i64 = 24 * 60;
    #[allow(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
    let minutes = (number * 24.0 * 60.0).round() as i64;
    let day = date_of(minutes.div_euclid(MINUTES), since_1904)?;
    let minutes = minutes.rem_euclid(MINUTES);
    Some(format!("{day} {:02}:{:02}", minutes / 60, minutes % 60))
}

/// A date in `YEARS`.
fn within(written: &str) -> Option<Date> {
    written.parse().ok().filter(|day: &Date| YEARS.contains(&day.year()))
}

/// A date in any usual form, perhaps with the midnight that exports append.
fn from_text(text: &str) -> Option<Date> {
    let day = ["T00:00:00", " 00:00:00", " 00:00", " 0:00:00", " 0:00"].iter().find_map(|time| text.strip_suffix(time));
    Date::in_full(day.unwrap_or(text).trim()).filter(|day| YEARS.contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(cell: &Cell) -> Option<String> {
        cell.day(false).map(|(day, _)| day.to_string())
    }

    #[test]
    fn days_as_people_write_them() {
        for text in [
            "2026-03-05",
            "2026-3-5",
            "2026/3/5",
            "2026/03/05",
            "2026.3.5",
            "2026年3月5日",
            "2026年03月05号",
            "2026-03-05 00:00:00",
            "20260305",
            "46086",
        ] {
            assert_eq!(day(&Cell::from_text(text)).as_deref(), Some("2026-03-05"), "{text}");
        }
    }

    #[test]
    fn what_names_no_single_day_is_none() {
        for text in [
            "3/5/2026",
            "26/3/5",
            "2026年3月",
            "2026/3",
            "2026-13-01",
            "2026-02-30",
            "待定",
            "2026-3-5 09:30",
            "0",
            "60",
            "1.5.2.6",
            "-3",
            "1e3",
            "20261301",
            "99999999",
            "２０２６-３-５",
            // A year, a year and a month, a length; and days that were one of these before.
            "2026.3",
            "2026.10",
            "2026",
            "2019",
            "1998.5",
            "365",
            "1905-07-18",
            "1905年7月11日",
            "1948-12-31",
            "17898",
            "2100-01-01",
            "21000101",
            "73051",
            "46086.5",
        ] {
            assert_eq!(day(&Cell::from_text(text)), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_days_in_both_counts() {
        // 1 January 2026 is day 46023 of the one and 1,462 days less of the other.
        assert_eq!(Cell::Number(46_023.0).day(false), Some((Date::ymd(2026, 1, 1).unwrap(), true)));
        assert_eq!(Cell::Number(44_561.0).day(true), Some((Date::ymd(2026, 1, 1).unwrap(), true)));
        // The first and the last day that can be meant.
        assert_eq!(Cell::Number(17_899.0).day(false), Some((Date::ymd(1949, 1, 1).unwrap(), true)));
        assert_eq!(Cell::Number(73_050.0).day(false), Some((Date::ymd(2099, 12, 31).unwrap(), true)));
        assert_eq!(Cell::Number(16_437.0).day(true), Some((Date::ymd(1949, 1, 1).unwrap(), true)));
        for none in [-1.0, 60.0, 2_019.0, 2_026.3, 2_026.1, 1_998.5, 365.0, 46_023.75, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(Cell::Number(none).day(false), None, "{none}");
            assert_eq!(Cell::Number(none).day(true), None, "{none}");
        }
        for none in [17_898.0, 73_051.0, 109_999.0] {
            assert_eq!(Cell::Number(none).day(false), None, "{none}");
        }
    }

    #[test]
    fn a_moment_is_read_as_people_see_it() {
        assert_eq!(moment(46_023.75, false).as_deref(), Some("2026-01-01 18:00"));
        assert_eq!(moment(44_561.375, true).as_deref(), Some("2026-01-01 09:00"));
        assert_eq!(moment(2_026.3, false), None);
        assert_eq!(moment(f64::NAN, false), None);
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        assert_eq!(Cell::Number(3.0).words(), "3");
        assert_eq!(Cell::Number(2.5).words(), "2.5");
    }
}
