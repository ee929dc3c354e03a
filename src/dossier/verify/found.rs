//! What lies in the folder of a bag, or in its ZIP file: files with their digests, and what must not be there at all.

use super::fault::{BagFault, BagFaultKind};
use super::zipped::{self, Span};
use crate::dossier::bag::{DATA, DECLARATION, Digests, INFO};
use crate::dossier::name::{folded, objection};
use crate::text;
use crate::text::{Text, on_one_line};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The most files and folders that are looked at.
const MOST: usize = 500_000;

/// How much of a file's beginning and end tells its format, in bytes.
const EDGE: u64 = 4 << 10;

/// Where the files lie.
enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// In a ZIP file, as they are: each is some bytes of it.
    Zip(PathBuf, HashMap<String, Span>),
}

/// What was found.
pub(super) struct Found {
    place: Place,
    /// Files with their sizes, by path.
    pub files: BTreeMap<String, u64>,
    /// Folders, each with whether it is empty.
    folders: BTreeMap<String, bool>,
    /// The digests of the files, as far as they could be read.
    pub digests: HashMap<String, Digests>,
    /// What is wrong whatever the manifests say.
    pub faults: Vec<BagFault>,
}

/// Whether a folder is meant to be a bag: even one from which `bagit.txt` was taken.
pub(super) fn is_bag(folder: &Path) -> bool {
    let is_there = |name: &str| folder.join(name).symlink_metadata().is_ok();
    is_there(DECLARATION) || is_there(INFO) && is_there(DATA)
}

/// Whether a path is one of the payload.
pub(super) fn is_payload(path: &str) -> bool {
    path.split_once('/').is_some_and(|(first, _)| first == DATA)
}

impl Place {
    /// Opens a file that is still one, from some byte on: what was put in its place since might never end.
    fn open(&self, path: &str, from: u64) -> io::Result<io::Take<File>> {
        match self {
            Self::Folder(root) => {
                let path = root.join(path);
                if !fs::symlink_metadata(&path)?.is_file() {
                    return Err(io::ErrorKind::InvalidInput.into());
                }
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(from))?;
                Ok(file.take(u64::MAX))
            }
            Self::Zip(zip, spans) => {
                let span = spans.get(path).ok_or(io::ErrorKind::NotFound)?;
                let mut file = File::open(zip)?;
                file.seek(SeekFrom::Start(span.start + from))?;
                Ok(file.take(span.bytes.saturating_sub(from)))
            }
        }
    }
}

impl Found {
    /// Looks at everything below a folder. No link is followed.
    pub(super) fn of(root: &Path) -> Self {
        let mut found = Self::nothing(Place::Folder(root.to_owned()));
        found.walk(root);
        found.finish()
    }

    /// Looks at everything in a ZIP file, of which nothing is unpacked; none if no bag is in it.
    pub(super) fn of_zip(zip: &Path) -> Option<Self> {
        let zipped::Zipped { spans, folders, faults } = zipped::read(zip, MOST)?;
        let files = spans.iter().map(|(path, span)| (path.clone(), span.bytes)).collect();
        let place = Place::Zip(zip.to_owned(), spans);
        Some(Self { files, folders, faults, ..Self::nothing(place) }.finish())
    }

    fn nothing(place: Place) -> Self {
        Self { place, files: BTreeMap::new(), folders: BTreeMap::new(), digests: HashMap::new(), faults: Vec::new() }
    }

    fn finish(mut self) -> Self {
        self.tell_of_empty_folders();
        self.look_at_names();
        self.hash();
        self
    }

    /// The bytes of a file beside the payload, unless it is larger than that.
    pub(super) fn read(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        if *self.files.get(path)? > limit {
            return None;
        }
        let mut bytes = Vec::new();
        self.place.open(path, 0).ok()?.take(limit + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= limit).then_some(bytes)
    }

    /// How a file begins and how it ends; nothing if it cannot be read.
    pub(super) fn edges(&self, path: &str) -> Option<[Vec<u8>; 2]> {
        let length = *self.files.get(path)?;
        let mut edges = [Vec::new(), Vec::new()];
        for (edge, from) in edges.iter_mut().zip([0, length.saturating_sub(EDGE)]) {
            self.place.open(path, from).ok()?.take(EDGE).read_to_end(edge).ok()?;
        }
        Some(edges)
    }

