//! Reads git's index and HEAD. libgit2 does it without starting a program; git itself is asked about repositories that
//! libgit2 cannot read (SHA-256, split index, reftable).

use super::{Repository, at_root, git, run};
use crate::diagnostic::Diagnostic;
use git2::{IndexEntryExtendedFlag, IndexEntryFlag};
use std::collections::HashSet;
use std::path::Path;

/// A file in the index.
pub(super) struct Entry {
    /// Relative to the archive's root.
    pub path: String,
    /// Why git ignores its changes, if it does.
    pub unseen: Option<Unseen>,
}

/// Why git ignores the changes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unseen {
    SkipWorktree,
    AssumeUnchanged,
}

impl Repository {
    /// Those of these files, relative to the archive's root, that are in the index.
    pub(super) fn entries(&self, paths: &[&str]) -> Result<Vec<Entry>, Diagnostic> {
        if let Some(entries) = self.with_index(|index| self.read_entries(index, paths)) {
            return Ok(entries);
        }
        let mut list = vec!["ls-files", "-v", "-z", "--"];
        list.extend(paths);
        let listed = run(&self.root, &list, None).map_err(|problem| at_root(problem, &self.root))?;
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let entries = listed.split('\0').filter_map(|line| line.split_once(' '));
        Ok(entries.map(|(tag, path)| Entry { path: path.to_owned(), unseen: unseen(tag) }).collect())
    }

    fn read_entries(&self, index: &git2::Index, paths: &[&str]) -> Vec<Entry> {
        let prefix = self.prefix();
        let entry = |path: &&str| {
            let whole = format!("{prefix}{path}");
            let entry = (0..=3).find_map(|stage| index.get_path(Path::new(&whole), stage))?;
            // On file systems that ignore case, this lookup does too.
            (entry.path == whole.as_bytes()).then(|| Entry { path: (*path).to_owned(), unseen: Unseen::of(&entry) })
        };
        paths.iter().filter_map(entry).collect()
    }

    /// Whether the index is known to have no conflicts, anywhere in the work tree.
    pub(super) fn is_without_conflicts(&self) -> bool {
        self.with_index(|index| !index.has_conflicts()).unwrap_or(false)
    }

    /// Whether HEAD names a branch, even one without a commit. Git itself is asked, because it refuses some
    /// repositories that libgit2 opens, and this must be known before anything is written.
    pub(super) fn is_on_a_branch(&self) -> Result<bool, Diagnostic> {
        let ask = ["symbolic-ref", "--quiet", "HEAD"];
        let at_root = |problem| at_root(problem, &self.root);
        match git(&self.root, &ask, None).map_err(at_root)?.status.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => run(&self.root, &ask, None).map(|_| true).map_err(at_root),
        }
    }

    /// The last commit's full id; `None` before the first commit, or if only git can read the repository.
    #[must_use]
    pub fn last_commit(&self) -> Option<String> {
        let git = self.open().ok()?;
        let commit = git.head().ok()?.peel(git2::ObjectType::Commit).ok()?;
        Some(commit.id().to_string())
    }

    /// The last commit's id, as short as it is unambiguous.
    pub(super) fn head(&self) -> Result<String, Diagnostic> {
        let read = self.open().ok().and_then(|git| {
            let commit = git.head().ok()?.peel(git2::ObjectType::Commit).ok()?;
            Some(commit.short_id().ok()?.as_str().ok()?.to_owned())
        });
        if let Some(id) = read {
            return Ok(id);
        }
        let output = run(&self.root, &["rev-parse", "--short", "HEAD"], None)?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// A setting of the repository.
    pub(super) fn setting(&self, name: &str) -> Option<String> {
        match self.open().ok().and_then(|git| git.config().ok()) {
            Some(config) => config.get_string(name).ok(),
            None => {
                let asked = git(&self.root, &["config", "--get", name], None).ok()?;
                Some(String::from_utf8_lossy(&asked.stdout).trim().to_owned())
            }
        }
    }

    /// The SSH key that git signs with, as its configuration names it; none if it signs with another kind of key.
    #[must_use]
    pub fn signing_key(&self) -> Option<String> {
        let key = self.setting("user.signingKey").filter(|key| !key.is_empty())?;
        let is_ssh = self.setting("gpg.format").as_deref() == Some("ssh")
            || ["key::", "ssh-"].iter().any(|start| key.starts_with(start))
            || key.contains(['/', '\\']);
        is_ssh.then_some(key)
    }

    fn with_index<T>(&self, read: impl FnOnce(&git2::Index) -> T) -> Option<T> {
        let git = self.open().ok()?;
        let index = git.index().ok()?;
        Some(read(&index))
    }
}

/// Those of these files that are not in the index.
pub(super) fn not_in<'p>(paths: &[&'p str], known: &[Entry]) -> Vec<&'p str> {
    let known: HashSet<&str> = known.iter().map(|entry| entry.path.as_str()).collect();
    paths.iter().copied().filter(|path| !known.contains(path)).collect()
}

impl Unseen {
    fn of(entry: &git2::IndexEntry) -> Option<Self> {
        if entry.flags_extended & IndexEntryExtendedFlag::SKIP_WORKTREE.bits() != 0 {
            Some(Self::SkipWorktree)
        } else {
            (entry.flags & IndexEntryFlag::VALID.bits() != 0).then_some(Self::AssumeUnchanged)
        }
    }
}

/// Why git ignores the changes of a file, from its tag in `ls-files -v`.
fn unseen(tag: &str) -> Option<Unseen> {
    match tag {
        "S" | "s" => Some(Unseen::SkipWorktree),
        _ => tag.chars().all(|letter| letter.is_ascii_lowercase()).then_some(Unseen::AssumeUnchanged),
    }
}
