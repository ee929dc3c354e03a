//! What does not prove.

use super::held::{Held, Said};
use crate::model::{Date, Decision, Name};
use crate::text::Text;

/// What does not prove of a decision, or is worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Of which kind it is.
    pub kind: FaultKind,
    /// The line; of one that is gone, where it stood.
    pub line: Option<usize>,
    /// When it was decided.
    pub date: Option<Date>,
    /// Its step.
    pub step: Option<Name>,
    /// Who decided.
    pub by: Option<Name>,
    /// The decision in words; empty if it cannot be read.
    pub about: Text,
    /// What is wrong.
    pub message: Text,
    /// How to look into it.
    pub hint: Option<Text>,
}

/// What is wrong with a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The paper's text is not the one that the line names.
    Text,
    /// The line is of another paper.
    Place,
    /// Who decided might not.
    Right,
    /// It was not its turn.
    Order,
    /// What it follows is not there, or is later.
    Chain,
    /// It was changed or taken out since it was committed.
    Edited,
    /// It differs from what is committed.
    Uncommitted,
    /// Its signature is none that is trusted.
    Signature,
    /// It cannot be read.
    Unreadable,
    /// It is worth knowing.
    Note,
}

impl FaultKind {
    /// As JSON writes it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Place => "place",
            Self::Right => "right",
            Self::Order => "order",
            Self::Chain => "chain",
            Self::Edited => "edited",
            Self::Uncommitted => "uncommitted",
            Self::Signature => "signature",
            Self::Unreadable => "unreadable",
            Self::Note => "note",
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_note(self) -> bool {
        self == Self::Note
    }
}

impl Fault {
    /// Of a line that stands in the file.
    pub(super) fn of(held: &Held, line: usize, kind: FaultKind, message: Text) -> Self {
        let line = &held.lines[line];
        Self::said(&line.said, Some(line.nth), kind, message)
    }

    /// Of no line.
    pub(super) fn of_none(kind: FaultKind, message: Text) -> Self {
        Self { kind, line: None, date: None, step: None, by: None, about: Text::same(""), message, hint: None }
    }

    /// Of a line, wherever it stood.
    pub(super) fn said(said: &Said, line: Option<usize>, kind: FaultKind, message: Text) -> Self {
        let decision = said.decision.as_ref();
        let about = match decision {
            Some(Decision { date, .. }) => {
                let (Text { zh, en }, Text { zh: who_zh, en: who_en }) = (&said.what, &said.who);
                Text::new(format!("{date} {zh}（{who_zh}）"), format!("{date} {en} ({who_en})"))
            }
            None => Text::same(""),
        };
        Self {
            kind,
            line,
            date: decision.map(|decision| decision.date),
            step: decision.and_then(|decision| decision.step.clone()),
            by: decision.map(|decision| decision.by.clone()),
            about,
            message,
            hint: None,
        }
    }

    /// Whether it is about who might decide.
    pub(super) fn is_of_right(&self) -> bool {
        self.kind == FaultKind::Right
    }

    /// The same, with how to look into it.
    pub(super) fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
}
