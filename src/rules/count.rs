//! Parameters of kind `count`.

mod judged;
mod written;

use crate::model::Name;
use crate::rules::Bounds;
pub(crate) use judged::{asked, judge, what};
pub(crate) use written::CountSpec;

/// Kind `count`: so many occurrences of an event, or items of the plan.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub of: Counted,
    /// How many.
    pub bounds: Bounds,
}

/// What a count is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Items of the year's plan that meet all of these conditions.
    Items(Vec<ItemCondition>),
    /// Occurrences of an event.
    Event {
        /// The event.
        event: Name,
        /// Forms of the topics it happened on; empty: of any form.
        forms: Vec<Name>,
    },
}

/// Which items of a plan are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCondition {
    /// What is looked at.
    pub key: ItemKey,
    /// What it must be, one of these.
    pub values: Vec<Name>,
    /// Or must not be.
    pub not: bool,
}

/// What a condition on an item of the plan may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKey {
    /// Consultation or supervision.
    Kind,
    /// Form of consultation.
    Form,
}

impl ItemKey {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Kind, Self::Form];

    /// As it is written.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Form => "form",
        }
    }
}
