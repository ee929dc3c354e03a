//! Whether every line that a commit ever held stands as it was, and what is not committed.

use super::fault::{Fault, FaultKind};
use super::held::{Held, Said, is_line};
use super::{Committed, LoadedArchive, VerifiedPaper};
use crate::archive::{Limits, Source, list};
use crate::history::{FilePast, Happened, LinePast, Past};
use crate::model::{Decision, sha256};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// What the history has of each file of decisions.
pub(super) struct Found<'p> {
    past: &'p Past,
    /// Of each file of the history, its lines by their bytes.
    lines: Vec<HashMap<&'p [u8], &'p LinePast>>,
    /// Of each file of the history, the lines that the work tree has of it, under any of its names.
    now: Vec<HashSet<&'p [u8]>>,
    /// The file of the history that each paper's decisions are.
    of_held: Vec<Option<usize>>,
    /// The paths of those that are there, for each file of the history.
    paths: Vec<Vec<&'p str>>,
}

/// What the history has of one.
pub(super) struct Kept<'f, 'p> {
    file: Option<&'p FilePast>,
    now: Option<&'f HashSet<&'p [u8]>>,
    lines: Option<&'f HashMap<&'p [u8], &'p LinePast>>,
    paths: &'f [&'p str],
}

impl<'p> Found<'p> {
    pub(super) fn of(past: &'p Past, all: &'p [Held]) -> Self {
        let mut by_path = HashMap::new();
        for (nth, file) in past.files.iter().enumerate() {
            by_path.extend(file.paths.iter().map(|path| (path.as_str(), nth)));
        }
        let lines = past.files.iter().map(|file| file.lines.iter().map(|line| (line.bytes.as_slice(), line)).collect());
        let of_held: Vec<Option<usize>> = all.iter().map(|held| by_path.get(held.path.as_str()).copied()).collect();
        let (mut now, mut paths) = (vec![HashSet::new(); past.files.len()], vec![Vec::new(); past.files.len()]);
        for (held, file) in all.iter().zip(&of_held) {
            if let Some(file) = file {
                now[*file].extend(held.lines.iter().map(|line| line.bytes.as_slice()));
                paths[*file].push(held.path.as_str());
            }
        }
        Self { past, lines: lines.collect(), now, of_held, paths }
    }

    pub(super) fn of_paper(&self, held: usize) -> Kept<'_, 'p> {
        let file = self.of_held[held];
        Kept {
            file: file.map(|file| &self.past.files[file]),
            now: file.map(|file| &self.now[file]),
            lines: file.map(|file| &self.lines[file]),
            paths: file.map_or(&[], |file| &self.paths[file]),
        }
    }

    /// What brought each line of a paper's decisions first.
    pub(super) fn brought(&self, nth: usize, held: &Held) -> Vec<Option<&'p Happened>> {
        let lines = self.of_held[nth].map(|file| &self.lines[file]);
        let brought = held.lines.iter().map(|line| {
            let past = *lines?.get(line.bytes.as_slice())?;
            past.happened.iter().find(|happened| happened.brought).filter(|_| past.there)
        });
        brought.collect()
    }

    /// The lines of a paper's decisions that are no longer there, by hash.
    pub(super) fn gone(&self, nth: usize) -> HashMap<String, &'p LinePast> {
        let Some(file) = self.of_held[nth] else { return HashMap::new() };
        let gone = self.past.files[file].lines.iter().filter(|line| !self.now[file].contains(line.bytes.as_slice()));
        gone.map(|line| (sha256(&line.bytes), line)).collect()
    }
}

