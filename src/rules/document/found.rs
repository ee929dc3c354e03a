//! What there is of one document: files that count, drafts, what came too early, what contradicts the rule.

use super::lacking::{lacking, not_absorbed, sections};
use super::objection::objection;
use crate::archive::Paper;
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Date, Draft, Name};
use crate::rules::outcome::Wrong;
use crate::rules::view::Attached;
use crate::rules::{DocumentCheck, RuleContext};
use crate::text::Text;

/// What there is of one document.
pub(crate) struct Found {
    pub id: Name,
    /// Some file of it is there and counts.
    pub there: bool,
    /// No file counts, but one is there that does not count.
    pub aside: Option<Aside>,
    /// What the papers together leave unsaid.
    pub lacking: Vec<Text>,
    /// Some of it is to be said in their text.
    pub unsaid: bool,
    /// Papers they do not say they take up.
    pub not_absorbed: Vec<Name>,
    pub wrong: Vec<Wrong>,
    pub date: Option<Date>,
    pub place: Option<Location>,
}

/// Why a file that is there does not count; what is nearer to a paper first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aside {
    /// Its day is still to come.
    Later(Date),
    /// It is a draft.
    Draft(Draft),
    /// It came before what it must follow.
    Early(Date),
}

impl Found {
    pub(crate) fn holds(&self) -> bool {
        self.there && self.is_complete()
    }

    /// Whether there is something to be completed.
    pub(crate) fn is_begun(&self) -> bool {
        self.there || matches!(self.aside, Some(Aside::Draft(_) | Aside::Later(_)))
    }

    fn is_complete(&self) -> bool {
        self.lacking.is_empty() && self.not_absorbed.is_empty()
    }

    fn nothing_of(id: &Name) -> Self {
        let (lacking, not_absorbed, wrong) = (Vec::new(), Vec::new(), Vec::new());
        let (aside, date, place, unsaid) = (None, None, None, false);
        Self { id: id.clone(), there: false, aside, lacking, unsaid, not_absorbed, wrong, date, place }
    }
}

/// Looks for the files of one document. A draft is neither there nor wrong; what is dated before the duty's anchor
/// does not answer it; a scan is the paper, and what only a text can show is not held against it.
pub(super) fn find(context: &RuleContext, check: &DocumentCheck, id: &Name) -> Found {
    let (regulation, view) = (context.regulation, &context.view);
    let mut found = Found::nothing_of(id);
    let later = |date: Option<Date>| date.filter(|date| context.today < *date);
    let too_early = |date: Option<Date>| date.filter(|date| context.timing.floor.is_some_and(|floor| *date < floor));
    let mut papers: Vec<&Paper> = Vec::new();
    let mut aside: Vec<(Aside, Location)> = Vec::new();
    for paper in view.papers(regulation, id) {
        let dated = || Location::field(paper.path.clone(), [PathSegment::from("date")]);
        if let Some(draft) = paper.draft {
            aside.push((Aside::Draft(draft), paper.draft_place()));
        } else if let Some(day) = later(paper.front.date) {
            aside.push((Aside::Later(day), dated()));
        } else if let Some(wrong) = objection(context, check, paper) {
            found.wrong.push(wrong);
        } else if let Some(day) = too_early(paper.front.date) {
            aside.push((Aside::Early(day), dated()));
        } else {
            papers.push(paper);
        }
    }
    let mut attached: Vec<Attached> = Vec::new();
    let is_of_it = |one: &Attached| one.material.document.iter().any(|document| regulation.counts_as(document, id));
    for one in view.attachments().filter(is_of_it) {
        match (later(one.material.date), too_early(one.material.date)) {
            (Some(day), _) => aside.push((Aside::Later(day), one.place())),
            (None, Some(day)) => aside.push((Aside::Early(day), one.place())),
            (None, None) => attached.push(one),
        }
    }
    found.there = !papers.is_empty() || !attached.is_empty();
    if !found.there {
        if let Some((nearest, place)) = aside.into_iter().min_by_key(|(aside, _)| *aside) {
            (found.aside, found.place) = (Some(nearest), Some(place));
        }
        return found;
    }
    let (sections, is_unsaid) = sections(context, check, id, &papers);
    found.lacking = lacking(context, check, &papers, &sections);
    found.unsaid = is_unsaid;
    found.not_absorbed = not_absorbed(context, check, &papers);
    if !attached.is_empty() && !found.is_complete() {
        (found.lacking, found.not_absorbed, found.unsaid) = (Vec::new(), Vec::new(), false);
        papers.clear();
    }
    let dates = papers.iter().map(|paper| paper.front.date).chain(attached.iter().map(|one| one.material.date));
    found.date = dates.flatten().min();
    let paper = papers.first().map(|paper| Location::file(paper.path.clone()));
    found.place = paper.or_else(|| attached.first().map(Attached::place));
    found
}
