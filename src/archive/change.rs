//! `Change`: the files to write and the folders to rename. Also how a topic's folder is named.

use super::misnamed;
use super::source::{Source, WorkTree};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// Files to write and folders to rename together: all of them or none.
#[derive(Clone, Debug, Default)]
pub struct Change {
    files: Vec<(String, Vec<u8>)>,
    moves: Vec<(String, String)>,
}

impl Change {
    /// An empty change.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file with its content. Add last the file whose presence shows that the whole change happened: an
    /// `events.yml`, or the `yijuan.yml` of a new archive.
    #[must_use]
    pub fn file(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.into(), content.into()));
        self
    }

    /// Renames a folder after all files are written. Files in it are added under its old name.
    #[must_use]
    pub fn rename(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.moves.push((from.into(), to.into()));
        self
    }

    /// The files it writes, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The files and their contents, in order.
    #[must_use]
    pub fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    /// The folders it renames, from and to.
    #[must_use]
    pub fn moves(&self) -> &[(String, String)] {
        &self.moves
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.moves.is_empty()
    }

    /// The change without the files that already have the wanted content.
    ///
    /// # Errors
    /// If `read` fails.
    pub fn differing(self, read: impl Fn(&str) -> Result<Option<Vec<u8>>, Diagnostic>) -> Result<Self, Diagnostic> {
        let mut files = Vec::new();
        for (path, content) in self.files {
            if read(&path)?.as_deref() != Some(content.as_slice()) {
                files.push((path, content));
            }
        }
        Ok(Self { files, ..self })
    }

    /// Checks that every path stays below the root.
    ///
    /// # Errors
    /// If a path leads through a link or out of the archive.
    pub fn stays_inside(&self, root: &Path) -> Result<(), Diagnostics> {
        let tree = WorkTree::new(root.to_path_buf());
        let moved = self.moves.iter().flat_map(|(from, to)| [from.as_str(), to]);
        ensure_none(self.paths().chain(moved).filter_map(|path| tree.refuses(path)).collect())
    }

    /// Checks that no new file or folder comes to lie beside one that is almost called so, and would be read as if it were all.
    ///
    /// # Errors
    /// Everything that is almost called so.
    pub fn is_unmistakable(&self, source: &dyn Source) -> Result<(), Diagnostics> {
        let mut told = Diagnostics::new();
        for problem in self.paths().flat_map(|path| misnamed::in_the_way(source, path)) {
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        ensure_none(told)
    }
}

/// Longest folder name, in bytes.
const LONGEST_FOLDER: usize = 60;

/// The name of a topic's folder: three digits, a hyphen, and the title in NFC. Anything but letters and digits becomes
/// `-`, and a long title is cut between two characters.
#[must_use]
pub fn folder_name(number: u32, title: &str) -> String {
    let mut name = format!("{number:03}-");
    for c in title.nfc() {
        let c = if c.is_alphanumeric() { c } else { '-' };
        if name.len() + c.len_utf8() > LONGEST_FOLDER {
            break;
        }
        name.push(c);
    }
    name
}

/// The name of a topic's folder with another number.
#[must_use]
pub fn renumbered(folder: &str, number: u32) -> String {
    let rest = folder.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{number:03}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_keep_letters_and_digits_and_stay_short() {
        assert_eq!(folder_name(3, "老旧小区加装电梯"), "003-老旧小区加装电梯");
        assert_eq!(folder_name(12, "“十四五” / 中小学 3+2"), "012--十四五----中小学-3-2");
        assert_eq!(folder_name(7, "../../etc"), "007-------etc");
        let long = folder_name(1, &"题".repeat(100));
        assert!(long.len() <= 60 && long.starts_with("001-题题"), "{long}");
    }
}
