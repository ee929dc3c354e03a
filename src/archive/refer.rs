//! Finds references to a topic in the archive's YAML files, and changes them when the topic gets another key.

use super::locate::find;
use crate::diagnostic::{Diagnostic, Location, PathSegment};
use crate::text;
use crate::text::Text;
use serde_yaml::Value;

/// The keys whose values name a topic.
const KEYS: [&str; 2] = ["topic", "ref"];

/// The places where a file names a topic by its key, or a file of the topic by its path.
///
/// # Errors
/// If the file is no YAML.
pub fn references(file: &str, text: &str, key: &str, folder: &str) -> Result<Vec<Vec<PathSegment>>, Diagnostic> {
    // Most files name no other topic and need not be parsed.
    if !text.contains(key) && !text.contains(folder) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    walk(&parse(file, text)?, &mut Vec::new(), &mut |at, value| {
        let named = matches!(at.last(), Some(PathSegment::Key(under)) if KEYS.contains(&under.as_str()));
        let inside = value.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if named && (value == key || inside) {
            found.push(at.to_vec());
        }
    });
    Ok(found)
}

fn walk(value: &Value, at: &mut Vec<PathSegment>, found: &mut impl FnMut(&[PathSegment], &str)) {
    match value {
        Value::String(word) => found(at, word),
        Value::Sequence(entries) => {
            for (nth, entry) in entries.iter().enumerate() {
                at.push(PathSegment::from(nth));
                walk(entry, at, found);
                at.pop();
            }
        }
        Value::Mapping(fields) => {
            for (key, value) in fields {
                at.push(PathSegment::from(key.as_str().unwrap_or_default()));
                walk(value, at, found);
                at.pop();
            }
        }
        _ => {}
    }
}

/// The text at a path in a YAML file; `None` if there is none.
#[must_use]
pub fn word_at(file: &str, text: &str, at: &[PathSegment]) -> Option<String> {
    let mut value = parse(file, text).ok()?;
    step_to(&mut value, at)?.as_str().map(ToOwned::to_owned)
}

/// The text with `old` replaced by `new` at these places; every other byte stays.
///
/// # Errors
/// If a reference is written in a form that cannot be changed safely.
pub fn follow(file: &str, text: &str, places: &[Vec<PathSegment>], old: &str, new: &str) -> Result<String, Diagnostic> {
    let mut meant = parse(file, text)?;
    let mut lines: Vec<String> = text.split_inclusive('\n').map(ToOwned::to_owned).collect();
    // Lines and columns are counted without the byte order mark, and with `\n` line ends.
    let mark = text.starts_with('\u{feff}');
    let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    for at in places {
        let refused = || {
            Diagnostic::new(
                text!(zh: "无法稳妥地改动 `{old}`", en: "cannot change `{old}` without touching something else"),
            )
            .at(Location::field(file, at.iter().cloned()))
            .hint(Text::new("先手工改这一处", "change it by hand first"))
        };
        let value = step_to(&mut meant, at).ok_or_else(refused)?;
        *value = value.as_str().ok_or_else(refused)?.replacen(old, new, 1).into();
        let (line, column) = find(&plain, at).ok_or_else(refused)?;
        let line_text = lines.get_mut(line - 1).ok_or_else(refused)?;
        let skipped = column - 1 + usize::from(mark && line == 1);
        let from = line_text.char_indices().nth(skipped).map_or(line_text.len(), |(byte, _)| byte);
        let rest = line_text[from..].replacen(old, new, 1);
        line_text.replace_range(from.., &rest);
        if parse(file, &lines.concat()).ok().as_ref() != Some(&meant) {
            return Err(refused());
        }
    }
    Ok(lines.concat())
}

fn step_to<'v>(value: &'v mut Value, at: &[PathSegment]) -> Option<&'v mut Value> {
    at.iter().try_fold(value, |value, step| match step {
        PathSegment::Key(key) => value.get_mut(key.as_str()),
        PathSegment::Entry(nth) => value.get_mut(*nth),
    })
}

fn parse(file: &str, text: &str) -> Result<Value, Diagnostic> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        Diagnostic::new(text!(zh: "YAML 语法有误：{error}", en: "invalid YAML: {error}"))
            .at(Location::file(file))
            .hint(Text::new("先改正该文件", "mend the file first"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = "topics/2026/003-电梯";

    fn followed(text: &str) -> String {
        let places = references("f.yml", text, "2026-003", FOLDER).unwrap();
        follow("f.yml", text, &places, "2026-003", "2026-007").unwrap()
    }

    #[test]
    fn references_change_and_nothing_else_does() {
        let text = "\u{feff}- {date: 2026-06-01, note: 见 2026-003, ref: 2026-003} # 2026-003\r\n- date: 2026-06-02\r\n  ref: \"2026-003\"\r\n";
        let expected = "\u{feff}- {date: 2026-06-01, note: 见 2026-003, ref: 2026-007} # 2026-003\r\n- date: 2026-06-02\r\n  ref: \"2026-007\"\r\n";
        assert_eq!(followed(text), expected);
        let plan = "items:\n  - {title: 电梯, topic: 2026-003}\n  - {title: 停车, topic: 2026-0031}\n";
        assert_eq!(followed(plan), plan.replace("2026-003}", "2026-007}"));
    }

    #[test]
    fn a_reference_written_over_two_lines_is_refused() {
        let text = "- date: 2026-06-02\n  ref:\n    2026-003\n";
        let places = references("f.yml", text, "2026-003", FOLDER).unwrap();
        assert_eq!(places.len(), 1);
        assert!(follow("f.yml", text, &places, "2026-003", "2026-007").is_err());
    }
}
