//! The page of a report: its tables with a bar for each rate, and what becomes of a cohort as a funnel.

use super::{Page, Sheet, Site, chart, report_href};
use crate::diagnostic::Diagnostic;
use crate::figures::{Report, Step, Table, Value as Figured};
use crate::report::figures::{called, definitions, shown};
use crate::text::{Language, Text};
use minijinja::Value;

pub(super) fn page(site: &Site, report: &Report) -> Result<Page, Diagnostic> {
    let language = site.language;
    let tables = report.tables.iter().map(|of_table| table(site, of_table)).collect::<Result<Vec<_>, _>>()?;
    let notes: Vec<&str> = report.notes.iter().map(|note| note.in_(language)).collect();
    let title = report.title();
    let (name, steps) = report.steps().unwrap_or((Text::same(""), Vec::new()));
    let funnel = chart::funnel(&steps, &name, language)?;
    site.page(Sheet {
        path: report_href(report.about, report.year),
        title: title.in_(language),
        template: "report.html",
        view: serde_json::json!({"notes": notes, "steps_of": name.in_(language), "steps": rows(&steps, language)}),
        markup: vec![("tables", tables.into()), ("chart", funnel)],
        script: None,
    })
}

/// A table, whose bars are markup.
fn table(site: &Site, of_table: &Table) -> Result<Value, Diagnostic> {
    let language = site.language;
    let mut last: Option<&str> = None;
    let mut rows = Vec::new();
    for row in of_table.rows.iter().filter(|row| !row.is_plain) {
        let group = row.group.as_ref().map(|group| group.in_(language));
        let new = group.filter(|_| group != last);
        last = group;
        let mut cells = Vec::new();
        for (figure, cell) in of_table.figures.iter().zip(&row.cells) {
            let value = cell.value(figure.kind);
            let text = shown(value);
            let bar = match value {
                Figured::Share(counted, of) if of > 0 => chart::share(counted, of, &text)?,
                _ => Value::from(()),
            };
            cells.push(Value::from_pairs([("text", Value::from(text)), ("bar", bar)]));
        }
        rows.push(Value::from_pairs([
            ("group", new.map_or(Value::from(()), Value::from)),
            ("name", row.name.in_(language).into()),
            ("cells", cells.into()),
        ]));
    }
    let heads: Vec<Value> = of_table.figures.iter().map(|figure| called(figure).in_(language).into()).collect();
    let why: Vec<Value> = definitions(of_table, language).into_iter().map(Value::from).collect();
    let view: [(&str, Value); 6] = [
        ("title", of_table.title.in_(language).into()),
        ("of", language.choose("名称", "name").into()),
        ("wide", (heads.len() + 1).into()),
        ("heads", heads.into()),
        ("rows", rows.into()),
        ("why", why.into()),
    ];
    Ok(Value::from_pairs(view))
}

/// The steps of a funnel, each with its share of the first.
fn rows(steps: &[Step], language: Language) -> Vec<serde_json::Value> {
    let first = steps.first().map_or(0, |step| step.count);
    let each = steps.iter().map(|Step { name, count }| {
        let share = if first == 0 { String::new() } else { shown(Figured::Share(*count, first)) };
        serde_json::json!({"name": name.in_(language), "n": count, "share": share})
    });
    each.collect()
}
