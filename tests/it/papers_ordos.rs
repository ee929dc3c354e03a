//! The papers of the ordos regulation, of a topic of the room at 河沿街道.

use crate::papers::{bare, complete, drafted, found_of_filled_in, lacks};
use insta::assert_snapshot;

const TOPIC: &str = "022";

/// What the drafts of the liaison body lack as long as it is not in the register.
const LIAISON_BODY: &str = "发文机关“政协工作基层联络机构”的全称";

#[test]
fn the_form_on_which_a_topic_is_raised() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题征集表"), @"
    ---
    document: topic-call-form
    title: 协商议题征集表
    ---

    | 项目 | 内容 |
    |---|---|
    | 议题名称 | 沿河步道夜间照明 |
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
    let (sandbox, key) = bare("ordos");
    assert_eq!(lacks(&sandbox, &key, "议题征集表"), ["提出人或者单位", "提出方式", "协商形式"]);
}

#[test]
fn the_form_on_which_a_topic_is_examined() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题审查表"), @"
    ---
    document: topic-review-form
    title: “沿河步道夜间照明”协商议题审查表
    ---

    | 项目 | 内容 |
    |---|---|
    | 协商议题 | 沿河步道夜间照明 |
    | 协商形式 | 会议协商 |
    | 选题时间 | 2026年2月5日 |

    | 序号 | 不议的事项 | 是否属于 |
    |---|---|---|
    | 1 | 涉及党的政策、国家法律法规有明文规定的事项 | 否 |
    | 2 | 上级党委和政府有明确要求及规定的事项 | 否 |
    | 3 | 属于个体矛盾、两方纠纷的事项 | 否 |
    | 4 | 明显带有歧视性、显失公平的事项 | 否 |
    | 5 | 需由嘎查村（居）民委员会审议的事项 | 否 |

    | 环节 | 意见 | 签名（盖章）、日期 |
    |---|---|---|
    | 核对 | 核对人：戚假名，2026年2月4日。〔待填写：属于哪一类协商议事内容，在哪一级范围内协商，理由〕 | |
    | 审定 | | 2026年2月9日 |
    ");
    let (sandbox, key) = bare("ordos");
    assert_eq!(
        lacks(&sandbox, &key, "议题审查表"),
        [
            "协商形式",
            "是否党的政策和法律法规有明文规定",
            "是否上级有明确要求及规定",
            "是否个体矛盾或两方纠纷",
            "是否带有歧视性或显失公平",
            "是否需由嘎查村（居）民委员会审议"
        ]
    );
}

#[test]
fn the_form_on_which_a_topic_is_filed() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "议题备案表"), @"
    ---
    document: topic-filing-form
    title: “沿河步道夜间照明”协商议题备案表
    date: 2026-02-11
    ---

    | 项目 | 内容 |
    |---|---|
    | 协商议题 | 沿河步道夜间照明 |
    | 协商形式 | 会议协商 |
    | 协商时间 | 2026年3月19日（星期四）下午2时30分 |
    | 协商地点 | 二楼协商议事室 |
    | 主持人 | 苏木乡镇（街道）党（工）委副书记戚假名 |
    | 参加人员 | 共12人，其中政协委员3人、利益相关方代表7人 |
    | 拟协商内容 | 〔待填写：拟协商的主要问题〕 |
    | 审定时间 | 2026年2月9日 |
    | 审定单位（盖章） | |
    | 备案单位（盖章） | |
    | 备案时间 | 2026年2月11日 |
    | 经办人（签名） | |
    ");
    let (sandbox, key) = bare("ordos");
    let facts = ["缺少“审定议题”的记录", "协商形式", "协商时间", "协商地点"];
    assert_eq!(lacks(&sandbox, &key, "议题备案表"), facts);
}

#[test]
fn the_letter_by_which_a_topic_goes_up() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "提请上交函"), @r#"
    ---
    document: escalation-letter
    title: 关于提请上交协商议题“沿河步道夜间照明”的函
    issuer: liaison-body
    to: [county-cppcc-committee]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    按照“什么范围的事情，就在什么范围内协商”的要求，拟将协商议题“沿河步道夜间照明”提请上交。现将有关情况函告如下。

    ## 议题情况

    〔待填写：议题的由来、涉及的范围和人数、矛盾所在〕前期调研已于2026年3月5日结束。本级已于2026年3月19日开展会议协商。

    ## 提请上交的理由

    〔待填写：哪些事项超出本级范围，需要上级哪些单位参加协商〕

    ## 提请事项

    1. 请将该议题纳入协商，并明确承办单位和联系人。
    1. 〔待填写：需要上级协调解决的具体问题〕

    妥否，请函复。
    "#);
    let (sandbox, key) = bare("ordos");
    assert_eq!(lacks(&sandbox, &key, "提请上交函"), ["联系人", "联系电话", LIAISON_BODY]);
}

#[test]
fn the_letter_by_which_a_topic_goes_down() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "指定下放函"), @r#"
    ---
    document: delegation-letter
    title: 关于指定下放协商议题“沿河步道夜间照明”的函
    issuer: cppcc
    to: [liaison-body]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    按照“什么范围的事情，就在什么范围内协商”的要求，将协商议题“沿河步道夜间照明”指定下放，由你们组织协商。现将有关事项函告如下。

    ## 议题情况

    〔待填写：议题的由来、涉及的范围和人数、矛盾所在〕

    ## 指定下放的理由

    〔待填写：事项属于哪一级范围，为什么由该级协商更合适〕

    ## 有关要求

    1. 先调研再协商，请于〔待填写：日期〕前将协商安排告知我们。
    1. 参加协商人员一般不少于10名、不多于20名，利益相关方代表不少于总人数的一半，公职人员不超过20%。
    1. 协商后请及时汇总整理协商意见和建议，形成协商成果，报苏木乡镇（街道）党（工）委和旗区政协。

    特此函达。
    "#);
    let (sandbox, key) = bare("ordos");
    assert_eq!(lacks(&sandbox, &key, "指定下放函"), ["联系人", "联系电话"]);
}

