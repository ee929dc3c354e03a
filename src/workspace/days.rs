//! Days as a command line gives them. Files have them as YYYY-MM-DD alone; here they are read as people write them, and a
//! day without its year is told back with the year it was taken for.

use crate::diagnostic::Diagnostic;
use crate::model::{Date, Name};
use crate::text;
use crate::text::Text;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// What is to be said, beside the result, of how a command line was taken.
#[derive(Clone, Debug, Default)]
pub struct Told(Arc<Mutex<Vec<Text>>>);

impl Told {
    fn add(&self, text: Text) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.contains(&text) {
            told.push(text);
        }
    }

    /// All of it.
    #[must_use]
    pub fn all(&self) -> Vec<Text> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How days are read on a day.
#[derive(Clone, Debug)]
pub struct Days {
    today: Date,
    told: Told,
}

impl Days {
    /// Days of a command that takes this one for today.
    #[must_use]
    pub fn on(today: Date, told: &Told) -> Self {
        Self { today, told: told.clone() }
    }

    /// The same of a day on record: 12月14日, where the only one is of another year, is that one.
    ///
    /// # Errors
    /// As there.
    pub fn read_among(&self, written: &str, recorded: impl Iterator<Item = Date>) -> Result<Date, Diagnostic> {
        let word = Name::from(written.trim());
        let is_meant = |day: &Date| Date::of_year(&word, day.year()) == Some(*day);
        let meant: BTreeSet<Date> = recorded.filter(is_meant).collect();
        let (Some(day), 1) = (meant.first().copied(), meant.len()) else { return self.read(written) };
        self.told.add(text!(zh: "`{word}` 按 {day} 计", en: "`{word}` is taken for {day}"));
        Ok(day)
    }

    /// The day that is written: 2026-05-08, 2026-5-8, 2026/5/8, 2026年5月8日, or 5月8日 of today's year.
    ///
    /// # Errors
    /// If it is no day.
    pub fn read(&self, written: &str) -> Result<Date, Diagnostic> {
        let word = Name::from(written.trim());
        if let Some(day) = word.parse().ok().or_else(|| Date::in_full(&word)) {
            return Ok(day);
        }
        let day = Date::of_year(&word, self.today.year()).ok_or_else(|| {
            Diagnostic::new(text!(zh: "`{written}` 不是日期", en: "`{written}` is not a date")).hint(Text::new(
                "日期写作 2026-06-11、2026/6/11、2026年6月11日，或今年的 6月11日",
                "write dates as 2026-06-11, 2026/6/11, 2026年6月11日, or 6月11日 of this year",
            ))
        })?;
        self.told.add(text!(zh: "`{word}` 按 {day} 计", en: "`{word}` is taken for {day}"));
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        let told = Told::default();
        let days = Days::on(Date::ymd(2026, 6, 15).unwrap(), &told);
        let day = Ok(Date::ymd(2026, 5, 8).unwrap());
        for written in [
            "2026-05-08",
            "2026-5-8",
            "2026/5/8",
            "2026/05/08",
            "2026.5.8",
            "2026年5月8日",
            " 2026年5月8号",
            "２０２６年５月８日",
        ] {
            assert_eq!(days.read(written), day, "{written}");
        }
        assert_eq!(told.all(), []);
        assert_eq!((days.read("5月8日"), days.read("05月08号")), (day.clone(), day));
        let said =
            |word: &str| Text::new(format!("`{word}` 按 2026-05-08 计"), format!("`{word}` is taken for 2026-05-08"));
        assert_eq!(told.all(), [said("5月8日"), said("05月08号")]);
    }

    #[test]
    fn what_may_be_two_days_or_none_is_refused() {
        let days = Days::on(Date::ymd(2026, 6, 15).unwrap(), &Told::default());
        for written in [
            "5/8/2026",
            "26/5/8",
            "5/8",
            "5-8",
            "20260508",
            "5月",
            "2026年5月",
            "2月29日",
            "13月1日",
            "",
            "明天",
            "1800年1月1日",
        ] {
            assert!(days.read(written).is_err(), "{written}");
        }
    }
}
