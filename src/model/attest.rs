//! Statements of compliance, `attests.yml`.

use super::{Date, Name};
use serde::Deserialize;

/// An entry of `attests.yml`: a person's statement that a rule was followed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attest {
    /// Rule id.
    pub rule: Name,
    /// Who states that it was followed.
    pub by: Name,
    /// When.
    pub date: Date,
    /// Round it is stated for; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// Room it is stated of, in the folder of a year.
    pub room: Option<Name>,
    /// How it was followed.
    pub note: Option<String>,
}
