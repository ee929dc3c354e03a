//! The meeting of a topic as its papers announce it: hour, place, agenda, and whom to ask.

use super::{Date, Name};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// `session` of `topic.yml`. The day is the scheduled or recorded day of the meeting and does not stand here again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// When it begins.
    pub time: Option<Hour>,
    /// How long it is to last, in minutes.
    pub minutes: Option<u32>,
    /// Building and room.
    pub place: Option<Name>,
    /// When to arrive (报到、入场).
    pub arrival: Option<Hour>,
    /// What to wear.
    pub dress: Option<Name>,
    /// Whom to ask.
    pub contact: Option<Name>,
    /// Their telephone number.
    pub phone: Option<Name>,
    /// Until when to say who comes.
    pub reply_by: Option<Moment>,
    /// Until when written material is to be handed in.
    pub materials_by: Option<Moment>,
    /// What comes in which order.
    #[serde(default)]
    pub agenda: Vec<AgendaItem>,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// What happens.
    pub item: Name,
    /// Who speaks: a person or a body, as printed.
    pub speaker: Option<Name>,
    /// For how long, in minutes.
    pub minutes: Option<u32>,
}

/// An hour of the day, written strictly `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour {
    hour: u8,
    minute: u8,
}

/// A day, and possibly an hour of it: `2026-06-05` or `2026-06-05 17:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The hour; the end of the working day if absent.
    pub hour: Option<Hour>,
}

impl Hour {
    /// That hour and minute; `None` if a day has none such.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// 9:00, 09：00, 14时30分, 下午2时30分, 上午9点, 下午2点半.
    fn as_written(text: &str) -> Option<Self> {
        let halves = ["上午", "早上", "中午", "下午", "晚上"];
        let half = halves.into_iter().find_map(|half| Some((text.strip_prefix(half)?, half)));
        let (rest, half) = half.unwrap_or((text, ""));
        let (hour, minute) = rest.trim().split_once([':', '：', '时', '点'])?;
        let minute = match minute.trim().trim_end_matches('分') {
            "" => 0,
            "半" => 30,
            minute => short(minute)?,
        };
        // An hour that is not in its half of the day is a slip.
        let hour = match (half, short(hour.trim())?) {
            ("", hour)
            | ("上午" | "早上", hour @ 0..=11)
            | ("中午", hour @ 11..=12)
            | ("下午", hour @ 13..=19)
            | ("晚上", hour @ 17..=23) => hour,
            ("中午", 1) => 13,
            ("下午", hour @ 1..=11) | ("晚上", hour @ 5..=11) => hour + 12,
            _ => return None,
        };
        Self::new(hour, minute)
    }

    /// Reads an hour as people write it.
    ///
    /// # Errors
    /// If it is none.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        Self::as_written(Name::from(text.trim()).as_str()).ok_or_else(|| not_an_hour(text))
    }

    /// As papers have it: 上午9时, 下午2时30分.
    #[must_use]
    pub fn in_words(self) -> String {
        let (half, hour) = match self.hour {
            0..12 => ("上午", self.hour),
            12 => ("中午", 12),
            hour @ 13..18 => ("下午", hour - 12),
            hour => ("晚上", hour - 12),
        };
        if self.minute == 0 { format!("{half}{hour}时") } else { format!("{half}{hour}时{:02}分", self.minute) }
    }
}

fn short(text: &str) -> Option<u8> {
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_short)
}

