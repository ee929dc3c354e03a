//! What has joined a dossier since it was sealed, and what was changed or taken out since.

use super::contents::{Contents, Item};
use crate::archive::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::Repository;
use crate::model::Name;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::workspace::{LoadedArchive, topics_in};

/// How the files of a dossier differ from those of its last sealing.
pub struct Additions {
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
    /// Compares a dossier, at whose files was looked, with what a commit had of it when it was sealed.
    ///
    /// # Errors
    /// If what was sealed cannot be read.
    pub fn since(
        commit: &str,
        history: &Repository,
        now: &LoadedArchive,
        (source, contents): (&dyn Source, &Contents),
    ) -> Result<Self, Diagnostics> {
        let tree = history.tree(commit)?;
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

    /// The same since the last sealing on record; none without one, or while no commit has brought its record.
    ///
    /// # Errors
    /// If the history, or what was sealed, cannot be read.
    pub fn since_last(
        history: &Repository,
        now: &LoadedArchive,
        (source, contents): (&dyn Source, &Contents),
    ) -> Result<Option<Self>, Diagnostics> {
        let Some(last) = contents.sealed.last() else { return Ok(None) };
        let Some(commit) = history.before(&last.seal)? else { return Ok(None) };
        Self::since(&commit, history, now, (source, contents)).map(Some)
    }

    /// The files that are new or not as they were sealed.
    pub fn new_files<'c>(&self, contents: &'c Contents) -> impl Iterator<Item = &'c str> {
        let new = contents.items.iter().zip(&self.new).filter(|(item, is_new)| **is_new && item.state.is_there());
        new.map(|(item, _)| item.file.as_str())
    }

    /// What is new, changed or gone, and the command that seals it; none if nothing is.
    #[must_use]
    pub fn told(&self, contents: &Contents) -> Option<Text> {
        let listed = |files: &mut dyn Iterator<Item = &str>| Text::listed(files.map(on_one_line));
        let new = listed(&mut self.new_files(contents));
        let gone = listed(&mut self.gone.iter().map(String::as_str));
        let parts = [
            (&new, Text::new("封装以后新增或改动：", "new or changed since it was sealed: ")),
            (&gone, Text::new("封装以后撤出：", "taken out since it was sealed: ")),
        ];
        let parts: Vec<Text> =
            parts.into_iter().filter(|(files, _)| !files.is_empty()).map(|(files, said)| said.then(files)).collect();
        // What was sealed and is not as it was goes out with the reason alone.
        let needs_reason = !(self.corrected.is_empty() && self.gone.is_empty());
        let (why, why_en) = if needs_reason { (" --note 〈原因〉", " --note 〈REASON〉") } else { ("", "") };
        let (key, Text { zh, en }) = (contents.key, Text::join(&parts, "；", "; "));
        (!parts.is_empty()).then(|| {
            text!(
                zh: "{zh}；补充封装：yijuan dossier append {key}{why}",
                en: "{en}; to seal them: yijuan dossier append {key}{why_en}"
            )
        })
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
