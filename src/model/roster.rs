use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// An entry of `roster.yml`: somebody invited, present, in the chair …: a set of tags, not one role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Name as printed.
    pub name: Name,
    /// Id in the register of people.
    pub person: Option<Name>,
    /// What the person is here: `host`, `department-head` …
    #[serde(default)]
    pub tags: OneOrMany<Name>,
    /// Activities; the meeting if absent.
    #[serde(default)]
    pub at: OneOrMany<Name>,
    /// Round of consultation; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// Day of the invitation.
    pub invited: Option<Date>,
    /// Whether the person came, once it is known.
    pub attended: Option<bool>,
    /// Who asked the host to stand in.
    pub delegated_by: Option<Name>,
}

impl Attendee {
    /// Where the person is on the list for: the meeting, unless the entry says otherwise.
    #[must_use]
    pub fn activities(&self) -> Vec<&str> {
        if self.at.is_empty() { vec!["meeting"] } else { self.at.iter().map(|at| &**at).collect() }
    }

    /// Whether this is the same person as another entry, for an activity and a round that both name. Who has the
    /// same name is the same person, unless both are in the register and are two people there.
    #[must_use]
    pub fn is_again(&self, other: &Self) -> bool {
        let same = match (&self.person, &other.person) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == other.name,
        };
        let rounds = self.round.is_none() || other.round.is_none() || self.round == other.round;
        same && rounds && self.activities().iter().any(|at| other.activities().contains(at))
    }
}
