//! What there is of one document: files that count, drafts, what came too early, what contradicts the rule.

use super::lacking::{lacking, not_absorbed};
use super::objection::objection;
use crate::archive::Paper;
use crate::model::{Date, Draft, Name};
use crate::problem::{Place, Step};
use crate::rules::outcome::Wrong;
use crate::rules::view::Attached;
use crate::rules::{DocumentCheck, RuleContext};
use crate::text::Text;

/// What there is of one document.
pub(crate) struct Found {
    pub id: Name,
    /// Some file of it is there and counts.
    pub there: bool,
    /// No file counts, but this much of a draft is there.
    pub draft: Option<Draft>,
    /// No file counts, but one is there that came before what it must follow.
    pub early: Option<Date>,
    /// What the papers together leave unsaid.
    pub lacking: Vec<Text>,
    /// Papers they do not say they take up.
    pub not_absorbed: Vec<Name>,
    pub wrong: Vec<Wrong>,
    pub date: Option<Date>,
    pub place: Option<Place>,
}

impl Found {
    pub(crate) fn holds(&self) -> bool {
        self.there && self.is_complete()
    }

    /// Whether there is something to be completed.
    pub(crate) fn is_begun(&self) -> bool {
        self.there || self.draft.is_some()
    }

    fn is_complete(&self) -> bool {
        self.lacking.is_empty() && self.not_absorbed.is_empty()
    }

    fn nothing_of(id: &Name) -> Self {
        let (lacking, not_absorbed, wrong) = (Vec::new(), Vec::new(), Vec::new());
        let (draft, early, date, place) = (None, None, None, None);
        Self { id: id.clone(), there: false, draft, early, lacking, not_absorbed, wrong, date, place }
    }
}

/// Looks for the files of one document. A draft is neither there nor wrong; what is dated before the duty's anchor
/// does not answer it; a scan is the paper, and what only a text can show is not held against it.
pub(super) fn find(context: &RuleContext, check: &DocumentCheck, id: &Name) -> Found {
    let (regulation, view) = (context.regulation, &context.view);
    let mut found = Found::nothing_of(id);
    let has_come = |date: Option<Date>| date.is_none_or(|date| date <= context.today);
    let too_early = |date: Option<Date>| date.filter(|date| context.timing.floor.is_some_and(|floor| *date < floor));
    let mut papers: Vec<&Paper> = Vec::new();
    let mut aside: Vec<(Option<Draft>, Option<Date>, Place)> = Vec::new();
    for paper in view.papers(regulation, id).filter(|paper| has_come(paper.front.date)) {
        let early = too_early(paper.front.date);
        if paper.draft.is_some() {
            aside.push((paper.draft, None, Place::file(paper.path.clone())));
        } else if let Some(wrong) = objection(context, check, paper) {
            found.wrong.push(wrong);
        } else if early.is_some() {
            aside.push((None, early, Place::field(paper.path.clone(), [Step::from("date")])));
        } else {
            papers.push(paper);
        }
    }
    let mut attached: Vec<Attached> = Vec::new();
    for one in view.attachments() {
        let counts = one.material.document.iter().any(|document| regulation.counts_as(document, id));
        match too_early(one.material.date) {
            _ if !counts || !has_come(one.material.date) => {}
            None => attached.push(one),
            early => aside.push((None, early, one.place())),
        }
    }
    found.there = !papers.is_empty() || !attached.is_empty();
    if !found.there {
        // A draft is nearer to a paper than one that came too early.
        let nearest = aside.into_iter().min_by_key(|(draft, ..)| draft.is_none());
        if let Some((draft, early, place)) = nearest {
            (found.draft, found.early, found.place) = (draft, early, Some(place));
        }
        return found;
    }
    found.lacking = lacking(context, check, &papers);
    found.not_absorbed = not_absorbed(context, check, &papers);
    if !attached.is_empty() && !found.is_complete() {
        (found.lacking, found.not_absorbed) = (Vec::new(), Vec::new());
        papers.clear();
    }
    let dates = papers.iter().map(|paper| paper.front.date).chain(attached.iter().map(|one| one.material.date));
    found.date = dates.flatten().min();
    let paper = papers.first().map(|paper| Place::file(paper.path.clone()));
    found.place = paper.or_else(|| attached.first().map(Attached::place));
    found
}
