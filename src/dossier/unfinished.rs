//! A folder or a file that is written beside its place and then given its name, so that there is none or a whole one.

use crate::diagnostic::{Diagnostic, Location};
use crate::text::Text;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How the name of such a one ends; it begins with a dot.
const ENDING: &str = ".unfinished";

/// Whether it is one that a killed command has left. The next one removes it.
#[must_use]
pub fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(ENDING)
}

/// What does not have its name yet. Unless it is given it, it goes.
pub struct Unfinished {
    path: PathBuf,
    to: PathBuf,
}

impl Unfinished {
    /// Begins the folder that is to be there.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn begin(to: &Path) -> Result<Self, Diagnostic> {
        let unfinished = Self::beside(to)?;
        fs::create_dir(&unfinished.path).map_err(|error| refused(to, &error))?;
        Ok(unfinished)
    }

    /// Begins a file that is to be there, which the caller creates at [`Unfinished::path`] and syncs.
    ///
    /// # Errors
    /// If the path does not end in a name, or its folder cannot be made.
    pub fn beside(to: &Path) -> Result<Self, Diagnostic> {
        let name = to.file_name().ok_or_else(|| nameless(to))?.to_string_lossy().into_owned();
        let path = to.with_file_name(format!(".{name}{ENDING}"));
        // What a killed command has left.
        match remove(&path) {
            // Where there is no folder for it, that is said of what was asked for.
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(refused(&path, &error));
            }
            _ => {}
        }
        // One was killed between two names.
        let former = former(&path);
        if former.symlink_metadata().is_ok() && to.symlink_metadata().is_err() {
            fs::rename(&former, to).map_err(|error| refused(to, &error))?;
        }
        fs::create_dir_all(parent(to)).map_err(|error| refused(to, &error))?;
        Ok(Self { path, to: to.to_owned() })
    }

    /// Where it lies until it has its name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where it is to be.
    #[must_use]
    pub fn to(&self) -> &Path {
        &self.to
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// If something of this name has come in the meantime, or the system refuses.
    pub fn place(self) -> Result<(), Diagnostic> {
        // Renaming would replace an empty folder without a word.
        if self.to.symlink_metadata().is_ok() {
            return Err(refused(&self.to, &io::ErrorKind::AlreadyExists.into()));
        }
        let placed = self.sync().and_then(|()| fs::rename(&self.path, &self.to)).and_then(|()| sync(parent(&self.to)));
        placed.map_err(|error| refused(&self.to, &error))
    }

    /// Gives it the name of a folder that is there, which goes: the one or the other is there at any moment.
    ///
    /// # Errors
    /// If the system refuses; then the other stays.
    pub fn replace(self) -> Result<(), Diagnostic> {
        let placed = self.sync().and_then(|()| exchange(&self.path, &self.to)).and_then(|()| sync(parent(&self.to)));
        // What was replaced has the unfinished name now, and goes with it.
        placed.map_err(|error| refused(&self.to, &error))
    }

    /// Syncs all its folders, the innermost first.
    fn sync(&self) -> io::Result<()> {
        for entry in WalkDir::new(&self.path).contents_first(true) {
            let entry = entry?;
            if entry.file_type().is_dir() {
                sync(entry.path())?;
            }
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it has its name, nothing is there to remove.
        let _ = remove(&self.path);
    }
}

/// Gives two folders each other's names.
///
/// # Errors
/// If the system refuses; then both are as they were.
#[cfg(target_os = "linux")]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        // Not every file system can.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => by_turns(one, other),
        exchanged => Ok(exchanged?),
    }
}

/// Gives two folders each other's names.
///
/// # Errors
/// If the system refuses; then both are as they were.
#[cfg(not(target_os = "linux"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    by_turns(one, other)
}

/// Where a folder lies that is about to be replaced.
fn former(unfinished: &Path) -> PathBuf {
    let mut name = unfinished.as_os_str().to_owned();
    name.push(".former");
    PathBuf::from(name)
}

/// Gives two folders each other's names, one after the other: for a moment the second has none.
fn by_turns(one: &Path, other: &Path) -> io::Result<()> {
    let between = former(one);
    fs::rename(other, &between)?;
    if let Err(error) = fs::rename(one, other) {
        fs::rename(&between, other)?;
        return Err(error);
    }
    fs::rename(&between, one)
}

/// That a path ends in `.`, `..` or `/`: what is written beside a place and exchanged with it needs the name of the place.
fn nameless(to: &Path) -> Diagnostic {
    let message = Text::new("要写明文件夹的名称", "the folder is to be called by its name");
    let hint = Text::new("先到它的上一级，再写它的名称", "go to the folder above, and write its name");
    Diagnostic::new(message).at(Location::file(to.display().to_string())).hint(hint)
}

fn remove(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Why a file or folder outside the archive cannot be written.
pub(super) fn refused(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::io(path.display().to_string(), error)
}
