//! Copies that sync tools, editors and merges leave beside the archive's files.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

const COPIES: [&str; 9] = [
    "people (王样本的冲突副本 2026-06-11).yml",
    "plans/2026/events - 副本.yml",
    "templates/own/regulation.yml.orig",
    "topics/2026/001-电梯/.~lock.会议记录.docx#",
    "topics/2026/001-电梯/events.sync-conflict-20260611-101500-ABCDEFG.yml",
    "topics/2026/001-电梯/reviews/协商意见 (1).yml",
    "topics/2026/001-电梯/~$议记录.docx",
    "topics/2026/001-电梯/会议记录 (1).md",
    "topics/2026/001-电梯/materials/~$甲.docx",
];

fn with_copies() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    sandbox.run("regulation new own").exits(0);
    for (path, text) in [
        ("topics/2026/001-电梯/会议记录.md", "---\ndocument: meeting-minutes\n---\n\n甲\n"),
        ("topics/2026/001-电梯/reviews/协商意见.yml", ""),
        // What is attached may be called anything.
        ("topics/2026/001-电梯/photos/图 (1).md", "甲"),
        ("topics/2026/001-电梯/photos/图.md", "甲"),
    ] {
        sandbox.write(path, text);
    }
    sandbox.commit_all("一题");
    for path in COPIES {
        sandbox.write(path, "");
    }
    sandbox
}

#[test]
fn each_is_named_with_the_file_whose_copy_it_is() {
    let sandbox = with_copies();
    let check = sandbox.run("check --format csv");
    let told: Vec<&str> = check.stdout.lines().filter(|line| line.starts_with("warning,")).collect();
    let of_copies: Vec<&&str> =
        told.iter().filter(|line| line.contains("副本") || line.contains("留下的标记")).collect();
    for path in COPIES.iter().filter(|path| !path.contains("materials/")) {
        assert_eq!(of_copies.iter().filter(|line| line.contains(&format!(",{path},"))).count(), 1, "{path}: {check}");
    }
    assert_eq!(of_copies.len(), COPIES.len() - 1, "{check}");
    // Nobody is told to commit them.
    assert!(!check.stdout.contains("尚未提交"), "{check}");
    let of_topic = sandbox.run("check 001");
    assert!(of_topic.stdout.contains("会议记录 (1).md"), "{of_topic}");
    // So it is of what is committed.
    sandbox.commit_all("连副本");
    let past = sandbox.run("check --rev HEAD --format csv");
    assert!(
        COPIES.iter().all(|path| path.contains("materials/") || past.stdout.contains(&format!(",{path},"))),
        "{past}"
    );
}

#[test]
fn commit_takes_none_along_unseen() {
    let sandbox = with_copies();
    assert_snapshot!(sandbox.run("commit").exits(0), @r"
    $ yijuan commit
    exit 0
    --- stderr
    提示：9 个文件像是副本，没有提交：people (王样本的冲突副本 2026-06-11).yml …（`yijuan check` 逐一说明怎么办；确要留存的，用 `git add`、`git commit`）
    提示：没有未提交的改动
    ");
    sandbox.append("people.yml", "# 手工\n");
    let run = sandbox.run("commit").exits(0);
    assert_eq!(run.stdout, "people.yml\n");
    assert!(run.stderr.contains("people (王样本的冲突副本 2026-06-11).yml"), "{run}");
    let left = sandbox.git(&["status", "--porcelain", "--untracked-files=all"]);
    assert_eq!(left.lines().filter(|line| line.starts_with("??")).count(), COPIES.len(), "{left}");
    // What somebody has added is committed knowingly.
    sandbox.git(&["add", "archive/plans/2026/events - 副本.yml"]);
    assert_eq!(sandbox.run("commit").exits(0).stdout, "plans/2026/events - 副本.yml\n");
    // Once committed by somebody and put right, that they are gone is committed as anything is.
    sandbox.commit_all("连副本");
    for path in COPIES {
        std::fs::remove_file(sandbox.archive().join(path)).unwrap();
    }
    assert_eq!(sandbox.run("commit").exits(0).stdout.lines().count(), COPIES.len());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}
