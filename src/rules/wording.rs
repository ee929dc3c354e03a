//! Parameters of kind `wording`.

mod judged;
mod named;
mod surname;
mod written;

use crate::model::Name;
pub(crate) use judged::{asked, judge};
pub(crate) use written::WordingSpec;

/// Kind `wording`: what a text must not contain, and how it must word something.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The papers; all if empty.
    pub documents: Vec<Name>,
    /// Patterns that must not match.
    pub never: Vec<regex::Regex>,
    /// Whether people must not be named: those of the roster and the register, and names beside a title.
    pub no_names: bool,
    /// A pattern, each match of which must read exactly like the text.
    pub exactly: Option<(regex::Regex, String)>,
}
