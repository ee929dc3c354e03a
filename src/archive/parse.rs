//! Reads YAML into the model and reports every error of a file at its line.

mod message;
mod tolerant;

use super::deep::too_deep;
use super::fast_yaml::fast_yaml;
use super::source::Limits;
use super::{conflict, deduplicate, locate};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::FrontMatter;
use crate::text::{Text, line_and_column};
use serde::de::{DeserializeOwned, IgnoredAny};

/// The value read from a file, and all problems of the file. If unknown keys are the only problem, the value is read
/// without them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value, if it could be read.
    pub value: Option<T>,
    /// The problems, each at its line.
    pub problems: Diagnostics,
}

impl<T> Reading<T> {
    fn good(value: T) -> Self {
        Self { value: Some(value), problems: Diagnostics::new() }
    }

    fn refused(problem: Diagnostic) -> Self {
        Self { value: None, problems: vec![problem] }
    }

    /// Converts the value.
    pub fn map<U>(self, into: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: self.value.map(into), problems: self.problems }
    }

    /// The value, if there is no problem.
    ///
    /// # Errors
    /// All problems.
    pub fn whole(self) -> Result<T, Diagnostics> {
        self.value.filter(|_| self.problems.is_empty()).ok_or(self.problems)
    }

    /// The value, if there is no problem; else the first problem.
    fn first(self) -> Result<T, Diagnostic> {
        let first = self.problems.into_iter().next();
        match (self.value, first) {
            (_, Some(problem)) => Err(problem),
            (value, None) => value.ok_or_else(message::empty),
        }
    }
}

/// Reads a YAML file with one record. Problems are encoding, syntax, unknown, missing or duplicate keys, wrong types.
#[must_use]
pub fn read_record<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Reading<T> {
    match decode(path, bytes) {
        Ok(text) => parse(path, text, 0),
        Err(problem) => Reading::refused(problem),
    }
}

/// Reads a YAML file with a list of records, without repeated ones. An empty file is an empty list.
#[must_use]
pub fn read_list<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Reading<Vec<T>> {
    match decode(path, bytes) {
        Ok(text)
            if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#') || line.trim() == "---") =>
        {
            Reading::good(Vec::new())
        }
        Ok(text) => parse(path, &deduplicate::blank_repeats(path, text), 0),
        Err(problem) => Reading::refused(problem),
    }
}

/// The record in a file without problems.
///
/// # Errors
/// The first problem, at its line.
pub fn record<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Diagnostic> {
    read_record(path, bytes).first()
}

/// The records in a file without problems.
///
/// # Errors
/// As for [`record`].
pub fn list<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<Vec<T>, Diagnostic> {
    read_list(path, bytes).first()
}

/// Reads the front matter of a Markdown paper: the YAML between a first line `---` and the next. `None` if the file does
/// not begin with `---`; a block that is never closed is a problem.
#[must_use]
pub fn front_matter(path: &str, text: &str) -> Reading<Option<FrontMatter>> {
    match locate::front_matter_block(text) {
        locate::Block::None => Reading::good(None),
        locate::Block::Open => Reading::refused(
            Diagnostic::new(Text::new("文首的 `---` 没有收尾", "the front matter begun by `---` never ends"))
                .at(Location::at(path, 1, 1))
                .hint(Text::new("在元数据之后另起一行写 `---`", "put a line `---` after it")),
        ),
        locate::Block::Closed(block) => parse(path, block, 1).map(Some),
    }
}

fn parse<T: DeserializeOwned>(path: &str, text: &str, lines_before: usize) -> Reading<T> {
    if text.len() as u64 > Limits::YAML {
        return Reading::refused(super::source::too_large(path, Limits::YAML));
    }
    if let Some(read) = fast_yaml(text) {
        return Reading::good(read);
    }
    if let Some((line, column)) = too_deep(text) {
        return Reading::refused(message::too_deep().at(Location::at(path, line + lines_before, column)));
    }
    let error = match serde_yaml::from_str(text) {
        Ok(read) => return Reading::good(read),
        Err(error) => error,
    };
    // After a syntax error, such as an open bracket, errors about values cannot be trusted.
    if let Err(broken) = serde_yaml::from_str::<IgnoredAny>(text) {
        return Reading::refused(explain(path, text, lines_before, &broken));
    }
    let (value, errors) = tolerant::read(text);
    if errors.is_empty() {
        return Reading::refused(explain(path, text, lines_before, &error));
    }
    // Unknown keys can be left out without changing what the rest means; other errors cannot.
    let value = value.filter(|_| errors.iter().all(message::is_of_unknown_key));
    let is_beside = value.is_some();
    let problems =
        errors.iter().map(|error| Diagnostic { is_beside, ..explain(path, text, lines_before, error) }).collect();
    Reading { value, problems }
}

