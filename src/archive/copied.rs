//! Files that lie beside those the archive reads and only look like them: copies that syncing, saving and merging leave.

use super::source::{Entry, EntryKind};
use regex::{Regex, RegexSet};
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

/// What a name tells of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A program has the other open; some cut its first characters off.
    Open,
    /// It was the other, before that was saved or merged.
    Former,
    /// It is a copy of the other, named with or without its ending.
    Copy,
    /// It may be one, or have such a name of its own: a copy only where the other lies beside it.
    Numbered,
}

/// How names are made of others: the first group is the other's, the second its ending where that stands behind.
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

/// All at once: hardly a name has any of them, and every name is looked at.
static ANY: LazyLock<Option<RegexSet>> = LazyLock::new(|| RegexSet::new(SIGNS.map(|(_, pattern)| pattern)).ok());

static EACH: LazyLock<Vec<Option<Regex>>> =
    LazyLock::new(|| SIGNS.iter().map(|(_, pattern)| Regex::new(pattern).ok()).collect());

impl Copied {
    /// Whether a file is one, by its path and by what lies in its folder.
    pub fn of_path(path: &str, is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
        let (folder, name) = path.split_at(name_at);
        let (sign, of) = sign_of(name, |other| is_there(&format!("{folder}{other}")))?;
        Some(Self { path: path.to_owned(), of, marks_open: sign == Sign::Open })
    }

    /// Those in a folder, which holds these entries.
    pub(super) fn among(folder: &str, entries: &[Entry]) -> Vec<Self> {
        let is_there = |other: &str| entries.iter().any(|entry| entry.name == other);
        let files = entries.iter().filter(|entry| entry.kind == EntryKind::File);
        let copied = files.filter_map(|Entry { name, .. }| {
            let (sign, of) = sign_of(name, is_there)?;
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            Some(Self { path, of, marks_open: sign == Sign::Open })
        });
        copied.collect()
    }
}

/// What a name tells, and of which other, where it tells anything.
fn sign_of(name: &str, is_there: impl Fn(&str) -> bool) -> Option<(Sign, String)> {
    let told = ANY.as_ref()?.matches(name);
    told.into_iter().find_map(|which| {
        let (sign, captured) = (SIGNS[which].0, EACH[which].as_ref()?.captures(name)?);
        let other = captured.get(1)?.as_str();
        let other = captured.get(2).map_or(other.to_owned(), |ending| {
            let ending = format!(".{}", ending.as_str());
            format!("{}{ending}", other.trim_end_matches(&ending))
        });
        (sign != Sign::Numbered || is_there(&other)).then_some((sign, other))
    })
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