/// What was changed, taken out or put back, and what is not committed.
pub(super) fn look(past: &Past, loaded: &LoadedArchive, held: &Held, kept: &Kept, paper: &mut VerifiedPaper) {
    let regulation = held.regulation.as_ref().and_then(|id| loaded.regulations.get(id).ok());
    let shown = |commit: usize| {
        let (id, path) = (&past.commits[commit].id[..7], &held.path);
        text!(zh: "核对：git show {id} -- '{path}'", en: "look at it: git show {id} -- '{path}'")
    };
    for line in kept.file.into_iter().flat_map(|file| &file.lines).filter(|line| is_line(&line.bytes)) {
        let is_now = kept.now.is_some_and(|now| now.contains(line.bytes.as_slice()));
        let taken = line.happened.iter().rfind(|happened| !happened.brought);
        let stands = held.lines.iter().find(|one| one.bytes == line.bytes).map(|one| one.nth);
        let is_told_here = if is_now { stands.is_some() } else { kept.tells_of(held, line) };
        if !is_told_here {
            continue;
        }
        let said = Said::of(&line.bytes, &loaded.archive, regulation);
        let fault =
            |kind, message| Fault::said(&said, stands.or(line.happened.last().map(|last| last.line)), kind, message);
        match taken {
            Some(taken) => {
                let back = line.happened.iter().rfind(|one| one.brought && taken.commit < one.commit);
                let message = taken_out(past, taken, back.filter(|_| is_now || line.there), is_now);
                paper.faults.push(fault(FaultKind::Edited, message).hint(shown(taken.commit)));
            }
            None if !is_now => {
                let path = &held.path;
                let message = Text::new(
                    "工作区里已没有这一行，还没有提交",
                    "the line is not in the work tree any more, which is not committed",
                );
                paper.faults.push(fault(FaultKind::Uncommitted, message).hint(text!(
                    zh: "核对：git diff -- '{path}'；恢复：git restore -- '{path}'",
                    en: "look at it: git diff -- '{path}'; restore it: git restore -- '{path}'"
                )));
            }
            None => {}
        }
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (nth, line) in held.lines.iter().enumerate() {
        let fault = |kind, message| Fault::of(held, nth, kind, message);
        if let Some(first) = seen.get(line.hash.as_str()) {
            let message =
                text!(zh: "与第{first}行相同，只算一次", en: "it is the same as line {first}, and counts once");
            paper.notes.push(fault(FaultKind::Note, message));
            continue;
        }
        seen.insert(&line.hash, line.nth);
        if line.said.decision.is_none() {
            let message = Text::new("这一行读不出决定", "no decision can be read from this line");
            paper.faults.push(
                fault(FaultKind::Unreadable, message)
                    .hint(Text::new("`yijuan check` 说明哪里不对", "`yijuan check` says what is wrong with it")),
            );
        }
        let known = kept.lines.and_then(|lines| lines.get(line.bytes.as_slice()));
        if known.is_none_or(|known| !known.there) {
            let subject = &held.subject;
            let message = Text::new("这一行还没有提交", "the line is not committed");
            paper.faults.push(fault(FaultKind::Uncommitted, message).hint(text!(
                zh: "核对后提交：yijuan commit {subject}",
                en: "look at it, then commit it: yijuan commit {subject}"
            )));
        }
    }
    if !held.is_ended
        && let Some(last) = held.lines.len().checked_sub(1)
    {
        let message = Text::new("最后一行没有换行", "the last line does not end");
        paper.faults.push(Fault::of(held, last, FaultKind::Unreadable, message));
    }
    for commit in kept.file.into_iter().flat_map(|file| &file.shuffled) {
        let Text { zh, en } = Committed::of(past, *commit).called();
        let message = text!(
            zh: "提交 {zh}调换了各行的先后；先后以 prev 为准，不影响效力",
            en: "lines changed places in commit {en}; their order is that of `prev`, so nothing comes of it"
        );
        paper.notes.push(Fault::of_none(FaultKind::Note, message).hint(shown(*commit)));
    }
}

/// Decisions that count and cannot be verified.
pub(super) fn look_at_strays(past: &Past, held: &Held, brought: &[Option<&Happened>], paper: &mut VerifiedPaper) {
    let count = held.stray + put_before(past, held, brought);
    if count > 0 {
        let message = text!(
            zh: "{count} 项决定不能证实：不是各占一行，或写在已承接的决定之后而没有 `prev`",
            en: "decisions that cannot be proved: {count}; they do not stand on a line each, or have no `prev` although others before them have"
        );
        paper.faults.push(Fault::of_none(FaultKind::Chain, message));
    }
}

/// How many without `prev` stand before the first line, and came after it.
fn put_before(past: &Past, held: &Held, brought: &[Option<&Happened>]) -> usize {
    let before = held.unchained.len() - held.stray.min(held.unchained.len());
    let first = brought.iter().flatten().min_by_key(|brought| brought.commit).filter(|_| before > 0);
    let Some(tree) = first.and_then(|first| past.around(first, false)) else { return 0 };
    let path = format!("reviews/{}.yml", held.called());
    let then = Source::read(&tree, &path, Limits::YAML).ok().flatten();
    let then = then.and_then(|bytes| list::<Decision>(&path, &bytes).ok()).unwrap_or_default();
    held.unchained.iter().take(before).filter(|one| !then.contains(one)).count()
}

impl Kept<'_, '_> {
    /// Whether a line that is gone was this paper's. Two papers may have had one name, one after the other.
    fn tells_of(&self, held: &Held, line: &LinePast) -> bool {
        let last = line.happened.last().map(|last| last.path.as_str());
        let is_named = |path: &str| Some(path) == last;
        is_named(&held.path)
            || !self.paths.iter().any(|path| is_named(path)) && self.paths.first() == Some(&&*held.path)
    }
}

fn taken_out(past: &Past, taken: &Happened, back: Option<&Happened>, is_now: bool) -> Text {
    let Text { zh, en } = Committed::of(past, taken.commit).called();
    let back = back.map(|back| Committed::of(past, back.commit).called());
    match (back, is_now) {
        (Some(Text { zh: back_zh, en: back_en }), _) => text!(
            zh: "曾在提交 {zh}中被改动或删除，又在提交 {back_zh}中放回",
            en: "it was changed or taken out in commit {en}, and put back in commit {back_en}"
        ),
        (None, true) => text!(
            zh: "曾在提交 {zh}中被改动或删除，现在又有",
            en: "it was changed or taken out in commit {en}, and is there again"
        ),
        (None, false) => text!(
            zh: "在提交 {zh}中被改动或删除",
            en: "it was changed or taken out in commit {en}"
        ),
    }
}
