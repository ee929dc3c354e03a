//! List files as git's union merges want and leave them: each entry on a line of its own, and now and then one line twice.

use super::field::flow;
use serde_yaml::Value;
use std::borrow::Cow;

/// The text of a list file with an empty line wherever an entry of one line stands once more, which is what a merge may
/// leave of an entry that both sides have. Lines keep their numbers.
pub(super) fn once<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    without_repeats(path, text, |line| if line.ends_with('\n') { "\n" } else { "" })
}

/// The same without these lines.
pub(super) fn cleared<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    without_repeats(path, text, |_| "")
}

fn without_repeats<'t>(path: &str, text: &'t str, instead: impl Fn(&str) -> &'static str) -> Cow<'t, str> {
    // Decisions count in their order: what was taken back may be decided once more in the same words.
    if path.contains("/reviews/") {
        return Cow::Borrowed(text);
    }
    let mut entries: Vec<&str> = text.lines().filter(|line| is_entry(line)).collect();
    entries.sort_unstable();
    if entries.windows(2).all(|two| two[0] != two[1]) {
        return Cow::Borrowed(text);
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut again = |line: &str| {
        let is_again = is_entry(line) && seen.contains(&line);
        if !is_again && let Ok(at) = entries.binary_search(&line) {
            seen.push(entries[at]);
        }
        is_again
    };
    let lines = text.split_inclusive('\n');
    let fewer: String =
        lines.map(|line| if again(line.trim_end_matches(['\r', '\n'])) { instead(line) } else { line }).collect();
    // What looks like an entry may be part of a longer text, and then the rest says something else.
    let read = |text: &str| serde_yaml::from_str::<Vec<Value>>(text).ok();
    let gone = text.lines().filter(|line| is_entry(line)).count() - seen.len();
    match (read(text), read(&fewer)) {
        (Some(all), Some(once)) if all.len() == once.len() + gone && all.iter().all(|entry| once.contains(entry)) => {
            Cow::Owned(fewer)
        }
        _ => Cow::Borrowed(text),
    }
}

fn is_entry(line: &str) -> bool {
    line.starts_with("- {")
}

/// The first line (1-based) of a list file that is no whole entry: where two sides are united line by line, such lines
/// of several entries may mix.
#[must_use]
pub fn in_several_lines(text: &str) -> Option<usize> {
    let is_whole = |line: &str| line.trim().is_empty() || is_entry(line) || line.starts_with('-') && line.len() < 4;
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    text.lines().position(|line| !is_whole(line) && !is_comment(line)).map(|line| line + 1)
}

/// A list file's text with each entry on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneLine {
    /// The text.
    pub text: String,
    /// How many entries had several lines.
    pub joined: usize,
    /// First lines (1-based, of the new text) of the entries that keep theirs, for a comment stands among them or they
    /// cannot be taken apart.
    pub kept: Vec<usize>,
}

/// Brings every entry of a list file to one line. Comments and blank lines between entries stay, and what the file
/// says is the same.
#[must_use]
pub fn one_line(text: &str) -> OneLine {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut whole, mut joined, mut kept) = (String::new(), 0, Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let own = if begins_entry(lines[at]) { at + 1 + more_lines(&lines[at + 1..]) } else { at + 1 };
        let entry = lines[at..own].concat();
        match (own - at > 1).then(|| on_one_line(&entry)) {
            Some(Some(line)) => {
                whole.extend(["- ", &line, line_end]);
                joined += 1;
            }
            Some(None) => {
                kept.push(whole.matches('\n').count() + 1);
                whole += &entry;
            }
            None => whole += &entry,
        }
        at = own;
    }
    let read = |text: &str| serde_yaml::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok();
    if joined > 0 && read(text).is_none_or(|says| read(&whole) != Some(says)) {
        return OneLine { text: text.to_owned(), joined: 0, kept: in_several_lines(text).into_iter().collect() };
    }
    OneLine { text: whole, joined, kept }
}

fn begins_entry(line: &str) -> bool {
    line.starts_with("- ") || line.trim_end() == "-"
}

