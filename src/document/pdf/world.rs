//! What typst may see: its library, the layout, one paper as data, and the fonts of the lists. No file, network or clock.

use super::faces::Faces;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// What is the same for all papers.
pub(super) struct Shared {
    library: LazyHash<Library>,
    layout: Source,
    data: FileId,
}

impl Shared {
    pub(super) fn new() -> Option<Self> {
        let file = |name| Some(FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?)));
        let layout = Source::new(file("paper.typ")?, include_str!("paper.typ").to_owned());
        Some(Self { library: LazyHash::new(Library::default()), layout, data: file("paper.json")? })
    }
}

/// A paper, as typst sees it.
pub(super) struct PaperWorld<'a> {
    shared: &'a Shared,
    faces: &'a Faces,
    data: Bytes,
}

impl<'a> PaperWorld<'a> {
    pub(super) fn new(shared: &'a Shared, faces: &'a Faces, data: Vec<u8>) -> Self {
        Self { shared, faces, data: Bytes::new(data) }
    }
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.faces.store.book()
    }

    fn main(&self) -> FileId {
        self.shared.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.shared.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.store.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
