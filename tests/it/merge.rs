//! What git leaves of two branches: conflicts, and what unites by itself.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::fs;
use yijuan::archive::recorded;
use yijuan::model::Event;

/// Whatever is not committed yet, if anything.
fn committed(sandbox: &Sandbox) {
    sandbox.git(&["add", "--all"]);
    sandbox.git(&["commit", "--quiet", "--allow-empty", "--message", "一边"]);
}

/// A topic, then what each of two branches makes of it: the sandbox stands on the first.
fn two_branches(ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> Sandbox {
    two_branches_from(|_: &Sandbox| {}, ours, theirs)
}

fn two_branches_from(begun: impl Fn(&Sandbox), ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    begun(&sandbox);
    committed(&sandbox);
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    theirs(&sandbox);
    committed(&sandbox);
    sandbox.git(&["switch", "--quiet", "main"]);
    ours(&sandbox);
    committed(&sandbox);
    sandbox
}

#[test]
fn conflicts_are_told_in_every_file_and_nothing_of_colons() {
    for style in ["merge", "diff3"] {
        let files = ["people.yml", "yijuan.yml", "topics/2026/001-电梯/topic.yml", "topics/2026/001-电梯/会议记录.md"];
        let say = |word: &'static str| {
            move |sandbox: &Sandbox| {
                sandbox.append(files[0], &format!("- {{id: {word}, name: {word}}}\n"));
                sandbox.append(files[1], &format!("institution: {word}\n"));
                sandbox.append(files[2], &format!("office: {word}\n"));
                sandbox.write(files[3], format!("---\ndocument: minutes\ntitle: 记录\n---\n\n{word}\n"));
            }
        };
        let sandbox = two_branches(say("urban"), say("rural"));
        let merge = ["-c", &format!("merge.conflictStyle={style}"), "merge", "--quiet", "other"];
        assert!(!sandbox.try_git(&merge).status.success());
        let check = sandbox.run("--lang zh-CN check --format csv").exits(2);
        for file in files {
            let of_file = |line: &&str| line.starts_with("error,") && line.contains(&format!(",{file},"));
            let told: Vec<&str> = check.stdout.lines().filter(of_file).collect();
            assert_eq!(told.len(), 1, "{style} {file}: {check}");
            assert!(told[0].contains("合并冲突的标记") && told[0].contains("git add"), "{check}");
            let first = sandbox.read(file).lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
            assert!(told[0].contains(&format!("{first},1")), "{first}: {}", told[0]);
        }
    }
}

const EVENTS: &str = "topics/2026/001-电梯/events.yml";

