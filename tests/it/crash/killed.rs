//! `kill -9` at every point.

use super::{
    CHANGING, COMMIT, Case, Files, INIT, NEW, OTHERS, POSTPONE, RECORD, RENUMBER, UNFINISHED, files, points_of_git,
    trace, with_git,
};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Kills the command itself at each of its points, or at every so many of them.
fn killed_at_its_own_points(case: &Case, first: usize, step: usize) {
    let sandbox = case.sandbox();
    let (before, after) = case.before_and_after(&sandbox);
    assert!(before != after || case.name == "commit", "{} changes nothing", case.name);
    let points = case.points(&sandbox);
    let mut aftermath = Aftermath { case, before, after, seen: BTreeSet::new() };
    for point in points.iter().skip(first).step_by(step) {
        let twin = sandbox.twin();
        let killed = trace(&twin, case.arguments, &["-o", "/dev/null", "-e", &point.inject("signal=SIGKILL")]);
        assert!(!killed.status.success(), "{} was not killed at {point}", case.name);
        aftermath.holds(&twin, &format!("{} killed at {point}", case.name));
    }
}

/// Kills the git that commits, and the command with it, at each of git's points, or at every so many of them.
fn killed_while_git_commits(case: &Case, first: usize, step: usize) {
    let sandbox = case.sandbox();
    let (before, after) = case.before_and_after(&sandbox);
    let points = points_of_git(case, &sandbox);
    let mut aftermath = Aftermath { case, before, after, seen: BTreeSet::new() };
    for point in points.iter().skip(first).step_by(step) {
        let twin = sandbox.twin();
        let inject = point.inject("signal=SIGKILL");
        let log = sandbox.dir().join("struck");
        let shown = log.display();
        // Not with --seccomp-bpf, under which strace leaves out the kill.
        let fault = format!("strace -f -qq -o {shown} -e trace={CHANGING} -e {inject} \"$@\"; kill -9 $PPID");
        let killed = with_git(&twin, case.arguments, &fault);
        assert!(killed.status.code().is_none(), "{killed:?}");
        let struck = fs::read_to_string(&log).unwrap();
        assert!(struck.contains("killed by SIGKILL"), "git was not killed at {point}:\n{struck}");
        aftermath.holds(&twin, &format!("{} killed while git was at {point}", case.name));
    }
}

/// What must hold after a kill.
struct Aftermath<'c> {
    case: &'c Case,
    before: Files,
    after: Files,
    /// States already looked at: many points leave the same.
    seen: BTreeSet<String>,
}

/// Whether there is something in it that has its name.
fn has_bags(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    names.into_iter().any(|name| !name.to_string_lossy().starts_with('.'))
}

impl Aftermath<'_> {
    fn holds(&mut self, sandbox: &Sandbox, when: &str) {
        let left = files(sandbox);
        let paths = || self.before.keys().chain(self.after.keys()).chain(left.keys());
        for path in paths().collect::<BTreeSet<_>>() {
            let is = left.get(path);
            assert!(
                is == self.before.get(path) || is == self.after.get(path),
                "{when}: {path} is half: {:?}",
                is.map(|bytes| String::from_utf8_lossy(bytes))
            );
        }
        for folder in
            ["../../移交", "../库房"].map(|name| sandbox.archive().join(name)).iter().filter(|folder| has_bags(folder))
        {
            sandbox.run(&["dossier", "verify", folder.to_str().unwrap()]).exits(0);
        }
        if !self.seen.insert(state(sandbox, &left)) {
            return;
        }
        if self.case.name == "init" && !left.contains_key("yijuan.yml") {
            sandbox.run(self.case.arguments).exits(0);
        } else {
            self.is_told_and_mended(sandbox, when);
        }
        let mended = files(sandbox);
        assert!(mended == self.before || mended == self.after, "{when}: neither before nor after");
        assert!(!sandbox.archive().join(UNFINISHED).exists(), "{when}");
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "{when}");
        sandbox.git(&["fsck", "--no-progress", "--no-dangling"]);
        if self.case.name == "record" {
            // Whoever saw no answer asks again: the fact is there once, whether it was there before or not.
            let again = sandbox.run(self.case.arguments).exits(0);
            assert_eq!(files(sandbox), self.after, "{when}\n{again}");
            assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "{when}");
        }
    }

    fn is_told_and_mended(&self, sandbox: &Sandbox, when: &str) {
        let check = sandbox.run(&["check"]);
        assert!(matches!(check.code, Some(0 | 1)), "{when}\n{check}");
        let status = sandbox.git(&["status", "--porcelain", "--untracked-files=all"]);
        let differs = status.lines().any(|line| !line.contains(UNFINISHED));
        assert_eq!(check.stdout.contains("尚未提交"), differs, "{when}\n{status}\n{check}");
        let listed = sandbox.archive().join(UNFINISHED).join("list.json").exists();
        let left = files(sandbox);
        let half = listed && left != self.before && left != self.after;
        assert_eq!(check.stdout.contains("改动只做了一半"), half, "{when}\n{check}");
        // Whoever comes back does so later, and need not wait for a git that has just begun.
        let locks = ["index.lock", "HEAD.lock", "refs/heads/main.lock"];
        for lock in locks.iter().filter(|lock| sandbox.tree().join(".git").join(lock).exists()) {
            sandbox.leave_lock(lock);
        }
        let commit = sandbox.run(&["commit"]);
        if commit.code != Some(0) {
            // Locks that a killed git left are named with what to do, before anything is written.
            let command = commit.stderr.lines().find_map(|line| line.split_once("rm '"));
            let locks = command.unwrap_or_else(|| panic!("{when}\n{commit}")).1;
            for lock in locks.trim_end_matches('\'').split("' '") {
                let lock = lock.replace("[DIR]", sandbox.dir().to_str().unwrap());
                fs::remove_file(&lock).unwrap_or_else(|error| panic!("{when}\n{commit}\n{lock}: {error}"));
            }
            sandbox.run(&["commit"]).exits(0);
        }
    }
}

