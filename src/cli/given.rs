//! What a command line, or a row of a list, gives of a record that goes into a file.

mod days;
mod words;

pub(super) use days::{Days, Told};
pub(super) use words::Words;

use super::keep;
use crate::archive::Field;
use crate::model::Name;
use crate::problem::{Problem, Problems, unknown};
use crate::text;
use crate::text::{Text, is_line};
use crate::ui::Reply;
use std::ffi::OsString;

/// The fields of a record, by key.
pub(super) type Record = Vec<(&'static str, Field)>;

/// What is wrong with a record, by field.
pub(super) type Wrong = Vec<(&'static str, Problem)>;

/// A record in the making: its fields by key, and what is wrong with each of them.
#[derive(Debug, Default)]
pub(super) struct Given {
    fields: Record,
    wrong: Wrong,
}

impl Given {
    /// Notes what is wrong with a field.
    pub(super) fn wrong(&mut self, key: &'static str, problem: Problem) {
        self.wrong.push((key, problem));
    }

    /// The value found for a field, or its problem for later.
    pub(super) fn keep<T>(&mut self, key: &'static str, found: Result<T, Problem>) -> Option<T> {
        found.map_err(|problem| self.wrong(key, problem)).ok()
    }

    /// What a check says, which may find several things wrong with a field.
    pub(super) fn checked<T>(&mut self, key: &'static str, check: impl FnOnce(&mut Problems) -> T) -> T {
        let mut problems = Problems::new();
        let checked = check(&mut problems);
        self.wrong.extend(problems.into_iter().map(|problem| (key, problem)));
        checked
    }

    /// The id that is given, else the one made of a name; it goes into the record.
    pub(super) fn id(
        &mut self,
        (written, example): (Option<&str>, &str),
        name: &str,
        made: impl FnOnce(&str) -> Option<String>,
    ) -> Name {
        let id = match written {
            Some(written) => self.checked("id", |problems| id(problems, written, example)),
            None => made(name.trim()).map_or_else(Name::default, Name::from),
        };
        if written.is_none() && id.is_empty() && is_line(name) {
            let none = text!(zh: "`{name}` 拟不出标识", en: "no id can be made of `{name}`");
            self.wrong("id", Problem::new(none).hint(Text::new("用 `--id` 给出标识", "give one with `--id`")));
        }
        self.word("id", Some(id.as_str()));
        id
    }

    /// Writes a field into the record, if there is one.
    pub(super) fn field(&mut self, key: &'static str, field: Option<Field>) {
        self.fields.extend(field.map(|field| (key, field)));
    }

    /// Writes a word into the record, if there is one.
    pub(super) fn word(&mut self, key: &'static str, word: Option<impl Into<String>>) {
        self.field(key, word.map(|word| Field::Word(word.into())));
    }

    /// Says more of what is wrong with a field.
    pub(super) fn explained(mut self, key: &str, explain: impl Fn(Problem) -> Problem) -> Self {
        let explain = |(of, problem)| if of == key { (of, explain(problem)) } else { (of, problem) };
        self.wrong = self.wrong.into_iter().map(explain).collect();
        self
    }

    /// Writes the words that were found into the record, each once, if there are any.
    pub(super) fn list(&mut self, key: &'static str, found: impl Iterator<Item = Result<String, Problem>>) {
        let mut words: Vec<String> = Vec::new();
        for word in found.filter_map(|word| self.keep(key, word)).collect::<Vec<_>>() {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        self.fields.extend((!words.is_empty()).then_some((key, Field::List(words))));
    }

    /// The record, or all that is wrong with it, each by its field.
    ///
    /// # Errors
    /// If anything was wrong.
    pub(super) fn by_field(self) -> Result<Record, Wrong> {
        if self.wrong.is_empty() { Ok(self.fields) } else { Err(self.wrong) }
    }

    /// The record, or all that is wrong with it.
    ///
    /// # Errors
    /// If anything was wrong.
    pub(super) fn whole(self) -> Result<Record, Problems> {
        self.by_field().map_err(|wrong| wrong.into_iter().map(|(_, problem)| problem).collect())
    }
}

/// The words of a list one by one: several may be written in one, 甲、乙 or 甲,乙. What is one as it stands stays so, marks
/// and all.
pub(super) fn parts(written: &[impl AsRef<str>], is_one: impl Fn(&str) -> bool) -> Vec<&str> {
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
pub(super) fn each(
    written: &[impl AsRef<str>],
    look: impl Fn(&str) -> Result<String, Problem>,
) -> impl Iterator<Item = Result<String, Problem>> {
    let parts = parts(written, |word| look(word).is_ok_and(|id| id != word));
    parts.into_iter().map(look)
}

/// The word that a field of a record is.
pub(super) fn word<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    record.iter().find(|(other, _)| *other == key).and_then(|(_, field)| match field {
        Field::Word(word) => Some(word.as_str()),
        _ => None,
    })
}

/// What is printed of a record: the id that was made for it, where none was written.
pub(super) fn taken(record: &Record, written: Option<&str>) -> Reply {
    let made = word(record, "id").filter(|_| written.is_none());
    Reply::new(made.map_or_else(String::new, |id| format!("{id}\n")))
}

/// Refuses a blank of a hint that nobody filled in: what stands in 〈〉 is said to be replaced. Within 《》 it is a title.
pub(super) fn filled(arguments: &[OsString]) -> Problems {
    arguments.iter().filter_map(|written| blank(&written.to_string_lossy()).map(unfilled)).collect()
}

/// The first 〈…〉 outside 《》. A hint that was broken into lines may have been copied in part, so half of one is one.
pub(super) fn blank(written: &str) -> Option<&str> {
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
pub(super) fn unfilled(blank: &str) -> Problem {
    Problem::new(text!(zh: "`{blank}` 待填写", en: "`{blank}` is a blank to be filled in"))
        .hint(Text::new("连同〈〉换成实际内容", "put what is meant in its place, without the 〈〉"))
}

/// Refuses what is no line of text.
pub(super) fn line(what: &str, written: &str) -> Result<(), Problem> {
    if is_line(written) {
        return Ok(());
    }
    Err(Problem::new(text!(zh: "`{what}` 为空或含看不见的字符", en: "`{what}` is empty or holds invisible characters"))
        .hint(Text::new("写一行文字；从别处粘贴来的，请重新输入", "write one line of text; type anew what was pasted")))
}

/// A value that is true or false.
///
/// # Errors
/// If it is neither.
pub(super) fn yes_or_no(field: &str, value: &str) -> Result<bool, Problem> {
    value.parse().map_err(|_| {
        Problem::new(text!(zh: "`{field}` 应为 true 或 false", en: "`{field}` is true or false"))
            .hint(text!(zh: "写 {field}=true 或 {field}=false", en: "write {field}=true or {field}=false"))
    })
}

/// The id of one of the program's own words, by id or name.
///
/// # Errors
/// If it is none of them, with the nearest as a hint.
pub(super) fn one_of(
    kind: &Text,
    words: &[(&'static str, &'static str)],
    written: &str,
) -> Result<&'static str, Problem> {
    let word = Name::from(written.trim());
    let is = |(id, name): &&(&str, &str)| *id == word.as_str() || *name == word.as_str();
    let found = words.iter().find(is).map(|(id, _)| *id);
    found.ok_or_else(|| unknown(kind, &word, words.iter().copied()))
}

/// An id as files name somebody or something by it: lower-case letters, digits and hyphens.
pub(super) fn id(problems: &mut Problems, written: &str, example: &str) -> Name {
    keep(problems, line("--id", written));
    let id = Name::from(written.trim());
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.starts_with('-') {
        // What begins like an option could be named in no command.
        problems.push(
            Problem::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id"))
                .hint(Text::new("标识以字母或数字开头", "an id begins with a letter or a digit")),
        );
    } else if !id.chars().all(is_id) {
        problems.push(Problem::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id")).hint(text!(
            zh: "标识用小写字母、数字和 `-`，例如 {example}",
            en: "ids are lower-case letters, digits and `-`, for example {example}"
        )));
    }
    id
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
