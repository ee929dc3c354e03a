//! `Choice`: lists in rules, which may be open.

use super::{Resolver, into};
use crate::diagnostic::{Diagnostic, PathSegment};
use crate::model::Name;
use crate::text::Text;

/// The options a rule gives. If the list is open (等), the options are examples and others are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The options named.
    pub of: Vec<Name>,
    /// Whether others are allowed.
    pub open: bool,
}

/// The last word of a list that is open.
const ETC: &str = "etc";

impl Choice {
    /// Whether the rule gives options. Without any it demands nothing.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !self.of.is_empty()
    }

    /// Whether a word is allowed.
    #[must_use]
    pub fn accepts(&self, word: &Name) -> bool {
        self.open || self.of.contains(word)
    }
}

impl Resolver<'_> {
    /// A list as written. `etc` at its end leaves it open.
    pub(crate) fn choice(&mut self, at: &[PathSegment], written: Vec<Name>) -> Choice {
        let mut of = written;
        let open = of.pop_if(|last| last.as_str() == ETC).is_some();
        let is_elsewhere = of.iter().any(|word| word.as_str() == ETC);
        if is_elsewhere || (open && of.is_empty()) {
            let message = Text::new("`etc` 只放在列表末尾，前面至少一项", "`etc` ends a list that names something");
            let hint = Text::new("写作 `[proposal, etc]`", "write `[proposal, etc]`");
            self.wrong(&into(at, of.len()), Diagnostic::new(message).hint(hint));
            of.retain(|word| word.as_str() != ETC);
        }
        Choice { of, open }
    }
}
