//! The files below a topic's folder: which of them belongs to which item, and what is in them.

use super::item::{Item, ItemState};
use crate::archive::{EntryKind, Limits, Source, front_matter};
use crate::diagnostic::Diagnostic;
use crate::dossier::pages::pages;
use crate::dossier::picture::{Picture, is_picture};
use crate::model::{DrawFile, file_stem, sha256};
use crate::vocabulary::Vocabulary;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Depth to which folders are looked into.
const DEPTH: usize = 8;

/// The records of a topic that commands write.
const RECORDS: [&str; 7] =
    ["topic.yml", "events.yml", "suggestions.yml", "roster.yml", "materials.yml", "waivers.yml", "attests.yml"];

/// The folder of decisions.
const REVIEWS: &str = "reviews/";

/// What systems, editors and sync tools leave beside files.
const LEFT: [&str; 4] = ["thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"];

/// The files below a folder, by the part they play.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The program's own.
    pub records: Vec<String>,
    /// Those that no list has.
    pub unlisted: Vec<Unlisted>,
    /// What systems and editors left; nobody hands it over.
    pub left: Vec<String>,
    /// Those that could not be read, and why.
    pub unread: Vec<(String, Diagnostic)>,
}

/// A file that nobody listed.
#[derive(Debug)]
pub(super) struct Unlisted {
    pub file: String,
    pub bytes: Option<u64>,
    pub sha256: Option<String>,
}

/// What is in a file.
struct Looked {
    bytes: u64,
    sha256: String,
    pages: Option<usize>,
    picture: Option<Picture>,
}

impl Looked {
    fn at(source: &dyn Source, path: &str) -> Result<Self, Diagnostic> {
        let bytes = source.read(path, Limits::MATERIAL)?.unwrap_or_default();
        let picture = is_picture(&bytes).then(|| Picture::read(&bytes)).flatten();
        Ok(Self {
            bytes: bytes.len() as u64,
            sha256: sha256(&bytes),
            pages: pages(&bytes).or(picture.is_some().then_some(1)),
            picture,
        })
    }
}

impl Files {
    /// Looks at every file below the folder of a topic, and puts into the items what is in theirs.
    pub(super) fn read(source: &dyn Source, folder: &str, items: &mut [Item]) -> Self {
        let mut files = Self::default();
        let mut found = Vec::new();
        files.walk(source, folder, "", DEPTH, &mut found);
        let is_draw = |file: &str| {
            file.rsplit_once('/').is_some_and(|(inner, _)| found.contains(&format!("{inner}/{}", DrawFile::FILE)))
        };
        let mut to_read = Vec::new();
        for file in &found {
            let is_listed = items.iter().any(|item| item.files().any(|own| own == file));
            if is_listed {
                to_read.push(file.as_str());
            } else if let Some(item) = items.iter_mut().find(|item| is_form_of(item, file)) {
                item.beside.push(file.clone());
                to_read.push(file);
            } else if is_record(file) || is_draw(file) || is_own(source, folder, file, &found) {
                files.records.push(file.clone());
            } else {
                files.unlisted.push(Unlisted { file: file.clone(), bytes: None, sha256: None });
                to_read.push(file);
            }
        }
        let looked: Vec<(&str, Result<Looked, Diagnostic>)> =
            to_read.into_par_iter().map(|file| (file, Looked::at(source, &format!("{folder}/{file}")))).collect();
        let mut known: BTreeMap<&str, Looked> = BTreeMap::new();
        for (file, looked) in looked {
            match looked {
                Ok(looked) => {
                    known.insert(file, looked);
                }
                Err(problem) => files.unread.push((file.to_owned(), problem)),
            }
        }
        for item in items.iter_mut() {
            item.take(&known);
        }
        for unlisted in &mut files.unlisted {
            let looked = known.get(unlisted.file.as_str());
            unlisted.bytes = looked.map(|looked| looked.bytes);
            unlisted.sha256 = looked.map(|looked| looked.sha256.clone());
        }
        files
    }

