//! Notes on a topic that is dropped: why, who waits for its meeting, and what is recorded after that.

use super::Target;
use crate::engine::meeting;
use crate::model::{Date, Event};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::LoadedArchive;

/// What is worth knowing of a new entry that drops a topic, or comes after one that did.
pub(super) fn notes(loaded: &LoadedArchive, target: &Target, last: &Event) -> Vec<Text> {
    let Some(topic) = loaded.archive.topics.first().filter(|_| last.void.is_none() && target.suggestion.is_none())
    else {
        return Vec::new();
    };
    let (key, Text { zh, en }) = (&target.name, target.regulation.event_argument(Vocabulary::DROPPED));
    if *last.event != *Vocabulary::DROPPED {
        let dropped = target.events.iter().filter(|known| known.stands(loaded.today)).map(|known| &known.event);
        let dropped = dropped.filter(|known| *known.event == *Vocabulary::DROPPED).map(|known| known.date).max();
        let after = dropped.filter(|day| *day <= last.date).map(|day| {
            text!(
                zh: "议题已在{day}终止，其后的记录不再据以判断；终止记错的，作废：yijuan record {key} {zh} --void {day} --note 〈原因〉",
                en: "the topic was dropped on {day}, and nothing is judged by what is recorded after that; if that is a mistake, strike it out: yijuan record {key} {en} --void {day} --note 〈WHY〉"
            )
        });
        return after.into_iter().collect();
    }
    let day = last.date;
    let why = last.note.is_none().then(|| {
        text!(
            zh: "没有写明终止的原因；补写：yijuan record {key} {zh} --void {day} --note 补写原因；再 yijuan record {key} {zh} --on {day} --note 〈原因〉",
            en: "it is not said why it was dropped; to say so: yijuan record {key} {en} --void {day} --note 'to say why'; then yijuan record {key} {en} --on {day} --note 〈WHY〉"
        )
    });
    let known = meeting(loaded.context(), target.regulation, topic);
    let announced: Option<Date> = known.announced.last().filter(|_| known.held.is_none()).map(|event| event.date);
    let tell = announced.map(|on| {
        text!(
            zh: "会期已在{on}通知，不再召开的应告知原通知的人",
            en: "the meeting was announced on {on}; those who were told wait to hear that it will not be held"
        )
    });
    why.into_iter().chain(tell).collect()
}
