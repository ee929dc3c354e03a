//! Papers and edits as they come: what is printed afterwards is what was received.

use super::super::write::Form;
use super::*;
use crate::document::gongwen::runs;
use proptest::prelude::*;

/// A piece of a random paper, and an edit of it.
fn words() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[甲乙丙丁天地人和2a,。（）*_#|<>\\[\\]&!.`~ -]{1,12}").unwrap()
}

fn body() -> impl Strategy<Value = String> {
    let block = (0..7_usize, words(), words()).prop_map(|(kind, one, other)| {
        let (one, other) = (format!("子{}", Form::Paragraph.written(&runs(&one))), Form::Cell.written(&runs(&other)));
        match kind {
            0 => format!("## {one}\n\n"),
            1 => format!("1. {one}\n2. 丑{other}\n   - 寅\n\n"),
            2 => format!("> {one}\n\n"),
            3 => format!("| 卯{other} | 辰 |\n|---|---|\n| {other} | 巳 |\n\n"),
            4 => "```\n  午\n  未\n```\n\n".to_owned(),
            _ => format!("{one}**申**{other}酉\n\n"),
        }
    });
    proptest::collection::vec(block, 1..8)
        .prop_map(|blocks| format!("\n{}", blocks.concat().trim_end().to_owned() + "\n"))
}

fn is_code(part: &Part) -> bool {
    matches!(part, Part::Paragraph(paragraph) if paragraph.style == "Flush" && said(part).starts_with(' '))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_hundred_edits_are_printed_as_they_were_received(
        body in body(),
        edits in proptest::collection::vec((0..4_usize, any::<prop::sample::Index>(), words()), 1..5),
    ) {
        let text = format!("{HEAD}{body}");
        let markdown = Markdown { path: "通知.md", text: &body, lines_before: 0 };
        prop_assume!(Gongwen::read(meta(), &markdown).is_ok());
        let mut received = sent(&meta(), &text);
        let first = received.parts.iter().position(|part| said(part) == "各委室：").unwrap() + 1;
        let last = received.parts.iter().rposition(|part| matches!(part, Part::Paragraph(one) if one.style == "Signature")).unwrap() - 3;
        for (kind, at, words) in edits {
            let last = last.min(received.parts.len().saturating_sub(5)).max(first);
            let at = first + at.index(last - first + 1);
            let words = format!("戌{words}亥");
            let amid_code = received.parts[at.saturating_sub(5)..].iter().take(10).any(is_code);
            match (kind, received.parts.get_mut(at)) {
                (0, _) => received.parts.insert(at, new("Body", &words)),
                (1, Some(Part::Paragraph(paragraph))) if paragraph.style != "Signature" && !paragraph.pieces.is_empty() => {
                    paragraph.pieces.last_mut().unwrap().text += &words;
                }
                (2, Some(Part::Paragraph(paragraph))) if paragraph.style == "Body" || paragraph.style == "H1" => {
                    received.parts.remove(at);
                }
                // A heading amid code would end it, and is told.
                (3, _) if !amid_code => {
                    received.parts.insert(at, new("H1", &words));
                }
                _ => {}
            }
        }
        let back = back(&meta(), &text, &received);
        let left: Vec<&str> = back.left.iter().map(|left| left.zh.as_str()).filter(|left| !left.starts_with("标题和列项的序号")).collect();
        prop_assert_eq!(left, Vec::<&str>::new(), "{}", back.text);
    }
}
