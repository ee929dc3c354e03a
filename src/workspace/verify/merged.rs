//! What a decision was brought together with by a merge: a branch that began before a key was taken out still trusts it.

use super::proof::Receipts;
use crate::history::Past;
use crate::model::Date;

/// The merges of a history, and which of its commits are on its main line.
pub(super) struct Merges<'p> {
    past: &'p Past,
    receipts: &'p Receipts,
    /// The day of each commit, never before that of one that it follows.
    days: &'p [Date],
    /// The last merge.
    last: Option<usize>,
    /// Whether a commit is the last one, or the first parent of one that is on the line.
    is_main: Vec<bool>,
}

/// A state with which a commit was brought together and that it does not follow.
pub(super) struct Other {
    /// The commit that has it.
    pub commit: usize,
    /// When that was, as far as its commits say, or the receipt.
    pub day: Date,
    /// What brought them together; none if a receipt tells of it.
    pub merge: Option<usize>,
    /// The last commit that both follow; none if their histories are not one.
    pub fork: Option<usize>,
    /// Whether it was there before: on the main line, or in the shared repository.
    pub was_first: bool,
}

impl<'p> Merges<'p> {
    pub(super) fn of(past: &'p Past, receipts: &'p Receipts, days: &'p [Date]) -> Self {
        let last = past.commits.iter().rposition(|commit| commit.parents.len() > 1);
        let mut is_main = vec![false; past.commits.len()];
        let mut next = past.commits.len().checked_sub(1);
        while let Some(commit) = next {
            is_main[commit] = true;
            next = past.commits[commit].parents.first().copied();
        }
        Self { past, receipts, days, last, is_main }
    }

    /// What a commit was brought together with. A receipt says what was there first; without one, the main line was.
    pub(super) fn others(&self, commit: usize) -> Vec<Other> {
        if self.last.is_none_or(|last| last <= commit) {
            return Vec::new();
        }
        let before = self.back(commit);
        if let Some(received) = &self.receipts.received[commit] {
            let old = received.before.filter(|old| !before[*old]);
            let day = Date::of_second(received.at.timestamp()).unwrap_or(Date::LATEST);
            let other = |old| Other { commit: old, day, merge: None, fork: self.fork(&before, old), was_first: true };
            return old.map(other).into_iter().collect();
        }
        let mut follows = vec![false; self.past.commits.len()];
        follows[commit] = true;
        let mut others: Vec<Other> = Vec::new();
        for nth in commit + 1..self.past.commits.len() {
            let parents = &self.past.commits[nth].parents;
            follows[nth] = parents.iter().any(|parent| follows[*parent]);
            if !follows[nth] || parents.len() < 2 {
                continue;
            }
            for other in parents.iter().filter(|other| !follows[**other] && !before[**other]) {
                if others.iter().all(|known| known.commit != *other) {
                    others.push(Other {
                        commit: *other,
                        day: self.days[*other],
                        merge: Some(nth),
                        fork: self.fork(&before, *other),
                        was_first: self.is_main[nth] && parents.first() == Some(other),
                    });
                }
            }
        }
        others
    }

    /// Which commits a commit follows, itself among them.
    fn back(&self, commit: usize) -> Vec<bool> {
        let (mut before, mut open) = (vec![false; self.past.commits.len()], vec![commit]);
        while let Some(one) = open.pop() {
            if !before[one] {
                before[one] = true;
                open.extend(&self.past.commits[one].parents);
            }
        }
        before
    }

    /// Each commit stands after those that it follows, so the last that both follow is no other's.
    fn fork(&self, before: &[bool], other: usize) -> Option<usize> {
        let both = self.back(other);
        (0..before.len()).rfind(|commit| before[*commit] && both[*commit])
    }
}
