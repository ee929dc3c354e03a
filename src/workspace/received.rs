//! What others push to a shared repository, before it is taken in: nothing that was committed may be changed, and what is new
//! must prove.

use super::strays::{Stray, stray};
use super::unchanging::{UNCHANGING, is_unchanging, told};
use super::verify::{Unproved, is_line, unproved};
use crate::archive::{Limits, ROOT_FILE, Source, hidden_by, read_record};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::history::{Arriving, Brought, Flaw, Followed, Hub, Moved, NewCommit, Update};
use crate::model::{COMMENTS, Date, Settings, file_name};
use crate::signing::Signature;
use crate::text;
use crate::text::Text;
use std::collections::HashSet;

/// The file that says how git treats others.
const ATTRIBUTES: &str = ".gitattributes";

const FOLLOWED: Followed = Followed { file: |path| is_unchanging(path) || file_name(path) == ATTRIBUTES, ..UNCHANGING };

/// How far clocks may differ, in seconds: a commit may be as much ahead of the clock here, and as much earlier than the one
/// before it, or whoever commits next could not.
const CLOCKS_DIFFER: i64 = 600;

/// Why a push is not to be taken in; nothing if it may be. `now` is the clock, in seconds of Unix time.
///
/// # Errors
/// If git cannot read it.
pub(crate) fn why_not_receive(updates: &[Update], today: Date, now: i64) -> Result<Diagnostics, Diagnostics> {
    let hub = Hub::of_environment();
    let Arriving { moved, commits, branches } = hub.arriving(updates, FOLLOWED)?;
    let mut problems: Diagnostics = moved.iter().map(|(name, moved)| not_moved(name, *moved)).collect();
    let is_begun = hub.last()?.is_some();
    for commit in &commits {
        problems.extend(of_commit(commit, is_begun, now));
        problems.extend(astray(&hub, commit, !is_begun)?);
    }
    let mut seen = HashSet::new();
    let new: HashSet<&str> = commits.iter().map(|commit| commit.id.as_str()).collect();
    let brings_decisions = commits.iter().flat_map(|commit| &commit.brought).any(is_of_decisions);
    for (commit, old) in &branches {
        let folders = hub.folders_with(commit, ROOT_FILE)?;
        let before = old.as_ref().map_or(Ok(Vec::new()), |old| hub.folders_with(old, ROOT_FILE))?;
        problems.extend(before.iter().filter(|folder| !folders.contains(folder)).map(|folder| no_archive(folder)));
        for folder in folders.into_iter().filter(|_| brings_decisions) {
            let found = unproved(&hub, commit, &folder, (old.as_deref(), &new), today)?;
            // Two branches may bring the same line.
            let found = found.into_iter().map(|one| of_decision(&folder, one));
            problems.extend(found.filter(|problem| seen.insert(format!("{problem} {:?}", problem.place))));
        }
    }
    Ok(problems)
}

fn no_archive(folder: &str) -> Diagnostic {
    let message = Text::new("档案库的设置文件被删除或移走", "the settings of the archive were taken away");
    let hint = Text::new("请恢复该文件，档案库不要移动", "restore the file, and leave the archive where it is");
    Diagnostic::new(message).at(Location::file(format!("{folder}{ROOT_FILE}"))).hint(hint)
}

fn is_of_decisions(brought: &Brought) -> bool {
    let is_file = is_unchanging(&brought.path) && file_name(&brought.path) != "events.yml";
    is_file && !brought.path.ends_with(COMMENTS) && !brought.lines.is_empty()
}

