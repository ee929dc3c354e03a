//! Changes followed from version to version: what is left of each, and whose it is.
//!
//! What one version inserted and a later one deleted is gone without a trace. What stays is its inserter's, and what was
//! deleted its deleter's. Accepted as a whole, the changes give the last version, and rejected the first.

#[cfg(test)]
mod tests;

use super::Run;
use super::pairs::{in_order, pairs};
use super::runs::{exact_runs, runs};

/// A part of a paper as it is printed: a paragraph, a heading with its number, or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its text; of a row, that of each cell.
    pub cells: Vec<String>,
    /// Whether it is a row.
    pub is_row: bool,
}

/// A change, and the version that made it, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Inserted.
    Inserted(usize),
    /// Deleted.
    Deleted(usize),
}

/// The last version that has a unit, and the unit's place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The version.
    pub version: usize,
    /// The unit.
    pub unit: usize,
}

/// A unit of any version, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// What happened to it as a whole.
    pub change: Option<Change>,
    /// Where it stands.
    pub at: Place,
    /// Its text in pieces; of a row, that of each cell.
    pub cells: Vec<Vec<Piece>>,
}

/// A piece of text with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// What happened to it.
    pub change: Option<Change>,
    /// The last unit that has it.
    pub at: Place,
    /// How many characters stand before it in the cell there.
    pub start: usize,
}

impl Piece {
    fn is_deleted(&self) -> bool {
        matches!(self.change, Some(Change::Deleted(_)))
    }

    fn is_inserted(&self) -> bool {
        matches!(self.change, Some(Change::Inserted(_)))
    }
}

/// Follows the changes from the first version to the last.
#[must_use]
pub fn tracked(versions: &[Vec<Unit>]) -> Vec<Tracked> {
    let first = versions.first().into_iter().flatten().enumerate();
    let mut all: Vec<Tracked> = first.map(|(unit, of)| Tracked::whole(of, None, Place { version: 0, unit })).collect();
    for (before, pair) in versions.windows(2).enumerate() {
        if let [old, new] = pair {
            all = step(all, (old, new), before + 1);
        }
    }
    all
}

/// The changes of one more version.
fn step(all: Vec<Tracked>, (old, new): (&[Unit], &[Unit]), version: usize) -> Vec<Tracked> {
    let mut anchors = in_order(&paired(old, new)).into_iter().peekable();
    let mut next = Vec::with_capacity(all.len().max(new.len()));
    let (mut unit, mut came) = (0, 0);
    for mut tracked in all {
        if matches!(tracked.change, Some(Change::Deleted(_))) {
            next.push(tracked);
            continue;
        }
        if let Some((_, to)) = anchors.next_if(|(from, _)| *from == unit) {
            insert(&mut next, new, came..to, version);
            came = to + 1;
            tracked.rewrite(&new[to], Place { version, unit: to });
            next.push(tracked);
        } else {
            next.extend(tracked.delete(Place { version: version - 1, unit }, version));
        }
        unit += 1;
    }
    insert(&mut next, new, came..new.len(), version);
    next
}

/// Adds new units. One that somebody had deleted in this place is back as it was.
fn insert(next: &mut Vec<Tracked>, new: &[Unit], some: std::ops::Range<usize>, version: usize) {
    for unit in some {
        let at = Place { version, unit };
        let change = if next.last().is_some_and(|last| last.is_deleted() && last.says(&new[unit])) {
            next.pop();
            None
        } else {
            Some(Change::Inserted(version))
        };
        next.push(Tracked::whole(&new[unit], change, at));
    }
}

/// Which unit became which. A row stays a row of as many cells.
fn paired(old: &[Unit], new: &[Unit]) -> Vec<(usize, usize)> {
    let (was, is) = (texts(old), texts(new));
    pairs(&of_kinds(old, &was), &of_kinds(new, &is))
}

fn texts(units: &[Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.cells.join("\t")).collect()
}

/// The texts of units, each beside whether it is that of a row, and of how many cells.
fn of_kinds<'t>(units: &[Unit], texts: &'t [String]) -> Vec<((bool, usize), &'t str)> {
    let kinds = units.iter().map(|unit| (unit.is_row, unit.cells.len()));
    kinds.zip(texts.iter().map(String::as_str)).collect()
}

impl Tracked {
    fn whole(unit: &Unit, change: Option<Change>, at: Place) -> Self {
        let cell = |text: &String| match text.as_str() {
            "" => Vec::new(),
            text => vec![Piece { text: text.to_owned(), change, at, start: 0 }],
        };
        Self { change, at, cells: unit.cells.iter().map(cell).collect() }
    }

