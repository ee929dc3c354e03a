//! Finds what makes no sense in a regulation whose ids are all known: circles, demands that can never be met, and quotes
//! that its text does not have.
//!
//! A circle makes a regulation unusable: rules that wait for each other are never demanded, and nobody would notice.
//! Everything else is only reported by `regulation validate`.

mod anchor;
mod circle;
mod limit;
mod name;
mod order;
mod quote;
mod when;

pub(super) use circle::circles;
pub(super) use quote::without_space;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment};
use crate::model::Name;
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Moment;
use crate::text::Text;

/// All problems except circles. `text` is the regulation's own text without white space, if there is one.
pub(super) fn flaws(regulation: &Regulation, path: &str, text: Option<&str>) -> Diagnostics {
    let mut flaws = Flaws { path, problems: Diagnostics::new() };
    name::check(regulation, &mut flaws);
    when::check(regulation, &mut flaws);
    limit::check(regulation, &mut flaws);
    anchor::check(regulation, &mut flaws);
    order::check(regulation, &mut flaws);
    if let Some(text) = text {
        quote::check(regulation, text, &mut flaws);
    }
    flaws.problems
}

/// The problems found so far in one file.
struct Flaws<'a> {
    path: &'a str,
    problems: Diagnostics,
}

impl Flaws<'_> {
    fn add(&mut self, at: impl IntoIterator<Item = PathSegment>, message: Text, hint: Text) {
        self.problems.push(Diagnostic::new(message).hint(hint).at(Location::field(self.path, at)));
    }
}

/// The path of a key of a rule.
fn path_in_rule(index: usize, keys: &[&str]) -> Vec<PathSegment> {
    let rule = [PathSegment::from("rules"), PathSegment::from(index)];
    rule.into_iter().chain(keys.iter().map(|key| PathSegment::from(*key))).collect()
}

/// The path of a parameter of the nth check of a rule. Several checks are written as a list.
fn path_in_check(index: usize, rule: &Rule, nth: usize, keys: &[&str]) -> Vec<PathSegment> {
    let mut at = path_in_rule(index, &["check"]);
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

/// The events that a check demands.
fn asked(check: &Check) -> Vec<&Name> {
    match check {
        Check::Event(check) => check.events.ids().iter().collect(),
        Check::Chain(chain) => chain.steps.iter().flat_map(|step| &step.events).chain(&chain.then).collect(),
        _ => Vec::new(),
    }
}
