//! `yijuan waive`, and what `check` says of exceptions that excuse nothing.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn an_exception_with_all_that_can_be_said() {
    let sandbox = Sandbox::sample();
    let reason = "--reason '以通报情况为主: 未形成意见'";
    assert_snapshot!(sandbox.changed_by(&format!("waive 004 m14a {reason} --by 钱样本 --until 2026-12-31 --round 1")), @r#"
    $ yijuan waive 004 m14a --reason '以通报情况为主: 未形成意见' --by 钱样本 --until 2026-12-31 --round 1
    exit 0
    --- stdout
    2026-004 M14a

    2026-004 例外：M14a

    Yijuan-Topic: 2026-004
    Yijuan-Rule: M14a


    +++ b/archive/topics/2026/004-民营企业营商环境优化/waivers.yml
    +- {rule: M14a, reason: "以通报情况为主: 未形成意见", by: qian-yangben, date: 2026-06-15, until: 2026-12-31, round: 1}
    "#);
}

#[test]
fn several_rules_are_excepted_and_taken_back_at_once() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    sandbox.run("waive 004 M15a M99 --reason 经办人休假 --by 钱样本").refused(&["M99"]);
    assert_eq!(sandbox.state(), before);
    let told = sandbox.run("waive 004 M15a m16a M15a --reason 经办人休假 --by 钱样本").goes_well().stdout;
    assert_eq!(told, "2026-004 M15a\n2026-004 M16a\n");
    assert!(sandbox.last_commit().starts_with("2026-004 例外：M15a、M16a\n"), "{}", sandbox.last_commit());
    sandbox.run("waive 004 M16a M14a --reason 经办人休假 --by 钱样本").refused(&["M16a 已有例外"]);
    let told = sandbox.run("waive 004 M15a M16a --undo").goes_well().stdout;
    assert_eq!(told, "收回例外：2026-004 M15a\n收回例外：2026-004 M16a\n");
    assert_eq!(sandbox.read(&format!("{}/waivers.yml", sandbox.topic("004"))).trim(), "");
}

#[test]
fn what_was_taken_out_of_turn_says_how_it_is_excused() {
    let sandbox = Sandbox::sample();
    let found = || {
        let report = sandbox.run("check 004 --format json").json();
        let findings = report["findings"].as_array().unwrap().clone();
        findings.into_iter().find(|finding| finding["rule"] == "M14d").unwrap()
    };
    let hint = found()["hint"].as_str().unwrap().to_owned();
    let (_, waive) = hint.split_once("作为例外说明：yijuan ").unwrap();
    sandbox.run(&waive.replace("〈原因〉", "先签发后修订").replace("〈人员〉", "qian-yangben")).goes_well();
    assert_eq!(found()["severity"], "note");
}

#[test]
fn the_finding_becomes_a_note() {
    let sandbox = Sandbox::sample();
    let of_rule = || {
        let report = sandbox.run("check 013 --as-of 2026-07-20 --format json").json();
        let findings = report["findings"].as_array().unwrap().clone();
        let mut found = findings.iter().filter(|finding| finding["rule"] == "M9a").map(|f| f["severity"].clone());
        found.next().unwrap()
    };
    assert_eq!(of_rule(), "error");
    sandbox.run("--lang en waive 013 M9a --reason 驻会 --by qian-yangben").goes_well();
    assert_eq!(of_rule(), "note");
}

