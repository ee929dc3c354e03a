//! The files by which an editor finds the schemas: `.vscode/yijuan/KIND.json`, and `yaml.schemas` in `.vscode/settings.json`.
//!
//! They follow from the archive and stay out of its history. What somebody wrote in the settings stays byte for byte.

mod jsonc;

use super::{KINDS, Kind, Values};
use crate::archive::{Change, EntryKind, Source};
use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use jsonc::{Member, members, without_comments};
use serde_json::{Value, json};

/// Where the schemas lie.
const FOLDER: &str = ".vscode/yijuan";

/// The settings of the editor.
const SETTINGS: &str = ".vscode/settings.json";

/// The key of the settings that says which schema a file has.
const KEY: &str = "yaml.schemas";

/// What git is to pass over. Settings that somebody has committed stay in the history.
const IGNORE: &str = ".vscode/.gitignore";
const IGNORED: &str = "/.gitignore\n/settings.json\n/yijuan/\n";

/// Reads a file, if it is there.
type Read<'r> = dyn Fn(&str) -> Result<Option<Vec<u8>>, Diagnostic> + 'r;

/// Everything to be written that is not as it should be.
///
/// # Errors
/// If a file cannot be read, or the settings are no JSON.
pub fn installation(values: &Values, read: &Read) -> Result<Change, Diagnostic> {
    let mut change = Change::new();
    if read(IGNORE)?.is_none() {
        change = change.file(IGNORE, IGNORED);
    }
    for kind in KINDS.iter().filter(|kind| !kind.files.is_empty()) {
        change = change.file(path(kind), format!("{:#}\n", kind.schema(values)));
    }
    change.file(SETTINGS, with_schemas(&settings(read)?)?).differing(read)
}

/// Whether schemas were installed here, or the settings name them.
///
/// # Errors
/// If a file cannot be read.
pub fn is_installed(read: &Read) -> Result<bool, Diagnostic> {
    let is_there = KINDS.iter().map(|kind| read(&path(kind))).collect::<Result<Vec<_>, _>>()?;
    Ok(is_there.iter().any(Option::is_some) || settings(read)?.contains(FOLDER))
}

/// The files of an archive that have a schema, each with its path. Files of which every line is evidence are left out:
/// nothing is written into them.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(source: &dyn Source) -> Result<Vec<(String, String)>, Diagnostic> {
    let mut files = Vec::new();
    for kind in KINDS.iter().filter(|kind| !EVIDENCE.contains(&kind.id)) {
        for pattern in kind.files {
            let found = below(source, String::new(), &pattern.split('/').collect::<Vec<_>>())?;
            files.extend(found.into_iter().map(|file| (file, path(kind))));
        }
    }
    Ok(files)
}

/// The kinds of files of which every line is evidence.
const EVIDENCE: [&str; 3] = ["decisions", "comments", "draw"];

/// The files below a folder whose path has these parts, in which `*` stands for anything.
fn below(source: &dyn Source, folder: String, parts: &[&str]) -> Result<Vec<String>, Diagnostic> {
    let [part, rest @ ..] = parts else { return Ok(vec![folder]) };
    let wanted = if rest.is_empty() { EntryKind::File } else { EntryKind::Folder };
    let (before, after) = part.split_once('*').unwrap_or((part, ""));
    let is_meant =
        |name: &str| if part.contains('*') { name.starts_with(before) && name.ends_with(after) } else { name == *part };
    let mut files = Vec::new();
    for entry in source.folder(&folder)?.into_iter().filter(|entry| entry.kind == wanted && is_meant(&entry.name)) {
        let path = if folder.is_empty() { entry.name } else { format!("{folder}/{}", entry.name) };
        files.extend(below(source, path, rest)?);
    }
    Ok(files)
}

fn path(kind: &Kind) -> String {
    format!("{FOLDER}/{}.json", kind.id)
}

fn settings(read: &Read) -> Result<String, Diagnostic> {
    let bytes = read(SETTINGS)?.unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| refused(Location::file(SETTINGS)))
}

fn refused(place: Location) -> Diagnostic {
    Diagnostic::new(Text::new("不是编辑器能读的设置", "these are no settings that an editor can read")).at(place).hint(
        text!(
            zh: "改好它，或移到别处，再运行 `yijuan schema --install`；文件没有改动",
            en: "mend it or move it away, then run `yijuan schema --install` again; it was not changed"
        ),
    )
}

