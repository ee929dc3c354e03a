//! `Item`: one thing that is to be done, put right, decided or answered.

use crate::duty::{Duty, Finding};
use crate::engine::Promise;
use crate::model::{Date, Name, Subject};
use crate::text::Text;
use crate::workspace::PaperUnderReview;

/// One thing on the agenda.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// What it is about.
    pub subject: Subject,
    /// What there is.
    pub matter: Matter,
    /// What is new about it.
    pub news: News,
    /// The office that sees to it; none where no office is named.
    pub office: Option<Name>,
    /// The responsible office and the lead of the topic, whom all of it concerns.
    pub(super) topic: (Option<Name>, Option<Name>),
}

/// What there is.
#[derive(Clone, Debug)]
pub(crate) enum Matter {
    /// Something is overdue or wrong; with the duty that is not met, where a rule demands it.
    Fault(Box<Finding>, Option<Box<Duty>>),
    /// Something is due soon.
    Soon(Box<Duty>),
    /// An answer is awaited by a day that the office set itself.
    Answer(Promise),
    /// A paper waits for a decision, or to be handed in anew.
    Decision(Box<PaperUnderReview>),
    /// Something was done, put right, or is no longer asked for.
    Done(Done),
}

/// What was done.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    /// What, by its name: “通知参加人员”.
    pub what: Text,
    /// The sentence that tells it.
    pub told: Text,
    /// The day, if that is on record.
    pub on: Option<Date>,
}

/// What is new about an item since the day before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum News {
    /// It is overdue or wrong, and was not before.
    New,
    /// It is overdue or wrong, and was so before.
    Standing,
    /// It is due soon; whether it was not so before.
    Coming { newly: bool },
    /// It waits for somebody; whether it did not before.
    Waiting { newly: bool },
    /// It was open before.
    Done,
}

/// What makes two items on two days the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// The duty of a subject by regulation and rule, and which of them.
    Duty(Subject, Name, Name, String, Option<Date>),
    /// What is wrong, in its own words.
    Fault(Subject, String),
    /// The answer to a suggestion.
    Answer(Subject, Name),
    /// The step that a paper is to take.
    Decision(String, Option<Name>),
}

impl News {
    /// Whether somebody would want a message for it: it is late, or was not so before.
    #[must_use]
    pub(crate) fn is_worth_telling(self) -> bool {
        !matches!(self, Self::Coming { newly: false } | Self::Waiting { newly: false })
    }
}

impl Key {
    pub(super) fn of_duty(duty: &Duty) -> Self {
        let (regulation, rule) = (duty.regulation().id.clone(), duty.rule().id.clone());
        Self::Duty(duty.subject.clone(), regulation, rule, duty.what.clone(), duty.period_end)
    }
}

impl Item {
    /// What makes it the same on another day; nothing of what was done.
    pub(super) fn key(&self) -> Option<Key> {
        Some(match &self.matter {
            Matter::Fault(_, Some(duty)) | Matter::Soon(duty) => Key::of_duty(duty),
            Matter::Fault(finding, None) => Key::Fault(self.subject.clone(), finding.message.zh.clone()),
            Matter::Answer(promise) => Key::Answer(self.subject.clone(), promise.suggestion.clone()),
            Matter::Decision(paper) => Key::Decision(paper.path.clone(), paper.step.clone()),
            Matter::Done(..) => return None,
        })
    }

    /// Whether something is overdue or wrong.
    pub(super) fn is_fault(&self) -> bool {
        matches!(self.matter, Matter::Fault(..))
    }

    /// The day by which it was or is to be done, or was done.
    #[must_use]
    pub(crate) fn day(&self) -> Option<Date> {
        match &self.matter {
            Matter::Fault(_, duty) => duty.as_ref().and_then(|duty| duty.due),
            Matter::Soon(duty) => duty.due,
            Matter::Answer(promise) => Some(promise.due),
            Matter::Decision(paper) => paper.since,
            Matter::Done(done) => done.on,
        }
    }
}