/// Decisions that a commit brought and that could not be verified. Whole files are read only where a line is none.
fn astray(hub: &Hub, commit: &NewCommit, may_begin: bool) -> Result<Diagnostics, Diagnostic> {
    let mut problems = Diagnostics::new();
    let files = commit.brought.iter().filter(|brought| is_of_decisions(brought) && brought.path.ends_with(".yml"));
    for brought in files.filter(|brought| brought.flaw.is_none()) {
        let Some((nth, _)) = brought.lines.iter().find(|(_, line)| !is_line(line)) else { continue };
        let (before, now) = hub.contents(brought)?;
        let (message, hint) = match stray(&before, &now, may_begin) {
            None => continue,
            Some(Stray::Unreadable) => (
                Text::new("读不出决定", "no decisions can be read from it"),
                Text::new("`yijuan check` 说明哪里不对", "`yijuan check` says what is wrong with it"),
            ),
            Some(Stray::Entries) => (
                Text::new(
                    "新增的决定不能核验：没有 `prev`，或不是独占一行",
                    "a new decision cannot be verified: it has no `prev`, or does not stand on a line of its own",
                ),
                Text::new("用 `yijuan review` 录入决定，不手写", "enter decisions by `yijuan review` and not by hand"),
            ),
        };
        let place = Location { line: Some(*nth), ..Location::file(brought.path.as_str()) };
        problems.push(of(commit, &message).at(place).hint(hint));
    }
    Ok(problems)
}

/// What is wrong with a commit.
fn of(commit: &NewCommit, Text { zh, en }: &Text) -> Diagnostic {
    let short = &commit.id[..7];
    Diagnostic::new(text!(zh: "提交 {short}：{zh}", en: "commit {short}: {en}"))
}

/// The language that the archives of a repository have, as its last commit says; of one that holds nothing, what is pushed to
/// it.
pub(crate) fn language_of(hub: &Hub, pushed: impl FnOnce() -> Vec<Update>) -> Option<String> {
    let last = hub.last().ok()?.or_else(|| Hub::first(&pushed()))?;
    let folders = hub.folders_with(&last, ROOT_FILE).ok()?;
    let tree = hub.tree(&last, folders.first()?).ok()??;
    let bytes = Source::read(&tree, ROOT_FILE, Limits::YAML).ok()??;
    read_record::<Settings>(ROOT_FILE, &bytes).value?.language.map(|language| language.to_string())
}

fn not_moved(name: &str, moved: Moved) -> Diagnostic {
    let (message, hint) = match moved {
        Moved::Neither => (
            text!(zh: "`{name}` 既不是分支也不是标签，不予接受", en: "`{name}` is neither a branch nor a tag"),
            Text::new("推送到分支：git push origin main", "push to a branch: git push origin main"),
        ),
        Moved::Deleted => (
            text!(zh: "不予删除 `{name}`", en: "`{name}` is not to be deleted"),
            Text::new("请保留该分支", "leave the branch there"),
        ),
        Moved::Rewritten => (
            text!(zh: "`{name}` 会丢掉已有的提交", en: "`{name}` would lose commits that it has"),
            Text::new(
                "先取回合并，再推送：git pull --no-rebase",
                "merge what is there, then push: git pull --no-rebase",
            ),
        ),
        Moved::Tag => (
            text!(zh: "标签 `{name}` 不予改动或删除", en: "the tag `{name}` is not to be moved or deleted"),
            Text::new("另起一个名称", "give a new one another name"),
        ),
    };
    Diagnostic::new(message).hint(hint)
}

