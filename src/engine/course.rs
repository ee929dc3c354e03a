//! The course of a year: the steps that its rules demand, which are done and which is next.

use super::Context;
use crate::model::{Date, Name, Settings};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::View;
use crate::rules::{Actor, EventCheck, Force, Moment, actor, phrase};
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// A step of a year's course.
#[derive(Clone, Debug)]
pub struct YearStep<'a> {
    /// The regulation whose step it is.
    pub regulation: &'a Regulation,
    /// Its event.
    pub event: &'a Name,
    /// The first rule that demands it by itself or as a step.
    pub rule: &'a Rule,
    /// Who takes it (any of them); empty if no rule says.
    pub by: &'a [Actor],
    /// Who must be informed (all of them); empty if no rule says.
    pub to: &'a [Actor],
    /// The first day on which it may be taken, if that is in the next year.
    pub opens: Option<Date>,
    /// The day it was first taken.
    pub done: Option<Date>,
    /// The date of a record of it that is still to come.
    pub later: Option<Date>,
    /// Who took it first, if recorded.
    pub taken_by: Vec<&'a Name>,
    /// The first day after its year, if it follows the year.
    pub follows: Option<Date>,
}

impl YearStep<'_> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> Text {
        self.regulation.name(self.event)
    }

    /// Who takes it, in words; empty if no rule says.
    #[must_use]
    pub fn takers(&self) -> Text {
        if self.by.is_empty() { Text::same("") } else { phrase::any_of_actors(self.regulation, self.by) }
    }

    /// Whether it is still to be taken. An optional step never is.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.rule.force != Force::May
    }

    /// Whether the year that it follows is not over yet on a day.
    #[must_use]
    pub fn is_ahead(&self, day: Date) -> bool {
        self.follows.is_some_and(|from| day < from)
    }

    /// Whether a rule demands that it comes before another step.
    #[must_use]
    pub fn precedes(&self, other: &YearStep) -> bool {
        self.regulation.id == other.regulation.id
            && of_year(self.regulation).any(|rule| {
                let due = rule.due.iter();
                let before = due.clone().flat_map(|due| &due.before).any(|moment| moment.event() == Some(other.event));
                let after = due.flat_map(|due| &due.after).any(|moment| moment.event() == Some(self.event));
                (before && names(rule, self.event))
                    || (after && names(rule, other.event))
                    || rule.checks.iter().any(|check| has_steps_in_order(check, self.event, other.event))
            })
    }
}

impl<'a> YearStep<'a> {
    /// Whether one of these may take it on a day.
    #[must_use]
    pub fn may_be_taken_by(&self, context: Context<'a>, by: &[Name], day: Date) -> bool {
        let by: Vec<&Name> = by.iter().collect();
        let nobody = context.subject(self.regulation, View::of_nothing());
        self.by.is_empty() || actor::any_acts(&nobody, self.by, &by, day)
    }
}

