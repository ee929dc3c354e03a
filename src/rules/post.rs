//! Parameters of kind `post`.

mod hint;
mod holder;
mod judged;
mod message;
mod standing;
mod written;

use crate::rules::Actor;
pub(crate) use judged::{besides, judge};
pub(crate) use message::asked;
pub(crate) use written::PostCheckSpec;

use serde::Deserialize;

/// Kind `post`: whoever is `who` holds one of the posts that day.
#[derive(Clone, Debug)]
pub struct PostCheck {
    /// In which role.
    pub who: Role,
    /// Posts, any of which will do.
    pub posts: Vec<Actor>,
    /// Posts that will do where a holder of the others is stated to have delegated it.
    pub delegate: Vec<Actor>,
    /// Tags the person must carry as well.
    pub tags: Vec<Actor>,
}

/// A role somebody has in a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// In the chair of the meeting.
    Host,
    /// Who reports on the state of affairs.
    Briefer,
    /// Who leads the research.
    ResearchLead,
    /// Who leads the topic.
    TopicLead,
    /// The room's convener.
    RoomConvener,
    /// The room's liaison officer.
    RoomLiaison,
}

impl Role {
    /// Whether a tag says what somebody does in an activity, and not what they are.
    #[must_use]
    pub fn is_tag(tag: &str) -> bool {
        [Self::Host, Self::Briefer, Self::ResearchLead].into_iter().any(|role| role.tag() == Some(tag))
    }

    /// The tag in `roster.yml` that makes somebody this; none where another file says who it is.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::Host => Some("host"),
            Self::Briefer => Some("briefer"),
            Self::ResearchLead => Some("research-lead"),
            Self::TopicLead | Self::RoomConvener | Self::RoomLiaison => None,
        }
    }
}
