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
