//! What the word after `--since` means: a step of review, a person, or a commit.

use super::{Dossier, Repository, versions};
use crate::archive::{Limits, Paper, Review, Source as _, person_meant};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Decision, Name, Person, sha256};
use crate::regulation::Regulation;
use crate::review::Ledger;
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace};
use std::collections::BTreeMap;

/// What is compared with.
pub(super) enum Since {
    /// The papers of a commit.
    Commit(String),
    /// A text of each paper, and the commit that holds it, if one does.
    Texts(BTreeMap<String, (String, Option<String>)>),
}

/// What a word may mean.
enum Meaning {
    /// The step of this id.
    Step(Name),
    /// Somebody: by id and name, or by the name git has alone.
    Person(Name, Name),
    Commit(String),
}

/// Papers, and who decides on them.
struct Asked<'a> {
    workspace: &'a Workspace,
    history: &'a Repository,
    dossier: &'a Dossier,
    /// Its papers, and the decisions on them.
    on_record: (&'a [Paper], &'a [Review]),
    regulation: Option<&'a Regulation>,
    people: &'a [Person],
    /// The files, without `.md`.
    papers: &'a [&'a str],
}

impl Since {
    /// What a word means.
    ///
    /// # Errors
    /// If it means nothing, or more than one thing, or there is no text that it stands for.
    pub(super) fn meant(
        workspace: &Workspace,
        history: &Repository,
        loaded: &LoadedArchive,
        (dossier, regulation): (&Dossier, Option<&Regulation>),
        papers: &[&str],
        word: &str,
    ) -> Result<Self, Diagnostics> {
        let (on_record, people) = (dossier.papers(loaded), loaded.archive.people.as_slice());
        let asked = Asked { workspace, history, dossier, on_record, regulation, people, papers };
        let commit = history.commit_id(word);
        let mut meanings: Vec<Meaning> = Vec::new();
        meanings.extend(asked.step(word).map(Meaning::Step));
        meanings.extend(asked.person(word)?);
        meanings.extend(commit.as_ref().ok().map(|id| Meaning::Commit(id.clone())));
        if 1 < meanings.len() {
            return Err(asked.ambiguous(word, &meanings).into());
        }
        match (meanings.pop(), commit) {
            (Some(Meaning::Commit(_)), _) => Ok(Self::Commit(word.to_owned())),
            (Some(Meaning::Step(step)), _) => asked.texts_of_step(&step).map(Self::Texts),
            (Some(Meaning::Person(id, name)), _) => asked.texts_of_person(&id, &name).map(Self::Texts),
            // What looks like a commit is one that is not there.
            (None, Err(problem)) if looks_like_commit(word) => Err(problem.into()),
            (None, _) => Err(asked.unknown(word)?.into()),
        }
    }
}

/// Whether a word can only be a commit: `HEAD~3`, a number in hexadecimal.
fn looks_like_commit(word: &str) -> bool {
    let is_id = 4 <= word.len() && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id || word.starts_with("HEAD") || word.contains(['~', '^', '@', '/', ':'])
}

type Texts = BTreeMap<String, (String, Option<String>)>;

