//! Counts time in working days, calendar days, weeks and months, by China's civil calendar.
//!
//! Working days are Monday to Friday except the days off that the State Council declares, plus the make-up days it
//! declares. The schedules are data (`schedules.yml`; an archive's `calendar/YEAR.yml` extends or overrides them). A
//! year without a published schedule is counted with the statutory holidays only, and everything derived from it is
//! `provisional`.
//!
//! Only [`this_moment`] reads the clock.

mod count;
mod statutory;

pub use count::{Counted, Direction};

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Date, Notice, Schedule};
use crate::text;
use crate::text::Text;
use chrono::{DateTime, Utc};
use statutory::Statutory;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// The earliest day of December that the notice for the following year has ever moved.
const EARLIEST_MOVED_DECEMBER_DAY: u32 = 29;

/// The built-in calendar, read once from data in the program. Tests ensure that it parses.
static BUILT_IN: LazyLock<Result<Calendar, String>> = LazyLock::new(Calendar::read_built_in);

/// The kind of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, not off.
    Workday,
    /// A Saturday or Sunday that is a working day in exchange for a holiday.
    MadeUp,
    /// Saturday or Sunday.
    Weekend,
    /// Off for this holiday.
    Off(String),
}

/// The schedules of all known years, merged, because a notice may move days of the previous December.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    schedules: BTreeMap<i32, Schedule>,
    days: BTreeMap<Date, DayKind>,
    statutory: BTreeMap<i32, Statutory>,
    /// For each day of the published years from [`Self::first`] on: whether it is a working day, and how many days
    /// before it are. Precomputed, because it is needed millions of times.
    worked: Vec<(bool, u32)>,
}

impl Calendar {
    /// The State Council's schedules known to this version of the program.
    ///
    /// # Errors
    /// If the built-in data does not parse, which the tests exclude.
    pub fn built_in() -> Result<Self, Diagnostic> {
        BUILT_IN.clone().map_err(|error| Diagnostic::new(Text::same(error)))
    }

    fn read_built_in() -> Result<Self, String> {
        let schedules: Vec<Schedule> =
            serde_yaml::from_str(include_str!("calendar/schedules.yml")).map_err(|e| format!("schedules.yml: {e}"))?;
        let statutory =
            serde_yaml::from_str(include_str!("calendar/statutory.yml")).map_err(|e| format!("statutory.yml: {e}"))?;
        let mut calendar = Self { statutory, ..Self::default() };
        calendar.schedules = schedules.into_iter().map(|schedule| (schedule.year, schedule)).collect();
        calendar.merge();
        Ok(calendar)
    }

    /// Adds a schedule. If the year is known, the schedule amends it.
    pub fn publish(&mut self, schedule: Schedule) {
        match self.schedules.get_mut(&schedule.year) {
            Some(known) => known.amend(schedule),
            None => drop(self.schedules.insert(schedule.year, schedule)),
        }
        self.merge();
    }

    /// Adds the schedules of an archive, and says of those that are not added why. One that leaves days out that the law
    /// gives is not the whole of its year: they would be counted as working days.
    pub fn publish_all(&mut self, schedules: &[Schedule]) -> Diagnostics {
        let mut problems = Diagnostics::new();
        for schedule in schedules {
            match self.lacks(schedule) {
                Some(problem) => problems.push(problem),
                None => self.publish(schedule.clone()),
            }
        }
        problems
    }

    /// What a schedule leaves out: of a year to come a holiday, of a year that is known everything.
    fn lacks(&self, schedule: &Schedule) -> Option<Diagnostic> {
        let year = schedule.year;
        let is_to_come = self.schedules.keys().last().is_some_and(|last| *last < year);
        let off: HashSet<Date> = schedule.off_days().map(|(day, _)| day).collect();
        let moving = self.statutory.get(&year);
        let mut missing: Vec<&str> = Vec::new();
        let mut given: Vec<&str> = Vec::new();
        for (day, holiday) in Date::days_of_year(year).filter_map(|day| Some((day, Statutory::holiday(moving, day)?))) {
            let list = if off.contains(&day) { &mut given } else { &mut missing };
            if !list.contains(&holiday) {
                list.push(holiday);
            }
        }
        missing.retain(|holiday| is_to_come && !given.contains(holiday));
        let says_nothing = off.is_empty() && schedule.workdays.is_empty();
        if missing.is_empty() && !says_nothing {
            return None;
        }
        let Text { zh, en } = Text::listed(&missing);
        let message = if missing.is_empty() {
            text!(zh: "没有写 {year} 年的放假或上班日期", en: "no day off and no working day of {year} is written")
        } else {
            text!(zh: "{year} 年的放假安排没有写{zh}", en: "the schedule of {year} leaves out {en}")
        };
        let Text { zh, en } = Self::how_to_write(year);
        Some(Diagnostic::new(message).at(Location::file(format!("calendar/{year}.yml"))).hint(text!(
            zh: "写全之前不采用；{zh}",
            en: "it is not used before it is whole; {en}"
        )))
    }

