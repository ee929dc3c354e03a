//! What a topic leaves open that is closed.

use super::Target;
use crate::duty::{Duty, State};
use crate::engine::{self, Part, Selection, judge};
use crate::model::{Event, Recorded};
use crate::rules::Force;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::LoadedArchive;
use std::cmp::Reverse;

/// How many things are named; there are more to see in a check.
const NAMED: usize = 5;

/// What the rules still ask for, and which suggestions were handed to somebody who did not answer.
pub(super) fn left_open(loaded: &LoadedArchive, target: &Target, last: &Event) -> Vec<Text> {
    let is_closed = last.event.as_str() == Vocabulary::CLOSED && last.void.is_none() && last.date <= loaded.today;
    let (key, true) = (&target.name, is_closed && loaded.archive.topics.len() == 1) else { return Vec::new() };
    let mut archive = loaded.archive.clone();
    let events = &mut archive.topics[0].events;
    events.push(Recorded { entry: events.len(), event: last.clone(), struck: None });
    events.sort_by_key(|recorded| recorded.event.date);
    let bench = engine::Context { archive: &archive, ..loaded.context() };
    let judgement = judge(bench, Selection { part: Part::Topics, all: true });
    // What is owed by the end is owed by today.
    let is_due = |duty: &Duty| duty.state == State::Overdue || duty.state.is_open() && duty.due == Some(loaded.today);
    let is_open = |duty: &&Duty| is_due(duty) && duty.rule().force != Force::May && !duty.waived;
    let mut open: Vec<&Duty> = judgement.duties.iter().filter(is_open).collect();
    // What was open before has been told before.
    open.sort_by_key(|duty| Reverse(duty.due));
    let mut told = Vec::new();
    if !open.is_empty() {
        let number = open.len();
        let named: Vec<Text> = open.iter().take(NAMED).map(|duty| named(duty)).collect();
        let Text { zh, en } = Text::join(&named, "；", "; ");
        let (more_zh, more_en) = if number > NAMED { ("等", " and others") } else { ("", "") };
        told.push(text!(
            zh: "办结时还有{number}项未办：{zh}{more_zh}；怎样补办见 `yijuan check {key}`",
            en: "left undone when it was closed ({number}): {en}{more_en}; `yijuan check {key}` says how to make up for it"
        ));
    }
    let is_told = |id: &str| open.iter().any(|duty| duty.what == id);
    let unanswered = engine::unanswered(bench, &archive.topics[0]);
    let unanswered: Vec<&str> = unanswered.into_iter().map(|one| one.id.as_str()).filter(|id| !is_told(id)).collect();
    if let [first, others @ ..] = &unanswered[..] {
        let listed = unanswered.join("、");
        let listed_en = unanswered.join(", ");
        let (zh, en) = if others.is_empty() { (*first, *first) } else { ("〈建议〉", "〈SUGGESTION〉") };
        let mut kinds = target.regulation.events.iter().filter(|(_, kind)| kind.is_answer());
        if let Some((event, _)) = kinds.next() {
            let typed = target.regulation.event_argument(event);
            let (event_zh, event_en) = (typed.zh, typed.en);
            told.push(text!(
                zh: "建议 {listed} 已交办，尚无答复；已答复的补记：yijuan suggestion update {key} {zh} --event {event_zh} --on 〈日期〉 --by 〈单位〉",
                en: "no answer is on record to what was handed over: {listed_en}; if there was one, record it: yijuan suggestion update {key} {en} --event {event_en} --on 〈DATE〉 --by 〈BODY〉"
            ));
        }
    }
    told
}

fn named(duty: &Duty) -> Text {
    let (id, what) = (&duty.rule().id, &duty.what);
    let head = if what.is_empty() { format!("{id} ") } else { format!("{id} {what} ") };
    Text::same(head).then(&duty.missing)
}
