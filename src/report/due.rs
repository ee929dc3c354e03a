//! Open deadlines, in a table or each with what to do.

use super::human::way;
use super::page::{left, provisional};
use super::table::{table, table_with};
use crate::duty::{Duty, left_until};
use crate::engine::Promise;
use crate::model::Subject;
use crate::text::{Language, Text};

/// A table, or each with what to do below it.
pub(crate) fn human(
    duties: &[&Duty],
    promises: &[&Promise],
    title: impl Fn(&Subject) -> Option<String>,
    language: Language,
    ways: bool,
) -> String {
    let heading = match language {
        Language::Chinese => ["期限", "尚余", "议题", "规则", "事项"],
        Language::English => ["due", "left", "topic", "rule", "what"],
    };
    let titled = |subject: &Subject| match (subject, title(subject)) {
        (Subject::Room(_), Some(name)) => name,
        (subject, Some(title)) => format!("{} {title}", subject.called().in_(language)),
        (subject, None) => subject.called().in_(language).to_owned(),
    };
    let of_duty = |duty: &&'_ Duty| {
        let row = vec![
            duty.due.map_or_else(|| "—".to_owned(), |due| due.to_string()),
            left(duty, language),
            titled(&duty.subject),
            format!("{} {}", duty.rule().id, duty.what).trim_end().to_owned(),
            duty.task.in_(language).to_owned(),
        ];
        (duty.due, row, duty.hint.clone())
    };
    let of_promise = |promise: &&Promise| {
        let Promise { due, days_left, working_days_left, .. } = **promise;
        let row = vec![
            due.to_string(),
            left_until(days_left < 0, days_left, working_days_left).in_(language).to_owned(),
            titled(&Subject::Topic(promise.topic)),
            promise.suggestion.to_string(),
            Promise::task().in_(language).to_owned(),
        ];
        (Some(due), row, Some(promise.hint.clone()))
    };
    let mut all: Vec<_> = duties.iter().map(of_duty).chain(promises.iter().map(of_promise)).collect();
    all.sort_by_key(|(due, ..)| (due.is_none(), *due));
    let hints: Vec<Option<Text>> = all.iter().map(|(_, _, hint)| hint.clone()).collect();
    let rows: Vec<Vec<String>> = all.into_iter().map(|(_, row, _)| row).collect();
    let mut said = if ways {
        let ways: Vec<String> = hints.iter().map(|hint| way(6, hint.as_ref(), language)).collect();
        table_with(&heading, &rows, &ways)
    } else {
        table(&heading, &rows)
    };
    said.push_str(&provisional(duties, language));
    said
}

/// An answer that is awaited, for programs.
pub(crate) fn promise_json(promise: &Promise) -> serde_json::Value {
    let Promise { topic, suggestion, due, days_left, working_days_left, .. } = promise;
    serde_json::json!({
        "topic": topic.to_string(),
        "suggestion": suggestion,
        "due": due,
        "days_left": days_left,
        "working_days_left": working_days_left,
    })
}
