//! Who takes part, `roster.yml`.

use super::{Date, Name, OneOrMany};
use crate::text::Text;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use std::fmt;

/// An entry of `roster.yml`: somebody invited, present or in the chair. Tags give the roles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Name as printed.
    pub name: Name,
    /// Id in the register of people.
    pub person: Option<Name>,
    /// Employer and post, as lists give them.
    pub affiliation: Option<Name>,
    /// Their roles here: `host`, `department-head` …
    #[serde(default)]
    pub tags: OneOrMany<Name>,
    /// Activities they take part in; the meeting if absent.
    #[serde(default)]
    pub at: OneOrMany<Name>,
    /// Round of consultation; every one if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// Day of the invitation.
    pub invited: Option<Date>,
    /// Whether they came, once known. `attended: true` and `false` are other spellings of present and absent.
    #[serde(alias = "attended")]
    pub attendance: Option<Attendance>,
    /// Whether the person spoke.
    #[serde(default)]
    pub spoke: bool,
    /// Who delegated the chair to them.
    pub delegated_by: Option<Name>,
}

/// Whether somebody came, was excused or was absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Came.
    Present,
    /// Asked for leave.
    Leave,
    /// Did not come.
    Absent,
}

impl Attendance {
    /// All values.
    pub const ALL: [Self; 3] = [Self::Present, Self::Leave, Self::Absent];

    /// As written in a roster, and as the value of an option.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Leave => "leave",
            Self::Absent => "absent",
        }
    }

    /// The name for messages.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Present => Text::new("到会", "present"),
            Self::Leave => Text::new("请假", "on leave"),
            Self::Absent => Text::new("缺席", "absent"),
        }
    }
}

impl<'de> Deserialize<'de> for Attendance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl Visitor<'_> for Read {
            type Value = Attendance;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                let words = Text::new(" present（到会）、leave（请假）或 absent（缺席）", "present, leave or absent");
                f.write_str(&words.packed())
            }

            fn visit_bool<E: Error>(self, came: bool) -> Result<Attendance, E> {
                Ok(if came { Attendance::Present } else { Attendance::Absent })
            }

            fn visit_str<E: Error>(self, written: &str) -> Result<Attendance, E> {
                let name = Name::from(written);
                let meant = Attendance::ALL.into_iter().find(|one| [one.id(), &one.text().zh].contains(&name.as_str()));
                meant.ok_or_else(|| E::invalid_value(Unexpected::Str(written), &self))
            }
        }

        deserializer.deserialize_any(Read)
    }
}

impl Attendee {
    /// Whether they came, once known. Somebody on leave did not come.
    #[must_use]
    pub fn came(&self) -> Option<bool> {
        self.attendance.map(|attendance| attendance == Attendance::Present)
    }

    /// The activities of the entry; the meeting if it names none.
    #[must_use]
    pub fn activities(&self) -> Vec<&str> {
        if self.at.is_empty() { vec!["meeting"] } else { self.at.iter().map(|at| &**at).collect() }
    }

    /// Whether this is the same person as in another entry. The same name is the same person, unless both entries name
    /// different people of the register.
    #[must_use]
    pub fn is_same_person(&self, other: &Self) -> bool {
        match (&self.person, &other.person) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == other.name,
        }
    }

    /// Everybody once, in the order of the roster, with all their entries.
    pub fn people<'r>(entries: impl IntoIterator<Item = &'r Self>) -> Vec<Vec<&'r Self>> {
        let mut people: Vec<Vec<&Self>> = Vec::new();
        for entry in entries {
            match people.iter_mut().find(|one| one.iter().any(|known| known.is_same_person(entry))) {
                Some(one) => one.push(entry),
                None => people.push(vec![entry]),
            }
        }
        people
    }

    /// Whether this is the same person as in another entry, for an activity and a round of both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let rounds = self.round.is_none() || other.round.is_none() || self.round == other.round;
        self.is_same_person(other) && rounds && self.activities().iter().any(|at| other.activities().contains(at))
    }
}
