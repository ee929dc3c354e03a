//! The decisions on the papers of a subject.

use super::View;
use super::occurrence::{review_steps, round_of};
use crate::archive::{Paper, Review};
use crate::model::{Date, Decision};
use crate::review::Ledger;
use crate::vocabulary::Vocabulary;

impl<'a> View<'_, 'a> {
    /// Whether papers of a kind have been handed in or decided on.
    pub(crate) fn is_under_review(&self, regulation: &Vocabulary, document: &str) -> bool {
        let (reviews, papers) = self.reviews();
        reviews.iter().filter(|review| !review.decisions.is_empty()).any(|review| {
            let mut papers = papers.iter().filter(|paper| paper.path == review.paper);
            papers.any(|paper| regulation.counts_as(&paper.front.document, document)) && self.is_of_round(review)
        })
    }

    /// The decision that returned a paper or took it back, so that a step must be taken again, and the decisions it is
    /// one of.
    pub(crate) fn sent_back(
        &self,
        regulation: &Vocabulary,
        step: &str,
        today: Date,
    ) -> Option<(&'a Review, &'a Decision)> {
        let (reviews, papers) = self.reviews();
        let found = reviews.iter().filter(|review| self.is_of_round(review)).filter_map(|review| {
            let review_steps = review_steps(regulation, review, papers);
            let end = review_steps
                .filter(|review_steps| review_steps.has(step))
                .and_then(|review_steps| Ledger::of(review, review_steps, today).end());
            Some((review, end.or_else(|| last_on_step(review, step, today))?))
        });
        found.max_by_key(|(_, decision)| decision.date).filter(|(_, last)| last.ends_round())
    }

    /// Whether a paper of a kind was sent back or taken back: from then on its steps are decided on its new text, and an
    /// entry, which is bound to none, takes no step of it.
    pub(crate) fn was_sent_back(&self, regulation: &Vocabulary, document: &str, today: Date) -> bool {
        let (reviews, papers) = self.reviews();
        let mut in_round = reviews.iter().filter(|review| self.is_of_round(review));
        in_round.any(|review| {
            let of_kind = regulation.documents.get(document).map(|kind| &kind.review_steps.groups);
            let review_steps = review_steps(regulation, review, papers);
            let review_steps = review_steps.filter(|review_steps| of_kind == Some(&review_steps.groups));
            review_steps.is_some_and(|review_steps| Ledger::of(review, review_steps, today).is_anew())
        })
    }

    /// The last decisions on papers of a kind that were made on another text, in the order of their steps.
    pub(crate) fn lapsed(&self, regulation: &Vocabulary, document: &str, today: Date) -> Vec<&'a Decision> {
        let (reviews, papers) = self.reviews();
        let in_round = reviews.iter().filter(|review| self.is_of_round(review));
        let lapsed = in_round.flat_map(|review| {
            let review_steps = review_steps(regulation, review, papers).filter(|review_steps| {
                let kind = regulation.documents.get(document);
                kind.is_some_and(|kind| kind.review_steps.groups == review_steps.groups)
            });
            let ledger = review_steps.map(|review_steps| Ledger::of(review, review_steps, today));
            let steps = review_steps.into_iter().flat_map(|review_steps| review_steps.groups.iter().flatten());
            steps.filter_map(move |step| ledger.as_ref()?.lapsed(step)).collect::<Vec<_>>()
        });
        lapsed.collect()
    }

    /// The decisions on the papers of the subject, and its papers.
    fn reviews(&self) -> (&'a [Review], &'a [Paper]) {
        match (self.topic, self.plan) {
            (Some(facts), _) => (&facts.topic.reviews, &facts.topic.papers),
            (None, Some(plan)) => plan.plan.map_or((&[], &[]), |plan| (&plan.reviews, &plan.papers)),
            (None, None) => (&[], &[]),
        }
    }

    fn is_of_round(&self, review: &Review) -> bool {
        self.round.is_none_or(|round| round == round_of(review, self.reviews().1))
    }
}

/// The last decision on a step that is not chained.
fn last_on_step<'a>(review: &'a Review, step: &str, today: Date) -> Option<&'a Decision> {
    let is_on_step =
        |decision: &&Decision| !decision.is_chained() && decision.is_of_step(step) && decision.date <= today;
    review.decisions.iter().filter(is_on_step).max_by_key(|decision| decision.date)
}
