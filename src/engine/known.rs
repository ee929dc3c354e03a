//! `Known`: tells new findings from those that were there before.

use crate::duty::Finding;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Findings of an earlier check. A finding is the same if only its line has changed.
#[derive(Debug, Default)]
pub struct Known {
    /// How often each was found.
    counts: HashMap<Fault, usize>,
}

/// Regulation, rule, subject, message and path, without line and column.
type Fault = [String; 5];

/// A position within a message of the YAML parser.
static POSITION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"line \d+ column \d+").ok());

impl Known {
    /// Keeps the findings of an earlier check.
    #[must_use]
    pub fn new(findings: &[Finding]) -> Self {
        let mut known = Self::default();
        for finding in findings {
            *known.counts.entry(fault(finding)).or_default() += 1;
        }
        known
    }

    /// Whether a finding was there before. Equal findings are counted.
    pub fn take(&mut self, finding: &Finding) -> bool {
        let Some(left) = self.counts.get_mut(&fault(finding)).filter(|left| **left > 0) else { return false };
        *left -= 1;
        true
    }
}

fn fault(finding: &Finding) -> Fault {
    let (regulation, rule) =
        finding.citation.as_ref().map(|cited| (&*cited.regulation().id, &*cited.rule().id)).unwrap_or_default();
    let message = &finding.message.zh;
    let message = POSITION.as_ref().map_or(message.into(), |position| position.replace_all(message, ""));
    [regulation, rule, &finding.subject.to_string(), &message, &finding.place.path].map(ToOwned::to_owned)
}
