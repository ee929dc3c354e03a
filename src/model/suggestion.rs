//! Suggestions and their outcome, `suggestions.yml`.

use super::{Date, Event, Name, OneOrMany};
use serde::Deserialize;

/// An entry of `suggestions.yml`: a suggestion, a commitment or a response, and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// Id, unique within the topic.
    pub id: Name,
    /// Kind: `suggestion`, `commitment`, `response` …
    pub kind: Name,
    /// What is suggested, promised or answered.
    pub text: String,
    /// Round of consultation; the first if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// A key or difficult one (重点、难点).
    pub key: Option<bool>,
    /// Bodies it is handed to.
    #[serde(default)]
    pub to: OneOrMany<Name>,
    /// Person who follows it up.
    pub owner: Option<Name>,
    /// Office in charge.
    pub office: Option<Name>,
    /// Names of those who proposed it.
    #[serde(default)]
    pub proposers: OneOrMany<Name>,
    /// The day by which an answer was asked for or promised.
    pub due: Option<Date>,
    /// Whether it was adopted.
    pub adoption: Option<Name>,
    /// What it was turned into.
    #[serde(default)]
    pub conversion: OneOrMany<Name>,
    /// Obstacles.
    pub problems: Option<String>,
    /// How it is to be solved.
    pub solution: Option<String>,
    /// Whether it may be shown to everybody; not if nothing is said.
    #[serde(default)]
    pub public: bool,
    /// What happened to it.
    #[serde(default)]
    pub events: Vec<Event>,
}

impl Suggestion {
    /// Whether another has the same content, whatever its adoption, conversion and events are.
    #[must_use]
    pub fn was_entered_as(&self, other: &Self) -> bool {
        let Self { kind, text, round, to, owner, office, proposers, due, .. } = self;
        (kind, text, round, to, owner, office, proposers, due)
            == (
                &other.kind,
                &other.text,
                &other.round,
                &other.to,
                &other.owner,
                &other.office,
                &other.proposers,
                &other.due,
            )
    }
}
