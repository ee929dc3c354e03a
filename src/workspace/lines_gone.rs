//! Lines that were committed and are not there any more, of files whose lines never change.

use super::Workspace;
use crate::archive::{Limits, Source};
use crate::diagnostic::Location;
use crate::duty::{Finding, Severity};
use crate::history::Repository;
use crate::model::{COMMENTS, Subject};
use crate::text;
use std::collections::HashSet;

/// The lines of a file in the last commit that it does not have now, each with its number there.
pub(crate) fn lines_gone(repository: &Repository, path: &str, now: &str) -> Vec<(usize, String)> {
    let committed = || Source::read(&repository.tree(&repository.last_commit()?).ok()?, path, Limits::YAML).ok()?;
    let committed = committed().unwrap_or_default();
    let now: HashSet<&str> = now.lines().collect();
    let committed = String::from_utf8_lossy(&committed);
    let gone = committed.lines().enumerate().filter(|(_, line)| !now.contains(line));
    gone.map(|(nth, line)| (nth + 1, line.to_owned())).collect()
}

/// Files of comments among these of which a line is gone. One that was changed and keeps its id is told where it is read.
pub(super) fn comments_gone(workspace: &Workspace, repository: &Repository, paths: &[String]) -> Vec<Finding> {
    let files = paths.iter().filter(|path| path.ends_with(COMMENTS));
    let found = files.filter_map(|path| {
        let now = workspace.text(path).ok()?;
        let is_told = |line: &str| {
            let head = line.split_once(", ").map(|(head, _)| head).filter(|head| head.starts_with("- {id: "));
            head.is_some_and(|head| now.lines().any(|now| now.starts_with(head)))
        };
        let (number, _) = lines_gone(repository, path, &now).into_iter().find(|(_, line)| !is_told(line))?;
        let message = text!(
            zh: "已提交的第{number}行批注被改动或去掉",
            en: "line {number} of the comments that were committed has been changed or taken out"
        );
        let hint = text!(
            zh: "批注写定不改；恢复：git checkout -- {path}",
            en: "a comment stays as it is; to restore it: git checkout -- {path}"
        );
        let place = Location::file(path.as_str());
        Some(Finding::without_rule(Severity::Warning, Subject::of_path(path), place, message, hint))
    });
    found.collect()
}
