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
