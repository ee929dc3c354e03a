//! The lines of files in every commit: which commit brought each, and which took one away.
//!
//! All commits back from the last one are looked at once, each beside every one of its parents, so that neither a merge
//! nor a change that was undone hides what went on. No attribute and no replacement of objects is heard of.

use super::Repository;
use super::changed::{Folders, Followed};
use super::file_past::{FilePast, Happened};
use super::lines::Lines;
use super::tree::{Pool, Store, Tree, broken};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Date;
use crate::text::Text;
use git2::{Commit, ErrorCode, Oid, Sort};
use std::collections::HashMap;
use std::sync::Arc;

/// Every commit back from the last one, and what happened to the lines that are followed.
pub struct Past {
    pool: Pool,
    /// The commits, each after its parents.
    pub commits: Vec<PastCommit>,
    nth: HashMap<Oid, usize>,
    /// The files, under all the names that they had.
    pub files: Vec<FilePast>,
}

/// A commit.
pub struct PastCommit {
    /// Its whole id.
    pub id: String,
    /// The day it was made, in China.
    pub date: Date,
    /// Who committed it: `Name <address>`.
    pub committer: String,
    /// The day on which what it changes was written, as its author's machine has it: a rebase keeps it.
    pub written: Date,
    /// The commits before it, by place.
    pub parents: Vec<usize>,
    /// The archive's root; none before it was there.
    root: Option<Oid>,
}

impl Repository {
    /// Looks at every commit back from the last one.
    ///
    /// # Errors
    /// If not all of it is there, or git alone reads the repository.
    pub fn past(&self, followed: Followed) -> Result<Past, Diagnostic> {
        let git = self.open()?;
        let last = match git.head() {
            Err(error) if error.code() == ErrorCode::UnbornBranch => None,
            head => Some(head.and_then(|head| head.peel_to_commit()).map_err(|error| broken(&error))?.id()),
        };
        self.past_until(&git, last, followed)
    }

    /// Looks at every commit back from one.
    ///
    /// # Errors
    /// The same, and if it is not here.
    pub fn past_of(&self, commit: &str, followed: Followed) -> Result<Past, Diagnostic> {
        let git = self.open()?;
        let last = Oid::from_str(commit).and_then(|id| git.find_commit(id)).map_err(|error| broken(&error))?.id();
        self.past_until(&git, Some(last), followed)
    }

    fn past_until(&self, git: &git2::Repository, last: Option<Oid>, followed: Followed) -> Result<Past, Diagnostic> {
        if git.is_shallow() {
            let message = Text::new("这是浅克隆，历史不全", "this clone is shallow, its history is not whole");
            return Err(Diagnostic::new(message).at(Location::file(self.root.display().to_string())).hint(Text::new(
                "先取下全部历史：git fetch --unshallow",
                "fetch all of it first: git fetch --unshallow",
            )));
        }
        Past::of(git, Store::Folder(self.git_dir.clone()), last, &self.prefix(), followed)
            .map_err(|error| broken(&error))
    }
}

impl PastCommit {
    fn of(commit: &Commit, parents: Vec<usize>, root: Option<Oid>) -> Self {
        let committer = commit.committer();
        let (name, email) = (committer.name_bytes(), committer.email_bytes());
        Self {
            id: commit.id().to_string(),
            date: Date::of_second(commit.time().seconds()).unwrap_or(Date::EARLIEST),
            committer: format!("{} <{}>", String::from_utf8_lossy(name), String::from_utf8_lossy(email)),
            written: Date::of_second(commit.author().when().seconds()).unwrap_or(Date::EARLIEST),
            parents,
            root,
        }
    }
}

impl Past {
    /// Every commit back from one, as an archive in this folder of it is concerned.
    pub(super) fn of(
        git: &git2::Repository,
        place: Store,
        last: Option<Oid>,
        folder: &str,
        followed: Followed,
    ) -> Result<Self, git2::Error> {
        git2::opts::strict_hash_verification(false);
        let mut lines = Lines::of(Folders::of(git.odb()?), followed);
        let (mut commits, mut nth): (Vec<PastCommit>, HashMap<Oid, usize>) = Default::default();
        let mut back = git.revwalk()?;
        last.map_or(Ok(()), |last| back.push(last))?;
        back.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        for id in back {
            let commit = git.find_commit(id?)?;
            let parents: Vec<usize> = commit.parent_ids().filter_map(|parent| nth.get(&parent).copied()).collect();
            let root = lines.folders.at(commit.tree_id(), folder)?;
            let before: Vec<Option<Oid>> = parents.iter().map(|parent| commits[*parent].root).collect();
            let here = commits.len();
            lines.commit(here, root, &before)?;
            nth.insert(commit.id(), here);
            commits.push(PastCommit::of(&commit, parents, root));
        }
        let files = lines.files(commits.last().and_then(|last| last.root))?;
        Ok(Self { pool: Pool::of(place), commits, nth, files })
    }

    /// A commit by its whole id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.nth.get(&Oid::from_str(id).ok()?).copied().filter(|nth| self.commits[*nth].id == id)
    }

    /// The archive as a commit has it.
    #[must_use]
    pub fn archive(&self, commit: usize) -> Option<Tree> {
        self.commits.get(commit)?.root.map(|root| self.pool.tree(root))
    }

    /// The folder around the folder in which a line lies, as the commit has it in which something happened to it, or the
    /// one before.
    #[must_use]
    pub fn around(&self, happened: &Happened, before: bool) -> Option<Tree> {
        happened.around[usize::from(!before)].map(|folder| self.pool.tree(folder))
    }

    /// What tells apart what stands under these names in an archive's root, from commit to commit.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn state(&self, commit: usize, names: &[&str]) -> Result<Arc<str>, Diagnostic> {
        let Some(root) = self.commits.get(commit).and_then(|commit| commit.root) else { return Ok("".into()) };
        let state = self.pool.with(|git| {
            let tree = git.find_tree(root)?;
            let ids = names.iter().map(|name| tree.get_name(name).map(|entry| entry.id().to_string()));
            Ok(ids.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" "))
        });
        state.map(Into::into).map_err(|error| broken(&error))
    }
}
