//! Which lists of a regulation are open, so that other words are allowed too.

use super::{Check, Regulation};
use crate::rules::{Choice, FieldCheck, FieldTest};
use crate::vocabulary::Field;

impl Regulation {
    /// Whether an event may be done in ways that are not listed: some rule has an open list, or no rule has a list.
    #[must_use]
    pub fn leaves_way_open(&self, event: &str) -> bool {
        let mut choices = self.checks().filter_map(|check| match check {
            Check::Event(check) if check.events.ids().iter().any(|id| id.as_str() == event) => Some(&check.via),
            _ => None,
        });
        let is_asked = choices.clone().any(Choice::is_asked);
        !is_asked || choices.any(|choice| choice.open)
    }

    /// Whether a field may have values that are not listed: some rule has an open list.
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
