//! `Staged`: what the next commit would hold, as git's index has it.

use super::changed::{DEEPEST, Entry, Folders, Followed, Made, entries};
use super::lines::{Beside, Lines};
use super::lost::{Lost, lost};
use super::tree::{Pool, Store, Tree, broken};
use super::{Repository, at_root};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use git2::{ErrorCode, IndexEntry, IndexEntryExtendedFlag, ObjectType, Oid};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the next commit would hold. Its folders are made in memory, so that nothing is written for it.
pub struct Staged {
    pool: Pool,
    made: Arc<Made>,
    /// All of it.
    root: Oid,
    /// All that the last commit holds; none before the first.
    last: Option<Oid>,
    /// The folder of the archive, with a final `/`.
    folder: String,
}

/// What a folder holds, by the name that git sorts by.
#[derive(Default)]
struct Folder {
    folders: BTreeMap<Vec<u8>, Folder>,
    files: BTreeMap<Vec<u8>, (u32, Oid)>,
}

impl Repository {
    /// What the next commit would hold. `git commit` gives its hooks an index of their own, which the environment names.
    ///
    /// # Errors
    /// If only git can read the index, or if it holds conflicts.
    pub fn staged(&self) -> Result<Staged, Diagnostic> {
        let git = self.open()?;
        let read = match std::env::var_os("GIT_INDEX_FILE") {
            // As git itself has it: from the top of the work tree.
            Some(file) => git2::Index::open(&self.work_tree.as_ref().unwrap_or(&self.root).join(file)),
            None => git.index(),
        };
        let index = read.map_err(|error| at_root(unreadable(&error), &self.root))?;
        if index.has_conflicts() {
            let message = Text::new("暂存区里有合并冲突", "there are conflicts in the index");
            return Err(at_root(Diagnostic::new(message), &self.root).hint(Text::new(
                "先解决冲突，`git add` 之后再试",
                "settle them and `git add` the files, then try again",
            )));
        }
        let mut whole = Folder::default();
        for entry in index.iter().filter(is_committed) {
            whole.add(&entry.path, (entry.mode, entry.id));
        }
        let mut made = Made::new();
        let root = whole.make(&mut made).map_err(|error| broken(&error))?;
        let last = match git.head() {
            Err(error) if error.code() == ErrorCode::UnbornBranch => None,
            head => Some(head.and_then(|head| head.peel_to_tree()).map_err(|error| broken(&error))?.id()),
        };
        let made = Arc::new(made);
        let pool = Pool::with_folders(Store::Folder(self.git_dir.clone()), Arc::clone(&made));
        Ok(Staged { pool, made, root, last, folder: self.prefix() })
    }
}

/// What is only announced (`git add --intent-to-add`) is not committed.
fn is_committed(entry: &IndexEntry) -> bool {
    entry.flags_extended & IndexEntryExtendedFlag::INTENT_TO_ADD.bits() == 0
}

fn unreadable(error: &git2::Error) -> Diagnostic {
    let why = error.message();
    Diagnostic::new(text!(zh: "无法读取 git 的暂存区：{why}", en: "cannot read git's index: {why}")).hint(Text::new(
        "它的格式（例如拆分索引）只能由 git 读取：`git update-index --no-split-index`",
        "its format (a split index, for one) is read by git alone: `git update-index --no-split-index`",
    ))
}

impl Folder {
    fn add(&mut self, path: &[u8], file: (u32, Oid)) {
        match path.iter().position(|byte| *byte == b'/') {
            Some(slash) => self.folders.entry(path[..slash].to_vec()).or_default().add(&path[slash + 1..], file),
            None => drop(self.files.insert(path.to_vec(), file)),
        }
    }

    /// Its bytes as git keeps them go to the others; gives its id.
    fn make(&self, made: &mut Made) -> Result<Oid, git2::Error> {
        let mut entries: Vec<(Vec<u8>, Vec<u8>)> = Vec::with_capacity(self.folders.len() + self.files.len());
        for (name, folder) in &self.folders {
            let id = folder.make(made)?;
            entries.push(([name, &b"/"[..]].concat(), raw(0o40_000, name, id)));
        }
        entries.extend(self.files.iter().map(|(name, (mode, id))| (name.clone(), raw(*mode, name, *id))));
        entries.sort();
        let bytes: Vec<u8> = entries.into_iter().flat_map(|(_, raw)| raw).collect();
        let id = Oid::hash_object(ObjectType::Tree, &bytes)?;
        made.insert(id, bytes);
        Ok(id)
    }
}

fn raw(mode: u32, name: &[u8], id: Oid) -> Vec<u8> {
    [format!("{mode:o} ").as_bytes(), name, b"\0", id.as_bytes()].concat()
}

impl Staged {
    /// The archive in a folder, which ends in `/` unless it is the top; none if there is none.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn tree(&self, folder: &str) -> Result<Option<Tree>, Diagnostic> {
        let found = self.lines(NOTHING, |lines| lines.folders.at(self.root, folder))?;
        Ok(found.map(|root| self.pool.tree(root)))
    }

    /// The folder of the archive, with a final `/`.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The folders that hold a file of this name, each with a final `/`; what lies in them is passed over, and so is what
    /// lies deep.
    #[must_use]
    pub fn folders_with(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.walk(self.root, "", name, &mut found);
        found
    }

    fn walk(&self, id: Oid, path: &str, name: &str, found: &mut Vec<String>) {
        let entries: Vec<Entry> = self.made.get(&id).into_iter().flat_map(|raw| entries(raw)).collect();
        if entries.iter().any(|entry| entry.is_file && entry.name == name.as_bytes()) {
            found.push(path.to_owned());
            return;
        }
        if path.matches('/').count() == DEEPEST {
            return;
        }
        for entry in entries.iter().filter(|entry| entry.is_folder) {
            self.walk(entry.id, &format!("{path}{}/", String::from_utf8_lossy(entry.name)), name, found);
        }
    }

    /// What is followed below a folder and differs from the last commit, by path from there.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn changed(&self, folder: &str, followed: Followed) -> Result<Vec<String>, Diagnostic> {
        let beside = self.lines(followed, |lines| self.beside(lines, folder))?;
        Ok(beside.changed.into_iter().map(|one| one.path).collect())
    }

    /// What below a folder is not kept of the last commit.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn lost(&self, folder: &str, followed: Followed) -> Result<Vec<Lost>, Diagnostic> {
        self.lines(followed, |lines| {
            let beside = self.beside(lines, folder)?;
            lost(lines, &beside, false)
        })
    }

    fn beside(&self, lines: &mut Lines, folder: &str) -> Result<Beside, git2::Error> {
        let last = self.last.map(|last| lines.folders.at(last, folder)).transpose()?.flatten();
        let now = lines.folders.at(self.root, folder)?;
        lines.beside(last, now)
    }

    fn lines<T>(
        &self,
        followed: Followed,
        look: impl FnOnce(&mut Lines) -> Result<T, git2::Error>,
    ) -> Result<T, Diagnostic> {
        let found =
            self.pool.with(|git| look(&mut Lines::of(Folders::with(git.odb()?, Arc::clone(&self.made)), followed)));
        found.map_err(|error| broken(&error))
    }
}

/// To look at folders alone.
const NOTHING: Followed = Followed {
    folder: |_| false,
    file: |_| false,
    line: |_| None,
    other: |_| false,
    limit: 0,
    is_final: |_| false,
    says_as_much: |_, _| None,
};
