//! The history of what is sealed, in which no secret goes out.

use super::occasion::Occasion;
use crate::archive::Marked;
use crate::diagnostic::Diagnostic;
use crate::dossier::{Contents, Item};
use crate::history::{Repository, texts_in};
use crate::model::{Name, is_secret};
use std::collections::BTreeSet;

/// How the files of a dossier came about.
pub(super) struct Past {
    /// Paths of the files.
    pub paths: Vec<String>,
    /// The stream of their commits.
    pub stream: Vec<u8>,
    /// The texts in it that are marked as secrets: path and mark.
    pub marks: BTreeSet<(String, Name)>,
}

impl Past {
    /// That of the files that are sealed; of what joined a sealed dossier, since it was sealed. What nobody listed, and what
    /// was taken out, does not go out with it.
    ///
    /// # Errors
    /// If git fails.
    pub(super) fn of(contents: &Contents, occasion: &Occasion, history: &Repository) -> Result<Self, Diagnostic> {
        let after = occasion.before.as_ref().map(|before| before.commit.as_str());
        let there = contents.items.iter().filter(|item| item.state.is_there());
        let files = there.flat_map(Item::all_files).chain(contents.records.iter().map(String::as_str));
        let paths: Vec<String> = files.map(|file| format!("{}/{file}", contents.folder)).collect();
        let stream =
            history.exported(&occasion.commit, after, &paths.iter().map(String::as_str).collect::<Vec<_>>())?;
        let marks = texts_in(&stream).into_iter().filter_map(marked).collect();
        Ok(Self { paths, stream, marks })
    }
}

/// The file, if what it says is marked as a state secret.
pub(super) fn marked((path, bytes): (String, &[u8])) -> Option<(String, Name)> {
    let marked = Marked::is_read_in(&path).then(|| Marked::in_file(&path, bytes)).flatten()?;
    is_secret(&marked.mark).then_some((path, marked.mark))
}
