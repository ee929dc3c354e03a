//! The papers of a topic or a year as they are beside what they were: in a commit, when a step of review was last decided, or when
//! somebody last decided on them or changed them.

mod since;

use super::{LoadedArchive, Workspace};
use crate::archive::{
    EntryKind, Limits, Paper, Review, Source, TopicFolder, folders_of_key, front_matter, topic_folders,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{self, NodeKind, Repository, Tree, Versions};
use crate::model::{Date, Name, Subject};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use since::Since;
use std::collections::BTreeMap;

/// The text of each paper, by file name without `.md`.
pub(crate) type Papers = BTreeMap<String, String>;

/// Papers of a topic or a year, as they were and as they are.
pub(crate) struct Compared {
    pub dossier: Dossier,
    /// The archive with the topic, if it is one.
    pub loaded: LoadedArchive,
    pub old: Papers,
    pub new: Papers,
    history: Repository,
    since: Since,
}

/// The folder that has the papers.
pub(crate) struct Dossier {
    pub subject: Subject,
    /// Its path.
    pub folder: String,
}

/// A paper as somebody left it.
pub(crate) struct PaperEdition {
    pub text: String,
    pub author: String,
    pub day: Date,
}

impl Compared {
    /// The papers of a topic or a year, or the one that a word means, since what another word means; since the last commit if there is
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
        let (dossier, topics) = Dossier::meant(workspace, key)?;
        let loaded = workspace.read(&topics)?;
        let history = workspace.history()?;
        let mut new = papers(&workspace.source, &dossier.folder)?;
        let regulation = dossier.regulation(&loaded).ok();
        let is_meant = |name: &str, text: &str| document.is_none_or(|word| is_meant(regulation, word, name, text));
        let mut known: Vec<String> = new.keys().cloned().collect();
        let since = match since {
            None => Since::Commit("HEAD".to_owned()),
            Some(word) => {
                let asked: Vec<&str> =
                    new.iter().filter(|(name, text)| is_meant(name, text)).map(|(name, _)| name.as_str()).collect();
                Since::meant(workspace, &history, &loaded, (&dossier, regulation), &asked, word)?
            }
        };
        let mut old = match &since {
            Since::Commit(revision) => {
                let past = workspace.past(revision)?;
                dossier.before(&past).map_or(Ok(Papers::new()), |before| papers(&past, &before))?
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
                Err(no_paper(&dossier.subject.to_string(), document, known).into())
            }
            _ => Ok(Self { dossier, loaded, old, new, history, since }),
        }
    }

    /// How a paper came to read as it does, from its old text on: every change by whoever made it. What is not committed
    /// yet is a change of whoever git takes for the user, of today.
    ///
    /// # Errors
    /// If git cannot read it, or does not know the user.
    pub(crate) fn editions(&self, workspace: &Workspace, name: &str) -> Result<Vec<PaperEdition>, Diagnostic> {
        let versions = versions(&self.history, &self.dossier, name)?;
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

impl Dossier {
    fn meant(workspace: &Workspace, key: &str) -> Result<(Self, Vec<TopicFolder>), Diagnostics> {
        let (subject, topics) = workspace.subject(key)?;
        let folder = match &subject {
            Subject::Plan(year) => format!("plans/{year}"),
            // Of a room it is said that it is no topic.
            _ => workspace.topic(key)?.path,
        };
        Ok((Self { subject, folder }, topics))
    }

    /// The regulation under which its papers are.
    ///
    /// # Errors
    /// If that cannot be read.
    pub(crate) fn regulation<'l>(&self, loaded: &'l LoadedArchive) -> Result<&'l Regulation, Diagnostics> {
        match self.subject {
            Subject::Topic(_) => loaded.topic().map(|(_, regulation)| regulation),
            _ => Ok(loaded.regulations.of_plans(loaded.settings()?)?),
        }
    }

    fn papers<'l>(&self, loaded: &'l LoadedArchive) -> (&'l [Paper], &'l [Review]) {
        match self.subject {
            Subject::Plan(year) => {
                loaded.archive.plan(year).map_or((&[][..], &[][..]), |plan| (&plan.papers, &plan.reviews))
            }
            _ => loaded.archive.topics.first().map_or((&[][..], &[][..]), |topic| (&topic.papers, &topic.reviews)),
        }
    }

    /// Its folder in a commit. That of a topic may have had another name.
    fn before(&self, past: &dyn Source) -> Option<String> {
        match &self.subject {
            Subject::Topic(key) => {
                topic_folders(past).0.into_iter().find(|before| before.key == *key).map(|before| before.path)
            }
            _ => Some(self.folder.clone()),
        }
    }
}

/// A paper in every commit, wherever the topic's folder was.
fn versions(history: &Repository, dossier: &Dossier, name: &str) -> Result<Versions, Diagnostic> {
    let place = |files: &Tree, later: &str| {
        let (parent, file) = later.rsplit_once('/')?;
        if files.kind(parent).ok().flatten() == Some(NodeKind::Folder) {
            return Some(later.to_owned());
        }
        let Subject::Topic(key) = dossier.subject else { return None };
        let before = folders_of_key(files, key).into_iter().next()?;
        Some(format!("{}/{file}", before.path))
    };
    history.versions(&format!("{}/{name}.md", dossier.folder), &place)
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
