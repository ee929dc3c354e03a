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
pub(crate) use moved::Moved;
use serde::Deserialize;
pub(crate) use timing::{Demand, Timing, timings};
pub(crate) use written::DueSpec;

/// When a duty is demanded and by when (rule language, «When»).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Anchors it follows: whichever comes first. What is dated before it does not count.
    pub after: Vec<Moment>,
    /// The anchors only say when it is demanded (`once`): what is dated before them counts, too.
    pub counts_earlier: bool,
    /// Which of an anchor's days counts, if it comes more than once.
    pub anchor: Anchor,
    /// Events it must precede: whichever comes first.
    pub before: Vec<Moment>,
    /// Its own last moment: its day is never later, and what is open then is of the rule's force.
    pub latest: Vec<Moment>,
    /// Event after which nothing more is asked again and again.
    pub stop: Option<Name>,
    /// By when.
    pub until: Until,
    /// How days before an event are counted, if the rule says so itself.
    pub counting: Option<Counting>,
}

/// A moment a due refers to.
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
    /// The event it is, unless it is a day of the calendar.
    #[must_use]
    pub fn event(&self) -> Option<&Name> {
        match self {
            Self::Event(event) => Some(event),
            Self::PeriodStart | Self::PeriodEnd | Self::Day(_) => None,
        }
    }
}

/// Which day of an anchor counts that comes more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// A later one moves the day as long as the day had not passed; it erases nothing that was overdue.
    #[default]
    Running,
    /// The last before it is done.
    Last,
    /// Each asks anew.
    Each,
}

/// By when, from the anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// On the day of `before`; without it, whenever `after` has come.
    Anchor,
    /// A length before or after the anchor.
    By(Span),
    /// A length after the last occurrence, again and again.
    Every(Span),
    /// A fixed day.
    Day(DayOfYear),
}

/// A length of time, or a word the text leaves without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// The regulation's own number.
    Fixed(Length),
    /// 及时, 提前 …: the archive's `limits` may give it a value, and it stays advice.
    Word(Name),
}

/// A fixed day, of the subject's year unless it names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfYear {
    /// That very day.
    Date(Date),
    /// Month and day, of the subject's year or the next.
    Yearly {
        /// Month.
        month: u32,
        /// Day.
        day: u32,
        /// Of the year after.
        next_year: bool,
    },
    /// Last day of the subject's period.
    PeriodEnd,
}

impl Due {
    /// Words that may stand for a length, with their names.
    pub const WORDS: [(&'static str, &'static str); 4] =
        [("promptly", "及时"), ("in-advance", "提前"), ("year-start", "年初"), ("tracking", "持续跟踪")];

    /// The word that counts back from what it must precede; the others count on from what they follow.
    pub(crate) const IN_ADVANCE: &'static str = "in-advance";

    /// Words that may stand for a number.
    pub const NUMBER_WORDS: [(&'static str, &'static str); 4] =
        [("some", "一定比例"), ("most", "为主"), ("many", "多次"), ("locally-set", "各地确定")];

    /// Whether its day, or its own last moment, lies in the year after its subject's.
    #[must_use]
    pub(crate) fn is_of_next_year(&self) -> bool {
        let next = |day: &DayOfYear| matches!(day, DayOfYear::Yearly { next_year: true, .. });
        matches!(&self.until, Until::Day(day) if next(day))
            || self.latest.iter().any(|moment| matches!(moment, Moment::Day(day) if next(day)))
    }

    /// Whether it follows a change of the meeting's arrangement.
    pub(crate) fn follows_change(&self, regulation: &Vocabulary) -> bool {
        let mut events = self.after.iter().filter_map(Moment::event);
        events.any(|event| regulation.events.get(event).is_some_and(|kind| kind.amends_meeting))
    }

    /// Whether it is to be done before the meeting.
    pub(crate) fn precedes_meeting(&self) -> bool {
        self.before.iter().filter_map(Moment::event).any(|event| event.as_str() == MEETING)
    }

    /// The word this due rests on, if its length is not the regulation's own number.
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
    // 2024 is a leap year, so that 02-29 can be said.
    let date: Date = format!("2024-{day}").parse().ok()?;
    let (month, day) = {
        use chrono::Datelike;
        (date.0.month(), date.0.day())
    };
    Some(DayOfYear::Yearly { month, day, next_year })
}
