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

/// Kind `post`: whoever has the role holds one of the posts that day.
#[derive(Clone, Debug)]
pub struct PostCheck {
    /// The role.
    pub who: Role,
    /// Posts, any of which is enough.
    pub posts: Vec<Actor>,
    /// Posts that are enough if a holder of the others is stated to have delegated the role.
    pub delegate: Vec<Actor>,
    /// Tags that the person must have as well.
    pub tags: Vec<Actor>,
}

/// A role in a topic or a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Chairs the meeting.
    Host,
    /// Briefs the meeting.
    Briefer,
    /// Leads the research.
    ResearchLead,
    /// Leads the topic.
    TopicLead,
    /// The room's convener.
    RoomConvener,
    /// The room's liaison officer.
    RoomLiaison,
}

impl Role {
    /// Whether a tag says what somebody does in an activity, not what they are.
    #[must_use]
    pub fn is_tag(tag: &str) -> bool {
        [Self::Host, Self::Briefer, Self::ResearchLead].into_iter().any(|role| role.tag() == Some(tag))
    }

    /// The tag of the role in `roster.yml`; `None` if another file names the person.
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
