//! The facts of a topic.

use super::attached;
use super::later::{is_ahead, still_to_come};
use super::occurrence::{Occurrence, Origin, add_decisions, add_papers};
use crate::archive::Topic;
use crate::calendar::Direction;
use crate::model::{Date, Scope, ScopeAnswer};
use crate::rules::World;
use crate::vocabulary::{EventKind, Vocabulary};

/// The event at which a topic is deliberated.
pub(crate) const MEETING: &str = "meeting";

/// A former day of a round's meeting, replaced by an earlier one. It is known from the entry for the change, or from an
/// announcement.
pub(crate) struct GivenUp {
    pub round: u32,
    pub from: Date,
    pub to: Date,
    /// The last day on which it is known to have been valid.
    pub until: Date,
}

/// The facts of a topic.
pub(crate) struct TopicFacts<'a> {
    pub topic: &'a Topic,
    pub regulation: &'a Vocabulary,
    /// By date, including those of the year.
    pub occurrences: Vec<Occurrence<'a>>,
    /// By date, those whose date is still to come, including those of the year.
    pub later: Vec<Occurrence<'a>>,
    /// The number of rounds: the highest `round` anywhere in the folder.
    pub rounds: u32,
    /// The former days of meetings, replaced by earlier ones.
    pub given_up: Vec<GivenUp>,
    /// The day it ended: closed, dropped, or the set time after its meeting.
    pub ended: Option<Date>,
    /// The day it was dropped: withdrawn, not approved or screened out, or closed without a meeting although a ground
    /// of exclusion was found. Then nothing is due that a consultation would need.
    pub dropped: Option<Date>,
}

impl<'a> TopicFacts<'a> {
    /// `of_year`: the occurrences in its year, and those still to come.
    pub(crate) fn gather(
        world: &World<'a>,
        regulation: &'a Vocabulary,
        topic: &'a Topic,
        (of_year, later): (&[Occurrence<'a>], &[Occurrence<'a>]),
    ) -> Self {
        let mut facts = Self::known(world, regulation, topic, of_year);
        if !later.is_empty() || is_ahead(topic, world.today) {
            let in_the_end = Self::known(&world.in_the_end(), regulation, topic, later);
            facts.later = still_to_come(in_the_end.occurrences, world.today);
        }
        facts
    }