/// How many of these lines go on with an entry: whatever is indented, without blank lines at the end.
fn more_lines(below: &[&str]) -> usize {
    let run = below.iter().take_while(|line| line.trim().is_empty() || line.starts_with([' ', '\t'])).count();
    below[..run].iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1)
}

/// An entry in braces; `None` if it has a comment or does not stand for itself.
fn on_one_line(entry: &str) -> Option<String> {
    let read = |text: &str| serde_yaml::from_str::<Vec<Value>>(text).ok();
    let says = read(entry)?;
    // A # without which the entry says the same begins a comment.
    let hashes = entry.match_indices('#').filter(|(at, _)| entry[..*at].ends_with(char::is_whitespace));
    let is_comment = |(at, _): (usize, &str)| {
        let rest = entry[at..].find('\n').map_or("", |end| &entry[at + end..]);
        read(&format!("{}{rest}", &entry[..at])).as_ref() == Some(&says)
    };
    if hashes.clone().any(is_comment) {
        return None;
    }
    match &says[..] {
        [fields @ Value::Mapping(_)] => flow(fields),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_stands_twice_is_one_entry_and_lines_keep_their_numbers() {
        let text = "# 头\n- {id: a}\n- {id: b}\n- {id: a}\n- {id: c}\n- {id: a}";
        assert_eq!(once("f.yml", text), "# 头\n- {id: a}\n- {id: b}\n\n- {id: c}\n");
        assert_eq!(cleared("f.yml", text), "# 头\n- {id: a}\n- {id: b}\n- {id: c}\n");
        assert_eq!(once("topics/x/reviews/协商意见.yml", text), text);
        assert!(matches!(once("f.yml", "- {id: a}\n- {id: b}\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_only_looks_like_a_line_that_stands_twice_stays() {
        for text in [
            "- {id: a, text: \"b\n- {c}\n- {c}\n\"}\n",
            "items:\n- {id: a}\n- {id: a}\n",
            "- id: s1\n  events:\n    - {date: 2026-05-01}\n- id: s2\n  events:\n    - {date: 2026-05-01}\n",
        ] {
            assert_eq!(once("f.yml", text), text);
        }
    }

    #[test]
    fn entries_come_to_one_line_and_comments_stay() {
        let text = "\
# 头

- id: s1
  text: |
    一、甲 # 不是注释
    二、乙
  key: true
  events:
    - {date: 2026-05-01, by: [a, \"b, c\"]}
    - date: 2026-05-02

# 中
- {id: s2}   # 注
- id: s3
  # 这条还要核
  text: 丙
- id: s4
  text: \"丁 # 丁\" # 注
- id: s5
  text: 戊
  round: 2
  to:
";
        let OneLine { text: after, joined, kept } = one_line(text);
        assert_eq!(
            after,
            "\
# 头

- {id: s1, text: \"一、甲 # 不是注释\\n二、乙\\n\", key: true, events: [{date: 2026-05-01, by: [a, \"b, c\"]}, {date: 2026-05-02}]}

# 中
- {id: s2}   # 注
- id: s3
  # 这条还要核
  text: 丙
- id: s4
  text: \"丁 # 丁\" # 注
- {id: s5, text: 戊, round: 2, to: null}
"
        );
        assert_eq!((joined, kept), (2, vec![7, 10]));
        let again = one_line(&after);
        assert_eq!((again.text, again.joined), (after, 0));
    }

    #[test]
    fn entries_that_lean_on_others_and_other_line_ends_stay_what_they_are() {
        let leaning = "- &a\n  id: s1\n- <<: *a\n  id: s2\n";
        let kept = one_line(leaning);
        assert_eq!((kept.text.as_str(), kept.joined), (leaning, 0));
        assert!(!kept.kept.is_empty());
        assert_eq!(one_line("\u{feff}- id: a\r\n  name: b\r\n").text, "\u{feff}- id: a\r\n  name: b\r\n");
        assert_eq!(one_line("# \r\n- id: a\r\n  name: b\r\n").text, "# \r\n- {id: a, name: b}\r\n");
        assert_eq!(in_several_lines("---\n# 头\n- {id: a}\n\n- id: b\n  name: c\n"), Some(5));
        assert_eq!(in_several_lines("---\n# 头\n- {id: a} # 注\n"), None);
    }
}
