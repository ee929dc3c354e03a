//! What differs between the folders of two commits: of the files that are followed, and without a look at the others.

use crate::model::file_name;
use git2::{Odb, Oid};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Which files are followed, by their paths from the archive's root.
#[derive(Clone, Copy)]
pub struct Followed {
    /// Whether a folder is looked into.
    pub folder: fn(&str) -> bool,
    /// Whether a file is followed.
    pub file: fn(&str) -> bool,
    /// What of a line of one is followed; nothing, if it is not.
    pub line: fn(&[u8]) -> Option<&[u8]>,
    /// Whether it matters that something other than a file lies there: a link, or a commit of another repository.
    pub other: fn(&str) -> bool,
    /// The largest file that is read, in bytes.
    pub limit: u64,
    /// Whether a line names the folder that it lies in, which can then have no other number.
    pub is_final: fn(&[u8]) -> bool,
    /// Whether a file says all that another said, whose entries took several lines each; none if that one cannot be read.
    pub says_as_much: fn(&[u8], &[u8]) -> Option<bool>,
}

/// Something before and after.
pub(super) type Sides = [Option<Oid>; 2];

/// A file that is not what it was.
pub(super) struct Changed {
    pub path: String,
    pub file: Sides,
    /// The folder of the topic or the year: the one it lies in, or the one around `reviews/`.
    pub around: Sides,
    /// Whether something other than a file has come to lie there.
    pub is_other: bool,
}

/// The folders of commits, as git keeps them.
pub(super) struct Folders<'g> {
    pub objects: Odb<'g>,
    /// A commit's folders are those of the one before, but for few.
    read: HashMap<Oid, Rc<Vec<u8>>>,
    bytes: usize,
    /// Folders that no object holds.
    made: Arc<Made>,
}

/// Folders as git would keep them, by id: those of its index are not there as objects.
pub(super) type Made = HashMap<Oid, Vec<u8>>;

/// How deep an archive may lie in a repository. Whoever pushes could have folders without end looked through.
pub(super) const DEEPEST: usize = 8;

/// Bytes of folders that are kept in memory.
const ROOM: usize = 64 << 20;

/// An entry of a folder.
#[derive(Clone, Copy)]
pub(super) struct Entry<'f> {
    pub name: &'f [u8],
    pub is_folder: bool,
    pub is_file: bool,
    pub id: Oid,
}

impl<'g> Folders<'g> {
    pub(super) fn of(objects: Odb<'g>) -> Self {
        Self { objects, read: HashMap::new(), bytes: 0, made: Arc::default() }
    }

    /// The same, with folders that no object holds.
    pub(super) fn with(objects: Odb<'g>, made: Arc<Made>) -> Self {
        Self { made, ..Self::of(objects) }
    }

    pub(super) fn read(&mut self, id: Oid) -> Result<Rc<Vec<u8>>, git2::Error> {
        if let Some(known) = self.read.get(&id) {
            return Ok(Rc::clone(known));
        }
        let raw = match self.made.get(&id) {
            Some(made) => Rc::new(made.clone()),
            None => Rc::new(self.objects.read(id)?.data().to_vec()),
        };
        if ROOM < self.bytes {
            self.read.clear();
            self.bytes = 0;
        }
        self.bytes += raw.len();
        self.read.insert(id, Rc::clone(&raw));
        Ok(raw)
    }

    /// The file or folder at a path below a folder.
    pub(super) fn at(&mut self, folder: Oid, path: &str) -> Result<Option<Oid>, git2::Error> {
        let mut id = folder;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let raw = self.read(id)?;
            let found = entries(&raw).find(|entry| entry.name == part.as_bytes());
            let Some(entry) = found.filter(|entry| entry.is_file || entry.is_folder) else { return Ok(None) };
            id = entry.id;
        }
        Ok(Some(id))
    }

    /// The followed files below a folder that differ between its two sides.
    pub(super) fn compare(
        &mut self,
        sides: Sides,
        around: Sides,
        path: &str,
        followed: Followed,
        found: &mut Vec<Changed>,
    ) -> Result<(), git2::Error> {
        if sides[0] == sides[1] {
            return Ok(());
        }
        let [old, new] = [self.side(sides[0])?, self.side(sides[1])?];
        for pair in pairs(&old, &new) {
            let Some(entry) = pair[1].or(pair[0]) else { continue };
            let Ok(name) = std::str::from_utf8(entry.name) else { continue };
            let inner = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            let folder = pair.map(|entry| entry.filter(|entry| entry.is_folder).map(|entry| entry.id));
            if folder != [None, None] {
                if (followed.folder)(&inner) {
                    self.compare(folder, sides, &inner, followed, found)?;
                }
                continue;
            }
            let file = pair.map(|entry| entry.filter(|entry| entry.is_file).map(|entry| entry.id));
            let is_other = pair[1].is_some_and(|entry| !entry.is_file) && (followed.other)(&inner);
            if is_other || file != [None, None] && (followed.file)(&inner) {
                let around = if file_name(path) == "reviews" { around } else { sides };
                found.push(Changed { path: inner, file, around, is_other });
            }
        }
        Ok(())
    }

    fn side(&mut self, id: Option<Oid>) -> Result<Rc<Vec<u8>>, git2::Error> {
        id.map_or_else(|| Ok(Rc::default()), |id| self.read(id))
    }
}

/// The entries of a folder as git keeps them: mode, blank, name, zero, twenty bytes of an id.
pub(super) fn entries(raw: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let blank = rest.iter().position(|byte| *byte == b' ')?;
        let (mode, after) = (&rest[..blank], &rest[blank + 1..]);
        let end = after.iter().position(|byte| *byte == 0)?;
        let id = after.get(end + 1..end + 21)?;
        rest = &after[end + 21..];
        let (is_folder, is_file) = (mode == b"40000", mode.starts_with(b"100"));
        Some(Entry { name: &after[..end], is_folder, is_file, id: Oid::from_bytes(id).ok()? })
    })
}

/// The entries that are not the same on both sides, each beside the other of its name.
fn pairs<'f>(old: &'f [u8], new: &'f [u8]) -> Vec<[Option<Entry<'f>>; 2]> {
    let (mut old, mut new) = (entries(old).peekable(), entries(new).peekable());
    let mut pairs = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => sorted(old).cmp(sorted(new)),
        };
        let pair = [
            if order == Ordering::Greater { None } else { old.next() },
            if order == Ordering::Less { None } else { new.next() },
        ];
        let [old, new] = pair.map(|entry| entry.map(|entry| (entry.id, entry.is_file)));
        if old != new {
            pairs.push(pair);
        }
    }
}

/// Git sorts a folder as if its name ended in `/`.
fn sorted<'f>(entry: &Entry<'f>) -> impl Iterator<Item = u8> + use<'f> {
    entry.name.iter().copied().chain(entry.is_folder.then_some(b'/'))
}
