//! The comments on papers, each where its words stand now, and who removed those that stand nowhere.

use super::{LoadedArchive, Subjects, Workspace};
use crate::archive::{Archive, Comments, Limits, Source, TopicFolder};
use crate::diagnostic::Diagnostics;
use crate::history::{Commit, Repository, Version};
use crate::model::{Comment, Name, Settlement, Subject, sha256};
use crate::review::difference::Difference;
use crate::review::place::{Before, Place, counted, place, sentence};
use std::collections::HashMap;

/// Comments, and the archive without its topics.
pub struct PlacedComments {
    /// The archive.
    pub loaded: LoadedArchive,
    /// The comments, by paper and in file order.
    pub all: Vec<PlacedComment>,
}

/// A comment, and where its words are now.
#[derive(Clone, Debug)]
pub struct PlacedComment {
    /// Whose paper it is on.
    pub subject: Subject,
    /// The topic's title.
    pub title: Option<Name>,
    /// Path of the paper.
    pub paper: String,
    /// The comment.
    pub comment: Comment,
    /// Who made it, by name.
    pub by: Name,
    /// What settles it.
    pub settled: Option<Settlement>,
    /// Who settled it, by name.
    pub settled_by: Option<Name>,
    /// Where its words are.
    pub place: Place,
    /// Line and column of them in the paper.
    pub at: Option<(usize, usize)>,
    /// What they are now.
    pub words: Option<String>,
    /// Of words that are nowhere, the sentence that they stood in.
    pub sentence: Option<String>,
    /// Of words that are nowhere, who removed them.
    pub removed: Option<Removed>,
}

/// Who removed the words of a comment.
#[derive(Clone, Debug)]
pub enum Removed {
    /// A commit.
    By(Commit),
    /// It is not committed yet.
    Uncommitted,
    /// It was not looked for: too many on one paper are removed.
    Unsought,
}

/// Most comments on one paper of which is looked for who removed their words.
const MOST: usize = 200;

/// Which comments are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    /// Of these topics and years; of all if none is named.
    pub keys: &'w [String],
    /// Only those that are not settled.
    pub open: bool,
    /// Only those on the paper at this path.
    pub paper: Option<&'w str>,
}

impl PlacedComments {
    /// The comments that are wanted.
    ///
    /// # Errors
    /// If a word means nothing, or more than one thing; if the calendar cannot be read.
    pub fn of(workspace: &Workspace, wanted: Wanted) -> Result<Self, Diagnostics> {
        let (mut loaded, all_folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let asked = (!wanted.keys.is_empty()).then(|| Subjects::of(&workspace.source, wanted.keys)).transpose()?;
        let folders: Vec<TopicFolder> = asked.as_ref().map_or(all_folders, |asked| asked.topics.clone());
        let mut all = Vec::new();
        let plans = loaded.archive.plans.iter();
        for plan in plans.filter(|plan| asked.as_ref().is_none_or(|asked| asked.has(&Subject::Plan(plan.year)))) {
            let of = Of { archive: &loaded.archive, subject: Subject::Plan(plan.year), title: None };
            all.extend(plan.comments.iter().flat_map(|comments| of.papers(workspace, comments, wanted)));
        }
        loaded.read_in_parts(&workspace.source, &folders, |context| {
            for topic in &context.archive.topics {
                let (subject, title) = (Subject::Topic(topic.key), Some(topic.file.title.clone()));
                let of = Of { archive: context.archive, subject, title };
                all.extend(topic.comments.iter().flat_map(|comments| of.papers(workspace, comments, wanted)));
            }
        });
        Ok(Self { loaded, all })
    }
}

/// Where the words of some comments stand in a text of their paper that nothing has written yet.
pub(crate) fn places_in<'c>(
    workspace: &Workspace,
    paper: &str,
    text: &[u8],
    comments: impl Iterator<Item = &'c Comment>,
) -> Vec<Place> {
    let mut texts = Texts::with(workspace, paper, text);
    comments.map(|comment| texts.place(comment)).collect()
}

/// Whose comments are placed.
struct Of<'a> {
    archive: &'a Archive,
    subject: Subject,
    title: Option<Name>,
}

impl Of<'_> {
    fn papers(&self, workspace: &Workspace, comments: &Comments, wanted: Wanted) -> Vec<PlacedComment> {
        if wanted.paper.is_some_and(|paper| paper != comments.paper) {
            return Vec::new();
        }
        let mut texts = Texts::of(workspace, &comments.paper);
        let all = comments.made().map(|(_, comment)| (comment, comments.settlement(&comment.id)));
        let all = all.filter(|(_, settled)| !wanted.open || settled.is_none());
        all.map(|(comment, settled)| self.placed(&mut texts, comment, settled)).collect()
    }

    fn placed(&self, texts: &mut Texts, comment: &Comment, settled: Option<&Settlement>) -> PlacedComment {
        let place = texts.place(comment);
        let range = place.range().cloned();
        let is_orphaned = place == Place::Orphaned;
        PlacedComment {
            subject: self.subject.clone(),
            title: self.title.clone(),
            paper: texts.paper.clone(),
            by: self.archive.name_of(&comment.by).clone(),
            settled: settled.cloned(),
            settled_by: settled.map(|settled| self.archive.name_of(&settled.by).clone()),
            at: range.clone().map(|range| line_and_column(&texts.now[..range.start])),
            words: range.map(|range| texts.now[range].iter().collect()),
            sentence: is_orphaned.then(|| texts.sentence(comment)),
            removed: is_orphaned.then(|| texts.removed(comment)),
            place,
            comment: comment.clone(),
        }
    }
}

