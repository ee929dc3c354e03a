//! `due`: open deadlines and expected answers as a table, with hints on request.

use super::human::way;
use super::json;
use super::page::{left, provisional};
use super::table::{or_dash, table, table_with};
use crate::duty::{Duty, left_until};
use crate::engine::Promise;
use crate::model::{Date, Subject};
use crate::text::{Language, Text};
use crate::workspace::{Due, Overview};

/// A row of the table.
struct Row {
    due: Option<Date>,
    cells: Vec<String>,
    hint: Option<Text>,
}

impl Row {
    fn of_duty(duty: &Duty, title: String, language: Language) -> Self {
        let cells = vec![
            or_dash(duty.due),
            left(duty, language),
            title,
            format!("{} {}", duty.rule().id, duty.what).trim_end().to_owned(),
            duty.task.in_(language).to_owned(),
        ];
        Self { due: duty.due, cells, hint: duty.hint.clone() }
    }

    fn of_promise(promise: &Promise, title: String, language: Language) -> Self {
        let Promise { due, days_left, working_days_left, is_provisional, .. } = *promise;
        let left = left_until(days_left < 0, days_left, working_days_left);
        let mark = if is_provisional { "*" } else { "" };
        let cells = vec![
            due.to_string(),
            format!("{}{mark}", left.in_(language)),
            title,
            promise.suggestion.to_string(),
            Promise::task().in_(language).to_owned(),
        ];
        Self { due: Some(due), cells, hint: Some(promise.hint.clone()) }
    }
}

/// A table of deadlines by day; with `hints`, each with what to do below it.
pub(crate) fn human(overview: &Overview, Due { duties, promises }: &Due, language: Language, hints: bool) -> String {
    let heading = match language {
        Language::Chinese => ["期限", "尚余", "议题", "规则", "事项"],
        Language::English => ["due", "left", "topic", "rule", "what"],
    };
    let of_duties = duties.iter().map(|duty| {
        let title = heading_of(&duty.subject, overview.title(&duty.subject), language);
        Row::of_duty(duty, title, language)
    });
    let of_promises = promises.iter().map(|promise| {
        let subject = Subject::Topic(promise.topic);
        Row::of_promise(promise, heading_of(&subject, overview.title(&subject), language), language)
    });
    let mut all: Vec<Row> = of_duties.chain(of_promises).collect();
    all.sort_by_key(|row| (row.due.is_none(), row.due));
    let below: Vec<String> = all.iter().map(|row| way(6, row.hint.as_ref(), language)).collect();
    let rows: Vec<Vec<String>> = all.into_iter().map(|row| row.cells).collect();
    let mut page = if hints { table_with(&heading, &rows, &below) } else { table(&heading, &rows) };
    page.push_str(&provisional(duties, promises, language));
    page
}

/// A subject with its title; a room by its name alone.
pub(super) fn heading_of(subject: &Subject, title: Option<String>, language: Language) -> String {
    match (subject, title) {
        (Subject::Room(_), Some(name)) => name,
        (subject, Some(title)) => format!("{} {title}", subject.called().in_(language)),
        (subject, None) => subject.called().in_(language).to_owned(),
    }
}

/// `yijuan/due/1`.
pub(crate) fn as_json(today: Date, Due { duties, promises }: &Due) -> String {
    json::pretty(&serde_json::json!({
        "schema": "yijuan/due/1",
        "as_of": today,
        "duties": duties.iter().map(|duty| json::duty(duty)).collect::<Vec<_>>(),
        "promises": promises.iter().map(|promise| promise_json(promise)).collect::<Vec<_>>(),
    }))
}

/// An expected answer as one object.
fn promise_json(promise: &Promise) -> serde_json::Value {
    let Promise { topic, suggestion, due, days_left, working_days_left, .. } = promise;
    serde_json::json!({
        "topic": topic.to_string(),
        "suggestion": suggestion,
        "due": due,
        "days_left": days_left,
        "working_days_left": working_days_left,
    })
}
