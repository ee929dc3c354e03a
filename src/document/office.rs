//! An office's own DOCX with places for what a paper says: `{{标题}}`, `{{正文}}` and so on, which are filled in.
//!
//! Everything else of the file stays byte for byte. A name may be split over runs, as Word likes to do.

mod body;
mod origin;
mod place;

use super::gongwen::{Gongwen, Layout};
use super::package::Package;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::model::Date;
use crate::text;
use crate::text::Text;
use place::{Place, places};
use std::io::{Cursor, Write as _};
use std::ops::Range;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Most places.
const PLACES: usize = 1000;

/// The names that may be filled in.
pub const NAMES: [&str; 16] = [
    "标题",
    "正文",
    "文号",
    "主送",
    "落款",
    "日期",
    "抄送",
    "附件",
    "附注",
    "签发人",
    "密级",
    "紧急程度",
    "份号",
    "标志",
    "印发机关",
    "印发日期",
];

/// The name of the text, whose paragraph becomes the paragraphs of the text.
const BODY: &str = "正文";

/// What a paper that goes out has. The others may be missing.
const NEEDED: [&str; 5] = ["标题", "文号", "主送", "落款", "日期"];

/// A filled file, and the names that there was nothing for.
pub struct Filled {
    /// The file.
    pub file: Vec<u8>,
    /// The names left to fill in.
    pub left: Vec<&'static str>,
}

/// A part with text, and its places.
struct Part {
    name: String,
    xml: String,
    places: Vec<Place>,
}

/// Checks a template without a paper.
///
/// # Errors
/// Everything that keeps it from being filled.
pub fn check(path: &str, template: &[u8]) -> Result<(), Diagnostics> {
    read(path, template).map(drop)
}

/// Fills a paper into a template.
///
/// # Errors
/// Everything that keeps it from being filled.
pub fn filled(path: &str, template: &[u8], paper: &Gongwen) -> Result<Filled, Diagnostics> {
    let mut left = Vec::new();
    let mut parts = Vec::new();
    for part in read(path, template)? {
        let xml = fill(&part, paper, &mut left)?;
        parts.push((part.name, xml));
    }
    parts.extend(origin::parts(&template_at(path, template), paper)?);
    let file = packed(template, &parts).map_err(|error| template_at(path, template).damaged(&error.to_string()))?;
    Ok(Filled { file, left })
}

/// The parts of a template that can be filled.
fn read(path: &str, template: &[u8]) -> Result<Vec<Part>, Diagnostics> {
    let mut problems = Diagnostics::new();
    let mut parts = Vec::new();
    let package = template_at(path, template);
    for (name, xml) in package.texts(is_text)? {
        let places = places(&xml).map_err(|why| package.broken(&name, &why));
        let places = keep(&mut problems, places).unwrap_or_default();
        parts.push(Part { name, xml, places });
    }
    let places: Vec<_> = parts.iter().flat_map(|part| &part.places).collect();
    if places.len() > PLACES {
        let problem =
            text!(zh: "模板中的 `{{{{…}}}}` 超过 {PLACES} 处", en: "the template has more than {PLACES} `{{{{…}}}}`");
        let hint = Text::new("删去多余的", "take out those that are not needed");
        return Err(Diagnostic::new(problem).at(Location::file(path)).hint(hint).into());
    }
    let unfit = places.iter().filter_map(|place| if place.name == BODY { beside_text(place) } else { unknown(place) });
    problems.extend(unfit.map(|problem| problem.at(Location::file(path))));
    if problems.is_empty() && !places.iter().any(|place| place.name == BODY) {
        problems.push(
            Diagnostic::new(Text::new("模板里没有 `{{正文}}`", "the template has no `{{正文}}`"))
                .at(Location::file(path))
                .hint(Text::new(
                    "在放正文的地方单独写一段 `{{正文}}`",
                    "write `{{正文}}` as a paragraph of its own where the text goes",
                )),
        );
    }
    ensure_none(problems)?;
    Ok(parts)
}

