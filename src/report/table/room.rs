//! How the room of a table is shared among its columns.

use crate::report::breaks::pieces;
use unicode_width::UnicodeWidthStr;

/// How many rows are looked at for the widths of columns.
pub(super) const MEASURED: usize = 500;

/// The width of each column, given the least it needs and the most it could use, and how high its texts are. The widest are
/// narrowed first; then columns give each other room for as long as that saves lines.
pub(super) fn shared(columns: &[(usize, usize)], heights: &[Heights], room: usize) -> Vec<usize> {
    let widest = columns.iter().map(|(_, most)| *most).max().unwrap_or_default();
    let cap = (1..=widest).rev().find(|cap| capped(columns, *cap).sum::<usize>() <= room);
    let mut widths: Vec<usize> = capped(columns, cap.unwrap_or_default()).collect();
    while let Some(saving) = saving(columns, heights, &widths) {
        widths = saving;
    }
    widths
}

/// Widths no larger than a cap, unless a column needs more.
fn capped(columns: &[(usize, usize)], cap: usize) -> impl Iterator<Item = usize> {
    columns.iter().map(move |(least, most)| *most.min(&cap.max(*least)))
}

/// The widths with which the rows take the fewest lines once a column has given another some of its room; nothing if that
/// saves none.
fn saving(columns: &[(usize, usize)], heights: &[Heights], widths: &[usize]) -> Option<Vec<usize>> {
    let each = || 0..widths.len();
    let pairs = each().flat_map(|from| each().filter(move |to| *to != from).map(move |to| (from, to)));
    let given = pairs.flat_map(|(from, to)| {
        let spare = widths[from].saturating_sub(columns[from].0);
        let wanted = columns[to].1.saturating_sub(widths[to]);
        (1..=spare.min(wanted)).map(move |by| (from, to, by))
    });
    let tried = given.map(|(from, to, by)| {
        let mut widths = widths.to_vec();
        widths[from] -= by;
        widths[to] += by;
        (lines(heights, &widths), by, widths)
    });
    let (fewest, _, best) = tried.min_by_key(|(lines, by, _)| (*lines, *by))?;
    (fewest < lines(heights, widths)).then_some(best)
}

/// How many lines the rows take in columns of such widths.
fn lines(heights: &[Heights], widths: &[usize]) -> usize {
    let rows = heights.iter().map(|column| column.rows).max().unwrap_or_default();
    let of_row = |row| heights.iter().zip(widths).map(|(column, width)| column.lines(row, *width)).max();
    (0..rows).filter_map(of_row).sum()
}

/// How many lines each text of a column takes in a column of each width.
pub(super) struct Heights {
    rows: usize,
    /// One width after the other, from 1.
    lines: Vec<usize>,
}

impl Heights {
    pub(super) fn of<'c>(texts: impl Iterator<Item = &'c str>, most: usize) -> Self {
        let texts: Vec<Vec<usize>> = texts.map(|text| pieces(text).map(UnicodeWidthStr::width).collect()).collect();
        let lines = (1..=most).flat_map(|width| texts.iter().map(move |text| filled(text, width))).collect();
        Self { rows: texts.len(), lines }
    }

    fn lines(&self, row: usize, width: usize) -> usize {
        self.lines.get((width.max(1) - 1) * self.rows + row).copied().unwrap_or(1)
    }
}

/// How many lines of a width pieces take that are not broken while they have room.
fn filled(pieces: &[usize], width: usize) -> usize {
    let (mut lines, mut at) = (1, 0);
    for piece in pieces {
        if at > 0 && at + piece > width {
            lines += 1;
            at = 0;
        }
        at += piece;
        lines += at.saturating_sub(1) / width;
        at = if at > width { at % width } else { at };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_columns_give_way_and_then_room_goes_where_it_saves_lines() {
        let heights = |rows: &[[usize; 4]]| {
            let column = |nth: usize| {
                let texts: Vec<String> = rows.iter().map(|row| "甲".repeat(row[nth] / 2)).collect();
                Heights::of(texts.iter().map(String::as_str), 60)
            };
            (0..4).map(column).collect::<Vec<_>>()
        };
        let needs = [(10, 10), (4, 8), (10, 40), (6, 60)];
        let one = heights(&[[10, 8, 40, 60]]);
        assert_eq!(shared(&needs, &one, 200), [10, 8, 40, 60]);
        assert_eq!(shared(&needs, &one, 30), [10, 4, 10, 6]);
        // In most rows the last has the most to say, and the third little.
        let several = heights(&[[10, 2, 40, 60], [10, 2, 8, 60], [10, 2, 8, 60], [10, 8, 8, 30]]);
        let widths = shared(&needs, &several, 58);
        assert_eq!(widths.iter().sum::<usize>(), 58);
        assert!(widths[3] >= 30 && lines(&several, &widths) < lines(&several, &[10, 8, 20, 20]), "{widths:?}");
        // What cannot be broken is not, whatever the terminal.
        assert_eq!(shared(&[(10, 10), (12, 40)], &one[..2], 5), [10, 12]);
        assert_eq!(shared(&[], &[], 5), [0; 0]);
    }
}
