//! What the page of a topic and that of a year have in common: open deadlines, and what else is wrong.

use super::human::way;
use super::paint;
use super::table::bare;
use crate::duty::{Duty, Finding, State, days_left_in_short, open};
use crate::text::{Language, on_one_line};
use std::fmt::Write as _;

/// A heading of a page.
#[must_use]
pub fn heading(zh: &str, en: &str, language: Language, colour: bool) -> String {
    let said = match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    format!("\n{}\n", paint::bold(said, colour))
}

/// Of which deadlines is told what to do.
#[derive(Clone, Copy)]
pub enum Ways<'d> {
    /// Of all.
    All,
    /// Of those that press, but for the one of which it is told elsewhere.
    Pressing(Option<&'d Duty>),
}

impl Ways<'_> {
    fn tell(self, duty: &Duty) -> bool {
        match self {
            Self::All => true,
            Self::Pressing(told) => {
                let is_told = told.is_some_and(|told| std::ptr::eq(told, duty));
                matches!(duty.state, State::Overdue | State::DueSoon) && !is_told
            }
        }
    }
}

/// Working days left, for a column of them: what is counted without a schedule is marked, and said below.
pub(super) fn left(duty: &Duty, language: Language) -> String {
    let mark = if is_provisional(duty) { "*" } else { "" };
    format!("{}{mark}", days_left_in_short(duty).in_(language))
}

fn is_provisional(duty: &Duty) -> bool {
    duty.provisional && duty.working_days_left.is_some()
}

/// What the mark in a column of days left means; empty where there is none.
pub(super) fn provisional(duties: &[&Duty], language: Language) -> String {
    if !duties.iter().any(|duty| is_provisional(duty)) {
        return String::new();
    }
    let said =
        language.choose("暂计：该年节假日安排未公布或未收录", "provisional: no holiday schedule for that year yet");
    format!("  * {said}\n")
}

/// The open duties in the order they press, a line each, and how many are done and hold besides.
#[must_use]
pub fn deadlines(duties: &[&Duty], ways: Ways, language: Language, colour: bool) -> String {
    let open = open(duties);
    let held = duties.iter().filter(|duty| matches!(duty.state, State::Done | State::DoneLate));
    // What has no day was never done: it holds as things are.
    let (done, holding): (Vec<&Duty>, Vec<&Duty>) = held.partition(|duty| duty.done.is_some());
    let mut said = heading("期限", "deadlines", language, colour);
    let rows: Vec<Vec<String>> = open
        .iter()
        .map(|duty| {
            vec![
                duty.due.map_or_else(|| "—".to_owned(), |due| due.to_string()),
                left(duty, language),
                format!("{} {}", duty.rule().id, duty.what).trim_end().to_owned(),
                duty.task.in_(language).to_owned(),
            ]
        })
        .collect();
    for (duty, row) in open.iter().zip(bare(&rows).lines()) {
        let row = match duty.state {
            State::Overdue => paint::red(row, colour),
            State::DueSoon => paint::yellow(row, colour),
            _ => row.to_owned(),
        };
        let _ = writeln!(said, " {row}");
        if ways.tell(duty) {
            said.push_str(&way(6, duty.hint.as_ref(), language));
        }
    }
    said.push_str(&provisional(&open, language));
    let (done, holding, open) = (done.len(), holding.len(), open.len());
    let besides = match language {
        _ if holding == 0 => String::new(),
        Language::Chinese => format!("，另有 {holding} 项符合要求"),
        Language::English => format!(", {holding} more in order"),
    };
    let _ = match language {
        Language::Chinese => writeln!(said, "  已办 {done} 项，未办 {open} 项{besides}"),
        Language::English => writeln!(said, "  {done} done, {open} open{besides}"),
    };
    said
}

/// What a check finds beyond what the deadlines already say; empty if nothing.
#[must_use]
pub fn wrong(duties: &[&Duty], findings: &[Finding], language: Language, colour: bool) -> String {
    let beyond: Vec<&Finding> = findings
        .iter()
        .filter(|finding| {
            !duties.iter().any(|duty| {
                duty.state == State::Overdue
                    && finding.rule_id() == Some(&duty.rule().id)
                    && !duty.missing.is_empty()
                    && finding.message.zh.starts_with(&duty.missing.zh)
            })
        })
        .collect();
    if beyond.is_empty() {
        return String::new();
    }
    let mut said = heading("问题", "findings", language, colour);
    for finding in beyond {
        let severity = finding.severity.text();
        let rule = finding.rule_id().map(|id| format!(" {}", on_one_line(id))).unwrap_or_default();
        let _ = writeln!(said, "  {}{rule}  {}", severity.in_(language), on_one_line(finding.message.in_(language)));
    }
    said
}
