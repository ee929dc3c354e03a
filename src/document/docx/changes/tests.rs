//! What is in the file: whose each change is, and where comments stand.

use super::super::tests::{full, paper, part, parts, well_formed};
use super::super::{Unit, docx, read};
use super::*;
use crate::document::gongwen::Layout;
use proptest::prelude::*;

/// The papers that some texts make, and the file with the changes from one to the next.
fn file(texts: &[&str], comments: &[MarginComment]) -> Vec<u8> {
    let papers: Vec<Gongwen> = texts.iter().map(|text| paper(full(Layout::Document), text)).collect();
    let authors = ["", "李<四>", "王&五"];
    let editions = papers.iter().zip(authors).enumerate().skip(1);
    let later: Vec<Edition> = editions
        .map(|(nth, (paper, author))| {
            let day = Date::ymd(2026, 6, u32::try_from(nth).unwrap()).unwrap();
            Edition { paper, author, day }
        })
        .collect();
    with_changes(&papers[0], &later, comments).unwrap()
}

const OLD: &str = "会议时间：3日。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n另行通知。\n";
const MIDDLE: &str = "会议时间：5日。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n另行通知。\n";
const NEW: &str = "会议时间：5日下午。\n\n| 甲 | 乙 |\n|---|---|\n| 3 | 4 |\n";

fn comment(unit: usize, range: Range<usize>) -> MarginComment {
    let day = Date::ymd(2026, 6, 9).unwrap();
    MarginComment {
        id: "0e440231".into(), author: "赵<六>".into(), day, text: "请\n核实<w:p/>".into(), unit, range
    }
}

#[test]
fn each_change_has_its_author_and_day() {
    let document = part(&file(&[OLD, MIDDLE, NEW], &[]), "word/document.xml");
    let (first, second) = (
        "w:author=\"李&lt;四&gt;\" w:date=\"2026-06-01T00:00:00Z\"",
        "w:author=\"王&amp;五\" w:date=\"2026-06-02T00:00:00Z\"",
    );
    let run = |kind: &str, by: &str, text: &str| {
        let t = if kind == "del" { "delText" } else { "t" };
        let (from, to) = (format!("<w:{kind} "), format!("</w:{kind}>"));
        let told = document.split(&from).skip(1).map(|change| change.split(&to).next().unwrap());
        let found = told.filter(|change| change.contains(&format!(">{text}</w:{t}>")) && change.contains(by)).count();
        assert_eq!(found, 1, "{kind} {text} by {by}: {document}");
    };
    run("del", first, "3");
    run("ins", first, "5");
    run("ins", second, "下午");
    run("del", second, "另行通知。");
    // Two rows changed: one came, one went.
    let rows: Vec<&str> =
        document.split("<w:trPr>").skip(1).map(|row| row.split("</w:trPr>").next().unwrap()).collect();
    assert!(rows.iter().any(|row| row.contains("<w:ins ") && row.contains(first)), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("<w:del ") && row.contains(second)), "{rows:?}");
    let mut ids: Vec<&str> = document.split(" w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "every change has its own number");
}

/// The words that a comment is on.
fn commented(document: &str, id: usize) -> String {
    let begun = document.split(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).nth(1).unwrap();
    let range = begun.split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).next().unwrap();
    let texts = range.split("<w:t xml:space=\"preserve\">").skip(1);
    texts.map(|text| text.split('<').next().unwrap()).collect()
}

