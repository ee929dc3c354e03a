//! `PaperTable`: a paper that is a table, with what has a row in it and where each column comes from.

use super::Vocabulary;
use crate::model::{Name, OneOrMany, UniqueMap};
use serde::Deserialize;

/// A table that a paper is, as a regulation writes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperTable {
    /// What has a row: the first word of one of [`PaperTable::ROWS`].
    pub of: Name,
    /// Of suggestions, the kinds that have a row; suggestions proper if none is given.
    #[serde(default)]
    pub kinds: OneOrMany<Name>,
    /// Its title, in which `{name}`, `{topic}` and `{year}` stand for names; what it is about and its own name if not given.
    pub title: Option<Name>,
    /// The columns, by what stands at their head: which fact of a row each has.
    pub columns: UniqueMap<Name>,
    /// What is signed or filled in below, by its label: one of [`PaperTable::FOOT`].
    #[serde(default)]
    pub foot: UniqueMap<Name>,
}

impl PaperTable {
    /// What is left to be written by hand.
    pub const BLANK: &'static str = "blank";

    /// The number of a row.
    pub const NUMBER: &'static str = "number";

    /// What is in a topic's suggestions.
    pub const SUGGESTIONS: &'static str = "suggestions";

    /// What may have a row, and the facts of each; any column may also be [`PaperTable::NUMBER`] or [`PaperTable::BLANK`].
    pub const ROWS: [(&'static str, &'static [&'static str]); 2] = [
        (
            Self::SUGGESTIONS,
            &[
                "topic",
                "form",
                "met",
                "round",
                "kind",
                "text",
                "proposers",
                "to",
                "office",
                "owner",
                "key",
                "due",
                "adoption",
                "satisfaction",
                "conversion",
                "progress",
                "problems",
                "solution",
            ],
        ),
        ("participants", &["name", "post", "identity", "sector", "came"]),
    ];

    /// What may stand below a table.
    pub const FOOT: [&'static str; 4] = ["office", "institution", "today", Self::BLANK];

    /// Whether an entry of suggestions of a kind has a row.
    #[must_use]
    pub fn has(&self, kind: &str) -> bool {
        if self.kinds.is_empty() { kind == Vocabulary::SUGGESTION } else { self.kinds.iter().any(|own| **own == *kind) }
    }

    /// The facts that a column may have; none if what has a row is not known.
    #[must_use]
    pub fn facts(&self) -> Option<Vec<&'static str>> {
        let (_, facts) = Self::ROWS.iter().find(|(of, _)| *of == self.of.as_str())?;
        Some(facts.iter().copied().chain([Self::NUMBER, Self::BLANK]).collect())
    }
}
