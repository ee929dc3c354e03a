//! Comments on papers that come back, and the words they are on.

use super::desk::{Desk, said};
use super::{HEAD, back, meta, sent};
use crate::document::docx::read::{Anchor, By, Note, Paragraph, Part, Piece};

fn anchor(note: &str, begins: bool) -> Anchor {
    Anchor { note: note.to_owned(), begins }
}

#[test]
fn a_comment_is_on_its_own_words_among_equal_ones() {
    let body = "\n## 甲\n\n由**街道**办理，街道负责。\n\n| 单位 |\n|---|\n| 街道 |\n";
    let text = format!("{HEAD}{body}");
    let mut received = sent(&meta(), &text);
    let mut desk = Desk { parts: std::mem::take(&mut received.parts) };
    let at = desk.at("街道负责");
    let Part::Paragraph(paragraph) = &mut desk.parts[at] else { panic!() };
    let last = paragraph.pieces.pop().unwrap();
    let parted = ["办理，", "街道", "负责。"].map(|text| Piece { text: text.to_owned(), ..last.clone() });
    paragraph.pieces.extend(parted);
    paragraph.anchors =
        vec![(3, anchor("1", true)), (4, anchor("1", false)), (5, anchor("4", true)), (5, anchor("4", false))];
    let Part::Paragraph(title) = desk.parts.iter_mut().find(|part| said(part).contains("关于")).unwrap() else {
        panic!()
    };
    title.anchors = vec![(0, anchor("2", true)), (1, anchor("2", false))];
    let Part::Paragraph(cell) = Part::Paragraph(desk.rows()[1].cells[0].paragraphs[0].clone()) else { panic!() };
    desk.rows()[1].cells[0].paragraphs[0] =
        Paragraph { anchors: vec![(0, anchor("3", true)), (1, anchor("3", false))], ..cell };
    received.parts = desk.parts;
    let note = |id: &str, text: &str, answers: Option<&str>| Note {
        id: id.to_owned(),
        by: By { author: "孙范文".into(), day: Some("2026-06-02".parse().unwrap()) },
        text: text.to_owned(),
        answers: answers.map(ToOwned::to_owned),
        done: false,
    };
    received.comments = vec![
        note("1", "哪个", None),
        note("2", "题目", None),
        note("3", "核", None),
        note("4", "全", None),
        note("5", "答", Some("1")),
        note("6", "无处", None),
    ];
    let back = back(&meta(), &text, &received);
    assert_eq!(back.text, text);
    let at =
        |words: &str, nth: usize| text.match_indices(words).nth(nth).map(|(at, _)| text[..at].chars().count()).unwrap();
    let told: Vec<_> =
        back.comments.iter().map(|one| (one.quote.as_str(), one.start, one.body.as_str(), one.answers)).collect();
    let whole = "由**街道**办理，街道负责。";
    assert_eq!(
        told,
        [
            ("街道", at("街道", 1), "哪个", None),
            ("关于协商的通知", at("关于协商的通知", 0), "题目", None),
            ("街道", at("街道", 2), "核", None),
            (whole, at(whole, 0), "全", None),
            ("街道", at("街道", 1), "答", Some(0)),
            ("关于协商的通知", at("关于协商的通知", 0), "无处", None),
        ]
    );
    assert_eq!(
        back.left.iter().map(|left| left.zh.as_str()).collect::<Vec<_>>(),
        ["孙范文的批注没有标在文字上，作为对标题的批注：无处"]
    );
}
