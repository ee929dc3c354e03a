//! `Received`: a paper that comes back as DOCX with a decision on it. What somebody changed in it becomes its text, in one
//! act with the decision.

mod origin;

use super::Decide;
use super::paper::Found;
use crate::archive::{Limits, Source, body};
use crate::changes::Writer;
use crate::changes::render::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::{Base, Comment, read, returned};
use crate::engine::reviews_of;
use crate::model::{file_stem, sha256};
use crate::sheet::bytes;
use crate::text;
use crate::text::{Text, on_one_line, one_word};
use crate::workspace::{Workspace, template};
use origin::Origin;
use std::path::Path;

/// Largest file that is read.
const LARGEST: u64 = 16 << 20;

/// What came back.
pub(crate) struct Received {
    /// The file, as it was given.
    pub given: String,
    /// Its name.
    pub name: String,
    /// The file of the paper, without its ending.
    pub stem: String,
    /// The text that went round.
    pub old: String,
    /// The text that came back.
    pub new: String,
    /// The comments on it.
    pub comments: Vec<Comment>,
    /// What was not carried over.
    pub left: Vec<Text>,
}

impl Received {
    /// Reads the file that comes back for the paper of a decision.
    ///
    /// # Errors
    /// If it cannot be read, or was made from another text than the paper has now.
    pub(crate) fn read(decide: &Decide, writer: &Writer, file: &Path) -> Result<Self, Diagnostics> {
        let workspace = writer.workspace;
        let (subject, topics) = workspace.subject(&decide.target)?;
        let found = Found::of(workspace, workspace.read(&topics)?, &subject, (&decide.document, decide.round))?;
        let name = file.file_name().map(|name| on_one_line(&name.to_string_lossy())).unwrap_or_default();
        let given = on_one_line(&file.display().to_string());
        let file = read(&given, &bytes(file, LARGEST)?)?;
        // The head is edited by hand before the text is taken back, so that both are one act.
        let committed = found.with_another_head(workspace);
        if committed.is_none() {
            found.is_committed(writer)?;
        }
        let old = String::from_utf8_lossy(&found.bytes).into_owned();
        let (settings, regulation) = (found.loaded.settings()?, found.regulation()?);
        let front = found.paper().map(|paper| &paper.front);
        let kind = front.and_then(|front| Some((front, regulation.documents.get(&front.document)?)));
        let (front, kind) = kind.ok_or_else(|| found.not_reviewed())?;
        let (archive, regulations) = (&found.loaded.archive, &found.loaded.regulations);
        let (reviews, today) = (reviews_of(found.loaded.context(), &found.subject, None), workspace.today);
        let facts = Facts { archive, settings, regulation, regulations, reviews: &reviews, today };
        let meta = facts.meta(front, kind, &found.path);
        let template = template::office(&workspace.source, regulation, &front.document, kind)?;
        let template = template.as_ref().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let head = old.len() - body(&old).0.len();
        let by = origin::name_of(&found, decide.by.as_deref().unwrap_or_default());
        let revisers = file.revisers();
        let origin = Origin { found: &found, facts: &facts, template, file: &file, by: &by, revisers };
        let made_from = match &file.made_from {
            Some(made_from) => Some(made_from.clone()),
            None => origin.made_from(workspace)?,
        };
        found.is_what_went_round(workspace, made_from.as_deref(), committed.as_deref())?;
        let base = Base { path: &found.path, text: &old, head, meta: &meta, template };
        let mut back = returned(&base, &file)?;
        back.left.extend(origin.of_others());
        if made_from.is_none() {
            back.left.push(Text::new(
                "来件没有写明由哪个文本制成，已同现在的文本比较",
                "the file does not say which text it was made from; it was compared with the present one",
            ));
        }
        let stem = file_stem(&found.path).to_owned();
        Ok(Self { given, name, stem, new: back.text, comments: back.comments, left: back.left, old })
    }

    /// Whether the text is another than before.
    pub(crate) fn has_changed(&self) -> bool {
        self.old != self.new
    }
}

impl Found {
    /// With the text that came back.
    pub(super) fn take(&mut self, received: &Received) {
        self.bytes = received.new.clone().into_bytes();
        self.sha256 = sha256(&self.bytes);
    }

    /// The SHA-256 of the committed text, if it differs from the present one in its front matter alone.
    fn with_another_head(&self, workspace: &Workspace) -> Option<String> {
        let history = workspace.history().ok()?;
        let committed =
            Source::read(&history.tree(&history.last_commit()?).ok()?, &self.path, Limits::PAPER).ok()??;
        let [was, is] = [&committed, &self.bytes].map(|bytes| String::from_utf8_lossy(bytes));
        (was != is && body(&was).0 == body(&is).0).then(|| sha256(&committed))
    }

    /// Refuses a file that was made from another text.
    fn is_what_went_round(
        &self,
        workspace: &Workspace,
        made_from: Option<&str>,
        committed: Option<&str>,
    ) -> Result<(), Diagnostic> {
        let is_this = |made_from: &str| made_from == self.sha256 || Some(made_from) == committed;
        let Some(made_from) = made_from.filter(|made_from| !is_this(made_from)) else { return Ok(()) };
        let (subject, file) = (&self.subject, one_word(file_stem(&self.path)));
        let at = Location::file(self.path.as_str());
        let found = workspace.history().ok().and_then(|history| {
            let commits = history.commits(&[&self.path], "Yijuan-Topic").unwrap_or_default();
            commits.into_iter().rev().find(|commit| {
                let text = || Source::read(&history.tree(&commit.id).ok()?, &self.path, Limits::PAPER).ok()?;
                text().is_some_and(|text| sha256(&text) == made_from)
            })
        });
        let Some(commit) = found else {
            let message = Text::new(
                "来件由另一文本制成，历史中没有这个文本",
                "the file was made from another text, which the history does not have",
            );
            return Err(Diagnostic::new(message).at(at).hint(text!(
                zh: "核对是不是这份文书的来件；按现在的文本重新送改：yijuan render {subject} {file} --to docx --out 目录",
                en: "see whether it is of this paper; to send the present text round: yijuan render {subject} {file} --to docx --out DIR"
            )));
        };
        let (id, date) = (&commit.id, commit.date);
        Err(Diagnostic::new(text!(
            zh: "来件由 {date} 的文本（{id}）制成，此后文稿又有改动",
            en: "the file was made from the text of {date} ({id}), and the paper was changed since"
        ))
        .at(at)
        .hint(text!(
            zh: "看此后改了什么：yijuan diff {subject} {file} --since {id}；按现在的文本重新送改，或先把文稿改回去",
            en: "see what was changed: yijuan diff {subject} {file} --since {id}; send the present text round, or restore that one first"
        )))
    }

    /// Refuses while somebody's own changes wait to be committed, for they would go under another's name.
    fn is_committed(&self, writer: &Writer) -> Result<(), Diagnostic> {
        if writer.uncommitted(&self.path)?.is_empty() {
            return Ok(());
        }
        let subject = &self.subject;
        let message = Text::new("文稿有未提交的改动", "the paper has changes that are not committed");
        let problem = Diagnostic::new(message).at(Location::file(self.path.as_str()));
        Err(problem
            .hint(text!(zh: "先提交：yijuan commit {subject}", en: "commit them first: yijuan commit {subject}")))
    }
}
