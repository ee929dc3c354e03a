//! The check as a person reads it: topic by topic, what is wrong, the law, the file, what to do.

use super::{Report, paint};
use crate::archive::Archive;
use crate::duty::{Duty, Finding, Severity, State, Subject};
use crate::text::{Language, Text, printable};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The whole check; `archive` gives the topics their titles.
#[must_use]
pub fn check(report: &Report, archive: &Archive, colour: bool) -> String {
    let language = report.language;
    let mut groups: BTreeMap<&Subject, (Vec<&Finding>, Vec<&Duty>)> = BTreeMap::new();
    for finding in report.findings {
        groups.entry(&finding.subject).or_default().0.push(finding);
    }
    for duty in report.duties.iter().filter(|duty| duty.state == State::DueSoon && !duty.waived) {
        groups.entry(&duty.subject).or_default().1.push(duty);
    }
    let titles: BTreeMap<Subject, &str> =
        archive.topics.iter().map(|topic| (Subject::Topic(topic.key), topic.file.title.as_str())).collect();
    let mut said = String::new();
    for (subject, (mut findings, soon)) in groups {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let heading = heading(subject, titles.get(subject).copied(), language);
        let _ = writeln!(said, "{}", paint::bold(&heading, colour));
        for finding in findings {
            said.push_str(&one(finding, language, colour));
        }
        for duty in soon {
            said.push_str(&due_soon(duty, language, colour));
        }
        said.push('\n');
    }
    said.push_str(&summary(report, colour));
    said
}

fn heading(subject: &Subject, title: Option<&str>, language: Language) -> String {
    let named = match subject {
        Subject::Archive => Text::new("档案库", "archive"),
        Subject::Plan(year) => Text::new(format!("{year} 年度计划"), format!("plan of {year}")),
        Subject::Room(id) => Text::new(format!("协商室 {id}"), format!("room {id}")),
        Subject::Topic(key) => Text::same(format!("{key} {}", title.unwrap_or_default())),
    };
    printable(named.in_(language).trim_end())
}

fn one(finding: &Finding, language: Language, colour: bool) -> String {
    let severity = finding.severity.text();
    let word = severity.in_(language);
    let word = match finding.severity {
        Severity::Error => paint::red(word, colour),
        Severity::Warning => paint::yellow(word, colour),
        Severity::Note => paint::faint(word, colour),
    };
    let rule = finding.rule_id().map(|id| format!(" {id}")).unwrap_or_default();
    let mut said = format!("  {word}{rule} {}\n", printable(finding.message.in_(language)));
    if let Some((_, rule)) = finding.rule {
        let _ = writeln!(said, "      {}", law(&rule.article, &rule.quote, &rule.en, language));
    }
    if !finding.place.path.is_empty() {
        let _ = writeln!(said, "      {}", paint::faint(&printable(&finding.place.to_string()), colour));
    }
    if let Some(hint) = &finding.hint {
        let _ = writeln!(said, "      → {}", printable(hint.in_(language)));
    }
    said
}

/// The article and its words; in English their meaning before them.
fn law(article: &str, quote: &str, en: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("{article}：“{quote}”"),
        Language::English => format!("{article}: {en} “{quote}”"),
    }
}

fn due_soon(duty: &Duty, language: Language, colour: bool) -> String {
    let state = duty.state.text();
    let due = duty.due.map(|due| due.to_string()).unwrap_or_default();
    let left = super::topic::days_left(duty);
    let left = left.in_(language);
    let task = &duty.missing;
    let when = match language {
        Language::Chinese => format!("（{due}，{left}）"),
        Language::English => format!(" ({due}, {left})"),
    };
    let word = paint::yellow(state.in_(language), colour);
    let law = law(&duty.rule.article, &duty.rule.quote, &duty.rule.en, language);
    format!("  {word} {} {}{when}\n      {law}\n", duty.rule.id, printable(task.in_(language)))
}

fn summary(report: &Report, colour: bool) -> String {
    let counts = report.summary();
    let super::Summary { errors, warnings, notes, overdue, due_soon } = counts;
    let as_of = report.as_of;
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let said = match report.language {
        Language::Chinese => {
            format!(
                "截至 {as_of}：错误 {errors}，警告 {warnings}，提示 {notes}；已逾期 {overdue} 项，即将到期 {due_soon} 项"
            )
        }
        Language::English => format!(
            "as of {as_of}: {}, {}, {}; {overdue} overdue, {due_soon} due soon",
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(notes, "note")
        ),
    };
    let said = if errors == 0 && warnings == 0 { paint::green(&said, colour) } else { said };
    format!("{said}\n")
}
