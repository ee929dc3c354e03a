//! Items of an agenda in words: what stands there, and what settles it.

use super::due_soon;
use super::review::state_by_files;
use crate::diagnostic::Diagnostic;
use crate::duty::{Finding, left_until};
use crate::engine::Promise;
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::{Agenda, Item, Matter, PaperUnderReview};

/// The subject of an item, with its title.
pub(super) fn heading(agenda: &Agenda, item: &Item, language: Language) -> String {
    super::due::heading_of(&item.subject, agenda.titles.get(&item.subject).map(ToString::to_string), language)
}

/// A sentence that says what there is, for readers who do not know the program.
pub(super) fn sentence(agenda: &Agenda, item: &Item, language: Language) -> String {
    match &item.matter {
        Matter::Fault(finding, _) => match unread_line(agenda, finding) {
            Some(line) => {
                let (path, Text { zh, en }) = (&finding.place.path, &finding.message);
                text!(zh: "{path}第{line}行：{zh}", en: "{path}, line {line}: {en}").in_(language).to_owned()
            }
            None => finding.message.in_(language).to_owned(),
        },
        Matter::Soon(duty) => due_soon(duty, language),
        Matter::Answer(promise) => answer(promise).in_(language).to_owned(),
        Matter::Decision(paper) => decision(paper).in_(language).to_owned(),
        Matter::Done(done) => done.told.in_(language).to_owned(),
    }
}

/// The line of a file that cannot be read, without which nobody knows what is meant.
fn unread_line(agenda: &Agenda, finding: &Finding) -> Option<usize> {
    let is_it =
        |problem: &Diagnostic| problem.place.as_ref() == Some(&finding.place) && problem.message == finding.message;
    finding.place.line.filter(|_| finding.citation.is_none() && agenda.loaded.problems().any(is_it))
}

/// The command that settles it; nothing of what is done.
pub(super) fn way_of(item: &Item) -> Option<&Text> {
    match &item.matter {
        Matter::Fault(finding, _) => finding.hint.as_ref(),
        Matter::Soon(duty) => duty.hint.as_ref(),
        Matter::Answer(promise) => Some(&promise.hint),
        Matter::Decision(paper) => Some(&paper.way),
        Matter::Done(_) => None,
    }
}

/// S2 的答复，应在 2026-07-01 前（还有 3 个工作日；期限为自行登记）.
fn answer(promise: &Promise) -> Text {
    let Promise { suggestion, due, days_left, working_days_left, .. } = promise;
    let Text { zh, en } = left_until(false, *days_left, *working_days_left);
    text!(
        zh: "尚未答复 {suggestion}（{due}，还有 {zh}；期限为自行登记）",
        en: "{suggestion} is not answered yet ({due}, {en} left; the office set this day itself)"
    )
}

/// 《协商意见》审签中，待陈假设（审阅《协商意见》），自 2026-04-23 起 35 个工作日.
fn decision(paper: &PaperUnderReview) -> Text {
    let (called, Text { zh: state_zh, en: state_en }) = (&paper.called, state_by_files(paper));
    let Text { zh, en } = &paper.waiting_called;
    let waiting = if zh.is_empty() { Text::same("") } else { text!(zh: "，待{zh}", en: ", waiting for {en}") };
    let since = paper.since.zip(paper.working_days).map_or_else(
        || Text::same(""),
        |(since, days)| match days {
            0 => text!(zh: "，自{since}起", en: ", since {since}"),
            _ => text!(zh: "，自{since}起{days}个工作日", en: ", since {since}, working days: {days}"),
        },
    );
    text!(zh: "《{called}》{state_zh}", en: "《{called}》 {state_en}").then(&waiting).then(&since)
}
