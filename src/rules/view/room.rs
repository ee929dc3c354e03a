//! The facts of a room: its papers and entries in the folders of years, and the events of topics deliberated there.

use super::attached::{self, Attached};
use super::later::still_to_come;
use super::occurrence::{Occurrence, Origin};
use super::topic::TopicFacts;
use super::year::entries;
use crate::archive::{Paper, PlanYear, Topic};
use crate::model::{Attest, Date, Room, Waiver};
use crate::rules::period::Period;
use crate::rules::{Per, World};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// A room counts as opened recently for this many calendar years.
const RECENT: i32 = 2;

/// The facts of a room.
pub(crate) struct RoomFacts<'a> {
    pub room: &'a Room,
    /// Its place in `rooms.yml`.
    pub index: usize,
    /// By date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// By date, those whose date is still to come.
    pub later: Vec<Occurrence<'a>>,
    /// Its papers, with the year of the folder.
    pub papers: Vec<(i32, &'a Paper)>,
    /// Its attachments and those of its topics, with the year of the folder.
    pub attachments: Vec<(i32, Attached<'a>)>,
    /// Exceptions from its rules.
    pub waivers: Vec<&'a Waiver>,
    /// The statements about it, with the year of the folder.
    pub attests: Vec<(i32, &'a Attest)>,
    /// Whether something in its topics could not be read.
    pub incomplete: bool,
}

/// The topics deliberated in a room, except those of other regulations, which are judged by theirs only.
pub(crate) fn topics<'a>(world: &World<'a>, room: &Room) -> impl Iterator<Item = &'a Topic> {
    let (id, regulation) = (room.id.clone(), room.regulation.clone());
    let topics = world.archive.topics.iter();
    topics.filter(move |topic| topic.file.room.as_ref() == Some(&id) && topic.file.regulation == regulation)
}

impl<'a> RoomFacts<'a> {
    /// `asked`: the events that rules about rooms use.
    pub(crate) fn gather(
        world: &World<'a>,
        regulation: &'a Vocabulary,
        asked: &BTreeSet<&str>,
        (index, room): (usize, &'a Room),
    ) -> Self {
        let mut facts = Self {
            room,
            index,
            occurrences: own(index, room, world.today),
            later: own(index, room, Date::LATEST),
            papers: Vec::new(),
            attachments: Vec::new(),
            waivers: Vec::new(),
            attests: Vec::new(),
            incomplete: world.archive.unread_topics,
        };
        for plan in &world.archive.plans {
            facts.add_year(plan, world.today);
        }
        for topic in topics(world, room) {
            facts.add_topic(topic, TopicFacts::gather(world, regulation, topic, (&[], &[])), asked);
        }
        facts.occurrences.sort_by_key(|occurrence| occurrence.date);
        facts.later.sort_by_key(|occurrence| occurrence.date);
        Self { later: still_to_come(facts.later, world.today), ..facts }
    }

    /// Adds what the folder of a year has about the room.
    fn add_year(&mut self, plan: &'a PlanYear, today: Date) {
        let (room, year) = (self.room, plan.year);
        self.occurrences.extend(entries(plan, today).filter(|one| is_of(one, room)));
        self.later.extend(entries(plan, Date::LATEST).filter(|one| is_of(one, room)));
        let papers = plan.papers.iter().filter(|paper| paper.front.room.as_ref() == Some(&room.id));
        self.papers.extend(papers.map(|paper| (year, paper)));
        let attachments = attached::existing(&plan.folder, &plan.materials);
        let attachments = attachments.filter(|attached| attached.material.room.as_ref() == Some(&room.id));
        self.attachments.extend(attachments.map(|attached| (year, attached)));
        self.waivers.extend(plan.waivers.iter().filter(|waiver| waiver.room.as_ref() == Some(&room.id)));
        let attests = plan.attests.iter().filter(|attest| attest.room.as_ref() == Some(&room.id));
        self.attests.extend(attests.map(|attest| (year, attest)));
    }

    /// Adds a topic deliberated in the room: its papers and attachments, and the events that some rule uses. The end of the
    /// topic is not that of the room.
    fn add_topic(&mut self, topic: &'a Topic, facts: TopicFacts<'a>, asked: &BTreeSet<&str>) {
        let year = topic.key.year;
        let is_asked = |one: &Occurrence| asked.contains(one.event) && one.event != "closed";
        self.occurrences.extend(facts.occurrences.into_iter().filter(is_asked));
        self.later.extend(facts.later.into_iter().filter(is_asked));
        self.papers.extend(topic.papers.iter().map(|paper| (year, paper)));
        let attachments = attached::existing(&topic.folder, &topic.materials);
        self.attachments.extend(attachments.map(|attached| (year, attached)));
        self.incomplete |= !topic.unread.is_empty();
    }

    /// The periods in which it was open, from the first year on record to the present one.
    pub(crate) fn periods(&self, world: &World, per: Per) -> impl Iterator<Item = Period> {
        let opened = self.room.opened;
        // In an archive without any years, a room is judged from its opening, unless that was long ago: then its
        // records were kept elsewhere.
        let lately = opened.map(Date::year).filter(|year| world.today.year() - year <= RECENT);
        let first = world.archive.first_year().or(lately).unwrap_or(world.today.year());
        let from = opened.map_or(Date::start_of_year(first), |opened| opened.max(Date::start_of_year(first)));
        let to = self.room.closed.map_or(world.today, |closed| closed.min(world.today));
        Period::between(per, from, to)
    }

    /// Whether it was open for nine tenths of a period, so that the period counts.
    pub(crate) fn counts(&self, period: Period) -> bool {
        period.counts(self.room.opened, self.room.closed)
    }

    /// Whether it is open on a day.
    pub(crate) fn is_open(&self, day: Date) -> bool {
        self.room.opened.is_none_or(|opened| opened <= day) && self.room.closed.is_none_or(|closed| day < closed)
    }

    /// The day it was closed, if it has been.
    pub(crate) fn closed(&self, today: Date) -> Option<Date> {
        self.room.closed.filter(|day| *day <= today)
    }
}

/// Whether an entry is about a room.
fn is_of(one: &Occurrence, room: &Room) -> bool {
    one.entry().is_some_and(|entry| entry.room.as_ref() == Some(&room.id))
}

/// The days on which a room was opened and closed, if they have come.
pub(crate) fn own(index: usize, room: &Room, today: Date) -> Vec<Occurrence<'_>> {
    let days = [("room-opened", room.opened, "opened"), ("closed", room.closed, "closed")];
    let come = days.into_iter().filter_map(|(event, day, field)| {
        let date = day.filter(|day| *day <= today)?;
        Some(Occurrence { event, date, round: 1, origin: Origin::Room { index, field } })
    });
    come.collect()
}
