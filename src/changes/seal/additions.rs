//! What has joined a dossier since it was sealed, and what was changed or taken out since.

use super::occasion::Before;
use crate::archive::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::{Contents, Item};
use crate::history::Repository;
use crate::model::Name;
use crate::workspace::{LoadedArchive, topics_in};

/// How the files of a dossier differ from those of its last sealing.
pub(super) struct Additions {
    /// The files that are new or not as they were sealed, by their place among the items.
    pub new: Vec<bool>,
    /// The files that were sealed as final and have been changed.
    pub corrected: Vec<String>,
    /// The files that were sealed and are not there any more.
    pub gone: Vec<String>,
    /// The texts that were sealed with decisions on them, by digest.
    pub decided: Vec<Name>,
}

impl Additions {
    /// Compares a dossier with what was sealed of it.
    ///
    /// # Errors
    /// If what was sealed cannot be read.
    pub(super) fn since(
        before: &Before,
        history: &Repository,
        now: &LoadedArchive,
        (source, contents): (&dyn Source, &Contents),
    ) -> Result<Self, Diagnostics> {
        let tree = history.tree(&before.commit)?;
        let folders = topics_in(&tree, &[contents.key.to_string()])?;
        let loaded = LoadedArchive::read(&tree, Some(&folders), now.today)?;
        let (topic, regulation) = loaded.topic()?;
        let sealed = Contents::of(loaded.context(), regulation, topic);
        let mut additions = Self { new: Vec::new(), corrected: Vec::new(), gone: Vec::new(), decided: Vec::new() };
        for item in &contents.items {
            let there = sealed.items.iter().find(|there| there.file == item.file && there.state.is_there());
            let is_same = match there {
                Some(there) => {
                    is_same(item, there, (source, &contents.folder), (&tree, &sealed.folder))?
                        && there.state == item.state
                }
                None => false,
            };
            // A signed copy that came later corrects nothing.
            let has_new_copy = there.is_some_and(|there| item.signed.len() > there.signed.len());
            if !is_same && there.is_some_and(|there| !there.state.is_unfinished()) {
                additions.corrected.push(item.file.clone());
            }
            additions.new.push(!is_same || has_new_copy);
        }
        let kept: Vec<&str> =
            contents.items.iter().filter(|item| item.state.is_there()).flat_map(Item::files).collect();
        let there = sealed.items.iter().filter(|there| there.state.is_there()).flat_map(Item::files);
        additions.gone = there.filter(|file| !kept.contains(file)).map(ToOwned::to_owned).collect();
        let decisions = topic.reviews.iter().flat_map(|review| &review.decisions);
        additions.decided = decisions.map(|decision| decision.sha256.clone()).collect();
        Ok(additions)
    }
}

/// Whether all files of an item have the same bytes in both, but for signed copies that are new.
fn is_same(
    item: &Item,
    there: &Item,
    now: (&dyn Source, &str),
    sealed: (&dyn Source, &str),
) -> Result<bool, Diagnostic> {
    let known = item.files().filter(|file| there.files().any(|other| other == *file));
    for file in known.chain(item.beside.iter().map(String::as_str)) {
        let read = |(source, folder): (&dyn Source, &str)| source.read(&format!("{folder}/{file}"), Limits::MATERIAL);
        if read(now)? != read(sealed)? {
            return Ok(false);
        }
    }
    Ok(true)
}
