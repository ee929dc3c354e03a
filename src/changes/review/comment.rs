//! `comment add` and `comment settle`: lines of `reviews/PAPER.comments.yml`, which never change afterwards.

use super::paper::{Found, is_as_committed};
use super::{ensure_short, quote};
use crate::archive::{Change, Comments, Field, add_entry, comment_entry, entry};
use crate::changes::{Proposal, Words, Writer, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, keep};
use crate::model::{Comment, Date, Name, Subject, comments_on, file_stem, sha256};
use crate::review::place::counted;
use crate::text;
use crate::text::{Text, one_word};
use crate::workspace::Workspace;
use std::ops::Range;

/// A comment on some words of a paper. Days and words are as the user wrote them.
#[derive(Debug)]
pub(crate) struct AddComment {
    /// A topic's key (or part of it), or `plan:YEAR`.
    pub target: String,
    /// The paper: a kind, by id or name, or a file.
    pub document: String,
    /// The words.
    pub quote: String,
    /// Who comments.
    pub by: String,
    /// What is said.
    pub text: String,
    /// The day; today if not given.
    pub on: Option<String>,
}

/// That a comment is settled. Days and words are as the user wrote them.
#[derive(Debug)]
pub(crate) struct SettleComment {
    /// A topic's key (or part of it), or `plan:YEAR`.
    pub target: String,
    /// The paper: a kind, by id or name, or a file.
    pub document: String,
    /// The comment's id, or the beginning of it.
    pub id: String,
    /// Who says so.
    pub by: String,
    /// How it was settled.
    pub note: Option<String>,
    /// The day; today if not given.
    pub on: Option<String>,
}

/// A comment, ready to be written.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    /// Who made it, by id.
    pub by: Name,
    pub on: Date,
    /// The words, in characters of the paper's text as [`counted`] gives it.
    pub words: Range<usize>,
    /// What was said.
    pub body: String,
}

/// That a comment is settled, ready to be written.
#[derive(Clone, Debug)]
pub(super) struct Settling<'s> {
    /// Id of the comment.
    pub id: &'s str,
    /// Who says so, by id.
    pub by: &'s Name,
    pub on: Date,
    /// How.
    pub note: Option<&'s str>,
}

impl Settling<'_> {
    /// Its line.
    pub(super) fn written(&self) -> String {
        let mut fields = vec![
            ("settles", Field::Word(self.id.to_owned())),
            ("by", Field::Word(self.by.to_string())),
            ("date", Field::Word(self.on.to_string())),
        ];
        fields.extend(self.note.map(|note| ("note", Field::Word(note.trim().to_owned()))));
        entry(&fields)
    }
}

/// The file of comments on a paper, with new ones.
#[derive(Clone, Debug)]
pub(crate) struct WithComments {
    /// Path of the file.
    pub path: String,
    /// Its text; as it was if it has all of them.
    pub text: String,
    /// The ids of the comments, in the order given.
    pub ids: Vec<String>,
}

impl WithComments {
    /// Adds comments to those on a paper, each a line of its own. `text` is the text on which they were made: the paper as
    /// it is, or as the same change writes it.
    ///
    /// # Errors
    /// If the file cannot be read, or words are not in the text.
    pub(crate) fn of(workspace: &Workspace, paper: &str, text: &[u8], remarks: &[Remark]) -> Result<Self, Diagnostics> {
        let path = comments_on(paper);
        let (mut whole, mut ids) = (workspace.text(&path)?, Vec::with_capacity(remarks.len()));
        let (counted, sha256) = (counted(text), sha256(text));
        for remark in remarks {
            let (line, id) = remark.written(&counted, &sha256).ok_or_else(|| not_in_text(paper))?;
            if !whole.lines().any(|known| known.strip_prefix("- ") == Some(&*line)) {
                whole = add_entry(&whole, &line);
            }
            ids.push(id);
        }
        Ok(Self { path, text: whole, ids })
    }
}

impl Remark {
    /// Its line, and the id in it.
    fn written(&self, text: &[char], sha256: &str) -> Option<(String, String)> {
        let Range { start, end } = self.words;
        let word = |words: &[char]| Field::Word(words.iter().collect());
        let exact = text.get(start..end).filter(|exact| !exact.is_empty())?;
        let after = &text[end..text.len().min(end + Comment::AROUND)];
        let fields = [
            ("text", Field::Word(sha256.to_owned())),
            ("start", Field::Number(u32::try_from(start).ok()?)),
            ("exact", word(exact)),
            ("prefix", word(&text[start.saturating_sub(Comment::AROUND)..start])),
            ("suffix", word(after)),
            ("by", Field::Word(self.by.to_string())),
            ("date", Field::Word(self.on.to_string())),
            ("body", Field::Word(self.body.trim().to_owned())),
        ];
        Some(comment_entry(&fields))
    }
}

