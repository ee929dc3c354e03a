//! Unknown words: finds what a user may have meant.

use super::Diagnostic;
use crate::text;
use crate::text::{Text, all_nearest, folded};
use std::collections::HashSet;

/// A known id with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'k> {
    /// The id, as in files.
    pub id: &'k str,
    /// Its names, the main one first; may be empty.
    pub names: Vec<&'k str>,
}

impl<'k> From<&'k str> for Known<'k> {
    fn from(id: &'k str) -> Self {
        Self { id, names: Vec::new() }
    }
}

impl<'k> From<(&'k str, &'k str)> for Known<'k> {
    fn from((id, name): (&'k str, &'k str)) -> Self {
        Self { id, names: vec![name] }
    }
}

impl<'k> Known<'k> {
    fn words(&self) -> impl Iterator<Item = &'k str> {
        std::iter::once(self.id).chain(self.names.iter().copied())
    }

    /// How it is suggested: by name in Chinese, by id in English.
    fn text(&self) -> Text {
        Text::new(format!("`{}`", self.names.first().unwrap_or(&self.id)), format!("`{}`", self.id))
    }
}

/// Most names suggested for a word: as many as a regulation has for one thing.
const HANDFUL: usize = 12;

/// Most names listed if none is similar: enough for every group of a regulation, but not for a register of people.
const LISTED: usize = 60;

/// An unknown id, with similar ones as a hint.
pub fn unknown<'k, K: Into<Known<'k>>>(kind: &Text, written: &str, known: impl IntoIterator<Item = K>) -> Diagnostic {
    unknown_before(kind, written, known, &[])
}

/// Whether an unknown word differs from a known name in one character, which is probably a typing error. Among words of
/// one or two characters such differences are normal.
pub fn is_slip<'k, K: Into<Known<'k>>>(written: &str, known: impl IntoIterator<Item = K>) -> bool {
    let length = written.chars().count();
    let is_near = |word: &str| {
        let other = word.chars().count();
        length > 2 && length.abs_diff(other) < 2 && strsim::damerau_levenshtein(written, word) == 1
    };
    known.into_iter().any(|one| one.into().names.into_iter().any(is_near))
}

/// An unknown id, with similar ones as a hint, of which `likely` come first.
pub fn unknown_before<'k, K: Into<Known<'k>>>(
    kind: &Text,
    written: &str,
    known: impl IntoIterator<Item = K>,
    likely: &[&str],
) -> Diagnostic {
    let Text { zh, en } = kind;
    let problem = Diagnostic::new(text!(zh: "未知的{zh} `{written}`", en: "unknown {en} `{written}`"));
    let mut known: Vec<Known> = known.into_iter().map(Into::into).collect();
    // Several regulations may have the same id; each is suggested once.
    let mut ids = HashSet::new();
    known.retain(|one| ids.insert(one.id));
    if known.is_empty() {
        return problem.hint(text!(
            zh: "这里还没有任何{zh}：先登记，或由规程列出",
            en: "there is no {en} here yet: enter it, or have the regulation list it"
        ));
    }
    let near = meant(written, &known, likely);
    if !near.is_empty() {
        let Text { zh, en } = any_of(&near);
        return problem.hint(text!(zh: "是否想写 {zh}？", en: "did you mean {en}?"));
    }
    let next: Vec<&Known> = likely.iter().filter_map(|id| known.iter().find(|one| one.id == *id)).collect();
    if !next.is_empty() {
        let Text { zh, en } = any_of(&next);
        return problem.hint(text!(zh: "接下来可记 {zh}", en: "next would be {en}"));
    }
    let more = if known.len() > LISTED { " …" } else { "" };
    let listed: Vec<Text> = known.iter().take(LISTED).map(bare).collect();
    let Text { zh, en } = Text::join(&listed, "、", ", ");
    problem.hint(text!(zh: "可用：{zh}{more}", en: "known are: {en}{more}"))
}

fn bare(known: &Known) -> Text {
    Text::new(*known.names.first().unwrap_or(&known.id), known.id)
}

/// The first of them, with a sign if there are more.
fn any_of(known: &[&Known]) -> Text {
    let mut shown: Vec<Text> = known.iter().take(HANDFUL).map(|one| one.text()).collect();
    if known.len() > HANDFUL {
        return Text::join(&shown, "、", ", ").then(&Text::same(" …"));
    }
    match (shown.pop(), shown.is_empty()) {
        (Some(last), false) => Text::join(&shown, "、", ", ").then(&Text::new(" 或 ", " or ")).then(&last),
        (last, _) => last.unwrap_or_else(|| Text::same("")),
    }
}

/// The known ids most similar to a word. All have the same kind of likeness.
fn meant<'a, 'k>(written: &str, known: &'a [Known<'k>], likely: &[&str]) -> Vec<&'a Known<'k>> {
    let near = all_nearest(written, known.iter().flat_map(Known::words));
    let mut like: Vec<(Likeness, &Known)> = Vec::new();
    for one in known {
        let likeness = one.words().filter_map(|word| Likeness::new(written, word, &near)).max();
        like.extend(likeness.map(|likeness| (likeness, one)));
    }
    let best = like.iter().map(|(likeness, _)| *likeness).max();
    like.retain(|(likeness, _)| Some(*likeness) == best);
    // Among names that contain the word, shorter ones are more similar.
    let length = written.chars().count();
    like.sort_by_key(|(_, one)| {
        let rank = likely.iter().position(|id| *id == one.id).unwrap_or(likely.len());
        let alike = one.words().filter(|word| Likeness::new(written, word, &near) == best);
        (rank, alike.map(|word| word.chars().count().abs_diff(length)).min())
    });
    like.into_iter().map(|(_, one)| one).collect()
}

