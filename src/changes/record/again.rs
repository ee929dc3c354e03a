//! The number of an entry that is recorded once more for a day that was struck out.

use super::struck_out::{standing, struck_last};
use crate::model::{Date, Event, Name, Recorded};

/// The field `again` of an entry on this day, or of one that strikes out the day `void`; `None` if it is not needed.
pub(crate) fn number(
    events: &[Recorded],
    (id, room): (&str, Option<&Name>),
    on: Date,
    (void, round): (Option<Date>, Option<u32>),
) -> Option<u32> {
    let is_it = |event: &Event| event.event.as_str() == id && event.room.as_ref() == room;
    let others: Vec<&Recorded> = events.iter().filter(|known| is_it(&known.event)).collect();
    let Some(day) = void else {
        // Must not be struck by earlier entries for this day.
        return struck_last(&others, on).map(|last| last + 1);
    };
    let of_day = others.iter().filter(|known| known.event.void.is_none() && known.event.date == day);
    let last = of_day.filter_map(|known| known.event.again).max();
    // Must strike the entries that were recorded once more, too; of several, all.
    if standing(&others, day, round).len() == 1 {
        return last;
    }
    let struck = struck_last(&others, day);
    Some(last.max(struck).unwrap_or(0) + 1)
}
