//! What a kind answers.

use crate::diagnostic::Location;
use crate::model::{Date, Name};
use crate::rules::Actor;
use crate::text::Text;

/// Whether something holds, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// It does not.
    No,
    /// It does, by facts that have no date.
    Undated,
    /// It does since this day.
    Since(Date),
}

impl Holds {
    pub(crate) fn since(day: Option<Date>) -> Self {
        day.map_or(Self::Undated, Self::Since)
    }

    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Since(day) => Some(day),
            Self::No | Self::Undated => None,
        }
    }
}

/// What a check found of its question.
pub(crate) struct Outcome {
    /// Whether it holds, and since when.
    pub holds: Holds,
    /// The things it asks for, where it asks for several: so that what is late is said of those alone that are.
    pub parts: Vec<Part>,
    /// What is to be done, in a few words, while it does not hold.
    pub task: Text,
    /// What is missing, in a sentence, while it does not hold.
    pub missing: Text,
    /// What to do, where it is not simply to record the events: why something on record does not count,
    /// where the missing thing belongs.
    pub hint: Option<Text>,
    /// The entry that would hold it, were it as it must be.
    pub defective: Option<Location>,
    /// Events whose record is missing, in the order they are due.
    pub events: Vec<Name>,
    /// Whom a record of such an event must still reach, where it must reach somebody.
    pub reach: Vec<(Name, Vec<Actor>)>,
    /// What of it is still to be done, where what is explained does not count.
    pub again: Option<Again>,
    /// The one paper that is not there and without which nothing of it can hold.
    pub absent: Option<Name>,
    /// The fact that made it hold, to point at when it came late.
    pub evidence: Option<Location>,
    /// Facts that contradict the rule: found the day they are written.
    pub wrong: Vec<Wrong>,
    /// Where what is missing is what was done wrongly: how it is said, with that, that it is open still.
    pub still: Option<Text>,
    /// Nothing is missing, there is too much: no day by which it should be there.
    pub is_excess: bool,
    /// File where what is missing belongs.
    pub belongs: Location,
}

/// What is asked for beside an entry that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It came too early, and is still to be done.
    ToDo,
    /// It was done, and leaves something unsaid.
    ToRecord,
}

/// One of several things that a check asks for.
pub(crate) struct Part {
    /// What it is called in a sentence.
    pub name: Text,
    /// Whether it holds, and since when.
    pub holds: Holds,
}

/// A fact that contradicts a rule.
pub(crate) struct Wrong {
    /// Where it stands.
    pub place: Location,
    /// What is wrong with it.
    pub said: Text,
    /// What to do about it.
    pub mend: Text,
}

impl Outcome {
    /// Nothing holds yet, and what is missing belongs here.
    pub(crate) fn open(belongs: Location) -> Self {
        let nothing = || Text::same("");
        Self {
            holds: Holds::No,
            parts: Vec::new(),
            task: nothing(),
            missing: nothing(),
            hint: None,
            defective: None,
            events: Vec::new(),
            reach: Vec::new(),
            again: None,
            absent: None,
            evidence: None,
            wrong: Vec::new(),
            still: None,
            is_excess: false,
            belongs,
        }
    }
}
