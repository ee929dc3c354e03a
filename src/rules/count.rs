//! Parameters of kind `count`.

mod judged;
mod written;

use crate::model::Name;
use crate::rules::Bounds;
pub(crate) use judged::{asked, judge, what};
pub(crate) use written::CountSpec;

/// Kind `count`: a number of occurrences of an event, or of plan items.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub of: Counted,
    /// The limits.
    pub bounds: Bounds,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Plan items of the year that meet all conditions.
    Items(Vec<ItemCondition>),
    /// Occurrences of an event.
    Event {
        /// The event.
        event: Name,
        /// Only those of topics with these forms; empty for any form.
        forms: Vec<Name>,
    },
}

/// A condition on plan items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCondition {
    /// The key it is about.
    pub key: ItemKey,
    /// The values, one of which the key must have.
    pub values: Vec<Name>,
    /// Whether the key must have none of the values.
    pub not: bool,
}

/// A key of plan items that a condition may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKey {
    /// Consultation or supervision.
    Kind,
    /// Form of consultation.
    Form,
}

impl ItemKey {
    /// All keys.
    pub(crate) const ALL: [Self; 2] = [Self::Kind, Self::Form];

    /// Its name in rules.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Form => "form",
        }
    }
}
