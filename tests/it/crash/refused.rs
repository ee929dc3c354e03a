//! A full disk, a failing disk, a folder that is read-only: a clear error, and nothing is changed.

use super::{
    CHANGING, Case, INIT, NEW, OTHERS, POSTPONE, Point, RECORD, RENUMBER, UNFINISHED, archive, files, like,
    points_of_git, trace, with_git,
};
use crate::sandbox::scratch;
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
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn a_full_disk_changes_nothing() {
    for case in [RECORD, POSTPONE, NEW, RENUMBER] {
        refused_at_its_own_points(&case, "ENOSPC", &["磁盘已满"], 0, 1);
    }
    for (nth, case) in OTHERS.iter().enumerate() {
        refused_at_its_own_points(case, "ENOSPC", &["磁盘已满"], nth % 6, 6);
    }
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn a_failing_disk_changes_nothing() {
    refused_at_its_own_points(&POSTPONE, "EIO", &["os error 5"], 0, 2);
    refused_at_its_own_points(&RENUMBER, "EIO", &["os error 5"], 1, 2);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn a_read_only_file_system_changes_nothing() {
    refused_at_its_own_points(&POSTPONE, "EROFS", &["文件系统只读"], 1, 2);
    refused_at_its_own_points(&NEW, "EACCES", &["没有权限"], 0, 2);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
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
#[cfg_attr(not(has_strace), ignore = "needs strace")]
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
            let fault = format!("exec strace -f --seccomp-bpf -qq -o /dev/null -e trace={CHANGING} -e {inject} \"$@\"");
            let output = with_git(&twin, case.arguments, &fault);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let (left, when) = (files(&twin), format!("{}: git refused {point}: {told}", case.name));
            if output.status.code() == Some(2) && left == before {
                refused += 1;
                assert!(told.contains("没有任何改动"), "{when}");
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
fn a_folder_without_the_right_to_write() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    const SITE: Case = Case { name: "site", make: archive, arguments: &["--lang", "zh-CN", "site", "网页"] };
    let is_root = metadata("/proc/self").unwrap().uid() == 0;
    // Where the program was built, perhaps nobody but root may go.
    let elsewhere = scratch();
    set_permissions(elsewhere.path(), Permissions::from_mode(0o755)).unwrap();
    let copy = elsewhere.path().join("yijuan");
    std::fs::copy(env!("CARGO_BIN_EXE_yijuan"), &copy).unwrap();
    for (case, folder) in [
        (RECORD, ""),
        (RECORD, "topics/2026/001-电梯"),
        (POSTPONE, "topics/2026/001-电梯"),
        (NEW, "topics/2026"),
        (SITE, ""),
    ] {
        let sandbox = case.sandbox();
        let program = sandbox.program(&sandbox.archive(), case.arguments);
        let mut command = Command::new(&copy);
        like(&mut command, &program).args(program.get_args());
        if is_root {
            let given = Command::new("chown").args(["-R", &format!("{NOBODY}:{NOBODY}")]).arg(sandbox.dir()).status();
            assert!(given.unwrap().success());
            command.uid(NOBODY).gid(NOBODY);
        }
        let before = files(&sandbox);
        set_permissions(sandbox.archive().join(folder), Permissions::from_mode(0o555)).unwrap();
        let refused = command.output().unwrap();
        let told = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains("没有权限") && told.contains("提示："), "{told}");
        assert_eq!(files(&sandbox), before);
        // With the right to write it goes well, so that nothing else was refused.
        set_permissions(sandbox.archive().join(folder), Permissions::from_mode(0o755)).unwrap();
        let done = command.output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
