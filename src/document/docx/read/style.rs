//! `Styles`: the styles of a file by their names, since every program gives them other ids; and its automatic numbers.

use super::super::STYLES;
use super::element::Element;
use std::collections::HashMap;

/// How far a style is followed to those it is based on.
const FAR: usize = 10;

/// The styles of a file.
pub(super) struct Styles<'e> {
    paragraphs: HashMap<&'e str, &'e Element>,
    characters: HashMap<&'e str, &'e Element>,
    standard: Option<&'e str>,
    /// The levels of each list whose items are numbered, by their ids.
    numbered: HashMap<String, Vec<String>>,
}

impl<'e> Styles<'e> {
    /// Of the parts that have them.
    pub(super) fn of(styles: Option<&'e Element>, numbering: Option<&Element>) -> Self {
        let (mut paragraphs, mut characters, mut standard) = (HashMap::new(), HashMap::new(), None);
        let all = styles.and_then(|part| part.find("w:styles")).into_iter().flat_map(Element::elements);
        for style in all.filter(|element| element.name == "w:style") {
            let Some(id) = style.attribute("w:styleId") else { continue };
            match style.attribute("w:type") {
                Some("character") => characters.insert(id, style),
                Some("paragraph") | None => {
                    if matches!(style.attribute("w:default"), Some("1" | "true")) {
                        standard = Some(id);
                    }
                    paragraphs.insert(id, style)
                }
                Some(_) => None,
            };
        }
        Self { paragraphs, characters, standard, numbered: numbering.map(numbered).unwrap_or_default() }
    }

    /// The id that the style of a paragraph has among those of this program; its own if it is none of them.
    pub(super) fn called(&self, properties: Option<&Element>) -> String {
        let written = properties.and_then(|properties| properties.value("w:pStyle")).or(self.standard);
        let level = properties.and_then(|properties| properties.value("w:outlineLvl"));
        let Some(written) = written else { return heading(level).unwrap_or("Body").to_owned() };
        let mut id = written;
        for _ in 0..FAR {
            let Some(style) = self.paragraphs.get(id) else { break };
            if let Some(known) = style.value("w:name").and_then(known) {
                return heading(level.filter(|_| known == "Body")).unwrap_or(known).to_owned();
            }
            if let Some(heading) = heading(style.at(&["w:pPr"]).and_then(|style| style.value("w:outlineLvl"))) {
                return heading.to_owned();
            }
            let Some(based_on) = style.value("w:basedOn") else { break };
            id = based_on;
        }
        let own = STYLES.iter().map(|style| style.id).chain(["Body"]).find(|own| *own == written);
        heading(level).or(own).unwrap_or(written).to_owned()
    }

    /// The properties of the characters of a style.
    pub(super) fn characters(&self, id: &str) -> Option<&'e Element> {
        self.characters.get(id)?.find("w:rPr")
    }

    /// Whether a program numbers paragraphs with these properties.
    pub(super) fn numbers(&self, properties: &Element) -> bool {
        let Some(list) = properties.find("w:numPr") else { return false };
        let level = list.value("w:ilvl").unwrap_or("0");
        let levels = list.value("w:numId").and_then(|id| self.numbered.get(id));
        levels.is_some_and(|levels| levels.iter().any(|known| known == level))
    }
}

/// The style of this program that has a name.
fn known(name: &str) -> Option<&'static str> {
    if name.eq_ignore_ascii_case("normal") {
        return Some("Body");
    }
    STYLES.iter().find(|style| style.name.eq_ignore_ascii_case(name)).map(|style| style.id)
}

/// The heading of a level in the outline.
fn heading(level: Option<&str>) -> Option<&'static str> {
    STYLES.iter().find(|style| style.level.is_some_and(|own| Some(own.to_string().as_str()) == level)).map(|s| s.id)
}

/// The lists whose levels have a number or a bullet, and which levels.
fn numbered(part: &Element) -> HashMap<String, Vec<String>> {
    let Some(numbering) = part.find("w:numbering") else { return HashMap::new() };
    let mut levels: HashMap<&str, Vec<&str>> = HashMap::new();
    for list in numbering.elements().filter(|element| element.name == "w:abstractNum") {
        let shown = list.elements().filter(|level| level.name == "w:lvl" && level.value("w:numFmt") != Some("none"));
        let shown = shown.filter_map(|level| level.attribute("w:ilvl")).collect();
        levels.insert(list.attribute("w:abstractNumId").unwrap_or_default(), shown);
    }
    let lists = numbering.elements().filter(|element| element.name == "w:num");
    let of_list = lists.filter_map(|list| {
        let shown = levels.get(list.value("w:abstractNumId")?)?;
        Some((list.attribute("w:numId")?.to_owned(), shown.iter().map(ToString::to_string).collect()))
    });
    of_list.collect()
}
