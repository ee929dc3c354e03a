//! A regulation (规程) once it is read: its names, its stages and its rules.

use super::{Check, Choice, FieldCheck, FieldTest, Rule, When};
use crate::archive::Texts;
use crate::model::{Date, Name};
use crate::text::Text;
use crate::vocabulary::{Field, Vocabulary};
use std::ops::Deref;

/// A regulation (规程): the names it declares, which it can be asked for directly, and its rules.
#[derive(Clone, Debug)]
pub struct Regulation {
    /// Id, the name of its folder.
    pub id: Name,
    /// Full title.
    pub title: Name,
    /// First day it is in force; `None` if its text does not say.
    pub in_force: Option<Date>,
    /// Whether it is part of the program.
    pub built_in: bool,
    /// The names it declares.
    pub vocabulary: Vocabulary,
    /// Stages, in order.
    pub stages: Vec<Stage>,
    /// Rules, in order.
    pub rules: Vec<Rule>,
    /// The papers its rules read beyond their front matter.
    pub texts: Texts,
}

/// A stage of the work (环节).
#[derive(Clone, Debug)]
pub struct Stage {
    /// Id.
    pub id: Name,
    /// What it is called.
    pub name: Text,
    /// Events any of which ends it.
    pub done_when: Vec<Name>,
    /// Topics that pass through it.
    pub when: When,
}

impl Regulation {
    /// Whether an event may be done in other ways than those it lists: some rule leaves its list open, or none has one.
    #[must_use]
    pub fn leaves_way_open(&self, event: &str) -> bool {
        let mut choices = self.checks().filter_map(|check| match check {
            Check::Event(check) if check.events.ids().iter().any(|id| id.as_str() == event) => Some(&check.via),
            _ => None,
        });
        let is_asked = choices.clone().any(Choice::is_asked);
        !is_asked || choices.any(|choice| choice.open)
    }

    /// Whether a field may hold other words than those it lists: some rule leaves its list open.
    #[must_use]
    pub fn leaves_open(&self, field: &Field) -> bool {
        self.checks().any(|check| match check {
            Check::Field(FieldCheck { field: of, test: FieldTest::OneOf(choice), .. }) => of == field && choice.open,
            _ => false,
        })
    }

    fn checks(&self) -> impl Iterator<Item = &Check> + Clone {
        self.rules.iter().flat_map(|rule| &rule.checks)
    }
}

impl Deref for Regulation {
    type Target = Vocabulary;

    fn deref(&self) -> &Vocabulary {
        &self.vocabulary
    }
}