fn not_in_text(paper: &str) -> Diagnostic {
    Diagnostic::new(Text::new("批注的文字不在文书里", "the words of a comment are not in the paper"))
        .at(Location::file(paper))
        .hint(Text::new("批注须写在文书的文字上", "a comment is on words of the paper"))
}

/// Who says something, and when.
struct Said {
    by: Name,
    on: Date,
    notes: Vec<Text>,
}

impl Said {
    /// Looks up who and when. `problems` are those found before.
    fn of(
        workspace: &Workspace,
        found: &Found,
        (by, on): (&str, Option<&str>),
        mut problems: Diagnostics,
    ) -> Result<Self, Diagnostics> {
        let path = comments_on(&found.path);
        problems.extend(found.loaded.archive.problems_of(&path));
        keep(&mut problems, is_as_committed(workspace, &path));
        let on = on.map_or(Some(workspace.today), |on| keep(&mut problems, workspace.days.read(on)));
        if let Some(day) = on.filter(|day| workspace.today < *day) {
            problems.push(
                Diagnostic::new(text!(zh: "{day} 还没有到", en: "{day} is still to come"))
                    .hint(Text::new("写批注的那一天", "give the day on which it was said")),
            );
        }
        let words = Words::under(&found.loaded.archive, vec![found.regulation()?], workspace.as_written);
        let by = keep(&mut problems, words.actor(by)).map(Name::from);
        let notes = by.iter().flat_map(|who| words.notes_on([who.as_str()])).collect();
        let (by, on) = all_or_nothing(by.zip(on), problems)?;
        Ok(Self { by, on, notes })
    }
}

impl AddComment {
    /// One more line, committed together with the text it is about.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let found = found(workspace, &self.target, &self.document)?;
        let mut problems = Diagnostics::new();
        for (option, said) in [("--text", &self.text), ("--quote", &self.quote)] {
            keep(&mut problems, ensure_short(option, said));
        }
        keep(&mut problems, typed::line("--text", &self.text));
        let text = counted(&found.bytes);
        let words = keep(&mut problems, quote::find(&found.path, &text, &self.quote));
        let said = Said::of(workspace, &found, (&self.by, self.on.as_deref()), problems)?;
        let words = words.unwrap_or_default();
        let line = quote::line(&text, words.start);
        let remark = Remark { by: said.by.clone(), on: said.on, words, body: self.text.clone() };
        let WithComments { path, text, ids } =
            WithComments::of(workspace, &found.path, &found.bytes, std::slice::from_ref(&remark))?;
        let (subject, file, on) = (&found.subject, file_stem(&found.path), said.on);
        let id = ids.first().map_or("", String::as_str);
        let (Text { zh, en }, Text { zh: of, en: of_en }) = (named(&found, &said.by), subject.called());
        let change = Change::new().file(path, text).file(found.path.as_str(), found.bytes.clone());
        let proposal =
            Proposal::new(change, text!(zh: "{of} 批注：{file}（{zh}）", en: "{of_en} comment: {file} ({en})"));
        let answer = text!(
            zh: "{subject} 批注 {id}：{file}第{line}行（{zh}）{on}",
            en: "{subject} comment {id}: {file}, line {line} ({en}) {on}"
        );
        let same = text!(zh: "已有同样的批注 {id}", en: "the same comment is there already: {id}");
        let proposal = Proposal { same, notes: said.notes, ..proposal.about(subject).answer(&answer) };
        Ok(proposal.trailer("Yijuan-Comment", id))
    }
}

