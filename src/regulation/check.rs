//! What a rule asks to hold: the kinds of the rule language and their parameters.

mod written;

use crate::rules::{
    Bounds, Chain, Count, DocumentCheck, EventCheck, FieldCheck, FieldTest, PeopleCheck, PostCheck, Wording,
};
pub(crate) use written::ChecksSpec;

/// What must hold: one of the kinds of the rule language.
#[derive(Clone, Debug)]
pub enum Check {
    /// Something is on record.
    Event(EventCheck),
    /// Several things are on record, in order.
    Chain(Chain),
    /// A paper exists and says what it must.
    Document(DocumentCheck),
    /// A fact is filled, and with what it must be.
    Field(FieldCheck),
    /// Somebody holds a post.
    Post(PostCheck),
    /// People are invited or present.
    People(PeopleCheck),
    /// Something happened, or is planned, often enough.
    Count(Count),
    /// A text uses no forbidden words.
    Wording(Wording),
    /// Only a person can state it.
    Attest,
    /// Shown, never judged.
    Guidance,
}

impl Check {
    /// The kind as it is written.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Chain(_) => "chain",
            Self::Document(_) => "document",
            Self::Field(_) => "field",
            Self::Post(_) => "post",
            Self::People(_) => "people",
            Self::Count(_) => "count",
            Self::Wording(_) => "wording",
            Self::Attest => "attest",
            Self::Guidance => "guidance",
        }
    }

    /// The bounds of a kind that counts.
    #[must_use]
    pub fn bounds(&self) -> Option<&Bounds> {
        match self {
            Self::People(check) => Some(&check.bounds),
            Self::Count(check) => Some(&check.bounds),
            Self::Field(check) => match &check.test {
                FieldTest::Within(bounds) => Some(bounds),
                _ => None,
            },
            Self::Event(_)
            | Self::Chain(_)
            | Self::Document(_)
            | Self::Post(_)
            | Self::Wording(_)
            | Self::Attest
            | Self::Guidance => None,
        }
    }
}
