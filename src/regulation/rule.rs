//! `Rule`: what must hold for which subject, by when and under which conditions.

mod written;

use super::Check;
use crate::model::Name;
use crate::rules::{Bounds, Chain, Clause, Count, Counted, Force, Moment};
use std::ops::Deref;
pub(crate) use written::RuleSpec;

/// A rule: its clause (also reached by `Deref`) and its checks.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Everything but the checks.
    pub clause: Clause,
    /// What must hold. All of it must.
    pub checks: Vec<Check>,
}

impl Rule {
    /// Whether a person states that it was followed: an attested rule, or one that is optional (`may`).
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.force == Force::May || self.is_attested()
    }

    /// Whether only a person can state that it was followed. Such a rule is on the checklist and gives no finding.
    #[must_use]
    pub fn is_attested(&self) -> bool {
        self.checks.iter().any(|check| matches!(check, Check::Attest))
    }

    /// The events it names, as anchors of its deadline or in its checks.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let moments = self.due.iter().flat_map(|due| due.after.iter().chain(&due.before).chain(&due.latest));
        let anchors = moments.filter_map(Moment::event).map(Name::as_str);
        let asked = self.checks.iter().flat_map(|check| -> Vec<&str> {
            match check {
                Check::Event(check) => check.events.ids().iter().map(Name::as_str).collect(),
                Check::Chain(chain) => {
                    chain.steps.iter().flat_map(|step| &step.events).chain(&chain.then).map(Name::as_str).collect()
                }
                Check::Count(Count { of: Counted::Event { event, .. }, .. }) => vec![event],
                _ => Vec::new(),
            }
        });
        anchors.chain(asked)
    }

    /// The chains of a paper.
    pub(crate) fn chains_of(&self, document: &str) -> impl Iterator<Item = &Chain> {
        self.checks.iter().filter_map(move |check| match check {
            Check::Chain(chain) => Some(chain).filter(|chain| chain.document.as_deref() == Some(document)),
            _ => None,
        })
    }

    /// The bounds of its checks that count something.
    pub(crate) fn bounds(&self) -> impl Iterator<Item = &Bounds> {
        self.checks.iter().filter_map(Check::bounds)
    }
}

impl Deref for Rule {
    type Target = Clause;

    fn deref(&self) -> &Clause {
        &self.clause
    }
}
