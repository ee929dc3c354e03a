//! The course of a year: what its rules ask for joined to one chain, what of it is done and what is next.

use super::Context;
use crate::model::{Date, Name};
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
    /// The first rule that asks for it by itself, or as a step.
    pub rule: &'a Rule,
    /// Who takes it, any of them; empty if no rule says.
    pub by: &'a [Actor],
    /// Whom it must reach, all of them; empty if no rule says.
    pub to: &'a [Actor],
    /// The first day on which it may be taken, where that is one of the next year.
    pub opens: Option<Date>,
    /// The day it was first taken.
    pub done: Option<Date>,
    /// The day to come for which it is on record.
    pub later: Option<Date>,
    /// Who took it first, as far as it is on record.
    pub taken_by: Vec<&'a Name>,
    /// The first day after its year, where it follows the year.
    pub follows: Option<Date>,
}

impl YearStep<'_> {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> Text {
        self.regulation.name(self.event)
    }

    /// Who takes it, in words; empty if no rule says.
    #[must_use]
    pub fn takers(&self) -> Text {
        if self.by.is_empty() { Text::same("") } else { phrase::any_of_actors(self.regulation, self.by) }
    }

    /// Whether it is still to be taken; what only may be done waits for nobody.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.rule.force != Force::May
    }

    /// Whether on a day the year that it follows is not over.
    #[must_use]
    pub fn is_ahead(&self, day: Date) -> bool {
        self.follows.is_some_and(|from| day < from)
    }

    /// Whether a rule wants it taken before another step.
    #[must_use]
    pub fn precedes(&self, other: &YearStep) -> bool {
        let is = |moment: &Moment, event: &Name| moment.event() == Some(event);
        self.regulation.id == other.regulation.id
            && of_year(self.regulation).any(|rule| {
                let asks = |event: &Name| rule.events().any(|asked| asked == event.as_str());
                let due = rule.due.iter();
                let before = due.clone().flat_map(|due| &due.before).any(|moment| is(moment, other.event));
                let after = due.flat_map(|due| &due.after).any(|moment| is(moment, self.event));
                (before && asks(self.event)) || (after && asks(other.event)) || {
                    rule.checks.iter().any(|check| {
                        let place = |event: &Name| steps(check).iter().position(|(events, _)| events.contains(&event));
                        place(self.event).zip(place(other.event)).is_some_and(|(own, other)| own < other)
                    })
                }
            })
    }
}

impl<'a> YearStep<'a> {
    /// Whether one of these may take it on a day.
    #[must_use]
    pub fn may_be_taken_by(&self, context: Context<'a>, by: &[Name], day: Date) -> bool {
        let by: Vec<&Name> = by.iter().collect();
        let nobody = context.of(self.regulation, View::of_nothing());
        self.by.is_empty() || actor::any_acts(&nobody, self.by, &by, day)
    }
}

/// The steps of a year under the regulations that bind, each once: those of the year itself, then those that follow
/// when it is over, in the order of the rules; a step that two chains share joins them.
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

/// Whether a rule asks for something only when the year is over.
fn follows_the_year(rule: &Rule) -> bool {
    rule.due.as_ref().is_some_and(|due| due.after.contains(&Moment::PeriodEnd))
}

fn of_regulation<'a>(context: Context<'a>, regulation: &'a Regulation, year: i32) -> Vec<YearStep<'a>> {
    let facts = context.year(regulation, year);
    let view = View::of_year(&facts);
    let mut steps: Vec<YearStep> = Vec::new();
    for (rule, event, (by, to)) in asked(regulation) {
        match steps.iter_mut().find(|known| known.event == event) {
            Some(known) if known.by.is_empty() => known.by = by,
            Some(_) => {}
            None => {
                let in_window = rule.due.as_ref().is_some_and(|due| !due.counts_earlier) && follows_the_year(rule);
                let opens = in_window.then(|| Date::start_of_year(year + 1));
                let first = view.of(event).next();
                let (done, taken_by) = first.map_or((None, Vec::new()), |first| (Some(first.date), first.by()));
                let follows = follows_the_year(rule).then(|| Date::start_of_year(year + 1));
                let later = view.later(event).map(|occurrence| occurrence.date);
                steps.push(YearStep { regulation, event, rule, by, to, opens, done, later, taken_by, follows });
            }
        }
    }
    // Who passes a paper on, and to whom, is said where the event itself is asked for.
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

/// Every event of the year that a rule asks for, with whoever takes the step: those of chains, and those that
/// stand alone and are in no chain.
fn asked(regulation: &Regulation) -> impl Iterator<Item = (&Rule, &Name, Acting<'_>)> {
    let checks = || of_year(regulation).flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)));
    let chained: Vec<&Name> = checks().flat_map(|(_, check)| chain(check)).map(|(event, _)| event).collect();
    checks().flat_map(move |(rule, check)| {
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

/// By whom and to whom something is done.
type Acting<'r> = (&'r [Actor], &'r [Actor]);

/// The steps of a chain with whoever takes each, last the event that passes the paper on; none of another check.
fn steps(check: &Check) -> Vec<(Vec<&Name>, Acting<'_>)> {
    let Check::Chain(chain) = check else { return Vec::new() };
    let steps = chain.steps.iter().map(|step| (step.events.iter().collect(), (step.by.as_slice(), step.to.as_slice())));
    steps.chain(chain.then.iter().map(|then| (vec![then], (&[][..], &[][..])))).collect()
}

/// The same, event by event.
fn chain(check: &Check) -> Vec<(&Name, Acting<'_>)> {
    steps(check).into_iter().flat_map(|(events, acting)| events.into_iter().map(move |event| (event, acting))).collect()
}

/// The rule of the year that asks for this event alone and says by whom or to whom, and its check.
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
