//! Notes on those whom a rule wants an event to reach, and the new entry does not name.

use super::Target;
use crate::engine::{Context, Part, Selection, judge};
use crate::model::{Event, Recorded};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// What is still open of the event with the new entry, a sentence for each rule. Nothing for an entry that names nobody.
pub(crate) fn unreached(loaded: &LoadedArchive, target: &Target, entry: &Event) -> Vec<Text> {
    let is_ahead = loaded.context().today < entry.date;
    if entry.void.is_some() || entry.to.is_empty() || is_ahead || target.suggestion.is_some() {
        return Vec::new();
    }
    let mut archive = loaded.archive.clone();
    let Some(topic) = archive.topics.first_mut() else { return Vec::new() };
    topic.events.push(Recorded { entry: topic.events.len(), event: entry.clone(), struck: None });
    topic.events.sort_by_key(|recorded| recorded.event.date);
    let context = Context { archive: &archive, ..loaded.context() };
    let duties = judge(context, Selection { part: Part::Topics, all: false }).duties;
    let lacks = duties.iter().filter(|duty| {
        let reaches = duty.reach.iter().any(|(event, _)| *event == entry.event);
        let is_of_round = duty.round().is_none_or(|round| round == entry.in_round());
        duty.state.is_open() && !duty.waived && is_of_round && reaches
    });
    let notes = lacks.map(|duty| {
        // Its hint says how to record the event; if it waits for another event, the hint would mislead.
        let way = duty.hint.iter().filter(|_| duty.events.contains(&entry.event));
        let sentences: Vec<Text> = std::iter::once(&duty.missing).chain(way).cloned().collect();
        let (rule, Text { zh, en }) = (&duty.rule().id, Text::join(&sentences, "；", "; "));
        text!(zh: "{rule} {zh}", en: "{rule}: {en}")
    });
    notes.collect()
}
