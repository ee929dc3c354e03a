//! Git as people have it set up: each of these works, or is refused before anything is written.

use crate::sandbox::{Run, Sandbox, Tree, executable};
use insta::assert_snapshot;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

const RECORD: [&str; 5] = ["record", "2026-001", "inspection-held", "--by", "urban"];
const CHANGING: [&[&str]; 8] = [
    &RECORD,
    &["new", "--title", "夜间经济发展"],
    &["set", "2026-001", "office=social"],
    &["person", "add", "--id", "han", "--name", "韩假定"],
    &["postpone", "2026-001", "2026-07-15"],
    &["plan", "add", "2026", "--title", "绿化"],
    &["waive", "2026-001", "M9a", "--reason", "驻会", "--by", "qian-yangben"],
    &["renumber", "2026-001"],
];

const TOPIC: &str = "title: 电梯\nregulation: mentougou\noffice: urban\nscheduled:\n  meeting: 2026-07-10\n";

/// An archive of one topic in a work tree made in some way; nothing committed yet.
fn fill(sandbox: &Sandbox) {
    sandbox.write("yijuan.yml", crate::sandbox::SETTINGS);
    sandbox.write("people.yml", "- {id: qian-yangben, name: 钱样本, posts: ['vice-chair:urban']}\n");
    sandbox.write("topics/2026/001-电梯/topic.yml", TOPIC);
    sandbox.write("topics/2026/001-电梯/events.yml", "- {date: 2026-06-01, event: research-ended}\n");
}

fn archive() -> Sandbox {
    static ARCHIVE: LazyLock<Tree> = LazyLock::new(|| {
        let sandbox = Sandbox::bare();
        fill(&sandbox);
        sandbox.commit_all("一题");
        sandbox.kept()
    });
    Sandbox::of(&ARCHIVE)
}

/// Holds that each changing command is refused with these words and nothing at all has changed.
#[track_caller]
fn refused(sandbox: &Sandbox, words: &[&str]) -> Run {
    let before = sandbox.state();
    for arguments in CHANGING {
        let run = sandbox.run(arguments).refused(words);
        assert_eq!(sandbox.state(), before, "{run}");
    }
    sandbox.run(&[&["--lang", "en"], &RECORD[..]].concat()).exits(2)
}

/// Holds that each changing command works, one after another, and leaves nothing uncommitted.
#[track_caller]
fn works(sandbox: &Sandbox) {
    for arguments in CHANGING {
        let run = sandbox.run(arguments).exits(0);
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "{run}");
        assert_eq!(sandbox.git(&["log", "-1", "--format=%an"]), "测试员\n", "{run}");
    }
    let check = sandbox.run(&["check"]);
    assert!(matches!(check.code, Some(0 | 1)) && !check.stdout.contains("尚未提交"), "{check}");
}

