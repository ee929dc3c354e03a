//! Consultation rooms, `rooms.yml`.

use super::{Date, Name, OneOrMany};
use crate::diagnostic::Known;
use serde::Deserialize;

/// An entry of `rooms.yml`: a room or hall where topics are deliberated (协商议事室、协商议事厅).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Id, as topics name the room.
    pub id: Name,
    /// What it is called.
    pub name: Name,
    /// Its level: `township`, `village` …
    pub level: Name,
    /// Regulation that governs it.
    pub regulation: Name,
    /// The place of `units.yml` that has this room.
    pub unit: Option<Name>,
    /// The day it was opened.
    pub opened: Option<Date>,
    /// Last day of its existence.
    pub closed: Option<Date>,
    /// Person who convenes it.
    pub convener: Option<Name>,
    /// Its liaison officer.
    pub liaison: Option<Name>,
    /// Person in charge of booking, collecting and recording.
    pub officer: Option<Name>,
    /// Bodies responsible for its daily work.
    #[serde(default)]
    pub daily_work: OneOrMany<Name>,
    /// Bodies that run it.
    #[serde(default)]
    pub run_by: OneOrMany<Name>,
    /// Office that guides it.
    pub guide: Option<Name>,
}

impl<'k> From<&'k Room> for Known<'k> {
    fn from(room: &'k Room) -> Self {
        Self::from((&*room.id, &*room.name))
    }
}