    /// How the schedule of a year is written down.
    #[must_use]
    pub fn how_to_write(year: i32) -> Text {
        text!(
            zh: "calendar/{year}.yml 写 holidays: {{元旦: {year}-01-01..{year}-01-03, 春节: …}} 和 workdays: [〈调休上班日〉]，见手册“工作日的计算”",
            en: "calendar/{year}.yml holds holidays: {{元旦: {year}-01-01..{year}-01-03, 春节: …}} and workdays: [〈MAKE-UP DAYS〉], see “Working days” in the manual"
        )
    }

    fn merge(&mut self) {
        self.days.clear();
        // In order of years, because the later notice decides about a day of December.
        for schedule in self.schedules.values() {
            for (day, holiday) in schedule.off_days() {
                self.days.insert(day, DayKind::Off(holiday.to_owned()));
            }
            for day in &schedule.workdays {
                self.days.insert(*day, DayKind::MadeUp);
            }
        }
        self.worked = self.first().map_or_else(Vec::new, |first| self.worked_from(first));
    }

    /// For each day from the first published one on: whether it is a working day, and how many days before it are. Only
    /// days that a holiday may change are looked up, because looking up each would take most of the time of a command.
    fn worked_from(&self, first: Date) -> Vec<(bool, u32)> {
        use chrono::Datelike as _;
        let Some(last) = self.schedules.keys().last() else { return Vec::new() };
        let monday = i64::from(first.0.weekday().num_days_from_monday());
        let days = first.days_until(Date::end_of_year(*last));
        let mut worked: Vec<bool> = (0..=days).map(|nth| (monday + nth) % 7 < 5).collect();
        let unpublished = (first.year()..*last).filter(|year| !self.schedules.contains_key(year));
        for day in self.days.keys().copied().chain(unpublished.flat_map(Date::days_of_year)) {
            if let Some(worked) = usize::try_from(first.days_until(day)).ok().and_then(|nth| worked.get_mut(nth)) {
                *worked = matches!(self.day(day), DayKind::Workday | DayKind::MadeUp);
            }
        }
        let mut before = 0;
        let counted = worked.into_iter().map(|worked| {
            before += u32::from(worked);
            (worked, before - u32::from(worked))
        });
        counted.collect()
    }

    /// The first day of the first published year.
    fn first(&self) -> Option<Date> {
        self.schedules.keys().next().map(|year| Date::start_of_year(*year))
    }

    /// The schedule of a year, if one is published.
    #[must_use]
    pub fn schedule(&self, year: i32) -> Option<&Schedule> {
        self.schedules.get(&year)
    }

    /// The notice that declared a day: of its year, or of the next year for a day in December.
    #[must_use]
    pub fn notice(&self, day: Date) -> Option<&Notice> {
        [day.year() + 1, day.year()].iter().find_map(|year| self.schedule(*year)?.notice(day))
    }

    /// The kind of a day.
    #[must_use]
    pub fn day(&self, day: Date) -> DayKind {
        use chrono::{Datelike, Weekday};
        if let Some(kind) = self.days.get(&day) {
            return kind.clone();
        }
        if !self.schedules.contains_key(&day.year())
            && let Some(holiday) = Statutory::holiday(self.statutory.get(&day.year()), day)
        {
            return DayKind::Off(holiday.to_owned());
        }
        match day.0.weekday() {
            Weekday::Sat | Weekday::Sun => DayKind::Weekend,
            _ => DayKind::Workday,
        }
    }

    /// Whether a day is a working day.
    #[must_use]
    pub fn is_workday(&self, day: Date) -> bool {
        let known = self.known(day).map(|(worked, _)| worked);
        known.unwrap_or_else(|| matches!(self.day(day), DayKind::Workday | DayKind::MadeUp))
    }

    /// For a day of the published years, whether it is a working day, and how many days before it are.
    fn known(&self, day: Date) -> Option<(bool, u32)> {
        self.worked.get(usize::try_from(self.first()?.days_until(day)).ok()?).copied()
    }

    /// Whether no notice has decided about a day yet: the schedule of its year is not published, or it is one of the
    /// last days of December, which the next year's notice may move.
    #[must_use]
    pub fn is_provisional(&self, day: Date) -> bool {
        use chrono::Datelike;
        let year = day.year();
        if !self.schedules.contains_key(&year) {
            return true;
        }
        day.0.month() == 12
            && day.0.day() >= EARLIEST_MOVED_DECEMBER_DAY
            && !self.schedules.contains_key(&(year + 1))
            && !self.days.contains_key(&day)
    }
}

/// Today in Asia/Shanghai, which is UTC+8 all year.
#[must_use]
pub fn today() -> Date {
    Date::of_second(this_moment().timestamp()).unwrap_or(Date::LATEST)
}

/// What the clock shows. Only this function reads it.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one place that reads the clock; `--as-of` stands in for it")]
pub fn this_moment() -> DateTime<Utc> {
    Utc::now()
}
