//! `check --staged`: what git would commit is judged, and the work tree is not.

use crate::sandbox::{SETTINGS, Sandbox};
#[cfg(unix)]
use std::fs;

pub const EVENTS: &str = "topics/2026/001-电梯/events.yml";

/// An archive with a topic that has two events.
pub fn begun() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --office urban").exits(0);
    sandbox.write(EVENTS, "- {date: 2026-06-01, event: work-plan-made}\n- {date: 2026-06-02, event: kickoff-held}\n");
    sandbox.commit_all("两件事");
    sandbox
}

#[test]
fn what_is_staged_is_judged_and_the_work_tree_is_not() {
    let sandbox = begun();
    sandbox.run("new --title 停车 --office urban").exits(0);
    assert!(sandbox.run("check --staged").exits(0).stderr.contains("没有暂存的改动"));
    sandbox.write(EVENTS, "- {date: 2026-06-02, event: kickoff-held}\n");
    sandbox.git(&["add", "--all"]);
    sandbox.write(EVENTS, "not looked at: [\n");
    sandbox.write("topics/2026/002-停车/topic.yml", "nor this: [\n");
    let before = sandbox.git(&["count-objects"]);
    let staged = sandbox.run("check --staged --format csv").exits(1);
    assert_eq!(sandbox.git(&["count-objects"]), before);
    let of_line: Vec<&str> =
        staged.stdout.lines().filter(|line| line.contains("已提交的第1行事件被改动或删除")).collect();
    assert_eq!(of_line.len(), 1, "{staged}");
    assert!(of_line[0].starts_with("error,") && of_line[0].contains(&format!(",{EVENTS},1,")), "{staged}");
    assert!(!staged.stdout.contains("2026-002") && staged.stdout.contains("2026-001"), "{staged}");
    // What the registers say is everybody's.
    sandbox.git(&["checkout", "--quiet", "HEAD", "--", "."]);
    sandbox.append("people.yml", "- {id: li, name: 李虚构, posts: []}\n");
    sandbox.git(&["add", "--all"]);
    assert!(sandbox.run("check --staged --format json").stdout.contains("2026-002"));
}

#[cfg(unix)]
#[test]
fn what_else_is_staged_in_place_of_a_file() {
    let sandbox = begun();
    sandbox.git(&["rm", "--quiet", "--cached", &format!("archive/{EVENTS}")]);
    let told = sandbox.run("check --staged").exits(1).stdout;
    assert!(told.contains("已提交的事件文件被删除"), "{told}");
    fs::remove_file(sandbox.archive().join(EVENTS)).unwrap();
    std::os::unix::fs::symlink("topic.yml", sandbox.archive().join(EVENTS)).unwrap();
    sandbox.git(&["add", "--all"]);
    let told = sandbox.run("check --staged").exits(2).stdout;
    assert!(told.contains("这里应是文件，现为链接或另一个仓库"), "{told}");
}

#[test]
fn before_the_first_commit_and_with_conflicts() {
    let sandbox = Sandbox::bare();
    sandbox.write("yijuan.yml", SETTINGS);
    sandbox.run("--lang en check --staged").refused(&["not in git's index"]);
    sandbox.git(&["add", "--all"]);
    sandbox.run("check --staged").exits(0);
    sandbox.commit_all("设置");
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    sandbox.append("yijuan.yml", "institution: 甲\n");
    sandbox.commit_all("甲");
    sandbox.git(&["switch", "--quiet", "main"]);
    sandbox.append("yijuan.yml", "institution: 乙\n");
    sandbox.commit_all("乙");
    sandbox.try_git(&["merge", "--quiet", "other"]);
    sandbox.git(&["checkout", "--quiet", "--ours", "archive/yijuan.yml"]);
    sandbox.run("--lang en check --staged").refused(&["conflicts in the index"]);
}

#[test]
fn either_the_index_or_a_commit() {
    let sandbox = begun();
    sandbox.run("--lang en check --staged --rev HEAD").refused(&["--rev"]);
    sandbox.run("--lang en check --staged --new-since HEAD").refused(&["--new-since"]);
}
