//! A regulation (规程) once it is read: its names, its stages and its rules.

use super::{Rule, When};
use crate::archive::Texts;
use crate::model::{Date, Name};
use crate::text::Text;
use crate::vocabulary::Vocabulary;
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

impl Deref for Regulation {
    type Target = Vocabulary;

    fn deref(&self) -> &Vocabulary {
        &self.vocabulary
    }
}
