//! Parameters of kind `wording`.

use crate::model::Name;

/// Kind `wording`: what a text must not say, and how it must say something.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Papers looked at; all if empty.
    pub documents: Vec<Name>,
    /// Patterns that must not occur.
    pub never: Vec<regex::Regex>,
    /// Whether names of people must not occur.
    pub no_names: bool,
    /// Every match of the pattern must read exactly so.
    pub exactly: Option<(regex::Regex, String)>,
}
