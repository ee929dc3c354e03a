//! What is filled into an office's template, what stays as it is, and what is refused.

use super::*;
use crate::document::gongwen::{Markdown, Meta};
use crate::model::Date;
use std::io::Read as _;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

pub(super) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn template(body: &str) -> Vec<u8> {
    let document = format!("<w:document {NAMESPACE}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let header = format!("<w:hdr {NAMESPACE}><w:p><w:r><w:t>{{{{标志}}}}</w:t></w:r></w:p></w:hdr>");
    zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/header1.xml", header.as_bytes()),
        ("word/media/a.png", b"\x89PNG"),
    ])
}

fn paper(text: &str) -> Gongwen {
    let meta = Meta {
        title: "关于<协商>&的函".into(),
        mark: "某政协".into(),
        issuers: vec!["某政协办公室".into()],
        date: Date::ymd(2026, 6, 1),
        to: Some("区政府".into()),
        ..Meta::default()
    };
    Gongwen::read(meta, &Markdown { path: "函.md", text, lines_before: 0 }).unwrap()
}

pub(super) fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn fill_in(body: &str, text: &str) -> (String, Vec<&'static str>) {
    let filled = filled("t.docx", &template(body), &paper(text)).unwrap();
    (part(&filled.file, "word/document.xml"), filled.left)
}

fn refused(file: &[u8]) -> Vec<String> {
    check("t.docx", file).unwrap_err().iter().map(ToString::to_string).collect()
}

const BODY_ALONE: &str = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr><w:t>{{正文}}</w:t></w:r></w:p>";

#[test]
fn names_are_filled_in_and_all_else_stays() {
    let body = format!(
        "<w:p  w:rsidR=\"1\"><w:r><w:rPr><w:b/></w:rPr><w:t>甲 {{{{标题}}}} 乙 &amp;</w:t></w:r></w:p>{BODY_ALONE}"
    );
    let (xml, left) = fill_in(&body, "正文。");
    assert!(
        xml.contains("<w:p  w:rsidR=\"1\"><w:r><w:rPr><w:b/></w:rPr><w:t>甲 关于&lt;协商&gt;&amp;的函 乙 &amp;</w:t>"),
        "{xml}"
    );
    assert!(left.is_empty());
    let file = filled("t.docx", &template(&body), &paper("正文。")).unwrap().file;
    assert!(part(&file, "word/header1.xml").contains("<w:t>某政协</w:t>"));
    assert_eq!(file, filled("t.docx", &template(&body), &paper("正文。")).unwrap().file, "the same bytes");
}

#[test]
fn a_name_split_over_twenty_runs_is_one() {
    let run = |c: char| format!("<w:r><w:t xml:space=\"preserve\">{c}</w:t></w:r>");
    let runs = "x{{    标题   }}yz1234".chars().map(run).collect::<Vec<_>>().concat();
    assert_eq!(runs.matches("<w:r>").count(), 20);
    let (xml, _) = fill_in(&format!("<w:p>{runs}<w:proofErr w:type=\"spellEnd\"/></w:p>{BODY_ALONE}"), "甲");
    let texts: String =
        xml.split("<w:t xml:space=\"preserve\">").skip(1).map(|rest| rest.split("</w:t>").next().unwrap()).collect();
    assert!(texts.starts_with("x关于&lt;协商&gt;&amp;的函yz1234"), "{texts}");
    assert!(xml.contains("<w:proofErr w:type=\"spellEnd\"/></w:p>"), "{xml}");
}

#[test]
fn the_text_becomes_paragraphs_in_the_look_of_its_place() {
    let text = "## 甲\n\n**乙**〔待填写：丙〕\n\n| 丁 | 戊 |\n|---|---|\n| 1 | 2 |\n\n# 附件：己\n\n庚\n";
    let (xml, _) = fill_in(BODY_ALONE, text);
    let look = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr><w:t xml:space=\"preserve\">一、</w:t>";
    assert!(xml.contains(look), "{xml}");
    assert!(
        xml.contains("<w:rFonts w:eastAsia=\"仿宋\"/><w:b/><w:sz w:val=\"32\"/></w:rPr><w:t xml:space=\"preserve\">乙"),
        "{xml}"
    );
    assert!(
        xml.contains(
            "<w:sz w:val=\"32\"/><w:highlight w:val=\"yellow\"/></w:rPr><w:t xml:space=\"preserve\">〔待填写：丙〕"
        ),
        "{xml}"
    );
    assert!(xml.contains("<w:tbl>") && xml.contains("<w:br w:type=\"page\"/>") && !xml.contains("{{"), "{xml}");
}

