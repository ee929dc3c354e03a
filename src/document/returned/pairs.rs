//! Which of the old became which of the new, in order: first what is equal, then what is most alike between.

use super::words::{Counts, counted, likeness};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How alike two texts must be to be versions of one.
const ALIKE: f64 = 0.4;

/// Most pairs of texts that are compared between two equal ones.
const MOST: usize = 40_000;

/// The pairs, ascending on both sides; only of those that `may_be_one`, by their places, unless they read the same.
pub(super) fn pairs(old: &[String], new: &[String], may_be_one: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let texts = Texts { old, new, may_be_one };
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0..0, 0..0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { .. } = op {
            texts.between(from.clone(), to.clone(), &mut pairs);
            pairs.extend(op.old_range().zip(op.new_range()));
            (from, to) = (op.old_range().end..op.old_range().end, op.new_range().end..op.new_range().end);
        } else {
            (from.end, to.end) = (from.end.max(op.old_range().end), to.end.max(op.new_range().end));
        }
    }
    texts.between(from, to, &mut pairs);
    pairs
}

/// What is to be paired.
struct Texts<'t> {
    old: &'t [String],
    new: &'t [String],
    may_be_one: &'t dyn Fn(usize, usize) -> bool,
}

impl Texts<'_> {
    /// Of two stretches, the pairs in order that are most alike together.
    fn between(&self, from: Range<usize>, to: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let (high, wide) = (from.len(), to.len());
        if high == 0 || wide == 0 || high * wide > MOST {
            return;
        }
        let before: Vec<Counts> = self.old[from.clone()].iter().map(|text| counted(text)).collect();
        let after: Vec<Counts> = self.new[to.clone()].iter().map(|text| counted(text)).collect();
        let mut alike = vec![vec![0.0; wide]; high];
        // The best that can be had of what is left from each place on.
        let mut best = vec![vec![0.0; wide + 1]; high + 1];
        for row in (0..high).rev() {
            for column in (0..wide).rev() {
                let may_be_one = (self.may_be_one)(from.start + row, to.start + column);
                let ratio = if may_be_one { likeness(&before[row], &after[column]) } else { 0.0 };
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
                self.one_by_one(last.0..pair.0, last.1..pair.1, pairs);
                pairs.push(pair);
                (row, column) = (row + 1, column + 1);
                last = (pair.0 + 1, pair.1 + 1);
            } else if best[row + 1][column] >= best[row][column] {
                row += 1;
            } else {
                column += 1;
            }
        }
        self.one_by_one(last.0..from.end, last.1..to.end, pairs);
    }

    /// As many in place of as many: each was written anew.
    fn one_by_one(&self, from: Range<usize>, to: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        if from.len() == to.len() && from.clone().zip(to.clone()).all(|(one, other)| (self.may_be_one)(one, other)) {
            pairs.extend(from.zip(to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        pairs(&owned(old), &owned(new), &|_, _| true)
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
        let other_than_first = |from: usize, _: usize| from > 0;
        assert_eq!(pairs(&owned(&["由街道办理", "由街道"]), &owned(&["由街道办"]), &other_than_first), [(1, 0)]);
    }
}
