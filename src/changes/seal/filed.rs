//! The references (档号) of files: those in the register, and the next ones of a class.

use crate::archive::{Field, entry, list};
use crate::changes::with_entries;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Date, FiledEntry, TopicKey};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Highest number of a class: four digits.
const HIGHEST: u32 = 9999;

/// The register, with what is entered now.
pub(super) struct Register<'w> {
    workspace: &'w Workspace,
    key: TopicKey,
    date: Date,
    years: BTreeMap<i32, Year>,
}

#[derive(Default)]
struct Year {
    entries: Vec<FiledEntry>,
    /// The lines that are new.
    new: Vec<String>,
}

impl<'w> Register<'w> {
    pub(super) fn new(workspace: &'w Workspace, key: TopicKey, date: Date) -> Self {
        Self { workspace, key, date, years: BTreeMap::new() }
    }

    /// The reference of a file: the one it has, or the next of the class.
    ///
    /// # Errors
    /// If the register cannot be read, or the class is full.
    pub(super) fn reference(&mut self, year: i32, class: &str, file: &str) -> Result<String, Diagnostic> {
        let path = FiledEntry::register(year);
        if !self.years.contains_key(&year) {
            let entries: Vec<FiledEntry> = list(&path, self.workspace.text(&path)?.as_bytes())?;
            self.years.insert(year, Year { entries, new: Vec::new() });
        }
        let (key, date) = (self.key.to_string(), self.date);
        let Some(of_year) = self.years.get_mut(&year) else { return Ok(String::new()) };
        if let Some(known) = of_year.entries.iter().find(|known| *known.topic == *key && *known.file == *file) {
            return Ok(known.reference.to_string());
        }
        let of_class =
            of_year.entries.iter().filter(|known| known.reference.rsplit_once('-').is_some_and(|(of, _)| of == class));
        let next = of_class.filter_map(FiledEntry::item).max().unwrap_or(0) + 1;
        if next > HIGHEST {
            return Err(Diagnostic::new(text!(zh: "{class} 的件号已满", en: "{class} has no number left"))
                .at(Location::file(path))
                .hint(Text::new(
                    "在 yijuan.yml 的 `filing` 换一个类别号",
                    "give `filing` in yijuan.yml another class",
                )));
        }
        let reference = format!("{class}-{next:04}");
        let fields =
            [("reference", &reference), ("topic", &key), ("file", &file.to_owned()), ("date", &date.to_string())];
        of_year.new.push(entry(&fields.map(|(field, word)| (field, Field::Word(word.clone())))));
        let [reference, topic, file] = [reference.as_str(), key.as_str(), file].map(Into::into);
        of_year.entries.push(FiledEntry { reference, topic, file, date });
        Ok(of_year.entries.last().map(|entry| entry.reference.to_string()).unwrap_or_default())
    }

    /// The registers that have new lines, whole.
    ///
    /// # Errors
    /// If a line does not read back.
    pub(super) fn files(&self) -> Result<Vec<(String, String)>, Diagnostic> {
        let years = self.years.iter().filter(|(_, of_year)| !of_year.new.is_empty());
        let files = years.map(|(year, of_year)| {
            let path = FiledEntry::register(*year);
            let text = with_entries::<FiledEntry>(self.workspace, &path, &of_year.new)?;
            Ok((path, text))
        });
        files.collect()
    }
}
