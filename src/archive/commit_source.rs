//! An archive as a commit has it.

use super::source::{Entry, EntryKind, START, Source, in_the_way, not_regular, not_utf8, too_large};
use crate::diagnostic::Diagnostic;
use crate::history::{Content, NodeKind, Tree};

/// The files of a commit.
impl Source for Tree {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let nodes = Self::folder(self, path)?;
        if nodes.is_empty()
            && let Some(problem) = stopped(self, &format!("{path}/"))
        {
            return Err(problem);
        }
        let entry = |node: &crate::history::Node| {
            let name = String::from_utf8(node.name.clone())
                .map_err(|name| not_utf8(path, &String::from_utf8_lossy(name.as_bytes())))?;
            Ok(Entry { name, kind: kind(node.kind) })
        };
        nodes.iter().map(entry).collect()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        of_file(self, path, limit, Self::read(self, path, limit)?)
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        of_file(self, path, 0, Self::start(self, path, START)?)
    }
}

fn kind(of: NodeKind) -> EntryKind {
    match of {
        NodeKind::File => EntryKind::File,
        NodeKind::Folder => EntryKind::Folder,
        NodeKind::Other => EntryKind::Other,
    }
}

/// What keeps a path from being read, as it would in a work tree.
fn stopped(tree: &Tree, path: &str) -> Option<Diagnostic> {
    in_the_way(path, |part| tree.kind(part).ok().flatten().map(kind))
}

fn of_file(tree: &Tree, path: &str, limit: u64, content: Option<Content>) -> Result<Option<Vec<u8>>, Diagnostic> {
    match content {
        None => stopped(tree, path).map_or(Ok(None), Err),
        Some(Content::Bytes(bytes)) => Ok(Some(bytes)),
        Some(Content::TooLarge) => Err(too_large(path, limit)),
        Some(Content::NotAFile) => Err(not_regular(path)),
    }
}
