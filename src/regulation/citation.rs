//! `Citation`: a rule together with its regulation.

use super::{Regulation, Rule};
use std::sync::Arc;

/// A rule together with its regulation, so that a duty can keep both. Clones share the regulation.
#[derive(Clone, Debug)]
pub struct Citation {
    regulation: Arc<Regulation>,
    index: usize,
}

impl Citation {
    /// Cites a rule by its place (0-based) in the regulation.
    pub(crate) fn new(regulation: &Arc<Regulation>, index: usize) -> Self {
        Self { regulation: Arc::clone(regulation), index }
    }

    /// The same rule, borrowed from the caller's reference to the regulation.
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
