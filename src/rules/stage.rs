//! `Stage`: a stage of the work.

use super::When;
use crate::model::Name;
use crate::text::Text;

/// A stage of the work (环节).
#[derive(Clone, Debug)]
pub struct Stage {
    /// Id.
    pub id: Name,
    /// What it is called.
    pub name: Text,
    /// Events, any of which ends it.
    pub done_when: Vec<Name>,
    /// The topics that have this stage.
    pub when: When,
}
