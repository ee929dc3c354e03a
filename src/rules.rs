//! The rule language: one folder for each kind of check, and what the kinds have in common.
//!
//! A kind defines its syntax, its meaning, how it is judged and its messages. Its outcome says whether it holds, since
//! when, and what is missing or wrong. Pure: reads no files and no clock. Whole rules, which may have checks of any
//! kind, belong to `regulation`; which rules apply to which subjects, and what follows from an outcome, belongs to
//! `engine`.

pub(crate) mod actor;
pub(crate) mod attest;
pub(crate) mod bound;
mod capacity;
pub(crate) mod chain;
mod choice;
mod clause;
mod context;
pub(crate) mod count;
pub(crate) mod document;
pub(crate) mod due;
pub(crate) mod enrol;
pub(crate) mod event;
pub(crate) mod field;
pub(crate) mod outcome;
pub(crate) mod people;
pub(crate) mod period;
pub(crate) mod phrase;
pub(crate) mod post;
pub(crate) mod remedy;
mod resolver;
mod stage;
mod subject;
pub(crate) mod unregistered;
pub(crate) mod view;
pub(crate) mod when;
pub(crate) mod wording;
mod world;

pub use actor::Actor;
pub use bound::{Bound, Bounds};
pub(crate) use capacity::capacities;
pub use chain::{Chain, ChainStep};
pub use choice::Choice;
pub use clause::{Clause, Force};
pub(crate) use context::RuleContext;
pub use count::{Count, Counted, ItemCondition, ItemKey};
pub use document::{DocumentCheck, PaperField};
pub(crate) use due::DueSpec;
pub use due::{Anchor, DayOfYear, Due, Moment, Span, Until};
pub use event::{Attribute, EventCheck, EventSet, WhereInvited};
pub use field::{FieldCheck, FieldTest};
pub use people::{Basis, PeopleCheck, ShareOf};
pub use period::Per;
pub use post::{PostCheck, Role};
pub(crate) use resolver::{Resolver, into};
pub use stage::Stage;
pub(crate) use subject::SubjectContext;
pub(crate) use when::ConditionSpec;
pub use when::{Condition, Fact, Matches, Value, When};
pub use wording::Wording;
pub(crate) use world::World;
