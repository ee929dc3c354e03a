//! Answers to suggestions: who must give them, and which are outstanding.

use super::Context;
use crate::archive::Topic;
use crate::model::{Event, Name, Suggestion};
use crate::regulation::Regulation;
use crate::rules::view::View;
use crate::rules::{Actor, actor};
use crate::vocabulary::{EventKind, SubjectKind};

/// Who should have given an answer, if somebody else did: the bodies, any of them, to which the suggestion (given by
/// its place in the file) was handed.
#[must_use]
pub fn awaited_from<'a>(context: Context<'a>, topic: &'a Topic, nth: usize, answer: &Event) -> Option<&'a [Name]> {
    let regulation = context.regulations.get(&topic.file.regulation).ok()?;
    let to: &[Name] = &topic.suggestions.get(nth)?.to;
    if to.is_empty() || answer.by.is_empty() || !is_answer(regulation, &answer.event) {
        return None;
    }
    let facts = context.topic(regulation, topic, &[]);
    let subject = context.subject(regulation, View::of_suggestion(&facts, nth));
    let by: Vec<&Name> = answer.by.iter().collect();
    let wanted: Vec<Actor> = to.iter().cloned().map(Actor::Id).collect();
    (!actor::any_acts(&subject, &wanted, &by, answer.date)).then_some(to)
}

/// Suggestions that were handed to somebody, and have neither an answer nor an outcome by today.
#[must_use]
pub fn unanswered<'a>(context: Context<'_>, topic: &'a Topic) -> Vec<&'a Suggestion> {
    let Ok(regulation) = context.regulations.get(&topic.file.regulation) else { return Vec::new() };
    let mut own = regulation.events.iter().filter(|(_, kind)| kind.of == SubjectKind::Suggestion);
    if !own.any(|(_, kind)| kind.is_answer()) {
        return Vec::new();
    }
    let open = topic.suggestions.iter().filter(|one| !one.to.is_empty() && one.adoption.is_none());
    open.filter(|one| !is_answered(context, regulation, one)).collect()
}

fn is_answered(context: Context, regulation: &Regulation, suggestion: &Suggestion) -> bool {
    suggestion.standing(context.today).any(|(_, event)| is_answer(regulation, &event.event))
}

fn is_answer(regulation: &Regulation, event: &str) -> bool {
    regulation.events.get(event).is_some_and(EventKind::is_answer)
}
