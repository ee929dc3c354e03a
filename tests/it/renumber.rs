//! `yijuan renumber`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::fs;

/// Two topics; the plan and an event of the second refer to the first.
fn two() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("topics/2026/001-电梯/topic.yml", "title: 电梯\nregulation: mentougou\n");
    sandbox
        .write("topics/2026/001-电梯/events.yml", "- {date: 2026-06-01, event: research-ended, note: 见 2026-001}\n");
    sandbox.write("topics/2026/001-电梯/协商函.md", "---\ndocument: consultation-letter\n---\n\n议题 2026-001。\n");
    sandbox.write("topics/2026/002-停车/topic.yml", "title: 停车\nregulation: mentougou\n");
    sandbox.write(
        "topics/2026/002-停车/events.yml",
        "- {date: 2026-06-02, event: research-ended, ref: 2026-001} # 与 2026-001 一并\n- date: 2026-06-03\n  event: research-ended\n  ref: topics/2026/001-电梯/协商函.md\n",
    );
    sandbox.write(
        "topics/2026/002-停车/suggestions.yml",
        "- id: s1\n  kind: suggestion\n  text: 与电梯一并\n  events:\n    - {date: 2026-06-04, event: handed-over, ref: 2026-001}\n",
    );
    sandbox.write(
        "plans/2026/plan.yml",
        "# 计划\nitems:\n  - {title: 电梯, topic: 2026-001}\n  - {title: 停车, topic: 2026-002}\n",
    );
    sandbox.commit_all("两题");
    sandbox
}

/// Two clones of one archive each entered a topic; a plain git merge gave both the number 1.
fn merged() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("plans/2026/plan.yml", "items:\n  - {title: 电梯}\n\n\n  - {title: 停车}\n");
    sandbox.write(".gitattributes", "**/events.yml merge=union\n");
    sandbox.commit_all("计划");
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    sandbox.run("new --title 停车").exits(0);
    sandbox.git(&["switch", "--quiet", "main"]);
    sandbox.run("new --title 电梯").exits(0);
    sandbox.run("record 2026-001 research-ended --ref 2026-001").exits(0);
    sandbox.git(&["merge", "--quiet", "--no-edit", "other"]);
    sandbox
}

#[test]
fn the_folder_is_renamed_and_references_follow() {
    let sandbox = two();
    let run = sandbox.run("renumber 2026-001 --to 7").exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    let commit = sandbox.git(&["show", "--find-renames", "--unified=0", "--format=%B"]);
    let telling = commit.lines().filter(|line| !line.starts_with("index ") && !line.starts_with("@@"));
    assert_snapshot!(format!("{run}\n{}", telling.collect::<Vec<_>>().join("\n")));
    assert!(!sandbox.archive().join("topics/2026/001-电梯").exists());
    // What was signed keeps its bytes, and a note what it says.
    assert!(sandbox.read("topics/2026/007-电梯/协商函.md").contains("2026-001"));
    assert!(sandbox.read("topics/2026/007-电梯/events.yml").contains("见 2026-001"));
    assert!(!sandbox.run("check").stdout.contains("2026-001"));
}

#[test]
fn the_next_free_number_of_the_year() {
    let sandbox = two();
    assert_eq!(sandbox.run("-q renumber 停车").exits(0).stdout, "2026-003\n");
    assert_eq!(sandbox.run("renumber 2026-003 --to 2").exits(0).stdout, "2026-002\n");
}

#[test]
fn two_topics_with_one_number_are_found_and_told_apart() {
    let sandbox = merged();
    let found = sandbox.run("--lang en check").exits(1);
    assert!(found.stdout.contains("yijuan renumber 001-电梯"), "{found}");
    let ambiguous = sandbox.run("--lang en renumber 2026-001").refused(&["001-"]);
    let run = sandbox.run("--lang en renumber 001-电梯").exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    let plan = sandbox.read("plans/2026/plan.yml");
    let events = sandbox.read("topics/2026/002-电梯/events.yml");
    sandbox.run("check").exits(0);
    assert_snapshot!(format!("{ambiguous}\n{run}\n== plan.yml\n{plan}\n== events.yml\n{events}"), @"
    $ yijuan --lang en renumber 2026-001
    exit 2
    --- stderr
    error: `2026-001` may mean 2 topics
    hint: give the whole key or the folder's name: 001-停车, 001-电梯

    $ yijuan --lang en renumber 001-电梯
    exit 0
    --- stdout
    2026-002
    --- stderr
    hint: references followed in topics/2026/001-电梯/events.yml, plans/2026/plan.yml

    == plan.yml
    items:
      - {title: 电梯, topic: 2026-002}


      - {title: 停车, topic: 2026-001}

    == events.yml
    - {date: 2026-06-15, event: research-ended, ref: 2026-002}
    ");
}

#[test]
fn which_of_two_topics_a_reference_means_is_not_guessed() {
    let sandbox = merged();
    sandbox.write("topics/2026/005-绿化/topic.yml", "title: 绿化\nregulation: mentougou\n");
    let event = "- {date: 2026-06-01, event: research-ended, ref: 2026-001}\n";
    sandbox.write("topics/2026/005-绿化/events.yml", event);
    sandbox.commit_all("绿化");
    let told = sandbox.run("renumber 001-停车").exits(0);
    assert_eq!(sandbox.read("topics/2026/005-绿化/events.yml"), event);
    assert_snapshot!(told, @"
    $ yijuan renumber 001-停车
    exit 0
    --- stdout
    2026-006
    --- stderr
    提示：一并改了引用：plans/2026/plan.yml
    提示：这几处写着 2026-001，看不出指哪一个议题，未改动，请核对：topics/2026/005-绿化/events.yml
    ");
}

#[test]
fn what_is_refused_changes_nothing() {
    let edited = || {
        let sandbox = two();
        sandbox.append("topics/2026/001-电梯/topic.yml", "# 手工\n");
        sandbox
    };
    let odd = || {
        let sandbox = two();
        sandbox.write("plans/2026/plan.yml", "items:\n  - title: 电梯\n    topic:\n      2026-001\n");
        sandbox.commit_all("分行");
        sandbox
    };
    two().run("renumber 2026-009").refused(&[]);
    let told = [
        two().unchanged_by(&["renumber 2026-001 --to 2", "renumber 2026-001 --to 0"]),
        edited().unchanged_by(&["renumber 2026-001"]),
        odd().unchanged_by(&["renumber 2026-001"]),
    ];
    assert_snapshot!(told.join("\n"));
}

#[test]
fn the_new_number_may_be_written_as_a_whole_key() {
    let sandbox = two();
    sandbox.run("renumber 2026-001 --to 2027-009").refused(&[
        "不能改到别的年份：2027-009",
        "`--to 9`",
        "`--to 2026-009`",
    ]);
    sandbox.run("renumber 2026-001 --to 九").refused(&["`九` 不是编号", "`--to 2026-009`"]);
    assert_eq!(sandbox.run("renumber 2026-001 --to 2026-009").exits(0).stdout, "2026-009\n");
}

#[test]
fn what_git_does_not_keep_moves_along() {
    let sandbox = two();
    fs::write(sandbox.tree().join(".gitignore"), "*.tmp\n").unwrap();
    sandbox.commit_all("忽略");
    sandbox.write("topics/2026/001-电梯/草稿.tmp", "x");
    sandbox.run("renumber 2026-001").exits(0);
    assert_eq!(sandbox.read("topics/2026/003-电梯/草稿.tmp"), "x");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}
