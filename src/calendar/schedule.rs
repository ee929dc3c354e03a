use crate::model::{Date, Name, UniqueMap};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// One year's declared days off and make-up days, as the State Council's notices have them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The year the notice is for; its days may lie in the previous December. In an archive's
    /// `calendar/YEAR.yml` the file's name says it.
    #[serde(default)]
    pub year: i32,
    /// The notices, in order of issue.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// Holiday → the days off.
    #[serde(default)]
    pub holidays: UniqueMap<Spans>,
    /// Weekend days worked in exchange.
    #[serde(default)]
    pub workdays: Vec<Date>,
}

impl Schedule {
    /// Takes up a later or local schedule of the same year: a holiday it names has the days it
    /// gives, any other stays; a day it works is worked, a day it takes off is off.
    pub fn amend(&mut self, later: Self) {
        self.workdays.retain(|day| later.off_days().all(|(off, _)| off != *day));
        self.workdays.extend(later.workdays);
        self.holidays.0.retain(|(holiday, _)| later.holidays.get(holiday).is_none());
        self.holidays.0.extend(later.holidays.0);
        self.notices.extend(later.notices);
    }

    /// Every day declared off, with its holiday.
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
}

/// What a day is, for those who count working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, not off.
    Workday,
    /// A Saturday or Sunday worked in exchange for a holiday.
    MadeUp,
    /// Saturday or Sunday.
    Weekend,
    /// Off for this holiday.
    Off(String),
}

/// Days written `2026-02-15..2026-02-23`, `2026-04-06`, or a list of those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(Date, Date)>);

/// No holiday is longer; a span that is shows a mistyped year.
const LONGEST_HOLIDAY: i64 = 60;

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = crate::model::OneOrMany::<Name>::deserialize(deserializer)?;
        let mut spans = Vec::new();
        for span in written.iter() {
            let (first, last) = span.split_once("..").unwrap_or((span, span));
            let (first, last): (Date, Date) =
                (first.parse().map_err(D::Error::custom)?, last.parse().map_err(D::Error::custom)?);
            if !(0..LONGEST_HOLIDAY).contains(&first.days_until(last)) {
                return Err(D::Error::custom(format!("invalid span `{span}`")));
            }
            spans.push((first, last));
        }
        Ok(Self(spans))
    }
}

/// The statutory days off of a year whose dates follow sun and moon (全国年节及纪念日放假办法, 2024).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Statutory {
    spring_festival_eve: Date,
    qingming: Date,
    dragon_boat: Date,
    mid_autumn: Date,
}

impl Statutory {
    /// The statutory holiday that falls on a day; without the year's table, of the fixed ones alone.
    pub(super) fn holiday(moving: Option<&Self>, day: Date) -> Option<&'static str> {
        use chrono::Datelike;
        let moving = moving.and_then(|year| {
            let days_of_spring_festival = 0..4;
            if days_of_spring_festival.contains(&year.spring_festival_eve.days_until(day)) {
                Some("春节")
            } else if day == year.qingming {
                Some("清明节")
            } else if day == year.dragon_boat {
                Some("端午节")
            } else if day == year.mid_autumn {
                Some("中秋节")
            } else {
                None
            }
        });
        moving.or(match (day.0.month(), day.0.day()) {
            (1, 1) => Some("元旦"),
            (5, 1 | 2) => Some("劳动节"),
            (10, 1..=3) => Some("国庆节"),
            _ => None,
        })
    }
}
