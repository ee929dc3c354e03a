//! The papers of the shuoting regulation, of a topic of 云河协商议事厅.

use crate::papers::{bare, complete, drafted, found_of_filled_in, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "028";

#[test]
fn the_form_on_which_a_topic_is_raised() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题征集表"), @"
    ---
    document: topic-call-form
    title: 协商议题征集表
    ---

    | 项目 | 内容 |
    |---|---|
    | 议题名称 | 老旧街巷路灯 |
    | 提出人或者单位 | 〔待填写：提出人或者单位〕 |
    | 联系电话 | 〔待填写：电话〕 |
    | 提出方式 | 12345热线（工单号：RX2026-0453） |
    | 背景和现状 | 〔待填写：发生在哪里、涉及多少人、已经怎样办过，用数据说明〕 |
    | 主要问题 | 〔待填写：需要协商解决的问题，一题一事〕 |
    | 拟协商内容 | 〔待填写：希望各方商量什么、由谁答复〕 |
    | 建议协商形式 | 调研协商 |
    | 建议参加单位和人员 | 〔待填写：有关单位和人员〕 |
    | 是否同意署名 | 〔待填写：同意或者不同意〕 |
    | 填表人（签名、日期） | |
    ");
    let (sandbox, key) = bare("shuoting");
    assert_eq!(lacks(&sandbox, &key, "议题征集表"), ["提出人或者单位", "提出方式", "协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_examined() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题审查表"));
    let (sandbox, key) = bare("shuoting");
    assert_eq!(
        lacks(&sandbox, &key, "议题审查表"),
        [
            "协商形式",
            "是否违反宪法法律政策",
            "是否依法应予保密",
            "是否进入诉讼复议仲裁程序",
            "是否已交办的信访事项",
            "是否实名举报",
            "是否纪检监察机关正在审查调查",
            "是否个人问题已有明确答复",
            "是否其他不宜协商"
        ]
    );
}

#[test]
fn the_letter_that_tells_of_a_topic() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题告知函"), @r#"
    ---
    document: topic-announcement
    title: 关于协商议题“老旧街巷路灯”有关情况的告知函
    date: 2026-03-16
    issuer: 社会法制委员会
    to: [〔待填写：有关部门〕, 各有关政协委员]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    云河协商议事厅协商议题“老旧街巷路灯”已于2026年3月12日确定，协商形式为调研协商。现将议题和协商事项的基本情况告知如下。

    ## 议题来源

    来自12345热线，工单RX2026-0453。协商事项已于2026年3月5日核实，2026年3月9日拟定为协商议题。

    ## 协商事项基本情况

    〔待填写：发生在哪里、涉及多少人、已经怎样办过，用数据说明〕

    ## 拟协商的主要问题

    〔待填写：希望协商解决的问题，逐条列出〕

    ## 协商安排

    调研：〔待填写：时间、地点和方式〕

    协商：拟于2026年4月16日（星期四）开展，具体时间、地点另行通知。

    ## 请做好的准备

    1. 请有关部门针对拟协商的问题准备情况说明，写明政策依据、已做的工作和下一步打算。
    1. 请有关委员参加调研，听取群众意见，准备意见建议。

    特此函告。
    "#);
    let (sandbox, key) = bare("shuoting");
    let facts = ["缺少协商形式", "联系人", "联系电话", "确定议题的日期", "来源渠道", "拟定的会期"];
    assert_eq!(lacks(&sandbox, &key, "议题告知函"), facts);
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
    let papers = ["议题征集表", "议题审查表", "议题告知函", "会议通知", "会议记录"];
    let found = found_of_filled_in(&complete(TOPIC), TOPIC, &["会议记录"], &papers);
    assert!(found.is_empty(), "{found:?}");
}
