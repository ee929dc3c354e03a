//! The papers of the yancheng regulation, of a topic of the room at 亭湾街道.

use crate::papers::{bare, complete, drafted, found_of_filled_in, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "026";

#[test]
fn the_form_on_which_a_topic_is_raised() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题征集表"), @"
    ---
    document: topic-call-form
    title: 协商议题征集表
    ---

    | 项目 | 内容 |
    |---|---|
    | 议题名称 | 学府路雨后积水 |
    | 提出人或者单位 | 〔待填写：提出人或者单位〕 |
    | 联系电话 | 〔待填写：电话〕 |
    | 提出方式 | 群众出题 |
    | 背景和现状 | 〔待填写：发生在哪里、涉及多少人、已经怎样办过，用数据说明〕 |
    | 主要问题 | 〔待填写：需要协商解决的问题，一题一事〕 |
    | 拟协商内容 | 〔待填写：希望各方商量什么、由谁答复〕 |
    | 建议协商形式 | 会议协商 |
    | 建议参加单位和人员 | 〔待填写：有关单位和人员〕 |
    | 是否同意署名 | 〔待填写：同意或者不同意〕 |
    | 填表人（签名、日期） | |
    ");
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "议题征集表"), ["提出人或者单位", "提出方式", "协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_examined() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题审查表"), @"
    ---
    document: topic-review-form
    title: “学府路雨后积水”协商议题审查表
    ---

    | 项目 | 内容 |
    |---|---|
    | 协商议题 | 学府路雨后积水 |
    | 协商形式 | 会议协商 |
    | 议题筛选时间 | 2026年3月6日 |

    | 序号 | 不列入协商议事议题范围的事项 | 是否属于 |
    |---|---|---|
    | 1 | 党的政策、国家法律法规或上级党委政府已有明确要求或明文规定的 | 否 |
    | 2 | 属于个体矛盾纠纷或涉法涉诉的 | 否 |
    | 3 | 已经达成一致共识的 | 否 |

    | 环节 | 意见 | 签名（盖章）、日期 |
    |---|---|---|
    | 核对 | 核对人：姜拟作，2026年3月5日。〔待填写：属于党政关注的要事、民生改善的实事、社会治理的难事中的哪一类，理由〕 | |
    | 审定 | | 2026年3月10日 |
    ");
    let (sandbox, key) = bare("yancheng");
    assert_eq!(
        lacks(&sandbox, &key, "议题审查表"),
        ["协商形式", "是否政策法律或上级已有明确规定", "是否个体矛盾纠纷或涉法涉诉", "是否已达成一致共识"]
    );
}

#[test]
fn the_form_on_which_a_topic_is_filed() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题备案表"), @"
    ---
    document: topic-filing-form
    title: “学府路雨后积水”协商议题备案表
    date: 2026-03-12
    ---

    | 项目 | 内容 |
    |---|---|
    | 协商议题 | 学府路雨后积水 |
    | 协商形式 | 会议协商 |
    | 协商时间 | 2026年4月16日（星期四）下午2时30分 |
    | 协商地点 | 二楼协商议事室 |
    | 主持人 | 乡镇街道园区党委副书记姜拟作 |
    | 参加人员 | 共7人，其中政协委员3人、利益相关方代表1人 |
    | 拟协商内容 | 〔待填写：拟协商的主要问题〕 |
    | 审定时间 | 2026年3月10日 |
    | 审定单位（盖章） | |
    | 备案单位（盖章） | |
    | 备案时间 | 2026年3月12日 |
    | 经办人（签名） | |
    ");
    let (sandbox, key) = bare("yancheng");
    let facts = ["缺少“审定议题”的记录", "协商形式", "协商时间", "协商地点"];
    assert_eq!(lacks(&sandbox, &key, "议题备案表"), facts);
}

#[test]
fn the_research_material() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "政协调研材料"), @"
    ---
    document: research-material
    title: “学府路雨后积水”调研材料
    date: 2026-03-27
    ---

    围绕协商议题“学府路雨后积水”的调研于2026年3月27日结束。〔待填写：参加调研的人员，走访、座谈的地点和次数〕现将调研情况整理如下。

    ## 一线实情

    〔待填写：实地查明的情况，用数据说明〕

    ## 群众声音

    〔待填写：群众反映的问题和诉求，逐条列出〕

    ## 研讨意见

    〔待填写：问题的原因，可行的解决方案和各方的看法〕
    ");
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
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商纪要"), @"
    ---
    document: minutes
    title: “学府路雨后积水”协商纪要
    date: 2026-04-22
    ---

    2026年4月16日，乡镇街道园区党委副书记姜拟作主持开展“学府路雨后积水”会议协商。现纪要如下。

    ## 协商情况

    会议认为，〔待填写：对议题基本情况的判断，写明事实和数据〕

    与会人员提出，〔待填写：各方的主要意见，不写发言人姓名〕

    ## 形成的共识

    〔待填写：达成的共识，逐条列出；仍有不同意见的如实写明〕

    ## 意见建议

    1. 汛前疏通雨水管。

    出席：乡镇街道园区党委副书记姜拟作、鲁虚写、倪样例、温路人、万演示、施样本、江拟定
    ");
    let (sandbox, key) = bare("yancheng");
    assert_eq!(lacks(&sandbox, &key, "协商纪要"), ["缺少“协商会议”的记录", "缺少协商形式"]);
}

#[test]
fn the_explanation_to_those_of_another_view() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "解释说明"), @r#"
    ---
    document: explanation
    title: 关于“学府路雨后积水”协商中不同意见的解释说明
    issuer: cppcc-office
    to: [〔待填写：持不同意见的群众〕]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    2026年4月16日，围绕“学府路雨后积水”开展会议协商。对你们在协商中提出的不同意见，现作如下解释说明。

    ## 提出的不同意见

    1. 不赞成封路施工。

    ## 解释说明

    〔待填写：逐条说明，写明政策依据、有关部门的答复、未能采纳的理由〕

    ## 后续安排

    〔待填写：还要做什么，由谁做，何时答复〕

    对以上说明仍有疑问的，请与联系人联系。
    "#);
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
