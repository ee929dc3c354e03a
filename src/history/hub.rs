//! `Hub`: a repository that takes in what others push, and what comes with a push, commit by commit.
//!
//! Every commit that is new is looked at beside each of its parents, as in [`super::Past`]: a line that was changed and put
//! back within one push, or dropped by a merge, does not stay hidden.

use super::Repository;
use super::changed::{DEEPEST, Entry, Folders, Followed, entries};
use super::lines::{Beside, Flaw, Lines};
use super::lost::{Lost, lost};
use super::past::Past;
use super::tree::{Pool, Store, Tree, broken};
use crate::diagnostic::Diagnostic;
use crate::model::file_name;
use git2::{Commit, Oid, Sort};

/// A repository that takes in what others push.
pub struct Hub {
    store: Store,
}

/// A reference that a push would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its whole name.
    pub name: String,
    /// What it was; none if it is new.
    pub(super) old: Option<Oid>,
    /// What it would be; none if it would be deleted.
    pub(super) new: Option<Oid>,
}

/// Why a reference is not to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It is neither a branch nor a tag.
    Neither,
    /// The branch would be deleted.
    Deleted,
    /// The branch would lose commits.
    Rewritten,
    /// The tag would be moved or deleted.
    Tag,
}

/// What comes with a push.
pub struct Arriving {
    /// The references that are not to be changed.
    pub moved: Vec<(String, Moved)>,
    /// The commits that are new, each after its parents.
    pub commits: Vec<NewCommit>,
    /// Of each branch the last commit, and the one before the push: of a new branch, that of the first branch.
    pub branches: Vec<(String, Option<String>)>,
}

/// A commit that is new.
pub struct NewCommit {
    /// Its whole id.
    pub id: String,
    /// When it was made, in seconds of Unix time.
    pub second: i64,
    /// Whether none is before it.
    pub is_root: bool,
    /// By how many seconds it is earlier than the latest of its parents.
    pub early: i64,
    /// What is not kept of any parent.
    pub lost: Vec<Lost>,
    /// What it brought of the files that are followed.
    pub brought: Vec<Brought>,
}

/// A file that a commit brought.
pub struct Brought {
    /// The file.
    pub path: String,
    /// Why its lines cannot be followed, if they cannot.
    pub flaw: Option<Flaw>,
    /// The lines that are followed and new, each with its number.
    pub lines: Vec<(usize, Vec<u8>)>,
    id: Oid,
    /// What it was in each parent, and those of its name that went.
    before: Vec<Oid>,
}

impl Update {
    /// A line as git hands it to its script: what the reference was, what it is to be, and its name.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let [old, new, name] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { return None };
        let id = |written: &str| Oid::from_str(written).ok();
        let some = |id: Oid| (!id.is_zero()).then_some(id);
        Some(Self { name: name.to_owned(), old: some(id(old)?), new: some(id(new)?) })
    }
}

impl Hub {
    /// The one that the environment names, with what is being pushed to it.
    #[must_use]
    pub fn of_environment() -> Self {
        Self { store: Store::Environment }
    }

    /// A repository, as it lies there.
    #[must_use]
    pub fn of(repository: &Repository) -> Self {
        Self { store: Store::Folder(repository.git_dir.clone()) }
    }

    fn open(&self) -> Result<git2::Repository, Diagnostic> {
        git2::opts::strict_hash_verification(false);
        self.store.open().map_err(|error| match error.code() {
            git2::ErrorCode::Owner => super::of_another(error.message()),
            _ => broken(&error),
        })
    }

    /// The last commit of the branch that a clone begins with.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn last(&self) -> Result<Option<String>, Diagnostic> {
        let git = self.open()?;
        let last = git.head().and_then(|head| head.peel_to_commit()).ok();
        Ok(last.map(|last| last.id().to_string()))
    }

    /// The last commit of the first branch of a push, if the repository has none.
    #[must_use]
    pub fn first(updates: &[Update]) -> Option<String> {
        let mut branches = updates.iter().filter(|update| update.name.starts_with("refs/heads/"));
        branches.find_map(|update| update.new).map(|new| new.to_string())
    }

    /// The folders of a commit that hold a file of this name, each with a final `/`; what lies in them is passed over, and so
    /// is what lies deep.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn folders_with(&self, commit: &str, name: &str) -> Result<Vec<String>, Diagnostic> {
        let git = self.open()?;
        let look = || {
            let mut folders = Folders::of(git.odb()?);
            let mut found = Vec::new();
            let mut open = vec![(git.find_commit(Oid::from_str(commit)?)?.tree_id(), String::new())];
            while let Some((id, path)) = open.pop() {
                let raw = folders.read(id)?;
                if entries(&raw).any(|entry| entry.is_file && entry.name == name.as_bytes()) {
                    found.push(path);
                    continue;
                }
                if path.matches('/').count() == DEEPEST {
                    continue;
                }
                let inner = entries(&raw).filter(|entry| entry.is_folder);
                let inner = inner.filter_map(|Entry { id, name, .. }| Some((id, std::str::from_utf8(name).ok()?)));
                open.extend(inner.map(|(id, name)| (id, format!("{path}{name}/"))));
            }
            found.sort();
            Ok(found)
        };
        look().map_err(|error| broken(&error))
    }

    /// The archive in a folder of a commit.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn tree(&self, commit: &str, folder: &str) -> Result<Option<Tree>, Diagnostic> {
        let git = self.open()?;
        let find = || Folders::of(git.odb()?).at(git.find_commit(Oid::from_str(commit)?)?.tree_id(), folder);
        let root = find().map_err(|error| broken(&error))?;
        Ok(root.map(|root| Pool::of(self.store.clone()).tree(root)))
    }

    /// All that a file holds which a commit brought, and before it all that was there under its name.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn contents(&self, brought: &Brought) -> Result<(Vec<Vec<u8>>, Vec<u8>), Diagnostic> {
        let git = self.open()?;
        let read = |id: &Oid| Ok(git.find_blob(*id).map_err(|error| broken(&error))?.content().to_vec());
        Ok((brought.before.iter().map(read).collect::<Result<_, _>>()?, read(&brought.id)?))
    }

    /// Every commit back from one, as the archive in a folder is concerned.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn past(&self, commit: &str, folder: &str, followed: Followed) -> Result<Past, Diagnostic> {
        let git = self.open()?;
        let last = Oid::from_str(commit).map_err(|error| broken(&error))?;
        Past::of(&git, self.store.clone(), Some(last), folder, followed).map_err(|error| broken(&error))
    }

    /// Looks at what a push brings.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn arriving(&self, updates: &[Update], followed: Followed) -> Result<Arriving, Diagnostic> {
        let git = self.open()?;
        let moved = updates.iter().filter_map(|update| Some((update.name.clone(), moved(&git, update)?)));
        let moved = moved.collect();
        let branches = updates.iter().filter(|update| update.name.starts_with("refs/heads/"));
        let first = git.head().and_then(|head| head.peel_to_commit()).ok().map(|commit| commit.id());
        let old = |update: &Update| update.old.or(first).map(|id| id.to_string());
        let branches = branches.filter_map(|update| Some((update.new?.to_string(), old(update)))).collect();
        let commits = new_commits(&git, updates, followed).map_err(|error| broken(&error))?;
        Ok(Arriving { moved, commits, branches })
    }
}

