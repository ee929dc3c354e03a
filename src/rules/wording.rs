//! Parameters of kind `wording`.

mod judged;
mod named;
mod surname;
mod written;

use crate::model::Name;
pub(crate) use judged::{asked, judge};
pub(crate) use written::WordingSpec;

/// Kind `wording`: what a text must not say, and how it must say something.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Papers looked at; all if empty.
    pub documents: Vec<Name>,
    /// Patterns that must not occur.
    pub never: Vec<regex::Regex>,
    /// Whether people must not be named: those of the roster and of the register, and whoever has a title beside the name.
    pub no_names: bool,
    /// Every match of the pattern must read exactly so.
    pub exactly: Option<(regex::Regex, String)>,
}
