//! A paper as DOCX, to be edited and printed in WPS, Word or `LibreOffice`.
//!
//! The same paper gives the same bytes. Measures are those of `measure`; fonts are named as offices have them, and are
//! not embedded. What stands at a fixed place of the page (mark, rules, imprint, page number) does so by itself.

mod changes;
mod head;
mod imprint;
mod paragraph;
pub(super) mod read;
mod table;
mod text;
mod xml;

pub use changes::{Edition, MarginComment, units, with_changes};
pub(super) use read::{Line, Lost, Note, Unit, beginning};
pub use read::{Received, read};
pub(super) use table::plain_table;

use super::gongwen::{Gongwen, Layout};
use super::measure::{self as m, Mm, Pt};
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use minijinja::Value;
use paragraph::{HEI, KAI, SONG, TITLE_SONG};
use std::io::{Cursor, Write as _};
use text::Part;
use xml::{filled, made, map};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A paper as DOCX.
///
/// # Errors
/// If the file would be too large.
pub fn docx(paper: &Gongwen) -> Result<Vec<u8>, Diagnostic> {
    file(paper, &text::parts(paper)?, None)
}

/// A paper as DOCX, whose text is in these parts. `comments`: those on it, if its changes are tracked.
fn file(paper: &Gongwen, parts: &[Part], comments: Option<&[MarginComment]>) -> Result<Vec<u8>, Diagnostic> {
    let meta = &paper.meta;
    let is_letter = meta.layout == Layout::Letter;
    let landscape = meta.layout.is_landscape();
    let has_comments = comments.is_some_and(|comments| !comments.is_empty());
    let about = map([
        ("letter", is_letter.into()),
        ("tracked", comments.is_some().into()),
        ("comments", has_comments.into()),
        ("custom", paper.sha256.is_some().into()),
    ]);
    let (header, header_top) = if is_letter { head::letter_header(meta) } else { (Vec::new(), Mm(15.0).pt()) };
    let page = page(landscape, header_top);
    let body = parts.iter().map(Part::xml).collect::<Result<String, Diagnostic>>()?;
    let document = map([("body", made(body)), ("letter", is_letter.into()), ("page", page)]);
    let mut files = vec![
        ("[Content_Types].xml", filled("content-types.xml", &about)?),
        ("_rels/.rels", filled("rels.xml", &about)?),
        ("word/document.xml", filled("document.xml", &document)?),
        ("word/_rels/document.xml.rels", filled("document-rels.xml", &about)?),
        ("word/styles.xml", styles()?),
        ("word/settings.xml", filled("settings.xml", &about)?),
        ("word/footer1.xml", footer(false, landscape)?),
        ("word/footer2.xml", footer(true, landscape)?),
        ("docProps/core.xml", properties(paper)?),
    ];
    if is_letter {
        let header: Result<Vec<String>, Diagnostic> = header.iter().map(paragraph::Paragraph::xml).collect();
        files.push(("word/header1.xml", edge("hdr", header?.concat())?));
        files.push(("word/footer3.xml", edge("ftr", head::letter_footer().xml()?)?));
    }
    if let Some(comments) = comments.filter(|_| has_comments) {
        files.push(("word/comments.xml", changes::comments(comments)?));
    }
    if let Some(sha256) = &paper.sha256 {
        files.push(("docProps/custom.xml", properties_of(sha256)?));
    }
    packed(&files).map_err(|error| {
        Diagnostic::new(crate::text!(zh: "写不成 DOCX：{error}", en: "no DOCX can be made: {error}"))
            .hint(Text::new("分成几份文书", "make several papers of it"))
    })
}

/// The part that names the text a file was made from.
pub(super) fn properties_of(sha256: &str) -> Result<String, Diagnostic> {
    filled("custom.xml", &map([("property", made(property(sha256, 2)?))]))
}

