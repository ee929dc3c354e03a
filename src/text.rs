//! Text in both languages of the program, and functions on texts that come from data.
//!
//! A library function does not know the language of its reader, so it gives both wordings and the report chooses. No
//! language is passed around, and no sentence can exist in one language only.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 简体中文, written `zh-CN`.
    Chinese,
    /// English, written `en`.
    English,
}

impl Language {
    /// The languages, as in options and settings.
    pub const TAGS: [&str; 2] = ["zh-CN", "en"];

    /// Reads `zh-CN`, `zh_CN.UTF-8`, `zh`, `en`, `en_GB` and the like.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("zh") => Some(Self::Chinese),
            Some("en" | "c" | "posix") => Some(Self::English),
            _ => None,
        }
    }

    /// The wording in this language.
    #[must_use]
    pub fn choose<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }
}

/// A sentence or name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The Chinese wording.
    pub zh: String,
    /// The English wording.
    pub en: String,
}

impl Text {
    /// A text of two wordings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// A text that is the same in both languages: a name, an id, a path.
    pub fn same(word: impl Into<String>) -> Self {
        let word = word.into();
        Self { zh: word.clone(), en: word }
    }

    /// The wording in one language.
    #[must_use]
    pub fn in_(&self, language: Language) -> &str {
        language.choose(&self.zh, &self.en)
    }

    /// Both wordings in one string, to pass through an error type that only has room for a string.
    #[must_use]
    pub fn packed(&self) -> String {
        [&self.zh, &self.en].map(|wording| format!("{SEPARATOR}{}", wording.replace(SEPARATOR, " "))).concat()
    }

    /// The text packed into a string.
    #[must_use]
    pub fn unpacked(packed: &str) -> Option<Self> {
        let (zh, en) = packed.strip_prefix(SEPARATOR)?.split_once(SEPARATOR)?;
        (!en.contains(SEPARATOR)).then(|| Self::new(zh, en))
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }

    /// Appends another text.
    #[must_use]
    pub fn then(mut self, next: &Text) -> Self {
        self.zh.push_str(&next.zh);
        self.en.push_str(&next.en);
        self
    }

    /// A list of names, ids or paths, with the separator of each language.
    pub fn listed<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<W> = words.into_iter().collect();
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        Self::new(words.join("、"), words.join(", "))
    }

    /// Joins texts; `zh` and `en` are the separators of each language.
    pub fn join<'a>(texts: impl IntoIterator<Item = &'a Text>, zh: &str, en: &str) -> Self {
        let mut joined = Self::same("");
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                joined.zh.push_str(zh);
                joined.en.push_str(en);
            }
            joined.zh.push_str(&text.zh);
            joined.en.push_str(&text.en);
        }
        joined
    }
}

/// A character that no wording contains.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// A sentence in both languages: `text!(zh: "…{path}…", en: "… {path} …")`.
#[macro_export]
macro_rules! text {
    (zh: $zh:literal, en: $en:literal $(,)?) => {
        $crate::text::Text::new(::std::format!($zh), ::std::format!($en))
    };
}

/// Whether a character is invisible: a control character, or one that changes direction or takes no room.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The hidden characters of a text of several lines, with their byte offsets. Line ends, tabs and the joiners within
/// emoji do not count, because they are part of what is seen.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let searched = if may_hide(text.as_bytes()) { text } else { "" };
    searched.char_indices().filter(move |(at, c)| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        '\u{200d}' => !joins_emoji(text, *at),
        c => is_hidden(*c),
    })
}

/// Whether the character at a byte offset is between two parts of one emoji.
fn joins_emoji(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().nth(1));
    before.is_some_and(is_pictured) && after.is_some_and(is_pictured)
}

/// Whether a text is a single line that is not blank and has no hidden characters.
#[must_use]
pub fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control) && hidden(text).next().is_none()
}

/// Marks that end a command in a sentence, unless they are quoted.
const AFTER_COMMAND: &str = "；，。（）";

/// Whether a text is one word to a shell, and to whoever reads a command in a sentence, without quotes.
fn is_one_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_plain)
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !AFTER_COMMAND.contains(c)
}

/// A text for a shell command, quoted if necessary.
pub(crate) fn one_word(text: &str) -> Cow<'_, str> {
    if is_one_word(text) { text.into() } else { format!("'{}'", text.replace('\'', r"'\''")).into() }
}

/// The letters and digits of a text in one case, which remain if a user leaves out punctuation.
pub fn folded(text: impl IntoIterator<Item = char>) -> impl Iterator<Item = char> {
    text.into_iter().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// A quick test whether a text may have hidden characters. Every paper goes through it and hardly any has some. Without
/// an early exit many bytes are compared at once, which is much faster than decoding them.
fn may_hide(text: &[u8]) -> bool {
    !text.ends_with(b"\n")
        || text.iter().fold(0, |any, byte| any | u8::from(is_control_byte(*byte))) > 0
        || text.windows(3).fold(0, |any, bytes| any | u8::from(may_begin_hidden(bytes))) > 0
}

fn is_control_byte(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b..=0x1f | 0x7f)
}