/// The steps of a year under the regulations that bind, each once: first those of the year itself, then those after its
/// end, in the order of the rules. A step that two chains have in common joins them.
#[must_use]
pub fn course<'a>(context: Context<'a>, regulations: &[&'a Regulation], year: i32) -> Vec<YearStep<'a>> {
    let mut all: Vec<YearStep> = Vec::new();
    for step in regulations.iter().flat_map(|regulation| of_regulation(context, regulation, year)) {
        if all.iter().all(|known| known.event != step.event || known.name() != step.name()) {
            all.push(step);
        }
    }
    all.sort_by_key(|step| follows_the_year(step.rule));
    all
}

/// Whether a rule only applies after the end of the year.
fn follows_the_year(rule: &Rule) -> bool {
    rule.due.as_ref().is_some_and(|due| due.after.contains(&Moment::PeriodEnd))
}

fn of_regulation<'a>(context: Context<'a>, regulation: &'a Regulation, year: i32) -> Vec<YearStep<'a>> {
    let facts = context.year(regulation, year);
    let view = View::of_year(&facts);
    let is_required = context.archive.settings.as_ref().is_some_and(Settings::requires_decisions);
    let by_decision =
        |event: &Name| is_required && regulation.documents.iter().any(|(_, kind)| kind.review_steps.has(event));
    let mut steps: Vec<YearStep> = Vec::new();
    for (rule, event, (by, to)) in asked(regulation) {
        match steps.iter_mut().find(|known| known.event == event) {
            Some(known) if known.by.is_empty() => known.by = by,
            Some(_) => {}
            None => {
                let in_window = rule.due.as_ref().is_some_and(|due| !due.counts_earlier) && follows_the_year(rule);
                let opens = in_window.then(|| Date::start_of_year(year + 1));
                let first = view.occurrences(event).find(|one| one.takes_step(by_decision(event)));
                let (done, taken_by) = first.map_or((None, Vec::new()), |first| (Some(first.date), first.by()));
                let follows = follows_the_year(rule).then(|| Date::start_of_year(year + 1));
                let later = view.later(event).map(|occurrence| occurrence.date);
                steps.push(YearStep { regulation, event, rule, by, to, opens, done, later, taken_by, follows });
            }
        }
    }
    // The actor and addressees of forwarding a paper are given where a rule demands that event by itself.
    for step in &mut steps {
        if let Some((rule, check)) = asked_alone(regulation, step.event) {
            step.rule = if step.by.is_empty() && step.to.is_empty() { rule } else { step.rule };
            step.by = if step.by.is_empty() { &check.by } else { step.by };
            step.to = if step.to.is_empty() { &check.to } else { step.to };
        }
    }
    steps
}

fn of_year(regulation: &Regulation) -> impl Iterator<Item = &Rule> {
    regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year)
}

/// Every event of the year that a rule demands, with its actors and addressees: the steps of chains, and single events
/// that are in no chain.
fn asked(regulation: &Regulation) -> impl Iterator<Item = (&Rule, &Name, Acting<'_>)> {
    let checks = of_year(regulation).flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)));
    let all = of_year(regulation).flat_map(|rule| &rule.checks);
    let chained: Vec<&Name> = all.flat_map(chain).map(|(event, _)| event).collect();
    checks.flat_map(move |(rule, check)| {
        let steps = match check {
            Check::Event(check) => match check.events.ids() {
                [event] if !chained.contains(&event) => vec![(event, (check.by.as_slice(), check.to.as_slice()))],
                _ => Vec::new(),
            },
            _ => chain(check),
        };
        steps.into_iter().map(move |(event, acting)| (rule, event, acting))
    })
}

/// Actors and addressees.
type Acting<'r> = (&'r [Actor], &'r [Actor]);

/// The steps of a chain with their actors and addressees, the event that forwards the paper last. Empty for other
/// checks.
fn steps(check: &Check) -> Vec<(Vec<&Name>, Acting<'_>)> {
    let Check::Chain(chain) = check else { return Vec::new() };
    let steps = chain.steps.iter().map(|step| (step.events.iter().collect(), (step.by.as_slice(), step.to.as_slice())));
    steps.chain(chain.then.iter().map(|then| (vec![then], (&[][..], &[][..])))).collect()
}

/// The events of a chain, with the actors and addressees of their steps.
fn chain(check: &Check) -> Vec<(&Name, Acting<'_>)> {
    steps(check).into_iter().flat_map(|(events, acting)| events.into_iter().map(move |event| (event, acting))).collect()
}

fn names(rule: &Rule, event: &Name) -> bool {
    rule.events().any(|named| named == event.as_str())
}

/// Whether a check has two events as steps in this order.
fn has_steps_in_order(check: &Check, first: &Name, second: &Name) -> bool {
    let steps = steps(check);
    let [first, second] = [first, second].map(|event| steps.iter().position(|(events, _)| events.contains(&event)));
    first.zip(second).is_some_and(|(first, second)| first < second)
}

/// The rule of the year that demands this event by itself and names actors or addressees, and its check.
fn asked_alone<'a>(regulation: &'a Regulation, event: &Name) -> Option<(&'a Rule, &'a EventCheck)> {
    let checks = of_year(regulation).flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)));
    checks.into_iter().find_map(|(rule, check)| match check {
        Check::Event(check)
            if check.events.ids() == std::slice::from_ref(event) && !(check.by.is_empty() && check.to.is_empty()) =>
        {
            Some((rule, check))
        }
        _ => None,
    })
}
