//! List files as git's union merges want and leave them: each entry on a line of its own, and now and then one line twice.

use super::fast_yaml::fast_yaml;
use super::spelt::{Said, entries, said};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// The text of a list file with empty lines wherever an entry says once more what one before it says, which is what a
/// merge may leave of an entry that both sides have, in whatever form. Lines keep their numbers.
pub(super) fn once<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    without_repeats(path, text, |entry| "\n".repeat(entry.matches('\n').count()))
}

/// The same without these lines; comments among them become lines of comment, with what they were about.
pub(super) fn cleared<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    without_repeats(path, text, |entry| {
        if !has_comment(entry) {
            return String::new();
        }
        entry.split_inclusive('\n').flat_map(|line| ["# ", line]).collect()
    })
}

fn without_repeats<'t>(path: &str, text: &'t str, instead: impl Fn(&str) -> String) -> Cow<'t, str> {
    // Decisions count in their order: what was taken back may be decided once more in the same words.
    if path.contains("/reviews/") {
        return Cow::Borrowed(text);
    }
    let Some(indent) = indent_of(text.lines()).filter(|indent| may_repeat(text, *indent)) else {
        return Cow::Borrowed(text);
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut seen = HashSet::new();
    let says = |own: &Range<usize>| {
        let entry = outdented(&lines[own.clone()], indent);
        Some(fast_yaml(&entry).or_else(|| said(&entry))?.sorted())
    };
    let mut again =
        entries_in(&lines, indent).filter(|own| says(own).is_some_and(|says| !seen.insert(says))).peekable();
    if again.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut fewer, mut at) = (String::new(), 0);
    for own in again {
        fewer.extend(lines[at..own.start].iter().copied());
        fewer += &instead(&lines[own.clone()].concat());
        at = own.end;
    }
    fewer.extend(lines[at..].iter().copied());
    // What looks like an entry may be part of a longer text, and then the rest says something else.
    let sorted = |text: &str| Some(entries(text)?.into_iter().map(Said::sorted).collect::<Vec<_>>());
    let mut met = HashSet::new();
    let meant = sorted(text).map(|all| all.into_iter().filter(|entry| met.insert(entry.clone())).collect());
    if meant.is_some() && sorted(&fewer) == meant { Cow::Owned(fewer) } else { Cow::Borrowed(text) }
}

/// Whether some entry may say what another says, by the lines they begin with: two are alike, or some entries are in one
/// line and others in several. Every list is looked through, and to compare what all entries say costs as much as reading.
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

/// How many spaces stand before the dashes of a list in lines of its own.
fn indent_of<'l>(mut lines: impl Iterator<Item = &'l str>) -> Option<usize> {
    let is_beside = |line: &str| is_blank(line) || is_comment(line) || line.trim_end() == "---";
    let first = lines.find(|line| !is_beside(line))?;
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

/// How many of these lines go on with an entry: whatever is indented further, and what stands before such a line.
fn more_lines(below: &[&str], margin: usize) -> usize {
    let goes_on = |line: &str| !is_blank(line) && (line.starts_with('\t') || indent(line) > margin);
    let run = below.iter().take_while(|line| is_blank(line) || is_comment(line) || goes_on(line)).count();
    below[..run].iter().rposition(|line| goes_on(line)).map_or(0, |last| last + 1)
}

fn outdented(lines: &[&str], margin: usize) -> String {
    lines.iter().map(|line| &line[margin.min(indent(line))..]).collect()
}

/// The first line (1-based) of a list file that is no whole entry: where two sides are united line by line, such lines
/// of several entries may mix.
#[must_use]
pub fn in_several_lines(text: &str) -> Option<usize> {
    let is_whole = |line: &str| is_entry(line) || matches!(line.trim_end(), "-" | "---" | "[]");
    let text = text.trim_start_matches('\u{feff}');
    text.lines().position(|line| !is_whole(line) && !is_blank(line) && !is_comment(line)).map(|line| line + 1)
}

/// A list file's text with each entry on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneLine {
    /// The text.
    pub text: String,
    /// How many entries were written otherwise.
    pub joined: usize,
    /// First lines (1-based, of the new text) of the entries that keep theirs, for a comment stands among them or they
    /// cannot be taken apart.
    pub kept: Vec<usize>,
}

/// Brings every entry of a list file to one line at the margin. Comments and blank lines between entries stay, and what
/// the file says is the same, to the letter.
#[must_use]
pub fn one_line(text: &str) -> OneLine {
    let as_it_is = || OneLine { text: text.to_owned(), joined: 0, kept: in_several_lines(text).into_iter().collect() };
    let bare = text.trim_start_matches('\u{feff}');
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = bare.split_inclusive('\n').collect();
    let Some(indent) = indent_of(bare.lines()) else { return as_it_is() };
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
    if joined == 0 || said(text).is_none_or(|says| said(&whole) != Some(says)) {
        let kept = if joined == 0 && indent == 0 { kept } else { Vec::new() };
        return if kept.is_empty() { as_it_is() } else { OneLine { kept, ..as_it_is() } };
    }
    if kept.is_empty() {
        kept.extend(in_several_lines(&whole));
    }
    OneLine { text: whole, joined, kept }
}

/// An entry in braces; `None` if it has a comment or does not stand for itself.
fn on_one_line(entry: &str) -> Option<String> {
    match &entries(entry)?[..] {
        [fields @ Said::Map(_)] if !has_comment(entry) => fields.flow(),
        _ => None,
    }
}

/// Whether a # in a text begins a comment: with another character in its place the text then says something else.
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
    said(&without).map(|says| says.replaced(other, "#")) != said(text)
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
            let read = |text: &str| serde_yaml::from_str::<Vec<Texts>>(text).unwrap();
            assert_eq!(read(&after), read(&text), "{after}");
        }
        // Nor are two spellings of a number one entry.
        let two = "- {ref: 2026.1}\n- {ref: 2026.10}\n";
        assert!(matches!(once("f.yml", two), Cow::Borrowed(_)));
    }

    #[test]
    fn entries_that_say_the_same_in_other_forms_are_one() {
        let text = "- {id: a, name: \"b\"}\n- name: b # 注\n  id: a\n\n- {id: c}\n- id: c\n";
        assert_eq!(once("f.yml", text), "- {id: a, name: \"b\"}\n\n\n\n- {id: c}\n\n");
        assert_eq!(cleared("f.yml", text), "- {id: a, name: \"b\"}\n# - name: b # 注\n#   id: a\n\n- {id: c}\n");
        assert_eq!(once("f.yml", "  - {id: a}\n  - id: a\n"), "  - {id: a}\n\n");
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
        assert!(matches!(once("f.yml", &repeated.concat()), Cow::Owned(_)));
    }
}
