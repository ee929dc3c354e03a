//! `Actor`: who must act or be addressed.

mod fits;
mod paper;
mod written;

use crate::model::Name;
pub(crate) use fits::{acts_for, any_acts, holders, is_a, is_meant, is_same};
pub(crate) use paper::{is_meant_in, unstated};

/// An actor or addressee named by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The topic's responsible office.
    Office,
    /// Whoever entrusted the topic.
    EntrustedBy,
    /// Whoever made the suggestion.
    Proposers,
    /// A post, tag, body or kind of office, whatever its office.
    Id(Name),
    /// A post for the topic's responsible office: `vice-chair:office`.
    OfOffice(Name),
}

impl Actor {
    /// Its name in rules and entries.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Office => "office".to_owned(),
            Self::EntrustedBy => "entrusted-by".to_owned(),
            Self::Proposers => "proposers".to_owned(),
            Self::Id(id) => id.to_string(),
            Self::OfOffice(post) => format!("{post}:office"),
        }
    }
}
