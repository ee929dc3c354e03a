//! Files that lie beside those the archive reads and only look like them: copies that syncing, saving and merging leave.

use super::source::{Entry, EntryKind};
use regex::Regex;
use std::sync::LazyLock;

/// A file that is there because of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its path.
    pub path: String,
    /// The name of the file whose copy it is, as far as its own tells.
    pub of: String,
    /// It holds nothing: a program marks by it that the other is open.
    pub marks_open: bool,
}

/// Names of copies that speak for themselves; the group is what they are copies of, with or without its ending.
static COPIES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    all(&[
        r"(?i)^(.+?)[ _.-]*[(（\[【][^)）\]】]*(?:冲突副本|冲突文件|冲突版本|conflict)[^)）\]】]*[)）\]】]$",
        r"(?i)^(.+?)[ _.-]+(?:sync-conflict|conflict|冲突副本|冲突文件|冲突版本)(?:[ _.-].*)?$",
        r"(?i)^(.+?) - (?:副本|copy|kopie)(?: ?[(（]\d+[)）])?$",
        r"(?i)^(?:copy of |复件 )(.+)$",
        r"^(.+?)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+$",
    ])
});

/// Names that others may have as well: a copy only where the other file lies beside it.
static NUMBERED: LazyLock<Vec<Regex>> =
    LazyLock::new(|| all(&[r"^(.+?) ?[(（]\d+[)）]$", r"(?i)^(.+?)(?:[ _-]|的)?(?:副本|拷贝|copy)(?: ?\d+)?$"]));

/// What follows the whole name of the file that was saved or merged.
static APPENDED: LazyLock<Vec<Regex>> =
    LazyLock::new(|| all(&[r"(?i)^(.+\.(?:yml|md))(?:\.(?:orig|rej|bak|old)|~.*)$"]));

/// How programs mark that a file is open; some cut its first characters off.
static OPEN: LazyLock<Vec<Regex>> = LazyLock::new(|| all(&[r"^~\$(.+)$", r"^\.~lock\.(.+)#$", r"^\.(.+)\.sw[op]$"]));

fn all(patterns: &[&str]) -> Vec<Regex> {
    patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
}

impl Copied {
    /// Whether a file is one, by its path and by what lies in its folder.
    pub fn of_path(path: &str, is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (&path[..=folder.len()], name));
        let copied = |of: String, marks_open| Self { path: path.to_owned(), of, marks_open };
        if let Some(of) = first(&OPEN, name) {
            return Some(copied(of.to_owned(), true));
        }
        if let Some(of) = first(&APPENDED, name) {
            return Some(copied(of.to_owned(), false));
        }
        let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| matches!(*ending, "yml" | "md"))?;
        let whole = |of: &str| format!("{}.{ending}", of.trim_end_matches(&format!(".{ending}")));
        let numbered = || first(&NUMBERED, stem).map(whole).filter(|of| is_there(&format!("{folder}{of}")));
        first(&COPIES, stem).map(whole).or_else(numbered).map(|of| copied(of, false))
    }

    /// Those in a folder, which holds these entries.
    pub(super) fn among(folder: &str, entries: &[Entry]) -> Vec<Self> {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let is_there = |other: &str| entries.iter().any(|entry| path(&entry.name) == other);
        let files = entries.iter().filter(|entry| entry.kind == EntryKind::File);
        files.filter_map(|entry| Self::of_path(&path(&entry.name), is_there)).collect()
    }
}

fn first<'n>(patterns: &[Regex], name: &'n str) -> Option<&'n str> {
    patterns.iter().find_map(|pattern| Some(pattern.captures(name)?.get(1)?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, beside: &[&str]) -> Option<String> {
        let path = format!("topics/2026/001-甲/{name}");
        let is_there = |other: &str| beside.iter().any(|beside| other == format!("topics/2026/001-甲/{beside}"));
        Copied::of_path(&path, is_there).map(|copied| copied.of)
    }

    #[test]
    fn what_sync_tools_and_merges_leave_is_known_by_its_name() {
        for (name, original) in [
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
            assert_eq!(of(name, &[]).as_deref(), Some(original), "{name}");
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
            assert_eq!(of(name, &["会议记录.md"]).as_deref(), Some("会议记录.md"), "{name}");
            assert_eq!(of(name, &["协商函.md"]), None, "{name}");
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
            assert_eq!(of(name, &beside), None, "{name}");
        }
    }
}
