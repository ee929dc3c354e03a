//! Notes on what is still undone or unstated when a topic is closed.

use super::Target;
use crate::duty::{Duty, State};
use crate::engine::{self, Part, Selection, judge};
use crate::model::{Date, Event, Recorded};
use crate::rules::Force;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::LoadedArchive;
use std::cmp::Reverse;

/// Most duties that are named; `check` shows all.
const NAMED: usize = 5;

/// Duties that are still open, and suggestions without an answer.
pub(super) fn left_open(loaded: &LoadedArchive, target: &Target, last: &Event) -> Vec<Text> {
    let is_closed = last.event.as_str() == Vocabulary::CLOSED && last.void.is_none() && last.date <= loaded.today;
    let (key, true) = (&target.name, is_closed && loaded.archive.topics.len() == 1) else { return Vec::new() };
    let mut archive = loaded.archive.clone();
    let events = &mut archive.topics[0].events;
    events.push(Recorded { entry: events.len(), event: last.clone(), struck: None });
    events.sort_by_key(|recorded| recorded.event.date);
    let context = engine::Context { archive: &archive, ..loaded.context() };
    let judgement = judge(context, Selection { part: Part::Topics, all: true });
    let duties = judgement.duties.iter().filter(|duty| duty.rule().force != Force::May && !duty.waived);
    let mut open: Vec<&Duty> = duties.filter(|duty| is_due(duty, loaded.today)).collect();
    // The user has seen the older ones before.
    open.sort_by_key(|duty| Reverse(duty.due));
    let mut notes = Vec::new();
    if !open.is_empty() {
        let number = open.len();
        let named: Vec<Text> = open.iter().take(NAMED).map(|duty| named(duty)).collect();
        let Text { zh, en } = Text::join(&named, "；", "; ");
        let (more_zh, more_en) = if number > NAMED { ("等", " and others") } else { ("", "") };
        notes.push(text!(
            zh: "办结时还有{number}项未办：{zh}{more_zh}；怎样补办见 `yijuan check {key}`",
            en: "left undone when it was closed ({number}): {en}{more_en}; `yijuan check {key}` says how to make up for it"
        ));
    }
    let unstated: Vec<&Duty> = judgement.duties.iter().filter(|duty| duty.is_unstated()).collect();
    if !unstated.is_empty() {
        let Text { zh, en } = Duty::listed(&unstated);
        let number = unstated.len();
        notes.push(text!(
            zh: "须由人确认的{number}项尚无人确认：{zh}；各项内容和怎样确认见 `yijuan show {key} --checklist`",
            en: "nobody has stated what only people can ({number}): {en}; `yijuan show {key} --checklist` says what each asks for, and how it is stated"
        ));
    }
    let unanswered = engine::unanswered(context, &archive.topics[0]);
    let unanswered = unanswered.into_iter().map(|suggestion| suggestion.id.as_str());
    let unanswered: Vec<&str> = unanswered.filter(|id| !open.iter().any(|duty| duty.what == *id)).collect();
    if let [first, others @ ..] = &unanswered[..] {
        let listed = unanswered.join("、");
        let listed_en = unanswered.join(", ");
        let (zh, en) = if others.is_empty() { (*first, *first) } else { ("〈建议〉", "〈SUGGESTION〉") };
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

/// Whether it is due by today. A duty that is due when the topic is closed is due today.
fn is_due(duty: &Duty, today: Date) -> bool {
    duty.state == State::Overdue || duty.state.is_open() && duty.due == Some(today)
}

fn named(duty: &Duty) -> Text {
    let (id, what) = (&duty.rule().id, &duty.what);
    let head = if what.is_empty() { format!("{id} ") } else { format!("{id} {what} ") };
    Text::same(head).then(&duty.missing)
}
