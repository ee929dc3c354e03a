//! Records of draws by lot.

use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// The record of a draw (抽选记录), with everything needed to repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawFile {
    /// The day it was drawn.
    pub date: Date,
    /// Who drew.
    #[serde(default)]
    pub by: OneOrMany<Name>,
    /// Round of consultation; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// The list from which people were drawn.
    pub pool: DrawPool,
    /// How many were drawn.
    pub size: usize,
    /// How many of those drawn must have a tag.
    #[serde(default)]
    pub quotas: Vec<DrawQuota>,
    /// The sources of randomness, in the order announced.
    pub sources: Vec<DrawSource>,
    /// The strata, in the order of the pool.
    pub strata: Vec<DrawStratum>,
    /// Replacements, in order.
    #[serde(default)]
    pub replaced: Vec<DrawReplaced>,
}

impl DrawFile {
    /// Its file, in the folder of the draw.
    pub const FILE: &str = "抽选记录.yml";
}

/// The list from which people were drawn, kept beside the record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawPool {
    /// Its file, beside the record.
    pub file: Name,
    /// SHA-256 of its bytes, as `sha256sum` shows it.
    pub sha256: String,
    /// How many people it has.
    pub people: usize,
}

/// A quota of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawQuota {
    /// The tag.
    pub tag: Name,
    /// At least.
    pub at_least: usize,
    /// At most.
    pub at_most: usize,
}

/// A source of randomness.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawSource {
    /// What it is.
    pub name: Option<Name>,
    /// Its numbers.
    pub numbers: Vec<String>,
}

/// A stratum: people who have the same of the quotas' tags.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawStratum {
    /// The quotas' tags that its people have.
    #[serde(default)]
    pub tags: OneOrMany<Name>,
    /// How many people of the pool are in it.
    pub people: usize,
    /// How many of them are drawn.
    pub drawn: usize,
    /// The key of RFC 3797.
    pub key: String,
    /// All its people in the order drawn: first those chosen, then their replacements.
    pub order: Vec<Name>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawReplaced {
    /// The day.
    pub date: Date,
    /// Who was replaced.
    pub out: Name,
    /// Who came instead.
    pub r#in: Name,
    /// Why.
    pub note: Option<String>,
}
