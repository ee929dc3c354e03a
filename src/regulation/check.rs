//! `Check`: what a rule demands, a variant for each kind of the rule language.

mod written;

use crate::rules::{
    Bounds, Chain, Count, DocumentCheck, EventCheck, FieldCheck, FieldTest, PeopleCheck, PostCheck, Wording,
};
#[cfg(test)]
pub(crate) use written::CheckSpec;
pub(crate) use written::ChecksSpec;

/// What must hold, by kind.
#[derive(Clone, Debug)]
pub enum Check {
    /// An event is on record.
    Event(EventCheck),
    /// Several events are on record, in order.
    Chain(Chain),
    /// A paper exists and has the required content.
    Document(DocumentCheck),
    /// A field is filled in, and with an allowed value.
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
    /// Its name in `regulation.yml`.
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

    /// The bounds, if it counts something.
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
