//! `Outcome`: the result of judging a check.

use crate::diagnostic::Location;
use crate::model::{Date, Name};
use crate::rules::Actor;
use crate::text::Text;

/// Whether something holds, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// It does not.
    No,
    /// Yes, by facts without a date.
    Undated,
    /// Yes, since this day.
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

/// The result of judging a check.
pub(crate) struct Outcome {
    /// Whether it holds, and since when.
    pub holds: Holds,
    /// The parts of the check, if it has several, so that a message about lateness can name only those that are late.
    pub parts: Vec<Part>,
    /// What to do, in a few words, while it does not hold.
    pub task: Text,
    /// What is missing, as a sentence, while it does not hold.
    pub missing: Text,
    /// What to do if that is more than recording the events: why a record does not count, or where a file belongs.
    pub hint: Option<Text>,
    /// The entry that would make it hold if it were corrected.
    pub defective: Option<Location>,
    /// Events that have no record, in the order they are due.
    pub events: Vec<Name>,
    /// For such events, who must still be informed.
    pub reach: Vec<(Name, Vec<Actor>)>,
    /// What to do besides about an entry that does not count.
    pub again: Option<Again>,
    /// The missing paper without which nothing else can hold.
    pub absent: Option<Name>,
    /// The record that made it hold, to be shown if it was late.
    pub evidence: Option<Location>,
    /// Records that contradict the rule, which are findings at once.
    pub wrong: Vec<Wrong>,
    /// The words for still being open, if what is wrong is also what is missing.
    pub still: Option<Text>,
    /// Whether nothing is missing, but there is too much, so that no due day applies.
    pub is_excess: bool,
    /// The file in which what is missing belongs.
    pub belongs: Location,
}

/// What to do about an entry that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// Do it, because the entry is too early.
    ToDo,
    /// Record it again, because the entry is incomplete.
    ToRecord,
}

/// One of the parts of a check.
pub(crate) struct Part {
    /// Its name in a sentence.
    pub name: Text,
    /// Whether it holds, and since when.
    pub holds: Holds,
}

/// A record that contradicts a rule.
pub(crate) struct Wrong {
    /// Where it is.
    pub place: Location,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub remedy: Text,
}

impl Outcome {
    /// An outcome that does not hold; what is missing belongs in this file.
    pub(crate) fn open(belongs: Location) -> Self {
        Self {
            holds: Holds::No,
            parts: Vec::new(),
            task: Text::same(""),
            missing: Text::same(""),
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
