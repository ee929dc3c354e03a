//! Pages, tables, JSON, CSV and Markdown of what was judged. It judges nothing itself and writes nothing.

mod agenda;
mod breaks;
pub(crate) mod calendar;
pub(crate) mod catalogue;
pub(crate) mod checklist;
pub(crate) mod ci;
pub(crate) mod comments;
pub mod csv;
pub(crate) mod digest;
pub(crate) mod dossier;
pub(crate) mod due;
pub(crate) mod export;
pub(crate) mod figures;
pub(crate) mod find;
pub mod fold;
pub(crate) mod health;
pub mod human;
pub(crate) mod import;
pub mod json;
pub(crate) mod log;
pub mod markdown;
pub(crate) mod materials;
pub(crate) mod missing;
pub(crate) mod morning;
pub(crate) mod numbers;
pub mod page;
pub mod paint;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod postpone;
pub(crate) mod redline;
pub(crate) mod register;
pub(crate) mod regulation;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod rooms;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod sealed;
pub(crate) mod site;
pub(crate) mod suggestions;
pub mod table;
pub(crate) mod topic;
pub(crate) mod topics;
mod uri;
pub(crate) mod verify;
pub(crate) mod workday;

use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Date, Subject};
use crate::regulation::Rule;
use crate::rules::Clause;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use std::collections::BTreeMap;

/// Most subjects that are named with what nobody has stated of them.
const NAMED: usize = 3;

/// Everything a check has to report.
pub struct Report<'a> {
    /// The day it was judged.
    pub as_of: Date,
    /// The duties.
    pub duties: &'a [Duty],
    /// The findings, with line and column.
    pub findings: &'a [Finding],
    /// The titles of the topics.
    pub titles: BTreeMap<Subject, &'a str>,
    /// The language of messages.
    pub language: Language,
    /// With `--new-since`: the commit that had none of these findings; older ones are left out.
    pub since: Option<&'a str>,
}

/// Findings and deadlines of one subject.
#[derive(Default)]
struct Group<'r> {
    /// Its findings, the most severe first.
    findings: Vec<&'r Finding>,
    /// Its duties that are due soon.
    soon: Vec<&'r Duty>,
}

/// How many findings and pressing duties there are.
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
    /// Findings and deadlines to act on, by subject.
    fn groups(&self) -> BTreeMap<&Subject, Group<'_>> {
        let mut groups: BTreeMap<&Subject, Group> = BTreeMap::new();
        for finding in self.findings {
            groups.entry(&finding.subject).or_default().findings.push(finding);
        }
        // A comparison with a commit lists new findings; a deadline ahead is none.
        if self.since.is_none() {
            for duty in self.duties.iter().filter(|duty| is_pressing(duty, State::DueSoon)) {
                groups.entry(&duty.subject).or_default().soon.push(duty);
            }
        }
        for group in groups.values_mut() {
            group.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        }
        groups
    }

    /// The heading of a subject.
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
        // A duty without a deadline is reported as a finding, but cannot be late.
        let overdue = self.duties.iter().filter(|duty| is_pressing(duty, State::Overdue) && duty.due.is_some()).count();
        let as_of = self.as_of;
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

    /// What only people can state and nobody has, although its day is over: no finding, for it may have been done.
    fn unstated(&self) -> Option<String> {
        let mut by_subject: BTreeMap<&Subject, Vec<&Duty>> = BTreeMap::new();
        let unstated = self.duties.iter().filter(|duty| self.since.is_none() && duty.is_unstated());
        for duty in unstated.filter(|duty| matches!(duty.subject, Subject::Topic(_))) {
            by_subject.entry(&duty.subject).or_default().push(duty);
        }
        let number: usize = by_subject.values().map(Vec::len).sum();
        let each = by_subject.iter().take(NAMED).map(|(subject, duties)| {
            Text::same(format!("{} ", subject.called().in_(self.language))).then(&Duty::listed(duties))
        });
        let Text { zh, en } = Text::join(&each.collect::<Vec<_>>(), "；", "; ");
        let (more_zh, more_en) = if by_subject.len() > NAMED { ("等", " and others") } else { ("", "") };
        let which = match by_subject.keys().next() {
            Some(Subject::Topic(key)) if by_subject.len() == 1 => Text::same(key.to_string()),
            _ => Text::new("〈议题〉", "〈TOPIC〉"),
        };
        let (which_zh, which_en) = (which.zh, which.en);
        let said = text!(
            zh: "尚待人员确认 {number} 项：{zh}{more_zh}；怎样确认见 `yijuan show {which_zh} --checklist`",
            en: "still to be stated by a person, {number}: {en}{more_en}; `yijuan show {which_en} --checklist` says how"
        );
        (number > 0).then(|| said.in_(self.language).to_owned())
    }

    /// Counts findings by severity, and the duties that are overdue or due soon.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            errors: self.count_findings(Severity::Error),
            warnings: self.count_findings(Severity::Warning),
            notes: self.count_findings(Severity::Note),
            overdue: self.count_duties(State::Overdue),
            due_soon: self.count_duties(State::DueSoon),
        }
    }

    fn count_findings(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn count_duties(&self, state: State) -> usize {
        self.duties.iter().filter(|duty| is_pressing(duty, state)).count()
    }
}

/// Whether a duty is in a state and no exception excuses it.
fn is_pressing(duty: &Duty, state: State) -> bool {
    duty.state == state && !duty.waived
}

/// A number with its English noun.
fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The article and its text; in English the translation comes first.
fn law(rule: &Rule, language: Language) -> String {
    let Clause { article, quote, en, .. } = &rule.clause;
    match language {
        Language::Chinese => format!("{article}：“{quote}”"),
        Language::English => format!("{article}: {en} “{quote}”"),
    }
}

/// A task that is due soon, with its deadline.
fn due_soon(duty: &Duty, language: Language) -> String {
    let due = duty.due.map(|due| due.to_string()).unwrap_or_default();
    let left = crate::duty::days_left(duty);
    let (task, left) = (duty.missing.in_(language), left.in_(language));
    match language {
        Language::Chinese => format!("{task}（{due}，{left}）"),
        Language::English => format!("{task} ({due}, {left})"),
    }
}
