//! Signatures and time stamps beside decisions: what the history has of them, and those that belong to no line.

use super::Now;
use super::fault::{Fault, FaultKind};
use super::held::Held;
use crate::history::{FilePast, Past};
use crate::model::signatures_of;
use crate::text;
use std::collections::HashMap;

/// What the history has of each file beside decisions, by path.
pub(super) struct Beside<'p>(HashMap<&'p str, &'p FilePast>);

impl<'p> Beside<'p> {
    pub(super) fn of(past: &'p Past) -> Self {
        let files = past.files.iter().filter(|file| file.paths.iter().any(|path| is_beside(path)));
        Self(files.flat_map(|file| file.paths.iter().map(move |path| (path.as_str(), file))).collect())
    }

    /// The last commit that brought a file, as it is or was.
    pub(super) fn brought(&self, path: &str) -> Option<usize> {
        let happened = self.0.get(path)?.lines.iter().flat_map(|line| &line.happened);
        happened.filter(|happened| happened.brought).map(|happened| happened.commit).max()
    }
}

/// Whether a file is a signature or a time stamp: `topics/2026/003-电梯/reviews/协商意见.sig/HASH.sig`.
pub(super) fn is_beside(file: &str) -> bool {
    let is_one =
        |folder: &str, name: &str| folder.ends_with(".sig") && (name.ends_with(".sig") || name.ends_with(".tsr"));
    match file.split('/').collect::<Vec<_>>()[..] {
        ["topics", _, _, "reviews", folder, name] | ["plans", _, "reviews", folder, name] => is_one(folder, name),
        _ => false,
    }
}

/// How a signature and a time stamp begin.
pub(super) fn is_beginning(line: &[u8]) -> bool {
    line.starts_with(b"-----BEGIN SSH SIGNATURE-----") || line.first() == Some(&0x30)
}

/// The commit before one: that of the branch before the push, or the one before it that is not of the push; if there is
/// none, its parent, or itself.
pub(super) fn before(past: &Past, commit: usize, now: Now) -> usize {
    if let Some(trusted) = now.trusted {
        return trusted;
    }
    let first = |commit: usize| past.commits[commit].parents.first().copied();
    let Some(parent) = first(commit) else { return commit };
    let mut known = Some(parent);
    while let Some(one) = known.filter(|one| now.new.contains(past.commits[*one].id.as_str())) {
        known = first(one);
    }
    known.unwrap_or(parent)
}

/// Files that belong to no line.
pub(super) fn of_no_line(now: Now, held: &Held) -> Vec<Fault> {
    let folder = signatures_of(&held.path);
    let names = now.source.folder(&folder).unwrap_or_default().into_iter().map(|entry| entry.name);
    let strays = names.filter(|name| is_beside(&format!("{folder}/{name}")) && held.line_of(name).is_none());
    let faults = strays.map(|name| {
        let message = text!(
            zh: "{folder}/{name} 不是文件中任何一行的签名或时间戳",
            en: "{folder}/{name} is of no line of the file"
        );
        Fault::of_none(FaultKind::Signature, message)
    });
    faults.collect()
}
