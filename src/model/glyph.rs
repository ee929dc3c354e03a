//! Maps characters that look alike and mean the same to the usual one: radicals and duplicates that PDF files and old
//! code tables give, and full-width letters and digits.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

/// Radicals that Unicode does not decompose, and below, in the same order, the characters they are.
const RADICALS: &str = "⺜⺝⺟⺠⺬⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳";
const CHARACTERS: &str = "日月母民示虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟";

/// A text with the usual character for each radical, compatibility ideograph and full-width letter or digit.
/// Punctuation stays, and so does what NFKC would change in meaning, such as ² and ①.
pub(super) fn usual(text: &str) -> Cow<'_, str> {
    // The UTF-8 of every character that is replaced begins with one of these bytes; nearly no text has any.
    let may_have_some = text.bytes().any(|byte| byte == 0xe2 || byte >= 0xef);
    if may_have_some && text.chars().any(|c| usual_character(c) != c) {
        Cow::Owned(text.chars().map(usual_character).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn usual_character(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2eff}' => {
            let found = RADICALS.chars().zip(CHARACTERS.chars()).find(|(radical, _)| *radical == c);
            found.map_or(c, |(_, character)| character)
        }
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => first(c, |c, emit| decompose_canonical(c, emit)),
        '\u{2f00}'..='\u{2fdf}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            first(c, |c, emit| decompose_compatible(c, emit))
        }
        _ => c,
    }
}

/// The first character of a decomposition.
fn first(c: char, decompose: impl FnOnce(char, &mut dyn FnMut(char))) -> char {
    let mut found = None;
    decompose(c, &mut |part| {
        found.get_or_insert(part);
    });
    found.unwrap_or(c)
}

/// The characters of a [`usual`] text for comparison: without white space, with the plain forms of full-width
/// punctuation, Roman numerals and the dots within names.
pub(super) fn compared(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(|c| {
        let (own, form) = match c {
            '•' | '‧' | '∙' | '⋅' | '・' | '･' | '●' => (Some('·'), None),
            '\u{ff01}'..='\u{ffee}' | '\u{2160}'..='\u{217f}' => (None, Some(std::iter::once(c).nfkc())),
            _ => (Some(c), None),
        };
        own.into_iter().chain(form.into_iter().flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_radical_has_its_character() {
        assert_eq!(RADICALS.chars().count(), CHARACTERS.chars().count());
        for (radical, character) in RADICALS.chars().zip(CHARACTERS.chars()) {
            assert!(('\u{2e80}'..='\u{2ef3}').contains(&radical), "{radical}");
            assert!(('\u{4e00}'..='\u{9fff}').contains(&character), "{character}");
        }
    }

    #[test]
    fn what_looks_the_same_and_means_the_same_becomes_the_same() {
        assert_eq!(usual("⼈⼯智能与⺠⽣、⻓者⻝堂"), "人工智能与民生、长者食堂");
        assert_eq!(usual("\u{f9b5}\u{2f804}"), "例\u{4f60}");
        assert_eq!(usual("２０２６年Ａ座ｂ区"), "2026年A座b区");
    }

    #[test]
    fn what_means_something_else_or_is_punctuation_stays() {
        for text in ["10㎡", "方案①", "m²", "（二期）：甲，乙！", "½", "℃", "“十五五”", "⺀⺮", "㈠", "…"]
        {
            assert!(matches!(usual(text), Cow::Borrowed(_)), "{text}");
        }
        for (one, other) in [("方案①", "方案1"), ("m²", "m2"), ("10㎡", "10m2"), ("甲A", "甲a")] {
            assert!(compared(one).ne(compared(other)), "{one}");
        }
    }

    #[test]
    fn forms_of_punctuation_are_compared_as_one() {
        for (one, other) in [
            ("改造（二期）：甲", "改造(二期):甲"),
            ("买买提·示例", "买买提•示例"),
            ("第Ⅱ期", "第II期"),
            ("老旧　小区", "老旧小区"),
        ] {
            assert!(compared(one).eq(compared(other)), "{one}");
        }
    }
}
