//! The papers of a topic as they were in a commit, and as they are.

use super::Workspace;
use crate::archive::{EntryKind, Limits, Source, front_matter, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Name;
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use std::collections::BTreeMap;

/// The text of each paper, by file name without `.md`.
pub(crate) type TextByName = BTreeMap<String, String>;

/// The papers of a topic at two times.
pub(crate) struct PapersSince {
    pub old: TextByName,
    pub new: TextByName,
}

impl PapersSince {
    /// The papers of a topic in a commit and now: all, or those that a word means.
    ///
    /// # Errors
    /// If a word means nothing, or there is no such commit.
    pub(crate) fn read(
        workspace: &Workspace,
        key: &str,
        document: Option<&str>,
        since: &str,
    ) -> Result<Self, Diagnostics> {
        let folder = workspace.topic(key)?;
        let past = workspace.past(since)?;
        // The folder may have had another name, or may be new.
        let before = topic_folders(&past).0.into_iter().find(|before| before.key == folder.key);
        let mut old = before.map_or(Ok(TextByName::new()), |before| papers(&past, &before.path))?;
        let mut new = papers(&workspace.source, &folder.path)?;
        let Some(document) = document else { return Ok(Self { old, new }) };
        let loaded = workspace.read(std::slice::from_ref(&folder))?;
        let topic = loaded.archive.topics.first();
        let regulation = topic.and_then(|topic| loaded.regulations.get(&topic.file.regulation).ok());
        let known: Vec<String> = old.keys().chain(new.keys()).cloned().collect();
        for papers in [&mut old, &mut new] {
            papers.retain(|name, text| is_meant(regulation, document, name, text));
        }
        if old.is_empty() && new.is_empty() {
            return Err(no_paper(&folder.key.to_string(), document, known).into());
        }
        Ok(Self { old, new })
    }
}

fn papers(source: &dyn Source, folder: &str) -> Result<TextByName, Diagnostic> {
    let mut papers = TextByName::new();
    for entry in source.folder(folder)?.iter().filter(|entry| entry.kind == EntryKind::File) {
        if let Some(name) = entry.name.strip_suffix(".md") {
            let bytes = source.read(&format!("{folder}/{}", entry.name), Limits::PAPER)?.unwrap_or_default();
            papers.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(papers)
}

/// Whether a paper is meant by its file name or by its kind of document.
fn is_meant(regulation: Option<&Regulation>, written: &str, name: &str, text: &str) -> bool {
    let written = Name::from(written);
    if Name::from(name) == written {
        return true;
    }
    let Some(front) = front_matter(name, text).value.flatten() else { return false };
    let kind = regulation.and_then(|regulation| regulation.documents.get(&front.document));
    *front.document == *written || kind.is_some_and(|kind| kind.term.name == written)
}

fn no_paper(key: &str, written: &str, mut known: Vec<String>) -> Diagnostic {
    known.sort();
    known.dedup();
    let problem = Diagnostic::new(text!(zh: "{key} 没有文书 `{written}`", en: "{key} has no paper `{written}`"));
    let Text { zh, en } = Text::listed(&known);
    if known.is_empty() {
        problem.hint(text!(zh: "它还没有文书；`yijuan render {key} 文书` 起草", en: "it has none yet; `yijuan render {key} DOCUMENT` drafts one"))
    } else {
        problem.hint(text!(zh: "有：{zh}", en: "there are: {en}"))
    }
}
