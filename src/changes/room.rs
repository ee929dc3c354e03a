//! Consultation rooms of the register.

use crate::archive::Archive;
use crate::model::{Name, Room};
use crate::problem::{Problem, unknown};
use crate::text;
use crate::text::Text;

/// The room meant by an id or a name.
///
/// # Errors
/// If there is no such room, with the nearest or the way to enter one as a hint.
pub(crate) fn find<'a>(archive: &'a Archive, written: &str) -> Result<&'a Room, Problem> {
    let name = Name::from(written);
    let by_name = || archive.rooms.iter().find(|room| room.name == name);
    let by_look = || archive.rooms.iter().find(|room| name.looks_like(&room.name));
    // Part of a name, and a name without its marks, are enough where they mean one room.
    let spoken = name.spoken();
    let by_part = || {
        let mut part = archive.rooms.iter().filter(|room| !spoken.is_empty() && room.name.spoken().contains(&spoken));
        part.next().filter(|_| part.next().is_none())
    };
    archive.room(written).or_else(by_name).or_else(by_look).or_else(by_part).ok_or_else(|| {
        let problem = unknown(&Text::new("协商室", "room"), written, &archive.rooms);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan room add` 登记", "enter the room with `yijuan room add`"))
        }
    })
}

/// What to say of a room that a topic is given and nobody has registered.
pub(crate) fn unknown_yet(archive: &Archive, written: &str) -> Option<Text> {
    find(archive, written).is_err().then(|| {
        text!(
            zh: "协商室 `{written}` 没有登记，议题还不按它的规程判断；`yijuan room add` 登记，`yijuan room list` 列出已有的",
            en: "no room `{written}` is registered, and its regulation does not govern the topic yet; `yijuan room add` registers one, `yijuan room list` shows those there are"
        )
    })
}
