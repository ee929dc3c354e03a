//! Papers of the mentougou regulation that are no part of a meeting: the research report, the letter that the opinion goes
//! up with, and the notice that calls for the dossier.

use crate::papers::{bare, complete, drafted, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "003";

#[test]
fn the_research_report() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "调研报告"), @"
    ---
    document: research-report
    title: 关于“老旧小区加装电梯”的调研报告
    date: 2026-03-27
    issuer: 城建环保委员会
    ---

    按照政协云河区委员会2026年度协商工作安排，钱样本同志牵头，城建环保委员会成立课题组，围绕“老旧小区加装电梯”开展前期调研，于2026年3月12日结束。〔待填写：座谈、走访、问卷各多少次，涉及哪些单位、多少人〕现将有关情况报告如下。

    ## 基本情况

    〔待填写：工作现状和已经取得的成效，用数据说明〕

    ## 存在的主要问题

    〔待填写：问题逐项一句话判断，写明事实和案例〕

    ## 原因分析

    〔待填写：问题的症结所在〕

    ## 意见建议

    〔待填写：意见建议，逐条列出，写明由哪个单位承担〕
    ");
    let (sandbox, key) = bare("mentougou");
    assert_eq!(lacks(&sandbox, &key, "调研报告"), ["缺少责任委室", "缺少牵头领导", "调研结束日期"]);
}

#[test]
fn the_letter_that_the_opinion_goes_up_with() {
    let sandbox = complete(TOPIC);
    assert_snapshot!(drafted(&sandbox, TOPIC, "报送函"), @r#"
    ---
    document: opinion-letter
    title: 关于报送《关于“老旧小区加装电梯”的协商意见》的函
    date: 2026-04-30
    issuer: cppcc-office
    to: [party-committee-office, government-office]
    cc: [zhujianju, shijianju]
    attachments: [关于“老旧小区加装电梯”的协商意见]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    根据政协云河区委员会2026年度协商工作安排，2026年4月16日召开“老旧小区加装电梯”专题协商会。会后，城建环保委员会综合整理形成《关于“老旧小区加装电梯”的协商意见》。现报送，请转呈区委、区政府领导参阅。

    对《协商意见》作出的决定、批示，以及有关部门的办理情况，请函告政协云河区委员会办公室。

    专此函达。
    "#);
    sandbox.run(&format!("render {TOPIC} 报送函 --each --out 各")).exits(0);
    assert!(sandbox.read("各/报送函（区政府办公室）.md").contains("请转呈区政府领导参阅"));
    let (sandbox, key) = bare("mentougou");
    assert_eq!(
        lacks(&sandbox, &key, "报送函"),
        ["缺少“协商会议”的记录", "缺少协商形式", "缺少责任委室", "联系人", "联系电话"]
    );
}

#[test]
fn the_notice_that_calls_for_the_dossier_says_what_it_lacks() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "催收档案通知"));
    let (sandbox, key) = bare("mentougou");
    let facts = ["缺少协商形式", "缺少责任委室", "缺少“报出《协商意见》”的记录"];
    assert_eq!(lacks(&sandbox, &key, "催收档案通知"), facts);
}

#[test]
fn a_day_that_was_entered_ahead_stands_in_the_work_plan() {
    let sandbox = complete(TOPIC);
    let events = format!("{}/events.yml", sandbox.topic(TOPIC));
    let without =
        |text: &str| text.lines().filter(|line| !line.contains("kickoff-held")).collect::<Vec<_>>().join("\n") + "\n";
    sandbox.write(&events, without(&sandbox.read(&events)));
    sandbox.commit_all("尚未开题");
    let told = sandbox.run(&format!("--lang zh-CN render {TOPIC} 协商工作方案 --out 先")).exits(0).stderr;
    assert!(told.contains("yijuan set 2026-003 预定.开题会议=YYYY-MM-DD"), "{told}");
    sandbox.run(&format!("record {TOPIC} 开题会议 --on 2026-06-25")).exits(0);
    assert!(drafted(&sandbox, TOPIC, "协商工作方案").contains("| 2026年6月25日 | 召开开题会议"));
}
