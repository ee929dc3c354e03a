//! Whom a rule wants an event to reach, and the entry just made did not.

use super::Target;
use crate::engine::{Context, Part, Selection, judge};
use crate::model::{Event, Recorded};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// What is still open of the event once the entry is there, a sentence for each rule; nothing of one that names nobody.
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
    let is_its = |round: Option<u32>| round.is_none_or(|round| round == entry.round.unwrap_or(1));
    let lacks = duties.iter().filter(|duty| {
        let reaches = duty.reach.iter().any(|(event, _)| *event == entry.event);
        duty.state.is_open() && !duty.waived && is_its(duty.round()) && reaches
    });
    let said = lacks.map(|duty| {
        // How it is recorded for them, where nothing else is in the way.
        let way = duty.hint.iter().filter(|_| duty.events.contains(&entry.event));
        let said: Vec<Text> = std::iter::once(&duty.missing).chain(way).cloned().collect();
        let (rule, Text { zh, en }) = (&duty.rule().id, Text::join(&said, "；", "; "));
        text!(zh: "{rule} {zh}", en: "{rule}: {en}")
    });
    said.collect()
}
