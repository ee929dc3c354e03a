//! What settles a finding, and which finding another one follows from.

use crate::duty::{Act, Duty, Finding};
use crate::model::Name;
use crate::problem::Place;
use crate::regulation::{Check, Rule};
use crate::rules::outcome::Outcome;
use crate::rules::{EventCheck, EventSet};
use crate::vocabulary::Field;

/// What puts a wrong fact right.
pub(super) fn of_wrong(place: &Place) -> Act {
    Act::Correct(place.clone())
}

/// The one thing whose want keeps an open duty from holding: a paper that is not there, or an event that is not on
/// record; of an event that a paper stands for, the paper.
pub(super) fn of_missing(duty: &Duty, missing: &[&Outcome]) -> Option<Act> {
    if is_about_exclusion(duty.rule()) {
        return Some(Act::Answer);
    }
    let [outcome] = missing else { return None };
    if let Some(place) = &outcome.defective {
        return Some(Act::Correct(place.clone()));
    }
    let paper = |document: &Name| Act::Paper(document.clone(), duty.what.clone());
    if let Some(document) = &outcome.absent {
        return Some(paper(document));
    }
    let event = outcome.events.first()?;
    let documents = duty.regulation().events.get(event).map(|kind| kind.document.as_slice()).unwrap_or_default();
    Some(documents.first().map_or_else(|| Act::Record(event.clone(), duty.what.clone()), paper))
}

fn is_about_exclusion(rule: &Rule) -> bool {
    rule.checks.iter().all(|check| match check {
        Check::Field(check) => matches!(check.field, Field::Scope | Field::ScopeQuestion(_)),
        _ => false,
    })
}

/// Says of each finding of one subject which other it follows from: of those that one act settles the first in the
/// order of the rules stands for all, and a paper that is not there for whatever is to be done with it.
pub(super) fn find_causes(findings: &mut [Finding]) {
    let mut heads: Vec<(Act, Name)> = Vec::new();
    let head_of = |heads: &[(Act, Name)], act: &Act| heads.iter().find(|(other, _)| other == act).cloned();
    for finding in findings.iter_mut().filter(|finding| finding.late.is_none()) {
        let (Some(act), Some(rule)) = (&finding.act, finding.rule_id().cloned()) else { continue };
        match head_of(&heads, act) {
            Some((_, cause)) => finding.cause = Some(cause).filter(|cause| *cause != rule),
            None => heads.push((act.clone(), rule)),
        }
    }
    for nth in 0..heads.len() {
        let (act, rule) = heads[nth].clone();
        let is_head = |finding: &&Finding| finding.act.as_ref() == Some(&act) && finding.cause.is_none();
        let Some(finding) = findings.iter().find(is_head) else { continue };
        let others = settled_by(finding).into_iter().filter_map(|act| head_of(&heads, &act));
        let Some((settling, cause)) = others.into_iter().find(|(_, cause)| *cause != rule) else { continue };
        // Whatever followed from it follows from that, too.
        for finding in findings.iter_mut().filter(|finding| finding.act.as_ref() == Some(&act)) {
            finding.cause = Some(cause.clone()).filter(|cause| Some(cause) != finding.rule_id());
            finding.act = Some(settling.clone());
        }
        heads[nth] = (settling, cause);
    }
}

/// What else settles a finding that asks for a record: another event that it takes as well, or the paper that the event
/// is a step of.
fn settled_by(finding: &Finding) -> Vec<Act> {
    let (Some(Act::Record(event, what)), Some(citation)) = (&finding.act, &finding.citation) else { return Vec::new() };
    let chains = citation.regulation().rules.iter().flat_map(|rule| &rule.checks).filter_map(|check| match check {
        Check::Chain(chain) => Some(chain),
        _ => None,
    });
    let with_event = chains.filter(|chain| {
        chain.then.as_ref() == Some(event) || chain.steps.iter().any(|step| step.events.contains(event))
    });
    let papers = with_event.filter_map(|chain| chain.document.clone()).map(|paper| Act::Paper(paper, what.clone()));
    let as_well = match citation.rule().checks.as_slice() {
        [Check::Event(EventCheck { events: EventSet::Any(ids), by, to, .. })] if by.is_empty() && to.is_empty() => {
            ids.as_slice()
        }
        _ => &[],
    };
    papers.chain(as_well.iter().filter(|id| *id != event).map(|id| Act::Record(id.clone(), what.clone()))).collect()
}