#[test]
#[cfg_attr(not(has_ssh_keygen), ignore = "needs ssh-keygen")]
fn signing_with_an_ssh_key() {
    let sandbox = archive();
    let key = sandbox.dir().join("key");
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "tester", "-f"]).arg(&key).output();
    assert!(made.unwrap().status.success());
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    let signers = sandbox.dir().join("allowed_signers");
    fs::write(&signers, format!("tester@example.invalid {public}")).unwrap();
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("commit.gpgsign", "true"),
        ("user.signingkey", key.to_str().unwrap()),
        ("gpg.ssh.allowedSignersFile", signers.to_str().unwrap()),
    ] {
        sandbox.git(&["config", name, value]);
    }
    for arguments in CHANGING {
        sandbox.run(arguments).exits(0);
        let verified = sandbox.try_git(&["verify-commit", "HEAD"]);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    }
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_signing_key_that_is_not_there_leaves_the_files_for_commit() {
    let sandbox = archive();
    for (name, value) in [("gpg.format", "ssh"), ("commit.gpgsign", "true"), ("user.signingkey", "/nowhere/key")] {
        sandbox.git(&["config", name, value]);
    }
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    let run = sandbox.run(&RECORD).exits(2);
    assert!(run.stderr.contains("yijuan commit"), "{run}");
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
    assert!(sandbox.run(&["check"]).stdout.contains("尚未提交：topics/2026/001-电梯/events.yml"));
    sandbox.git(&["config", "commit.gpgsign", "false"]);
    sandbox.run(&["commit"]).exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_hook_that_refuses_leaves_the_files_for_commit() {
    let sandbox = archive();
    let hooks = sandbox.dir().join("hooks");
    fs::create_dir(&hooks).unwrap();
    executable(&hooks.join("pre-commit"), "#!/bin/sh\nexit 1\n");
    sandbox.git(&["config", "core.hooksPath", hooks.to_str().unwrap()]);
    for arguments in [&["renumber", "2026-001"][..], &["postpone", "电梯", "2026-07-15"]] {
        let run = sandbox.run(arguments).exits(2);
        assert!(run.stderr.contains("yijuan commit"), "{run}");
        assert!(sandbox.run(&["check"]).stdout.contains("尚未提交"), "{run}");
        sandbox.git(&["config", "core.hooksPath", "/nowhere"]);
        sandbox.run(&["commit"]).exits(0);
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "{run}");
        sandbox.git(&["config", "core.hooksPath", hooks.to_str().unwrap()]);
    }
}

/// Two branches that both changed one line of a file outside the archive, to be brought together.
fn apart() -> Sandbox {
    let sandbox = archive();
    let note = sandbox.tree().join("记事.txt");
    let commit = |text: &str| {
        fs::write(&note, text).unwrap();
        sandbox.commit_all(text);
    };
    commit("一\n");
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    commit("二\n");
    sandbox.git(&["switch", "--quiet", "main"]);
    commit("三\n");
    sandbox
}

#[test]
fn a_merge_a_rebase_a_cherry_pick_and_a_revert_in_progress() {
    let mut told = String::new();
    for command in [
        &["merge", "--quiet", "other"][..],
        &["rebase", "--quiet", "other"],
        &["cherry-pick", "other"],
        &["revert", "--no-edit", "HEAD~1"],
    ] {
        let sandbox = apart();
        assert!(!sandbox.try_git(command).status.success(), "{command:?}");
        told += &refused(&sandbox, &["尚未结束"]).to_string();
        sandbox.run(&["commit"]).refused(&["尚未结束"]);
    }
    assert_snapshot!(told, @"
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: a merge is in progress in the git repository
    hint: finish or abort it first (git status says how)
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: a rebase is in progress in the git repository
    hint: finish or abort it first (git status says how)
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: a cherry-pick is in progress in the git repository
    hint: finish or abort it first (git status says how)
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: a revert is in progress in the git repository
    hint: finish or abort it first (git status says how)
    ");
}

#[test]
fn conflicts_that_no_merge_in_progress_explains() {
    let sandbox = apart();
    fs::write(sandbox.tree().join("记事.txt"), "四\n").unwrap();
    sandbox.git(&["stash", "--quiet"]);
    fs::write(sandbox.tree().join("记事.txt"), "五\n").unwrap();
    sandbox.commit_all("五");
    assert!(!sandbox.try_git(&["stash", "pop"]).status.success());
    assert!(!sandbox.tree().join(".git/MERGE_HEAD").exists());
    assert_snapshot!(refused(&sandbox, &["未解决的冲突", "记事.txt"]), @"
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: there are conflicts git waits to see resolved: 记事.txt
    hint: mend these files, then `git add` them, or give them up with `git restore --staged --worktree`
    ");
}

#[test]
fn an_archive_in_a_submodule() {
    let (inner, outer) = (archive(), Sandbox::bare());
    let url = inner.tree().to_str().unwrap().to_owned();
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "sub"]);
    outer.commit_all("子模块");
    let run = outer.run_in(&outer.tree().join("sub/archive"), &RECORD).exits(0);
    assert_eq!(outer.git_in(&outer.tree().join("sub"), &["status", "--porcelain"]), "", "{run}");
    assert_eq!(outer.git_in(&outer.tree().join("sub"), &["rev-list", "--count", "HEAD"]), "2\n");
    // What the outer repository makes of it is for people to decide.
    assert_eq!(outer.git(&["status", "--porcelain"]), " M sub\n");
}

