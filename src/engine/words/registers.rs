//! What is wrong with the registers of rooms and of places.

use super::{Found, found};
use crate::engine::Context;
use crate::model::{Name, Subject};
use crate::problem::{Place, Problem, unknown};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::HashSet;

/// Two entries with one id, and entries that name what is not there.
pub(crate) fn of_archive(context: &Context, findings: &mut Found) {
    units(context, findings);
    let archive = context.archive;
    let mut ids = HashSet::new();
    for (index, room) in archive.rooms.iter().enumerate() {
        let at = |key: &str| Place::field("rooms.yml", [index.into(), key.into()]);
        let mut say = |problem: Problem| findings.push(found(&problem, Subject::Room(room.id.clone())));
        if !ids.insert(&room.id) {
            say(twice(&room.id).at(at("id")));
        }
        match context.regulations.get(&room.regulation) {
            Ok(regulation) if regulation.terms(Group::Levels).get(&room.level).is_none() => {
                let levels = regulation.terms(Group::Levels).keys();
                say(unknown(&Text::new("层级", "level"), &room.level, levels).at(at("level")));
            }
            Err(problem) if !context.regulations.is_broken(&room.regulation) => say(problem.at(at("regulation"))),
            _ => {}
        }
        if let Some(unit) = room.unit.as_ref().filter(|unit| archive.units.iter().all(|known| known.id != **unit)) {
            let units = archive.units.iter().map(|unit| unit.id.as_str());
            say(unknown(&Text::new("地方", "place"), unit, units).at(at("unit")));
        }
        let people = [("convener", &room.convener), ("liaison", &room.liaison), ("officer", &room.officer)];
        for (key, person) in people {
            if let Some(person) = person.as_ref().filter(|person| archive.person(person).is_none()) {
                let known = archive.people.iter().map(|person| person.id.as_str());
                say(unknown(&Text::new("人员", "person"), person, known).at(at(key)));
            }
        }
    }
}

fn units(context: &Context, findings: &mut Found) {
    let mut ids = HashSet::new();
    for (index, unit) in context.archive.units.iter().enumerate() {
        let at = |key: &str| Place::field("units.yml", [index.into(), key.into()]);
        let mut say = |problem: Problem| findings.push(found(&problem, Subject::Archive));
        if !ids.insert(&unit.id) {
            say(twice(&unit.id).at(at("id")));
        }
        // A place belongs to no regulation; its level need be known to one of those in use.
        let used = || context.regulations.used(context.archive);
        if !used().any(|regulation| regulation.terms(Group::Levels).get(&unit.level).is_some()) {
            let levels: Vec<&str> = used().flat_map(|regulation| regulation.terms(Group::Levels).keys()).collect();
            say(unknown(&Text::new("层级", "level"), &unit.level, levels).at(at("level")));
        }
    }
}

fn twice(id: &Name) -> Problem {
    Problem::new(text!(zh: "标识 `{id}` 重复", en: "duplicate id `{id}`"))
        .hint(Text::new("换一个标识", "choose another id"))
}
