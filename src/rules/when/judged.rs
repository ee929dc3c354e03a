//! Judges conditions: whether a rule applies.

use crate::model::{Date, Name, Room, Waiver};
use crate::rules::period::Period;
use crate::rules::view::{TopicFacts, View};
use crate::rules::{Actor, Fact, Matches, SubjectContext, Value, When, World, actor, bound};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// Whether all conditions of a rule, or of one of its steps, hold.
pub(crate) fn holds(context: &SubjectContext, rule: Option<&Name>, when: &When) -> bool {
    when.0.iter().all(|condition| match &condition.matches {
        Matches::AnyOf(values) => values.iter().any(|value| has(context, condition.fact, value)),
        Matches::Not(values) => !values.iter().any(|value| has(context, condition.fact, value)),
        Matches::Number { at_least, less_than } => {
            let number = number(condition.fact, &context.view);
            let [at_least, less_than] =
                [at_least, less_than].map(|bound| bound.as_ref().map(|bound| bound::number(context, rule, bound)));
            at_least.is_none_or(|least| number >= least) && less_than.is_none_or(|than| number < than)
        }
    })
}

/// The value of a fact that is a number.
fn number(fact: Fact, view: &View) -> usize {
    let Some(facts) = view.topic.filter(|_| fact == Fact::FailedRounds) else { return 0 };
    // All rounds are counted, even for the duty of one round.
    let failed = facts.occurrences.iter().filter(|occurrence| occurrence.event == "consensus-not-reached");
    failed.map(|occurrence| occurrence.round).collect::<BTreeSet<_>>().len()
}

/// Whether a fact has a value, or a list contains it. An absent fact has none.
fn has(context: &SubjectContext, fact: Fact, value: &Value) -> bool {
    match (context.view.topic, value) {
        (Some(facts), Value::Bool(value)) => is_bool(context, fact, *value, facts),
        (Some(facts), Value::Word(word)) => is_word(context, fact, word, facts),
        (None, Value::Bool(_)) => false,
        (None, Value::Word(word)) => is_word_of_others(context, fact, word),
    }
}

/// Whether a yes-or-no fact of a topic has a value.
pub(crate) fn is_bool(context: &SubjectContext, fact: Fact, value: bool, facts: &TopicFacts) -> bool {
    let topic = &facts.topic.file;
    match fact {
        Fact::AdHoc => topic.ad_hoc == value,
        Fact::Planned => is_planned(context) == value,
        Fact::Entrusted => topic.entrusted_by.is_some() == value,
        Fact::Key => context.view.suggestion().is_some_and(|suggestion| suggestion.key.unwrap_or(false) == value),
        _ => false,
    }
}

/// Whether a fact of a topic, a round or a suggestion has a value, or contains it.
fn is_word(context: &SubjectContext, fact: Fact, word: &Name, facts: &TopicFacts) -> bool {
    let view = &context.view;
    let topic = &facts.topic.file;
    let suggestion = view.suggestion();
    match fact {
        Fact::Form => topic.form.as_ref() == Some(word),
        Fact::Tags => topic.tags.contains(word),
        Fact::Channel => topic.source.as_ref().and_then(|source| source.channel.as_ref()) == Some(word),
        Fact::Matter => topic.matter.contains(word),
        Fact::Selection => topic.selection.contains(word),
        Fact::RoomLevel => room_of(context, facts).is_some_and(|room| room.level == *word),
        Fact::Kind => suggestion.is_some_and(|suggestion| suggestion.kind == *word),
        Fact::Adoption => suggestion.is_some_and(|suggestion| suggestion.adoption.as_ref() == Some(word)),
        Fact::OpinionIssuer => {
            view.papers(facts.regulation, Vocabulary::OPINION).any(|paper| paper.front.issuer.as_ref() == Some(word))
        }
        Fact::Waived => waiver(context, word).is_some(),
        Fact::Recorded => view.occurrences(word).next().is_some(),
        _ => false,
    }
}

/// Whether a fact of a room, a place, a person or a year has a value, or contains it.
fn is_word_of_others(context: &SubjectContext, fact: Fact, word: &Name) -> bool {
    let (world, view) = (&context.world, &context.view);
    match fact {
        Fact::Level => {
            let level = view.room.map(|facts| &facts.room.level).or_else(|| view.unit.map(|facts| &facts.unit.level));
            level == Some(word)
        }
        Fact::PersonTags => view
            .person
            .is_some_and(|facts| actor::is_meant(context, &Actor::Id(word.clone()), &facts.person.id, world.today)),
        Fact::TopicTags => view.plan.is_some_and(|plan| {
            world.archive.topics.iter().any(|topic| {
                topic.key.year == plan.year
                    && topic.file.regulation == plan.regulation.id
                    && topic.file.tags.contains(word)
            })
        }),
        _ => false,
    }
}

/// The room in which a topic is deliberated.
pub(crate) fn room_of<'a>(world: &World<'a>, facts: &TopicFacts) -> Option<&'a Room> {
    world.archive.room(facts.topic.file.room.as_ref()?)
}

/// The recorded exception from a rule that applies today.
pub(crate) fn waiver<'a>(context: &SubjectContext<'_, 'a>, rule: &str) -> Option<&'a Waiver> {
    let mut waivers = context.view.waivers();
    waivers.find(|waiver| &*waiver.rule == rule && applies(waiver, &context.view, context.today))
}

/// The recorded exception from a rule whose date is still to come.
pub(crate) fn later_waiver<'a>(context: &SubjectContext<'_, 'a>, rule: &str) -> Option<&'a Waiver> {
    let later = context.view.waivers().filter(|waiver| context.today < waiver.date);
    later
        .filter(|waiver| &*waiver.rule == rule && applies(waiver, &context.view, waiver.date))
        .min_by_key(|waiver| waiver.date)
}

/// Whether an exception applies on a day, to the round in view. For a room's duties it applies to the periods that
/// begin by its last day, because these duties are due after the period.
fn applies(waiver: &Waiver, view: &View, day: Date) -> bool {
    let asked = view.room.and(view.period).map_or(day, Period::start);
    waiver.date <= day
        && waiver.until.is_none_or(|until| asked <= until)
        && (waiver.round.is_none() || view.round.is_none() || waiver.round == view.round)
}

fn is_planned(context: &SubjectContext) -> bool {
    let (world, view) = (&context.world, &context.view);
    let Some(key) = view.topic.map(|facts| facts.topic.key) else {
        return false;
    };
    let plan = world.archive.plan(key.year);
    plan.is_some_and(|plan| {
        plan.file.items.iter().any(|item| item.topic.as_deref().and_then(|topic| topic.parse().ok()) == Some(key))
    })
}
