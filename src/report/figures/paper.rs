//! A report as a paper: what becomes of the items or suggestions step by step, then its tables, each share with a bar where it
//! is printed, and what all of it means.

use super::number::shown;
use super::{Form, cells, definitions, shown_rows, up_to};
use crate::diagnostic::Diagnostics;
use crate::document::{Bars, Gongwen, Layout, Markdown, Meta};
use crate::figures::{Report, Row, Step, Table, Value};
use crate::report::markdown;
use crate::text::{Language, Text};
use std::fmt::Write as _;

/// A report as Markdown, with its title.
pub(crate) fn as_markdown(report: &Report, language: Language) -> String {
    format!("# {}\n\n{}", markdown::plain(report.title().in_(language)), body(report, language, Form::Paper).0)
}

/// A report as a paper. Its tables have a column for each number if they are `for_sheets`.
///
/// # Errors
/// If it cannot be set.
pub(crate) fn paper(report: &Report, language: Language, for_sheets: bool) -> Result<Gongwen, Diagnostics> {
    let title = report.title().in_(language).to_owned();
    let (text, bars) = body(report, language, if for_sheets { Form::Sheet } else { Form::Paper });
    let meta = Meta {
        layout: Layout::Table,
        title: title.clone(),
        issuers: report.institution.iter().map(ToString::to_string).collect(),
        date: Some(report.today),
        ..Meta::default()
    };
    Ok(Gongwen::read(meta, &Markdown { path: &title, text: &text, lines_before: 0 })?.with_bars(bars))
}

/// Everything below the title, and the bars of each table. On paper the rows in which all is as it should be are counted alone;
/// a workbook has all.
fn body(report: &Report, language: Language, form: Form) -> (String, Vec<Bars>) {
    let mut page = format!("{}\n", up_to(report).in_(language));
    let mut bars = Vec::new();
    if let Some((title, steps)) = report.steps().filter(|_| form == Form::Paper) {
        let heading = [language.choose("步骤", "step"), language.choose("数量", "so many")];
        let (rows, of_steps) = in_rows(&steps, language);
        let _ = writeln!(page, "\n## {}\n", markdown::plain(title.in_(language)));
        page.push_str(&markdown::rows(&heading, &rows));
        bars.push(of_steps);
    }
    for of_table in &report.tables {
        let (shown, left) = shown_rows(of_table, form == Form::Sheet);
        let (heading, rows) = cells(of_table, &shown, (language, form));
        let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
        let _ = writeln!(page, "\n## {}\n", markdown::plain(of_table.title.in_(language)));
        page.push_str(&markdown::rows(&heading, &rows));
        bars.push(if form == Form::Paper { of_shares(of_table, &shown) } else { Bars::new() });
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
    (page, bars)
}

/// Steps as rows of a table: the first as a number, each other as a share of it.
fn in_rows(steps: &[Step], language: Language) -> (Vec<Vec<String>>, Bars) {
    let all = steps.first().map_or(0, |first| first.count);
    let rows = steps.iter().enumerate().map(|(nth, step)| {
        let value = if nth == 0 { Value::Count(step.count) } else { Value::Share(step.count, all) };
        vec![step.name.in_(language).to_owned(), shown(value)]
    });
    let bars = steps.iter().enumerate().filter_map(|(nth, step)| Some(((nth, 1), long(step.count, all)?)));
    (rows.collect(), bars.collect())
}

/// The bars of a table's shares; its figures stand after group and name.
fn of_shares(of_table: &Table, rows: &[&Row]) -> Bars {
    let mut bars = Bars::new();
    for (nth, row) in rows.iter().enumerate() {
        for (column, (figure, cell)) in (2..).zip(of_table.figures.iter().zip(&row.cells)) {
            if let Value::Share(counted, of) = cell.value(figure.kind) {
                bars.extend(long(counted, of).map(|long| ((nth, column), long)));
            }
        }
    }
    bars
}

/// How long the bar of a share is; of nothing there is none.
fn long(counted: i64, of: i64) -> Option<u16> {
    u16::try_from((counted * 1000).checked_div(of)?).ok()
}
