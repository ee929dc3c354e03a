//! Files and folders that are called almost like one that is read, or lie where none is: what they say would be passed
//! over, and what it settles be told as missing.

use super::source::{Entry, EntryKind, Source};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::file_name;
use crate::text;

/// What is read at the root of an archive.
const ROOT: [&str; 9] =
    ["people.yml", "rooms.yml", "units.yml", "topics", "plans", "numbers", "filing", "calendar", "templates"];

/// What is read in the folder of a topic or a year.
const INSIDE: [&str; 9] = [
    "topic.yml",
    "plan.yml",
    "items.yml",
    "events.yml",
    "roster.yml",
    "suggestions.yml",
    "materials.yml",
    "waivers.yml",
    "attests.yml",
];

/// The folder of decisions in that of a topic or a year.
const REVIEWS: &str = "reviews";

/// Names at the root that are almost one of those that are read there. A root that cannot be listed is reported elsewhere.
pub(super) fn at_root(source: &dyn Source) -> Diagnostics {
    let entries = source.folder("").unwrap_or_default();
    ROOT.iter().flat_map(|known| among("", &entries, known)).collect()
}

/// What almost has the name of a file to be written, or of a folder it is to lie in: written beside it, the new one would be
/// read as if it were all.
pub(super) fn in_the_way(source: &dyn Source, path: &str) -> Diagnostics {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let parts = ends.map(|end| path[..end].rsplit_once('/').unwrap_or(("", &path[..end])));
    let known = parts.filter(|(_, name)| ROOT.contains(name) || INSIDE.contains(name) || *name == REVIEWS);
    let told = known.flat_map(|(folder, name)| among(folder, &source.folder(folder).unwrap_or_default(), name));
    told.filter(|problem| !problem.is_beside).collect()
}

/// That a file lies beside the folders it would be read in, such as `topics/2026/topic.yml`.
pub(super) fn outside(folder: &str, file: &str) -> Option<Diagnostic> {
    let known = INSIDE.iter().find(|known| file == **known)?;
    let hint = text!(
        zh: "{known} 放在议题或年度的文件夹里，例如 topics/2026/001-题目/、plans/2026/",
        en: "{known} belongs in the folder of a topic or a year, as topics/2026/001-title/ or plans/2026/"
    );
    Some(not_read(&format!("{folder}/{file}")).hint(hint))
}

/// The files among these entries that may be meant for one that is read.
pub(super) fn suspects(entries: &[Entry]) -> Vec<Entry> {
    let may_be = |entry: &&Entry| match entry.kind {
        EntryKind::File => stem(&entry.name).is_some() && !INSIDE.contains(&entry.name.as_str()),
        EntryKind::Folder => entry.name != REVIEWS,
        EntryKind::Other => false,
    };
    entries.iter().filter(may_be).cloned().collect()
}

/// What is almost called `known`. If nothing is really called so, what is in it counts as unread.
pub(super) fn among(folder: &str, entries: &[Entry], known: &str) -> Diagnostics {
    let is_there = entries.iter().any(|entry| entry.name == known);
    of(folder, entries, known, is_there)
}

/// As [`among`], where it is known whether something is really called so.
pub(super) fn of(folder: &str, entries: &[Entry], known: &str, is_there: bool) -> Diagnostics {
    let almost = entries.iter().filter(|entry| means(entry, known));
    let told = almost.map(|Entry { name, .. }| {
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let hint = if is_there {
            text!(
                zh: "其中的内容并入 {known} 再删去；另有用途的，另起名称",
                en: "put what it holds into {known} and remove it; if it is for something else, give it another name"
            )
        } else {
            text!(zh: "改名为 {known}", en: "rename it to {known}")
        };
        Diagnostic { is_beside: is_there, ..not_read(&path).hint(hint) }
    });
    told.collect()
}

fn not_read(path: &str) -> Diagnostic {
    let name = file_name(path);
    let message = text!(zh: "`{name}` 不会被读取", en: "`{name}` is read by nothing");
    Diagnostic::new(message).at(Location::file(path))
}

/// Whether it is probably meant to be called `known`: in another case, with another ending, or with one slip.
fn means(Entry { name, kind }: &Entry, known: &str) -> bool {
    let (written, meant) = match kind {
        EntryKind::File => (stem(name), known.strip_suffix(".yml")),
        EntryKind::Folder => (Some(name.as_str()), Some(known).filter(|known| !known.contains('.'))),
        EntryKind::Other => return false,
    };
    let (Some(written), Some(meant)) = (written, meant) else { return false };
    name != known && written.len().abs_diff(meant.len()) < 2 && {
        written == meant || strsim::damerau_levenshtein(&written.to_ascii_lowercase(), meant) < 2
    }
}

/// The name of a YAML file without its ending, also as editors save it that hide endings.
pub(super) fn stem(name: &str) -> Option<&str> {
    let name = without(name, ".txt").unwrap_or(name);
    without(name, ".yml").or_else(|| without(name, ".yaml"))
}

fn without<'n>(name: &'n str, ending: &str) -> Option<&'n str> {
    let (stem, end) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
    end.eq_ignore_ascii_case(ending).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str, kind: EntryKind) -> Vec<&'static str> {
        let entry = Entry { name: name.to_owned(), kind };
        INSIDE.into_iter().chain(ROOT).chain([REVIEWS]).filter(|known| means(&entry, known)).collect()
    }

    #[test]
    fn a_slip_another_case_and_another_ending_are_seen_through() {
        for (name, known) in [
            ("events.yaml", "events.yml"),
            ("Events.yml", "events.yml"),
            ("EVENTS.YML", "events.yml"),
            ("events.yml.txt", "events.yml"),
            ("event.yml", "events.yml"),
            ("evnets.yml", "events.yml"),
            ("sugestions.yml", "suggestions.yml"),
            ("poeple.yml", "people.yml"),
            ("room.yaml", "rooms.yml"),
        ] {
            assert_eq!(meant(name, EntryKind::File), [known], "{name}");
        }
        for (name, known) in [("Topics", "topics"), ("plan", "plans"), ("number", "numbers"), ("review", "reviews")] {
            assert_eq!(meant(name, EntryKind::Folder), [known], "{name}");
        }
    }

    #[test]
    fn what_is_read_and_what_has_a_name_of_its_own_is_let_be() {
        for name in INSIDE.into_iter().chain(["people.yml", "events.md", "events", "测算.yml", "budget.yaml", "i.yml"])
        {
            assert!(meant(name, EntryKind::File).is_empty(), "{name}");
        }
        for name in ["photos", "materials", "events.yml", "附件"] {
            assert!(meant(name, EntryKind::Folder).is_empty(), "{name}");
        }
    }
}
