//! `report`: the figures of a year as text, JSON, CSV, Markdown and a paper. Each with its unit, the day up to which it is
//! counted, its definition and what it leaves out.

mod explained;
mod number;
mod paper;

pub(crate) use explained::{explained, explained_as_csv, explained_as_json, explained_as_markdown};
pub(super) use number::shown;
pub(crate) use paper::{as_markdown, paper};

use super::table::table;
use super::{csv, json, paint};
use crate::figures::{Cell, Figure, Kind, Report, Row, Table, Value};
use crate::text;
use crate::text::{Language, Text, on_one_line};
use number::{points, spread};
use serde_json::{Map, json};
use std::fmt::Write as _;

/// A report on the terminal: the `whole` of it, or without the rows in which all is as it should be.
pub(crate) fn human(report: &Report, whole: bool, language: Language, colour: bool) -> String {
    let mut page = format!("{}\n", paint::bold(report.title().in_(language), colour));
    let _ = writeln!(page, "  {}", up_to(report).in_(language));
    for of_table in &report.tables {
        let _ = writeln!(page, "\n{}", paint::bold(of_table.title.in_(language), colour));
        let (shown, left) = shown_rows(of_table, whole);
        let (heading, rows) = cells(of_table, &shown, (language, Form::Page));
        page.push_str(&table(&heading.iter().map(String::as_str).collect::<Vec<_>>(), &rows));
        if let Some(left) = left {
            let left = left.then(&Text::new("，加 -v 全部列出", "; -v shows them"));
            let _ = writeln!(page, "  {}", left.in_(language));
        }
        for line in definitions(of_table, language) {
            let _ = writeln!(page, "  {line}");
        }
    }
    page.push('\n');
    for note in &report.notes {
        let _ = writeln!(page, "  {}", note.in_(language));
    }
    page
}

/// The rows to be shown, and how many others there are, in words.
fn shown_rows(of_table: &Table, whole: bool) -> (Vec<&Row>, Option<Text>) {
    let shown: Vec<&Row> = of_table.rows.iter().filter(|row| whole || !row.is_plain).collect();
    let left = of_table.rows.len() - shown.len();
    let told = text!(zh: "另有 {left} 行均已按期或期限未到", en: "{left} other rows, in which all was in time or is still to come");
    (shown, (left > 0).then_some(told))
}

/// What all figures are counted up to.
fn up_to(report: &Report) -> Text {
    let today = report.today;
    text!(zh: "数据截至 {today}", en: "counted up to {today}")
}

/// How a table is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// On a terminal, which is narrow: units stand with the definitions.
    Page,
    /// On paper.
    Paper,
    /// In a workbook: every number in a cell of its own, and every row with its group, so that it can be sorted.
    Sheet,
}

/// The head of a table, and some of its rows.
fn cells(of_table: &Table, rows: &[&Row], (language, form): (Language, Form)) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heading = match form {
        Form::Page => vec![String::new(), String::new()],
        Form::Paper | Form::Sheet => {
            vec![language.choose("分组", "group").into(), language.choose("名称", "name").into()]
        }
    };
    for figure in &of_table.figures {
        let name = if form == Form::Page { Text::new(figure.name.0, figure.name.1) } else { called(figure) };
        let name = name.in_(language);
        heading.push(name.to_owned());
        if form == Form::Sheet && matches!(figure.kind, Kind::Share | Kind::Mean) {
            let of = language.choose("：基数", ": of");
            let rate = match figure.kind {
                Kind::Share => language.choose("：占比", ": share"),
                _ => language.choose("：平均", ": mean"),
            };
            heading.extend([format!("{name}{of}"), format!("{name}{rate}")]);
        }
    }
    let mut last: Option<&str> = None;
    let rows = rows.iter().map(|row| {
        let group = row.group.as_ref().map(|group| group.in_(language));
        let is_same = group == last && form != Form::Sheet;
        last = group;
        let mut cells = vec![group.filter(|_| !is_same).unwrap_or_default().to_owned()];
        cells.push(on_one_line(row.name.in_(language)));
        for (figure, cell) in of_table.figures.iter().zip(&row.cells) {
            match form {
                Form::Sheet => cells.extend(spread(figure, cell)),
                Form::Page | Form::Paper => cells.push(shown(cell.value(figure.kind))),
            }
        }
        cells
    });
    let rows = rows.collect();
    (heading, rows)
}

/// A figure with its unit: 已协商（件）. A day needs none.
pub(super) fn called(figure: &Figure) -> Text {
    let ((zh, en), unit) = (figure.name, figure.unit.text());
    match figure.kind {
        Kind::Latest => Text::new(zh, en),
        _ => {
            let zh = match zh.strip_suffix('）') {
                Some(within) => format!("{within}，{}）", unit.zh),
                None => format!("{zh}（{}）", unit.zh),
            };
            Text::new(zh, format!("{en} ({})", unit.en))
        }
    }
}