/// Whether the UTF-8 of a hidden character may begin with these three bytes.
fn may_begin_hidden(bytes: &[u8]) -> bool {
    match (bytes[0], bytes[1], bytes[2]) {
        (0xc2, second, _) => second < 0xa0 || second == 0xad,
        (0xe2, 0x80, third) => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        (first, second, _) => {
            matches!((first, second), (0xd8, 0x9c) | (0xe1 | 0xf3, 0xa0) | (0xe2, 0x81) | (0xef, 0xbb | 0xbf))
        }
    }
}

/// Whether a character can be part of a joined emoji: a picture, or a selector of its form.
fn is_pictured(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Line and column (1-based) of a byte offset in a text.
#[must_use]
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A text of several lines with hidden characters escaped.
#[must_use]
pub fn printable(raw: &str) -> String {
    escaped(raw, |_, c| is_hidden(c) && c != '\n')
}

/// A text with the characters found by [`hidden`] escaped, for output that is read again.
#[must_use]
pub fn seen(raw: &str) -> Cow<'_, str> {
    let mut unseen = hidden(raw).map(|(at, _)| at).peekable();
    if unseen.peek().is_none() { raw.into() } else { escaped(raw, |at, _| unseen.next_if_eq(&at).is_some()).into() }
}

/// A text with hidden characters and line ends escaped, for a single line: a title, a name, a path.
#[must_use]
pub fn on_one_line(raw: &str) -> String {
    escaped(raw, |_, c| is_hidden(c))
}

fn escaped(raw: &str, mut escape: impl FnMut(usize, char) -> bool) -> String {
    let mut shown = String::with_capacity(raw.len());
    for (at, c) in raw.char_indices() {
        if escape(at, c) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The nearest of `known` to a mistyped `word`, if any is similar enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all_nearest(word, known).first().copied()
}

/// All of `known` that are nearest to a mistyped `word`, if any is similar enough.
pub fn all_nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // A longer text is not a mistyped word, and the comparison is quadratic.
    const LONGEST: usize = 256;
    if word.len() > LONGEST {
        return Vec::new();
    }
    let length = word.chars().count();
    let is_near = |distance: usize, length_of_candidate: usize| distance * 3 <= length.max(length_of_candidate);
    let near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let length_of_candidate = candidate.chars().count();
            // The distance is at least the difference of the lengths, and slow to compute.
            let may_be = is_near(length.abs_diff(length_of_candidate), length_of_candidate);
            let distance = may_be.then(|| strsim::damerau_levenshtein(word, candidate))?;
            is_near(distance, length_of_candidate).then_some((distance, candidate))
        })
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_command_is_one_word_to_a_shell() {
        for (text, word) in [
            ("老旧小区“加装电梯”", "老旧小区“加装电梯”"),
            ("电梯（二期）", "'电梯（二期）'"),
            ("养老 托育", "'养老 托育'"),
            ("A&B", "'A&B'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(one_word(text), word);
        }
    }

    #[test]
    fn no_hidden_character_is_passed_over_by_its_bytes() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        for c in all.filter(|c| is_hidden(*c) && !matches!(c, '\n' | '\r' | '\t')) {
            for text in [format!("{c}"), format!("{c}\n"), format!("甲{c}\n"), format!("甲{c}乙\n"), format!("甲{c}乙")]
            {
                assert!(hidden(&text).any(|(_, found)| found == c), "{text:?}");
            }
        }
        assert!(!may_hide("“甲”——乙……《丙》·１２，ａ（丁）。\n\t戊 a1~\n".as_bytes()));
    }

    #[test]
    fn languages_are_read_from_options_and_locales() {
        assert_eq!(Language::parse("zh-CN"), Some(Language::Chinese));
        assert_eq!(Language::parse("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::parse("en_GB.UTF-8"), Some(Language::English));
        assert_eq!(Language::parse("C"), Some(Language::English));
        assert_eq!(Language::parse("tlh"), None);
    }

    #[test]
    fn characters_that_drive_a_terminal_are_shown_as_escapes() {
        assert_eq!(printable("加装\u{1b}[31m电梯\u{202e}"), "加装\\u{1b}[31m电梯\\u{202e}");
        assert_eq!(printable("电梯\n"), "电梯\n");
        assert_eq!(on_one_line("电梯\n停\u{ad}车"), "电梯\\u{a}停\\u{ad}车");
    }

    fn found(text: &str) -> Vec<usize> {
        hidden(text).map(|(at, _)| at).collect()
    }

    #[test]
    fn what_joins_an_emoji_or_ends_a_line_is_seen() {
        for seen in ["甲\r\n\t乙　丙\n", "👩‍👩‍👧", "❤️‍🔥", "👩🏽‍🚀，🏳️‍🌈", "①★"]
        {
            assert_eq!(found(seen), [0; 0], "{seen:?}");
        }
        for (text, at) in [("甲\u{200b}乙", 3), ("a\u{200d}b", 1), ("👩\u{200d}", 4), ("a\rb", 1), ("停\u{ad}车", 3)]
        {
            assert_eq!(found(text), [at], "{text:?}");
        }
    }

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("meting", ["meeting", "closed"]), Some("meeting"));
        assert_eq!(nearest("banana", ["meeting", "closed"]), None);
    }
}
