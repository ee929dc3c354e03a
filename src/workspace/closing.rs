//! What a topic still owes when it is closed. Some rules ask for something by the end alone, so that nothing is due before.

use super::LoadedArchive;
use crate::duty::{Duty, State};
use crate::engine::{self, Part, Selection, judge};
use crate::model::{Date, Event, Name, Recorded};
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;

/// What is still owed.
pub(crate) struct LeftAtClosing {
    /// Duties not met that are due by the day of closing, the latest first.
    pub open: Vec<Duty>,
    /// What only a person can state and nobody has.
    pub unstated: Vec<Duty>,
    /// Suggestions that were handed over and not answered.
    pub unanswered: Vec<Name>,
}

impl LeftAtClosing {
    /// What the one topic that was read owes once an entry closes it.
    pub(crate) fn by(loaded: &LoadedArchive, closed: &Event) -> Self {
        let mut archive = loaded.archive.clone();
        let events = &mut archive.topics[0].events;
        events.push(Recorded { entry: events.len(), event: closed.clone(), struck: None });
        events.sort_by_key(|recorded| recorded.event.date);
        let context = engine::Context { archive: &archive, ..loaded.context() };
        let judgement = judge(context, Selection { part: Part::Topics, all: true });
        let duties = judgement.duties.into_iter().filter(Duty::is_owed);
        let duties = duties.filter(|duty| duty.is_unstated() || is_due(duty, loaded.today));
        let (unstated, mut open): (Vec<Duty>, Vec<Duty>) = duties.partition(|duty| duty.rule().is_attested());
        // The user has seen the older ones before.
        open.sort_by_key(|duty| Reverse(duty.due));
        let unanswered = engine::unanswered(context, &archive.topics[0]);
        let unanswered = unanswered.into_iter().map(|suggestion| suggestion.id.clone());
        let unanswered = unanswered.filter(|id| !open.iter().any(|duty| duty.what == id.as_str())).collect();
        Self { open, unstated, unanswered }
    }

    /// What the one topic that was read would owe if it were closed today.
    pub(crate) fn today(loaded: &LoadedArchive) -> Self {
        Self::by(loaded, &Event::on(loaded.today, Name::from(Vocabulary::CLOSED)))
    }

    /// All duties not met.
    pub(crate) fn duties(self) -> Vec<Duty> {
        self.open.into_iter().chain(self.unstated).collect()
    }
}

/// Whether it is due by today. A duty that is due when the topic is closed is due today.
fn is_due(duty: &Duty, today: Date) -> bool {
    duty.state == State::Overdue || duty.due == Some(today)
}
