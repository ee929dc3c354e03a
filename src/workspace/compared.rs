//! The papers of a topic as they are beside what they were: in a commit, when a step of review was last decided, or when
//! somebody last decided on them or changed them.

mod since;

use super::{LoadedArchive, Workspace};
use crate::archive::{EntryKind, Limits, Source, TopicFolder, folders_of_key, front_matter, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{self, NodeKind, Repository, Tree, Versions};
use crate::model::{Date, Name};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use since::Since;
use std::collections::BTreeMap;

/// The text of each paper of a topic, by file name without `.md`.
pub(crate) type Papers = BTreeMap<String, String>;

/// Papers of a topic, as they were and as they are.
pub(crate) struct Compared {
    pub folder: TopicFolder,
    /// The archive with the topic.
    pub loaded: LoadedArchive,
    pub old: Papers,
    pub new: Papers,
    history: Repository,
    since: Since,
}

/// A paper as somebody left it.
pub(crate) struct PaperEdition {
    pub text: String,
    pub author: String,
    pub day: Date,
}

impl Compared {
    /// A topic's papers, or the one that a word means, since what another word means; since the last commit if there is
    /// none.
    ///
    /// # Errors
    /// If a word means nothing or too much, or the text that it means is not in the history.
    pub(crate) fn of(
        workspace: &Workspace,
        key: &str,
        document: Option<&str>,
        since: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let folder = workspace.topic(key)?;
        let loaded = workspace.read(std::slice::from_ref(&folder))?;
        let history = workspace.history()?;
        let mut new = papers(&workspace.source, &folder.path)?;
        let topic = loaded.archive.topics.first();
        let regulation = topic.and_then(|topic| loaded.regulations.get(&topic.file.regulation).ok());
        let is_meant = |name: &str, text: &str| document.is_none_or(|word| is_meant(regulation, word, name, text));
        let mut known: Vec<String> = new.keys().cloned().collect();
        let since = match since {
            None => Since::Commit("HEAD".to_owned()),
            Some(word) => {
                let asked: Vec<&str> =
                    new.iter().filter(|(name, text)| is_meant(name, text)).map(|(name, _)| name.as_str()).collect();
                Since::meant(workspace, &history, &loaded, (&folder, regulation), &asked, word)?
            }
        };
        let mut old = match &since {
            Since::Commit(revision) => {
                let past = workspace.past(revision)?;
                // The folder may have had another name, or may be new.
                let before = topic_folders(&past).0.into_iter().find(|before| before.key == folder.key);
                before.map_or(Ok(Papers::new()), |before| papers(&past, &before.path))?
            }
            Since::Texts(texts) => texts.iter().map(|(name, (text, _))| (name.clone(), text.clone())).collect(),
        };
        known.extend(old.keys().cloned());
        for papers in [&mut old, &mut new] {
            papers.retain(|name, text| is_meant(name, text));
        }
        if let Since::Texts(texts) = &since {
            new.retain(|name, _| texts.contains_key(name));
        }
        match document {
            Some(document) if old.is_empty() && new.is_empty() => {
                Err(no_paper(&folder.key.to_string(), document, known).into())
            }
            _ => Ok(Self { folder, loaded, old, new, history, since }),
        }
    }

    /// How a paper came to read as it does, from its old text on: every change by whoever made it. What is not committed
    /// yet is a change of whoever git takes for the user, of today.
    ///
    /// # Errors
    /// If git cannot read it, or does not know the user.
    pub(crate) fn editions(&self, workspace: &Workspace, name: &str) -> Result<Vec<PaperEdition>, Diagnostic> {
        let versions = versions(&self.history, &self.folder, name)?;
        let start = match &self.since {
            Since::Commit(revision) => versions.commit(&self.history.commit_id(revision)?),
            Since::Texts(texts) => texts.get(name).and_then(|(_, commit)| versions.commit(commit.as_deref()?)),
        };
        let mut editions: Vec<PaperEdition> = Vec::new();
        for step in start.map(|start| versions.since(start)).unwrap_or_default() {
            let bytes = versions.bytes(step.commit)?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            editions.push(PaperEdition { text, author: step.authors.join("、"), day: step.date });
        }
        let Some(new) = self.new.get(name) else { return Ok(editions) };
        let last = editions.last().map_or_else(|| self.old.get(name), |last| Some(&last.text));
        if last != Some(new) {
            let author = history::author(workspace.source.root())?;
            let author = author.split(" <").next().unwrap_or_default().to_owned();
            editions.push(PaperEdition { text: new.clone(), author, day: workspace.today });
        }
        Ok(editions)
    }
}

/// A paper in every commit, wherever the topic's folder was.
fn versions(history: &Repository, folder: &TopicFolder, name: &str) -> Result<Versions, Diagnostic> {
    let place = |files: &Tree, later: &str| {
        let (parent, file) = later.rsplit_once('/')?;
        if files.kind(parent).ok().flatten() == Some(NodeKind::Folder) {
            return Some(later.to_owned());
        }
        let before = folders_of_key(files, folder.key).into_iter().next()?;
        Some(format!("{}/{file}", before.path))
    };
    history.versions(&format!("{}/{name}.md", folder.path), &place)
}

fn papers(source: &dyn Source, folder: &str) -> Result<Papers, Diagnostic> {
    let mut papers = Papers::new();
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
