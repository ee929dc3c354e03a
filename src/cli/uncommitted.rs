//! What `check` says of files that git does not have yet, and of a command that was killed.

use super::context::Context;
use crate::archive::{Copied, UNFINISHED, half_done};
use crate::diagnostic::{Diagnostic, Location};
use crate::duty::{Finding, Severity};
use crate::history::Repository;
use crate::model::Subject;
use crate::text;
use crate::text::Text;
use crate::workspace::Subjects;

/// Files named before the rest is only counted.
const NAMED: usize = 3;

/// A note for the archive, or for each of the topics and years asked for; nothing where there is no git to ask. A warning where
/// a killed command had changed some of its files and not the others.
pub(super) fn findings(context: &Context, asked: Option<&Subjects>) -> Vec<Finding> {
    let root = context.workspace.source.root();
    let mut findings: Vec<Finding> = half_made(&half_done(root)).into_iter().collect();
    let Ok(Some(repository)) = Repository::discover(root) else { return findings };
    // Until then nothing else can be committed.
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
    let Ok(mut paths) = repository.uncommitted(&below) else { return findings };
    paths.retain(|path| !path.starts_with(UNFINISHED));
    // What to do with a copy is said elsewhere, and it is not to be committed.
    let (_, paths) = copies_apart(context, &repository, paths);
    let Some(folders) = folders else {
        findings.extend(uncommitted(Subject::Archive, "", &paths));
        return findings;
    };
    findings.extend(folders.into_iter().filter_map(|(subject, folder)| {
        let inside = |path: &&String| path.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
        let paths: Vec<String> = paths.iter().filter(inside).cloned().collect();
        // Of a year alone nothing is committed by itself.
        let of = if let Subject::Topic(key) = &subject { format!(" {key}") } else { String::new() };
        uncommitted(subject, &of, &paths)
    }));
    findings
}

/// The folders of what is asked for; a room has none.
fn folders(asked: &Subjects) -> Vec<(Subject, String)> {
    let topics = asked.topics.iter().map(|topic| (Subject::Topic(topic.key), topic.path.clone()));
    let years = asked.others.iter().filter_map(|subject| match subject {
        Subject::Plan(year) => Some((subject.clone(), format!("plans/{year}"))),
        _ => None,
    });
    topics.chain(years).collect()
}

/// Copies of the archive's files among these paths, and the rest. One that is gone is none, nor is an attachment; and
/// what git has been told of is committed knowingly.
pub(super) fn copies_apart(
    context: &Context,
    repository: &Repository,
    paths: Vec<String>,
) -> (Vec<String>, Vec<String>) {
    let is_there = |path: &str| context.workspace.source.root().join(path).exists();
    let attached = |path: &str| path.split('/').any(|folder| matches!(folder, "materials" | "photos"));
    paths.into_iter().partition(|path| {
        let copied = Copied::of_path(path, is_there).filter(|copied| copied.marks_open || !attached(path));
        copied.is_some() && is_there(path) && repository.tracked(path).is_ok_and(|known| known.is_empty())
    })
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
