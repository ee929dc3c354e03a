//! `Occurrence`: something that happened on a day, by an entry, a decision, or a paper whose date stands for it.

use super::attached::Attached;
use crate::archive::{Paper, Review};
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Date, Decision, Event, Name, Recorded, Subject, Verdict};
use crate::review::{Ledger, stands_in};
use crate::rules::World;
use crate::rules::period::Period;
use crate::vocabulary::{ReviewSteps, Vocabulary};
use std::collections::HashSet;

/// Something that happened on a day.
#[derive(Clone, Debug)]
pub(crate) struct Occurrence<'a> {
    /// Event id.
    pub event: &'a str,
    /// Its date.
    pub date: Date,
    /// Round it belongs to.
    pub round: u32,
    /// Where it is recorded.
    pub origin: Origin<'a>,
}

/// Where an occurrence is recorded.
#[derive(Clone, Debug)]
pub(crate) enum Origin<'a> {
    /// An entry of the folder's `events.yml`.
    Entry { folder: &'a str, recorded: &'a Recorded },
    /// An entry in the events of a suggestion.
    Suggestion { folder: &'a str, suggestion: usize, entry: usize, event: &'a Event },
    /// The date of a paper, with the office that drafted it if the paper names none.
    Paper { paper: &'a Paper, office: Option<&'a Name> },
    /// The date of an attachment.
    Attached(Attached<'a>),
    /// A decision on a paper, and whose it is: also if somebody else took it in their place. `lapsed` once the paper's
    /// text is another.
    Decision { review: &'a Review, entry: usize, by: &'a Name, lapsed: bool },
    /// A date in the room's own entry in `rooms.yml`.
    Room { index: usize, field: &'static str },
    /// Not recorded: the meeting is no longer on the day that this announcement named.
    Stale { folder: &'a str, recorded: &'a Recorded },
}

impl<'a> Occurrence<'a> {
    /// An entry of the folder's `events.yml`, of the first round.
    pub(crate) fn of_entry(folder: &'a str, recorded: &'a Recorded) -> Self {
        let Event { event, date, .. } = &recorded.event;
        Self { event, date: *date, round: 1, origin: Origin::Entry { folder, recorded } }
    }

    /// The entry, if there is one.
    pub(crate) fn entry(&self) -> Option<&'a Event> {
        match &self.origin {
            Origin::Entry { recorded, .. } => Some(&recorded.event),
            Origin::Suggestion { event, .. } => Some(event),
            Origin::Paper { .. }
            | Origin::Attached(_)
            | Origin::Decision { .. }
            | Origin::Room { .. }
            | Origin::Stale { .. } => None,
        }
    }

    /// Who did it, if stated; for a paper, its office and its issuer.
    pub(crate) fn by(&self) -> Vec<&'a Name> {
        match &self.origin {
            Origin::Paper { paper, office } => {
                paper.front.office.as_ref().or(*office).into_iter().chain(&paper.front.issuer).collect()
            }
            Origin::Decision { by, .. } => vec![by],
            _ => self.entry().map(|event| event.by.iter().collect()).unwrap_or_default(),
        }
    }

    /// Whether it can take a step that is decided on a paper: a decision on the text as it is, or anything else on record
    /// unless decisions are asked for.
    pub(crate) fn takes_step(&self, requires_decisions: bool) -> bool {
        match self.origin {
            Origin::Decision { lapsed, .. } => !lapsed,
            _ => !requires_decisions,
        }
    }

    /// Whether it is a decision on a text that is no longer the paper's.
    pub(crate) fn has_lapsed(&self) -> bool {
        matches!(self.origin, Origin::Decision { lapsed: true, .. })
    }

    /// Its location.
    pub(crate) fn place(&self) -> Location {
        match &self.origin {
            Origin::Entry { folder, recorded } | Origin::Stale { folder, recorded } => {
                Location::field([folder, "/events.yml"].concat(), [PathSegment::from(recorded.entry)])
            }
            Origin::Suggestion { folder, suggestion, entry, .. } => Location::field(
                format!("{folder}/suggestions.yml"),
                [PathSegment::from(*suggestion), PathSegment::from("events"), PathSegment::from(*entry)],
            ),
            Origin::Decision { review, entry, .. } => Location::field(review.path.clone(), [PathSegment::from(*entry)]),
            Origin::Room { index, field } => {
                Location::field("rooms.yml", [PathSegment::from(*index), PathSegment::from(*field)])
            }
            Origin::Paper { paper, .. } => Location::field(paper.path.clone(), [PathSegment::from("date")]),
            Origin::Attached(attached) => attached.place(),
        }
    }
}

impl Occurrence<'_> {
    /// Whether it belongs to a period. Records in a year's folder belong to that year, even if their date is before or
    /// after it. The dates of a room's own entry belong to every period.
    pub(crate) fn is_in(&self, period: Period) -> bool {
        match &self.origin {
            Origin::Room { .. } => true,
            Origin::Entry { folder, .. } => match Subject::of_path(folder) {
                Subject::Plan(year) => period.contains(within(year, self.date)),
                _ => period.contains(self.date),
            },
            _ => period.contains(self.date),
        }
    }
}

