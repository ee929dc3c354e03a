//! How a change becomes all of it or nothing.
//!
//! Everything new is first written and synced in a folder of its own, `.yijuan-unfinished` in the
//! archive's root, beside a second name for everything that will give way and a list of what is to be
//! done. Only then is it put in its place, one rename after another. A command that fails on the way
//! takes its renames back; after one that was killed, [`recover`] does so for it.

use super::change::Change;
use super::lock::Lock;
use super::source::{Limits, Source as _, WorkTree};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder a change is made ready in; there is none while no command runs and none was killed.
pub const UNFINISHED: &str = ".yijuan-unfinished";

/// The list of what is to be done. Until it is there nothing has been put in its place.
const JOURNAL: &str = "list.json";

/// One rename.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    /// What gets a new content, a new name, or is new: a file or a folder.
    path: String,
    /// The name that a folder of the archive had; `None` for what was made ready.
    from: Option<String>,
    /// Digest of what will be at `path`.
    after: Option<String>,
}

/// A change that was made ready, or is done.
#[derive(Debug)]
pub struct Transaction {
    root: PathBuf,
    steps: Vec<Step>,
    _lock: Option<Lock>,
}

impl Change {
    /// Writes it below a root. What was there before is kept until the [`Transaction`] is dropped.
    ///
    /// # Errors
    /// If a path leads through a link or out of the archive, or the system refuses to write. Then
    /// everything is as it was.
    pub fn apply(&self, root: &Path) -> Result<Transaction, Diagnostics> {
        self.stays_inside(root)?;
        Transaction::prepare(root, self).and_then(Transaction::commit).map_err(Diagnostics::from)
    }
}

impl Transaction {
    /// Makes a change ready.
    fn prepare(root: &Path, change: &Change) -> Result<Self, Diagnostic> {
        fs::create_dir_all(root).map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        let lock = Lock::folder(root)?;
        recover_locked(root)?;
        let mut transaction = Self { root: root.to_path_buf(), steps: Vec::new(), _lock: Some(lock) };
        let folder = root.join(UNFINISHED);
        fs::create_dir(&folder).map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        // Whatever a killed command leaves here is nothing that anybody wants to commit.
        transaction.write(Path::new(UNFINISHED).join(".gitignore"), b"*\n")?;
        for (path, content) in change.files() {
            transaction.make_ready(path, content).map_err(|error| Diagnostic::io(path, &error))?;
        }
        for (from, to) in change.moves() {
            let refused = || Diagnostic::io(to, &io::ErrorKind::AlreadyExists.into());
            if fs::symlink_metadata(root.join(to)).is_ok() {
                return Err(refused());
            }
            transaction.steps.push(Step { path: to.clone(), from: Some(from.clone()), after: None });
        }
        for nth in 0..transaction.steps.len() {
            if transaction.steps[nth].from.is_none() {
                let made = transaction.ready(nth);
                sync_all(&made).map_err(|error| Diagnostic::io(&transaction.steps[nth].path, &error))?;
                transaction.steps[nth].after = digest(&made);
            }
        }
        let list = serde_json::to_vec(&transaction.steps).unwrap_or_default();
        transaction.write(Path::new(UNFINISHED).join("list.part"), &list)?;
        let named = fs::rename(folder.join("list.part"), folder.join(JOURNAL)).and_then(|()| sync(&folder));
        named.map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        Ok(transaction)
    }

    /// Puts everything in its place.
    fn commit(self) -> Result<Self, Diagnostic> {
        for (nth, step) in self.steps.iter().enumerate() {
            let from = step.from.as_ref().map_or_else(|| self.ready(nth), |from| self.root.join(from));
            let to = self.root.join(&step.path);
            let done = fs::rename(from, &to).and_then(|()| sync(to.parent().unwrap_or(&self.root)));
            if let Err(error) = done {
                let problem = Diagnostic::io(&step.path, &error);
                self.rollback()?;
                return Err(problem);
            }
        }
        Ok(self)
    }

