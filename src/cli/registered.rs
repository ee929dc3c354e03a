//! `office list` and `body list`: a register of yijuan.yml as a table or as JSON.

use super::context::Context;
use super::format::Format;
use crate::changes::register::Listed;
use crate::diagnostic::Diagnostics;
use crate::model::Name;
use crate::report::{json, table::table};
use crate::text::{Language, Text};
use crate::ui::Reply;

/// A register as a table or as JSON.
pub(super) fn list(
    context: &Context,
    register: &str,
    entries: &[Listed],
    name_of_kind: impl Fn(&Name) -> Text,
    none: Text,
) -> Result<Reply, Diagnostics> {
    match context.format {
        Format::Human | Format::Json => {}
        Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
    }
    if context.format == Format::Json {
        let rows = entries.iter().map(|(id, name, kind)| serde_json::json!({"id": id, "name": name, "kind": kind}));
        let rows: Vec<_> = rows.collect();
        let schema = format!("yijuan/{register}/1");
        return Ok(Reply::new(json::pretty(&serde_json::json!({"schema": schema, register: rows}))));
    }
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|(id, name, kind)| {
            let kind = kind.map(|kind| name_of_kind(kind).in_(context.language).to_owned());
            vec![(*id).to_owned(), name.to_string(), kind.unwrap_or_default()]
        })
        .collect();
    let heading = match context.language {
        Language::Chinese => ["标识", "名称", "性质"],
        Language::English => ["id", "name", "kind"],
    };
    let mut reply = Reply::new(table(&heading, &rows));
    if rows.is_empty() {
        reply.notes.push(none);
    }
    Ok(reply)
}
