//! A paper with its changes tracked (修订), which Word and WPS accept or reject one by one, and with comments (批注).
//!
//! The text is that of the last edition, with what was deleted on the way where it stood. What stands at a fixed place of
//! the page, mark and imprint, is the last edition's alone.

#[cfg(test)]
mod tests;

use super::BOOKMARK;
use super::paragraph::{Mark, Noted, Paragraph, Span};
use super::table::{Grid, Row};
use super::text::{self, Part};
use super::xml::{filled, map};
use crate::diagnostic::Diagnostic;
use crate::document::gongwen::Gongwen;
use crate::model::Date;
use crate::redline::{Change, Piece, Place, Tracked, Unit, tracked};
use minijinja::Value;
use std::ops::Range;

/// A paper as somebody left it.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'p> {
    /// The paper.
    pub paper: &'p Gongwen,
    /// Who changed it.
    pub author: &'p str,
    /// When.
    pub day: Date,
}

/// A comment (批注) on some words of the last edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginComment {
    /// Its id in the archive, by which it is known again when the file comes back.
    pub id: String,
    /// Whose it is.
    pub author: String,
    /// Its day.
    pub day: Date,
    /// What it says.
    pub text: String,
    /// The unit it is on, by its place among those that [`units`] gives.
    pub unit: usize,
    /// The characters of that unit; none for all of it.
    pub range: Range<usize>,
}

/// The texts of a paper's paragraphs, headings with their numbers and rows of tables, as they are printed. Between the
/// cells of a row stand tabs.
///
/// # Errors
/// If it cannot be set.
pub fn units(paper: &Gongwen) -> Result<Vec<String>, Diagnostic> {
    Ok(Version::of(paper)?.units.iter().map(|unit| unit.cells.join("\t")).collect())
}

/// A paper as DOCX, with all changes since its first edition and with comments.
///
/// # Errors
/// If the file would be too large.
pub fn with_changes(first: &Gongwen, later: &[Edition], comments: &[MarginComment]) -> Result<Vec<u8>, Diagnostic> {
    let papers = std::iter::once(first).chain(later.iter().map(|edition| edition.paper));
    let mut versions = papers.map(Version::of).collect::<Result<Vec<Version>, Diagnostic>>()?;
    let fixed: Vec<Part> = versions.last_mut().map(|last| std::mem::take(&mut last.fixed)).unwrap_or_default();
    let units: Vec<Vec<Unit>> = versions.iter_mut().map(|version| std::mem::take(&mut version.units)).collect();
    let places = places(comments, units.last().map_or(&[], Vec::as_slice));
    // Comments and their bookmarks have the first numbers.
    let next = 2 * comments.len();
    let mut set = Set { versions: &versions, later, comments: places, next, done: Vec::new() };
    for unit in tracked(&units) {
        set.add(&unit);
    }
    let parts = set.finish(fixed);
    super::file(later.last().map_or(first, |last| last.paper), &parts, Some(comments))
}

/// The part of the file that has the comments.
pub(super) fn comments(comments: &[MarginComment]) -> Result<String, Diagnostic> {
    let comment = |(id, comment): (usize, &MarginComment)| {
        map([
            ("id", id.into()),
            ("author", comment.author.as_str().into()),
            ("initials", comment.author.chars().take(1).collect::<String>().into()),
            ("day", comment.day.to_string().into()),
            ("lines", comment.text.lines().map(Value::from).collect()),
        ])
    };
    filled("comments.xml", &map([("comments", comments.iter().enumerate().map(comment).collect())]))
}

/// An edition as it is set.
struct Version {
    /// Its paragraphs, alone or in the cells of a row, unit by unit.
    set: Vec<Source>,
    units: Vec<Unit>,
    fixed: Vec<Part>,
}

/// A unit as it is set.
enum Source {
    Paragraph(Paragraph),
    Row(Row, (super::Pt, Vec<super::Pt>)),
}

