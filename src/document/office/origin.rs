//! Which text a filled template was made from: a property of the file, beside those that the template has.

use super::super::docx::property;
use super::super::gongwen::Gongwen;
use super::super::package::Package;
use crate::diagnostic::Diagnostic;
use regex::Regex;
use std::sync::LazyLock;

/// The part with the properties, and the two that name it.
const PROPERTIES: &str = "docProps/custom.xml";
const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "_rels/.rels";

/// The same property of a file that the template was made from, and the number of each property.
static OLD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<property\s[^>]*name="yijuan-sha256"[^>]*>.*?</property>"#).ok());
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\bpid="([0-9]{1,6})""#).ok());

/// The parts of a template that differ once its file names the text.
pub(super) fn parts(template: &Package, paper: &Gongwen) -> Result<Vec<(String, String)>, Diagnostic> {
    let Some(sha256) = &paper.sha256 else { return Ok(Vec::new()) };
    let texts = template.texts(|name| [PROPERTIES, TYPES, RELATIONS].contains(&name) || name == "word/document.xml")?;
    let mut changed = Vec::new();
    if let Some(there) = part(&texts, PROPERTIES) {
        let kept = OLD.as_ref().map_or_else(|| there.to_owned(), |old| old.replace_all(there, "").into_owned());
        let numbers = NUMBER.iter().flat_map(|number| number.captures_iter(&kept));
        let last = numbers.filter_map(|number| number[1].parse::<u32>().ok()).max().unwrap_or(1);
        changed.extend(inserted(&kept, "</Properties>", &property(sha256, last + 1)?).map(|xml| (PROPERTIES, xml)));
    } else if let (Some(types), Some(relations)) = (part(&texts, TYPES), part(&texts, RELATIONS)) {
        let types = inserted(
            types,
            "</Types>",
            r#"<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#,
        );
        let relations = inserted(
            relations,
            "</Relationships>",
            r#"<Relationship Id="yijuanText" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>"#,
        );
        if let Some((types, relations)) = types.zip(relations) {
            changed.extend([
                (TYPES, types),
                (RELATIONS, relations),
                (PROPERTIES, super::super::docx::properties_of(sha256)?),
            ]);
        }
    }
    Ok(changed.into_iter().map(|(name, xml)| (name.to_owned(), xml)).collect())
}

/// The part of a name.
fn part<'t>(texts: &'t [(String, String)], wanted: &str) -> Option<&'t str> {
    texts.iter().find(|(name, _)| name == wanted).map(|(_, xml)| xml.as_str())
}

/// A part with something more at its end, if it ends as expected.
fn inserted(xml: &str, before: &str, more: &str) -> Option<String> {
    let at = xml.rfind(before)?;
    Some([&xml[..at], more, &xml[at..]].concat())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{part, zipped};
    use super::super::{filled, is_text};
    use super::*;
    use crate::document::gongwen::{Markdown, Meta};

    const DOCUMENT: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p></w:body></w:document>";

    fn made(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let meta = Meta { title: "函".into(), ..Meta::default() };
        let paper = Gongwen::read(meta, &Markdown { path: "函.md", text: "甲", lines_before: 0 }).unwrap();
        let paper = Gongwen { sha256: Some("0123abcd".into()), ..paper };
        let template = zipped(&[&[("word/document.xml", DOCUMENT.as_bytes())], parts].concat());
        assert!(!is_text(PROPERTIES));
        filled("t.docx", &template, &paper).unwrap().file
    }

    #[test]
    fn a_template_without_properties_gets_one() {
        let file = made(&[(TYPES, b"<Types></Types>"), (RELATIONS, b"<Relationships></Relationships>")]);
        assert!(
            part(&file, PROPERTIES).contains("name=\"yijuan-sha256\"") && part(&file, PROPERTIES).contains("0123abcd")
        );
        assert!(part(&file, TYPES).contains("PartName=\"/docProps/custom.xml\""));
        assert!(part(&file, RELATIONS).contains("Target=\"docProps/custom.xml\""));
    }

    #[test]
    fn a_template_keeps_its_own_but_not_the_text_it_was_made_from() {
        let own = "<Properties xmlns=\"p\"><property pid=\"2\" name=\"KSOProductBuildVer\"><a/></property><property fmtid=\"f\" pid=\"7\" name=\"yijuan-sha256\"><b>old</b></property></Properties>";
        let properties = part(&made(&[(PROPERTIES, own.as_bytes())]), PROPERTIES);
        assert!(properties.contains("KSOProductBuildVer") && !properties.contains("old"), "{properties}");
        assert!(
            properties.contains("pid=\"3\" name=\"yijuan-sha256\"") && properties.contains("0123abcd"),
            "{properties}"
        );
    }
}
