//! Whether anything in an archive has changed, without reading it: what the file system says of every file.
//!
//! A file written within one tick of the file system's clock, twice and with equal length, looks unchanged. So
//! whoever keeps a digest notes a moment before taking the stamps, and of files touched since then the content
//! counts as well, as far as anybody reads it.

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Stamps taken of every file below an archive's root, hidden ones as well; git's own folder is left out.
#[derive(Clone, Debug)]
pub struct Stamps {
    root: PathBuf,
    folders: Vec<Folder>,
}

/// A folder and what lies in it, by name; its folders stand for themselves as well.
#[derive(Clone, Debug)]
struct Folder {
    path: PathBuf,
    entries: Vec<Stamp>,
}

#[derive(Clone, Debug)]
struct Stamp {
    name: OsString,
    /// What is said of it; of a folder, nothing that its entries do not say.
    about: Option<Metadata>,
}

/// How much of a file anybody reads, and one byte more, in bytes.
const READ: u64 = super::Limits::PAPER + 1;

/// What a file system's clock may be coarse by, and two of them apart.
const SLACK: Duration = Duration::from_secs(2);

impl Stamps {
    /// Looks at every file below a folder; opens none.
    ///
    /// # Errors
    /// If a folder cannot be listed.
    pub fn take(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.to_owned(), folders: below(root.to_owned(), Some(".git"))? })
    }

    /// How many files and folders there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.folders.iter().map(|folder| folder.entries.len()).sum()
    }

    /// How many bytes of content a digest for a moment takes in.
    #[must_use]
    pub fn touched(&self, moment: SystemTime) -> u64 {
        let since = since(moment);
        let abouts = self.folders.iter().flat_map(|folder| &folder.entries).filter_map(|stamp| stamp.about.as_ref());
        abouts.filter(|about| is_touched(about, since)).map(|about| about.len().min(READ)).sum()
    }

    /// A digest (SHA-256, in hexadecimal) of the stamps, and of the content of every file touched since a moment. Two
    /// equal digests for one moment, both of stamps taken after it, are of equal files.
    ///
    /// # Errors
    /// If a file touched since cannot be read.
    pub fn digest(&self, moment: SystemTime) -> io::Result<String> {
        Ok(self.digests(moment, |_| Some(()))?.remove(&()).unwrap_or_default())
    }

    /// The same of each part of the files: `part` says to which one a folder, by its path below the root, belongs
    /// with the files in it, if to any.
    ///
    /// # Errors
    /// As there.
    pub fn digests<P: Ord + Send>(
        &self,
        moment: SystemTime,
        part: impl Fn(&Path) -> Option<P> + Sync,
    ) -> io::Result<BTreeMap<P, String>> {
        let since = since(moment);
        let folders = self.folders.par_iter().filter_map(|folder| {
            let below = folder.path.strip_prefix(&self.root).unwrap_or(&folder.path);
            Some((part(below)?, folder))
        });
        let digests = folders.map(|(part, folder)| Ok((part, folder.digest(since)?)));
        let mut parts: BTreeMap<P, Sha256> = BTreeMap::new();
        for (part, digest) in digests.collect::<io::Result<Vec<_>>>()? {
            parts.entry(part).or_default().update(digest);
        }
        Ok(parts.into_iter().map(|(part, hasher)| (part, format!("{:x}", hasher.finalize()))).collect())
    }
}

fn since(moment: SystemTime) -> SystemTime {
    moment.checked_sub(SLACK).unwrap_or(SystemTime::UNIX_EPOCH)
}

impl Folder {
    fn digest(&self, since: SystemTime) -> io::Result<[u8; 32]> {
        let mut hasher = Sha256::new();
        let Self { path, entries } = self;
        hash_name(path.as_os_str(), &mut hasher);
        entries.iter().try_for_each(|stamp| stamp.hash(path, since, &mut hasher))?;
        Ok(hasher.finalize().into())
    }
}

impl Stamp {
    fn hash(&self, folder: &Path, since: SystemTime, hasher: &mut Sha256) -> io::Result<()> {
        hash_name(&self.name, hasher);
        let Some(about) = &self.about else {
            hasher.update([0]);
            return Ok(());
        };
        hasher.update([1 + u8::from(about.is_file())]);
        hasher.update(about.len().to_le_bytes());
        hash_times(about, hasher);
        if is_touched(about, since) {
            let mut content = Sha256::new();
            io::copy(&mut fs::File::open(folder.join(&self.name))?.take(READ), &mut content)?;
            hasher.update(content.finalize());
        }
        Ok(())
    }
}

/// Whether it is a file of which the content counts, for it may have been touched since.
fn is_touched(about: &Metadata, since: SystemTime) -> bool {
    about.is_file() && touched(about).is_none_or(|touched| touched >= since)
}

/// When a file was last touched: the latest of its times, if it has any.
#[cfg(unix)]
fn touched(about: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let nanos = u32::try_from(about.ctime_nsec()).unwrap_or(0);
    // `touch` sets the one time, nobody sets the other.
    let changed = u64::try_from(about.ctime()).ok();
    let changed = changed.map(|seconds| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos));
    about.modified().ok().max(changed)
}

/// When a file was last written.
#[cfg(not(unix))]
fn touched(about: &Metadata) -> Option<SystemTime> {
    about.modified().ok()
}

/// A file's times, and which file it is.
#[cfg(unix)]
fn hash_times(about: &Metadata, hasher: &mut Sha256) {
    use std::os::unix::fs::MetadataExt as _;
    for number in [about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec()] {
        hasher.update(number.to_le_bytes());
    }
    hasher.update(about.ino().to_le_bytes());
    hasher.update(about.mode().to_le_bytes());
}

/// When a file was last written.
#[cfg(not(unix))]
fn hash_times(about: &Metadata, hasher: &mut Sha256) {
    let modified = touched(about).and_then(|touched| touched.duration_since(SystemTime::UNIX_EPOCH).ok());
    hasher.update(modified.unwrap_or_default().as_nanos().to_le_bytes());
}

fn hash_name(name: &OsStr, hasher: &mut Sha256) {
    let bytes = name.as_encoded_bytes();
    hasher.update(bytes.len().to_le_bytes());
    hasher.update(bytes);
}

/// A folder and those below it, each before what it holds, in the order of their names; without one entry of its own.
fn below(path: PathBuf, left_out: Option<&str>) -> io::Result<Vec<Folder>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(&path)? {
        let entry = entry?;
        let name = entry.file_name();
        // A hidden file may be an attachment, say what git ignores, or be yet uncommitted.
        if left_out.is_none_or(|left_out| name != left_out) {
            // To ask about a folder as well would cost a tenth more.
            let about = if entry.file_type()?.is_dir() { None } else { Some(entry.metadata()?) };
            entries.push(Stamp { name, about });
        }
    }
    entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    let folders: Vec<PathBuf> =
        entries.iter().filter(|stamp| stamp.about.is_none()).map(|stamp| path.join(&stamp.name)).collect();
    let deeper: io::Result<Vec<Vec<Folder>>> = folders.into_par_iter().map(|folder| below(folder, None)).collect();
    Ok(std::iter::once(Folder { path, entries }).chain(deeper?.into_iter().flatten()).collect())
}
