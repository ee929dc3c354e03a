//! What is recorded anew for a day that was struck out.

use crate::model::{Date, Name, Recorded};

/// The number that an entry of this day carries beside others of its event, or one that strikes out the day `void`.
pub(crate) fn of(events: &[Recorded], (id, room): (&str, Option<&Name>), on: Date, void: Option<Date>) -> Option<u32> {
    let events = events.iter().map(|known| &known.event);
    let others = events.filter(|event| event.event.as_str() == id && event.room.as_ref() == room);
    match void {
        // What was struck out before and recorded anew is meant, too.
        Some(day) => {
            others.filter(|event| event.void.is_none() && event.date == day).filter_map(|event| event.again).max()
        }
        // What strikes out by this day must not strike this entry.
        None => others.filter(|event| event.void == Some(on)).map(|event| event.again.unwrap_or(0) + 1).max(),
    }
}