    fn known(world: &World<'a>, regulation: &'a Vocabulary, topic: &'a Topic, of_year: &[Occurrence<'a>]) -> Self {
        let folder = topic.folder.as_str();
        let standing = topic.events.iter().filter(|recorded| recorded.stands(world.today));
        let entries = standing.map(|recorded| {
            let round = recorded.event.in_round();
            Occurrence { round, ..Occurrence::of_entry(folder, recorded) }
        });
        let mut occurrences: Vec<Occurrence> = entries.collect();
        let attached = attached::existing(folder, &topic.materials);
        let office = topic.file.office.as_ref();
        add_papers(&mut occurrences, regulation, &topic.papers, &attached, office, world.today);
        add_decisions(&mut occurrences, world, regulation, &topic.reviews, &topic.papers);
        occurrences.extend(of_suggestions(topic, world.today));
        // Occurrences in other rooms are left out.
        let of_room =
            |one: &&Occurrence| one.entry().is_none_or(|entry| entry.room.is_none() || entry.room == topic.file.room);
        occurrences.extend(of_year.iter().filter(of_room).cloned());
        let (rounds, later, given_up) = (last_round(topic, world.today), Vec::new(), Vec::new());
        let mut facts = Self { topic, regulation, occurrences, later, rounds, given_up, ended: None, dropped: None };
        facts.add_meeting_of_another_name();
        facts.occurrences.sort_by_key(|occurrence| occurrence.date);
        facts.open_next_round();
        facts.add_changes_of_schedule();
        facts.occurrences.sort_by_key(|occurrence| occurrence.date);
        facts.given_up = facts.find_given_up();
        facts.dropped = facts.find_dropped();
        facts.ended = facts.find_ended(world);
        facts
    }

    /// The day on which the meeting of a round was first held.
    pub(crate) fn held(&self, round: u32) -> Option<Date> {
        self.meetings(round).next()
    }

    fn meetings(&self, round: u32) -> impl Iterator<Item = Date> {
        let all = self.occurrences.iter().filter(move |one| one.event == MEETING && one.round == round);
        all.map(|one| one.date)
    }

    /// The day scheduled for the meeting of the last round.
    pub(crate) fn scheduled(&self) -> Option<Date> {
        self.topic.file.scheduled.get(MEETING).copied()
    }

    /// The entries that announce the meeting of a round, with the day named.
    pub(crate) fn announcements(&self, round: u32) -> impl Iterator<Item = (&Occurrence<'a>, Date)> {
        let all = self.occurrences.iter();
        let all = all.filter(move |one| one.round == round && self.regulation.announces(one.event));
        all.filter_map(|one| Some((one, one.entry()?.r#for?)))
    }

    /// Adds the meeting if it was held on the scheduled day, but is only recorded by the name of its form.
    fn add_meeting_of_another_name(&mut self) {
        let Some(scheduled) = self.scheduled() else { return };
        let on_the_day = self.occurrences.iter().filter(|one| one.date == scheduled);
        if on_the_day.clone().any(|one| one.event == MEETING) {
            return;
        }
        let found =
            on_the_day.clone().find(|one| self.regulation.events.get(one.event).is_some_and(EventKind::is_meeting));
        let meeting = found.map(|one| Occurrence { event: MEETING, round: self.rounds, ..one.clone() });
        self.occurrences.extend(meeting);
    }

    /// Begins the next round if a day is scheduled after the last round has met, and was not announced for that round.
    fn open_next_round(&mut self) {
        let Some(scheduled) = self.scheduled() else { return };
        let is_later = self.meetings(self.rounds).last().is_some_and(|last| last < scheduled);
        if is_later && !self.announcements(self.rounds).any(|(_, day)| day == scheduled) {
            self.rounds += 1;
        }
    }

    /// Adds a change of the meeting for every round that was held, or else is scheduled, on another day than announced,
    /// unless the change is recorded.
    fn add_changes_of_schedule(&mut self) {
        let amends = self.regulation.events.iter().find(|(_, kind)| kind.amends_meeting).map(|(id, _)| id);
        let Some(amends) = amends else { return };
        let mut changes = Vec::new();
        for round in 1..=self.rounds {
            let scheduled = self.scheduled().filter(|_| round == self.rounds);
            let Some(day) = self.held(round).or(scheduled) else { continue };
            let stale = self.announcements(round).filter(|(_, named)| *named != day).max_by_key(|(one, _)| one.date);
            let Some((announced, _)) = stale else { continue };
            let is_recorded = self
                .occurrences
                .iter()
                .any(|one| one.event == amends && one.round == round && announced.date <= one.date);
            if let Origin::Entry { folder, recorded } = announced.origin.clone()
                && !is_recorded
            {
                let origin = Origin::Stale { folder, recorded };
                changes.push(Occurrence { event: amends, date: announced.date, round, origin });
            }
        }
        self.occurrences.extend(changes);
    }

    fn first(&self, event: &str) -> Option<Date> {
        self.occurrences.iter().find(|occurrence| occurrence.event == event).map(|occurrence| occurrence.date)
    }

    /// Whether a meeting was held.
    pub(crate) fn has_met(&self) -> bool {
        self.first(MEETING).is_some()
    }

    fn find_given_up(&self) -> Vec<GivenUp> {
        let mut given_up = Vec::new();
        for round in 1..=self.rounds {
            let scheduled = self.scheduled().filter(|_| round == self.rounds);
            let Some(to) = self.held(round).or(scheduled) else { continue };
            let changes = self.occurrences.iter();
            let changes = changes.filter(|one| one.round == round && self.regulation.amends(one.event));
            let changed = changes.filter_map(|one| Some((one.date, one.entry()?.moved_from()?)));
            let announced = self.announcements(round).map(|(one, named)| (one.date, named));
            let later = changed.chain(announced).filter(|(_, from)| to < *from);
            given_up.extend(later.map(|(until, from)| GivenUp { round, from, to, until }));
        }
        given_up
    }

    fn find_dropped(&self) -> Option<Date> {
        let excluded = || {
            let answers = self.topic.file.scope.iter().flat_map(Scope::iter);
            answers.into_iter().any(|(_, answer)| matches!(answer, ScopeAnswer::Answer(true)))
        };
        self.first(Vocabulary::DROPPED)
            .or_else(|| self.first(Vocabulary::CLOSED).filter(|_| !self.has_met() && excluded()))
    }

    /// The day of a meeting that should have been held by now, but is not on record.
    pub(crate) fn unrecorded(&self, world: &World) -> Option<Date> {
        let passed = self.scheduled().filter(|day| *day < world.today)?;
        (self.held(self.rounds).is_none() && self.ended.is_none()).then_some(passed)
    }

    /// Whether its year is over without a meeting, and without a day for one.
    pub(crate) fn is_without_a_day(&self, world: &World) -> bool {
        let is_over = self.topic.key.year < world.today.year() && self.ended.is_none();
        is_over && self.scheduled().is_none() && !self.has_met() && self.later.iter().all(|one| one.event != MEETING)
    }

    fn find_ended(&self, world: &World) -> Option<Date> {
        let ended = self.first(Vocabulary::CLOSED).into_iter().chain(self.dropped).min();
        ended.or_else(|| {
            let settle = world.settings()?.settle?;
            let meeting = self.occurrences.iter().rfind(|occurrence| occurrence.event == MEETING)?;
            let settled = world.calendar.count(meeting.date, Direction::After, settle, world.counting()).due;
            (settled <= world.today).then_some(settled)
        })
    }
}

/// The highest round that is named anywhere in the folder of a topic. Voided entries, and those that void, do not count.
fn last_round(topic: &Topic, today: Date) -> u32 {
    let kept = topic.events.iter().filter(|recorded| recorded.event.void.is_none());
    let kept = kept.filter(|recorded| recorded.struck.is_none_or(|day| today < day));
    let rounds = kept.filter_map(|recorded| recorded.event.round);
    let rounds = rounds.chain(topic.suggestions.iter().filter_map(|suggestion| suggestion.round));
    let rounds = rounds.chain(topic.papers.iter().filter_map(|paper| paper.front.round));
    let rounds = rounds.chain(topic.waivers.iter().filter_map(|waiver| waiver.round));
    let rounds = rounds.chain(topic.attests.iter().filter_map(|attest| attest.round));
    let rounds = rounds.chain(topic.roster.iter().filter_map(|entry| entry.round));
    let rounds = rounds.chain(topic.materials.iter().filter_map(|attachment| attachment.material.round));
    rounds.max().unwrap_or(1)
}

/// The events of a topic's suggestions, up to a day.
fn of_suggestions(topic: &Topic, today: Date) -> impl Iterator<Item = Occurrence<'_>> {
    topic.suggestions.iter().enumerate().flat_map(move |(index, suggestion)| {
        suggestion.standing(today).map(move |(nth, event)| Occurrence {
            event: &event.event,
            date: event.date,
            round: suggestion.round.unwrap_or(1),
            origin: Origin::Suggestion { folder: &topic.folder, suggestion: index, entry: nth, event },
        })
    })
}
