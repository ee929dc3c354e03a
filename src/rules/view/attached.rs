//! A scan or another file that is handed in, and stands for the paper it is entered as.

use crate::archive::{Attachment, AttachmentState};
use crate::diagnostic::{Location, PathSegment};
use crate::model::Material;

/// An attachment that is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attached<'a> {
    pub material: &'a Material,
    folder: &'a str,
    /// Its place in the folder's `materials.yml`.
    index: usize,
}

impl Attached<'_> {
    /// Where it is entered.
    pub(crate) fn place(&self) -> Location {
        Location::field(format!("{}/materials.yml", self.folder), [PathSegment::from(self.index)])
    }
}

/// The attachments of a folder that are there.
pub(crate) fn existing<'a>(
    folder: &'a str,
    attachments: &'a [Attachment],
) -> impl Iterator<Item = Attached<'a>> + Clone {
    let all = attachments.iter().enumerate();
    let there = all.filter(|(_, attachment)| attachment.state == AttachmentState::There);
    there.map(move |(index, attachment)| Attached { material: &attachment.material, folder, index })
}
