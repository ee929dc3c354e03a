//! Repeated entries in list files, which git's union merges leave behind, and the one-line form that such merges need.

use super::fast_yaml::fast_yaml;
use super::spelt::{SpeltValue, entries, spelt};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// A list file's text with blank lines in place of each entry that repeats an earlier one. A merge may leave such an
/// entry if both sides have it, even in another form. Lines keep their numbers.
pub(super) fn blank_repeats<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    replace_repeats(path, text, |entry| "\n".repeat(entry.matches('\n').count()))
}

/// A list file's text without the repeated entries. An entry that has a comment becomes a comment as a whole, so that the
/// comment is not lost.
pub(super) fn remove_repeats<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    replace_repeats(path, text, |entry| {
        if !has_comment(entry) {
            return String::new();
        }
        entry.split_inclusive('\n').flat_map(|line| ["# ", line]).collect()
    })
}

fn replace_repeats<'t>(path: &str, text: &'t str, replacement: impl Fn(&str) -> String) -> Cow<'t, str> {
    // Decisions count in order: one that was withdrawn may be made again in the same words.
    if path.contains("/reviews/") {
        return Cow::Borrowed(text);
    }
    let Some(indent) = indent_of(text.lines()).filter(|indent| may_repeat(text, *indent)) else {
        return Cow::Borrowed(text);
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut seen = HashSet::new();
    let mut repeats = entries_in(&lines, indent)
        .filter(|own| entry_value(&lines[own.clone()], indent).is_some_and(|value| !seen.insert(value)))
        .peekable();
    if repeats.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut replaced, mut at) = (String::new(), 0);
    for own in repeats {
        replaced.extend(lines[at..own.start].iter().copied());
        replaced += &replacement(&lines[own.clone()].concat());
        at = own.end;
    }
    replaced.extend(lines[at..].iter().copied());
    // What looks like an entry may be part of a longer text, so the result is compared with what was meant.
    let mut distinct = HashSet::new();
    let meant = sorted_entries(text)
        .map(|entries| entries.into_iter().filter(|entry| distinct.insert(entry.clone())).collect::<Vec<_>>());
    if meant.is_some() && sorted_entries(&replaced) == meant { Cow::Owned(replaced) } else { Cow::Borrowed(text) }
}

fn entry_value(lines: &[&str], indent: usize) -> Option<SpeltValue> {
    let entry = outdented(lines, indent);
    Some(fast_yaml(&entry).or_else(|| spelt(&entry))?.sorted())
}

fn sorted_entries(text: &str) -> Option<Vec<SpeltValue>> {
    Some(entries(text)?.into_iter().map(SpeltValue::sorted).collect())
}

/// A quick test whether entries may repeat: two begin with the same line, or some are on one line and others on several.
/// Every list file goes through this, and comparing all entries would cost as much as reading them.
fn may_repeat(text: &str, indent: usize) -> bool {
    let mut begun: Vec<&str> = text.lines().filter(|line| begins_entry(line, indent)).map(str::trim).collect();
    let whole = begun.iter().filter(|line| is_entry(line)).count();
    begun.sort_unstable();
    whole > 0 && whole < begun.len() || begun.windows(2).any(|pair| pair[0] == pair[1])
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

fn is_entry(line: &str) -> bool {
    line.starts_with("- {")
}

/// How far the hyphens of a list in block style are indented; `None` if the text is not such a list.
fn indent_of<'l>(mut lines: impl Iterator<Item = &'l str>) -> Option<usize> {
    let first = lines.find(|line| !is_blank(line) && !is_comment(line) && line.trim_end() != "---")?;
    let indent = indent(first);
    begins_entry(first, indent).then_some(indent)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn begins_entry(line: &str, indent: usize) -> bool {
    let (margin, entry) = line.split_at_checked(indent).unwrap_or((line, ""));
    margin.trim_start_matches(' ').is_empty() && (entry.starts_with("- ") || entry.trim_end() == "-")
}

/// The lines of each entry.
fn entries_in<'l>(lines: &'l [&str], indent: usize) -> impl Iterator<Item = Range<usize>> + 'l {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + lines[at..].iter().position(|line| begins_entry(line, indent))?;
        at = start + 1 + more_lines(&lines[start + 1..], indent);
        Some(start..at)
    })
}

/// How many of these lines continue an entry: those indented further, and blank lines and comments between them.
fn more_lines(below: &[&str], margin: usize) -> usize {
    let run = below.iter().take_while(|line| is_blank(line) || is_comment(line) || is_deeper(line, margin)).count();
    below[..run].iter().rposition(|line| is_deeper(line, margin)).map_or(0, |last| last + 1)
}

