//! What is kept of an archive for as long as nothing it depends on changes. It lies under the git directory, says
//! itself what it is of, and may be deleted at any time.

use crate::archive::Stamps;
use crate::cli::context::Context;
use crate::history::Repository;
use sha2::{Digest as _, Sha256};
use std::fs::{self, Metadata};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files from which on judging takes longer than to look whether they have changed.
const WORTHWHILE: usize = 2_000;

/// Longest text that is read back, in bytes.
const LONGEST: u64 = 1 << 30;

/// Where something may be kept of an archive.
pub(super) struct Memory {
    folder: PathBuf,
    root: PathBuf,
    /// What everything depends on beside the files: the day, and which build of the program it is.
    pub beside: String,
    /// The moment it is, by the clock of the file system.
    pub moment: SystemTime,
}

impl Memory {
    /// That of an archive under git.
    pub(super) fn of(context: &Context) -> Option<Self> {
        let root = context.source.root().canonicalize().ok()?;
        let repository = Repository::discover(&root).ok()??;
        let folder = repository.git_dir().join("yijuan");
        let moment = moment(&folder)?;
        let program = build(&fs::metadata(std::env::current_exe().ok()?).ok()?)?;
        let beside = format!("{} {program}", context.today);
        Some(Self { folder, root, beside, moment })
    }

    /// Looks at the archive's files, if they are many.
    pub(super) fn stamps(&self) -> Option<Stamps> {
        Stamps::take(&self.root).ok().filter(|stamps| stamps.count() >= WORTHWHILE)
    }

    /// The file in which something of this archive is kept, told from others by its form.
    fn path(&self, what: &str, form: &str) -> PathBuf {
        let name = format!("{:x}", Sha256::digest(format!("{} {form}", self.root.display())));
        self.folder.join(format!("{what}-{}", &name[..16]))
    }

    /// Whether a moment has come. If not, the clock was set back, and what was written since cannot be told.
    pub(super) fn is_past(&self, moment: SystemTime) -> bool {
        moment <= self.moment
    }

    /// What was kept, if it can be read.
    pub(super) fn recall(&self, what: &str, form: &str) -> Option<String> {
        let path = self.path(what, form);
        fs::symlink_metadata(&path).ok().filter(Metadata::is_file)?;
        let mut kept = String::new();
        fs::File::open(path).ok()?.take(LONGEST).read_to_string(&mut kept).ok()?;
        Some(kept)
    }

    /// Keeps a text, for nobody else to read: not everybody may read every file of an archive. That it cannot be kept
    /// is no harm, nor that a power failure leaves part of it, as long as whoever recalls it sees that: it is found anew.
    pub(super) fn keep(&self, what: &str, form: &str, text: &str) -> Option<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        file.persist(self.path(what, form)).ok().map(drop)
    }
}

/// What time it is by the clock that files are stamped with.
fn moment(folder: &Path) -> Option<SystemTime> {
    fs::create_dir_all(folder).ok()?;
    let clock = folder.join("clock");
    fs::write(&clock, b"").ok()?;
    fs::metadata(&clock).ok()?.modified().ok()
}

/// Which build of the program it is: another may answer otherwise.
fn build(about: &Metadata) -> Option<String> {
    let modified = about.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), about.len(), modified.as_nanos()))
}
