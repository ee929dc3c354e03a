//! `Target`: what an event is recorded for, with its file and its regulation.

use super::scheduled::Scheduled;
use crate::archive::Topic;
use crate::model::{Name, Recorded, Subject};
use crate::regulation::Regulation;
use crate::vocabulary::SubjectKind;

/// What an event is recorded for, with its file and its regulation.
pub(super) struct Target<'a> {
    pub(super) subject: Subject,
    /// Its name in commands: a suggestion after its topic.
    pub(super) name: String,
    pub(super) path: String,
    pub(super) regulation: &'a Regulation,
    /// The regulations in which words are looked up.
    pub(super) under: Vec<&'a Regulation>,
    pub(super) events: &'a [Recorded],
    pub(super) scheduled: Option<Scheduled>,
    /// The kinds of subject whose events it takes.
    pub(super) takes: &'static [SubjectKind],
    /// The room it concerns.
    pub(super) room: Option<&'a Name>,
    /// The suggestion it concerns, by its place in the file.
    pub(super) suggestion: Option<usize>,
}

impl<'a> Target<'a> {
    /// The target for a suggestion, without its events.
    pub(super) fn of_suggestion(regulation: &'a Regulation, topic: &Topic, nth: usize) -> Self {
        Self {
            subject: Subject::Topic(topic.key),
            name: format!("{} {}", topic.key, topic.suggestions[nth].id),
            path: String::new(),
            regulation,
            under: vec![regulation],
            events: &[],
            scheduled: None,
            takes: &[SubjectKind::Suggestion],
            room: None,
            suggestion: Some(nth),
        }
    }
}
