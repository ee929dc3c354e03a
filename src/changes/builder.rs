//! `RecordBuilder`: collects the fields of a new record from a command line or an import row, and with each field what is
//! wrong with it, so that all problems are reported at once.

use super::typed;
use crate::archive::Field;
use crate::diagnostic::{Diagnostic, Diagnostics, keep};
use crate::model::Name;
use crate::text;
use crate::text::{Text, is_line};

/// The fields of a record, by key.
pub(crate) type Record = Vec<(&'static str, Field)>;

/// What is wrong with a record, by field.
pub(crate) type Wrong = Vec<(&'static str, Diagnostic)>;

/// The fields of a new record, and the problems of each.
#[derive(Debug, Default)]
pub(crate) struct RecordBuilder {
    fields: Record,
    wrong: Wrong,
}

impl RecordBuilder {
    /// Adds a problem of a field.
    pub(crate) fn wrong(&mut self, key: &'static str, problem: Diagnostic) {
        self.wrong.push((key, problem));
    }

    /// The value of a field; a problem is kept for the end.
    pub(crate) fn keep<T>(&mut self, key: &'static str, found: Result<T, Diagnostic>) -> Option<T> {
        found.map_err(|problem| self.wrong(key, problem)).ok()
    }

    /// Runs a check that may find several problems of a field.
    pub(crate) fn checked<T>(&mut self, key: &'static str, check: impl FnOnce(&mut Diagnostics) -> T) -> T {
        let mut problems = Diagnostics::new();
        let checked = check(&mut problems);
        self.wrong.extend(problems.into_iter().map(|problem| (key, problem)));
        checked
    }

    /// Writes the id into the record: the one given, else one made from the name.
    pub(crate) fn id(
        &mut self,
        (written, example): (Option<&str>, &str),
        name: &str,
        made: impl FnOnce(&str) -> Option<String>,
    ) -> Name {
        let id = match written {
            Some(written) => self.checked("id", |problems| id(problems, written, example)),
            None => made(name.trim()).map_or_else(Name::default, Name::from),
        };
        if written.is_none() && id.is_empty() && is_line(name) {
            let none = text!(zh: "`{name}` 拟不出标识", en: "no id can be made of `{name}`");
            self.wrong("id", Diagnostic::new(none).hint(Text::new("用 `--id` 给出标识", "give one with `--id`")));
        }
        self.word("id", Some(id.as_str()));
        id
    }

    /// Writes a field into the record, unless it is `None`.
    pub(crate) fn field(&mut self, key: &'static str, field: Option<Field>) {
        self.fields.extend(field.map(|field| (key, field)));
    }

    /// Writes a word into the record, unless it is `None`.
    pub(crate) fn word(&mut self, key: &'static str, word: Option<impl Into<String>>) {
        self.field(key, word.map(|word| Field::Word(word.into())));
    }

    /// Writes a list of words into the record, without duplicates, unless it is empty.
    pub(crate) fn list(&mut self, key: &'static str, found: impl Iterator<Item = Result<String, Diagnostic>>) {
        let mut words: Vec<String> = Vec::new();
        for word in found.filter_map(|word| self.keep(key, word)).collect::<Vec<_>>() {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        self.fields.extend((!words.is_empty()).then_some((key, Field::List(words))));
    }

    /// The finished record.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub(crate) fn by_field(self) -> Result<Record, Wrong> {
        if self.wrong.is_empty() { Ok(self.fields) } else { Err(self.wrong) }
    }

    /// The finished record.
    ///
    /// # Errors
    /// All problems.
    pub(crate) fn whole(self) -> Result<Record, Diagnostics> {
        self.by_field().map_err(|wrong| wrong.into_iter().map(|(_, problem)| problem).collect())
    }
}

/// The value of a field, if it is a word.
pub(crate) fn word<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    record.iter().find(|(other, _)| *other == key).and_then(|(_, field)| match field {
        Field::Word(word) => Some(word.as_str()),
        _ => None,
    })
}

/// The id that was made for a record, to be printed; empty if the user gave one.
pub(crate) fn made_id(record: &Record, written: Option<&str>) -> Text {
    let made = word(record, "id").filter(|_| written.is_none());
    made.map_or_else(|| Text::same(""), |id| Text::same(format!("{id}\n")))
}

/// Checks an id: lower-case letters, digits and hyphens.
pub(crate) fn id(problems: &mut Diagnostics, written: &str, example: &str) -> Name {
    keep(problems, typed::line("--id", written));
    let id = Name::from(written.trim());
    if id.starts_with('-') {
        // On a command line it would be taken for an option.
        problems.push(
            Diagnostic::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id"))
                .hint(Text::new("标识以字母或数字开头", "an id begins with a letter or a digit")),
        );
    } else if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        problems.push(Diagnostic::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id")).hint(text!(
            zh: "标识用小写字母、数字和 `-`，例如 {example}",
            en: "ids are lower-case letters, digits and `-`, for example {example}"
        )));
    }
    id
}
