//! `import`: takes over a list of an office, a spreadsheet or CSV file, as a whole or not at all.

mod attendance;
mod beside;
mod bodies;
mod cell;
mod column;
mod excerpt;
mod heading;
mod listing;
mod people;
mod plan;
mod progress;
mod rooms;
mod suggestions;
mod told;

pub(crate) use attendance::Attendance;
pub(crate) use bodies::Bodies;
pub(crate) use column::Column;
pub(crate) use listing::Listing;
pub(crate) use people::People;
pub(crate) use plan::Plan;
pub(crate) use rooms::Rooms;
pub(crate) use suggestions::Suggestions;

use super::person::term;
use super::{Proposal, Record, RecordBuilder, Words, Wrong};
use crate::archive::{Change, Field};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use crate::model::Name;
use crate::text;
use crate::text::{Text, printable};
use crate::vocabulary::field_label;
use crate::workspace::LoadedArchive;
use excerpt::first_of;
use listing::Row;
use std::path::PathBuf;

/// A list, and how it is read.
#[derive(Debug)]
pub(crate) struct List {
    /// A .xlsx or CSV file.
    pub file: PathBuf,
    /// Sheet of the workbook, if several have a heading.
    pub sheet: Option<String>,
    /// Which column is which field: `HEAD=FIELD`.
    pub map: Vec<String>,
}

impl List {
    fn read(&self, columns: &'static [Column]) -> Result<Listing, Diagnostics> {
        Listing::read(&self.file, self.sheet.as_deref(), &self.map, columns)
    }

    /// The file's own name, for a commit's message.
    fn name(&self) -> String {
        printable(&self.file.file_name().unwrap_or_default().to_string_lossy()).replace('\n', " ")
    }
}

/// A list that was read, before anything is written.
pub(crate) struct Import {
    /// The archive, for the names of ids.
    pub loaded: LoadedArchive,
    pub taken: Taken,
}

/// The records of a list.
pub(crate) struct Taken {
    /// How the list was read.
    pub listing: Listing,
    /// Row number, record, and whether the archive has it already.
    pub rows: Vec<(usize, Record, bool)>,
    /// Number of new records, and of those the archive has already.
    pub made: usize,
    pub there: usize,
    /// What happens to new records, in Chinese.
    pub verb: &'static str,
    pub proposal: Proposal,
}

impl Taken {
    fn with_archive(self, loaded: LoadedArchive) -> Import {
        Import { loaded, taken: self }
    }
}

/// Collects the records of a list and all problems of its rows.
struct Outcome<'c> {
    loaded: &'c LoadedArchive,
    listing: Listing,
    /// Row number, record, and whether the archive has it already.
    taken: Vec<(usize, Record, bool)>,
    /// Problems by row; 0 if it is about no row.
    wrong: Vec<(usize, Diagnostic)>,
    /// Names that differ only in form from those of the archive.
    alike: Vec<Text>,
    /// What happens to new records, in Chinese.
    verb: &'static str,
}

impl<'c> Outcome<'c> {
    /// No records yet, only the problems of cells that could not be read.
    fn of(loaded: &'c LoadedArchive, listing: Listing) -> Self {
        let wrong = listing.wrong.clone();
        Self { loaded, listing, taken: Vec::new(), wrong, alike: Vec::new(), verb: "新增" }
    }

    /// Adds problems of the archive's files.
    fn unreadable(&mut self, problems: Diagnostics) {
        self.wrong.extend(problems.into_iter().map(|problem| (0, problem)));
    }

    /// Adds the record of a row, or its problems.
    fn take(&mut self, row: &Row, found: Result<(Record, bool), Wrong>) {
        match found {
            Ok((record, there)) => self.taken.push((row.number, record, there)),
            Err(wrong) => {
                let wrong = wrong.into_iter().map(|(key, problem)| self.listing.wrong_in(row, key, problem));
                self.wrong.extend(wrong.map(|problem| (row.number, problem)));
            }
        }
    }

    /// Adds the record of a row. `agrees` compares it with the entry that the archive has already.
    fn enter<K>(
        &mut self,
        row: &Row,
        given: RecordBuilder,
        known: Option<&K>,
        agrees: impl FnOnce(&K, &Record) -> Result<bool, Wrong>,
    ) {
        let found = given.by_field().and_then(|record| {
            let there = known.map_or(Ok(false), |known| agrees(known, &record))?;
            Ok((record, there))
        });
        self.take(row, found);
    }

    /// The archive's form of a name. If the list writes it in another form, a warning says so.
    fn known_as(&mut self, written: Name, known: Option<&Name>) -> Name {
        let Some(known) = known.filter(|known| **known != written && written.looks_like(known)) else { return written };
        self.alike.push(Text::same(format!("{written} ~ {known}")));
        known.clone()
    }

