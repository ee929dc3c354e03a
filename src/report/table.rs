//! Tables that keep their columns under Chinese text.

use crate::text::on_one_line;
use comfy_table::{ContentArrangement, Table, presets};
use std::borrow::Cow;

/// Columns a table is fitted to where no terminal says.
const PLAIN_WIDTH: u16 = 120;

/// Lays out rows under a heading, fitted to the terminal; of one width where there is none.
#[must_use]
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(PLAIN_WIDTH);
    }
    table.set_header(heading.to_vec());
    laid_out(table, rows)
}

/// Lays out rows in columns as wide as they need, one line a row.
#[must_use]
pub fn bare(rows: &[Vec<String>]) -> String {
    laid_out(Table::new(), rows)
}

/// The same, as part of a page.
#[must_use]
pub fn indented(rows: &[Vec<String>]) -> String {
    bare(rows).lines().flat_map(|row| [" ", row, "\n"]).collect()
}

/// Longest cell, in characters: a table with more in it is no table, and takes forever to lay out.
const LONGEST_CELL: usize = 1_000;

fn clipped(cell: &str) -> Cow<'_, str> {
    match cell.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", &cell[..end]).into(),
        None => cell.into(),
    }
}

fn laid_out(mut table: Table, rows: &[Vec<String>]) -> String {
    table.load_style(presets::NOTHING);
    for row in rows {
        table.add_row(row.iter().map(|cell| on_one_line(&clipped(cell))).collect::<Vec<_>>());
    }
    if rows.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}
