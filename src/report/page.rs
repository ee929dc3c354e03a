//! What the pages of a topic, a year and a room have in common: headings, open deadlines, other findings.

use super::human::{suggestion, way};
use super::paint;
use super::table::{bare, or_dash};
use crate::duty::{Duty, Finding, State, days_left_in_short, open};
use crate::engine::Promise;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// A heading of a page.
#[must_use]
pub fn heading(zh: &str, en: &str, language: Language, colour: bool) -> String {
    format!("\n{}\n", paint::bold(language.choose(zh, en), colour))
}

/// Which deadlines are shown with a hint.
#[derive(Clone, Copy)]
pub enum Ways<'d> {
    /// All of them.
    All,
    /// Those overdue or due soon, except one whose hint is shown elsewhere.
    Pressing(Option<&'d Duty>),
}

impl Ways<'_> {
    fn shows(self, duty: &Duty) -> bool {
        match self {
            Self::All => true,
            Self::Pressing(shown) => {
                let is_shown = shown.is_some_and(|shown| std::ptr::eq(shown, duty));
                matches!(duty.state, State::Overdue | State::DueSoon) && !is_shown
            }
        }
    }
}

/// Working days left, as a cell; marked with `*` if counted without a holiday schedule.
pub(super) fn left(duty: &Duty, language: Language) -> String {
    let mark = if is_provisional(duty) { "*" } else { "" };
    format!("{}{mark}", days_left_in_short(duty).in_(language))
}

/// Whether its day was counted without a holiday schedule.
pub(super) fn is_provisional(duty: &Duty) -> bool {
    (duty.provisional || duty.count_is_provisional) && duty.working_days_left.is_some()
}

/// The note that explains `*`; empty if nothing has it.
pub(super) fn provisional(duties: &[&Duty], promises: &[&Promise], language: Language) -> String {
    if !duties.iter().any(|duty| is_provisional(duty)) && !promises.iter().any(|one| one.is_provisional) {
        return String::new();
    }
    let note = language.choose(
        "暂计：该年节假日安排未公布或未收录；公布后写入 calendar/年份.yml",
        "provisional: no holiday schedule for that year yet; once there is, write calendar/YEAR.yml",
    );
    format!("  * {note}\n")
}

/// The open duties, the most pressing first, one on a line; then how many are done and how many are in order.
#[must_use]
pub fn deadlines(duties: &[&Duty], ways: Ways, language: Language, colour: bool) -> String {
    let open = open(duties);
    let mut page = heading("期限", "deadlines", language, colour);
    let rows: Vec<Vec<String>> = open
        .iter()
        .map(|duty| {
            vec![
                or_dash(duty.due),
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
        let _ = writeln!(page, " {row}");
        if ways.shows(duty) {
            page.push_str(&way(6, duty.hint.as_ref(), language));
        }
    }
    page.push_str(&provisional(&open, &[], language));
    let _ = writeln!(page, "  {}", tally(duties).in_(language));
    page
}

/// How many duties are done, open, and in order.
#[must_use]
pub fn tally(duties: &[&Duty]) -> Text {
    let open = open(duties).len();
    let held = duties.iter().filter(|duty| matches!(duty.state, State::Done | State::DoneLate));
    // A duty without a day was not done on any: it is met as things are.
    let (done, holding): (Vec<&Duty>, Vec<&Duty>) = held.partition(|duty| duty.done.is_some());
    let (done, holding) = (done.len(), holding.len());
    let told = text!(zh: "已办 {done} 项，未办 {open} 项", en: "{done} done, {open} open");
    if holding == 0 {
        return told;
    }
    told.then(&text!(zh: "，另有 {holding} 项符合要求", en: ", {holding} more in order"))
}

/// Findings that the deadlines do not already show; empty if there are none.
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
    let mut page = heading("问题", "findings", language, colour);
    let ruled = |finding: &Finding| {
        let rule = finding.rule_id().map(|id| on_one_line(&format!(" {id}{}", suggestion(finding))));
        rule.unwrap_or_default()
    };
    let width = beyond.iter().map(|finding| ruled(finding).width()).max().unwrap_or_default();
    for finding in beyond {
        let severity = finding.severity.text();
        let rule = ruled(finding);
        let rule = format!("{rule}{}", " ".repeat(width - rule.width()));
        let _ = writeln!(page, "  {}{rule}  {}", severity.in_(language), on_one_line(finding.message.in_(language)));
    }
    page
}
