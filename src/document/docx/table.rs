//! Tables, whose head is repeated on every page.

use super::paragraph::Paragraph;
use super::xml::{filled, made, map};
use crate::diagnostic::Diagnostic;
use crate::document::columns::{SIDE, sides, widths};
use crate::document::gongwen::{Alignment, Run, Table};
use crate::document::measure::{self as m, Pt};
use minijinja::Value;

/// Room above and below a cell's text.
const ABOVE: Pt = Pt(2.0);

/// A table as wide as the text, its columns as their texts need.
pub(super) fn table(table: &Table, width: Pt, landscape: bool) -> Result<String, Diagnostic> {
    let (head, cell) = if landscape { ("ListHead", "ListCell") } else { ("TableHead", "TableCell") };
    let size = if landscape { m::CELL } else { m::SMALL };
    let sides = sides(table);
    with_cells(table, size, width, |text, is_head, column| {
        let mut paragraph = Paragraph::new(if is_head { head } else { cell }).runs(text);
        paragraph.align = match sides[column] {
            _ if is_head => "center",
            Alignment::Center => "center",
            Alignment::Right => "right",
            Alignment::Auto | Alignment::Left => "left",
        };
        paragraph.xml()
    })
}

/// The same with paragraphs of another's making in its cells.
pub(in crate::document) fn plain_table(
    table: &Table,
    paragraph: impl Fn(&[Run]) -> String,
) -> Result<String, Diagnostic> {
    with_cells(table, m::BODY, m::TEXT.0.pt(), |text, _, _| Ok(paragraph(text)))
}

fn with_cells(
    table: &Table,
    size: Pt,
    width: Pt,
    paragraph: impl Fn(&[Run], bool, usize) -> Result<String, Diagnostic>,
) -> Result<String, Diagnostic> {
    let widths = widths(table, size, width);
    let columns: Vec<Value> = widths.iter().map(|width| width.twips().into()).collect();
    let mut rows = Vec::with_capacity(table.rows.len() + 1);
    for (nth, row) in std::iter::once(&table.head).chain(&table.rows).enumerate().skip(usize::from(!table.has_head())) {
        let mut cells = Vec::with_capacity(row.len());
        for (column, (text, width)) in row.iter().zip(&columns).enumerate() {
            cells.push(map([("width", width.clone()), ("text", made(paragraph(text, nth == 0, column)?))]));
        }
        rows.push(map([("cells", cells.into()), ("is_head", (nth == 0).into())]));
    }
    let values = map([
        ("rows", rows.into()),
        ("columns", columns.into()),
        ("width", width.twips().into()),
        ("wide", SIDE.twips().into()),
        ("high", ABOVE.twips().into()),
    ]);
    filled("table.xml", &values)
}
