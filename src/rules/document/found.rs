//! Finds the files of a document: those that count, drafts, those that came too early, and those that contradict the
//! rule.

use super::lacking::{lacking, not_absorbed, sections};
use super::objection::objection;
use crate::archive::Paper;
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Date, Draft, Name};
use crate::rules::outcome::Wrong;
use crate::rules::view::Attached;
use crate::rules::{DocumentCheck, RuleContext};
use crate::text::Text;

/// The files of a document.
pub(crate) struct Found {
    pub id: Name,
    /// Whether a file exists and counts.
    pub there: bool,
    /// Why a file that exists does not count, if none counts.
    pub aside: Option<Aside>,
    /// What is missing from the papers, taken together.
    pub lacking: Vec<Text>,
    /// Whether some of that belongs in their text.
    pub unsaid: bool,
    /// Papers that they do not name as included.
    pub not_absorbed: Vec<Name>,
    pub wrong: Vec<Wrong>,
    pub date: Option<Date>,
    pub place: Option<Location>,
}

/// Why a file that exists does not count; what is nearer to a finished paper comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aside {
    /// Its date is still to come.
    Later(Date),
    /// It is a draft.
    Draft(Draft),
    /// It is dated before the anchor.
    Early(Date),
}

impl Found {
    pub(crate) fn holds(&self) -> bool {
        self.there && self.is_complete()
    }

    /// Whether there is something to complete.
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

/// A date that is still to come.
fn later(context: &RuleContext, date: Option<Date>) -> Option<Date> {
    date.filter(|date| context.today < *date)
}

/// A date before the anchor.
fn too_early(context: &RuleContext, date: Option<Date>) -> Option<Date> {
    date.filter(|date| context.timing.floor.is_some_and(|floor| *date < floor))
}

/// Finds the files of a document. Drafts neither count nor are wrong. Papers dated before the anchor do not count. A
/// scan counts as the paper, and contents that only a text can show are not demanded of it.
pub(super) fn find(context: &RuleContext, check: &DocumentCheck, id: &Name) -> Found {
    let (regulation, view) = (context.regulation, &context.view);
    let mut found = Found::nothing_of(id);
    let mut papers: Vec<&Paper> = Vec::new();
    let mut aside: Vec<(Aside, Location)> = Vec::new();
    for paper in view.papers(regulation, id) {
        let place = Location::field(paper.path.clone(), [PathSegment::from("date")]);
        if let Some(draft) = paper.draft {
            aside.push((Aside::Draft(draft), paper.draft_place()));
        } else if let Some(day) = later(context, paper.front.date) {
            aside.push((Aside::Later(day), place));
        } else if let Some(wrong) = objection(context, check, paper) {
            found.wrong.push(wrong);
        } else if let Some(day) = too_early(context, paper.front.date) {
            aside.push((Aside::Early(day), place));
        } else {
            papers.push(paper);
        }
    }
    let mut attached: Vec<Attached> = Vec::new();
    for one in view.attachments().filter(|one| one.counts_as(regulation, id)) {
        match (later(context, one.material.date), too_early(context, one.material.date)) {
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
