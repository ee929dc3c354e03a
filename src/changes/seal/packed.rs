//! The files of a dossier as the package has them: a folder for each, with its metadata and everything that belongs to it.

use super::filed::Register;
use super::occasion::Occasion;
use super::past::Past;
use crate::archive::{Limits, Source, Topic};
use crate::changes::render::Kept;
use crate::diagnostic::{Diagnostic, Diagnostics, all_or_nothing, keep};
use crate::dossier::bag::{Content, SafeNames};
use crate::dossier::package::{Act, CATALOGUE, Catalogue, Entry, EntryFile, METADATA, OTHERS};
use crate::dossier::{Additions, Contents, Item, ItemState, pages};
use crate::history::Tree;
use crate::model::{Date, Filing, Name, Retention, Settings, file_name, file_stem, sha256};
use crate::regulation::Regulation;
use crate::workspace::{LoadedArchive, Receipted};
use std::sync::Arc;

/// What a package is made of.
pub(super) struct Packer<'a> {
    pub loaded: &'a LoadedArchive,
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    pub settings: &'a Settings,
    pub filing: &'a Filing,
    pub contents: &'a Contents,
    /// How it differs from what was sealed before, if it was.
    pub additions: Option<&'a Additions>,
    pub past: &'a Past,
    /// The receipts of its decisions.
    pub receipts: &'a [Receipted],
    pub kept: &'a Kept<'a>,
    pub tree: Arc<Tree>,
    pub occasion: &'a Occasion,
}

/// The files of a package so far, by path.
#[derive(Default)]
pub(super) struct Packed {
    pub files: Vec<(String, Content)>,
    pub catalogue: Catalogue,
    pub names: SafeNames,
    /// Files in no list whose path had to be another: what it is, and what it was.
    pub renamed: Vec<(String, String)>,
    /// Texts that were decided on and are in no commit: the paper, the day and the beginning of the digest.
    pub untraced: Vec<String>,
    /// Files whose history has texts marked as secrets, for which it is not sealed.
    pub withheld: Vec<String>,
}

impl Packed {
    /// Adds a file under a safe name, and returns that.
    pub(super) fn add(&mut self, folder: &str, original: &str, content: Content) -> String {
        let path = self.names.give(folder, original);
        let name = file_name(&path).to_owned();
        self.files.push((path, content));
        name
    }

    /// Adds a file that belongs to none of the list, by its path among them.
    pub(super) fn add_other(&mut self, path: &str, content: Content) {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let safe = folders.split('/').fold(OTHERS.to_owned(), |inside, folder| self.names.folder(&inside, folder));
        let name = self.add(&safe, name, content);
        let (is, was) = (format!("{safe}/{name}"), format!("{OTHERS}/{path}"));
        if is != was {
            self.renamed.push((is, was));
        }
    }
}

