//! A paper on somebody's desk: its received parts, found and edited by what they say.

use crate::document::docx::read::{Part, Row};

pub(super) fn said(part: &Part) -> String {
    match part {
        Part::Paragraph(paragraph) => paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect(),
        Part::Table(_) => String::new(),
    }
}

/// The received parts, edited by what they say.
pub(super) struct Desk {
    pub parts: Vec<Part>,
}

impl Desk {
    pub(super) fn at(&self, text: &str) -> usize {
        self.parts.iter().position(|part| said(part).contains(text)).unwrap_or_else(|| panic!("{text}"))
    }

    pub(super) fn words(&mut self, old: &str, new: &str) {
        let at = self.at(old);
        let Part::Paragraph(paragraph) = &mut self.parts[at] else { panic!() };
        let piece =
            paragraph.pieces.iter_mut().find(|piece| piece.text.contains(old)).unwrap_or_else(|| panic!("{old}"));
        piece.text = piece.text.replace(old, new);
    }

    pub(super) fn rows(&mut self) -> &mut Vec<Row> {
        let rows = self.parts.iter_mut().find_map(|part| match part {
            Part::Table(rows) => Some(rows),
            Part::Paragraph(_) => None,
        });
        rows.unwrap()
    }

    pub(super) fn after(&mut self, text: &str, part: Part) {
        let at = self.at(text);
        self.parts.insert(at + 1, part);
    }

    pub(super) fn take(&mut self, text: &str) -> Part {
        let at = self.at(text);
        self.parts.remove(at)
    }
}
