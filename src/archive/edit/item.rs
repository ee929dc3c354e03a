//! Edits entries (0-based) of a list inside a record, such as `items:` of `plan.yml`.

use super::{edit, set_in_text, set_in_value};
use crate::archive::field::{Field, entry, mapping};
use crate::archive::locate::find;
use crate::diagnostic::{Diagnostic, PathSegment};
use serde_yaml::Value;
use std::ops::Range;
use std::str::FromStr as _;
use yaml_edit::Document;

/// A record's text with one more entry at the end of one of its lists, on its own line. A missing list is created.
/// Everything else stays as it was.
///
/// # Errors
/// If the text is no YAML map, or the edit would change anything else.
pub fn add_item(file: &str, text: &str, list: &str, fields: &[(&str, Field)]) -> Result<String, Diagnostic> {
    add_items(file, text, list, &[fields])
}

/// As [`add_item`], with several entries.
///
/// # Errors
/// If the text is no YAML map, or the edit would change anything else.
pub fn add_items(file: &str, text: &str, list: &str, entries: &[&[(&str, Field)]]) -> Result<String, Diagnostic> {
    edit(file, text, list, |plain, meant| {
        let map = meant.as_mapping_mut()?;
        let items = map.entry(list.into()).or_insert_with(|| Value::Sequence(Vec::new())).as_sequence_mut()?;
        let last = items.len().checked_sub(1);
        items.extend(entries.iter().map(|fields| mapping(fields)));
        let mut lines: Vec<String> = plain.lines().map(ToOwned::to_owned).collect();
        let (at, indent) = match last.map(|last| item_lines(plain, &[list.into(), last.into()])) {
            Some(lines_of_last) => {
                let (last, indent) = lines_of_last?;
                (last.end, indent)
            }
            None => match find(plain, &[PathSegment::from(list)]) {
                Some((line, _)) => {
                    // `[]` is replaced by the first entry.
                    lines[line - 1] = lines[line - 1].replacen(": []", ":", 1);
                    (line, 2)
                }
                None => {
                    lines.push(format!("{list}:"));
                    (lines.len(), 2)
                }
            },
        };
        let added = entries.iter().map(|fields| format!("{}- {}", " ".repeat(indent), entry(fields)));
        lines.splice(at..at, added);
        Some(lines.join("\n") + "\n")
    })
}

/// A record's text without one entry of one of its lists. The entry's lines go, with any comment on them; everything
/// else stays as it was.
///
/// # Errors
/// If the text is no YAML map, there is no such entry, or the edit would change anything else.
pub fn remove_item(file: &str, text: &str, list: &str, nth: usize) -> Result<String, Diagnostic> {
    edit(file, text, list, |plain, meant| {
        let items = meant.as_mapping_mut()?.get_mut(list)?.as_sequence_mut()?;
        if nth >= items.len() {
            return None;
        }
        items.remove(nth);
        let (gone, _) = item_lines(plain, &[list.into(), nth.into()])?;
        let mut lines: Vec<String> = plain.lines().map(ToOwned::to_owned).collect();
        lines.drain(gone);
        if items.is_empty() {
            let (line, column) = find(plain, &[PathSegment::from(list)])?;
            // Without `[]` the key would have no value.
            let colon: String = lines[line - 1].chars().skip(column - 1).collect();
            let at = lines[line - 1].len() - colon.len() + colon.find(':')? + 1;
            lines[line - 1].insert_str(at, " []");
        }
        Some(lines.join("\n") + "\n")
    })
}

/// A record's text with one field of one entry of one of its lists set, or removed if `field` is `None`. Everything else
/// stays as it was.
///
/// # Errors
/// If the text is no YAML map, there is no such entry, or the edit would change anything else.
pub fn set_item_field(
    file: &str,
    text: &str,
    (list, nth): (&str, usize),
    key: &str,
    field: Option<&Field>,
) -> Result<String, Diagnostic> {
    edit(file, text, &format!("{list}[{nth}].{key}"), |plain, meant| {
        let item = meant.as_mapping_mut()?.get_mut(list)?.as_sequence_mut()?.get_mut(nth)?;
        set_in_value(item, &[key], field);
        let document = Document::from_str(plain).ok()?;
        let item = document.get_sequence(list)?.get(nth)?;
        set_in_text(item.as_mapping()?, &[key], field);
        Some(document.to_string())
    })
}

