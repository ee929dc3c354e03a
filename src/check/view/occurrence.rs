//! A dated fact: an entry, a decision, or a paper whose date stands for one.

use crate::archive::{Paper, Review};
use crate::check::Bench;
use crate::check::period::Period;
use crate::duty::Subject;
use crate::model::{Date, Decision, Event, Name, Recorded, Verdict};
use crate::problem::{Place, Step};
use crate::regulation::{DocumentKind, Regulation};

/// A dated fact: an entry, or a paper whose date stands for one.
#[derive(Clone, Debug)]
pub(in crate::check) struct Occurrence<'a> {
    /// Event id.
    pub event: &'a str,
    /// Its day.
    pub date: Date,
    /// Round it belongs to.
    pub round: u32,
    /// Where it is written.
    pub origin: Origin<'a>,
}

/// Where an occurrence is written.
#[derive(Clone, Debug)]
pub(in crate::check) enum Origin<'a> {
    /// An entry of the folder's `events.yml`.
    Entry { folder: &'a str, recorded: &'a Recorded },
    /// An entry of a suggestion.
    Suggestion { folder: &'a str, suggestion: usize, entry: usize, event: &'a Event },
    /// The date of a paper, and the office whose paper it is unless it says another.
    Paper { paper: &'a Paper, office: Option<&'a Name> },
    /// A decision on a paper; `lapsed` once the paper's text is another.
    Decision { review: &'a Review, entry: usize, decision: &'a Decision, lapsed: bool },
    /// A day of a room's own entry in `rooms.yml`.
    Room { index: usize, field: &'static str },
    /// It happened by itself: the meeting is no longer on the day this announcement named.
    Stale { folder: &'a str, recorded: &'a Recorded },
}

impl<'a> Occurrence<'a> {
    /// The entry, unless a paper or the schedule speaks.
    pub(in crate::check) fn entry(&self) -> Option<&'a Event> {
        match &self.origin {
            Origin::Entry { recorded, .. } => Some(&recorded.event),
            Origin::Suggestion { event, .. } => Some(event),
            Origin::Paper { .. } | Origin::Decision { .. } | Origin::Room { .. } | Origin::Stale { .. } => None,
        }
    }

    /// Who did it, as far as it is stated: of a paper, its office and whoever issues it.
    pub(in crate::check) fn by(&self) -> Vec<&'a Name> {
        match &self.origin {
            Origin::Paper { paper, office } => {
                paper.front.office.as_ref().or(*office).into_iter().chain(&paper.front.issuer).collect()
            }
            Origin::Decision { decision, .. } => vec![&decision.by],
            _ => self.entry().map(|event| event.by.iter().collect()).unwrap_or_default(),
        }
    }

    /// Where to point at.
    pub(in crate::check) fn place(&self) -> Place {
        match &self.origin {
            Origin::Entry { folder, recorded } | Origin::Stale { folder, recorded } => {
                Place::field(format!("{folder}/events.yml"), [Step::from(recorded.entry)])
            }
            Origin::Suggestion { folder, suggestion, entry, .. } => Place::field(
                format!("{folder}/suggestions.yml"),
                [Step::from(*suggestion), Step::from("events"), Step::from(*entry)],
            ),
            Origin::Decision { review, entry, .. } => Place::field(review.path.clone(), [Step::from(*entry)]),
            Origin::Room { index, field } => Place::field("rooms.yml", [Step::from(*index), Step::from(*field)]),
            Origin::Paper { paper, .. } => Place::field(paper.path.clone(), [Step::from("date")]),
        }
    }
}

impl Occurrence<'_> {
    /// Whether it belongs to a period. What stands in a year's folder belongs to that year, also if it was
    /// done in good time before it or made up for after; a room's own days belong to every period.
    pub(super) fn is_in(&self, period: Period) -> bool {
        match &self.origin {
            Origin::Room { .. } => true,
            Origin::Entry { folder, .. } => match Subject::of_path(&format!("{folder}/")) {
                Subject::Plan(year) => period.has(within(year, self.date)),
                _ => period.has(self.date),
            },
            _ => period.has(self.date),
        }
    }
}

/// A day, or the nearest one in a year.
pub(super) fn within(year: i32, day: Date) -> Date {
    day.clamp(Date::start_of_year(year), Date::end_of_year(year))
}

/// Adds, for every event without an entry, the papers whose date stands for it.
pub(super) fn add_papers<'a>(
    occurrences: &mut Vec<Occurrence<'a>>,
    regulation: &'a Regulation,
    papers: &'a [Paper],
    office: Option<&'a Name>,
    today: Date,
) {
    for (id, kind) in regulation.events.iter().filter(|(_, kind)| !kind.document.is_empty()) {
        for paper in papers {
            let round = paper.front.round.unwrap_or(1);
            let stands = kind.document.iter().any(|document| counts_as(regulation, &paper.front.document, document));
            if let Some(date) = paper.front.date.filter(|date| stands && *date <= today)
                && !occurrences.iter().any(|known| known.event == id && known.round == round && known.entry().is_some())
            {
                occurrences.push(Occurrence { event: id, date, round, origin: Origin::Paper { paper, office } });
            }
        }
    }
}

/// Adds the decisions to let papers pass; each is an event of its step.
pub(super) fn add_decisions<'a>(
    occurrences: &mut Vec<Occurrence<'a>>,
    bench: &Bench,
    reviews: &'a [Review],
    papers: &[Paper],
) {
    for review in reviews {
        let round = round_of(review, papers);
        for (entry, decision) in review.decisions.iter().enumerate() {
            if decision.verdict == Verdict::Approve && decision.date <= bench.today && !taken_back(bench, review, entry)
            {
                let lapsed = review.sha256.as_deref() != Some(decision.sha256.as_str());
                let origin = Origin::Decision { review, entry, decision, lapsed };
                occurrences.push(Occurrence { event: &decision.step, date: decision.date, round, origin });
            }
        }
    }
}

/// The round of the paper decided on.
pub(super) fn round_of(review: &Review, papers: &[Paper]) -> u32 {
    let paper = papers.iter().find(|paper| paper.path == review.paper);
    paper.and_then(|paper| paper.front.round).unwrap_or(1)
}

/// Whether whoever made a decision has since returned the same text: the latest word counts. Of two
/// decisions on one day the later line is the later word.
pub(super) fn taken_back(bench: &Bench, review: &Review, entry: usize) -> bool {
    let made = &review.decisions[entry];
    let person = |by: &'_ Name| bench.archive.person_named(by).ok().flatten().map(|person| person.id.clone());
    let same_person = |by: &Name| *by == made.by || person(by).is_some_and(|id| Some(id) == person(&made.by));
    review.decisions.iter().enumerate().any(|(nth, later)| {
        later.verdict == Verdict::Return
            && (made.date, entry) < (later.date, nth)
            && later.date <= bench.today
            && later.step == made.step
            && later.sha256 == made.sha256
            && same_person(&later.by)
    })
}

/// Whether a document is of a kind, directly or through `is`.
pub(in crate::check) fn counts_as(regulation: &Regulation, document: &str, kind: &str) -> bool {
    let wider = |id: &str| regulation.documents.get(id).and_then(|found: &DocumentKind| found.is.as_deref());
    // Kinds nest a step or two; the bound ends a circle that a regulation may draw.
    let mut kinds = std::iter::successors(Some(document), |id| wider(id)).take(8);
    kinds.any(|id| id == kind)
}
