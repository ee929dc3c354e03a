//! `Found`: the paper that is decided on, with its text, its decisions and the state of its review.

use crate::archive::{Comments, Limits, Paper, Source};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::engine::{PaperReview, ReviewState, reviews_of};
use crate::history::Commit;
use crate::model::{COMMENTS, Date, Decision, Name, Subject, decisions_on, file_stem, sha256};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{DocumentKind, Term, written};
use crate::workspace::{LoadedArchive, Workspace, lines_gone, other_texts, template};
use std::string::FromUtf8Error;

/// The paper as it is in the work tree.
pub(super) struct Found {
    pub loaded: LoadedArchive,
    pub subject: Subject,
    /// Its path.
    pub path: String,
    pub bytes: Vec<u8>,
    /// As `sha256sum` shows it.
    pub sha256: String,
}

impl Found {
    pub(super) fn of(
        workspace: &Workspace,
        loaded: LoadedArchive,
        subject: &Subject,
        (document, round): (&str, Option<u32>),
    ) -> Result<Self, Diagnostics> {
        if matches!(subject, Subject::Room(_) | Subject::Archive) {
            return Err(Diagnostic::new(Text::new(
                "只有议题和年度的文书才审签",
                "papers are those of a topic or a year",
            ))
            .hint(Text::new("写议题编号，或 `plan:年份`", "give a topic's key, or `plan:YEAR`"))
            .into());
        }
        let (papers, regulation) = Self::papers(&loaded, subject)?;
        let path = paper_meant(&workspace.source, papers, regulation, subject, (document, round))?.path.clone();
        // Its decisions would lie where comments lie.
        if let Some(stem) = path.strip_suffix(".comments.md") {
            let message = Text::new("文件名以 .comments 结尾", "the name of the file ends in .comments");
            let hint = text!(zh: "改名为 {stem}.md 之类", en: "rename it, say to {stem}.md");
            return Err(Diagnostic::new(message).at(Location::file(path.as_str())).hint(hint).into());
        }
        let bytes = as_kept(workspace, workspace.source.read(&path, Limits::PAPER)?.unwrap_or_default())?;
        let sha256 = sha256(&bytes);
        Ok(Self { loaded, subject: subject.clone(), path, bytes, sha256 })
    }

