//! `EventKind`: what a regulation declares of an event.

use super::{SubjectKind, Term};
use crate::model::Name;

/// A kind of event.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// Its names.
    pub term: Term,
    /// The kind of subject it belongs to.
    pub of: SubjectKind,
    /// Documents whose date stands for the event if it has no entry.
    pub document: Vec<Name>,
    /// Documents that are issued with it.
    pub issues: Vec<Name>,
    /// Whether it announces the date of the meeting.
    pub announces_meeting: bool,
    /// Whether it happens by itself when the scheduled date differs from the one announced.
    pub amends_meeting: bool,
    /// A special meaning, if it has one.
    pub is: Option<EventIs>,
    /// The events that it presses for.
    pub reminds: Vec<Name>,
}

/// The special meaning of an event, whatever a regulation calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventIs {
    /// Another name of the meeting, if that was held on the day scheduled.
    Meeting,
    /// The answer to a suggestion, from whoever it was handed to.
    Answer,
    /// That a dossier was handed over.
    Handover,
    /// That a suggestion or promise was carried out, which settles the day by which it was to be answered.
    Outcome,
    /// That a suggestion was handed to those who are to see to it.
    Assignment,
    /// How far whoever sees to a suggestion has come, which its note says.
    Progress,
    /// That what a consultation came to was sent to those whom it is for.
    Report,
}

impl EventIs {
    /// All of them: the word for each, and whether it is for events of suggestions, or for those of topics and rounds.
    const ALL: [(Self, &'static str, bool); 7] = [
        (Self::Meeting, "meeting", false),
        (Self::Handover, "handover", false),
        (Self::Report, "report", false),
        (Self::Answer, "answer", true),
        (Self::Outcome, "outcome", true),
        (Self::Assignment, "assignment", true),
        (Self::Progress, "progress", true),
    ];

    /// The meaning with this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == word).map(|(is, ..)| is)
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(is, ..)| *is == self).map_or("", |(_, word, _)| word)
    }

    /// The words for the meanings that an event of this subject may have.
    pub(crate) fn words(of: SubjectKind) -> impl Iterator<Item = &'static str> {
        let of_suggestion = of == SubjectKind::Suggestion;
        Self::ALL.into_iter().filter(move |(.., own)| *own == of_suggestion).map(|(_, word, _)| word)
    }
}

impl EventKind {
    /// An event that a regulation need not name.
    pub(crate) fn built_in(name: &str, of: SubjectKind) -> Self {
        Self {
            term: Term::new(name.into(), None, Vec::new()),
            of,
            document: Vec::new(),
            issues: Vec::new(),
            announces_meeting: false,
            amends_meeting: false,
            is: None,
            reminds: Vec::new(),
        }
    }

    /// The handing over of a dossier, in a regulation that has no event of its own for it.
    pub(crate) fn handover(name: &str) -> Self {
        Self { is: Some(EventIs::Handover), ..Self::built_in(name, SubjectKind::Topic) }
    }

    /// Whether it is the meeting by another name.
    #[must_use]
    pub fn is_meeting(&self) -> bool {
        self.is == Some(EventIs::Meeting)
    }

    /// Whether it answers a suggestion.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        self.is == Some(EventIs::Answer)
    }

    /// Whether it settles a suggestion, so that no answer is awaited any more.
    #[must_use]
    pub fn settles(&self) -> bool {
        matches!(self.is, Some(EventIs::Answer | EventIs::Outcome))
    }
}
