//! The comments of a DOCX that comes back, as lines beside the paper.

mod known;

use super::comment::{Remark, Settling, WithComments};
use super::ensure_short;
use super::paper::{Found, is_as_committed};
use super::returned::Received;
use crate::archive::add_entry;
use crate::diagnostic::{Diagnostics, ensure_none, keep};
use crate::document::Comment;
use crate::model::{Date, Name, comments_on};
use crate::review::place::counted;
use crate::text;
use crate::text::{Text, on_one_line, one_word};
use crate::workspace::Workspace;
use std::collections::BTreeSet;

/// What becomes of the comments.
pub(super) struct Remarks {
    /// The file of comments by its path, with those that are new and what settles those that are done; if there are any.
    pub file: Option<(String, String)>,
    /// How many comments on the paper are open.
    pub open: usize,
    /// The comments that are new, that are settled, and under which names they go.
    pub notes: Vec<Text>,
}

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
            keep(&mut problems, ensure_short("--from", &comment.author));
        }
        ensure_none(problems)?;
        let known = found.comments()?;
        let said: Vec<&Comment> = self.comments.iter().filter(|comment| !comment.body.trim().is_empty()).collect();
        let on_record = known.map_or_else(|| vec![None; said.len()], |known| known::of(workspace, found, known, &said));
        let (mut new, mut remarks, mut done, mut came_back) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut not_entered, mut has_unsigned) = (BTreeSet::new(), false);
        for (comment, on_record) in said.into_iter().zip(on_record) {
            if let Some(id) = on_record {
                match known.and_then(|known| known.settlement(&id)) {
                    Some(_) => came_back.push(id.to_string()),
                    None => done.extend(self.is_done(comment).then(|| id.to_string())),
                }
                continue;
            }
            let words = comment.start..comment.start + counted(comment.quote.as_bytes()).len();
            let author = on_one_line(comment.author.trim());
            let person = found.loaded.archive.person_named(&author).ok().flatten();
            let by = match person {
                Some(person) => person.id.clone(),
                None if author.is_empty() => {
                    has_unsigned = true;
                    by.clone()
                }
                None => {
                    not_entered.insert(author.clone());
                    Name::from(author.as_str())
                }
            };
            let on = comment.day.map_or(on, |day| day.min(on));
            remarks.push(Remark { by, on, words, body: comment.body.clone() });
            new.push(comment);
        }
        let before = workspace.text(&path)?;
        let WithComments { path, mut text, ids } = WithComments::of(workspace, &found.path, &found.bytes, &remarks)?;
        let done_at_once = new.iter().zip(&ids).filter(|(comment, _)| self.is_done(comment));
        done.extend(done_at_once.map(|(_, id)| id.clone()));
        for id in &done {
            text = add_entry(&text, &Settling { id, by, on, note: None }.written());
        }
        let open_before = known.map_or(0, |known| known.open().count());
        let open = (open_before + ids.len()).saturating_sub(done.len());
        let mut notes: Vec<Text> = new.iter().zip(&ids).map(|(comment, id)| told(comment, id)).collect();
        let name = found.named(found.regulation()?, by);
        notes.extend(not_entered.iter().map(|author| under_their_own_name(author)));
        notes.extend(has_unsigned.then(|| without_name(&name)));
        notes.extend(ids_told(
            &came_back,
            &Text::new("已经了结，来件中还有，没有另记", "settled already and still in the file, not written again"),
        ));
        notes.extend(ids_told(
            &done,
            &Text::new("来件标为已解决，记为了结", "marked as done in the file, to be settled"),
        ));
        let file = (text != before).then_some((path, text));
        Ok(Remarks { file, open, notes })
    }

    /// Whether a comment is settled in the file: itself, or what it answers.
    fn is_done(&self, comment: &Comment) -> bool {
        comment.done || comment.answers.and_then(|nth| self.comments.get(nth)).is_some_and(|answered| answered.done)
    }
}

/// A comment as it is told.
fn told(Comment { quote, author, day, body, .. }: &Comment, id: &str) -> Text {
    let day = day.map(|day| format!("，{day}")).unwrap_or_default();
    let (author, quote, body) = (on_one_line(author), on_one_line(quote), on_one_line(body));
    text!(zh: "批注 {id}（{author}{day}）“{quote}”：{body}", en: "comment {id} ({author}{day}) on “{quote}”: {body}")
}

/// 批注 0e440231、1f550342：来件标为已解决，记为了结.
fn ids_told(ids: &[String], what: &Text) -> Option<Text> {
    let (Text { zh: ids_zh, en: ids_en }, Text { zh, en }) = (Text::listed(ids), what);
    (!ids.is_empty()).then(|| text!(zh: "批注 {ids_zh}：{zh}", en: "comments {ids_en}: {en}"))
}

/// That somebody who comments is not entered.
fn under_their_own_name(author: &str) -> Text {
    let typed = one_word(author);
    text!(
        zh: "批注署名“{author}”没有登记，照此署名；登记：yijuan person add --name {typed}",
        en: "“{author}”, who comments, is not registered and is named as written; to register: yijuan person add --name {typed}"
    )
}

/// Under whose name a comment goes that has none.
fn without_name(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(zh: "没有署名的批注记在{zh}名下", en: "comments without a name go under that of {en}")
}
