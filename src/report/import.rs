//! A list that is to be taken over: how it is read, and what its rows give.

use super::table::table;
use crate::archive::Field;
use crate::changes::import::{Column, Import};
use crate::text::{Language, printable};
use crate::workspace::LoadedArchive;

impl Import {
    /// How the list is read, and what its rows give.
    pub(crate) fn page(&self, language: Language) -> String {
        let mut shown = String::new();
        for said in self.taken.listing.said.iter().chain(&self.taken.listing.minded) {
            shown.push_str(&printable(said.in_(language)));
            shown.push('\n');
        }
        let is_used = |column: &&Column| {
            self.taken.rows.iter().any(|(_, record, _)| record.iter().any(|(key, _)| *key == column.key))
        };
        let columns: Vec<&Column> = self.taken.listing.columns.iter().filter(is_used).collect();
        let heads = columns.iter().map(|column| language.choose(column.heads[0], column.key));
        let heading: Vec<&str> = std::iter::once(language.choose("行", "row")).chain(heads).chain([""]).collect();
        let rows = self.taken.rows.iter().map(|(number, record, there)| {
            let value = |column: &&Column| {
                let field = record.iter().find(|(key, _)| *key == column.key);
                field.map(|(_, field)| self.written(column.key, field, language)).unwrap_or_default()
            };
            let there = if *there { language.choose("已有", "there already") } else { "" };
            std::iter::once(number.to_string()).chain(columns.iter().map(value)).chain([there.to_owned()]).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            shown.push('\n');
            shown.push_str(&table(&heading, &rows));
            shown.push('\n');
        }
        shown
    }

    /// A field as a table shows it: in Chinese by the names of what it holds.
    fn written(&self, key: &str, field: &Field, language: Language) -> String {
        let word = |word: &String| match language {
            Language::Chinese if key != "id" => self.called(word).unwrap_or_else(|| word.clone()),
            _ => word.clone(),
        };
        match field {
            Field::Word(one) => word(one),
            Field::Bool(yes) => yes.to_string(),
            Field::Number(number) => number.to_string(),
            Field::List(words) => words.iter().map(word).collect::<Vec<_>>().join(language.choose("、", ", ")),
            // Only what is written into a file is spelt so.
            Field::Items(_) => String::new(),
        }
    }

    /// What somebody or something is called that has this id, or the post for an office.
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
