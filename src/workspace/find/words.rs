//! How words are compared with what stands in a file: folded, and by the initials of pinyin.

use pinyin::ToPinyin as _;

/// The first letter of each character's pinyin, with its place; Latin letters and figures are their own.
pub(super) fn initials(title: &str) -> Vec<(usize, char)> {
    let initial = |c: char| match c {
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        c => c.to_pinyin()?.plain().chars().next(),
    };
    title.chars().enumerate().filter_map(|(at, c)| Some((at, initial(c)?))).collect()
}

/// A text as it is compared: without case, full-width letters, figures and signs as others, and whatever brackets stand
/// around the year of a number. It has as many characters.
pub(super) fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '〔' | '[' | '［' | '【' => '(',
        '〕' | ']' | '］' | '】' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_folded_text_has_as_many_characters() {
        for (text, is) in [
            ("加装电梯", "加装电梯"),
            ("云协函〔2026〕3号 [2026]", "云协函(2026)3号 (2026)"),
            ("ＡＢｃ（１）　Ü", "abc(1) Ü"),
            ("《协商函》，“甲”", "《协商函》,“甲”"),
        ] {
            assert_eq!(folded(text), is);
            assert_eq!(folded(text).chars().count(), text.chars().count());
        }
    }
}
