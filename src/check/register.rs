//! What is on record of the entries of registers: a place that is to have a room, and a person.

use super::Bench;
use super::room::own;
use super::view::{Occurrence, Origin};
use crate::model::{Locality, Person, Room};
use crate::regulation::Regulation;

/// What is on record of a place.
pub(super) struct UnitFacts<'a> {
    pub unit: &'a Locality,
    /// Its place in `units.yml`.
    pub index: usize,
    /// Those of its rooms, by date.
    pub occurrences: Vec<Occurrence<'a>>,
}

impl<'a> UnitFacts<'a> {
    pub(super) fn gather(bench: &Bench<'a>, index: usize, unit: &'a Locality) -> Self {
        let of_unit = |room: &Room| room.unit.as_ref() == Some(&unit.id);
        let rooms = bench.archive.rooms.iter().enumerate().filter(|(_, room)| of_unit(room));
        let mut occurrences: Vec<Occurrence> = rooms.flat_map(|(index, room)| own(index, room, bench.today)).collect();
        for plan in &bench.archive.plans {
            let recorded = plan.events.iter().filter(|recorded| recorded.stands(bench.today));
            let recorded = recorded.filter(|recorded| {
                recorded.event.room.as_ref().and_then(|room| bench.archive.room(room)).is_some_and(of_unit)
            });
            occurrences.extend(recorded.map(|recorded| Occurrence {
                event: &recorded.event.event,
                date: recorded.event.date,
                round: 1,
                origin: Origin::Entry { folder: &plan.folder, recorded },
            }));
        }
        occurrences.sort_by_key(|occurrence| occurrence.date);
        Self { unit, index, occurrences }
    }
}

/// A person under one regulation.
pub(super) struct PersonFacts<'a> {
    pub person: &'a Person,
    /// The person's place in `people.yml`.
    pub index: usize,
    pub regulation: &'a Regulation,
}
