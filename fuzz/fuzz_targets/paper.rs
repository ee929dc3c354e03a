//! A paper is read, or each problem has its line; what is read is set in every form, and the forms are sound.
//!
//! The input is Markdown; its first line names the layout and gives the title.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Read as _};
use yijuan::document::{Gongwen, Layout, Markdown, Meta, csv, docx, html, xlsx};

const PATH: &str = "函.md";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let (layout, title) = head.split_once(' ').unwrap_or(("plain", head));
    let meta = Meta {
        layout: Layout::parse(layout).unwrap_or_default(),
        mark: title.to_owned(),
        title: title.to_owned(),
        to: Some(title.to_owned()),
        issuers: vec![title.to_owned()],
        copies: Some(title.to_owned()),
        ..Meta::default()
    };
    let paper = match Gongwen::read(meta, &Markdown { path: PATH, text: body, lines_before: 3 }) {
        Ok(paper) => paper,
        Err(problems) => {
            let lines = body.lines().count() + 4;
            for problem in problems {
                let place = problem.place.expect("a problem of a paper is in it");
                assert!(place.line.is_none_or(|line| (4..=lines).contains(&line)), "{place} of {lines}");
                assert!(problem.hint.is_some());
            }
            return;
        }
    };
    let file = docx(&paper).expect("what is read is set");
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a DOCX is a ZIP file");
    for nth in 0..archive.len() {
        let mut xml = String::new();
        archive.by_index(nth).expect("a part").read_to_string(&mut xml).expect("text");
        let mut reader = quick_xml::Reader::from_str(&xml);
        while reader.read_event().expect("sound XML") != quick_xml::events::Event::Eof {}
    }
    assert!(html(&paper).expect("a page").ends_with("</html>"));
    assert_eq!(csv(&paper).len(), paper.tables().len());
    if !paper.tables().is_empty() {
        xlsx(&paper).expect("a workbook");
    }
});
