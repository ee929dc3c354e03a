//! Tables, whose head is repeated on every page.

use super::paragraph::{Mark, Paragraph};
use super::xml::{filled, made, map};
use crate::diagnostic::Diagnostic;
use crate::document::columns::{ABOVE, SIDE, sides, widths};
use crate::document::gongwen::{Alignment, Run, Table};
use crate::document::measure::{self as m, Pt};
use minijinja::Value;

/// A table with its cells set.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// How wide it is, and each of its columns.
    pub width: Pt,
    pub columns: Vec<Pt>,
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub cells: Vec<Paragraph>,
    /// Whether it is repeated on every page.
    pub is_head: bool,
    /// What happened to it as a whole.
    pub change: Option<Mark>,
}

/// A table as wide as the text, its columns as their texts need.
pub(super) fn table(table: &Table, width: Pt, landscape: bool) -> Grid {
    let (head, cell) = if landscape { ("ListHead", "ListCell") } else { ("TableHead", "TableCell") };
    let sides = sides(table);
    let cells = |row: &Vec<Vec<Run>>, is_head: bool| {
        let set = |(text, side): (&Vec<Run>, &Alignment)| {
            let mut paragraph = Paragraph::new(if is_head { head } else { cell }).runs(text);
            paragraph.align = if is_head { Alignment::Center } else { *side }.word();
            paragraph
        };
        Row { cells: row.iter().zip(&sides).map(set).collect(), is_head, change: None }
    };
    let rows = printed(table).map(|(row, is_head)| cells(row, is_head));
    Grid { width, columns: widths(table, m::cell(landscape), width), rows: rows.collect() }
}

impl Grid {
    /// Its XML.
    pub(super) fn xml(&self) -> Result<String, Diagnostic> {
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let cells = row.cells.iter().map(Paragraph::xml).collect::<Result<Vec<String>, Diagnostic>>()?;
            rows.push(row_of(cells, &self.columns, row.is_head, row.change.as_ref()));
        }
        with_rows(rows, &self.columns, self.width)
    }
}

/// A table with paragraphs of another's making in its cells.
pub(in crate::document) fn plain_table(
    table: &Table,
    paragraph: impl Fn(&[Run]) -> String,
) -> Result<String, Diagnostic> {
    let width = m::TEXT.0.pt();
    let columns = widths(table, m::BODY, width);
    let rows = printed(table)
        .map(|(row, is_head)| row_of(row.iter().map(|text| paragraph(text)).collect(), &columns, is_head, None));
    with_rows(rows.collect(), &columns, width)
}

/// The rows that are printed, and whether each is the head: a head without a word is none.
fn printed(table: &Table) -> impl Iterator<Item = (&Vec<Vec<Run>>, bool)> {
    let head = table.has_head().then_some((&table.head, true));
    head.into_iter().chain(table.rows.iter().map(|row| (row, false)))
}

fn row_of(cells: Vec<String>, columns: &[Pt], is_head: bool, change: Option<&Mark>) -> Value {
    let cells = cells.into_iter().zip(columns);
    let cells = cells.map(|(text, width)| map([("width", width.twips().into()), ("text", made(text))]));
    map([("cells", cells.collect()), ("is_head", is_head.into()), ("change", Mark::value(change))])
}

fn with_rows(rows: Vec<Value>, columns: &[Pt], width: Pt) -> Result<String, Diagnostic> {
    let values = map([
        ("rows", rows.into()),
        ("columns", columns.iter().map(|width| Value::from(width.twips())).collect()),
        ("width", width.twips().into()),
        ("wide", SIDE.twips().into()),
        ("high", ABOVE.twips().into()),
    ]);
    filled("table.xml", &values)
}
