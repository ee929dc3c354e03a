//! The papers of the yancheng regulation, of a topic of the room at 亭湾街道.

use crate::papers::{bare, complete, drafted, found_of_filled_in, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "026";

#[test]
fn the_form_on_which_a_topic_is_raised() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题征集表"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "议题征集表"), ["协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_examined() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题审查表"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "议题审查表"), ["协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_filed() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题备案表"));
    let (sandbox, key) = bare("yancheng");
    let facts = ["缺少“审定议题”的记录", "协商形式", "协商时间", "协商地点"];
    assert_eq!(lacks(&sandbox, &key, "议题备案表"), facts);
}

#[test]
fn the_research_material() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "政协调研材料"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "政协调研材料"), ["调研结束日期"]);
}

#[test]
fn the_public_notice_a_week_before_the_meeting() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商议题公示"));
    let (sandbox, key) = bare("yancheng");
    let facts = ["缺少会期", "缺少“审定议题”的记录", "缺少协商形式", "联系人", "联系电话", "会议开始时间", "会议地点"];
    assert_eq!(lacks(&sandbox, &key, "协商议题公示"), facts);
}

#[test]
fn the_notice_of_the_meeting() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "会议通知"));
    let (sandbox, key) = bare("yancheng");
    let facts = ["缺少协商形式", "缺少会期", "联系人", "联系电话", "会议开始时间", "会议地点"];
    assert_eq!(lacks(&sandbox, &key, "会议通知"), facts);
}

#[test]
fn the_suggestions() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商建议"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "协商建议"), ["缺少“协商会议”的记录", "缺少协商形式", "调研结束日期"]);
}

#[test]
fn the_minutes() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商纪要"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "协商纪要"), ["缺少“协商会议”的记录", "缺少协商形式"]);
}

#[test]
fn the_explanation_to_those_of_another_view() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "解释说明"));
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "解释说明"), ["缺少“协商会议”的记录", "缺少协商形式", "联系人", "联系电话"]);
}

#[test]
fn filled_in_they_leave_no_finding_whichever_result_is_sent() {
    let before = ["议题征集表", "议题审查表", "议题备案表", "政协调研材料", "协商议题公示", "会议通知", "解释说明"];
    for result in ["协商建议", "协商纪要"] {
        let papers = [&before[..], &[result]].concat();
        let found = found_of_filled_in(&complete(TOPIC), TOPIC, &["协商建议", "政协调研材料"], &papers);
        assert!(found.is_empty(), "{result}: {found:?}");
    }
}
