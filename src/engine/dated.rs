//! The days of a paper, as far as they are on record.

use super::PaperReview;
use crate::model::{Date, Event, FrontMatter, Name, Recorded};
use crate::regulation::{Check, Regulation};

/// 成文日期: as the head has it, or else the day on which the paper was signed, by the last of its steps (GB/T 9704-2012,
/// 7.3.5.4: 署会议通过或者发文机关负责人签发的日期).
#[must_use]
pub fn dated(reviews: &[PaperReview], path: &str, front: &FrontMatter) -> Option<Date> {
    front.date.or_else(|| reviews.iter().find(|review| review.paper == path)?.through())
}

/// The day a paper was made, as the first event of its round says that stands for it.
#[must_use]
pub fn made(regulation: &Regulation, events: &[Recorded], front: &FrontMatter, today: Date) -> Option<Date> {
    let makes = |event: &Event| {
        let kind = regulation.events.get(&event.event);
        kind.is_some_and(|kind| kind.document.iter().any(|of| regulation.counts_as(&front.document, of)))
    };
    let standing = events.iter().filter(|recorded| recorded.stands(today)).map(|recorded| &recorded.event);
    let mut of_round = standing.filter(|event| event.in_round() == front.round.unwrap_or(1));
    of_round.find(|event| makes(event)).map(|event| event.date)
}

/// The day a paper went out, as its rules and the events of its topic or year say by what.
#[must_use]
pub fn sent(regulation: &Regulation, events: &[Recorded], front: &FrontMatter, today: Date) -> Option<Date> {
    let document = &front.document;
    let ends = regulation.rules.iter().flat_map(|rule| &rule.checks).filter_map(|check| match check {
        Check::Chain(chain) if chain.document.as_ref() == Some(document) => chain.then.as_ref(),
        _ => None,
    });
    let ends: Vec<&Name> = ends.collect();
    let issues = |event: &Event| regulation.events.get(&event.event).is_some_and(|kind| kind.issues.contains(document));
    let of_round = |event: &&Event| event.in_round() == front.round.unwrap_or(1);
    let standing = || events.iter().filter(|recorded| recorded.stands(today)).map(|recorded| &recorded.event);
    let first = |is_such: &dyn Fn(&Event) -> bool| standing().filter(of_round).find(|event| is_such(event));
    first(&|event| ends.contains(&&event.event)).or_else(|| first(&issues)).map(|event| event.date)
}
