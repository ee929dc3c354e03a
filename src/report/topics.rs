//! `list`: topics with their stage, next deadline and state.

use super::json;
use super::table::{or_dash, table};
use crate::duty::{Duty, Standing, State, days_left, next};
use crate::model::TopicKey;
use crate::regulation::Regulations;
use crate::rules::Stage;
use crate::rules::phrase::in_brackets;
use crate::text::{Language, Text};
use crate::workspace::{Overview, TopicState};
use std::collections::HashMap;

/// A topic in the list.
pub(crate) struct Row<'a> {
    pub topic: &'a TopicState,
    /// Whether another topic has the same number.
    pub is_double: bool,
    pub form: Text,
    pub stage: Option<&'a Stage>,
    pub standing: Option<Standing>,
    pub next: Option<&'a Duty>,
    /// The duty that is overdue longest.
    pub overdue: Option<&'a Duty>,
}

/// The rows of some topics among all.
pub(crate) fn rows<'a>(topics: &[&'a TopicState], among: &'a Overview) -> Vec<Row<'a>> {
    let mut times: HashMap<TopicKey, usize> = HashMap::new();
    for topic in &among.topics {
        *times.entry(topic.folder.key).or_default() += 1;
    }
    let regulations = &among.loaded.regulations;
    topics.iter().map(|topic| Row::of(topic, times[&topic.folder.key] > 1, regulations)).collect()
}

impl<'a> Row<'a> {
    fn of(topic: &'a TopicState, is_double: bool, regulations: &'a Regulations) -> Self {
        let duties: Vec<&Duty> = topic.open.iter().collect();
        let form = topic.form.as_deref();
        let form = form.map(|id| regulations.get(&topic.regulation).map_or_else(|_| Text::same(id), |r| r.name(id)));
        Self {
            topic,
            is_double,
            form: form.unwrap_or_else(|| Text::same("—")),
            stage: topic.stage(regulations),
            standing: topic.standing(),
            next: next(&duties),
            overdue: duties.iter().copied().filter(|duty| duty.state == State::Overdue).min_by_key(|duty| duty.due),
        }
    }
}

/// Topics in a table.
pub(crate) fn human(rows: &[Row], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["编号", "题目", "形式", "环节", "下一期限", "状态"],
        Language::English => ["key", "title", "form", "stage", "next deadline", "state"],
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let stage = row.stage.map_or_else(|| Text::same("—"), |stage| stage.name.clone());
            let stage = row
                .topic
                .whose_turn
                .iter()
                .fold(stage, |stage, whose_turn| stage.then(&in_brackets(std::slice::from_ref(whose_turn))));
            let day =
                |duty: &Duty| duty.due.map_or_else(|| days_left(duty).in_(language).to_owned(), |due| due.to_string());
            let next = row.overdue.or(row.next).map(|duty| format!("{} {}", day(duty), duty.rule().id));
            let standing = match (row.standing, row.is_double) {
                (None, true) => Text::new("编号重复，未核对", "number given twice, not judged"),
                (None, false) => Text::same("—"),
                (Some(standing), true) => standing.text().then(&Text::new("；编号重复", "; number given twice")),
                (Some(standing), false) if standing != Standing::Dropped && row.topic.is_dropped() => {
                    Text::new("终止，", "dropped, ").then(&standing.text())
                }
                (Some(standing), false) => standing.text(),
            };
            vec![
                row.topic.folder.key.to_string(),
                row.topic.title.to_string(),
                row.form.in_(language).to_owned(),
                stage.in_(language).to_owned(),
                or_dash(next),
                standing.in_(language).to_owned(),
            ]
        })
        .collect();
    table(&heading, &rows)
}

/// Topics as JSON: `yijuan/topics/1`.
pub(crate) fn as_json(rows: &[Row]) -> String {
    let topics: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "key": row.topic.folder.key.to_string(),
                "title": row.topic.title,
                "form": row.topic.form,
                "regulation": row.topic.regulation,
                "office": row.topic.office,
                "stage": row.stage.map(|stage| stage.id.as_str()),
                "next": row.next.map(json::duty),
                "state": row.standing.map(Standing::id),
                "path": row.topic.folder.path,
            })
        })
        .collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/topics/1", "topics": topics}))
}
