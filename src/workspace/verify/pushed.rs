//! The decisions that come with a push: what of them does not prove.

use super::fault::{Fault, FaultKind};
use super::held::Held;
use super::proof::Receipts;
use super::{FOLLOWED, Now, Verified, kept};
use crate::archive::Source;
use crate::diagnostic::Diagnostics;
use crate::history::Hub;
use crate::model::{Date, Subject};
use crate::workspace::LoadedArchive;
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    let now = Now { source: &tree as &dyn Source, today, root: None, new, trusted: old.and_then(|old| past.find(old)) };
    let (mut loaded, mut topics) = LoadedArchive::read_without_topics(now.source, now.today)?;
    topics.retain(|topic| subjects.contains(&Subject::Topic(topic.key)));
    let all = Held::all(&mut loaded, now.source, &topics, &|subject| subjects.contains(subject));
    let is_judged = |brought: Option<&crate::history::Happened>| brought.is_some_and(|one| is_new(one.commit));
    let papers = Verified::papers(now, (&past, &Receipts::none(&past)), &loaded, &all, &is_judged)?;
    let found = kept::Found::of(&past, &all);
    let mut unproved = Vec::new();
    for (nth, (held, paper)) in all.iter().zip(papers).enumerate() {
        let brought = found.brought(nth, held);
        let brought =
            held.lines.iter().zip(&brought).filter_map(|(line, brought)| Some((line.nth, (*brought)?.commit)));
        let new: BTreeMap<usize, usize> = brought.filter(|(_, commit)| is_new(*commit)).collect();
        // What is changed, the push is refused for already.
        let faults = paper.faults.into_iter().filter(|fault| fault.kind != FaultKind::Edited);
        unproved.extend(faults.filter_map(|fault| {
            let commit = new.get(&fault.line?)?;
            Some(Unproved { commit: past.commits[*commit].id.clone(), path: held.path.clone(), fault })
        }));
    }
    Ok(unproved)
}
