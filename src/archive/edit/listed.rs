//! Edits entries (0-based) of a list file, such as `people.yml`.

use super::item::item_lines;
use super::{edit, set_in_text, set_in_value};
use crate::archive::field::{Field, block, entry, mapping};
use crate::archive::locate::find;
use crate::diagnostic::Diagnostic;
use serde_yaml::Value;
use std::str::FromStr as _;
use yaml_edit::Document;

/// A list file's text without one entry. The entry's lines go, with any comment on them; everything else stays as it was.
///
/// # Errors
/// If the text is no YAML list, there is no such entry, or the edit would change anything else.
pub fn remove_entry(file: &str, text: &str, nth: usize) -> Result<String, Diagnostic> {
    edit(file, text, &format!("[{nth}]"), |plain, meant| {
        let entries = meant.as_sequence_mut()?;
        if nth >= entries.len() {
            return None;
        }
        entries.remove(nth);
        let (gone, _) = item_lines(plain, &[nth.into()])?;
        let mut lines: Vec<&str> = plain.lines().collect();
        lines.drain(gone);
        Some(lines.join("\n"))
    })
}

/// A list file's text with one field of one entry set, or removed if `field` is `None`. Everything else stays as it was.
///
/// # Errors
/// If the text is no YAML list, there is no such entry, or the edit would change anything else.
pub fn set_entry_field(
    file: &str,
    text: &str,
    nth: usize,
    key: &str,
    field: Option<&Field>,
) -> Result<String, Diagnostic> {
    edit(file, text, &format!("[{nth}].{key}"), |plain, meant| {
        set_in_value(meant.as_sequence_mut()?.get_mut(nth)?, &[key], field);
        let document = Document::from_str(plain).ok()?;
        let entry = document.as_sequence()?.get(nth)?;
        set_in_text(entry.as_mapping()?, &[key], field);
        Some(document.to_string())
    })
}

/// As [`set_entry_field`], for a key that replaces an older one: if the entry has the older key, key and value are
/// replaced in place.
///
/// # Errors
/// As for [`set_entry_field`].
pub fn replace_entry_field(
    file: &str,
    text: &str,
    nth: usize,
    (older, key): (&str, &str),
    field: &Field,
) -> Result<String, Diagnostic> {
    let entries: Option<Value> = serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok();
    if entries.as_ref().and_then(|entries| entries.get(nth)?.get(older)).is_none() {
        return set_entry_field(file, text, nth, key, Some(field));
    }
    edit(file, text, &format!("[{nth}].{older}"), |plain, meant| {
        let entry = meant.as_sequence_mut()?.get_mut(nth)?;
        set_in_value(entry, &[older], None);
        set_in_value(entry, &[key], Some(field));
        let (line, column) = find(plain, &[nth.into(), older.into()])?;
        let mut lines: Vec<String> = plain.lines().map(ToOwned::to_owned).collect();
        let line = lines.get_mut(line - 1)?;
        let start = line.char_indices().nth(column - 1)?.0;
        let value = line[start..].strip_prefix(older)?.strip_prefix(':')?.trim_start();
        let end = line.len() - value.trim_start_matches(char::is_alphanumeric).len();
        line.replace_range(start..end, block(&[(key, field.clone())]).trim_end());
        Some(lines.join("\n"))
    })
}

/// A list file's text with one more record in a list inside one entry, such as `events:` of a suggestion. The record gets
/// its own line, unless the entry is in braces. A missing list is created. Everything else stays as it was.
///
/// # Errors
/// If the text is no YAML list, there is no such entry, or the edit would change anything else.
pub fn add_to_entry(
    file: &str,
    text: &str,
    (nth, list): (usize, &str),
    fields: &[(&str, Field)],
) -> Result<String, Diagnostic> {
    edit(file, text, &format!("[{nth}].{list}"), |plain, meant| {
        let owner = meant.as_sequence_mut()?.get_mut(nth)?.as_mapping_mut()?;
        let has_list = owner.contains_key(list);
        let records = owner.entry(list.into()).or_insert_with(|| Value::Sequence(Vec::new())).as_sequence_mut()?;
        let last = records.len().checked_sub(1);
        records.push(mapping(fields));
        let record = entry(fields);
        let (own, indent) = item_lines(plain, &[nth.into()])?;
        let mut lines: Vec<String> = plain.lines().map(ToOwned::to_owned).collect();
        let key = if has_list { find(plain, &[nth.into(), list.into()]) } else { None };
        // An entry in braces has its list in brackets.
        if lines[own.start].trim_start_matches([' ', '-']).starts_with('{') {
            let (line, column, before) = match (last, key) {
                (Some(last), _) => {
                    let (line, column) = find(plain, &[nth.into(), list.into(), last.into()])?;
                    (line, after_braces(&lines[line - 1], column - 1)?, format!(", {record}"))
                }
                (None, Some((line, column))) => {
                    let empty = format!("{list}: []");
                    let start = lines[line - 1].char_indices().nth(column - 1)?.0;
                    let rest = lines[line - 1][start..].strip_prefix(&empty)?.to_owned();
                    lines[line - 1].replace_range(start.., &format!("{list}: [{record}]{rest}"));
                    return Some(lines.join("\n"));
                }
                (None, None) => {
                    let line = own.end;
                    let start = lines[line - 1].find('{')?;
                    let end = after_braces(&lines[line - 1], lines[line - 1][..start].chars().count())?;
                    (line, end - 1, format!(", {list}: [{record}]"))
                }
            };
            let at = lines[line - 1].char_indices().nth(column).map_or(lines[line - 1].len(), |(at, _)| at);
            lines[line - 1].insert_str(at, &before);
            return Some(lines.join("\n"));
        }
        match (last, key) {
            (Some(last), Some(_)) => {
                let (lines_of_last, indent) = item_lines(plain, &[nth.into(), list.into(), last.into()])?;
                lines.insert(lines_of_last.end, format!("{}- {record}", " ".repeat(indent)));
            }
            (None, Some((line, column))) => {
                lines[line - 1] = lines[line - 1].replacen(": []", ":", 1);
                lines.insert(line, format!("{}- {record}", " ".repeat(column + 1)));
            }
            (_, None) => {
                let indent = " ".repeat(indent + 2);
                lines.insert(own.end, format!("{indent}{list}:"));
                lines.insert(own.end + 1, format!("{indent}  - {record}"));
            }
        }
        Some(lines.join("\n"))
    })
}

