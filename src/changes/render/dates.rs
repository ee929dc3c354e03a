//! The days of a paper: of the document (成文日期), and on which it went out, as far as they are on record.

use super::facts::Facts;
use crate::archive::Topic;
use crate::engine::{self, PaperReview, ReviewState, number_of};
use crate::model::{Date, Event, FrontMatter, Name, Recorded, Subject};
use crate::regulation::Check;

impl Facts<'_> {
    /// 成文日期: as the head has it, or else the day on which it was signed.
    pub(super) fn dated(&self, path: &str, front: &FrontMatter) -> Option<Date> {
        engine::dated(self.reviews, path, front)
    }

    /// 印发日期: the day it went out, or else was numbered, or else that of its head.
    pub(super) fn issued(&self, path: &str, front: &FrontMatter) -> Option<Date> {
        let numbered = || {
            let subject = Subject::of_path(path);
            number_of(self.archive, self.regulation, &subject, path).map(|taken| taken.entry.date)
        };
        self.sent(path, front).or_else(numbered).or(front.date)
    }

    /// The day a paper went out, as its rules and events say by what.
    pub(super) fn sent(&self, path: &str, front: &FrontMatter) -> Option<Date> {
        let document = &front.document;
        let ends = self.regulation.rules.iter().flat_map(|rule| &rule.checks).filter_map(|check| match check {
            Check::Chain(chain) if chain.document.as_ref() == Some(document) => chain.then.as_ref(),
            _ => None,
        });
        let ends: Vec<&Name> = ends.collect();
        let events = self.events_beside(path);
        let issues =
            |event: &Event| self.regulation.events.get(&event.event).is_some_and(|kind| kind.issues.contains(document));
        self.first(events, front, &|event| ends.contains(&&event.event)).or_else(|| self.first(events, front, &issues))
    }

    /// The day of a paper of a topic, as far as anything says it: its date, else when it was sent, else when it was made.
    pub(super) fn day_of(&self, topic: &Topic, path: &str, front: &FrontMatter) -> Option<Date> {
        self.dated(path, front).or_else(|| self.sent(path, front)).or_else(|| self.made(topic, front))
    }

    /// The day a paper of a topic was made, as an event says that stands for it.
    pub(super) fn made(&self, topic: &Topic, front: &FrontMatter) -> Option<Date> {
        engine::made(self.regulation, &topic.events, front, self.today)
    }

    /// The day a step on a paper was decided, for the text as it is.
    pub(super) fn decided_on(&self, event: &str) -> Option<Date> {
        let on_its_way = self
            .reviews
            .iter()
            .filter(|review| !matches!(review.state, ReviewState::Returned | ReviewState::Withdrawn));
        let steps = on_its_way.flat_map(PaperReview::steps).filter(|step| *step.event == *event);
        steps.filter_map(|step| step.taken.as_ref()).map(|taken| taken.on).max()
    }

    /// The first of such events in the round of a paper.
    fn first(&self, events: &[Recorded], front: &FrontMatter, is_such: &dyn Fn(&Event) -> bool) -> Option<Date> {
        let of_round = |event: &&Event| event.round.unwrap_or(1) == front.round.unwrap_or(1);
        self.standing(events).filter(of_round).find(|event| is_such(event)).map(|event| event.date)
    }

    /// The entries of the topic or year whose paper it is.
    fn events_beside(&self, path: &str) -> &[Recorded] {
        match Subject::of_path(path) {
            Subject::Topic(key) => {
                self.archive.topics.iter().find(|topic| topic.key == key).map_or(&[], |topic| &topic.events)
            }
            Subject::Plan(year) => self.archive.plan(year).map_or(&[], |plan| &plan.events),
            Subject::Room(_) | Subject::Archive => &[],
        }
    }
}
