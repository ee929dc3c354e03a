//! `Source`: where an archive's files are read from, and the work tree as one. Sizes are limited and no link is followed.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
#[cfg(unix)]
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileType};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
#[cfg(target_os = "linux")]
use std::sync::{Arc, OnceLock};

/// The largest files that are read, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// For a YAML file. Records kept by hand are far smaller, and parsers are slow on hostile files.
    pub const YAML: u64 = 1 << 20;
    /// For a Markdown paper.
    pub const PAPER: u64 = 16 << 20;
    /// For a file added by a command. The repository keeps each of them for good.
    pub const MATERIAL: u64 = 64 << 20;
}

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, device, pipe or socket; never followed or opened.
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
    /// The entries of a folder by name; none if there is no such folder. The root is the empty path.
    ///
    /// # Errors
    /// If it cannot be read, is not a folder or lies behind a link, or if a name in it is not UTF-8.
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic>;

    /// The bytes of a regular file, `None` if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read, is no regular file or lies behind a link, or is larger than `limit` bytes.
    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic>;

    /// The first `START` bytes of a regular file of any size; `None` if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read.
    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;
}

impl Source for &dyn Source {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        (**self).folder(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        (**self).read(path, limit)
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        (**self).start(path)
    }
}

/// How many bytes are enough to tell the type of a file.
pub const START: usize = 64;

/// The files as they lie on disk.
#[derive(Clone, Debug)]
pub struct WorkTree {
    root: PathBuf,
    /// The root, opened at the first read. Opening it for each file would cost a tenth of a check.
    #[cfg(target_os = "linux")]
    root_handle: Arc<OnceLock<File>>,
}

impl WorkTree {
    /// The archive whose `yijuan.yml` lies in this folder.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            #[cfg(target_os = "linux")]
            root_handle: Arc::default(),
        }
    }

    /// The archive's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file or folder at a path; `None` if there is none.
    fn open(&self, path: &str) -> Result<Option<File>, Diagnostic> {
        if leads_out(path) {
            return Err(outside(path));
        }
        match self.open_below(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.obstacle(path).unwrap_or_else(|| Diagnostic::io(path, &error))),
        }
    }

    fn open_root(&self) -> Result<Option<File>, Diagnostic> {
        File::open(&self.root).map(Some).map_err(|error| Diagnostic::io("", &error))
    }

    /// Opens the file or folder at a path. No link below the root is followed, and a pipe does not block. The path of the
    /// root itself may have links.
    #[cfg(unix)]
    fn open_below(&self, path: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, open};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{ResolveFlags, openat2};
            use rustix::io::Errno;
            let root = if let Some(root) = self.root_handle.get() {
                root
            } else {
                let root = open(&self.root, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
                self.root_handle.get_or_init(|| root.into())
            };
            match openat2(root, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
                // Kernels before 5.6 lack the call, and some containers forbid it.
                Err(Errno::NOSYS | Errno::PERM) => {}
                answer => return Ok(answer?.into()),
            }
        }
        stop_at_link(&self.root, path)?;
        Ok(open(self.root.join(path), flags, Mode::empty())?.into())
    }

    /// Opens the file or folder at a path, unless a link is on the way.
    #[cfg(not(unix))]
    fn open_below(&self, path: &str) -> io::Result<File> {
        stop_at_link(&self.root, path)?;
        File::open(self.root.join(path))
    }

    /// The entries of an open folder, even if another was put in its place meanwhile.
    #[cfg(unix)]
    #[allow(clippy::unused_self, reason = "other systems list it by its path")]
    fn entries(&self, folder: File, _path: &str) -> io::Result<Vec<(OsString, EntryKind)>> {
        use rustix::fs::{AtFlags, Dir, FileType, statat};
        use std::os::unix::ffi::OsStrExt as _;
        let mut folder = Dir::new(folder)?;
        let mut listed = Vec::new();
        while let Some(entry) = folder.read() {
            let entry = entry?;
            let name = entry.file_name();
            let file_type = match entry.file_type() {
                // Not every file system gives the type with the name.
                FileType::Unknown => {
                    FileType::from_raw_mode(statat(folder.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode)
                }
                known => known,
            };
            let kind = match file_type {
                FileType::RegularFile => EntryKind::File,
                FileType::Directory => EntryKind::Folder,
                _ => EntryKind::Other,
            };
            if !matches!(name.to_bytes(), b"." | b"..") {
                listed.push((OsStr::from_bytes(name.to_bytes()).to_owned(), kind));
            }
        }
        Ok(listed)
    }

    /// The entries of a folder.
    #[cfg(not(unix))]
    fn entries(&self, _folder: File, path: &str) -> io::Result<Vec<(OsString, EntryKind)>> {
        let entries = walkdir::WalkDir::new(self.root.join(path)).min_depth(1).max_depth(1);
        let mut listed = Vec::new();
        for entry in entries {
            let entry = entry?;
            listed.push((entry.file_name().to_owned(), kind(entry.file_type())));
        }
        Ok(listed)
    }

    /// A regular file and its length in bytes; `None` if there is none.
    fn open_file(&self, path: &str) -> Result<Option<(File, u64)>, Diagnostic> {
        let Some(file) = self.open(path)? else { return Ok(None) };
        let metadata = file.metadata().map_err(|error| Diagnostic::io(path, &error))?;
        if metadata.is_file() { Ok(Some((file, metadata.len()))) } else { Err(not_regular(path)) }
    }

    /// The length of a regular file in bytes; `None` if there is none.
    ///
    /// # Errors
    /// If it is no regular file or lies behind a link.
    pub fn length(&self, path: &str) -> Result<Option<u64>, Diagnostic> {
        Ok(self.open_file(path)?.map(|(_, length)| length))
    }

    /// Why a path must not be used, if it leads out of the archive by `..`, by `/` or through a link.
    pub(super) fn refuses(&self, path: &str) -> Option<Diagnostic> {
        if leads_out(path) { Some(outside(path)) } else { self.obstacle(path) }
    }

    /// Why a path cannot be read or written: see [`obstacle`].
    fn obstacle(&self, path: &str) -> Option<Diagnostic> {
        obstacle(path, |part| Some(kind(fs::symlink_metadata(self.root.join(part)).ok()?.file_type())))
    }
}

