//! Parameters of kind `chain`.

mod judged;
mod message;
mod pen;
mod written;

use crate::model::Name;
use crate::rules::{Actor, When};
use crate::text::Text;
pub(crate) use judged::judge;
pub(crate) use message::{asked, step};
pub(crate) use written::ChainSpec;

/// Kind `chain`: the steps are on record in this order.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// The paper that climbs the chain; with it, each record of a step before its turn is wrong at once, without it one
    /// that none in turn follows.
    pub document: Option<Name>,
    /// The event that passes the paper on, after the last step.
    pub then: Option<Name>,
    /// A paper sent back goes on with whoever sent it back; else it starts anew.
    pub resumes: bool,
    /// In whose name the paper goes out.
    pub issuer: Vec<Actor>,
    /// To whom it must be addressed.
    pub to: Vec<Actor>,
    /// To whom it must be copied.
    pub cc: Vec<Actor>,
}

/// A step of a chain.
#[derive(Clone, Debug, Default)]
pub struct ChainStep {
    /// Its events, any of which will do (often one).
    pub events: Vec<Name>,
    /// All of them are needed, in any order among themselves.
    pub all: bool,
    /// Who takes it; then it must be stated.
    pub by: Vec<Actor>,
    /// Whom it reaches; a record that states others does not count.
    pub to: Vec<Actor>,
    /// It is looked for in the round after the duty's own.
    pub next_round: bool,
    /// Name of the stage it ends, if the chain is that of the stages.
    pub stage: Option<Text>,
    /// Subjects it is a step for.
    pub when: When,
}

impl ChainStep {
    /// A step that asks for an event and nothing else.
    #[must_use]
    pub fn of(event: Name) -> Self {
        Self { events: vec![event], ..Self::default() }
    }
}
