//! `kill -9` at every point of what is written outside of an archive and replaces what was written there before: data and pages.

use super::{Case, archive, trace};
use crate::sandbox::Sandbox;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use walkdir::WalkDir;

type Files = BTreeMap<String, Vec<u8>>;

/// Files that are replaced together.
type Whole<'f> = BTreeSet<(&'f String, &'f Vec<u8>)>;

/// What lies in the folder, without what a killed command has left beside its place.
fn written(sandbox: &Sandbox) -> Files {
    let folder = sandbox.archive().join("../out");
    let is_seen =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_str().unwrap().starts_with('.');
    let files = WalkDir::new(&folder).into_iter().filter_entry(is_seen).filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let inside = |path: &std::path::Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (inside(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Writes a folder, changes the archive, and kills the command that writes it anew at one of so many points: each `whole` of it is
/// as before or as after, and the next command makes all of it.
fn killed(arguments: &'static [&'static str], step: usize, whole: fn(&str) -> String) {
    let case = Case { name: arguments[0], make: archive, arguments };
    // The points are counted by thread.
    let sandbox = case.sandbox().with("RAYON_NUM_THREADS", "1");
    sandbox.append("yijuan.yml", "id: yangben-2026\n");
    sandbox.commit_all("标识");
    sandbox.run(arguments).exits(0);
    sandbox.append("topics/2026/001-电梯/events.yml", "- {date: 2026-06-03, event: research-ended}\n");
    sandbox.run("set 2026-002 title=停车难").exits(0);
    let before = written(&sandbox);
    let done = sandbox.twin();
    done.run(arguments).exits(0);
    let after = written(&done);
    assert!(before.len() > 5 && before != after);
    let mut wholes: BTreeMap<String, [Whole; 2]> = BTreeMap::new();
    for (nth, files) in [&before, &after].into_iter().enumerate() {
        for (path, bytes) in files {
            wholes.entry(whole(path)).or_default()[nth].insert((path, bytes));
        }
    }
    let points = case.points(&sandbox);
    assert!(points.len() > 30, "{points:?}");
    for point in points.iter().step_by(step) {
        let twin = sandbox.twin();
        let options = ["-f", "-o", "/dev/null", "-e", &point.inject("signal=SIGKILL")];
        assert!(!trace(&twin, arguments, &options).status.success(), "not killed at {point}");
        let left = written(&twin);
        for (name, [before, after]) in &wholes {
            let is = left.iter().filter(|(path, _)| whole(path) == *name).collect::<BTreeSet<_>>();
            assert!(is == *before || is == *after, "killed at {point}: {name} is neither as before nor as after");
        }
        assert!(left.keys().all(|path| wholes.contains_key(&whole(path))), "killed at {point}");
        twin.run(arguments).exits(0);
        assert!(written(&twin) == after, "after {point}");
        let beside = WalkDir::new(twin.tree()).into_iter().map(Result::unwrap);
        let unfinished = beside.filter(|entry| entry.file_name().to_str().unwrap().ends_with(".unfinished"));
        assert_eq!(
            unfinished.map(walkdir::DirEntry::into_path).collect::<Vec<_>>(),
            [""; 0].map(std::path::PathBuf::from)
        );
    }
}

/// A partition is replaced as a whole, and `schema.sql`.
#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn an_export_has_whole_partitions() {
    killed(&["export", "../out"], 3, |path| path.split('/').take(2).collect::<Vec<_>>().join("/"));
}

/// Pages are replaced all at once.
#[test]
#[cfg_attr(not(has_strace), ignore = "needs strace")]
fn a_site_is_the_old_one_or_the_new_one() {
    killed(&["site", "../out"], 5, |_| String::new());
}