fn not_an_hour(text: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{text}` 不是时刻", en: "`{text}` is not an hour"))
        .hint(Text::new("时刻写作 HH:MM，例如 14:30", "write hours as HH:MM, for example 14:30"))
}

impl Moment {
    /// Reads a moment as people write it, with a day that `day` reads: 2026-06-05 17:00, 6月5日17时, 6月5日下午5时.
    ///
    /// # Errors
    /// As `day`, of a day that cannot be read.
    pub fn as_written(text: &str, day: impl Fn(&str) -> Result<Date, Diagnostic>) -> Result<Self, Diagnostic> {
        let text = text.trim();
        let after_day = text.rfind(['日', '号']).map(|at| text.split_at(at + '日'.len_utf8()));
        let Some((date, hour)) = after_day.or_else(|| text.split_once(char::is_whitespace)) else {
            return Ok(Self { date: day(text)?, hour: None });
        };
        let date = day(date)?;
        match hour.trim().trim_end_matches('前') {
            "" => Ok(Self { date, hour: None }),
            hour => Ok(Self { date, hour: Some(Hour::read(hour)?) }),
        }
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hour {
            Some(hour) => write!(f, "{} {hour}", self.date),
            None => self.date.fmt(f),
        }
    }
}

impl FromStr for Hour {
    type Err = Diagnostic;

    fn from_str(text: &str) -> Result<Self, Diagnostic> {
        let parts = text.split_once(':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2);
        parts.and_then(|(hour, minute)| Self::new(short(hour)?, short(minute)?)).ok_or_else(|| not_an_hour(text))
    }
}

impl FromStr for Moment {
    type Err = Diagnostic;

    fn from_str(text: &str) -> Result<Self, Diagnostic> {
        let (date, hour) = text.split_once(' ').map_or((text, None), |(date, hour)| (date, Some(hour)));
        Ok(Self { date: date.parse()?, hour: hour.map(str::parse).transpose()? })
    }
}

/// Reads a value by its text.
struct ByText<T>(&'static str, &'static str, std::marker::PhantomData<T>);

impl<T: FromStr<Err = Diagnostic>> Visitor<'_> for ByText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Text::new(self.0, self.1).packed())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(Diagnostic::into_serde)
    }
}

impl<'de> Deserialize<'de> for Hour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ByText("时刻 HH:MM", "an hour HH:MM", std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = ByText(
            "日期 YYYY-MM-DD，可带时刻 HH:MM",
            "a date YYYY-MM-DD, possibly with HH:MM",
            std::marker::PhantomData,
        );
        deserializer.deserialize_str(visitor)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An item of an agenda as it is written: its text alone, or a map.
impl<'de> Deserialize<'de> for AgendaItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Item;
        impl<'de> Visitor<'de> for Item {
            type Value = AgendaItem;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let said = Text::new(
                    "一项议程，或 {item: 事项, speaker: 发言人, minutes: 分钟}",
                    "an item, or {item: TEXT, speaker: WHO, minutes: N}",
                );
                f.write_str(&said.packed())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<AgendaItem, E> {
                Ok(AgendaItem { item: Name::from(text), speaker: None, minutes: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AgendaItem, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Whole {
                    item: Name,
                    speaker: Option<Name>,
                    minutes: Option<u32>,
                }
                let Whole { item, speaker, minutes } = Whole::deserialize(MapAccessDeserializer::new(map))?;
                Ok(AgendaItem { item, speaker, minutes })
            }
        }
        deserializer.deserialize_any(Item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_as_people_write_them() {
        for (written, hour, words) in [
            ("9:00", "09:00", "上午9时"),
            ("09：05", "09:05", "上午9时05分"),
            ("14时30分", "14:30", "下午2时30分"),
            ("下午2点半", "14:30", "下午2时30分"),
            ("上午 9点", "09:00", "上午9时"),
            ("中午12时", "12:00", "中午12时"),
            ("晚上7时", "19:00", "晚上7时"),
            ("中午1点", "13:00", "下午1时"),
            ("下午14:30", "14:30", "下午2时30分"),
        ] {
            let read = Hour::read(written).unwrap();
            assert_eq!((read.to_string().as_str(), read.in_words().as_str()), (hour, words), "{written}");
        }
        for wrong in [
            "",
            "25:00",
            "9",
            "9:60",
            "下午",
            "九时",
            "14:3x",
            "晚上12点",
            "上午15时",
            "上午12时",
            "中午9点",
            "下午0时",
        ] {
            assert!(Hour::read(wrong).is_err(), "{wrong}");
        }
        assert!("9:00".parse::<Hour>().is_err(), "files are strict");
    }

    #[test]
    fn a_deadline_may_have_its_hour() {
        let day = |text: &str| Date::of_year(text, 2026).map_or_else(|| text.parse(), Ok);
        for (written, moment) in [
            ("2026-06-05", "2026-06-05"),
            ("2026-06-05 17:00", "2026-06-05 17:00"),
            ("6月5日17时", "2026-06-05 17:00"),
            ("6月5日 下午5时前", "2026-06-05 17:00"),
            ("6月5日", "2026-06-05"),
        ] {
            let read = Moment::as_written(written, day).unwrap();
            assert_eq!(read.to_string(), moment, "{written}");
            assert_eq!(read.to_string().parse(), Ok(read));
        }
        assert!(Moment::as_written("6月5日傍晚", day).is_err());
    }
}
