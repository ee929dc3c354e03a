//! `Walk`: goes through the body of a document and takes down what it says.

mod losses;
mod run;

use super::super::BOOKMARK;
use super::element::{Element, Node};
use super::loss::{self, Loss};
use super::style::Styles;
use super::{Anchor, Cell, Change, Lost, Paragraph, Part, Row, beginning};
use crate::text;
use crate::text::Text;
use losses::Losses;
use std::collections::HashMap;

/// Most comments whose words are looked for.
pub(super) const MOST_NOTES: usize = 2000;

/// What has been read so far.
pub(super) struct Walk<'s> {
    styles: &'s Styles<'s>,
    /// The texts of boxes that the program draws itself.
    pub boxes: Vec<String>,
    /// The texts of footnotes and endnotes, by what refers to them and its number.
    pub footnotes: HashMap<(&'static str, String), String>,
    losses: Losses,
    /// The fields that are open, and whether their result has begun.
    fields: Vec<bool>,
    /// Whether what fields result in is left out.
    without_results: bool,
    /// The part of the body that is read.
    at: usize,
    /// Anchors that stand between paragraphs.
    waiting: Vec<Anchor>,
    /// Comments whose beginning was seen.
    begun: Vec<String>,
    /// The bookmarks on comments that were seen, each with its number in the file.
    bookmarks: Vec<(String, String)>,
}

impl<'s> Walk<'s> {
    pub(super) fn new(styles: &'s Styles<'s>) -> Self {
        Self {
            styles,
            boxes: Vec::new(),
            footnotes: HashMap::new(),
            losses: Losses::default(),
            fields: Vec::new(),
            without_results: false,
            at: 0,
            waiting: Vec::new(),
            begun: Vec::new(),
            bookmarks: Vec::new(),
        }
    }

    /// The parts of a body, in order.
    pub(super) fn body(&mut self, body: &Element) -> Vec<Part> {
        let mut parts = Vec::new();
        self.blocks(body, &Change::default(), &mut parts, true);
        let last = parts.iter_mut().rev().find_map(|part| match part {
            Part::Paragraph(paragraph) => Some(paragraph),
            Part::Table(_) => None,
        });
        if let Some(last) = last {
            let end = last.pieces.len();
            last.anchors.extend(self.waiting.drain(..).map(|anchor| (end, anchor)));
        }
        parts
    }

    /// What is not carried over, each with its place.
    pub(super) fn left(&self, parts: &[Part]) -> Vec<Lost> {
        self.losses.told(parts)
    }

    /// What stands where nothing can be carried over to: the texts of boxes, and what pictures and the like are called.
    pub(super) fn drawn(&self) -> Vec<String> {
        self.losses.drawn()
    }

    fn lose(&mut self, loss: Loss, change: &Change) {
        self.lose_text(loss, "", change);
    }

    fn lose_text(&mut self, loss: Loss, said: &str, change: &Change) {
        if change.deleted.is_none() {
            self.losses.add(loss, self.at, said);
        }
    }

