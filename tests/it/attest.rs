//! `yijuan attest`, and the checklist of `show`.

use crate::due::draft::Draft;
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn a_statement_of_a_person() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("attest 013 M6d --by 钱样本 --on 2026-06-10 --note 已与政府办对接"), @"
    $ yijuan attest 013 M6d --by 钱样本 --on 2026-06-10 --note 已与政府办对接
    exit 0
    --- stdout
    2026-013 M6d 2026-06-10 钱样本

    2026-013 确认：M6d（钱样本）

    Yijuan-Topic: 2026-013
    Yijuan-Rule: M6d


    +++ b/archive/topics/2026/013-居住区停车资源共享/attests.yml
    +- {rule: M6d, by: qian-yangben, date: 2026-06-10, note: 已与政府办对接}
    ");
}

#[test]
fn in_english_for_one_round_and_a_day_to_come() {
    let sandbox = Sandbox::sample();
    let attest = "--lang en -v attest 013 m7e --by qian-yangben --on 2026-06-20 --round 1";
    assert_snapshot!(sandbox.changed_by(attest), @"
    $ yijuan --lang en -v attest 013 m7e --by qian-yangben --on 2026-06-20 --round 1
    exit 0
    --- stdout
    2026-013 M7e 2026-06-20 钱样本
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/attests.yml
    committed [COMMIT]
    hint: 2026-06-20 is later than today; it counts from that day

    2026-013 确认：M7e（钱样本）

    Yijuan-Topic: 2026-013
    Yijuan-Rule: M7e


    +++ b/archive/topics/2026/013-居住区停车资源共享/attests.yml
    +- {rule: M7e, by: qian-yangben, date: 2026-06-20, round: 1}
    ");
}

#[test]
fn what_is_refused() {
    let sandbox = Sandbox::sample();
    sandbox.run("attest 013 M6d --by qian-yangben").goes_well();
    assert_snapshot!(sandbox.unchanged_by(&[
        "attest 013 M6d --by qian-yangben",
        "attest 013 M7a --by 甲 --on 昨天 --note ''",
        "attest 013 M6z --by qian-yangben",
    ]));
}

#[test]
fn the_checklist_shows_what_is_stated_and_what_is_open() {
    let sandbox = Sandbox::sample();
    sandbox.run("attest 013 M6d --by qian-yangben --note 已与政府办对接").goes_well();
    assert_snapshot!(sandbox.both("show 013 --checklist"));
    let run = sandbox.run("show 013 --checklist --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/checklist/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn an_office_is_no_named_person_and_is_called_by_its_name() {
    let sandbox = Sandbox::sample();
    for by in ["提案委员会", "proposal", "办公室", "政协办公室"] {
        sandbox.run(&format!("attest 013 M6d --by {by}")).refused(&["M6d 由具名人员确认，", "--by 〈人员〉"]);
    }
    // What stands in a file by an id is shown by its name.
    sandbox.write(&format!("{}/attests.yml", sandbox.topic("013")), "- {rule: M6d, by: proposal, date: 2026-06-10}\n");
    let page = sandbox.run("show 013 --checklist").stdout;
    assert!(page.contains("M6d  已办 2026-06-10 提案委员会"), "{page}");
}

#[test]
fn guidance_asks_for_nothing_and_a_second_round_is_stated_by_itself() {
    let sandbox = Sandbox::sample();
    let advice = "\n  - {id: L1, article: 附, quote: 注重实效, en: Aim at results., force: should, check: guidance}\n";
    let built_in = include_str!("../../templates/mentougou/regulation.yml");
    sandbox.write("templates/mentougou/regulation.yml", format!("{}{advice}", built_in.trim_end()));
    sandbox.append(
        &format!("{}/events.yml", sandbox.topic("013")),
        "- {date: 2026-06-12, event: meeting, round: 2}\n- {date: 2026-06-11, event: meeting}\n",
    );
    sandbox.commit_all("第二轮");
    sandbox.run("attest 013 M7e --by qian-yangben --round 2").goes_well();
    assert_snapshot!(sandbox.both("show 013 --checklist"));
}

#[test]
fn several_are_stated_at_once_and_taken_back() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/attests.yml", sandbox.topic("013"));
    let run = sandbox.run("attest 013 M6d M7e --by 钱样本").exits(0);
    assert_eq!(run.stdout, "2026-013 M6d 2026-06-15 钱样本\n2026-013 M7e 2026-06-15 钱样本\n");
    let stated = sandbox.read(&path);
    assert!(stated.contains("rule: M6d") && stated.contains("rule: M7e"), "{stated}");
    // One that is none keeps the others out.
    sandbox.run("attest 013 M11 M99 --by 钱样本").refused(&["M99"]);
    assert_eq!(sandbox.read(&path), stated);
    let again = sandbox.run("attest 013 M6d --by 孙范文").exits(2);
    let command = again.stderr.split_once("yijuan attest").unwrap().1.lines().next().unwrap();
    sandbox.run(&format!("attest{command}")).exits(0);
    assert!(!sandbox.read(&path).contains("rule: M6d") && sandbox.read(&path).contains("rule: M7e"));
    sandbox.run("attest 013 M6d --undo").refused(&["M6d 没有人确认过"]);
    sandbox.run("attest 013 M6d --by 孙范文").exits(0);
}

#[test]
fn what_may_be_done_of_a_room_is_stated_and_taken_back() {
    let sandbox = Sandbox::sample();
    let room = "- {id: shiqiao, name: 石桥村“有事好商量”协商议事室, level: village, regulation: yancheng}\n";
    sandbox.append("rooms.yml", room);
    sandbox.commit_all("rooms");
    let state = || {
        let report = sandbox.run("check room:shiqiao --all --format json").json();
        let duties = report["duties"].as_array().unwrap().clone();
        duties.iter().find(|duty| duty["rule"] == "Y22b").map(|duty| duty["state"].as_str().unwrap().to_owned())
    };
    let before = state();
    assert_snapshot!(sandbox.changed_by("attest room:shiqiao Y22b --by 办公室 --on 2026-05-04 --note 议事安排已印发"), @"
    $ yijuan attest room:shiqiao Y22b --by 办公室 --on 2026-05-04 --note 议事安排已印发
    exit 0
    --- stdout
    协商室 石桥村“有事好商量”协商议事室 Y22b 2026-05-04 办公室

    协商室 石桥村“有事好商量”协商议事室 确认：Y22b（办公室）

    Yijuan-Room: shiqiao
    Yijuan-Rule: Y22b


    +++ b/archive/plans/2026/attests.yml
    +- {rule: Y22b, by: general-office, date: 2026-05-04, note: 议事安排已印发, room: shiqiao}
    ");
    assert!(sandbox.run("log 石桥村协商议事室").goes_well().stdout.contains("确认已办到：Y22b"));
    sandbox.run("attest room:shiqiao Y22b --undo").goes_well();
    assert_eq!(state(), before);
}

#[test]
fn what_was_stated_too_early_of_a_year_or_a_room_is_told_as_well() {
    let rules = "
  - id: T1
    article: 第三十条
    quote: 印发后组织学习
    en: The plan is studied once it is out.
    force: must
    subject: year
    due: {after: plan-approved, by: period-end}
    check: attest
  - id: T2
    article: 第三十一条
    quote: 会后回访
    en: A room calls on people after its meeting.
    force: must
    subject: room
    per: year
    due: {after: meeting, by: period-end}
    check: attest
";
    let regulation = include_str!("kinds/regulation.yml").trim_end().to_owned() + rules;
    let regulation = regulation.replace("ways:", "levels: {village: {name: 村}}\nways:");
    let archive = Draft::new("2026-06-30")
        .file("yijuan.yml", "archive: 1\nregulation: imagined\nregulations: [imagined]\n")
        .file("templates/imagined/regulation.yml", &regulation)
        .file("rooms.yml", "- {id: xi, name: 西村, level: village, regulation: imagined, opened: 2025-01-01}\n")
        .file("plans/2026/events.yml", "- {date: 2026-02-09, event: plan-approved}\n")
        .file(
            "topics/2026/001-例/topic.yml",
            "title: 例\nregulation: imagined\nform: open\nroom: xi\nbegan: 2026-01-05\n",
        )
        .file("topics/2026/001-例/events.yml", "- {date: 2026-05-28, event: meeting}\n");
    let stated = |lines: &str| archive.clone().file("plans/2026/attests.yml", lines).findings_of("-");
    let early = "- {rule: T1, by: 甲, date: 2026-02-06}\n- {rule: T2, by: 甲, date: 2026-05-27, room: xi}\n";
    let said = |line: usize, rule: &str, day: &str, what: &str| {
        format!("note - plans/2026/attests.yml:{line}:3: {rule} {day} 的确认早于{what}，不能计入，须在其后重新确认")
    };
    assert_eq!(stated(early), [said(1, "T1", "2026-02-06", "批准计划"), said(2, "T2", "2026-05-27", "协商会议")]);
    let anew = "- {rule: T1, by: 甲, date: 2026-02-10}\n- {rule: T2, by: 甲, date: 2026-05-29, room: xi}\n";
    assert_eq!(stated(&format!("{early}{anew}")), [""; 0]);
}

#[test]
fn somebody_whose_posts_have_ended_is_told() {
    let sandbox = Sandbox::sample();
    sandbox.append("people.yml", "- {id: jin, name: 金样本, posts: [{post: secretary-general, until: 2026-05-31}]}\n");
    sandbox.commit_all("people");
    let told = "金样本登记的职务到 2026-05-31 为止，2026-06-01 已不在任";
    let stated = |rule: &str, day: &str| sandbox.run(&format!("attest 013 {rule} --by 金样本 --on {day}")).exits(0);
    let after = stated("M6d", "2026-06-01");
    assert!(after.stderr.contains(told), "{after}");
    let before = stated("M7e", "2026-05-31");
    assert!(!before.stderr.contains("已不在任"), "{before}");
}
