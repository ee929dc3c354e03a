//! `check --format markdown`, a table for each subject, and Markdown of any table: for an issue, a mail or a page.

use super::{Report, due_soon, law};
use crate::duty::{Finding, State};
use crate::text::{Language, on_one_line};
use std::fmt::Write as _;

/// The whole check.
#[must_use]
pub fn check(report: &Report) -> String {
    let language = report.language;
    let columns = match language {
        Language::Chinese => ["程度", "规则", "问题", "依据", "位置", "怎么办"],
        Language::English => ["severity", "rule", "finding", "article", "place", "what to do"],
    };
    let mut page = String::new();
    for (subject, group) in report.groups() {
        let _ = writeln!(page, "## {}\n", plain(&report.heading(subject)));
        head(&mut page, &columns);
        for finding in group.findings {
            row(&mut page, &of_finding(finding, language));
        }
        for duty in group.soon {
            let state = State::DueSoon.text().in_(language).to_owned();
            let place = String::new();
            let hint = duty.hint.as_ref().map(|hint| hint.in_(language).to_owned()).unwrap_or_default();
            let task = due_soon(duty, language);
            row(&mut page, &[state, duty.rule().id.to_string(), task, law(duty.rule(), language), place, hint]);
        }
        page.push('\n');
    }
    let _ = writeln!(page, "{}", report.totals());
    if let Some(unstated) = report.unstated() {
        let _ = writeln!(page, "\n{unstated}");
    }
    page
}

/// Any table.
#[must_use]
pub fn rows(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut page = String::new();
    head(&mut page, heading);
    for cells in rows {
        row(&mut page, cells);
    }
    page
}

fn head(page: &mut String, columns: &[&str]) {
    let _ = writeln!(page, "| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
}

fn of_finding(finding: &Finding, language: Language) -> [String; 6] {
    let rule = finding.rule();
    [
        finding.severity.text().in_(language).to_owned(),
        rule.map(|rule| rule.id.to_string()).unwrap_or_default(),
        finding.message.in_(language).to_owned(),
        rule.map(|rule| law(rule, language)).unwrap_or_default(),
        finding.place.to_string(),
        finding.hint.as_ref().map(|hint| hint.in_(language).to_owned()).unwrap_or_default(),
    ]
}

fn row(page: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

/// The text on one line, with everything escaped that Markdown or HTML would interpret or turn into a link.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            '|' | '`' | '\\' | '*' | '_' | '[' | ']' | '~' | '#' | '@' => shown.extend(['\\', c]),
            '/' if shown.ends_with(":/") => shown.push_str("\\/"),
            '.' if shown.ends_with("www") => shown.push_str("\\."),
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_sign() {
        assert_eq!(plain("a|b `c` <b>&amp;\n[x](y)"), "a\\|b \\`c\\` &lt;b&gt;&amp;amp;\\\\u{a}\\[x\\](y)");
        assert_eq!(plain("http://x www.y a@b"), "http:/\\/x www\\.y a\\@b");
    }
}
