//! `Walk`: goes through the body of a document and takes down what it says.

use super::element::{Element, Node};
use super::loss::{self, Loss};
use super::style::Styles;
use super::{Anchor, Cell, Change, Paragraph, Part, Piece, Row, beginning};
use crate::text;
use crate::text::{Text, hidden};

/// What has been read so far.
pub(super) struct Walk<'s> {
    styles: &'s Styles<'s>,
    /// The texts of boxes that the program draws itself.
    pub boxes: Vec<String>,
    /// What is not carried over, and the part it is in.
    losses: Vec<(Loss, usize)>,
    /// Text boxes, which are named with their text.
    other_boxes: Vec<(String, usize)>,
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
}

/// The look of a text: its own properties, those of its style, and the id of its paragraph's.
struct Look<'e> {
    own: Option<&'e Element>,
    style: Option<&'e Element>,
    paragraph: String,
}

impl<'s> Walk<'s> {
    pub(super) fn new(styles: &'s Styles<'s>) -> Self {
        Self {
            styles,
            boxes: Vec::new(),
            losses: Vec::new(),
            other_boxes: Vec::new(),
            fields: Vec::new(),
            without_results: false,
            at: 0,
            waiting: Vec::new(),
            begun: Vec::new(),
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
    pub(super) fn left(&self, parts: &[Part]) -> Vec<Text> {
        let named = self.losses.iter().map(|(loss, at)| (*at, loss.text()));
        let boxes = self.other_boxes.iter().map(|(said, at)| {
            let (Text { zh, en }, said) = (Loss::Box.text(), beginning(said));
            (*at, text!(zh: "{zh}“{said}”", en: "{en} “{said}”"))
        });
        let mut left: Vec<(usize, Text)> = named.chain(boxes).collect();
        left.sort_by_key(|(at, _)| *at);
        let placed = left.into_iter().map(|(at, Text { zh, en })| {
            let Text { zh: at_zh, en: at_en } = place(parts, at);
            text!(zh: "{at_zh}：{zh}", en: "{at_en}: {en}")
        });
        placed.collect()
    }

    fn lose(&mut self, loss: Loss, change: &Change) {
        if change.deleted.is_none() && !self.losses.iter().any(|(known, _)| *known == loss) {
            self.losses.push((loss, self.at));
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
                "w:commentRangeStart" | "w:commentRangeEnd" => {
                    let anchor = self.anchor(child);
                    self.waiting.push(anchor);
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
        let mut paragraph = Paragraph { style, end, anchors, ..Paragraph::default() };
        self.inlines(element, change, &mut paragraph);
        let is_said = paragraph.pieces.iter().any(|piece| !piece.text.trim().is_empty());
        if let Some(properties) = properties.filter(|_| is_said) {
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
                "w:commentRangeStart" | "w:commentRangeEnd" => {
                    let anchor = self.anchor(child);
                    to.anchors.push((to.pieces.len(), anchor));
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

    fn anchor(&mut self, element: &Element) -> Anchor {
        let note = element.attribute("w:id").unwrap_or_default().to_owned();
        let begins = element.name == "w:commentRangeStart";
        if begins {
            self.begun.push(note.clone());
        }
        Anchor { note, begins }
    }

    fn run(&mut self, run: &Element, change: &Change, to: &mut Paragraph) {
        let own = run.find("w:rPr");
        let style = own.and_then(|own| self.styles.characters(own.value("w:rStyle")?));
        let look = Look { own, style, paragraph: to.style.clone() };
        self.within_run(run, change, to, &look);
    }

    fn within_run(&mut self, run: &Element, change: &Change, to: &mut Paragraph, look: &Look) {
        for child in run.elements() {
            match child.name.as_str() {
                "w:t" | "w:delText" => {
                    let said = child.text().replace(['\n', '\r'], " ");
                    let is_kept = child.attribute("xml:space") == Some("preserve");
                    self.put(if is_kept { &said } else { said.trim_ascii() }, change, to, look);
                }
                "w:tab" | "w:ptab" => self.put("\t", change, to, look),
                "w:br" if matches!(child.attribute("w:type"), Some("page" | "column")) => {
                    self.lose(Loss::PageBreak, change);
                }
                "w:br" | "w:cr" => self.put("\n", change, to, look),
                "w:noBreakHyphen" => self.put("-", change, to, look),
                "w:sym" => self.symbol(child, change, to, look),
                "w:drawing" | "w:pict" | "w:object" => self.shape(child, change),
                "w:footnoteReference" | "w:endnoteReference" => self.lose(Loss::Footnote, change),
                "w:fldChar" => match child.attribute("w:fldCharType") {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => self.fields.iter_mut().last().into_iter().for_each(|shown| *shown = true),
                    _ => drop(self.fields.pop()),
                },
                "w:commentReference" => self.reference(child, to),
                "w:ruby" => {
                    self.lose(Loss::Ruby, change);
                    for base in child.find("w:rubyBase").into_iter().flat_map(Element::elements) {
                        self.within_run(base, change, to, look);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.within_run(choice, change, to, look);
                    }
                }
                _ => {}
            }
        }
    }

    /// A comment on a place, without any words.
    fn reference(&mut self, element: &Element, to: &mut Paragraph) {
        let note = element.attribute("w:id").unwrap_or_default().to_owned();
        if !self.begun.contains(&note) {
            for begins in [true, false] {
                to.anchors.push((to.pieces.len(), Anchor { note: note.clone(), begins }));
            }
            self.begun.push(note);
        }
    }

    fn symbol(&mut self, element: &Element, change: &Change, to: &mut Paragraph, look: &Look) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let known = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
        if known.is_none() {
            self.lose(Loss::Symbol, change);
        }
        self.put(&known.unwrap_or('〓').to_string(), change, to, look);
    }

    fn put(&mut self, said: &str, change: &Change, to: &mut Paragraph, look: &Look) {
        if self.without_results && !self.fields.is_empty() {
            return;
        }
        if self.fields.contains(&false) {
            self.lose(Loss::Field, change);
            return;
        }
        let switch = |name: &str| {
            let of_style = || look.style.and_then(|style| style.switch(name));
            look.own.and_then(|own| own.switch(name)).or_else(of_style) == Some(true)
        };
        if switch("w:vanish") && !said.trim().is_empty() {
            self.lose(Loss::Hidden, change);
            return;
        }
        let said = self.visible(said, change);
        let looks = [look.own, look.style];
        for loss in looks.into_iter().flatten().flat_map(|own| loss::of_text(own, &look.paragraph, &said)) {
            self.lose(loss, change);
        }
        let emphasis = looks.into_iter().flatten().any(|own| loss::is_emphasis(own, &look.paragraph, &said));
        let piece = Piece { text: said, strong: switch("w:b"), emphasis, change: change.clone() };
        let is_apart = to.anchors.last().is_some_and(|(at, _)| *at == to.pieces.len());
        match to.pieces.last_mut().filter(|_| !is_apart) {
            Some(last)
                if (last.strong, last.emphasis) == (piece.strong, piece.emphasis) && last.change == piece.change =>
            {
                last.text += &piece.text;
            }
            _ => to.pieces.push(piece),
        }
    }

    /// A text without what nobody sees.
    fn visible(&mut self, said: &str, change: &Change) -> String {
        // What is looked for must be in a text that ends.
        let whole = format!("{said}\n");
        let unseen: Vec<usize> = hidden(&whole).map(|(at, _)| at).collect();
        if unseen.is_empty() {
            return said.to_owned();
        }
        self.lose(Loss::Invisible, change);
        said.char_indices().filter(|(at, _)| !unseen.contains(at)).map(|(_, c)| c).collect()
    }

    /// A picture, or a box with text in it.
    fn shape(&mut self, element: &Element, change: &Change) {
        let mut boxes = Vec::new();
        outermost(element, "w:txbxContent", &mut boxes);
        if boxes.is_empty() {
            self.lose(if element.name == "w:object" { Loss::Object } else { Loss::Picture }, change);
        }
        for text_box in boxes.into_iter().filter(|_| change.deleted.is_none()) {
            let parts = Walk::new(self.styles).body(text_box);
            let paragraphs: Vec<&Paragraph> = parts.iter().flat_map(paragraphs).filter(|one| is_said(one)).collect();
            let said: Vec<String> = paragraphs.iter().map(|paragraph| accepted(paragraph)).collect();
            if paragraphs.iter().all(|paragraph| paragraph.style == "Imprint") {
                self.boxes.extend(said);
            } else {
                self.other_boxes.push((said.join(""), self.at));
            }
        }
    }
}

/// The text of a header or footer without page numbers, and what is drawn in it.
pub(super) fn edge(styles: &Styles, part: &Element) -> Vec<String> {
    let mut walk = Walk { without_results: true, ..Walk::new(styles) };
    let mut said = Vec::new();
    for root in part.elements() {
        let parts = walk.body(root);
        said.extend(parts.iter().flat_map(paragraphs).map(accepted));
    }
    said.extend(walk.other_boxes.iter().map(|(said, _)| said.clone()));
    let drawn = walk.losses.iter().filter(|(loss, _)| matches!(loss, Loss::Picture | Loss::Object));
    said.extend(drawn.map(|(loss, _)| loss.text().zh));
    said.iter().map(|said| said.split_whitespace().collect::<String>()).filter(|said| !said.is_empty()).collect()
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
                choice(child).into_iter().for_each(|choice| outermost(choice, name, found));
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
    let said = |part: &Part| matches!(part, Part::Paragraph(paragraph) if is_said(paragraph));
    let before = &parts[..at.min(parts.len())];
    match parts.get(at) {
        Some(Part::Table(_)) => {
            let nth = before.iter().filter(|part| matches!(part, Part::Table(_))).count() + 1;
            text!(zh: "第{nth}个表格", en: "table {nth}")
        }
        Some(Part::Paragraph(paragraph)) if is_said(paragraph) => {
            let (nth, said) =
                (before.iter().filter(|part| said(part)).count() + 1, beginning(accepted(paragraph).trim()));
            text!(zh: "第{nth}段“{said}”", en: "paragraph {nth} “{said}”")
        }
        _ => {
            let nth = before.iter().filter(|part| said(part)).count();
            text!(zh: "第{nth}段之后", en: "after paragraph {nth}")
        }
    }
}
