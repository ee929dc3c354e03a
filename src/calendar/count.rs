//! Counts working days, days, weeks and months from a day.

use super::Calendar;
use crate::model::{Counting, Date, Length, TimeUnit};
use chrono::Months;

/// The direction of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// After the anchor (…后N个工作日内).
    After,
    /// Before the anchor (提前N个工作日).
    Before,
}

/// The result of counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The due day, the last one that is in time.
    pub due: Date,
    /// Whether a counted day is beyond the published schedules.
    pub provisional: bool,
    /// The last working day before the due day, if that is not a working day.
    pub workday_before: Option<Date>,
    /// The days counted, from the anchor outwards; empty unless counted in working days.
    pub days: Vec<Date>,
}

impl Calendar {
    /// Counts a length from an anchor whose own day is not counted.
    ///
    /// * after, working days: the N-th working day after the anchor.
    /// * before, working days: the N-th working day before it; the N+1-th with [`Counting::Clear`], which does not
    ///   count the day of the act either.
    /// * after, calendar days or months: a result on a day off moves to the next working day (民法典 202, 203).
    /// * before, calendar days or months: the result does not move.
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

    /// After: a result that is not a working day moves to the next one. Before: it stays, and the working day before it
    /// is given as well.
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
            // The day does not move, so no schedule can change it.
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

    /// Working days from one day to another, without the earlier and including the later; negative if `to` is earlier.
    #[must_use]
    pub fn workdays_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.workdays_between(to, from);
        }
        // Working days up to and including `to`, less those up to and including `from`.
        if let (Some((from_worked, before_from)), Some((to_worked, before_to))) = (self.known(from), self.known(to)) {
            return i64::from(before_to + u32::from(to_worked)) - i64::from(before_from + u32::from(from_worked));
        }
        let span = 1..=from.days_until(to);
        i64::try_from(span.filter(|n| self.is_workday(from.plus_days(*n))).count()).unwrap_or(i64::MAX)
    }

    /// Whether the number of working days from one day to another may still change. The years that are published follow
    /// one another, so that what is settled at both ends is settled between them.
    #[must_use]
    pub fn may_change(&self, from: Date, to: Date) -> bool {
        let (first, last) = (from.min(to), from.max(to));
        first < last && (self.is_provisional(first.plus_days(1)) || self.is_provisional(last))
    }

    /// The last working day on or before a day.
    #[must_use]
    pub fn last_workday_until(&self, mut day: Date) -> Date {
        while !self.is_workday(day) {
            day = day.plus_days(-1);
        }
        day
    }
}
