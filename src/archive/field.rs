//! Writes values and records as YAML: the spelling of every scalar the program writes.

use serde_yaml::Value;
use std::fmt::Write as _;

/// A value written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A word, date or sentence.
    Word(String),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(u32),
    /// A list of words, in flow style.
    List(Vec<String>),
    /// A list in which records may stand for words, in flow style.
    Items(Vec<Item>),
}

/// What such a list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A word.
    Word(String),
    /// A record.
    Record(Vec<(&'static str, Field)>),
}

impl Item {
    fn value(&self) -> Value {
        match self {
            Self::Word(word) => Value::String(word.clone()),
            Self::Record(record) => mapping(record),
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Word(word) => scalar(word),
            Self::Record(record) => entry(record),
        }
    }
}

impl Field {
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Word(word) => Value::String(word.clone()),
            Self::Bool(yes) => Value::Bool(*yes),
            Self::Number(number) => Value::Number((*number).into()),
            Self::List(words) => Value::Sequence(words.iter().cloned().map(Value::String).collect()),
            Self::Items(items) => Value::Sequence(items.iter().map(Item::value).collect()),
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Word(word) => scalar(word),
            Self::Bool(yes) => yes.to_string(),
            Self::Number(number) => number.to_string(),
            Self::List(words) => format!("[{}]", words.iter().map(|word| scalar(word)).collect::<Vec<_>>().join(", ")),
            Self::Items(items) => format!("[{}]", items.iter().map(Item::flow).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// A record as a YAML value.
pub(super) fn mapping(fields: &[(&str, Field)]) -> Value {
    Value::Mapping(fields.iter().map(|(key, field)| ((*key).into(), field.value())).collect())
}

/// One record as a flow mapping, `{date: 2026-06-01, event: notice-sent, by: [urban]}`.
#[must_use]
pub fn entry(fields: &[(&str, Field)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, field)| format!("{key}: {}", field.flow())).collect();
    format!("{{{}}}", fields.join(", "))
}

/// One record with each field on a line of its own.
#[must_use]
pub fn block(fields: &[(&str, Field)]) -> String {
    fields.iter().fold(String::new(), |mut lines, (key, field)| {
        let _ = writeln!(lines, "{key}: {}", field.flow());
        lines
    })
}

/// A key with its value: an [`entry`] on the same line, or the lines of a [`block`] or a list below.
#[must_use]
pub fn keyed(key: &str, value: &str) -> String {
    if value.starts_with('{') {
        return format!("{key}: {value}\n");
    }
    format!("{key}:\n{}", value.lines().flat_map(|line| ["  ", line, "\n"]).collect::<String>())
}

/// A list file's text with one more entry, made by [`entry`] (one line) or [`block`] (several). The existing text stays
/// byte for byte.
#[must_use]
pub fn add_entry(text: &str, entry: &str) -> String {
    // `[]` is replaced by the first entry.
    let text = if text.trim() == "[]" { "" } else { text };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entry = entry.trim_end_matches('\n').replace('\n', &format!("{line_end}  "));
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
    format!("{text}{gap}- {entry}{line_end}")
}

/// A scalar that reads back as this exact text inside a flow mapping: plain if that is certain, else in double quotes.
#[must_use]
pub fn scalar(word: &str) -> String {
    let starts_plain = word.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '《' | '“' | '（'));
    if starts_plain
        && word.chars().all(is_plain)
        && !matches!(word, "y" | "n" | "on" | "off" | "yes" | "no")
        && reads_back(word)
    {
        return word.to_owned();
    }
    let quoted = serde_json::to_string(word).unwrap_or_else(|_| format!("{word:?}"));
    if !quoted.contains(is_escaped) {
        return quoted;
    }
    quoted.chars().fold(String::new(), |mut written, c| {
        if is_escaped(c) {
            let _ = write!(written, "\\u{:04x}", u32::from(c));
        } else {
            written.push(c);
        }
        written
    })
}

fn is_plain(c: char) -> bool {
    let is_mark =
        matches!(c, '-' | '_' | '.' | '/' | '〔' | '〕' | '《' | '》' | '（' | '）' | '，' | '。' | '、' | '“' | '”');
    c.is_alphanumeric() || is_mark
}

fn reads_back(word: &str) -> bool {
    matches!(serde_yaml::from_str::<Value>(word), Ok(Value::String(read)) if read == word)
}

/// JSON leaves these characters as they are, but in YAML they end a line or are forbidden.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_yaml_would_read_as_something_else_are_quoted() {
        let fields = [("note", Field::Word("true".into())), ("to", Field::List(vec!["a, b".into(), "区政府".into()]))];
        assert_eq!(entry(&fields), r#"{note: "true", to: ["a, b", 区政府]}"#);
        assert_eq!(scalar("2026-06-11"), "2026-06-11");
        assert_eq!(scalar("12"), "\"12\"");
        for odd in ['\u{7f}', '\u{85}', '\u{9b}', '\u{2028}', '\u{feff}', '\u{ffff}', '\0', '\t', '"', '\\', '😀'] {
            let word = format!("甲{odd}乙");
            let read: String = serde_yaml::from_str(&scalar(&word)).unwrap();
            assert_eq!(read, word, "{}", scalar(&word));
        }
    }

    #[test]
    fn a_record_is_written_on_lines_or_beside_its_key() {
        let fields = [("to", Field::Word("a: b".into())), ("round", Field::Number(2))];
        assert_eq!(keyed("x", &block(&fields)), "x:\n  to: \"a: b\"\n  round: 2\n");
        assert_eq!(keyed("x", &entry(&fields)), "x: {to: \"a: b\", round: 2}\n");
        assert_eq!(add_entry("- {}\r\n", &block(&fields)), "- {}\r\n- to: \"a: b\"\r\n  round: 2\r\n");
    }

    #[test]
    fn an_entry_goes_on_a_line_of_its_own() {
        assert_eq!(add_entry("- {a: 1}", "{b: 2}"), "- {a: 1}\n- {b: 2}\n");
        assert_eq!(add_entry("", "{b: 2}"), "- {b: 2}\n");
    }
}
