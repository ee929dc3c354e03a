//! Reads a DOCX that comes back from whoever edited it: its text with revisions and comments, and what else is in it that
//! a paper cannot hold.
//!
//! A revision is kept as it stands, so that the text can be had with all of them accepted or rejected. Nothing is left
//! out silently: each picture, text box and footnote that is not carried over is named with its place, and each way in which
//! the text looks otherwise with the first place.

mod comment;
mod element;
mod loss;
mod settled;
mod style;
mod walk;

pub use comment::Note;
pub use settled::{Line, Unit};

use super::super::package::Package;
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::text::Text;
use element::{Element, Refused};
use std::collections::{BTreeSet, HashMap};
use style::Styles;
use walk::Walk;

/// What was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Paragraphs and tables, in order.
    pub parts: Vec<Part>,
    /// The texts of the boxes that the program draws itself: the imprint.
    pub boxes: Vec<String>,
    /// The texts of headers and footers, without page numbers.
    pub edges: Vec<String>,
    /// The comments.
    pub comments: Vec<Note>,
    /// What cannot be carried over, each with its place.
    pub left: Vec<Lost>,
    /// The SHA-256 of the Markdown that the file was made from, if it says so.
    pub made_from: Option<String>,
}

/// What cannot be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is.
    pub what: Text,
    /// Where it is, or is first.
    pub place: Text,
}

impl Lost {
    /// 第3段“会议时间”：图片.
    #[must_use]
    pub fn text(&self) -> Text {
        let (Self { what, place }, colon) = (self, Text::new("：", ": "));
        place.clone().then(&colon).then(what)
    }
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Vec<Row>),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The id of its style among those of this program, or else the file's own.
    pub style: String,
    /// Its text in pieces.
    pub pieces: Vec<Piece>,
    /// Where comments begin and end, each before the piece of this number.
    pub anchors: Vec<(usize, Anchor)>,
    /// What became of its end: a paragraph whose end is deleted goes on in the next.
    pub end: Change,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What became of it.
    pub change: Change,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What became of it.
    pub change: Change,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; `\n` is a line end.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// In 楷体, where the style is not.
    pub emphasis: bool,
    /// What became of it.
    pub change: Change,
}

/// A revision. What one has inserted another may have deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// By whom it was inserted.
    pub inserted: Option<By>,
    /// By whom it was deleted.
    pub deleted: Option<By>,
}

/// Who did something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct By {
    /// The name, as the file has it.
    pub author: String,
    /// The day.
    pub day: Option<Date>,
}

/// Where a comment begins or ends, or the bookmark that was set on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id of the comment in the file; of a bookmark its name.
    pub note: String,
    /// Whether it begins there.
    pub begins: bool,
}

impl By {
    fn of(element: &Element) -> Self {
        let day = element.attribute("w:date").and_then(|date| date.get(..10)).and_then(|day| day.parse().ok());
        Self { author: element.attribute("w:author").unwrap_or_default().trim().to_owned(), day }
    }
}

impl Change {
    /// With what an element of a revision around it says.
    fn within(&self, element: &Element) -> Self {
        let mut change = self.clone();
        match element.name.as_str() {
            "w:ins" | "w:moveTo" | "w:cellIns" => change.inserted = Some(By::of(element)),
            "w:del" | "w:moveFrom" | "w:cellDel" => change.deleted = Some(By::of(element)),
            _ => {}
        }
        change
    }

    /// With the revisions that stand among properties.
    fn beside(&self, properties: Option<&Element>) -> Self {
        properties.into_iter().flat_map(Element::elements).fold(self.clone(), |change, element| change.within(element))
    }
}

