use super::source::{Entry, EntryKind, START, Source, not_regular, not_utf8, too_large};
use crate::history::{Content, NodeKind, Tree};
use crate::problem::Problem;

/// The files of a commit.
impl Source for Tree {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Problem> {
        let nodes = Self::folder(self, path)?;
        let entry = |node: &crate::history::Node| {
            let name = String::from_utf8(node.name.clone())
                .map_err(|name| not_utf8(path, &String::from_utf8_lossy(name.as_bytes())))?;
            let kind = match node.kind {
                NodeKind::File => EntryKind::File,
                NodeKind::Folder => EntryKind::Folder,
                NodeKind::Other => EntryKind::Other,
            };
            Ok(Entry { name, kind })
        };
        nodes.iter().map(entry).collect()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Problem> {
        of_file(path, limit, Self::read(self, path, limit)?)
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        of_file(path, 0, Self::start(self, path, START)?)
    }
}

fn of_file(path: &str, limit: u64, content: Option<Content>) -> Result<Option<Vec<u8>>, Problem> {
    match content {
        None => Ok(None),
        Some(Content::Bytes(bytes)) => Ok(Some(bytes)),
        Some(Content::TooLarge) => Err(too_large(path, limit)),
        Some(Content::NotAFile) => Err(not_regular(path)),
    }
}
