//! Edits the YAML text of one file in place. Comments, order and everything else stay as people wrote them.

mod item;
mod listed;

pub use item::{add_item, add_items, remove_item, set_item_field};
pub use listed::{add_to_entry, remove_entry, replace_entry_field, set_entry_field};

use super::deduplicate::remove_repeats;
use super::field::{Field, Item, block};
use super::parse::explain;
use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use serde_yaml::Value;
use std::str::FromStr as _;
use yaml_edit::{Document, Mapping, Sequence};

/// The problem of a list file that is not written as one entry after another.
#[must_use]
pub fn not_a_plain_list(file: &str) -> Diagnostic {
    Diagnostic::new(Text::new("此文件的写法不便续写", "no line can be added to the file as it is written"))
        .at(Location::file(file))
        .hint(Text::new("每条写作 `- {…}`，从行首开始", "write each entry as `- {…}` from the start of a line"))
}

/// A record's text with one field set, or removed if `field` is `None`; comments, order and blank lines stay. `path` is
/// the key of the field, or the keys that lead to it.
///
/// # Errors
/// If the text is no YAML map, or the edit would change anything else.
pub fn set_field(file: &str, text: &str, path: &[&str], field: Option<&Field>) -> Result<String, Diagnostic> {
    if field.is_none() && text.trim().is_empty() {
        return Ok(text.to_owned());
    }
    edit(file, text, &path.join("."), |plain, meant| {
        set_in_value(meant, path, field);
        let is_blank = plain.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        if let ([key], Some(field), true) = (path, field, is_blank) {
            let gap = if plain.is_empty() || plain.ends_with('\n') { "" } else { "\n" };
            return Some([plain, gap, &block(&[(*key, field.clone())])].concat());
        }
        let document = Document::from_str(plain).ok()?;
        set_in_text(&document.as_mapping()?, path, field);
        Some(document.to_string())
    })
}

/// Edits a file's text and checks that the result parses to exactly what was meant. `change` gets the text without byte
/// order mark and with `\n` line ends, and its parsed value. It changes the value and returns the text for it, or `None`
/// if it cannot.
fn edit(
    file: &str,
    text: &str,
    key: &str,
    change: impl FnOnce(&str, &mut Value) -> Option<String>,
) -> Result<String, Diagnostic> {
    let refused = |why: Text| {
        Diagnostic::new(why).at(Location::file(file)).hint(Text::new("请手工编辑该文件", "edit the file by hand"))
    };
    // The editor writes `\n`, so a file with `\r\n` is converted and converted back.
    let mark = text.starts_with('\u{feff}');
    let crlf = text.contains("\r\n");
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    if plain.contains('\r') || crlf && text.matches('\n').count() != text.matches("\r\n").count() {
        return Err(refused(Text::new("文件的换行符不一致", "the file's line ends are mixed")));
    }
    // Otherwise a repeated entry would keep its old form after the edit.
    let plain = remove_repeats(file, &plain).into_owned();
    let mut meant: Value = serde_yaml::from_str(&plain).map_err(|error| explain(file, &plain, 0, &error))?;
    if meant.is_null() {
        meant = Value::Mapping(serde_yaml::Mapping::new());
    }
    if !meant.is_mapping() && !meant.is_sequence() {
        return Err(refused(Text::new("文件不是“键: 值”的写法", "the file is not a map (key: value)")));
    }
    let is_unsafe =
        || refused(text!(zh: "无法稳妥地改动 `{key}`", en: "cannot change `{key}` without touching something else"));
    let mut edited = change(&plain, &mut meant).ok_or_else(is_unsafe)?;
    if !edited.ends_with('\n') {
        edited.push('\n');
    }
    let reads = serde_yaml::from_str::<Value>(&edited).ok();
    // A list file whose last entry was removed parses as null.
    let is_empty = meant.as_sequence().is_some_and(Vec::is_empty) && reads.as_ref().is_some_and(Value::is_null);
    if reads.as_ref() != Some(&meant) && !is_empty {
        return Err(is_unsafe());
    }
    if crlf {
        edited = edited.replace('\n', "\r\n");
    }
    Ok(if mark { format!("\u{feff}{edited}") } else { edited })
}

/// Sets or removes a field of a parsed record. A map is made for its first key and removed with its last.
fn set_in_value(record: &mut Value, path: &[&str], field: Option<&Field>) {
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
                set_in_value(inner, rest, field);
                if inner.as_mapping().is_some_and(serde_yaml::Mapping::is_empty) {
                    map.remove(&key);
                }
            }
        }
    }
}

/// Does to the text what [`set_in_value`] does to the value.
fn set_in_text(map: &Mapping, path: &[&str], field: Option<&Field>) {
    match (&path[1..], field) {
        ([], Some(field)) => set_key(map, path[0], field),
        ([], None) => drop(map.remove(path[0])),
        (rest, field) => {
            if map.get_mapping(path[0]).is_none() {
                if field.is_none() {
                    return;
                }
                map.set(path[0], Mapping::new());
            }
            if let Some(inner) = map.get_mapping(path[0]) {
                set_in_text(&inner, rest, field);
                if inner.is_empty() {
                    map.remove(path[0]);
                }
            }
        }
    }
}

/// Sets a key to a value.
fn set_key(map: &Mapping, key: &str, field: &Field) {
    match field {
        Field::Word(word) => map.set(key, word.as_str()),
        Field::Bool(yes) => map.set(key, *yes),
        Field::Number(number) => map.set(key, i64::from(*number)),
        Field::List(words) => {
            let list = Sequence::new_flow();
            for word in words {
                list.push(word.as_str());
            }
            map.set(key, list);
        }
        Field::Items(items) => {
            let list = Sequence::new_flow();
            for item in items {
                match item {
                    Item::Word(word) => list.push(word.as_str()),
                    Item::Record(fields) => {
                        let record = Mapping::new_flow();
                        for (key, field) in fields {
                            set_key(&record, key, field);
                        }
                        list.push(record);
                    }
                }
            }
            map.set(key, list);
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
    fn a_file_that_says_nothing_yet_gets_its_first_field() {
        assert_eq!(set("", &["title"], "电梯"), "title: 电梯\n");
        assert_eq!(set("# 头\n", &["title"], "电梯"), "# 头\ntitle: 电梯\n");
        assert_eq!(set("# 头", &["title"], "电梯"), "# 头\ntitle: 电梯\n");
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_stay() {
        let text = "\u{feff}title: 电梯\r\noffice: urban\r\n";
        assert_eq!(set(text, &["lead"], "qian"), "\u{feff}title: 电梯\r\noffice: urban\r\nlead: qian\r\n");
    }

    #[test]
    fn bytes_that_could_be_lost_are_refused() {
        let field = Field::Word("qian".into());
        for text in [
            "\u{feff}\u{feff}title: 电梯\n",
            "title: 电梯\r\r\noffice: urban\r\n",
            "title: 电梯\roffice: urban\n",
            "[]\n",
        ] {
            assert!(set_field("f.yml", text, &["lead"], Some(&field)).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_map_is_made_for_its_first_key_and_goes_with_its_last() {
        let made = set("title: 电梯\n", &["scheduled", "meeting"], "2026-07-01");
        assert_eq!(made, "title: 电梯\nscheduled:\n  meeting: 2026-07-01\n");
        assert_eq!(set_field("f.yml", &made, &["scheduled", "meeting"], None).unwrap(), "title: 电梯\n");
    }
}
