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
pub(crate) use written::{EventCheckSpec, RoundSpec};

use serde::Deserialize;

/// Kind `event`: such an entry is on record.
#[derive(Clone, Debug)]
pub struct EventCheck {
    /// Which events, and how many of them.
    pub events: EventSet,
    /// An entry that states another actor does not count.
    pub by: Vec<Actor>,
    /// Who must all be covered, by one entry or several.
    pub to: Vec<Actor>,
    /// An entry that states another way does not count.
    pub via: Choice,
    /// What an entry must state.
    pub needs: Vec<Attribute>,
    /// It is looked for in the round after the duty's own.
    pub next_round: bool,
    /// Of those it must reach, only who takes part in the meeting.
    pub among_participants: bool,
    /// Of those it must reach, whom it must reach only if they are invited.
    pub where_invited: Option<WhereInvited>,
    /// An entry later than the first of these does not count.
    pub not_after: Vec<Name>,
}

/// Who need not be invited, and in which cases.
#[derive(Clone, Debug)]
pub struct WhereInvited {
    /// The groups.
    pub to: Vec<Actor>,
    /// The cases.
    pub when: When,
}

/// One event, any of several, or each of them.
#[derive(Clone, Debug)]
pub enum EventSet {
    /// Any of these (often one).
    Any(Vec<Name>),
    /// Each of these.
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

/// An attribute of an entry that a rule may demand to be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// By whom.
    By,
    /// To whom.
    To,
    /// In which way.
    Via,
    /// The meeting date announced.
    For,
    /// Paper, number or topic.
    Ref,
    /// A note.
    Note,
}
