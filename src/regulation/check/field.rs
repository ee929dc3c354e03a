//! Parameters of kind `field`, and the facts it may name.

use super::Bounds;
use crate::model::Name;

/// Kind `field`: a fact is filled, with one of these, any of these, all of these, or within limits.
#[derive(Clone, Debug)]
pub struct FieldCheck {
    /// Which fact.
    pub field: Field,
    /// What it must be.
    pub test: FieldTest,
}

/// A fact that a rule may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day it was entered.
    Began,
    /// Form.
    Form,
    /// Responsible office.
    Office,
    /// Who leads it.
    Lead,
    /// Level of the matter.
    Level,
    /// What it is about.
    Matter,
    /// Why it falls under that.
    Basis,
    /// Topic tags.
    Tags,
    /// Ways of choosing people.
    Selection,
    /// How many people of which tag.
    Quota,
    /// Channel it came by.
    SourceChannel,
    /// Who raised it.
    SourceFrom,
    /// Tickets of the hotline.
    SourceHotline,
    /// All answers to grounds of exclusion.
    Scope,
    /// The answer to one.
    ScopeQuestion(Name),
    /// Kind of the responsible office.
    OfficeKind,
    /// Kind of the plan's item.
    PlanKind,
    /// First day the regulation is in force.
    InForce,
    /// Bodies that made the plan.
    MadeBy,
    /// Form of every item of the plan.
    ItemsForm,
    /// Level of the topic's room.
    RoomLevel,
    /// Body a suggestion is handed to.
    To,
    /// Person who presses a suggestion.
    Owner,
    /// Whether a suggestion was adopted.
    Adoption,
    /// What a suggestion was turned into.
    Conversion,
    /// What stands in a suggestion's way.
    Problems,
    /// How a suggestion is to be solved.
    Solution,
    /// Who convenes a room.
    Convener,
    /// A room's liaison officer.
    Liaison,
    /// Who is in charge of a room.
    Officer,
    /// Bodies that do a room's daily work.
    DailyWork,
    /// Office that guides a room.
    Guide,
    /// Bodies that run a room.
    RunBy,
    /// What a room is called.
    Name,
    /// Liaison body a person is assigned to.
    Unit,
}

/// What a field must be.
#[derive(Clone, Debug)]
pub enum FieldTest {
    /// Anything.
    Filled,
    /// One of these; another value is wrong at once.
    OneOf(Vec<Name>),
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
