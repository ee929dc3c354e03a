//! `Register`: the names an archive gives to people, offices, bodies, rooms and places.

use crate::archive::Archive;
use crate::model::Name;
use std::collections::HashMap;

/// Ids by name.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// `None` for a name that several people share.
    people: HashMap<Name, Option<Name>>,
    /// Offices and bodies.
    bodies: HashMap<Name, Name>,
    rooms: HashMap<Name, Name>,
    units: HashMap<Name, Name>,
}

impl Register {
    /// All names in an archive.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        let mut register = Self::default();
        for person in &archive.people {
            let several = register.people.contains_key(&person.name);
            register.people.insert(person.name.clone(), (!several).then(|| person.id.clone()));
        }
        if let Some(settings) = &archive.settings {
            let offices = settings.offices.iter().map(|(id, office)| (id, &office.name));
            let bodies = settings.bodies.iter().map(|(id, body)| (id, &body.name));
            for (id, name) in offices.chain(bodies) {
                register.bodies.entry(name.clone()).or_insert_with(|| Name::from(id));
            }
        }
        register.rooms.extend(archive.rooms.iter().map(|room| (room.name.clone(), room.id.clone())));
        register.units.extend(archive.units.iter().map(|unit| (unit.name.clone(), unit.id.clone())));
        register
    }

    /// The id of the person with this name, if nobody else has it.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Name> {
        self.people.get(name)?.as_ref()
    }

    /// The id of the office or body with this name.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<&Name> {
        self.bodies.get(name)
    }

    /// The id of the room with this name.
    #[must_use]
    pub fn room(&self, name: &str) -> Option<&Name> {
        self.rooms.get(name)
    }

    /// The id of the place with this name.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<&Name> {
        self.units.get(name)
    }
}
