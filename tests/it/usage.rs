//! Help, and what is said of a command line that is none.

use crate::sandbox::{SETTINGS, Sandbox};
use insta::assert_snapshot;

#[rustfmt::skip]
pub(crate) const COMMANDS: [&str; 98] = [
    "", "init", "demo", "import", "import people", "import bodies", "import plan", "import rooms", "import suggestions", "import attendance", "new", "list", "show",
    "record", "set", "postpone", "plan", "plan add", "plan remove", "plan set", "plan show", "plan approve", "person",
    "person add", "person list", "office", "office add", "office list", "body", "body add", "body list", "room", "room add", "room list", "room show", "roster", "roster add",
    "roster update", "roster remove", "roster list", "roster draw", "suggestion", "suggestion add", "suggestion update",
    "suggestion list", "renumber", "attest", "waive", "material", "material add", "render", "dossier", "dossier show", "dossier seal", "dossier append", "dossier transfer", "dossier receive", "dossier verify", "dossier export", "number", "number assign", "number reassign", "number list", "review", "review submit", "review approve", "review deputise", "review verify", "comment", "comment add", "comment settle", "comment list", "check", "find", "due", "digest", "remind", "report", "export", "site", "calendar", "doctor", "hooks", "hooks install", "hooks pre-commit", "hooks pre-receive", "log", "diff", "rule",
    "regulation", "regulation new", "regulation show", "regulation validate", "workday", "schema", "commit", "explain", "completions",
];

fn help(language: &str) -> String {
    let sandbox = Sandbox::without_git();
    let help = COMMANDS.iter().map(|command| {
        sandbox.run_in(sandbox.dir(), &format!("--lang {language} {command} --help")).goes_well().to_string()
    });
    help.collect::<Vec<_>>().join("\n")
}

#[test]
fn help_in_chinese() {
    assert_snapshot!(help("zh-CN"));
}

#[test]
fn help_in_english() {
    assert_snapshot!(help("en"));
}

#[test]
fn chinese_help_has_no_english_heading() {
    let help = help("zh-CN");
    for word in ["Usage", "Options", "Arguments", "Commands", "Print", "[OPTIONS]", "COMMAND", "default:", "possible"] {
        assert!(!help.contains(word), "`{word}` in Chinese help");
    }
}

#[test]
fn every_command_shown_has_its_help_looked_at() {
    let sandbox = Sandbox::without_git();
    let listed = sandbox.run_in(sandbox.dir(), "--lang en --help").stdout;
    let commands = listed.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    // A description that takes two lines goes on further in.
    for line in commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(
            COMMANDS.iter().any(|command| command.split(' ').next() == Some(name)),
            "no test shows the help of `{name}`"
        );
    }
}

#[test]
fn short_help_is_long_help() {
    let sandbox = Sandbox::without_git();
    let run = |command: &str| sandbox.run_in(sandbox.dir(), command).goes_well().stdout;
    assert_eq!(run("record -h"), run("record --help"));
}

#[test]
fn the_version() {
    let sandbox = Sandbox::without_git();
    for flag in ["-V", "--version"] {
        let run = sandbox.run_in(sandbox.dir(), &[flag]).goes_well();
        assert_eq!(run.stdout, format!("yijuan {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn command_lines_that_are_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "chek",
        "plan ad",
        "banana",
        "check --fail",
        "check --al",
        "check -x",
        "list a b",
        "list --state",
        "record",
        "workday --after 1 --until 2026-07-01",
        "-q -v list",
        "--as-of",
        "list --year=",
        "--no-commit=yes list",
    ]));
}

#[test]
fn nothing_at_all() {
    let sandbox = Sandbox::without_git();
    let told = ["zh-CN", "en"].map(|language| {
        let mut bare = std::process::Command::new(env!("CARGO_BIN_EXE_yijuan"));
        bare.env_clear().env("YIJUAN_LANG", language).current_dir(sandbox.dir());
        let output = bare.output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned()
    });
    assert_snapshot!(told.join("\n"), @"
    一卷：一题一卷。政协协商工作的档案库，逐题对照规程检查。
    One topic, one dossier: a committee's consultation work, kept as plain files and judged by its
    ");
}

#[test]
fn global_options_stand_before_or_after() {
    let sandbox = Sandbox::sample();
    let before = sandbox.run("--lang en --as-of 2026-07-01 --format json list").goes_well();
    let after = sandbox.run("list --format json --lang=en --as-of=2026-07-01").goes_well();
    assert_eq!(before.stdout, after.stdout);
}

#[test]
fn every_option_wrong_is_told_at_once() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(
        sandbox.run("--as-of tomorrow --format pdf --lang klingon -C nowhere check"), @"
    $ yijuan --as-of tomorrow --format pdf --lang klingon -C nowhere check
    exit 2
    --- stderr
    error: `tomorrow` is not a date
    hint: write dates as 2026-06-11, 2026/6/11, 2026年6月11日, or 6月11日 of this year
    error: unknown format `pdf`
    hint: known are: human, text, json, csv, ndjson, markdown, html, eml, wecom, dingtalk, sarif, junit, github
    error: unknown language `klingon`
    hint: known are: zh-CN, en
    error: nowhere: no such file
    hint: look at the path
    ");
}

/// The first word of what is said of an empty list tells the language.
fn language(sandbox: &Sandbox, options: &str) -> &'static str {
    let run = sandbox.run(&format!("{options} due"));
    match run.stderr.chars().next() {
        Some('提') => "zh",
        Some('h') => "en",
        _ => panic!("{run}"),
    }
}

