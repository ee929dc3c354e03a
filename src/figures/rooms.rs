//! What was done in consultation rooms: whether they met as often as they must, their topics, who came, what came of it.

use super::attendance::Attended;
use super::deadlines::Deadline;
use super::facts::{Counted, Facts};
use super::measure::{
    Cell, Figure, Found, Grouping, Item, Key, Kind, Measure, Row, Table, Unit, cells, figures, grouped, some,
};
use super::suggested::{ADOPTED_OR_NOT, HANDLED, Suggested};
use crate::model::{Date, Room, Subject};
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::HashSet;

/// A room, with what is on record of it.
struct Held<'f> {
    level: Key,
    key: Key,
    periods: Vec<&'f Deadline>,
    topics: Vec<&'f Counted>,
}

/// Whether a room met as often as it must.
struct Often {
    room: Subject,
    /// The periods that are over or met, of those for which its regulation sets a number.
    asked: usize,
    met: usize,
}

impl Often {
    fn of(held: &Held, today: Date) -> Self {
        let asked = held.periods.iter().filter(|one| !one.is_waived() && !one.may_still_be_met(today));
        let met = asked.clone().filter(|one| one.is_met()).count();
        Self { room: Subject::Room(held.key.id.as_str().into()), asked: asked.count(), met }
    }
}

impl Item for Often {
    fn subject(&self) -> Subject {
        self.room.clone()
    }
}

impl Item for Counted {
    fn subject(&self) -> Subject {
        Subject::Topic(self.key)
    }
}

static PERIODS: [Measure<Deadline>; 1] = [Measure {
    figure: Figure {
        id: "periods-met",
        name: ("次数达标", "periods met"),
        unit: Unit::Periods,
        kind: Kind::Share,
        means: (
            "规程规定次数的各期中，达到次数的；没有到期又未达到的，和例外的，不计",
            "of the periods for which the regulation sets a number, those in which the room met so often; not those that are not over and not met, nor those waived",
        ),
    },
    of: |period, today| {
        let is_left_out = period.is_waived() || period.may_still_be_met(today);
        Some(if is_left_out { Found::left_out() } else { Found::counted_if(period.is_met()) })
    },
}];

static OFTEN: [Measure<Often>; 1] = [Measure {
    figure: Figure {
        id: "rooms-met",
        name: ("达标协商室", "rooms that met"),
        unit: Unit::Rooms,
        kind: Kind::Share,
        means: (
            "有到期次数要求的协商议事室中，各期都达到次数的；没有要求的不计",
            "of the rooms with a number to reach by now, those that reached it in every period; not those without one",
        ),
    },
    of: |often, _| Some(if often.asked == 0 { Found::left_out() } else { Found::counted_if(often.met == often.asked) }),
}];

static TOPICS: [Measure<Counted>; 2] = [
    Measure {
        figure: Figure {
            id: "topics-held",
            name: ("已协商议题", "topics held"),
            unit: Unit::Topics,
            kind: Kind::Share,
            means: ("议事室的议题中，开过协商会议的", "of the topics of rooms, those that met"),
        },
        of: |topic, _| Some(Found::counted_if(topic.progress.held().is_some()).on(topic.progress.held())),
    },
    Measure {
        figure: Figure {
            id: "last-met",
            name: ("最近一次", "last met"),
            unit: Unit::Day,
            kind: Kind::Latest,
            means: ("最近一次协商会议的日期", "the day of the latest meeting"),
        },
        of: |topic, _| {
            let days = topic.progress.met.iter().flat_map(|(_, days)| days);
            days.max().map(|day| Found::counted().on(Some(*day)))
        },
    },
];

static CAME: [Measure<Attended>; 1] = [Measure {
    figure: Figure {
        id: "attendances",
        name: ("参加人次", "attendances"),
        unit: Unit::Attendances,
        kind: Kind::Count,
        means: ("登记到会的人次，一人参加两次计两次", "on record as present; somebody who came twice counts twice"),
    },
    of: |one, _| one.came().then(Found::counted),
}];

static PEOPLE: [Measure<Attended>; 1] = [Measure {
    figure: Figure {
        id: "people",
        name: ("参加人数", "people"),
        unit: Unit::People,
        kind: Kind::Count,
        means: ("登记到会的人，一人只计一次", "people on record as present, each once"),
    },
    of: |one, _| one.came().then(Found::counted),
}];

pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    let rooms = rooms(facts);
    let all: Vec<&Held> = rooms.iter().collect();
    vec![of_rooms(facts, &all), of_people(facts, &all), of_suggestions(facts, &all)]
}