#[test]
fn places_in_a_text_box_within_a_paragraph_are_filled_in() {
    let inner = "<w:p><w:r><w:t>{{标题}}</w:t></w:r></w:p>";
    let body = format!(
        "<w:p><w:r><w:t>{{{{主</w:t></w:r><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r><w:r><w:t>送}}}}</w:t></w:r></w:p>{BODY_ALONE}"
    );
    let (xml, _) = fill_in(&body, "甲");
    assert!(xml.contains("<w:t>关于&lt;协商&gt;&amp;的函</w:t>") && xml.contains("<w:t>区政府</w:t>"), "{xml}");
    let mut reader = quick_xml::Reader::from_str(&xml);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn what_the_paper_does_not_say_is_named_and_left_to_fill_in() {
    let (xml, left) =
        fill_in(&format!("<w:p><w:r><w:t>{{{{文号}}}}{{{{抄送}}}}{{{{文号}}}}</w:t></w:r></w:p>{BODY_ALONE}"), "甲");
    assert!(xml.contains("<w:t>〔待填写：文号〕〔待填写：文号〕</w:t>"), "{xml}");
    assert_eq!(left, ["文号"]);
}

#[test]
fn what_is_no_sound_template_is_refused() {
    assert_eq!(
        refused(&template(&format!("<w:p><w:r><w:t>{{{{题目}}}}</w:t></w:r></w:p>{BODY_ALONE}"))),
        ["t.docx: the template's `{{题目}}` stands for nothing"]
    );
    assert_eq!(refused(&template("<w:p/>")), ["t.docx: the template has no `{{正文}}`"]);
    assert!(
        refused(&template("<w:p><w:r><w:t>{{正文</w:t></w:r></w:p>"))[0]
            .contains("no sound DOCX: word/document.xml: {{正文")
    );
    assert!(refused(&template("<w:p><w:r></w:p>"))[0].contains("no sound DOCX"));
    for file in [&b""[..], b"PK\x03\x04", b"<html>", &template(BODY_ALONE)[..200]] {
        assert!(refused(file)[0].starts_with("t.docx: the template is no sound DOCX"));
    }
    assert!(refused(&zipped(&[("word/styles.xml", b"")]))[0].contains("word/document.xml"));
    assert!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1])[0].contains("encrypted"));
    assert!(refused(&zipped(&[("word/document.xml", &[0xff, 0xfe])]))[0].contains("UTF-8"));
}

#[test]
fn what_would_go_with_the_paragraph_of_the_text_is_refused() {
    for beside in ["内容：", "{{标题}}", "{{正文}}", "&amp;"] {
        let body = format!("<w:p><w:r><w:t>{beside}{{{{正文}}}}</w:t></w:r></w:p>");
        assert_eq!(refused(&template(&body))[0], "t.docx: `{{正文}}` is not a paragraph of its own", "{beside}");
    }
    let boxed = "<w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>";
    for shape in ["<w:drawing/>", "<w:object/>", "<mc:AlternateContent></mc:AlternateContent>", boxed] {
        let body = format!("<w:p><w:r><w:t>{{{{正文}}}}</w:t></w:r><w:r>{shape}</w:r></w:p>");
        let problem = "t.docx: the paragraph of `{{正文}}` holds a shape, which the text would replace";
        assert_eq!(refused(&template(&body)), [problem], "{shape}");
        // Beside another name, or around the text, it stays.
        let title = body.replace("正文", "标题");
        assert_eq!(check("t.docx", &template(&format!("{title}{BODY_ALONE}"))), Ok(()));
    }
    let around = format!("<w:p><w:r><w:pict><w:txbxContent>{BODY_ALONE}</w:txbxContent></w:pict></w:r></w:p>");
    let (xml, _) = fill_in(&around, "甲");
    assert!(xml.contains("<w:pict><w:txbxContent><w:p>") && xml.contains(">甲</w:t>"), "{xml}");
}

#[test]
fn names_are_counted_and_a_thousand_are_enough() {
    let many =
        |count: usize| template(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>{BODY_ALONE}", "{{标题}}".repeat(count)));
    // The text and the mark in the header are names too.
    assert_eq!(check("t.docx", &many(998)), Ok(()));
    for count in [999, 80_000] {
        assert_eq!(refused(&many(count)), ["t.docx: the template has more than 1000 `{{…}}`"]);
    }
    assert_eq!(refused(&template(&"<w:p><w:r><w:t>{{甲}}</w:t></w:r></w:p>".repeat(80_000))).len(), 1);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let large = vec![b' '; 40 << 20];
    assert_eq!(refused(&zipped(&[("word/document.xml", &large)])), ["t.docx: the template is too large"]);
    // What is not read may be of any size.
    let document = part(&template(BODY_ALONE), "word/document.xml");
    assert_eq!(
        check("t.docx", &zipped(&[("word/document.xml", document.as_bytes()), ("word/media/a.bmp", &large)])),
        Ok(())
    );
    let names: Vec<String> = (0..2100).map(|nth| format!("word/media/{nth}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused(&zipped(&many)), ["t.docx: the template is too large"]);
}