    fn blocks(&mut self, element: &Element, change: &Change, parts: &mut Vec<Part>, is_outermost: bool) {
        for child in element.elements() {
            if is_outermost {
                self.at = parts.len();
            }
            match child.name.as_str() {
                "w:p" => {
                    let paragraph = self.paragraph(child, change);
                    parts.push(Part::Paragraph(paragraph));
                }
                "w:tbl" => {
                    let mut rows = Vec::new();
                    self.rows(child, change, &mut rows);
                    parts.push(Part::Table(rows));
                }
                "w:altChunk" => self.lose(Loss::Object, change),
                "m:oMath" | "m:oMathPara" => self.lose(Loss::Equation, change),
                name if is_anchor(name) => {
                    let anchor = self.anchor(child);
                    self.waiting.extend(anchor);
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice, change, parts, is_outermost);
                    }
                }
                name if is_around(name) => self.blocks(child, &change.within(child), parts, is_outermost),
                _ => {}
            }
        }
    }

    fn rows(&mut self, table: &Element, change: &Change, rows: &mut Vec<Row>) {
        for child in table.elements() {
            match child.name.as_str() {
                "w:tr" => {
                    let change = change.beside(child.find("w:trPr"));
                    let mut cells = Vec::new();
                    self.cells(child, &change, &mut cells);
                    rows.push(Row { cells, change });
                }
                name if is_around(name) => self.rows(child, &change.within(child), rows),
                _ => {}
            }
        }
    }

    fn cells(&mut self, row: &Element, change: &Change, cells: &mut Vec<Cell>) {
        for child in row.elements() {
            match child.name.as_str() {
                "w:tc" => {
                    let properties = child.find("w:tcPr");
                    let change = change.beside(properties);
                    let spans = |cell: &Element| {
                        cell.value("w:gridSpan").is_some_and(|span| span != "1") || cell.find("w:vMerge").is_some()
                    };
                    if properties.is_some_and(spans) {
                        self.lose(Loss::MergedCells, &change);
                    }
                    let mut parts = Vec::new();
                    self.blocks(child, &change, &mut parts, false);
                    let mut paragraphs = Vec::new();
                    for part in parts {
                        match part {
                            Part::Paragraph(paragraph) => paragraphs.push(paragraph),
                            Part::Table(rows) => {
                                self.lose(Loss::NestedTable, &change);
                                let cells = rows.into_iter().flat_map(|row| row.cells);
                                paragraphs.extend(cells.flat_map(|cell| cell.paragraphs));
                            }
                        }
                    }
                    cells.push(Cell { paragraphs, change });
                }
                name if is_around(name) => self.cells(child, &change.within(child), cells),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element, change: &Change) -> Paragraph {
        let properties = element.find("w:pPr");
        let style = self.styles.called(properties);
        let end = change.beside(properties.and_then(|properties| properties.find("w:rPr")));
        let anchors = self.waiting.drain(..).map(|anchor| (0, anchor)).collect();
        let mut paragraph = Paragraph { style, anchors, end, ..Paragraph::default() };
        self.inlines(element, change, &mut paragraph);
        let is_said = paragraph.pieces.iter().any(|piece| !piece.text.trim().is_empty());
        if let Some(properties) = properties.filter(|_| is_said) {
            if properties.find("w:sectPr").is_some() {
                self.lose(Loss::PageBreak, &paragraph.end);
            }
            if self.styles.numbers(properties) {
                self.lose(Loss::Numbering, &paragraph.end);
            }
            if loss::is_aligned_otherwise(properties, &paragraph.style) {
                self.lose(Loss::Alignment, &paragraph.end);
            }
        }
        paragraph
    }

    fn inlines(&mut self, element: &Element, change: &Change, to: &mut Paragraph) {
        for child in element.elements() {
            match child.name.as_str() {
                "w:r" => self.run(child, change, to),
                "m:oMath" | "m:oMathPara" => self.lose(Loss::Equation, change),
                name if is_anchor(name) => {
                    let anchor = self.anchor(child);
                    to.anchors.extend(anchor.map(|anchor| (to.pieces.len(), anchor)));
                }
                "w:fldSimple" if self.without_results => {}
                "mc:AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.inlines(choice, change, to);
                    }
                }
                name if is_around(name) => self.inlines(child, &change.within(child), to),
                _ => {}
            }
        }
    }

    fn anchor(&mut self, element: &Element) -> Option<Anchor> {
        let note = element.attribute("w:id").unwrap_or_default().to_owned();
        match element.name.as_str() {
            "w:bookmarkStart" => {
                let name = element.attribute("w:name").filter(|name| name.starts_with(BOOKMARK))?;
                if MOST_NOTES <= self.bookmarks.len() {
                    return None;
                }
                self.bookmarks.push((note, name.to_owned()));
                return Some(Anchor { note: name.to_owned(), begins: true });
            }
            "w:bookmarkEnd" => {
                let (_, name) = self.bookmarks.iter().find(|(number, _)| *number == note)?;
                return Some(Anchor { note: name.clone(), begins: false });
            }
            _ => {}
        }
        let begins = element.name == "w:commentRangeStart";
        if begins && self.begun.len() < MOST_NOTES {
            self.begun.push(note.clone());
        }
        self.begun.contains(&note).then_some(Anchor { note, begins })
    }

    /// A picture, or a box with text in it.
    fn shape(&mut self, element: &Element, change: &Change) {
        let mut boxes = Vec::new();
        outermost(element, "w:txbxContent", &mut boxes);
        if boxes.is_empty() {
            self.lose(if element.name == "w:object" { Loss::Object } else { Loss::Picture }, change);
        }
        for text_box in boxes.into_iter().filter(|_| change.deleted.is_none()) {
            let mut within = Walk::new(self.styles);
            let parts = within.body(text_box);
            let paragraphs: Vec<&Paragraph> = parts.iter().flat_map(paragraphs).filter(|one| is_said(one)).collect();
            let said: Vec<String> = paragraphs.iter().map(|paragraph| accepted(paragraph)).collect();
            if paragraphs.iter().all(|paragraph| paragraph.style == "Imprint") {
                self.boxes.extend(said);
            } else {
                self.lose_text(Loss::Box, &said.join(""), change);
            }
            self.losses.add_drawn(within.losses, self.at);
        }
    }
}

