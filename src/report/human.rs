//! The check as a person reads it: topic by topic, what is wrong, the law, the file, what to do.

use super::{Report, due_soon, law, paint};
use crate::duty::{Finding, Severity, State};
use crate::text::{Language, on_one_line};
use std::fmt::Write as _;

/// The whole check.
#[must_use]
pub fn check(report: &Report, colour: bool) -> String {
    let language = report.language;
    let mut said = String::new();
    for (subject, group) in report.groups() {
        let _ = writeln!(said, "{}", paint::bold(&on_one_line(&report.heading(subject)), colour));
        let (late, open): (Vec<&Finding>, Vec<&Finding>) =
            group.findings.into_iter().partition(|finding| finding.late.is_some());
        for head in open.iter().filter(|finding| finding.cause.is_none()) {
            let following: Vec<&Finding> = open.iter().copied().filter(|one| follows(one, head)).collect();
            said.push_str(&block(head, &following, language, colour));
        }
        said.push_str(&done_late(&late, language, colour));
        for duty in group.soon {
            let word = State::DueSoon.text();
            let word = paint::yellow(word.in_(language), colour);
            let _ =
                writeln!(said, "  {word} {} {}", on_one_line(&duty.rule().id), on_one_line(&due_soon(duty, language)));
            let _ = writeln!(said, "      {}", on_one_line(&law(duty.rule(), language)));
        }
        said.push('\n');
    }
    let totals = report.totals();
    let counts = report.summary();
    let well = counts.errors == 0 && counts.warnings == 0;
    said.push_str(&if well { paint::green(&totals, colour) } else { totals });
    said.push('\n');
    said
}

/// Whether a finding is settled by the same act as another.
fn follows(finding: &Finding, head: &Finding) -> bool {
    finding.cause.is_some()
        && finding.cause.as_ref() == head.rule_id()
        && finding.act == head.act
        && finding.place.path == head.place.path
}

/// One thing to do: what is wrong, the law, where, what to do, and what follows from it.
fn block(head: &Finding, following: &[&Finding], language: Language, colour: bool) -> String {
    let mut said = one(head, language, colour);
    if !following.is_empty() {
        let rules = following.iter().filter_map(|finding| finding.rule());
        let rules: Vec<String> = rules.map(|rule| format!("{} {}", rule.id, rule.article)).collect();
        let _ = match language {
            Language::Chinese => writeln!(said, "      随之未成：{}", on_one_line(&rules.join("、"))),
            Language::English => writeln!(said, "      and so: {}", on_one_line(&rules.join(", "))),
        };
    }
    said
}

/// What was done late, in one line: nothing is left to do about it.
fn done_late(late: &[&Finding], language: Language, colour: bool) -> String {
    if late.is_empty() {
        return String::new();
    }
    let each = late.iter().filter_map(|finding| {
        let rule = finding.rule_id().map(|id| format!("{id} ")).unwrap_or_default();
        Some(format!("{rule}{}", finding.late.as_ref()?.in_(language)))
    });
    let each: Vec<String> = each.collect();
    let word = paint::faint(language.say("逾期", "late"), colour);
    let separator = language.say("；", "; ");
    format!("  {word} {}\n", on_one_line(&each.join(separator)))
}

fn one(finding: &Finding, language: Language, colour: bool) -> String {
    let severity = finding.severity.text();
    let word = severity.in_(language);
    let word = match finding.severity {
        Severity::Error => paint::red(word, colour),
        Severity::Warning => paint::yellow(word, colour),
        Severity::Note => paint::faint(word, colour),
    };
    let rule = finding.rule_id().map(|id| format!(" {}", on_one_line(id))).unwrap_or_default();
    let mut said = format!("  {word}{rule} {}\n", on_one_line(finding.message.in_(language)));
    if let Some(rule) = finding.rule() {
        let _ = writeln!(said, "      {}", on_one_line(&law(rule, language)));
    }
    if !finding.place.path.is_empty() {
        let _ = writeln!(said, "      {}", paint::faint(&on_one_line(&finding.place.to_string()), colour));
    }
    if let Some(hint) = &finding.hint {
        let _ = writeln!(said, "      → {}", on_one_line(hint.in_(language)));
    }
    said
}
