//! What `paper.typ` reads: the paper in pieces of text, and the measures.

use super::faces::{Characters, Faces, Use};
use crate::document::columns::{ABOVE, SIDE, sides, widths};
use crate::document::gongwen::{
    Alignment, Block, Gongwen, Layout, Run, Table, Width as _, plain, runs, title_lines, under_title,
};
use crate::document::measure::{self as m, Pt};
use chrono::Datelike as _;
use serde_json::{Value, json};

/// The day a paper without one bears in its properties: that on which the standard came into force. No clock is read.
const UNDATED: [i32; 3] = [2012, 7, 1];

/// What `paper.typ` prints beside the paper's own words.
const PRINTED_BY_LAYOUT: &str = "签发人：附件抄送。（）0123456789.　";
/// What page numbers are made of.
const PAGE_NUMBER: &str = "— 0123456789";

/// A row so many lines high may be parted at the end of a page.
const ROW_TO_PART: f64 = 12.0;

/// A paper's content.
pub(super) struct Content {
    value: Value,
    characters: Characters,
}

impl Content {
    pub(super) fn of(paper: &Gongwen) -> Self {
        let mut pieces = Pieces::default();
        let value = pieces.paper(paper);
        Self { value, characters: pieces.characters }
    }

    pub(super) fn characters(&self) -> &Characters {
        &self.characters
    }

    /// As JSON, to be set in these fonts.
    pub(super) fn json(mut self, faces: &Faces) -> serde_json::Result<Vec<u8>> {
        self.value["fonts"] = faces.families();
        serde_json::to_vec(&self.value)
    }
}

/// Pieces of text on their way to the page; keeps what characters they have.
#[derive(Default)]
struct Pieces {
    characters: Characters,
}

impl Pieces {
    fn paper(&mut self, paper: &Gongwen) -> Value {
        let meta = &paper.meta;
        let landscape = meta.layout.is_landscape();
        let ends_with_note = meta.note.is_some() && paper.attached.is_empty();
        let (note, body) = under_title(&paper.body);
        let has_imprint = meta.copies.is_some() || meta.imprint.is_some();
        let is_signed = meta.is_signed();
        let largest = if meta.layout == Layout::Letter { m::LARGEST_LETTER_MARK } else { m::LARGEST_MARK };
        let (size, narrower) = m::mark(meta.mark.as_str().ems(), largest);
        let date = meta.date_to_print();
        let copy = meta.copy_number.iter().map(|text| (text, Use::Body));
        let marked = [&meta.secrecy, &meta.urgency].into_iter().flatten().map(|text| (text, Use::Hei));
        let classes: Vec<Value> =
            copy.chain(marked).map(|(text, of)| json!({"text": self.text(of, text), "hei": of == Use::Hei})).collect();
        self.seen(Use::Song, PAGE_NUMBER);
        self.seen(Use::Kai, "　");
        for name in &meta.signers {
            self.seen(Use::Kai, name);
        }
        self.seen(Use::Body, PRINTED_BY_LAYOUT);
        let signature = is_signed.then(|| meta.issuers.iter().chain(&date));
        let signature: Vec<Value> = signature.into_iter().flatten().map(|line| self.text(Use::Body, line)).collect();
        let attached: Vec<Value> = paper
            .attached
            .iter()
            .map(|attached| {
                let (note, body) = under_title(&attached.body);
                json!({
                    "label": self.text(Use::Hei, &attached.label),
                    "heading": self.heading(&attached.title, landscape),
                    "under": note.map(|note| self.runs(Use::Kai, note)),
                    "body": self.blocks(body, landscape),
                })
            })
            .collect();
        // A letter is told who has copies, and not who printed it (10.1).
        let imprint = meta.imprint.as_ref().filter(|_| meta.layout != Layout::Letter).map(|imprint| {
            json!({
                "office": self.text(Use::Body, &imprint.office),
                "date": self.text(Use::Body, &imprint.date_to_print()),
            })
        });
        let day = meta.date.map_or(UNDATED, |date| {
            let of_month = |number: u32| i32::try_from(number).unwrap_or(1);
            [date.year(), of_month(date.0.month()), of_month(date.0.day())]
        });
        json!({
            "layout": meta.layout.word(),
            "measures": measures(landscape, size),
            "lines": {
                "below_mark": m::LINES_BELOW_MARK,
                "above_title": m::LINES_ABOVE_TITLE,
                "above_signature": m::LINES_ABOVE_SIGNATURE,
            },
            "title": meta.title.replace('\n', ""),
            "author": meta.issuers.join("、"),
            "date": day,
            "classes": classes,
            "mark": {"text": self.text(Use::Title, &meta.mark), "size": size.0, "narrower": narrower},
            "number": self.text(Use::Body, meta.number.as_deref().unwrap_or_default()),
            "signers": meta.signers.chunks(2).collect::<Vec<_>>(),
            "issuers": self.text(Use::Body, &meta.issuers.join("　")),
            "printed_date": self.text(Use::Body, date.as_deref().unwrap_or_default()),
            "heading": self.heading(&meta.title, landscape),
            "to": meta.to.as_ref().map(|to| self.text(Use::Body, &format!("{to}："))),
            "under": note.map(|note| self.runs(Use::Kai, note)),
            "body": self.blocks(body, landscape),
            "last_kept": (is_signed || !meta.attachments.is_empty()) && !paper.is_brief(),
            "attachments": meta.attachments.iter().map(|name| self.text(Use::Body, name)).collect::<Vec<_>>(),
            "signature": signature,
            "has_date": date.is_some(),
            "ends_with_signature": meta.note.is_some() || (has_imprint && paper.attached.is_empty()),
            "note": meta.note.as_ref().map(|note| self.text(Use::Body, note)),
            "ends_with_note": ends_with_note && has_imprint,
            "attached": attached,
            "copies": meta.copies.as_ref().map(|copies| self.text(Use::Body, copies)),
            "imprint": imprint,
        })
    }