#[test]
fn a_second_work_tree() {
    let sandbox = archive();
    let second = sandbox.dir().join("second");
    sandbox.git(&["worktree", "add", "--quiet", "-b", "second", second.to_str().unwrap()]);
    let head = sandbox.git(&["rev-parse", "main"]);
    for arguments in CHANGING {
        let run = sandbox.run_in(&second.join("archive"), arguments).exits(0);
        assert_eq!(sandbox.git_in(&second, &["status", "--porcelain"]), "", "{run}");
    }
    assert_eq!(sandbox.git(&["rev-parse", "main"]), head);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    // A lock on its branch is one of the repository they share.
    fs::write(sandbox.tree().join(".git/refs/heads/second.lock"), "").unwrap();
    sandbox.run_in(&second.join("archive"), &["set", "停车", "office=urban"]).refused(&["second.lock"]);
}

#[test]
fn a_bare_repository() {
    let sandbox = archive();
    sandbox.git(&["config", "core.bare", "true"]);
    let before = fs::read(sandbox.archive().join("topics/2026/001-电梯/events.yml")).unwrap();
    for arguments in CHANGING {
        sandbox.run(arguments).refused(&["没有工作区"]);
    }
    assert_eq!(fs::read(sandbox.archive().join("topics/2026/001-电梯/events.yml")).unwrap(), before);
    assert!(sandbox.run(&["check"]).exits(0).stdout.contains("M7a"));
    let inside = Sandbox::without_git();
    inside.git_in(inside.dir(), &["init", "--quiet", "--bare", "--template=", "tree"]);
    fill(&inside);
    inside.run(&RECORD).refused(&["没有工作区"]);
    let told = inside.run(&[&["--lang", "en"], &RECORD[..]].concat());
    inside.run(&[&["--no-commit"], &RECORD[..]].concat()).exits(0);
    assert_snapshot!(told, @"
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: the git repository has no work tree
    hint: `git clone` it and work there; or add `--no-commit`
    ");
}

#[test]
fn a_repository_of_sha256() {
    let sandbox = Sandbox::without_git();
    sandbox.git(&["init", "--quiet", "--template=", "--initial-branch=main", "--object-format=sha256"]);
    fill(&sandbox);
    sandbox.commit_all("一题");
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]).trim().len(), 64);
    works(&sandbox);
    sandbox.append("people.yml", "# 手工\n");
    assert!(sandbox.run(&["check"]).stdout.contains("尚未提交：people.yml"));
    sandbox.run(&["commit"]).exits(0);
}

#[test]
fn line_ends_turned_by_git() {
    for attributes in [None, Some("*.md text eol=lf\n*.yml text eol=lf\n**/events.yml merge=union\n")] {
        let origin = archive();
        if let Some(attributes) = attributes {
            origin.write(".gitattributes", attributes);
            origin.commit_all("属性");
        }
        let sandbox = Sandbox::without_git();
        sandbox.git_in(sandbox.dir(), &["config", "--file", "gitconfig", "core.autocrlf", "true"]);
        fs::remove_dir(sandbox.tree()).unwrap();
        let (from, to) = (origin.tree(), sandbox.tree());
        sandbox
            .git_in(sandbox.dir(), &["clone", "--quiet", "--template=", from.to_str().unwrap(), to.to_str().unwrap()]);
        let topic = sandbox.read("topics/2026/001-电梯/topic.yml");
        assert_eq!(topic.contains("\r\n"), attributes.is_none(), "{topic:?}");
        works(&sandbox);
        let topic = sandbox.read("topics/2026/003-电梯/topic.yml");
        let turned = if attributes.is_none() { topic.matches('\n').count() } else { 0 };
        assert_eq!(topic.matches("\r\n").count(), turned, "{topic:?}");
        // Whatever stands in the work tree, what is kept has plain line ends.
        let kept = sandbox.git(&["show", "HEAD:archive/topics/2026/003-电梯/topic.yml"]);
        assert!(!kept.contains('\r'), "{kept:?}");
    }
}

