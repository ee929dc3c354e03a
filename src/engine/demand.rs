//! Chooses the demand of a rule that counts. Most rules have one; if an anchor may come several times, each may start a
//! new demand, or the last one before the duty was done counts.

use super::verdict::{Verdict, verdict};
use crate::duty::State;
use crate::model::Date;
use crate::regulation::{Check, Rule};
use crate::rules::due::{Demand, Timing, timings};
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::{Anchor, RuleContext, SubjectContext, event};

/// A demand of a rule, with the outcomes of its checks.
pub(super) struct Demanded {
    pub timing: Timing,
    pub outcomes: Vec<Outcome>,
    pub holds: bool,
    pub done: Option<Date>,
    pub verdict: Verdict,
}

/// The demand of a rule about a subject that counts.
pub(super) fn current<'a>(
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
    // A paper that is on record as drawn up is wanted, even if the day that it must precede is not known yet.
    if is_under_way(context, rule) {
        let waiting = timings.iter_mut().filter(|timing| timing.demand == Demand::Waiting);
        waiting.for_each(|timing| timing.demand = Demand::Once);
    }
    let mut demands: Vec<Demanded> = timings.into_iter().map(answer).collect();
    let decisive = match rule.due.as_ref().map(|due| due.anchor) {
        Some(Anchor::Each) => first_problem(&demands),
        Some(Anchor::Last) => last_before_the_answer(&demands),
        Some(Anchor::Running) | None => 0,
    };
    demands.swap_remove(decisive.min(demands.len() - 1))
}

/// Whether a paper that a rule wants before an event is on record as drawn up.
fn is_under_way(context: &SubjectContext, rule: &Rule) -> bool {
    let is_before = rule.due.as_ref().is_some_and(|due| due.after.is_empty() && !due.before.is_empty());
    let papers = rule.checks.iter().filter_map(|check| match check {
        Check::Document(check) => Some(check.documents.ids()),
        _ => None,
    });
    let events = &context.regulation.events.0;
    is_before
        && papers.flatten().any(|paper| {
            let mut of_paper = events.iter().filter(|(_, kind)| kind.document.contains(paper));
            of_paper.any(|(event, _)| context.view.occurrences(event).next().is_some())
        })
}

/// Of demands each of which must be met: the first one missed, else the first one met late, else the last. A demand is
/// replaced by the next one that starts before it was met and before its due day.
fn first_problem(demands: &[Demanded]) -> usize {
    let is_own = |nth: &usize| {
        let Some(next) = demands.get(nth + 1).and_then(|next| next.timing.start) else { return true };
        let one = &demands[*nth];
        let answered = one.holds && one.done.is_some_and(|done| done < next);
        let passed = one.timing.due.is_some_and(|due| due < next);
        answered || passed
    };
    let own: Vec<usize> = (0..demands.len()).filter(is_own).collect();
    let first = [State::Overdue, State::DoneLate]
        .into_iter()
        .find_map(|state| own.iter().find(|nth| demands[**nth].verdict.state == state));
    first.copied().unwrap_or(demands.len() - 1)
}

/// The last demand that started before the duty was done; the last of all if it was not.
fn last_before_the_answer(demands: &[Demanded]) -> usize {
    let Some(done) = demands.first().and_then(|first| first.done.filter(|_| first.holds)) else {
        return demands.len() - 1;
    };
    demands.iter().rposition(|one| one.timing.start.is_some_and(|start| start <= done)).unwrap_or(0)
}
