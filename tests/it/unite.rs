//! Lists that two branches both add to: what git's union merge makes of them, and what is said of that.

use crate::merge::both_ways_from;
use crate::sandbox::Sandbox;
use std::fs;

const SUGGESTIONS: &str = "topics/2026/001-电梯/suggestions.yml";
const ROSTER: &str = "topics/2026/001-电梯/roster.yml";
const ITEMS: &str = "plans/2026/items.yml";

/// The attributes that `init` writes today.
fn attributes(sandbox: &Sandbox) {
    sandbox.run_in(&sandbox.tree(), "--lang zh-CN init fresh").exits(0);
    let text = fs::read_to_string(sandbox.tree().join("fresh/.gitattributes")).unwrap();
    sandbox.write(".gitattributes", text);
    fs::remove_dir_all(sandbox.tree().join("fresh")).unwrap();
}

/// Files that both sides begin with, what each then does, and the merge, whichever takes the other in.
fn merged(files: &[(&str, &str)], ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> [Sandbox; 2] {
    let begun = |sandbox: &Sandbox| {
        attributes(sandbox);
        for (path, text) in files {
            sandbox.write(path, text);
        }
    };
    both_ways_from(begun, ours, theirs)
}

/// What one does with commands.
fn run<'a>(commands: &'a [&'a str]) -> impl Fn(&Sandbox) + 'a {
    move |sandbox: &Sandbox| {
        for command in commands {
            sandbox.run(*command).exits(0);
        }
    }
}

#[test]
fn suggestions_and_items_that_both_add_unite() {
    let ours = ["suggestion add 001 --kind suggestion --text 请甲办", "plan add 2026 --title 河道清淤 --form thematic"];
    let theirs = ["suggestion add 001 --kind commitment --text 由乙办", "plan add 2026 --title 路灯"];
    for sandbox in merged(&[], run(&ours), run(&theirs)) {
        let (suggestions, items) = (sandbox.read(SUGGESTIONS), sandbox.read(ITEMS));
        assert!(suggestions.contains("- {id: s1, kind: suggestion, text: 请甲办}\n"), "{suggestions}");
        assert!(suggestions.contains("- {id: c1, kind: commitment, text: 由乙办}\n"), "{suggestions}");
        assert!(
            items.contains("- {title: 河道清淤, form: thematic}\n") && items.contains("- {title: 路灯}\n"),
            "{items}"
        );
        let check = sandbox.run("check --format csv");
        assert!(!check.stdout.contains("重复") && !check.stdout.contains("标记"), "{check}");
        let listed = sandbox.run("suggestion list 001").exits(0);
        assert!(listed.stdout.contains("请甲办") && listed.stdout.contains("由乙办"), "{listed}");
        let plan = sandbox.run("plan show 2026").exits(0);
        assert!(plan.stdout.contains("河道清淤") && plan.stdout.contains("路灯"), "{plan}");
        // And they are changed and taken out where they stand.
        sandbox.run("suggestion update 001 c1 adoption=adopted").exits(0);
        sandbox.run("plan remove 2026 路灯").exits(0);
        assert_eq!(sandbox.read(ITEMS), "- {title: 河道清淤, form: thematic}\n");
        assert_eq!(sandbox.run("new --title 河道清淤").exits(0).stdout, "2026-002\n");
        assert_eq!(sandbox.read(ITEMS), "- {title: 河道清淤, form: thematic, topic: 2026-002}\n");
    }
}

#[test]
fn a_suggestion_changed_on_both_branches_is_an_error_that_names_both_and_loses_nothing() {
    let begun = [(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 甲}\n- {id: s2, kind: suggestion, text: 乙}\n")];
    let ours = ["suggestion update 001 s1 adoption=adopted"];
    let theirs = ["suggestion update 001 s1 --event replied --on 2026-06-10 --by department --via written"];
    for sandbox in merged(&begun, run(&ours), run(&theirs)) {
        let text = sandbox.read(SUGGESTIONS);
        assert!(text.contains("adoption: adopted") && text.contains("event: replied"), "{text}");
        let check = sandbox.run("check").exits(1);
        assert!(check.stdout.contains("建议 `s1` 重复（第 1 条和第 2 条）"), "{check}");
        assert!(check.stdout.contains("`events` 并在一起"), "{check}");
        let before = sandbox.state();
        sandbox.run("suggestion update 001 s1 adoption=partly-adopted").refused(&["第 1 条和第 2 条", "合成一条"]);
        assert_eq!(sandbox.state(), before);
        // The other one is nobody's affair.
        sandbox.run("suggestion update 001 s2 adoption=adopted").exits(0);
    }
}

#[test]
fn one_adds_while_the_other_changes_a_line() {
    let begun = [(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 甲}\n- {id: s2, kind: suggestion, text: 乙}\n")];
    let add = ["suggestion add 001 --kind suggestion --text 丙"];
    for sandbox in merged(&begun, run(&["suggestion update 001 s1 adoption=adopted"]), run(&add)) {
        let changed = begun[0].1.replace("甲}", "甲, adoption: adopted}");
        assert_eq!(sandbox.read(SUGGESTIONS), format!("{changed}- {{id: s3, kind: suggestion, text: 丙}}\n"));
        assert!(!sandbox.run("check").stdout.contains("重复"));
    }
    // Beside the new line git takes the changed line for one of two: both stay, and that is said.
    for sandbox in merged(&begun, run(&["suggestion update 001 s2 adoption=adopted"]), run(&add)) {
        let text = sandbox.read(SUGGESTIONS);
        assert!(text.contains("text: 丙") && text.contains("text: 乙, adoption: adopted"), "{text}");
        assert!(sandbox.run("check").exits(1).stdout.contains("建议 `s2` 重复"), "{text}");
    }
}

#[test]
fn a_block_by_hand_on_one_side_and_a_line_on_the_other_both_stay() {
    let begun = [(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 甲}\n")];
    let by_hand =
        |sandbox: &Sandbox| sandbox.append(SUGGESTIONS, "# 会后补\n- id: x1\n  kind: suggestion\n  text: 乙\n");
    let add = ["suggestion add 001 --kind commitment --text 丙"];
    for sandbox in merged(&begun, by_hand, run(&add)) {
        let listed = sandbox.run("suggestion list 001").exits(0);
        for text in ["甲", "乙", "丙"] {
            assert!(listed.stdout.contains(text), "{listed}");
        }
        assert!(sandbox.run("doctor").stdout.contains("suggestions.yml"), "{}", sandbox.run("doctor"));
        sandbox.run("doctor --upgrade").exits(0);
        let text = sandbox.read(SUGGESTIONS);
        assert!(text.contains("# 会后补\n- {id: x1, kind: suggestion, text: 乙}\n"), "{text}");
    }
}

#[test]
fn what_is_a_mapping_does_not_unite() {
    let sandbox = Sandbox::empty();
    attributes(&sandbox);
    let paths = ["yijuan.yml", "plans/2026/plan.yml", "topics/2026/001-电梯/topic.yml", "calendar/2027.yml"];
    for path in paths {
        let told = sandbox.git(&["check-attr", "merge", "--", &format!("archive/{path}")]);
        assert!(told.trim_end().ends_with(": unspecified"), "{told}");
    }
    // In a plan that has its items itself, further ones go there, and git asks whoever merges.
    let items = "items:\n  - {title: 甲}\n";
    sandbox.write("plans/2026/plan.yml", items);
    sandbox.run("plan add 2026 --title 乙").exits(0);
    assert_eq!(sandbox.read("plans/2026/plan.yml"), format!("{items}  - {{title: 乙}}\n"));
}

#[test]
fn a_line_that_stands_twice_is_one_entry_everywhere() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    let roster = "- {name: 甲样本, tags: [member]}\n- {name: 乙样本}\n- {name: 甲样本, tags: [member]}\n";
    sandbox.write(ROSTER, roster);
    let suggestions = "- {id: s1, kind: suggestion, text: 甲}\n- {id: s2, kind: suggestion, text: 乙}\n\
        - {id: s1, kind: suggestion, text: 甲}\n- {id: s3, kind: suggestions, text: 丙}\n";
    sandbox.write(SUGGESTIONS, suggestions);
    sandbox.write(ITEMS, "- {title: 甲}\n- {title: 甲}\n- {title: 乙, topic: 2026-777}\n");
    sandbox.write("rooms.yml", "- {id: a, name: 甲室, level: county, regulation: ordos}\n".repeat(2));
    sandbox.write("units.yml", "- {id: dong, name: 东乡, level: township}\n".repeat(2));
    sandbox.append("people.yml", "- {id: qian-yangben, name: 钱样本, posts: ['vice-chair:urban']}\n");
    sandbox.commit_all("合并之后");
    let check = sandbox.run("check --all --format csv");
    assert!(!check.stdout.contains("重复"), "{check}");
    // Places are those of the lines as they stand.
    assert!(check.stdout.contains(&format!("{SUGGESTIONS},4,")), "{check}");
    assert!(check.stdout.contains(&format!("{ITEMS},3,")), "{check}");
    let count = |command: &str, word: &str| sandbox.run(command).exits(0).stdout.matches(word).count();
    assert_eq!(count("roster list 001", "甲样本"), 1);
    assert_eq!(count("suggestion list 001", "s1"), 1);
    assert_eq!(count("room list", "甲室"), 1);
    assert!(sandbox.run("plan show 2026").stdout.contains("2项") || count("plan show 2026", "甲") == 1);
    // What changes or goes, does so wherever its line stands.
    sandbox.run("suggestion update 001 s1 adoption=adopted").exits(0);
    assert_eq!(sandbox.read(SUGGESTIONS).matches("id: s1").count(), 1);
    sandbox.run("roster remove 001 甲样本").exits(0);
    assert_eq!(sandbox.read(ROSTER), "- {name: 乙样本}\n");
    sandbox.run("plan remove 2026 甲").exits(0);
    assert_eq!(sandbox.read(ITEMS), "- {title: 乙, topic: 2026-777}\n");
}

#[test]
fn one_id_or_title_twice_names_both_entries() {
    let sandbox = Sandbox::empty();
    let room = |name: &str| format!("- {{id: a, name: {name}, level: county, regulation: ordos}}\n");
    sandbox.write("rooms.yml", room("甲室") + &room("乙室"));
    sandbox
        .write("units.yml", "# 街乡\n- {id: e, name: 东乡, level: township}\n- {id: e, name: 西乡, level: township}\n");
    sandbox.write("plans/2026/plan.yml", "items:\n  - {title: 河道, form: thematic}\n");
    sandbox.write(ITEMS, "- {title: 路灯}\n- {title: 河道}\n");
    let check = sandbox.run("check").exits(1).stdout;
    for said in
        ["标识 `a` 重复（第 1 条和第 2 条）", "标识 `e` 重复（第 1 条和第 2 条）", "“河道”重复（第 1 项和第 3 项）"]
    {
        assert!(check.contains(said), "{said}: {check}");
    }
    for place in ["rooms.yml:2:4", "units.yml:3:4", "plans/2026/items.yml:2:4"] {
        assert!(check.contains(place), "{place}: {check}");
    }
}
