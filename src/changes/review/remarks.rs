//! The comments of a DOCX that comes back, as lines beside the paper.

use super::comment::{Remark, Settling, WithComments};
use super::ensure_short;
use super::paper::{Found, is_as_committed};
use super::returned::Received;
use crate::archive::{Comments, add_entry};
use crate::diagnostic::{Diagnostics, ensure_none, keep};
use crate::document::Comment;
use crate::model::{Date, Name, comments_on};
use crate::review::place::counted;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::workspace::Workspace;
use std::collections::BTreeSet;

/// What becomes of the comments.
pub(super) struct Remarks {
    /// Path of the file of comments.
    pub path: String,
    /// Its text, with those that are new and what settles those that are done.
    pub text: String,
    /// How many comments on the paper are open.
    pub open: usize,
    /// The comments that are new, and under whose name some of them go.
    pub notes: Vec<Text>,
}

/// How a comment begins that was sent round on words that are no longer there.
const ON_WORDS: &str = "（原批“";

impl Received {
    /// Writes down the comments. One that is on record comes back with every file that was made with it, and is not written
    /// again; who settled it in Word is whoever decides.
    ///
    /// # Errors
    /// If the file of comments cannot be added to, or a comment is too long.
    pub(super) fn remarks(
        &self,
        workspace: &Workspace,
        found: &Found,
        (by, on): (&Name, Date),
    ) -> Result<Remarks, Diagnostics> {
        let path = comments_on(&found.path);
        let mut problems = found.loaded.archive.problems_of(&path);
        keep(&mut problems, is_as_committed(workspace, &path));
        for comment in &self.comments {
            keep(&mut problems, ensure_short("--from", &comment.body));
        }
        ensure_none(problems)?;
        let known = found.comments()?;
        let (mut new, mut remarks, mut done, mut under_name) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
        for comment in self.comments.iter().filter(|comment| !comment.body.trim().is_empty()) {
            let author = found.loaded.archive.person_named(&comment.author).ok().flatten();
            if let Some(id) = known.and_then(|known| on_record(found, known, comment)) {
                done.extend(self.is_done(comment).then_some(id));
                continue;
            }
            if author.is_none() {
                under_name.insert(on_one_line(&comment.author));
            }
            let words = comment.start..comment.start + counted(comment.quote.as_bytes()).len();
            let by = author.map_or(by, |person| &person.id).clone();
            let on = comment.day.map_or(on, |day| day.min(on));
            remarks.push(Remark { by, on, words, body: comment.body.clone() });
            new.push(comment);
        }
        let WithComments { path, mut text, ids } = WithComments::of(workspace, &found.path, &found.bytes, &remarks)?;
        let done_at_once = new.iter().zip(&ids).filter(|(comment, _)| self.is_done(comment));
        done.extend(done_at_once.map(|(_, id)| id.clone()));
        done.retain(|id| known.is_none_or(|known| known.settlement(id).is_none()));
        for id in &done {
            text = add_entry(&text, &Settling { id, by, on, note: None }.written());
        }
        let open_before = known.map_or(0, |known| known.open().count());
        let open = (open_before + ids.len()).saturating_sub(done.len());
        let mut notes: Vec<Text> = new.iter().zip(&ids).map(|(comment, id)| told(comment, id)).collect();
        let name = found.named(found.regulation()?, by);
        notes.extend(under_name.iter().map(|author| not_entered(author, &name)));
        Ok(Remarks { path, text, open, notes })
    }

    /// Whether a comment is settled in the file: itself, or what it answers.
    fn is_done(&self, comment: &Comment) -> bool {
        comment.done || comment.answers.and_then(|nth| self.comments.get(nth)).is_some_and(|answered| answered.done)
    }
}

/// The id of a comment that is on record and came back: the same words by the same person.
fn on_record(found: &Found, known: &Comments, comment: &Comment) -> Option<String> {
    let (archive, author) = (&found.loaded.archive, comment.author.trim());
    let of_author = known.made().map(|(_, made)| made).filter(|made| archive.name_of(&made.by).as_str() == author);
    of_author.filter(|made| is_said(&comment.body, &made.body)).map(|made| made.id.to_string()).next()
}

/// Whether words that came back are those of a comment, or have them behind the words they are on.
fn is_said(received: &str, body: &str) -> bool {
    let (received, body) = (received.trim(), body.trim());
    received == body || received.starts_with(ON_WORDS) && received.ends_with(body)
}

/// A comment as it is told.
fn told(Comment { quote, author, day, body, .. }: &Comment, id: &str) -> Text {
    let day = day.map(|day| format!("，{day}")).unwrap_or_default();
    let (author, quote, body) = (on_one_line(author), on_one_line(quote), on_one_line(body));
    text!(zh: "批注 {id}（{author}{day}）“{quote}”：{body}", en: "comment {id} ({author}{day}) on “{quote}”: {body}")
}

/// Under whose name a comment goes whose author is not known.
fn not_entered(author: &str, name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        zh: "批注署名“{author}”不是已登记的人员，记在{zh}名下",
        en: "the comments of “{author}”, who is not entered, go under the name of {en}"
    )
}
