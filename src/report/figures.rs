//! `report`: the figures of a year as text, JSON, CSV, Markdown and a paper. Each with its unit, the day up to which it is
//! counted, its definition and what it leaves out.

use super::table::{or_dash, table};
use super::{csv, json, markdown, paint};
use crate::diagnostic::Diagnostics;
use crate::document::{Gongwen, Layout, Markdown, Meta};
use crate::figures::{Case, Cell, Explained, Figure, Kind, Part, Report, Row, Table, Value};
use crate::text;
use crate::text::{Language, Text, on_one_line};
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

/// A report as Markdown, with its title.
pub(crate) fn as_markdown(report: &Report, language: Language) -> String {
    format!("# {}\n\n{}", markdown::plain(report.title().in_(language)), body(report, language, false))
}

/// A report as a paper. Its tables have a column for each number if they are `for_sheets`.
///
/// # Errors
/// If it cannot be set.
pub(crate) fn paper(report: &Report, language: Language, for_sheets: bool) -> Result<Gongwen, Diagnostics> {
    let title = report.title().in_(language).to_owned();
    let text = body(report, language, for_sheets);
    let meta = Meta {
        layout: Layout::Table,
        title: title.clone(),
        issuers: report.institution.iter().map(ToString::to_string).collect(),
        date: Some(report.today),
        ..Meta::default()
    };
    Gongwen::read(meta, &Markdown { path: &title, text: &text, lines_before: 0 })
}

/// Everything below the title. On paper the rows in which all is as it should be are counted alone; a workbook has all.
fn body(report: &Report, language: Language, for_sheets: bool) -> String {
    let form = if for_sheets { Form::Sheet } else { Form::Paper };
    let mut page = format!("{}\n", up_to(report).in_(language));
    for of_table in &report.tables {
        let (rows, left) = shown_rows(of_table, for_sheets);
        let (heading, rows) = cells(of_table, &rows, (language, form));
        let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
        let _ = writeln!(page, "\n## {}\n", markdown::plain(of_table.title.in_(language)));
        page.push_str(&markdown::rows(&heading, &rows));
        let told = left.map(|left| left.then(&Text::new("，不列", ", not shown")).in_(language).to_owned());
        let told: Vec<String> = told.into_iter().chain(definitions(of_table, language)).collect();
        let (before, between, end) = match language {
            Language::Chinese => ("说明：", "；", "。"),
            Language::English => ("Notes: ", "; ", "."),
        };
        let _ = writeln!(page, "\n{}", markdown::plain(&format!("{before}{}{end}", told.join(between))));
    }
    for note in &report.notes {
        let end = language.choose("。", ".");
        let _ = writeln!(page, "\n{}", markdown::plain(&format!("{}{end}", note.in_(language))));
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

/// A value on a page: `11/12 91.7%`. Of nothing there is no rate.
pub(super) fn shown(value: Value) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::Share(_, 0) | Value::Mean(_, 0) => "—".to_owned(),
        Value::Share(counted, of) => format!("{counted}/{of} {}", percent(counted, of)),
        Value::Mean(sum, of) => format!("{sum}/{of} {}", rounded(sum, of, 1)),
        Value::Points(tenths) => points(tenths),
        Value::Day(day) => or_dash(day),
    }
}

/// A value in cells of its own.
fn spread(figure: &Figure, cell: &Cell) -> Vec<String> {
    match cell.value(figure.kind) {
        Value::Share(counted, of) => {
            let share = if of == 0 { "—".to_owned() } else { percent(counted, of) };
            vec![counted.to_string(), of.to_string(), share]
        }
        Value::Mean(sum, of) => {
            let mean = if of == 0 { "—".to_owned() } else { rounded(sum, of, 1) };
            vec![sum.to_string(), of.to_string(), mean]
        }
        value => vec![shown(value)],
    }
}

/// A share in per cent, to one decimal.
fn percent(counted: i64, of: i64) -> String {
    format!("{}%", rounded(counted * 100, of, 1))
}

/// A quotient to so many decimals, half rounded up, from whole numbers.
fn rounded(sum: i64, of: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let all = (sum * unit * 2 + of).div_euclid(of * 2);
    let sign = if all < 0 { "-" } else { "" };
    format!("{sign}{}.{:0width$}", all.abs() / unit, all.abs() % unit, width = decimals as usize)
}

