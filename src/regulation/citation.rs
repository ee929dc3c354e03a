//! A rule as it is cited: with the regulation it stands in.

use super::{Regulation, Rule};
use std::sync::Arc;

/// A rule and its regulation, held together, so that a duty that cites it needs nothing else to be kept. Copies
/// share the regulation.
#[derive(Clone, Debug)]
pub struct Citation {
    regulation: Arc<Regulation>,
    index: usize,
}

impl Citation {
    /// Cites the rule that stands in this place among the regulation's.
    pub(crate) fn of(regulation: &Arc<Regulation>, index: usize) -> Self {
        Self { regulation: Arc::clone(regulation), index }
    }

    /// The same rule, of the regulation as it is at hand.
    pub(crate) fn rule_of<'a>(&self, regulation: &'a Regulation) -> &'a Rule {
        &regulation.rules[self.index]
    }

    /// The regulation.
    #[must_use]
    pub fn regulation(&self) -> &Regulation {
        &self.regulation
    }

    /// Its rule.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.regulation.rules[self.index]
    }
}
