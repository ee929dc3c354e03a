//! Records whose date is still to come. They do not count yet, but are mentioned.

use super::occurrence::{Occurrence, Origin};
use crate::archive::{Attachment, Paper, PlanYear, Review, Topic};
use crate::model::Date;

/// Whether a topic has any date that is still to come.
pub(super) fn is_ahead(topic: &Topic, today: Date) -> bool {
    let suggested = topic.suggestions.iter().flat_map(|suggestion| &suggestion.events);
    let events = topic.events.iter().map(|recorded| &recorded.event).chain(suggested);
    events.map(|event| event.date).any(|day| today < day)
        || is_any_ahead(&topic.papers, &topic.materials, &topic.reviews, today)
}

/// Whether a year has any date that is still to come.
pub(super) fn is_year_ahead(plan: &PlanYear, today: Date) -> bool {
    plan.events.iter().any(|recorded| today < recorded.event.date)
        || is_any_ahead(&plan.papers, &plan.materials, &plan.reviews, today)
}

fn is_any_ahead(papers: &[Paper], materials: &[Attachment], reviews: &[Review], today: Date) -> bool {
    let papers = papers.iter().filter_map(|paper| paper.front.date);
    let materials = materials.iter().filter_map(|one| one.material.date);
    let decisions = reviews.iter().flat_map(|review| &review.decisions).map(|decision| decision.date);
    papers.chain(materials).chain(decisions).any(|day| today < day)
}

/// Of the occurrences once all dates have come, those still to come. What happens by itself is not recorded and left
/// out.
pub(super) fn still_to_come(in_the_end: Vec<Occurrence>, today: Date) -> Vec<Occurrence> {
    let to_come = in_the_end.into_iter().filter(|one| today < one.date);
    to_come.filter(|one| !matches!(one.origin, Origin::Stale { .. })).collect()
}
