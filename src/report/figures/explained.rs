//! `report --explain`: what a number is made of.

use super::number::{points, shown};
use super::{defined, up_to, value};
use crate::figures::{Case, Cell, Explained, Figure, Kind, Part, Report};
use crate::report::table::table;
use crate::report::{json, paint};
use crate::text::{Language, Text, on_one_line};
use serde_json::json;
use std::fmt::Write as _;

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
