//! Tables that keep their columns under Chinese text.

use super::breaks::{pieces, widest};
use crate::text::on_one_line;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Columns a table is fitted to where no terminal says.
const PLAIN_WIDTH: u16 = 120;

/// Stands where a line may end; what is printed holds none, for it is a hidden character.
const BREAK: &str = "\u{200b}";

/// The longest word, in columns, that a column is made wide enough for, and the columns that one of several characters has
/// at least, so that a sentence does not run down the page: all ids, but not what somebody pasted; less, down to a date,
/// where there is no room for it.
const ROOM: [(usize, usize); 4] = [(40, 8), (20, 8), (12, 8), (10, 6)];

/// Columns of space beside what stands in a column of a table.
const PADDING: u16 = 2;

/// Columns of the terminal that stands behind stdout; `None` where none does.
#[must_use]
pub fn terminal_width() -> Option<usize> {
    let table = Table::new();
    table.width().filter(|_| table.is_tty()).map(usize::from)
}

/// Lays out rows under a heading, fitted to the terminal; of one width where there is none. No date and no id is broken.
#[must_use]
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(PLAIN_WIDTH);
    }
    table.set_delimiter('\u{200b}');
    let breakable = |cell: &str| pieces(cell).collect::<Vec<_>>().join(BREAK);
    table.set_header(heading.iter().map(|cell| breakable(cell)));
    let shown: Vec<Vec<String>> = rows.iter().map(|row| shown(row)).collect();
    for row in &shown {
        table.add_row(row.iter().map(|cell| breakable(cell)));
    }
    let needs: Vec<(usize, usize)> = (0..heading.len())
        .map(|nth| {
            let cells = || shown.iter().filter_map(|row| row.get(nth)).map(String::as_str).chain([heading[nth]]);
            // A heading of Chinese is a word.
            let of_heading = if heading[nth].is_ascii() { 0 } else { heading[nth].width() };
            let word = cells().map(widest).chain([of_heading]).max().unwrap_or_default();
            (word, cells().map(UnicodeWidthStr::width).max().unwrap_or_default())
        })
        .collect();
    let width = usize::from(table.width().unwrap_or(PLAIN_WIDTH));
    let width = width.saturating_sub(heading.len() * usize::from(PADDING));
    let columns = least(&needs, width);
    let widths = shared(&columns, width);
    for (column, width) in table.column_iter_mut().zip(widths) {
        let padded = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(PADDING);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(padded)));
    }
    laid_out(table).replace(BREAK, "")
}

/// The least that each column needs and the most it could use, of its longest word and its longest text.
fn least(needs: &[(usize, usize)], width: usize) -> Vec<(usize, usize)> {
    let at = |(longest, narrow): (usize, usize)| -> Vec<(usize, usize)> {
        needs.iter().map(|(word, most)| ((*word).min(longest).max((*most).min(narrow)), *most)).collect()
    };
    let fits = |columns: &Vec<(usize, usize)>| columns.iter().map(|(least, _)| least).sum::<usize>() <= width;
    ROOM.into_iter().map(at).find(fits).unwrap_or_else(|| at(ROOM[ROOM.len() - 1]))
}

/// The width of each column, of the least it needs and the most it could use: the widest give way, as far as they can.
fn shared(columns: &[(usize, usize)], width: usize) -> Vec<usize> {
    let capped = |cap: usize| columns.iter().map(move |(least, most)| *most.min(&cap.max(*least)));
    let widest = columns.iter().map(|(_, most)| *most).max().unwrap_or_default();
    let cap = (1..=widest).rev().find(|cap| capped(*cap).sum::<usize>() <= width);
    capped(cap.unwrap_or_default()).collect()
}

/// Lays out rows in columns as wide as they need, one line a row.
#[must_use]
pub fn bare(rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    for row in rows {
        table.add_row(shown(row));
    }
    laid_out(table)
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

fn shown(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| on_one_line(&clipped(cell))).collect()
}

fn laid_out(mut table: Table) -> String {
    table.load_style(presets::NOTHING);
    if table.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{least, shared};

    #[test]
    fn the_widest_columns_give_way() {
        assert_eq!(shared(&[(10, 10), (4, 8), (10, 40), (6, 60)], 200), [10, 8, 40, 60]);
        assert_eq!(shared(&[(10, 10), (4, 8), (10, 40), (6, 60)], 58), [10, 8, 20, 20]);
        assert_eq!(shared(&[(10, 10), (4, 8), (10, 40), (6, 60)], 30), [10, 4, 10, 6]);
        // What cannot be broken is not, whatever the terminal.
        assert_eq!(shared(&[(10, 10), (12, 40)], 5), [10, 12]);
        assert_eq!(shared(&[], 5), [0; 0]);
    }

    #[test]
    fn words_stay_whole_while_there_is_room() {
        let needs = [(32, 32), (2, 30), (10, 16)];
        assert_eq!(least(&needs, 60), [(32, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 40), [(20, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 30), [(12, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 5), [(10, 32), (6, 30), (10, 16)]);
    }
}
