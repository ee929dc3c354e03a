//! The answer of a check that is kept for an archive that has not changed.

use crate::sandbox::{Run, Sandbox};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

const TOPIC: &str = "topics/2026/001-电梯";
const EVENTS: &str = "topics/2026/001-电梯/events.yml";

/// An archive of one topic, with so many attachments that its answer is worth keeping.
fn large() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(&format!("{TOPIC}/topic.yml"), "title: 电梯\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox.write(EVENTS, "- {date: 2026-06-02, event: meeting}\n");
    for nth in 0..2_000 {
        sandbox.write(&format!("{TOPIC}/materials/{nth}.txt"), "");
    }
    sandbox
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "json"])
}

/// The answers kept under the git directory.
fn kept(sandbox: &Sandbox) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(sandbox.tree().join(".git/yijuan")) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("check-")).collect()
}

/// Makes every answer kept say something else, so that it shows when one is given.
fn mark(sandbox: &Sandbox) {
    for path in kept(sandbox) {
        let text = fs::read_to_string(&path).unwrap();
        let mut heading: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        heading["length"] = "kept\n".len().into();
        fs::write(&path, format!("{heading}\nkept\n")).unwrap();
    }
}

#[test]
fn an_unchanged_archive_gives_the_answer_kept() {
    let sandbox = large();
    let first = check(&sandbox);
    assert_eq!(kept(&sandbox).len(), 1);
    let again = check(&sandbox);
    assert_eq!((&first.stdout, first.code), (&again.stdout, again.code));
    mark(&sandbox);
    let told = check(&sandbox);
    assert_eq!((told.stdout.as_str(), told.code), ("kept\n", first.code));
    // Another question, another day, a single topic: not this answer.
    for other in [&["check"][..], &["--as-of", "2026-06-16", "check", "--format", "json"], &["check", "001"]] {
        assert_ne!(sandbox.run(other).stdout, "kept\n", "{other:?}");
    }
}

#[test]
fn what_is_committed_meanwhile_is_no_longer_said_to_be_uncommitted() {
    let sandbox = large();
    assert!(check(&sandbox).stdout.contains("个文件尚未提交"));
    sandbox.commit_all("提交");
    assert!(!check(&sandbox).stdout.contains("尚未提交"));
    fs::write(sandbox.tree().join(".gitignore"), "*.tmp\n").unwrap();
    sandbox.commit_all("忽略");
    sandbox.write(&format!("{TOPIC}/草稿.tmp"), "");
    assert!(!check(&sandbox).stdout.contains("尚未提交"));
    fs::write(sandbox.tree().join(".gitignore"), "").unwrap();
    assert!(check(&sandbox).stdout.contains("1 个文件尚未提交"));
}

#[test]
fn hidden_files_and_what_git_ignores_anywhere_count_as_well() {
    let sandbox = large();
    sandbox.write(&format!("{TOPIC}/materials.yml"), "- {file: .附件/函.pdf, document: reply-letter, title: 函}\n");
    sandbox.commit_all("提交");
    let absent = check(&sandbox).stdout;
    assert!(!absent.contains("尚未提交"));
    sandbox.write(&format!("{TOPIC}/.附件/函.pdf"), "");
    let there = check(&sandbox).stdout;
    assert!(there.contains("1 个文件尚未提交"));
    sandbox.write(&format!("{TOPIC}/.gitignore"), ".*\n");
    assert!(!check(&sandbox).stdout.contains("尚未提交"));
    sandbox.write(&format!("{TOPIC}/.gitignore"), "# *\n");
    assert!(check(&sandbox).stdout.contains("2 个文件尚未提交"));
}

#[test]
fn an_answer_that_is_broken_or_gone_is_found_anew() {
    let sandbox = large();
    let first = check(&sandbox).stdout;
    let [path] = &kept(&sandbox)[..] else { panic!("one answer is kept") };
    let whole = fs::read(path).unwrap();
    for broken in [b"{\"question\": 1}\nkept\n", &whole[..whole.len() - 1], b""] {
        fs::write(path, broken).unwrap();
        assert_eq!(check(&sandbox).stdout, first);
    }
    fs::remove_dir_all(sandbox.tree().join(".git/yijuan")).unwrap();
    assert_eq!(check(&sandbox).stdout, first);
}

