//! A DOCX that comes back is read, or refused with a place and a hint; the paper it becomes is read again and set.
//!
//! The input is the XML of a document's body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use yijuan::document::{Base, Meta, read, returned};

const TEXT: &str = "---\ntitle: 函\n---\n\n## 甲\n\n**乙**〔待填写：丙〕<br>丁\n\n1. 子\n   - 丑\n\n| 戊 |\n|---|\n| 1 |\n\n# 附件：己\n\n庚\n";

fuzz_target!(|bytes: &[u8]| {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    file.write_all(b"<w:document><w:body>").and_then(|()| file.write_all(bytes)).expect("memory");
    file.write_all(b"</w:body></w:document>").expect("memory");
    let received = match read("t.docx", &file.finish().expect("a file").into_inner()) {
        Ok(received) => received,
        Err(problem) => {
            assert!(problem.place.is_some() && problem.hint.is_some());
            return;
        }
    };
    let _ = received.rejected();
    let meta = Meta { title: "函".into(), ..Meta::default() };
    let head = TEXT.find("\n\n").expect("a front matter") + 1;
    match returned(&Base { path: "函.md", text: TEXT, head, meta: &meta, template: None }, &received) {
        Ok(back) => {
            assert!(back.text.starts_with(&TEXT[..head]));
            for comment in &back.comments {
                assert!(back.text.contains(&comment.quote));
            }
        }
        Err(problems) => assert!(problems.iter().all(|problem| problem.hint.is_some())),
    }
});
