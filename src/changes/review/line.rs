//! Writes a decision as one line, which never changes afterwards.

use super::Decided;
use crate::archive::scalar;
use crate::model::{Date, Name, Subject, Verdict, Via};

/// A line of `reviews/PAPER.yml`.
pub(super) struct Line<'l> {
    pub subject: &'l Subject,
    pub document: &'l Name,
    pub decided: &'l Decided,
    pub by: &'l Name,
    pub to: Option<&'l Name>,
    pub on: Date,
    pub verdict: Verdict,
    pub via: Option<Via>,
    pub note: Option<&'l str>,
    pub sha256: &'l str,
    pub commit: Option<String>,
    pub recorded_by: Option<String>,
    pub prev: &'l [String],
}

impl Line<'_> {
    /// All keys in the documented order, with `null` for those without a value.
    pub(super) fn written(&self) -> String {
        let prev: Vec<String> = self.prev.iter().map(|hash| scalar(hash)).collect();
        let fields = [
            ("topic", word_or_null(Some(&self.subject.to_string()))),
            ("document", word_or_null(Some(self.document))),
            ("round", self.decided.round.to_string()),
            ("step", word_or_null(self.decided.step.as_deref())),
            ("by", word_or_null(Some(self.by))),
            ("for", word_or_null(self.to.or(self.decided.on_behalf.as_ref()).map(Name::as_str))),
            ("post", word_or_null(self.decided.post.as_deref())),
            ("date", self.on.to_string()),
            ("verdict", self.verdict.written().to_owned()),
            ("via", word_or_null(self.via.map(Via::written))),
            ("note", word_or_null(self.note.map(str::trim))),
            ("sha256", word_or_null(Some(self.sha256))),
            ("commit", word_or_null(self.commit.as_deref())),
            ("recorded_by", word_or_null(self.recorded_by.as_deref())),
            ("prev", format!("[{}]", prev.join(", "))),
        ];
        let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", fields.join(", "))
    }
}

fn word_or_null(word: Option<&str>) -> String {
    word.map_or_else(|| "null".to_owned(), scalar)
}
