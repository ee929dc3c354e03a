//! The decisions that come with a push: what of them does not prove.

use super::beside::is_beside;
use super::fault::{Fault, FaultKind};
use super::held::Held;
use super::proof::Receipts;
use super::{FOLLOWED, Now, Verified, kept};
use crate::archive::Source;
use crate::diagnostic::Diagnostics;
use crate::history::{Happened, Hub};
use crate::model::{Date, Subject, file_name, signatures_of};
use crate::text::Text;
use crate::workspace::LoadedArchive;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What does not prove of a line, where it stands, and the commit that brought it.
pub(crate) struct Unproved {
    pub commit: String,
    pub path: String,
    pub fault: Fault,
}

/// Looks at the lines that these commits brought to an archive: those alone, since what stood there before is not of the
/// push. `folder` is where the archive lies in the commit.
///
/// # Errors
/// If git cannot read it.
pub(crate) fn unproved(
    hub: &Hub,
    commit: &str,
    folder: &str,
    (old, new): (Option<&str>, &HashSet<&str>),
    today: Date,
) -> Result<Vec<Unproved>, Diagnostics> {
    let past = hub.past(commit, folder, FOLLOWED)?;
    let is_new = |commit: usize| new.contains(past.commits[commit].id.as_str());
    let lines = past.files.iter().flat_map(|file| &file.lines);
    let happened = lines.filter(|line| line.there).flat_map(|line| &line.happened);
    let brought = happened.filter(|happened| happened.brought && is_new(happened.commit));
    let subjects: BTreeSet<Subject> = brought.map(|brought| Subject::of_path(&brought.path)).collect();
    let Some(tree) = hub.tree(commit, folder)?.filter(|_| !subjects.is_empty()) else { return Ok(Vec::new()) };
    let now = Now { source: &tree as &dyn Source, today, new, trusted: old.and_then(|old| past.find(old)) };
    let (mut loaded, mut topics) = LoadedArchive::read_without_topics(now.source, now.today)?;
    topics.retain(|topic| subjects.contains(&Subject::Topic(topic.key)));
    let all = Held::all(&mut loaded, now.source, &topics, &|subject| subjects.contains(subject));
    let files = past.files.iter().filter(|file| file.lines.iter().any(|line| line.there));
    let files = files.filter_map(|file| Some((file.paths.last()?, file.lines.iter().flat_map(|line| &line.happened))));
    let files = files.filter(|(path, _)| is_beside(path)).filter_map(|(path, happened)| {
        let new = happened.rev().find(|happened| happened.brought && is_new(happened.commit))?;
        Some((path.as_str(), new.commit))
    });
    let beside: Vec<(&str, usize)> = files.collect();
    let by_stem = beside.iter().filter_map(|(path, commit)| Some((path.rsplit_once('.')?.0, *commit))).collect();
    let is_judged = |held: &Held, line: usize, brought: Option<&Happened>| {
        brought.is_some_and(|one| is_new(one.commit)) || signed_with(held, line, &by_stem).is_some()
    };
    let papers = Verified::papers(now, (&past, &Receipts::none(&past)), &loaded, &all, &is_judged)?;
    let found = kept::Found::of(&past, &all);
    let id = |commit: usize| past.commits[commit].id.clone();
    let mut unproved = Vec::new();
    for (nth, (held, paper)) in all.iter().zip(papers).enumerate() {
        let brought = found.brought(nth, held);
        // What is changed, the push is refused for already.
        let faults = paper.faults.into_iter().filter(|fault| fault.kind != FaultKind::Edited);
        unproved.extend(faults.filter_map(|fault| {
            let line = held.lines.iter().position(|line| Some(line.nth) == fault.line)?;
            let with_line = brought[line].map(|brought| brought.commit).filter(|commit| is_new(*commit));
            let later = || signed_with(held, line, &by_stem).filter(|_| fault.kind == FaultKind::Signature);
            Some(Unproved { commit: id(with_line.or_else(later)?), path: held.path.clone(), fault })
        }));
    }
    for (path, commit) in beside {
        let is_of =
            |held: &&Held| path.strip_prefix(&signatures_of(&held.path)).is_some_and(|rest| rest.starts_with('/'));
        let held = all.iter().find(is_of);
        if held.is_none_or(|held| held.line_of(file_name(path)).is_none()) {
            let message = Text::new("不是任何一行决定的签名或时间戳", "it is of no line of a decision");
            let fault = Fault::of_none(FaultKind::Signature, message);
            unproved.push(Unproved { commit: id(commit), path: path.to_owned(), fault });
        }
    }
    Ok(unproved)
}

/// The commit that brought a signature or a time stamp of a line, if this push has; they are named by the line.
fn signed_with(held: &Held, line: usize, beside: &HashMap<&str, usize>) -> Option<usize> {
    if beside.is_empty() {
        return None;
    }
    beside.get(&*format!("{}/{}", signatures_of(&held.path), &held.lines[line].hash[..16])).copied()
}
