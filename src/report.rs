//! Duties and findings in the forms people and programs read. Writes nothing itself.

mod breaks;
pub(crate) mod checklist;
pub mod csv;
pub(crate) mod due;
pub mod fold;
pub mod human;
pub(crate) mod import;
pub mod json;
pub mod markdown;
pub(crate) mod materials;
pub(crate) mod missing;
pub mod page;
pub mod paint;
pub(crate) mod plan;
pub(crate) mod postpone;
pub(crate) mod redline;
pub(crate) mod regulation;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod rooms;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod suggestions;
pub mod table;
pub(crate) mod topic;
pub(crate) mod topics;
pub(crate) mod verify;
pub(crate) mod workday;

use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Date, Subject};
use crate::regulation::Rule;
use crate::rules::Clause;
use crate::text::{Language, on_one_line};
use std::collections::BTreeMap;

/// Everything a check has to report.
pub struct Report<'a> {
    /// The day it was judged.
    pub as_of: Date,
    /// The duties.
    pub duties: &'a [Duty],
    /// The findings, their places located.
    pub findings: &'a [Finding],
    /// The titles of the topics.
    pub titles: BTreeMap<Subject, &'a str>,
    /// The language of messages.
    pub language: Language,
    /// The commit in which none of the findings was there yet, if what was is left out.
    pub since: Option<&'a str>,
}

/// What a report says of one subject.
#[derive(Default)]
struct Group<'r> {
    /// Its findings, the gravest first.
    findings: Vec<&'r Finding>,
    /// Its duties that are due soon.
    soon: Vec<&'r Duty>,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Duties overdue.
    pub overdue: usize,
    /// Duties due soon.
    pub due_soon: usize,
}

impl Report<'_> {
    /// What there is to act on, subject by subject.
    fn groups(&self) -> BTreeMap<&Subject, Group<'_>> {
        let mut groups: BTreeMap<&Subject, Group> = BTreeMap::new();
        for finding in self.findings {
            groups.entry(&finding.subject).or_default().findings.push(finding);
        }
        // What is merely due is nothing that was found.
        let soon = |duty: &&Duty| duty.state == State::DueSoon && !duty.waived && self.since.is_none();
        for duty in self.duties.iter().filter(soon) {
            groups.entry(&duty.subject).or_default().soon.push(duty);
        }
        for group in groups.values_mut() {
            group.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        }
        groups
    }

    /// A subject as a heading.
    fn heading(&self, subject: &Subject) -> String {
        let title = self.titles.get(subject).copied().unwrap_or_default();
        if let (Subject::Room(_), false) = (subject, title.is_empty()) {
            return format!("{}{title}", self.language.choose("协商室 ", "room "));
        }
        format!("{} {title}", subject.called().in_(self.language)).trim_end().to_owned()
    }

    /// The counts in one sentence.
    fn totals(&self) -> String {
        let Summary { errors, warnings, notes, due_soon, .. } = self.summary();
        // What has no day is found, and not late.
        let is_late = |duty: &&Duty| duty.state == State::Overdue && duty.due.is_some() && !duty.waived;
        let overdue = self.duties.iter().filter(is_late).count();
        let as_of = self.as_of;
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        if let Some(since) = self.since {
            let since = on_one_line(since);
            return match self.language {
                Language::Chinese => format!(
                    "截至 {as_of}，{since} 以来新增：错误 {errors}，警告 {warnings}，提示 {notes}\n连同此前已有的：已逾期 {overdue} 项，即将到期 {due_soon} 项"
                ),
                Language::English => format!(
                    "as of {as_of}, new since {since}: {}, {}, {}\nwith what was there before: {overdue} overdue, {due_soon} due soon",
                    plural(errors, "error"),
                    plural(warnings, "warning"),
                    plural(notes, "note")
                ),
            };
        }
        match self.language {
            Language::Chinese => format!(
                "截至 {as_of}：错误 {errors}，警告 {warnings}，提示 {notes}；已逾期 {overdue} 项，即将到期 {due_soon} 项"
            ),
            Language::English => format!(
                "as of {as_of}: {}, {}, {}; {overdue} overdue, {due_soon} due soon",
                plural(errors, "error"),
                plural(warnings, "warning"),
                plural(notes, "note")
            ),
        }
    }

    /// Counts findings by severity and the duties that press.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let findings = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let duties = |state| self.duties.iter().filter(|duty| duty.state == state && !duty.waived).count();
        Summary {
            errors: findings(Severity::Error),
            warnings: findings(Severity::Warning),
            notes: findings(Severity::Note),
            overdue: duties(State::Overdue),
            due_soon: duties(State::DueSoon),
        }
    }
}

/// The article and its words; in English their meaning before them.
fn law(rule: &Rule, language: Language) -> String {
    let Clause { article, quote, en, .. } = &rule.clause;
    match language {
        Language::Chinese => format!("{article}：“{quote}”"),
        Language::English => format!("{article}: {en} “{quote}”"),
    }
}

/// What is due soon, and when.
fn due_soon(duty: &Duty, language: Language) -> String {
    let due = duty.due.map(|due| due.to_string()).unwrap_or_default();
    let left = crate::duty::days_left(duty);
    let (task, left) = (duty.missing.in_(language), left.in_(language));
    match language {
        Language::Chinese => format!("{task}（{due}，{left}）"),
        Language::English => format!("{task} ({due}, {left})"),
    }
}
