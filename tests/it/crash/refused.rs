//! A full disk, a failing disk, a folder that is read-only: a clear error, and nothing is changed.

use super::{CHANGING, Case, INIT, NEW, OTHERS, POSTPONE, Point, RECORD, RENUMBER, UNFINISHED};
use super::{files, points_of_git, trace, with_git};
use std::process::Command;

/// Whether a disk may refuse it: to take something away needs no room.
fn grows(point: &Point) -> bool {
    !["unlink", "unlinkat", "rmdir", "ftruncate"].contains(&point.call.as_str())
}

/// Refuses the command one call at each of its points, or at every so many of them.
fn refused_at_its_own_points(case: &Case, error: &str, said: &[&str], first: usize, step: usize) {
    let sandbox = case.sandbox();
    let (before, after) = case.before_and_after(&sandbox);
    let points = case.points(&sandbox);
    let mut refused = 0;
    for point in points.iter().filter(|point| grows(point)).skip(first).step_by(step) {
        let twin = sandbox.twin();
        let inject = point.inject(&format!("error={error}"));
        let output = trace(&twin, case.arguments, &["-o", "/dev/null", "-e", &inject]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let when = format!("{} refused {point}: {told}", case.name);
        match output.status.code() {
            // Nothing hung on it: another way was found, or it was the tidying up.
            Some(0) => assert_eq!(files(&twin), after, "{when}"),
            Some(2) if files(&twin) == before => {
                refused += 1;
                assert!(said.iter().any(|words| told.contains(words)), "{when}");
                assert_eq!(twin.git(&["status", "--porcelain"]), "", "{when}");
                assert!(!twin.archive().join(UNFINISHED).exists(), "{when}");
            }
            // What is written whole and only not committed, or only not told.
            Some(2) => {
                assert_eq!(files(&twin), after, "{when}");
                assert!(told.contains("yijuan commit") || told.contains("stdout"), "{when}");
                twin.run(&["commit"]).exits(0);
                assert_eq!(twin.git(&["status", "--porcelain"]), "", "{when}");
            }
            other => panic!("{other:?} {when}"),
        }
    }
    assert!(refused > 0, "{} was never refused anything", case.name);
}

#[test]
fn a_full_disk_changes_nothing() {
    for case in [RECORD, POSTPONE, NEW, RENUMBER] {
        refused_at_its_own_points(&case, "ENOSPC", &["磁盘已满"], 0, 1);
    }
    for (nth, case) in OTHERS.iter().enumerate() {
        refused_at_its_own_points(case, "ENOSPC", &["磁盘已满"], nth % 6, 6);
    }
}

#[test]
fn a_failing_disk_changes_nothing() {
    refused_at_its_own_points(&POSTPONE, "EIO", &["os error 5"], 0, 2);
    refused_at_its_own_points(&RENUMBER, "EIO", &["os error 5"], 1, 2);
}

#[test]
fn a_read_only_file_system_changes_nothing() {
    refused_at_its_own_points(&POSTPONE, "EROFS", &["文件系统只读"], 1, 2);
    refused_at_its_own_points(&NEW, "EACCES", &["没有权限"], 0, 2);
}

#[test]
fn an_archive_that_cannot_be_made_leaves_nothing() {
    let sandbox = INIT.sandbox();
    let points = INIT.points(&sandbox);
    for point in points.iter().filter(|point| grows(point)) {
        let twin = sandbox.twin();
        let inject = point.inject("error=ENOSPC");
        let output = trace(&twin, INIT.arguments, &["-o", "/dev/null", "-e", &inject]);
        let made = files(&twin);
        if output.status.code() == Some(2) && !made.contains_key("yijuan.yml") {
            assert!(made.is_empty(), "{point}: {:?}", made.keys());
        }
        // Whatever came of it, there is a way on.
        if made.is_empty() {
            twin.run(INIT.arguments).exits(0);
        }
    }
}

/// Git writes far more than the files themselves, so it is git that finds the disk full.
#[test]
fn no_room_for_the_commit_changes_nothing() {
    for case in [&RECORD, &NEW, &RENUMBER] {
        let sandbox = case.sandbox();
        let (before, after) = case.before_and_after(&sandbox);
        let mut refused = 0;
        // Not every write: then git could not even say what is wrong.
        let points = points_of_git(case, &sandbox);
        for point in points.iter().filter(|point| grows(point) && point.call != "write") {
            let twin = sandbox.twin();
            let inject = point.inject("error=ENOSPC");
            let fault = format!("exec strace -f -qq -o /dev/null -e trace={CHANGING} -e {inject} \"$@\"");
            let output = with_git(&twin, case.arguments, &fault);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let (left, when) = (files(&twin), format!("{}: git refused {point}: {told}", case.name));
            if output.status.code() == Some(2) && left == before {
                refused += 1;
                assert!(told.contains("什么都没有改动"), "{when}");
                assert_eq!(twin.git(&["status", "--porcelain"]), "", "{when}");
            } else {
                // Git did not say why, or found another way.
                assert_eq!(left, after, "{when}");
                twin.run(&["commit"]).exits(0);
                assert_eq!(twin.git(&["status", "--porcelain"]), "", "{when}");
            }
        }
        assert!(refused > 0, "{}: git was never refused anything", case.name);
    }
}

/// The real thing: nobody but root writes into a folder without the right to, so root runs the program as somebody else.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_folder_without_the_right_to_write() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;
    let Some(run_as) = somebody() else {
        eprintln!("skipped: root may write anywhere, and nobody else can run the program here");
        return;
    };
    for (case, folder) in
        [(RECORD, ""), (RECORD, "topics/2026/001-电梯"), (POSTPONE, "topics/2026/001-电梯"), (NEW, "topics/2026")]
    {
        let sandbox = case.sandbox();
        let run = |arguments: &[&str]| {
            let program = sandbox.program(&sandbox.archive(), arguments);
            let mut words = run_as.iter().map(AsRef::as_ref).chain([program.get_program()]).chain(program.get_args());
            let mut run = Command::new(words.next().unwrap());
            run.args(words).current_dir(sandbox.archive()).env_clear();
            run.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?)))).output().unwrap()
        };
        if !run_as.is_empty() {
            let given = Command::new("chown").args(["-R", "65534:65534"]).arg(sandbox.dir()).status().unwrap();
            assert!(given.success());
        }
        let before = files(&sandbox);
        set_permissions(sandbox.archive().join(folder), Permissions::from_mode(0o555)).unwrap();
        let refused = run(case.arguments);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains("没有权限") && told.contains("提示："), "{told}");
        assert_eq!(files(&sandbox), before);
        // With the right to write it goes well, so that nothing else was refused.
        set_permissions(sandbox.archive().join(folder), Permissions::from_mode(0o755)).unwrap();
        let done = run(case.arguments);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

/// The words before a command that have somebody run it who is not root: none if nobody is; `None` if root cannot.
fn somebody() -> Option<Vec<&'static str>> {
    if std::fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) != 0) {
        return Some(Vec::new());
    }
    let run_as = vec!["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let mut tried = Command::new(run_as[0]);
    tried.args(&run_as[1..]).args([env!("CARGO_BIN_EXE_yijuan"), "--version"]).current_dir("/");
    tried.output().is_ok_and(|output| output.status.success()).then_some(run_as)
}
