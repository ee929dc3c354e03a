//! Many hands on one archive: several commands at once, and clones that are merged with plain git.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::fs;
use std::fs::File;
use std::process::{Child, Stdio};
use yijuan::archive::{Archive, WorkTree};

fn start(sandbox: &Sandbox, command: &str) -> Child {
    let mut program = sandbox.program(&sandbox.archive(), command);
    program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What each of several commands started together has to say; all must go well.
fn at_once(sandbox: &Sandbox, commands: impl Iterator<Item = String>) -> Vec<String> {
    let started: Vec<Child> = commands.map(|command| start(sandbox, &command)).collect();
    let told = started.into_iter().map(|child| {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    });
    told.collect()
}

#[test]
fn eight_at_once_lose_nothing() {
    let sandbox = Sandbox::sample();
    let notes: Vec<String> = (1..=8).map(|n| format!("第{n}处")).collect();
    at_once(&sandbox, notes.iter().map(|note| format!("record 2026-013 inspection-held --by urban --note {note}")));
    let written = sandbox.read(&format!("{}/events.yml", sandbox.topic("013")));
    for note in &notes {
        assert_eq!(written.matches(note.as_str()).count(), 1, "{note} in\n{written}");
    }
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "9\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn eight_new_topics_at_once_get_eight_numbers() {
    let sandbox = Sandbox::empty();
    let mut keys = at_once(&sandbox, (1..=8).map(|n| format!("new --title 议题{n}")));
    keys.sort();
    assert_eq!(keys, (1..=8).map(|n| format!("2026-{n:03}\n")).collect::<Vec<_>>());
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "9\n");
}

#[test]
fn different_commands_at_once_without_git_lose_nothing() {
    let sandbox = Sandbox::sample();
    fs::remove_dir_all(sandbox.tree().join(".git")).unwrap();
    at_once(&sandbox, (1..=8).map(|n| format!("--no-commit person add --id p-{n} --name 某人")));
    let people = sandbox.read("people.yml");
    assert!((1..=8).all(|n| people.contains(&format!("p-{n},"))), "{people}");
}

