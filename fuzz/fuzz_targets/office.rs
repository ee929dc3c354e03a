//! The template of an office is filled, or refused with a place and a hint; what is filled is sound XML again if it was.
//!
//! The input is the XML of a document's body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Read as _, Write as _};
use yijuan::document::{Gongwen, Markdown, Meta, office};

const TEXT: &str = "## 甲\n\n**乙**〔待填写：丙〕<br>丁\n\n| 戊 |\n|---|\n| 1 |\n\n# 附件：己\n\n庚\n";

fuzz_target!(|bytes: &[u8]| {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    file.write_all(b"<w:document><w:body>").and_then(|()| file.write_all(bytes)).expect("memory");
    file.write_all("<w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p></w:body></w:document>".as_bytes()).expect("memory");
    let template = file.finish().expect("a file").into_inner();
    let meta = Meta { title: "关于<甲>&的函".into(), ..Meta::default() };
    let paper = Gongwen::read(meta, &Markdown { path: "函.md", text: TEXT, lines_before: 0 }).expect("a paper");
    match office::filled("t.docx", &template, &paper) {
        Ok(filled) => {
            let mut archive = zip::ZipArchive::new(Cursor::new(filled.file)).expect("a ZIP file");
            let mut xml = String::new();
            archive.by_name("word/document.xml").expect("the document").read_to_string(&mut xml).expect("text");
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event().expect("sound XML") != quick_xml::events::Event::Eof {}
        }
        Err(problems) => assert!(problems.iter().all(|problem| problem.place.is_some() && problem.hint.is_some())),
    }
});
