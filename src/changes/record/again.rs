//! The number of an entry that is recorded once more for a day that was struck out.

use crate::model::{Date, Name, Recorded};

/// The field `again` of an entry on this day, or of one that strikes out the day `void`; `None` if it is not needed.
pub(crate) fn number(
    events: &[Recorded],
    (id, room): (&str, Option<&Name>),
    on: Date,
    void: Option<Date>,
) -> Option<u32> {
    let events = events.iter().map(|known| &known.event);
    let others = events.filter(|event| event.event.as_str() == id && event.room.as_ref() == room);
    match void {
        // Must strike the entries that were recorded once more, too.
        Some(day) => {
            others.filter(|event| event.void.is_none() && event.date == day).filter_map(|event| event.again).max()
        }
        // Must not be struck by earlier entries for this day.
        None => others.filter(|event| event.void == Some(on)).map(|event| event.again.unwrap_or(0) + 1).max(),
    }
}