/// Line and column behind some text.
fn line_and_column(before: &[char]) -> (usize, usize) {
    let line_start = before.iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    (before.iter().filter(|c| **c == '\n').count() + 1, before.len() - line_start + 1)
}

/// The text of a paper now, and the texts that it was, as far as comments ask for them.
struct Texts<'w> {
    workspace: &'w Workspace,
    paper: String,
    now: Vec<char>,
    sha256: String,
    history: Option<Repository>,
    versions: Option<Vec<Version>>,
    /// The versions by the SHA-256 of the text.
    by_digest: HashMap<String, usize>,
    /// Of how many comments it was looked for who removed their words.
    sought: usize,
    /// What became of each older text, by SHA-256; none of one that is in no commit.
    since: HashMap<Name, Option<Difference>>,
}

impl<'w> Texts<'w> {
    fn of(workspace: &'w Workspace, paper: &str) -> Self {
        let bytes = workspace.source.read(paper, Limits::PAPER).ok().flatten().unwrap_or_default();
        Self::with(workspace, paper, &bytes)
    }

    fn with(workspace: &'w Workspace, paper: &str, bytes: &[u8]) -> Self {
        Self {
            workspace,
            paper: paper.to_owned(),
            now: counted(bytes),
            sha256: sha256(bytes),
            history: None,
            versions: None,
            by_digest: HashMap::new(),
            sought: 0,
            since: HashMap::new(),
        }
    }

    fn place(&mut self, comment: &Comment) -> Place {
        if *comment.text == *self.sha256 {
            return place(comment, &self.now, Before::Same);
        }
        if !self.since.contains_key(&comment.text) {
            let old = self.text(&comment.text);
            let difference = old.map(|old| Difference::between(old, &self.now));
            self.since.insert(comment.text.clone(), difference);
        }
        let known = self.since.get(&comment.text).and_then(Option::as_ref);
        place(comment, &self.now, known.map_or(Before::Lost, Before::Changed))
    }

    /// The commits that changed the paper, the latest first.
    fn versions(&mut self) -> &[Version] {
        if self.versions.is_none() {
            self.history = self.workspace.history().ok();
            let versions = self.history.as_ref().and_then(|history| history.file_log(&self.paper).ok());
            let versions = versions.unwrap_or_default();
            let texts =
                versions.iter().enumerate().filter_map(|(nth, version)| Some((sha256(&self.bytes(version)?), nth)));
            self.by_digest = texts.collect();
            self.versions = Some(versions);
        }
        self.versions.as_deref().unwrap_or_default()
    }

    /// The paper's bytes in a commit.
    fn bytes(&self, version: &Version) -> Option<Vec<u8>> {
        let tree = self.history.as_ref()?.tree(&version.commit.id).ok()?;
        Source::read(&tree, &version.path, Limits::PAPER).ok()?
    }

    /// The older text with a digest, if a commit has it.
    fn text(&mut self, digest: &Name) -> Option<Vec<char>> {
        self.versions();
        let version = self.versions.as_ref()?.get(*self.by_digest.get(digest.as_str())?)?;
        self.bytes(version).map(|text| counted(&text))
    }

    /// The sentence in which words stood that are gone.
    fn sentence(&self, comment: &Comment) -> String {
        let known = self.since.get(&comment.text).and_then(Option::as_ref);
        let start = usize::try_from(comment.start).unwrap_or(usize::MAX);
        let range = start..start.saturating_add(comment.exact.chars().count());
        let sentence = known.map(|known| sentence(known.old(), &range)).unwrap_or_default();
        if sentence.contains(&comment.exact) { sentence } else { comment.exact.clone() }
    }

    /// The first commit from which on the words are nowhere.
    fn removed(&mut self, comment: &Comment) -> Removed {
        self.sought += 1;
        if MOST < self.sought {
            return Removed::Unsought;
        }
        let versions = self.versions().to_vec();
        let old = self.since.get(&comment.text).and_then(Option::as_ref).map(|known| known.old().to_vec());
        let is_without = |version: &&Version| {
            let now = counted(&self.bytes(version).unwrap_or_default());
            let difference = old.as_ref().map(|old| Difference::between(old.clone(), &now));
            place(comment, &now, difference.as_ref().map_or(Before::Lost, Before::Changed)) == Place::Orphaned
        };
        let first = versions.iter().take_while(is_without).last();
        first.map_or(Removed::Uncommitted, |version| Removed::By(version.commit.clone()))
    }
}
