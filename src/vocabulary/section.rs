//! The sections of a kind of document, and other words that show a paper has one.

use crate::diagnostic::Diagnostic;
use crate::model::{Name, OneOrMany};
use crate::text::Text;
use serde::{Deserialize, Deserializer};

/// A section of a kind of document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: Name,
    /// Other words that show the section is there.
    pub also: Vec<Name>,
}

impl Section {
    /// All words that show the section is there, its heading first.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.title).chain(&self.also)
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut words = OneOrMany::<Name>::deserialize(deserializer)?.0.into_iter();
        let title = words.next().ok_or_else(|| {
            Diagnostic::new(Text::new("章节没有标题", "a section without a heading"))
                .hint(Text::new("写上标题，例如 `views: 各方意见`", "write it, for example `views: 各方意见`"))
                .into_serde()
        })?;
        Ok(Self { title, also: words.collect() })
    }
}
