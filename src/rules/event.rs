//! Parameters of kind `event`.

mod judged;
mod message;
mod objection;
mod reach;
mod written;

use crate::model::Name;
use crate::rules::{Actor, Choice, When};
pub(crate) use judged::{days, judge};
pub(crate) use message::asked;
pub(crate) use reach::reached;
#[cfg(test)]
pub(crate) use written::WhereInvitedSpec;
pub(crate) use written::{EventCheckSpec, RoundSpec};

use serde::Deserialize;

/// Kind `event`: an entry for the event is on record.
#[derive(Clone, Debug)]
pub struct EventCheck {
    /// The events.
    pub events: EventSet,
    /// Who must have done it. An entry that states somebody else does not count.
    pub by: Vec<Actor>,
    /// Who must be informed, by one entry or several.
    pub to: Vec<Actor>,
    /// In which way. An entry that states another way does not count.
    pub via: Choice,
    /// What an entry must state.
    pub needs: Vec<Attribute>,
    /// Whether it belongs to the round after the duty's own.
    pub next_round: bool,
    /// Whether only those of `to` must be informed who take part in the meeting.
    pub among_participants: bool,
    /// Which of `to` must be informed only if they are invited.
    pub where_invited: Option<WhereInvited>,
    /// An entry later than the first of these events does not count.
    pub not_after: Vec<Name>,
}

/// Groups that need not be invited, and in which cases.
#[derive(Clone, Debug)]
pub struct WhereInvited {
    /// The groups.
    pub to: Vec<Actor>,
    /// The cases.
    pub when: When,
}

/// One event, any of several, or all of them.
#[derive(Clone, Debug)]
pub enum EventSet {
    /// Any of these (often one).
    Any(Vec<Name>),
    /// All of these.
    All(Vec<Name>),
}

impl EventSet {
    /// The events named.
    #[must_use]
    pub fn ids(&self) -> &[Name] {
        let (Self::Any(ids) | Self::All(ids)) = self;
        ids
    }
}

/// An attribute of an entry that a rule may demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// By whom.
    By,
    /// To whom.
    To,
    /// In which way.
    Via,
    /// The date of the meeting that it announces.
    For,
    /// Paper, number or topic.
    Ref,
    /// A note.
    Note,
}
