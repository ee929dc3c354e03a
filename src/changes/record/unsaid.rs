//! What an entry leaves unsaid that a rule will ask, and what else may be a slip.

use super::Target;
use super::misplaced::belongs;
use crate::archive::Topic;
use crate::changes::Words;
use crate::engine::{applies, awaited_from};
use crate::model::{Event, Name};
use crate::regulation::{Check, Rule};
use crate::rules::{Attribute, ChainStep, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use crate::workspace::LoadedArchive;

/// All of it, a sentence each.
pub(crate) fn hints(loaded: &LoadedArchive, target: &Target, id: &str, event: &Event) -> Vec<Text> {
    let mut hints = Vec::new();
    if event.void.is_some() {
        return hints;
    }
    let words = Words::under(&loaded.archive, target.under.clone(), true);
    let topic = loaded.archive.topics.first();
    // Whoever is on the topic's list, or made a suggestion, is known there.
    let is_known = |name: &Name| {
        topic.is_some_and(|topic| {
            let proposers = topic.suggestions.iter().flat_map(|suggestion| suggestion.proposers.iter());
            topic.roster.iter().map(|entry| &entry.name).chain(proposers).any(|known| known.looks_like(name))
        })
    };
    let named = event.by.iter().chain(event.to.iter()).filter(|name| !is_known(name));
    hints.extend(words.told(named.map(Name::as_str)));
    hints.extend(topic.and_then(|topic| of_suggestion(target, topic, id)));
    hints.extend(topic.and_then(|topic| by_another(loaded, target, topic, event)));
    if event.date > loaded.context().today {
        let date = event.date;
        hints.push(phrase::later_than_today(date));
    }
    let kind = target.regulation.events.get(id);
    hints.extend(kind.and_then(|kind| belongs(target.of, kind.of)));
    let applies = |rule: &&Rule| topic.is_none_or(|topic| applies(loaded.context(), topic, target.suggestion, rule));
    for rule in target.regulation.rules.iter().filter(applies) {
        let unsaid = |option: &str| {
            let rule = &rule.id;
            text!(zh: "{rule} 还要看 `{option}`，这条记录没有写", en: "{rule} also asks for `{option}`, which this entry does not say")
        };
        for check in &rule.checks {
            match check {
                Check::Event(check) if check.events.ids().iter().any(|event| &**event == id) => {
                    let lacks = |attribute: Attribute, given: bool, wanted: bool, option: &str| {
                        ((wanted || check.needs.contains(&attribute)) && !given).then(|| unsaid(option))
                    };
                    hints.extend(lacks(Attribute::By, !event.by.is_empty(), !check.by.is_empty(), "--by"));
                    hints.extend(lacks(Attribute::To, !event.to.is_empty(), !check.to.is_empty(), "--to"));
                    hints.extend(lacks(Attribute::Via, event.via.is_some(), check.via.is_asked(), "--via"));
                    hints.extend(lacks(Attribute::Note, event.note.is_some(), false, "--note"));
                }
                // A step that is somebody's counts only if it says whose it was; one that says nothing of whom it reached
                // is taken to have reached all.
                Check::Chain(chain) => {
                    let step = |step: &&ChainStep| step.events.iter().any(|event| &**event == id);
                    let is_whose = chain.steps.iter().filter(step).any(|one| !one.by.is_empty());
                    let is_to = chain.steps.iter().filter(step).any(|one| !one.to.is_empty());
                    hints.extend((is_whose && event.by.is_empty()).then(|| unsaid("--by")));
                    hints.extend((is_to && event.to.is_empty()).then(|| unsaid("--to")));
                }
                _ => {}
            }
        }
    }
    hints
}

/// That an event is one of each suggestion, where it is recorded for the topic and there are some.
fn of_suggestion(target: &Target, topic: &Topic, id: &str) -> Option<Text> {
    let is_its = target.regulation.events.get(id).is_some_and(|kind| kind.of == SubjectKind::Suggestion);
    let [first, others @ ..] = &topic.suggestions[..] else { return None };
    if !is_its || target.suggestion.is_some() {
        return None;
    }
    let (key, Text { zh, en }) = (topic.key, target.regulation.event_typed(id));
    let which =
        if others.is_empty() { Text::same(first.id.as_str()) } else { Text::new("〈建议〉", "〈SUGGESTION〉") };
    let (which_zh, which_en) = (which.zh, which.en);
    Some(text!(
        zh: "这是每条建议的事件，记在议题上不算哪一条的；记在建议上：yijuan suggestion update {key} {which_zh} --event {zh}",
        en: "this is an event of each suggestion, and recorded for the topic it is of none; record it there: yijuan suggestion update {key} {which_en} --event {en}"
    ))
}

/// That somebody else has answered a suggestion than it was handed to.
fn by_another(loaded: &LoadedArchive, target: &Target, topic: &Topic, event: &Event) -> Option<Text> {
    let nth = target.suggestion?;
    let to = awaited_from(loaded.context(), topic, nth, event)?;
    let called = |name: &Name| loaded.archive.called(name).unwrap_or(name).to_string();
    let (id, to, date) = (&topic.suggestions[nth].id, called(to), event.date);
    let Text { zh, en } = Text::listed(&event.by.iter().map(called).collect::<Vec<_>>());
    let (key, typed) = (topic.key, target.regulation.event_typed(&event.event));
    let (typed_zh, typed_en) = (typed.zh, typed.en);
    Some(text!(
        zh: "{id} 交办的是{to}，答复的是{zh}；记错的作废：yijuan suggestion update {key} {id} --event {typed_zh} --void {date} --note 〈原因〉；改由别的单位承办的：yijuan suggestion update {key} {id} to=〈单位〉",
        en: "{id} was handed to {to}, and {en} answered; if that is a slip, strike it out: yijuan suggestion update {key} {id} --event {typed_en} --void {date} --note 〈WHY〉; if it was handed to another body since: yijuan suggestion update {key} {id} to=〈BODY〉"
    ))
}