    fn walk(&mut self, root: &Path) {
        for (nth, entry) in WalkDir::new(root).min_depth(1).into_iter().enumerate() {
            if nth == MOST {
                let message =
                    text!(zh: "文件超过 {MOST} 个，其余没有核验", en: "more than {MOST} files, the rest not looked at");
                self.faults.push(BagFault::new(BagFaultKind::Unreadable, "", message));
                break;
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map(|path| inside(root, path).0).unwrap_or_default();
                    let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    self.faults.push(unreadable(path, &error));
                    continue;
                }
            };
            let (path, is_utf8) = inside(root, entry.path());
            if let Some((folder, _)) = path.rsplit_once('/') {
                self.folders.insert(folder.to_owned(), false);
            }
            if !is_utf8 {
                let message = Text::new("名称不是 UTF-8", "its name is not UTF-8");
                self.faults.push(BagFault::new(BagFaultKind::Name, path, message));
                continue;
            }
            let kind = entry.file_type();
            if kind.is_dir() {
                self.folders.entry(path).or_insert(true);
            } else if kind.is_symlink() {
                let message = Text::new("是链接，不是文件", "it is a link, not a file");
                let hint = Text::new(
                    "封装包里没有链接；把它指向的文件放回原处",
                    "a bag has no links; put the file in its place",
                );
                self.faults.push(BagFault::new(BagFaultKind::Link, path, message).hint(hint));
            } else if kind.is_file() {
                match entry.metadata() {
                    Ok(metadata) => {
                        self.files.insert(path, metadata.len());
                    }
                    Err(error) => self.faults.push(unreadable(path, &error.into())),
                }
            } else {
                let message = Text::new("既不是文件也不是文件夹", "it is neither a file nor a folder");
                self.faults.push(BagFault::new(BagFaultKind::Special, path, message));
            }
        }
    }

    fn tell_of_empty_folders(&mut self) {
        let empty = self.folders.iter().filter(|(_, is_empty)| **is_empty).map(|(path, _)| path);
        self.faults.extend(empty.map(|path| {
            let message = Text::new("空文件夹", "an empty folder");
            let hint = Text::new(
                "清单不列文件夹，空文件夹来历不明",
                "no manifest lists folders, so nobody knows where it comes from",
            );
            BagFault::new(BagFaultKind::EmptyFolder, path.as_str(), message).hint(hint)
        }));
    }

    fn look_at_names(&mut self) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for path in self.files.keys().chain(self.folders.keys()) {
            if let Some(objection) = objection(path) {
                self.faults.push(BagFault::new(BagFaultKind::Name, path.as_str(), objection));
            }
            if let Some(other) = seen.insert(folded(path), path) {
                let other = on_one_line(other);
                let message = text!(
                    zh: "与 `{other}` 在有的系统上是同一个名称",
                    en: "on some systems it has the same name as `{other}`"
                );
                self.faults.push(BagFault::new(BagFaultKind::Twin, path.as_str(), message));
            }
        }
    }

    fn hash(&mut self) {
        let paths: Vec<&String> = self.files.keys().collect();
        let read = paths.into_par_iter().map(|path| (path, self.place.open(path, 0).and_then(Digests::of)));
        let mut digests = HashMap::new();
        let mut faults = Vec::new();
        for (path, read) in read.collect::<Vec<_>>() {
            match read {
                Ok(read) => {
                    digests.insert(path.clone(), read);
                }
                Err(error) => faults.push(unreadable(path.clone(), &error)),
            }
        }
        self.digests = digests;
        self.faults.extend(faults);
    }
}

/// A path within a folder, and whether it is UTF-8.
fn inside(root: &Path, path: &Path) -> (String, bool) {
    let inside = path.strip_prefix(root).unwrap_or(path);
    match inside.to_str() {
        Some(path) => (path.replace(std::path::MAIN_SEPARATOR, "/"), true),
        None => (inside.to_string_lossy().into_owned(), false),
    }
}

fn unreadable(path: String, error: &io::Error) -> BagFault {
    let message = text!(zh: "无法读取：{error}", en: "cannot be read: {error}");
    BagFault::new(BagFaultKind::Unreadable, path, message)
}
