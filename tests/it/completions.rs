//! `yijuan completions`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn every_shell_gets_a_script() {
    let sandbox = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = sandbox.run(&["completions", shell]).goes_well();
        assert!(!run.stdout.is_empty() && run.stdout.contains("yijuan"), "{run}");
    }
}

#[test]
fn no_archive_is_needed() {
    let sandbox = Sandbox::empty();
    sandbox.run_in(sandbox.dir(), "completions bash").goes_well();
}

#[test]
fn a_shell_that_is_none() {
    assert_snapshot!(
        [
            Sandbox::empty().both("completions bsh"),
            Sandbox::empty().both("completions cmd"),
            Sandbox::empty().both("completions"),
        ]
        .join("\n")
    );
}

/// Asks as the bash script does: the words so far, and which of them is being typed.
fn completed(sandbox: &Sandbox, words: &[&str]) -> String {
    let program = sandbox.program(&sandbox.archive(), "");
    // The program's own arguments are the line to complete.
    let mut asked = std::process::Command::new(program.get_program());
    asked.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    asked
        .current_dir(sandbox.archive())
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    asked.env("_CLAP_IFS", "\n").arg("--").args(words);
    String::from_utf8(asked.output().unwrap().stdout).unwrap()
}

#[test]
fn commands_keys_and_ids_are_offered() {
    let sandbox = Sandbox::sample();
    assert!(completed(&sandbox, &["yijuan", "re"]).lines().any(|word| word == "record"));
    assert!(completed(&sandbox, &["yijuan", "show", "2026-01"]).lines().any(|word| word == "2026-013"));
    let events = completed(&sandbox, &["yijuan", "record", "2026-013", ""]);
    assert!(
        events.lines().any(|word| word == "notice-sent") && events.lines().any(|word| word == "通知参加人员"),
        "{events}"
    );
    let papers = completed(&sandbox, &["yijuan", "render", "2026-013", ""]);
    assert!(papers.lines().any(|word| word == "work-plan") && papers.lines().any(|word| word == "协商函"), "{papers}");
    let forms = completed(&sandbox, &["yijuan", "new", "--form", ""]);
    assert!(forms.lines().any(|word| word == "thematic") && forms.lines().any(|word| word == "专题协商"), "{forms}");
    let channels = completed(&sandbox, &["yijuan", "plan", "add", "2026", "--channel", "p"]);
    assert_eq!(channels, "party-government\npublic-call");
    assert_eq!(completed(&sandbox, &["yijuan", "attest", "013", "M6d", "--by", "qian"]), "qian-yangben");
    let ways = completed(&sandbox, &["yijuan", "record", "2026-013", "notice-sent", "--via", ""]);
    assert!(ways.lines().any(|word| word == "书面"), "{ways}");
    let who = completed(&sandbox, &["yijuan", "record", "2026-013", "notice-sent", "--to", ""]);
    for known in ["qian-yangben", "urban", "party-committee", "政协方面人士"] {
        assert!(who.lines().any(|word| word == known), "no {known} in {who}");
    }
    assert_eq!(completed(&sandbox, &["yijuan", "due", "--for", "qian"]), "qian-yangben");
    assert_eq!(completed(&sandbox, &["yijuan", "list", "--state", "o"]), "overdue\non-track");
    assert_eq!(completed(&sandbox, &["yijuan", "list", "--stage", "做好"]), "做好协商准备");
    assert_eq!(completed(&sandbox, &["yijuan", "check", "--fail-on", "警"]), "警告");
    assert_eq!(completed(&sandbox, &["yijuan", "person", "list", "--post", "主席"]), "主席\n主席会议成员");
    assert_eq!(completed(&sandbox, &["yijuan", "rule", "M14"]).lines().next(), Some("M14a"));
    assert_eq!(
        completed(&sandbox, &["yijuan", "rule", "--format", ""]),
        "human\ntext\njson\ncsv\nndjson\nmarkdown\nhtml\neml\nwecom\ndingtalk\nsarif\njunit\ngithub"
    );
    assert_eq!(completed(&sandbox, &["yijuan", "set", "013", "le"]), "lead=\nlevel=");
    assert_eq!(completed(&sandbox, &["yijuan", "set", "023", "scope.law"]), "scope.law-stipulates=");
    assert_eq!(completed(&sandbox, &["yijuan", "set", "023", "quota.tot"]), "quota.total=");
    assert_eq!(completed(&sandbox, &["yijuan", "plan", "set", "2026", "ma"]), "made_by=");
    assert_eq!(completed(&sandbox, &["yijuan", "office", "add", "--kind", "专"]), "专门委员会");
    assert_eq!(
        completed(&sandbox, &["yijuan", "material", "add", "013", "a.pdf", "--document", "部门"]),
        "部门提供的材料"
    );
    assert!(completed(&sandbox, &["yijuan", "waive", "013", "M14"]).lines().any(|word| word == "M14a"));
}

#[test]
fn regulations_are_offered_broken_ones_too() {
    let sandbox = Sandbox::empty();
    sandbox.run("regulation new qingshi").exits(0);
    sandbox.write("templates/broken/regulation.yml", "id: other\n");
    let offered = completed(&sandbox, &["yijuan", "regulation", "validate", ""]);
    for id in ["mentougou", "qingshi", "broken"] {
        assert!(offered.lines().any(|word| word == id), "{offered}");
    }
    let commands = completed(&sandbox, &["yijuan", "regulation", ""]);
    assert!(commands.lines().any(|word| word == "new"), "{commands}");
}