    /// Warns of offices that the settings do not list: usually another name of a listed one.
    fn warn_of_offices(&mut self) {
        let named = self.taken.iter().flat_map(|(_, record, _)| record).flat_map(|(key, field)| match (*key, field) {
            ("office" | "guide", Field::Word(office)) => vec![office.as_str()],
            ("posts", Field::List(posts)) => {
                posts.iter().filter_map(|post| Some(term::bare(post).split_once(':')?.1)).collect()
            }
            _ => Vec::new(),
        });
        let warnings = Words::under(&self.loaded.archive, Vec::new(), true).notes_on_offices(named);
        self.listing.warnings.extend(warnings);
    }

    /// The records that are new.
    fn made(&self) -> impl Iterator<Item = &Record> {
        self.taken.iter().filter(|(.., there)| !there).map(|(_, record, _)| record)
    }

    /// The proposal for the new records.
    ///
    /// # Errors
    /// All problems of all rows.
    fn finish(
        mut self,
        propose: impl FnOnce(&[&Record]) -> Result<Proposal, Diagnostics>,
    ) -> Result<Taken, Diagnostics> {
        self.wrong.sort_by_key(|(row, _)| *row);
        let wrong = std::mem::take(&mut self.wrong);
        ensure_none(wrong.into_iter().map(|(_, problem)| problem).collect())?;
        if !self.alike.is_empty() {
            let Text { zh, en } = first_of(&self.alike);
            self.listing.warnings.push(text!(
                zh: "只是写法与已有的不同，视为同一个：{zh}",
                en: "taken for what is there already, from which they differ in form alone: {en}"
            ));
        }
        let new: Vec<&Record> = self.made().collect();
        let (made, there, verb) = (new.len(), self.taken.len() - new.len(), self.verb);
        // A dry run needs it too: the files may refuse the new entries.
        let proposal = if new.is_empty() { Proposal::new(Change::new(), Text::same("")) } else { propose(&new)? };
        let total = text!(zh: "{verb} {made} 条，已有 {there} 条", en: "entered: {made}; there already: {there}");
        let notes = self.listing.warnings.clone();
        let proposal = Proposal { notes, ..proposal }.answer(&total);
        let Self { listing, taken, .. } = self;
        Ok(Taken { listing, rows: taken, made, there, verb, proposal })
    }
}

/// The rows so far: the number of each, the id of what it is about, and the name in comparable form.
#[derive(Default)]
struct Listed(Vec<(usize, Name, String)>);

impl Listed {
    fn has(&self, id: &str) -> bool {
        self.0.iter().any(|(_, other, _)| **other == *id)
    }

    /// Lists a row.
    ///
    /// # Errors
    /// If its id or its name stands in an earlier row; `hint` says how to mend that.
    fn list(&mut self, row: &Row, id: &Name, name: &Name, hint: Text) -> Result<(), Wrong> {
        let form = name.comparable();
        if let Some((number, other, _)) = self.0.iter().find(|(_, other, same)| other == id || *same == form) {
            let (key, what) = if other == id { ("id", id) } else { ("name", name) };
            return Err(vec![(key, twice(what, *number).hint(hint))]);
        }
        self.0.push((row.number, id.clone(), form));
        Ok(())
    }
}

/// The entry with this name, else one with a name that looks like it.
fn named<'k, K>(known: &'k [K], name: &Name, of: impl Fn(&K) -> &Name) -> Option<&'k K> {
    let by_name = known.iter().find(|known| of(known) == name);
    by_name.or_else(|| known.iter().find(|known| name.looks_like(of(known))))
}

/// The problem of a row that repeats an earlier one.
fn twice(what: &str, row: usize) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{what}` 与第{row}行重复", en: "`{what}` stands in row {row} already"))
}

/// The hint for an entry that the register has with other values.
fn changed_by(command: &str, id: &str, name: &str) -> Text {
    text!(
        zh: "用 `yijuan {command} set {name} 字段=值` 修改，或从表中去掉这一行",
        en: "change it with `yijuan {command} set {id} FIELD=VALUE`, or take the row out of the list"
    )
}

/// `true` if no field differs. `hint` names the command that changes the entry, if there is one.
///
/// # Errors
/// If any differs: an import changes no entry of the archive.
fn none_differs(what: &str, file: &str, differs: &[&'static str], hint: Option<Text>) -> Result<bool, Wrong> {
    let Some(first) = differs.first() else { return Ok(true) };
    let called: Vec<Text> = differs.iter().map(|field| field_label(field)).collect();
    let (Text { zh, .. }, en) = (Text::join(&called, "、", ", "), differs.join(", "));
    let problem = Diagnostic::new(text!(
        zh: "`{what}` 在 {file} 中已有，但{zh}不同",
        en: "`{what}` is in {file} already, and differs in: {en}"
    ));
    let hint = hint.unwrap_or_else(
        || text!(zh: "改 {file}，或从表中去掉这一行", en: "edit {file}, or take the row out of the list"),
    );
    Err(vec![(*first, problem.hint(hint))])
}
