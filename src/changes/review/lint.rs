//! What is wrong in the text of a paper, told to whoever hands it in.

use super::paper::Found;
use crate::duty::{Duty, Finding};
use crate::engine::{Part, Selection, judge};
use crate::model::Subject;
use crate::regulation::{Check, Regulation};
use crate::text;
use crate::text::Text;

/// Most notes on one paper.
const MOST: usize = 10;

/// Notes on the text of a topic's paper: what a rule asks for and it lacks, and what `check` says of its lines.
pub(super) fn notes(found: &Found) -> Vec<Text> {
    let (Subject::Topic(key), Ok((topic, regulation))) = (&found.subject, found.loaded.topic()) else {
        return Vec::new();
    };
    let judgement = judge(found.loaded.context(), Selection { part: Part::Topics, all: true });
    let paper = topic.papers.iter().find(|paper| paper.path == found.path);
    // Of a draft it is said that it has blanks.
    let document = paper.filter(|paper| paper.draft.is_none()).map(|paper| paper.front.document.as_str());
    let duties = judgement.duties.iter().filter(|duty| document.is_some_and(|id| asks_for(regulation, duty, id)));
    let lacking = duties.map(|duty| {
        let (rule, Text { zh, en }) = (&duty.rule().id, &duty.missing);
        text!(zh: "{rule} {zh}", en: "{rule} {en}")
    });
    let findings = judgement.findings.iter().filter(|finding| finding.place.path == found.path);
    let all: Vec<Text> = lacking.chain(findings.filter_map(of_line)).collect();
    let rest = all.len().saturating_sub(MOST);
    let more =
        (0 < rest).then(|| text!(zh: "还有 {rest} 处：yijuan check {key}", en: "{rest} more: yijuan check {key}"));
    all.into_iter().take(MOST).chain(more).collect()
}

/// Whether a duty is open that asks for contents of a kind of paper.
fn asks_for(regulation: &Regulation, duty: &Duty, document: &str) -> bool {
    let mut checks = duty.rule().checks.iter();
    duty.state.is_open()
        && !duty.missing.is_empty()
        && checks.any(|check| match check {
            Check::Document(check) => {
                !check.sections.is_empty()
                    && check.documents.ids().iter().any(|kind| regulation.counts_as(document, kind))
            }
            _ => false,
        })
}

/// 第12行：序号不连续. Nothing of what is not about a line, nor about a field that contradicts the record.
fn of_line(finding: &Finding) -> Option<Text> {
    let Text { zh, en } = &finding.message;
    let is_of_rule = finding.rule_id().is_some();
    match finding.place.line {
        // A rule about wording names the line itself.
        Some(_) if is_of_rule => Some(text!(zh: "{zh}", en: "{en}")),
        Some(line) => Some(text!(zh: "第{line}行：{zh}", en: "line {line}: {en}")),
        None if !is_of_rule && !finding.place.field.is_empty() => Some(text!(zh: "{zh}", en: "{en}")),
        None => None,
    }
}
