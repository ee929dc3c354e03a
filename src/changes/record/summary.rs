//! An entry in words: for the answer, and for the subject of the commit.

use crate::model::Event;
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;

/// An entry in a few words: its day and its event.
pub(crate) fn summary(regulation: &Regulation, event: &Event) -> Text {
    let id = &event.event;
    let name = regulation.events.get(id).map_or_else(|| Text::same(&**id), |kind| kind.term.text(id));
    let day = match event.void {
        Some(void) => text!(zh: "作废 {void} ", en: "struck out: {void} "),
        None => Text::same(format!("{} ", event.date)),
    };
    day.then(&name)
}

/// The subject of the commit: the event and its day.
pub(super) fn subject_of(called: &Text, entry: &Event, name: &Text) -> Text {
    let (Text { zh: of_zh, en: of_en }, Text { zh, en }) = (called, name);
    match entry.void {
        Some(date) => text!(zh: "{of_zh} 作废：{zh}（{date}）", en: "{of_en} strike out: {en} ({date})"),
        None => {
            let date = entry.date;
            text!(zh: "{of_zh} 记录：{zh}（{date}）", en: "{of_en} record: {en} ({date})")
        }
    }
}
