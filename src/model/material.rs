//! Attachments, `materials.yml`.

use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// An entry of a topic's or a year's `materials.yml`: what a file under `materials/` or `photos/` is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its path, relative to the folder of `materials.yml`.
    pub file: Name,
    /// What it is: one document id, or several (a photograph may show two).
    pub document: OneOrMany<Name>,
    /// Its title.
    pub title: Option<Name>,
    /// Who provided it.
    pub from: Option<Name>,
    /// Whether it may be shown to everybody; not if nothing is said.
    #[serde(default)]
    pub public: bool,
    /// Its date.
    pub date: Option<Date>,
    /// The room it concerns, in the folder of a year.
    pub room: Option<Name>,
    /// Round of consultation; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
}
