//! Who and what an archive itself gives a name: people, offices, bodies, rooms and places.

use crate::archive::Archive;
use crate::model::Name;
use std::collections::HashMap;

/// Ids by name.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// None of those who share a name.
    people: HashMap<Name, Option<Name>>,
    /// Offices and bodies.
    bodies: HashMap<Name, Name>,
    rooms: HashMap<Name, Name>,
    units: HashMap<Name, Name>,
}

impl Register {
    /// Everybody and everything an archive registers.
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

    /// The person with a name that nobody else has.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Name> {
        self.people.get(name)?.as_ref()
    }

    /// The office or body with a name.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<&Name> {
        self.bodies.get(name)
    }

    /// The room with a name.
    #[must_use]
    pub fn room(&self, name: &str) -> Option<&Name> {
        self.rooms.get(name)
    }

    /// The place with a name.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<&Name> {
        self.units.get(name)
    }
}
