//! Tables, whose head is repeated on every page.

use super::paragraph::Paragraph;
use super::xml::{filled, made, map};
use crate::diagnostic::Diagnostic;
use crate::document::gongwen::{Alignment, Run, Table, Width, plain};
use crate::document::measure::{self as m, Pt};
use minijinja::Value;

/// Room at both sides of a cell's text.
const SIDE: Pt = Pt(4.0);

/// Room above and below it.
const ABOVE: Pt = Pt(2.0);

/// A text of so many characters is short: it stands in the middle of its column.
const SHORT: f64 = 8.0;

/// The least width of a column, in characters.
const NARROWEST: f64 = 2.0;

/// How much wider than counted a text may be: Latin letters and figures differ from font to font.
const LOOSER: f64 = 1.12;

/// A table as wide as the text, its columns as their texts need.
pub(super) fn table(table: &Table, width: Pt, landscape: bool) -> Result<String, Diagnostic> {
    let (head, cell) = if landscape { ("ListHead", "ListCell") } else { ("TableHead", "TableCell") };
    let size = if landscape { m::CELL } else { m::SMALL };
    let aligned = aligned(table);
    with_cells(table, size, width, |text, is_head, column| {
        let mut paragraph = Paragraph::new(if is_head { head } else { cell }).runs(text);
        paragraph.align = if is_head { "center" } else { aligned[column] };
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
    for (nth, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
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

/// The width of each column: what its longest text needs, if there is room; else those that need little get it, and the
/// rest share what is left by their need.
fn widths(table: &Table, size: Pt, width: Pt) -> Vec<Pt> {
    let needed = |column: usize| {
        let cells = std::iter::once(&table.head).chain(&table.rows);
        let longest = cells.filter_map(|row| row.get(column)).map(|text| longest_line(text)).fold(NARROWEST, f64::max);
        longest * size.0 * LOOSER + SIDE.0 * 2.0
    };
    let needed: Vec<f64> = (0..table.columns.len()).map(needed).collect();
    let sum: f64 = needed.iter().sum();
    if sum <= width.0 {
        return needed.iter().map(|need| Pt(need * width.0 / sum)).collect();
    }
    let mut wide: Vec<usize> = (0..needed.len()).collect();
    let mut left = width.0;
    loop {
        let share = left / f64::from(u32::try_from(wide.len()).unwrap_or(u32::MAX));
        let (narrow, still): (Vec<usize>, Vec<usize>) = wide.iter().partition(|column| needed[**column] <= share);
        if narrow.is_empty() {
            break;
        }
        left -= narrow.iter().map(|column| needed[*column]).sum::<f64>();
        wide = still;
    }
    // A text of many lines needs no width in proportion.
    let weight = |column: usize| needed[column].sqrt();
    let weights: f64 = wide.iter().map(|column| weight(*column)).sum();
    let of = |column: usize| if wide.contains(&column) { left * weight(column) / weights } else { needed[column] };
    (0..needed.len()).map(|column| Pt(of(column))).collect()
}

fn longest_line(text: &[Run]) -> f64 {
    plain(text).lines().map(Width::ems).fold(0.0, f64::max)
}

fn aligned(table: &Table) -> Vec<&'static str> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(column, alignment)| match alignment {
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
            Alignment::Auto => {
                let mut cells = table.rows.iter().filter_map(|row| row.get(column));
                if cells.all(|text| longest_line(text) <= SHORT) { "center" } else { "left" }
            }
        })
        .collect()
}
