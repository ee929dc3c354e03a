//! `Period`: the periods of the calendar for which a room has duties.

use crate::model::Date;
use crate::text;
use crate::text::Text;
use chrono::Datelike as _;
use serde::Deserialize;
use std::fmt;

/// The length of the periods, for each of which a room has a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Per {
    /// A month.
    #[serde(rename = "month")]
    Month,
    /// Two months, from January on.
    #[serde(rename = "2 months")]
    TwoMonths,
    /// A quarter.
    #[serde(rename = "quarter")]
    Quarter,
    /// Half a year.
    #[serde(rename = "half-year")]
    HalfYear,
    /// A year.
    #[serde(rename = "year")]
    Year,
}

impl Per {
    /// The name for people, following that of the subject.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Month => ("每月", " and month"),
            Self::TwoMonths => ("每两个月", " and two months"),
            Self::Quarter => ("每季度", " and quarter"),
            Self::HalfYear => ("每半年", " and half-year"),
            Self::Year => ("每年", " and year"),
        };
        Text::new(zh, en)
    }

    /// Its number of months.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::TwoMonths => 2,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// A month, two months, a quarter, half a year or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    per: Per,
    pub year: i32,
    /// Its number in the year, from 1.
    nth: u32,
}

impl Period {
    /// The periods that overlap the days from one day to another.
    pub(crate) fn between(per: Per, from: Date, to: Date) -> impl Iterator<Item = Self> {
        let of_year = 12 / per.months();
        let years = from.0.year()..=to.0.year();
        let all = years.flat_map(move |year| (1..=of_year).map(move |nth| Self { per, year, nth }));
        all.filter(move |period| from <= period.end() && period.start() <= to)
    }

    pub(crate) fn start(self) -> Date {
        let month = (self.nth - 1) * self.per.months() + 1;
        Date::ymd(self.year, month, 1).unwrap_or_else(|| Date::start_of_year(self.year))
    }

    pub(crate) fn end(self) -> Date {
        let after = self.nth * self.per.months() + 1;
        Date::ymd(self.year, after, 1).map_or_else(|| Date::end_of_year(self.year), |next| next.plus_days(-1))
    }

    pub(crate) fn contains(self, day: Date) -> bool {
        (self.start()..=self.end()).contains(&day)
    }

    /// Its number of days.
    fn days(self) -> i64 {
        self.start().days_until(self.end()) + 1
    }

    /// The period before.
    pub(crate) fn previous(self) -> Self {
        let first = self.nth == 1;
        let nth = if first { 12 / self.per.months() } else { self.nth - 1 };
        Self { year: if first { self.year - 1 } else { self.year }, nth, ..self }
    }

    /// Whether a day is in its last tenth, too late for anything to be due by its end.
    pub(crate) fn leaves_no_time(self, day: Date) -> bool {
        10 * day.days_until(self.end()) < self.days()
    }

    /// Whether a room that was open between two days, inclusive, was open for nine tenths of it.
    pub(crate) fn counts(self, opened: Option<Date>, closed: Option<Date>) -> bool {
        let from = opened.map_or(self.start(), |opened| opened.max(self.start()));
        let to = closed.map_or(self.end(), |closed| closed.min(self.end()));
        10 * (from.days_until(to) + 1) >= 9 * self.days()
    }

    /// The name for people.
    pub(crate) fn text(self) -> Text {
        let Self { year, nth, .. } = self;
        let (first, last) = (self.start().0.month(), self.end().0.month());
        match self.per {
            Per::Month => text!(zh: "{year}年{first}月", en: "{year}-{first:02}"),
            Per::TwoMonths => text!(zh: "{year}年{first}—{last}月", en: "{year}-{first:02} to {year}-{last:02}"),
            Per::Quarter => {
                let named = ["一", "二", "三", "四"].get(nth as usize - 1).copied().unwrap_or_default();
                text!(zh: "{year}年第{named}季度", en: "quarter {nth} of {year}")
            }
            Per::HalfYear => {
                let (zh, en) = if nth == 1 { ("上", "first") } else { ("下", "second") };
                text!(zh: "{year}年{zh}半年", en: "{en} half of {year}")
            }
            Per::Year => text!(zh: "{year}年", en: "{year}"),
        }
    }
}

/// The name in reports for programs: `2026`, `2026-H1`, `2026-Q3`, `2026-09/10`, `2026-09`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, nth, .. } = self;
        match self.per {
            Per::Month => write!(f, "{year}-{nth:02}"),
            Per::TwoMonths => write!(f, "{year}-{:02}/{:02}", 2 * nth - 1, 2 * nth),
            Per::Quarter => write!(f, "{year}-Q{nth}"),
            Per::HalfYear => write!(f, "{year}-H{nth}"),
            Per::Year => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn shown(per: Per, from: &str, to: &str) -> Vec<String> {
        Period::between(per, day(from), day(to)).map(|period| format!("{period} {}", period.text().zh)).collect()
    }

    #[test]
    fn a_period_is_one_of_which_a_day_lies_in_the_time() {
        assert_eq!(
            shown(Per::Quarter, "2026-02-01", "2026-08-15"),
            ["2026-Q1 2026年第一季度", "2026-Q2 2026年第二季度", "2026-Q3 2026年第三季度"]
        );
        assert_eq!(shown(Per::TwoMonths, "2026-09-01", "2026-10-31"), ["2026-09/10 2026年9—10月"]);
        assert_eq!(shown(Per::Month, "2026-12-01", "2027-01-01"), ["2026-12 2026年12月", "2027-01 2027年1月"]);
        assert_eq!(shown(Per::HalfYear, "2026-01-01", "2026-12-31"), ["2026-H1 2026年上半年", "2026-H2 2026年下半年"]);
        assert_eq!(shown(Per::Year, "2026-01-02", "2027-12-31"), ["2026 2026年", "2027 2027年"]);
    }

    #[test]
    fn a_period_counts_from_nine_tenths_on_and_leaves_no_time_in_its_last_tenth() {
        let year = Period { per: Per::Year, year: 2026, nth: 1 };
        let counts = |opened: &str| year.counts(Some(day(opened)), None);
        // 365 days: 329 of them are nine tenths, so that 37 may be missed.
        assert!(counts("2026-01-10") && counts("2026-02-06") && !counts("2026-02-07"));
        assert!(!year.counts(None, Some(day("2026-11-24"))) && year.counts(None, Some(day("2026-11-25"))));
        assert!(year.leaves_no_time(day("2026-12-30")) && !year.leaves_no_time(day("2026-11-20")));
        let quarter = Period { per: Per::Quarter, year: 2026, nth: 1 };
        assert!(!quarter.counts(Some(day("2026-02-02")), None) && quarter.previous().to_string() == "2025-Q4");
    }

    #[test]
    fn a_period_ends_on_its_last_day() {
        let ends =
            |per| Period::between(per, day("2028-01-01"), day("2028-12-31")).map(Period::end).collect::<Vec<_>>();
        assert_eq!(ends(Per::TwoMonths)[0], day("2028-02-29"));
        assert_eq!(ends(Per::Quarter)[3], day("2028-12-31"));
        assert_eq!(ends(Per::Year), [day("2028-12-31")]);
    }
}
