//! Finds the fewest people who must join or leave a list so that all demands on it are met. Knows no rules: a demand is
//! an integer that must not be negative, and every kind of people changes it by a fixed amount.

use std::collections::{HashSet, VecDeque};

/// Most lists considered, far more than the possible changes of a real list.
const MOST_LISTS: usize = 20_000;

/// A demand on a list, met if `value` is not negative.
#[derive(Clone, Debug)]
pub(crate) struct Demand {
    pub value: i64,
    /// By how much one person of each kind changes it by joining. Leaving has the opposite effect.
    pub effects: Vec<i64>,
}

/// Somebody of a kind joins or leaves the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Joins.
    Join(usize),
    /// Leaves.
    Leave(usize),
}

impl Step {
    fn on(self, demand: &Demand) -> i64 {
        match self {
            Self::Join(kind) => demand.effects[kind],
            Self::Leave(kind) => -demand.effects[kind],
        }
    }
}

/// The fewest steps after which all demands are met, with how often each is taken; `None` if there are none or the
/// search was given up. `steps` are the possible steps with how often each may be taken. Of solutions of the same
/// length, the one with earlier steps is chosen.
pub(crate) fn change(demands: &[Demand], steps: &[(Step, usize)]) -> Option<Vec<(Step, usize)>> {
    let mut seen = HashSet::new();
    let mut waiting = VecDeque::from([vec![0_usize; steps.len()]]);
    while let Some(taken) = waiting.pop_front() {
        // Every solution has a step that helps this demand, and the order of steps does not matter.
        let helping = demands.iter().filter_map(|demand| helping(demand, steps, &taken));
        let Some(helping) = helping.min_by_key(Vec::len) else {
            let taken = steps.iter().zip(taken).filter(|(_, times)| *times > 0);
            return Some(taken.map(|((step, _), times)| (*step, times)).collect());
        };
        for nth in helping {
            let mut next = taken.clone();
            next[nth] += 1;
            if seen.insert(next.clone()) {
                waiting.push_back(next);
            }
        }
        if seen.len() > MOST_LISTS {
            return None;
        }
    }
    None
}

/// The steps that help a demand and can be taken again, or `None` if the demand is met.
fn helping(demand: &Demand, steps: &[(Step, usize)], taken: &[usize]) -> Option<Vec<usize>> {
    let moved =
        taken.iter().zip(steps).map(|(times, (step, _))| step.on(demand) * i64::try_from(*times).unwrap_or(i64::MAX));
    if demand.value + moved.sum::<i64>() >= 0 {
        return None;
    }
    let helping =
        steps.iter().zip(taken).enumerate().filter(|(_, ((step, most), times))| step.on(demand) > 0 && *times < most);
    Some(helping.map(|(nth, _)| nth).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds: stakeholder, official, both, neither. Ten to twenty, half stakeholders, a fifth officials at most.
    fn demands(list: [i64; 4]) -> Vec<Demand> {
        let [s, o, both, other] = list;
        let n = s + o + both + other;
        vec![
            Demand { value: n - 10, effects: vec![1, 1, 1, 1] },
            Demand { value: 20 - n, effects: vec![-1, -1, -1, -1] },
            Demand { value: 2 * (s + both) - n, effects: vec![1, -1, 1, -1] },
            Demand { value: n - 5 * (o + both), effects: vec![1, -4, -4, 1] },
        ]
    }

    fn holds(list: [i64; 4]) -> bool {
        let [s, o, both, other] = list;
        let n = s + o + both + other;
        list.iter().all(|kind| *kind >= 0) && (10..=20).contains(&n) && 2 * (s + both) >= n && 5 * (o + both) <= n
    }

    /// The fewest steps by trying every list there is: by joining alone, by leaving alone, by both.
    fn fewest(list: [i64; 4]) -> [Option<i64>; 3] {
        let mut fewest = [None; 3];
        for (s, o, both, other) in every_list(list[2]) {
            let to = [s, o, both, other];
            if !holds(to) {
                continue;
            }
            let moved = [0, 1, 2, 3].map(|kind: usize| to[kind] - list[kind]);
            let steps: i64 = moved.iter().map(|moved| moved.abs()).sum();
            let allowed = [moved.iter().all(|moved| *moved >= 0), moved.iter().all(|moved| *moved <= 0), true];
            for (least, _) in fewest.iter_mut().zip(allowed).filter(|(_, allowed)| *allowed) {
                *least = Some(least.map_or(steps, |known: i64| known.min(steps)));
            }
        }
        fewest
    }

    /// Every list of at most twenty that need be tried: nobody of both kinds is asked to join.
    fn every_list(both: i64) -> impl Iterator<Item = (i64, i64, i64, i64)> {
        let of = move |s| (0..=4).flat_map(move |o| (0..=both).map(move |both| (s, o, both)));
        (0..=20).flat_map(of).flat_map(|(s, o, both)| (0..=20).map(move |other| (s, o, both, other)))
    }

    #[test]
    fn it_mends_with_the_fewest_at_every_size() {
        for n in 8..=22 {
            for s in 0..=n {
                for o in 0..=(n - s).min(7) {
                    for both in 0..=(n - s - o).min(2) {
                        let list = [s, o, both, n - s - o - both];
                        let size = |kind: usize| usize::try_from(list[kind]).unwrap();
                        let joins = [0, 1, 3].map(|kind| (Step::Join(kind), usize::MAX));
                        let leaves = [0, 1, 2, 3].map(|kind| (Step::Leave(kind), size(kind)));
                        for ((join, leave), fewest) in
                            [(true, false), (false, true), (true, true)].into_iter().zip(fewest(list))
                        {
                            let steps: Vec<_> =
                                joins.iter().filter(|_| join).chain(leaves.iter().filter(|_| leave)).copied().collect();
                            let found = change(&demands(list), &steps);
                            let mut to = list;
                            for (step, times) in found.iter().flatten() {
                                match step {
                                    Step::Join(kind) => to[*kind] += i64::try_from(*times).unwrap(),
                                    Step::Leave(kind) => to[*kind] -= i64::try_from(*times).unwrap(),
                                }
                            }
                            let taken = found.as_ref().map(|found| found.iter().map(|(_, times)| times).sum::<usize>());
                            let fewest = fewest.map(|steps| usize::try_from(steps).unwrap());
                            assert_eq!(taken, fewest, "{list:?} join {join} leave {leave}: {found:?}");
                            assert!(found.is_none() || holds(to), "{list:?}: {found:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_no_change_can_mend_is_not_looked_for_without_end() {
        let never = Demand { value: -1, effects: vec![1] };
        let ever = Demand { value: 0, effects: vec![-1] };
        assert_eq!(change(&[never, ever], &[(Step::Join(0), usize::MAX)]), None);
        let far = Demand { value: -1_000_000, effects: vec![1, 1, 1] };
        let steps = [0, 1, 2].map(|kind| (Step::Join(kind), usize::MAX));
        assert_eq!(change(&[far], &steps), None);
    }
}
