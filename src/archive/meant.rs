//! Whom of its people and which of its rooms somebody means by a word.

use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Name, Person, Room};
use crate::text;
use crate::text::Text;

/// The person with this id or name, if there is one.
///
/// # Errors
/// If several people have that name, for then only an id says who is meant.
pub fn person_named<'p>(people: &'p [Person], written: &str) -> Result<Option<&'p Person>, Diagnostic> {
    if let Some(person) = people.iter().find(|person| person.id.as_str() == written) {
        return Ok(Some(person));
    }
    let name = Name::from(written);
    only_one(written, people.iter().filter(|person| person.name == name))
}

/// The person somebody means by an id or a name, be it written in another form than the register has it.
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

/// Characters of a name that leaves some out, so that it still says which room is meant.
const SHORTEST: usize = 6;

/// Whether a name has all characters of another, in their order.
fn has_all(name: &str, of: &str) -> bool {
    let mut rest = name.chars();
    of.chars().all(|c| rest.any(|other| other == c))
}

/// The room of these that is meant by an id or a name.
///
/// # Errors
/// If there is none, or the word may mean several, with the nearest or the way to enter one as a hint.
pub fn room_meant<'a>(rooms: &'a [Room], written: &str) -> Result<&'a Room, Diagnostic> {
    let name = Name::from(written);
    let by_id = rooms.iter().find(|room| *room.id == *written);
    let by_name = || rooms.iter().find(|room| room.name == name);
    let by_look = || rooms.iter().find(|room| name.looks_like(&room.name));
    // Part of a name, and a name without its marks, are enough where they mean one room.
    let spoken = name.spoken();
    let by_part = || {
        let mut part = rooms.iter().filter(|room| !spoken.is_empty() && room.name.spoken().contains(&spoken));
        part.next().filter(|_| part.next().is_none())
    };
    // Names in use leave out what a regulation asks for in them: 细河街道协商议事室 of 细河街道“有事好商量”协商议事室.
    let by_less = || {
        let is_enough = spoken.chars().count() >= SHORTEST;
        let mut more = rooms.iter().filter(|room| is_enough && has_all(&room.name.spoken(), &spoken));
        more.next().filter(|_| more.next().is_none())
    };
    by_id.or_else(by_name).or_else(by_look).or_else(by_part).or_else(by_less).ok_or_else(|| {
        let problem = unknown(&Text::new("协商室", "room"), written, rooms);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan room add` 登记", "enter the room with `yijuan room add`"))
        }
    })
}
