//! Decisions and comments that belong to no paper, papers whose text has changed since they were decided on, and papers
//! that went out undecided beside others of their kind.

use super::Remark;
use crate::archive::{Comments, Review};
use crate::diagnostic::{Location, PathSegment};
use crate::duty::{Finding, Severity};
use crate::engine::{Context, PaperReview, ReviewState, reviews_of_topic};
use crate::model::{Decision, Name, Subject, Verdict, file_stem};
use crate::regulation::{Check, Regulation};
use crate::rules::view::TopicFacts;
use crate::text;
use crate::text::{Text, one_word};

pub(super) fn of_topic(context: &Context, regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    let given_up = |comments: &&Comments| {
        let mut reviews = facts.topic.reviews.iter();
        !reviews.any(|review| review.paper == comments.paper && is_given_up(review))
    };
    let comments = facts.topic.comments.iter().filter(given_up);
    let mut remarks: Vec<Remark> = comments.filter_map(comments_without_paper).collect();
    if facts.topic.reviews.is_empty() {
        return remarks;
    }
    remarks.extend(facts.topic.reviews.iter().filter_map(without_paper));
    let reviews = reviews_of_topic(*context, facts.topic, None);
    let (through, others): (Vec<&PaperReview>, Vec<&PaperReview>) =
        reviews.iter().partition(|review| review.state == ReviewState::Through);
    let undecided = others.into_iter().filter(|review| !review.decisions.is_empty());
    let beside = undecided.filter(|review| through.iter().any(|other| other.document == review.document));
    remarks.extend(beside.filter(|review| went_out(regulation, facts, review.document)).map(|review| {
        let Text { zh, en } = review.lacks(context.archive);
        let message = text!(zh: "同一文书有几份，已发出；这一份：{zh}", en: "of several papers of one kind that went out, this one: {en}");
        let hint = if review.state == ReviewState::Withdrawn {
            Text::new(
                "发出的是这一份的，补办审签；不是的，把这份移出",
                "if this is the one that went out, have it decided on; if not, take it out of the folder",
            )
        } else {
            let (subject, paper) = (&review.subject, one_word(file_stem(review.paper)));
            text!(
                zh: "发出的是这一份的，补办审签；不是的，先撤回再移出：yijuan review withdraw {subject} {paper} --note 〈原因〉",
                en: "if this is the one that went out, have it decided on; if not, take it back and then out of the folder: yijuan review withdraw {subject} {paper} --note 〈WHY〉"
            )
        };
        (Location::file(review.paper), message, hint)
    }));
    remarks
}

/// Whether a paper was taken back and then removed: its decisions stay on record.
fn is_given_up(review: &Review) -> bool {
    let mut moves = review.decisions.iter().filter(|decision| decision.verdict != Verdict::Note);
    review.sha256.is_none() && moves.next_back().is_some_and(|last| last.verdict == Verdict::Withdraw)
}

/// A file of decisions whose paper is not there.
fn without_paper(review: &Review) -> Option<Remark> {
    if review.sha256.is_some() || review.decisions.is_empty() || is_given_up(review) {
        return None;
    }
    let paper = &review.paper;
    let message = text!(zh: "审签记录没有对应的文书：{paper}", en: "the paper decided on is not there: {paper}");
    let hint = Text::new(
        "文书改了名的，改回原名；误删的，从历史恢复；不再用的，恢复后撤回（`yijuan review withdraw`），再删去",
        "if the paper was renamed, give it its name again; if it was deleted, restore it from the history; if it is of no use any more, restore it, take it back (`yijuan review withdraw`), and then remove it",
    );
    Some((Location::file(review.path.as_str()), message, hint))
}

/// Papers whose text has changed since they were decided on, of which no rule has found so. A paper may be changed on its
/// way, but the steps that were taken count no more.
pub(in crate::engine) fn lapsed(
    context: &Context,
    (held, reviews): (&[Review], &[PaperReview]),
    found: &[Finding],
) -> Vec<Finding> {
    let is_told = |path: &str| found.iter().any(|one| one.rule().is_some() && one.place.path == path);
    let findings = reviews.iter().filter(|review| review.lapsed().next().is_some()).filter_map(|review| {
        let path = held.iter().find(|held| held.paper == review.paper).map(|held| held.path.as_str());
        let place = Location::file(path.filter(|path| !is_told(path))?);
        // On its way a paper may be changed; one that was through is thought to be settled.
        let was_through = review.steps().all(|step| step.lapsed || step.taken.is_some());
        let severity = if was_through { Severity::Warning } else { Severity::Note };
        let hint = how_to_decide_anew(context, review, file_stem(review.paper));
        let (subject, message) = (review.subject.clone(), review.lacks(context.archive));
        Some(Finding::without_rule(severity, subject, place, message, hint))
    });
    findings.collect()
}