/// The lines (0-based) of an entry in block style, and the indentation of its hyphen. The lines are that of the hyphen
/// and those below it that are indented deeper.
pub(super) fn item_lines(plain: &str, entry: &[PathSegment]) -> Option<(Range<usize>, usize)> {
    let (line, _) = find(plain, entry)?;
    let lines: Vec<&str> = plain.lines().collect();
    let first = lines.get(line - 1).filter(|line| line.trim_start().starts_with('-'))?;
    let indent = indent_of(first);
    let below = &lines[line..];
    let run = below.iter().take_while(|line| line.trim().is_empty() || indent_of(line) > indent).count();
    let own = below[..run].iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    Some((line - 1..line + own, indent))
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        add_item("f.yml", text, "items", &[("title", Field::Word("丙: 1".into()))]).unwrap()
    }

    fn without(text: &str, nth: usize) -> Result<String, Diagnostic> {
        remove_item("f.yml", text, "items", nth)
    }

    #[test]
    fn an_item_is_added_after_the_last_and_comments_stay() {
        let text =
            "made_by: [a]\n# 头\nitems: # 单子\n\n  - {title: 甲}   # 甲注\n  - title: 乙\n    form: x\n\n# 尾\n";
        let more = text.replace("form: x\n", "form: x\n  - {title: \"丙: 1\"}\n");
        assert_eq!(added(text), more);
        assert_eq!(added(&text.replace('\n', "\r\n")), more.replace('\n', "\r\n"));
        assert_eq!(added("made_by: [a]\n"), "made_by: [a]\nitems:\n  - {title: \"丙: 1\"}\n");
        assert_eq!(added("items: [] # 暂无\n"), "items: # 暂无\n  - {title: \"丙: 1\"}\n");
        assert_eq!(added("items:\n- {title: 甲}\n\n"), "items:\n- {title: 甲}\n- {title: \"丙: 1\"}\n\n");
        assert_eq!(added("items:\n- {title: 甲}\n"), "items:\n- {title: 甲}\n- {title: \"丙: 1\"}\n");
    }

    #[test]
    fn a_field_of_an_item_is_set_and_comments_stay() {
        let text = "# 头\nitems:\n  - {title: 甲, form: x}   # 甲注\n\n  - title: 乙 # 乙注\n    form: x\n# 尾\nmade_by: [a]\n";
        let set = |nth, key, field| set_item_field("f.yml", text, ("items", nth), key, field);
        let topic = Field::Word("2026-001".into());
        assert_eq!(set(0, "topic", Some(&topic)).unwrap(), text.replace("form: x}", "form: x, topic: 2026-001}"));
        assert_eq!(
            set(1, "topic", Some(&topic)).unwrap(),
            text.replace("form: x\n#", "form: x\n    topic: 2026-001\n#")
        );
        assert!(set(2, "topic", Some(&topic)).is_err());
        assert_eq!(set(0, "form", None).unwrap(), text.replace(", form: x}", "}"));
        assert_eq!(set(1, "form", None).unwrap(), text.replace("    form: x\n", ""));
    }

    #[test]
    fn an_item_goes_with_its_own_lines_and_nothing_else() {
        let text = "\u{feff}items: # 单子\n  # 其一\n  - {title: 甲}   # 甲注\n  - title: 乙\n    form: x\n\n# 尾\nmade_by: [a]\n";
        let one = without(text, 1).unwrap();
        assert_eq!(one, text.replace("  - title: 乙\n    form: x\n", ""));
        let none = without(&one, 0).unwrap();
        assert_eq!(none, "\u{feff}items: [] # 单子\n  # 其一\n\n# 尾\nmade_by: [a]\n");
        assert!(without(&none, 0).is_err());
        // Blank lines at the end belong to no entry, so they stay.
        assert_eq!(without("items:\n  - 甲\n  - 乙\n\n", 1).unwrap(), "items:\n  - 甲\n\n");
        assert!(without("items: [{title: 甲}, {title: 乙}]\n", 0).is_err());
    }
}
