//! Decisions on a paper: what they follow, which round they belong to, and which text each of them is good for.
//!
//! What stands is derived from the lines and the paper's bytes, never stored: the same words again are approved again.

pub(crate) mod difference;
pub(crate) mod place;
#[cfg(test)]
mod tests;

use crate::archive::Review;
use crate::model::{Date, Decision, Person, Verdict};
use crate::vocabulary::ReviewSteps;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// The decisions on one paper by a day, in an order that does not depend on how their lines stand in the file.
pub(crate) struct Ledger<'r> {
    review: &'r Review,
    /// The lines that count, by place in the file: each after those it follows, one that stands twice once.
    order: Vec<usize>,
    /// The lines that each one follows directly.
    follows: HashMap<usize, Vec<usize>>,
    /// The texts that an approval is good for, by SHA-256.
    good_for: HashMap<usize, Vec<&'r str>>,
    /// The approvals of an earlier round that count on, for it went on with whoever sent the paper back.
    kept: HashSet<usize>,
    /// The round that the last lines belong to, from 1.
    pub round: u32,
}

impl<'r> Ledger<'r> {
    pub(crate) fn of(review: &'r Review, review_steps: &ReviewSteps, today: Date) -> Self {
        let follows = follows(review, today);
        let order = in_order(review, &follows);
        let round = order.iter().map(|entry| round_of(&review.decisions[*entry])).max().unwrap_or(1);
        let mut ledger = Self { review, order, follows, good_for: HashMap::new(), kept: HashSet::new(), round };
        ledger.find_texts(review_steps);
        ledger
    }

    /// The decisions that count in the last round, each with its place in the file: its own, and what is kept of others.
    pub(crate) fn counting(&self) -> impl DoubleEndedIterator<Item = (usize, &'r Decision)> {
        self.decisions().filter(|(entry, decision)| round_of(decision) == self.round || self.kept.contains(entry))
    }

    /// The decisions of the last round, each with its place in the file.
    pub(crate) fn current(&self) -> impl DoubleEndedIterator<Item = (usize, &'r Decision)> {
        self.decisions().filter(|(_, decision)| round_of(decision) == self.round)
    }

    /// The decisions of all rounds, each with its place in the file.
    fn decisions(&self) -> impl DoubleEndedIterator<Item = (usize, &'r Decision)> {
        self.order.iter().map(|entry| (*entry, &self.review.decisions[*entry]))
    }