/// How a word is similar to a name, the strongest likeness last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// A part of an id is in the name, or at least half of the word is.
    Shared,
    /// All characters of the word are in the name, in their order.
    Within,
    /// The word contains the name.
    Around,
    /// The word is the name with a typing error.
    Near,
    /// The name contains the word.
    Part,
}

impl Likeness {
    fn new(written: &str, name: &str, near: &[&str]) -> Option<Self> {
        /// A longer text is not a mistyped word.
        const LONGEST: usize = 256;
        if written.len() > LONGEST || name.len() > LONGEST {
            return None;
        }
        let (word, name_form) = (form(written), form(name));
        let is_near = near.contains(&name).then_some(Self::Near);
        if !is_long_enough(&word) || !is_long_enough(&name_form) {
            return is_near;
        }
        if contains(&name_form, &word) {
            return Some(Self::Part);
        }
        if is_near.is_some() {
            return is_near;
        }
        if contains(&word, &name_form) {
            return Some(Self::Around);
        }
        if written.is_ascii() || name.is_ascii() {
            let shared = |part: &str| part.len() > 3 && name.split('-').any(|other| other.eq_ignore_ascii_case(part));
            return written.split(['-', '_', ' ']).any(shared).then_some(Self::Shared);
        }
        let mut rest = name_form.iter();
        if word.iter().all(|c| rest.any(|other| other == c)) {
            return Some(Self::Within);
        }
        let half = word.len().div_ceil(2).max(2);
        word.windows(half).any(|part| contains(&name_form, part)).then_some(Self::Shared)
    }
}

fn form(word: &str) -> Vec<char> {
    folded(word.chars()).collect()
}

/// Whether a form can be told from others: one letter is part of nearly every word.
fn is_long_enough(form: &[char]) -> bool {
    form.len() >= if form.iter().all(char::is_ascii) { 3 } else { 2 }
}

fn contains(whole: &[char], part: &[char]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [(&str, &str); 6] = [
        ("letter-approved", "审定《协商函》"),
        ("letter-sent", "发出《协商函》"),
        ("notice-sent", "通知参加人员"),
        ("meeting", "协商会议"),
        ("opinion-made", "形成《协商意见》"),
        ("received", "收到回应意见"),
    ];

    fn hint(written: &str, likely: &[&str]) -> Text {
        unknown_before(&Text::new("事件", "event"), written, KNOWN, likely).hint.unwrap()
    }

    #[test]
    fn a_part_is_told_in_the_language_of_the_reader() {
        assert_eq!(hint("letter", &[]).en, "did you mean `letter-sent` or `letter-approved`?");
        assert_eq!(hint("协商函", &[]).zh, "是否想写 `审定《协商函》` 或 `发出《协商函》`？");
        assert_eq!(hint("协商函", &[]).en, "did you mean `letter-approved` or `letter-sent`?");
        // What is likely comes first, and what is no part is not drawn in by it.
        let likely = hint("letter", &["meeting", "letter-approved"]);
        assert_eq!(likely.en, "did you mean `letter-approved` or `letter-sent`?");
    }

    #[test]
    fn a_slip_is_one_word_and_longer_or_shorter_ones_are_found() {
        assert_eq!(hint("meting", &[]).en, "did you mean `meeting`?");
        assert_eq!(hint("发函", &[]).zh, "是否想写 `发出《协商函》`？");
        assert_eq!(hint("召开协商会议", &[]).zh, "是否想写 `协商会议`？");
        assert_eq!(hint("the-notice", &[]).en, "did you mean `notice-sent`?");
        assert_eq!(hint("区政府的回应意见", &[]).zh, "是否想写 `收到回应意见`？");
    }

    #[test]
    fn a_word_like_none_has_what_is_likely_else_all() {
        assert_eq!(hint("banana", &["letter-sent", "meeting"]).en, "next would be `letter-sent` or `meeting`");
        assert_eq!(hint("香蕉", &["letter-sent"]).zh, "接下来可记 `发出《协商函》`");
        assert!(hint("x", &[]).en.starts_with("known are: letter-approved, letter-sent, "));
        assert!(hint("x", &[]).zh.starts_with("可用：审定《协商函》、发出《协商函》、"));
    }

    #[test]
    fn no_more_than_a_handful_is_offered() {
        let many: Vec<String> = ('a'..='m').map(|letter| format!("sent-{letter}")).collect();
        let hint = unknown(&Text::same("event"), "sent", many.iter().map(String::as_str)).hint.unwrap();
        assert!(hint.en.starts_with("did you mean `sent-a`, ") && hint.en.ends_with("`sent-l` …?"), "{}", hint.en);
    }
}