    /// The lines of a title (7.3.1).
    fn heading(&mut self, title: &str, landscape: bool) -> Vec<Value> {
        title_lines(title, landscape).iter().map(|line| self.text(Use::Title, line)).collect()
    }

    fn blocks(&mut self, blocks: &[Block], landscape: bool) -> Vec<Value> {
        blocks.iter().map(|block| self.block(block, landscape)).collect()
    }

    fn block(&mut self, block: &Block, landscape: bool) -> Value {
        match block {
            Block::Heading { level, number, text } => {
                let of = match level {
                    1 => Use::Hei,
                    2 => Use::Kai,
                    _ => Use::Body,
                };
                json!({"kind": "heading", "level": level, "text": self.after(of, number, text)})
            }
            // Only as the first of all, where it is set with the title.
            Block::UnderTitle(text) => json!({"kind": "paragraph", "text": self.runs(Use::Kai, text)}),
            Block::Paragraph(text) => json!({"kind": "paragraph", "text": self.runs(Use::Body, text)}),
            Block::Item { marker, text } => json!({"kind": "paragraph", "text": self.after(Use::Body, marker, text)}),
            Block::Quote(text) => json!({"kind": "quote", "text": self.runs(Use::Kai, text)}),
            Block::Verbatim(text) => {
                json!({"kind": "verbatim", "text": self.text(Use::Body, text)})
            }
            Block::Attendance { label, text } => json!({
                "kind": "attendance",
                "label": self.text(Use::Hei, &format!("{label}：")),
                "hanging": (label.ems() + 1.0) * m::PITCH.0,
                "text": self.runs(Use::Body, text),
            }),
            Block::Table(table) => self.table(table, landscape),
        }
    }

    fn table(&mut self, table: &Table, landscape: bool) -> Value {
        let size = m::cell(landscape);
        let columns = widths(table, size, m::page(landscape).line.pt());
        let rows = table.rows.iter().enumerate().map(|(nth, row)| {
            let lines = row
                .iter()
                .zip(&columns)
                .map(|(cell, width)| plain(cell).as_str().ems() * size.0 / (width.0 - 2.0 * SIDE.0).max(size.0));
            let is_kept = lines.fold(0.0, f64::max) < ROW_TO_PART;
            let cells: Vec<Value> = row.iter().map(|cell| self.runs(Use::Body, cell)).collect();
            let bars: Vec<Option<&u16>> = (0..row.len()).map(|column| table.bars.get(&(nth, column))).collect();
            json!({"cells": cells, "bars": bars, "kept": is_kept})
        });
        let rows: Vec<Value> = rows.collect();
        let head =
            table.has_head().then(|| table.head.iter().map(|cell| self.runs(Use::Hei, cell)).collect::<Vec<_>>());
        let sides: Vec<&str> = sides(table).into_iter().map(Alignment::word).collect();
        let columns: Vec<f64> = columns.iter().map(|width| width.0).collect();
        json!({"kind": "table", "columns": columns, "head": head, "rows": rows, "sides": sides})
    }