/// Points, with a decimal only if there is one.
fn points(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { rounded(tenths, 10, 1) }
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

/// What lies behind a figure, as text.
pub(crate) fn explained(report: &Report, all: &[Explained], language: Language, colour: bool) -> String {
    let mut page = String::new();
    for Explained { table: of_table, figure, row, cell } in all {
        if !page.is_empty() {
            page.push('\n');
        }
        let (title, name) = (of_table.title.in_(language), language.choose(figure.name.0, figure.name.1));
        let row = on_one_line(row.name.in_(language));
        let value = shown(cell.value(figure.kind));
        let _ = writeln!(page, "{}", paint::bold(&format!("{title} · {name} · {row}: {value}"), colour));
        let _ = writeln!(page, "  {}", language.choose(figure.means.0, figure.means.1));
        let _ = writeln!(page, "  {}", up_to(report).in_(language));
        let heading = match language {
            Language::Chinese => ["计法", "对象", "题目", "事项", "日期", "说明"],
            Language::English => ["counted", "subject", "title", "what", "date", "why"],
        };
        let rows: Vec<Vec<String>> = ordered(cell).map(|case| case_row(report, figure, case, language)).collect();
        if rows.is_empty() {
            let _ = writeln!(page, "  {}", language.choose("没有一件", "nothing"));
        } else {
            page.push_str(&table(&heading, &rows));
        }
    }
    page
}

/// What lies behind a figure, as JSON: `yijuan/figure/1`.
pub(crate) fn explained_as_json(report: &Report, all: &[Explained], language: Language) -> String {
    let each: Vec<_> = all
        .iter()
        .map(|Explained { table: of_table, figure, row, cell }| {
            let case = |case: &Case| {
                json!({
                    "part": part_id(case.part),
                    "subject": case.subject.to_string(),
                    "title": report.titles.get(&case.subject),
                    "what": case.what.in_(language),
                    "worth": case.worth,
                    "date": case.day,
                    "why": case.why.as_ref().map(|why| why.in_(language)),
                })
            };
            json!({
                "table": of_table.id,
                "row": row.id,
                "figure": defined(figure, language),
                "value": value(figure, cell),
                "cases": ordered(cell).map(case).collect::<Vec<_>>(),
            })
        })
        .collect();
    json::pretty(&json!({
        "schema": "yijuan/figure/1",
        "report": report.about.id(),
        "year": report.year,
        "as_of": report.today,
        "figures": each,
    }))
}

/// The cases, those that count first.
fn ordered(cell: &Cell) -> impl Iterator<Item = &Case> {
    let parts = [Part::Counted, Part::Other, Part::LeftOut];
    parts.into_iter().flat_map(|part| cell.0.iter().filter(move |case| case.part == part))
}

fn case_row(report: &Report, figure: &Figure, case: &Case, language: Language) -> Vec<String> {
    let part = match (case.part, figure.kind) {
        (Part::Counted, Kind::Mean | Kind::Points) => {
            let worth = if figure.kind == Kind::Points { points(case.worth) } else { case.worth.to_string() };
            Text::same(worth)
        }
        (Part::Counted, Kind::Count | Kind::Share | Kind::Latest) => Text::new("计入", "yes"),
        (Part::Other, _) => Text::new("只计入基数", "no"),
        (Part::LeftOut, _) => Text::new("不计", "left out"),
    };
    vec![
        part.in_(language).to_owned(),
        case.subject.to_string(),
        report.titles.get(&case.subject).cloned().unwrap_or_default(),
        case.what.in_(language).to_owned(),
        case.day.map(|day| day.to_string()).unwrap_or_default(),
        case.why.as_ref().map(|why| why.in_(language).to_owned()).unwrap_or_default(),
    ]
}

fn part_id(part: Part) -> &'static str {
    match part {
        Part::Counted => "counted",
        Part::Other => "other",
        Part::LeftOut => "left-out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_half_up_from_whole_numbers_and_of_nothing_there_is_none() {
        for (counted, of, told) in [
            (11, 12, "11/12 91.7%"),
            (1, 8, "1/8 12.5%"),
            (1, 16, "1/16 6.3%"),
            (0, 3, "0/3 0.0%"),
            (2, 3, "2/3 66.7%"),
            (1, 2000, "1/2000 0.1%"),
            (5, 5, "5/5 100.0%"),
            (0, 0, "—"),
        ] {
            assert_eq!(shown(Value::Share(counted, of)), told);
        }
        assert_eq!(shown(Value::Mean(250, 20)), "250/20 12.5");
        assert_eq!([125, -5, 40, 0].map(points), ["12.5", "-0.5", "4", "0"]);
    }
}
