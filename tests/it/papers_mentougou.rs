//! Papers of the mentougou regulation that are no part of a meeting: the research report, the letter that the opinion goes
//! up with, and the notice that calls for the dossier.

use crate::papers::{bare, complete, drafted, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "003";

#[test]
fn the_research_report() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "调研报告"));
    let (sandbox, key) = bare("mentougou");
    assert_eq!(lacks(&sandbox, &key, "调研报告"), ["缺少责任委室", "缺少牵头领导", "调研结束日期"]);
}

#[test]
fn the_letter_that_the_opinion_goes_up_with() {
    let sandbox = complete(TOPIC);
    assert_snapshot!(drafted(&sandbox, TOPIC, "报送函"));
    sandbox.run(&format!("render {TOPIC} 报送函 --each --out 各")).exits(0);
    assert!(sandbox.read("各/报送函（区政府办公室）.md").contains("请转呈区政府领导参阅"));
    let (sandbox, key) = bare("mentougou");
    assert_eq!(lacks(&sandbox, &key, "报送函"), ["缺少“协商会议”的记录", "缺少协商形式", "缺少责任委室"]);
}

#[test]
fn the_notice_that_calls_for_the_dossier_says_what_it_lacks() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "催收档案通知"));
    let (sandbox, key) = bare("mentougou");
    let facts = ["缺少协商形式", "缺少责任委室", "缺少“报出《协商意见》”的记录"];
    assert_eq!(lacks(&sandbox, &key, "催收档案通知"), facts);
}
