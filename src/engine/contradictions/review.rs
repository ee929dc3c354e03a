//! Decisions that belong to no paper, and papers that went out undecided beside others of their kind.

use super::Remark;
use crate::archive::Review;
use crate::diagnostic::Location;
use crate::engine::{Context, PaperReview, ReviewState, reviews_of_topic};
use crate::regulation::{Check, Regulation};
use crate::rules::view::TopicFacts;
use crate::text;
use crate::text::Text;

pub(super) fn of_topic(context: &Context, regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    if facts.topic.reviews.is_empty() {
        return Vec::new();
    }
    let mut remarks: Vec<Remark> = facts.topic.reviews.iter().filter_map(without_paper).collect();
    let reviews = reviews_of_topic(*context, facts.topic, None);
    let of_kind = |one: &PaperReview, other: &PaperReview| one.document == other.document && one.paper != other.paper;
    let is_through = |review: &PaperReview| review.state == ReviewState::Through;
    let undecided = reviews.iter().filter(|review| !review.decisions.is_empty() && !is_through(review));
    let beside = undecided.filter(|review| reviews.iter().any(|other| is_through(other) && of_kind(review, other)));
    remarks.extend(beside.filter(|review| went_out(regulation, facts, review.document)).map(|review| {
        let Text { zh, en } = review.lacks(context.archive);
        let message = text!(zh: "同一文书有几份，已发出；这一份：{zh}", en: "of several papers of one kind that went out, this one: {en}");
        let hint = Text::new(
            "发出的是这一份的，补办审签；不是的，把这份移出或改作草稿",
            "if this is the one that went out, have it decided on; if not, take it out of the folder or keep it as a draft",
        );
        (Location::file(review.paper), message, hint)
    }));
    remarks
}

/// A file of decisions whose paper is not there.
fn without_paper(review: &Review) -> Option<Remark> {
    if review.sha256.is_some() || review.decisions.is_empty() {
        return None;
    }
    let paper = &review.paper;
    let message = text!(zh: "审签记录没有对应的文书：{paper}", en: "the paper decided on is not there: {paper}");
    let hint = Text::new(
        "文书改了名的，改回原名；误删的，从历史恢复",
        "if the paper was renamed, give it its name again; if it was deleted, restore it from the history",
    );
    Some((Location::file(review.path.as_str()), message, hint))
}

/// Whether papers of a kind went out.
fn went_out(regulation: &Regulation, facts: &TopicFacts, document: &str) -> bool {
    let checks = regulation.rules.iter().flat_map(|rule| &rule.checks);
    let mut sendings = checks.filter_map(|check| match check {
        Check::Chain(chain) if chain.document.as_deref() == Some(document) => chain.then.as_deref(),
        _ => None,
    });
    sendings.any(|event| facts.occurrences.iter().any(|one| one.event == event))
}
