//! Finds the person or the room that a written id or name means.

use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Name, Person, Room};
use crate::text;
use crate::text::Text;

/// The person with this id or name, if there is one.
///
/// # Errors
/// If several people have that name: then only an id is clear.
pub fn person_named<'p>(people: &'p [Person], written: &str) -> Result<Option<&'p Person>, Diagnostic> {
    if let Some(person) = people.iter().find(|person| person.id.as_str() == written) {
        return Ok(Some(person));
    }
    let name = Name::from(written);
    only_one(written, people.iter().filter(|person| person.name == name))
}

/// The person with this id or name, even if the name is written in another form than in the register.
///
/// # Errors
/// If several people have that name.
pub fn person_meant<'p>(people: &'p [Person], written: &str) -> Result<Option<&'p Person>, Diagnostic> {
    if let Some(person) = person_named(people, written)? {
        return Ok(Some(person));
    }
    let name = Name::from(written);
    only_one(written, people.iter().filter(|person| name.looks_like(&person.name)))
}

fn only_one<'p>(written: &str, named: impl Iterator<Item = &'p Person>) -> Result<Option<&'p Person>, Diagnostic> {
    let mut named: Vec<&Person> = named.collect();
    // A merge may leave the same line twice.
    named.dedup_by_key(|person| &person.id);
    if named.len() < 2 {
        return Ok(named.first().copied());
    }
    let ids = named.iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join(", ");
    Err(Diagnostic::new(text!(zh: "有几个人叫 `{written}`", en: "several people are called `{written}`"))
        .hint(text!(zh: "写标识：{ids}", en: "give an id: {ids}")))
}

/// How many characters a shortened name must have to mean a room.
const SHORTEST: usize = 6;

/// Whether a name has all characters of a shorter one, in order.
fn has_all(name: &str, short: &str) -> bool {
    let mut rest = name.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// The room with this id or name, in full, in part or shortened.
///
/// # Errors
/// If there is none, or the word may mean several. The hint has the nearest room or says how to enter one.
pub fn room_meant<'a>(rooms: &'a [Room], written: &str) -> Result<&'a Room, Diagnostic> {
    let name = Name::from(written);
    let folded = name.folded();
    let is_long = folded.chars().count() >= SHORTEST;
    let found = rooms
        .iter()
        .find(|room| *room.id == *written)
        .or_else(|| rooms.iter().find(|room| room.name == name))
        .or_else(|| rooms.iter().find(|room| name.looks_like(&room.name)))
        .or_else(|| only_room(rooms, |room| !folded.is_empty() && room.name.folded().contains(&folded)))
        // Everyday names leave out words that a regulation demands: 细河街道协商议事室 for 细河街道“有事好商量”协商议事室.
        .or_else(|| only_room(rooms, |room| is_long && has_all(&room.name.folded(), &folded)));
    found.ok_or_else(|| {
        let problem = unknown(&Text::new("协商室", "room"), written, rooms);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan room add` 登记", "enter the room with `yijuan room add`"))
        }
    })
}

/// The room that fits, if there is only one.
fn only_room(rooms: &[Room], fits: impl Fn(&Room) -> bool) -> Option<&Room> {
    let mut fitting = rooms.iter().filter(|room| fits(room));
    fitting.next().filter(|_| fitting.next().is_none())
}
