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

/// Kind `document`: the paper exists and has the required content.
#[derive(Clone, Debug)]
pub struct DocumentCheck {
    /// Which papers, and how many of them.
    pub documents: EventSet,
    /// Who must have drafted it.
    pub by: Vec<Actor>,
    /// Who must issue it.
    pub issuer: Vec<Actor>,
    /// Its main recipients.
    pub to: Vec<Actor>,
    /// The recipients of copies.
    pub cc: Vec<Actor>,
    /// Front matter that must be filled in.
    pub fields: Vec<PaperField>,
    /// Papers that it must name as included.
    pub absorbs: Vec<Name>,
    /// Sections it must have; of each inner list, any.
    pub sections: Vec<Vec<Section>>,
    /// Head of its table, exactly.
    pub columns: Vec<Name>,
    /// Its title, exactly.
    pub title: Option<Name>,
    /// Whether the sections must be in this order.
    pub in_order: bool,
}