/// The column (0-based, in characters) after the braces that open at a column.
fn after_braces(line: &str, from: usize) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, c) in line.chars().enumerate().skip(from) {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            (Some(_) | None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# 头
- id: s1   # 其一
  text: 甲
  events:
    - {date: 2026-05-01, event: replied}   # 书面

- id: s2
  events: [] # 暂无
- id: s3
  text: 丙
- {id: s4, text: \"丁}\", events: [{date: 2026-05-01, event: replied, to: [a]}]} # 行
- {id: s5, text: 戊, events: []}
- {id: s6, text: 己} # 末
# 尾
";

    fn added(nth: usize) -> String {
        add_to_entry("f.yml", LIST, (nth, "events"), &[("date", Field::Word("2026-06-01".into()))]).unwrap()
    }

    fn set(nth: usize, field: Option<&Field>) -> String {
        set_entry_field("f.yml", LIST, nth, "text", field).unwrap()
    }

    #[test]
    fn a_record_goes_to_the_end_of_its_entrys_list_and_nothing_else_moves() {
        let one = "{date: 2026-06-01}";
        assert_eq!(added(0), LIST.replace("书面\n", &format!("书面\n    - {one}\n")));
        assert_eq!(added(1), LIST.replace("events: [] # 暂无\n", &format!("events: # 暂无\n    - {one}\n")));
        assert_eq!(added(2), LIST.replace("text: 丙\n", &format!("text: 丙\n  events:\n    - {one}\n")));
        assert_eq!(added(3), LIST.replace("to: [a]}", &format!("to: [a]}}, {one}")));
        assert_eq!(added(4), LIST.replace("戊, events: []", &format!("戊, events: [{one}]")));
        assert_eq!(added(5), LIST.replace("text: 己", &format!("text: 己, events: [{one}]")));
        assert!(add_to_entry("f.yml", LIST, (6, "events"), &[]).is_err());
    }

    #[test]
    fn a_field_of_an_entry_is_set_and_taken_out() {
        let word = Field::Word("乙".into());
        assert_eq!(set(0, Some(&word)), LIST.replace("text: 甲", "text: 乙"));
        assert_eq!(set(4, Some(&word)), LIST.replace("text: 戊", "text: 乙"));
        assert_eq!(set(2, None), LIST.replace("  text: 丙\n", ""));
        assert_eq!(set(1, Some(&word)), LIST.replace("events: [] # 暂无\n", "events: [] # 暂无\n  text: 乙\n"));
    }

    #[test]
    fn an_entry_goes_with_its_lines_and_the_last_leaves_nothing() {
        let text = "# 头\n- {name: 甲} # 注\n- name: 乙\n  tags: [a]\n\n# 尾\n";
        assert_eq!(remove_entry("f.yml", text, 1).unwrap(), "# 头\n- {name: 甲} # 注\n\n# 尾\n");
        assert_eq!(remove_entry("f.yml", text, 0).unwrap(), "# 头\n- name: 乙\n  tags: [a]\n\n# 尾\n");
        assert_eq!(remove_entry("f.yml", "# 头\n- {name: 甲}\n", 0).unwrap(), "# 头\n");
        assert!(remove_entry("f.yml", text, 2).is_err());
        assert!(remove_entry("f.yml", "[{name: 甲}, {name: 乙}]\n", 1).is_err());
    }
}