impl Asked<'_> {
    /// The steps that are decided on these papers, each once.
    fn steps(&self) -> Vec<&Name> {
        let kinds = self.regulation.into_iter().flat_map(|regulation| regulation.documents.iter());
        let all = kinds.flat_map(|(_, kind)| kind.review_steps.groups.iter().flatten());
        let mut steps: Vec<&Name> = Vec::new();
        for step in all {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    }

    fn step(&self, word: &str) -> Option<Name> {
        let id = self.regulation?.find_event(word).ok().flatten()?;
        self.steps().into_iter().find(|step| step.as_str() == id).cloned()
    }

    /// The person, or whoever git has by that name.
    fn person(&self, word: &str) -> Result<Option<Meaning>, Diagnostic> {
        if let Some(person) = person_meant(self.people, word)? {
            return Ok(Some(Meaning::Person(person.id.clone(), person.name.clone())));
        }
        let name = Name::from(word);
        let is_author = self.authors()?.iter().any(|author| Name::from(author.as_str()) == name);
        Ok(is_author.then(|| Meaning::Person(name.clone(), name)))
    }

    /// Those who committed changes of the papers.
    fn authors(&self) -> Result<Vec<String>, Diagnostic> {
        let mut authors = Vec::new();
        for paper in self.papers {
            authors.extend(versions(self.history, self.dossier, paper)?.authors());
        }
        authors.sort();
        authors.dedup();
        Ok(authors)
    }

    /// The text of each paper at the last decision of a step.
    fn texts_of_step(&self, step: &Name) -> Result<Texts, Diagnostics> {
        let mut texts = Texts::new();
        for paper in self.papers {
            if let Some(decision) = self.last(paper, |decision| decision.step.as_ref() == Some(step)) {
                texts.insert((*paper).to_owned(), self.text_of(paper, decision)?);
            }
        }
        if !texts.is_empty() {
            return Ok(texts);
        }
        let Text { zh, en } = self.name(step);
        let problem = text!(zh: "还没有“{zh}”的决定", en: "nothing is decided on “{en}” yet");
        Err(Diagnostic::new(problem).hint(self.there_are()?).into())
    }

    /// The text of each paper at somebody's last decision, or else as they last left it.
    fn texts_of_person(&self, id: &Name, name: &Name) -> Result<Texts, Diagnostics> {
        let mut texts = Texts::new();
        for paper in self.papers {
            if let Some(decision) = self.last(paper, |decision| decision.by == *id) {
                texts.insert((*paper).to_owned(), self.text_of(paper, decision)?);
                continue;
            }
            let versions = versions(self.history, self.dossier, paper)?;
            let is_author = |author: &str| [id, name].contains(&&Name::from(author));
            let Some(commit) = versions.last_of(is_author) else { continue };
            let text = String::from_utf8_lossy(&versions.bytes(commit)?.unwrap_or_default()).into_owned();
            texts.insert((*paper).to_owned(), (text, Some(versions.id(commit).to_owned())));
        }
        if !texts.is_empty() {
            return Ok(texts);
        }
        let problem = text!(
            zh: "{name} 没有对这里的文书作过决定，也没有提交过改动",
            en: "{name} has neither decided on a paper here nor committed a change of one"
        );
        Err(Diagnostic::new(problem).hint(self.there_are()?).into())
    }

    /// The last decision on a paper of some kind, up to today.
    fn last(&self, paper: &str, is_it: impl Fn(&Decision) -> bool) -> Option<&Decision> {
        let path = self.path(paper);
        let (papers, reviews) = self.on_record;
        let review = reviews.iter().find(|review| review.paper == path)?;
        let document = &papers.iter().find(|paper| paper.path == path)?.front.document;
        let mut kinds = self.regulation?.documents.iter().filter(|(_, kind)| !kind.review_steps.is_empty());
        let kind = kinds.find(|(id, _)| self.regulation.is_some_and(|of| of.counts_as(document, id)));
        let steps = kind.map(|(_, kind)| &kind.review_steps).cloned().unwrap_or_default();
        Ledger::of(review, &steps, self.workspace.today).last(is_it)
    }

    /// The text that a decision is about.
    fn text_of(&self, paper: &str, decision: &Decision) -> Result<(String, Option<String>), Diagnostics> {
        let is_it = |bytes: &[u8]| sha256(bytes) == *decision.sha256;
        let versions = versions(self.history, self.dossier, paper)?;
        if let Some(commit) = versions.find(is_it)? {
            let text = String::from_utf8_lossy(&versions.bytes(commit)?.unwrap_or_default()).into_owned();
            return Ok((text, Some(versions.id(commit).to_owned())));
        }
        let here = self.workspace.source.read(&self.path(paper), Limits::PAPER)?.unwrap_or_default();
        if is_it(&here) {
            return Ok((String::from_utf8_lossy(&here).into_owned(), None));
        }
        let by = self.people.iter().find(|person| person.id == decision.by).map_or(&decision.by, |person| &person.name);
        let (date, sha) = (decision.date, format!("{:.12}", decision.sha256.as_str()));
        let problem = text!(
            zh: "{date} {by} 作决定时的《{paper}》不在历史中（SHA-256 {sha}…）",
            en: "the text of {paper} that {by} decided on {date} is not in the history (SHA-256 {sha}…)"
        );
        Err(Diagnostic::new(problem)
            .hint(Text::new(
                "取来含有它的提交（git fetch），或用 `--since 提交` 与另一提交相比",
                "fetch the commit that has it (git fetch), or compare with another one: `--since COMMIT`",
            ))
            .into())
    }

    fn path(&self, paper: &str) -> String {
        format!("{}/{paper}.md", self.dossier.folder)
    }

    fn name(&self, step: &str) -> Text {
        self.regulation.map_or_else(|| Text::same(step), |regulation| regulation.name(step))
    }

    fn unknown(&self, word: &str) -> Result<Diagnostic, Diagnostic> {
        let problem = text!(
            zh: "`{word}` 不是审签的环节，不是改过或决定过这份文书的人，也不是提交",
            en: "`{word}` is no step of review, nobody who changed or decided on the paper, and no commit"
        );
        Ok(Diagnostic::new(problem).hint(self.there_are()?))
    }

    /// What there is to compare with.
    fn there_are(&self) -> Result<Text, Diagnostic> {
        let is_decided = |step: &&&Name| {
            self.papers.iter().any(|paper| self.last(paper, |one| one.step.as_ref() == Some(**step)).is_some())
        };
        let steps = self.steps();
        let steps: Vec<Text> = steps.iter().filter(is_decided).map(|step| self.name(step)).collect();
        let mut people = self.authors()?;
        for person in self.people {
            let has_decided = self.papers.iter().any(|paper| self.last(paper, |one| one.by == person.id).is_some());
            if has_decided && !people.iter().any(|known| Name::from(known.as_str()) == person.name) {
                people.push(person.name.to_string());
            }
        }
        let (Text { zh, en }, who) = (Text::join(&steps, "、", ", "), Text::listed(&people));
        let [zh, en] = [(zh, who.zh, "、"), (en, who.en, ", ")].map(|(steps, people, between)| {
            [steps, people].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
        });
        Ok(if zh.is_empty() {
            Text::new("`git log --oneline` 列出提交", "`git log --oneline` shows the commits")
        } else {
            text!(
                zh: "有：{zh}；也可写提交，`git log --oneline` 列出",
                en: "there are: {en}; or give a commit, `git log --oneline` shows them"
            )
        })
    }

    /// That a word means several things, and how each is written clearly.
    fn ambiguous(&self, word: &str, meanings: &[Meaning]) -> Diagnostic {
        let other = |one: &Name, another: &str| if one.as_str() == word { another.to_owned() } else { one.to_string() };
        let told: Vec<(Text, String)> = meanings
            .iter()
            .map(|meaning| match meaning {
                Meaning::Step(id) => (Text::new("审签的环节", "a step of review"), other(id, &self.name(id).zh)),
                Meaning::Person(id, name) => (Text::new("人员", "a person"), other(id, name)),
                Meaning::Commit(id) => (Text::new("提交", "a commit"), format!("{id:.12}")),
            })
            .collect();
        let what: Vec<Text> = told.iter().map(|(what, _)| what.clone()).collect();
        let Text { zh, en } = Text::join(&what, "，也可以是", " as well as ");
        let clear: Vec<Text> = told
            .iter()
            .filter(|(_, written)| written != word)
            .map(|(Text { zh, en }, written)| text!(zh: "{zh}写 `{written}`", en: "`{written}` for {en}"))
            .collect();
        let Text { zh: clear, en: clear_en } = Text::join(&clear, "，", ", ");
        Diagnostic::new(text!(zh: "`{word}` 可以是{zh}", en: "`{word}` may be {en}"))
            .hint(text!(zh: "{clear}", en: "write {clear_en}"))
    }
}
