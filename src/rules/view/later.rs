//! What is on record with a day that is still to come: no fact yet, and yet not nothing.

use super::occurrence::{Occurrence, Origin};
use crate::archive::{Attachment, Paper, PlanYear, Review, Topic};
use crate::model::Date;

/// Whether anything of a topic has a day that is still to come.
pub(super) fn is_ahead(topic: &Topic, today: Date) -> bool {
    let suggested = topic.suggestions.iter().flat_map(|suggestion| &suggestion.events);
    let events = topic.events.iter().map(|recorded| &recorded.event).chain(suggested);
    events.map(|event| event.date).any(|day| today < day)
        || is_any_ahead(&topic.papers, &topic.materials, &topic.reviews, today)
}

/// Whether anything of a year has a day that is still to come.
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

/// Of what there will be in the end, whatever is still to come. What happens by itself is on no record.
pub(super) fn still_to_come(in_the_end: Vec<Occurrence>, today: Date) -> Vec<Occurrence> {
    let is_to_come = |one: &Occurrence| today < one.date && !matches!(one.origin, Origin::Stale { .. });
    in_the_end.into_iter().filter(is_to_come).collect()
}