#[test]
fn comments_stand_at_their_words() {
    let units = units(&paper(full(Layout::Document), NEW)).unwrap();
    let at = |text: &str| units.iter().position(|unit| unit.contains(text)).unwrap();
    let blank = units.iter().position(String::is_empty).unwrap();
    let comments = [
        comment(at("会议时间"), 2..4),
        comment(at("会议时间"), 3..7),
        comment(at("3\t4"), 0..3),
        comment(blank, 0..0),
        comment(1000, 5..9),
    ];
    let file = file(&[OLD, NEW], &comments);
    let document = part(&file, "word/document.xml");
    for id in 0..comments.len() {
        for mark in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
            assert_eq!(document.matches(&format!("<w:{mark} w:id=\"{id}\"/>")).count(), 1, "{mark} {id}: {document}");
        }
    }
    assert_eq!([0, 1, 2].map(|id| commented(&document, id)), ["时间", "间：5日", "34"]);
    assert!(part(&file, "word/comments.xml").contains("核实&lt;w:p&#x2f;&gt;"), "{}", part(&file, "word/comments.xml"));
    assert!(part(&file, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&file, "word/_rels/document.xml.rels").contains("\"comments.xml\""));
}

#[test]
fn the_file_is_well_formed_the_same_each_time_and_of_the_last_edition() {
    let made = file(&[OLD, MIDDLE, NEW], &[comment(3, 0..0)]);
    assert_eq!(made, file(&[OLD, MIDDLE, NEW], &[comment(3, 0..0)]));
    for (name, text) in parts(&made) {
        well_formed(&name, &text);
    }
    assert!(part(&made, "word/settings.xml").contains("<w:trackRevisions/>"));
    assert!(!parts(&file(&[OLD, NEW], &[])).iter().any(|(name, _)| name.contains("comments")));
}

#[test]
fn what_did_not_change_is_set_as_ever() {
    let same = paper(full(Layout::Document), NEW);
    let day = Date::ymd(2026, 6, 1).unwrap();
    let edition = Edition { paper: &same, author: "李四", day };
    let files = [with_changes(&same, &[edition], &[]), docx(&same)];
    let [changed, plain] = files.map(|file| part(&file.unwrap(), "word/document.xml"));
    assert_eq!(changed, plain);
}

/// A block of a random paper: a paragraph, a heading or a table.
fn block() -> impl Strategy<Value = String> {
    let words = || proptest::string::string_regex("[甲乙丙丁天地人和5]{1,9}").unwrap();
    (0..4_usize, words(), words(), words()).prop_map(|(kind, one, two, three)| match kind {
        0 => format!("## {one}\n\n"),
        1 => format!("| 子{one} | 丑 |\n|---|---|\n| {two} | {three} |\n| 寅{three} | {one} |\n\n"),
        _ => format!("卯{one}，{two}。{three}。\n\n"),
    })
}

/// The parts of a file with words in them, as its reader tells them.
fn told(units: &[Unit]) -> Vec<String> {
    units.iter().map(Unit::plain).filter(|unit| !unit.trim().is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Each edit puts a block in the place of others; the first three of them are one edition, the rest the next.
    #[test]
    fn a_hundred_random_edits_written_as_revisions_read_back_equal(
        first in proptest::collection::vec(block(), 1..8),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..3_usize, block(), any::<bool>()), 1..7),
    ) {
        let mut blocks = first;
        let mut texts = vec![blocks.concat()];
        for (nth, (at, gone, new, is_kept)) in edits.into_iter().enumerate() {
            let at = at.index(blocks.len() + 1);
            let gone = at..blocks.len().min(at + gone);
            // A paragraph that is kept gets words at its end.
            let kept = blocks.get(at).filter(|block| is_kept && block.starts_with('卯')).cloned();
            let new = kept.map_or(new, |kept| kept.replace("。\n", "，并予落实。\n"));
            blocks.splice(gone, [new]);
            if nth == 2 {
                texts.push(blocks.concat());
            }
        }
        texts.push(blocks.concat());
        let editions: Vec<&str> = texts.iter().map(String::as_str).collect();
        let received = read("甲.docx", &file(&editions, &[])).unwrap();
        let printed = |text: &str| {
            let file = docx(&paper(full(Layout::Document), text)).unwrap();
            told(&read("乙.docx", &file).unwrap().accepted())
        };
        prop_assert_eq!(told(&received.accepted()), printed(editions[editions.len() - 1]));
        prop_assert_eq!(told(&received.rejected()), printed(editions[0]));
    }
}
