//! `FIELD=VALUE`, `FIELD+=VALUE` and `FIELD-=VALUE` on a command line.

use crate::changes::typed;
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use crate::vocabulary::field_argument;

/// What a command line says of a field.
pub(crate) struct Assignment<'w> {
    pub field: &'w str,
    /// Nothing takes the field out.
    pub value: &'w str,
    change: ListChange,
}

/// What is done to a list that is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListChange {
    Replace,
    Add,
    Remove,
}

impl<'w> Assignment<'w> {
    /// # Errors
    /// If it is none.
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

    /// The same of the field that its name means.
    pub(crate) fn of(self, field: &'w str) -> Self {
        Self { field, ..self }
    }

    /// Refuses to add to what is no list.
    pub(crate) fn of_one(&self) -> Result<(), Diagnostic> {
        let Text { zh, en } = field_argument(self.field);
        if self.change == ListChange::Replace {
            return Ok(());
        }
        Err(Diagnostic::new(text!(zh: "`{zh}` 不是列表", en: "`{en}` is no list"))
            .hint(text!(zh: "写 {zh}=…", en: "write {en}=…")))
    }

    /// The list once it is changed, of items of which one may stand for another.
    pub(crate) fn items<T>(&self, own: Vec<T>, said: Vec<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
        match self.change {
            ListChange::Replace => said,
            ListChange::Remove => own.into_iter().filter(|one| !said.iter().any(|other| is_same(one, other))).collect(),
            ListChange::Add => said.into_iter().fold(own, |mut items, item| {
                match items.iter().position(|one| is_same(one, &item)) {
                    Some(place) => items[place] = item,
                    None => items.push(item),
                }
                items
            }),
        }
    }

    /// The list once it is changed, each word once and looked up with `id`.
    pub(crate) fn list(
        &self,
        own: Vec<String>,
        id: impl Fn(&str) -> Result<String, Diagnostic>,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut list: Vec<String> = match self.change {
            ListChange::Replace => Vec::new(),
            ListChange::Add | ListChange::Remove => own,
        };
        // What is in the list can always be taken out of it.
        let own = list.clone();
        let is_own = |word: &str| self.change == ListChange::Remove && own.iter().any(|one| one == word);
        let id = |word: &str| id(word).or_else(|problem| if is_own(word) { Ok(word.to_owned()) } else { Err(problem) });
        for word in typed::each(&[self.value], id) {
            let word = word?;
            let there = list.iter().position(|one| *one == word);
            match (self.change, there) {
                (ListChange::Remove, Some(place)) => drop(list.remove(place)),
                (ListChange::Add | ListChange::Replace, None) => list.push(word),
                (ListChange::Remove, None) | (ListChange::Add | ListChange::Replace, Some(_)) => {}
            }
        }
        Ok(list)
    }
}
