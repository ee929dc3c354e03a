//! Whether each line follows what it says it follows, and is no earlier.

use super::Committed;
use super::fault::{Fault, FaultKind};
use super::held::Held;
use crate::history::{LinePast, Past};
use crate::model::{Date, Verdict};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// Which line follows which.
pub(super) struct Chain<'h> {
    /// The lines that each one follows, by place.
    follows: Vec<Vec<usize>>,
    /// The hashes that each one names and that no line has.
    missing: Vec<Vec<&'h str>>,
    /// Whether nothing is missing that it follows, directly or not.
    is_whole: Vec<bool>,
    /// The latest day of what each one follows, directly or not.
    latest: HashMap<usize, Option<Date>>,
    /// The lines that the file held once, by hash.
    gone: &'h HashMap<String, &'h LinePast>,
}

impl<'h> Chain<'h> {
    pub(super) fn of(held: &'h Held, gone: &'h HashMap<String, &'h LinePast>) -> Self {
        let by_hash: HashMap<&str, usize> =
            held.decided().map(|(nth, _)| (held.lines[nth].hash.as_str(), nth)).collect();
        let (mut follows, mut missing) = (vec![Vec::new(); held.lines.len()], vec![Vec::new(); held.lines.len()]);
        for (nth, decision) in held.decided() {
            for hash in decision.prev.iter().flatten() {
                match by_hash.get(hash.as_str()) {
                    Some(before) => follows[nth].push(*before),
                    None => missing[nth].push(hash.as_str()),
                }
            }
        }
        let is_whole = vec![false; held.lines.len()];
        let mut chain = Self { follows, missing, is_whole, latest: HashMap::new(), gone };
        for (nth, _) in held.decided() {
            chain.find_latest(held, nth);
        }
        chain
    }

    /// No line names one that names it: its hash would not be known yet. So there is an end to this.
    fn find_latest(&mut self, held: &Held, from: usize) {
        let mut open = vec![from];
        while let Some(nth) = open.last().copied() {
            let before = self.follows[nth].clone();
            let unknown: Vec<usize> = before.iter().copied().filter(|one| !self.latest.contains_key(one)).collect();
            if !unknown.is_empty() {
                open.extend(unknown);
                continue;
            }
            let day = |nth: &usize| held.lines[*nth].said.decision.as_ref().map(|decision| decision.date);
            let latest = before.iter().flat_map(|one| [day(one), self.latest[one]]).flatten().max();
            self.latest.insert(nth, latest);
            self.is_whole[nth] = self.missing[nth].is_empty() && before.iter().all(|one| self.is_whole[*one]);
            open.pop();
        }
    }

    /// Every line that a line follows, directly or not, but for what was only read; none if one of them is not there.
    pub(super) fn ancestors(&self, held: &Held, line: usize) -> Option<Vec<usize>> {
        if !self.is_whole[line] {
            return None;
        }
        let (mut found, mut open) = (HashSet::new(), vec![line]);
        while let Some(nth) = open.pop() {
            open.extend(held.after[nth].iter().filter(|before| found.insert(**before)));
        }
        let mut found: Vec<usize> = found.into_iter().collect();
        found.sort_unstable();
        Some(found)
    }

    /// The hashes of the lines that none follows.
    pub(super) fn heads(&self, held: &Held) -> Vec<String> {
        let followed: HashSet<usize> = self.follows.iter().flatten().copied().collect();
        let heads = held.decided().filter(|(nth, _)| !followed.contains(nth));
        heads.map(|(nth, _)| held.lines[nth].hash.clone()).collect()
    }

    pub(super) fn look(&self, held: &Held, past: &Past, faults: &mut Vec<Fault>) {
        let path = &held.path;
        let hint = text!(
            zh: "核对：git log --full-history -p -- '{path}'",
            en: "look at it: git log --full-history -p -- '{path}'"
        );
        for (nth, decision) in held.decided() {
            for hash in &self.missing[nth] {
                faults.push(Fault::of(held, nth, FaultKind::Chain, self.not_there(past, hash)).hint(hint.clone()));
            }
            let latest = self.latest.get(&nth).copied().flatten();
            // What is read and said of a paper may be entered later than what was decided since.
            if let Some(latest) = latest.filter(|latest| decision.date < *latest && decision.verdict != Verdict::Note) {
                let message = text!(
                    zh: "日期早于它所依据的决定（{latest}）",
                    en: "it is dated before a decision that it follows ({latest})"
                );
                faults.push(Fault::of(held, nth, FaultKind::Chain, message).hint(hint.clone()));
            }
        }
    }

    fn not_there(&self, past: &Past, hash: &str) -> Text {
        let short = hash.get(..8).unwrap_or(hash);
        let taken = self.gone.get(hash).and_then(|line| line.happened.iter().rfind(|happened| !happened.brought));
        match taken {
            Some(taken) => {
                let Text { zh, en } = Committed::of(past, taken.commit).called();
                text!(
                    zh: "它所依据的一行（{short}…）已不在文件里，在提交 {zh}中被改动或删除",
                    en: "the line it follows ({short}…) is gone, changed or taken out in commit {en}"
                )
            }
            None => text!(
                zh: "它所依据的一行（{short}…）不在文件里",
                en: "the line it follows ({short}…) is not in the file"
            ),
        }
    }
}
