//! Lists of a rule to choose from, some of them open.

use super::{Resolver, into};
use crate::diagnostic::{Diagnostic, PathSegment};
use crate::model::Name;
use crate::text::Text;

/// What a rule leaves to choose from. An open list (等) gives examples: whatever else is written serves as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those named.
    pub of: Vec<Name>,
    /// There may be others.
    pub open: bool,
}

/// The last word of a list that is open.
const ETC: &str = "etc";

impl Choice {
    /// Whether the rule leaves anything to choose: without a list it asks for nothing.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !self.of.is_empty()
    }

    /// Whether a word is one of them.
    #[must_use]
    pub fn takes(&self, word: &Name) -> bool {
        self.open || self.of.contains(word)
    }
}

impl Resolver<'_> {
    /// A list as it is written: `etc` at its end leaves it open.
    pub(crate) fn choice(&mut self, at: &[PathSegment], written: Vec<Name>) -> Choice {
        let mut of = written;
        let open = of.pop_if(|last| last.as_str() == ETC).is_some();
        let amid = of.iter().any(|word| word.as_str() == ETC);
        if amid || (open && of.is_empty()) {
            let message = Text::new("`etc` 只放在列表末尾，前面至少一项", "`etc` ends a list that names something");
            let hint = Text::new("写作 `[proposal, etc]`", "write `[proposal, etc]`");
            self.wrong(&into(at, of.len()), Diagnostic::new(message).hint(hint));
            of.retain(|word| word.as_str() != ETC);
        }
        Choice { of, open }
    }
}
