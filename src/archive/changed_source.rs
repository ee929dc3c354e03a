//! An archive as it would be once the files of a change are written.

use super::change::Change;
use super::source::{Entry, EntryKind, START, Source};
use crate::diagnostic::Diagnostic;

/// What is there, with the files of a change over it. Folders are not renamed.
pub struct Changed<'s> {
    /// What is there.
    pub source: &'s dyn Source,
    /// What would be written.
    pub change: &'s Change,
}

impl Changed<'_> {
    fn written(&self, path: &str) -> Option<&[u8]> {
        self.change.files().iter().rfind(|(of, _)| of == path).map(|(_, bytes)| bytes.as_slice())
    }
}

impl Source for Changed<'_> {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let mut entries = self.source.folder(path)?;
        for file in self.change.paths() {
            let below = if path.is_empty() {
                Some(file)
            } else {
                file.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'))
            };
            let Some(below) = below else { continue };
            let (name, kind) =
                below.split_once('/').map_or((below, EntryKind::File), |(name, _)| (name, EntryKind::Folder));
            if !entries.iter().any(|entry| entry.name == name) {
                entries.push(Entry { name: name.to_owned(), kind });
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.written(path).map_or_else(|| self.source.read(path, limit), |bytes| Ok(Some(bytes.to_vec())))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let written = self.written(path).map(|bytes| bytes.iter().take(START).copied().collect());
        written.map_or_else(|| self.source.start(path), |start| Ok(Some(start)))
    }
}
