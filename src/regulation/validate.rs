//! What is wrong with a regulation whose every id is known: it goes in a circle, asks for what can never be, or
//! quotes what its text does not say.
//!
//! Circles make a regulation unusable, for what waits in one is never demanded and nobody would notice. The rest
//! is told by `regulation validate` alone.

mod anchor;
mod circle;
mod limit;
mod name;
mod order;
mod quote;
mod when;

pub(super) use circle::circles;
pub(super) use quote::run_together;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment};
use crate::model::Name;
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Moment;
use crate::text::Text;

/// Everything that can be told without looking at an archive; `text`, if there is one, is the regulation's own.
pub(super) fn flaws(regulation: &Regulation, path: &str, text: Option<&str>) -> Diagnostics {
    let mut flaws = Flaws { path, problems: Diagnostics::new() };
    name::look(regulation, &mut flaws);
    when::look(regulation, &mut flaws);
    limit::look(regulation, &mut flaws);
    anchor::look(regulation, &mut flaws);
    order::look(regulation, &mut flaws);
    if let Some(text) = text {
        quote::look(regulation, text, &mut flaws);
    }
    flaws.problems
}

/// What has been found so far, in one file.
struct Flaws<'a> {
    path: &'a str,
    problems: Diagnostics,
}

impl Flaws<'_> {
    fn find(&mut self, at: impl IntoIterator<Item = PathSegment>, message: Text, hint: Text) {
        self.problems.push(Diagnostic::new(message).hint(hint).at(Location::field(self.path, at)));
    }
}

/// The way to a key of a rule.
fn of_rule(index: usize, keys: &[&str]) -> Vec<PathSegment> {
    let rule = [PathSegment::from("rules"), PathSegment::from(index)];
    rule.into_iter().chain(keys.iter().map(|key| PathSegment::from(*key))).collect()
}

/// The way to a parameter of a rule's nth check, which stands in a list if there are several.
fn of_check(index: usize, rule: &Rule, nth: usize, keys: &[&str]) -> Vec<PathSegment> {
    let mut at = of_rule(index, &["check"]);
    if rule.checks.len() > 1 {
        at.push(PathSegment::from(nth));
    }
    at.push(PathSegment::from(rule.checks[nth].kind()));
    at.extend(keys.iter().map(|key| PathSegment::from(*key)));
    at
}

/// The events among moments.
fn events(moments: &[Moment]) -> impl Iterator<Item = &Name> {
    moments.iter().filter_map(Moment::event)
}

/// The events a check asks to be recorded.
fn asked(check: &Check) -> Vec<&Name> {
    match check {
        Check::Event(check) => check.events.ids().iter().collect(),
        Check::Chain(chain) => chain.steps.iter().flat_map(|step| &step.events).chain(&chain.then).collect(),
        _ => Vec::new(),
    }
}
