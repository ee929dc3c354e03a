//! Writes a bag: beside its place, synced and read back, and then given its name, so that there is no bag or a whole one.

use super::digest::{Algorithm, Digests};
use super::info::Info;
use super::manifest::Manifest;
use super::{DATA, DECLARATION, DECLARED, INFO, SEALED, SIGNATURE};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::unfinished::{Unfinished, refused};
use crate::text::Text;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// What a file of the payload holds.
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this reads, only when it is written: the files of a dossier need not be in memory together.
    Read(Box<dyn Fn() -> Result<Vec<u8>, Diagnostic> + Send + Sync>),
}

/// A bag to be written.
pub struct NewBag {
    /// What is said of it, without its size.
    pub info: Info,
    /// The files, by their path in the payload.
    pub files: Vec<(String, Content)>,
}

/// A bag that is whole and does not have its name yet. Unless it is given it, it goes.
pub struct Prepared {
    /// The seal: SHA-512 of the manifest that speaks for all.
    pub seal: String,
    unfinished: Unfinished,
}

/// Why a file is not in the bag.
enum Refused {
    /// It cannot be read. Each such file is told.
    Reading(Diagnostic),
    /// It cannot be written. A disk that is full has room for none of the others either, so one is told.
    Writing(Diagnostic),
}

impl NewBag {
    /// Writes the bag beside the folder that it is to be.
    ///
    /// # Errors
    /// If something cannot be read or written, or is not on the disk as it was written. Then nothing is left.
    pub fn prepare(&self, to: &Path) -> Result<Prepared, Diagnostics> {
        let mut prepared = Prepared { seal: String::new(), unfinished: Unfinished::begin(to)? };
        let payload = prepared.payload(&self.files)?;
        let tags = prepared.tags(&self.info, &payload)?;
        prepared.seal = tags;
        Ok(prepared)
    }
}

impl Prepared {
    /// Where it lies until it has its name.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.unfinished.path()
    }

    /// Lays the signature over the manifest beside it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn sign(&self, sign: impl FnOnce(&[u8]) -> Result<String, Diagnostic>) -> Result<(), Diagnostic> {
        let sealed = self.folder().join(SEALED);
        let bytes = fs::read(&sealed).map_err(|error| refused(self.unfinished.to(), &error))?;
        let signature = sign(&bytes)?;
        self.write(SIGNATURE, signature.as_bytes()).map(drop)
    }

    /// Gives the bag its name.
    ///
    /// # Errors
    /// If something of this name has come in the meantime, or the system refuses.
    pub fn place(self) -> Result<(), Diagnostic> {
        self.unfinished.place()
    }

    fn payload(&self, files: &[(String, Content)]) -> Result<Vec<(String, Digests)>, Diagnostics> {
        let paths = files.iter().map(|(path, _)| format!("{DATA}/{path}"));
        let paths: Vec<String> = paths.collect();
        let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| Path::new(path).parent()).collect();
        fs::create_dir_all(self.folder().join(DATA)).map_err(|error| refused(self.unfinished.to(), &error))?;
        for folder in folders {
            fs::create_dir_all(self.folder().join(folder)).map_err(|error| refused(self.unfinished.to(), &error))?;
        }
        let written = paths.into_par_iter().zip(files).map(|(path, (_, content))| {
            let bytes = match content {
                Content::Bytes(bytes) => Cow::Borrowed(bytes),
                Content::Read(read) => Cow::Owned(read().map_err(Refused::Reading)?),
            };
            let digests = self.write(&path, &bytes).map_err(Refused::Writing)?;
            Ok((path, digests))
        });
        let written: Vec<Result<(String, Digests), Refused>> = written.collect();
        let (written, refused): (Vec<_>, Vec<_>) = written.into_iter().partition(Result::is_ok);
        let (mut problems, mut writing) = (Diagnostics::new(), None);
        for refused in refused.into_iter().filter_map(Result::err) {
            match refused {
                Refused::Reading(problem) => problems.push(problem),
                Refused::Writing(problem) => writing = writing.or(Some(problem)),
            }
        }
        problems.extend(writing);
        crate::diagnostic::ensure_none(problems)?;
        Ok(written.into_iter().flatten().collect())
    }

    /// Writes everything beside the payload, and returns the seal.
    fn tags(&self, info: &Info, payload: &[(String, Digests)]) -> Result<String, Diagnostic> {
        let bytes: u64 = payload.iter().map(|(_, digests)| digests.bytes).sum();
        let info = info.clone().with(Info::OXUM, &format!("{bytes}.{}", payload.len()));
        let mut tags = vec![(DECLARATION.to_owned(), DECLARED.to_owned()), (INFO.to_owned(), info.text())];
        let listed = || payload.iter().map(|(path, digests)| (path.as_str(), digests));
        tags.extend(Algorithm::ALL.map(|one| (one.manifest(), Manifest::text(listed(), one))));
        let mut digests = Vec::with_capacity(tags.len());
        for (path, text) in &tags {
            digests.push((path.as_str(), self.write(path, text.as_bytes())?));
        }
        let mut seal = String::new();
        for algorithm in Algorithm::ALL {
            let text = Manifest::text(digests.iter().map(|(path, digests)| (*path, digests)), algorithm);
            let written = self.write(&algorithm.tag_manifest(), text.as_bytes())?;
            if algorithm.tag_manifest() == SEALED {
                seal = written.sha512;
            }
        }
        Ok(seal)
    }

    /// Writes a file and reads it back.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<Digests, Diagnostic> {
        let there = self.folder().join(path);
        let shown = self.unfinished.to().join(path);
        let written = File::create_new(&there).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        let read = written.and_then(|()| File::open(&there)).and_then(Digests::of);
        let (meant, read) = (Digests::of_bytes(bytes), read.map_err(|error| refused(&shown, &error))?);
        if meant == read {
            return Ok(meant);
        }
        let other = Text::new("写入后读出的内容与写入的不同", "what is read back is not what was written");
        let hint = Text::new("检查磁盘，换一处存放", "look at the disk, or seal to another place");
        Err(Diagnostic::new(other).at(Location::file(shown.display().to_string())).hint(hint))
    }
}