impl Version {
    fn of(paper: &Gongwen) -> Result<Self, Diagnostic> {
        let (mut set, mut fixed) = (Vec::new(), Vec::new());
        for part in text::parts(paper)? {
            match part {
                Part::Paragraph(paragraph) => set.push(Source::Paragraph(paragraph)),
                Part::Table(Grid { width, columns, rows }) => {
                    set.extend(rows.into_iter().map(|row| Source::Row(row, (width, columns.clone()))));
                }
                Part::Fixed(_) => fixed.push(part),
            }
        }
        let unit = |source: &Source| Unit {
            cells: source.paragraphs().iter().map(Paragraph::plain).collect(),
            is_row: matches!(source, Source::Row(..)),
        };
        Ok(Self { units: set.iter().map(unit).collect(), set, fixed })
    }
}

impl Source {
    fn paragraphs(&self) -> &[Paragraph] {
        match self {
            Self::Paragraph(paragraph) => std::slice::from_ref(paragraph),
            Self::Row(row, _) => &row.cells,
        }
    }
}

/// A place in a unit: the cell, and how many characters stand before it there.
type Spot = (usize, usize);

/// Where a comment begins and ends.
struct Commented {
    noted: Noted,
    unit: usize,
    words: Option<(Spot, Spot)>,
}

/// Where comments stand; one on a unit that is not there stands at the last.
fn places(comments: &[MarginComment], units: &[Unit]) -> Vec<Commented> {
    let place = |(id, comment): (usize, &MarginComment)| {
        let unit = comment.unit.min(units.len().saturating_sub(1));
        let cells = units.get(unit).map_or(&[][..], |unit| &unit.cells);
        let mut begins = 0;
        let cells: Vec<Range<usize>> = cells
            .iter()
            .map(|text| {
                let cell = begins..begins + text.chars().count();
                begins = cell.end + 1;
                cell
            })
            .collect();
        let whole = 0..cells.last().map_or(0, |last| last.end);
        let range = if comment.range.is_empty() { whole } else { comment.range.clone() };
        let first = cells.iter().position(|cell| range.start < cell.end);
        let last = cells.iter().rposition(|cell| !cell.is_empty() && cell.start < range.end);
        let words = first.zip(last).filter(|(first, last)| first <= last).map(|(first, last)| {
            let start = range.start.saturating_sub(cells[first].start);
            ((first, start), (last, range.end.min(cells[last].end) - cells[last].start))
        });
        let noted = Noted { id, bookmark: comments.len() + id, name: format!("{BOOKMARK}{}", comment.id) };
        Commented { noted, unit, words }
    };
    comments.iter().enumerate().map(place).collect()
}

/// What is set so far.
struct Set<'v> {
    versions: &'v [Version],
    later: &'v [Edition<'v>],
    comments: Vec<Commented>,
    /// The number of the next change.
    next: usize,
    done: Vec<Part>,
}

