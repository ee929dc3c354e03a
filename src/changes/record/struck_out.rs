//! Finds the entry that `--void` strikes out.

use super::Target;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Recorded};
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
    if of_event(target, id).any(|known| known.event.date == void && stands(known)) {
        return None;
    }
    let (name, event) = (&target.name, target.regulation.event_argument(id).zh);
    let message = text!(zh: "{name} 没有 {void} 的 `{event}` 记录可更正", en: "{name} has no entry `{id}` of {void} to strike out");
    Some(Diagnostic::new(message).hint(match target.suggestion {
        Some(_) => Text::new("suggestions.yml 列出已有的记录", "suggestions.yml holds what is on record"),
        None => text!(zh: "`yijuan show {name}` 和 events.yml 列出已有的记录", en: "events.yml of {name} holds what is on record"),
    }))
}

fn stands(known: &Recorded) -> bool {
    known.event.void.is_none() && known.struck.is_none()
}
