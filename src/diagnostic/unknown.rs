//! What to say of a word that means nothing here: what it may have been meant for, in the words of whoever reads it.

use super::Diagnostic;
use crate::text;
use crate::text::{Text, all_nearest, folded};
use std::collections::HashSet;

/// Something that is known: its id, and every name it goes by, its own first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'k> {
    /// As files name it.
    pub id: &'k str,
    /// What people call it; nothing if it has no other name.
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

    /// How it is offered: by name to whoever reads Chinese, else by id.
    fn text(&self) -> Text {
        Text::new(format!("`{}`", self.names.first().unwrap_or(&self.id)), format!("`{}`", self.id))
    }
}

/// Names that are offered at most for one word: as many as a regulation has for one thing.
const HANDFUL: usize = 12;

/// Names that are listed at most where none is like the word: every kind that a regulation knows, but no register of people.
const LISTED: usize = 60;

/// An unknown id of some kind, with what may be meant or where to look.
pub fn unknown<'k, K: Into<Known<'k>>>(kind: &Text, written: &str, known: impl IntoIterator<Item = K>) -> Diagnostic {
    unknown_before(kind, written, known, &[])
}

/// Whether an unknown word is a known one but for one character: a slip, and no other word. Short words that differ in one
/// are two.
pub fn is_slip<'k, K: Into<Known<'k>>>(written: &str, known: impl IntoIterator<Item = K>) -> bool {
    let length = written.chars().count();
    let is_it = |word: &str| {
        let other = word.chars().count();
        length > 2 && length.abs_diff(other) < 2 && strsim::damerau_levenshtein(written, word) == 1
    };
    known.into_iter().any(|one| one.into().names.into_iter().any(is_it))
}

/// The same where some ids are likelier than the others, the likeliest first.
pub fn unknown_before<'k, K: Into<Known<'k>>>(
    kind: &Text,
    written: &str,
    known: impl IntoIterator<Item = K>,
    likely: &[&str],
) -> Diagnostic {
    let Text { zh, en } = kind;
    let problem = Diagnostic::new(text!(zh: "未知的{zh} `{written}`", en: "unknown {en} `{written}`"));
    let mut known: Vec<Known> = known.into_iter().map(Into::into).collect();
    // Regulations share ids; each is offered once.
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

/// A handful of them, and a sign that there are more.
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

/// What a word may have been meant for: those that it is like in the same way, the surest.
fn meant<'a, 'k>(written: &str, known: &'a [Known<'k>], likely: &[&str]) -> Vec<&'a Known<'k>> {
    let rank = |one: &Known| likely.iter().position(|id| *id == one.id).unwrap_or(likely.len());
    let near = all_nearest(written, known.iter().flat_map(Known::words));
    let likeness = |one: &Known| one.words().filter_map(|word| Likeness::of(written, word, &near)).max();
    let mut like: Vec<(Likeness, &Known)> = known.iter().filter_map(|one| Some((likeness(one)?, one))).collect();
    let best = like.iter().map(|(likeness, _)| *likeness).max();
    like.retain(|(likeness, _)| Some(*likeness) == best);
    // Of names that it is part of, it is most of the shortest.
    let length = written.chars().count();
    let beyond = |one: &Known| {
        let like = one.words().filter(|word| Likeness::of(written, word, &near) == best);
        like.map(|word| word.chars().count().abs_diff(length)).min()
    };
    like.sort_by_key(|(_, one)| (rank(one), beyond(one)));
    like.into_iter().map(|(_, one)| one).collect()
}

/// In which way a word is like a name, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// A whole word of an id stands in it, or half of it at least in the name.
    Shared,
    /// Its characters stand in the name in their order.
    Within,
    /// The name is part of it.
    Around,
    /// It is the name but for a slip.
    Near,
    /// It is part of the name.
    Part,
}

impl Likeness {
    fn of(written: &str, name: &str, near: &[&str]) -> Option<Self> {
        /// Whoever writes more than a line has not mistyped a word.
        const LONGEST: usize = 256;
        if written.len() > LONGEST || name.len() > LONGEST {
            return None;
        }
        let form = |word: &str| -> Vec<char> { folded(word.chars()).collect() };
        let (word, name_form) = (form(written), form(name));
        // One letter is part of nearly everything.
        let says_enough = |form: &[char]| form.len() >= if form.iter().all(char::is_ascii) { 3 } else { 2 };
        let is_near = near.contains(&name).then_some(Self::Near);
        if !says_enough(&word) || !says_enough(&name_form) {
            return is_near;
        }
        let stands_in = |part: &[char], whole: &[char]| whole.windows(part.len()).any(|window| window == part);
        if stands_in(&word, &name_form) {
            return Some(Self::Part);
        }
        if is_near.is_some() {
            return is_near;
        }
        if stands_in(&name_form, &word) {
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
        word.windows(half).any(|part| stands_in(part, &name_form)).then_some(Self::Shared)
    }
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