    fn is_deleted(&self) -> bool {
        matches!(self.change, Some(Change::Deleted(_)))
    }

    /// Whether all its text, deleted or not, is that of a unit.
    fn says(&self, unit: &Unit) -> bool {
        let texts = self.cells.iter().map(|pieces| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>());
        self.cells.len() == unit.cells.len() && texts.eq(unit.cells.iter().cloned())
    }

    /// What is left of it once a version has it no more.
    fn delete(mut self, at: Place, version: usize) -> Option<Self> {
        if self.change.is_some() {
            return None;
        }
        for cell in &mut self.cells {
            let mut start = 0;
            cell.retain_mut(|piece| {
                if !piece.is_deleted() {
                    (piece.at, piece.start) = (at, start);
                    start += piece.text.chars().count();
                }
                let stays = !piece.is_inserted();
                if piece.change.is_none() {
                    piece.change = Some(Change::Deleted(version));
                }
                stays
            });
        }
        Some(Self { change: Some(Change::Deleted(version)), at, ..self })
    }

    fn rewrite(&mut self, unit: &Unit, at: Place) {
        let before = Place { version: at.version - 1, unit: self.at.unit };
        for (pieces, text) in self.cells.iter_mut().zip(&unit.cells) {
            *pieces = rewritten(std::mem::take(pieces), text, before, at);
        }
        self.at = at;
    }
}

/// A cell in a new version.
fn rewritten(pieces: Vec<Piece>, text: &str, before: Place, at: Place) -> Vec<Piece> {
    let was: String = pieces.iter().filter(|piece| !piece.is_deleted()).map(|piece| piece.text.as_str()).collect();
    // In a sentence that is told as a whole, what others inserted would seem this version's.
    let runs = if pieces.iter().any(Piece::is_inserted) { exact_runs(&was, text) } else { runs(&was, text) };
    let mut cell = Cell { left: pieces.into_iter().rev().collect(), done: Vec::new(), was: 0, is: 0, before, at };
    for run in runs {
        match run {
            Run::Kept(text) => cell.take(text.chars().count(), false),
            Run::Gone(text) => cell.take(text.chars().count(), true),
            Run::New(text) => {
                cell.pass_deleted();
                cell.add(text, Some(Change::Inserted(at.version)), at);
            }
        }
    }
    cell.pass_deleted();
    cell.done
}

/// A cell while it is rewritten.
struct Cell {
    /// The pieces still to come, the next one last.
    left: Vec<Piece>,
    done: Vec<Piece>,
    /// Characters of the version before that were taken, and of this one that are there.
    was: usize,
    is: usize,
    before: Place,
    at: Place,
}

impl Cell {
    /// What was deleted earlier stays where it was.
    fn pass_deleted(&mut self) {
        while let Some(piece) = self.left.pop_if(|piece| piece.is_deleted()) {
            self.done.push(piece);
        }
    }

    /// Takes characters of the version before, which this one has too or not.
    fn take(&mut self, mut count: usize, is_gone: bool) {
        while 0 < count {
            self.pass_deleted();
            let Some(mut piece) = self.left.pop() else { return };
            let end = piece.text.char_indices().nth(count).map_or(piece.text.len(), |(end, _)| end);
            let rest = piece.text.split_off(end);
            if !rest.is_empty() {
                self.left.push(Piece { text: rest, ..piece.clone() });
            }
            let length = piece.text.chars().count();
            count -= length;
            match (is_gone, piece.is_inserted()) {
                (false, _) => self.add(piece.text, piece.change, self.at),
                (true, false) => self.add(piece.text, Some(Change::Deleted(self.at.version)), self.before),
                (true, true) => {}
            }
            self.was += length;
        }
    }

    /// Adds text, to the last piece if that goes on.
    fn add(&mut self, text: String, change: Option<Change>, at: Place) {
        let start = if at == self.at { self.is } else { self.was };
        if at == self.at {
            self.is += text.chars().count();
        }
        if let Some(last) = self.done.last_mut() {
            let is_back = last.is_deleted() && change == Some(Change::Inserted(at.version)) && last.text == text;
            if is_back {
                *last = Piece { text, change: None, at, start };
                return;
            }
            if last.change == change && last.at == at && last.start + last.text.chars().count() == start {
                last.text += &text;
                return;
            }
        }
        self.done.push(Piece { text, change, at, start });
    }
}