    fn walk(&mut self, source: &dyn Source, root: &str, inner: &str, depth: usize, found: &mut Vec<String>) {
        let path = if inner.is_empty() { root.to_owned() } else { format!("{root}/{inner}") };
        let entries = match source.folder(&path) {
            Ok(entries) => entries,
            Err(problem) => return self.unread.push((inner.to_owned(), problem)),
        };
        for entry in entries {
            let file = if inner.is_empty() { entry.name.clone() } else { format!("{inner}/{}", entry.name) };
            match entry.kind {
                EntryKind::Folder if entry.name.starts_with('.') || depth == 0 => self.left.push(file),
                EntryKind::Folder => self.walk(source, root, &file, depth - 1, found),
                EntryKind::File if is_left(&entry.name) => self.left.push(file),
                // Reading a link says why it is not read.
                EntryKind::File | EntryKind::Other => found.push(file),
            }
        }
    }
}

impl Item {
    /// Takes over what is in its file and in those beside it.
    fn take(&mut self, known: &BTreeMap<&str, Looked>) {
        let Some(own) = known.get(self.file.as_str()) else {
            if self.state != ItemState::Absent {
                self.state = ItemState::Unreadable;
            }
            return;
        };
        (self.bytes, self.sha256, self.picture) = (Some(own.bytes), Some(own.sha256.clone()), own.picture.clone());
        for copy in &mut self.signed {
            if let Some(looked) = known.get(copy.file.as_str()) {
                (copy.bytes, copy.sha256) = (Some(looked.bytes), Some(looked.sha256.clone()));
                copy.pages = looked.pages;
            }
        }
        let of_copies = self.signed.iter().map(|copy| copy.pages).sum::<Option<usize>>().filter(|pages| *pages > 0);
        let of_pdf = || self.beside.iter().find_map(|file| known.get(file.as_str())?.pages);
        self.pages = of_copies.or(own.pages).or_else(of_pdf);
        self.date = self.date.or_else(|| self.picture.as_ref().filter(|_| self.is_photograph)?.taken);
        if own.bytes == 0 {
            self.state = ItemState::Empty;
        }
    }
}

/// Whether a file is one that commands write.
pub(super) fn is_record(file: &str) -> bool {
    RECORDS.contains(&file) || file.starts_with(REVIEWS)
}

/// Whether a file is left by a system, an editor or a sync tool.
fn is_left(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || LEFT.contains(&name.to_lowercase().as_str())
}

/// Whether a file is a paper in another form: what `render --to` makes of it.
fn is_form_of(item: &Item, file: &str) -> bool {
    const FORMS: [&str; 5] = ["docx", "pdf", "html", "xlsx", "csv"];
    let Some((stem, ending)) = file.rsplit_once('.') else { return false };
    let paper = file_stem(&item.file);
    let is_numbered = |rest: &str| rest.strip_prefix('-').is_some_and(|nth| nth.parse::<u8>().is_ok());
    let is_named = stem == paper || ending == "csv" && stem.strip_prefix(paper).is_some_and(is_numbered);
    item.is_paper && FORMS.contains(&ending) && is_named
}

/// Whether a file is the dossier's own index or note, which do not list themselves, or made of one.
fn is_own(source: &dyn Source, folder: &str, file: &str, found: &[String]) -> bool {
    let Some((stem, _)) = file.rsplit_once('.') else { return false };
    let paper = format!("{stem}.md");
    let is_there = !file.contains('/') && found.contains(&paper);
    is_there && {
        let text = source.read(&format!("{folder}/{paper}"), Limits::PAPER).ok().flatten().unwrap_or_default();
        let front = front_matter(&paper, &String::from_utf8_lossy(&text)).value.flatten();
        front.is_some_and(|front| Vocabulary::is_of_dossiers(&front.document))
    }
}
