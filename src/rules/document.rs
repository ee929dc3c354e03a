//! Parameters of kind `document`.

mod judged;
mod message;
mod written;

use crate::model::Name;
use crate::rules::{Actor, EventSet};
pub(crate) use judged::judge;
pub(crate) use message::asked;
pub(crate) use written::DocumentCheckSpec;

use serde::Deserialize;

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
    /// Headings with text under them, any of each inner list, by their titles.
    pub sections: Vec<Vec<Name>>,
    /// Head of its table, exactly.
    pub columns: Vec<Name>,
    /// Its title, exactly.
    pub title: Option<Name>,
    /// Whether the sections stand in this order.
    pub in_order: bool,
}

/// A key of a paper's front matter that a rule may demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperField {
    /// Title.
    Title,
    /// Main recipients.
    To,
    /// Body in whose name it goes out.
    Issuer,
    /// Document number.
    Number,
    /// Who signs it for issue.
    Signer,
    /// Subject of the meeting.
    Subject,
    /// When it was held.
    Held,
    /// Where.
    Place,
    /// Who was in the chair.
    Host,
    /// Its agenda.
    Agenda,
    /// Papers taken up.
    Absorbs,
    /// Department that filled it in.
    FilledBy,
    /// When it was filled in.
    FilledOn,
}
