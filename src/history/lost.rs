//! `Lost`: what is not kept of files whose lines never change, from one state to another.

use super::changed::{Changed, Sides};
use super::lines::{Beside, Gone, Lines};
use crate::model::{COMMENTS, file_name};
use std::collections::BTreeMap;

/// What is not kept of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The file.
    pub path: String,
    /// What it is.
    pub loss: Loss,
}

/// What is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// These lines, by their numbers before.
    Lines(Vec<usize>),
    /// All of it: the file is gone.
    File,
    /// Something other than a file has come to lie there.
    Other,
    /// The order of its lines.
    Order,
    /// What an entry of several lines says: something was put into it.
    Entry,
    /// The number or the year that its lines name: the folder around it was given another.
    Number,
}

/// What is not kept from one root to another. Lines of a folder that was renamed are, and so is a line that follows a
/// topic to its new number. Whether their order is kept is asked of a commit alone, since a merge may mix them.
pub(super) fn lost(lines: &mut Lines, beside: &Beside, is_merge: bool) -> Result<Vec<Lost>, git2::Error> {
    let moved = Moved::of(&beside.changed);
    let mut of_file: BTreeMap<usize, Vec<Gone>> = BTreeMap::new();
    for gone in lines.gone(beside)? {
        let one = &beside.changed[gone.of];
        if moved.is_any() && file_name(&one.path) == EVENTS {
            let mut is_there = false;
            for followed in moved.followed(&lines.bytes(&gone)) {
                is_there |= lines.has(one.file[1], followed.as_bytes())?;
            }
            if is_there {
                continue;
            }
        }
        of_file.entry(gone.of).or_default().push(gone);
    }
    let mut lost: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (of, mut gone) in of_file {
        // An entry on a line of its own stays as it is; one of several lines may be brought to one.
        let of_several = |line: &Gone| !lines.bytes(line).starts_with(b"- {");
        if gone.iter().any(of_several) && lines.says_as_much(beside.changed[of].file, None)? == Some(true) {
            gone.retain(|line| !of_several(line));
        }
        if !gone.is_empty() {
            lost.insert(of, gone.into_iter().map(|gone| gone.nth).collect());
        }
    }
    let mut told = Vec::new();
    for (nth, one) in beside.changed.iter().enumerate() {
        let lines_gone = lost.remove(&nth);
        let loss = if one.is_other {
            Loss::Other
        } else if let Some(lines_gone) = lines_gone {
            if one.file[1].is_none() { Loss::File } else { Loss::Lines(lines_gone) }
        } else if !is_merge && one.file[1].is_some() && lines.is_shuffled(one)? {
            Loss::Order
        } else if has_changed_entry(lines, [one.file[0], beside.now(one)], file_name(&one.path), &moved)? {
            Loss::Entry
        } else {
            continue;
        };
        told.push(Lost { path: one.path.clone(), loss });
    }
    for (old, new) in beside.renamed() {
        if is_numbered(old) && numbered(old) != numbered(new) && lines.has_chained(beside, old)? {
            told.push(Lost { path: old.to_owned(), loss: Loss::Number });
        }
    }
    Ok(told)
}

/// Whether a file with entries of several lines, all of whose lines are there, has come to say something else.
fn has_changed_entry(lines: &mut Lines, sides: Sides, name: &str, moved: &Moved) -> Result<bool, git2::Error> {
    let is_there = sides.iter().all(Option::is_some);
    if !is_there || !lines.is_of_several(sides[0])? || lines.says_as_much(sides, None)? != Some(false) {
        return Ok(false);
    }
    let pairs = if name == EVENTS { moved.pairs() } else { Vec::new() };
    for pair in &pairs {
        if lines.says_as_much(sides, Some(pair))? == Some(true) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether lines of a file name the number of the topic, or the year, that it lies with.
fn is_numbered(path: &str) -> bool {
    path.contains("/reviews/") && path.ends_with(".yml") && !path.ends_with(COMMENTS)
}

/// That number or year.
fn numbered(path: &str) -> String {
    let folder = path.split("/reviews/").next().unwrap_or_default();
    key(folder).unwrap_or_else(|| file_name(folder).to_owned())
}

/// The file that entries lie in.
const EVENTS: &str = "events.yml";

/// Topics whose folders went and came.
struct Moved<'c> {
    gone: Vec<&'c str>,
    new: Vec<&'c str>,
}

impl<'c> Moved<'c> {
    fn of(changed: &'c [Changed]) -> Self {
        let folders = |side: usize| {
            let of_side = changed.iter().filter(move |one| one.around[1 - side].is_none() && one.file[side].is_some());
            of_side.filter_map(|one| one.path.strip_suffix(EVENTS)?.strip_suffix('/'))
        };
        Self { gone: folders(0).collect(), new: folders(1).collect() }
    }

    fn is_any(&self) -> bool {
        !self.gone.is_empty() && !self.new.is_empty()
    }

    /// Number and folder of a topic that went, each with that of one that came.
    fn pairs(&self) -> Vec<(String, String)> {
        let names = |folder: &str| [key(folder), topic(folder).map(ToOwned::to_owned)];
        let pairs = self.gone.iter().flat_map(|gone| self.new.iter().map(move |new| (names(gone), names(new))));
        let pairs = pairs.flat_map(|(gone, new)| gone.into_iter().zip(new));
        pairs.filter_map(|(gone, new)| gone.zip(new)).collect()
    }

    /// A line with the number of a topic that went, or its folder, replaced by that of one that came, in one place.
    fn followed(&self, line: &[u8]) -> Vec<String> {
        let line = String::from_utf8_lossy(line);
        let followed = self.pairs().into_iter().flat_map(|(gone, new)| {
            let places: Vec<usize> = line.match_indices(&gone).map(|(at, _)| at).collect();
            let line = &line;
            places.into_iter().map(move |at| [&line[..at], &new, &line[at + gone.len()..]].concat())
        });
        followed.collect()
    }
}

/// `2026-003` of `topics/2026/003-电梯`, wherever the archive lies.
fn key(folder: &str) -> Option<String> {
    let mut parts = topic(folder)?.split('/').skip(1);
    let (year, number) = (parts.next()?, parts.next()?.split('-').next()?);
    Some(format!("{year}-{number:0>3}"))
}

/// The folder of a topic, from the archive's root.
fn topic(folder: &str) -> Option<&str> {
    let mut from_end = folder.rmatch_indices('/').map(|(at, _)| at);
    let start = from_end.nth(2).map_or(0, |slash| slash + 1);
    folder.get(start..).filter(|folder| folder.starts_with("topics/"))
}