#[test]
fn who_waits_too_long_is_told_who_holds_the_lock() {
    let sandbox = Sandbox::sample();
    let path = sandbox.tree().join(".git/yijuan.lock");
    fs::write(&path, "4711\n").unwrap();
    let lock = File::open(&path).unwrap();
    lock.lock().unwrap();
    let before = sandbox.state();
    let record = "record 2026-013 inspection-held";
    let (chinese, english) = std::thread::scope(|scope| {
        let chinese = scope.spawn(|| sandbox.run(record));
        (sandbox.run(&format!("--lang en {record}")), chinese.join().unwrap())
    });
    assert_eq!(sandbox.state(), before);
    drop(lock);
    // A lock file alone, left by a command that was killed, holds nobody up.
    sandbox.run(record).exits(0);
    assert_snapshot!(format!("{english}\n{chinese}"), @"
    $ yijuan record 2026-013 inspection-held
    exit 2
    --- stderr
    错误：[DIR]/tree/.git/yijuan.lock: 另一个 yijuan 命令（进程 4711）正在改动档案库
    提示：稍候再试

    $ yijuan --lang en record 2026-013 inspection-held
    exit 2
    --- stderr
    error: [DIR]/tree/.git/yijuan.lock: another yijuan command (process 4711) is changing the archive
    hint: try again in a moment
    ");
}

/// The same archive twice: the first, and a clone of it by another person.
fn cloned(sandbox: &Sandbox) -> Sandbox {
    let other = Sandbox::without_git();
    fs::remove_dir(other.tree()).unwrap();
    let (from, to) = (sandbox.tree(), other.tree());
    other.git_in(other.dir(), &["clone", "--quiet", "--template=", from.to_str().unwrap(), to.to_str().unwrap()]);
    other
}

/// Brings the clone's work back with plain git.
fn merge(sandbox: &Sandbox, other: &Sandbox) {
    sandbox.git(&["pull", "--quiet", "--no-rebase", "--no-edit", other.tree().to_str().unwrap(), "main"]);
}

#[test]
fn what_two_clones_record_unites() {
    let sandbox = Sandbox::empty();
    fs::remove_dir_all(sandbox.archive()).unwrap();
    sandbox.run_in(&sandbox.tree(), "--lang zh-CN init archive").exits(0);
    sandbox.run("new --title 电梯").exits(0);
    let other = cloned(&sandbox);
    let held = |note| ["record", "2026-001", "inspection-held", "--on", "2026-06-10", "--note", note];
    sandbox.run(&held("甲")).exits(0);
    sandbox.run(&held("同")).exits(0);
    other.run("record 2026-001 research-ended --on 2026-06-01").exits(0);
    other.run(&held("同")).exits(0);
    merge(&sandbox, &other);
    let written = sandbox.read("topics/2026/001-电梯/events.yml");
    assert!(written.contains("甲") && written.contains("research-ended") && !written.contains("<<<<"), "{written}");
    // In the order of their days, and what both recorded once.
    let archive = Archive::read(&WorkTree::new(sandbox.archive()));
    let events = archive.topics[0].events.iter().map(|recorded| {
        let event = &recorded.event;
        format!("{} {} {}", event.date, event.event, event.note.as_deref().unwrap_or_default())
    });
    let mut events: Vec<String> = events.collect();
    assert_eq!(events[0], "2026-06-01 research-ended ");
    events[1..].sort();
    assert_eq!(events[1..], ["2026-06-10 inspection-held 同", "2026-06-10 inspection-held 甲"]);
    // Asked again, it is on record.
    assert!(sandbox.run(&held("同")).exits(0).stderr.contains("已有同样的记录"));
}

#[test]
fn two_clones_that_each_enter_a_topic_are_told_apart_again() {
    let sandbox = Sandbox::empty();
    fs::remove_dir_all(sandbox.archive()).unwrap();
    sandbox.run_in(&sandbox.tree(), "--lang zh-CN init archive").exits(0);
    for title in ["电梯", "停车", "绿化", "供暖"] {
        sandbox.run(&["plan", "add", "2026", "--title", title]).exits(0);
    }
    let other = cloned(&sandbox);
    assert_eq!(sandbox.run("new --title 电梯").exits(0).stdout, "2026-001\n");
    sandbox.run("record 2026-001 inspection-held --ref 2026-001").exits(0);
    assert_eq!(other.run("new --title 供暖").exits(0).stdout, "2026-001\n");
    other.run("record 2026-001 research-ended --ref 2026-001").exits(0);
    merge(&sandbox, &other);
    let found = sandbox.run("check").exits(1);
    assert!(found.stdout.contains("yijuan renumber 001-"), "{found}");
    assert_eq!(sandbox.run("renumber 001-供暖").exits(0).stdout, "2026-002\n");
    assert!(sandbox.read("topics/2026/001-电梯/events.yml").contains("ref: 2026-001"));
    assert!(sandbox.read("topics/2026/002-供暖/events.yml").contains("ref: 2026-002"));
    let plan = sandbox.read("plans/2026/items.yml");
    assert!(
        plan.contains("{title: 电梯, topic: 2026-001}") && plan.contains("{title: 供暖, topic: 2026-002}"),
        "{plan}"
    );
    assert!(!sandbox.run("check").stdout.contains("重复"));
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[cfg(unix)]
#[test]
fn the_lock_of_a_shared_repository_locks_nobody_out() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::sample();
    let path = sandbox.tree().join(".git/yijuan.lock");
    let rights = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    for (shared, wanted) in [("group", 0o660), ("all", 0o664), ("0640", 0o640)] {
        sandbox.git(&["config", "core.sharedRepository", shared]);
        sandbox.run("record 2026-013 inspection-held --by urban --note 甲").exits(0);
        assert_eq!(rights(), wanted, "{shared}");
        fs::remove_file(&path).unwrap();
    }
    sandbox.git(&["config", "--unset", "core.sharedRepository"]);
    sandbox.run("record 2026-013 inspection-held --by urban --note 乙").exits(0);
    assert_eq!(rights() & 0o022, 0);
    // One that another made, and that cannot be written to, can be held all the same.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    sandbox.run("record 2026-013 inspection-held --by urban --note 丙").exits(0);
}
