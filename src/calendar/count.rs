//! Counting working days, days, weeks and months from a day.

use super::Calendar;
use crate::model::{Counting, Date, Length, TimeUnit};
use chrono::Months;

/// Which way from the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// So long after it (…后N个工作日内).
    After,
    /// So long ahead of it (提前N个工作日).
    Before,
}

/// The day a count ends on, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The last day that is in time.
    pub due: Date,
    /// Whether a day counted lies beyond the published schedules.
    pub provisional: bool,
    /// The last working day up to the due day, where that is none itself.
    pub workday_before: Option<Date>,
    /// The days counted one by one, from the anchor outwards; empty unless counted in working days.
    pub days: Vec<Date>,
}

impl Calendar {
    /// Counts a length from an anchor whose own day is not counted.
    ///
    /// * after, working days: the N-th working day after the anchor.
    /// * before, working days: the N-th working day before it; with [`Counting::Clear`] the day of
    ///   the act is not counted either, so the N+1-th.
    /// * after, calendar days or months: rolls forward past days off (民法典 202, 203).
    /// * before, calendar days or months: no rolling.
    #[must_use]
    pub fn count(&self, anchor: Date, direction: Direction, length: Length, counting: Counting) -> Counted {
        match length.unit {
            TimeUnit::Workdays => {
                let extra = u32::from(direction == Direction::Before && counting == Counting::Clear);
                self.count_workdays(anchor, direction, length.count + extra)
            }
            TimeUnit::Days => self.count_days(anchor, direction, i64::from(length.count)),
            TimeUnit::Weeks => self.count_days(anchor, direction, 7 * i64::from(length.count)),
            TimeUnit::Months => {
                let months = Months::new(length.count);
                let due = match direction {
                    Direction::After => anchor.0.checked_add_months(months),
                    Direction::Before => anchor.0.checked_sub_months(months),
                };
                self.settle(due.map_or(anchor, Date), direction)
            }
        }
    }

    fn count_days(&self, anchor: Date, direction: Direction, days: i64) -> Counted {
        let days = if direction == Direction::Before { -days } else { days };
        self.settle(anchor.plus_days(days), direction)
    }

    /// After: the last day of a period that is no working day gives way to the next one. Before:
    /// it stays, and the working day that comes before it is told as well.
    fn settle(&self, mut due: Date, direction: Direction) -> Counted {
        let mut provisional = self.is_provisional(due);
        let mut workday_before = None;
        match direction {
            Direction::After => {
                while !self.is_workday(due) {
                    due = due.plus_days(1);
                    provisional |= self.is_provisional(due);
                }
            }
            // Without rolling, no schedule moves the day.
            Direction::Before => {
                provisional = false;
                workday_before = (!self.is_workday(due)).then(|| self.last_workday_until(due));
            }
        }
        Counted { due, provisional, workday_before, days: Vec::new() }
    }

    fn count_workdays(&self, anchor: Date, direction: Direction, count: u32) -> Counted {
        let step = if direction == Direction::Before { -1 } else { 1 };
        let (mut day, mut provisional, mut days) = (anchor, false, Vec::new());
        while days.len() < count as usize {
            day = day.plus_days(step);
            provisional |= self.is_provisional(day);
            if self.is_workday(day) {
                days.push(day);
            }
        }
        Counted { due: day, provisional, workday_before: None, days }
    }

    /// Working days from one day to another, the earlier not counted, the later counted; negative
    /// if the other is the earlier.
    #[must_use]
    pub fn workdays_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.workdays_between(to, from);
        }
        // Days up to and with `to`, less those up to and with `from`.
        if let (Some((from_worked, before_from)), Some((to_worked, before_to))) = (self.known(from), self.known(to)) {
            return i64::from(before_to + u32::from(to_worked)) - i64::from(before_from + u32::from(from_worked));
        }
        let span = 1..=from.days_until(to);
        i64::try_from(span.filter(|n| self.is_workday(from.plus_days(*n))).count()).unwrap_or(i64::MAX)
    }

    /// The last working day on or before a day.
    fn last_workday_until(&self, mut day: Date) -> Date {
        while !self.is_workday(day) {
            day = day.plus_days(-1);
        }
        day
    }
}
