//! `check` for a terminal: for each subject what is wrong, by which article, and what to do. With `--verbose` also the
//! quote of the article and the file.

use super::{Report, due_soon, law, paint};
use crate::duty::{Duty, Finding, Severity, State};
use crate::regulation::{Check, Rule};
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::vocabulary::SubjectKind;
use std::fmt::Write as _;

/// How a check is shown.
#[derive(Clone, Copy)]
pub struct Style {
    /// With the quote of the article and the file of every finding.
    pub full: bool,
    /// With colours.
    pub colour: bool,
}

/// The whole check.
#[must_use]
pub fn check(report: &Report, style: Style) -> String {
    let (language, colour) = (report.language, style.colour);
    let mut page = String::new();
    for (subject, group) in report.groups() {
        let _ = writeln!(page, "{}", paint::bold(&on_one_line(&report.heading(subject)), colour));
        let (late, open): (Vec<&Finding>, Vec<&Finding>) =
            group.findings.into_iter().partition(|finding| finding.late.is_some());
        for head in open.iter().filter(|finding| finding.cause.is_none()) {
            let following: Vec<&Finding> = open.iter().copied().filter(|one| follows(one, head)).collect();
            page.push_str(&block(head, &following, language, style));
        }
        let (late, excused): (Vec<&Finding>, Vec<&Finding>) =
            late.into_iter().partition(|finding| finding.severity > Severity::Note);
        page.push_str(&done_late(&Text::new("逾期", "late"), &late, language, colour));
        page.push_str(&done_late(&Severity::Note.text(), &excused, language, colour));
        for duty in group.soon.into_iter().filter(|duty| !open.iter().any(|finding| finding.says_what_lacks(duty))) {
            page.push_str(&soon(duty, language, style));
            if style.full {
                page.push_str(&way(6, duty.hint.as_ref(), language));
            }
        }
    }
    if !page.is_empty() {
        page.push('\n');
    }
    let totals = report.totals();
    let counts = report.summary();
    let well = counts.errors == 0 && counts.warnings == 0;
    page.push_str(&if well { paint::green(&totals, colour) } else { totals });
    page.push('\n');
    if let Some(unstated) = report.unstated() {
        let _ = writeln!(page, "{unstated}");
    }
    page
}

/// Whether a finding is settled by the same act as another.
fn follows(finding: &Finding, head: &Finding) -> bool {
    finding.cause.is_some() && finding.cause.as_ref() == head.rule_id() && finding.act == head.act
}

/// A finding with the rules that the same act settles or brings next.
fn block(head: &Finding, following: &[&Finding], language: Language, style: Style) -> String {
    let mut page = one(head, language, style);
    let (settled, after): (Vec<&Finding>, Vec<&Finding>) = following.iter().partition(|finding| finding.settled);
    // What else is asked of one paper is no later step.
    let is_of_paper = |rule: &Rule| rule.checks.iter().all(|check| matches!(check, Check::Document(_)));
    let (beside, after): (Vec<&Finding>, Vec<&Finding>) =
        after.into_iter().partition(|one| [*one, head].into_iter().all(|one| one.rule().is_some_and(is_of_paper)));
    let words = [
        (settled, Text::new("一并解决", "settles as well")),
        (beside, Text::new("同一文书还要", "asked of this paper as well")),
        (after, Text::new("其后再办", "then come")),
    ];
    let listed = words.into_iter().filter(|(findings, _)| !findings.is_empty()).map(|(findings, Text { zh, en })| {
        let rules = findings.iter().filter_map(|finding| finding.rule());
        let mut rules: Vec<String> = rules.map(|rule| format!("{} {}", rule.id, rule.article)).collect();
        rules.dedup();
        let listed = Text::listed(&rules);
        let (rules_zh, rules_en) = (listed.zh, listed.en);
        text!(zh: "{zh}：{rules_zh}", en: "{en}: {rules_en}")
    });
    let listed = Text::join(&listed.collect::<Vec<_>>(), "；", "; ");
    if !following.is_empty() {
        let _ = writeln!(page, "      {}", on_one_line(listed.in_(language)));
    }
    page
}

/// What was done late, on one line after a word: nothing is left to do about it.
fn done_late(word: &Text, late: &[&Finding], language: Language, colour: bool) -> String {
    if late.is_empty() {
        return String::new();
    }
    let each = late.iter().filter_map(|finding| {
        let rule = finding.rule_id().map(|id| format!("{id}{} ", suggestion(finding))).unwrap_or_default();
        Some(format!("{rule}{}", finding.late.as_ref()?.in_(language)))
    });
    let each: Vec<String> = each.collect();
    let word = paint::faint(word.in_(language), colour);
    let separator = language.choose("；", "; ");
    format!("  {word} {}\n", on_one_line(&each.join(separator)))
}

/// The rule, what it is about in its subject, and its article, before the message.
fn cited(rule: &Rule, about: &str, language: Language) -> String {
    let colon = language.choose("：", ": ");
    format!(" {}{} {}{colon}", on_one_line(&rule.id), on_one_line(about), on_one_line(&rule.article))
}

/// The suggestion that a duty is about, behind its rule.
fn suggestion_of(duty: &Duty) -> String {
    if duty.rule().subject == SubjectKind::Suggestion { format!(" {}", duty.what) } else { String::new() }
}

/// The suggestion that a finding is about, behind its rule.
pub(super) fn suggestion(finding: &Finding) -> String {
    finding.suggestion.as_ref().map(|id| format!(" {id}")).unwrap_or_default()
}

/// A duty that is due soon: rule, what is to be done, and by when.
pub(super) fn soon(duty: &Duty, language: Language, style: Style) -> String {
    let word = State::DueSoon.text();
    let word = paint::yellow(word.in_(language), style.colour);
    let cited = cited(duty.rule(), &suggestion_of(duty), language);
    let mut page = format!("  {word}{cited}{}\n", on_one_line(&due_soon(duty, language)));
    if style.full {
        let _ = writeln!(page, "      {}", on_one_line(&law(duty.rule(), language)));
    }
    page
}

/// A finding: severity, rule and message, place, hint.
pub(super) fn one(finding: &Finding, language: Language, style: Style) -> String {
    let severity = finding.severity.text();
    let word = severity.in_(language);
    let word = match finding.severity {
        Severity::Error => paint::red(word, style.colour),
        Severity::Warning => paint::yellow(word, style.colour),
        Severity::Note => paint::faint(word, style.colour),
    };
    let rule = finding.rule().map_or_else(|| " ".to_owned(), |rule| cited(rule, &suggestion(finding), language));
    let mut page = format!("  {word}{rule}{}\n", on_one_line(finding.message.in_(language)));
    if let Some(rule) = finding.rule().filter(|_| style.full) {
        let _ = writeln!(page, "      {}", on_one_line(&law(rule, language)));
    }
    // What is missing is in no line yet, and the hint names the file.
    let stands = finding.hint.is_none() || finding.rule().is_none() || finding.place.line.is_some_and(|line| line > 1);
    if (style.full || stands) && !finding.place.path.is_empty() {
        let _ = writeln!(page, "      {}", paint::faint(&on_one_line(&finding.place.to_string()), style.colour));
    }
    page.push_str(&way(6, finding.hint.as_ref(), language));
    page
}

/// The hint on a line of its own, indented by `margin` columns; empty without one.
#[must_use]
pub fn way(margin: usize, hint: Option<&Text>, language: Language) -> String {
    hint.map(|hint| format!("{:margin$}→ {}\n", "", on_one_line(hint.in_(language)))).unwrap_or_default()
}