/// A date, or the nearest one in a year.
pub(crate) fn within(year: i32, day: Date) -> Date {
    day.clamp(Date::start_of_year(year), Date::end_of_year(year))
}

/// Adds the papers and attachments whose date stands for an event, unless the event has an entry. Drafts do not count.
pub(crate) fn add_papers<'a>(
    occurrences: &mut Vec<Occurrence<'a>>,
    regulation: &'a Vocabulary,
    papers: &'a [Paper],
    attached: &(impl Iterator<Item = Attached<'a>> + Clone),
    office: Option<&'a Name>,
    today: Date,
) {
    for (id, kind) in regulation.events.iter().filter(|(_, kind)| !kind.document.is_empty()) {
        let papers = papers.iter().filter(|paper| {
            let document = &paper.front.document;
            paper.draft.is_none() && kind.document.iter().any(|kind| regulation.counts_as(document, kind))
        });
        let papers = papers.map(|paper| (paper.front.date, paper.front.round, Origin::Paper { paper, office }));
        let attached = attached.clone().filter(|one| kind.document.iter().any(|kind| one.counts_as(regulation, kind)));
        let attached = attached.map(|one| (one.material.date, one.material.round, Origin::Attached(one)));
        for (date, round, origin) in papers.chain(attached) {
            let round = round.unwrap_or(1);
            let recorded =
                occurrences.iter().any(|known| known.event == id && known.round == round && known.entry().is_some());
            if let Some(date) = date.filter(|date| *date <= today && !recorded) {
                occurrences.push(Occurrence { event: id, date, round, origin });
            }
        }
    }
}

/// Adds the decisions to let papers pass; each is an event of its step.
pub(crate) fn add_decisions<'a>(
    occurrences: &mut Vec<Occurrence<'a>>,
    world: &World,
    regulation: &Vocabulary,
    reviews: &'a [Review],
    papers: &[Paper],
) {
    for review in reviews {
        let round = round_of(review, papers);
        let Some(review_steps) = review_steps(regulation, review, papers) else { continue };
        let ledger = Ledger::of(review, review_steps, world.today);
        for (entry, decision) in ledger.counting() {
            let Some(step) = &decision.step else { continue };
            let is_withdrawn = !decision.is_chained() && is_withdrawn(world, review, entry);
            if let Some(stands) = ledger.stands(entry).filter(|_| !is_withdrawn) {
                let by = whose(world, &ledger, decision);
                let origin = Origin::Decision { review, entry, by, lapsed: !stands };
                occurrences.push(Occurrence { event: step, date: decision.date, round, origin });
            }
        }
    }
}

/// Whose decision it is: that of the person in whose place it was made, if that was allowed.
fn whose<'a>(world: &World, ledger: &Ledger, decision: &'a Decision) -> &'a Name {
    let (by, step) = (&decision.by, decision.step.as_deref().unwrap_or_default());
    let people = &world.archive.people;
    let stands_in = |whose: &&Name| stands_in(Some(ledger), people, step, (by, whose), decision.date);
    decision.r#for.as_ref().filter(stands_in).unwrap_or(by)
}

/// The steps for deciding on the paper of a review.
pub(crate) fn review_steps<'r>(
    regulation: &'r Vocabulary,
    review: &Review,
    papers: &[Paper],
) -> Option<&'r ReviewSteps> {
    let paper = papers.iter().find(|paper| paper.path == review.paper).map(|paper| &paper.front.document);
    let stated = review.decisions.iter().find_map(|decision| decision.document.as_ref());
    let document = paper.or(stated)?;
    let kinds = regulation
        .documents
        .iter()
        .filter(|(id, kind)| !kind.review_steps.is_empty() && regulation.counts_as(document, id));
    kinds.map(|(_, kind)| &kind.review_steps).next()
}

/// The round of the paper decided on.
pub(crate) fn round_of(review: &Review, papers: &[Paper]) -> u32 {
    let paper = papers.iter().find(|paper| paper.path == review.paper);
    paper.and_then(|paper| paper.front.round).unwrap_or(1)
}

/// Whether whoever made a decision has returned the same text since. Of two decisions on one day, the later line is the later
/// one.
pub(crate) fn is_withdrawn(world: &World, review: &Review, entry: usize) -> bool {
    let made = &review.decisions[entry];
    let person = world.person_id(&made.by);
    review.decisions.iter().enumerate().any(|(nth, later)| {
        later.verdict == Verdict::Return
            && (made.date, entry) < (later.date, nth)
            && later.date <= world.today
            && later.step == made.step
            && later.sha256 == made.sha256
            && (later.by == made.by || person.is_some() && world.person_id(&later.by) == person)
    })
}

/// Occurrences, a meeting of two days once: those of one round of one topic are one.
pub(crate) fn sittings<'o, 'a: 'o>(
    all: impl Iterator<Item = &'o Occurrence<'a>>,
) -> impl Iterator<Item = &'o Occurrence<'a>> {
    let mut met = HashSet::new();
    all.filter(move |one| match &one.origin {
        Origin::Entry { folder, .. } if one.event == "meeting" => met.insert((*folder, one.round)),
        _ => true,
    })
}
