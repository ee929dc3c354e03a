//! How much is due in each week of a year: a heat map and the table of it.

use super::{render, safe};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::text;
use crate::text::Language;
use minijinja::Value;
use serde_json::json;

/// Pixels from one week to the next, across and down.
const ACROSS: usize = 26;
const DOWN: usize = 24;
/// How many shades there are.
const SHADES: usize = 4;

/// Something with a day on which it was or is due.
#[derive(Clone, Copy)]
pub(crate) struct DueDay {
    pub day: Date,
    /// Whether it is still to be done.
    pub is_open: bool,
}

/// What is due in the weeks of a year.
pub(super) struct Weeks {
    weeks: Vec<Week>,
    today: Date,
}

/// A week, which belongs to the month and the year of its Thursday (ISO 8601).
struct Week {
    monday: Date,
    month: usize,
    /// Its place among the weeks of its month.
    nth: usize,
    due: usize,
    open: usize,
}

impl Weeks {
    pub(super) fn of(year: i32, due: &[DueDay], today: Date) -> Self {
        // Its first Thursday lies among the first seven days, so 4 January is in its first week.
        let mut monday = Date::start_of_year(year).plus_days(3).monday();
        let mut weeks: Vec<Week> = Vec::new();
        while monday.plus_days(3).year() == year {
            let month = monday.plus_days(3).month() as usize;
            let nth = weeks.iter().filter(|week| week.month == month).count();
            weeks.push(Week { monday, month, nth, due: 0, open: 0 });
            monday = monday.plus_days(7);
        }
        for one in due {
            let week = weeks.iter_mut().find(|week| week.has(one.day));
            if let Some(week) = week {
                week.due += 1;
                week.open += usize::from(one.is_open);
            }
        }
        Self { weeks, today }
    }

    /// Nothing, if nothing is due.
    pub(super) fn chart(&self, title: &str, language: Language) -> Result<Value, Diagnostic> {
        let Some(most) = self.weeks.iter().filter(|week| week.due > 0).max_by_key(|week| week.due) else {
            return Ok(Value::from(()));
        };
        let all: usize = self.weeks.iter().map(|week| week.due).sum();
        let (n, days) = (most.due, most.days());
        let label = text!(zh: "{title}：共 {all} 项，最多的一周 {n} 项（{days}）", en: "{title}: {all} in all, {n} in the fullest week ({days})");
        let weeks = self.weeks.iter().map(|week| {
            json!({
                "x": (week.month - 1) * ACROSS,
                "y": 18 + week.nth * DOWN,
                "n": week.due,
                "shade": (week.due * SHADES).div_ceil(n),
                "today": week.has(self.today),
            })
        });
        let months = (1..=12).map(|month| {
            let name = text!(zh: "{month}月", en: "{month}");
            json!({"x": (month - 1) * ACROSS, "name": name.in_(language)})
        });
        let view = json!({
            "label": label.in_(language),
            "weeks": weeks.collect::<Vec<_>>(),
            "months": months.collect::<Vec<_>>(),
        });
        render("weeks.svg", view, Vec::new()).map(safe)
    }

    /// The weeks in which something is due.
    pub(super) fn table(&self) -> Vec<serde_json::Value> {
        let busy = self.weeks.iter().filter(|week| week.due > 0);
        busy.map(|week| json!({"days": week.days(), "due": week.due, "open": week.open})).collect()
    }
}

impl Week {
    fn has(&self, day: Date) -> bool {
        (0..7).contains(&self.monday.days_until(day))
    }

    /// 2026-06-15—06-21.
    fn days(&self) -> String {
        let sunday = self.monday.plus_days(6).to_string();
        format!("{}—{}", self.monday, &sunday["2026-".len()..])
    }
}

#[cfg(test)]
mod tests {
    use super::{DueDay, Weeks};
    use crate::model::Date;

    fn due(days: &[(i32, u32, u32)]) -> Vec<DueDay> {
        let days = days.iter().map(|(year, month, day)| Date::ymd(*year, *month, *day).unwrap());
        days.map(|day| DueDay { day, is_open: day.month() > 5 }).collect()
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        let today = Date::ymd(2026, 6, 15).unwrap();
        // 2026 has 53 weeks, from Monday 29 December to Sunday 3 January.
        let all = due(&[
            (2025, 12, 28),
            (2025, 12, 29),
            (2026, 6, 15),
            (2026, 6, 21),
            (2026, 6, 22),
            (2027, 1, 3),
            (2027, 1, 4),
        ]);
        let weeks = Weeks::of(2026, &all, today);
        assert_eq!(weeks.weeks.len(), 53);
        let table: Vec<String> = weeks.table().iter().map(ToString::to_string).collect();
        assert_eq!(
            table,
            [
                r#"{"days":"2025-12-29—01-04","due":1,"open":1}"#,
                r#"{"days":"2026-06-15—06-21","due":2,"open":2}"#,
                r#"{"days":"2026-06-22—06-28","due":1,"open":1}"#,
                r#"{"days":"2026-12-28—01-03","due":1,"open":0}"#,
            ]
        );
        assert_eq!(Weeks::of(2025, &all, today).weeks.len(), 52);
    }
}
