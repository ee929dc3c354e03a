//! `RuleContext`: everything a check needs to be judged.

use super::due::Timing;
use super::{Clause, SubjectContext};
use crate::model::Date;
use std::ops::Deref;

/// A rule about a subject, with its timing.
#[derive(Clone, Copy)]
pub(crate) struct RuleContext<'v, 'a> {
    pub subject: SubjectContext<'v, 'a>,
    pub rule: &'a Clause,
    pub timing: &'v Timing,
}

impl RuleContext<'_, '_> {
    /// The day on which people must have the posts that the rule names: the due day.
    pub(crate) fn day(&self) -> Date {
        self.timing.due.unwrap_or(self.today)
    }

    /// The same rule for the next round.
    pub(crate) fn of_next_round(&self) -> Self {
        Self { subject: self.subject.next_round(), ..*self }
    }
}

impl<'v, 'a> Deref for RuleContext<'v, 'a> {
    type Target = SubjectContext<'v, 'a>;

    fn deref(&self) -> &SubjectContext<'v, 'a> {
        &self.subject
    }
}
