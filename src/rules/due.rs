//! When a duty is demanded and by when.

mod message;
mod moved;
mod start;
mod timing;
mod written;

use super::view::MEETING;
use crate::model::{Counting, Date, Length, Name};
use crate::vocabulary::Vocabulary;
pub(crate) use message::{by_when, by_when_in_general, followed};
use serde::Deserialize;
pub(crate) use timing::{Demand, Timing, timings};
pub(crate) use written::DueSpec;

/// When a duty is demanded and by when (rule language, «When»).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Anchors it follows; the first to come counts. Earlier records do not count.
    pub after: Vec<Moment>,
    /// Whether records before the anchors count as well (`once`), so that they only say when it is demanded.
    pub counts_earlier: bool,
    /// Which date of an anchor counts, if it comes more than once.
    pub anchor: Anchor,
    /// Events it must precede; the first to come counts.
    pub before: Vec<Moment>,
    /// Its deadline: the due day is never later, and what is open then is a breach of the rule's force.
    pub latest: Vec<Moment>,
    /// Event that ends a repeated demand.
    pub stop: Option<Name>,
    /// By when.
    pub until: Until,
    /// How days before an event are counted, if the rule says so.
    pub counting: Option<Counting>,
}

/// A moment that a due refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An event.
    Event(Name),
    /// First day of the subject's period.
    PeriodStart,
    /// Last day of the subject's period.
    PeriodEnd,
    /// A fixed day.
    Day(DayOfYear),
}

impl Moment {
    /// The event, unless it is a day of the calendar.
    #[must_use]
    pub fn event(&self) -> Option<&Name> {
        match self {
            Self::Event(event) => Some(event),
            Self::PeriodStart | Self::PeriodEnd | Self::Day(_) => None,
        }
    }
}

/// Which date of an anchor counts, if it comes more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// A later one moves the due day, unless that had passed.
    #[default]
    Running,
    /// The last one before the duty was done.
    Last,
    /// Each starts a new demand.
    Each,
}

/// By when, relative to the anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// On the day of `before`; without it, at any time after `after`.
    Anchor,
    /// A length of time before or after the anchor.
    By(Span),
    /// A length of time after the last occurrence, again and again.
    Every(Span),
    /// A fixed day.
    Day(DayOfYear),
}

/// A length of time, or a word that the text leaves without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// The regulation's own number.
    Fixed(Length),
    /// 及时, 提前 …: the archive's `limits` may give it a value, which is only advice.
    Word(Name),
}

/// A fixed day, in the subject's year unless it has a year of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfYear {
    /// A date.
    Date(Date),
    /// Month and day, in the subject's year or the next.
    Yearly {
        /// Month.
        month: u32,
        /// Day.
        day: u32,
        /// Whether it is in the next year.
        next_year: bool,
    },
    /// Last day of the subject's period.
    PeriodEnd,
}

impl Due {
    /// Whether the archive gives the number of days itself, where the regulation has but a word.
    #[must_use]
    pub fn is_advice(&self) -> bool {
        matches!(self.until, Until::By(Span::Word(_)) | Until::Every(Span::Word(_)))
    }

    /// Words that may stand for a length of time, with their names.
    pub const WORDS: [(&'static str, &'static str); 4] =
        [("promptly", "及时"), ("in-advance", "提前"), ("year-start", "年初"), ("tracking", "持续跟踪")];

    /// The word that counts back from what the duty must precede. The others count on from what it follows.
    pub(crate) const IN_ADVANCE: &'static str = "in-advance";

    /// Words that may stand for a number.
    pub const NUMBER_WORDS: [(&'static str, &'static str); 4] =
        [("some", "一定比例"), ("most", "为主"), ("many", "多次"), ("locally-set", "各地确定")];

    /// Whether its due day or deadline is in the year after its subject's.
    #[must_use]
    pub(crate) fn is_of_next_year(&self) -> bool {
        let until = if let Until::Day(day) = &self.until { Some(day) } else { None };
        let latest =
            self.latest.iter().filter_map(|moment| if let Moment::Day(day) = moment { Some(day) } else { None });
        until.into_iter().chain(latest).any(|day| matches!(day, DayOfYear::Yearly { next_year: true, .. }))
    }

    /// Whether it follows a change of the meeting's arrangements.
    pub(crate) fn follows_change(&self, regulation: &Vocabulary) -> bool {
        let mut events = self.after.iter().filter_map(Moment::event);
        events.any(|event| regulation.events.get(event).is_some_and(|kind| kind.amends_meeting))
    }

    /// Whether it must precede the meeting.
    pub(crate) fn precedes_meeting(&self) -> bool {
        self.before.iter().filter_map(Moment::event).any(|event| event.as_str() == MEETING)
    }

    /// The word for its length, if the regulation gives no number.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.until {
            Until::By(Span::Word(word)) | Until::Every(Span::Word(word)) => Some(word),
            _ => None,
        }
    }
}

/// Reads `2021-12-31`, `03-31`, `03-31 next year` or `period-end`.
pub(crate) fn day_of_year(text: &str) -> Option<DayOfYear> {
    if text == "period-end" {
        return Some(DayOfYear::PeriodEnd);
    }
    if let Ok(date) = text.parse() {
        return Some(DayOfYear::Date(date));
    }
    let (day, next_year) = text.strip_suffix(" next year").map_or((text, false), |day| (day, true));
    // 2024 is a leap year, so that 02-29 is accepted.
    let date: Date = format!("2024-{day}").parse().ok()?;
    let (month, day) = {
        use chrono::Datelike;
        (date.0.month(), date.0.day())
    };
    Some(DayOfYear::Yearly { month, day, next_year })
}
