//! Words as people type them: lists, lines, blanks of a hint, the program's own words.

use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::model::Name;
use crate::text;
use crate::text::{Text, is_line};
use crate::vocabulary::field_argument;
use std::ffi::OsString;

/// The words of a list one by one: several may be written in one, 甲、乙 or 甲,乙. What is one as it stands stays so, marks
/// and all.
pub(crate) fn parts(written: &[impl AsRef<str>], is_one: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    for written in written {
        let mut rest = Some(written.as_ref().trim());
        while let Some(written) = rest {
            let marks = written.match_indices(['、', '，', ',']);
            let ends = marks.map(|(at, mark)| (at, Some(at + mark.len()))).chain([(written.len(), None)]);
            let ends: Vec<(usize, Option<usize>)> = ends.collect();
            let longest = ends.iter().rev().find(|(end, _)| is_one(&written[..*end]));
            let (end, next) = *longest.unwrap_or(&ends[0]);
            parts.push(written[..end].trim());
            rest = next.map(|next| written[next..].trim());
        }
    }
    parts
}

/// What each word of a list of names means. A name is told from mere words by the id that it has.
pub(crate) fn each(
    written: &[impl AsRef<str>],
    look: impl Fn(&str) -> Result<String, Diagnostic>,
) -> impl Iterator<Item = Result<String, Diagnostic>> {
    let parts = parts(written, |word| look(word).is_ok_and(|id| id != word));
    parts.into_iter().map(look)
}

/// Refuses a blank of a hint that nobody filled in: what stands in 〈〉 is said to be replaced. Within 《》 it is a title.
pub(crate) fn filled(arguments: &[OsString]) -> Diagnostics {
    arguments.iter().filter_map(|written| blank(&written.to_string_lossy()).map(unfilled)).collect()
}

/// The first 〈…〉 outside 《》. A hint that was broken into lines may have been copied in part, so half of one is one.
pub(crate) fn blank(written: &str) -> Option<&str> {
    let mut depth = 0;
    let (from, mark) = written.char_indices().find(|(_, c)| {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        matches!(c, '〈' | '〉') && depth <= 0
    })?;
    if mark == '〉' {
        return Some(&written[..from + mark.len_utf8()]);
    }
    let end = written[from..].find('〉').map(|at| from + at + '〉'.len_utf8());
    Some(&written[from..end.unwrap_or(written.len())])
}

/// What to say of a blank that nobody filled in.
pub(crate) fn unfilled(blank: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{blank}` 待填写", en: "`{blank}` is a blank to be filled in"))
        .hint(Text::new("连同〈〉换成实际内容", "put what is meant in its place, without the 〈〉"))
}

/// Refuses what is no line of text.
pub(crate) fn line(what: &str, written: &str) -> Result<(), Diagnostic> {
    if is_line(written) {
        return Ok(());
    }
    Err(Diagnostic::new(
        text!(zh: "`{what}` 为空或含看不见的字符", en: "`{what}` is empty or holds invisible characters"),
    )
    .hint(Text::new("写一行文字；从别处粘贴来的，请重新输入", "write one line of text; type anew what was pasted")))
}

/// How a question is answered.
const ANSWERS: [(bool, [&str; 3]); 2] = [(true, ["yes", "true", "是"]), (false, ["no", "false", "否"])];

/// What is said with yes or no.
pub(crate) fn answer(written: &str) -> Option<bool> {
    ANSWERS.iter().find(|(_, words)| words.contains(&written)).map(|(answer, _)| *answer)
}

/// A value that is true or false.
///
/// # Errors
/// If it is neither.
pub(crate) fn yes_or_no(field: &str, value: &str) -> Result<bool, Diagnostic> {
    answer(value).ok_or_else(|| {
        let Text { zh, en } = field_argument(field);
        Diagnostic::new(text!(zh: "`{zh}` 应为“是”或“否”", en: "`{en}` is true or false"))
            .hint(text!(zh: "写 {zh}=是 或 {zh}=否", en: "write {en}=true or {en}=false"))
    })
}

/// The id of one of the program's own words, by id or name.
///
/// # Errors
/// If it is none of them, with the nearest as a hint.
pub(crate) fn one_of(
    kind: &Text,
    words: &[(&'static str, &'static str)],
    written: &str,
) -> Result<&'static str, Diagnostic> {
    let word = Name::from(written.trim());
    let is = |(id, name): &&(&str, &str)| *id == word.as_str() || *name == word.as_str();
    let found = words.iter().find(is).map(|(id, _)| *id);
    found.ok_or_else(|| unknown(kind, &word, words.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_be_written_in_one_word_and_a_name_may_have_marks() {
        let known = |word: &str| ["区委、区政府领导", "甲"].contains(&word);
        assert_eq!(parts(&["甲、乙，丙,丁", "戊"], known), ["甲", "乙", "丙", "丁", "戊"]);
        assert_eq!(parts(&["甲、区委、区政府领导、 乙"], known), ["甲", "区委、区政府领导", "乙"]);
        assert_eq!(parts(&["", "甲、"], known), ["", "甲", ""]);
    }

    #[test]
    fn a_blank_is_told_from_a_title() {
        assert_eq!(blank("lead=〈人员〉"), Some("〈人员〉"));
        assert_eq!(blank("关于《〈条例〉实施办法》的协商"), None);
        assert_eq!(blank("《条例》〈日期〉"), Some("〈日期〉"));
        assert_eq!(blank("甲〈乙"), Some("〈乙"));
        assert_eq!(blank("乙〉丙"), Some("乙〉"));
        assert_eq!(blank("甲或乙"), None);
    }
}
