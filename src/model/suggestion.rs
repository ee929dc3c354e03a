//! Suggestions and their outcome, `suggestions.yml`.

use super::{Date, Event, Name, OneOrMany};
use crate::diagnostic::{Diagnostic, unknown};
use crate::text::Text;
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
    /// What its proposers say of the answer, once their form is back.
    pub satisfaction: Option<Satisfaction>,
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

/// What proposers say of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Satisfaction {
    /// Satisfied.
    #[serde(alias = "满意")]
    Satisfied,
    /// Satisfied in the main.
    #[serde(alias = "基本满意")]
    MostlySatisfied,
    /// Not satisfied.
    #[serde(alias = "不满意")]
    Dissatisfied,
}

impl Satisfaction {
    /// All values.
    pub const ALL: [Self; 3] = [Self::Satisfied, Self::MostlySatisfied, Self::Dissatisfied];

    /// As written in a file, and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::MostlySatisfied => "mostly-satisfied",
            Self::Dissatisfied => "dissatisfied",
        }
    }

    /// The name for messages.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Satisfied => Text::new("满意", "satisfied"),
            Self::MostlySatisfied => Text::new("基本满意", "mostly satisfied"),
            Self::Dissatisfied => Text::new("不满意", "dissatisfied"),
        }
    }

    /// The value that a word means.
    ///
    /// # Errors
    /// If it means none.
    pub fn named(written: &str) -> Result<Self, Diagnostic> {
        let known = Self::ALL.into_iter().find(|one| [one.id(), &one.text().zh].contains(&written));
        known.ok_or_else(|| {
            let words: Vec<(String, String)> = Self::ALL.map(|one| (one.id().to_owned(), one.text().zh)).into();
            let words = words.iter().map(|(id, name)| (id.as_str(), name.as_str()));
            unknown(&Text::new("满意程度", "satisfaction"), written, words)
        })
    }
}

impl Suggestion {
    /// Its events that stand on a day, each with its place: neither voided nor struck out by another.
    pub fn standing(&self, today: Date) -> impl Iterator<Item = (usize, &Event)> {
        let stands =
            move |event: &Event| event.date <= today && event.void.is_none() && event.struck_by(&self.events).is_none();
        self.events.iter().enumerate().filter(move |(_, event)| stands(event))
    }

    /// Whether another has the same content, whatever its adoption, satisfaction, conversion and events are.
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