/// What each figure of a table means, what it leaves out of the whole, and the notes of the table.
pub(super) fn definitions(of_table: &Table, language: Language) -> Vec<String> {
    let whole = of_table.rows.first();
    let each = of_table.figures.iter().enumerate().map(|(place, figure)| {
        let left_out = whole.and_then(|row| row.cells.get(place)).map_or(0, Cell::left_out);
        let (zh, en) = figure.means;
        let line = called(figure).then(&text!(zh: "：{zh}", en: ": {en}"));
        let left_out = (left_out > 0).then(|| text!(zh: "（不计 {left_out}）", en: " (left out: {left_out})"));
        left_out.iter().fold(line, Text::then).in_(language).to_owned()
    });
    each.chain(of_table.notes.iter().map(|note| note.in_(language).to_owned())).collect()
}

/// A report as JSON: `yijuan/report/1`.
pub(crate) fn as_json(report: &Report, language: Language) -> String {
    let tables: Vec<_> = report.tables.iter().map(|of_table| of_table_as_json(of_table, language)).collect();
    json::pretty(&json!({
        "schema": "yijuan/report/1",
        "report": report.about.id(),
        "year": report.year,
        "as_of": report.today,
        "title": report.title().in_(language),
        "tables": tables,
        "notes": report.notes.iter().map(|note| note.in_(language)).collect::<Vec<_>>(),
    }))
}

fn of_table_as_json(of_table: &Table, language: Language) -> serde_json::Value {
    let row = |row: &Row| {
        let values =
            of_table.figures.iter().zip(&row.cells).map(|(figure, cell)| (figure.id.to_owned(), value(figure, cell)));
        json!({
            "group": row.group.as_ref().map(|group| group.in_(language)),
            "id": row.id,
            "name": row.name.in_(language),
            "figures": values.collect::<Map<_, _>>(),
        })
    };
    let figures = of_table.figures.iter().map(|figure| defined(figure, language));
    json!({
        "id": of_table.id,
        "title": of_table.title.in_(language),
        "figures": figures.collect::<Vec<_>>(),
        "rows": of_table.rows.iter().map(row).collect::<Vec<_>>(),
        "notes": of_table.notes.iter().map(|note| note.in_(language)).collect::<Vec<_>>(),
    })
}

fn defined(figure: &Figure, language: Language) -> serde_json::Value {
    json!({
        "id": figure.id,
        "name": language.choose(figure.name.0, figure.name.1),
        "unit": figure.unit.text().in_(language),
        "definition": language.choose(figure.means.0, figure.means.1),
    })
}

/// A value as one object: `n`, and of a rate or mean also `of`, which are to be added before they are divided.
fn value(figure: &Figure, cell: &Cell) -> serde_json::Value {
    let left_out = cell.left_out();
    match cell.value(figure.kind) {
        Value::Count(n) => json!({"n": n, "left_out": left_out}),
        Value::Share(n, of) | Value::Mean(n, of) => json!({"n": n, "of": of, "left_out": left_out}),
        Value::Points(tenths) if tenths % 10 == 0 => json!({"n": tenths / 10, "left_out": left_out}),
        #[allow(clippy::cast_precision_loss, reason = "points are far below 2^53")]
        Value::Points(tenths) => json!({"n": tenths as f64 / 10.0, "left_out": left_out}),
        Value::Day(day) => json!({"date": day, "left_out": left_out}),
    }
}

/// A report as CSV: a line for each figure of each row, so that the tables of any archives and years lie below one another.
pub(crate) fn as_csv(report: &Report, language: Language) -> String {
    const COLUMNS: [&str; 13] =
        ["report", "year", "as_of", "table", "group", "id", "name", "figure", "unit", "n", "of", "left_out", "date"];
    let mut lines = Vec::new();
    for of_table in &report.tables {
        for row in &of_table.rows {
            for (figure, cell) in of_table.figures.iter().zip(&row.cells) {
                let (n, of, date) = match cell.value(figure.kind) {
                    Value::Count(n) => (n.to_string(), String::new(), String::new()),
                    Value::Share(n, of) | Value::Mean(n, of) => (n.to_string(), of.to_string(), String::new()),
                    Value::Points(tenths) => (points(tenths), String::new(), String::new()),
                    Value::Day(day) => {
                        (String::new(), String::new(), day.map(|day| day.to_string()).unwrap_or_default())
                    }
                };
                lines.push(vec![
                    report.about.id().to_owned(),
                    report.year.to_string(),
                    report.today.to_string(),
                    of_table.id.to_owned(),
                    row.group.as_ref().map(|group| group.in_(language).to_owned()).unwrap_or_default(),
                    row.id.clone(),
                    row.name.in_(language).to_owned(),
                    figure.id.to_owned(),
                    figure.unit.text().in_(language).to_owned(),
                    n,
                    of,
                    cell.left_out().to_string(),
                    date,
                ]);
            }
        }
    }
    csv::rows(&COLUMNS, &lines)
}
