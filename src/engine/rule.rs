//! Applies a rule to a subject: its duty, and the findings if something is wrong.

use super::demand::{self, Demanded};
use super::finding::{self, what_to_do};
use super::{message, remedy};
use crate::duty::{Duty, Finding, Severity, State};
use crate::model::Name;
use crate::regulation::{Check, Citation, Regulation, Rule};
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::period::Period;
use crate::rules::{
    Actor, Clause, Force, PeopleCheck, RuleContext, SubjectContext, attest, bound, chain, count, document, event,
    field, people, post, when, wording,
};
use crate::text::Text;
use crate::vocabulary::argument;

/// The duty of a subject under a rule, with its findings.
pub(super) fn judge<'a>(
    context: &SubjectContext<'_, 'a>,
    regulation: &'a Regulation,
    citation: Citation,
) -> (Duty, Vec<Finding>) {
    let view = &context.view;
    let rule = citation.rule_of(regulation);
    let mut duty = Duty {
        citation,
        subject: view.subject(),
        what: view.what(),
        period_end: view.period.map(Period::end),
        state: State::NotApplicable,
        due: None,
        done: None,
        days_left: None,
        working_days_left: None,
        provisional: false,
        count_is_provisional: false,
        task: Text::same(""),
        missing: Text::same(""),
        events: Vec::new(),
        reach: Vec::new(),
        new_day: None,
        hint: None,
        waived: when::waiver(context, &rule.id).is_some(),
        office: view.office().map(|office| argument(context.archive.name_of(office), office)),
    };
    let is_dropped = view.topic.is_some_and(|facts| facts.dropped.is_some() && !facts.has_met());
    if is_dropped || !applies(context, rule) {
        return (duty, Vec::new());
    }
    let alike = alike(context, regulation, rule);
    let Demanded { timing, outcomes, done, verdict, .. } =
        demand::current(context, rule, |asked| judge_checks(asked, regulation, rule, &alike));
    duty.state = match (rule.force, verdict.state) {
        // An optional duty is done or open, never late.
        (Force::May, State::DoneLate) => State::Done,
        (Force::May, State::Overdue | State::DueSoon) => State::Pending,
        (_, State::Overdue | State::DueSoon) if rule.is_attested() => State::Pending,
        (_, state) => state,
    };
    duty.due = verdict.due;
    duty.done = done.filter(|_| matches!(verdict.state, State::Done | State::DoneLate));
    duty.provisional = timing.provisional && verdict.due.is_some() && verdict.due == timing.due;
    if duty.state.is_open() {
        duty.days_left = duty.due.map(|due| context.today.days_until(due));
        duty.working_days_left = duty.due.map(|due| context.calendar.workdays_between(context.today, due));
        duty.count_is_provisional = duty.due.is_some_and(|due| context.calendar.may_change(context.today, due));
    }
    let open: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.holds == Holds::No).collect();
    duty.task = Text::join(open.iter().map(|outcome| &outcome.task), "；", "; ");
    duty.missing = Text::join(open.iter().map(|outcome| &outcome.missing), "；", "; ");
    duty.events = open.iter().flat_map(|outcome| outcome.events.iter().cloned()).collect();
    duty.reach = open.iter().flat_map(|outcome| outcome.reach.iter().cloned()).collect();
    let is_open = duty.state.is_open() && duty.events.iter().any(|event| regulation.announces(event));
    duty.new_day = timing.new_day.filter(|_| is_open);
    let mut findings = finding::findings(context.calendar, &duty, verdict, &timing, &outcomes);
    if duty.state.is_open() {
        // What is wrong must be corrected first.
        let correction = findings.iter().find_map(|finding| finding.hint.clone());
        duty.hint = correction.or_else(|| how_to_do(&duty, &open));
    }
    if let Some(waiver) = when::waiver(context, &rule.id) {
        // What an exception excuses stays in the report as a note.
        for finding in &mut findings {
            finding.severity = Severity::Note;
            finding.message = message::waived(&finding.message, waiver, &context.name(regulation, &waiver.by));
            finding.hint = None;
            finding.late = finding.late.take().map(|late| late.then(&Text::new("（例外）", " (waived)")));
        }
    } else if let Some(waiver) = when::later_waiver(context, &rule.id) {
        for finding in &mut findings {
            finding.message = message::waived_later(&finding.message, waiver);
        }
    }
    (duty, findings)
}