/// The judgement of a merge, whichever branch takes the other in.
fn both_ways(ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> [Sandbox; 2] {
    both_ways_from(|_: &Sandbox| {}, ours, theirs)
}

/// The same, of branches that begin with more than a topic.
pub fn both_ways_from(begun: impl Fn(&Sandbox), ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> [Sandbox; 2] {
    let one = two_branches_from(&begun, &ours, &theirs);
    let other = two_branches_from(&begun, &theirs, &ours);
    [one, other].map(|sandbox| {
        sandbox.git(&["merge", "--quiet", "--no-edit", "other"]);
        sandbox
    })
}

/// What is judged, without lines and columns, which differ as the lines do.
fn judged(sandbox: &Sandbox) -> Vec<String> {
    let check = sandbox.run("check --all --format json");
    let json: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
    let duty =
        |duty: &serde_json::Value| format!("{} {} {} {}", duty["rule"], duty["what"], duty["state"], duty["done"]);
    let finding = |finding: &serde_json::Value| {
        let message = finding["message"].as_str().unwrap();
        let numbers_apart: String = message.split('（').next().unwrap().to_owned();
        format!("{} {} {numbers_apart}", finding["rule"], finding["severity"])
    };
    let mut told: Vec<String> = json["duties"].as_array().unwrap().iter().map(duty).collect();
    told.extend(json["findings"].as_array().unwrap().iter().map(finding));
    told.sort();
    told
}

#[test]
fn a_void_means_the_same_whichever_branch_came_first() {
    let init = |sandbox: &Sandbox| sandbox.write(".gitattributes", "**/events.yml merge=union\n");
    let record = "record 001 notice-sent --on 2026-06-01 --to";
    // One branch strikes out what both had and records it anew; on the other a colleague records the same day.
    let corrected = |sandbox: &Sandbox| {
        init(sandbox);
        sandbox.run(&format!("{record} 提案者")).exits(0);
        sandbox.run("record 001 notice-sent --void 2026-06-01 --note 发错").exits(0);
        sandbox.run(&format!("{record} 政协方面人士")).exits(0);
    };
    let colleague = |sandbox: &Sandbox| {
        init(sandbox);
        sandbox.run("record 001 research-ended --on 2026-06-02").exits(0);
    };
    let [one, other] = both_ways(corrected, colleague);
    assert_eq!(judged(&one), judged(&other));
    let lines = one.read(EVENTS);
    assert!(lines.contains("to: [cppcc-side], again: 1}"), "{lines}");
    assert!(!one.run("check").stdout.contains("分不清"));

    let same_day = |sandbox: &Sandbox| {
        init(sandbox);
        sandbox.run(&format!("{record} 政协委员")).exits(0);
    };
    let [one, other] = both_ways(corrected, same_day);
    assert_eq!(judged(&one), judged(&other));
    for sandbox in [one, other] {
        let check = sandbox.run("check");
        assert!(check.stdout.contains("这里作废的 2026-06-01 有 2 条记录（第 "), "{check}");
        // Done as it says, it is settled.
        let mended = sandbox.read(EVENTS).replace("[member]}", "[member], again: 1}");
        assert!(mended.matches("again: 1").count() == 2, "{mended}");
        sandbox.write(EVENTS, mended);
        assert!(!sandbox.run("check").stdout.contains("分不清"));
    }
}

#[test]
fn what_is_struck_out_can_be_recorded_anew_word_for_word_and_struck_out_again() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    let (record, void) =
        ("record 001 research-ended --on 2026-06-01", "record 001 research-ended --void 2026-06-01 --note 误记");
    for command in [record, void, record, record, void, record] {
        sandbox.run(command).exits(0);
    }
    assert_snapshot!(sandbox.read(EVENTS), @r"
    - {date: 2026-06-01, event: research-ended}
    - {date: 2026-06-15, event: research-ended, note: 误记, void: 2026-06-01}
    - {date: 2026-06-01, event: research-ended, again: 1}
    - {date: 2026-06-15, event: research-ended, note: 误记, void: 2026-06-01, again: 1}
    - {date: 2026-06-01, event: research-ended, again: 2}
    ");
    let log = sandbox.run("--lang en log 001").stdout;
    assert_eq!((log.matches("(struck out)").count(), log.matches("event   research ended").count()), (2, 3), "{log}");
    let check = sandbox.run("check").stdout;
    assert!(!check.contains("可更正"), "{check}");
    // The older void strikes out what the newer does; neither may mean one of several.
    assert!(!check.contains("分不清"), "{check}");
}

#[test]
fn of_two_entries_of_a_day_both_are_struck_out_and_the_right_one_is_recorded_anew() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    let record = |by: &str| sandbox.run(&format!("record 001 research-ended --on 2026-06-01 --by {by}")).exits(0);
    let void = "record 001 research-ended --void 2026-06-01 --note 误记";
    record("甲单位");
    let twice = record("乙单位");
    assert!(twice.stderr.contains("2026-06-01 已记有一条调研结束，现在有两条；记重的，一并作废后重记一条"), "{twice}");
    let both = sandbox.run(void).exits(0);
    assert!(both.stderr.contains("2026-06-01 有 2 条，一并作废；其中仍然有效的，现在重记"), "{both}");
    let anew = record("乙单位");
    assert!(!anew.stderr.contains("现在有两条"), "{anew}");
    assert_snapshot!(sandbox.read(EVENTS), @"
    - {date: 2026-06-01, event: research-ended, by: [甲单位]}
    - {date: 2026-06-01, event: research-ended, by: [乙单位]}
    - {date: 2026-06-15, event: research-ended, note: 误记, void: 2026-06-01, again: 1}
    - {date: 2026-06-01, event: research-ended, by: [乙单位], again: 2}
    ");
    assert!(!sandbox.run("check").stdout.contains("无法区分"));
    // To different addressees, it is two entries.
    sandbox.run("record 001 notice-sent --on 2026-06-02 --to 提案者").exits(0);
    let other = sandbox.run("record 001 notice-sent --on 2026-06-02 --to 政协方面人士").exits(0);
    assert!(!other.stderr.contains("现在有两条"), "{other}");
}

#[test]
fn what_two_copies_struck_out_differently_is_settled_by_striking_it_out_once_more() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    let lines = "\
- {date: 2026-06-01, event: research-ended, by: 甲单位}
- {date: 2026-06-01, event: research-ended, by: 乙单位}
- {date: 2026-06-15, event: research-ended, note: 误记, void: 2026-06-01}
";
    sandbox.write(EVENTS, lines);
    sandbox.commit_all("合并");
    assert!(sandbox.run("check").stdout.contains("再用 `--void 2026-06-01` 作废一次"));
    sandbox.run("record 001 research-ended --void 2026-06-01 --note 都作废").exits(0);
    assert!(!sandbox.run("check").stdout.contains("无法区分"));
    sandbox.run("record 001 research-ended --on 2026-06-01 --by 乙单位").exits(0);
    assert!(!sandbox.run("check").stdout.contains("无法区分"));
    let log = sandbox.run("--lang en log 001").stdout;
    assert_eq!(log.matches("(struck out)").count(), 2, "{log}");
    // Once it is clear, there is nothing more to be struck out but what stands.
    sandbox.run("record 001 research-ended --void 2026-06-01 --note 误记").exits(0);
    sandbox.run("record 001 research-ended --void 2026-06-01 --note 误记").refused(&["没有 2026-06-01"]);
}

/// A line of `events.yml` as people write it, of few days and rounds, so that lines meet.
fn line() -> impl Strategy<Value = Event> {
    let entry = (1..4_u32, 1..3_u32, option::of(1..3_u32), option::of(1..3_u32), option::of(1..4_u32));
    entry.prop_map(|(day, event, round, again, void)| {
        let said = |key: &str, value: Option<u32>| value.map(|value| format!(", {key}: {value}")).unwrap_or_default();
        let void = void.map(|day| format!(", void: 2026-06-0{day}")).unwrap_or_default();
        let (round, again) = (said("round", round), said("again", again));
        let text = format!("{{date: 2026-06-0{day}, event: e{event}{round}{again}{void}}}");
        serde_yaml::from_str(&text).unwrap()
    })
}

proptest! {
    /// Whatever order a merge leaves the lines in, the same is on record.
    #[test]
    fn the_order_of_lines_does_not_matter(
        (lines, shuffled) in vec(line(), 0..9).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        let told = |lines: Vec<Event>| {
            let mut told: Vec<String> =
                recorded(lines.into_iter().enumerate()).iter().map(|one| format!("{:?} {:?}", one.event, one.struck)).collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(lines), told(shuffled));
    }
}

#[test]
fn what_two_branches_add_to_lists_unites_by_itself_in_either_direction() {
    let begun = |sandbox: &Sandbox| {
        sandbox.run_in(&sandbox.tree(), "--lang zh-CN init fresh").exits(0);
        let attributes = fs::read_to_string(sandbox.tree().join("fresh/.gitattributes")).unwrap();
        sandbox.write(".gitattributes", attributes);
        fs::remove_dir_all(sandbox.tree().join("fresh")).unwrap();
    };
    let add = |name: &'static str, id: &'static str| {
        move |sandbox: &Sandbox| {
            begun(sandbox);
            sandbox.run(&format!("person add --id {id} --name {name}")).exits(0);
            sandbox.run(&format!("roster add 001 {name} --tag member")).exits(0);
            sandbox.run(&format!("waive 001 M7b --reason 请{name}办 --by 钱样本")).exits(0);
            sandbox.run("person add --id tongyi --name 同一").exits(0);
        }
    };
    for sandbox in both_ways(add("王样本", "wang"), add("李样本", "li")) {
        let folder = "topics/2026/001-电梯";
        for file in ["people.yml".to_owned(), format!("{folder}/roster.yml"), format!("{folder}/waivers.yml")] {
            let text = sandbox.read(&file);
            assert!(text.contains("王样本") && text.contains("李样本"), "{file}: {text}");
        }
        let check = sandbox.run("check --format csv");
        assert!(!check.stdout.contains("重复") && !check.stdout.contains("标记"), "{check}");
        sandbox.run("roster add 001 同一 --tag member").exits(0);
        assert!(!sandbox.run("doctor").stdout.contains("条目分几行写"));
    }
}

#[test]
fn one_id_on_both_sides_is_an_error_that_names_both() {
    let add = |name: &'static str| {
        move |sandbox: &Sandbox| {
            sandbox.write(".gitattributes", "people.yml merge=union\n**/suggestions.yml merge=union\n");
            sandbox.run(&format!("person add --id wang --name {name}")).exits(0);
            let said = format!("- {{id: s1, kind: suggestion, text: 请{name}办}}\n");
            sandbox.write("topics/2026/001-电梯/suggestions.yml", said);
        }
    };
    for sandbox in both_ways(add("王样本"), add("王范例")) {
        let check = sandbox.run("check").exits(1);
        assert!(check.stdout.contains("人员 `wang` 重复（第 2 条和第 3 条）"), "{check}");
        assert!(check.stdout.contains("建议 `s1` 重复（第 1 条和第 2 条）"), "{check}");
    }
}

