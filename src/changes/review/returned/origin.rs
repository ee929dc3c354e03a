//! `Origin`: which text a file with revisions was made from, by what it reads like without them. A program that leaves out the
//! property which says so keeps the revisions.

use super::super::paper::Found;
use crate::archive::{Limits, Source, body, front_matter};
use crate::changes::render::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::{Base, Received, reads_like};
use crate::model::{Name, file_stem, sha256};
use crate::text;
use crate::text::{Text, on_one_line, one_word};
use crate::workspace::Workspace;
use std::collections::{BTreeSet, HashSet};

/// Most older texts of a paper that are looked at.
const MOST: usize = 200;

/// A file beside the texts of its paper.
pub(super) struct Origin<'o, 'f> {
    pub found: &'o Found,
    pub facts: &'o Facts<'f>,
    /// The office's own file that papers of this kind are filled into.
    pub template: Option<(&'o str, &'o [u8])>,
    pub file: &'o Received,
    /// The name of whoever decides.
    pub by: &'o str,
    /// Everybody who has revised the file.
    pub revisers: BTreeSet<String>,
}

impl Origin<'_, '_> {
    /// The SHA-256 of the text that the file was made from; `None` if it has other words and no revisions.
    ///
    /// # Errors
    /// If there are revisions, and without them it reads like no text of the paper.
    pub(super) fn made_from(&self, workspace: &Workspace) -> Result<Option<String>, Diagnostics> {
        let now = String::from_utf8_lossy(&self.found.bytes).into_owned();
        if self.is_of(&now) {
            return Ok(Some(self.found.sha256.clone()));
        }
        let mut seen = HashSet::from([self.found.sha256.clone()]);
        if let Ok(history) = workspace.history() {
            for version in history.file_log(&self.found.path)?.iter().take(MOST) {
                let tree = history.tree(&version.commit.id)?;
                let Some(bytes) = Source::read(&tree, &version.path, Limits::PAPER)? else { continue };
                let hash = sha256(&bytes);
                if seen.insert(hash.clone()) && self.is_of(&String::from_utf8_lossy(&bytes)) {
                    return Ok(Some(hash));
                }
            }
        }
        // Whoever accepted all revisions has left nothing to tell it by.
        if self.revisers.is_empty() { Ok(None) } else { Err(self.of_no_text().into()) }
    }

    /// Whether the file reads like a text without the revisions of whoever decides, or without any.
    fn is_of(&self, text: &str) -> bool {
        self.reads(text, |author| author == self.by) || self.reads(text, |_| true)
    }

    /// Whether the file reads like a text without the revisions of some.
    fn reads(&self, text: &str, is_theirs: impl Fn(&str) -> bool) -> bool {
        let path = self.found.path.as_str();
        let Some(front) = front_matter(path, text).value.flatten() else { return false };
        let Some(kind) = self.facts.regulation.documents.get(&front.document) else { return false };
        let (meta, head) = (self.facts.meta(&front, kind, path), text.len() - body(text).0.len());
        let base = Base { path, text, head, meta: &meta, template: self.template };
        reads_like(&base, &self.file.before(is_theirs))
    }

    /// The note that others have revised the file, unless their revisions are in the text already.
    pub(super) fn of_others(&self) -> Option<Text> {
        let others: Vec<&String> = self.revisers.iter().filter(|author| *author != self.by).collect();
        let now = String::from_utf8_lossy(&self.found.bytes);
        if others.is_empty() || self.reads(&now, |author| author == self.by) {
            return None;
        }
        let unsigned = Text::new("没有署名的人", "somebody without a name");
        let named =
            |author: &&String| if author.is_empty() { unsigned.clone() } else { Text::same(on_one_line(author)) };
        let (by, who) = (self.by, others.iter().map(named).collect::<Vec<_>>());
        let Text { zh, en } = Text::join(&who, "、", ", ");
        Some(text!(
            zh: "来件中{zh}的修订，一并作为{by}的改动",
            en: "revisions by {en} in the file become changes of {by} as well"
        ))
    }

    fn of_no_text(&self) -> Diagnostic {
        let (subject, file) = (&self.found.subject, one_word(file_stem(&self.found.path)));
        let message = Text::new(
            "来件没有写明由哪个文本制成，去掉修订后与文稿的哪个文本都不同",
            "the file does not say which text it was made from, and without its revisions it reads like none of the paper",
        );
        Diagnostic::new(message).at(Location::file(self.found.path.as_str())).hint(text!(
            zh: "按现在的文本重新送改：yijuan render {subject} {file} --to docx --out 目录；确由现在的文本改成的，在 Word 里接受全部修订，另存后再收回",
            en: "send the present text round: yijuan render {subject} {file} --to docx --out DIR; if it was this one that was edited, accept all revisions in Word, save it and take it back"
        ))
    }
}

/// The name by which a program knows whoever decides.
pub(super) fn name_of(found: &Found, by: &str) -> String {
    let person = found.loaded.archive.person_named(by.trim()).ok().flatten();
    person.map_or_else(|| Name::from(by.trim()).to_string(), |person| person.name.to_string())
}
