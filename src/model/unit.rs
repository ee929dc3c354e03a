//! Places that should have a room, `units.yml`.

use super::Name;
use crate::diagnostic::Known;
use serde::Deserialize;

/// An entry of `units.yml`: a place that should have a room.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Id, as rooms name the place.
    pub id: Name,
    /// What it is called.
    pub name: Name,
    /// Its level: `township`, `village` …
    pub level: Name,
}

impl<'k> From<&'k Unit> for Known<'k> {
    fn from(place: &'k Unit) -> Self {
        Self::from((&*place.id, &*place.name))
    }
}
