//! `Numbered`: the paper that is given a number, and what to note of it.

use crate::archive::Paper;
use crate::changes::review::paper_meant;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{ReviewState, reviews_of_topic, reviews_of_year};
use crate::model::{DocumentNumber, NumberEntry, Subject, file_stem};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace};

/// The paper that is given a number.
pub(super) struct Numbered<'a> {
    pub subject: Subject,
    pub regulation: &'a Regulation,
    pub paper: &'a Paper,
}

impl<'a> Numbered<'a> {
    /// The paper that words mean.
    ///
    /// # Errors
    /// If they mean none, or more than one.
    pub(super) fn of(
        workspace: &Workspace,
        loaded: &'a LoadedArchive,
        target: &str,
        document: &str,
    ) -> Result<Self, Diagnostics> {
        let (subject, folders) = workspace.subject(target)?;
        let archive = &loaded.archive;
        let unread = |folder: &str| -> Diagnostics {
            let of_folder = |problem: &&Diagnostic| {
                problem.place.as_ref().is_some_and(|place| place.path.starts_with(&format!("{folder}/")))
            };
            archive.problems.iter().filter(of_folder).cloned().collect()
        };
        let (papers, regulation) = match &subject {
            Subject::Topic(_) => {
                let folder = folders.first().map_or("", |folder| folder.path.as_str());
                let topic = archive.topics.iter().find(|topic| topic.folder == folder);
                let topic = topic.ok_or_else(|| unread(folder))?;
                (&topic.papers[..], loaded.regulations.get(&topic.file.regulation)?)
            }
            Subject::Plan(year) => {
                let regulation = loaded.regulations.of_plans(loaded.settings()?)?;
                (archive.plan(*year).map_or(&[][..], |plan| &plan.papers), regulation)
            }
            Subject::Room(_) | Subject::Archive => return Err(no_papers(&subject).into()),
        };
        let folder =
            folders.first().map_or_else(|| format!("plans/{subject}").replace("plan:", ""), |one| one.path.clone());
        let paper = paper_meant(&workspace.source, papers, regulation, &subject, (document, None)).map_err(|none| {
            let unread = unread(&folder);
            if unread.is_empty() { none } else { unread }
        })?;
        Ok(Self { subject, regulation, paper })
    }

    /// The layout of its kind.
    pub(super) fn layout(&self) -> Option<&'a str> {
        self.regulation.documents.get(&self.paper.front.document)?.layout.as_deref()
    }

    /// The number in its head, if it is written as one.
    pub(super) fn in_head(&self) -> Option<DocumentNumber> {
        self.paper.front.number.as_ref()?.parse().ok()
    }

    /// The name of its file without the ending, if it is not that of its kind.
    pub(super) fn own_name(&self) -> Option<&'a str> {
        let stem = file_stem(&self.paper.path);
        let kind = self.regulation.documents.get(&self.paper.front.document);
        Some(stem).filter(|stem| kind.is_none_or(|kind| kind.term.name.as_str() != *stem))
    }

    /// What else to do: a number is taken when the paper is signed for issue, and a former number stays used.
    pub(super) fn notes(&self, loaded: &LoadedArchive, number: &DocumentNumber, former: &[&NumberEntry]) -> Vec<Text> {
        let path = &self.paper.path;
        let mut notes = Vec::new();
        if !former.is_empty() {
            let Text { zh, en } = Text::listed(former.iter().map(|entry| entry.text().to_string()));
            notes.push(text!(
                zh: "原文号 {zh} 仍算已用，不再给别的文书",
                en: "the former number {en} stays used and goes to no other paper"
            ));
        }
        if let Some(written) = self.paper.front.number.as_ref().filter(|written| ***written != *number.to_string()) {
            notes.push(text!(
                zh: "{path} 文首写的是 {written}，请改为 {number}，或删去 `number`（已审签的，改后重新审签）",
                en: "the head of {path} has {written}: make it {number}, or take `number` out (and have it approved anew if it was)"
            ));
        }
        if let Some(draft) = self.paper.draft {
            let Text { zh, en } = phrase::unfinished(draft);
            notes.push(text!(zh: "文稿{zh}：{path}", en: "the paper {en}: {path}"));
        }
        notes.extend(self.open_steps(loaded));
        notes
    }

    /// That steps of its review are still to be taken.
    fn open_steps(&self, loaded: &LoadedArchive) -> Option<Text> {
        let archive = &loaded.archive;
        let reviews = match &self.subject {
            Subject::Topic(key) => {
                let folder = self.paper.path.rsplit_once('/')?.0;
                let topic = archive.topics.iter().find(|topic| topic.key == *key && topic.folder == folder)?;
                reviews_of_topic(loaded.context(), topic, None)
            }
            Subject::Plan(year) => reviews_of_year(loaded.context(), archive.plan(*year)?, self.regulation, None),
            Subject::Room(_) | Subject::Archive => return None,
        };
        let review = reviews.iter().find(|review| review.paper == self.paper.path)?;
        if review.state == ReviewState::Through {
            return None;
        }
        let Text { zh, en } = review.lacks(archive);
        Some(text!(
            zh: "审签还没有办完（{zh}）；文号在签发以后编",
            en: "it is not approved yet ({en}); a number is taken when it is signed for issue"
        ))
    }
}

/// The problem of a target that has no papers.
fn no_papers(subject: &Subject) -> Diagnostic {
    let Text { zh, en } = subject.called();
    Diagnostic::new(text!(zh: "{zh}没有文书", en: "{en} has no papers"))
        .hint(Text::new("写议题编号，或 `plan:年份`", "give a topic's key, or `plan:YEAR`"))
}
