//! Finds the year or the room that a word on the command line means.

use super::meant::room_meant;
use super::parse::list;
use super::source::{Limits, Source};
use crate::diagnostic::Diagnostic;
use crate::model::{self, Name, Room, Subject};
use crate::text;
use crate::text::Text;

/// The year in `plan:2026`, in 2026年度计划 as pages write it, or in 2026年; `None` for any other word.
///
/// # Errors
/// If what follows `plan:` is no year.
pub fn plan_year(target: &str) -> Result<Option<i32>, Diagnostic> {
    let named = ["年度计划", "年度", "年", "年计划", "年度协商计划"];
    let named = named.iter().find_map(|suffix| target.strip_suffix(suffix)).map(str::trim);
    if let Some(year) = named.and_then(model::year) {
        return Ok(Some(year));
    }
    let Some(year) = target.strip_prefix("plan:") else { return Ok(None) };
    model::year(year).map(Some).ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{year}` 不是年份", en: "`{year}` is not a year"))
            .hint(Text::new("年份写四位数字，例如 plan:2026", "a year has four digits, plan:2026"))
    })
}

/// The register of rooms.
const ROOMS: &str = "rooms.yml";

/// The year or the room that a word means: `plan:2026` or 2026年度计划, `room:ID` or a room's name. `None` for a topic.
///
/// # Errors
/// If it begins with `plan:` or `room:` and there is no such year or room.
pub fn subject_named(source: &dyn Source, written: &str) -> Result<Option<Subject>, Diagnostic> {
    if let Some(year) = plan_year(written)? {
        return Ok(Some(Subject::Plan(year)));
    }
    if let Some(written) = written.strip_prefix("room:") {
        return room_meant(&rooms(source), written).map(|room| Some(Subject::Room(room.id.clone())));
    }
    // A word in ASCII is the key of a topic, or part of one.
    if written.is_ascii() {
        return Ok(None);
    }
    let folded = Name::from(written).folded();
    let rooms = rooms(source);
    let named = rooms.iter().find(|room| !folded.is_empty() && room.name.folded() == folded);
    Ok(named.map(|room| Subject::Room(room.id.clone())))
}

/// The only room with this word in its name.
#[must_use]
pub fn room_in_part(source: &dyn Source, written: &str) -> Option<Subject> {
    let is_name = !written.is_ascii() && Name::from(written).folded().chars().count() > 1;
    let rooms = if is_name { rooms(source) } else { Vec::new() };
    room_meant(&rooms, written).ok().map(|room| Subject::Room(room.id.clone()))
}

/// The rooms that can be read; problems are reported where the archive is read.
fn rooms(source: &dyn Source) -> Vec<Room> {
    let bytes = source.read(ROOMS, Limits::YAML).ok().flatten().unwrap_or_default();
    list(ROOMS, &bytes).unwrap_or_default()
}
