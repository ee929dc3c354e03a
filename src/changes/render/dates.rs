//! The days of a paper: of the document (成文日期), and on which it went out, as far as they are on record.

use super::facts::Facts;
use crate::engine::{self, PaperReview, ReviewState, number_of};
use crate::model::{Date, FrontMatter, Recorded, Subject};

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
        engine::sent(self.regulation, self.events_beside(path), front, self.today)
    }

    /// The day a step on a paper was decided, for the text as it is: on one of a round, or of any.
    pub(super) fn decided_on(&self, event: &str, round: Option<u32>) -> Option<Date> {
        let of_paper = |review: &PaperReview| self.front_matter(review).and_then(|front| front.round).unwrap_or(1);
        let on_its_way = self
            .reviews
            .iter()
            .filter(|review| round.is_none_or(|round| of_paper(review) == round))
            .filter(|review| !matches!(review.state, ReviewState::Returned | ReviewState::Withdrawn));
        let steps = on_its_way.flat_map(PaperReview::steps).filter(|step| *step.event == *event);
        steps.filter_map(|step| step.taken.as_ref()).map(|taken| taken.on).max()
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
