//! `review verify`: each decision on a paper on one line, and below them what could not be verified.

use super::json::pretty;
use super::table::lists;
use crate::model::Date;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::workspace::{Fault, SignedBy, Verified, VerifiedDecision, VerifiedPaper};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The papers one by one, then the totals.
pub(crate) fn page(verified: &Verified, language: Language) -> String {
    let mut page = String::new();
    let mut all = verified.papers.iter().flat_map(|paper| &paper.decisions);
    let any_signed = all.any(|one| one.signed_by.is_some());
    let rows = |paper: &VerifiedPaper| paper.decisions.iter().map(|one| row(one, any_signed, language)).collect();
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
    let all: Vec<&VerifiedDecision> = verified.papers.iter().flat_map(|paper| &paper.decisions).collect();
    let evidence = (!all.is_empty()).then(|| evidence(&all));
    for line in evidence.into_iter().chain(verified.notes.iter().cloned()) {
        let _ = writeln!(page, "{}", line.in_(language));
    }
    page
}

/// What is known of the time of these decisions.
fn evidence(all: &[&VerifiedDecision]) -> Text {
    let without = all.iter().filter(|one| one.proof.latest().is_none()).count();
    match without {
        0 => Text::new(
            "每项决定都有外部时间佐证：收到或加盖时间戳之时已有此行；何时作出，仍以录入的为准",
            "outside evidence of the time of each: it was there when it was received or stamped; when it was made is what was entered",
        ),
        _ if without == all.len() => Text::new(
            "无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的",
            "no outside evidence of the time: the day of a decision is what was entered, that of a commit what its author's computer wrote",
        ),
        _ => text!(
            zh: "{without} 项决定无外部时间佐证：日期是录入的，提交的日期是提交人的计算机写的",
            en: "without outside evidence of the time: {without}; their days are what was entered, those of commits what their authors' computers wrote"
        ),
    }
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

fn row(one: &VerifiedDecision, any_signed: bool, language: Language) -> Vec<String> {
    let VerifiedDecision { line, decision, what, who, whom, committed, .. } = one;
    let entered = match decision.recorded_by.as_deref().map(name_of_author) {
        Some(by) => text!(zh: "{by}录入", en: "entered by {by}"),
        None => Text::new("未写录入人", "entered by nobody named"),
    };
    // A rebase commits anew what was written before.
    let entered = match committed {
        Some(commit) if commit.written != commit.date => {
            let written = commit.written;
            entered.then(&text!(zh: "（{written}）", en: " ({written})"))
        }
        _ => entered,
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
    let mut row = vec![
        line.to_string(),
        decision.date.to_string(),
        what.clone().then(&decision.passed_on_to(whom)).in_(language).to_owned(),
        who.clone().then(&decision.in_place_of(whom)).in_(language).to_owned(),
        entered.in_(language).to_owned(),
        committed.in_(language).to_owned(),
    ];
    if any_signed {
        row.push(signature(one).in_(language).to_owned());
    }
    if let Some(proof) = proof(one) {
        row.push(proof.in_(language).to_owned());
    }
    row
}

/// Whose signature is under it.
fn signature(one: &VerifiedDecision) -> Text {
    match &one.signed_by {
        Some(SignedBy { is_decider: true, .. }) => Text::new("本人签名", "signed"),
        Some(_) => Text::new("录入人签名", "signed by whoever entered it"),
        None => Text::new("无有效签名", "no valid signature"),
    }
}

/// By when it was there.
fn proof(one: &VerifiedDecision) -> Option<Text> {
    let latest = one.proof.latest()?;
    let day = Date::of_second(latest.timestamp())?;
    Some(if one.proof.received == Some(latest) {
        text!(zh: "收到 {day}", en: "received {day}")
    } else {
        text!(zh: "时间戳 {day}", en: "stamped {day}")
    })
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
        "notes": verified.notes.iter().map(|note| note.in_(language)).collect::<Vec<_>>(),
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
        "entered": committed.map(|commit| commit.written),
        "committed": committed.map(|commit| commit.date),
        "committed_by": committed.map(|commit| &commit.committer),
        "signed_by": one.signed_by.as_ref().map(|signed| &signed.principal),
        "signed_as": one.signed_by.as_ref().map(|signed| if signed.is_decider { "decider" } else { "recorder" }),
        "received": one.proof.received.map(seconds),
        "stamped": one.proof.stamped.map(seconds),
        "key": one.signed_by.as_ref().map(|signed| &signed.key),
    })
}

/// 2026-06-12T01:00:00Z.
fn seconds(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
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
