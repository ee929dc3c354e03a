//! What is due: open deadlines and awaited answers, everybody's or those of one, and how near.

use super::{Overview, TopicState, is_open};
use crate::duty::{Duty, has_no_deadline, open};
use crate::engine::{Promise, concerns, not_asked};
use crate::model::{Name, Subject};
use crate::text::Text;

/// What is due, in the order in which it was found.
pub(crate) struct Due<'a> {
    pub duties: Vec<&'a Duty>,
    pub promises: Vec<&'a Promise>,
}

impl Overview {
    /// What is due of one or of everybody, overdue or within some working days.
    pub(crate) fn due(&self, who: Option<&Name>, within: Option<u32>) -> Due<'_> {
        let is_near = |left: Option<i64>| within.is_none_or(|days| left.is_some_and(|left| left <= i64::from(days)));
        let others = self.others.duties.iter().filter(|duty| is_open(duty)).map(|duty| (duty, None));
        let of_topics = self.topics.iter().flat_map(|topic| topic.open.iter().map(move |duty| (duty, Some(topic))));
        let concerning =
            others.chain(of_topics).filter(|(duty, topic)| who.is_none_or(|who| self.is_for(duty, *topic, who)));
        let duties: Vec<&Duty> = concerning.map(|(duty, _)| duty).collect();
        // Rules that only a person can attest are on the topic's checklist.
        let dated = open(&duties)
            .into_iter()
            .filter(|duty| duty.due.is_some() && !duty.rule().is_attested() || has_no_deadline(duty));
        let promises = self.topics.iter().flat_map(|topic| topic.promises.iter().map(move |promise| (topic, promise)));
        let concerning =
            promises.filter(|(topic, promise)| who.is_none_or(|who| promise_concerns(promise, topic, who)));
        Due {
            duties: dated.filter(|duty| is_near(duty.working_days_left)).collect(),
            promises: concerning
                .map(|(_, promise)| promise)
                .filter(|promise| is_near(Some(promise.working_days_left)))
                .collect(),
        }
    }

    /// Whether a duty, of a topic if it has one, concerns somebody.
    pub(crate) fn is_for(&self, duty: &Duty, topic: Option<&TopicState>, who: &Name) -> bool {
        concerns(self.loaded.context(), duty, office_and_lead(topic), who)
    }

    /// Why rules demand nothing of the rooms among some subjects.
    pub(crate) fn not_asked(&self, subjects: &[Subject]) -> Vec<Text> {
        let rooms = self.loaded.archive.rooms.iter();
        let rooms = rooms.filter(|room| subjects.contains(&Subject::Room(room.id.clone())));
        rooms.flat_map(|room| not_asked(self.loaded.context(), room)).collect()
    }
}

/// The office and the lead of a topic.
fn office_and_lead(topic: Option<&TopicState>) -> (Option<&Name>, Option<&Name>) {
    (topic.and_then(|topic| topic.office.as_ref()), topic.and_then(|topic| topic.lead.as_ref()))
}

/// Whether somebody leads the topic, is its office, or is to give or press the answer.
fn promise_concerns(promise: &Promise, topic: &TopicState, who: &Name) -> bool {
    topic.is_of(who) || promise.concerned.contains(who)
}
