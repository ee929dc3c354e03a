//! Determines the act that settles a finding, and which finding is the cause of another.

use crate::diagnostic::Location;
use crate::duty::{Act, Duty, Finding};
use crate::model::Name;
use crate::regulation::{Check, Rule};
use crate::rules::outcome::Outcome;
use crate::rules::{EventCheck, EventSet};
use crate::vocabulary::Field;

/// The act that corrects a wrong value.
pub(super) fn correcting(place: &Location) -> Act {
    Act::Correct(place.clone())
}

/// The act that settles an open duty, if a single thing is missing: a paper or an event. For an event that a paper
/// stands for, it is the paper.
pub(super) fn supplying(duty: &Duty, missing: &[&Outcome]) -> Option<Act> {
    if is_about_exclusion(duty.rule()) {
        return Some(Act::Answer);
    }
    let [outcome] = missing else { return None };
    if let Some(place) = &outcome.defective {
        return Some(Act::Correct(place.clone()));
    }
    if let Some(document) = &outcome.absent {
        return Some(Act::Paper(document.clone(), duty.what.clone()));
    }
    let event = outcome.events.first()?;
    let document = duty.regulation().events.get(event).and_then(|kind| kind.document.first());
    Some(match document {
        Some(document) => Act::Paper(document.clone(), duty.what.clone()),
        None => Act::Record(event.clone(), duty.what.clone()),
    })
}

fn is_about_exclusion(rule: &Rule) -> bool {
    rule.checks.iter().all(|check| match check {
        Check::Field(check) => matches!(check.field, Field::Scope | Field::ScopeQuestion(_)),
        _ => false,
    })
}

/// Sets the cause of each finding of a subject. Of findings with the same act, the first in the order of the rules is
/// the cause of the others; a missing paper is the cause of whatever needs the paper.
pub(super) fn find_causes(findings: &mut [Finding]) {
    let mut heads: Vec<(Act, Name)> = Vec::new();
    for finding in findings.iter_mut().filter(|finding| finding.late.is_none()) {
        let (Some(act), Some(rule)) = (&finding.act, finding.rule_id().cloned()) else { continue };
        match cause_of(&heads, act) {
            Some((_, cause)) => finding.cause = Some(cause).filter(|cause| *cause != rule),
            None => heads.push((act.clone(), rule)),
        }
    }
    for nth in 0..heads.len() {
        let (act, rule) = heads[nth].clone();
        let mut heads_of_act = findings.iter().filter(|finding| finding.act.as_ref() == Some(&act));
        let Some(finding) = heads_of_act.find(|finding| finding.cause.is_none()) else { continue };
        let others = also_settling(finding).into_iter().filter_map(|act| cause_of(&heads, &act));
        let Some((settling, cause)) = others.into_iter().find(|(_, cause)| *cause != rule) else { continue };
        // What it was the cause of has the same cause now.
        for finding in findings.iter_mut().filter(|finding| finding.act.as_ref() == Some(&act)) {
            finding.cause = Some(cause.clone()).filter(|cause| Some(cause) != finding.rule_id());
            finding.act = Some(settling.clone());
        }
        heads[nth] = (settling, cause);
    }
    let settled: Vec<bool> =
        findings.iter().map(|one| head(findings, one).is_some_and(|head| settles(head, one))).collect();
    for (finding, settled) in findings.iter_mut().zip(settled) {
        finding.settled = settled;
    }
}

/// The first act, with its rule, that settles what this act settles.
fn cause_of(heads: &[(Act, Name)], act: &Act) -> Option<(Act, Name)> {
    heads.iter().find(|(other, _)| other == act).cloned()
}

/// The finding that is the cause of another.
fn head<'f>(findings: &'f [Finding], following: &Finding) -> Option<&'f Finding> {
    let cause = following.cause.as_ref()?;
    findings.iter().find(|one| one.cause.is_none() && one.rule_id() == Some(cause) && one.act == following.act)
}

/// Whether the act that settles the cause settles the other finding as well. Otherwise it only comes first: rules may
/// demand different actors, addressees or contents.
fn settles(head: &Finding, following: &Finding) -> bool {
    let (Some(act), Some(of_head), Some(rule)) = (&head.act, head.rule(), following.rule()) else { return false };
    matches!(act, Act::Answer | Act::Office) || meets(of_head, rule)
}

/// Whether what meets one rule meets another as well.
#[must_use]
pub fn meets(given: &Rule, asked: &Rule) -> bool {
    let [check] = asked.checks.as_slice() else { return false };
    given.checks.iter().any(|given| covers(given, check))
}

/// Whether meeting one check meets another as well.
fn covers(given: &Check, asked: &Check) -> bool {
    match (asked, given) {
        (Check::Event(asked), Check::Event(given)) => {
            matches!(&asked.events, EventSet::Any(ids) if given.events.ids().iter().any(|id| ids.contains(id)))
                && is_covered(&asked.by, &given.by)
                && is_covered(&asked.to, &given.to)
                && is_covered(&asked.needs, &given.needs)
                && !asked.via.is_asked()
        }
        (Check::Event(asked), Check::Document(given)) => {
            is_covered(&asked.by, &given.by) && asked.to.is_empty() && asked.needs.is_empty() && !asked.via.is_asked()
        }
        (Check::Document(asked), Check::Document(given)) => {
            matches!(&asked.documents, EventSet::Any(ids) if given.documents.ids().iter().any(|id| ids.contains(id)))
                && is_covered(&asked.by, &given.by)
                && is_covered(&asked.issuer, &given.issuer)
                && is_covered(&asked.to, &given.to)
                && is_covered(&asked.cc, &given.cc)
                && is_covered(&asked.fields, &given.fields)
                && is_covered(&asked.absorbs, &given.absorbs)
                && is_covered(&asked.sections, &given.sections)
                && (asked.columns.is_empty() || asked.columns == given.columns)
                && asked.title.is_none()
        }
        _ => false,
    }
}

fn is_covered<T: PartialEq>(asked: &[T], given: &[T]) -> bool {
    asked.is_empty() || asked == given
}

/// Other acts that settle a finding which a record settles: another event that the rule accepts, or the paper that the
/// event is a step of.
fn also_settling(finding: &Finding) -> Vec<Act> {
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
