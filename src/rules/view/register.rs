//! What is on record of the entries of registers: a place that is to have a room, and a person.

use super::later::still_to_come;
use super::occurrence::{Occurrence, Origin};
use super::room::own;
use crate::model::{Person, Room, Unit};
use crate::rules::World;

/// What is on record of a place.
pub(crate) struct UnitFacts<'a> {
    pub unit: &'a Unit,
    /// Its place in `units.yml`.
    pub index: usize,
    /// Those of its rooms, by date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// By date, those whose day is still to come.
    pub later: Vec<Occurrence<'a>>,
}

impl<'a> UnitFacts<'a> {
    pub(crate) fn gather(world: &World<'a>, index: usize, unit: &'a Unit) -> Self {
        let occurrences = known(world, unit);
        let later = still_to_come(known(&world.in_the_end(), unit), world.today);
        Self { unit, index, occurrences, later }
    }
}

/// What is on record of the rooms of a place, by date.
fn known<'a>(world: &World<'a>, unit: &Unit) -> Vec<Occurrence<'a>> {
    let of_unit = |room: &Room| room.unit.as_ref() == Some(&unit.id);
    let rooms = world.archive.rooms.iter().enumerate().filter(|(_, room)| of_unit(room));
    let mut occurrences: Vec<Occurrence> = rooms.flat_map(|(index, room)| own(index, room, world.today)).collect();
    for plan in &world.archive.plans {
        let recorded = plan.events.iter().filter(|recorded| recorded.stands(world.today));
        let recorded = recorded.filter(|recorded| {
            recorded.event.room.as_ref().and_then(|room| world.archive.room(room)).is_some_and(of_unit)
        });
        occurrences.extend(recorded.map(|recorded| Occurrence {
            event: &recorded.event.event,
            date: recorded.event.date,
            round: 1,
            origin: Origin::Entry { folder: &plan.folder, recorded },
        }));
    }
    occurrences.sort_by_key(|occurrence| occurrence.date);
    occurrences
}

/// A person of the register.
pub(crate) struct PersonFacts<'a> {
    pub person: &'a Person,
    /// The person's place in `people.yml`.
    pub index: usize,
}