/// The same as a property of this number among others.
pub(super) fn property(sha256: &str, pid: u32) -> Result<String, Diagnostic> {
    filled("property.xml", &map([("sha256", sha256.into()), ("pid", pid.into())]))
}

/// How the bookmark on the words of a comment begins; its id in the archive follows. Programs show no bookmark whose name
/// begins so.
pub(super) const BOOKMARK: &str = "_yijuan_";

/// The page, with what is left free above a header and below a footer.
fn page(landscape: bool, header: Pt) -> Value {
    let m::Page { width, height, top, right, bottom, left, .. } = m::page(landscape);
    let footer = footer_from_edge(landscape);
    map([
        ("width", width.twips().into()),
        ("height", height.twips().into()),
        ("landscape", landscape.into()),
        ("top", top.twips().into()),
        ("right", right.twips().into()),
        ("bottom", bottom.twips().into()),
        ("left", left.twips().into()),
        ("header", header.twips().into()),
        ("footer", footer.twips().into()),
    ])
}

/// The footer with the page number (7.5): outside, a character from the edge.
fn footer(even: bool, landscape: bool) -> Result<String, Diagnostic> {
    // The dash is in the middle of its line.
    let bottom = m::page(landscape).bottom;
    let below = Pt((bottom.0 - m::NUMBER_BELOW_TEXT.0 - footer_from_edge(landscape).0).max(0.0)).0;
    let below = Pt(Mm(below).pt().0 - NUMBER_LINE.0 / 2.0);
    let values = [("even", even.into()), ("indent", m::SMALL.twips().into()), ("below", below.twips().into())];
    filled("footer.xml", &map(values))
}

/// From the page's lower edge to the footers: where the second double rule of a letter ends (10.1).
fn footer_from_edge(landscape: bool) -> Mm {
    if landscape { Mm(10.0) } else { m::SECOND_RULE_FROM_BOTTOM }
}

/// The height of the page number's line.
const NUMBER_LINE: Pt = Pt(16.0);

fn edge(part: &str, body: String) -> Result<String, Diagnostic> {
    filled("edge.xml", &map([("part", part.into()), ("body", made(body))]))
}

/// Title, issuer and date. No clock is read: the date is the paper's.
fn properties(paper: &Gongwen) -> Result<String, Diagnostic> {
    let meta = &paper.meta;
    let values = map([
        ("title", meta.title.replace('\n', "").into()),
        ("creator", meta.issuers.join("、").into()),
        ("date", meta.date.map(|date| date.to_string()).unwrap_or_default().into()),
    ]);
    filled("core.xml", &values)
}

/// A style of the file.
#[derive(Clone, Copy, Default)]
struct ParagraphStyle {
    id: &'static str,
    name: &'static str,
    /// Whether its first line is indented like text.
    indented: bool,
    align: &'static str,
    font: &'static str,
    size: Option<Pt>,
    line: Option<Pt>,
    red: bool,
    /// Whether its characters are not drawn together.
    loose: bool,
    /// Level in the outline, from 0.
    level: Option<usize>,
}

const PLAIN: ParagraphStyle = ParagraphStyle {
    id: "",
    name: "",
    indented: false,
    align: "",
    font: "",
    size: None,
    line: None,
    red: false,
    loose: false,
    level: None,
};