#[test]
fn lists_in_blocks_are_named_where_a_merge_would_mix_their_lines() {
    let sandbox = Sandbox::empty();
    let blocks = "# 名册\n- {id: wang, name: 王样本}\n- id: li\n  name: 李样本\n";
    sandbox.write("people.yml", blocks);
    assert!(!sandbox.run("doctor").stdout.contains("条目分几行写"));
    sandbox.write(".gitattributes", "people.yml merge=union\n");
    assert!(sandbox.run("doctor").stdout.contains("people.yml:3:1: 条目分几行写"));
}

#[test]
fn a_topic_renumbered_on_one_branch_while_the_other_records_loses_nothing() {
    let begun = |sandbox: &Sandbox| {
        let unite = "**/events.yml merge=union\n**/roster.yml merge=union\n";
        sandbox.write(".gitattributes", unite);
        sandbox.run("record 001 research-ended --on 2026-06-01").exits(0);
        sandbox.commit_all("调研");
    };
    let renumbered = |sandbox: &Sandbox| {
        begun(sandbox);
        sandbox.run("renumber 001 --to 5").exits(0);
    };
    let recorded = |sandbox: &Sandbox| {
        begun(sandbox);
        sandbox.run("record 001 notice-sent --on 2026-06-02 --to 政协方面人士").exits(0);
        sandbox.run("roster add 001 钱样本").exits(0);
    };
    for (ours, theirs) in [(&renumbered as &dyn Fn(&Sandbox), &recorded as &dyn Fn(&Sandbox)), (&recorded, &renumbered)]
    {
        let sandbox = two_branches(ours, theirs);
        let merged = sandbox.try_git(&["merge", "--quiet", "--no-edit", "other"]);
        let all = sandbox.git(&["ls-files", "--cached", "--others"]);
        let text: String = all.lines().map(|path| fs::read_to_string(sandbox.tree().join(path)).unwrap()).collect();
        assert!(
            text.contains("notice-sent") && text.contains("qian-yangben") && text.contains("research-ended"),
            "{text}"
        );
        let check = sandbox.run("check").stdout;
        if merged.status.success() {
            assert!(check.contains("议题可能已改编号：把这里的文件并入 topics/2026/005-电梯"), "{check}");
        } else {
            assert!(check.contains("合并（merge）尚未结束"), "{check}");
        }
    }
}