fn is_deeper(line: &str, margin: usize) -> bool {
    !is_blank(line) && (line.starts_with('\t') || indent(line) > margin)
}

fn outdented(lines: &[&str], margin: usize) -> String {
    lines.iter().map(|line| &line[margin.min(indent(line))..]).collect()
}

/// The first line (1-based) of a list file that is not a whole entry. A line-by-line merge may mix such lines of several
/// entries.
#[must_use]
pub fn in_several_lines(text: &str) -> Option<usize> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.position(|line| !stands_alone(line)).map(|line| line + 1)
}

fn stands_alone(line: &str) -> bool {
    is_entry(line) || is_blank(line) || is_comment(line) || matches!(line.trim_end(), "-" | "---" | "[]")
}

/// A list file's text with each entry on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneLine {
    /// The text.
    pub text: String,
    /// How many entries were brought to one line.
    pub joined: usize,
    /// First lines (1-based, of the new text) of the entries left as they are, because they contain a comment or cannot
    /// be rewritten safely.
    pub kept: Vec<usize>,
}

impl OneLine {
    fn unchanged(text: &str) -> Self {
        Self { text: text.to_owned(), joined: 0, kept: in_several_lines(text).into_iter().collect() }
    }
}

/// Rewrites each entry of a list file on one line at the margin. Comments and blank lines between entries stay, and the
/// values stay as spelt.
#[must_use]
pub fn one_line(text: &str) -> OneLine {
    let bare = text.trim_start_matches('\u{feff}');
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = bare.split_inclusive('\n').collect();
    let Some(indent) = indent_of(bare.lines()) else { return OneLine::unchanged(text) };
    let mut whole = text[..text.len() - bare.len()].to_owned();
    let (mut joined, mut kept, mut number, mut at) = (0, Vec::new(), 1, 0);
    for own in entries_in(&lines, indent) {
        whole += &outdented(&lines[at..own.start], indent);
        number += own.start - at;
        let entry = outdented(&lines[own.clone()], indent);
        let is_whole = is_entry(&entry) && entry.lines().skip(1).all(|line| is_blank(line) || is_comment(line));
        if is_whole {
            joined += usize::from(indent > 0);
            whole += &entry;
            number += own.len();
        } else if let Some(line) = on_one_line(&entry) {
            joined += 1;
            whole.extend(["- ", &line, line_end]);
            number += 1;
        } else {
            kept.push(number);
            whole += &entry;
            number += own.len();
        }
        at = own.end;
    }
    whole += &outdented(&lines[at..], indent);
    if joined == 0 || spelt(text).is_none_or(|value| spelt(&whole) != Some(value)) {
        let unchanged = OneLine::unchanged(text);
        let knows_lines = joined == 0 && indent == 0 && !kept.is_empty();
        return if knows_lines { OneLine { kept, ..unchanged } } else { unchanged };
    }
    if kept.is_empty() {
        kept.extend(in_several_lines(&whole));
    }
    OneLine { text: whole, joined, kept }
}

/// An entry in braces; `None` if it has a comment, is not a map, or depends on another entry.
fn on_one_line(entry: &str) -> Option<String> {
    match &entries(entry)?[..] {
        [fields @ SpeltValue::Map(_)] if !has_comment(entry) => fields.flow(),
        _ => None,
    }
}

