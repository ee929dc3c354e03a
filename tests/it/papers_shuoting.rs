//! The papers of the shuoting regulation, of a topic of 云河协商议事厅.

use crate::papers::{bare, complete, drafted, found_of_filled_in, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "028";

#[test]
fn the_form_on_which_a_topic_is_raised() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题征集表"));
    let (sandbox, key) = bare("shuoting");
    assert_eq!(lacks(&sandbox, &key, "议题征集表"), ["协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_examined() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题审查表"));
    let (sandbox, key) = bare("shuoting");
    assert_eq!(lacks(&sandbox, &key, "议题审查表"), ["协商形式"]);
}

#[test]
fn the_notice_of_the_meeting() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "会议通知"));
    let (sandbox, key) = bare("shuoting");
    let facts = ["缺少协商形式", "缺少会期", "联系人", "联系电话", "会议开始时间", "会议地点"];
    assert_eq!(lacks(&sandbox, &key, "会议通知"), facts);
}

#[test]
fn the_record_of_the_meeting() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "会议记录"));
    let (sandbox, key) = bare("shuoting");
    assert_eq!(lacks(&sandbox, &key, "会议记录"), ["缺少协商形式", "缺少“协商会议”的记录", "会议地点"]);
}

#[test]
fn filled_in_they_leave_no_finding() {
    let papers = ["议题征集表", "议题审查表", "会议通知", "会议记录"];
    let found = found_of_filled_in(&complete(TOPIC), TOPIC, &["会议记录"], &papers);
    assert!(found.is_empty(), "{found:?}");
}
