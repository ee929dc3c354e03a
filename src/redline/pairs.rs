//! Which part of a text became which part of another: a paragraph, a heading, a row.

use super::runs::{alike, likeness, pieces};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeSet;
use std::hash::Hash;

/// Most pairs of pieces that are compared, over all pairs of parts. No paper written by hand has so many, and the
/// comparison would take too long.
const MOST: usize = 1_000_000_000;

/// With how many others a part is compared.
const TRIED: usize = 3;

/// Which part became which, by place, in the order of the old ones. Equal ones are paired in order first, then the most
/// similar. Only parts of one kind are paired.
pub(super) fn pairs<K: Hash + Ord>(old: &[(K, &str)], new: &[(K, &str)]) -> Vec<(usize, usize)> {
    let (mut pairs, mut lost, mut added) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { .. } => pairs.extend(op.old_range().zip(op.new_range())),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                lost.extend(op.old_range());
                added.extend(op.new_range());
            }
        }
    }
    for (_, before, after) in candidates(old, new, &lost, &added) {
        if lost.contains(&before) && added.contains(&after) {
            lost.remove(&before);
            added.remove(&after);
            pairs.push((before, after));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The parts that may be versions of the same, the most similar first.
fn candidates<'t, K: Ord>(
    old: &[(K, &'t str)],
    new: &[(K, &'t str)],
    lost: &BTreeSet<usize>,
    added: &BTreeSet<usize>,
) -> Vec<(f32, usize, usize)> {
    let taken_apart = |texts: &[(K, &'t str)], of: &BTreeSet<usize>| {
        of.iter().map(|at| (*at, Pieces::of(texts[*at].1))).collect::<Vec<_>>()
    };
    let (lost, added) = (taken_apart(old, lost), taken_apart(new, added));
    let mut left = MOST;
    let mut promising = Vec::new();
    for (one, (before, was)) in lost.iter().enumerate() {
        for (two, (after, is)) in added.iter().enumerate().filter(|(_, (after, _))| old[*before].0 == new[*after].0) {
            promising.extend(was.most(is, &mut left).map(|most| (most, one, two, *before, *after)));
        }
    }
    // Prose has many sentences alike: only what may be most similar is compared as it stands.
    promising.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut of_lost, mut of_added) = (vec![0; lost.len()], vec![0; added.len()]);
    let mut candidates = Vec::new();
    for (_, one, two, before, after) in promising {
        if TRIED <= of_lost[one] && TRIED <= of_added[two] {
            continue;
        }
        of_lost[one] += 1;
        of_added[two] += 1;
        let ratio = lost[one].1.likeness(&added[two].1, &mut left);
        candidates.extend(ratio.map(|ratio| (ratio, before, after)));
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    candidates
}

/// A text in its smallest parts, as they stand and sorted.
struct Pieces<'t> {
    in_order: Vec<&'t str>,
    sorted: Vec<&'t str>,
}

impl<'t> Pieces<'t> {
    fn of(text: &'t str) -> Self {
        let in_order = pieces(text);
        let mut sorted = in_order.clone();
        sorted.sort_unstable();
        Self { in_order, sorted }
    }

    /// The similarity at most, by what both have in whatever order, if it is enough. Most pairs are ruled out by this, or
    /// by their lengths.
    fn most(&self, other: &Self, left: &mut usize) -> Option<f32> {
        let [one, two] = [self, other].map(|text| text.sorted.len());
        alike(one.min(two), one + two)?;
        *left = left.checked_sub(one + two)?;
        let (mut common, mut rest) = (0, other.sorted.iter().peekable());
        for piece in &self.sorted {
            while rest.next_if(|other| *other < piece).is_some() {}
            common += usize::from(rest.next_if_eq(&piece).is_some());
        }
        alike(common, one + two)
    }

    /// The similarity, if it is enough and there is time left to find it.
    fn likeness(&self, other: &Self, left: &mut usize) -> Option<f32> {
        *left = left.checked_sub(self.in_order.len().saturating_mul(other.in_order.len()))?;
        likeness(&self.in_order, &other.in_order)
    }
}

/// The longest sequence of pairs that keep their order. All others were moved.
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the last pair of the best sequence of that length; for each pair, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| pairs[at]).collect();
    kept.reverse();
    kept
}
