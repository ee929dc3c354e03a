//! Which of the old became which of the new, in order: first what is equal, then what is most alike between.

use super::words::{Counts, counted, likeness};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How alike two texts must be to be versions of one.
const ALIKE: f64 = 0.4;

/// Most pairs of texts that are compared between two equal ones.
const MOST: usize = 40_000;

/// The pairs, ascending on both sides.
pub(super) fn pairs(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0..0, 0..0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { .. } = op {
            between(old, new, from.clone(), to.clone(), &mut pairs);
            pairs.extend(op.old_range().zip(op.new_range()));
            (from, to) = (op.old_range().end..op.old_range().end, op.new_range().end..op.new_range().end);
        } else {
            (from.end, to.end) = (from.end.max(op.old_range().end), to.end.max(op.new_range().end));
        }
    }
    between(old, new, from, to, &mut pairs);
    pairs
}

/// Of two stretches, the pairs in order that are most alike together.
fn between(old: &[String], new: &[String], from: Range<usize>, to: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
    let (high, wide) = (from.len(), to.len());
    if high == 0 || wide == 0 || high * wide > MOST {
        return;
    }
    let before: Vec<Counts> = old[from.clone()].iter().map(|text| counted(text)).collect();
    let after: Vec<Counts> = new[to.clone()].iter().map(|text| counted(text)).collect();
    let mut alike = vec![vec![0.0; wide]; high];
    // The best that can be had of what is left from each place on.
    let mut best = vec![vec![0.0; wide + 1]; high + 1];
    for row in (0..high).rev() {
        for column in (0..wide).rev() {
            let (one, other) = (&old[from.start + row], &new[to.start + column]);
            let ratio = if are_of_one_kind(one, other) { likeness(&before[row], &after[column]) } else { 0.0 };
            alike[row][column] = if ratio >= ALIKE { ratio } else { 0.0 };
            let both = alike[row][column] + best[row + 1][column + 1];
            best[row][column] = f64::max(both, f64::max(best[row + 1][column], best[row][column + 1]));
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut last = (from.start, to.start);
    while row < high && column < wide {
        let both = alike[row][column] + best[row + 1][column + 1];
        if alike[row][column] > 0.0 && both >= best[row][column] {
            let pair = (from.start + row, to.start + column);
            one_by_one(old, new, last.0..pair.0, last.1..pair.1, pairs);
            pairs.push(pair);
            (row, column) = (row + 1, column + 1);
            last = (pair.0 + 1, pair.1 + 1);
        } else if best[row + 1][column] >= best[row][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    one_by_one(old, new, last.0..from.end, last.1..to.end, pairs);
}

/// As many in place of as many: each was written anew.
fn one_by_one(old: &[String], new: &[String], from: Range<usize>, to: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
    let (before, after) = (&old[from.clone()], &new[to.clone()]);
    if before.len() == after.len() && before.iter().zip(after).all(|(one, other)| are_of_one_kind(one, other)) {
        pairs.extend(from.zip(to));
    }
}

/// Whether two keys are both those of tables, or both of paragraphs.
fn are_of_one_kind(one: &str, other: &str) -> bool {
    one.starts_with('\t') == other.starts_with('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        pairs(&owned(old), &owned(new))
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_equal_or_most_alike_is_one() {
        assert_eq!(told(&["甲乙丙", "丁"], &["丁"]), [(1, 0)]);
        assert_eq!(told(&["由街道办理", "子"], &["新", "由社区办理", "子"]), [(0, 1), (1, 2)]);
        // A paragraph that was split stays with the longer part.
        assert_eq!(told(&["一二三四五六七八"], &["一二", "三四五六七八"]), [(0, 1)]);
        assert_eq!(told(&["甲"], &["乙"]), [(0, 0)]);
        assert_eq!(told(&["甲", "丙"], &["乙"]), []);
        assert_eq!(told(&[], &["乙"]), []);
    }
}
