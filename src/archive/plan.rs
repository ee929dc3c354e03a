//! The items of a year's plan: those of `plan.yml`, then those of `items.yml`, a list file that merges by union.

use super::edit::{add_items, remove_entry, remove_item, set_entry_field, set_item_field};
use super::field::{Field, add_entry, entry};
use super::parse::{list, record};
use super::{Archive, PlanYear};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment};
use crate::model::{PlanFile, PlanItem};

/// The file of a year's folder with further items.
pub(super) const ITEMS: &str = "items.yml";

/// Where an item is written: its file, and its place (0-based) in that file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAt {
    /// Path of the file.
    pub path: String,
    nth: usize,
    in_plan: bool,
}

impl PlanYear {
    /// Where an item is written, by its place (0-based) among all items.
    #[must_use]
    pub fn item_at(&self, nth: usize) -> ItemAt {
        match nth.checked_sub(self.own_items) {
            None => ItemAt { path: self.path("plan.yml"), nth, in_plan: true },
            Some(nth) => ItemAt { path: self.path(ITEMS), nth, in_plan: false },
        }
    }

    /// The location of the list of items.
    #[must_use]
    pub fn items(&self) -> Location {
        if self.own_items == 0 && !self.file.items.is_empty() {
            return Location::file(self.path(ITEMS));
        }
        Location::field(self.path("plan.yml"), ["items".into()])
    }
}

impl ItemAt {
    /// The location of one of its fields.
    #[must_use]
    pub fn place(&self, key: &str) -> Location {
        let list = self.in_plan.then(|| PathSegment::from("items"));
        Location::field(self.path.as_str(), list.into_iter().chain([self.nth.into(), key.into()]))
    }

    /// The file's text without the item.
    ///
    /// # Errors
    /// If the edit would change anything else.
    pub fn removed(&self, text: &str) -> Result<String, Diagnostic> {
        if self.in_plan {
            return remove_item(&self.path, text, "items", self.nth);
        }
        remove_entry(&self.path, text, self.nth)
    }

    /// The file's text with one field of the item set, or removed if `field` is `None`.
    ///
    /// # Errors
    /// If the edit would change anything else.
    pub fn with(&self, text: &str, key: &str, field: Option<&Field>) -> Result<String, Diagnostic> {
        if self.in_plan {
            return set_item_field(&self.path, text, ("items", self.nth), key, field);
        }
        set_entry_field(&self.path, text, self.nth, key, field)
    }
}

impl Archive {
    /// The problems of the files with a year's items.
    #[must_use]
    pub fn problems_of_items(&self, year: i32) -> Diagnostics {
        let files = ["plan.yml", ITEMS].map(|file| format!("plans/{year}/{file}"));
        files.iter().flat_map(|path| self.problems_of(path)).collect()
    }

    /// The file to which further items of a year are added: `plan.yml` if it has items, where people will look for them.
    #[must_use]
    pub fn file_of_items(&self, year: i32) -> String {
        let in_plan = self.plan(year).is_some_and(|plan| plan.own_items > 0);
        format!("plans/{year}/{}", if in_plan { "plan.yml" } else { ITEMS })
    }
}

/// The text of a [file of items](Archive::file_of_items) with more items at the end.
///
/// # Errors
/// If the result cannot be read, or the edit would change anything else.
pub fn with_items(path: &str, text: &str, items: &[&[(&str, Field)]]) -> Result<String, Diagnostic> {
    if path.ends_with(ITEMS) {
        let text = items.iter().fold(text.to_owned(), |text, fields| add_entry(&text, &entry(fields)));
        return list::<PlanItem>(path, text.as_bytes()).map(|_| text);
    }
    let text = add_items(path, text, "items", items)?;
    record::<PlanFile>(path, text.as_bytes()).map(|_| text)
}
