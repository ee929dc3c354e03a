//! Duties and findings in the forms people and programs read. Writes nothing itself.

pub mod human;
pub mod json;
pub mod page;
pub mod paint;
pub mod table;
pub mod topic;

use crate::duty::{Duty, Finding, Severity, State};
use crate::model::Date;
use crate::text::Language;

/// Everything a check has to report.
pub struct Report<'a> {
    /// The day it was judged.
    pub as_of: Date,
    /// The duties.
    pub duties: &'a [Duty<'a>],
    /// The findings, their places located.
    pub findings: &'a [Finding<'a>],
    /// The language of messages.
    pub language: Language,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Duties overdue.
    pub overdue: usize,
    /// Duties due soon.
    pub due_soon: usize,
}

impl Report<'_> {
    /// Counts findings by severity and the duties that press.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let findings = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let duties = |state| self.duties.iter().filter(|duty| duty.state == state && !duty.waived).count();
        Summary {
            errors: findings(Severity::Error),
            warnings: findings(Severity::Warning),
            notes: findings(Severity::Note),
            overdue: duties(State::Overdue),
            due_soon: duties(State::DueSoon),
        }
    }
}