#[test]
fn what_came_late_and_is_excused_or_was_only_advised_stands_apart() {
    let sandbox = Sandbox::sample();
    let late = |day: &str| {
        let page = sandbox.run(&format!("check 009 --as-of {day}")).stdout;
        page.lines().filter(|line| line.contains("完成")).map(str::trim).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(late("2026-06-15"), ["逾期 M9a “发出《协商函》”2026-05-22完成"]);
    sandbox.run("waive 009 M9a --reason 驻会 --by qian-yangben").goes_well();
    assert_eq!(late("2026-06-15"), ["提示 M9a “发出《协商函》”2026-05-22完成，晚于期限1个工作日（例外）"]);
}

#[test]
fn what_is_refused() {
    let sandbox = Sandbox::sample();
    sandbox.run("waive 013 M9a --reason 驻会 --by qian-yangben").goes_well();
    assert_snapshot!(sandbox.unchanged_by(&[
        "waive 013 M9z --reason '' --by 钱样 --until 2026-06-14",
        "waive 013 M9a --reason 再来 --by qian-yangben --round 2",
        "waive 013 M9b --reason 甲 --by qian-yangben --round 0",
        "waive 013 M9b --by qian-yangben",
    ]));
}

#[test]
fn exceptions_that_excuse_nothing_are_found() {
    let sandbox = Sandbox::sample();
    let entries = [
        "- {rule: M5a, reason: 已办到, by: qian-yangben, date: 2026-05-01}\n",
        "- {rule: M8b, reason: 不适用, by: qian-yangben, date: 2026-05-01}\n",
        "- {rule: M9a, reason: 还用得着, by: qian-yangben, date: 2026-05-01}\n",
        "- {rule: M5c, reason: 已到期, by: qian-yangben, date: 2026-05-01, until: 2026-05-31}\n",
        "- {rule: M7d, reason: 另一轮的, by: qian-yangben, date: 2026-06-16}\n",
    ];
    sandbox.write(&format!("{}/waivers.yml", sandbox.topic("013")), entries.concat());
    assert_snapshot!(sandbox.both("check 013"));
}

#[test]
fn an_exception_is_taken_back_as_the_refusal_says() {
    let sandbox = Sandbox::sample();
    sandbox.run("waive 013 M9a --reason 驻会 --by 钱样本").exits(0);
    let again = sandbox.run("waive 013 M9a --reason 驻会 --by 孙范文").exits(2);
    let command = again.stderr.split_once("yijuan waive").unwrap().1.lines().next().unwrap();
    sandbox.run(&format!("waive{command}")).exits(0);
    assert!(!sandbox.read(&format!("{}/waivers.yml", sandbox.topic("013"))).contains("M9a"));
    sandbox.run("waive 013 M9a --undo").refused(&["M9a 没有例外"]);
    sandbox.run("waive 013 M9a --reason 驻会 --by 孙范文").exits(0);
    sandbox.run("waive 013 M9a --by 孙范文").refused(&["yijuan waive --help"]);
}

#[test]
fn whoever_alone_holds_a_post_is_meant_by_it() {
    let sandbox = Sandbox::sample();
    sandbox.run("waive 013 M9a --reason 驻会 --by 秘书长").exits(0);
    assert!(sandbox.read(&format!("{}/waivers.yml", sandbox.topic("013"))).contains("by: sun-fanwen"));
    sandbox.run("person add --id mi --name 秘样本 --post 秘书长").exits(0);
    sandbox.run("attest 013 M6d --by 秘书长").refused(&["写是哪一位：孙范文、秘样本"]);
}

/// Two rooms beside the sample's topics, the year's regulation and theirs.
fn with_rooms() -> Sandbox {
    let sandbox = Sandbox::sample();
    let rooms = "\
- {id: xihe, name: 细河街道“有事好商量”协商议事室, level: township, regulation: yancheng, opened: 2026-01-05}
- {id: shiqiao, name: 石桥镇“有事好商量”协商议事室, level: township, regulation: yancheng, opened: 2026-01-05}
";
    sandbox.append("rooms.yml", rooms);
    sandbox.commit_all("rooms");
    sandbox
}

#[test]
fn an_exception_of_a_year_and_of_a_room_is_recorded_and_read_in_one_way() {
    let sandbox = with_rooms();
    let severity = |rule: &str, subject: &str, day: &str| -> Vec<String> {
        let report = sandbox.run(&format!("check --as-of {day} --format json")).json();
        let findings = report["findings"].as_array().unwrap().clone();
        let of_it = |one: &&serde_json::Value| one["rule"] == rule && one["subject"].to_string().contains(subject);
        let found = findings.iter().filter(of_it);
        found.map(|one| one["severity"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(severity("Y22a", "xihe", "2027-01-10"), ["error"]);
    sandbox.run("record plan:2026 印发年度协商计划 --void 2026-01-05 --note 未印发").goes_well();
    assert_eq!(severity("M2c", "plan:2026", "2026-06-15"), ["error"]);
    assert_snapshot!(sandbox.changed_by("waive 细河街道协商议事室 Y22a --reason 改造停用 --by 区委办公室 --until 2026-12-31"), @"
    $ yijuan waive 细河街道协商议事室 Y22a --reason 改造停用 --by 区委办公室 --until 2026-12-31
    exit 0
    --- stdout
    协商室 细河街道“有事好商量”协商议事室 Y22a

    协商室 细河街道“有事好商量”协商议事室 例外：Y22a

    Yijuan-Room: xihe
    Yijuan-Rule: Y22a


    +++ b/archive/plans/2026/waivers.yml
    +- {rule: Y22a, reason: 改造停用, by: party-committee-office, date: 2026-06-15, until: 2026-12-31, room: xihe}
    ");
    sandbox.run("waive plan:2026 M2c --reason 计划并入区委文件 --by 钱样本").goes_well();
    assert_eq!(severity("Y22a", "xihe", "2027-01-10"), ["note"]);
    assert_eq!(severity("Y22a", "shiqiao", "2027-01-10"), ["error"]);
    // The exception was for the periods to the end of 2026.
    assert_eq!(severity("Y22a", "xihe", "2028-01-10"), ["note", "error"]);
    assert_eq!(severity("M2c", "plan:2026", "2026-06-15"), ["note"]);
    sandbox.run("waive room:xihe Y22a --reason 甲 --by 钱样本").refused(&["Y22a 已有例外"]);
    sandbox.run("waive room:xihe Y22a --undo").goes_well();
    sandbox.run("waive 2026年 M2c --undo").goes_well();
    assert_eq!(severity("Y22a", "xihe", "2027-01-10"), ["error"]);
    assert_eq!(severity("M2c", "plan:2026", "2026-06-15"), ["error"]);
}

#[test]
fn an_exception_is_recorded_for_what_the_rule_is_about() {
    let sandbox = with_rooms();
    assert_snapshot!(sandbox.unchanged_by(&[
        "waive 013 M2c --reason 甲 --by 钱样本",
        "waive plan:2026 M9a --reason 甲 --by 钱样本",
        "waive plan:2026 Y22a --reason 甲 --by 钱样本",
        "waive room:nowhere Y22a --reason 甲 --by 钱样本",
        "attest room:xihe Y22a --by 钱样本",
        "attest room:xihe Y22b --undo",
    ]), @"
    $ yijuan --lang zh-CN waive 013 M2c --reason 甲 --by 钱样本
    exit 2
    --- stderr
    错误：M2c 说的是年度，不能记在 2026-013
    提示：应记在 `plan:年份`

    $ yijuan --lang en waive 013 M2c --reason 甲 --by 钱样本
    exit 2
    --- stderr
    error: M2c is about another kind of subject (year) and cannot be recorded for 2026-013
    hint: record it for `plan:YEAR`

    $ yijuan --lang zh-CN waive plan:2026 M9a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    错误：M9a 说的是每轮协商，不能记在 2026年度计划
    提示：应记在议题上

    $ yijuan --lang en waive plan:2026 M9a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    error: M9a is about another kind of subject (round) and cannot be recorded for plan of 2026
    hint: record it for a topic

    $ yijuan --lang zh-CN waive plan:2026 Y22a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    错误：未知的规则 `Y22a`
    提示：可用：M0、M1a、M1b、M2a、M2b、M2c、M3a、M3b、M3c、M4a、M4b、M5a、M5b、M5c、M6a、M6b、M6c、M6d、M7a、M7b、M7c、M7d、M7e、M7f、M8a、M8b、M8c、M9a、M9b、M9c、M9d、M10a、M10b、M10c、M10d、M11、M12a、M12b、M13a、M13b、M13c、M14a、M14b、M14c、M14d、M14e、M15a、M15b、M15c、M16a、M16b、M16c、M16d、M17

    $ yijuan --lang en waive plan:2026 Y22a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    error: unknown rule `Y22a`
    hint: known are: M0, M1a, M1b, M2a, M2b, M2c, M3a, M3b, M3c, M4a, M4b, M5a, M5b, M5c, M6a, M6b, M6c, M6d, M7a, M7b, M7c, M7d, M7e, M7f, M8a, M8b, M8c, M9a, M9b, M9c, M9d, M10a, M10b, M10c, M10d, M11, M12a, M12b, M13a, M13b, M13c, M14a, M14b, M14c, M14d, M14e, M15a, M15b, M15c, M16a, M16b, M16c, M16d, M17

    $ yijuan --lang zh-CN waive room:nowhere Y22a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    错误：未知的协商室 `nowhere`
    提示：可用：云河区政协协商议事厅、河沿街道协商议事室、柳湾村协商议事室、亭湾街道“有事好商量”协商议事室、云河协商议事厅、细河街道“有事好商量”协商议事室、石桥镇“有事好商量”协商议事室

    $ yijuan --lang en waive room:nowhere Y22a --reason 甲 --by 钱样本
    exit 2
    --- stderr
    error: unknown room `nowhere`
    hint: known are: district-hall, heyan, liuwan, tingwan, yunhe-hall, xihe, shiqiao

    $ yijuan --lang zh-CN attest room:xihe Y22a --by 钱样本
    exit 2
    --- stderr
    错误：Y22a 凭记录判断，不由人确认
    提示：`yijuan rule Y22a` 说明 Y22a 要什么；议题可确认的见 `yijuan show 〈议题〉 --checklist`

    $ yijuan --lang en attest room:xihe Y22a --by 钱样本
    exit 2
    --- stderr
    error: Y22a is judged by what is on record, not by statement
    hint: `yijuan rule Y22a` says what Y22a asks for; of a topic, `yijuan show 〈TOPIC〉 --checklist` lists what can be stated

    $ yijuan --lang zh-CN attest room:xihe Y22b --undo
    exit 2
    --- stderr
    错误：plans/2026/attests.yml: Y22b 没有人确认过
    提示：`yijuan log room:xihe` 列出确认过的

    $ yijuan --lang en attest room:xihe Y22b --undo
    exit 2
    --- stderr
    error: plans/2026/attests.yml: nobody has stated Y22b
    hint: `yijuan log room:xihe` lists what is stated
    ");
}

#[test]
fn an_exception_of_a_year_may_excuse_nothing() {
    let sandbox = with_rooms();
    let entries = "\
- {rule: M2b, reason: 已办到, by: qian-yangben, date: 2026-05-01}
- {rule: Z1, reason: 甲, by: qian-yangben, date: 2026-05-01}
- {rule: Y22x, reason: 甲, by: qian-yangben, date: 2026-05-01, room: xihe}
";
    sandbox.write("plans/2026/waivers.yml", entries);
    let said = sandbox.run("check plan:2026").exits(1).stdout;
    for words in ["M2b 已经办到，这一例外不再需要", "未知的规则 `Z1`", "未知的规则 `Y22x`"] {
        assert!(said.contains(words), "no {words} in {said}");
    }
}

#[test]
fn an_exception_for_one_period_leaves_the_later_ones_owed() {
    let sandbox = Sandbox::sample();
    let periods = |day: &str| -> Vec<String> {
        let due = sandbox.run(&format!("due room:liuwan --as-of {day} --format json")).json();
        let duties = due["duties"].as_array().unwrap().clone();
        let of_rule = duties.iter().filter(|duty| duty["rule"] == "E2.3i");
        of_rule.map(|duty| duty["what"].as_str().unwrap().to_owned()).collect()
    };
    let before = periods("2026-09-03");
    let (missed, later) = before.split_first().unwrap();
    assert!(!later.is_empty(), "{before:?}");
    let report = sandbox.run("check room:liuwan --as-of 2026-09-03 --format json").json();
    let findings = report["findings"].as_array().unwrap();
    let hint = findings.iter().find(|finding| finding["rule"] == "E2.3i").unwrap()["hint"].as_str().unwrap();
    let (_, waive) = hint.split_once("作为例外说明：yijuan ").unwrap_or_else(|| panic!("{hint}"));
    let waive = waive.replace("〈原因〉", "场地维修").replace("〈人员〉", "qian-yangben");
    sandbox.run(&format!("{waive} --as-of 2026-09-03")).goes_well();
    assert!(!periods("2026-09-03").contains(missed), "{waive}");
    assert_eq!(periods("2026-09-03"), later);
}
