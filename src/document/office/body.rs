//! The text of a paper in the look that its place in a template has.

use super::super::docx::plain_table;
use super::super::gongwen::{self, Attached, Block, Gongwen, Run};
use super::place::Look;
use crate::diagnostic::Diagnostic;

/// The text as paragraphs, each with the look of the place; attached papers on pages of their own.
pub(super) fn paragraphs(paper: &Gongwen, place: &Look) -> Result<String, Diagnostic> {
    // A section that ends with the paragraph ends after all of them.
    let section = place.paragraph.find("<w:sectPr").zip(place.paragraph.find("</w:sectPr>"));
    let own = section.map_or_else(
        || place.paragraph.to_owned(),
        |(from, to)| [&place.paragraph[..from], &place.paragraph[to + "</w:sectPr>".len()..]].concat(),
    );
    let look = Look { paragraph: &own, run: place.run };
    let mut xml = blocks(&paper.body, &look)?;
    for Attached { label, title, body } in &paper.attached {
        let head = [label, title].into_iter().filter(|line| !line.is_empty()).enumerate();
        for (nth, line) in head {
            xml +=
                &paragraph(&look, if nth == 0 { "<w:r><w:br w:type=\"page\"/></w:r>" } else { "" }, &runs(&look, line));
        }
        xml += &blocks(body, &look)?;
    }
    if section.is_some() {
        xml += &paragraph(place, "", "");
    }
    Ok(xml)
}

fn blocks(blocks: &[Block], look: &Look) -> Result<String, Diagnostic> {
    let mut xml = String::new();
    for block in blocks {
        let (before, text) = match block {
            Block::Heading { number, text, .. } => (number.clone(), text.as_slice()),
            Block::Item { marker, text } => (marker.clone(), text.as_slice()),
            Block::Attendance { label, text } => (format!("{label}："), text.as_slice()),
            Block::Paragraph(text) | Block::Quote(text) | Block::UnderTitle(text) => (String::new(), text.as_slice()),
            Block::Verbatim(text) => (text.clone(), &[][..]),
            Block::Table(table) => {
                let cell = |text: &[Run]| {
                    format!("<w:p>{}</w:p>", text.iter().map(|piece| run(look, piece)).collect::<String>())
                };
                xml += &plain_table(table, cell)?;
                // Two tables without anything between them would be one, and a cell must end in a paragraph.
                xml += &paragraph(look, "", "");
                continue;
            }
        };
        let text: String = text.iter().map(|piece| run(look, piece)).collect();
        xml += &paragraph(look, "", &(runs(look, &before) + &text));
    }
    Ok(xml)
}

fn paragraph(look: &Look, before: &str, runs: &str) -> String {
    format!("<w:p>{}{before}{runs}</w:p>", look.paragraph)
}

fn runs(look: &Look, text: &str) -> String {
    gongwen::runs(text).iter().map(|piece| run(look, piece)).collect()
}

/// A run with the look of the place, bold or marked besides.
fn run(look: &Look, run: &Run) -> String {
    let mut properties = look.run.to_owned();
    if run.style.strong || run.style.blank {
        if properties.is_empty() {
            properties.push_str("<w:rPr></w:rPr>");
        }
        if run.style.strong && !properties.contains("<w:b/>") {
            insert(&mut properties, &["rStyle", "rFonts"], "<w:b/>");
        }
        if run.style.blank && !properties.contains("<w:highlight") {
            insert(&mut properties, &BEFORE_HIGHLIGHT, "<w:highlight w:val=\"yellow\"/>");
        }
    }
    let text: Vec<String> =
        run.text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{properties}{}</w:r>", text.join("<w:br/>"))
}

/// What the schema has before a mark, as far as texts have it.
const BEFORE_HIGHLIGHT: [&str; 17] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "strike",
    "outline",
    "shadow",
    "snapToGrid",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
];

/// Inserts an element into properties, after those that the schema has before it.
fn insert(properties: &mut String, after: &[&str], element: &str) {
    let start = properties.find('>').map_or(0, |at| at + 1);
    let mut at = start;
    while let Some(rest) = properties[at..].strip_prefix("<w:") {
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let Some(length) = properties[at..].find('>') else { break };
        // Properties with contents of their own are rare, and come later.
        if !after.contains(&name.as_str()) || !properties[at..at + length].ends_with('/') {
            break;
        }
        at += length + 1;
    }
    properties.insert_str(at, element);
}

/// 附件说明 in one line: the name, or several with their numbers.
pub(super) fn attachments(names: &[String]) -> String {
    if let [name] = names {
        return name.clone();
    }
    let numbered = names.iter().enumerate().map(|(nth, name)| format!("{}.{name}", nth + 1));
    numbered.collect::<Vec<_>>().join("　")
}

/// A text as XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
