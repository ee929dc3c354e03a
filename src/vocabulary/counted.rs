//! What a document counts as, and what follows from that.

use super::Vocabulary;
use crate::model::Retention;

impl Vocabulary {
    /// Whether a document is one that a dossier has of itself, and does not list.
    #[must_use]
    pub fn is_of_dossiers(document: &str) -> bool {
        [Self::INDEX, Self::NOTE, Self::TRANSFER_FORM].contains(&document)
    }

    /// How long a document is kept, as it says itself or the kind that it counts as.
    #[must_use]
    pub fn retention(&self, document: &str) -> Option<Retention> {
        self.kinds_of(document).find_map(|id| self.documents.get(id)?.retention)
    }

    /// Whether a document is a photograph: it or a kind that it counts as is called so.
    #[must_use]
    pub fn is_photograph(&self, document: &str) -> bool {
        self.kinds_of(document).any(|id| self.documents.get(id).is_some_and(|kind| kind.term.name.ends_with("照片")))
    }

    /// Whether a document is of a kind, directly or through `is`.
    #[must_use]
    pub fn counts_as(&self, document: &str, kind: &str) -> bool {
        self.kinds_of(document).any(|id| id == kind)
    }

    /// A document and the kinds that it counts as. Real kinds nest one or two deep; the limit ends a circle, which an
    /// invalid regulation may have.
    fn kinds_of<'a>(&'a self, document: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(Some(document), |id| self.documents.get(id)?.is.as_deref()).take(8)
    }
}
