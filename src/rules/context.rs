//! What a rule is judged against: the facts on record, the regulation, what is in view, and the day.

use super::due::Timing;
use super::view::View;
use super::{Regulation, Rule};
use crate::archive::Archive;
use crate::calendar::Calendar;
use crate::model::{Counting, Date, Settings};
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::ops::Deref;

/// The facts on record, the working days, and the day it is looked at; later facts are not facts yet.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub archive: &'a Archive,
    pub calendar: &'a Calendar,
    pub today: Date,
}

/// One subject under one regulation.
#[derive(Clone, Copy)]
pub(crate) struct SubjectContext<'v, 'a> {
    pub world: World<'a>,
    pub regulation: &'a Regulation,
    pub view: View<'v, 'a>,
}

/// One rule about one subject: what a kind is asked.
#[derive(Clone, Copy)]
pub(crate) struct RuleContext<'v, 'a> {
    pub subject: SubjectContext<'v, 'a>,
    pub rule: &'a Rule,
    pub timing: &'v Timing,
}

impl<'a> World<'a> {
    pub(crate) fn settings(&self) -> Option<&'a Settings> {
        self.archive.settings.as_ref()
    }

    pub(crate) fn counting(&self) -> Counting {
        self.settings().map(|settings| settings.counting).unwrap_or_default()
    }

    /// What a person, an office, a body or anybody the regulation knows is called.
    pub(crate) fn name(&self, vocabulary: &Vocabulary, id: &str) -> Text {
        self.archive.called(id).map_or_else(|| vocabulary.name(id), |name| Text::new(name.as_str(), id))
    }
}

impl SubjectContext<'_, '_> {
    /// The same topic in the round after this one.
    pub(crate) fn next_round(&self) -> Self {
        Self { view: self.view.next_round(), ..*self }
    }
}

impl RuleContext<'_, '_> {
    /// The day on which people must be who the rule means: the day it is due.
    pub(crate) fn day(&self) -> Date {
        self.timing.due.unwrap_or(self.today)
    }

    /// The same rule asked of the next round.
    pub(crate) fn of_next_round(&self) -> Self {
        Self { subject: self.subject.next_round(), ..*self }
    }
}

impl<'a> Deref for SubjectContext<'_, 'a> {
    type Target = World<'a>;

    fn deref(&self) -> &World<'a> {
        &self.world
    }
}

impl<'v, 'a> Deref for RuleContext<'v, 'a> {
    type Target = SubjectContext<'v, 'a>;

    fn deref(&self) -> &SubjectContext<'v, 'a> {
        &self.subject
    }
}
