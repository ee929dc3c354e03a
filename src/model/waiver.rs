//! Recorded exceptions, `waivers.yml`.

use super::{Date, Name};
use serde::Deserialize;

/// An entry of `waivers.yml`: a recorded exception from a rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Rule id.
    pub rule: Name,
    /// Why the rule is not followed.
    pub reason: String,
    /// Who decided it.
    pub by: Name,
    /// When.
    pub date: Date,
    /// Last day it applies.
    pub until: Option<Date>,
    /// Round it is for; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// Room it is for, in the folder of a year.
    pub room: Option<Name>,
}