fn of_commit(commit: &NewCommit, is_begun: bool, now: i64) -> Diagnostics {
    let in_commit = |message: &Text| of(commit, message);
    let mut problems = Diagnostics::new();
    if commit.is_root && is_begun {
        let message = Text::new("与共用仓库的历史无关", "it has nothing to do with the history that is there");
        let hint = Text::new("重新克隆，在克隆里提交", "clone anew, and commit in the clone");
        problems.push(in_commit(&message).hint(hint));
    }
    if commit.early > CLOCKS_DIFFER {
        let message = Text::new("日期早于它之前的提交", "it is dated before a commit that it follows");
        problems.push(in_commit(&message).hint(date_hint()));
    }
    if commit.second > now + CLOCKS_DIFFER {
        let ahead = (commit.second - now) / 60;
        let date = Date::of_second(commit.second).unwrap_or(Date::LATEST);
        let message = text!(
            zh: "日期在将来（{date}，比这里的时钟快 {ahead} 分钟）",
            en: "it is dated in the future ({date}, {ahead} minutes ahead of the clock here)"
        );
        problems.push(in_commit(&message).hint(date_hint()));
    }
    for lost in commit.lost.iter().filter(|lost| file_name(&lost.path) != ATTRIBUTES) {
        let (place, message, instead) = told(lost);
        let again = Text::new(
            "；从改动前重做：git reset --soft origin/main，恢复这些行后重新提交",
            "; do it again from before: git reset --soft origin/main, restore the lines, and commit anew",
        );
        problems.push(in_commit(&message).at(place).hint(instead.then(&again)));
    }
    for Brought { path, flaw, lines, .. } in &commit.brought {
        if file_name(path) == ATTRIBUTES {
            problems.extend(lines.iter().filter_map(|(nth, line)| {
                let line = String::from_utf8_lossy(line);
                let word = hidden_by(&line)?;
                let message = text!(
                    zh: "`{word}` 会使 git 不显示或改动审签决定、批注和事件",
                    en: "`{word}` would have git hide or change decisions, comments and events"
                );
                let hint = Text::new(
                    "只写给别的文件，例如 `*.jpg binary`",
                    "name other files alone, for example `*.jpg binary`",
                );
                Some(in_commit(&message).at(Location { line: Some(*nth), ..Location::file(path.as_str()) }).hint(hint))
            }));
            continue;
        }
        let message = match flaw {
            // Once it is there, it could not be taken out any more.
            None if path.ends_with(".sig") && !is_signature(lines) => {
                Text::new("不是 OpenSSH 的签名", "this is no signature of OpenSSH")
            }
            None | Some(Flaw::NoText) if path.ends_with(".tsr") && !is_stamp(lines) => {
                Text::new("不是时间戳（RFC 3161）", "this is no time stamp (RFC 3161)")
            }
            None => continue,
            Some(Flaw::NoText) if path.ends_with(".tsr") => continue,
            Some(Flaw::TooLarge) => Text::new("文件过大，无法读取", "the file is too large to be read"),
            Some(Flaw::NoText) => {
                Text::new("不是 UTF-8 文本，或含有空字节", "it is no text in UTF-8, or a zero byte is in it")
            }
        };
        let hint = match flaw {
            _ if path.ends_with(".sig") || path.ends_with(".tsr") => {
                Text::new("请删去该文件，并从改动之前重新提交", "take it out, and do it again from before")
            }
            _ => Text::new("请改为 UTF-8 文本，并从改动之前重新提交", "make it text, and do it again from before"),
        };
        problems.push(in_commit(&message).at(Location::file(path.as_str())).hint(hint));
    }
    problems
}

/// Whether the new lines of a signature's file are one; a file under another name brings none.
fn is_signature(lines: &[(usize, Vec<u8>)]) -> bool {
    let text: Vec<u8> = lines.iter().flat_map(|(_, line)| [line.as_slice(), b"\n"].concat()).collect();
    text.is_empty() || Signature::read(&text).is_some()
}

/// Whether a time stamp's file begins as one does, a sequence in DER.
fn is_stamp(lines: &[(usize, Vec<u8>)]) -> bool {
    lines.first().is_none_or(|(nth, line)| *nth != 1 || line.first() == Some(&0x30))
}

fn date_hint() -> Text {
    Text::new(
        "校准电脑的时钟，再重做这个提交：git commit --amend --no-edit --reset-author",
        "set the clock of the computer, then make the commit anew: git commit --amend --no-edit --reset-author",
    )
}

fn of_decision(folder: &str, unproved: Unproved) -> Diagnostic {
    let Unproved { commit, path, fault } = unproved;
    let (short, Text { zh, en }) = (&commit[..7], &fault.message);
    let place = Location { line: fault.line, ..Location::file(format!("{folder}{path}")) };
    let hint =
        Text::new("在克隆里运行 `yijuan review verify` 核对", "run `yijuan review verify` in the clone to look at it");
    Diagnostic::new(text!(zh: "提交 {short}：{zh}", en: "commit {short}: {en}")).at(place).hint(hint)
}