/// Reads a file.
///
/// # Errors
/// If it is no sound DOCX, or more than is read.
pub fn read(path: &str, bytes: &[u8]) -> Result<Received, Diagnostic> {
    let package = Package { path, file: bytes, called: Text::new("来件", "the file") };
    let texts = package.texts(is_read)?;
    let part = |name: &str| {
        let found = texts.iter().find(|(known, _)| known == name).map(|(_, xml)| xml.as_str());
        found.map(|xml| tree(&package, name, xml)).transpose()
    };
    let document = part("word/document.xml")?.unwrap_or_default();
    let Some(body) = document.at(&["w:document", "w:body"]) else {
        return Err(package.broken("word/document.xml", "w:body"));
    };
    let (styles, numbering) = (part("word/styles.xml")?, part("word/numbering.xml")?);
    let styles = Styles::of(styles.as_ref(), numbering.as_ref());
    let mut footnotes = HashMap::new();
    for (name, kind) in [("word/footnotes.xml", "w:footnote"), ("word/endnotes.xml", "w:endnote")] {
        if let Some(notes) = part(name)? {
            footnotes.extend(walk::footnotes(&styles, &notes, kind));
        }
    }
    let mut walk = Walk::new(&styles);
    walk.footnotes = footnotes;
    let parts = walk.body(body);
    let mut edges = Vec::new();
    for (name, xml) in texts.iter().filter(|(name, _)| is_edge(name)) {
        edges.extend(walk::edge(&styles, &tree(&package, name, xml)?));
    }
    edges.sort();
    edges.dedup();
    let comments =
        comment::notes(&styles, part("word/comments.xml")?.as_ref(), part("word/commentsExtended.xml")?.as_ref());
    if comments.len() > walk::MOST_NOTES {
        return Err(package.too_large());
    }
    let made_from = part("docProps/custom.xml")?.and_then(|properties| made_from(&properties));
    let (boxes, left) = (std::mem::take(&mut walk.boxes), walk.left(&parts));
    Ok(Received { parts, boxes, edges, comments, left, made_from })
}

fn is_read(part: &str) -> bool {
    const READ: [&str; 8] = [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/comments.xml",
        "word/commentsExtended.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "docProps/custom.xml",
    ];
    READ.contains(&part) || is_edge(part)
}

fn is_edge(part: &str) -> bool {
    let name = part.strip_prefix("word/").filter(|name| name.ends_with(".xml"));
    name.is_some_and(|name| name.starts_with("header") || name.starts_with("footer"))
}

fn tree(package: &Package, name: &str, xml: &str) -> Result<Element, Diagnostic> {
    Element::read(xml.trim_start_matches('\u{feff}')).map_err(|refused| match refused {
        Refused::Broken(why) => package.broken(name, &why),
        Refused::TooLarge => package.too_large(),
    })
}

/// The property that names the text a file was made from.
const MADE_FROM: &str = "yijuan-sha256";

fn made_from(properties: &Element) -> Option<String> {
    let mut all = Vec::new();
    properties.all("property", &mut all);
    let own = all.into_iter().find(|property| property.attribute("name") == Some(MADE_FROM))?;
    let hash = own.elements().next()?.text().trim().to_ascii_lowercase();
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// The beginning of a text, to recognise it by.
pub(in crate::document) fn beginning(text: &str) -> String {
    const SHOWN: usize = 12;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    crate::text::printable(&shown)
}

impl Received {
    /// The text with every revision accepted.
    #[must_use]
    pub fn accepted(&self) -> Vec<Unit> {
        settled::settled(&self.parts, |change| change.deleted.is_none())
    }

    /// The text as it was before every revision.
    #[must_use]
    pub fn rejected(&self) -> Vec<Unit> {
        settled::settled(&self.parts, |change| change.inserted.is_none())
    }

    /// The text as it was before the revisions of some, by name, with those of all others accepted.
    #[must_use]
    pub fn before(&self, is_theirs: impl Fn(&str) -> bool) -> Vec<Unit> {
        settled::settled(&self.parts, |change| {
            let is_there = change.inserted.as_ref().is_none_or(|by| !is_theirs(&by.author));
            is_there && change.deleted.as_ref().is_none_or(|by| is_theirs(&by.author))
        })
    }

    /// Everybody who has revised it, by name; who has none has an empty one.
    #[must_use]
    pub fn revisers(&self) -> BTreeSet<String> {
        let mut changes: Vec<&Change> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Paragraph(paragraph) => paragraph.changes(&mut changes),
                Part::Table(rows) => {
                    changes.extend(rows.iter().map(|row| &row.change));
                    let cells = rows.iter().flat_map(|row| &row.cells);
                    for cell in cells {
                        changes.push(&cell.change);
                        cell.paragraphs.iter().for_each(|paragraph| paragraph.changes(&mut changes));
                    }
                }
            }
        }
        let by = changes.into_iter().flat_map(|change| [&change.inserted, &change.deleted]).flatten();
        by.map(|by| by.author.clone()).collect()
    }
}

impl Paragraph {
    fn changes<'p>(&'p self, to: &mut Vec<&'p Change>) {
        to.extend(self.pieces.iter().map(|piece| &piece.change).chain([&self.end]));
    }
}

#[cfg(test)]
mod tests;
