//! Parses `FIELD=VALUE`, `FIELD+=VALUE` and `FIELD-=VALUE` on a command line, and applies them to a list.

use crate::changes::typed;
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use crate::vocabulary::field_argument;

/// The change of one field.
pub(crate) struct Assignment<'w> {
    pub field: &'w str,
    /// Empty: the field is removed.
    pub value: &'w str,
    change: ListChange,
}

/// How the value changes a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListChange {
    Replace,
    Add,
    Remove,
}

impl<'w> Assignment<'w> {
    /// # Errors
    /// If it has no `=`. The hint shows the example.
    pub(crate) fn read(written: &'w str, example: &str) -> Result<Self, Diagnostic> {
        let (field, value) = written.split_once('=').ok_or_else(|| {
            Diagnostic::new(text!(zh: "`{written}` 不是 字段=值", en: "`{written}` is not FIELD=VALUE"))
                .hint(text!(zh: "例如 {example}", en: "for example {example}"))
        })?;
        let (field, change) = match (field.strip_suffix('+'), field.strip_suffix('-')) {
            (Some(field), _) => (field, ListChange::Add),
            (_, Some(field)) => (field, ListChange::Remove),
            _ => (field, ListChange::Replace),
        };
        Ok(Self { field, value, change })
    }

    /// The same change, with the field's name replaced by its key.
    pub(crate) fn with_field(self, field: &'w str) -> Self {
        Self { field, ..self }
    }

    /// Refuses `+=` and `-=` for a field that is no list.
    pub(crate) fn ensure_single(&self) -> Result<(), Diagnostic> {
        let Text { zh, en } = field_argument(self.field);
        if self.change == ListChange::Replace {
            return Ok(());
        }
        Err(Diagnostic::new(text!(zh: "`{zh}` 不是列表", en: "`{en}` is no list"))
            .hint(text!(zh: "写 {zh}=…", en: "write {en}=…")))
    }

    /// The list of items after the change. A given item replaces the same one.
    pub(crate) fn items<T>(&self, own: Vec<T>, given: Vec<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
        match self.change {
            ListChange::Replace => given,
            ListChange::Remove => {
                own.into_iter().filter(|one| !given.iter().any(|other| is_same(one, other))).collect()
            }
            ListChange::Add => given.into_iter().fold(own, |mut items, item| {
                match items.iter().position(|one| is_same(one, &item)) {
                    Some(place) => items[place] = item,
                    None => items.push(item),
                }
                items
            }),
        }
    }

    /// The list after the change, without duplicates. `id` looks up each word.
    pub(crate) fn list(
        &self,
        own: Vec<String>,
        id: impl Fn(&str) -> Result<String, Diagnostic>,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut list: Vec<String> = match self.change {
            ListChange::Replace => Vec::new(),
            ListChange::Add | ListChange::Remove => own,
        };
        // A word of the list can be removed even if nothing knows it any more.
        let removable = if self.change == ListChange::Remove { list.clone() } else { Vec::new() };
        let value = [self.value];
        let words = typed::each(&value, |word| match id(word) {
            Err(_) if removable.iter().any(|known| known == word) => Ok(word.to_owned()),
            found => found,
        });
        for word in words {
            let word = word?;
            match (self.change, list.iter().position(|known| *known == word)) {
                (ListChange::Remove, Some(nth)) => drop(list.remove(nth)),
                (ListChange::Add | ListChange::Replace, None) => list.push(word),
                (ListChange::Remove, None) | (ListChange::Add | ListChange::Replace, Some(_)) => {}
            }
        }
        Ok(list)
    }
}
