use super::Name;
use serde::Deserialize;

/// An entry of `units.yml`: a place that is to have a room.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locality {
    /// Id, as rooms name the place.
    pub id: Name,
    /// What it is called.
    pub name: Name,
    /// Its level: `township`, `village` …
    pub level: Name,
}