/// All that tells one aftermath from another: the archive's files, what was made ready, and how far git is.
fn state(sandbox: &Sandbox, left: &Files) -> String {
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
        let entries = entries.map(|entry| (entry.file_name(), entry.metadata().unwrap().len()));
        entries.filter(|(name, _)| !name.to_string_lossy().starts_with("next-index")).collect::<BTreeSet<_>>()
    };
    let git = sandbox.tree().join(".git");
    let head = fs::read_to_string(git.join("refs/heads/main")).unwrap_or_default();
    let folders = [sandbox.archive().join(UNFINISHED), git.clone(), git.join("refs/heads")];
    format!("{left:?}{:?}{}", folders.map(|folder| names(&folder)), head.is_empty())
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn record_at_every_point() {
    killed_at_its_own_points(&RECORD, 0, 1);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn record_while_git_commits() {
    killed_while_git_commits(&RECORD, 0, 3);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn new_at_every_point() {
    killed_at_its_own_points(&NEW, 0, 1);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn postpone_at_every_point() {
    killed_at_its_own_points(&POSTPONE, 0, 1);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn renumber_at_every_point() {
    killed_at_its_own_points(&RENUMBER, 0, 1);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn renumber_while_git_commits() {
    killed_while_git_commits(&RENUMBER, 1, 4);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn commit_at_every_point() {
    killed_at_its_own_points(&COMMIT, 0, 1);
    killed_while_git_commits(&COMMIT, 0, 4);
}

#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn init_at_every_point() {
    killed_at_its_own_points(&INIT, 0, 1);
}

/// These write in the same way as `record`; each is killed at other points.
#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn the_other_commands_in_turn() {
    for (nth, case) in OTHERS.iter().enumerate() {
        killed_at_its_own_points(case, nth % 4, 4);
    }
}

/// Killed before it renames the folder, when it has rewritten the plan and the references.
#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn a_file_edited_after_the_kill_stays_and_is_not_said_to_be_taken_back() {
    let sandbox = RENUMBER.sandbox();
    let (before, after) = RENUMBER.before_and_after(&sandbox);
    let points = RENUMBER.points(&sandbox);
    let folder = points.iter().rfind(|point| point.call.starts_with("rename")).unwrap();
    let options = ["-o", "/dev/null", "-e", &folder.inject("signal=SIGKILL")];
    assert!(!trace(&sandbox, RENUMBER.arguments, &options).status.success());
    let plan = "plans/2026/plan.yml";
    assert_eq!(files(&sandbox)[plan], after[plan]);
    sandbox.append(plan, "# 手工\n");
    assert_snapshot!(sandbox.run(&["commit"]).exits(0), @"
    $ yijuan commit
    exit 0
    --- stdout
    plans/2026/plan.yml
    --- stderr
    提示：上一个命令中途中断，它只做了一半的改动已撤回（topics/2026/002-停车/events.yml）；它改动后又有人改过的文件没有撤回，请核对（plans/2026/plan.yml）；需要的话请重新运行那个命令
    ");
    let left = files(&sandbox);
    assert_eq!(left[plan], [&*after[plan], "# 手工\n".as_bytes()].concat());
    for (path, bytes) in before.iter().filter(|(path, _)| *path != plan) {
        assert!(left[path] == *bytes, "{path} is not as it was before");
    }
}

/// Minutes, not seconds: every command at every point, of its own and of git's.
#[test]
#[ignore = "takes minutes: cargo test --test it -- --ignored every_command_at_every_point"]
fn every_command_at_every_point() {
    for case in [RECORD, NEW, POSTPONE, RENUMBER, COMMIT, INIT].iter().chain(&OTHERS) {
        killed_at_its_own_points(case, 0, 1);
        killed_while_git_commits(case, 0, 1);
    }
}

/// A real `kill -9` of command and git together, after a time that is different in each run.
#[test]
#[ignore = "takes minutes: cargo test --test it -- --ignored a_thousand_kills"]
fn a_thousand_kills() {
    use std::os::unix::process::CommandExt as _;
    let cases: Vec<_> = [RECORD, NEW, POSTPONE, RENUMBER, COMMIT, INIT].into_iter().chain(OTHERS).collect();
    let mut killed = 0;
    let mut run = 0;
    while killed < 1000 {
        let case = &cases[run % cases.len()];
        let sandbox = case.sandbox();
        let (before, after) = case.before_and_after(&sandbox);
        let twin = sandbox.twin();
        let started = std::time::Instant::now();
        twin.run(case.arguments).exits(0);
        let whole = started.elapsed();
        for part in 0..25_u32 {
            run += 1;
            let twin = sandbox.twin();
            let mut program = twin.program(&twin.archive(), case.arguments);
            program.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            let mut child = program.process_group(0).spawn().unwrap();
            // Odd steps, so that no two commands are struck at the same moments.
            std::thread::sleep(whole * (part * 41 + u32::try_from(run % 37).unwrap()) / 1000);
            let group = format!("-{}", child.id());
            let struck = std::process::Command::new("kill").args(["-9", "--", &group]).output().unwrap();
            let status = child.wait().unwrap();
            killed += usize::from(struck.status.success() && status.code().is_none());
            let mut aftermath = Aftermath { case, before: before.clone(), after: after.clone(), seen: BTreeSet::new() };
            aftermath.holds(&twin, &format!("{} killed in run {run}", case.name));
        }
        run += 1;
    }
}
