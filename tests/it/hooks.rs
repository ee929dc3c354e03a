//! `hooks install` in a clone, what the hook lets pass before a commit, and `check --staged`.

use crate::sandbox::{Sandbox, executable};
use crate::staged::{self, EVENTS};
use insta::assert_snapshot;
use std::env;
use std::fs;

/// An archive with a topic that has two events; the program is found by its name.
fn begun() -> Sandbox {
    provided(staged::begun())
}

fn provided(sandbox: Sandbox) -> Sandbox {
    let folder = sandbox.dir().join("bin");
    fs::create_dir(&folder).unwrap();
    let script = format!("#!/bin/sh\nexec '{}' --as-of 2026-06-15 \"$@\"\n", env!("CARGO_BIN_EXE_yijuan"));
    executable(&folder.join("yijuan"), &script);
    sandbox.with("PATH", &format!("{}:{}", folder.display(), env::var("PATH").unwrap()))
}

/// Stages everything and commits with the hook; what is said.
fn commit(sandbox: &Sandbox) -> Result<(), String> {
    sandbox.git(&["add", "--all"]);
    let output = sandbox.try_git(&["commit", "--quiet", "--message", "改"]);
    let said = String::from_utf8(output.stderr).unwrap();
    if output.status.success() { Ok(()) } else { Err(said) }
}