    /// Takes back everything that was put in its place.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn rollback(self) -> Result<(), Diagnostic> {
        for (nth, step) in self.steps.iter().enumerate().rev().filter(|(nth, step)| self.is_done(*nth, step)) {
            if let Err(error) = self.roll_back_step(nth, step) {
                let problem = Diagnostic::io(&step.path, &error);
                // What is needed to take it back must stay; the next command tries again.
                std::mem::forget(self);
                return Err(problem);
            }
        }
        Ok(())
    }

    fn roll_back_step(&self, nth: usize, step: &Step) -> io::Result<()> {
        let there = self.root.join(&step.path);
        let back = match &step.from {
            Some(from) => self.root.join(from),
            // What somebody has edited since is theirs.
            None if digest(&there) != step.after => return Ok(()),
            None if self.former(nth).exists() => {
                return fs::rename(self.former(nth), &there).and_then(|()| sync(there.parent().unwrap_or(&self.root)));
            }
            None => self.ready(nth),
        };
        fs::rename(&there, &back)?;
        sync(there.parent().unwrap_or(&self.root))
    }

    fn is_done(&self, nth: usize, step: &Step) -> bool {
        match &step.from {
            Some(from) => !self.root.join(from).exists() && self.root.join(&step.path).exists(),
            None => !self.ready(nth).exists(),
        }
    }

    /// Where the new content of a step is made ready.
    fn ready(&self, nth: usize) -> PathBuf {
        self.root.join(UNFINISHED).join(format!("new-{nth}"))
    }

    /// The second name of what a step replaces.
    fn former(&self, nth: usize) -> PathBuf {
        self.root.join(UNFINISHED).join(format!("old-{nth}"))
    }

    /// Writes the new content of a file. One in a folder that is not there yet is made ready with that folder, so
    /// that nobody ever sees the folder without it.
    fn make_ready(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        let missing = Path::new(path)
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != Path::new("") && !self.root.join(folder).exists())
            .last();
        let Some(missing) = missing else {
            let nth = self.steps.len();
            let there = self.root.join(path);
            let mut file = File::create_new(self.ready(nth))?;
            if let Ok(about) = fs::metadata(&there) {
                keep_owner(&file, &about);
                file.set_permissions(about.permissions())?;
                // A second name takes no room and cannot be half; not every file system knows it.
                if fs::hard_link(&there, self.former(nth)).is_err() {
                    fs::copy(&there, self.former(nth))?;
                    File::open(self.former(nth))?.sync_all()?;
                }
            }
            file.write_all(content)?;
            self.steps.push(Step { path: path.to_owned(), from: None, after: None });
            return Ok(());
        };
        let folder = missing.to_string_lossy().replace('\\', "/");
        let nth = self.steps.iter().position(|step| step.path == folder).unwrap_or(self.steps.len());
        if nth == self.steps.len() {
            self.steps.push(Step { path: folder, from: None, after: None });
        }
        let inside = self.ready(nth).join(Path::new(path).strip_prefix(missing).map_err(io::Error::other)?);
        fs::create_dir_all(inside.parent().unwrap_or(&inside))?;
        File::create_new(inside)?.write_all(content)
    }

    fn write(&self, path: impl AsRef<Path>, content: &[u8]) -> Result<(), Diagnostic> {
        let written = File::create_new(self.root.join(&path)).and_then(|mut file| {
            file.write_all(content)?;
            file.sync_all()
        });
        written.map_err(|error| Diagnostic::io(self.root.display().to_string(), &error))
    }
}

impl Drop for Transaction {
    /// What was made ready has found its place or is not wanted; the list goes first, for without it
    /// nothing is ever taken back.
    fn drop(&mut self) {
        let folder = self.root.join(UNFINISHED);
        let _ = fs::remove_file(folder.join(JOURNAL));
        let _ = fs::remove_dir_all(folder);
    }
}

/// Takes back what a killed command did in part, and clears away what it left. Gives the paths that are
/// as they were again.
///
/// # Errors
/// If another command is at work, or the system refuses.
pub fn recover(root: &Path) -> Result<Vec<String>, Diagnostic> {
    if fs::symlink_metadata(root.join(UNFINISHED)).is_err() {
        return Ok(Vec::new());
    }
    let _lock = Lock::folder(root)?;
    recover_locked(root)
}

