//! `postpone`: the deadlines that move with a meeting.

use super::page::{is_provisional, provisional};
use super::table::{or_dash, table};
use crate::duty::{Duty, State};
use crate::rules::Force;
use crate::text::Language;

/// The open deadlines that moved, as a table; empty if there are none.
pub(crate) fn moved_deadlines(before: &[Duty], after: &[Duty], language: Language) -> String {
    let mut told: Vec<&Duty> = Vec::new();
    let rows: Vec<Vec<String>> = after
        .iter()
        // What is only permitted has no deadline.
        .filter(|duty| duty.rule().force != Force::May)
        .filter_map(|duty| {
            let old = before.iter().find(|old| old.rule().id == duty.rule().id && old.what == duty.what)?;
            let pressing = duty.state.is_open() || old.state.is_open() || duty.state == State::DoneLate;
            let moved = old.due != duty.due && pressing || (duty.state.is_open() && !old.state.is_open());
            let task = if duty.task.is_empty() { duty.state.text() } else { duty.task.clone() };
            let rule = format!("{} {}", duty.rule().id, duty.what);
            moved.then(|| {
                told.push(duty);
                let mark = if is_provisional(duty) { "*" } else { "" };
                let due = format!("{}{mark}", or_dash(duty.due));
                vec![rule.trim_end().to_owned(), or_dash(old.due), due, task.in_(language).to_owned()]
            })
        })
        .collect();
    let heading = match language {
        Language::Chinese => ["规则", "原期限", "新期限", "事项"],
        Language::English => ["rule", "was due", "due", "what"],
    };
    table(&heading, &rows) + &provisional(&told, &[], language)
}