impl Packer<'_> {
    /// Every file of the dossier that is there, and the list of them.
    ///
    /// # Errors
    /// What cannot be read, numbered or set.
    pub(super) fn files(&self, register: &mut Register) -> Result<Packed, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut packed = Packed::default();
        for item in self.contents.items.iter().filter(|item| item.state.is_there()) {
            let Some(mut entry) = keep(&mut problems, self.entry(item, register)) else { continue };
            match self.parts(item, &entry.folder, &mut packed) {
                Ok((files, printed)) => {
                    entry.files = files;
                    // How many pages a paper has, the PDF says that was just made of it.
                    entry.pages = printed.map_or(entry.pages, |pages| pages.to_string());
                }
                Err(found) => {
                    problems.extend(found);
                    continue;
                }
            }
            let metadata = entry.metadata(&self.acts(item)).into_bytes();
            packed.files.push((format!("{}/{METADATA}", entry.folder), Content::Bytes(metadata)));
            packed.catalogue.entries.push(entry);
        }
        let list = packed.catalogue.file().into_bytes();
        packed.files.push((CATALOGUE.to_owned(), Content::Bytes(list)));
        all_or_nothing(Some(packed), problems)
    }

    fn entry(&self, item: &Item, register: &mut Register) -> Result<Entry, Diagnostic> {
        let own = |kind: &str| self.filing.retention.get(kind).copied().or_else(|| self.regulation.retention(kind));
        // What no table names is kept for thirty years (8号令).
        let retention = item.kinds.iter().filter_map(|kind| own(kind)).max().unwrap_or(Retention::D30);
        let year = item.date.map_or(self.topic.key.year, Date::year);
        let (fonds, class) = (&self.filing.fonds, self.filing.class(year, retention));
        let reference = register.reference(year, &format!("{fonds}-{class}"), &item.file)?;
        let of_topic = || self.topic.file.secrecy.as_ref().map(ToString::to_string).unwrap_or_default();
        // A reference stays as it was given, also where files of its kind are of another class now.
        let (fonds, rest) = reference.split_once('-').unwrap_or_default();
        let class = rest.rsplit_once('-').map_or(rest, |(class, _)| class);
        Ok(Entry {
            folder: format!("{fonds}/{class}/{reference}"),
            reference,
            number: item.number.clone().unwrap_or_default(),
            author: item.author.clone().unwrap_or_default(),
            title: item.title(self.regulation),
            date: Entry::written(item.date),
            secrecy: item.secrecy.clone().unwrap_or_else(of_topic),
            retention: retention.written().to_owned(),
            pages: item.pages.map(|pages| pages.to_string()).unwrap_or_default(),
            note: self.note(item),
            files: Vec::new(),
        })
    }

    /// What is to be known of a file besides.
    fn note(&self, item: &Item) -> String {
        let is_corrected = self.additions.is_some_and(|additions| additions.corrected.contains(&item.file));
        let notes = [
            (item.state != ItemState::Final).then(|| item.state.text().zh),
            is_corrected.then(|| "封装后改动".to_owned()),
        ];
        notes.into_iter().flatten().collect::<Vec<_>>().join("；")
    }

    /// What belongs to a file: of a paper its text and how it is printed, and what lies beside it under its name. Also
    /// how many pages it has in print.
    fn parts(
        &self,
        item: &Item,
        folder: &str,
        packed: &mut Packed,
    ) -> Result<(Vec<EntryFile>, Option<usize>), Diagnostics> {
        let mut files = Vec::new();
        let mut add = |original: &str, (bytes, sha256): (u64, String), content: Content| {
            let name = packed.add(folder, file_name(original), content);
            let original = (name != file_name(original)).then(|| file_name(original).to_owned());
            files.push(EntryFile { name, original, bytes, sha256 });
        };
        if !item.is_paper {
            let looked = (item.bytes.unwrap_or_default(), item.sha256.clone().unwrap_or_default());
            add(&item.file, looked, self.later(&item.file));
            return Ok((files, None));
        }
        for copy in &item.signed {
            let looked = (copy.bytes.unwrap_or_default(), copy.sha256.clone().unwrap_or_default());
            add(&copy.file, looked, self.later(&copy.file));
        }
        let text = self.read(&item.file, Limits::PAPER)?;
        add(&item.file, digested(&text), Content::Bytes(text));
        let document = item.kinds.first().map(Name::as_str).unwrap_or_default();
        let pdf = self.kept.pdf(&*self.tree, &self.contents.folder, (document, &item.file))?;
        if let Some(pdf) = &pdf {
            add(&format!("{}.pdf", file_stem(&item.file)), digested(pdf), Content::Bytes(pdf.clone()));
        }
        for file in &item.beside {
            let bytes = self.read(file, Limits::MATERIAL)?;
            if pdf.as_ref() != Some(&bytes) {
                add(file, digested(&bytes), Content::Bytes(bytes));
            }
        }
        Ok((files, pdf.as_deref().and_then(pages)))
    }

    /// The bytes of a file of the topic, when they are wanted.
    pub(super) fn later(&self, file: &str) -> Content {
        let (tree, path) = (Arc::clone(&self.tree), format!("{}/{file}", self.contents.folder));
        Content::Read(Box::new(move || read(&*tree, &path, Limits::MATERIAL)))
    }

    /// The bytes of a file of the topic.
    pub(super) fn read(&self, file: &str, limit: u64) -> Result<Vec<u8>, Diagnostic> {
        read(&*self.tree, &format!("{}/{file}", self.contents.folder), limit)
    }

    /// What was done with a paper (业务行为): the decisions on it.
    fn acts(&self, item: &Item) -> Vec<Act> {
        let path = format!("{}/{}", self.contents.folder, item.file);
        let of_paper = self.topic.reviews.iter().filter(|review| review.paper == path);
        let acts = of_paper.flat_map(|review| &review.decisions).map(|decision| {
            let step = decision.step.as_ref().map(|step| self.regulation.name(step).zh).unwrap_or_default();
            let act = format!("{step} {}", decision.verdict.text().zh);
            let by = self.loaded.archive.name_of(&decision.by);
            let post = decision.post.as_ref().map(|post| self.kept.post(post));
            Act {
                date: decision.date.to_string(),
                act: act.trim().to_owned(),
                person: self.regulation.name(by).zh,
                post: post.unwrap_or_default(),
            }
        });
        acts.collect()
    }
}

/// The length of a file, and its digest.
fn digested(bytes: &[u8]) -> (u64, String) {
    (bytes.len() as u64, sha256(bytes))
}

fn read(source: &dyn Source, path: &str, limit: u64) -> Result<Vec<u8>, Diagnostic> {
    Ok(source.read(path, limit)?.unwrap_or_default())
}
