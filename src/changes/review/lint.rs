//! What is wrong in the text of a paper and what is still to be written, told to whoever hands it in, also of a draft.

use super::paper::Found;
use crate::archive::body;
use crate::duty::{Duty, Finding};
use crate::engine::{Part, Selection, judge, unsaid_in_opinion};
use crate::model::{Draft, Subject};
use crate::regulation::{Check, Regulation};
use crate::text;
use crate::text::{Text, line_and_column, on_one_line};

/// Most notes on one paper.
const MOST: usize = 10;

/// Most characters of a blank that are told.
const LONGEST_BLANK: usize = 40;

/// Most places of a paper that are still to be written and are told.
const MOST_OPEN: usize = 20;

/// Notes on the text of a paper: where something is still to be written; of a topic's, what a rule asks for and it lacks, and
/// what `check` says of its lines.
pub(super) fn notes(found: &mut Found) -> Vec<Text> {
    let open = open_places(found);
    // A draft is asked for nothing, until somebody hands it in.
    let draft = found.loaded.archive.set_draft(&found.path, None);
    let said = said(found, &open);
    found.loaded.archive.set_draft(&found.path, draft);
    told(&open).into_iter().chain(said).collect()
}

/// The places where something is still to be written: line, column and what it is.
fn open_places(found: &Found) -> Vec<(usize, usize, Text)> {
    let text = String::from_utf8_lossy(&found.bytes);
    let blanks = Draft::blanks(&text, body(&text).0).into_iter().map(|at| {
        let (line, column) = line_and_column(&text, at);
        let blank = text[at..].lines().next().unwrap_or_default();
        let blank = blank.split_inclusive(['〕', '〉']).next().unwrap_or_default();
        let said: String = blank.chars().take(LONGEST_BLANK).collect();
        (line, column, Text::same(format!("“{}”", on_one_line(said.trim()))))
    });
    let unsaid = found.regulation().ok().zip(found.paper());
    let unsaid = unsaid.map(|(regulation, paper)| unsaid_in_opinion(regulation, paper)).unwrap_or_default();
    let mut open: Vec<(usize, usize, Text)> = blanks.chain(unsaid).collect();
    open.sort_by_key(|(line, column, _)| (*line, *column));
    open
}

/// 待补写：第15行第1列“矛盾问题”之下只有“XXX”；第19行第1列“〔待填写：经过〕”.
fn told(open: &[(usize, usize, Text)]) -> Option<Text> {
    let places = open.iter().take(MOST_OPEN).map(|(line, column, what)| {
        let Text { zh, en } = what;
        text!(zh: "第{line}行第{column}列{zh}", en: "line {line}, column {column}: {en}")
    });
    let Text { zh, en } = Text::join(&places.collect::<Vec<_>>(), "；", "; ");
    let rest = open.len().saturating_sub(MOST_OPEN);
    let (more_zh, more_en) =
        if rest == 0 { Default::default() } else { (format!("；还有{rest}处"), format!("; {rest} more")) };
    (!open.is_empty()).then(|| text!(zh: "待补写：{zh}{more_zh}", en: "still to be written: {en}{more_en}"))
}

fn said(found: &Found, open: &[(usize, usize, Text)]) -> Vec<Text> {
    let (Subject::Topic(key), Ok((topic, regulation))) = (&found.subject, found.loaded.topic()) else {
        return Vec::new();
    };
    let judgement = judge(found.loaded.context(), Selection { part: Part::Topics, all: true });
    let paper = topic.papers.iter().find(|paper| paper.path == found.path);
    let document = paper.map(|paper| paper.front.document.as_str());
    let duties = judgement.duties.iter().filter(|duty| document.is_some_and(|id| asks_for(regulation, duty, id)));
    let lacking = duties.map(|duty| {
        let (rule, Text { zh, en }) = (&duty.rule().id, &duty.missing);
        text!(zh: "{rule} {zh}", en: "{rule} {en}")
    });
    let is_told = |finding: &&Finding| {
        finding.rule_id().is_none() && open.iter().any(|(line, ..)| Some(*line) == finding.place.line)
    };
    let findings = judgement.findings.iter().filter(|finding| finding.place.path == found.path);
    let findings = findings.filter(|finding| !is_told(finding));
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
