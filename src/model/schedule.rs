//! `Schedule`: a year's public holidays and make-up working days.

use super::{Date, Name, OneOrMany, UniqueMap};
use crate::diagnostic::Diagnostic;
use crate::text;
use serde::{Deserialize, Deserializer};

/// The days off and make-up working days of a year, as in the State Council's notices.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The year the notice is for; some days may be in the previous December. For an archive's `calendar/YEAR.yml`, the
    /// year in the file name.
    #[serde(default)]
    pub year: i32,
    /// The notices, in order of issue.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// Holiday → the days off.
    #[serde(default)]
    pub holidays: UniqueMap<Spans>,
    /// Weekend days that are working days.
    #[serde(default)]
    pub workdays: Vec<Date>,
}

impl Schedule {
    /// Applies a later or local schedule of the same year. A holiday it names is replaced, others stay. Its working
    /// days and days off override.
    pub fn amend(&mut self, later: Self) {
        let own: Vec<(Date, Date)> = later.declared().map(|day| (day, day)).collect();
        self.workdays.retain(|day| later.off_days().all(|(off, _)| off != *day));
        self.workdays.extend(later.workdays);
        self.holidays.0.retain(|(holiday, _)| later.holidays.get(holiday).is_none());
        self.holidays.0.extend(later.holidays.0);
        self.notices.extend(later.notices.into_iter().map(|notice| match notice.declares.0.as_slice() {
            [] => Notice { declares: Spans(own.clone()), ..notice },
            _ => notice,
        }));
    }

    /// Every day it declares to be off or a working day.
    fn declared(&self) -> impl Iterator<Item = Date> {
        self.off_days().map(|(day, _)| day).chain(self.workdays.iter().copied())
    }

    /// The notice that declared a day: the last one that names it in `declares`, else the first notice.
    #[must_use]
    pub fn notice(&self, day: Date) -> Option<&Notice> {
        let is_declared = self.declared().any(|declared| declared == day);
        let own = self.notices.iter().rev().find(|notice| notice.declares.has(day));
        own.or(self.notices.first()).filter(|_| is_declared)
    }

    /// Every day off, with its holiday.
    pub fn off_days(&self) -> impl Iterator<Item = (Date, &str)> {
        self.holidays.iter().flat_map(|(holiday, spans)| {
            spans.0.iter().flat_map(move |(first, last)| {
                let (first, last) = (*first, *last);
                (0..=first.days_until(last)).map(move |n| (first.plus_days(n), holiday))
            })
        })
    }
}

/// A notice of the State Council's General Office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// 发文字号, where known.
    pub number: Option<Name>,
    /// Day of the notice, where known.
    pub date: Option<Date>,
    /// Its title.
    pub title: Option<Name>,
    /// Its address, where known.
    pub url: Option<Name>,
    /// The days it declares itself, if an earlier notice declared the others.
    #[serde(default)]
    pub declares: Spans,
}

/// Days written `2026-02-15..2026-02-23`, `2026-04-06`, or a list of those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(Date, Date)>);

/// A longer span is a mistyped year.
const LONGEST_HOLIDAY: i64 = 60;

impl Spans {
    fn has(&self, day: Date) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }
}

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = OneOrMany::<Name>::deserialize(deserializer)?;
        let mut spans = Vec::new();
        for span in written.iter() {
            let (first, last) = span.split_once("..").unwrap_or((span, span));
            let (first, last): (Date, Date) =
                (first.parse().map_err(Diagnostic::into_serde)?, last.parse().map_err(Diagnostic::into_serde)?);
            if !(0..LONGEST_HOLIDAY).contains(&first.days_until(last)) {
                return Err(Diagnostic::new(text!(zh: "`{span}` 不是一段假期", en: "`{span}` is no span of days off"))
                    .hint(text!(
                        zh: "写作 2026-02-15..2026-02-23，不超过 {LONGEST_HOLIDAY} 天",
                        en: "write 2026-02-15..2026-02-23, at most {LONGEST_HOLIDAY} days"
                    ))
                    .into_serde());
            }
            spans.push((first, last));
        }
        Ok(Self(spans))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_days_off_that_is_none_is_told_from_a_date_that_is_none() {
        let told = |span: &str| {
            let said =
                serde_yaml::from_str::<Schedule>(&format!("holidays: {{春节: {span}}}\n")).unwrap_err().to_string();
            Diagnostic::unpacked(&said).unwrap().message.en
        };
        assert_eq!(told("2026-02-15..2027-02-23"), "`2026-02-15..2027-02-23` is no span of days off");
        assert_eq!(told("2026-02-15..2026-02-30"), "`2026-02-30` is not a date");
    }
}
