//! `Table`: read from Markdown, with as many cells in every row as in its head.

use super::super::Run;
use super::{Reading, inlines};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use comrak::Node;
use comrak::nodes::{NodeTable, TableAlignment};
use std::collections::BTreeMap;

/// Most rows of the tables of a paper. A longer list is a data set, not a paper.
pub(super) const ROWS: usize = 5000;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How each column is aligned.
    pub columns: Vec<Alignment>,
    /// The cells of its head.
    pub head: Vec<Vec<Run>>,
    /// The cells of each row, as many as in the head.
    pub rows: Vec<Vec<Vec<Run>>>,
    /// Whether nothing is left to be written into it by hand, so that an empty column needs no room for that.
    pub is_complete: bool,
    /// The bars below the texts of cells. Markdown has none.
    pub bars: Bars,
}

/// Of a table's cells, by row and column, how long a bar each has, in thousandths of its width: a share that its text says in
/// numbers.
pub type Bars = BTreeMap<(usize, usize), u16>;

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As their texts suggest: short ones in the middle, long ones at the left.
    Auto,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

impl Alignment {
    /// As word processors and typst name it.
    pub(in crate::document) fn word(self) -> &'static str {
        match self {
            Self::Center => "center",
            Self::Right => "right",
            Self::Auto | Self::Left => "left",
        }
    }
}

impl Table {
    /// Whether its head says anything. Markdown has no table without one.
    #[must_use]
    pub fn has_head(&self) -> bool {
        self.head.iter().any(|cell| !super::super::plain(cell).trim().is_empty())
    }

    /// Reads a table. `None` if a row has more or fewer cells than the head, or there are too many.
    pub(super) fn read(node: Node<'_>, of: &NodeTable, reading: &mut Reading) -> Option<Self> {
        let line = reading.line(node);
        reading.rows += of.num_rows;
        if reading.rows > ROWS {
            let rows = reading.rows;
            reading.refuse(
                line,
                Diagnostic::new(
                    text!(zh: "表格共 {rows} 行，超过 {ROWS} 行", en: "the tables have {rows} rows, more than {ROWS}"),
                )
                .hint(Text::new(
                    "分成几份文书，或另存为 CSV、XLSX 作附件",
                    "make several papers of it, or attach it as CSV or XLSX",
                )),
            );
            return None;
        }
        let mut rows = node.children();
        let columns = of.alignments.len();
        let head: Vec<Vec<Run>> = rows.next()?.children().map(|cell| inlines(cell, reading)).collect();
        let mut cells = Vec::with_capacity(of.num_rows);
        let mut is_even = true;
        for row in rows {
            let line = reading.line(row);
            let count = reading.source(row).map_or(columns, count_cells);
            if count != columns && is_even {
                is_even = false;
                reading.refuse(line, Diagnostic::new(text!(
                    zh: "这一行有 {count} 格，表头有 {columns} 格",
                    en: "this row has {count} cells, the head {columns}"
                ))
                .hint(Text::new(
                    "补上或删去单元格；格中的竖线写作 `\\|`；表后的文字前空一行",
                    "add or take out cells; a bar in a cell is written `\\|`; leave a blank line before text after the table",
                )));
            }
            cells.push(row.children().map(|cell| inlines(cell, reading)).collect());
        }
        let alignment = |alignment: &TableAlignment| match alignment {
            TableAlignment::None => Alignment::Auto,
            TableAlignment::Left => Alignment::Left,
            TableAlignment::Center => Alignment::Center,
            TableAlignment::Right => Alignment::Right,
        };
        let columns = of.alignments.iter().map(alignment).collect();
        is_even.then_some(Self { columns, head, rows: cells, is_complete: false, bars: Bars::new() })
    }
}

/// How many cells are written in a line: the bars that are not escaped say so.
fn count_cells(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut bars = 0;
    let mut ends_in_bar = false;
    let mut escaped = false;
    for c in line.chars() {
        ends_in_bar = c == '|' && !escaped;
        bars += usize::from(ends_in_bar);
        escaped = c == '\\' && !escaped;
    }
    if ends_in_bar { bars } else { bars + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_by_their_bars() {
        for (line, count) in [
            ("| 甲 | 乙 |", 2),
            ("甲 | 乙", 2),
            ("|甲|", 1),
            ("| 甲 \\| 乙 | 丙 |", 2),
            ("甲", 1),
            ("| | |", 2),
            ("|", 1),
        ] {
            assert_eq!(count_cells(line), count, "{line}");
        }
    }
}
