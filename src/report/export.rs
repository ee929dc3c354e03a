//! What `export` writes: rows as NDJSON or CSV, and `schema.sql`, by which DuckDB knows the columns.

use super::csv;
use crate::figures::export::{Column, Form, Kind, TABLES, Table, VERSION, Value};
use crate::text::is_hidden;
use serde_json::Map;
use std::fmt::Write as _;

/// What stands between the texts of a list in CSV.
const BETWEEN: char = ';';

/// The heading of a file, if it has one.
pub(crate) fn heading(table: &Table, form: Form) -> String {
    match form {
        Form::Ndjson => String::new(),
        Form::Csv => csv::rows(&table.columns().map(|column| column.id).collect::<Vec<_>>(), &[]),
    }
}

/// Rows of a table.
pub(crate) fn lines(table: &Table, rows: &[Vec<Value>], form: Form) -> String {
    match form {
        Form::Ndjson => rows.iter().map(|cells| line(table, cells)).collect(),
        Form::Csv => {
            let rows: Vec<Vec<String>> = rows.iter().map(|cells| cells.iter().map(in_csv).collect()).collect();
            csv::lines(&rows)
        }
    }
}

fn line(table: &Table, cells: &[Value]) -> String {
    let named = table.columns().zip(cells).map(|(column, cell)| (column.id.to_owned(), in_json(cell)));
    let object = serde_json::Value::Object(named.collect::<Map<_, _>>()).to_string();
    let mut line = String::with_capacity(object.len() + 1);
    for c in object.chars() {
        // JSON may leave characters unescaped that control a terminal; they occur only in texts.
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(line, "\\u{unit:04x}");
            }
        } else {
            line.push(c);
        }
    }
    line.push('\n');
    line
}

fn in_json(cell: &Value) -> serde_json::Value {
    match cell {
        Value::Unknown => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Boolean(is_so) => (*is_so).into(),
        Value::Date(day) => day.to_string().into(),
        Value::List(texts) => texts.as_slice().into(),
    }
}

fn in_csv(cell: &Value) -> String {
    match cell {
        Value::Unknown => String::new(),
        Value::Text(text) => csv::safe(text),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(is_so) => is_so.to_string(),
        Value::Date(day) => day.to_string(),
        Value::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| text.replace(BETWEEN, "；")).collect();
            csv::safe(&texts.join(";"))
        }
    }
}

/// The institution that a part of the table of archives names, by the beginning of its file.
pub(crate) fn institution(part: &str, form: Form) -> Option<String> {
    const COLUMN: &str = "institution";
    match form {
        Form::Ndjson => {
            let row: serde_json::Value = serde_json::from_str(part.lines().next()?).ok()?;
            row[COLUMN].as_str().map(ToOwned::to_owned)
        }
        Form::Csv => {
            let mut reader = ::csv::Reader::from_reader(part.trim_start_matches('\u{feff}').as_bytes());
            let place = reader.headers().ok()?.iter().position(|column| column == COLUMN)?;
            let row = reader.records().next()?.ok()?;
            row.get(place).filter(|name| !name.is_empty()).map(ToOwned::to_owned)
        }
    }
}

/// The first line of `schema.sql`, by which a folder is known as one of exports.
pub(crate) fn mark(form: Form) -> String {
    format!("-- yijuan/export/{VERSION} {}", form.id())
}

/// `schema.sql`: a view for each table, of which `has` says whether any archive has rows of it.
pub(crate) fn schema(form: Form, has: impl Fn(&Table) -> bool) -> String {
    let mut sql = mark(form);
    sql.push_str("\n-- 在此文件夹里打开 DuckDB，先读本文件：.read schema.sql\n");
    sql.push_str("-- open DuckDB in this folder and read this file first: .read schema.sql\n");
    if form == Form::Csv {
        sql.push_str("-- 列表在 CSV 中以“;”相连，视图把它拆开；以 = + - @ 等开头的文字，前面有一个“'”\n");
        sql.push_str("-- lists are joined by ; in CSV, and the views take them apart; a text that begins with = + - @ and the like has a ' before it\n");
    }
    for table in TABLES {
        let (zh, en) = table.means;
        let _ = writeln!(sql, "\n-- {} | {zh} | {en}", table.id);
        if has(table) { view(&mut sql, table, form) } else { empty(&mut sql, table) }
    }
    sql
}

fn view(sql: &mut String, table: &Table, form: Form) {
    let id = table.id;
    let files = format!("{id}/*/{}part.{}", if table.is_of_years { "*/" } else { "" }, form.id());
    let (read, lists) = match form {
        Form::Ndjson => (format!("read_json('{files}', format = 'newline_delimited'"), String::new()),
        Form::Csv => {
            let lists: Vec<String> = table.columns().filter(|column| column.kind == Kind::List).map(apart).collect();
            let lists = if lists.is_empty() { lists.concat() } else { format!(" REPLACE ({})", lists.join(", ")) };
            (format!("read_csv('{files}', header = true, delim = ',', quote = '\"', escape = '\"'"), lists)
        }
    };
    let _ = writeln!(
        sql,
        "CREATE OR REPLACE VIEW {id} AS SELECT *{lists} FROM {read}, hive_partitioning = false, columns = {{"
    );
    for column in table.columns() {
        let kind = if form == Form::Csv && column.kind == Kind::List { Kind::Text } else { column.kind };
        let (zh, en) = column.means;
        let _ = writeln!(sql, "    '{}': '{}', -- {zh} | {en}", column.id, of_duckdb(kind));
    }
    sql.push_str("});\n");
}

/// A list of CSV, taken apart.
fn apart(column: &Column) -> String {
    let id = column.id;
    format!("coalesce(string_split({id}, '{BETWEEN}'), []) AS {id}")
}

/// A view without rows, because there is no file whose rows it could show.
fn empty(sql: &mut String, table: &Table) {
    let _ = writeln!(sql, "CREATE OR REPLACE VIEW {} AS SELECT", table.id);
    for column in table.columns() {
        let (zh, en) = column.means;
        let _ = writeln!(sql, "    NULL::{} AS {}, -- {zh} | {en}", of_duckdb(column.kind), column.id);
    }
    sql.push_str("WHERE false;\n");
}

fn of_duckdb(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "VARCHAR",
        Kind::Integer => "BIGINT",
        Kind::Boolean => "BOOLEAN",
        Kind::Date => "DATE",
        Kind::List => "VARCHAR[]",
    }
}
