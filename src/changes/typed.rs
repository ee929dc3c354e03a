//! Reads words as people type them: lists, single lines, yes and no. Finds blanks of a hint that are not filled in.

use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::model::Name;
use crate::text;
use crate::text::{Text, is_line};
use crate::vocabulary::field_argument;
use std::ffi::OsString;

/// The words of a list. One argument may have several: 甲、乙 or 甲,乙. A known name that contains such a mark is not split.
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

/// Looks up each word of a list of names. A name that has an id is not split.
pub(crate) fn each(
    written: &[impl AsRef<str>],
    look: impl Fn(&str) -> Result<String, Diagnostic>,
) -> impl Iterator<Item = Result<String, Diagnostic>> {
    let parts = parts(written, |word| look(word).is_ok_and(|id| id != word));
    parts.into_iter().map(look)
}

/// Refuses arguments with a blank in 〈〉 that was copied from a hint. Within 《》 it is a title.
pub(crate) fn filled(arguments: &[OsString]) -> Diagnostics {
    arguments.iter().filter_map(|written| blank(&written.to_string_lossy()).map(unfilled)).collect()
}

/// The first 〈…〉 outside 《》, or half of one: a hint may have been copied in part.
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

/// The problem of a blank.
pub(crate) fn unfilled(blank: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{blank}` 待填写", en: "`{blank}` is a blank to be filled in"))
        .hint(Text::new("连同〈〉换成实际内容", "put what is meant in its place, without the 〈〉"))
}

/// Refuses a value that is empty or has more than one line.
pub(crate) fn line(what: &str, written: &str) -> Result<(), Diagnostic> {
    if is_line(written) {
        return Ok(());
    }
    Err(Diagnostic::new(
        text!(zh: "`{what}` 为空或含看不见的字符", en: "`{what}` is empty or holds invisible characters"),
    )
    .hint(Text::new("写一行文字；从别处粘贴来的，请重新输入", "write one line of text; type anew what was pasted")))
}

/// The words for yes and no.
const ANSWERS: [(bool, [&str; 3]); 2] = [(true, ["yes", "true", "是"]), (false, ["no", "false", "否"])];

/// The meaning of yes or no; `None` for another word.
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
/// If it is unknown; the hint has the nearest.
pub(crate) fn one_of(
    kind: &Text,
    words: &[(&'static str, &'static str)],
    written: &str,
) -> Result<&'static str, Diagnostic> {
    let word = Name::from(written.trim());
    let found = words.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str()).map(|(id, _)| *id);
    let found = found.or_else(|| only_part_of(&word, words.iter().map(|(id, name)| (*id, vec![*name]))));
    found.ok_or_else(|| unknown(kind, &word, words.iter().copied()))
}

/// The id of the only one of several whose name has a word in it, or is shortened to it: 提案办理 for 提案办理协商, 专委会
/// for 专门委员会.
pub(crate) fn only_part_of<'w>(word: &str, known: impl Iterator<Item = (&'w str, Vec<&'w str>)>) -> Option<&'w str> {
    let has = |name: &&str| name.contains(word) || is_short_for(word, name);
    let mut found = known.filter(|(_, names)| word.chars().count() > 1 && names.iter().any(has)).map(|(id, _)| id);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Whether a Chinese word is a name without some of its characters; the first and the last stay.
fn is_short_for(word: &str, name: &str) -> bool {
    let mut rest = name.chars();
    let ends = word.chars().next() == name.chars().next() && word.chars().last() == name.chars().last();
    ends && !word.is_ascii() && word.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_be_written_in_one_word_and_a_name_may_have_marks() {
        for (written, words) in [
            (&["甲、乙，丙,丁", "戊"][..], &["甲", "乙", "丙", "丁", "戊"][..]),
            (&["甲、区委、区政府领导、 乙"], &["甲", "区委、区政府领导", "乙"]),
            (&["", "甲、"], &["", "甲", ""]),
        ] {
            assert_eq!(parts(written, |word| ["区委、区政府领导", "甲"].contains(&word)), words);
        }
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
