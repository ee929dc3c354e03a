//! Lists that offices have, taken over whole or not at all.

mod attendance;
mod beside;
mod bodies;
mod cell;
mod column;
mod heading;
mod listing;
mod people;
mod plan;
mod progress;
mod rooms;
mod suggestions;

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
use listing::{Row, first_of};
use std::path::PathBuf;

/// A list, and how it is read.
#[derive(Debug)]
pub(crate) struct List {
    /// A .xlsx or CSV file.
    pub file: PathBuf,
    /// Sheet of the workbook, if more than one might be meant.
    pub sheet: Option<String>,
    /// Heads of columns and the fields they are taken for: `HEAD=FIELD`.
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

/// A list that was taken over, as far as it is not written yet.
pub(crate) struct Import {
    /// Whose names the ids have.
    pub loaded: LoadedArchive,
    pub taken: Taken,
}

/// What its rows give.
pub(crate) struct Taken {
    /// How it was read.
    pub listing: Listing,
    /// What each row gives, in their order, and whether the archive has it already.
    pub rows: Vec<(usize, Record, bool)>,
    /// How many are new, and how many there already.
    pub made: usize,
    pub there: usize,
    /// What is done with the records, in Chinese.
    pub verb: &'static str,
    pub proposal: Proposal,
}

impl Taken {
    fn of(self, loaded: LoadedArchive) -> Import {
        Import { loaded, taken: self }
    }
}

/// What becomes of the rows of a list.
struct Outcome<'c> {
    /// Whose names the ids have.
    loaded: &'c LoadedArchive,
    listing: Listing,
    /// What each row gives, in their order, and whether the archive has it already.
    taken: Vec<(usize, Record, bool)>,
    /// What is wrong, by row; 0 is no row.
    wrong: Vec<(usize, Diagnostic)>,
    /// What is known already in another form.
    alike: Vec<Text>,
    /// What is done with the records, in Chinese.
    verb: &'static str,
}

impl<'c> Outcome<'c> {
    /// Nothing yet, but for what is wrong with cells whatever they are taken for.
    fn of(loaded: &'c LoadedArchive, listing: Listing) -> Self {
        let wrong = listing.wrong.clone();
        Self { loaded, listing, taken: Vec::new(), wrong, alike: Vec::new(), verb: "新增" }
    }

    /// Notes what cannot be read of the archive.
    fn unreadable(&mut self, problems: Diagnostics) {
        self.wrong.extend(problems.into_iter().map(|problem| (0, problem)));
    }

    /// Notes what a row gives, or what is wrong with it.
    fn take(&mut self, row: &Row, found: Result<(Record, bool), Wrong>) {
        match found {
            Ok((record, there)) => self.taken.push((row.number, record, there)),
            Err(wrong) => {
                let wrong = wrong.into_iter().map(|(key, problem)| self.listing.wrong_in(row, key, problem));
                self.wrong.extend(wrong.map(|problem| (row.number, problem)));
            }
        }
    }

    /// Notes what a row gives, and whether that is what the archive has already of what is known under its name.
    fn enter<K>(
        &mut self,
        row: &Row,
        given: RecordBuilder,
        known: Option<&K>,
        there: impl FnOnce(&K, &Record) -> Result<bool, Wrong>,
    ) {
        let found = given.by_field().and_then(|record| {
            let there = known.map_or(Ok(false), |known| there(known, &record))?;
            Ok((record, there))
        });
        self.take(row, found);
    }

    /// The name by which something is known already. Where only its form differs from the one in the list, that is said.
    fn known_as(&mut self, written: Name, known: Option<&Name>) -> Name {
        let Some(known) = known.filter(|known| **known != written && written.looks_like(known)) else { return written };
        self.alike.push(Text::same(format!("{written} ~ {known}")));
        known.clone()
    }

