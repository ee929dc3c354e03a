//! What git has not yet: uncommitted and deleted files, files that look like copies, and changes of a command that was
//! killed.

use super::lines_gone::comments_gone;
use super::{Subjects, Workspace};
use crate::archive::{Copied, UNFINISHED, half_done};
use crate::diagnostic::{Diagnostic, Location};
use crate::duty::{Finding, Severity};
use crate::history::Repository;
use crate::model::Subject;
use crate::text;
use crate::text::{Text, one_word};
use std::borrow::Cow;

/// Files that are named; the others are only counted.
const NAMED: usize = 3;

/// A note for the archive, or for each topic and year asked for; none without a repository. A warning if a killed command
/// left its change half done.
pub(crate) fn uncommitted_files(workspace: &Workspace, asked: Option<&Subjects>) -> Vec<Finding> {
    let root = workspace.source.root();
    let mut findings: Vec<Finding> = half_made(&half_done(root)).into_iter().collect();
    let Ok(Some(repository)) = Repository::discover(root) else { return findings };
    // Nothing can be committed until it is finished.
    if let Some(Diagnostic { message, hint, .. }) = repository.in_progress() {
        let hint = hint.unwrap_or(Text::same(""));
        findings.push(Finding::without_rule(Severity::Warning, Subject::Archive, Location::file(""), message, hint));
        return findings;
    }
    let folders = asked.map(folders);
    let below: Vec<&str> = match &folders {
        None => vec!["."],
        Some(folders) if folders.is_empty() => return findings,
        Some(folders) => folders.iter().map(|(_, path)| path.as_str()).collect(),
    };
    let Ok((gone, paths)) = gone_and_changed(workspace, &repository, &below) else { return findings };
    findings.extend(comments_gone(workspace, &repository, &paths));
    let Some(folders) = folders else {
        findings.extend(deleted(Subject::Archive, "", &gone));
        findings.extend(uncommitted(Subject::Archive, "", &paths));
        return findings;
    };
    findings.extend(folders.into_iter().flat_map(|(subject, folder)| {
        let folder = format!("{folder}/");
        let inside = |path: &&String| path.starts_with(&folder);
        let paths: Vec<String> = paths.iter().filter(inside).cloned().collect();
        let gone: Vec<String> = gone.iter().filter(inside).cloned().collect();
        // `commit` takes topics, but no years.
        let of = if let Subject::Topic(key) = &subject { format!(" {key}") } else { String::new() };
        deleted(subject.clone(), &of, &gone).into_iter().chain(uncommitted(subject, &of, &paths))
    }));
    findings
}

/// The files that git has and that are not there any more, and those that differ from it. Copies are not to be committed;
/// another finding says what to do with them.
fn gone_and_changed(
    workspace: &Workspace,
    repository: &Repository,
    below: &[&str],
) -> Result<(Vec<String>, Vec<String>), Diagnostic> {
    let mut paths = repository.uncommitted(below)?;
    paths.retain(|path| !path.starts_with(UNFINISHED));
    let (_, paths) = copies_apart(workspace, repository, paths);
    Ok(paths.into_iter().partition(|path| is_gone(workspace, path)))
}

/// What is deleted and what is not committed of the whole archive.
///
/// # Errors
/// If git fails.
pub(super) fn of_archive(workspace: &Workspace, repository: &Repository) -> Result<Vec<Finding>, Diagnostic> {
    let (gone, paths) = gone_and_changed(workspace, repository, &["."])?;
    let findings = [deleted(Subject::Archive, "", &gone), uncommitted(Subject::Archive, "", &paths)];
    Ok(findings.into_iter().flatten().collect())
}

/// The folders of the subjects asked for; a room has none.
fn folders(asked: &Subjects) -> Vec<(Subject, String)> {
    let topics = asked.topics.iter().map(|topic| (Subject::Topic(topic.key), topic.path.clone()));
    let years = asked.others.iter().filter_map(|subject| match subject {
        Subject::Plan(year) => Some((subject.clone(), format!("plans/{year}"))),
        _ => None,
    });
    topics.chain(years).collect()
}