    fn papers<'l>(loaded: &'l LoadedArchive, subject: &Subject) -> Result<(&'l [Paper], &'l Regulation), Diagnostics> {
        if let Subject::Plan(year) = subject {
            let regulation = loaded.regulations.of_plans(loaded.settings()?)?;
            return Ok((loaded.archive.plan(*year).map_or(&[], |plan| &plan.papers), regulation));
        }
        let (topic, regulation) = loaded.topic()?;
        Ok((&topic.papers, regulation))
    }

    pub(super) fn regulation(&self) -> Result<&Regulation, Diagnostics> {
        Self::papers(&self.loaded, &self.subject).map(|(_, regulation)| regulation)
    }

    /// Path of its decisions, `reviews/PAPER.yml`.
    pub(super) fn decisions(&self) -> String {
        decisions_on(&self.path)
    }

    /// The comments on it, if there are any.
    pub(super) fn comments(&self) -> Result<Option<&Comments>, Diagnostics> {
        let of_paper = match &self.subject {
            Subject::Plan(year) => self.loaded.archive.plan(*year).map_or(&[][..], |plan| &plan.comments),
            _ => &self.loaded.topic()?.0.comments,
        };
        Ok(of_paper.iter().find(|comments| comments.paper == self.path))
    }

    /// Whoever submits the paper if nobody is named: its office, or that of the topic, or who issues it.
    pub(super) fn office(&self) -> Result<Name, Diagnostic> {
        let topic = self.loaded.archive.topics.first().filter(|_| matches!(self.subject, Subject::Topic(_)));
        let of_topic = topic.and_then(|topic| topic.file.office.as_ref());
        let papers = Self::papers(&self.loaded, &self.subject).map(|(papers, _)| papers).unwrap_or_default();
        let front = papers.iter().find(|paper| paper.path == self.path).map(|paper| &paper.front);
        let of_paper = front.and_then(|front| front.office.as_ref());
        // Of a year no office is responsible: whoever issues the paper hands it in.
        let of_issuer = front.and_then(|front| front.issuer.as_ref());
        of_paper.or(of_topic).or(of_issuer).cloned().ok_or_else(|| {
            Diagnostic::new(Text::new("没有写明由谁送审", "it is not said who hands it in")).hint(Text::new(
                "用 --by 写明送审的委室或人员，或在文首写 `office`",
                "say with --by which office or person hands it in, or name the `office` in the head of the paper",
            ))
        })
    }

    /// The state of its review, and what `by` may decide on a day.
    pub(super) fn review(&self, by: &Name, on: Date) -> Result<PaperReview<'_>, Diagnostics> {
        let reviews = reviews_of(self.loaded.context(), &self.subject, Some((by, on)));
        let found = reviews.into_iter().find(|review| review.paper == self.path);
        found.ok_or_else(|| self.not_reviewed())
    }

    /// That the regulation names no steps for the paper.
    pub(super) fn not_reviewed(&self) -> Diagnostics {
        let message = Text::new("规程没有要求审签这份文书", "the regulation names no steps that decide on this paper");
        let kinds = self
            .regulation()
            .map(|regulation| regulation.documents.iter().filter(|(_, kind)| !kind.review_steps.is_empty()).collect());
        let kinds: Vec<(&str, &DocumentKind)> = kinds.unwrap_or_default();
        let names = kinds.iter().map(|(id, kind)| Text::new(kind.term.name.as_str(), *id));
        let Text { zh, en } = Text::join(&names.collect::<Vec<_>>(), "、", ", ");
        let problem = Diagnostic::new(message).at(Location::file(self.path.as_str()));
        problem.hint(text!(zh: "须审签的：{zh}", en: "steps decide on: {en}")).into()
    }

    /// The paper itself.
    pub(super) fn paper(&self) -> Option<&Paper> {
        let (papers, _) = Self::papers(&self.loaded, &self.subject).ok()?;
        papers.iter().find(|paper| paper.path == self.path)
    }

    /// Reviews the paper with the text of the last decision: an amendment changes and signs it in one act.
    pub(super) fn look_at_last_text(&mut self, by: &Name, on: Date) -> Result<(), Diagnostics> {
        let last = self.review(by, on)?.text.map(ToOwned::to_owned);
        self.loaded.archive.set_reviewed_text(&self.path, last.as_deref());
        Ok(())
    }

    /// The last commit, if it has the paper as it is.
    pub(super) fn commit(&self, workspace: &Workspace) -> Option<String> {
        let history = workspace.history().ok()?;
        let head = history.last_commit()?;
        let there = Source::read(&history.tree(&head).ok()?, &self.path, Limits::PAPER).ok()??;
        (there == self.bytes).then_some(head)
    }

    /// The note that blanks are left in it.
    pub(super) fn blanks(&self) -> Option<Text> {
        let (path, Text { zh, en }) = (&self.path, phrase::unfinished(self.paper()?.draft?));
        Some(text!(zh: "文稿{zh}：{path}", en: "the paper {en}: {path}"))
    }

    /// Refuses if the paper was changed and committed since the last decision: earlier steps stay valid only for changes
    /// that are made in the amendment itself.
    pub(super) fn holds_no_committed_change(
        &self,
        workspace: &Workspace,
        review: &PaperReview,
    ) -> Result<(), Diagnostic> {
        let known: Vec<String> = review.text.iter().map(ToString::to_string).collect();
        let Ok(history) = workspace.history() else { return Ok(()) };
        let changes = other_texts(&history, &self.path, &known);
        let named = changes.iter().map(
            |Commit { id, date, author, .. }| text!(zh: "{date} {author}（{id}）", en: "{author} on {date} ({id})"),
        );
        let named: Vec<Text> = named.collect();
        if named.is_empty() {
            return Ok(());
        }
        let Text { zh, en } = Text::join(&named, "、", ", ");
        let (subject, file) = (&self.subject, one_word(file_stem(&self.path)));
        let message = text!(zh: "此前已提交过改动：{zh}", en: "changes were committed before: {en}");
        Err(Diagnostic::new(message).at(Location::file(self.path.as_str())).hint(text!(
            zh: "改后同意的改动与决定一同提交；已提交的改动重新送审：yijuan review submit {subject} {file}",
            en: "what is changed in approving is committed with the decision; hand in anew what was committed: yijuan review submit {subject} {file}"
        )))
    }

    /// The line of a decision on it, with its line end, if it stands on one and is not signed.
    pub(super) fn unsigned_line(
        &self,
        workspace: &Workspace,
        decision: &Decision,
    ) -> Result<Option<String>, Diagnostic> {
        let reviews = match &self.subject {
            Subject::Plan(year) => self.loaded.archive.plan(*year).map_or(&[][..], |plan| &plan.reviews),
            _ => self.loaded.archive.topics.first().map_or(&[][..], |topic| &topic.reviews),
        };
        let Some(review) = reviews.iter().find(|review| review.paper == self.path) else { return Ok(None) };
        let nth = review.decisions.iter().position(|one| one == decision);
        let Some(nth) = nth.filter(|nth| !review.is_signed(*nth)) else { return Ok(None) };
        let text = workspace.text(&review.path)?;
        let mut lines = text.lines().map(|line| format!("{line}\n"));
        Ok(lines.find(|line| Some(sha256(line)) == review.hashes[nth]))
    }

    /// The name of a person, an office or a body.
    pub(super) fn named(&self, regulation: &Regulation, id: &Name) -> Text {
        let name = self.loaded.archive.called(id);
        name.map_or_else(|| regulation.name(id), |name| Text::new(name.as_str(), id.as_str()))
    }

    /// The hint how to see the state of the review.
    pub(super) fn how_it_stands(&self) -> Text {
        let subject = &self.subject;
        text!(zh: "`yijuan review status {subject}` 列出走到哪一步", en: "`yijuan review status {subject}` shows where it is")
    }

    /// Whether the paper is not returned or withdrawn.
    pub(super) fn is_under_review(review: &PaperReview) -> bool {
        !matches!(review.state, ReviewState::Returned | ReviewState::Withdrawn)
    }
}

