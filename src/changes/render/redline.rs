//! Papers as DOCX with their changes tracked (修订) and with the comments on them: since a commit, a step of review, or what somebody last wrote.

use super::facts::Facts;
use super::margin::margin_comments;
use super::product::{self, File, Product};
use super::set::no_folder;
use crate::archive::{Change, WorkTree, body, front_matter};
use crate::changes::secrecy;
use crate::diagnostic::{Diagnostics, Location, ensure_none, unknown};
use crate::document::{Edition, Gongwen, Markdown, with_changes};
use crate::engine::reviews_of;
use crate::model::{Date, sha256};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::workspace::{Compared, PlacedComment, PlacedComments, Wanted, Workspace, template};
use std::path::Path;

/// What a file is called behind the paper's name.
const REVISED: &str = "（修订）";

/// Papers whose changes are set.
pub(crate) struct Redline<'c> {
    pub compared: &'c Compared,
    /// Write into this folder instead of the dossier.
    pub out: Option<&'c Path>,
    /// Overwrite files that differ.
    pub force: bool,
}

/// What was set, to be written.
pub(crate) struct Redlined {
    pub answer: String,
    pub notes: Vec<Text>,
    products: Change,
    place: WorkTree,
}

impl Redlined {
    /// Writes the files. Nothing is committed.
    pub(crate) fn write(&self) -> Result<(), Diagnostics> {
        if !self.products.is_empty() {
            self.products.apply(self.place.root())?;
        }
        Ok(())
    }
}

impl Redline<'_> {
    /// Sets each paper that changed or is commented on, with the comments on it.
    ///
    /// # Errors
    /// Everything that stands in the way of one of them.
    pub(crate) fn set(&self, workspace: &Workspace) -> Result<Redlined, Diagnostics> {
        let Compared { dossier, loaded, old, new, .. } = self.compared;
        secrecy::ensure_kept(&workspace.source, &Change::new(), std::slice::from_ref(&dossier.subject))?;
        if let Some(out) = self.out.filter(|out| out.exists() && !out.is_dir()) {
            return Err(no_folder(out).into());
        }
        let regulation = dossier.regulation(loaded)?;
        let (archive, regulations) = (&loaded.archive, &loaded.regulations);
        let reviews = reviews_of(loaded.context(), &dossier.subject, None);
        let (settings, today) = (loaded.settings()?, workspace.today);
        let facts = Facts { archive, settings, regulation, regulations, reviews: &reviews, today };
        let (place, inside) = match self.out {
            Some(out) => (WorkTree::new(out.to_owned()), String::new()),
            None => (workspace.source.clone(), format!("{}/", dossier.folder)),
        };
        let named = |path: &str| self.out.map_or_else(|| path.to_owned(), |out| out.join(path).display().to_string());
        let wanted = Wanted { keys: &[dossier.subject.to_string()], open: true, paper: None };
        let comments = PlacedComments::of(workspace, wanted)?.all;
        let (mut problems, mut files, mut notes) = (Diagnostics::new(), Vec::new(), Vec::new());
        for (name, text) in new {
            let path = format!("{}/{name}.md", dossier.folder);
            let is_commented = comments.iter().any(|comment| comment.paper == path);
            match old.get(name) {
                Some(before) if before == text && !is_commented => continue,
                Some(_) => {}
                None => {
                    notes.push(text!(zh: "{path} 是新增的，没有可以对照的旧文本", en: "{path} is new, there is nothing to compare it with"));
                    if !is_commented {
                        continue;
                    }
                }
            }
            let paper = Paper { facts: &facts, regulation, path: &path };
            match self.file(workspace, &paper, name, &comments) {
                Ok(bytes) => {
                    files.push(File { name: format!("{name}{REVISED}.docx"), bytes, product: Product::Docx });
                    notes.extend(paper.template_left(workspace, text));
                }
                Err(found) => problems.extend(found),
            }
        }
        if !self.force {
            let (free, in_the_way) = product::in_the_way(&place, &inside, files, named);
            files = free;
            problems.extend(in_the_way);
        }
        ensure_none(problems)?;
        let answer = files.iter().map(|file| on_one_line(&named(&format!("{inside}{}", file.name))) + "\n").collect();
        let products = files
            .into_iter()
            .fold(Change::new(), |change, file| change.file(format!("{inside}{}", file.name), file.bytes));
        Ok(Redlined { answer, notes, products, place })
    }

    /// The DOCX of a paper.
    fn file(
        &self,
        workspace: &Workspace,
        paper: &Paper,
        name: &str,
        comments: &[PlacedComment],
    ) -> Result<Vec<u8>, Diagnostics> {
        let text = self.compared.new.get(name).map_or("", String::as_str);
        // A paper that did not change goes round for its comments alone.
        let before = self.compared.old.get(name).map_or(text, String::as_str);
        let first = paper.read(before)?;
        let editions = if before == text { Vec::new() } else { self.compared.editions(workspace, name)? };
        let count = editions.len();
        let mut later: Vec<(Gongwen, String, Date)> = Vec::new();
        let mut unread: Vec<String> = Vec::new();
        for (nth, edition) in editions.into_iter().enumerate() {
            match paper.read(&edition.text) {
                Ok(read) => {
                    // What cannot be set in between is told as part of what was made of it.
                    if !unread.contains(&edition.author) {
                        unread.push(edition.author);
                    }
                    later.push((read, std::mem::take(&mut unread).join("、"), edition.day));
                }
                Err(problems) if nth + 1 == count => return Err(problems),
                Err(_) if unread.contains(&edition.author) => {}
                Err(_) => unread.push(edition.author),
            }
        }
        let last = later.last().map_or(&first, |(last, ..)| last);
        let on_paper = comments.iter().filter(|comment| comment.paper == paper.path);
        let comments = margin_comments(on_paper, text, last)?;
        let editions: Vec<Edition> =
            later.iter().map(|(paper, author, day)| Edition { paper, author, day: *day }).collect();
        with_changes(&first, &editions, &comments).map_err(|problem| problem.at(Location::file(paper.path)).into())
    }
}

/// A paper of the topic.
struct Paper<'p> {
    facts: &'p Facts<'p>,
    regulation: &'p Regulation,
    path: &'p str,
}

impl Paper<'_> {
    /// One of its texts as it is set.
    fn read(&self, text: &str) -> Result<Gongwen, Diagnostics> {
        let Self { facts, regulation, path } = *self;
        let sha256 = Some(sha256(text));
        let text = product::without_mark(text);
        let front = front_matter(path, text).whole()?.ok_or_else(|| product::no_head(path))?;
        let kind = regulation.documents.get(&front.document).ok_or_else(|| {
            let known = regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
            unknown(&Text::new("文书", "document"), &front.document, known).at(Location::file(path))
        })?;
        let (body, lines_before) = body(text);
        let paper = Gongwen::read(facts.meta(&front, kind, path), &Markdown { path, text: body, lines_before })?;
        Ok(Gongwen { sha256, ..paper })
    }

    /// That an office's own template was not used.
    fn template_left(&self, workspace: &Workspace, text: &str) -> Option<Text> {
        let front = front_matter(self.path, text).value.flatten()?;
        let kind = self.regulation.documents.get(&front.document)?;
        let (template, _) = template::office(&workspace.source, self.regulation, &front.document, kind).ok()??;
        Some(
            text!(zh: "修订件按标准版式制作，不用 {template}", en: "changes are set in the standard layout, without {template}"),
        )
    }
}