    /// The last decision of any round that is of some kind.
    pub(crate) fn last(&self, is_it: impl Fn(&Decision) -> bool) -> Option<&'r Decision> {
        self.decisions().map(|(_, decision)| decision).rfind(|decision| is_it(decision))
    }

    /// Whether it is of these lines.
    pub(crate) fn is_of(&self, review: &Review) -> bool {
        std::ptr::eq(self.review, review)
    }

    /// What ended the round: the paper was returned or taken back.
    pub(crate) fn end(&self) -> Option<&'r Decision> {
        let ends =
            |decision: &&Decision| decision.ends_round() && (decision.is_chained() || self.is_last_word(decision));
        self.current().map(|(_, decision)| decision).rfind(ends)
    }

    /// Whether the paper was sent back or taken back once, whether or not it has been handed in since.
    pub(crate) fn is_anew(&self) -> bool {
        1 < self.round || self.end().is_some()
    }

    /// Of records that are not chained, the last sends this text back, unless somebody else approved the same step.
    fn is_last_word(&self, back: &Decision) -> bool {
        let is_last = self.decisions().next_back().is_some_and(|(_, last)| std::ptr::eq(last, back));
        let is_this_text = self.review.sha256.as_deref() == Some(&*back.sha256);
        let mut others = self.decisions().filter(|(_, one)| one.approves() && one.by != back.by);
        is_last && is_this_text && !others.any(|(_, one)| one.step == back.step)
    }

    /// Whether an approval counts, and then whether its text is still the paper's.
    pub(crate) fn stands(&self, entry: usize) -> Option<bool> {
        let decision = &self.review.decisions[entry];
        let is_of_round = round_of(decision) == self.round || self.kept.contains(&entry);
        let counts = decision.approves() && is_of_round && self.end().is_none();
        let good_for = self.good_for.get(&entry).filter(|_| counts)?;
        Some(self.review.sha256.as_deref().is_some_and(|now| good_for.contains(&now)))
    }

    /// The last approval of a step that is good for the paper as it is.
    pub(crate) fn approval(&self, step: &str) -> Option<(usize, &'r Decision)> {
        self.counting().rfind(|(entry, decision)| decision.is_of_step(step) && self.stands(*entry) == Some(true))
    }

    /// The last approval of a step in this round, if none of them is for the text that is now the paper's.
    pub(crate) fn lapsed(&self, step: &str) -> Option<&'r Decision> {
        let approvals = self.counting().map(|(_, decision)| decision).filter(|decision| decision.approves());
        let last = approvals.rev().find(|decision| decision.is_of_step(step));
        last.filter(|_| self.end().is_none() && self.approval(step).is_none())
    }

    /// Whether there is such a one.
    pub(crate) fn has_lapsed(&self, step: &str) -> bool {
        self.lapsed(step).is_some()
    }

    /// Whether whoever could decide asked somebody else to (请××签发).
    pub(crate) fn is_passed_on(&self, step: &str, from: &str, to: &str) -> bool {
        self.current().any(|(_, decision)| {
            let (is_it, asked) = (decision.is_of_step(step), decision.r#for.as_deref());
            is_it && decision.verdict == Verdict::PassOn && *decision.by == *from && asked == Some(to)
        })
    }

    /// The text that the last decision of the round was about.
    pub(crate) fn text(&self) -> Option<&'r str> {
        self.current().rfind(|(_, decision)| is_about_text(decision)).map(|(_, decision)| &*decision.sha256)
    }

    /// The lines that none follows: what the next one follows.
    pub(crate) fn heads(&self) -> Vec<&'r str> {
        let followed: HashSet<usize> = self.follows.values().flatten().copied().collect();
        let heads = self.order.iter().filter(|entry| !followed.contains(entry));
        let chained = heads.filter(|entry| self.review.decisions[**entry].is_chained());
        chained.filter_map(|entry| self.review.hashes.get(*entry)?.as_deref()).collect()
    }

    /// An approval is good for its own text, and for what those above it made of that text in signing it (改后签发).
    fn find_texts(&mut self, review_steps: &ReviewSteps) {
        for at in 0..self.order.len() {
            let entry = self.order[at];
            let decision = &self.review.decisions[entry];
            if decision.verdict == Verdict::Submit && review_steps.resumes {
                self.keep_lower_steps(review_steps, decision);
            }
            if !decision.approves() {
                continue;
            }
            self.good_for.insert(entry, vec![decision.sha256.as_str()]);
            if decision.verdict != Verdict::Amend {
                continue;
            }
            let before = self.ancestors(entry);
            let changed = self.texts_before(&before);
            for lower in before {
                let lower_decision = &self.review.decisions[lower];
                let is_below = review_steps.is_before(lower_decision.step.as_deref(), decision.step.as_deref());
                let is_of_round = round_of(lower_decision) == round_of(decision) || self.kept.contains(&lower);
                if !is_of_round || !is_below {
                    continue;
                }
                if let Some(texts) = self.good_for.get_mut(&lower)
                    && texts.iter().any(|text| changed.contains(text))
                {
                    texts.push(&decision.sha256);
                }
            }
        }
    }

    /// Handed in anew, a paper goes on with whoever sent it back: the steps before theirs are good for the new text.
    fn keep_lower_steps(&mut self, review_steps: &ReviewSteps, submitted: &'r Decision) {
        let before = round_of(submitted).saturating_sub(1);
        let returns = self.decisions().filter(|(_, decision)| decision.verdict == Verdict::Return);
        let end = returns.rev().find(|(_, decision)| round_of(decision) == before);
        let Some(step) = end.and_then(|(_, end)| end.step.as_deref()) else { return };
        let counted =
            self.decisions().filter(|(entry, decision)| round_of(decision) == before || self.kept.contains(entry));
        let is_kept =
            |decision: &Decision| decision.approves() && review_steps.is_before(decision.step.as_deref(), Some(step));
        self.kept = counted.filter(|(_, decision)| is_kept(decision)).map(|(entry, _)| entry).collect();
        for entry in &self.kept {
            self.good_for.entry(*entry).or_default().push(&submitted.sha256);
        }
    }

    /// The lines that a line follows, directly or not.
    fn ancestors(&self, entry: usize) -> HashSet<usize> {
        let mut found = HashSet::new();
        let mut open = vec![entry];
        while let Some(next) = open.pop() {
            open.extend(self.follows.get(&next).into_iter().flatten().filter(|before| found.insert(**before)));
        }
        found
    }

    /// The texts that the last of these lines were about.
    fn texts_before(&self, lines: &HashSet<usize>) -> Vec<&'r str> {
        let about = lines.iter().filter(|entry| is_about_text(&self.review.decisions[**entry]));
        let about: Vec<usize> = about.copied().collect();
        let followed: HashSet<usize> = about.iter().flat_map(|entry| self.ancestors(*entry)).collect();
        let last = about.iter().filter(|entry| !followed.contains(entry));
        last.map(|entry| self.review.decisions[*entry].sha256.as_str()).collect()
    }
}

