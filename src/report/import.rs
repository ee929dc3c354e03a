//! `import --dry-run`: how a list is read, and what its rows would become.

use super::table::table;
use crate::archive::Field;
use crate::changes::import::{Column, Import};
use crate::text::{Language, printable};
use crate::workspace::LoadedArchive;
use std::collections::HashSet;

impl Import {
    /// The notes on how the list was read, then its rows as a table.
    pub(crate) fn page(&self, language: Language) -> String {
        let mut shown = String::new();
        for note in self.taken.listing.summary.iter().chain(&self.taken.listing.warnings) {
            shown.push_str(&printable(note.in_(language)));
            shown.push('\n');
        }
        let used: HashSet<&str> =
            self.taken.rows.iter().flat_map(|(_, record, _)| record.iter().map(|(key, _)| *key)).collect();
        let columns: Vec<&Column> =
            self.taken.listing.columns.iter().filter(|column| used.contains(column.key)).collect();
        let heads = columns.iter().map(|column| language.choose(column.heads[0], column.key));
        let heading: Vec<&str> = std::iter::once(language.choose("行", "row")).chain(heads).chain([""]).collect();
        let rows = self.taken.rows.iter().map(|(number, record, there)| {
            let values = columns.iter().map(|column| {
                let field = record.iter().find(|(key, _)| *key == column.key);
                field.map(|(_, field)| self.written(column.key, field, language)).unwrap_or_default()
            });
            let there = if *there { language.choose("已有", "there already") } else { "" };
            std::iter::once(number.to_string()).chain(values).chain([there.to_owned()]).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            shown.push('\n');
            shown.push_str(&table(&heading, &rows));
            shown.push('\n');
        }
        shown
    }

    /// A field as a cell: in Chinese with names in place of ids.
    fn written(&self, key: &str, field: &Field, language: Language) -> String {
        match field {
            Field::Word(one) => self.word(key, one, language),
            Field::Bool(yes) => yes.to_string(),
            Field::Number(number) => number.to_string(),
            Field::List(words) => {
                let words = words.iter().map(|word| self.word(key, word, language));
                words.collect::<Vec<_>>().join(language.choose("、", ", "))
            }
            // No column has such a field.
            Field::Items(_) => String::new(),
        }
    }

    fn word(&self, key: &str, word: &str, language: Language) -> String {
        match language {
            Language::Chinese if key != "id" => self.called(word).unwrap_or_else(|| word.to_owned()),
            _ => word.to_owned(),
        }
    }

    /// The name of whatever has this id; of `POST:OFFICE`, both names.
    fn called(&self, id: &str) -> Option<String> {
        let LoadedArchive { archive, regulations, .. } = &self.loaded;
        if let Some((post, office)) = id.split_once(':') {
            return Some(format!("{}（{}）", self.called(post)?, archive.office_name(office)));
        }
        let under = regulations.used(archive).chain(regulations.iter());
        let known = archive.called(id).map(ToString::to_string);
        known.or_else(|| under.map(|one| one.name(id).zh).find(|name| name != id))
    }
}
