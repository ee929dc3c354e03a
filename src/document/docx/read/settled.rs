//! `Unit`: a paragraph or a table with its revisions carried out.

use super::{Anchor, Cell, Change, Paragraph, Part, Row};
use crate::document::gongwen::{Run, Style, plain};

/// A paragraph or a table without revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A paragraph.
    Paragraph(Line),
    /// A table: the cells of each row.
    Table(Vec<Vec<Line>>),
}

/// A text without revisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its style, as [`Paragraph`] has it.
    pub style: String,
    /// The text.
    pub text: Vec<Run>,
    /// Where comments begin and end: characters before it.
    pub anchors: Vec<(usize, Anchor)>,
}

impl Line {
    /// The text without its styles.
    #[must_use]
    pub fn plain(&self) -> String {
        plain(&self.text)
    }

    /// Whether it is a heading of the text, at whatever level.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        self.style.starts_with('H') && self.style.len() == 2
    }

    fn length(&self) -> usize {
        self.text.iter().map(|run| run.text.chars().count()).sum()
    }

    fn push(&mut self, text: &str, style: Style) {
        match self.text.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.text.push(Run { text: text.to_owned(), style }),
        }
    }

    /// With another after it. Of two that are joined the first with any text has the style.
    fn append(&mut self, other: Self) {
        if self.text.iter().all(|run| run.text.trim().is_empty()) {
            self.style = other.style;
        }
        if !other.anchors.is_empty() {
            let before = self.length();
            self.anchors.extend(other.anchors.into_iter().map(|(at, anchor)| (before + at, anchor)));
        }
        for run in other.text {
            self.push(&run.text, run.style);
        }
    }
}

impl Unit {
    /// All of its text; between cells a tab, between rows a line end.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Paragraph(line) => line.plain(),
            Self::Table(rows) => {
                let rows = rows.iter().map(|row| row.iter().map(Line::plain).collect::<Vec<_>>().join("\t"));
                rows.collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Whether it is a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }

    /// Where comments begin and end: characters of [`Unit::plain`] before it.
    #[must_use]
    pub fn anchors(&self) -> Vec<(usize, &Anchor)> {
        let rows = match self {
            Self::Paragraph(line) => return line.anchors.iter().map(|(at, anchor)| (*at, anchor)).collect(),
            Self::Table(rows) => rows,
        };
        let (mut before, mut anchors) = (0, Vec::new());
        for line in rows.iter().flatten() {
            anchors.extend(line.anchors.iter().map(|(at, anchor)| (before + at, anchor)));
            // What is between cells and rows counts one.
            before += line.length() + 1;
        }
        anchors
    }
}

/// The parts with what is kept of them.
pub(super) fn settled(parts: &[Part], is_kept: impl Fn(&Change) -> bool) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut open: Option<Line> = None;
    for part in parts {
        match part {
            Part::Paragraph(paragraph) => {
                units.extend(next(&mut open, paragraph, &is_kept).map(Unit::Paragraph));
            }
            Part::Table(rows) => {
                units.extend(open.take().filter(is_said).map(Unit::Paragraph));
                let rows: Vec<Vec<Line>> =
                    rows.iter().filter(|row| is_kept(&row.change)).map(|row| cells(row, &is_kept)).collect();
                // Tables with nothing left between them are one, as in Word.
                match units.last_mut() {
                    Some(Unit::Table(before)) => before.extend(rows),
                    _ if rows.is_empty() => {}
                    _ => units.push(Unit::Table(rows)),
                }
            }
        }
    }
    units.extend(open.filter(is_said).map(Unit::Paragraph));
    units
}

/// The paragraph that ends with this one. If its end is not kept, it goes on in the next.
fn next(open: &mut Option<Line>, paragraph: &Paragraph, is_kept: &impl Fn(&Change) -> bool) -> Option<Line> {
    let line = line(paragraph, is_kept);
    match open {
        Some(before) => before.append(line),
        None => *open = Some(line),
    }
    if is_kept(&paragraph.end) { open.take() } else { None }
}

fn cells(row: &Row, is_kept: &impl Fn(&Change) -> bool) -> Vec<Line> {
    row.cells.iter().filter(|cell| is_kept(&cell.change)).map(|cell| in_cell(cell, is_kept)).collect()
}

/// The text of a cell; its paragraphs are lines.
fn in_cell(cell: &Cell, is_kept: &impl Fn(&Change) -> bool) -> Line {
    let mut open = None;
    let mut lines: Vec<Line> =
        cell.paragraphs.iter().filter_map(|paragraph| next(&mut open, paragraph, is_kept)).collect();
    lines.extend(open);
    let mut whole = Line::default();
    for (nth, line) in lines.into_iter().enumerate() {
        if nth > 0 {
            let style = whole.text.last().map(|run| run.style).unwrap_or_default();
            whole.push("\n", style);
        }
        whole.append(line);
    }
    whole
}

fn line(paragraph: &Paragraph, is_kept: &impl Fn(&Change) -> bool) -> Line {
    let mut line = Line { style: paragraph.style.clone(), ..Line::default() };
    let mut anchors = paragraph.anchors.iter().peekable();
    let mut length = 0;
    for (nth, piece) in paragraph.pieces.iter().enumerate() {
        while let Some((_, anchor)) = anchors.next_if(|(before, _)| *before <= nth) {
            line.anchors.push((length, anchor.clone()));
        }
        if is_kept(&piece.change) {
            length += piece.text.chars().count();
            line.push(&piece.text, Style { strong: piece.strong, emphasis: piece.emphasis, blank: false });
        }
    }
    line.anchors.extend(anchors.map(|(_, anchor)| (length, anchor.clone())));
    line
}

fn is_said(line: &Line) -> bool {
    !line.plain().trim().is_empty()
}
