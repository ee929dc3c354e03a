//! What changed inside a paragraph: first by sentences, then by clauses, then by Chinese characters, words and numbers.

use super::Run;
use regex::Regex;
use similar::{Algorithm, DiffOp, DiffableStr as _, capture_diff_slices};
use std::ops::Range;
use std::sync::LazyLock;

/// How similar two texts must be for one to be a version of the other: a little more than half.
const ALIKE: f32 = 0.55;

/// The similarity of two texts in pieces, of which some are common, if it is enough for one to be a version of the other.
pub(super) fn alike(common: usize, of: usize) -> Option<f32> {
    // A paper has too few pieces for a digit more to matter.
    #[allow(clippy::cast_precision_loss)]
    let ratio = common as f32 * 2.0 / of as f32;
    (ALIKE <= ratio).then_some(ratio)
}

/// The similarity of two texts, if it is enough.
pub(super) fn likeness(old: &[&str], new: &[&str]) -> Option<f32> {
    let kept = steps(old, new).into_iter().filter(|step| step.is_kept);
    alike(kept.map(|step| step.old.len()).sum(), old.len() + new.len())
}

/// The changes of a paragraph, as they read best: a sentence of which most changed in several places is deleted and
/// inserted as a whole.
pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (pieces(old), pieces(new));
    told(readable(steps(&old, &new), &old), &old, &new)
}

/// The changes of a paragraph, to the character.
pub(super) fn exact_runs(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (pieces(old), pieces(new));
    told(steps(&old, &new), &old, &new)
}

/// Pieces that both texts have, or pieces that others took the place of.
#[derive(Clone, Debug)]
struct Step {
    is_kept: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Texts that change as a whole: a date, a time, a document's number, a share.
static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?-u:\b)[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?-u:\b)
        | (?-u:\b)[0-9]{4}年([0-9]{1,2}月([0-9]{1,2}日)?)?
        | (?-u:\b)[0-9]{1,2}月[0-9]{1,2}日
        | [〇零○一二三四五六七八九]{4}年([一二三四五六七八九十]{1,2}月([一二三四五六七八九十]{1,3}日)?)?
        | [〔\[（(【［][0-9]{4}[〕\]）)】］](第?[0-9]+号)?
        | (?-u:\b)[0-9]+([.,:：/][0-9]+)*([%％‰]|(?-u:\b))
        ",
    )
    .ok()
});

/// The smallest parts of a text that change: Chinese characters, words, and texts that change as a whole.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for whole in WHOLE.iter().flat_map(|whole| whole.find_iter(text)) {
        pieces.extend(text[end..whole.start()].tokenize_unicode_words());
        pieces.push(whole.as_str());
        end = whole.end();
    }
    pieces.extend(text[end..].tokenize_unicode_words());
    pieces
}

/// What ends a sentence, and what ends a clause.
const ENDS: [&[&str]; 2] = [&["。", "！", "？", "；"], &["。", "！", "？", "；", "，", "：", "、"]];

fn ends_sentence(piece: &str) -> bool {
    ENDS[0].contains(&piece)
}

fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    compare((old, 0), (new, 0), &ENDS, &mut steps);
    steps
}

/// Compares pieces, each text with the place where it begins. What is equal as a whole is found first, so that equal
/// sentences are never taken apart, and little is left to be compared character by character.
fn compare((old, old_at): (&[&str], usize), (new, new_at): (&[&str], usize), ends: &[&[&str]], steps: &mut Vec<Step>) {
    let Some((end, finer)) = ends.split_first() else {
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            let is_kept = matches!(op, DiffOp::Equal { .. });
            add(steps, is_kept, moved(&op.old_range(), old_at), moved(&op.new_range(), new_at));
        }
        return;
    };
    let (was, is) = (groups(old, end), groups(new, end));
    for op in capture_diff_slices(Algorithm::Myers, &texts(old, &was), &texts(new, &is)) {
        let (from, to) = (covered(&was, op.old_range()), covered(&is, op.new_range()));
        if matches!(op, DiffOp::Equal { .. }) {
            add(steps, true, moved(&from, old_at), moved(&to, new_at));
        } else {
            compare((&old[from.clone()], old_at + from.start), (&new[to.clone()], new_at + to.start), finer, steps);
        }
    }
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Adds a step, or lets the last one go on.
fn add(steps: &mut Vec<Step>, is_kept: bool, old: Range<usize>, new: Range<usize>) {
    match steps.last_mut().filter(|last| last.is_kept == is_kept) {
        Some(last) => (last.old.end, last.new.end) = (old.end, new.end),
        None if old.is_empty() && new.is_empty() => {}
        None => steps.push(Step { is_kept, old, new }),
    }
}