/// Whether a rule applies to a subject: its conditions hold, and it leaves no number open.
pub(super) fn applies(context: &SubjectContext, rule: &Rule) -> bool {
    when::holds(context, Some(&rule.id), &rule.when) && !bound::is_left_open(context, &rule.id, rule.bounds())
}

/// The checks of lists of people in this rule and in others about the same kind of subject, which are considered together;
/// empty if this rule has none.
pub(super) fn alike<'a>(
    context: &SubjectContext,
    regulation: &'a Regulation,
    rule: &Rule,
) -> Vec<(&'a Clause, &'a PeopleCheck)> {
    if !rule.checks.iter().any(|check| matches!(check, Check::People(_))) {
        return Vec::new();
    }
    let alike = regulation.rules.iter().filter(|other| other.subject == rule.subject && other.force != Force::May);
    let settled = alike.filter(|other| !bound::is_left_open(context, &other.id, other.bounds()));
    settled.flat_map(people_checks).collect()
}

fn people_checks(rule: &Rule) -> impl Iterator<Item = (&Clause, &PeopleCheck)> {
    rule.checks.iter().filter_map(|check| match check {
        Check::People(check) => Some((&rule.clause, check)),
        _ => None,
    })
}

/// The outcome of each check of a rule.
pub(super) fn judge_checks(
    asked: &RuleContext,
    regulation: &Regulation,
    rule: &Rule,
    alike: &[(&Clause, &PeopleCheck)],
) -> Vec<Outcome> {
    let checks = rule.checks.iter().map(|check| match check {
        Check::Event(check) => event::judge(asked, check, |event| addressees(regulation, event)),
        Check::Chain(chain) => chain::judge(asked, chain),
        Check::Document(check) => document::judge(asked, check),
        Check::Field(check) => field::judge(asked, check),
        Check::Post(check) => post::judge(asked, check),
        Check::People(check) => people::judge(asked, check, alike),
        Check::Count(check) => count::judge(asked, check),
        Check::Wording(check) => wording::judge(asked, check),
        // Rules that are only guidance are not judged.
        Check::Attest | Check::Guidance => attest::judge(asked),
    });
    checks.collect()
}

/// Who must be informed of an event by any rule, or receive the paper that it issues.
fn addressees<'r>(regulation: &'r Regulation, event: &Name) -> Vec<&'r Actor> {
    let checks = regulation.rules.iter().flat_map(|rule| &rule.checks);
    let sent: Vec<&Name> = checks.clone().filter_map(|check| paper_sent_by(check, event)).collect();
    checks.flat_map(|check| addressees_of(check, event, &sent)).collect()
}

/// The paper that is issued by an event at the end of a chain.
fn paper_sent_by<'r>(check: &'r Check, event: &Name) -> Option<&'r Name> {
    match check {
        Check::Chain(chain) if chain.then.as_ref() == Some(event) => chain.document.as_ref(),
        _ => None,
    }
}

/// Who must be informed of an event by a check, or receive one of these papers.
fn addressees_of<'r>(check: &'r Check, event: &Name, papers: &[&Name]) -> Vec<&'r Actor> {
    match check {
        Check::Event(check) if check.events.ids().contains(event) => check.to.iter().collect(),
        Check::Chain(chain) => {
            let steps = chain.steps.iter().filter(|step| step.events.contains(event));
            let is_sent = chain.then.as_ref() == Some(event);
            let then = [&chain.to, &chain.cc].into_iter().flatten().filter(|_| is_sent);
            steps.flat_map(|step| &step.to).chain(then).collect()
        }
        Check::Document(check) if check.documents.ids().iter().any(|document| papers.contains(&document)) => {
            check.to.iter().chain(&check.cc).collect()
        }
        _ => Vec::new(),
    }
}

/// How to do an open duty. What only a person can state is stated.
fn how_to_do(duty: &Duty, open: &[&Outcome]) -> Option<Text> {
    if duty.rule().is_attested() { Some(remedy::how_to_state(duty)) } else { what_to_do(duty, open) }
}
