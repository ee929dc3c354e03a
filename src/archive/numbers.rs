//! `Numbers`: the register of document numbers, `numbers/YEAR.yml`, and which entry is about what.

use crate::diagnostic::Location;
use crate::model::{DocumentNumber, Name, NumberEntry, Subject};
use std::collections::{HashMap, HashSet};

/// The folder of the register.
pub(super) const FOLDER: &str = "numbers";

/// The register of document numbers.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    entries: Vec<(NumberEntry, NumberPlace)>,
    of_subject: HashMap<Subject, Vec<usize>>,
    by_number: HashMap<(i32, u32), Vec<usize>>,
    /// Entries with more than one number.
    ranges: Vec<usize>,
    replaced: HashSet<Paper>,
    counters: HashSet<(Name, i32)>,
}

/// Where an entry is.
#[derive(Clone, Copy, Debug)]
struct NumberPlace {
    /// The year of its file.
    year: i32,
    /// Its place in the file.
    nth: usize,
}

/// A paper and a number it had.
type Paper = (Subject, Option<Name>, Option<Name>, String);

/// An entry of the register.
#[derive(Clone, Copy, Debug)]
pub struct TakenNumber<'a> {
    /// The entry.
    pub entry: &'a NumberEntry,
    /// The year of its file.
    pub year: i32,
    /// Whether the paper has another number by now. The number stays used.
    pub is_replaced: bool,
    nth: usize,
}

impl TakenNumber<'_> {
    /// Where a field of it is.
    #[must_use]
    pub fn place(&self, field: &str) -> Location {
        Location::field(number_file(self.year), [self.nth.into(), field.into()])
    }
}

/// Path of the register of a year.
#[must_use]
pub fn number_file(year: i32) -> String {
    format!("{FOLDER}/{year:04}.yml")
}

impl Numbers {
    /// Adds the entries of a year's file.
    pub(super) fn add(&mut self, year: i32, entries: Vec<NumberEntry>) {
        for (nth, entry) in entries.into_iter().enumerate() {
            let index = self.entries.len();
            if let Some(subject) = entry.subject() {
                let replaced = entry
                    .instead_of
                    .iter()
                    .map(|number| (subject.clone(), entry.document.clone(), entry.paper.clone(), number.to_string()));
                self.replaced.extend(replaced);
                self.of_subject.entry(subject).or_default().push(index);
            }
            if entry.through.is_some() {
                self.ranges.push(index);
            } else {
                self.by_number.entry((entry.year, entry.number)).or_default().push(index);
            }
            self.counters.insert((entry.code.clone(), entry.year));
            self.entries.push((entry, NumberPlace { year, nth }));
        }
    }

    /// All entries, by the year of their file.
    pub fn iter(&self) -> impl Iterator<Item = TakenNumber<'_>> {
        (0..self.entries.len()).map(|index| self.taken(index))
    }

    /// The entries about the papers of a topic or a year.
    pub fn of(&self, subject: &Subject) -> impl Iterator<Item = TakenNumber<'_>> {
        self.of_subject.get(subject).into_iter().flatten().map(|index| self.taken(*index))
    }

    /// The entries that hold a number.
    pub fn holding(&self, number: &DocumentNumber) -> impl Iterator<Item = TakenNumber<'_>> {
        let single = self.by_number.get(&(number.year, number.number)).into_iter().flatten();
        let held = single.chain(&self.ranges).map(|index| self.taken(*index));
        held.filter(move |taken| taken.entry.holds(number))
    }

    /// Whether there is any entry of a code and year.
    #[must_use]
    pub fn counts(&self, code: &Name, year: i32) -> bool {
        self.counters.contains(&(code.clone(), year))
    }

    fn taken(&self, index: usize) -> TakenNumber<'_> {
        let (entry, NumberPlace { year, nth }) = &self.entries[index];
        let is_replaced = !self.replaced.is_empty()
            && entry.subject().is_some_and(|subject| {
                let paper = (subject, entry.document.clone(), entry.paper.clone(), entry.text().to_string());
                self.replaced.contains(&paper)
            });
        TakenNumber { entry, year: *year, nth: *nth, is_replaced }
    }
}