#[test]
fn the_language_is_the_option_s_the_variable_s_the_archive_s_or_the_locale_s() {
    let chinese = Sandbox::empty();
    assert_eq!(language(&chinese, ""), "zh");
    assert_eq!(language(&chinese, "--lang en"), "en");
    let told = Sandbox::empty().with("YIJUAN_LANG", "en");
    assert_eq!(language(&told, ""), "en");
    assert_eq!(language(&told, "--lang=zh-CN"), "zh");
    let unsaid = |locale| {
        let sandbox = Sandbox::empty().with("LANG", locale);
        sandbox.write("yijuan.yml", SETTINGS.replace("language: zh-CN\n", ""));
        sandbox
    };
    assert_eq!(language(&unsaid("C.UTF-8"), ""), "en");
    assert_eq!(language(&unsaid("zh_CN.UTF-8"), ""), "zh");
    assert_eq!(language(&unsaid("zh_CN.UTF-8").with("LC_ALL", "en_GB.UTF-8"), ""), "en");
    assert_eq!(language(&unsaid("fr_FR.UTF-8"), ""), "en");
}

/// A console that expects another encoding is not written to in it: what is printed is UTF-8 everywhere, without a mark.
#[test]
fn what_is_printed_is_utf8_whatever_the_locale() {
    let told = |locale: &str| {
        let sandbox = Sandbox::sample().with("YIJUAN_LANG", "zh-CN").with("LC_ALL", locale);
        ["check", "list", "due"].map(|command| sandbox.run(command).stdout)
    };
    let pages = told("C.UTF-8");
    assert!(pages.iter().all(|page| page.contains("2026-0") && !page.starts_with('\u{feff}')), "{pages:?}");
    for locale in ["zh_CN.GBK", "zh_CN.GB18030", "C"] {
        assert_eq!(told(locale), pages, "{locale}");
    }
}

#[test]
fn an_archive_is_found_from_within_or_by_its_folder() {
    let sandbox = Sandbox::sample();
    let here = sandbox.run("list").goes_well().stdout;
    let within = sandbox.archive().join(sandbox.topic("013"));
    assert_eq!(sandbox.run_in(&within, "list").goes_well().stdout, here);
    assert_eq!(sandbox.run_in(&sandbox.tree(), "-C archive list").goes_well().stdout, here);
    assert_eq!(sandbox.run_in(sandbox.dir(), "list --directory=tree/archive/topics").goes_well().stdout, here);
}

#[test]
fn whoever_leaves_something_out_is_told_of_the_help_of_that_command() {
    let sandbox = Sandbox::sample();
    for (command, help) in [
        ("attest 013", "`yijuan attest --help`"),
        ("--as-of 2026-06-01 roster add 013", "`yijuan roster add --help`"),
        ("material list", "`yijuan material list --help`"),
    ] {
        let run = sandbox.run(command).exits(2);
        assert!(run.stderr.contains(help), "{run}");
    }
}

#[test]
fn a_year_and_a_room_are_no_topics_and_have_pages_of_their_own() {
    let sandbox = Sandbox::sample();
    for command in ["roster list", "suggestion list", "diff"] {
        if command != "diff" {
            sandbox.run(&format!("{command} plan:2026")).refused(&["yijuan show plan:2026"]);
        }
        sandbox.run(&format!("{command} 河沿街道协商议事室")).refused(&["yijuan show room:heyan"]);
    }
    let by_name = sandbox.run("record 2026年度计划 香蕉").exits(2);
    assert_eq!(by_name.stderr, sandbox.run("record plan:2026 香蕉").exits(2).stderr);
}

#[test]
fn what_has_no_place_on_a_command_line_is_told_with_what_has() {
    let sandbox = Sandbox::sample();
    let say = |command: &str, words: &[&str]| sandbox.run(command).refused(words);
    say("--lang zh-CN suggestion add 003 制定指引", &["多出的参数 `制定指引`", "--kind 意见建议 --text"]);
    say("--lang zh-CN roster add 003 甲样本 --post 科长", &["没有选项或参数 `--post`", "--affiliation"]);
    say("--lang zh-CN list --as-of 2026-06-01 --as-of 2026-06-02", &["写了两次"]);
    say("--lang en review return 003 协商意见 --by 孙范文", &["missing --note", "for example `yijuan review return"]);
}
