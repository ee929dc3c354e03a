//! `office list` and `body list`: a register of yijuan.yml as a table and as JSON.

use super::{json, table::table};
use crate::changes::register::Listed;
use crate::model::Name;
use crate::text::{Language, Text};

/// The entries in a table.
pub(crate) fn human(entries: &[Listed], name_of_kind: impl Fn(&Name) -> Text, language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["标识", "名称", "性质"],
        Language::English => ["id", "name", "kind"],
    };
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|(id, name, kind)| {
            let kind = kind.map(|kind| name_of_kind(kind).in_(language).to_owned());
            vec![(*id).to_owned(), name.to_string(), kind.unwrap_or_default()]
        })
        .collect();
    table(&heading, &rows)
}

/// The entries as JSON, `yijuan/offices/1` or `yijuan/bodies/1`.
pub(crate) fn as_json(register: &str, entries: &[Listed]) -> String {
    let rows = entries.iter().map(|(id, name, kind)| serde_json::json!({"id": id, "name": name, "kind": kind}));
    let rows: Vec<_> = rows.collect();
    json::pretty(&serde_json::json!({"schema": format!("yijuan/{register}/1"), register: rows}))
}
