//! Kind `field`: which field, and its allowed values.

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

/// Kind `field`: a field is filled in, with one of these values, any of them, all of them, or within limits.
#[derive(Clone, Debug)]
pub struct FieldCheck {
    /// The field.
    pub field: Field,
    /// Its allowed values.
    pub test: FieldTest,
    /// In which cases it is demanded.
    pub when: When,
}

/// The allowed values of a field.
#[derive(Clone, Debug)]
pub enum FieldTest {
    /// Anything.
    Filled,
    /// One of these. Another value is wrong at once.
    OneOf(Choice),
    /// None of these. Such a value is wrong at once; no value is no breach.
    NoneOf(Vec<Name>),
    /// At least one of these among its values.
    AnyOf(Vec<Name>),
    /// Each of these among its values.
    AllOf(Vec<Name>),
    /// The same as another field. Another value is wrong at once.
    SameAs(Field),
    /// A date not before that of another field.
    NotBefore(Field),
    /// A number of values, or a number, within these limits.
    Within(Bounds),
}
