//! Which lists the rules of a regulation leave open, so that whoever writes may use words of his own.

use super::{Check, Regulation};
use crate::rules::{Choice, FieldCheck, FieldTest};
use crate::vocabulary::Field;

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
