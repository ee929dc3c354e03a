//! What is in the file: parts, measures, and that nothing put into it is markup.

use super::*;
use crate::document::gongwen::{Imprint, Markdown, Meta};
use crate::model::Date;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Read as _;

pub(super) fn paper(meta: Meta, text: &str) -> Gongwen {
    Gongwen::read(meta, &Markdown { path: "函.md", text, lines_before: 0 }).unwrap()
}

pub(super) fn full(layout: Layout) -> Meta {
    Meta {
        layout,
        copy_number: Some("000001".into()),
        secrecy: Some("内部".into()),
        urgency: Some("特急".into()),
        mark: "政协某县委员会文件".into(),
        number: Some("某协发〔2026〕7号".into()),
        signers: vec!["张三".into(), "李四".into(), "王五".into()],
        title: "关于<协商>&“议题”的通知".into(),
        to: Some("县政府办公室".into()),
        issuers: vec!["政协某县委员会".into()],
        date: Date::ymd(2026, 6, 1),
        note: Some("联系人：王小明".into()),
        copies: Some("县委办公室".into()),
        imprint: Some(Imprint { office: "政协某县委员会办公室".into(), date: Date::ymd(2026, 6, 2) }),
        ..Meta::default()
    }
}

const TEXT: &str = "正文<w:b/>&amp;。\n\n## 甲\n\n**乙**、*丙*、〔待填写：丁〕\n\n| 戊 | 己 |\n|---|--:|\n| 1 | a<br>b |\n\n# 附件：名单\n\n庚\n";

pub(super) fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|nth| {
            let mut part = archive.by_index(nth).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

pub(super) fn part(file: &[u8], name: &str) -> String {
    parts(file).into_iter().find(|(known, _)| known == name).unwrap().1
}

/// Names of elements in the order the schema has them.
const PARAGRAPH: &str = "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr";
const RUN: &str = "ins del rFonts b bCs color spacing w kern sz szCs highlight lang";
const SECTION: &str = "headerReference footerReference pgSz pgMar cols titlePg";
const TABLE: &str = "tblW jc tblInd tblBorders tblLayout tblCellMar";
const CELL: &str = "tcW tcBorders vAlign";
const STYLE: &str = "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr";

/// Asserts that a part is well-formed, its elements in the order of the schema.
pub(super) fn well_formed(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, Option<usize>)> = Vec::new();
    loop {
        let (tag, is_start) = match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Eof => break,
            Event::Start(tag) => (tag.name().as_ref().to_owned(), true),
            Event::Empty(tag) => (tag.name().as_ref().to_owned(), false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        if let Some((parent, last)) = open.last_mut() {
            let order = match parent.as_str() {
                "w:pPr" => PARAGRAPH,
                "w:rPr" => RUN,
                "w:sectPr" => SECTION,
                "w:tblPr" => TABLE,
                "w:tcPr" => CELL,
                "w:style" => STYLE,
                _ => "",
            };
            if !order.is_empty() {
                let own = tag.trim_start_matches("w:");
                let place = order.split(' ').position(|known| known == own);
                assert!(place.is_some() && place >= *last, "{name}: {tag} in {parent}");
                *last = place;
            }
        }
        if is_start {
            open.push((tag, None));
        }
    }
    assert!(open.is_empty(), "{name}");
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    for layout in Layout::ALL {
        for (name, text) in parts(&docx(&paper(full(layout), TEXT)).unwrap()) {
            well_formed(&name, &text);
        }
    }
}

#[test]
fn the_file_names_the_text_it_was_made_from() {
    let made = Gongwen { sha256: Some("0123abcd".into()), ..paper(full(Layout::Plain), TEXT) };
    let file = docx(&made).unwrap();
    let custom = part(&file, "docProps/custom.xml");
    assert!(custom.contains("name=\"yijuan-sha256\">") && custom.contains(">0123abcd</vt:lpwstr>"), "{custom}");
    assert!(part(&file, "_rels/.rels").contains("\"docProps/custom.xml\""));
    assert!(part(&file, "[Content_Types].xml").contains("\"/docProps/custom.xml\""));
    for (name, text) in parts(&file) {
        well_formed(&name, &text);
    }
    assert!(!parts(&docx(&paper(full(Layout::Plain), TEXT)).unwrap()).iter().any(|(name, _)| name.contains("custom")));
}

#[test]
fn what_is_put_in_is_text() {
    let document = part(&docx(&paper(full(Layout::Document), TEXT)).unwrap(), "word/document.xml");
    assert!(document.contains("正文&lt;w:b") && document.contains("关于&lt;协商&gt;&amp;“议题”的通知"), "{document}");
    assert!(document.contains("<w:t xml:space=\"preserve\">a</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t>"));
    assert!(document.contains("<w:highlight w:val=\"yellow\"/>") && document.contains("w:eastAsia=\"楷体_GB2312\""));
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_no_clock_is_read() {
    let paper = paper(full(Layout::Letter), TEXT);
    let file = docx(&paper).unwrap();
    assert_eq!(file, docx(&paper).unwrap());
    assert!(part(&file, "docProps/core.xml").contains("2026-06-01T00:00:00Z"));
    let mut archive = ZipArchive::new(Cursor::new(&file)).unwrap();
    for nth in 0..archive.len() {
        assert_eq!(archive.by_index(nth).unwrap().last_modified(), Some(written()));
    }
}

#[test]
fn a_file_that_another_program_has_saved_is_told_apart() {
    let file = docx(&paper(full(Layout::Letter), TEXT)).unwrap();
    assert!(is_untouched(&file));
    let mut saved = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts(&file) {
        saved.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default())).unwrap();
        saved.write_all(text.as_bytes()).unwrap();
    }
    assert!(!is_untouched(&saved.finish().unwrap().into_inner()));
    assert!(!is_untouched(b"") && !is_untouched(b"PK"));
}