    /// A text of the head, its places to fill in apart.
    fn text(&mut self, of: Use, text: &str) -> Value {
        self.runs(of, &runs(text))
    }

    /// A number or mark, and the text after it.
    fn after(&mut self, of: Use, number: &str, text: &[Run]) -> Value {
        let number = Run { text: number.to_owned(), style: crate::document::Style::default() };
        let whole: Vec<Run> = std::iter::once(number).chain(text.iter().cloned()).collect();
        self.runs(of, &whole)
    }

    fn runs(&mut self, of: Use, runs: &[Run]) -> Value {
        let run = |run: &Run| {
            let (style, text) = (run.style, run.text.replace('\t', "    "));
            self.seen(if style.emphasis { Use::Kai } else { of }, &text);
            json!({"text": text, "strong": style.strong, "emphasis": style.emphasis, "blank": style.blank})
        };
        runs.iter().map(run).collect()
    }

    fn seen(&mut self, of: Use, text: &str) {
        self.characters.entry(of).or_default().extend(text.chars().filter(|c| *c != '\n'));
    }
}

/// The measures of a page and of a mark of this size, in points.
fn measures(landscape: bool, mark: Pt) -> Value {
    let m::Page { width, height, top, right, bottom, left, .. } = m::page(landscape);
    let points = [
        ("page_width", width.pt()),
        ("page_height", height.pt()),
        ("top", top.pt()),
        ("right", right.pt()),
        ("bottom", bottom.pt()),
        ("left", left.pt()),
        ("line", m::LINE),
        ("pitch", m::PITCH),
        ("tighter", m::TIGHTER),
        ("body", m::BODY),
        ("title", m::TITLE),
        ("small", m::SMALL),
        ("cell", m::cell(landscape)),
        ("cell_line", m::cell_line(landscape)),
        ("cell_side", SIDE),
        ("cell_above", ABOVE),
        ("bar", m::BAR),
        ("bar_below", m::BELOW_BAR),
        ("mark_below_top", m::MARK_BELOW_TEXT_TOP.pt()),
        // The ink of a line of the text ends above its lower edge.
        ("rule_below", Pt(m::RULE_BELOW_NUMBER.pt().0 - m::ink_above_bottom(m::LINE, m::BODY).0)),
        ("red_rule", m::RED_RULE),
        ("mark_ink", m::ink_high(mark)),
        ("letter_mark", m::LETTER_MARK.pt()),
        ("double_below", m::DOUBLE_RULE_BELOW_MARK.pt()),
        ("double_rule", m::DOUBLE_RULE.pt()),
        ("double_rule_high", m::DOUBLE_RULE_HIGH.pt()),
        ("double_thick", m::DOUBLE_RULE_THICK.pt()),
        ("double_thin", m::DOUBLE_RULE_THIN.pt()),
        ("letter_number", Pt(m::NUMBER_BELOW_DOUBLE_RULE.0 - m::ink_below_top(m::LINE, m::BODY).0)),
        ("second_rule", m::SECOND_RULE_FROM_BOTTOM.pt()),
        ("date_from_right", Pt(m::DATE_FROM_RIGHT * m::PITCH.0)),
        ("name_from_right", Pt(m::NAME_FROM_RIGHT * m::PITCH.0)),
        ("thick", m::THICK_RULE.pt()),
        ("thin", m::THIN_RULE.pt()),
        ("number_below", m::NUMBER_BELOW_TEXT.pt()),
    ];
    points.into_iter().map(|(name, length)| (name.to_owned(), Value::from(length.0))).collect()
}
