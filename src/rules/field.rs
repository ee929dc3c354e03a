//! Kind `field`: which fact, and what it must be.

mod hint;
mod judged;
mod message;
mod stated;
mod written;

use crate::model::Name;
use crate::rules::{Bounds, Choice, When};
use crate::vocabulary::Field;
pub(crate) use judged::judge;
pub(crate) use message::asked;
pub(crate) use written::FieldCheckSpec;

/// Kind `field`: a fact is filled, with one of these, any of these, all of these, or within limits.
#[derive(Clone, Debug)]
pub struct FieldCheck {
    /// Which fact.
    pub field: Field,
    /// What it must be.
    pub test: FieldTest,
    /// In which cases it is asked for at all.
    pub when: When,
}

/// What a field must be.
#[derive(Clone, Debug)]
pub enum FieldTest {
    /// Anything.
    Filled,
    /// One of these; another value is wrong at once.
    OneOf(Choice),
    /// None of these: such a value is wrong at once, and no value is no breach.
    NoneOf(Vec<Name>),
    /// At least one of these among its values.
    AnyOf(Vec<Name>),
    /// Each of these among its values.
    AllOf(Vec<Name>),
    /// Equal to another field; another value is wrong at once.
    SameAs(Field),
    /// A date not before another.
    NotBefore(Field),
    /// So many values, or such a number.
    Within(Bounds),
}
