//! Regulations as data: reads `regulation.yml` into typed rules and resolves every id in it.
//!
//! A regulation says what is to be done, by when and under which conditions; it never judges. Some are built into the
//! program. An archive may have its own under `templates/ID/`, which replace built-in ones of the same id. An unknown
//! event, post or condition is an error at its line.

mod check;
mod citation;
mod file;
mod lookup;
mod naming;
mod open;
mod read;
mod regulations;
mod resolve;
mod rule;
mod texts;
mod validate;

pub use check::Check;
#[cfg(test)]
pub(crate) use check::CheckSpec;
pub(crate) use check::ChecksSpec;
pub use citation::Citation;
#[cfg(test)]
pub(crate) use file::{DocumentSpec, EventSpec, RegulationFile, StageSpec};
pub(crate) use lookup::rules_meant;
pub use naming::{Names, Naming, Register};
pub use read::read;
pub use regulations::{Regulations, Validated};
pub use rule::Rule;
pub(crate) use rule::RuleSpec;

use crate::archive::Texts;
use crate::diagnostic::{Diagnostic, Known, unknown};
use crate::model::{Date, Name};
use crate::rules::Stage;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::ops::Deref;

/// A regulation (规程): the vocabulary it declares (also reached by `Deref`) and its rules.
#[derive(Clone, Debug)]
pub struct Regulation {
    /// Full title.
    pub title: Name,
    /// Other names people use for it, the usual one first.
    pub also: Vec<Name>,
    /// First day in force; `None` if its text does not say.
    pub in_force: Option<Date>,
    /// Whether it is built into the program.
    pub built_in: bool,
    /// Its id and the names it declares.
    pub vocabulary: Vocabulary,
    /// Stages, in order.
    pub stages: Vec<Stage>,
    /// Rules, in order.
    pub rules: Vec<Rule>,
    /// The papers of which its rules need more than the front matter.
    pub texts: Texts,
}

impl Deref for Regulation {
    type Target = Vocabulary;

    fn deref(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

impl Regulation {
    /// The rule with this id, in upper or lower case.
    ///
    /// # Errors
    /// If there is none, with the nearest one as a hint.
    pub fn rule_written(&self, written: &str) -> Result<&Rule, Diagnostic> {
        self.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(written)).ok_or_else(|| {
            let known = self.rules.iter().map(|rule| &*rule.id);
            unknown(&Text::new("规则", "rule"), written, known)
        })
    }

    /// Its name for messages: the usual name in Chinese, the id in English.
    #[must_use]
    pub fn called(&self) -> Text {
        Text::new(self.names().next().unwrap_or(&self.title).to_string(), self.id.to_string())
    }

    /// All its names, the usual one first.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.also.iter().chain([&self.title])
    }
}

impl<'r> From<&'r Regulation> for Known<'r> {
    fn from(regulation: &'r Regulation) -> Self {
        Self { id: &regulation.id, names: regulation.names().map(Name::as_str).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_posts_are_implied_step_by_step() {
        let regulations = Regulations::built_in();
        let mentougou = regulations.get("mentougou").unwrap();
        assert_eq!(
            mentougou.implied("proposal-committee-director"),
            ["proposal-committee-director", "committee-director", "office-director", "committee-head", "cppcc-side"]
        );
    }
}
