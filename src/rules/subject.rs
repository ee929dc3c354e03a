//! `SubjectContext`: a subject under a regulation.

use super::World;
use super::view::View;
use crate::model::Date;
use crate::vocabulary::Vocabulary;
use std::ops::Deref;

/// A subject under a regulation.
#[derive(Clone, Copy)]
pub(crate) struct SubjectContext<'v, 'a> {
    pub world: World<'a>,
    /// The vocabulary of the regulation.
    pub regulation: &'a Vocabulary,
    /// First day the regulation is in force.
    pub in_force: Option<Date>,
    pub view: View<'v, 'a>,
}

impl SubjectContext<'_, '_> {
    /// The same topic in the next round.
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