/// Whether somebody may decide in another's place on a day: as a deputy, or because the other asked (请××签发). `ledger`:
/// the decisions made so far, if there are any.
pub(crate) fn stands_in(
    ledger: Option<&Ledger>,
    people: &[Person],
    step: &str,
    (who, whose): (&str, &str),
    day: Date,
) -> bool {
    let mut deputies = people.iter().filter(|person| *person.id == *who);
    deputies.any(|person| person.deputises_for(whose, day))
        || ledger.is_some_and(|ledger| ledger.is_passed_on(step, whose, who))
}

/// Whether the text itself is what a decision is about.
fn is_about_text(decision: &Decision) -> bool {
    decision.approves() || decision.verdict == Verdict::Submit
}

/// Records that are not chained are of the first round.
fn round_of(decision: &Decision) -> u32 {
    decision.round.unwrap_or(1)
}

/// What each line follows, of those by a day. A record that is not chained follows the one above it, and is followed by
/// every line that is. A line that stands twice counts once.
fn follows(review: &Review, today: Date) -> HashMap<usize, Vec<usize>> {
    let mut by_hash: HashMap<&str, usize> = HashMap::new();
    let mut follows: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut unchained: Option<usize> = None;
    let decisions = review.decisions.iter().enumerate().filter(|(_, decision)| decision.date <= today);
    let decisions: Vec<(usize, &Decision)> = decisions.collect();
    for &(entry, decision) in &decisions {
        if !decision.is_chained() {
            follows.insert(entry, unchained.into_iter().collect());
            unchained = Some(entry);
        } else if let Some(hash) = review.hashes.get(entry).and_then(Option::as_deref) {
            if !by_hash.contains_key(hash) {
                by_hash.insert(hash, entry);
                follows.insert(entry, Vec::new());
            }
        } else {
            follows.insert(entry, Vec::new());
        }
    }
    for (entry, decision) in decisions {
        if let (Some(prev), Some(before)) = (&decision.prev, follows.get_mut(&entry)) {
            before.extend(prev.iter().filter_map(|hash| by_hash.get(hash.as_str())));
            before.extend(unchained);
        }
    }
    follows
}

/// The lines, each after those it follows; of those that may come next, the earliest day first.
fn in_order(review: &Review, follows: &HashMap<usize, Vec<usize>>) -> Vec<usize> {
    let mut open: HashMap<usize, usize> = follows.iter().map(|(entry, before)| (*entry, before.len())).collect();
    let mut after: HashMap<usize, Vec<usize>> = HashMap::new();
    for (entry, before) in follows {
        for one in before {
            after.entry(*one).or_default().push(*entry);
        }
    }
    let rank = |entry: usize| {
        let hash = review.hashes.get(entry).and_then(Option::as_deref);
        Reverse((review.decisions[entry].date, hash, entry))
    };
    let first = open.iter().filter(|(_, before)| **before == 0).map(|(entry, _)| rank(*entry));
    let mut next: BinaryHeap<_> = first.collect();
    let mut order = Vec::with_capacity(follows.len());
    while let Some(Reverse((_, _, entry))) = next.pop() {
        order.push(entry);
        for later in after.get(&entry).into_iter().flatten() {
            if let Some(before) = open.get_mut(later) {
                *before -= 1;
                if *before == 0 {
                    next.push(rank(*later));
                }
            }
        }
    }
    order
}
