//! The course of a year: what its rules ask for joined to one chain, what of it is done and what is next.

use super::Context;
use crate::model::{Date, Name};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::View;
use crate::rules::{Actor, EventCheck, actor, phrase};
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// A step of a year's course.
#[derive(Clone, Debug)]
pub struct YearStep<'a> {
    /// Its event.
    pub event: &'a Name,
    /// The first rule that asks for it.
    pub rule: &'a Rule,
    /// Who takes it, any of them; empty if no rule says.
    pub by: &'a [Actor],
    /// Whom it must reach, all of them; empty if no rule says.
    pub to: &'a [Actor],
    /// The day it was first taken.
    pub done: Option<Date>,
    /// The day to come for which it is on record.
    pub later: Option<Date>,
}

impl YearStep<'_> {
    /// What it is called.
    #[must_use]
    pub fn name(&self, regulation: &Regulation) -> Text {
        regulation.name(self.event)
    }

    /// Who takes it, in words; empty if no rule says.
    #[must_use]
    pub fn takers(&self, regulation: &Regulation) -> Text {
        if self.by.is_empty() { Text::same("") } else { phrase::any_of_actors(regulation, self.by) }
    }

    /// Whether one of these may take it on a day.
    #[must_use]
    pub fn may_be_taken_by<'a>(
        &self,
        context: Context<'a>,
        regulation: &'a Regulation,
        by: &[Name],
        day: Date,
    ) -> bool {
        let view = View::of_nothing();
        let by: Vec<&Name> = by.iter().collect();
        self.by.is_empty() || actor::any_acts(&context.of(regulation, view), self.by, &by, day)
    }
}

/// The steps of a year in the order of the regulation's rules, each once: a step that two chains share
/// joins them, and what is asked for alone stands before what the later rules ask.
#[must_use]
pub fn course<'a>(context: Context<'a>, regulation: &'a Regulation, year: i32) -> Vec<YearStep<'a>> {
    let facts = context.year(regulation, year);
    let view = View::of_year(&facts);
    let mut steps: Vec<YearStep> = Vec::new();
    for (rule, event, by) in asked(regulation) {
        match steps.iter_mut().find(|known| known.event == event) {
            Some(known) if known.by.is_empty() => known.by = by,
            Some(_) => {}
            None => {
                let done = view.of(event).map(|occurrence| occurrence.date).next();
                let later = view.later(event).map(|occurrence| occurrence.date);
                steps.push(YearStep { event, rule, by, to: &[], done, later });
            }
        }
    }
    // Who passes a paper on, and to whom, is said where the event itself is asked for.
    for step in &mut steps {
        if let Some(check) = asked_alone(regulation, step.event) {
            step.by = if step.by.is_empty() { &check.by } else { step.by };
            step.to = &check.to;
        }
    }
    steps
}

fn of_year(regulation: &Regulation) -> impl Iterator<Item = &Rule> {
    regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year)
}

/// Every event of the year that a rule asks for, with whoever takes the step: those of chains, and those that
/// stand alone and are in no chain.
fn asked(regulation: &Regulation) -> impl Iterator<Item = (&Rule, &Name, &[Actor])> {
    let checks = || of_year(regulation).flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)));
    let chained: Vec<&Name> = checks().flat_map(|(_, check)| chain(check)).map(|(event, _)| event).collect();
    checks().flat_map(move |(rule, check)| {
        let steps = match check {
            Check::Event(check) => match check.events.ids() {
                [event] if !chained.contains(&event) => vec![(event, check.by.as_slice())],
                _ => Vec::new(),
            },
            _ => chain(check),
        };
        steps.into_iter().map(move |(event, by)| (rule, event, by))
    })
}

/// The steps of a chain with whoever takes each, last the event that passes the paper on; none of another check.
fn chain(check: &Check) -> Vec<(&Name, &[Actor])> {
    let Check::Chain(chain) = check else { return Vec::new() };
    let steps = chain.steps.iter().flat_map(|step| step.events.iter().map(|event| (event, step.by.as_slice())));
    steps.chain(chain.then.iter().map(|then| (then, &[][..]))).collect()
}

/// The check of the year that asks for this event alone and says by whom or to whom.
fn asked_alone<'a>(regulation: &'a Regulation, event: &Name) -> Option<&'a EventCheck> {
    of_year(regulation).flat_map(|rule| &rule.checks).find_map(|check| match check {
        Check::Event(check)
            if check.events.ids() == std::slice::from_ref(event) && !(check.by.is_empty() && check.to.is_empty()) =>
        {
            Some(check)
        }
        _ => None,
    })
}
