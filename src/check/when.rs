//! Whether a rule applies: its conditions against the facts.

use super::Bench;
use super::view::View;
use crate::model::{Date, Waiver};
use crate::regulation::{Fact, Matches, Value, When};

/// Whether every condition holds.
pub(super) fn holds(bench: &Bench, when: &When, view: &View) -> bool {
    when.0.iter().all(|condition| match &condition.matches {
        Matches::AnyOf(values) => values.iter().any(|value| has(bench, condition.fact, value, view)),
        Matches::Not(values) => !values.iter().any(|value| has(bench, condition.fact, value, view)),
    })
}

/// Whether a fact is a value, or one of its elements is. An absent fact is nothing.
fn has(bench: &Bench, fact: Fact, value: &Value, view: &View) -> bool {
    let Some(facts) = view.topic else {
        return false;
    };
    let topic = &facts.topic.file;
    match value {
        Value::Bool(value) => match fact {
            Fact::AdHoc => topic.ad_hoc == *value,
            Fact::Planned => is_planned(bench, view) == *value,
            Fact::Entrusted => topic.entrusted_by.is_some() == *value,
            Fact::Key => view.suggestion().is_some_and(|suggestion| suggestion.key.unwrap_or(false) == *value),
            _ => false,
        },
        Value::Word(word) => match fact {
            Fact::Form => topic.form.as_ref() == Some(word),
            Fact::Tags => topic.tags.contains(word),
            Fact::Kind => view.suggestion().is_some_and(|suggestion| suggestion.kind == *word),
            Fact::OpinionIssuer => view
                .papers(facts.regulation, "consultation-opinion")
                .any(|paper| paper.front.issuer.as_ref() == Some(word)),
            Fact::Waived => waiver(bench, word, view).is_some(),
            Fact::Recorded => view.of(word).next().is_some(),
            _ => false,
        },
    }
}

/// The recorded exception from a rule that holds today, if there is one.
pub(super) fn waiver<'a>(bench: &Bench, rule: &str, view: &View<'_, 'a>) -> Option<&'a Waiver> {
    let waivers = &view.topic?.topic.waivers;
    waivers.iter().find(|waiver| &*waiver.rule == rule && stands(waiver, view.round, bench.today))
}

/// Whether an exception holds today, for a round.
fn stands(waiver: &Waiver, round: Option<u32>, today: Date) -> bool {
    waiver.date <= today
        && waiver.until.is_none_or(|until| today <= until)
        && (waiver.round.is_none() || round.is_none() || waiver.round == round)
}

fn is_planned(bench: &Bench, view: &View) -> bool {
    let Some(key) = view.topic.map(|facts| facts.topic.key) else {
        return false;
    };
    let plan = bench.archive.plan(key.year);
    plan.is_some_and(|plan| {
        plan.file.items.iter().any(|item| item.topic.as_deref().and_then(|topic| topic.parse().ok()) == Some(key))
    })
}
