//! What may be wrong with a bag.

use crate::text::Text;

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BagFault {
    /// What kind of thing it is.
    pub kind: BagFaultKind,
    /// The file or folder, as a path within the bag; of a series, the bag.
    pub path: String,
    /// The line of a manifest.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: Text,
    /// What to do, or what it means.
    pub hint: Option<Text>,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BagFaultKind {
    /// A file is not as it was sealed.
    Altered,
    /// A file is listed and not there.
    Missing,
    /// A file is there and in no manifest.
    Unlisted,
    /// A file is in one manifest and not in the other.
    ListedOnce,
    /// A manifest is not there.
    NoManifest,
    /// A line of a manifest cannot be read.
    Line,
    /// A line of a manifest leads out of the bag.
    Escape,
    /// `bagit.txt` does not say what it must.
    Declaration,
    /// `bag-info.txt` cannot be read.
    Info,
    /// Number or size of the files is not what `bag-info.txt` says.
    Size,
    /// It is a link.
    Link,
    /// It is neither a file nor a folder.
    Special,
    /// A folder has nothing in it.
    EmptyFolder,
    /// A name is not one that every system has.
    Name,
    /// Two names are the same on some systems.
    Twin,
    /// It is compressed or encrypted in a ZIP file.
    Packed,
    /// It cannot be read.
    Unreadable,
    /// The list of the package says otherwise of a file.
    Catalogue,
    /// The signature does not prove the seal.
    Signature,
    /// The seal is not the one on record.
    Recorded,
    /// A decision does not prove.
    Decision,
    /// A receipt does not prove.
    Receipt,
    /// A bag of the series is missing, doubled, or not the one that the next names.
    Chain,
}

impl BagFaultKind {
    /// As JSON has it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Unlisted => "unlisted",
            Self::ListedOnce => "listed-once",
            Self::NoManifest => "no-manifest",
            Self::Line => "line",
            Self::Escape => "escape",
            Self::Declaration => "declaration",
            Self::Info => "info",
            Self::Size => "size",
            Self::Link => "link",
            Self::Special => "special",
            Self::EmptyFolder => "empty-folder",
            Self::Name => "name",
            Self::Twin => "twin",
            Self::Packed => "packed",
            Self::Unreadable => "unreadable",
            Self::Catalogue => "catalogue",
            Self::Signature => "signature",
            Self::Recorded => "recorded",
            Self::Decision => "decision",
            Self::Receipt => "receipt",
            Self::Chain => "chain",
        }
    }
}

impl BagFault {
    /// A fault of a file as a whole.
    pub(super) fn new(kind: BagFaultKind, path: impl Into<String>, message: Text) -> Self {
        Self { kind, path: path.into(), line: None, message, hint: None }
    }

    /// Sets the line.
    pub(super) fn line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// Sets the hint.
    pub(super) fn hint(self, hint: Text) -> Self {
        Self { hint: Some(hint), ..self }
    }
}
