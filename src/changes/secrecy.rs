//! Refuses to write what bears a mark of secrecy, or anything about it: an archive never forgets.

use crate::archive::{Change, Marked, Source, folders_of_key};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::model::{Subject, is_secret};
use crate::text;
use crate::text::Text;
use std::collections::BTreeSet;

/// Refuses a change to a topic or year that bears such a mark, or has a paper that does, or would have afterwards.
/// `about` are the topics and years that the change is about beside those whose files it writes.
///
/// # Errors
/// Each mark.
pub(crate) fn ensure_kept(source: &dyn Source, change: &Change, about: &[Subject]) -> Result<(), Diagnostics> {
    let moved = change.moves().iter().map(|(from, _)| format!("{from}/"));
    let written = change.paths().map(ToOwned::to_owned).chain(moved);
    let mut folders: BTreeSet<String> = written.filter_map(|path| folder(&path)).collect();
    for subject in about {
        match subject {
            Subject::Topic(key) => folders.extend(folders_of_key(source, *key).into_iter().map(|folder| folder.path)),
            Subject::Plan(year) => {
                folders.insert(format!("plans/{year}"));
            }
            Subject::Room(_) | Subject::Archive => {}
        }
    }
    let mut problems: Diagnostics = change.marks().map(refused).collect();
    for folder in folders {
        let marks = keep(&mut problems, Marked::in_folder(source, &folder, change)).unwrap_or_default();
        problems.extend(marks.into_iter().map(refused));
    }
    ensure_none(problems)
}

/// The same of files as they are in the work tree, which are to be committed.
///
/// # Errors
/// Each mark.
pub(crate) fn ensure_committable(source: &dyn Source, paths: &[String], limit: u64) -> Result<(), Diagnostics> {
    let papers = paths.iter().filter(|path| Marked::is_read_in(path));
    // What cannot be read is a finding of `check`, and may be committed as it is.
    let read = papers.filter_map(|path| Some((path, source.read(path, limit).ok()??)));
    let change = read.fold(Change::new(), |change, (path, bytes)| change.file(path, bytes));
    let about: BTreeSet<Subject> = paths.iter().map(|path| Subject::of_path(path)).collect();
    ensure_kept(source, &change, &about.into_iter().collect::<Vec<_>>())
}

/// The folder of the topic or year that a file belongs to.
fn folder(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["topics", year, folder, _, ..] => Some(format!("topics/{year}/{folder}")),
        ["plans", year, _, ..] => Some(format!("plans/{year}")),
        _ => None,
    }
}

/// The refusal of what bears a mark.
pub(crate) fn refused(Marked { place, mark }: Marked) -> Diagnostic {
    let problem = if is_secret(&mark) {
        text!(zh: "标有密级“{mark}”，不能存入档案库", en: "it is marked {mark}, and has no place in an archive")
    } else {
        text!(zh: "不认识的密级 {mark}", en: "unknown mark of secrecy, {mark}")
    };
    let hint = if is_secret(&mark) {
        Text::new(
            "档案库的历史不能遗忘：移出档案库，交机关按涉密文件保管；这里只记有此件，不写内容。标错的，改正密级。已提交过的，`yijuan check` 说明怎样从历史中清除",
            "the history of an archive never forgets: take it out and keep it where the office keeps classified papers; record here that it exists, and no content; if the mark is wrong, mend it; if it was committed, `yijuan check` says how to remove it from the history",
        )
    } else {
        Text::new(
            "档案库里的密级只写 `内部`；公开的不写；秘密、机密、绝密的不存入档案库",
            "in an archive `内部` is the only one; public papers have none; secret ones have no place here",
        )
    };
    Diagnostic::new(problem).at(place).hint(hint)
}
