//! Checks entries that void others: whether there is such an entry, and whether it is unambiguous.

use super::finding;
use crate::diagnostic::{Diagnostic, Location, PathSegment};
use crate::duty::{Finding, Severity};
use crate::model::{Event, Subject};
use crate::text;
use crate::text::Text;

/// Entries of a list (each with its path) that void nothing, or that may mean several.
pub(crate) fn voids<'e>(
    entries: impl Iterator<Item = (Vec<PathSegment>, &'e Event)>,
    path: &str,
    findings: &mut Vec<Finding>,
) {
    let entries: Vec<(Vec<PathSegment>, &Event)> = entries.collect();
    let subject = Subject::of_path(path);
    for (at, event) in &entries {
        let Some(void) = event.void else { continue };
        let mut struck: Vec<&(Vec<PathSegment>, &Event)> = Vec::new();
        // Entries voided before cannot be meant.
        for one in entries.iter().filter(|(_, other)| event.strikes(other) && other.again == event.again) {
            if !struck.iter().any(|(_, known)| *known == one.1) {
                struck.push(one);
            }
        }
        let place = Location::field(path, at.iter().cloned().chain(["void".into()]));
        if !entries.iter().any(|(_, other)| event.strikes(other)) {
            let problem = Diagnostic::new(
                text!(zh: "没有 {void} 的这项记录可更正", en: "there is no entry of {void} to strike out"),
            )
            .hint(Text::new("`void` 写被更正的那条记录的日期", "`void` names the date of the entry meant"));
            findings.push(finding(&problem.at(place), subject.clone()));
        } else if struck.len() > 1 && !entries.iter().any(|(_, other)| goes_further(other, event)) {
            findings.push(ambiguous(event, &struck, place, subject.clone()));
        }
    }
}

/// Whether another entry voids the same and all that was recorded beside it.
fn goes_further(other: &Event, event: &Event) -> bool {
    let is_same = other.event == event.event && other.room == event.room && other.void == event.void;
    let is_of_round = other.round.is_none() || other.round == event.round;
    is_same && is_of_round && event.again < other.again
}

/// The voided date has several entries, and it is not known which of them was on record when it was voided.
fn ambiguous(event: &Event, struck: &[&(Vec<PathSegment>, &Event)], place: Location, subject: Subject) -> Finding {
    let count = struck.len();
    let nth = |at: &[PathSegment]| match at.last() {
        Some(PathSegment::Entry(nth)) => Text::same((nth + 1).to_string()),
        _ => Text::same("?"),
    };
    let Text { zh, en } = Text::join(&struck.iter().map(|(at, _)| nth(at)).collect::<Vec<_>>(), "、", ", ");
    let (day, again) = (event.void.map(|day| day.to_string()).unwrap_or_default(), event.again.unwrap_or(0) + 1);
    Finding::without_rule(
        Severity::Warning,
        subject,
        place,
        text!(
            zh: "这里作废的 {day} 有 {count} 条记录（第 {zh} 条），无法区分是哪一条，现均不计入",
            en: "there are {count} entries of {day}, which is struck out here (number {en}); their lines do not tell which is meant, so none of them counts"
        ),
        text!(
            zh: "仍然有效的一条加上 `again: {again}`；或者再用 `--void {day}` 作废一次，当日的都作废，仍然有效的随后重记",
            en: "add `again: {again}` to the one that stands; or strike out {day} once more with `--void`, which takes all of that day, and record anew what stands"
        ),
    )
}
