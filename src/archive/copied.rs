//! Stray copies of files, which sync tools, editors and merges leave in a folder. They are recognized by their names.

use super::source::{Entry, EntryKind};
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A stray copy, backup or lock file of another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its path.
    pub path: String,
    /// The name of the other file, as far as its own name shows it.
    pub original: String,
    /// Whether it is a lock file, which a program makes while the other file is open.
    pub marks_open: bool,
}

/// What the name of a file shows about another file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A program has the other open. Some programs cut off the first characters of its name.
    Open,
    /// It is the other as it was before saving or merging.
    Former,
    /// It is a copy of the other.
    Copy,
    /// It may be a copy or just have such a name. It counts as a copy only if the other is in the same folder.
    Numbered,
}

/// Patterns of such names. The first group is the name of the other file; the second, if any, its extension.
const SIGNS: [(Sign, &str); 11] = [
    (Sign::Open, r"^~\$(.+)$"),
    (Sign::Open, r"^\.~lock\.(.+)#$"),
    (Sign::Open, r"^\.(.+)\.sw[op]$"),
    (Sign::Former, r"(?i)^(.+\.(?:yml|md))(?:\.(?:orig|rej|bak|old)|~.*)$"),
    (
        Sign::Copy,
        r"(?i)^(.+?)[ _.-]*[(（\[【][^)）\]】]*(?:冲突副本|冲突文件|冲突版本|conflict)[^)）\]】]*[)）\]】]\.(yml|md)$",
    ),
    (Sign::Copy, r"(?i)^(.+?)[ _.-]+(?:sync-conflict|conflict|冲突副本|冲突文件|冲突版本)(?:[ _.-].*)?\.(yml|md)$"),
    (Sign::Copy, r"(?i)^(.+?) - (?:副本|copy|kopie)(?: ?[(（]\d+[)）])?\.(yml|md)$"),
    (Sign::Copy, r"(?i)^(?:copy of |复件 )(.+)\.(yml|md)$"),
    (Sign::Copy, r"^(.+?)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.(yml|md)$"),
    (Sign::Numbered, r"^(.+?) ?[(（]\d+[)）]\.(yml|md)$"),
    (Sign::Numbered, r"(?i)^(.+?)(?:[ _-]|的)?(?:副本|拷贝|copy)(?: ?\d+)?\.(yml|md)$"),
];

/// All patterns in one, because every name is tested and hardly any matches.
static ANY: LazyLock<Option<RegexSet>> = LazyLock::new(|| RegexSet::new(SIGNS.map(|(_, pattern)| pattern)).ok());

static EACH: LazyLock<Vec<Option<Regex>>> =
    LazyLock::new(|| SIGNS.iter().map(|(_, pattern)| Regex::new(pattern).ok()).collect());

impl Copied {
    /// Recognizes a stray copy by its path. `is_there` says whether another path exists.
    pub fn of_path(path: &str, is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
        let (folder, name) = path.split_at(name_at);
        let (sign, original) = sign_of(name, |other| is_there(&format!("{folder}{other}")))?;
        Some(Self { path: path.to_owned(), original, marks_open: sign == Sign::Open })
    }

    /// The stray copies among the entries of a folder.
    pub(super) fn among(folder: &str, entries: &[Entry]) -> Vec<Self> {
        let files = entries.iter().filter(|entry| entry.kind == EntryKind::File);
        let copied = files.filter_map(|Entry { name, .. }| {
            let (sign, original) = sign_of(name, |other| entries.iter().any(|entry| entry.name == other))?;
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            Some(Self { path, original, marks_open: sign == Sign::Open })
        });
        copied.collect()
    }
}

/// What a name shows, and the name of the other file.
fn sign_of(name: &str, is_there: impl Fn(&str) -> bool) -> Option<(Sign, String)> {
    let matches = ANY.as_ref()?.matches(name);
    matches.into_iter().find_map(|which| {
        let (sign, captured) = (SIGNS[which].0, EACH[which].as_ref()?.captures(name)?);
        let other = captured.get(1)?.as_str();
        let other = captured.get(2).map_or(other.to_owned(), |extension| {
            let extension = format!(".{}", extension.as_str());
            format!("{}{extension}", other.trim_end_matches(&extension))
        });
        (sign != Sign::Numbered || is_there(&other)).then_some((sign, other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(name: &str, beside: &[&str]) -> Option<String> {
        let folder = "topics/2026/001-甲/";
        let copied = Copied::of_path(&format!("{folder}{name}"), |path| {
            path.strip_prefix(folder).is_some_and(|other| beside.contains(&other))
        });
        copied.map(|copied| copied.original)
    }

    #[test]
    fn what_sync_tools_and_merges_leave_is_known_by_its_name() {
        for (name, other) in [
            ("events (冲突副本 2026-06-11).yml", "events.yml"),
            ("events（王样本的冲突副本 2026-06-11）.yml", "events.yml"),
            ("events (Li's conflicted copy 2026-06-11).yml", "events.yml"),
            ("events.sync-conflict-20260611-101500-ABCDEFG.yml", "events.yml"),
            ("events_conflict-20260611-101500.yml", "events.yml"),
            ("events - 副本.yml", "events.yml"),
            ("events - 副本 (2).yml", "events.yml"),
            ("会议记录 - Copy.md", "会议记录.md"),
            ("Copy of people.yml", "people.yml"),
            ("events_REMOTE_1234.yml", "events.yml"),
            ("events.yml.orig", "events.yml"),
            ("events.yml.bak", "events.yml"),
            ("events.yml~", "events.yml"),
            ("会议记录.md~HEAD", "会议记录.md"),
            ("~$议记录.docx", "议记录.docx"),
            (".~lock.会议记录.docx#", "会议记录.docx"),
            (".events.yml.swp", "events.yml"),
        ] {
            assert_eq!(original(name, &[]).as_deref(), Some(other), "{name}");
        }
    }

    #[test]
    fn a_number_makes_a_copy_only_beside_the_other() {
        for name in [
            "会议记录 (1).md",
            "会议记录(2).md",
            "会议记录（1）.md",
            "会议记录 副本.md",
            "会议记录的副本.md",
            "会议记录 copy 2.md",
        ] {
            assert_eq!(original(name, &["会议记录.md"]).as_deref(), Some("会议记录.md"), "{name}");
            assert_eq!(original(name, &["协商函.md"]), None, "{name}");
        }
    }

    #[test]
    fn other_names_are_nobodys_copy() {
        let beside = ["会议记录.md", "events.yml", "协商意见.md"];
        for name in [
            "events.yml",
            "会议记录-2.md",
            "会议记录（第二轮）.md",
            "协商意见（邻里冲突调处）.md",
            "协商意见.comments.yml",
            "conflict.md",
            "会议记录 (1).docx",
            "old.yml",
        ] {
            assert_eq!(original(name, &beside), None, "{name}");
        }
    }
}
