//! A decision as it is written: one line, whose bytes are final.

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
    /// Every key, in the order that is documented, whether or not there is anything to say.
    pub(super) fn written(&self) -> String {
        let word = |word: Option<&str>| word.map_or_else(|| "null".to_owned(), scalar);
        let prev: Vec<String> = self.prev.iter().map(|hash| scalar(hash)).collect();
        let fields = [
            ("topic", word(Some(&self.subject.to_string()))),
            ("document", word(Some(self.document))),
            ("round", self.decided.round.to_string()),
            ("step", word(self.decided.step.as_deref())),
            ("by", word(Some(self.by))),
            ("for", word(self.to.or(self.decided.on_behalf.as_ref()).map(Name::as_str))),
            ("post", word(self.decided.post.as_deref())),
            ("date", self.on.to_string()),
            ("verdict", self.verdict.written().to_owned()),
            ("via", word(self.via.map(Via::written))),
            ("note", word(self.note.map(str::trim))),
            ("sha256", word(Some(self.sha256))),
            ("commit", word(self.commit.as_deref())),
            ("recorded_by", word(self.recorded_by.as_deref())),
            ("prev", format!("[{}]", prev.join(", "))),
        ];
        let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", fields.join(", "))
    }
}