#[test]
fn the_page_has_the_measures_of_the_standard() {
    let document = part(&docx(&paper(full(Layout::Document), "甲")).unwrap(), "word/document.xml");
    assert!(document.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "{document}");
    let margins = "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"";
    assert!(document.contains(margins), "{document}");
    let styles = part(&docx(&paper(full(Layout::Document), "甲")).unwrap(), "word/styles.xml");
    assert!(styles.contains("<w:spacing w:val=\"-5\"/>") && styles.contains("w:line=\"579\" w:lineRule=\"exact\""));
    assert!(styles.contains("w:eastAsia=\"仿宋_GB2312\"") && !styles.contains("Theme"));
    let list = part(&docx(&paper(full(Layout::Table), "甲")).unwrap(), "word/document.xml");
    assert!(list.contains("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"), "{list}");
}

#[test]
fn a_letter_has_no_number_on_its_first_page_and_only_copies_below() {
    let file = docx(&paper(full(Layout::Letter), "甲")).unwrap();
    let document = part(&file, "word/document.xml");
    assert!(document.contains("<w:titlePg/>") && document.contains("抄送：县委办公室。") && !document.contains("印发"));
    assert!(!part(&file, "word/footer3.xml").contains("PAGE") && part(&file, "word/footer1.xml").contains("PAGE"));
    let number = part(&docx(&paper(full(Layout::Document), "甲")).unwrap(), "word/settings.xml");
    assert!(number.contains("<w:evenAndOddHeaders/>"));
}

#[test]
fn minutes_have_neither_number_nor_signature() {
    let document = part(&docx(&paper(full(Layout::Minutes), "甲")).unwrap(), "word/document.xml");
    assert!(!document.contains("〔2026〕7号") && !document.contains("w:val=\"Signature\""), "{document}");
}

#[test]
fn the_head_of_a_table_is_repeated_and_no_row_is_broken() {
    let document = part(&docx(&paper(full(Layout::Table), TEXT)).unwrap(), "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(document.matches("<w:cantSplit/>").count(), document.matches("<w:tr>").count());
}

/// The XML of the paragraph that has a text.
fn paragraph(document: &str, text: &str) -> String {
    let found = document.split("<w:p>").find(|paragraph| paragraph.contains(text));
    found.unwrap_or_else(|| panic!("{text} in {document}")).to_owned()
}

#[test]
fn the_last_paragraph_goes_with_the_signature_unless_it_is_the_first_page_s_only_one() {
    for (text, last, is_kept) in [("甲\n\n乙\n", "乙", true), ("## 丙\n\n乙\n", "乙", false), ("乙\n", "乙", false)]
    {
        let text = format!("{text}\n# 附件：名单\n\n庚\n");
        let document = part(&docx(&paper(full(Layout::Document), &text)).unwrap(), "word/document.xml");
        assert_eq!(paragraph(&document, &format!(">{last}<")).contains("<w:keepNext/>"), is_kept, "{text}");
        assert!(paragraph(&document, "附件：名单").contains("<w:keepNext/>"), "{document}");
    }
}

#[test]
fn a_paper_that_is_not_yet_signed_has_room_for_its_date() {
    for (layout, times) in [(Layout::Document, 2), (Layout::Letter, 1), (Layout::Minutes, 2), (Layout::Plain, 2)] {
        let imprint = Some(Imprint { office: "政协某县委员会办公室".into(), date: None });
        let meta = Meta { date: None, imprint, ..full(layout) };
        let document = part(&docx(&paper(meta.clone(), "甲")).unwrap(), "word/document.xml");
        // The imprint is there twice, once for older programs.
        let expected = if layout == Layout::Letter { times } else { times + 1 };
        assert_eq!(document.matches("　　年　　月　　日").count(), expected, "{layout:?}");
        assert_eq!(crate::document::html(&paper(meta, "甲")).unwrap().matches("　　年　　月　　日").count(), times);
        let unknown = Meta { issuers: Vec::new(), date: None, imprint: None, ..full(layout) };
        let document = part(&docx(&paper(unknown, "甲")).unwrap(), "word/document.xml");
        assert!(!document.contains("　　年"), "{layout:?}");
    }
}
