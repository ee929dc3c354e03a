//! Answers to suggestions: from whom they are awaited, and whether they have come.

use super::Context;
use crate::archive::Topic;
use crate::model::{Event, Name, Suggestion};
use crate::regulation::Regulation;
use crate::rules::view::View;
use crate::rules::{Actor, actor};
use crate::vocabulary::{EventKind, SubjectKind};

/// Who was to give an answer that others gave: the bodies, any of them, that the suggestion, by its place in the file, was
/// handed to; nobody if one of them gave it.
#[must_use]
pub fn awaited_from<'a>(context: Context<'a>, topic: &'a Topic, nth: usize, answer: &Event) -> Option<&'a [Name]> {
    let regulation = context.regulations.get(&topic.file.regulation).ok()?;
    let to: &[Name] = &topic.suggestions.get(nth)?.to;
    if to.is_empty() || answer.by.is_empty() || !is_answer(regulation, &answer.event) {
        return None;
    }
    let facts = context.topic(regulation, topic, &[]);
    let of = context.of(regulation, View::of_suggestion(&facts, nth));
    let by: Vec<&Name> = answer.by.iter().collect();
    let wanted: Vec<Actor> = to.iter().cloned().map(Actor::Id).collect();
    (!actor::any_acts(&of, &wanted, &by, answer.date)).then_some(to)
}

/// Suggestions that were handed to somebody and have had no answer by today, nor was it settled what becomes of them.
#[must_use]
pub fn unanswered<'a>(context: Context<'_>, topic: &'a Topic) -> Vec<&'a Suggestion> {
    let Ok(regulation) = context.regulations.get(&topic.file.regulation) else { return Vec::new() };
    let mut own = regulation.events.iter().filter(|(_, kind)| kind.of == SubjectKind::Suggestion);
    if !own.any(|(_, kind)| kind.is_answer()) {
        return Vec::new();
    }
    let stands = |suggestion: &Suggestion, event: &Event| {
        event.date <= context.today && event.void.is_none() && event.struck_by(&suggestion.events).is_none()
    };
    let is_answered = |suggestion: &Suggestion| {
        let mut answers = suggestion.events.iter().filter(|event| is_answer(regulation, &event.event));
        answers.any(|event| stands(suggestion, event))
    };
    let is_open = |one: &&Suggestion| !one.to.is_empty() && one.adoption.is_none() && !is_answered(one);
    topic.suggestions.iter().filter(is_open).collect()
}

fn is_answer(regulation: &Regulation, event: &str) -> bool {
    regulation.events.get(event).is_some_and(EventKind::is_answer)
}
