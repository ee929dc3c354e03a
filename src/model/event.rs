use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// One line of `events.yml`: a dated fact.
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
    /// The meeting date it announced.
    pub r#for: Option<Date>,
    /// Paper, number or topic it refers to.
    pub r#ref: Option<Name>,
    /// Round of consultation; the first if absent.
    pub round: Option<u32>,
    /// The room it concerns, in a plan's year.
    pub room: Option<Name>,
    /// Anything else worth keeping.
    pub note: Option<String>,
    /// Strikes out the entry of this event with this date.
    pub void: Option<Date>,
}

impl Event {
    /// Whether this entry strikes out another.
    #[must_use]
    pub fn strikes(&self, other: &Self) -> bool {
        other.void.is_none()
            && self.event == other.event
            && self.void == Some(other.date)
            && self.round.is_none_or(|round| round == other.round.unwrap_or(1))
    }
}

/// An event and which entry of its file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// 0-based position in the file's list.
    pub entry: usize,
    /// The fact.
    pub event: Event,
}