/// The styles, by what they are for.
const STYLES: [ParagraphStyle; 21] = [
    ParagraphStyle { id: "Flush", name: "顶格", ..PLAIN },
    ParagraphStyle { id: "Class", name: "密级和紧急程度", font: HEI, ..PLAIN },
    ParagraphStyle {
        id: "Mark",
        name: "发文机关标志",
        align: "center",
        font: TITLE_SONG,
        red: true,
        loose: true,
        ..PLAIN
    },
    ParagraphStyle { id: "Number", name: "发文字号", align: "center", ..PLAIN },
    ParagraphStyle {
        id: "Heading",
        name: "公文标题",
        align: "center",
        font: TITLE_SONG,
        size: Some(m::TITLE),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle { id: "UnderTitle", name: "题注", align: "center", font: KAI, ..PLAIN },
    ParagraphStyle { id: "H1", name: "heading 1", indented: true, font: HEI, level: Some(0), ..PLAIN },
    ParagraphStyle { id: "H2", name: "heading 2", indented: true, font: KAI, level: Some(1), ..PLAIN },
    ParagraphStyle { id: "H3", name: "heading 3", indented: true, level: Some(2), ..PLAIN },
    ParagraphStyle { id: "H4", name: "heading 4", indented: true, level: Some(3), ..PLAIN },
    ParagraphStyle { id: "Quotation", name: "引文", indented: true, font: KAI, ..PLAIN },
    ParagraphStyle { id: "Attachments", name: "附件说明", align: "left", ..PLAIN },
    ParagraphStyle { id: "Signature", name: "署名和成文日期", align: "right", ..PLAIN },
    ParagraphStyle { id: "Annex", name: "附件序号", font: HEI, ..PLAIN },
    ParagraphStyle {
        id: "Imprint", name: "抄送和印发", align: "left", size: Some(m::SMALL), loose: true, ..PLAIN
    },
    ParagraphStyle {
        id: "PageNumber",
        name: "页码",
        font: SONG,
        size: Some(m::SMALL),
        line: Some(NUMBER_LINE),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle {
        id: "TableHead",
        name: "表头",
        font: HEI,
        size: Some(m::SMALL),
        line: Some(m::cell_line(false)),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle {
        id: "TableCell",
        name: "表格",
        size: Some(m::SMALL),
        line: Some(m::cell_line(false)),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle {
        id: "ListHead",
        name: "横表表头",
        font: HEI,
        size: Some(m::CELL),
        line: Some(m::cell_line(true)),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle {
        id: "Comment",
        name: "批注",
        align: "left",
        size: Some(m::CELL),
        line: Some(m::cell_line(true)),
        loose: true,
        ..PLAIN
    },
    ParagraphStyle {
        id: "ListCell",
        name: "横表",
        size: Some(m::CELL),
        line: Some(m::cell_line(true)),
        loose: true,
        ..PLAIN
    },
];

fn styles() -> Result<String, Diagnostic> {
    let style = |style: &ParagraphStyle| {
        map([
            ("id", style.id.into()),
            ("name", style.name.into()),
            ("custom", u8::from(style.level.is_none()).into()),
            ("indented", style.indented.into()),
            ("align", style.align.into()),
            ("font", style.font.into()),
            ("size", style.size.map_or(0, Pt::half_points).into()),
            ("line", style.line.map_or(0, Pt::twips).into()),
            ("red", style.red.into()),
            ("loose", style.loose.into()),
            ("level", style.level.map_or(Value::from(false), |level| level.to_string().into())),
        ])
    };
    let values = map([
        ("tighter", m::TIGHTER.twips().into()),
        ("body", m::BODY.half_points().into()),
        ("line", m::LINE.twips().into()),
        ("indent", Pt(m::PITCH.0 * 2.0).twips().into()),
        ("styles", STYLES.iter().map(style).collect()),
    ]);
    filled("styles.xml", &values)
}

/// The parts as a file, with the same time in all of them.
fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(written());
    for (name, text) in parts {
        file.start_file(*name, options)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

/// The time that parts written here bear: the day the standard came into force. No clock is read.
pub(super) fn written() -> DateTime {
    DateTime::from_date_and_time(2012, 7, 1, 0, 0, 0).unwrap_or_default()
}

/// Whether a file is as it was written here: every program that saves it again puts another time to its text.
#[must_use]
pub fn is_untouched(file: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else { return false };
    archive.by_name("word/document.xml").is_ok_and(|part| part.last_modified() == Some(written()))
}

#[cfg(test)]
mod tests;
