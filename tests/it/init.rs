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

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(not(has_script), ignore = "needs script")]
fn on_a_terminal_five_questions_are_asked() {
    let sandbox = Sandbox::without_git().anonymous();
    let answers = "中文\n政协某某区委员会\nziyang\n城建环保委员会、办公室\n张三\nzhang@example.org\n";
    let told = sandbox.asked(sandbox.dir(), "--lang zh-CN init 档案 --id yunhe-2026", answers).exits(0).stdout;
    assert!(told.contains("五个问题") && told.contains("立第一个议题"), "{told}");
    let settings = fs::read_to_string(sandbox.dir().join("档案/yijuan.yml")).unwrap();
    for line in [
        "institution: 政协某某区委员会",
        "office: 政协某某区委员会办公室",
        "regulation: ziyang",
        "  chengjianhuanbaoweiyuanhui: {name: 城建环保委员会, kind: special-committee}",
        "  bangongshi: {name: 办公室, kind: office}",
    ] {
        assert!(settings.lines().any(|own| own == line), "{line}: {settings}");
    }
    let log = sandbox.git_in(&sandbox.dir().join("档案"), &["log", "--format=%an %ae"]);
    assert_eq!(log.trim(), "张三 zhang@example.org");
    // What is passed over stays as it is without questions.
    let passed = sandbox
        .asked(sandbox.dir(), "--lang zh-CN init 另 --id yunhe-2027", "\n\n\n\n张三\nzhang@example.org\n")
        .exits(0)
        .stdout;
    assert!(passed.contains("填写机构名称"), "{passed}");
    let unasked = sandbox
        .asked(sandbox.dir(), "--lang en init third --id yunhe-2028 --institution 政协 --no-commit", "")
        .exits(0)
        .stdout;
    assert!(!unasked.contains("five questions"), "{unasked}");
    // That the folder is taken is told before anything is asked.
    let taken = sandbox.asked(sandbox.dir(), "--lang zh-CN init 档案", "").exits(2).stdout;
    assert!(taken.contains("文件已存在") && !taken.contains("五个问题"), "{taken}");
}

#[test]
fn names_may_be_given_without_being_asked() {
    let (sandbox, run) =
        init("--lang zh-CN init archive --institution 政协某某区委员会 --office 城建环保委员会 --office 提案委员会");
    assert!(run.contains("立第一个议题"), "{run}");
    let offices = sandbox.run("office list").exits(0).stdout;
    assert!(offices.contains("城建环保委员会") && offices.contains("提案委员会"), "{offices}");
    sandbox.run("check").goes_well();
    let refused = Sandbox::bare();
    let refused = refused.run_in(&refused.tree(), &["init", "archive", "--institution", "一\n二"][..]).exits(2);
    assert!(refused.stderr.contains("--institution"), "{refused}");
}
