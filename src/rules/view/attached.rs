//! `Attached`: a scan or another attachment, which stands for a paper.

use crate::archive::{Attachment, AttachmentState};
use crate::diagnostic::{Location, PathSegment};
use crate::model::Material;
use crate::vocabulary::Vocabulary;

/// An attachment whose file exists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attached<'a> {
    pub material: &'a Material,
    folder: &'a str,
    /// Its place in the folder's `materials.yml`.
    index: usize,
}

impl Attached<'_> {
    /// Whether it stands for a document of a kind.
    pub(crate) fn counts_as(&self, regulation: &Vocabulary, kind: &str) -> bool {
        self.material.document.iter().any(|document| regulation.counts_as(document, kind))
    }

    /// Its entry.
    pub(crate) fn place(&self) -> Location {
        Location::field(format!("{}/materials.yml", self.folder), [PathSegment::from(self.index)])
    }
}

/// The attachments of a folder whose files exist.
pub(crate) fn existing<'a>(
    folder: &'a str,
    attachments: &'a [Attachment],
) -> impl Iterator<Item = Attached<'a>> + Clone {
    let all = attachments.iter().enumerate();
    let there = all.filter(|(_, attachment)| attachment.state == AttachmentState::There);
    there.map(move |(index, attachment)| Attached { material: &attachment.material, folder, index })
}
