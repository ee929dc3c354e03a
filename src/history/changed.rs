//! What differs between the folders of two commits: of the files that are followed, and without a look at the others.

use git2::{Odb, Oid};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

/// Which files are followed, by their paths from the archive's root.
#[derive(Clone, Copy)]
pub struct Followed {
    /// Whether a folder is looked into.
    pub folder: fn(&str) -> bool,
    /// Whether a file is followed.
    pub file: fn(&str) -> bool,
    /// Whether a line of one is.
    pub line: fn(&[u8]) -> bool,
    /// The largest file that is read, in bytes.
    pub limit: u64,
}

/// Something before and after.
pub(super) type Sides = [Option<Oid>; 2];

/// A file that is not what it was.
pub(super) struct Changed {
    pub path: String,
    pub file: Sides,
    /// The folder around the folder it lies in.
    pub around: Sides,
}

/// The folders of commits, as git keeps them.
pub(super) struct Folders<'g> {
    pub objects: Odb<'g>,
    /// A commit's folders are those of the one before, but for few.
    read: HashMap<Oid, Rc<Vec<u8>>>,
    bytes: usize,
}

/// Bytes of folders that are kept in memory.
const ROOM: usize = 64 << 20;

/// An entry of a folder.
#[derive(Clone, Copy)]
struct Entry<'f> {
    name: &'f [u8],
    is_folder: bool,
    is_file: bool,
    id: Oid,
}

impl<'g> Folders<'g> {
    pub(super) fn of(objects: Odb<'g>) -> Self {
        Self { objects, read: HashMap::new(), bytes: 0 }
    }

    fn read(&mut self, id: Oid) -> Result<Rc<Vec<u8>>, git2::Error> {
        if let Some(known) = self.read.get(&id) {
            return Ok(Rc::clone(known));
        }
        let raw = Rc::new(self.objects.read(id)?.data().to_vec());
        if ROOM < self.bytes {
            self.read.clear();
            self.bytes = 0;
        }
        self.bytes += raw.len();
        self.read.insert(id, Rc::clone(&raw));
        Ok(raw)
    }

    /// What lies at a path below a folder.
    pub(super) fn at(&mut self, folder: Oid, path: &str) -> Result<Option<Oid>, git2::Error> {
        let mut id = folder;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let raw = self.read(id)?;
            let Some(entry) = entries(&raw).find(|entry| entry.name == part.as_bytes()) else { return Ok(None) };
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
            let ids = pair.map(|entry| entry.map(|entry| entry.id));
            let Ok(name) = std::str::from_utf8(entry.name) else { continue };
            let inner = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            if entry.is_folder && (followed.folder)(&inner) {
                self.compare(ids, sides, &inner, followed, found)?;
            } else if entry.is_file && (followed.file)(&inner) {
                found.push(Changed { path: inner, file: ids, around });
            }
        }
        Ok(())
    }

    fn side(&mut self, id: Option<Oid>) -> Result<Rc<Vec<u8>>, git2::Error> {
        id.map_or_else(|| Ok(Rc::default()), |id| self.read(id))
    }
}

/// The entries of a folder as git keeps them: mode, blank, name, zero, twenty bytes of an id.
fn entries(raw: &[u8]) -> impl Iterator<Item = Entry<'_>> {
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
        let ids = pair.map(|entry| entry.map(|entry| entry.id));
        if ids[0] != ids[1] {
            pairs.push(pair);
        }
    }
}

/// Git sorts a folder as if its name ended in `/`.
fn sorted<'f>(entry: &Entry<'f>) -> impl Iterator<Item = u8> + use<'f> {
    entry.name.iter().copied().chain(entry.is_folder.then_some(b'/'))
}