/// The XML of a part with its places filled in.
fn fill(part: &Part, paper: &Gongwen, left: &mut Vec<&'static str>) -> Result<String, Diagnostic> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for place in &part.places {
        if place.name == BODY {
            edits.push((place.paragraph.clone(), body::paragraphs(paper, &place.look(&part.xml))?));
            continue;
        }
        let mut value = value(paper, &place.name, left);
        edits.extend(place.ranges.iter().map(|range| (range.clone(), std::mem::take(&mut value))));
    }
    // A name split over runs may have others, in a text box, between its pieces.
    edits.sort_by_key(|(range, _)| range.start);
    let (mut xml, mut from) = (String::with_capacity(part.xml.len()), 0);
    for (range, text) in edits {
        xml += &part.xml[from..range.start];
        xml += &text;
        from = range.end;
    }
    Ok(xml + &part.xml[from..])
}

/// What a name stands for, as XML.
fn value(paper: &Gongwen, name: &str, left: &mut Vec<&'static str>) -> String {
    let meta = &paper.meta;
    let imprint = meta.imprint.as_ref();
    let value = match name {
        "标题" => Some(meta.title.clone()),
        "文号" => meta.number.clone(),
        "主送" => meta.to.clone(),
        "落款" => Some(meta.issuers.join("　")),
        "日期" => meta.date.map(Date::printed),
        "抄送" => meta.copies.clone(),
        "附件" => Some(body::attachments(&meta.attachments)),
        "附注" => meta.note.clone(),
        "签发人" => Some(meta.signers.join("　")),
        "密级" => meta.secrecy.clone(),
        "紧急程度" => meta.urgency.clone(),
        "份号" => meta.copy_number.clone(),
        "标志" => Some(meta.mark.clone()),
        "印发机关" => imprint.map(|imprint| imprint.office.clone()),
        "印发日期" => imprint.and_then(|imprint| imprint.date).map(Date::printed),
        _ => None,
    };
    let value = value.unwrap_or_default();
    let needed = NEEDED.into_iter().find(|needed| *needed == name && value.is_empty());
    let Some(needed) = needed.filter(|_| !(meta.layout == Layout::Minutes)) else { return body::escaped(&value) };
    if !left.contains(&needed) {
        left.push(needed);
    }
    format!("〔待填写：{needed}〕")
}

fn unknown(place: &Place) -> Option<Diagnostic> {
    let name = &place.name;
    if NAMES.contains(&name.as_str()) {
        return None;
    }
    let known = NAMES.join("、");
    let problem =
        text!(zh: "模板中的 `{{{{{name}}}}}` 无法识别", en: "the template's `{{{{{name}}}}}` stands for nothing");
    Some(Diagnostic::new(problem).hint(text!(zh: "可用：{known}", en: "known are: {known}")))
}

/// What would go with the paragraph of the text.
fn beside_text(place: &Place) -> Option<Diagnostic> {
    if place.is_with_shape {
        let problem = Text::new(
            "`{{正文}}` 这一段里有图形，填入正文时会丢失",
            "the paragraph of `{{正文}}` holds a shape, which the text would replace",
        );
        let hint = Text::new("把图形移到别的段落", "anchor the shape in another paragraph");
        return Some(Diagnostic::new(problem).hint(hint));
    }
    (!place.is_alone).then(|| {
        let problem = Text::new("`{{正文}}` 没有单独成段", "`{{正文}}` is not a paragraph of its own");
        let hint = Text::new("把 `{{正文}}` 单独写作一段", "make `{{正文}}` a paragraph of its own");
        Diagnostic::new(problem).hint(hint)
    })
}

fn template_at<'a>(path: &'a str, template: &'a [u8]) -> Package<'a> {
    Package { path, file: template, called: Text::new("模板", "the template") }
}

/// The parts with text: the document, its headers and footers.
fn is_text(part: &str) -> bool {
    let name = part.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
    name.is_some_and(|name| name == "document" || name.starts_with("header") || name.starts_with("footer"))
}

/// The template with these parts in place of its own.
fn packed(template: &[u8], parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(template))?;
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(super::docx::written());
    for nth in 0..archive.len() {
        let part = archive.by_index_raw(nth)?;
        let own = part.name().ok().and_then(|name| parts.iter().find(|(known, _)| *known == name));
        match own {
            Some((name, xml)) => {
                file.start_file(name.as_str(), options)?;
                file.write_all(xml.as_bytes())?;
            }
            None => file.raw_copy_file(part)?,
        }
    }
    for (name, xml) in parts.iter().filter(|(name, _)| archive.index_for_name(name).is_none()) {
        file.start_file(name.as_str(), options)?;
        file.write_all(xml.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
