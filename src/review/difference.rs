//! What stayed between two texts of a paper: sentence by sentence, and in those that were changed character by character.
//! A sentence is followed into one sentence, and never into one to which another that is gone was nearer.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// Most sentences of each text.
const MOST_SENTENCES: usize = 8_000;

/// Most pairs of changed sentences that are compared, of a whole paper.
const MOST_PAIRS: usize = 20_000;

/// Most characters of a sentence that is compared.
const LONGEST: usize = 2_000;

/// The characters that stayed between an older text of a paper and a newer one.
#[derive(Clone, Debug)]
pub struct Difference {
    old: Vec<char>,
    /// Stretches of both that differ or stayed, in the order of either.
    parts: Vec<Part>,
}

/// A stretch of both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    old: Range<usize>,
    new: Range<usize>,
    stayed: bool,
}

impl Difference {
    /// Compares two texts. One with too many sentences counts as written anew.
    #[must_use]
    pub fn between(old: Vec<char>, new: &[char]) -> Self {
        let parts = Comparison::of(&old, new).parts();
        Self { old, parts }
    }

    /// The older text.
    #[must_use]
    pub fn old(&self) -> &[char] {
        &self.old
    }

    /// Where characters of the older text are in the newer one, and how many stayed. What took the place of some of them
    /// belongs to them.
    pub(super) fn followed(&self, own: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let mut span: Option<Range<usize>> = None;
        let mut stayed = 0;
        for part in &self.parts {
            let within = part.old.start.max(own.start)..part.old.end.min(own.end);
            let new = if part.stayed && !within.is_empty() {
                stayed += within.len();
                let start = part.new.start + (within.start - part.old.start);
                start..start + within.len()
            } else if !part.old.is_empty() && own.start <= part.old.start && part.old.end <= own.end {
                part.new.clone()
            } else {
                continue;
            };
            span = Some(span.map_or(new.start, |span| span.start)..new.end);
        }
        span.map(|span| (span, stayed))
    }

    /// Whether characters of the newer text stood together in the older one.
    pub(super) fn was_there(&self, range: &Range<usize>) -> bool {
        let mut next = None;
        let mut at = range.start;
        for part in self.parts.iter().filter(|part| !part.new.is_empty()) {
            if part.new.end <= at || range.end <= at {
                continue;
            }
            let old = part.old.start + (at - part.new.start);
            if !part.stayed || next.is_some_and(|next| next != old) {
                return false;
            }
            let end = part.new.end.min(range.end);
            next = Some(old + (end - at));
            at = end;
        }
        at == range.end
    }
}

/// Two texts in sentences, and how near those are that were compared.
struct Comparison<'t> {
    texts: [&'t [char]; 2],
    sentences: [Vec<Range<usize>>; 2],
    near: HashMap<(usize, usize), usize>,
    left: usize,
}

/// Neighbouring sentences of both texts.
type Gap = [Range<usize>; 2];

impl<'t> Comparison<'t> {
    fn of(old: &'t [char], new: &'t [char]) -> Self {
        let texts = [old, new];
        Self { texts, sentences: texts.map(sentences), near: HashMap::new(), left: MOST_PAIRS }
    }

    fn parts(mut self) -> Vec<Part> {
        if self.sentences.iter().any(|sentences| MOST_SENTENCES < sentences.len()) {
            return vec![self.part([0..self.sentences[0].len(), 0..self.sentences[1].len()], false)];
        }
        let words = [0, 1].map(|side| self.words(side));
        let ops = capture_diff_slices(Algorithm::Myers, &words[0], &words[1]);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for op in ops.iter().filter(|op| matches!(op, DiffOp::Replace { .. })) {
            pairs.extend(self.paired([op.old_range(), op.new_range()]));
        }
        // A sentence that is gone may have been carried elsewhere and changed.
        let lost: Vec<usize> = ops.iter().filter(|op| !is_equal(op)).flat_map(DiffOp::old_range).collect();
        let lost: Vec<usize> = lost.into_iter().filter(|old| pairs.iter().all(|(paired, _)| paired != old)).collect();
        pairs.retain(|(old, new)| lost.iter().all(|other| self.near(*other, *new) <= self.near(*old, *new)));
        let mut parts = Vec::new();
        for op in &ops {
            let [olds, news] = [op.old_range(), op.new_range()];
            if is_equal(op) {
                parts.push(self.part([olds, news], true));
                continue;
            }
            let (mut from, mut to) = (olds.start, news.start);
            for (old, new) in pairs.iter().filter(|(old, _)| olds.contains(old)) {
                parts.push(self.part([from..*old, to..*new], false));
                parts.extend(self.characters(*old, *new));
                (from, to) = (old + 1, new + 1);
            }
            parts.push(self.part([from..olds.end, to..news.end], false));
        }
        parts.retain(|part| !part.old.is_empty() || !part.new.is_empty());
        parts
    }

