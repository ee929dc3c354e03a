//! `yijuan init`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::fs;

/// Runs `init` beside the archive's place, in the git work tree.
fn init(command: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::bare();
    let run = sandbox.run_in(&sandbox.tree(), command);
    (sandbox, run.to_string())
}

#[test]
fn a_new_archive_in_chinese() {
    let (sandbox, run) = init("--lang zh-CN init archive --id yunhe-2026");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    let files = ["yijuan.yml", "people.yml", ".gitattributes"].map(|file| format!("== {file}\n{}", sandbox.read(file)));
    assert_snapshot!(format!("{run}\n{}\n{}", sandbox.last_commit(), files.join("\n")));
}

#[test]
fn a_new_archive_in_english() {
    let (sandbox, run) = init("--lang en init archive --id yunhe-2026");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_snapshot!(format!("{run}\n{}\n{}", sandbox.last_commit(), sandbox.read("yijuan.yml")));
}

#[test]
fn a_new_archive_is_well_and_takes_a_topic() {
    let (sandbox, _) = init("--lang zh-CN init archive");
    sandbox.run("check").goes_well();
    assert_eq!(sandbox.run("new --title 电梯").goes_well().stdout, "2026-001\n");
    sandbox.run("person list").exits(0);
}

#[test]
fn every_setting_offered_in_a_new_archive_is_read_once_its_mark_is_taken_away() {
    for language in ["zh-CN", "en"] {
        let (sandbox, _) = init(&format!("--lang {language} init archive"));
        let settings = sandbox.read("yijuan.yml");
        let keys = ["institution:", "office:", "offices:", "  urban:", "limits:", "  promptly:", "  in-advance:"];
        let keys = keys.iter().chain(&["  tracking:", "commit:", "settle:", "counting:"]);
        let mut taken = settings;
        for key in keys {
            let marked = format!("# {key}");
            assert_eq!(taken.matches(&marked).count(), 1, "{marked} in\n{taken}");
            taken = taken.replace(&marked, key);
        }
        sandbox.write("yijuan.yml", taken);
        sandbox.run("check").goes_well();
    }
}

#[test]
fn outside_git_a_repository_is_made() {
    let sandbox = Sandbox::without_git();
    sandbox.run_in(sandbox.dir(), "--lang en init tree/archive").exits(0);
    assert!(sandbox.archive().join(".git").is_dir());
    sandbox.run("new --title 电梯").goes_well();
}

#[test]
fn the_sample_is_the_sample() {
    let (sandbox, run) = init("--lang zh-CN init archive --sample");
    let (_, english) = init("--lang en init archive --sample");
    let original = Sandbox::sample();
    let listed = |sandbox: &Sandbox| sandbox.git(&["ls-files", "--stage", "archive"]);
    assert_eq!(listed(&sandbox), listed(&original));
    assert_eq!(sandbox.run("check").stdout, original.run("check").stdout);
    let message = sandbox.git(&["show", "--no-patch", "--format=%B"]);
    assert_snapshot!(format!("{run}\n{english}\n{message}"), @"
    $ yijuan --lang zh-CN init archive --sample
    exit 0
    --- stderr
    提示：看看它：yijuan -C archive --as-of 2026-06-15 check

    $ yijuan --lang en init archive --sample
    exit 0
    --- stderr
    hint: look at it: yijuan -C archive --as-of 2026-06-15 check

    审签中的改动
    ");
}

#[test]
fn an_archive_that_is_there_stays() {
    let sandbox = Sandbox::empty();
    let before = sandbox.state();
    let runs = ["--lang zh-CN init archive", "--lang en init archive", "--lang en init archive --sample"]
        .map(|command| sandbox.run_in(&sandbox.tree(), command).to_string());
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(runs.join("\n"), @"
    $ yijuan --lang zh-CN init archive
    exit 2
    --- stderr
    错误：people.yml: 文件已存在
    错误：yijuan.yml: 文件已存在
    提示：换一个文件夹

    $ yijuan --lang en init archive
    exit 2
    --- stderr
    error: people.yml: the file is there already
    error: yijuan.yml: the file is there already
    hint: choose another folder

    $ yijuan --lang en init archive --sample
    exit 2
    --- stderr
    error: people.yml: the file is there already
    error: yijuan.yml: the file is there already
    hint: choose another folder
    ");
}

#[test]
fn a_folder_with_other_files_may_become_an_archive() {
    let sandbox = Sandbox::bare();
    sandbox.write("说明.txt", "旧文件\n");
    sandbox.run_in(&sandbox.tree(), "init archive").exits(0);
    assert_eq!(sandbox.read("说明.txt"), "旧文件\n");
    assert_eq!(sandbox.git(&["-c", "core.quotePath=false", "status", "--porcelain"]), "?? archive/说明.txt\n");
}

#[test]
fn what_cannot_be_made_is_refused_and_nothing_written() {
    let unwritten = |sandbox: Sandbox, arguments: &[&str]| {
        let before = sandbox.state();
        let run = sandbox.run_in(&sandbox.tree(), arguments).refused(&[]);
        assert_eq!(sandbox.state(), before);
        run.to_string()
    };
    let file_in_the_way = || {
        let sandbox = Sandbox::bare();
        fs::write(sandbox.tree().join("archive"), "").unwrap();
        sandbox
    };
    let told = [
        unwritten(Sandbox::bare(), &["--lang", "zh-CN", "init", "archive", "--regulation", "mentougo"]),
        unwritten(Sandbox::bare(), &["--lang", "en", "init", "archive", "--regulation", "mentougo"]),
        unwritten(Sandbox::bare(), &["--lang", "en", "init", "archive", "--sample", "--regulation", "mentougou"]),
        unwritten(Sandbox::bare(), &["--lang", "en", "init"]),
        unwritten(Sandbox::bare().anonymous(), &["--lang", "zh-CN", "init", "archive"]),
        unwritten(Sandbox::without_git().anonymous(), &["--lang", "en", "init", "archive"]),
        unwritten(file_in_the_way(), &["--lang", "en", "init", "archive"]),
        unwritten(Sandbox::bare(), &["--lang", "en", "--as-of", "today", "init", "archive"]),
    ];
    assert_snapshot!(told.join("\n"));
}

#[test]
fn without_committing() {
    let sandbox = Sandbox::without_git().anonymous();
    sandbox.run_in(&sandbox.tree(), "--lang en init archive --no-commit").exits(0);
    assert!(!sandbox.archive().join(".git").exists());
    sandbox.run("check").goes_well();
}

#[test]
fn quiet_says_nothing() {
    let sandbox = Sandbox::bare();
    let run = sandbox.run_in(&sandbox.tree(), "init -q archive").goes_well();
    assert_eq!(run.stdout, "");
}

#[test]
fn the_sample_has_what_a_new_archive_has() {
    let (sandbox, _) = init("--lang en init archive");
    assert_eq!(Sandbox::sample().read(".gitattributes"), sandbox.read(".gitattributes"));
    let doctor = Sandbox::sample().run("--lang en doctor --upgrade").exits(0);
    assert!(doctor.stdout.is_empty() && doctor.stderr.contains("nothing to bring up to date"), "{doctor}");
}
