//! `View`: the facts that concern a duty: those of its subject, of what contains it, and of what it contains.

mod attached;
mod later;
mod occurrence;
mod presence;
mod register;
mod reviewed;
mod room;
mod topic;
mod year;

pub(crate) use attached::Attached;
pub(crate) use occurrence::{Occurrence, Origin, sittings};
pub(crate) use register::{PersonFacts, UnitFacts};
pub(crate) use room::{RoomFacts, topics};
pub(crate) use topic::{GivenUp, MEETING, TopicFacts};
pub(crate) use year::PlanFacts;

use super::World;
use super::period::Period;
use crate::archive::{Attachment, Paper};
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Attendee, Attest, Date, Draft, Name, Subject, Suggestion, Waiver};
use crate::vocabulary::{SubjectKind, Vocabulary};
use occurrence::within;

/// The facts that concern a duty: those of its subject, of what contains it, and of what it contains.
#[derive(Clone, Copy)]
pub(crate) struct View<'v, 'a> {
    pub topic: Option<&'v TopicFacts<'a>>,
    pub plan: Option<&'v PlanFacts<'a>>,
    /// The round, for rounds and suggestions.
    pub round: Option<u32>,
    /// Place of the suggestion in the topic's file.
    pub suggestion: Option<usize>,
    pub room: Option<&'v RoomFacts<'a>>,
    /// The period, if the room has a duty for each.
    pub period: Option<Period>,
    pub unit: Option<&'v UnitFacts<'a>>,
    pub person: Option<&'v PersonFacts<'a>>,
    /// Whether records in the next year's folder count, because the duty may be due then.
    pub into_next_year: bool,
}

impl<'v, 'a> View<'v, 'a> {
    pub(crate) fn of_year(plan: &'v PlanFacts<'a>) -> Self {
        Self { plan: Some(plan), ..Self::of_nothing() }
    }

    pub(crate) fn of_topic(facts: &'v TopicFacts<'a>) -> Self {
        Self { topic: Some(facts), ..Self::of_nothing() }
    }

    pub(crate) fn of_round(facts: &'v TopicFacts<'a>, round: u32) -> Self {
        Self { round: Some(round), ..Self::of_topic(facts) }
    }

    pub(crate) fn of_suggestion(facts: &'v TopicFacts<'a>, index: usize) -> Self {
        let round = facts.topic.suggestions[index].round.unwrap_or(1);
        Self { suggestion: Some(index), ..Self::of_round(facts, round) }
    }

    pub(crate) fn of_room(facts: &'v RoomFacts<'a>, period: Option<Period>) -> Self {
        Self { room: Some(facts), period, ..Self::of_nothing() }
    }

    pub(crate) fn of_unit(facts: &'v UnitFacts<'a>) -> Self {
        Self { unit: Some(facts), ..Self::of_nothing() }
    }

    pub(crate) fn of_person(facts: &'v PersonFacts<'a>) -> Self {
        Self { person: Some(facts), ..Self::of_nothing() }
    }

    /// A view without any facts.
    pub(crate) fn of_nothing() -> Self {
        let (topic, plan, round, suggestion) = (None, None, None, None);
        Self {
            topic,
            plan,
            round,
            suggestion,
            room: None,
            period: None,
            unit: None,
            person: None,
            into_next_year: false,
        }
    }

    /// The same topic in the next round.
    pub(crate) fn next_round(&self) -> Self {
        Self { round: self.round.map(|round| round + 1), ..*self }
    }

    pub(crate) fn subject(&self) -> Subject {
        match (self.topic, self.plan, self.room) {
            (Some(facts), ..) => Subject::Topic(facts.topic.key),
            (None, Some(plan), _) => Subject::Plan(plan.year),
            (None, None, Some(facts)) => Subject::Room(facts.room.id.clone()),
            (None, None, None) => Subject::Archive,
        }
    }

