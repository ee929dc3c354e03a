//! Copies a bag: beside its place, synced, and then given its name, so that there is no copy or a whole one.

use super::SEALED;
use super::digest::Digests;
use super::zip::lies_at;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::unfinished::{Unfinished, refused};
use crate::text::Text;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A copy that is whole and does not have its name yet. Unless it is given it, it goes.
pub struct Copied {
    unfinished: Unfinished,
}

impl Copied {
    /// Where the copy of a bag lies in a folder: under the name that the bag has.
    #[must_use]
    pub fn place_of(bag: &Path, folder: &Path) -> PathBuf {
        let bag = bag.canonicalize().unwrap_or_else(|_| bag.to_owned());
        folder.join(bag.file_name().unwrap_or_default())
    }

    /// Copies a bag into a folder; none if it lies there already. Of a ZIP file the copy is to be verified itself.
    ///
    /// # Errors
    /// If something cannot be read or written, something else lies there, or the copy is not the bag that was verified.
    /// Then nothing is left.
    pub fn of(bag: &Path, folder: &Path, seal: &str) -> Result<Option<Self>, Diagnostics> {
        let to = Self::place_of(bag, folder);
        if bag.is_file() {
            return Ok(Self::of_file(bag, &to)?);
        }
        if to.symlink_metadata().is_ok() {
            let is_same = seal_of(&to).is_some_and(|there| there == seal) && files(&to).ok() == files(bag).ok();
            return if is_same { Ok(None) } else { Err(refused(&to, &io::ErrorKind::AlreadyExists.into()).into()) };
        }
        let copied = Self { unfinished: Unfinished::begin(&to)? };
        copied.copy(bag).map_err(|error| refused(&to, &error))?;
        let is_same = files(bag).ok() == files(copied.unfinished.path()).ok();
        if !is_same || seal_of(copied.unfinished.path()).is_none_or(|copy| copy != seal) {
            return Err(copied.differs().into());
        }
        Ok(Some(copied))
    }

    /// Copies the ZIP file of a bag.
    fn of_file(bag: &Path, to: &Path) -> Result<Option<Self>, Diagnostic> {
        let refused = |error: io::Error| refused(to, &error);
        if lies_at(bag, to).map_err(refused)? {
            return Ok(None);
        }
        let copied = Self { unfinished: Unfinished::beside(to)? };
        copy(bag, copied.path()).map_err(refused)?;
        Ok(Some(copied))
    }

    /// Where it lies until it has its name.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.unfinished.path()
    }

    /// That the copy is not the bag that was verified.
    #[must_use]
    pub fn differs(&self) -> Diagnostic {
        Diagnostic::new(Text::new("复制的与核验的不同", "the copy is not what was verified"))
            .at(Location::file(self.unfinished.to().display().to_string()))
            .hint(Text::new("检查磁盘，再试一次", "look at the disk, and try once more"))
    }

    /// Gives the copy its name.
    ///
    /// # Errors
    /// If something of this name has come in the meantime, or the system refuses.
    pub fn place(self) -> Result<(), Diagnostic> {
        self.unfinished.place()
    }

    fn copy(&self, bag: &Path) -> io::Result<()> {
        for entry in WalkDir::new(bag).min_depth(1) {
            let entry = entry?;
            let inside = entry.path().strip_prefix(bag).unwrap_or(entry.path());
            let there = self.unfinished.path().join(inside);
            if entry.file_type().is_dir() {
                fs::create_dir(&there)?;
            } else {
                copy(entry.path(), &there)?;
            }
        }
        Ok(())
    }
}

/// Copies a file, and syncs the copy.
fn copy(file: &Path, to: &Path) -> io::Result<()> {
    let mut copy = File::create_new(to)?;
    io::copy(&mut File::open(file)?, &mut copy)?;
    copy.sync_all()
}

/// The seal of the bag in a folder.
fn seal_of(folder: &Path) -> Option<String> {
    Some(Digests::of_bytes(&fs::read(folder.join(SEALED)).ok()?).sha512)
}

/// The digests of the files of a folder, by path.
fn files(folder: &Path) -> io::Result<Vec<(PathBuf, Digests)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            files.push((inside, Digests::of(File::open(entry.path())?)?));
        }
    }
    Ok(files)
}
