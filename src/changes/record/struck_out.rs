//! Finds the entry that `--void` strikes out.

use super::Target;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Event, Recorded};
use crate::text;
use crate::text::Text;
use crate::workspace::Days;

/// The day of the entry. A day without a year means an entry that still counts.
pub(super) fn day<'r>(
    written: &str,
    days: &Days,
    known: impl Iterator<Item = &'r Recorded>,
) -> Result<Date, Diagnostic> {
    days.read_among(written, known.filter(|known| stands(known)).map(|known| known.event.date))
}

/// The entries of an event for this topic, year or room.
pub(super) fn of_event<'t>(target: &'t Target, id: &str) -> impl Iterator<Item = &'t Recorded> {
    target.events.iter().filter(move |known| *known.event.event == *id && known.event.room.as_ref() == target.room)
}

/// The problem that no entry of the event has that day.
pub(super) fn none_of(target: &Target, id: &str, void: Date) -> Option<Diagnostic> {
    let known: Vec<&Recorded> = of_event(target, id).collect();
    if known.iter().any(|known| known.event.date == void && stands(known)) || are_unclear(&known, void) {
        return None;
    }
    let (name, event) = (&target.name, target.regulation.event_argument(id).zh);
    let message = text!(zh: "{name} 没有 {void} 的 `{event}` 记录可更正", en: "{name} has no entry `{id}` of {void} to strike out");
    Some(Diagnostic::new(message).hint(match target.suggestion {
        Some(_) => Text::new("suggestions.yml 列出已有的记录", "suggestions.yml holds what is on record"),
        None => text!(zh: "`yijuan show {name}` 和 events.yml 列出已有的记录", en: "events.yml of {name} holds what is on record"),
    }))
}

/// The different entries of a day that count.
pub(super) fn standing<'r>(known: &[&'r Recorded], day: Date, round: Option<u32>) -> Vec<&'r Event> {
    let is_of_round = |event: &Event| round.is_none_or(|round| round == event.round.unwrap_or(1));
    let stands = known.iter().filter(|known| stands(known)).map(|known| &known.event);
    let mut found: Vec<&Event> = Vec::new();
    for event in stands.filter(|event| event.date == day && is_of_round(event)) {
        if !found.contains(&event) {
            found.push(event);
        }
    }
    found
}

/// Up to which of a day's entries the last that strikes them out goes; none where none does.
pub(super) fn struck_last(known: &[&Recorded], day: Date) -> Option<u32> {
    let voids = known.iter().map(|known| &known.event).filter(|event| event.void == Some(day));
    voids.map(|event| event.again.unwrap_or(0)).max()
}

/// Whether it cannot be told which of several entries was struck out: two copies that were merged.
fn are_unclear(known: &[&Recorded], day: Date) -> bool {
    let Some(last) = struck_last(known, day) else { return false };
    let of_day = known.iter().map(|known| &known.event).filter(|event| event.void.is_none() && event.date == day);
    let mut meant = of_day.filter(|event| event.again.unwrap_or(0) == last);
    meant.next().is_some_and(|first| meant.any(|other| other != first))
}

/// That several entries are struck out at once, and that what stands is to be recorded anew.
pub(super) fn several(target: &Target, id: &str, event: &Event) -> Option<Text> {
    let day = event.void?;
    let known: Vec<&Recorded> = of_event(target, id).collect();
    let count = standing(&known, day, event.round).len();
    Some(text!(
        zh: "{day} 有 {count} 条，一并作废；其中仍然有效的，现在重记",
        en: "{day} has {count} entries, all of which are struck out; record anew what stands"
    ))
    .filter(|_| count > 1)
}

/// That the same is on record for that day already, for the same addressees and of the same paper.
pub(super) fn another_of_day(target: &Target, id: &str, event: &Event) -> Option<Text> {
    let known: Vec<&Recorded> = of_event(target, id).collect();
    let is_alike = |other: &&Event| other.to == event.to && other.r#ref == event.r#ref && other.via == event.via;
    let standing = standing(&known, event.date, Some(event.round.unwrap_or(1)));
    standing.into_iter().find(is_alike).filter(|_| event.void.is_none())?;
    let (day, typed, name) = (event.date, target.regulation.event_argument(id), &target.name);
    let command = match target.suggestion {
        Some(_) => format!("suggestion update {name} --event"),
        None => format!("record {name}"),
    };
    let (Text { zh, en }, Text { zh: called, en: called_en }) = (typed, target.regulation.name(id));
    Some(text!(
        zh: "{day} 已记有一条{called}，现在有两条；记重的，一并作废后重记一条：yijuan {command} {zh} --void {day} --note 〈原因〉",
        en: "{called_en} is on record for {day} already, now twice; if one is a mistake, strike out both and record one anew: yijuan {command} {en} --void {day} --note 〈WHY〉"
    ))
}

fn stands(known: &Recorded) -> bool {
    known.event.void.is_none() && known.struck.is_none()
}