/// Refuses if a committed line of decisions or comments was changed: the change would be committed with this one.
pub(super) fn is_as_committed(workspace: &Workspace, path: &str) -> Result<(), Diagnostic> {
    let Ok(history) = workspace.history() else { return Ok(()) };
    let gone = lines_gone(&history, path, &workspace.text(path)?);
    let Some((number, _)) = gone.first() else { return Ok(()) };
    let (what_zh, what_en) = if path.ends_with(COMMENTS) { ("批注", "comment") } else { ("决定", "decision") };
    Err(Diagnostic::new(text!(
        zh: "第{number}行已提交的{what_zh}被改动或去掉",
        en: "line {number}, a {what_en} that was committed, has been changed or taken out"
    ))
    .at(Location::file(path))
    .hint(text!(
        zh: "{what_zh}写定不改；恢复：git checkout -- {path}",
        en: "a {what_en} stays as it is; to restore it: git checkout -- {path}"
    )))
}

/// A paper as git stores it: without Windows line ends, if the attributes say so.
fn as_kept(workspace: &Workspace, bytes: Vec<u8>) -> Result<Vec<u8>, Diagnostic> {
    let attributes = workspace.text(".gitattributes")?;
    if !attributes.lines().any(|line| line.trim_end() == "*.md text eol=lf") {
        return Ok(bytes);
    }
    let plain = String::from_utf8(bytes).map(|text| text.replace("\r\n", "\n").into_bytes());
    Ok(plain.unwrap_or_else(FromUtf8Error::into_bytes))
}

/// The paper that a word means: the name of its file, or the only one of a kind. The bare name of a kind of which each round
/// has one means that of the last.
pub(crate) fn paper_meant<'p>(
    source: &dyn Source,
    papers: &'p [Paper],
    regulation: &Regulation,
    subject: &Subject,
    (word, round): (&str, Option<u32>),
) -> Result<&'p Paper, Diagnostics> {
    let called = |paper: &&Paper| file_stem(&paper.path) == word.strip_suffix(".md").unwrap_or(word);
    if word.ends_with(".md")
        && let Some(paper) = papers.iter().find(called)
    {
        return Ok(paper);
    }
    let of = |paper: &Paper| paper.front.round.unwrap_or(1);
    let is_past = |paper: &Paper| {
        let is_of_rounds = regulation.documents.get(&paper.front.document).is_some_and(|kind| kind.is_of_round);
        is_of_rounds && papers.iter().any(|other| other.front.document == paper.front.document && of(other) > of(paper))
    };
    let is_wanted = |paper: &&Paper| round.map_or_else(|| !is_past(paper), |round| of(paper) == round);
    let wanted: Vec<&Paper> = papers.iter().filter(is_wanted).collect();
    let by_file = wanted.iter().copied().find(called);
    by_file.map_or_else(|| one_of_kind(source, &wanted, regulation, subject, word), Ok)
}

/// The one paper of a kind.
fn one_of_kind<'p>(
    source: &dyn Source,
    papers: &[&'p Paper],
    regulation: &Regulation,
    subject: &Subject,
    word: &str,
) -> Result<&'p Paper, Diagnostics> {
    let kind = Text::new("文书", "document");
    let terms: Vec<(&str, &Term)> = regulation.documents.iter().map(|(id, kind)| (id, &kind.term)).collect();
    let id = written(&kind, word, terms.iter().copied())?.ok_or_else(|| unknown(&kind, word, terms))?;
    let of_kind = papers.iter().copied().filter(|paper| regulation.counts_as(&paper.front.document, id));
    let of_kind: Vec<&Paper> = of_kind.collect();
    let Text { zh, en } = regulation.name(id);
    match of_kind.as_slice() {
        [paper] => Ok(paper),
        [] => {
            let (Text { zh: of_zh, en: of_en }, Text { zh: paper_zh, .. }) =
                (subject.called(), phrase::paper(regulation, id));
            let none = Diagnostic::new(text!(zh: "{of_zh} 还没有{paper_zh}", en: "{of_en} has no {en} yet"));
            let kind = regulation.documents.get(id);
            let template = kind.map(|kind| template::find(source, regulation, id, kind));
            Err(match template {
                Some(Err(Diagnostic { hint: Some(by_hand), .. })) => none.hint(by_hand),
                _ => none.hint(text!(
                    zh: "先起草：yijuan render {subject} {zh}",
                    en: "draft it first: yijuan render {subject} {id}"
                )),
            }
            .into())
        }
        several => {
            let stems: Vec<&str> = several.iter().map(|paper| file_stem(&paper.path)).collect();
            let Text { zh: which_zh, en: which_en } = Text::listed(&stems);
            let count = several.len();
            Err(Diagnostic::new(text!(zh: "《{zh}》有 {count} 份", en: "there are {count} papers of this kind: {en}"))
                .hint(text!(zh: "写文件名，其中一份：{which_zh}", en: "name the file, one of {which_en}"))
                .into())
        }
    }
}
