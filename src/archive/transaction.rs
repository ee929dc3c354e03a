//! Applies a change as a whole or not at all.
//!
//! Everything new is first written and synced in the folder `.yijuan-unfinished` in the archive's root, together with a
//! hard link to each file to be replaced and a journal of the steps. Only then are the new files renamed into place. If a
//! step fails, the renames are undone; if the process is killed, [`recover`] undoes them.

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

/// The folder in which a change is prepared. It exists only while a command runs, or after one was killed.
pub const UNFINISHED: &str = ".yijuan-unfinished";

/// The list of steps. Before it exists, no step has been done.
const JOURNAL: &str = "list.json";

/// One rename.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    /// The file or folder that gets new content or a new name, or is new.
    path: String,
    /// The former path of a folder that is renamed; `None` for prepared content.
    from: Option<String>,
    /// Digest of the new content of `path`.
    after: Option<String>,
    /// Whether there was such a file before, which has a backup until it is restored.
    #[serde(default)]
    replaces: bool,
}

/// What became of the paths of a change that was rolled back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// They are as they were before the change.
    pub restored: Vec<String>,
    /// Somebody has edited or removed them since the change, so they were left alone.
    pub edited: Vec<String>,
}

/// A change that is prepared or done.
#[derive(Debug)]
pub struct Transaction {
    root: PathBuf,
    steps: Vec<Step>,
    _lock: Option<Lock>,
}

impl Change {
    /// Applies the change below a root. The former contents are kept until the [`Transaction`] is dropped.
    ///
    /// # Errors
    /// If a path leads through a link or out of the archive, or a file cannot be written. Then nothing has changed.
    pub fn apply(&self, root: &Path) -> Result<Transaction, Diagnostics> {
        self.stays_inside(root)?;
        Transaction::prepare(root, self).and_then(Transaction::commit).map_err(Diagnostics::from)
    }
}

impl Transaction {
    fn prepare(root: &Path, change: &Change) -> Result<Self, Diagnostic> {
        fs::create_dir_all(root).map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        let lock = Lock::folder(root)?;
        recover_locked(root)?;
        let mut transaction = Self { root: root.to_path_buf(), steps: Vec::new(), _lock: Some(lock) };
        let folder = root.join(UNFINISHED);
        fs::create_dir(&folder).map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        // What a killed command leaves here must not be committed.
        transaction.write(Path::new(UNFINISHED).join(".gitignore"), b"*\n")?;
        for (path, content) in change.files() {
            transaction.prepare_file(path, content).map_err(|error| Diagnostic::io(path, &error))?;
        }
        for (from, to) in change.moves() {
            if fs::symlink_metadata(root.join(to)).is_ok() {
                return Err(Diagnostic::io(to, &io::ErrorKind::AlreadyExists.into()));
            }
            transaction.steps.push(Step { path: to.clone(), from: Some(from.clone()), after: None, replaces: false });
        }
        for nth in 0..transaction.steps.len() {
            if transaction.steps[nth].from.is_none() {
                let prepared = transaction.prepared(nth);
                sync_all(&prepared).map_err(|error| Diagnostic::io(&transaction.steps[nth].path, &error))?;
                transaction.steps[nth].after = digest(&prepared);
                transaction.steps[nth].replaces = transaction.backup(nth).exists();
            }
        }
        let list = serde_json::to_vec(&transaction.steps).unwrap_or_default();
        transaction.write(Path::new(UNFINISHED).join("list.part"), &list)?;
        let named = fs::rename(folder.join("list.part"), folder.join(JOURNAL)).and_then(|()| sync(&folder));
        named.map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        Ok(transaction)
    }