/// Separates copies of the archive's files from other paths. Attachments are no copies, nor are files that are gone or
/// that somebody has already added to git.
pub(crate) fn copies_apart(
    workspace: &Workspace,
    repository: &Repository,
    paths: Vec<String>,
) -> (Vec<String>, Vec<String>) {
    let root = workspace.source.root();
    paths.into_iter().partition(|path| {
        let copied = Copied::of_path(path, |path| root.join(path).exists());
        copied.is_some_and(|copied| copied.marks_open || !is_attachment(path))
            && root.join(path).exists()
            && repository.tracked(path).is_ok_and(|known| known.is_empty())
    })
}

fn is_attachment(path: &str) -> bool {
    path.split('/').any(|folder| matches!(folder, "materials" | "photos"))
}

/// Whether git has a file that is not there any more.
pub(crate) fn is_gone(workspace: &Workspace, path: &str) -> bool {
    // A name that is no UTF-8 stands here with a mark in its place, under which there is no file to look for.
    !path.contains(char::REPLACEMENT_CHARACTER) && workspace.source.root().join(path).symlink_metadata().is_err()
}

/// How to have files back that are not there any more.
pub(crate) fn how_to_restore(gone: &[String]) -> Text {
    if gone.len() > NAMED {
        return Text::new(
            "误删的逐个恢复：git restore -- 〈文件〉；`git ls-files -d` 列出全部",
            "have back what is missing by mistake: git restore -- 〈FILE〉; `git ls-files -d` lists all",
        );
    }
    let paths = gone.iter().map(|path| typed(path)).collect::<Vec<_>>().join(" ");
    text!(zh: "误删的恢复：git restore -- {paths}", en: "if that is a mistake, have it back: git restore -- {paths}")
}

/// A path as it is typed: quoted if a shell would take it for something else.
fn typed(path: &str) -> Cow<'_, str> {
    let is_plain = path.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || "/-_.".contains(c));
    if is_plain { path.into() } else { one_word(path) }
}

/// Files that were committed and are not there any more. A decision is never meant to go.
fn deleted(subject: Subject, of: &str, gone: &[String]) -> Option<Finding> {
    let count = gone.len();
    let named: Vec<&str> = gone.iter().take(NAMED).map(String::as_str).collect();
    let Text { zh, en } = Text::listed(&named);
    let more = if count > NAMED { " …" } else { "" };
    let files = if count == 1 { "file is" } else { "files are" };
    let message = text!(zh: "{count} 个文件已删除：{zh}{more}", en: "{count} {files} deleted: {en}{more}");
    let restore = how_to_restore(gone);
    let is_grave = gone.iter().any(|path| path.split('/').any(|folder| folder == "reviews"));
    let severity = if is_grave { Severity::Warning } else { Severity::Note };
    let hint = if is_grave {
        restore.then(&Text::new("；审签决定不应删除", "; decisions on papers are never deleted"))
    } else {
        restore.then(&text!(zh: "；确实不要的，`yijuan commit{of}` 提交", en: "; if it is meant, `yijuan commit{of}` commits it"))
    };
    (count > 0).then(|| Finding::without_rule(severity, subject, Location::file(""), message, hint))
}

fn uncommitted(subject: Subject, of: &str, paths: &[String]) -> Option<Finding> {
    let count = paths.len();
    let named: Vec<Text> = paths.iter().take(NAMED).map(|path| Text::same(path.as_str())).collect();
    let Text { zh, en } = Text::join(&named, "、", ", ");
    let more = if count > NAMED { " …" } else { "" };
    let (files, them) = if count == 1 { ("file is", "it") } else { ("files are", "them") };
    let message = text!(zh: "{count} 个文件尚未提交：{zh}{more}", en: "{count} {files} not committed: {en}{more}");
    let hint = text!(zh: "`yijuan commit{of}` 提交", en: "`yijuan commit{of}` commits {them}");
    let place = Location::file("");
    (count > 0).then(|| Finding::without_rule(Severity::Note, subject, place, message, hint))
}

fn half_made(paths: &[String]) -> Option<Finding> {
    let Text { zh, en } = Text::listed(paths);
    let message = text!(
        zh: "一个命令中途中断，改动只做了一半：{zh}",
        en: "a command was interrupted and left a change half made: {en}"
    );
    let hint = Text::new(
        "`yijuan commit` 会撤回这一半；之后需要的话重新运行那个命令",
        "`yijuan commit` takes it back; run the command again if it is still wanted",
    );
    (!paths.is_empty())
        .then(|| Finding::without_rule(Severity::Warning, Subject::Archive, Location::file(""), message, hint))
}
