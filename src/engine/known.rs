//! Which findings were there before.

use crate::duty::Finding;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Findings that were there before: the same fault is the same finding wherever its line has moved to.
#[derive(Debug, Default)]
pub struct Known {
    /// How many there were of each.
    counts: HashMap<Fault, usize>,
}

/// Regulation, rule, subject, sentence and path: no line, no column.
type Fault = [String; 5];

/// A position within a sentence, as the reader of YAML tells it.
static POSITION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"line \d+ column \d+").ok());

impl Known {
    /// Keeps what an earlier judgement found.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let mut known = Self::default();
        for finding in findings {
            *known.counts.entry(fault(finding)).or_default() += 1;
        }
        known
    }

    /// Whether a finding was there before; of two equal ones each is taken once.
    pub fn take(&mut self, finding: &Finding) -> bool {
        let Some(left) = self.counts.get_mut(&fault(finding)).filter(|left| **left > 0) else { return false };
        *left -= 1;
        true
    }
}

fn fault(finding: &Finding) -> Fault {
    let (regulation, rule) =
        finding.citation.as_ref().map(|cited| (&*cited.regulation().id, &*cited.rule().id)).unwrap_or_default();
    let said = &finding.message.zh;
    let said = POSITION.as_ref().map_or(said.into(), |position| position.replace_all(said, ""));
    [regulation, rule, &finding.subject.to_string(), &said, &finding.place.path].map(ToOwned::to_owned)
}