#[test]
fn a_small_archive_and_one_outside_git_keep_nothing() {
    let small = Sandbox::sample();
    small.run(&["check"]);
    assert_eq!(kept(&small), Vec::<PathBuf>::new());
    let sandbox = large();
    fs::remove_dir_all(sandbox.tree().join(".git")).unwrap();
    check(&sandbox);
    assert!(!sandbox.tree().join(".git").exists());
}

/// Something that somebody does to the files between two checks.
#[derive(Clone, Debug)]
enum Edit {
    /// Another day of the meeting, in as many bytes; with the file's old time put back.
    Day {
        day: u8,
        time_put_back: bool,
    },
    /// One file put in the place of another of equal length.
    Swap,
    AddPaper(u8),
    RemovePaper(u8),
    Rename,
    Settings(bool),
    Nothing,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (10..20u8, any::<bool>()).prop_map(|(day, time_put_back)| Edit::Day { day, time_put_back }),
        Just(Edit::Swap),
        (0..3u8).prop_map(Edit::AddPaper),
        (0..3u8).prop_map(Edit::RemovePaper),
        Just(Edit::Rename),
        any::<bool>().prop_map(Edit::Settings),
        Just(Edit::Nothing),
    ]
}

fn apply(sandbox: &Sandbox, edit: &Edit) {
    let path = |name: &str| sandbox.archive().join(TOPIC).join(name);
    let names = ["协商函", "会议通知", "协商意见"];
    match edit {
        Edit::Day { day, time_put_back } => {
            let file = sandbox.archive().join(EVENTS);
            let before = fs::metadata(&file).unwrap().modified().unwrap();
            fs::write(&file, format!("- {{date: 2026-06-{day}, event: meeting}}\n")).unwrap();
            if *time_put_back {
                fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
            }
        }
        Edit::Swap => {
            fs::write(path("events.new"), "- {date: 2026-06-09, event: meeting}\n").unwrap();
            fs::rename(path("events.new"), path("events.yml")).unwrap();
        }
        Edit::AddPaper(nth) => {
            let name = names[usize::from(*nth)];
            let text = format!("---\ndocument: consultation-letter\ntitle: 函{nth}\n---\n");
            fs::write(path(&format!("{name}.md")), text).unwrap();
        }
        Edit::RemovePaper(nth) => drop(fs::remove_file(path(&format!("{}.md", names[usize::from(*nth)])))),
        Edit::Rename => {
            let (here, there) = (path("协商函.md"), path("信函.md"));
            let (from, to) = if here.exists() { (here, there) } else { (there, here) };
            drop(fs::rename(from, to));
        }
        Edit::Settings(long) => {
            let text = sandbox.read("yijuan.yml");
            let text = text
                .lines()
                .filter(|line| !line.starts_with("settle"))
                .fold(String::new(), |kept, line| kept + line + "\n");
            let more = if *long { "settle: 3 days\n" } else { "settle: 9 days\n" };
            sandbox.write("yijuan.yml", text + more);
        }
        Edit::Nothing => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_answer_is_that_of_a_fresh_check(edits in prop::collection::vec(edit(), 1..12)) {
        let sandbox = large();
        check(&sandbox);
        for edit in &edits {
            apply(&sandbox, edit);
            let (known, again) = (check(&sandbox), check(&sandbox));
            fs::remove_dir_all(sandbox.tree().join(".git/yijuan")).unwrap();
            let fresh = check(&sandbox);
            prop_assert_eq!(&known.stdout, &fresh.stdout, "after {:?}", edit);
            prop_assert_eq!((&again.stdout, again.code), (&fresh.stdout, fresh.code), "after {:?}, again", edit);
        }
    }
}
