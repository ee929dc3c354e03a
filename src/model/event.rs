//! Events, `events.yml`.

use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// An entry of `events.yml`: something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day it happened.
    pub date: Date,
    /// Event id of the regulation.
    pub event: Name,
    /// Who did it: persons, offices, bodies.
    #[serde(default)]
    pub by: OneOrMany<Name>,
    /// To whom.
    #[serde(default)]
    pub to: OneOrMany<Name>,
    /// In which way.
    pub via: Option<Name>,
    /// The date of the meeting that it announces.
    pub r#for: Option<Date>,
    /// The papers, numbers, topics or rules it refers to.
    #[serde(default)]
    pub r#ref: OneOrMany<Name>,
    /// Round of consultation; the first if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// The room it concerns, in the folder of a year.
    pub room: Option<Name>,
    /// A note.
    pub note: Option<String>,
    /// Whether it may be shown to everybody; not if nothing is said.
    #[serde(default)]
    pub public: bool,
    /// Voids the entry of this event with this date.
    pub void: Option<Date>,
    /// How often the event was recorded anew after it was voided: 1 for the first time, and so on. In an entry that
    /// voids: up to which of them.
    #[serde(default, deserialize_with = "super::round::read_again")]
    pub again: Option<u32>,
}

impl Event {
    /// An entry that says nothing but what happened.
    #[must_use]
    pub fn on(date: Date, event: Name) -> Self {
        Self {
            date,
            event,
            by: OneOrMany::default(),
            to: OneOrMany::default(),
            via: None,
            r#for: None,
            r#ref: OneOrMany::default(),
            round: None,
            room: None,
            note: None,
            public: false,
            void: None,
            again: None,
        }
    }

    /// The round it belongs to: the first if none is written.
    #[must_use]
    pub fn in_round(&self) -> u32 {
        self.round.unwrap_or(1)
    }

    /// Whether it voids another entry of its file. Their order does not matter, because a merge may leave the lines of
    /// two branches in either order.
    #[must_use]
    pub fn strikes(&self, other: &Self) -> bool {
        let of_round = self.round.is_none_or(|round| round == other.in_round());
        let is_meant = self.void == Some(other.date) && self.event == other.event && self.room == other.room;
        is_meant && of_round && other.void.is_none() && other.again <= self.again
    }

    /// Separates the two dates in the note of a meeting that was moved.
    pub const MOVED_TO: &str = " → ";

    /// The former date in the note of a meeting that was moved.
    #[must_use]
    pub fn moved_from(&self) -> Option<Date> {
        self.note.as_ref()?.split_once(Self::MOVED_TO)?.0.parse().ok()
    }

    /// The date of the entry that voids it, if any of the others does.
    #[must_use]
    pub fn struck_by<'e>(&self, others: impl IntoIterator<Item = &'e Self>) -> Option<Date> {
        others.into_iter().filter(|other| other.strikes(self)).map(|other| other.date).min()
    }
}

/// An event with its position in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Position in the file, 0-based.
    pub entry: usize,
    /// The event.
    pub event: Event,
    /// The date of the entry that voids it.
    pub struck: Option<Date>,
}

impl Recorded {
    /// Whether it counts on a day: it has happened, voids nothing and is not voided.
    #[must_use]
    pub fn stands(&self, today: Date) -> bool {
        self.event.date <= today && self.event.void.is_none() && self.struck.is_none_or(|struck| today < struck)
    }
}

#[cfg(test)]
mod tests {
    use super::Event;

    #[test]
    fn each_number_that_is_none_is_told_for_what_it_is() {
        let said = |field: &str| {
            let entry = format!("{{date: 2026-06-01, event: meeting, {field}}}");
            serde_yaml::from_str::<Event>(&entry).map_err(|error| error.to_string())
        };
        assert!(said("round: 50").is_ok() && said("again: 50").is_ok());
        for (field, words) in [("round: 0", "`0` is not a round"), ("again: 51", "`again: 51` is no number of times")] {
            let error = said(field).unwrap_err();
            assert!(error.contains(words), "{error}");
        }
    }
}
