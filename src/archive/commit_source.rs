//! The tree of a commit as a [`Source`].

use super::source::{Entry, EntryKind, START, Source, not_regular, not_utf8, obstacle, too_large};
use crate::diagnostic::Diagnostic;
use crate::history::{Content, NodeKind, Tree};

impl Source for Tree {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let nodes = Self::folder(self, path)?;
        if nodes.is_empty()
            && let Some(problem) = obstacle_in(self, &format!("{path}/"))
        {
            return Err(problem);
        }
        let mut entries = Vec::with_capacity(nodes.len());
        for node in nodes.iter() {
            let name = String::from_utf8(node.name.clone())
                .map_err(|name| not_utf8(path, &String::from_utf8_lossy(name.as_bytes())))?;
            entries.push(Entry { name, kind: kind(node.kind) });
        }
        Ok(entries)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        bytes_of(self, path, limit, Self::read(self, path, limit)?)
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        bytes_of(self, path, 0, Self::start(self, path, START)?)
    }
}

fn kind(node: NodeKind) -> EntryKind {
    match node {
        NodeKind::File => EntryKind::File,
        NodeKind::Folder => EntryKind::Folder,
        NodeKind::Other => EntryKind::Other,
    }
}

/// Why a path cannot be read, in the words used for a work tree.
fn obstacle_in(tree: &Tree, path: &str) -> Option<Diagnostic> {
    obstacle(path, |part| tree.kind(part).ok().flatten().map(kind))
}

fn bytes_of(tree: &Tree, path: &str, limit: u64, content: Option<Content>) -> Result<Option<Vec<u8>>, Diagnostic> {
    match content {
        None => obstacle_in(tree, path).map_or(Ok(None), Err),
        Some(Content::Bytes(bytes)) => Ok(Some(bytes)),
        Some(Content::TooLarge) => Err(too_large(path, limit)),
        Some(Content::NotAFile) => Err(not_regular(path)),
    }
}