fn moved(git: &git2::Repository, update: &Update) -> Option<Moved> {
    let Update { name, old, new } = update;
    if name.starts_with("refs/tags/") {
        return old.filter(|_| old != new).map(|_| Moved::Tag);
    }
    if !name.starts_with("refs/heads/") {
        return Some(Moved::Neither);
    }
    let (Some(old), Some(new)) = (old, new) else { return new.is_none().then_some(Moved::Deleted) };
    let follows = old == new || git.graph_descendant_of(*new, *old).unwrap_or(false);
    (!follows).then_some(Moved::Rewritten)
}

/// The commits that no branch reaches yet, each after its parents. What only a tag reaches was not looked at as a whole.
fn new_commits(git: &git2::Repository, updates: &[Update], followed: Followed) -> Result<Vec<NewCommit>, git2::Error> {
    let mut back = git.revwalk()?;
    back.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
    for new in updates.iter().filter_map(|update| update.new) {
        // A tag may be on something else than a commit, which holds no line.
        if let Ok(commit) = git.find_object(new, None).and_then(|object| object.peel_to_commit()) {
            back.push(commit.id())?;
        }
    }
    for known in git.references_glob("refs/heads/*")? {
        if let Ok(commit) = known.and_then(|known| known.peel_to_commit()) {
            back.hide(commit.id())?;
        }
    }
    let mut lines = Lines::of(Folders::of(git.odb()?), followed);
    back.map(|id| NewCommit::of(&git.find_commit(id?)?, &mut lines)).collect()
}

impl NewCommit {
    fn of(commit: &Commit, lines: &mut Lines) -> Result<Self, git2::Error> {
        let root = Some(commit.tree_id());
        let parents: Vec<Commit> = commit.parents().collect();
        let before = parents.iter().map(|parent| Some(parent.tree_id()));
        let before: Vec<Option<Oid>> = if parents.is_empty() { vec![None] } else { before.collect() };
        let mut all = Vec::with_capacity(before.len());
        for before in before {
            all.push(lines.beside(before, root)?);
        }
        let mut gone: Vec<Lost> = Vec::new();
        for beside in &all {
            let lost = lost(lines, beside, parents.len() > 1)?;
            gone.extend(lost.into_iter().filter(|one| !gone.contains(one)).collect::<Vec<_>>());
        }
        let second = commit.time().seconds();
        let latest = parents.iter().map(|parent| parent.time().seconds()).max();
        Ok(Self {
            id: commit.id().to_string(),
            second,
            is_root: parents.is_empty(),
            early: latest.map_or(0, |latest| latest - second),
            lost: gone,
            brought: brought(lines, &all)?,
        })
    }
}

/// What no parent has: what a merge takes from one of them was not brought by it.
fn brought(lines: &mut Lines, all: &[Beside]) -> Result<Vec<Brought>, git2::Error> {
    let Some((first, others)) = all.split_first() else { return Ok(Vec::new()) };
    let went = first.changed.iter().filter(|one| one.file[1].is_none());
    let went: Vec<(&str, Oid)> = went.filter_map(|one| Some((file_name(&one.path), one.file[0]?))).collect();
    let mut found = Vec::new();
    for one in &first.changed {
        let Some(id) = one.file[1] else { continue };
        let others: Option<Vec<_>> =
            others.iter().map(|beside| beside.changed.iter().find(|other| other.path == one.path)).collect();
        let Some(others) = others else { continue };
        let before: Vec<Option<Oid>> = others.into_iter().chain([one]).map(|old| old.file[0]).collect();
        let new = lines.new_of(id, &before)?;
        let went = went.iter().filter(|(name, _)| *name == file_name(&one.path)).map(|(_, id)| *id);
        let before = before.iter().copied().flatten().chain(went).collect();
        found.push(Brought { path: one.path.clone(), flaw: lines.flaw(id)?, lines: new, id, before });
    }
    Ok(found)
}
