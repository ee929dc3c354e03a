//! The deadlines that move with a meeting.

use super::table::table;
use crate::duty::{Duty, State};
use crate::model::Date;
use crate::rules::Force;
use crate::text::Language;

/// The open deadlines that moved, in a table; nothing if none did.
pub(crate) fn moved_deadlines(before: &[Duty], after: &[Duty], language: Language) -> String {
    let day = |due: Option<Date>| due.map_or_else(|| "—".to_owned(), |due| due.to_string());
    let rows: Vec<Vec<String>> = after
        .iter()
        // What merely may be done has no deadline.
        .filter(|duty| duty.rule().force != Force::May)
        .filter_map(|duty| {
            let old = before.iter().find(|old| old.rule().id == duty.rule().id && old.what == duty.what)?;
            let pressing = duty.state.is_open() || old.state.is_open() || duty.state == State::DoneLate;
            let moved = old.due != duty.due && pressing || (duty.state.is_open() && !old.state.is_open());
            let task = if duty.task.is_empty() { duty.state.text() } else { duty.task.clone() };
            let rule = format!("{} {}", duty.rule().id, duty.what);
            moved.then(|| vec![rule.trim_end().to_owned(), day(old.due), day(duty.due), task.in_(language).to_owned()])
        })
        .collect();
    let heading = match language {
        Language::Chinese => ["规则", "原期限", "新期限", "事项"],
        Language::English => ["rule", "was due", "due", "what"],
    };
    table(&heading, &rows)
}