/// The pieces up to each end, and what is left after the last.
fn groups(pieces: &[&str], ends: &[&str]) -> Vec<Range<usize>> {
    let (mut groups, mut from) = (Vec::new(), 0);
    for (at, piece) in pieces.iter().enumerate() {
        if ends.contains(piece) {
            groups.push(from..at + 1);
            from = at + 1;
        }
    }
    if from < pieces.len() {
        groups.push(from..pieces.len());
    }
    groups
}

fn texts<'p>(pieces: &'p [&'p str], groups: &[Range<usize>]) -> Vec<&'p [&'p str]> {
    groups.iter().map(|group| &pieces[group.clone()]).collect()
}

/// The pieces of groups that follow each other.
fn covered(groups: &[Range<usize>], of: Range<usize>) -> Range<usize> {
    begin(groups, of.start)..begin(groups, of.end)
}

/// The piece at which a group begins, or at which all of them end.
fn begin(groups: &[Range<usize>], at: usize) -> usize {
    groups.get(at).map_or_else(|| groups.last().map_or(0, |last| last.end), |group| group.start)
}

/// Sentence by sentence, as a whole where that reads better.
fn readable(steps: Vec<Step>, old: &[&str]) -> Vec<Step> {
    let mut read = Vec::new();
    let mut sentence: Vec<Step> = Vec::new();
    for step in steps {
        if !step.is_kept {
            sentence.push(step);
            continue;
        }
        // A kept stretch may end one sentence, hold others, and begin the next.
        let mut from = step.old.start;
        let ends: Vec<usize> = step.old.clone().filter(|at| ends_sentence(old[*at])).map(|at| at + 1).collect();
        for end in ends.iter().copied().chain((ends.last() != Some(&step.old.end)).then_some(step.old.end)) {
            let new = from - step.old.start + step.new.start..end - step.old.start + step.new.start;
            sentence.push(Step { is_kept: true, old: from..end, new });
            from = end;
            if ends.contains(&end) {
                finish(&mut sentence, &mut read);
            }
        }
    }
    finish(&mut sentence, &mut read);
    read
}

/// Hands a sentence on: as a whole if most of it went, most of it is new, and it changed in several places.
fn finish(sentence: &mut Vec<Step>, read: &mut Vec<Step>) {
    let (kept, changed): (Vec<&Step>, Vec<&Step>) = sentence.iter().partition(|step| step.is_kept);
    let places = changed.len();
    let kept: usize = kept.iter().map(|step| step.old.len()).sum();
    let gone: usize = changed.iter().map(|step| step.old.len()).sum();
    let came: usize = changed.iter().map(|step| step.new.len()).sum();
    if let [first, .., last] = &sentence[..]
        && 1 < places
        && kept < gone
        && kept < came
    {
        add(read, false, first.old.start..last.old.end, first.new.start..last.new.end);
        sentence.clear();
    }
    for step in sentence.drain(..) {
        add(read, step.is_kept, step.old, step.new);
    }
}

fn told(steps: Vec<Step>, old: &[&str], new: &[&str]) -> Vec<Run> {
    let mut runs = Vec::new();
    for Step { is_kept, old: from, new: to } in steps {
        let (was, is) = (old[from].concat(), new[to].concat());
        if is_kept {
            runs.push(Run::Kept(is));
            continue;
        }
        runs.extend((!was.is_empty()).then_some(Run::Gone(was)));
        runs.extend((!is.is_empty()).then_some(Run::New(is)));
    }
    runs
}