impl SettleComment {
    /// One more line, which names the comment.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let found = found(workspace, &self.target, &self.document)?;
        let mut problems = Diagnostics::new();
        if let Some(note) = &self.note {
            keep(&mut problems, typed::line("--note", note));
            keep(&mut problems, ensure_short("--note", note));
        }
        let path = comments_on(&found.path);
        let none = Comments { path: path.clone(), paper: found.path.clone(), is_there: true, lines: Vec::new() };
        let comments = found.comments()?.unwrap_or(&none);
        let comment = keep(&mut problems, self.meant(&found, comments));
        let said = Said::of(workspace, &found, (&self.by, self.on.as_deref()), problems)?;
        let Some(comment) = comment else { return Err(Diagnostics::new()) };
        let (id, made, on) = (&comment.id, comment.date, said.on);
        if on < made {
            let message = text!(zh: "{on} 早于批注的日期（{made}）", en: "{on} is before the comment ({made})");
            let hint = text!(zh: "写 {made} 或以后的一天", en: "give a day from {made} on");
            return Err(Diagnostic::new(message).at(Location::file(path)).hint(hint).into());
        }
        let (subject, file) = (&found.subject, file_stem(&found.path));
        let (Text { zh, en }, Text { zh: of, en: of_en }) = (named(&found, &said.by), subject.called());
        let summary =
            text!(zh: "{of} 了结批注 {id}：{file}（{zh}）", en: "{of_en} settled comment {id}: {file} ({en})");
        let before = workspace.text(&path)?;
        if let Some(settled) = comments.settlement(id) {
            let (Text { zh, en }, on) = (named(&found, &settled.by), settled.date);
            let same =
                text!(zh: "批注 {id} 已经了结（{zh}，{on}）", en: "comment {id} is settled already ({en}, {on})");
            return Ok(Proposal { same, ..Proposal::new(Change::new().file(path, before), summary) });
        }
        let settling = Settling { id: id.as_str(), by: &said.by, on, note: self.note.as_deref() };
        let change = Change::new().file(path, add_entry(&before, &settling.written()));
        let answer = text!(
            zh: "{subject} 批注 {id} 已了结：{file}（{zh}）{on}",
            en: "{subject} comment {id} is settled: {file} ({en}) {on}"
        );
        let left = comments.open().filter(|open| open.id != *id).count();
        let notes = said.notes.into_iter().chain(still_open(subject, file, left)).collect();
        let proposal = Proposal { notes, ..Proposal::new(change, summary).about(subject).answer(&answer) };
        Ok(proposal.trailer("Yijuan-Comment", id.as_str()))
    }

    /// The comment that the beginning of an id means.
    fn meant<'c>(&self, found: &Found, comments: &'c Comments) -> Result<&'c Comment, Diagnostic> {
        let written = self.id.trim().to_ascii_lowercase();
        let all: Vec<&Comment> = comments.made().map(|(_, comment)| comment).collect();
        let meant = all.iter().filter(|comment| !written.is_empty() && comment.id.starts_with(&written));
        let meant: Vec<&Comment> = meant.copied().collect();
        let place = Location::file(comments.path.as_str());
        match meant[..] {
            [comment] => Ok(comment),
            [] => {
                let problem = text!(zh: "没有批注 `{written}`", en: "there is no comment `{written}`");
                let open: Vec<&str> = comments.open().map(|comment| comment.id.as_str()).collect();
                let Text { zh, en } = Text::listed(&open);
                let (subject, file) = (&found.subject, one_word(file_stem(&found.path)));
                let hint = if open.is_empty() {
                    text!(zh: "没有未了结的批注：yijuan comment list {subject} {file}", en: "none is open: yijuan comment list {subject} {file}")
                } else {
                    text!(zh: "未了结的：{zh}", en: "those that are open: {en}")
                };
                Err(Diagnostic::new(problem).at(place).hint(hint))
            }
            _ => {
                let ids: Vec<&str> = meant.iter().map(|comment| comment.id.as_str()).collect();
                let Text { zh, en } = Text::listed(&ids);
                let problem = text!(zh: "`{written}` 可指：{zh}", en: "`{written}` may mean: {en}");
                Err(Diagnostic::new(problem).at(place).hint(Text::new("多写几位", "give more of the id")))
            }
        }
    }
}

/// Path of the paper that words mean.
///
/// # Errors
/// If they mean none, or several.
pub(crate) fn paper_named(workspace: &Workspace, target: &str, document: &str) -> Result<String, Diagnostics> {
    found(workspace, target, document).map(|found| found.path)
}

/// The paper that is commented on.
fn found(workspace: &Workspace, target: &str, document: &str) -> Result<Found, Diagnostics> {
    let (subject, topics) = workspace.subject(target)?;
    Found::of(workspace, workspace.read(&topics)?, &subject, (document, None))
}

/// The name of whoever says something.
fn named(found: &Found, who: &Name) -> Text {
    found.regulation().map_or_else(|_| Text::same(who.as_str()), |regulation| found.named(regulation, who))
}

/// The note that comments on a paper are open.
pub(super) fn still_open(subject: &Subject, file: &str, count: usize) -> Option<Text> {
    let file = one_word(file);
    let (comments, are) = if count == 1 { ("comment", "is") } else { ("comments", "are") };
    (0 < count).then(|| {
        text!(
            zh: "还有 {count} 条批注没有了结：yijuan comment list {subject} {file} --open",
            en: "{count} {comments} {are} still open: yijuan comment list {subject} {file} --open"
        )
    })
}
