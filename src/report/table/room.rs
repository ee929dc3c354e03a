//! How the room of a table is shared among its columns.

use crate::report::breaks::pieces;
use std::cmp::Reverse;
use unicode_width::UnicodeWidthStr;

/// How many rows are looked at for the widths of columns.
pub(super) const MEASURED: usize = 200;

/// The width of each column, given the least it needs and the most it could use, and how high its texts are: of the room
/// that is left, each column in turn gets what saves the most lines.
pub(super) fn shared(columns: &[(usize, usize)], heights: &[Heights], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|(least, most)| *least.min(most)).collect();
    loop {
        let left = room.saturating_sub(widths.iter().sum());
        let wider = (0..widths.len()).filter_map(|nth| {
            let most = columns[nth].1.min(widths[nth] + left);
            widened(heights, &widths, nth, most)
        });
        // By lines saved for each column of the screen; of equal ones the first.
        let best = wider.reduce(|best, one| if one.is_better_than(&best) { one } else { best });
        match best {
            Some(Wider { saved, nth, by }) if saved > 0 => widths[nth] += by,
            // No column alone saves a line: the one that is the highest in most rows comes nearer to it.
            Some(_) => {
                let open = (0..widths.len()).filter(|nth| widths[*nth] < columns[*nth].1);
                let Some(nth) = open.max_by_key(|nth| (highest(heights, &widths, *nth), Reverse(*nth))) else {
                    return widths;
                };
                widths[nth] += 1;
            }
            None => return widths,
        }
    }
}

/// A column that is made wider, and how many lines that saves.
struct Wider {
    saved: usize,
    nth: usize,
    by: usize,
}

impl Wider {
    fn is_better_than(&self, other: &Self) -> bool {
        self.saved * other.by > other.saved * self.by
    }
}

/// The best that can be done with one column, if it can be made wider.
fn widened(heights: &[Heights], widths: &[usize], nth: usize, most: usize) -> Option<Wider> {
    let own = &heights[nth];
    let of_others = |row| {
        let others = heights.iter().zip(widths).enumerate().filter(|(other, _)| *other != nth);
        others.map(|(_, (column, width))| column.lines(row, *width)).max().unwrap_or(1)
    };
    let others: Vec<usize> = (0..own.rows).map(of_others).collect();
    let lines =
        |width| others.iter().enumerate().map(|(row, others)| own.lines(row, width).max(*others)).sum::<usize>();
    let now = lines(widths[nth]);
    let wider = (widths[nth] + 1..=most).map(|to| Wider { saved: now - lines(to).min(now), nth, by: to - widths[nth] });
    wider.reduce(|best, one| if one.is_better_than(&best) { one } else { best })
}

/// In how many rows no column is higher.
fn highest(heights: &[Heights], widths: &[usize], nth: usize) -> usize {
    let is_highest = |row: &usize| {
        let lines = |(column, width): (&Heights, &usize)| column.lines(*row, *width);
        heights.iter().zip(widths).map(lines).max() == Some(heights[nth].lines(*row, widths[nth]))
    };
    (0..heights[nth].rows).filter(is_highest).count()
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
    fn room_goes_where_it_saves_lines() {
        let rows = [[10, 2, 40, 60], [10, 2, 8, 60], [10, 8, 8, 30]];
        let column = |nth: usize| {
            let texts: Vec<String> = rows.iter().map(|row| "甲".repeat(row[nth] / 2)).collect();
            Heights::of(texts.iter().map(String::as_str), 60)
        };
        let heights: Vec<Heights> = (0..4).map(column).collect();
        let needs = [(10, 10), (4, 8), (10, 40), (6, 60)];
        assert_eq!(shared(&needs, &heights, 200), [10, 8, 40, 60]);
        assert_eq!(shared(&needs, &heights, 30), [10, 4, 10, 6]);
        // The last has most to say in every row; the second is longer than four in one alone.
        let [first, second, third, last] = shared(&needs, &heights, 58)[..] else { panic!() };
        assert_eq!((first, first + second + third + last), (10, 58));
        assert!(last > third && second < 8, "{second} {third} {last}");
        // What cannot be broken is not, whatever the terminal.
        assert_eq!(shared(&[(10, 10), (12, 40)], &heights[..2], 5), [10, 12]);
        assert_eq!(shared(&[], &[], 5), [0; 0]);
    }
}