/// The texts of the footnotes or endnotes of a part, by their kind and number.
pub(super) fn footnotes(
    styles: &Styles,
    part: &Element,
    kind: &'static str,
) -> HashMap<(&'static str, String), String> {
    let mut all = Vec::new();
    part.all(kind, &mut all);
    let text = |note: &Element| {
        let parts = Walk::new(styles).body(note);
        parts.iter().flat_map(paragraphs).map(accepted).collect::<String>()
    };
    let numbered =
        all.into_iter().take(MOST_NOTES).filter_map(|note| Some((note.attribute("w:id")?.to_owned(), text(note))));
    numbered.map(|(number, text)| ((kind, number), text)).collect()
}

/// The text of a header or footer without page numbers, and what is drawn in it.
pub(super) fn edge(styles: &Styles, part: &Element) -> Vec<String> {
    let mut walk = Walk { without_results: true, ..Walk::new(styles) };
    let mut said = Vec::new();
    for root in part.elements() {
        let parts = walk.body(root);
        said.extend(parts.iter().flat_map(paragraphs).map(accepted));
    }
    said.extend(walk.drawn());
    said.iter().map(|said| said.split_whitespace().collect::<String>()).filter(|said| !said.is_empty()).collect()
}

fn is_anchor(name: &str) -> bool {
    ["w:commentRangeStart", "w:commentRangeEnd", "w:bookmarkStart", "w:bookmarkEnd"].contains(&name)
}

/// Elements that say nothing themselves.
fn is_around(name: &str) -> bool {
    const AROUND: [&str; 13] = [
        "w:sdt",
        "w:sdtContent",
        "w:customXml",
        "w:smartTag",
        "w:hyperlink",
        "w:fldSimple",
        "w:ins",
        "w:del",
        "w:moveFrom",
        "w:moveTo",
        "w:dir",
        "w:bdo",
        "w:subDoc",
    ];
    AROUND.contains(&name)
}

/// The first of several ways to say one thing, or what is for programs that know none of them.
fn choice(element: &Element) -> Option<&Element> {
    element.find("mc:Choice").or_else(|| element.find("mc:Fallback"))
}

fn outermost<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in &element.children {
        match child {
            Node::Element(child) if child.name == name => found.push(child),
            Node::Element(child) if child.name == "mc:AlternateContent" => {
                if let Some(choice) = choice(child) {
                    outermost(choice, name, found);
                }
            }
            Node::Element(child) => outermost(child, name, found),
            Node::Text(_) => {}
        }
    }
}

fn paragraphs(part: &Part) -> Vec<&Paragraph> {
    match part {
        Part::Paragraph(paragraph) => vec![paragraph],
        Part::Table(rows) => rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.paragraphs).collect(),
    }
}

fn accepted(paragraph: &Paragraph) -> String {
    let kept = paragraph.pieces.iter().filter(|piece| piece.change.deleted.is_none());
    kept.map(|piece| piece.text.as_str()).collect()
}

fn is_said(paragraph: &Paragraph) -> bool {
    !accepted(paragraph).trim().is_empty()
}

/// Where a part is, as a reader counts: paragraphs with any text, and tables.
fn place(parts: &[Part], at: usize) -> Text {
    let before = &parts[..at.min(parts.len())];
    let said = before.iter().filter(|part| matches!(part, Part::Paragraph(paragraph) if is_said(paragraph))).count();
    match parts.get(at) {
        Some(Part::Table(_)) => {
            let nth = before.iter().filter(|part| matches!(part, Part::Table(_))).count() + 1;
            text!(zh: "第{nth}个表格", en: "table {nth}")
        }
        Some(Part::Paragraph(paragraph)) if is_said(paragraph) => {
            let (nth, said) = (said + 1, beginning(accepted(paragraph).trim()));
            text!(zh: "第{nth}段“{said}”", en: "paragraph {nth} “{said}”")
        }
        _ => text!(zh: "第{said}段之后", en: "after paragraph {said}"),
    }
}
