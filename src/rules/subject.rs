//! One subject under one regulation: what is in view of it, and what things are called.

use super::World;
use super::view::View;
use crate::model::Date;
use crate::vocabulary::Vocabulary;
use std::ops::Deref;

/// One subject under one regulation.
#[derive(Clone, Copy)]
pub(crate) struct SubjectContext<'v, 'a> {
    pub world: World<'a>,
    /// The regulation, as far as it is asked for: what it calls things.
    pub regulation: &'a Vocabulary,
    /// First day it is in force.
    pub in_force: Option<Date>,
    pub view: View<'v, 'a>,
}

impl SubjectContext<'_, '_> {
    /// The same topic in the round after this one.
    pub(crate) fn next_round(&self) -> Self {
        Self { view: self.view.next_round(), ..*self }
    }
}

impl<'a> Deref for SubjectContext<'_, 'a> {
    type Target = World<'a>;

    fn deref(&self) -> &World<'a> {
        &self.world
    }
}
