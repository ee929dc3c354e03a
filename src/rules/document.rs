//! Parameters of kind `document`.

mod field;
mod found;
mod judged;
mod lacking;
mod message;
mod objection;
mod stated;
mod written;

use crate::model::Name;
use crate::rules::{Actor, EventSet};
use crate::vocabulary::Section;
pub use field::PaperField;
pub(crate) use judged::judge;
pub(crate) use message::{asked, papers};
pub(crate) use written::DocumentCheckSpec;

/// Kind `document`: the paper exists.
#[derive(Clone, Debug)]
pub struct DocumentCheck {
    /// Which papers, and how many of them.
    pub documents: EventSet,
    /// Who must have drafted it.
    pub by: Vec<Actor>,
    /// In whose name it goes out.
    pub issuer: Vec<Actor>,
    /// To whom it must be addressed.
    pub to: Vec<Actor>,
    /// To whom it must be copied.
    pub cc: Vec<Actor>,
    /// Front matter that must be filled.
    pub fields: Vec<PaperField>,
    /// Papers that it must say it takes up.
    pub absorbs: Vec<Name>,
    /// What it must say, any of each inner list.
    pub sections: Vec<Vec<Section>>,
    /// Head of its table, exactly.
    pub columns: Vec<Name>,
    /// Its title, exactly.
    pub title: Option<Name>,
    /// Whether the sections stand in this order.
    pub in_order: bool,
}
