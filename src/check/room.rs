//! What is on record of a room: its own papers and entries in the years' folders, and what happened on
//! the topics deliberated there.

use super::count::sittings;
use super::period::Period;
use super::view::{Occurrence, Origin, TopicFacts, View};
use super::{Bench, when};
use crate::archive::{Paper, Topic};
use crate::model::{Date, Room};
use crate::regulation::{Check, Counted, Per, Regulation, Rule, SubjectKind};
use crate::text::Text;
use std::collections::BTreeSet;

/// What is on record of a room.
pub(super) struct RoomFacts<'a> {
    pub room: &'a Room,
    /// Its place in `rooms.yml`.
    pub index: usize,
    /// By date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// Its papers, and the year of the folder of each.
    pub papers: Vec<(i32, &'a Paper)>,
    /// Something of its topics could not be read.
    pub incomplete: bool,
}

/// The topics deliberated in a room: those of another regulation are judged by that alone.
pub(super) fn topics<'a>(bench: &Bench<'a>, room: &Room) -> impl Iterator<Item = &'a Topic> {
    let (id, regulation) = (room.id.clone(), room.regulation.clone());
    let topics = bench.archive.topics.iter();
    topics.filter(move |topic| topic.file.room.as_ref() == Some(&id) && topic.file.regulation == regulation)
}

impl<'a> RoomFacts<'a> {
    pub(super) fn gather(bench: &Bench<'a>, regulation: &'a Regulation, index: usize, room: &'a Room) -> Self {
        let archive = bench.archive;
        let mut occurrences = own(index, room, bench.today);
        let mut papers: Vec<(i32, &Paper)> = Vec::new();
        for plan in &archive.plans {
            let of_room = plan.events.iter().filter(|recorded| recorded.event.room.as_ref() == Some(&room.id));
            occurrences.extend(of_room.filter(|recorded| recorded.stands(bench.today)).map(|recorded| Occurrence {
                event: &recorded.event.event,
                date: recorded.event.date,
                round: 1,
                origin: Origin::Entry { folder: &plan.folder, recorded },
            }));
            let of_room = plan.papers.iter().filter(|paper| paper.front.room.as_ref() == Some(&room.id));
            papers.extend(of_room.map(|paper| (plan.year, paper)));
        }
        // Of what happened on its topics, only what some rule about rooms asks for.
        let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room);
        let asked: BTreeSet<&str> = rules.flat_map(Rule::events).collect();
        let mut incomplete = archive.unread_topics;
        for topic in topics(bench, room) {
            let facts = TopicFacts::gather(bench, regulation, topic, &[]);
            // A topic that is closed closes no room.
            let of_topic =
                facts.occurrences.into_iter().filter(|one| asked.contains(one.event) && one.event != "closed");
            occurrences.extend(of_topic);
            papers.extend(topic.papers.iter().map(|paper| (topic.key.year, paper)));
            incomplete |= topic.incomplete;
        }
        occurrences.sort_by_key(|occurrence| occurrence.date);
        Self { room, index, occurrences, papers, incomplete }
    }

    /// The periods it was open through, from the first year on record to the one that runs.
    pub(super) fn periods(&self, bench: &Bench, per: Per) -> impl Iterator<Item = Period> {
        let archive = bench.archive;
        let years =
            archive.plans.iter().map(|plan| plan.year).chain(archive.folders.iter().map(|topic| topic.key.year));
        let first = years.min().map(Date::start_of_year);
        let from = self.room.opened.max(first).unwrap_or_else(|| Date::start_of_year(bench.today.year()));
        let closed = self.room.closed;
        let periods = Period::between(per, from, bench.today);
        periods.filter(move |period| closed.is_none_or(|closed| period.end() <= closed))
    }

    /// The day it was closed, if it has been.
    pub(super) fn closed(&self, today: Date) -> Option<Date> {
        self.room.closed.filter(|day| *day <= today)
    }
}

/// How often something happened in a room in a period for which a rule asks how often.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The event that is counted.
    pub event: Text,
    /// The period, as reports write it: `2026-Q3`.
    pub period: String,
    /// The period, as a person reads it.
    pub text: Text,
    /// Its year.
    pub year: i32,
    /// How often.
    pub count: usize,
    /// Whether the period runs today.
    pub runs: bool,
}

/// What is counted of a room, period by period in the order of the rules, and the topics deliberated there.
/// Periods that a room was not open through are none of it.
#[must_use]
pub fn of_room<'a>(bench: Bench<'a>, room: &'a Room) -> (Vec<Held<'a>>, Vec<&'a Topic>) {
    let topics = topics(&bench, room).collect();
    let Ok(regulation) = bench.regulations.get(&room.regulation) else { return (Vec::new(), topics) };
    let index = bench.archive.rooms.iter().position(|other| other.id == room.id).unwrap_or_default();
    let facts = RoomFacts::gather(&bench, regulation, index, room);
    let mut all = Vec::new();
    let of_rooms = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room);
    for (rule, per) in of_rooms.filter_map(|rule| Some((rule, rule.per?))) {
        let counted = rule.checks.iter().find_map(|check| match check {
            Check::Count(check) => match &check.of {
                Counted::Event(event) => Some(event),
                Counted::Items(_) => None,
            },
            _ => None,
        });
        let Some(event) = counted else { continue };
        for period in facts.periods(&bench, per) {
            let view = View::of_room(&facts, Some(period));
            if when::holds(&bench, Some(rule), &rule.when, &view) {
                all.push(Held {
                    rule,
                    event: regulation.name(event),
                    period: period.to_string(),
                    text: period.text(),
                    year: period.year,
                    count: sittings(view.of(event)).count(),
                    runs: period.has(bench.today),
                });
            }
        }
    }
    (all, topics)
}

/// The day a room was opened and the day it was closed, as far as they have come.
pub(super) fn own(index: usize, room: &Room, today: Date) -> Vec<Occurrence<'_>> {
    let days = [("room-opened", room.opened, "opened"), ("closed", room.closed, "closed")];
    let come = days.into_iter().filter_map(|(event, day, field)| {
        let date = day.filter(|day| *day <= today)?;
        Some(Occurrence { event, date, round: 1, origin: Origin::Room { index, field } })
    });
    come.collect()
}
