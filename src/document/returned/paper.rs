//! `Paper`: a paper as it is printed, each part with the lines it is written in.

use super::Base;
use super::words::squeezed;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::docx::{Lost, Unit, docx, read};
use crate::document::gongwen::{Block, Gongwen, Markdown, Meta, Piece, Section, plain};
use crate::document::office;
use crate::text::Text;

/// A paper.
pub(super) struct Paper<'a> {
    /// Its lines, without front matter.
    pub lines: Vec<&'a str>,
    /// Its text and the papers attached to it.
    pub sections: Vec<Section>,
    /// What is printed, in order.
    pub units: Vec<Printed>,
    /// The texts of its imprint, and of its headers and footers.
    pub boxes: Vec<String>,
    /// What an office's own file has that a paper has not.
    pub own: Vec<Lost>,
    pub edges: Vec<String>,
}

/// A part that is printed.
pub(super) struct Printed {
    pub unit: Unit,
    pub place: Place,
}

/// Where a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the text of the section of this number, and after the one before: in the front matter.
    Head(usize),
    /// A piece of a section.
    Piece(usize, usize),
}

impl<'a> Paper<'a> {
    /// Reads and sets a paper.
    ///
    /// # Errors
    /// If it cannot be set.
    pub(super) fn of(base: &Base, markdown: &Markdown<'a>) -> Result<Self, Diagnostics> {
        let gongwen = Gongwen::read(base.meta.clone(), markdown)?;
        let file = match base.template {
            Some((path, template)) => office::filled(path, template, &gongwen)?.file,
            None => docx(&gongwen)?,
        };
        let set = read(markdown.path, &file)?;
        let units: Vec<Unit> = set.accepted().into_iter().filter(is_said).collect();
        let bodies: Vec<&[Block]> = std::iter::once(gongwen.body.as_slice())
            .chain(gongwen.attached.iter().map(|attached| attached.body.as_slice()))
            .collect();
        let places = places(&bodies, &units, base.template.is_none()).ok_or_else(|| lost(markdown.path))?;
        let units = units.into_iter().zip(places).map(|(unit, place)| Printed { unit, place }).collect();
        let sections = markdown.sections(base.meta);
        Ok(Self {
            lines: markdown.text.lines().collect(),
            sections,
            units,
            boxes: set.boxes,
            own: set.left,
            edges: set.edges,
        })
    }

    /// The piece that a unit is written in; `None` if it is of the front matter.
    pub(super) fn piece_of(&self, unit: usize) -> Option<&Piece> {
        match self.units[unit].place {
            Place::Piece(section, piece) => Some(&self.sections[section].pieces[piece]),
            Place::Head(_) => None,
        }
    }
}

fn lost(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("对不上印出的文字与文稿", "what is printed is not found in the text"))
        .at(crate::diagnostic::Location::file(path))
        .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
}

/// Whether anything is said in it.
pub(super) fn is_said(unit: &Unit) -> bool {
    matches!(unit, Unit::Table(_)) || !unit.plain().trim().is_empty()
}

/// The place of each unit: the blocks of each body stand together.
fn places(bodies: &[&[Block]], units: &[Unit], by_style: bool) -> Option<Vec<Place>> {
    let mut places = Vec::with_capacity(units.len());
    for (section, blocks) in bodies.iter().enumerate() {
        let said: Vec<(usize, Option<&str>, String)> = blocks
            .iter()
            .enumerate()
            .filter_map(|(nth, block)| {
                let (style, text) = printed(block);
                (matches!(block, Block::Table(_)) || !text.trim().is_empty()).then_some((nth, style, text))
            })
            .collect();
        if said.is_empty() {
            continue;
        }
        let begins = (places.len()..units.len()).find(|from| {
            let here = units.get(*from..from + said.len());
            here.is_some_and(|here| {
                here.iter().zip(&said).all(|(unit, (_, style, text))| is(unit, *style, text, by_style))
            })
        })?;
        places.resize(begins, Place::Head(section));
        places.extend(said.iter().map(|(piece, ..)| Place::Piece(section, *piece)));
    }
    places.resize(units.len(), Place::Head(bodies.len()));
    Some(places)
}

fn is(unit: &Unit, style: Option<&str>, text: &str, by_style: bool) -> bool {
    match unit {
        // In an office's own file the text has whatever style its place has.
        Unit::Paragraph(line) if !by_style => style.is_some() && squeezed(&line.plain()) == squeezed(text),
        Unit::Paragraph(line) => style == Some(line.style.as_str()) && line.plain() == text,
        Unit::Table(_) => style.is_none() && unit.plain() == text,
    }
}

/// The style of a block and its text; a table has no style.
fn printed(block: &Block) -> (Option<&'static str>, String) {
    match block {
        Block::Heading { level, number, text } => {
            let style = ["H1", "H2", "H3", "H4"][level.saturating_sub(1).min(3)];
            (Some(style), number.clone() + &plain(text))
        }
        Block::UnderTitle(text) => (Some("UnderTitle"), plain(text)),
        Block::Paragraph(text) => (Some("Body"), plain(text)),
        Block::Item { marker, text } => (Some("Body"), marker.clone() + &plain(text)),
        Block::Quote(text) => (Some("Quotation"), plain(text)),
        Block::Verbatim(text) => (Some("Flush"), text.replace('\t', "    ")),
        Block::Attendance { label, text } => (Some("Flush"), format!("{label}：{}", plain(text))),
        Block::Table(table) => {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            let rows = rows.map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t"));
            (None, rows.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The key of the front matter that a printed line of the head comes from.
pub(super) fn key_of(unit: &Unit, section: usize, meta: &Meta) -> &'static str {
    let Unit::Paragraph(line) = unit else { return "title" };
    let said = squeezed(&line.plain());
    let says = |text: &str| !text.is_empty() && said.contains(&squeezed(text));
    let one = |text: &Option<String>| text.as_deref().is_some_and(says);
    match line.style.as_str() {
        "Heading" if section == 0 => "title",
        "Heading" | "Annex" => "# 附件",
        "Attachments" => "attachments",
        "Class" if one(&meta.urgency) => "urgency",
        "Class" => "secrecy",
        _ if one(&meta.number) => "number",
        _ if said.contains("签发人") => "signer",
        _ if one(&meta.to) => "to",
        _ if one(&meta.copies) => "cc",
        _ if one(&meta.note) => "note",
        _ if meta.attachments.iter().any(|name| says(name)) => "attachments",
        _ if says(&meta.title) || squeezed(&meta.title).contains(&said) => "title",
        _ if meta.date.is_some_and(|date| says(&date.printed())) => "date",
        _ if one(&meta.copy_number) => "copy_number",
        _ => "issuer",
    }
}