    /// Distinguishes the duties of one rule about one subject.
    pub(crate) fn what(&self) -> String {
        match (self.suggestion(), self.round) {
            (Some(suggestion), _) => suggestion.id.to_string(),
            (None, Some(round)) if round > 1 => round.to_string(),
            _ => {
                let period = self.period.map(|period| period.to_string());
                let unit = self.unit.map(|facts| facts.unit.id.to_string());
                let person = self.person.map(|facts| facts.person.id.to_string());
                period.or(unit).or(person).unwrap_or_default()
            }
        }
    }

    pub(crate) fn suggestion(&self) -> Option<&'a Suggestion> {
        Some(&self.topic?.topic.suggestions[self.suggestion?])
    }

    pub(crate) fn year(&self) -> Option<i32> {
        let topic = self.topic.map(|facts| facts.topic.key.year);
        self.plan.map(|plan| plan.year).or(topic).or(self.period.map(|period| period.year))
    }

    /// First and last day of the subject's period, or of its year.
    fn bounds(&self) -> Option<(Date, Date)> {
        let period = self.period.map(|period| (period.start(), period.end()));
        period.or_else(|| self.year().map(|year| (Date::start_of_year(year), Date::end_of_year(year))))
    }

    /// The occurrences of an event that concern the duty, by date.
    pub(crate) fn occurrences(&self, event: &str) -> impl Iterator<Item = &'v Occurrence<'a>> {
        let all: &'v [Occurrence<'a>] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.occurrences,
            (None, Some(plan)) => {
                let own = plan.regulation.events.get(event).is_none_or(|kind| kind.of == SubjectKind::Year);
                if own { &plan.occurrences } else { &plan.of_topics }
            }
            (None, None) => match (self.room, self.unit) {
                (Some(facts), _) => &facts.occurrences,
                (None, Some(facts)) => &facts.occurrences,
                (None, None) => &[],
            },
        };
        let next: &'v [Occurrence<'a>] = match self.plan.filter(|_| self.into_next_year) {
            Some(plan) => &plan.of_next_year,
            None => &[],
        };
        all.iter().chain(next).filter(move |occurrence| occurrence.event == event && self.includes(occurrence))
    }

    /// The first record of an event whose date is still to come.
    pub(crate) fn later(&self, event: &str) -> Option<&'v Occurrence<'a>> {
        self.all_later(event).next()
    }

    /// The records of an event whose date is still to come, by date.
    pub(crate) fn all_later(&self, event: &str) -> impl Iterator<Item = &'v Occurrence<'a>> {
        let (own, of_topics): (&'v [Occurrence<'a>], &'v [Occurrence<'a>]) = match (self.topic, self.plan) {
            (Some(facts), _) => (&facts.later, &[]),
            (None, Some(plan)) => (&plan.later, &plan.later_of_topics),
            (None, None) => match (self.room, self.unit) {
                (Some(facts), _) => (&facts.later, &[]),
                (None, Some(facts)) => (&facts.later, &[]),
                (None, None) => (&[], &[]),
            },
        };
        own.iter().chain(of_topics).filter(move |occurrence| occurrence.event == event && self.includes(occurrence))
    }

    fn includes(&self, occurrence: &Occurrence) -> bool {
        if let Origin::Suggestion { suggestion, .. } = occurrence.origin
            && self.suggestion.is_some_and(|own| own != suggestion)
        {
            return false;
        }
        let Some(facts) = self.topic else {
            return self.period.is_none_or(|period| occurrence.is_in(period));
        };
        let of_round = facts.regulation.events.get(occurrence.event).is_none_or(|kind| kind.of == SubjectKind::Round)
            || matches!(occurrence.origin, Origin::Suggestion { .. });
        !of_round || self.round.is_none_or(|round| round == occurrence.round)
    }

    /// The subject's papers of a kind.
    pub(crate) fn papers(&self, regulation: &'a Vocabulary, kind: &'v str) -> impl Iterator<Item = &'a Paper> {
        self.all_papers().filter(move |paper| regulation.counts_as(&paper.front.document, kind))
    }

    /// All papers of the subject.
    pub(crate) fn all_papers(&self) -> impl Iterator<Item = &'a Paper> {
        let papers: &'a [Paper] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.topic.papers,
            (None, Some(plan)) => plan.plan.map_or(&[], |plan| &plan.papers),
            (None, None) => &[],
        };
        let of_room = self.room.into_iter().flat_map(|facts| &facts.papers);
        let view = *self;
        let of_room = of_room.filter(move |(year, paper)| view.is_in_period(*year, paper.front.date));
        // A paper about one room does not belong to the year as a whole.
        let own = papers.iter().filter(move |paper| view.topic.is_some() || paper.front.room.is_none());
        let own = own.filter(move |paper| view.round.is_none_or(|round| paper.front.round.unwrap_or(1) == round));
        own.chain(of_room.map(|(_, paper)| *paper))
    }

    /// A draft whose date would stand for an event if it were finished.
    pub(crate) fn draft_of(&self, regulation: &Vocabulary, event: &str) -> Option<(&'a Paper, Draft)> {
        let documents = &regulation.events.get(event)?.document;
        self.all_papers().find_map(|paper| {
            let stands = documents.iter().any(|document| regulation.counts_as(&paper.front.document, document));
            Some((paper, paper.draft.filter(|_| stands)?))
        })
    }

    /// The attachments that exist.
    pub(crate) fn attachments(&self) -> impl Iterator<Item = Attached<'a>> {
        let (folder, own): (&str, &[Attachment]) = match (self.topic, self.plan) {
            (Some(facts), _) => (&facts.topic.folder, &facts.topic.materials),
            (None, Some(PlanFacts { plan: Some(plan), .. })) => (&plan.folder, &plan.materials),
            _ => ("", &[]),
        };
        let view = *self;
        let own =
            attached::existing(folder, own).filter(move |one| view.topic.is_some() || one.material.room.is_none());
        let own = own.filter(move |one| {
            let round = one.material.round;
            view.round.is_none() || round.is_none() || round == view.round
        });
        let of_room = self.room.into_iter().flat_map(|facts| &facts.attachments);
        own.chain(of_room.filter(move |(year, one)| view.is_in_period(*year, one.material.date)).map(|(_, one)| *one))
    }

    /// Whether the date of a paper or statement is in the room's period. Without a date, the year of its folder counts.
    fn is_in_period(&self, year: i32, date: Option<Date>) -> bool {
        match (self.period, date) {
            (None, _) => true,
            (Some(period), Some(date)) => period.contains(within(year, date)),
            (Some(period), None) => period.year == year,
        }
    }

    /// The entries of the roster with their places.
    pub(crate) fn roster(&self) -> impl Iterator<Item = (usize, &'a Attendee)> {
        let roster = self.topic.map_or(&[][..], |facts| &facts.topic.roster);
        let round = self.round;
        roster
            .iter()
            .enumerate()
            .filter(move |(_, entry)| round.is_none() || entry.round.is_none() || entry.round == round)
    }

    /// The exceptions from the subject's rules.
    pub(crate) fn waivers(&self) -> impl Iterator<Item = &'a Waiver> {
        let own: &'a [Waiver] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.topic.waivers,
            (None, Some(plan)) => plan.plan.map_or(&[], |plan| &plan.waivers),
            (None, None) => &[],
        };
        let of_year = self.topic.is_none();
        let of_room = self.room.into_iter().flat_map(|facts| facts.waivers.iter().copied());
        own.iter().filter(move |waiver| !of_year || waiver.room.is_none()).chain(of_room)
    }

    /// The statements about the subject; for a room, those in the period.
    pub(crate) fn attests(&self) -> impl Iterator<Item = &'a Attest> {
        let own: &'a [Attest] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.topic.attests,
            (None, Some(plan)) => plan.plan.map_or(&[], |plan| &plan.attests),
            (None, None) => &[],
        };
        let (of_year, view) = (self.topic.is_none(), *self);
        let of_room = self.room.into_iter().flat_map(|facts| facts.attests.iter().copied());
        let of_room = of_room.filter(move |(year, attest)| view.is_in_period(*year, Some(attest.date)));
        own.iter().filter(move |attest| !of_year || attest.room.is_none()).chain(of_room.map(|(_, attest)| attest))
    }

    /// The topic's responsible office.
    pub(crate) fn office(&self) -> Option<&'a Name> {
        self.topic.and_then(|facts| facts.topic.file.office.as_ref())
    }

    /// The date of an event from a day on: the first one recorded, else the one scheduled.
    pub(crate) fn day_of(&self, event: &str, from: Option<Date>) -> Option<Date> {
        let recorded = self.occurrences(event).map(|occurrence| occurrence.date);
        let recorded = recorded.into_iter().find(|day| from.is_none_or(|from| from <= *day));
        match self.plan.filter(|_| self.topic.is_none()) {
            // Some topics of a year have met, others are still to meet.
            Some(plan) => recorded
                .into_iter()
                .chain(plan.scheduled(event).filter(|day| from.is_none_or(|from| from <= *day)))
                .min(),
            None => recorded.or_else(|| self.scheduled(event).filter(|day| from.is_none_or(|from| from <= *day))),
        }
    }

    fn scheduled(&self, event: &str) -> Option<Date> {
        let facts = self.topic?;
        let of_last_round = self.round.is_none_or(|round| round == facts.rounds);
        facts.topic.file.scheduled.get(event).copied().filter(|_| of_last_round)
    }

    /// First day of the subject's period or year.
    pub(crate) fn period_start(&self) -> Option<Date> {
        self.bounds().map(|(start, _)| start)
    }

    /// The year for a fixed day.
    pub(crate) fn period_year(&self) -> Option<i32> {
        self.year()
    }

    /// Last day of the subject's period or year.
    pub(crate) fn period_end(&self) -> Option<Date> {
        self.bounds().map(|(_, end)| end)
    }

    /// The day on which the subject ended.
    pub(crate) fn ended(&self, world: &World) -> Option<Date> {
        match (self.topic, self.plan) {
            (Some(facts), _) => facts.ended,
            (None, Some(plan)) => Some(Date::end_of_year(plan.year)).filter(|end| *end < world.today),
            (None, None) => {
                let over = self.period.map(Period::end).filter(|end| *end < world.today);
                let closed = self.room.and_then(|facts| facts.closed(world.today));
                over.into_iter().chain(closed).min()
            }
        }
    }

    /// The limit by which everything open is due because the subject ended; `None` for a topic that was dropped.
    pub(crate) fn owed_by(&self, world: &World) -> Option<Date> {
        let is_dropped = self.topic.is_some_and(|facts| facts.dropped.is_some());
        self.ended(world).filter(|_| !is_dropped)
    }

    /// A file in the year's folder.
    pub(crate) fn file_of_year(&self, name: &str) -> Location {
        match (self.topic, self.year()) {
            (Some(_), Some(year)) => Location::file(format!("plans/{year}/{name}")),
            _ => self.file(name),
        }
    }

    /// A file in the subject's folder.
    pub(crate) fn file(&self, name: &str) -> Location {
        Location::file(match (self.topic, self.plan) {
            (Some(facts), _) => facts.topic.path(name),
            (None, Some(plan)) => {
                plan.plan.map_or_else(|| format!("plans/{}/{name}", plan.year), |plan| plan.path(name))
            }
            // What a room lacks in a period belongs in that year's folder.
            (None, None) => self.year().map_or_else(|| name.to_owned(), |year| format!("plans/{year}/{name}")),
        })
    }

    /// The subject's own entry in a register.
    pub(crate) fn entry(&self, field: Option<&str>) -> Option<Location> {
        let room = self.room.map(|facts| ("rooms.yml", facts.index));
        let unit = self.unit.map(|facts| ("units.yml", facts.index));
        let person = self.person.map(|facts| ("people.yml", facts.index));
        let (file, index) = room.or(unit).or(person)?;
        Some(Location::field(file, std::iter::once(PathSegment::from(index)).chain(field.map(PathSegment::from))))
    }
}
