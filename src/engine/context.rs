//! `Context`: everything against which subjects are judged.

use crate::archive::{Archive, Topic};
use crate::calendar::Calendar;
use crate::model::{Date, Name, Room, Settings};
use crate::regulation::{Regulation, Regulations, Rule};
use crate::rules::view::{Occurrence, PlanFacts, RoomFacts, TopicFacts, View};
use crate::rules::{SubjectContext, World};
use crate::vocabulary::SubjectKind;
use std::collections::BTreeSet;

/// Everything against which subjects are judged.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// The regulations.
    pub regulations: &'a Regulations,
    /// The calendar of working days.
    pub calendar: &'a Calendar,
    /// The day of the check. Later records do not count yet.
    pub today: Date,
}

impl<'a> Context<'a> {
    pub(super) fn world(&self) -> World<'a> {
        World { archive: self.archive, calendar: self.calendar, today: self.today }
    }

    /// A subject under one regulation.
    pub(super) fn subject<'v>(&self, regulation: &'a Regulation, view: View<'v, 'a>) -> SubjectContext<'v, 'a> {
        SubjectContext { world: self.world(), regulation, in_force: regulation.in_force, view }
    }

    pub(super) fn settings(&self) -> Option<&'a Settings> {
        self.archive.settings.as_ref()
    }

    /// The facts of every year that has a plan, topics or a past day, for each regulation that binds the institution or
    /// a topic.
    pub(super) fn years(&self) -> Vec<PlanFacts<'a>> {
        let archive = self.archive;
        // Past years are judged even if they are empty; later ones only if they are not.
        let to_come = archive.plans.iter().filter(|plan| plan.has_something()).map(|plan| plan.year);
        // For an empty archive, the current year.
        let binds = archive.settings.iter().any(|settings| !settings.regulations.is_empty());
        let begun = if binds { self.today.year() } else { i32::MAX };
        let first = archive.first_year().unwrap_or(begun);
        let mut years: BTreeSet<i32> = (first..=self.today.year()).chain(to_come).collect();
        let mut under: BTreeSet<&Name> = archive.settings.iter().flat_map(|settings| &settings.regulations).collect();
        for topic in &archive.topics {
            years.insert(topic.key.year);
            under.insert(&topic.file.regulation);
        }
        let known: Vec<&Regulation> = under.into_iter().filter_map(|id| self.regulations.get(id).ok()).collect();
        let pairs = years.into_iter().flat_map(|year| known.iter().map(move |regulation| (year, *regulation)));
        pairs.map(|(year, regulation)| self.year(regulation, year)).collect()
    }

    /// The facts of a year.
    pub(super) fn year(&self, regulation: &'a Regulation, year: i32) -> PlanFacts<'a> {
        PlanFacts::gather(&self.world(), year, regulation, &asked_of_topics(regulation))
    }

    /// The facts of a room, given by its place in the register.
    pub(super) fn room(&self, regulation: &'a Regulation, index: usize, room: &'a Room) -> RoomFacts<'a> {
        let asked = asked_about(regulation, SubjectKind::Room).collect();
        RoomFacts::gather(&self.world(), regulation, &asked, (index, room))
    }

    /// Whether the duties of a year under its regulation bind the institution.
    pub(super) fn binds(&self, year: &PlanFacts) -> bool {
        self.regulations.binding(self.archive).any(|regulation| regulation.id == year.regulation.id)
    }

    /// The facts of a topic, with those of its year.
    pub(super) fn topic(
        &self,
        regulation: &'a Regulation,
        topic: &'a Topic,
        years: &[PlanFacts<'a>],
    ) -> TopicFacts<'a> {
        let year = years.iter().find(|plan| plan.year == topic.key.year && plan.regulation.id == regulation.id);
        let of_year: (&[Occurrence], &[Occurrence]) = year.map_or((&[], &[]), |year| (&year.occurrences, &year.later));
        TopicFacts::gather(&self.world(), regulation, topic, of_year)
    }
}

/// Events of topics that rules about years need. Only few do.
pub(super) fn asked_of_topics(regulation: &Regulation) -> BTreeSet<&str> {
    let events = asked_about(regulation, SubjectKind::Year);
    events.filter(|event| regulation.events.get(event).is_some_and(|kind| kind.of != SubjectKind::Year)).collect()
}

/// Events that rules about a kind of subject need.
fn asked_about(regulation: &Regulation, subject: SubjectKind) -> impl Iterator<Item = &str> {
    regulation.rules.iter().filter(move |rule| rule.subject == subject).flat_map(Rule::events)
}
