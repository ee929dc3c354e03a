//! What settles a finding, and which finding another one follows from.

use crate::diagnostic::Location;
use crate::duty::{Act, Duty, Finding};
use crate::model::Name;
use crate::regulation::{Check, Rule};
use crate::rules::outcome::Outcome;
use crate::rules::{EventCheck, EventSet};
use crate::vocabulary::Field;

/// What puts a wrong fact right.
pub(super) fn of_wrong(place: &Location) -> Act {
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
    let settled: Vec<bool> =
        findings.iter().map(|one| head(findings, one).is_some_and(|head| settles(head, one))).collect();
    for (finding, settled) in findings.iter_mut().zip(settled) {
        finding.settled = settled;
    }
}

/// The finding that another follows from.
fn head<'f>(findings: &'f [Finding], following: &Finding) -> Option<&'f Finding> {
    let cause = following.cause.as_ref()?;
    findings.iter().find(|one| one.cause.is_none() && one.rule_id() == Some(cause) && one.act == following.act)
}

/// Whether the act that one finding asks for settles another that follows from it, or merely comes before what that
/// one asks for: who acts, whom it reaches and what a paper says are not always asked alike.
fn settles(head: &Finding, following: &Finding) -> bool {
    let (Some(act), Some(of_head), Some(rule)) = (&head.act, head.rule(), following.rule()) else { return false };
    if matches!(act, Act::Answer | Act::Office) {
        return true;
    }
    let [check] = rule.checks.as_slice() else { return false };
    let is_settled_by = |other: &Check| match (check, other) {
        (Check::Event(asked), Check::Event(given)) => {
            matches!(&asked.events, EventSet::Any(ids) if given.events.ids().iter().any(|id| ids.contains(id)))
                && said_by(&asked.by, &given.by)
                && said_by(&asked.to, &given.to)
                && said_by(&asked.needs, &given.needs)
                && !asked.via.is_asked()
        }
        (Check::Event(asked), Check::Document(given)) => {
            said_by(&asked.by, &given.by) && asked.to.is_empty() && asked.needs.is_empty() && !asked.via.is_asked()
        }
        (Check::Document(asked), Check::Document(given)) => {
            matches!(&asked.documents, EventSet::Any(ids) if given.documents.ids().iter().any(|id| ids.contains(id)))
                && [
                    (&asked.by, &given.by),
                    (&asked.issuer, &given.issuer),
                    (&asked.to, &given.to),
                    (&asked.cc, &given.cc),
                ]
                .iter()
                .all(|(asked, given)| said_by(asked, given))
                && said_by(&asked.fields, &given.fields)
                && said_by(&asked.absorbs, &given.absorbs)
                && said_by(&asked.sections, &given.sections)
                && (asked.columns.is_empty() || asked.columns == given.columns)
                && asked.title.is_none()
        }
        _ => false,
    };
    of_head.checks.iter().any(is_settled_by)
}

/// Whether whatever is asked is given.
fn said_by<T: PartialEq>(asked: &[T], given: &[T]) -> bool {
    asked.is_empty() || asked == given
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
