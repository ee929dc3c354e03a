//! Which of a rule's demands stands: most rules have one; where an anchor may come again, each start asks anew, or the
//! last one before the answer counts.

use super::verdict::{Verdict, verdict};
use crate::duty::State;
use crate::model::Date;
use crate::regulation::{Check, Rule};
use crate::rules::due::{Demand, Timing, timings};
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::{Anchor, RuleContext, SubjectContext, event};

/// A demand of a rule and what was answered.
pub(super) struct Demanded {
    pub timing: Timing,
    pub outcomes: Vec<Outcome>,
    pub holds: bool,
    pub done: Option<Date>,
    pub verdict: Verdict,
}

/// The demand of a rule about a subject that stands.
pub(super) fn of<'a>(
    context: &SubjectContext<'_, 'a>,
    rule: &'a Rule,
    judge: impl Fn(&RuleContext) -> Vec<Outcome>,
) -> Demanded {
    let answers = |timing: &Timing| {
        let checks = rule.checks.iter().filter_map(|check| match check {
            Check::Event(check) => Some(event::days(context, timing, check)),
            _ => None,
        });
        let mut days: Vec<Date> = checks.flatten().collect();
        days.sort_unstable();
        days
    };
    let answer = |timing: Timing| {
        let outcomes = judge(&RuleContext { subject: *context, rule, timing: &timing });
        let holds = outcomes.iter().all(|outcome| outcome.holds != Holds::No);
        let done = outcomes.iter().filter_map(|outcome| outcome.holds.day()).max();
        let verdict = verdict(context, &timing, holds, done);
        Demanded { timing, outcomes, holds, done, verdict }
    };
    let mut timings = timings(context, &rule.id, rule.due.as_ref(), answers);
    // What is said to be drawn up already is wanted, though no day is known yet for what it must precede.
    if is_under_way(context, rule) {
        let waiting = timings.iter_mut().filter(|timing| timing.demand == Demand::Waiting);
        waiting.for_each(|timing| timing.demand = Demand::Once);
    }
    let mut demands: Vec<Demanded> = timings.into_iter().map(answer).collect();
    let stands = match rule.due.as_ref().map(|due| due.anchor) {
        Some(Anchor::Each) => of_each(&demands),
        Some(Anchor::Last) => last_before_the_answer(&demands),
        Some(Anchor::Running) | None => 0,
    };
    demands.swap_remove(stands.min(demands.len() - 1))
}

/// Whether a paper that a rule wants before something is on record as drawn up.
fn is_under_way(context: &SubjectContext, rule: &Rule) -> bool {
    let is_before = rule.due.as_ref().is_some_and(|due| due.after.is_empty() && !due.before.is_empty());
    let papers = rule.checks.iter().filter_map(|check| match check {
        Check::Document(check) => Some(check.documents.ids()),
        _ => None,
    });
    let events = context.regulation.events.0.iter();
    let mut drawn_up = papers.flatten().flat_map(|paper| {
        let of_paper = events.clone().filter(move |(_, kind)| kind.document.contains(paper));
        of_paper.map(|(event, _)| event)
    });
    is_before && drawn_up.any(|event| context.view.of(event).next().is_some())
}

/// Of demands each of which wants an answer of its own: the first that was missed, else the first that came late,
/// else the last. One that came again before it was answered, and before its day had passed, is the later one.
fn of_each(demands: &[Demanded]) -> usize {
    let is_own = |nth: &usize| {
        let Some(next) = demands.get(nth + 1).and_then(|next| next.timing.start) else { return true };
        let one = &demands[*nth];
        let answered = one.holds && one.done.is_some_and(|done| done < next);
        let passed = one.timing.due.is_some_and(|due| due < next);
        answered || passed
    };
    let own: Vec<usize> = (0..demands.len()).filter(is_own).collect();
    let first = |state: State| own.iter().copied().find(|nth| demands[*nth].verdict.state == state);
    first(State::Overdue).or_else(|| first(State::DoneLate)).unwrap_or(demands.len() - 1)
}

/// The last start that came before it was done; the last of all if it was not.
fn last_before_the_answer(demands: &[Demanded]) -> usize {
    let Some(done) = demands.first().and_then(|first| first.done.filter(|_| first.holds)) else {
        return demands.len() - 1;
    };
    demands.iter().rposition(|one| one.timing.start.is_some_and(|start| start <= done)).unwrap_or(0)
}
