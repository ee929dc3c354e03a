//! Records of draws by lot.

use super::{Date, Name, OneOrMany};
use serde::Deserialize;

/// The record of a draw (抽选记录): everything it takes to repeat it.
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
    /// The list drawn from.
    pub pool: DrawPool,
    /// How many were drawn.
    pub size: usize,
    /// How many of them must carry a tag.
    #[serde(default)]
    pub quotas: Vec<DrawQuota>,
    /// The sources of chance, in the order they were announced.
    pub sources: Vec<DrawSource>,
    /// The strata, in the order of the pool.
    pub strata: Vec<DrawStratum>,
    /// Who came in for whom, in the order it happened.
    #[serde(default)]
    pub replaced: Vec<DrawReplaced>,
}

/// The list a draw was made from, kept beside the record.
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

/// A source of chance.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawSource {
    /// What it is.
    pub name: Option<Name>,
    /// Its numbers.
    pub numbers: Vec<String>,
}

/// A stratum: people alike in every tag that a quota is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawStratum {
    /// The tags of its quotas that its people carry.
    #[serde(default)]
    pub tags: OneOrMany<Name>,
    /// How many people of the pool are in it.
    pub people: usize,
    /// How many of them are drawn.
    pub drawn: usize,
    /// The key of RFC 3797.
    pub key: String,
    /// All its people in the order they come: those drawn, then those who come in for them.
    pub order: Vec<Name>,
}

/// Somebody who came in for somebody who was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawReplaced {
    /// The day.
    pub date: Date,
    /// Who went.
    pub out: Name,
    /// Who came.
    pub r#in: Name,
    /// Why.
    pub note: Option<String>,
}
