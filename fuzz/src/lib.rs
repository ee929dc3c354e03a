//! What the fuzz targets share: an archive that lies in one text, and what holds of every place a
//! problem or a finding points at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use yijuan::archive::{Entry, EntryKind, START, Source};
use yijuan::calendar::Calendar;
use yijuan::diagnostic::{Location, Diagnostic};
use yijuan::regulation::Regulations;

/// The calendar of the program, read once.
pub static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::built_in().expect("the calendar of the program is sound"));

/// The regulations of the program, read once.
pub static BUILT_IN: LazyLock<Regulations> = LazyLock::new(Regulations::built_in);

/// Files written one after the other in one text, each under a line `=== its/path`; a path that ends in
/// ` ->` is a link.
#[derive(Clone, Default)]
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
    links: BTreeSet<String>,
}

impl Files {
    /// Reads the text. Paths that no folder on disk could hold beside the others are left out.
    pub fn read(bytes: &[u8]) -> Self {
        let mut files = Self::default();
        let mut current: Option<(String, Vec<u8>)> = None;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_prefix(b"=== ") {
                Some(path) => {
                    if let Some((path, content)) = current.take() {
                        files.add(&path, content);
                    }
                    current =
                        Some((String::from_utf8_lossy(path).trim_end_matches(['\r', '\n']).to_owned(), Vec::new()));
                }
                None => current.iter_mut().for_each(|(_, content)| content.extend_from_slice(line)),
            }
        }
        if let Some((path, content)) = current {
            files.add(&path, content);
        }
        files
    }

    /// Adds a file, unless its path is none or something else stands there.
    pub fn add(&mut self, path: &str, content: Vec<u8>) {
        let (path, is_link) = path.strip_suffix(" ->").map_or((path, false), |path| (path, true));
        let sound = path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'));
        let within = format!("{path}/");
        let is_folder = self.files.range(within.clone()..).next().is_some_and(|(other, _)| other.starts_with(&within));
        let below_file = path.match_indices('/').any(|(at, _)| self.files.contains_key(&path[..at]));
        if sound && !is_folder && !below_file {
            if is_link {
                self.links.insert(path.to_owned());
            } else {
                self.links.remove(path);
            }
            self.files.insert(path.to_owned(), content);
        }
    }

    /// The text of a file, if it is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.files.get(path)?).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Whether anything lies at or below a path.
    pub fn has(&self, path: &str) -> bool {
        self.files
            .keys()
            .any(|known| known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Holds that a place lies in a file or folder, and its line and column, if known, in the text.
    pub fn hold(&self, place: &Location) {
        assert!(!place.path.is_empty(), "a place without a path: {place:?}");
        if let (Some(line), Some(text)) = (place.line, self.text(&place.path)) {
            hold_spot(text, line, place.column, place);
        }
    }
}

/// Holds that a spot lies in a text; the end of its last line is a spot as well.
pub fn hold_spot(text: &str, line: usize, column: Option<usize>, place: &Location) {
    let lines: Vec<&str> = text.split('\n').collect();
    assert!((1..=lines.len()).contains(&line), "{place} is beyond the {} lines of\n{text}", lines.len());
    if let Some(column) = column {
        let longest = lines[line - 1].chars().count() + 1;
        assert!((1..=longest).contains(&column), "{place} is beyond the {longest} columns of\n{text}");
    }
}

impl Source for Files {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let within = format!("{path}/");
        let mut entries: BTreeMap<&str, EntryKind> = BTreeMap::new();
        for known in self.files.keys() {
            let Some(rest) = known.strip_prefix(&within) else { continue };
            match rest.split_once('/') {
                Some((folder, _)) => entries.insert(folder, EntryKind::Folder),
                None if self.links.contains(known) => entries.insert(rest, EntryKind::Other),
                None => entries.insert(rest, EntryKind::File),
            };
        }
        Ok(entries.into_iter().map(|(name, kind)| Entry { name: name.to_owned(), kind }).collect())
    }

    fn read(&self, path: &str, _limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        if self.links.contains(path) {
            return Err(Diagnostic::io(path, &std::io::ErrorKind::Unsupported.into()));
        }
        Ok(self.files.get(path).cloned())
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        Ok(self.read(path, u64::MAX)?.map(|bytes| bytes[..bytes.len().min(START)].to_vec()))
    }
}
