//! Parameters of kind `chain`.

mod judged;
mod message;
mod paper;
mod turn;
mod written;

use crate::model::Name;
use crate::rules::{Actor, When};
use crate::text::Text;
pub(crate) use judged::judge;
pub(crate) use message::{asked, step};
pub(crate) use written::ChainSpec;
#[cfg(test)]
pub(crate) use written::StepSpec;

/// Kind `chain`: the steps are on record in order.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// The paper that goes through the chain. With a paper, every record of a step before its turn is wrong at once;
    /// without one, only a record that is not repeated in turn.
    pub document: Option<Name>,
    /// The event that forwards the paper after the last step.
    pub then: Option<Name>,
    /// Whether a paper that was sent back goes on with whoever sent it back. Otherwise it starts anew.
    pub resumes: bool,
    /// Who must issue the paper.
    pub issuer: Vec<Actor>,
    /// Its main recipients.
    pub to: Vec<Actor>,
    /// The recipients of copies.
    pub cc: Vec<Actor>,
}

/// A step of a chain.
#[derive(Clone, Debug, Default)]
pub struct ChainStep {
    /// Its events, any of which is enough (often one).
    pub events: Vec<Name>,
    /// Whether all its events are needed, in any order.
    pub all: bool,
    /// Who takes it. If given, it must be stated.
    pub by: Vec<Actor>,
    /// Who must be informed. A record that states others does not count.
    pub to: Vec<Actor>,
    /// Whether it belongs to the round after the duty's own.
    pub next_round: bool,
    /// Name of the stage it ends, for a chain of the stages.
    pub stage: Option<Text>,
    /// The subjects that need this step.
    pub when: When,
}

impl ChainStep {
    /// A step that needs an event and nothing else.
    #[must_use]
    pub fn of(event: Name) -> Self {
        Self { events: vec![event], ..Self::default() }
    }
}
