//! `yijuan commit`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

/// The sample with edits by hand: a file changed, one new, one gone, and one outside the archive.
fn edited() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.append(&format!("{}/topic.yml", sandbox.topic("013")), "# 已与交通委沟通\n");
    sandbox.write(&format!("{}/会议程序.md", sandbox.topic("013")), "---\ntitle: 会议程序\n---\n\n一、介绍情况\n");
    std::fs::remove_file(sandbox.archive().join(sandbox.topic("014")).join("协商工作方案.md")).unwrap();
    std::fs::write(sandbox.tree().join("记事.txt"), "与档案无关\n").unwrap();
    sandbox
}

fn without_git() -> Sandbox {
    let sandbox = edited();
    std::fs::remove_dir_all(sandbox.tree().join(".git")).unwrap();
    sandbox
}

#[test]
fn all_that_was_edited_by_hand() {
    let sandbox = edited();
    let run = sandbox.run("-v commit");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? 记事.txt\n");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_commit()), @"
    $ yijuan -v commit
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/topic.yml
    topics/2026/013-居住区停车资源共享/会议程序.md
    topics/2026/014-普惠托育服务/协商工作方案.md
    --- stderr
    已提交 [COMMIT]

    手工改动 3 个文件


    M	archive/topics/2026/013-居住区停车资源共享/topic.yml
    A	archive/topics/2026/013-居住区停车资源共享/会议程序.md
    D	archive/topics/2026/014-普惠托育服务/协商工作方案.md
    ");
}

#[test]
fn in_english() {
    assert_snapshot!(edited().run("--lang en -v commit"), @"
    $ yijuan --lang en -v commit
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/topic.yml
    topics/2026/013-居住区停车资源共享/会议程序.md
    topics/2026/014-普惠托育服务/协商工作方案.md
    --- stderr
    committed [COMMIT]
    ");
}

#[test]
fn one_topic_with_a_message() {
    let sandbox = edited();
    let run = sandbox.run("commit 013 -m 补会议程序").goes_well();
    assert_snapshot!(format!("{run}\n{}\n{}", sandbox.last_commit(), sandbox.git(&["status", "--porcelain"])), @"
    $ yijuan commit 013 -m 补会议程序
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/topic.yml
    topics/2026/013-居住区停车资源共享/会议程序.md

    补会议程序

    Yijuan-Topic: 2026-013


    M	archive/topics/2026/013-居住区停车资源共享/topic.yml
    A	archive/topics/2026/013-居住区停车资源共享/会议程序.md

     D archive/topics/2026/014-普惠托育服务/协商工作方案.md
    ?? 记事.txt
    ");
}

#[test]
fn several_topics() {
    let sandbox = edited();
    sandbox.run("commit 013 2026-014").goes_well();
    assert_snapshot!(sandbox.last_commit(), @"
    手工改动 3 个文件

    Yijuan-Topic: 2026-013
    Yijuan-Topic: 2026-014


    M	archive/topics/2026/013-居住区停车资源共享/topic.yml
    A	archive/topics/2026/013-居住区停车资源共享/会议程序.md
    D	archive/topics/2026/014-普惠托育服务/协商工作方案.md
    ");
}

#[test]
fn nothing_to_commit() {
    let head = |sandbox: &Sandbox| sandbox.git(&["rev-parse", "HEAD"]);
    let sandbox = Sandbox::sample();
    let before = head(&sandbox);
    let told = [sandbox.both("commit"), edited().both("commit 003")];
    assert_eq!(head(&sandbox), before);
    assert_snapshot!(told.join("\n"), @"
    $ yijuan --lang zh-CN commit
    exit 0
    --- stderr
    提示：没有未提交的改动

    $ yijuan --lang en commit
    exit 0
    --- stderr
    hint: nothing to commit

    $ yijuan --lang zh-CN commit 003
    exit 0
    --- stderr
    提示：没有未提交的改动

    $ yijuan --lang en commit 003
    exit 0
    --- stderr
    hint: nothing to commit
    ");
}

#[test]
fn quiet_says_nothing_of_nothing() {
    Sandbox::sample().run("-q commit").goes_well();
}

#[test]
fn without_committing_is_a_contradiction() {
    let sandbox = edited();
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    sandbox.run("commit --no-commit").refused(&["--no-commit"]);
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
}

#[test]
fn what_is_refused() {
    assert_snapshot!(
        [
            each(edited, "commit 099"),
            each(edited, "commit -m '  '"),
            each(edited, "commit -m"),
            each(without_git, "commit"),
        ]
        .join("\n")
    );
}

#[test]
fn a_file_that_git_ignores_is_left_alone() {
    let sandbox = Sandbox::sample();
    std::fs::write(sandbox.tree().join(".gitignore"), "*.tmp\n").unwrap();
    sandbox.commit_all("忽略");
    sandbox.write("草稿.tmp", "x");
    assert_eq!(sandbox.run("commit").exits(0).stdout, "");
}

#[test]
fn of_very_many_files_some_are_listed() {
    let sandbox = Sandbox::empty();
    sandbox.write_many((1..=40).map(|nth| format!("topics/2026/001-停车/材料-{nth:02}.md")), "会议材料。\n");
    let run = sandbox.run("commit");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(run.stdout.lines().count(), 30, "{run}");
    assert_eq!(run.stderr, "提示：还提交了 10 个文件，加 `--verbose` 全部列出\n");
    sandbox.write_many((1..=40).map(|nth| format!("topics/2026/001-停车/附件-{nth:02}.md")), "另一份材料。\n");
    assert_eq!(sandbox.run("--verbose commit").stdout.lines().count(), 40);
}