#[test]
fn installed_once_and_then_there() {
    let sandbox = begun();
    let told = [sandbox.run("hooks install"), sandbox.run("--lang en hooks install")].map(|run| run.to_string());
    assert_snapshot!(told.join("
"), @"
    $ yijuan hooks install
    exit 0
    --- stdout
    [DIR]/tree/.git/hooks/pre-commit

    $ yijuan --lang en hooks install
    exit 0
    --- stderr
    hint: the hook is there already: [DIR]/tree/.git/hooks/pre-commit
    ");
    let hook = fs::read_to_string(sandbox.tree().join(".git/hooks/pre-commit")).unwrap();
    assert!(hook.ends_with("exec yijuan hooks pre-commit\n"), "{hook}");
}

#[test]
fn a_hook_of_somebody_else_stays() {
    let sandbox = begun();
    let hook = sandbox.tree().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\n# yijuan hooks pre-commit\ntrue\n").unwrap();
    let said = sandbox.both("hooks install");
    assert_snapshot!(said, @"
    $ yijuan --lang zh-CN hooks install
    exit 2
    --- stderr
    错误：[DIR]/tree/.git/hooks/pre-commit: 已有别的钩子，不予改动
    提示：在其中加一行：yijuan hooks pre-commit || exit 1

    $ yijuan --lang en hooks install
    exit 2
    --- stderr
    error: [DIR]/tree/.git/hooks/pre-commit: there is another hook, which stays as it is
    hint: add a line to it: yijuan hooks pre-commit || exit 1
    ");
    assert!(fs::read_to_string(&hook).unwrap().ends_with("true\n"));
    fs::write(&hook, "#!/bin/sh\nyijuan hooks pre-commit || exit 1\ntrue\n").unwrap();
    assert!(sandbox.run("hooks install").exits(0).stderr.contains("钩子已经装好"));
}

/// A folder of every repository of this user is nobody's own.
#[test]
fn a_folder_for_the_hooks_of_all_repositories_stays() {
    let sandbox = begun();
    let config = sandbox.dir().join("gitconfig");
    let known = fs::read_to_string(&config).unwrap();
    let folder = sandbox.dir().join("everywhere");
    fs::write(&config, format!("{known}[core]\n\thooksPath = {}\n", folder.display())).unwrap();
    let said = sandbox.both("hooks install");
    assert_snapshot!(said, @"
    $ yijuan --lang zh-CN hooks install
    exit 2
    --- stderr
    错误：[DIR]/everywhere: core.hooksPath 不是这个仓库自己的设置，那里的钩子对所有仓库生效
    提示：给这个仓库设自己的钩子目录，再装：git -C '[DIR]/tree' config core.hooksPath '[DIR]/tree/.git/hooks'

    $ yijuan --lang en hooks install
    exit 2
    --- stderr
    error: [DIR]/everywhere: core.hooksPath is not set by this repository, and hooks there run in every one
    hint: give this repository a folder of its own, then install: git -C '[DIR]/tree' config core.hooksPath '[DIR]/tree/.git/hooks'
    ");
    assert!(!folder.exists());
    sandbox.git(&["config", "core.hooksPath", ".git/hooks"]);
    assert_eq!(sandbox.run("hooks install").exits(0).stdout, "[DIR]/tree/.git/hooks/pre-commit\n");
}

/// An archive that lies deep is not looked for: whoever pushes could have it lie deeper than anybody looks.
#[test]
fn archives_are_looked_for_so_deep_and_no_deeper() {
    let sandbox = begun();
    sandbox.run("hooks install").exits(0);
    for (folder, is_found) in [("a/b/c/d/e/f/g/h", true), ("a/b/c/d/e/f/g/h/i", false)] {
        let deep = sandbox.tree().join(folder);
        fs::create_dir_all(deep.join("topics/2026/001-题")).unwrap();
        fs::write(deep.join("yijuan.yml"), crate::sandbox::SETTINGS).unwrap();
        fs::write(deep.join("topics/2026/001-题/topic.yml"), "title: [\n").unwrap();
        assert_eq!(commit(&sandbox).is_err(), is_found, "{folder}");
        sandbox.git(&["rm", "--quiet", "-rf", "a"]);
    }
}

#[test]
fn where_no_repository_is() {
    let sandbox = Sandbox::without_git();
    sandbox.run_in(sandbox.dir(), "--lang en hooks install").refused(&["no git repository"]);
}

#[test]
fn the_hook_refuses_what_cannot_be_read_and_what_was_edited_and_nothing_else() {
    let sandbox = begun();
    sandbox.run("hooks install").exits(0);
    // Much is overdue there, and no matter.
    sandbox.append(EVENTS, "- {date: 2026-06-05, event: inspection-held}\n");
    commit(&sandbox).unwrap();
    sandbox.run("record 001 research-ended --on 2026-06-08").exits(0);
    let kept = sandbox.read(EVENTS);

    sandbox.write(EVENTS, kept.replace("06-02", "06-03"));
    let refused = commit(&sandbox).unwrap_err();
    assert!(refused.contains(&format!("archive/{EVENTS}:2: 已提交的第2行事件被改动或删除")), "{refused}");
    assert!(refused.contains("git restore --source=HEAD --staged --worktree"), "{refused}");
    // One that commits something else has an index of its own.
    sandbox.write("note.txt", "记");
    sandbox.git(&["add", "--all"]);
    sandbox.git(&["commit", "--quiet", "--message", "只此一件", "--only", "archive/note.txt"]);

    sandbox.write(EVENTS, &kept);
    sandbox.write("topics/2026/001-电梯/topic.yml", "title: [\n");
    let refused = commit(&sandbox).unwrap_err();
    assert!(refused.contains("archive/topics/2026/001-电梯/topic.yml:2:1: YAML"), "{refused}");
    // What was unreadable before is not of this commit.
    sandbox.git(&["commit", "--quiet", "--no-verify", "--message", "坏"]);
    sandbox.append(EVENTS, "- {date: 2026-06-09, event: notice-sent}\n");
    commit(&sandbox).unwrap();

    sandbox.git(&["rm", "--quiet", "-r", "archive"]);
    let refused = commit(&sandbox).unwrap_err();
    assert!(refused.contains(&format!("archive/{EVENTS}: 已提交的事件文件被删除")), "{refused}");
}

#[test]
fn a_renamed_topic_keeps_its_lines() {
    let sandbox = begun();
    sandbox.run("hooks install").exits(0);
    sandbox.git(&["mv", "archive/topics/2026/001-电梯", "archive/topics/2026/007-电梯"]);
    commit(&sandbox).unwrap();
    sandbox.run("renumber 007 --to 008").exits(0);
}

#[test]
fn without_the_program_nothing_is_committed() {
    let sandbox = begun();
    sandbox.run("hooks install").exits(0);
    fs::remove_file(sandbox.dir().join("bin/yijuan")).unwrap();
    sandbox.write("note.txt", "记");
    let refused = commit(&sandbox).unwrap_err();
    assert!(refused.contains("找不到 yijuan 程序") && refused.contains("yijuan is not found"), "{refused}");
    assert!(sandbox.run("hooks install").exits(0).stderr.contains("PATH 里没有 yijuan"));
}

#[test]
fn linked_work_trees_configured_folders_and_several_archives() {
    let sandbox = begun();
    sandbox.git(&["config", "core.hooksPath", ".githooks"]);
    let run = sandbox.run("hooks install").exits(0);
    assert_eq!(run.stdout, "[DIR]/tree/.githooks/pre-commit\n");
    sandbox.git(&["config", "--unset", "core.hooksPath"]);
    sandbox.git(&["worktree", "add", "--quiet", "../linked"]);
    let linked = sandbox.dir().join("linked");
    let run = sandbox.run_in(&linked.join("archive"), "hooks install").exits(0);
    assert_eq!(run.stdout, "[DIR]/tree/.git/hooks/pre-commit\n");
    let second = linked.join("second");
    fs::create_dir_all(second.join("topics/2026/001-题")).unwrap();
    fs::write(second.join("yijuan.yml"), crate::sandbox::SETTINGS).unwrap();
    fs::write(second.join("topics/2026/001-题/topic.yml"), "title: [\n").unwrap();
    sandbox.git_in(&linked, &["add", "--all"]);
    let refused = sandbox.shell(&linked, "git commit -q -m 坏");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("second/topics/2026/001-题/topic.yml:2:1"), "{said}");
}
