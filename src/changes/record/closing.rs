//! Notes on what is still undone or unstated when a topic is closed.

use super::Target;
use crate::duty::Duty;
use crate::model::{Event, Name};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::{LeftAtClosing, LoadedArchive};

/// Most duties that are named; `check` shows all.
const NAMED: usize = 5;

/// Duties that are still open, and suggestions without an answer.
pub(super) fn left_open(loaded: &LoadedArchive, target: &Target, last: &Event) -> Vec<Text> {
    let is_closed = last.event.as_str() == Vocabulary::CLOSED && last.void.is_none() && last.date <= loaded.today;
    let (key, true) = (&target.name, is_closed && loaded.archive.topics.len() == 1) else { return Vec::new() };
    let LeftAtClosing { open, unstated, unanswered } = LeftAtClosing::by(loaded, last);
    let mut notes = Vec::new();
    if !open.is_empty() {
        let number = open.len();
        let named: Vec<Text> = open.iter().take(NAMED).map(named).collect();
        let Text { zh, en } = Text::join(&named, "；", "; ");
        let (more_zh, more_en) = if number > NAMED { ("等", " and others") } else { ("", "") };
        notes.push(text!(
            zh: "办结时还有{number}项未办：{zh}{more_zh}；怎样补办见 `yijuan check {key}`",
            en: "left undone when it was closed ({number}): {en}{more_en}; `yijuan check {key}` says how to make up for it"
        ));
    }
    if !unstated.is_empty() {
        let Text { zh, en } = Duty::listed(&unstated.iter().collect::<Vec<_>>());
        let number = unstated.len();
        notes.push(text!(
            zh: "须由人确认的{number}项尚无人确认：{zh}；各项内容和怎样确认见 `yijuan show {key} --checklist`",
            en: "nobody has stated what only people can ({number}): {en}; `yijuan show {key} --checklist` says what each asks for, and how it is stated"
        ));
    }
    if let [first, others @ ..] = &unanswered[..] {
        let Text { zh: listed, en: listed_en } = Text::listed(unanswered.iter().map(Name::as_str));
        let (zh, en) =
            if others.is_empty() { (first.as_str(), first.as_str()) } else { ("〈建议〉", "〈SUGGESTION〉") };
        let mut kinds = target.regulation.events.iter().filter(|(_, kind)| kind.is_answer());
        if let Some((event, _)) = kinds.next() {
            let typed = target.regulation.event_argument(event);
            let (event_zh, event_en) = (typed.zh, typed.en);
            notes.push(text!(
                zh: "建议 {listed} 已交办，尚无答复；已答复的补记：yijuan suggestion update {key} {zh} --event {event_zh} --on 〈日期〉 --by 〈单位〉",
                en: "no answer is on record to what was handed over: {listed_en}; if there was one, record it: yijuan suggestion update {key} {en} --event {event_en} --on 〈DATE〉 --by 〈BODY〉"
            ));
        }
    }
    notes
}

fn named(duty: &Duty) -> Text {
    let (id, what) = (&duty.rule().id, &duty.what);
    let head = if what.is_empty() { format!("{id} ") } else { format!("{id} {what} ") };
    Text::same(head).then(&duty.missing)
}