impl Set<'_> {
    fn add(&mut self, unit: &Tracked) {
        let versions = self.versions;
        let source = &versions[unit.at.version].set[unit.at.unit];
        let change = self.mark(unit.change);
        let mut cells: Vec<Paragraph> = Vec::new();
        for (nth, (paragraph, pieces)) in source.paragraphs().iter().zip(&unit.cells).enumerate() {
            let spans = pieces.iter().flat_map(|piece| self.spans(piece, nth)).collect();
            cells.push(Paragraph { spans, ..paragraph.clone() });
        }
        if unit.at.version + 1 == versions.len() {
            // Where there are no words, the comment is on the place.
            let unplaced = self.comments.iter().filter(|at| at.unit == unit.at.unit && at.words.is_none());
            let noted: Vec<Noted> = unplaced.map(|at| at.noted.clone()).collect();
            if let Some(last) = cells.last_mut().filter(|_| !noted.is_empty()) {
                last.spans.push(Span { opens: noted.clone(), closes: noted, ..Span::default() });
            }
        }
        match source {
            Source::Paragraph(_) => {
                self.done.extend(
                    cells.into_iter().map(|cell| Part::Paragraph(Paragraph { change: change.clone(), ..cell })),
                );
            }
            Source::Row(row, size) => {
                self.row(Row { cells, change, is_head: row.is_head }, size, unit.at.version + 1 == versions.len());
            }
        }
    }

    /// Adds a row to the table before it, if it has as many columns.
    fn row(&mut self, row: Row, (width, columns): &(super::Pt, Vec<super::Pt>), is_last: bool) {
        match self.done.last_mut() {
            Some(Part::Table(grid)) if grid.columns.len() == columns.len() => {
                if is_last {
                    grid.columns.clone_from(columns);
                }
                grid.rows.push(row);
                return;
            }
            // Two tables without anything between them would be one.
            Some(Part::Table(_)) => self.done.push(Part::Paragraph(Paragraph::tiny())),
            _ => {}
        }
        self.done.push(Part::Table(Grid { width: *width, columns: columns.clone(), rows: vec![row] }));
    }

    /// A piece as it is set in the unit that has it, apart where a comment begins or ends.
    fn spans(&mut self, piece: &Piece, cell: usize) -> Vec<Span> {
        let Place { version, unit } = piece.at;
        let whole = piece.start..piece.start + piece.text.chars().count();
        let is_there = version + 1 == self.versions.len() && !matches!(piece.change, Some(Change::Deleted(_)));
        let comments = self.comments.iter().filter(|at| is_there && at.unit == unit);
        let spots: Vec<(&Noted, (Spot, Spot))> = comments.filter_map(|at| Some((&at.noted, at.words?))).collect();
        let here = |spot: &Spot| (spot.0 == cell).then_some(spot.1);
        let mut cuts: Vec<usize> = spots.iter().flat_map(|(_, (from, to))| [here(from), here(to)]).flatten().collect();
        cuts.retain(|cut| whole.start < *cut && *cut < whole.end);
        cuts.extend([whole.start, whole.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let paragraph = &self.versions[version].set[unit].paragraphs()[cell];
        let mut spans = Vec::new();
        for ends in cuts.windows(2) {
            let mut cut = paragraph.cut(ends[0]..ends[1]);
            let noted = |at: usize, end: fn(&(Spot, Spot)) -> Spot| {
                let here = spots.iter().filter(|(_, words)| here(&end(words)) == Some(at));
                here.map(|(noted, _)| (*noted).clone()).collect::<Vec<_>>()
            };
            if let Some(first) = cut.first_mut() {
                first.opens = noted(ends[0], |words| words.0);
            }
            if let Some(last) = cut.last_mut() {
                last.closes = noted(ends[1], |words| words.1);
            }
            spans.extend(cut);
        }
        for span in &mut spans {
            span.change = self.mark(piece.change);
        }
        spans
    }

    fn mark(&mut self, change: Option<Change>) -> Option<Mark> {
        let (version, is_deletion) = match change? {
            Change::Inserted(version) => (version, false),
            Change::Deleted(version) => (version, true),
        };
        let edition = self.later.get(version.checked_sub(1)?)?;
        let id = self.next;
        self.next += 1;
        Some(Mark { id, is_deletion, author: edition.author.to_owned(), day: edition.day })
    }

    /// All of it, with what stands at a fixed place.
    fn finish(mut self, fixed: Vec<Part>) -> Vec<Part> {
        let needs_end = match self.done.last() {
            // Accepted or rejected, a paragraph goes into the next.
            Some(Part::Paragraph(last)) => last.change.is_some(),
            Some(Part::Table(_)) => true,
            Some(Part::Fixed(_)) | None => false,
        };
        if needs_end && fixed.is_empty() {
            self.done.push(Part::Paragraph(Paragraph::tiny()));
        }
        self.done.extend(fixed);
        self.done
    }
}