/// Whether a text has a comment. Each `#` that could begin one is replaced by another character: if one did, the value
/// changes by more than that character.
fn has_comment(text: &str) -> bool {
    if !text.contains('#') {
        return false;
    }
    let Some(other) = ('\u{e000}'..='\u{f8ff}').find(|c| !text.contains(*c)) else { return true };
    let mut before = '\n';
    let without: String = text
        .chars()
        .map(|c| {
            let begins = c == '#' && before.is_whitespace();
            before = c;
            if begins { other } else { c }
        })
        .collect();
    spelt(&without).map(|value| value.replaced(other, "#")) != spelt(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_stands_twice_is_one_entry_and_lines_keep_their_numbers() {
        let text = "# 头\n- {id: a}\n- {id: b}\n- {id: a}\n- {id: c}\n- {id: a}";
        assert_eq!(blank_repeats("f.yml", text), "# 头\n- {id: a}\n- {id: b}\n\n- {id: c}\n");
        assert_eq!(remove_repeats("f.yml", text), "# 头\n- {id: a}\n- {id: b}\n- {id: c}\n");
        assert_eq!(blank_repeats("topics/x/reviews/协商意见.yml", text), text);
        assert!(matches!(blank_repeats("f.yml", "- {id: a}\n- {id: b}\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_only_looks_like_a_line_that_stands_twice_stays() {
        for text in [
            "- {id: a, text: \"b\n- {c}\n- {c}\n\"}\n",
            "items:\n- {id: a}\n- {id: a}\n",
            "- id: s1\n  events:\n    - {date: 2026-05-01}\n- id: s2\n  events:\n    - {date: 2026-05-01}\n",
        ] {
            assert_eq!(blank_repeats("f.yml", text), text);
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
- {id: s5, text: 戊, round: 2, to: }
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
        assert_eq!(one_line("\u{feff}- id: a\r\n  name: b\r\n").text, "\u{feff}- {id: a, name: b}\r\n");
        assert_eq!(one_line("# \r\n- id: a\r\n  name: b\r\n").text, "# \r\n- {id: a, name: b}\r\n");
        assert_eq!(in_several_lines("---\n# 头\n- {id: a}\n\n- id: b\n  name: c\n"), Some(5));
        assert_eq!(in_several_lines("---\n# 头\n- {id: a} # 注\n"), None);
    }

    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Texts {
        r#ref: String,
        refs: Vec<String>,
        last: Option<String>,
    }

    #[test]
    fn what_looks_like_a_number_keeps_its_spelling() {
        let odd = "2026.10 007 0x1F 0o17 1e3 True yes ~ null 1_000 2026-06-05 +86 .5 -0 1.0 .inf '2026.10' \"1e3\" \
            86010123456789012345678901234567890 12345678901234567890";
        for spelt in odd.split_whitespace() {
            let text = format!("- id: a\n  ref: {spelt}\n  refs: [{spelt}, b]\n  last: {spelt}\n");
            let OneLine { text: after, joined, .. } = one_line(&text);
            assert_eq!((joined, after.lines().count()), (1, 1), "{spelt}");
            let [before, after] = [&text, &after].map(|text| serde_yaml::from_str::<Vec<Texts>>(text).unwrap());
            assert_eq!(before, after, "{spelt}");
        }
        // Two spellings of one number are two entries.
        let two = "- {ref: 2026.1}\n- {ref: 2026.10}\n";
        assert!(matches!(blank_repeats("f.yml", two), Cow::Borrowed(_)));
    }

    #[test]
    fn entries_that_say_the_same_in_other_forms_are_one() {
        let text = "- {id: a, name: \"b\"}\n- name: b # 注\n  id: a\n\n- {id: c}\n- id: c\n";
        assert_eq!(blank_repeats("f.yml", text), "- {id: a, name: \"b\"}\n\n\n\n- {id: c}\n\n");
        assert_eq!(remove_repeats("f.yml", text), "- {id: a, name: \"b\"}\n# - name: b # 注\n#   id: a\n\n- {id: c}\n");
        assert_eq!(blank_repeats("f.yml", "  - {id: a}\n  - id: a\n"), "  - {id: a}\n\n");
    }

    #[test]
    fn indented_lists_come_to_the_margin_and_what_cannot_be_changed_is_named() {
        let indented = "# 头\n  - id: a\n    name: b\n  # 中\n  - {id: c}\n  - id: d # 注\n    name: |\n      e\n";
        let OneLine { text, joined, kept } = one_line(indented);
        assert_eq!(text, "# 头\n- {id: a, name: b}\n# 中\n- {id: c}\n- id: d # 注\n  name: |\n    e\n");
        assert_eq!((joined, kept), (2, vec![5]));
        for (kept, line) in [
            ("[{id: a},\n {id: b}]\n", 1),
            ("- id: a\n# 注\n  name: b\n", 1),
            ("- {id: a}\n- {id: b,\nname: c}\n", 3),
            ("- {id: a}\n- 甲\n", 2),
            ("a: b\n", 1),
        ] {
            let OneLine { text, joined, kept: named } = one_line(kept);
            assert_eq!((text.as_str(), joined, named), (kept, 0, vec![line]));
        }
        for well in ["", "[]\n", "---\n- {id: a}\n  # 注\n", "\u{feff}# 头\n- {id: a} # 注\n"] {
            assert_eq!(one_line(well), OneLine { text: well.to_owned(), joined: 0, kept: Vec::new() });
        }
    }

    #[test]
    fn long_files_take_no_longer_than_their_length() {
        // Quadratic in their length, these would take minutes.
        let hashes = format!("- text: |\n{}", "    # 甲\n".repeat(20_000));
        assert_eq!(one_line(&hashes).joined, 1);
        let repeated: Vec<String> = (0..10_000).map(|n: u32| format!("- {{id: p{}}}\n", n.max(1))).collect();
        assert!(matches!(blank_repeats("f.yml", &repeated.concat()), Cow::Owned(_)));
    }
}
