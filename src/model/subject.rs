//! `Subject`: what a duty, a finding or a file is about.

use super::{Name, TopicKey};
use crate::text;
use crate::text::Text;
use std::fmt;

/// What a duty or a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The archive itself: its settings, its people.
    Archive,
    /// A year's plan.
    Plan(i32),
    /// A consultation room.
    Room(Name),
    /// A topic.
    Topic(TopicKey),
}

impl Subject {
    /// What it is called in messages.
    #[must_use]
    pub fn called(&self) -> Text {
        match self {
            Self::Archive => Text::new("档案库", "archive"),
            Self::Plan(year) => text!(zh: "{year}年度计划", en: "plan of {year}"),
            Self::Room(id) => text!(zh: "协商室 {id}", en: "room {id}"),
            Self::Topic(key) => Text::same(key.to_string()),
        }
    }

    /// What a file of the archive is about, by its path.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let mut parts = path.split('/');
        match (parts.next(), parts.next().and_then(super::year), parts.next()) {
            (Some("plans"), Some(year), _) => Self::Plan(year),
            (Some("topics"), Some(year), Some(folder)) => folder
                .split('-')
                .next()
                .and_then(|number| number.parse().ok())
                .map_or(Self::Archive, |number| Self::Topic(TopicKey { year, number })),
            _ => Self::Archive,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive => f.write_str("archive"),
            Self::Plan(year) => write!(f, "plan:{year}"),
            Self::Room(id) => write!(f, "room:{id}"),
            Self::Topic(key) => write!(f, "{key}"),
        }
    }
}
