//! Conditions of rules, stages and steps.

mod judged;
mod message;
mod written;

use crate::model::Name;
use crate::rules::Bound;
pub(crate) use judged::{holds, later_waiver, room_of, waiver};
pub use message::conditions;
pub(crate) use written::{ConditionSpec, Scalar};

/// Conditions, all of which must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When(pub Vec<Condition>);

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The fact it is about.
    pub fact: Fact,
    /// The values it must have.
    pub matches: Matches,
}

/// A fact that a condition may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Form of consultation.
    Form,
    /// Whether it is ad hoc; `false` if absent.
    AdHoc,
    /// Tags of the topic.
    Tags,
    /// Whether it is in the year's plan.
    Planned,
    /// Whether somebody entrusted it.
    Entrusted,
    /// Body that issues the consultation opinion.
    OpinionIssuer,
    /// Rules waived.
    Waived,
    /// Events on record.
    Recorded,
    /// Kind of the suggestion.
    Kind,
    /// Whether it is a key suggestion.
    Key,
    /// Whether it was adopted.
    Adoption,
    /// Source channel of the topic.
    Channel,
    /// Kinds of matters of the topic.
    Matter,
    /// How people are chosen.
    Selection,
    /// Level of the topic's room.
    RoomLevel,
    /// In how many rounds no consensus was reached.
    FailedRounds,
    /// Level of the room or the place.
    Level,
    /// Tags and posts of the person.
    PersonTags,
    /// Tags of all topics of the year.
    TopicTags,
}

impl Fact {
    /// Its name in rules.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::AdHoc => "ad_hoc",
            Self::Tags | Self::PersonTags => "tags",
            Self::Planned => "planned",
            Self::Entrusted => "entrusted",
            Self::OpinionIssuer => "opinion_issuer",
            Self::Waived => "waived",
            Self::Recorded => "recorded",
            Self::Kind => "kind",
            Self::Key => "key",
            Self::Adoption => "adoption",
            Self::Channel => "channel",
            Self::Matter => "matter",
            Self::Selection => "selection",
            Self::RoomLevel => "room_level",
            Self::FailedRounds => "failed_rounds",
            Self::Level => "level",
            Self::TopicTags => "topic_tags",
        }
    }

    /// Facts of topics and rounds.
    pub(crate) const OF_TOPIC: [Self; 13] = [
        Self::Form,
        Self::AdHoc,
        Self::Tags,
        Self::Planned,
        Self::Entrusted,
        Self::OpinionIssuer,
        Self::Waived,
        Self::Recorded,
        Self::Channel,
        Self::Matter,
        Self::Selection,
        Self::RoomLevel,
        Self::FailedRounds,
    ];
    /// Facts of suggestions.
    pub(crate) const OF_SUGGESTION: [Self; 4] = [Self::Kind, Self::Key, Self::Adoption, Self::Recorded];
    /// Facts of rooms and places.
    pub(crate) const OF_PLACE: [Self; 1] = [Self::Level];
    /// Facts of people.
    pub(crate) const OF_PERSON: [Self; 1] = [Self::PersonTags];
    /// Facts of years.
    pub(crate) const OF_YEAR: [Self; 1] = [Self::TopicTags];
}

/// The values a fact must have. Of a list, one element is enough. An absent fact only matches `Not`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matches {
    /// One of these.
    AnyOf(Vec<Value>),
    /// None of these.
    Not(Vec<Value>),
    /// A number within these bounds: at least, and less than.
    Number {
        /// At least.
        at_least: Option<Bound>,
        /// Less than.
        less_than: Option<Bound>,
    },
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// A word.
    Word(Name),
}