    /// Renames everything into place.
    fn commit(self) -> Result<Self, Diagnostic> {
        for (nth, step) in self.steps.iter().enumerate() {
            let from = step.from.as_ref().map_or_else(|| self.prepared(nth), |from| self.root.join(from));
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

    /// Undoes every step that was done, but leaves files that were edited since.
    ///
    /// # Errors
    /// If a file cannot be renamed.
    pub fn rollback(self) -> Result<Recovered, Diagnostic> {
        let mut recovered = Recovered::default();
        for (nth, step) in self.steps.iter().enumerate().rev().filter(|(nth, step)| self.is_done(*nth, step)) {
            match self.roll_back_step(nth, step) {
                Ok(true) => recovered.restored.push(step.path.clone()),
                Ok(false) => recovered.edited.push(step.path.clone()),
                Err(error) => {
                    let problem = Diagnostic::io(&step.path, &error);
                    // Dropping it would remove the backups that the next command needs to try again.
                    std::mem::forget(self);
                    return Err(problem);
                }
            }
        }
        recovered.restored.reverse();
        recovered.edited.reverse();
        Ok(recovered)
    }

    /// Undoes one step; `false` if the file was edited since and is left alone.
    fn roll_back_step(&self, nth: usize, step: &Step) -> io::Result<bool> {
        let there = self.root.join(&step.path);
        let folder = there.parent().unwrap_or(&self.root).to_path_buf();
        let (from, to) = match &step.from {
            Some(from) => (there, self.root.join(from)),
            // Restored by a rollback that was killed itself.
            None if step.replaces && !self.backup(nth).exists() => return Ok(true),
            None if digest(&there) != step.after => return Ok(false),
            None if step.replaces => (self.backup(nth), there),
            None => (there, self.prepared(nth)),
        };
        fs::rename(from, to)?;
        sync(&folder)?;
        Ok(true)
    }

    fn is_done(&self, nth: usize, step: &Step) -> bool {
        match &step.from {
            Some(from) => !self.root.join(from).exists() && self.root.join(&step.path).exists(),
            None => !self.prepared(nth).exists(),
        }
    }

    /// Path of the new content of a step.
    fn prepared(&self, nth: usize) -> PathBuf {
        self.root.join(UNFINISHED).join(format!("new-{nth}"))
    }

    /// Path of the backup of the file that a step replaces.
    fn backup(&self, nth: usize) -> PathBuf {
        self.root.join(UNFINISHED).join(format!("old-{nth}"))
    }

    /// Writes the new content of a file. If its folder does not exist yet, the whole folder is prepared, so that it
    /// never appears without the file.
    fn prepare_file(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        let missing = Path::new(path)
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != Path::new("") && !self.root.join(folder).exists())
            .last();
        let Some(missing) = missing else {
            let nth = self.steps.len();
            let there = self.root.join(path);
            let mut file = File::create_new(self.prepared(nth))?;
            if let Ok(metadata) = fs::metadata(&there) {
                keep_owner(&file, &metadata);
                file.set_permissions(metadata.permissions())?;
                // A hard link takes no room and cannot be incomplete, but not every file system has them.
                if fs::hard_link(&there, self.backup(nth)).is_err() {
                    fs::copy(&there, self.backup(nth))?;
                    File::open(self.backup(nth))?.sync_all()?;
                }
            }
            file.write_all(content)?;
            self.steps.push(Step { path: path.to_owned(), from: None, after: None, replaces: false });
            return Ok(());
        };
        let folder = missing.to_string_lossy().replace('\\', "/");
        let nth = self.steps.iter().position(|step| step.path == folder).unwrap_or(self.steps.len());
        if nth == self.steps.len() {
            self.steps.push(Step { path: folder, from: None, after: None, replaces: false });
        }
        let inside = self.prepared(nth).join(Path::new(path).strip_prefix(missing).map_err(io::Error::other)?);
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
    /// Removes the folder. The journal goes first: without it nothing is rolled back.
    fn drop(&mut self) {
        let folder = self.root.join(UNFINISHED);
        let _ = fs::remove_file(folder.join(JOURNAL));
        let _ = fs::remove_dir_all(folder);
    }
}

/// Rolls back what a killed command has half done and removes what it left.
///
/// # Errors
/// If another command is running, or a file cannot be renamed.
pub fn recover(root: &Path) -> Result<Recovered, Diagnostic> {
    if fs::symlink_metadata(root.join(UNFINISHED)).is_err() {
        return Ok(Recovered::default());
    }
    let _lock = Lock::folder(root)?;
    recover_locked(root)
}

/// The paths that a killed command has changed without finishing its change.
#[must_use]
pub fn half_done(root: &Path) -> Vec<String> {
    // A running command has not been killed.
    if !root.join(UNFINISHED).join(JOURNAL).exists() || Lock::folder_is_held(root) {
        return Vec::new();
    }
    journal(root).ok().flatten().map_or_else(Vec::new, |transaction| {
        let done = transaction.half_done();
        // Dropping it would remove the folder, but this function only looks.
        std::mem::forget(transaction);
        done
    })
}

impl Transaction {
    /// The paths of the steps done, if others are not; none if all are.
    fn half_done(&self) -> Vec<String> {
        let (done, open): (Vec<_>, Vec<_>) =
            self.steps.iter().enumerate().partition(|(nth, step)| self.is_done(*nth, step));
        if open.is_empty() { Vec::new() } else { done.into_iter().map(|(_, step)| step.path.clone()).collect() }
    }
}

/// The transaction that a killed command left; without steps if its journal was not written yet.
///
/// # Errors
/// If the journal names a path that yijuan never writes: it may have been forged.
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

fn recover_locked(root: &Path) -> Result<Recovered, Diagnostic> {
    match journal(root)? {
        // A change whose steps are all done stays, committed or not.
        Some(transaction) if !transaction.half_done().is_empty() => transaction.rollback(),
        _ => Ok(Recovered::default()),
    }
}

/// Digest of a file, or of a folder with everything in it; `None` if it is missing or contains anything else.
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

/// Syncs a file, or a folder with everything in it, to disk.
fn sync_all(path: &Path) -> io::Result<()> {
    for entry in walk(path).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() { sync(entry.path())? } else { File::open(entry.path())?.sync_all()? }
    }
    Ok(())
}

/// Walks a file, or a folder with everything in it, without following links.
fn walk(path: &Path) -> WalkDir {
    WalkDir::new(path).follow_root_links(false)
}

/// Syncs the names in a folder to disk.
fn sync(folder: &Path) -> io::Result<()> {
    // Other systems cannot open a folder; there the file system looks after names.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Keeps the owner of a file that an administrator writes.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
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

    /// Leaves the archive as a command does that is killed after so many steps.
    fn kill_after(steps: usize, change: &Change, root: &Path) {
        let transaction = Transaction::prepare(root, change).unwrap();
        for nth in 0..steps {
            fs::rename(transaction.prepared(nth), root.join(&transaction.steps[nth].path)).unwrap();
        }
        // Dropping it releases the lock, but must not remove the folder.
        fs::rename(root.join(UNFINISHED), root.join("aside")).unwrap();
        drop(transaction);
        fs::rename(root.join("aside"), root.join(UNFINISHED)).unwrap();
    }

    #[test]
    fn what_somebody_edited_after_a_kill_is_left_and_not_called_restored() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let names = ["a.yml", "b.yml", "c.yml", "d.yml"];
        names[..3].iter().for_each(|name| fs::write(root.join(name), "before\n").unwrap());
        let change = names.iter().fold(Change::new(), |change, name| change.file(*name, "after\n"));
        kill_after(3, &change, root);
        fs::write(root.join("b.yml"), "by hand\n").unwrap();
        // A first rollback was killed after it had restored this file.
        fs::rename(root.join(UNFINISHED).join("old-2"), root.join("c.yml")).unwrap();
        let recovered = recover(root).unwrap();
        let expected = Recovered { restored: vec!["a.yml".into(), "c.yml".into()], edited: vec!["b.yml".into()] };
        assert_eq!(recovered, expected);
        let contents = names.map(|name| fs::read_to_string(root.join(name)).ok());
        assert_eq!(
            contents,
            [Some("before\n"), Some("by hand\n"), Some("before\n"), None].map(|one| one.map(ToOwned::to_owned))
        );
        assert!(!root.join(UNFINISHED).exists());
    }
}
