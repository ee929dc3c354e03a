//! Parameters of kind `people`.

mod group;
mod hint;
mod judged;
mod list;
mod mend;
mod message;
mod smallest;
mod tally;
mod task;
mod written;

use crate::model::Name;
use crate::rules::{Actor, Bounds, Clause};
pub(crate) use judged::judge;
pub(crate) use message::asked;
pub(crate) use tally::tally;
pub(crate) use written::PeopleCheckSpec;

use serde::Deserialize;

/// Kind `people`: each of these is there, or so many of them.
#[derive(Clone, Debug)]
pub struct PeopleCheck {
    /// Activities at which they are counted.
    pub at: Vec<Name>,
    /// Whoever fits any of an inner list; empty: everybody.
    pub each: Vec<Vec<Actor>>,
    /// How many.
    pub bounds: Bounds,
    /// Of whom a share is taken.
    pub of: ShareOf,
    /// Who is counted.
    pub basis: Basis,
    /// Whoever is one of these is not counted.
    pub except: Vec<Actor>,
}

/// What a rule asks of a list of people, and the rest of the rule.
pub(crate) type Asked<'a> = (&'a Clause, &'a PeopleCheck);

/// Of whom a share is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// Everybody on the list.
    List,
    /// Those on the list with this tag.
    Tag(Name),
    /// All in the register of people who hold it.
    Register,
}

/// Who of a roster is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Everybody on the list.
    Invited,
    /// Those who came; nobody until attendance is marked.
    Attended,
    /// Those who came; until attendance is marked, everybody on the list.
    #[default]
    Known,
}