    /// Says which offices the settings do not list: most likely they are listed under another name.
    fn mind_offices(&mut self) {
        let named = self.taken.iter().flat_map(|(_, record, _)| record).flat_map(|(key, field)| match (*key, field) {
            ("office" | "guide", Field::Word(office)) => vec![office.as_str()],
            ("posts", Field::List(posts)) => {
                posts.iter().filter_map(|post| Some(term::bare(post).split_once(':')?.1)).collect()
            }
            _ => Vec::new(),
        });
        let told = Words::under(&self.loaded.archive, Vec::new(), true).told_of_offices(named);
        self.listing.minded.extend(told);
    }

    /// The records that are new.
    fn made(&self) -> impl Iterator<Item = &Record> {
        self.taken.iter().filter(|(.., there)| !there).map(|(_, record, _)| record)
    }

    /// What it comes to: nothing, if any row is wrong.
    fn finish(
        mut self,
        propose: impl FnOnce(&[&Record]) -> Result<Proposal, Diagnostics>,
    ) -> Result<Taken, Diagnostics> {
        self.wrong.sort_by_key(|(row, _)| *row);
        let wrong = std::mem::take(&mut self.wrong);
        ensure_none(wrong.into_iter().map(|(_, problem)| problem).collect())?;
        if !self.alike.is_empty() {
            let Text { zh, en } = first_of(&self.alike);
            self.listing.minded.push(text!(
                zh: "只是写法与已有的不同，视为同一个：{zh}",
                en: "taken for what is there already, from which they differ in form alone: {en}"
            ));
        }
        let new: Vec<&Record> = self.made().collect();
        let (made, there, verb) = (new.len(), self.taken.len() - new.len(), self.verb);
        // Also a dry run finds what the files have no room for.
        let proposal = if new.is_empty() { Proposal::new(Change::new(), Text::same("")) } else { propose(&new)? };
        let total = text!(zh: "{verb} {made} 条，已有 {there} 条", en: "entered: {made}; there already: {there}");
        let notes = self.listing.minded.clone();
        let proposal = Proposal { notes, ..proposal }.answer(&total);
        let Self { listing, taken, .. } = self;
        Ok(Taken { listing, rows: taken, made, there, verb, proposal })
    }
}

/// What is known by a name, or else by one that looks like it.
fn named<'k, K>(known: &'k [K], name: &Name, of: impl Fn(&K) -> &Name) -> Option<&'k K> {
    let by_name = known.iter().find(|known| of(known) == name);
    by_name.or_else(|| known.iter().find(|known| name.looks_like(of(known))))
}

/// What to say of something that an earlier row of the list has, too.
fn twice(what: &str, row: usize) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{what}` 与第 {row} 行重复", en: "`{what}` stands in row {row} already"))
}

/// How an entry of a register is changed.
fn changed_by(command: &str, id: &str, name: &str) -> Text {
    text!(
        zh: "用 `yijuan {command} set {name} 字段=值` 修改，或从表中去掉这一行",
        en: "change it with `yijuan {command} set {id} FIELD=VALUE`, or take the row out of the list"
    )
}

/// Whether the archive has something just as a row says it, from the fields that differ; `hint` says how it is changed
/// where that needs no edit of the file.
///
/// # Errors
/// If any differs: an import changes nothing that is there.
fn same(what: &str, file: &str, differs: &[&'static str], hint: Option<Text>) -> Result<bool, Wrong> {
    let Some(first) = differs.first() else { return Ok(true) };
    let called: Vec<Text> = differs.iter().map(|field| field_label(field)).collect();
    let (Text { zh, .. }, en) = (Text::join(&called, "、", ", "), differs.join(", "));
    let problem = Diagnostic::new(text!(
        zh: "`{what}` 在 {file} 中已有，但{zh}不同",
        en: "`{what}` is in {file} already, and differs in: {en}"
    ));
    let by_hand = || text!(zh: "改 {file}，或从表中去掉这一行", en: "edit {file}, or take the row out of the list");
    Err(vec![(*first, problem.hint(hint.unwrap_or_else(by_hand)))])
}
