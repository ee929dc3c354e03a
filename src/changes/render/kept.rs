//! Papers and lists as they are kept in a sealed dossier: set from the Markdown that lies in a commit.

use super::facts::Facts;
use super::product::{Product, files, there};
use crate::archive::{Archive, Source};
use crate::diagnostic::Diagnostics;
use crate::document::{Gongwen, Layout, Markdown, Meta, Typesetter, csv, xlsx};
use crate::engine::PaperReview;
use crate::model::{Date, Fonts, Settings};
use crate::regulation::{Regulation, Regulations};

/// Sets what is kept.
pub(crate) struct Kept<'a> {
    facts: Facts<'a>,
    typesetter: Option<Typesetter>,
}

impl<'a> Kept<'a> {
    /// By the facts of an archive. Without fonts there is no PDF.
    pub(crate) fn new(
        (archive, settings): (&'a Archive, &'a Settings),
        (regulation, regulations): (&'a Regulation, &'a Regulations),
        reviews: &'a [PaperReview<'a>],
        today: Date,
    ) -> Self {
        Self { facts: Facts { archive, settings, regulation, regulations, reviews, today }, typesetter: None }
    }

    /// Finds the fonts.
    ///
    /// # Errors
    /// If one is missing, or all that sets papers.
    pub(crate) fn find_fonts(&mut self, fonts: &Fonts) -> Result<(), Diagnostics> {
        let (typesetter, _) = Typesetter::new(fonts)?;
        self.typesetter = Some(typesetter);
        Ok(())
    }

    /// A paper as PDF; none without fonts, and of a kind that the regulation does not know.
    ///
    /// # Errors
    /// If it cannot be read or set.
    pub(crate) fn pdf(
        &self,
        source: &dyn Source,
        folder: &str,
        (document, file): (&str, &str),
    ) -> Result<Option<Vec<u8>>, Diagnostics> {
        let kind = self.facts.regulation.documents.get(document);
        let Some((kind, typesetter)) = kind.zip(self.typesetter.as_ref()) else { return Ok(None) };
        let Some(draft) = there(source, folder, document, file)? else { return Ok(None) };
        let path = format!("{folder}/{file}");
        let (made, _) = files(&self.facts, kind, &path, &draft, &[Product::Pdf], None, Some(typesetter))?;
        Ok(made.into_iter().next().map(|file| file.bytes))
    }

    /// The post in which somebody decided, by its name.
    pub(crate) fn post(&self, written: &str) -> String {
        self.facts.post(written)
    }

    /// A list in the forms that lists are kept in, by their endings.
    ///
    /// # Errors
    /// If it cannot be set.
    pub(crate) fn list(&self, title: &str, table: &str) -> Result<Vec<(&'static str, Vec<u8>)>, Diagnostics> {
        let paper = list(title, table)?;
        let mut made = vec![("xlsx", xlsx(&paper)?)];
        made.extend(csv(&paper).into_iter().next().map(|csv| ("csv", csv)));
        if let Some(typesetter) = &self.typesetter {
            made.push(("pdf", typesetter.pdf(&paper)?));
        }
        Ok(made)
    }
}

/// A list as CSV alone, of use to programs more than to readers.
///
/// # Errors
/// If the table is none.
pub(crate) fn as_csv(title: &str, table: &str) -> Result<Vec<u8>, Diagnostics> {
    Ok(csv(&list(title, table)?).into_iter().next().unwrap_or_default())
}

fn list(title: &str, table: &str) -> Result<Gongwen, Diagnostics> {
    let meta = Meta { layout: Layout::Table, title: title.to_owned(), ..Meta::default() };
    Ok(Gongwen::read(meta, &Markdown { path: title, text: table, lines_before: 0 })?.complete())
}
