//! The changes as Markdown for a mail: what was deleted is ~~struck out~~, what was inserted **bold**.

use super::{Changed, Papers, changed, legible, moved};
use crate::redline::Run;
use crate::text::Language;
use std::fmt::Write as _;

/// The changes paper by paper; nothing if there are none.
pub(crate) fn markdown(old: &Papers, new: &Papers, language: Language) -> String {
    let mut page = String::new();
    for Changed { name, note, passages } in changed(old, new) {
        let _ = writeln!(page, "## {}{}\n", escaped(name), note.in_(language).trim_end());
        let mut under = "";
        for passage in &passages {
            if passage.heading != under {
                under = &passage.heading;
                if !under.is_empty() {
                    let _ = writeln!(page, "### {}\n", escaped(under));
                }
            }
            let runs = passage.runs.iter().map(|run| match run {
                Run::Kept(text) => escaped(text),
                Run::Gone(text) => marked(text, "~~"),
                Run::New(text) => marked(text, "**"),
            });
            let moved = moved(passage).map(|moved| escaped(moved.in_(language)));
            let line: String = moved.into_iter().chain(runs).collect();
            let _ = writeln!(page, "{}\n", as_paragraph(line.trim()));
        }
    }
    page
}

/// What takes no room and is neither a letter nor punctuation.
const NOTHING: &str = "\u{200b}";

/// A text between marks.
fn marked(text: &str, mark: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return escaped(text);
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + inner.len()..]);
    let (begins, ends) = (apart(inner.chars().next()), apart(inner.chars().next_back()));
    format!("{before}{mark}{begins}{}{ends}{mark}{after}", escaped(inner))
}

/// What keeps a mark from the first or last character of its text. Between punctuation and a letter, as it often stands in
/// Chinese, it would be none.
fn apart(edge: Option<char>) -> &'static str {
    if edge.is_some_and(char::is_alphanumeric) { "" } else { NOTHING }
}

/// A text in which nothing is a mark.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in legible(text).chars() {
        if r"\`*_~[]<>&#|".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A line that begins no list and underlines no heading.
fn as_paragraph(line: &str) -> String {
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if number == 0 { &['-', '+', '='] } else { &['.', ')'] };
    if line[number..].starts_with(marks) {
        format!("{}\\{}", &line[..number], &line[number..])
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of Markdown makes of changes.
    fn read(old: &str, new: &str) -> String {
        let [old, new] = [old, new].map(|text| Papers::from([("文".to_owned(), text.to_owned())]));
        let mut options = comrak::Options::default();
        options.extension.strikethrough = true;
        comrak::markdown_to_html(&markdown(&old, &new, Language::English), &options)
    }

    #[test]
    fn marks_are_read_even_beside_punctuation() {
        let read = read("请于三日内，将*书面*材料报送本会备查。\n", "请于五日前，将<b>材料报送本会备查，勿误。\n");
        for part in ["<del>三</del><strong>五</strong>", "<del>内</del><strong>前</strong>", "&lt;b&gt;"] {
            assert!(read.contains(part), "{read}");
        }
        assert!(read.contains("<strong>\u{200b}，勿误</strong>") && read.contains("*书面*"), "{read}");
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        let read = read("1. 甲乙丙丁戊己。\n", "1. 甲乙丙丁戊己庚。\n\n- 辛\n\n    壬\n\n# 癸_子_\n");
        assert!(!read.contains("<li>") && !read.contains("<code>") && !read.contains("<em>"), "{read}");
        assert!(read.contains("1. 甲乙丙丁戊己<strong>庚</strong>。"), "{read}");
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_paper_every_change_is_marked(
            (kept, gone, came) in ("[甲乙，。（a1 *_~`\\\\<&\\[\\]|#!.-]{0,6}", "[丙丁，。*~a ]{1,6}", "[戊己。_*`b]{1,6}")
        ) {
            let [old, new] =
                [gone, came].map(|middle| format!("本会议于区政协召开{kept}{middle}请各单位准时参加并通知有关人员。\n"));
            let passages = crate::redline::compare(&old, &new);
            prop_assume!(passages.len() == 1);
            let runs = &passages[0].runs;
            let read = read(&old, &new);
            prop_assume!(!runs.iter().any(|run| match run {
                Run::Kept(_) => false,
                Run::Gone(text) | Run::New(text) => text.trim().is_empty(),
            }));
            let gone = runs.iter().filter(|run| matches!(run, Run::Gone(_))).count();
            prop_assert_eq!(read.matches("<del>").count(), gone, "{}", &read);
            let came = runs.iter().filter(|run| matches!(run, Run::New(_))).count();
            prop_assert_eq!(read.matches("<strong>").count(), came, "{}", &read);
        }
    }
}