/// The settings with the schemas of all kinds of files; everything else stays.
fn with_schemas(settings: &str) -> Result<String, Diagnostic> {
    // Of the same length, so that what is found in it has the same place in the settings.
    let bare = without_comments(settings);
    if bare.trim().is_empty() {
        let line_end = if settings.is_empty() || settings.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{settings}{line_end}{{\n{}\n}}\n", schemas("  ")));
    }
    let whole: Value = serde_json::from_str(&bare)
        .map_err(|error| refused(Location::at(SETTINGS, error.line(), error.column().max(1))))?;
    let known = whole.get(KEY);
    if !whole.is_object() || known.is_some_and(|known| !known.is_object()) {
        return Err(refused(Location::file(SETTINGS)));
    }
    let mut edits = Vec::new();
    let outer = bare.find('{').unwrap_or(0);
    let own = members(&bare, outer);
    match own.iter().rfind(|member| member.key == KEY) {
        None => edits.push((outer + 1..outer + 1, added(&bare, outer, &schemas("  "), "", own.is_empty()))),
        Some(Member { value, .. }) => {
            let inner = members(&bare, value.start);
            let mut lines = Vec::new();
            for (file, files) in associations() {
                match inner.iter().rfind(|member| member.key == file) {
                    None => lines.push(line("    ", &file, &files)),
                    Some(member) if known.and_then(|known| known.get(&file)) != Some(&files) => {
                        edits.push((member.value.clone(), files.to_string()));
                    }
                    Some(_) => {}
                }
            }
            if !lines.is_empty() {
                let start = value.start;
                edits.push((start + 1..start + 1, added(&bare, start, &lines.join(",\n"), "  ", inner.is_empty())));
            }
        }
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut written = settings.to_owned();
    for (range, text) in edits {
        written.replace_range(range, &text);
    }
    Ok(written)
}

/// Lines after the brace at `at`, with what divides them from what follows.
fn added(bare: &str, at: usize, lines: &str, indent: &str, is_empty: bool) -> String {
    let rest = bare[at + 1..].trim_start_matches([' ', '\t']);
    match (is_empty, rest.starts_with('}'), rest.starts_with(['\n', '\r'])) {
        (true, true, _) => format!("\n{lines}\n{indent}"),
        (true, ..) => format!("\n{lines}"),
        (false, _, true) => format!("\n{lines},"),
        (false, ..) => format!("\n{lines},\n{indent} "),
    }
}

/// Each schema with the files that follow it.
fn associations() -> impl Iterator<Item = (String, Value)> {
    let with_files = KINDS.iter().filter(|kind| !kind.files.is_empty());
    with_files.map(|kind| (format!("./{}", path(kind)), json!(kind.files)))
}

fn line(indent: &str, file: &str, files: &Value) -> String {
    format!("{indent}{}: {files}", json!(file))
}

fn schemas(indent: &str) -> String {
    let lines: Vec<String> = associations().map(|(file, files)| line(&format!("{indent}  "), &file, &files)).collect();
    format!("{indent}\"{KEY}\": {{\n{}\n{indent}}}", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the settings say, read as an editor reads them.
    fn said(settings: &str) -> Value {
        serde_json::from_str(&without_comments(settings)).unwrap_or_else(|error| panic!("{error}\n{settings}"))
    }

    #[test]
    fn what_somebody_wrote_in_the_settings_stays() {
        for settings in [
            "",
            "// 本机\n",
            "{}",
            "{ }\n",
            "{\n}\n",
            "{\"a\": 1}",
            "{ \"a\": 1, }\n",
            "{\n  // 缩进\n  \"editor.tabSize\": 2, /* 二 */\n  \"x\": \"// no comment, }\",\n}\n",
            "{\r\n\t\"yaml.schemas\": {},\r\n\t\"b\": [1, 2,],\r\n}",
            "\u{feff}{\"yaml.schemas\": {\"https://example.invalid/a.json\": \"*.a.yml\"}}",
            "{\n  \"yaml.schemas\": {\n    // 别的\n    \"./a.json\": [\"a\"]\n  }\n}\n",
            "{\"yaml.schemas\": {\"./.vscode/yijuan/topic.json\": \"old\", \"b\": \"c\"}, \"d\": {\"e\": \"\\\"{\"}}",
        ] {
            let written = with_schemas(settings).unwrap_or_else(|problem| panic!("{problem}\n{settings}"));
            let (mut before, after) =
                (if without_comments(settings).trim().is_empty() { json!({}) } else { said(settings) }, said(&written));
            for (file, files) in associations() {
                before[KEY][file] = files;
            }
            assert_eq!(before, after, "{written}");
            assert_eq!(with_schemas(&written).unwrap(), written, "nothing more to do");
            for word in ["// 缩进", "/* 二 */", "// 本机", "// 别的", "\"// no comment, }\""] {
                assert_eq!(settings.contains(word), written.contains(word), "{written}");
            }
        }
        for refused in ["[]", "{", "{\"yaml.schemas\": 1}", "{a: 1}", "{} {}", "{\"a\": 1 \"b\": 2}"] {
            assert!(with_schemas(refused).is_err(), "{refused}");
        }
    }
}
