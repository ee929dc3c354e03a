//! `SubjectKind`: the kinds of things that have duties.

use crate::text::Text;
use serde::Deserialize;

/// The kind of thing that a rule is about, or that an event belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// A topic, all its rounds together.
    Topic,
    /// A round of consultation on a topic.
    #[default]
    Round,
    /// A suggestion.
    Suggestion,
    /// A consultation room.
    Room,
    /// A place that should have a room.
    Unit,
    /// A person of the register.
    Person,
    /// A year.
    Year,
}

impl SubjectKind {
    /// The name for messages.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Topic => ("议题", "topic"),
            Self::Round => ("每轮协商", "round"),
            Self::Suggestion => ("每条建议", "suggestion"),
            Self::Room => ("每个协商室", "room"),
            Self::Unit => ("每个地方", "place"),
            Self::Person => ("每个人", "person"),
            Self::Year => ("年度", "year"),
        };
        Text::new(zh, en)
    }

    /// Its name in `regulation.yml`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Round => "round",
            Self::Suggestion => "suggestion",
            Self::Room => "room",
            Self::Unit => "unit",
            Self::Person => "person",
            Self::Year => "year",
        }
    }
}