impl Source for WorkTree {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let opened = if path.is_empty() { self.open_root()? } else { self.open(path)? };
        let Some(folder) = opened else { return Ok(Vec::new()) };
        if !folder.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(self.obstacle(&format!("{path}/")).unwrap_or_else(|| not_a_folder(path)));
        }
        let listed = self.entries(folder, path).map_err(|error| Diagnostic::io(path, &error))?;
        let mut entries = Vec::with_capacity(listed.len());
        for (name, kind) in listed {
            let name = name.into_string().map_err(|name| not_utf8(path, &name.to_string_lossy()))?;
            entries.push(Entry { name, kind });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some((file, length)) = self.open_file(path)? else { return Ok(None) };
        if length > limit {
            return Err(too_large(path, limit));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        // As long as it was when it was opened, which spares asking for its end; not every file system tells its length.
        let most = if length == 0 { limit + 1 } else { length };
        file.take(most).read_to_end(&mut bytes).map_err(|error| Diagnostic::io(path, &error))?;
        if bytes.len() as u64 > limit {
            return Err(too_large(path, limit));
        }
        Ok(Some(bytes))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some((file, _)) = self.open_file(path)? else { return Ok(None) };
        let mut bytes = Vec::with_capacity(START);
        file.take(START as u64).read_to_end(&mut bytes).map_err(|error| Diagnostic::io(path, &error))?;
        Ok(Some(bytes))
    }
}

fn kind(file_type: FileType) -> EntryKind {
    if file_type.is_file() {
        EntryKind::File
    } else if file_type.is_dir() {
        EntryKind::Folder
    } else {
        EntryKind::Other
    }
}

fn stop_at_link(root: &Path, path: &str) -> io::Result<()> {
    for part in Path::new(path).ancestors().filter(|part| *part != Path::new("")) {
        if fs::symlink_metadata(root.join(part)).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(io::ErrorKind::Unsupported.into());
        }
    }
    Ok(())
}

/// Whether a path leads out of the archive as written, apart from links.
fn leads_out(path: &str) -> bool {
    Path::new(path).components().any(|part| !matches!(part, Component::Normal(_)))
}

/// The problem of the first part of a path that is neither file nor folder, or is a file where a folder must be.
pub(super) fn obstacle(path: &str, kind: impl Fn(&str) -> Option<EntryKind>) -> Option<Diagnostic> {
    let parts = path.match_indices('/').map(|(at, _)| at).chain([path.len()]).map(|end| &path[..end]);
    for part in parts {
        match kind(part)? {
            EntryKind::Other => return Some(not_regular(part)),
            EntryKind::File if part.len() < path.len() => return Some(not_a_folder(part)),
            EntryKind::Folder | EntryKind::File => {}
        }
    }
    None
}

pub(super) fn not_utf8(folder: &str, name: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "文件名 `{name}` 不是 UTF-8", en: "the file name `{name}` is not UTF-8"))
        .at(Location::file(folder))
        .hint(Text::new("请改名", "rename it"))
}

pub(super) fn not_regular(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new(
        "不是普通文件（符号链接、设备或管道不予读写）",
        "not a regular file (links, devices and pipes are neither read nor written)",
    ))
    .at(Location::file(path))
    .hint(Text::new("请换成文件或文件夹本身", "put the file or folder itself in its place"))
}

fn not_a_folder(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("这里应是文件夹，现为文件", "a file where a folder belongs"))
        .at(Location::file(path))
        .hint(Text::new("请将此文件改名或移走", "rename the file or move it away"))
}

fn outside(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new(
        "路径越出档案库，不予读写",
        "the path leads out of the archive; neither read nor written",
    ))
    .at(Location::file(path))
    .hint(Text::new(
        "写档案库里的路径，不带 `..`，不以 `/` 开头",
        "name a path inside it, without `..` and not from `/`",
    ))
}

pub(super) fn too_large(path: &str, limit: u64) -> Diagnostic {
    let mib = limit >> 20;
    Diagnostic::new(text!(zh: "文件大于 {mib} MiB，不予读取", en: "larger than {mib} MiB, not read"))
        .at(Location::file(path))
        .hint(Text::new("请拆分，或移到 materials/", "split it, or move it to materials/"))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    /// On Linux the kernel does this check; both must agree.
    #[test]
    fn a_link_stops_a_path_wherever_it_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/file"), "x").unwrap();
        std::os::unix::fs::symlink("a", root.join("link")).unwrap();
        std::os::unix::fs::symlink("file", root.join("a/link")).unwrap();
        for (path, stops) in
            [("a/file", false), ("a/none", false), ("link/file", true), ("a/link", true), ("link", true)]
        {
            assert_eq!(stop_at_link(root, path).is_err(), stops, "{path}");
            let read = WorkTree::new(root.to_path_buf()).read(path, 1);
            assert_eq!(read.is_err(), stops, "{path}: {read:?}");
        }
        // The path of the root itself may have links.
        assert_eq!(WorkTree::new(root.join("link")).read("file", 1).unwrap().unwrap(), b"x");
    }
}