/// The paths that a killed command changed, while it left others as they were.
#[must_use]
pub fn half_done(root: &Path) -> Vec<String> {
    // A command that is at work now is not one that was killed.
    if !root.join(UNFINISHED).join(JOURNAL).exists() || Lock::folder_is_held(root) {
        return Vec::new();
    }
    journal(root).ok().flatten().map_or_else(Vec::new, |transaction| {
        let done = transaction.half_done();
        // Nothing is cleared away by looking.
        std::mem::forget(transaction);
        done
    })
}

impl Transaction {
    /// The steps that are done while others are not; none if all are.
    fn half_done(&self) -> Vec<String> {
        let (done, open): (Vec<_>, Vec<_>) =
            self.steps.iter().enumerate().partition(|(nth, step)| self.is_done(*nth, step));
        if open.is_empty() { Vec::new() } else { done.into_iter().map(|(_, step)| step.path.clone()).collect() }
    }
}

/// What a killed command left; with nothing to do if its list was not there yet.
///
/// # Errors
/// If no command of ours can have left it: whoever hands over an archive can put anything there.
fn journal(root: &Path) -> Result<Option<Transaction>, Diagnostic> {
    let source = WorkTree::new(root.to_path_buf());
    if fs::symlink_metadata(root.join(UNFINISHED)).is_err() {
        return Ok(None);
    }
    source.folder(UNFINISHED)?;
    let list = source.read(&format!("{UNFINISHED}/{JOURNAL}"), Limits::PAPER)?;
    let steps: Vec<Step> = list.and_then(|list| serde_json::from_slice(&list).ok()).unwrap_or_default();
    let refused =
        steps.iter().flat_map(|step| step.from.iter().chain([&step.path])).find_map(|path| source.refuses(path));
    match refused {
        Some(problem) => Err(problem.hint(text!(
            zh: "{UNFINISHED} 里的 {JOURNAL} 这样写，不是 yijuan 留下的；查看之后删去 {UNFINISHED}",
            en: "{JOURNAL} in {UNFINISHED} says so, and yijuan never left that: look at it, then remove {UNFINISHED}"
        ))),
        None => Ok(Some(Transaction { root: root.to_path_buf(), steps, _lock: None })),
    }
}

fn recover_locked(root: &Path) -> Result<Vec<String>, Diagnostic> {
    let Some(transaction) = journal(root)? else { return Ok(Vec::new()) };
    let done = transaction.half_done();
    // A change that is all there stands, committed or not.
    if !done.is_empty() {
        transaction.rollback()?;
    }
    Ok(done)
}

/// What tells a file, or a folder with all in it, from another; `None` if there is none, or anything else in it.
fn digest(path: &Path) -> Option<String> {
    let mut hasher = Sha256::new();
    for entry in walk(path).sort_by_file_name() {
        let entry = entry.ok()?;
        let kind = entry.file_type();
        hasher.update(entry.path().strip_prefix(path).ok()?.as_os_str().as_encoded_bytes());
        hasher.update([0, u8::from(kind.is_dir())]);
        if kind.is_file() {
            hasher.update(Sha256::digest(fs::read(entry.path()).ok()?));
        } else if !kind.is_dir() {
            return None;
        }
    }
    Some(format!("{:x}", hasher.finalize()))
}

/// Has the system put a file, or a folder with all in it, on the disk.
fn sync_all(path: &Path) -> io::Result<()> {
    for entry in walk(path).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() { sync(entry.path())? } else { File::open(entry.path())?.sync_all()? }
    }
    Ok(())
}

/// A file, or a folder and all in it; no link is followed, be it this one.
fn walk(path: &Path) -> WalkDir {
    WalkDir::new(path).follow_root_links(false)
}

/// Has the system put a folder's names on the disk.
fn sync(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and its names are the file system's own care.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A file written by an administrator stays its owner's.
#[cfg(unix)]
fn keep_owner(file: &File, about: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(about.uid()), Some(about.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_out_of_the_archive_is_refused_before_anything_is_written() {
        let root = tempfile::tempdir().unwrap();
        let change = Change::new().file("a.yml", "a: 1\n").file("../b.yml", "b: 1\n");
        assert!(change.apply(root.path()).is_err());
        assert!(!root.path().join("a.yml").exists());
    }
}
