use crate::problem::{Place, Problem};
use crate::text;
use crate::text::Text;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, device, pipe or socket: never followed, never opened.
    Other,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// Where an archive's bytes come from: the work tree, or a commit. Paths are relative to the archive's root, with `/`.
pub trait Source: Sync {
    /// The entries of a folder by name; none if there is no such folder.
    ///
    /// # Errors
    /// If the folder cannot be read, or a name in it is not UTF-8.
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Problem>;

    /// The bytes of a regular file, `None` if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read, is no regular file, or is larger than `limit` bytes.
    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Problem>;

    /// How a regular file of any size begins: at most `START` bytes, which tell its kind; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Problem>;
}

/// Bytes that tell what kind of file it is.
pub const START: usize = 64;

/// The files as they lie on disk.
#[derive(Clone, Debug)]
pub struct WorkTree {
    root: PathBuf,
}

impl WorkTree {
    /// The archive whose `yijuan.yml` lies in this folder.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The archive's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A regular file and its length in bytes; nothing if there is none.
    fn open(&self, path: &str) -> Result<Option<(File, u64)>, Problem> {
        let file = match open_itself(&self.root.join(path)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == LINK => return Err(not_regular(path)),
            Err(error) => return Err(Problem::io(path, &error)),
        };
        let about = file.metadata().map_err(|error| Problem::io(path, &error))?;
        if about.is_file() { Ok(Some((file, about.len()))) } else { Err(not_regular(path)) }
    }
}

impl Source for WorkTree {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Problem> {
        let folder = self.root.join(path);
        let mut entries = Vec::new();
        for entry in WalkDir::new(&folder).min_depth(1).max_depth(1) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if is_absent(&error) => return Ok(Vec::new()),
                Err(error) => {
                    let shown = error.path().map_or_else(|| path.to_owned(), |p| p.display().to_string());
                    return Err(match error.io_error() {
                        Some(io) => Problem::io(path, io),
                        None => Problem::new(text!(zh: "无法读取 `{shown}`", en: "cannot read `{shown}`")),
                    });
                }
            };
            let kind = match entry.file_type() {
                t if t.is_file() => EntryKind::File,
                t if t.is_dir() => EntryKind::Folder,
                _ => EntryKind::Other,
            };
            let Some(name) = entry.file_name().to_str() else {
                return Err(not_utf8(path, &entry.file_name().to_string_lossy()));
            };
            entries.push(Entry { name: name.to_owned(), kind });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Problem> {
        let Some((file, length)) = self.open(path)? else { return Ok(None) };
        if length > limit {
            return Err(too_large(path, limit));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        let mut file = file.take(limit + 1);
        file.read_to_end(&mut bytes).map_err(|error| Problem::io(path, &error))?;
        if bytes.len() as u64 > limit {
            return Err(too_large(path, limit));
        }
        Ok(Some(bytes))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some((file, _)) = self.open(path)? else { return Ok(None) };
        let mut bytes = Vec::with_capacity(START);
        file.take(START as u64).read_to_end(&mut bytes).map_err(|error| Problem::io(path, &error))?;
        Ok(Some(bytes))
    }
}

/// What [`open_itself`] says of a link.
const LINK: std::io::ErrorKind = std::io::ErrorKind::Unsupported;

/// Opens what stands at a path itself: a link is not followed, a pipe is not waited for.
#[cfg(unix)]
fn open_itself(path: &Path) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match open(path, flags, Mode::empty()) {
        Ok(file) => Ok(file.into()),
        Err(rustix::io::Errno::LOOP) => Err(LINK.into()),
        Err(error) => Err(error.into()),
    }
}

/// Opens what stands at a path, unless it is a link.
#[cfg(not(unix))]
fn open_itself(path: &Path) -> std::io::Result<File> {
    if std::fs::symlink_metadata(path)?.is_symlink() {
        return Err(LINK.into());
    }
    File::open(path)
}

fn is_absent(error: &walkdir::Error) -> bool {
    error.depth() == 0 && error.io_error().is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound)
}

pub(super) fn not_utf8(folder: &str, name: &str) -> Problem {
    Problem::new(text!(zh: "文件名 `{name}` 不是 UTF-8", en: "the file name `{name}` is not UTF-8"))
        .at(Place::file(folder))
        .hint(Text::new("请改名", "rename it"))
}

pub(super) fn not_regular(path: &str) -> Problem {
    Problem::new(Text::new(
        "不是普通文件（符号链接、设备或管道不予读取）",
        "not a regular file (links, devices and pipes are not read)",
    ))
    .at(Place::file(path))
    .hint(Text::new("请换成文件本身", "put the file itself in its place"))
}

pub(super) fn too_large(path: &str, limit: u64) -> Problem {
    let mib = limit >> 20;
    Problem::new(text!(zh: "文件大于 {mib} MiB，不予读取", en: "larger than {mib} MiB, not read"))
        .at(Place::file(path))
        .hint(Text::new("请拆分，或移到 materials/", "split it, or move it to materials/"))
}