#[test]
fn an_archive_deep_in_a_work_tree_of_another_thing() {
    let sandbox = Sandbox::bare();
    fs::write(sandbox.tree().join("README.txt"), "另一件事\n").unwrap();
    let deep = sandbox.tree().join("文档/政协 档案");
    fs::create_dir_all(&deep).unwrap();
    sandbox.run_in(&deep, &["--lang", "zh-CN", "init", "."]).exits(0);
    assert_eq!(sandbox.run_in(&deep, &["new", "--title", "电梯"]).exits(0).stdout, "2026-001\n");
    sandbox.run_in(&deep.join("topics"), &["record", "2026-001", "research-ended"]).exits(0);
    sandbox.run_in(&deep, &["renumber", "2026-001"]).exits(0);
    fs::write(deep.join("people.yml"), "# 手工\n").unwrap();
    let check = sandbox.run_in(&deep, &["check"]);
    assert!(check.stdout.contains("1 个文件尚未提交：people.yml"), "{check}");
    sandbox.run_in(&deep, &["commit"]).exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? README.txt\n");
}

#[test]
fn a_repository_of_another_user() {
    // What git offers to its own tests; libgit2 is asked below, where the right to give files away is there.
    let sandbox = archive().with("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let files = |sandbox: &Sandbox| sandbox.read("topics/2026/001-电梯/events.yml") + &sandbox.read("people.yml");
    let before = files(&sandbox);
    for arguments in CHANGING {
        sandbox.run(arguments).refused(&["safe.directory"]);
    }
    assert_eq!(files(&sandbox), before);
    let told = sandbox.run(&[&["--lang", "en"], &RECORD[..]].concat());
    assert!(told.stderr.contains("it belongs to another user"), "{told}");
    assert!(sandbox.run(&["check"]).exits(0).stdout.contains("M7a"));
    let sandbox = archive();
    if given_away(&sandbox.tree()) {
        sandbox.run(&RECORD).refused(&["safe.directory"]);
        assert_eq!(files(&sandbox), before);
        sandbox.git_in(sandbox.dir(), &["config", "--file", "gitconfig", "safe.directory", "*"]);
        sandbox.run(&RECORD).exits(0);
    }
}

/// Gives a work tree to another user; only root may.
#[cfg(unix)]
fn given_away(tree: &Path) -> bool {
    std::os::unix::fs::chown(tree, Some(12345), Some(12345)).is_ok()
        && std::os::unix::fs::chown(tree.join(".git"), Some(12345), Some(12345)).is_ok()
}

#[cfg(not(unix))]
fn given_away(_: &Path) -> bool {
    false
}

#[test]
fn without_the_git_program() {
    let sandbox = archive();
    let nothing = sandbox.dir().join("nothing");
    fs::create_dir(&nothing).unwrap();
    let without = sandbox.twin().with("PATH", nothing.to_str().unwrap());
    let files = |sandbox: &Sandbox| sandbox.read("topics/2026/001-电梯/events.yml") + &sandbox.read("people.yml");
    let before = files(&without);
    for arguments in CHANGING {
        without.run(arguments).refused(&["找不到 git 程序"]);
    }
    without.run(&["commit"]).refused(&["找不到 git 程序"]);
    assert_eq!(files(&without), before);
    let told = without.run(&[&["--lang", "en"], &RECORD[..]].concat());
    assert!(without.run(&["check"]).exits(0).stdout.contains("M7a"));
    without.run(&[&["--no-commit"], &RECORD[..]].concat()).exits(0);
    assert_ne!(files(&without), before);
    assert_snapshot!(told, @"
    $ yijuan --lang en record 2026-001 inspection-held --by urban
    exit 2
    --- stderr
    error: [DIR]/tree/archive: the git program is not found
    hint: install git; or add `--no-commit` to write files without committing
    ");
}
