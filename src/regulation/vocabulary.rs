use super::When;
use crate::model::{Name, UniqueMap};
use crate::text::Text;
use serde::Deserialize;

/// Ids of one kind and what they are called.
pub type Terms = UniqueMap<Term>;

/// What an id is called, and what it includes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Chinese name.
    pub name: Name,
    /// English label; the id with spaces if absent.
    pub en: Option<Name>,
    /// Whoever has this has those too.
    #[serde(default)]
    pub implies: Vec<Name>,
}

impl Term {
    /// The name in both languages.
    #[must_use]
    pub fn text(&self, id: &str) -> Text {
        let en = self.en.as_ref().map_or_else(|| id.replace('-', " "), ToString::to_string);
        Text::new(self.name.to_string(), en)
    }
}

/// A kind of event.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// What it is called.
    pub term: Term,
    /// Whose event it is.
    pub of: super::SubjectKind,
    /// Papers whose date stands for the event where no entry does.
    pub document: Vec<Name>,
    /// Whether it announces the date of the meeting.
    pub announces_meeting: bool,
    /// Whether it happens by itself when the scheduled date is no longer the one announced.
    pub amends_meeting: bool,
}

/// A kind of document.
#[derive(Clone, Debug)]
pub struct DocumentKind {
    /// What it is called.
    pub term: Term,
    /// The kind it counts as.
    pub is: Option<Name>,
    /// Its layout: `document`, `letter`, `minutes` or `table`.
    pub layout: Option<Name>,
    /// Its sections: id → heading.
    pub sections: UniqueMap<Name>,
}

/// A stage of the work (环节).
#[derive(Clone, Debug)]
pub struct Stage {
    /// Id.
    pub id: Name,
    /// What it is called.
    pub name: Text,
    /// Event that ends it.
    pub done_when: Name,
    /// Topics that pass through it.
    pub when: When,
}
