//! Excerpts of a list for messages: the first rows, names and cells, shortened.

use super::heading::joined;
use crate::sheet::{self, Cell};
use crate::text;
use crate::text::Text;

/// Rows by number, each with the cell of a column, else its first cell.
pub(super) fn shown_rows(rows: &[&sheet::Row], under: Option<usize>) -> Text {
    let shown = rows.iter().map(|row| {
        let own = under.map(|column| row.cell(column)).into_iter();
        in_row(row, own.chain(&row.cells).find(|cell| **cell != Cell::Empty).unwrap_or(&Cell::Empty))
    });
    first_of(&shown.collect::<Vec<_>>())
}

/// A row by number, with a cell of it.
pub(super) fn in_row(row: &sheet::Row, cell: &Cell) -> Text {
    let (number, cell) = (row.number, shortened(cell));
    text!(zh: "{number}（{cell}）", en: "{number} ({cell})")
}

/// The beginning of a cell's text.
fn shortened(cell: &Cell) -> String {
    let words = joined(&cell.words());
    let beginning: String = words.chars().take(20).collect();
    if beginning.len() < words.len() { beginning + "…" } else { beginning }
}

/// The first eight, with the total if there are more.
pub(super) fn first_of(texts: &[Text]) -> Text {
    const SHOWN: usize = 8;
    let more = if texts.len() > SHOWN { format!(" … {}", texts.len()) } else { String::new() };
    Text::join(texts.iter().take(SHOWN), "、", ", ").then(&Text::same(more))
}
