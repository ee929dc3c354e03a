//! What settles a finding, and which finding another one follows from.

use crate::duty::{Act, Duty, Finding};
use crate::problem::Place;
use crate::regulation::{Check, Rule};
use crate::rules::outcome::Outcome;
use crate::vocabulary::Field;
use std::collections::HashMap;

/// What puts a wrong fact right.
pub(super) fn of_wrong(rule: &Rule, place: &Place) -> Act {
    if is_about_exclusion(rule) { Act::Answer } else { Act::Correct(place.clone()) }
}

/// The one thing whose want keeps an open duty from holding: a paper that is not there, or an event that is not on
/// record; of an event that a paper stands for, the paper.
pub(super) fn of_missing(duty: &Duty, missing: &[&Outcome]) -> Option<Act> {
    if is_about_exclusion(duty.rule()) {
        return Some(Act::Answer);
    }
    let [outcome] = missing else { return None };
    if let Some(document) = &outcome.absent {
        return Some(Act::Paper(document.clone()));
    }
    let event = outcome.events.first()?;
    let documents = duty.regulation().events.get(event).map(|kind| kind.document.as_slice()).unwrap_or_default();
    Some(documents.first().map_or_else(|| Act::Record(event.clone()), |document| Act::Paper(document.clone())))
}

fn is_about_exclusion(rule: &Rule) -> bool {
    rule.checks.iter().all(|check| match check {
        Check::Field(check) => matches!(check.field, Field::Scope | Field::ScopeQuestion(_)),
        _ => false,
    })
}

/// Says of each finding of one subject which other it follows from: of those that one act settles the first in the
/// order of the rules stands for all. A ground of exclusion that was found follows from nothing.
pub(super) fn find_causes(findings: &mut [Finding]) {
    let mut heads: HashMap<String, usize> = HashMap::new();
    for nth in 0..findings.len() {
        let Some(act) = findings[nth].act.clone().filter(|_| findings[nth].late.is_none()) else { continue };
        // Each round, and each suggestion, has its own.
        let key = format!("{act:?} {:?}", of_what(&findings[nth]));
        match heads.get(&key) {
            Some(head) => {
                let cause = findings[*head].rule_id().cloned();
                findings[nth].cause = cause.filter(|cause| Some(cause) != findings[nth].rule_id());
            }
            None => drop(heads.insert(key, nth)),
        }
    }
}

/// What tells the duties of one subject apart: where the finding stands, short of the line.
fn of_what(finding: &Finding) -> &str {
    finding.place.path.as_str()
}
