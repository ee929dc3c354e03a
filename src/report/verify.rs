//! `review verify`: each decision on a paper on one line, and below them what could not be verified.

use super::json::pretty;
use super::table::lists;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::workspace::{Fault, Verified, VerifiedDecision, VerifiedPaper};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The papers one by one, then the totals.
pub(crate) fn page(verified: &Verified, language: Language) -> String {
    let mut page = String::new();
    let rows = |paper: &VerifiedPaper| paper.decisions.iter().map(|one| row(one, language)).collect();
    let decisions = lists(&verified.papers.iter().map(rows).collect::<Vec<_>>());
    for (paper, decisions) in verified.papers.iter().zip(decisions) {
        let _ = writeln!(page, "{}", on_one_line(heading(paper).in_(language)));
        page.push_str(&decisions);
        for fault in paper.faults.iter().chain(&paper.notes) {
            page.push_str(&described(paper, fault, language));
        }
        page.push('\n');
    }
    let papers = verified.papers.len();
    let decisions: usize = verified.papers.iter().map(|paper| paper.decisions.len()).sum();
    let faults: usize = verified.papers.iter().map(|paper| paper.faults.len()).sum();
    let total = text!(
        zh: "文书 {papers} 份，决定 {decisions} 项，不能证实 {faults} 处",
        en: "papers {papers}, decisions {decisions}, not proved {faults}"
    );
    let _ = writeln!(page, "{}", total.in_(language));
    if decisions > 0 {
        let evidence = Text::new(
            "无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的",
            "no outside evidence of the time: the day of a decision is what was entered, that of a commit what its author's computer wrote",
        );
        let _ = writeln!(page, "{}", evidence.in_(language));
    }
    page
}

/// 2026-003 老旧小区加装电梯《协商意见》：4 项决定，都能证实；链尾 1a2b3c4d.
fn heading(paper: &VerifiedPaper) -> Text {
    let Text { zh, en } = paper.subject.called();
    let title = paper.title.as_ref().map(|title| format!(" {title}")).unwrap_or_default();
    let (called, decisions, faults, unchained) =
        (&paper.called, paper.decisions.len(), paper.faults.len(), paper.unchained);
    let mut line = text!(
        zh: "{zh}{title}《{called}》：{decisions} 项决定",
        en: "{en}{title} {called}: {decisions} decisions"
    );
    line = line.then(&match faults {
        0 => Text::new("，都能证实", ", all proved"),
        _ => text!(zh: "，{faults} 处不能证实", en: ", {faults} not proved"),
    });
    if unchained > 0 {
        line = line.then(&text!(
            zh: "；另有 {unchained} 项旧记录不在链上",
            en: "; {unchained} older records are not chained"
        ));
    }
    if !paper.heads.is_empty() {
        let Text { zh, en } = Text::listed(paper.heads.iter().map(|head| &head[..8.min(head.len())]));
        line = line.then(&text!(zh: "；链尾 {zh}", en: "; ends in {en}"));
    }
    line
}

fn row(one: &VerifiedDecision, language: Language) -> Vec<String> {
    let VerifiedDecision { line, decision, what, who, whom, committed, .. } = one;
    let entered = match decision.recorded_by.as_deref().map(name_of_author) {
        Some(by) => text!(zh: "{by}录入", en: "entered by {by}"),
        None => Text::new("未写录入人", "entered by nobody named"),
    };
    let committed = match committed {
        Some(commit) => {
            let (short, date) = (&commit.id[..7.min(commit.id.len())], commit.date);
            let committed = text!(zh: "提交 {short}（{date}）", en: "committed {short} ({date})");
            if decision.recorded_by.as_deref() == Some(&*commit.committer) {
                committed
            } else {
                let committer = name_of_author(&commit.committer);
                committed.then(&text!(zh: "，提交人{committer}", en: ", by {committer}"))
            }
        }
        None => Text::new("未提交", "not committed"),
    };
    vec![
        line.to_string(),
        decision.date.to_string(),
        what.clone().then(&decision.passed_on_to(whom)).in_(language).to_owned(),
        who.clone().then(&decision.in_place_of(whom)).in_(language).to_owned(),
        entered.in_(language).to_owned(),
        committed.in_(language).to_owned(),
    ]
}

/// The name of a git author, without the address.
fn name_of_author(author: &str) -> &str {
    author.split(" <").next().unwrap_or_default()
}

/// A problem with its place and its hint.
fn described(paper: &VerifiedPaper, fault: &Fault, language: Language) -> String {
    let place = fault.line.map_or_else(|| paper.path.clone(), |line| format!("{}:{line}", paper.path));
    let colon = if fault.about.is_empty() { Text::same("") } else { Text::new("：", ": ") };
    let message = fault.about.clone().then(&colon).then(&fault.message);
    let severity = if fault.kind.is_note() { Text::new("提示", "note") } else { Text::new("错误", "error") };
    let mut lines = format!("  {} {}\n      {place}\n", severity.in_(language), on_one_line(message.in_(language)));
    if let Some(hint) = &fault.hint {
        let _ = writeln!(lines, "      → {}", on_one_line(hint.in_(language)));
    }
    lines
}

/// `yijuan/review-verify/1`.
pub(crate) fn json(verified: &Verified, language: Language) -> String {
    let documents = verified.papers.iter().map(|paper| {
        json!({
            "topic": paper.subject.to_string(),
            "path": paper.path,
            "proved": paper.faults.is_empty(),
            "heads": paper.heads,
            "unchained": paper.unchained,
            "decisions": paper.decisions.iter().map(decision).collect::<Vec<_>>(),
            "problems": paper.faults.iter().map(|one| fault(one, language)).collect::<Vec<_>>(),
            "notes": paper.notes.iter().map(|one| fault(one, language)).collect::<Vec<_>>(),
        })
    });
    pretty(&json!({
        "schema": "yijuan/review-verify/1",
        "as_of": verified.loaded.today,
        "commit": verified.last,
        "proved": verified.is_proved(),
        "documents": documents.collect::<Vec<_>>(),
    }))
}

fn decision(one: &VerifiedDecision) -> Value {
    let decision = &one.decision;
    let committed = one.committed.as_ref();
    json!({
        "line": one.line,
        "hash": one.hash,
        "round": decision.round,
        "step": decision.step,
        "by": decision.by,
        "for": decision.r#for,
        "post": decision.post,
        "verdict": decision.verdict.written(),
        "sha256": decision.sha256,
        "said": decision.date,
        "entered_by": decision.recorded_by,
        "commit": committed.map(|commit| &commit.id),
        "committed": committed.map(|commit| commit.date),
        "committed_by": committed.map(|commit| &commit.committer),
    })
}

fn fault(fault: &Fault, language: Language) -> Value {
    json!({
        "kind": fault.kind.written(),
        "line": fault.line,
        "date": fault.date,
        "step": fault.step,
        "by": fault.by,
        "message": fault.message.in_(language),
        "hint": fault.hint.as_ref().map(|hint| hint.in_(language)),
    })
}
