//! Front matter: the block is what stands between the marks, marks and block and text make up the file,
//! what is wrong in it is said at its line, and headings are found at theirs.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yijuan::archive::{Block, body, decode, front_matter, front_matter_block, locate, record};
use yijuan::model::{FrontMatter, Name, Outline};
use yijuan::diagnostic::Location;
use yijuan_fuzz::{Files, hold_spot};

const PATH: &str = "topics/2026/001-电梯/协商函.md";

fuzz_target!(|bytes: &[u8]| {
    let text = match decode(PATH, bytes) {
        Ok(text) => text,
        Err(problem) => {
            let place = problem.place.expect("bytes that are no text stand somewhere");
            hold_spot(&String::from_utf8_lossy(bytes), place.line.expect("a line"), None, &place);
            return;
        }
    };
    let (body, lines_before) = body(text);
    let marks = marks(text);
    match (front_matter_block(text), &marks) {
        (Block::Closed(block), Some((open, Some((between, close, after))))) => {
            assert_eq!(block, *between);
            assert_eq!(body, *after);
            assert_eq!([*open, block, *close, body].concat(), text);
            assert_eq!(lines_before, text.matches('\n').count() - body.matches('\n').count());
        }
        (Block::Open, Some((_, None))) | (Block::None, None) => assert_eq!((body, lines_before), (text, 0)),
        (found, _) => panic!("{found:?}, but the marks are {marks:?} in\n{text}"),
    }
    hold_read(bytes, text);
    hold_outline(text, body, lines_before);
});

type Marks<'t> = (&'t str, Option<(&'t str, &'t str, &'t str)>);

/// The opening mark, and if it is closed: what stands between, the closing mark, the rest.
fn marks(text: &str) -> Option<Marks<'_>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let open = *lines.first().filter(|line| matches!(**line, "---\n" | "---\r\n"))?;
    let Some(close) = lines.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "...")) else {
        return Some((open, None));
    };
    let until: usize = lines[..=close].iter().map(|line| line.len()).sum();
    let rest = &text[until..];
    let mark = lines[close + 1];
    Some((open, Some((&text[open.len()..until], mark, &rest[mark.len()..]))))
}

fn hold_read(bytes: &[u8], text: &str) {
    let mut files = Files::default();
    files.add(PATH, bytes.to_vec());
    let read = front_matter(PATH, text).whole();
    match (&read, front_matter_block(text)) {
        (Ok(None), Block::None) | (Err(_), Block::Open) => {}
        (Ok(Some(front)), Block::Closed(block)) => {
            let alone: FrontMatter = record(PATH, block.as_bytes()).expect("what reads in a paper reads alone");
            assert_eq!(alone, *front);
        }
        (Err(_), Block::Closed(block)) => assert!(record::<FrontMatter>(PATH, block.as_bytes()).is_err()),
        (read, block) => panic!("{read:?} of {block:?}"),
    }
    for problem in read.err().unwrap_or_default() {
        files.hold(&problem.place.expect("a problem in a paper has a place"));
    }
    let mut date = Location::field(PATH, ["date".into()]);
    locate(&files, [&mut date]);
    assert!(date.line.is_some());
    files.hold(&date);
}

fn hold_outline(text: &str, body: &str, lines_before: usize) {
    let outline = Outline::read(body, lines_before);
    let lines: Vec<&str> = text.lines().collect();
    for heading in &outline.headings {
        let line = lines.get(heading.line - 1).unwrap_or_else(|| panic!("{heading:?} in\n{text}"));
        assert!(line.starts_with('#') && Name::from(*line).contains(heading.title.as_str()), "{heading:?} in `{line}`");
    }
    for table in &outline.tables {
        assert!(!table.columns.is_empty());
        assert!(lines[table.line - 1].contains('|'), "{table:?} in\n{text}");
    }
}