/// The text of a file in UTF-8, without its byte order mark.
///
/// # Errors
/// If it is not UTF-8 (the hint says how to convert it), or has the conflict marks of a merge.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            return conflict::none_in(path, text).map(|()| text);
        }
        Err(error) => error,
    };
    let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
    let (found, hint) = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        (Text::new("文件是 UTF-16 编码", "the file is UTF-16"), Text::new("请另存为 UTF-8", "save it as UTF-8"))
    } else if looks_like_gbk(bytes) {
        (
            Text::new("文件不是 UTF-8，像是 GBK", "the file is not UTF-8, it looks like GBK"),
            Text::new(
                "转换：iconv -f GB18030 -t UTF-8 原文件 > 新文件",
                "convert it: iconv -f GB18030 -t UTF-8 OLD > NEW",
            ),
        )
    } else {
        (Text::new("文件不是 UTF-8", "the file is not UTF-8"), Text::new("请另存为 UTF-8", "save it as UTF-8"))
    };
    Err(Diagnostic::new(found).at(Location::at(path, line, column)).hint(hint))
}

/// Whether every byte above ASCII belongs to a two-byte GBK character.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte < 0x80 {
            continue;
        }
        let trail = rest.next().copied().unwrap_or(0);
        if !(0x81..=0xfe).contains(byte) || !(0x40..=0xfe).contains(&trail) || trail == 0x7f {
            return false;
        }
    }
    true
}

/// Puts a parser's error into words a clerk can act on.
pub(super) fn explain(path: &str, text: &str, lines_before: usize, error: &serde_yaml::Error) -> Diagnostic {
    let full = error.to_string();
    let message = error.location().map_or(full.as_str(), |at| {
        full.strip_suffix(&format!(" at line {} column {}", at.line(), at.column())).unwrap_or(&full)
    });
    let (field, message) = message::split_path(message);
    // The parser also ends lines at characters such as U+2028, which editors do not.
    let spot = error.location().map(|at| line_and_column(text, at.index()));
    let spot = if message::is_of_forbidden_character(message) {
        text.char_indices().find(|(_, c)| is_forbidden(*c)).map(|(at, _)| line_and_column(text, at))
    } else if let Some(key) = message::duplicate_key(message) {
        locate::second_key(text, &field, key).or(spot)
    } else {
        spot
    };
    let place =
        spot.map_or_else(|| Location::file(path), |(line, column)| Location::at(path, line + lines_before, column));
    message::explain(message).at(place)
}

/// A character that YAML does not allow.
fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    is_control || matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, TopicFile};

    fn refused<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let problem = record::<T>("f.yml", text.as_bytes()).unwrap_err();
        let hint = problem.hint.clone().map_or(String::new(), |hint| format!(" ({})", hint.en));
        format!("{problem}{hint}")
    }

    #[test]
    fn every_slip_is_named_at_its_line() {
        assert_eq!(
            refused::<TopicFile>("title: 电梯\nregulation: m\nofice: urban\n"),
            "f.yml:3:1: unknown key `ofice` (did you mean `office`?)"
        );
        assert_eq!(
            refused::<TopicFile>("title: 电梯\nregulation: m\n\ntitle: 停车\n"),
            "f.yml:4:1: duplicate key `title` (keep one of them)"
        );
        assert_eq!(
            refused::<TopicFile>(
                "title: 电梯\nregulation: m\nscheduled:\n  meeting: 2026-06-01\n  meeting: 2026-06-02\n"
            ),
            "f.yml:5:3: duplicate key `meeting` (keep one of them)"
        );
        assert_eq!(refused::<TopicFile>("title: 电梯\n"), "f.yml:1:1: missing key `regulation` (add `regulation: …`)");
        assert_eq!(
            refused::<Event>("date: 2026-2-3\nevent: meeting\n"),
            "f.yml:1:7: `2026-2-3` is not a date (write dates as YYYY-MM-DD, for example 2026-06-11)"
        );
        assert_eq!(
            refused::<Vec<Event>>("date: 2026-02-03\n"),
            "f.yml:1:1: expected a list, found a map (key: value) (write a list here)"
        );
        assert_eq!(
            refused::<TopicFile>("title: {}\nregulation: m\n"),
            "f.yml:1:8: expected text, found a map (key: value) (write text here)"
        );
    }

    fn place(text: &str) -> Location {
        record::<TopicFile>("f.yml", text.as_bytes()).unwrap_err().place.unwrap()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        // An error at the end of the file is on its last line.
        assert_eq!(place("title: 电梯\nsource: {channel: 甲"), Location::at("f.yml", 2, 20));
        assert_eq!(place("title: 电梯\nform: 甲\u{ffff}\n"), Location::at("f.yml", 2, 8));
        // The parser ends a line at each of these.
        for end in ['\u{85}', '\u{2028}', '\u{2029}', '\r'] {
            assert_eq!(place(&format!("title: 电梯 # 甲{end}# 乙\nform: {{}}\n")).line, Some(2), "{end:?}");
        }
    }

    #[test]
    fn encodings_other_than_utf_8_are_told_apart() {
        assert_eq!(decode("f", "\u{feff}电梯".as_bytes()).unwrap(), "电梯");
        let gbk = [b't', b':', b' ', 0xb5, 0xe7, 0xcc, 0xdd, b'\n'];
        assert_eq!(decode("f", &gbk).unwrap_err().to_string(), "f:1:4: the file is not UTF-8, it looks like GBK");
        assert_eq!(decode("f", &[b'a', b'\n', 0xff, b'x']).unwrap_err().to_string(), "f:2:1: the file is not UTF-8");
    }

    #[test]
    fn an_empty_list_file_holds_nothing() {
        assert!(list::<Event>("events.yml", b"# none yet\n\n").unwrap().is_empty());
    }
}
