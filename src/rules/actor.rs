//! Whoever a rule means to act or to be addressed.

mod fits;
mod written;

use crate::model::Name;
pub(crate) use fits::{acts_for, any_acts, fits, holders, is, is_same};

/// An actor or addressee a rule names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The topic's responsible office.
    Office,
    /// Whoever entrusted the topic.
    EntrustedBy,
    /// Whoever made the suggestion.
    Proposers,
    /// A post, tag, body or kind of office, of whatever office.
    Id(Name),
    /// A post for the topic's responsible office: `vice-chair:office`.
    OfOffice(Name),
}

impl Actor {
    /// As a rule or an entry writes it.
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