/// Decisions without a signature in an archive that asks for one. Whether one is good, `review verify` says.
pub(in crate::engine) fn unsigned(
    context: &Context,
    regulation: &Regulation,
    subject: &Subject,
    held: &[Review],
) -> Vec<Finding> {
    let Some(settings) = context.archive.settings.as_ref().filter(|settings| settings.signatures.is_some()) else {
        return Vec::new();
    };
    let findings = held.iter().flat_map(|review| {
        let decisions = review.decisions.iter().enumerate();
        let unsigned = decisions.filter(|(nth, decision)| {
            decision.is_chained() && settings.requires_signatures(decision.date) && !review.is_signed(*nth)
        });
        unsigned.map(|(nth, decision)| {
            let Text { zh, en } = context.world().name(regulation, &decision.by);
            let (date, Text { zh: verdict, en: verdict_en }) = (decision.date, decision.verdict.text());
            let message = text!(
                zh: "{zh} {date} 的决定（{verdict}）没有签名",
                en: "the decision of {en} on {date} ({verdict_en}) is not signed"
            );
            let place = Location::field(review.path.as_str(), [PathSegment::Entry(nth)]);
            let hint = how_to_sign(context, regulation, subject, review, decision);
            Finding::without_rule(Severity::Error, subject.clone(), place, message, hint)
        })
    });
    findings.collect()
}

/// 由作决定的人补签，代为登记的由登记人补签：yijuan review approve 2026-009 协商意见 --by 褚样章 --on 2026-06-11 --step 审核《协商意见》 --sign.
fn how_to_sign(
    context: &Context,
    regulation: &Regulation,
    subject: &Subject,
    review: &Review,
    decision: &Decision,
) -> Text {
    let called = |id: &Name| context.world().name(regulation, id);
    let option = |name: &str, Text { zh, en }: Text| {
        let (zh, en) = (one_word(&zh), one_word(&en));
        text!(zh: " --{name} {zh}", en: " --{name} {en}")
    };
    let (verdict, paper, date) = (decision.verdict, one_word(file_stem(&review.paper)), decision.date);
    let to = decision.r#for.as_ref().filter(|_| verdict == Verdict::PassOn);
    let options = [
        Some(option("by", called(&decision.by))),
        to.map(|to| option("to", called(to))),
        Some(Text::same(format!(" --on {date}"))),
        decision.step.as_ref().map(|step| option("step", regulation.event_argument(step))),
        decision.via.map(|via| Text::same(format!(" --via {}", via.written()))),
        decision.note.as_ref().map(|note| option("note", Text::same(note.as_str()))),
    ];
    let repeated = Text::same(format!("yijuan review {} {subject} {paper}", verdict.written()));
    let repeated = options.into_iter().flatten().fold(repeated, |repeated, option| repeated.then(&option));
    let Text { zh, en } = repeated;
    text!(
        zh: "由作决定的人补签，代为登记的由登记人补签：{zh} --sign",
        en: "whoever decided, or entered it for them, signs it: {en} --sign"
    )
}

/// 误改的，改回原文；改动要保留的，重新审签：yijuan review approve 2026-009 协商意见 --by 褚样章.
fn how_to_decide_anew(context: &Context, review: &PaperReview, paper: &str) -> Text {
    let (subject, paper) = (&review.subject, one_word(paper));
    let last = review.lapsed().filter_map(|step| {
        let mut decisions = review.decisions.iter().map(|decided| decided.decision);
        decisions.rfind(|decision| decision.approves() && decision.step.as_ref() == Some(step))
    });
    let again = last.map(|decision| {
        let Text { zh, en } = context.world().name(review.regulation, &decision.by);
        text!(
            zh: "yijuan review approve {subject} {paper} --by {zh}",
            en: "yijuan review approve {subject} {paper} --by {en}"
        )
    });
    let Text { zh, en } = Text::join(&again.collect::<Vec<_>>(), "；再 ", "; then ");
    text!(
        zh: "误改的，改回原文；改动要保留的，重新审签：{zh}",
        en: "a slip is set back to the words approved; a change that is to stay is decided on anew: {en}"
    )
}

/// The remark that a file of comments has no paper.
pub(super) fn comments_without_paper(comments: &Comments) -> Option<Remark> {
    if comments.is_there || comments.open().next().is_none() {
        return None;
    }
    let paper = &comments.paper;
    let message = text!(zh: "批注没有对应的文书：{paper}", en: "the paper commented on is not there: {paper}");
    let hint = Text::new(
        "文书改了名的，改回原名；误删的，从历史恢复",
        "if the paper was renamed, give it its name again; if it was deleted, restore it from the history",
    );
    Some((Location::file(comments.path.as_str()), message, hint))
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