fn rooms(facts: &Facts) -> Vec<Held<'_>> {
    let deadlines = facts.deadlines_of(facts.year);
    // A room that had been closed before the year, or was opened after it, did nothing in it.
    let is_there = |room: &&Room| {
        let opened = room.opened.is_none_or(|day| day.year() <= facts.year && day <= facts.loaded.today);
        opened && room.closed.is_none_or(|day| day.year() >= facts.year)
    };
    let rooms = facts.loaded.archive.rooms.iter().filter(is_there).enumerate();
    let held = rooms.map(|(rank, room)| {
        let regulation = facts.loaded.regulations.get(&room.regulation).ok();
        let level = regulation.map_or_else(|| Text::same(&*room.level), |one| one.name_in(Group::Levels, &room.level));
        Held {
            level: Key { rank: 0, id: room.level.to_string(), name: level },
            key: Key { rank, id: room.id.to_string(), name: Text::same(&*room.name) },
            periods: deadlines
                .iter()
                .filter(|one| one.is_of_period && one.room() == Some(room.id.as_str()))
                .copied()
                .collect(),
            topics: facts.topics_of(facts.year).filter(|topic| topic.room.as_ref() == Some(&room.id)).collect(),
        }
    });
    held.collect()
}

/// Rows for all rooms, for those of each level, and for each room.
fn rows<'h, 'f>(all: &[&'h Held<'f>], cells: impl Fn(&[&'h Held<'f>]) -> Vec<Cell>) -> Vec<Row> {
    let groupings: [Grouping<Held<'f>>; 2] = [
        (Text::new("层级", "level"), |held| vec![held.level.clone()]),
        (Text::new("协商议事室", "room"), |held| vec![held.key.clone()]),
    ];
    let whole = Row::whole("rooms", Text::new("全部协商议事室", "all rooms"), cells(all));
    std::iter::once(whole).chain(grouped(all, groupings, cells)).collect()
}

fn of_rooms(facts: &Facts, all: &[&Held]) -> Table {
    let today = facts.loaded.today;
    let row = |of: &[&Held]| {
        let often: Vec<Often> = of.iter().map(|held| Often::of(held, today)).collect();
        let periods: Vec<&Deadline> = of.iter().flat_map(|held| held.periods.iter().copied()).collect();
        let mut all = cells(&OFTEN, &often.iter().collect::<Vec<_>>(), today);
        all.extend(cells(&PERIODS, &periods, today));
        all.extend(cells(&TOPICS, &topics(of), today));
        all
    };
    Table {
        id: "rooms",
        title: Text::new("协商活动", "meetings"),
        figures: figures(&OFTEN).chain(figures(&PERIODS)).chain(figures(&TOPICS)).collect(),
        rows: rows(all, row),
        notes: Vec::new(),
    }
}

fn of_people(facts: &Facts, all: &[&Held]) -> Table {
    let today = facts.loaded.today;
    let counted = |attended: &[&Attended]| {
        let mut seen = HashSet::new();
        let each: Vec<&Attended> =
            attended.iter().copied().filter(|one| one.came() && seen.insert(one.who.id.clone())).collect();
        let mut all = cells(&CAME, attended, today);
        all.extend(cells(&PEOPLE, &each, today));
        all
    };
    let mut rows = rows(all, |held| counted(&attended(held)));
    let came: Vec<&Attended> = attended(all).into_iter().filter(|one| one.came()).collect();
    let by_class: [Grouping<Attended>; 1] = [(Text::new("身份", "as what"), |one| one.classes.clone())];
    rows.extend(grouped(&came, by_class, counted));
    Table {
        id: "participants",
        title: Text::new("参加人员", "participants"),
        figures: figures(&CAME).chain(figures(&PEOPLE)).collect(),
        rows,
        notes: vec![Text::new(
            "一人有几种身份的，在各种身份中都计",
            "somebody who came as several things counts as each of them",
        )],
    }
}

fn of_suggestions(facts: &Facts, all: &[&Held]) -> Table {
    let mut measures = some(&HANDLED, &["suggestions", "answered"]);
    measures.extend(some(&ADOPTED_OR_NOT, &["adoption-rate-with-parts", "carried-out"]));
    let row = |held: &[&Held]| {
        let suggested: Vec<&Suggested> = topics(held).into_iter().flat_map(|topic| &topic.suggestions).collect();
        cells(measures.iter().copied(), &suggested, facts.loaded.today)
    };
    Table {
        id: "suggestions",
        title: Text::new("意见建议", "suggestions"),
        rows: rows(all, row),
        figures: figures(measures.iter().copied()).collect(),
        notes: Vec::new(),
    }
}

fn attended<'f>(held: &[&Held<'f>]) -> Vec<&'f Attended> {
    topics(held).into_iter().flat_map(|topic| &topic.attended).collect()
}

fn topics<'f>(held: &[&Held<'f>]) -> Vec<&'f Counted> {
    held.iter().flat_map(|held| held.topics.iter().copied()).collect()
}
