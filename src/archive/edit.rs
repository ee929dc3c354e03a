use crate::problem::{Place, Problem};
use crate::text;
use crate::text::Text;
use serde_yaml::Value;
use std::str::FromStr as _;
use yaml_edit::{Document, Mapping, Sequence};

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
}

impl Field {
    fn value(&self) -> Value {
        match self {
            Self::Word(word) => Value::String(word.clone()),
            Self::Bool(yes) => Value::Bool(*yes),
            Self::Number(number) => Value::Number((*number).into()),
            Self::List(words) => Value::Sequence(words.iter().cloned().map(Value::String).collect()),
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Word(word) => scalar(word),
            Self::Bool(yes) => yes.to_string(),
            Self::Number(number) => number.to_string(),
            Self::List(words) => format!("[{}]", words.iter().map(|word| scalar(word)).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// One record as a flow mapping, `{date: 2026-06-01, event: notice-sent, by: [urban]}`.
#[must_use]
pub fn entry(fields: &[(&str, Field)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, field)| format!("{key}: {}", field.flow())).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A list file's text with one more entry on a line of its own; what was there stays byte for byte.
#[must_use]
pub fn add_entry(text: &str, entry: &str) -> String {
    // An empty list written out gives way to its first entry.
    if text.trim() == "[]" {
        return format!("- {entry}\n");
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
    format!("{text}{gap}- {entry}{line_end}")
}

/// What to say of a list file that no line can be added to.
#[must_use]
pub fn not_a_plain_list(file: &str) -> Problem {
    Problem::new(Text::new("此文件的写法不便续写", "no line can be added to the file as it is written"))
        .at(Place::file(file))
        .hint(Text::new("每条写作 `- {…}`，从行首开始", "write each entry as `- {…}` from the start of a line"))
}

/// A scalar that reads back as this very text inside a flow mapping: plain where that is certain,
/// else in double quotes.
#[must_use]
pub fn scalar(word: &str) -> String {
    let plain_character = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '-' | '_' | '.' | '/' | '〔' | '〕' | '《' | '》' | '（' | '）' | '，' | '。' | '、' | '“' | '”'
            )
    };
    let starts_plain = word.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '《' | '“' | '（'));
    let reads_back = || matches!(serde_yaml::from_str::<Value>(word), Ok(Value::String(read)) if read == word);
    if starts_plain
        && word.chars().all(plain_character)
        && !matches!(word, "y" | "n" | "on" | "off" | "yes" | "no")
        && reads_back()
    {
        return word.to_owned();
    }
    let mut quoted = serde_json::to_string(word).unwrap_or_else(|_| format!("{word:?}"));
    // What ends a line in YAML does not in JSON.
    for (end, escape) in [('\u{85}', "\\u0085"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        quoted = quoted.replace(end, escape);
    }
    quoted
}

/// A record's text with one field set, or taken out if `field` is `None`; comments, order and blank
/// lines stay. `path` is the key, or the keys, that lead to it.
///
/// # Errors
/// If the text is no YAML map, or the edit would change anything else.
pub fn set_field(file: &str, text: &str, path: &[&str], field: Option<&Field>) -> Result<String, Problem> {
    let refused = |why: Text| {
        Problem::new(why).at(Place::file(file)).hint(Text::new("请手工编辑该文件", "edit the file by hand"))
    };
    let not_a_map = || refused(Text::new("文件不是映射", "the file is not a map"));
    // The editor writes plain line ends, so a file of the other kind is edited as one and turned back.
    let mark = text.starts_with('\u{feff}');
    let crlf = text.contains("\r\n");
    let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut meant: Value = serde_yaml::from_str(&plain)
        .map_err(|error| refused(text!(zh: "YAML 语法有误：{error}", en: "invalid YAML: {error}")))?;
    if !meant.is_mapping() {
        return Err(not_a_map());
    }
    mean(&mut meant, path, field);
    let document = Document::from_str(&plain)
        .map_err(|error| refused(text!(zh: "YAML 语法有误：{error}", en: "invalid YAML: {error}")))?;
    write(&document.as_mapping().ok_or_else(not_a_map)?, path, field);
    let mut edited = document.to_string();
    if !edited.ends_with('\n') {
        edited.push('\n');
    }
    if serde_yaml::from_str::<Value>(&edited).ok().as_ref() != Some(&meant) {
        let key = path.join(".");
        return Err(refused(
            text!(zh: "无法稳妥地改动 `{key}`", en: "cannot change `{key}` without touching something else"),
        ));
    }
    if crlf {
        edited = edited.replace('\n', "\r\n");
    }
    Ok(if mark { format!("\u{feff}{edited}") } else { edited })
}

/// What the record is to say after the edit.
fn mean(record: &mut Value, path: &[&str], field: Option<&Field>) {
    let Some(map) = record.as_mapping_mut() else {
        return;
    };
    let key = Value::String(path[0].to_owned());
    match (&path[1..], field) {
        ([], Some(field)) => drop(map.insert(key, field.value())),
        ([], None) => drop(map.remove(&key)),
        (rest, field) => {
            if !map.get(&key).is_some_and(Value::is_mapping) {
                if field.is_none() {
                    return;
                }
                map.insert(key.clone(), Value::Mapping(serde_yaml::Mapping::new()));
            }
            if let Some(inner) = map.get_mut(&key) {
                mean(inner, rest, field);
                if inner.as_mapping().is_some_and(serde_yaml::Mapping::is_empty) {
                    map.remove(&key);
                }
            }
        }
    }
}

fn write(map: &Mapping, path: &[&str], field: Option<&Field>) {
    match (&path[1..], field) {
        ([], Some(field)) => match field {
            Field::Word(word) => map.set(path[0], word.as_str()),
            Field::Bool(yes) => map.set(path[0], *yes),
            Field::Number(number) => map.set(path[0], i64::from(*number)),
            Field::List(words) => {
                let list = Sequence::new_flow();
                for word in words {
                    list.push(word.as_str());
                }
                map.set(path[0], list);
            }
        },
        ([], None) => drop(map.remove(path[0])),
        (rest, field) => {
            if map.get_mapping(path[0]).is_none() {
                if field.is_none() {
                    return;
                }
                map.set(path[0], Mapping::new());
            }
            if let Some(inner) = map.get_mapping(path[0]) {
                write(&inner, rest, field);
                if inner.is_empty() {
                    map.remove(path[0]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, path: &[&str], word: &str) -> String {
        set_field("f.yml", text, path, Some(&Field::Word(word.into()))).unwrap()
    }

    #[test]
    fn comments_order_and_blank_lines_stay() {
        let text = "# 头\ntitle: 电梯\nscheduled: # 会期\n  meeting: 2026-06-11   # 原定\n\noffice: urban\n# 尾\n";
        assert_eq!(set(text, &["scheduled", "meeting"], "2026-07-01"), text.replace("2026-06-11", "2026-07-01"));
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_stay() {
        let text = "\u{feff}title: 电梯\r\noffice: urban\r\n";
        assert_eq!(set(text, &["lead"], "qian"), "\u{feff}title: 电梯\r\noffice: urban\r\nlead: qian\r\n");
    }

    #[test]
    fn a_map_is_made_for_its_first_key_and_goes_with_its_last() {
        let made = set("title: 电梯\n", &["scheduled", "meeting"], "2026-07-01");
        assert_eq!(made, "title: 电梯\nscheduled:\n  meeting: 2026-07-01\n");
        assert_eq!(set_field("f.yml", &made, &["scheduled", "meeting"], None).unwrap(), "title: 电梯\n");
    }

    #[test]
    fn words_that_yaml_would_read_as_something_else_are_quoted() {
        let fields = [("note", Field::Word("true".into())), ("to", Field::List(vec!["a, b".into(), "区政府".into()]))];
        assert_eq!(entry(&fields), r#"{note: "true", to: ["a, b", 区政府]}"#);
        assert_eq!(scalar("2026-06-11"), "2026-06-11");
        assert_eq!(scalar("12"), "\"12\"");
    }

    #[test]
    fn an_entry_goes_on_a_line_of_its_own() {
        assert_eq!(add_entry("- {a: 1}", "{b: 2}"), "- {a: 1}\n- {b: 2}\n");
        assert_eq!(add_entry("", "{b: 2}"), "- {b: 2}\n");
    }
}
