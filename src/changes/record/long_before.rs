//! Notes on a day long before the topic or the year it is recorded for: usually a wrong year.

use super::Target;
use crate::model::{Date, Event, Subject};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// Calendar days before a topic is registered, or its year begins, from which a day is doubted: half a year. This is the
/// program's own number, not a regulation's.
const ODD: i64 = 183;

/// The note on such a day. A meeting is doubted on any day before the topic's year.
pub(crate) fn note(loaded: &LoadedArchive, target: &Target, entry: &Event) -> Option<Text> {
    let on = entry.date;
    let (year, began, of) = match &target.subject {
        Subject::Plan(year) => (*year, None, text!(zh: "这是 {year} 年的年度计划", en: "this is the plan of {year}")),
        Subject::Topic(_) => {
            let topic = loaded.archive.topics.first()?;
            let (year, began) = (topic.key.year, topic.file.began);
            let of = text!(zh: "这是 {year} 年的议题", en: "this is a topic of {year}");
            let registered =
                began.map_or_else(|| Text::same(""), |day| text!(zh: "，{day} 登记", en: ", registered on {day}"));
            (year, began, of.then(&registered))
        }
        _ => return None,
    };
    let since = began.unwrap_or_else(|| Date::start_of_year(year));
    // An earlier event on record had this note already.
    let has_earlier = target
        .events
        .iter()
        .any(|known| known.struck.is_none() && known.event.void.is_none() && known.event.date <= on);
    let is_long = on.days_until(since) > ODD && !has_earlier;
    let is_odd = is_long || entry.event.as_str() == MEETING;
    let Text { zh, en } = of;
    (entry.void.is_none() && on.year() < year && is_odd).then(|| {
        text!(
            zh: "{zh}，记的日期是 {on}，看看年份对不对；记错的用 `--void {on}` 作废",
            en: "{en}, and this is recorded on {on}; see whether the year is right, and strike a slip out with `--void {on}`"
        )
    })
}
