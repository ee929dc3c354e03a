//! The facts of places that should have a room, and of people.

use super::later::still_to_come;
use super::occurrence::Occurrence;
use super::room::own;
use crate::model::{Person, Unit};
use crate::rules::World;

/// The facts of a place.
pub(crate) struct UnitFacts<'a> {
    pub unit: &'a Unit,
    /// Its place in `units.yml`.
    pub index: usize,
    /// The occurrences in its rooms, by date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// Those whose date is still to come, by date.
    pub later: Vec<Occurrence<'a>>,
}

impl<'a> UnitFacts<'a> {
    pub(crate) fn gather(world: &World<'a>, index: usize, unit: &'a Unit) -> Self {
        let occurrences = known(world, unit);
        let later = still_to_come(known(&world.in_the_end(), unit), world.today);
        Self { unit, index, occurrences, later }
    }
}

/// The occurrences in the rooms of a place, by date.
fn known<'a>(world: &World<'a>, unit: &Unit) -> Vec<Occurrence<'a>> {
    let rooms = world.archive.rooms.iter().enumerate().filter(|(_, room)| room.unit.as_ref() == Some(&unit.id));
    let mut occurrences: Vec<Occurrence> = rooms.flat_map(|(index, room)| own(index, room, world.today)).collect();
    for plan in &world.archive.plans {
        let recorded = plan.events.iter().filter(|recorded| recorded.stands(world.today));
        let recorded = recorded.filter(|recorded| {
            let room = recorded.event.room.as_ref().and_then(|room| world.archive.room(room));
            room.is_some_and(|room| room.unit.as_ref() == Some(&unit.id))
        });
        occurrences.extend(recorded.map(|recorded| Occurrence::of_entry(&plan.folder, recorded)));
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