#[test]
fn the_notice_of_the_meeting() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "会议通知"));
    let (sandbox, key) = bare("ordos");
    let facts = ["缺少协商形式", "缺少会期", "联系人", "联系电话", "会议开始时间", "会议地点"];
    assert_eq!(lacks(&sandbox, &key, "会议通知"), facts);
}

#[test]
fn the_suggestions() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商建议"));
    let (sandbox, key) = bare("ordos");
    let facts = ["缺少“协商会议”的记录", "缺少协商形式", "调研结束日期", LIAISON_BODY];
    assert_eq!(lacks(&sandbox, &key, "协商建议"), facts);
}

#[test]
fn the_minutes() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "协商纪要"), @"
    ---
    document: minutes
    title: “沿河步道夜间照明”协商纪要
    date: 2026-03-26
    ---

    2026年3月19日，苏木乡镇（街道）党（工）委副书记戚假名主持开展“沿河步道夜间照明”会议协商。现纪要如下。

    ## 协商情况

    会议认为，〔待填写：对议题基本情况的判断，写明事实和数据〕

    与会人员提出，〔待填写：各方的主要意见，不写发言人姓名〕

    ## 形成的共识

    〔待填写：达成的共识，逐条列出；仍有不同意见的如实写明〕

    ## 意见建议

    1. 河沿桥至柳湾段加装低位路灯，避开居民窗户。（区城市管理委员会）
    2. 夜间照明时段随季节调整，由街道公布。（河沿街道办事处）

    出席：苏木乡镇（街道）党（工）委副书记戚假名、尤演示、孔示律、许样例、曹示民、金示代、魏示众、陶示管、姜示居、谢示居、邹示商、喻示商
    ");
    let (sandbox, key) = bare("ordos");
    assert_eq!(lacks(&sandbox, &key, "协商纪要"), ["缺少“协商会议”的记录", "缺少协商形式"]);
}

#[test]
fn where_no_consensus_was_reached_both_results_say_so() {
    let sandbox = complete(TOPIC);
    let events = format!("{}/events.yml", sandbox.topic(TOPIC));
    sandbox.write(&events, sandbox.read(&events).replace("consensus-reached", "consensus-not-reached"));
    sandbox.commit_all("没有共识");
    for result in ["协商建议", "协商纪要"] {
        let text = drafted(&sandbox, TOPIC, result);
        assert!(text.contains("各方未达成共识。〔待填写：分歧在哪里，怎样再调研、再协商〕"), "{text}");
    }
}

#[test]
fn the_public_notice_of_what_became_of_suggestions() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "办理情况公示"), @r#"
    ---
    document: handling-notice
    title: 关于“沿河步道夜间照明”协商意见建议办理情况的公示
    issuer: cppcc-office
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    2026年3月19日，河沿街道协商议事室围绕“沿河步道夜间照明”开展会议协商，提出意见建议2条。现将办理情况公示如下。

    ## 办理情况

    | 序号 | 意见建议 | 办理单位 | 采纳情况 | 措施和进展 |
    |---|---|---|---|---|
    | 1 | 河沿桥至柳湾段加装低位路灯，避开居民窗户。 | 区城市管理委员会 | 采纳 | 〔待填写：办到哪里，预计何时办结〕 |
    | 2 | 夜间照明时段随季节调整，由街道公布。 | 河沿街道办事处 | 研究中 | 〔待填写：办到哪里，预计何时办结〕 |

    ## 公示时间和意见反馈

    公示时间为〔待填写：起止日期〕。公示期间对办理情况有意见建议的，请向联系人提出。

    特此公示。
    "#);
    let (sandbox, key) = bare("ordos");
    let facts = ["缺少“协商会议”的记录", "缺少协商形式", "联系人", "联系电话"];
    assert_eq!(lacks(&sandbox, &key, "办理情况公示"), facts);
}

#[test]
fn the_explanation_to_those_of_another_view() {
    assert_snapshot!(drafted(&complete(TOPIC), TOPIC, "解释说明"), @r#"
    ---
    document: explanation
    title: 关于“沿河步道夜间照明”协商中不同意见的解释说明
    issuer: cppcc-office
    to: [〔待填写：持不同意见的群众〕]
    note: "联系人：范样例；联系电话：010-60000001"
    ---

    2026年3月19日，围绕“沿河步道夜间照明”开展会议协商。对你们在协商中提出的不同意见，现作如下解释说明。

    ## 提出的不同意见

    1. 担心灯光影响河道夜间水禽。

    ## 解释说明

    〔待填写：逐条说明，写明政策依据、有关部门的答复、未能采纳的理由〕

    ## 后续安排

    〔待填写：还要做什么，由谁做，何时答复〕

    对以上说明仍有疑问的，请与联系人联系。
    "#);
    let (sandbox, key) = bare("ordos");
    assert_eq!(lacks(&sandbox, &key, "解释说明"), ["缺少“协商会议”的记录", "缺少协商形式", "联系人", "联系电话"]);
}

#[test]
fn filled_in_they_leave_no_finding_whichever_result_is_sent() {
    let before = ["议题征集表", "议题审查表", "议题备案表", "会议通知", "解释说明"];
    for result in ["协商建议", "协商纪要"] {
        let papers = [&before[..], &[result]].concat();
        let found = found_of_filled_in(&complete(TOPIC), TOPIC, &["协商建议"], &papers);
        assert!(found.is_empty(), "{result}: {found:?}");
    }
}
