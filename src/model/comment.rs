//! Comments on a paper, `reviews/PAPER.comments.yml`.

use super::{Date, Name};
use serde::Deserialize;

/// A line of `reviews/PAPER.comments.yml`. Like a decision it is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentLine {
    /// A comment.
    Made(Comment),
    /// That a comment is settled.
    Settled(Settlement),
}

/// What somebody said on some words of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The first eight hexadecimal digits of the SHA-256 of what follows in the line.
    pub id: Name,
    /// SHA-256 of the paper's bytes on which it was made, as `sha256sum` shows it.
    pub text: Name,
    /// How many characters of that text, in NFC, come before the words.
    pub start: u32,
    /// The words, as they stand in the Markdown.
    pub exact: String,
    /// At most [`Comment::AROUND`] characters before them.
    pub prefix: String,
    /// At most as many after them.
    pub suffix: String,
    /// Who made it.
    pub by: Name,
    /// When.
    pub date: Date,
    /// What was said.
    pub body: String,
}

impl Comment {
    /// Most characters that are kept of the text before and after the words.
    pub const AROUND: usize = 16;

    /// What it says in the margin of a paper from which its words are gone. A comment in a DOCX is Chinese as the paper is.
    #[must_use]
    pub fn of_words_gone(&self) -> String {
        format!("（原批“{}”）{}", self.exact, self.body)
    }
}

/// That a comment is settled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// Id of the comment.
    pub settles: Name,
    /// Who says so.
    pub by: Name,
    /// When.
    pub date: Date,
    /// How.
    pub note: Option<String>,
}
