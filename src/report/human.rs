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
        for finding in group.findings {
            said.push_str(&one(finding, language, colour));
        }
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
