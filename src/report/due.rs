//! Open deadlines, in a table or each with what to do.

use super::human::way;
use super::named;
use super::table::{indented, table};
use crate::duty::{Duty, days_left};
use crate::model::Subject;
use crate::text::Language;

/// A table, or each with what to do below it.
pub(crate) fn human(
    duties: &[&Duty],
    title: impl Fn(&Subject) -> Option<String>,
    language: Language,
    ways: bool,
) -> String {
    let heading = match language {
        Language::Chinese => ["期限", "尚余", "议题", "规则", "事项"],
        Language::English => ["due", "left", "topic", "rule", "what"],
    };
    let rows: Vec<Vec<String>> = duties
        .iter()
        .map(|duty| {
            let subject = match (&duty.subject, title(&duty.subject)) {
                (Subject::Room(_), Some(name)) => name,
                (subject, Some(title)) => format!("{} {title}", named(subject).in_(language)),
                (subject, None) => named(subject).in_(language).to_owned(),
            };
            vec![
                duty.due.map_or_else(|| "—".to_owned(), |due| due.to_string()),
                days_left(duty).in_(language).to_owned(),
                subject,
                format!("{} {}", duty.rule().id, duty.what).trim_end().to_owned(),
                duty.task.in_(language).to_owned(),
            ]
        })
        .collect();
    if !ways {
        return table(&heading, &rows);
    }
    let lines = indented(&rows);
    let each = lines.split_inclusive('\n').zip(duties);
    each.flat_map(|(line, duty)| [line.to_owned(), way(6, duty.hint.as_ref(), language)]).collect()
}