    fn words(&self, side: usize) -> Vec<String> {
        let text = |sentence: &Range<usize>| self.texts[side][sentence.clone()].iter().collect();
        self.sentences[side].iter().map(text).collect()
    }

    /// The characters of neighbouring sentences.
    fn part(&self, [old, new]: Gap, stayed: bool) -> Part {
        let together = |side: usize, of: Range<usize>| {
            let (sentences, length) = (&self.sentences[side], self.texts[side].len());
            let start = sentences.get(of.start).map_or(length, |sentence| sentence.start);
            start..sentences[..of.end].last().map_or(start, |sentence| sentence.end).max(start)
        };
        Part { old: together(0, old), new: together(1, new), stayed }
    }

    /// Which of the changed sentences became which, so that most of their characters stay.
    fn paired(&mut self, [olds, news]: Gap) -> Vec<(usize, usize)> {
        let pairs = olds.len().saturating_mul(news.len());
        if self.left < pairs {
            return Vec::new();
        }
        // The characters that stay from here on, by the sentences that are left of both.
        let mut best = vec![vec![0; news.len() + 1]; olds.len() + 1];
        for (nth, old) in olds.clone().enumerate().rev() {
            for (at, new) in news.clone().enumerate().rev() {
                let paired = match self.near(old, new) {
                    0 => 0,
                    near => near + best[nth + 1][at + 1],
                };
                best[nth][at] = paired.max(best[nth + 1][at]).max(best[nth][at + 1]);
            }
        }
        let (mut nth, mut at, mut found) = (0, 0, Vec::new());
        while nth < olds.len() && at < news.len() {
            let (old, new) = (olds.start + nth, news.start + at);
            if best[nth][at] == best[nth + 1][at] {
                nth += 1;
            } else if best[nth][at] == best[nth][at + 1] {
                at += 1;
            } else {
                found.push((old, new));
                (nth, at) = (nth + 1, at + 1);
            }
        }
        found
    }

    /// How many characters two sentences have in common, in order; none if they are less than half of the shorter.
    fn near(&mut self, old: usize, new: usize) -> usize {
        if let Some(known) = self.near.get(&(old, new)) {
            return *known;
        }
        let shorter = self.sentences[0][old].len().min(self.sentences[1][new].len());
        let longer = self.sentences[0][old].len().max(self.sentences[1][new].len());
        if self.left == 0 || LONGEST < longer || 4 * shorter < longer {
            return 0;
        }
        self.left -= 1;
        let stayed: usize =
            self.characters(old, new).iter().filter(|part| part.stayed).map(|part| part.old.len()).sum();
        let near = if shorter <= 2 * stayed { stayed } else { 0 };
        self.near.insert((old, new), near);
        near
    }

    /// What stayed of a sentence in another.
    fn characters(&self, old: usize, new: usize) -> Vec<Part> {
        let [old, new] = [&self.sentences[0][old], &self.sentences[1][new]];
        let ops = capture_diff_slices(Algorithm::Myers, &self.texts[0][old.clone()], &self.texts[1][new.clone()]);
        let behind = |range: Range<usize>, start: usize| range.start + start..range.end + start;
        let part = |op: &DiffOp| Part {
            old: behind(op.old_range(), old.start),
            new: behind(op.new_range(), new.start),
            stayed: is_equal(op),
        };
        ops.iter().map(part).collect()
    }
}

fn is_equal(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}

/// Whether a sentence ends with this character, before another.
pub(super) fn ends_sentence(c: char, next: Option<char>) -> bool {
    match c {
        '。' | '！' | '？' | '；' => true,
        // A line may break amid a sentence.
        '\n' => next.is_none_or(|next| next.is_ascii()),
        _ => false,
    }
}

/// The sentences of a text.
fn sentences(text: &[char]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends =
        (1..=text.len()).filter(|end| ends_sentence(text[end - 1], text.get(*end).copied()) || *end == text.len());
    ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
}
