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

/// Kind `people`: all of these are on the list, or a number of them.
#[derive(Clone, Debug)]
pub struct PeopleCheck {
    /// Activities at which they are counted.
    pub at: Vec<Name>,
    /// Groups, each as a list of actors, any of whom belongs to it; empty for everybody.
    pub each: Vec<Vec<Actor>>,
    /// The limits.
    pub bounds: Bounds,
    /// The total of which a share is taken.
    pub of: ShareOf,
    /// Which entries are counted.
    pub basis: Basis,
    /// Who is not counted.
    pub except: Vec<Actor>,
}

/// A check of a list of people, with the rest of its rule.
pub(crate) type Asked<'a> = (&'a Clause, &'a PeopleCheck);

/// The total of which a share is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// Everybody on the list.
    List,
    /// Those on the list with this tag.
    Tag(Name),
    /// Everybody in the register of people with the post.
    Register,
}

/// Which entries of a roster are counted.
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
