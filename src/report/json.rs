//! `check --format json`: schema `yijuan/check/1`; and how every command prints JSON. Every key is always there, `null` if
//! unknown.

use super::{Report, Summary};
use crate::duty::{Duty, Finding};
use crate::model::Date;
use crate::text::{Language, is_hidden};
use serde::Serialize;
use std::fmt::Write as _;

#[derive(Serialize)]
struct Check<'a> {
    schema: &'static str,
    as_of: Date,
    duties: Vec<DutyRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct DutyRow<'a> {
    regulation: &'a str,
    rule: &'a str,
    subject: String,
    what: &'a str,
    state: &'static str,
    due: Option<Date>,
    done: Option<Date>,
    days_left: Option<i64>,
    working_days_left: Option<i64>,
    provisional: bool,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    regulation: Option<&'a str>,
    rule: Option<&'a str>,
    severity: &'static str,
    subject: String,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    article: Option<&'a str>,
    quote: Option<&'a str>,
    hint: Option<&'a str>,
    cause: Option<&'a str>,
}

/// A duty as one object.
#[must_use]
pub fn duty(duty: &Duty) -> serde_json::Value {
    serde_json::to_value(DutyRow::of(duty)).unwrap_or_default()
}

/// A finding as one object.
#[must_use]
pub fn finding(finding: &Finding, language: Language) -> serde_json::Value {
    serde_json::to_value(FindingRow::of(finding, language)).unwrap_or_default()
}

/// The whole check as one object.
#[must_use]
pub fn check(report: &Report) -> String {
    let check = Check {
        schema: "yijuan/check/1",
        as_of: report.as_of,
        duties: report.duties.iter().map(DutyRow::of).collect(),
        findings: report.findings.iter().map(|finding| FindingRow::of(finding, report.language)).collect(),
        summary: report.summary(),
    };
    pretty(&check)
}

/// Any value as indented JSON with a final newline.
#[must_use]
pub fn pretty(value: &impl Serialize) -> String {
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        // JSON may leave characters unescaped that control a terminal; they occur only in strings.
        if is_hidden(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    text
}

impl<'a> DutyRow<'a> {
    fn of(duty: &'a Duty) -> Self {
        Self {
            regulation: &duty.regulation().id,
            rule: &duty.rule().id,
            subject: duty.subject.to_string(),
            what: &duty.what,
            state: duty.state.id(),
            due: duty.due,
            done: duty.done,
            days_left: duty.days_left,
            working_days_left: duty.working_days_left,
            provisional: duty.provisional,
        }
    }
}

impl<'a> FindingRow<'a> {
    fn of(finding: &'a Finding, language: Language) -> Self {
        Self {
            regulation: finding.citation.as_ref().map(|citation| &*citation.regulation().id),
            rule: finding.rule().map(|rule| &*rule.id),
            severity: finding.severity.id(),
            subject: finding.subject.to_string(),
            path: Some(finding.place.path.as_str()).filter(|path| !path.is_empty()),
            line: finding.place.line,
            column: finding.place.column,
            message: finding.message.in_(language),
            article: finding.rule().map(|rule| &*rule.article),
            quote: finding.rule().map(|rule| rule.quote.as_str()),
            hint: finding.hint.as_ref().map(|hint| hint.in_(language)),
            cause: finding.cause.as_deref(),
        }
    }
}
