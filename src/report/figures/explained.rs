//! `report --explain`: what a number is made of.

use super::number::{points, shown};
use super::{defined, up_to, value};
use crate::figures::{Case, Cell, Explained, Figure, Kind, Part, Report};
use crate::report::table::table;
use crate::report::{csv, json, markdown, paint};
use crate::text::{Language, Text, on_one_line};
use serde_json::json;
use std::fmt::Write as _;

/// What lies behind a figure, as text.
pub(crate) fn explained(report: &Report, all: &[Explained], language: Language, colour: bool) -> String {
    let parts = all.iter().map(|one| {
        let mut page = format!("{}\n", paint::bold(&title(one, language), colour));
        for line in about(report, one, language) {
            let _ = writeln!(page, "  {line}");
        }
        page + &cases(report, one, language, table).unwrap_or_else(|nothing| format!("  {nothing}\n"))
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// What lies behind a figure, as Markdown.
pub(crate) fn explained_as_markdown(report: &Report, all: &[Explained], language: Language) -> String {
    let parts = all.iter().map(|one| {
        let mut page = format!("# {}\n", markdown::plain(&title(one, language)));
        for line in about(report, one, language) {
            let _ = write!(page, "\n{}\n", markdown::plain(&line));
        }
        page.push('\n');
        page + &cases(report, one, language, markdown::rows).unwrap_or_else(|nothing| format!("{nothing}\n"))
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// The table, the figure, the row and the number.
fn title(Explained { table, figure, row, cell }: &Explained, language: Language) -> String {
    let name = language.choose(figure.name.0, figure.name.1);
    let row = on_one_line(row.name.in_(language));
    format!("{} · {name} · {row}: {}", table.title.in_(language), shown(cell.value(figure.kind)))
}

/// What the figure means, and up to when it is counted.
fn about(report: &Report, one: &Explained, language: Language) -> [String; 2] {
    let means = language.choose(one.figure.means.0, one.figure.means.1);
    [means.to_owned(), up_to(report).in_(language).to_owned()]
}

/// The cases as a table; what to say where there are none.
fn cases(
    report: &Report,
    Explained { figure, cell, .. }: &Explained,
    language: Language,
    set: fn(&[&str], &[Vec<String>]) -> String,
) -> Result<String, &'static str> {
    let heading = match language {
        Language::Chinese => ["计法", "对象", "题目", "事项", "日期", "说明"],
        Language::English => ["counted", "subject", "title", "what", "date", "why"],
    };
    let rows: Vec<Vec<String>> = ordered(cell).map(|case| case_row(report, figure, case, language)).collect();
    if rows.is_empty() { Err(language.choose("没有一件", "nothing")) } else { Ok(set(&heading, &rows)) }
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

/// What lies behind a figure, as CSV: a line for each case.
pub(crate) fn explained_as_csv(report: &Report, all: &[Explained], language: Language) -> String {
    const COLUMNS: [&str; 13] = [
        "report", "year", "as_of", "table", "row", "figure", "part", "subject", "title", "what", "worth", "date", "why",
    ];
    let mut lines = Vec::new();
    for Explained { table: of_table, figure, row, cell } in all {
        let of_figure =
            [report.about.id(), &report.year.to_string(), &report.today.to_string(), of_table.id, &row.id, figure.id]
                .map(ToOwned::to_owned);
        lines.extend(ordered(cell).map(|case| {
            let of_case = [
                part_id(case.part).to_owned(),
                case.subject.to_string(),
                report.titles.get(&case.subject).cloned().unwrap_or_default(),
                case.what.in_(language).to_owned(),
                case.worth.to_string(),
                case.day.map(|day| day.to_string()).unwrap_or_default(),
                case.why.as_ref().map(|why| why.in_(language).to_owned()).unwrap_or_default(),
            ];
            [of_figure.to_vec(), of_case.to_vec()].concat()
        }));
    }
    csv::rows(&COLUMNS, &lines)
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
