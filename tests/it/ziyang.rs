//! The rules of the ziyang regulation, each against one healthy topic, in each of its fourteen forms.
//!
//! The dates are counted by hand from the notice for 2026: 劳动节 1–5 May with 9 May worked, 端午 19–21 June.

use super::cases::rows;
use super::due::draft::{Draft, PEOPLE, PLAN, SETTINGS, YEAR};

const TOPIC: &str = "topics/2026/001-楼宇/topic.yml";
const EVENTS: &str = "topics/2026/001-楼宇/events.yml";
const ROSTER: &str = "topics/2026/001-楼宇/roster.yml";
const SUGGESTIONS: &str = "topics/2026/001-楼宇/suggestions.yml";
const WORK_PLAN: &str = "topics/2026/001-楼宇/协商工作方案.md";
const PROCEDURE: &str = "topics/2026/001-楼宇/会议程序.md";
const RECORD: &str = "topics/2026/001-楼宇/会议记录.md";
const REPORT: &str = "topics/2026/001-楼宇/协商报告.md";
const OPINION: &str = "topics/2026/001-楼宇/协商意见.md";
const DIGEST: &str = "topics/2026/001-楼宇/网络民意汇总.md";
const DRAW: &str = "topics/2026/001-楼宇/随机抽选记录.md";

/// A year and a topic that keep the rules of whatever form the topic has: everybody some form asks for is there.
fn healthy_as(form: &str) -> Draft {
    let year = Draft::new("2026-06-15")
        .file(
            SETTINGS,
            "\
archive: 1
institution: 政协云河市委员会
regulation: ziyang
regulations: [ziyang]
offices:
  economy: {name: 经济委员会, kind: special-committee}
limits: {promptly: 10 workdays, in-advance: 5 workdays, tracking: 3 months}
",
        )
        .file(
            PEOPLE,
            "\
- {id: zhao, name: 赵示例, posts: [chair]}
- {id: qian, name: 钱样本, posts: ['vice-chair:economy']}
- {id: sun, name: 孙范文, posts: [secretary-general]}
- {id: feng, name: 冯虚构, posts: [deputy-secretary-general]}
- {id: wang, name: 王拟定, posts: ['committee-director:economy']}
",
        )
        .file(
            PLAN,
            "\
made_by: [party-committee-office, government-office, cppcc-office]
items:
  - {title: 楼宇经济, kind: supervision, topic: 2026-001}
",
        )
        .file(
            YEAR,
            "\
- {date: 2025-11-20, event: topics-collected, by: [cppcc]}
- {date: 2025-12-05, event: plan-proposed, by: [cppcc]}
- {date: 2025-12-19, event: plan-conferred, by: [party-committee-office], to: [government-office, cppcc-office]}
- {date: 2026-01-09, event: plan-approved, by: [party-committee]}
- {date: 2026-03-06, event: plan-deployed, to: [standing-committee-meeting]}
",
        )
        .file(
            TOPIC,
            &format!(
                "\
title: 楼宇经济
form: {form}
regulation: ziyang
began: 2026-03-02
office: economy
lead: qian
tags: [important, important-research, key-proposal, key-project, joint-city, regional-common]
source: {{channel: member}}
selection: [random-draw]
scheduled: {{meeting: 2026-05-14}}
"
            ),
        );
    with_papers(with_people(with_events(year)))
}

fn with_events(draft: Draft) -> Draft {
    draft
        .file(
            EVENTS,
            "\
- {date: 2026-03-05, event: topic-proposed, by: [proposal-committee]}
- {date: 2026-03-09, event: department-consulted, by: [economy], to: [department]}
- {date: 2026-03-10, event: topic-approved, by: [chairpersons-meeting]}
- {date: 2026-03-12, event: proposal-handed-over, to: [department]}
- {date: 2026-03-16, event: project-class-agreed}
- {date: 2026-03-20, event: joint-plan-agreed, to: [partner-cppcc]}
- {date: 2026-03-23, event: provincial-guidance-given, by: [provincial-cppcc]}
- {date: 2026-03-27, event: views-exchanged, via: visit, note: 三条建议拟吸收两条}
- {date: 2026-04-02, event: inspection-held}
- {date: 2026-04-08, event: research-ended}
- {date: 2026-04-10, event: opinions-reported}
- {date: 2026-04-28, event: materials-collected}
- {date: 2026-05-06, event: mobilisation-held}
- {date: 2026-05-12, event: exchange-held}
- {date: 2026-05-14, event: meeting}
- {date: 2026-05-20, event: resolution-deliberated}
- {date: 2026-05-21, event: resolution-submitted}
- {date: 2026-05-22, event: resolution-adopted, by: [plenary-meeting]}
- {date: 2026-05-26, event: report-approved}
- {date: 2026-05-28, event: report-sent}
- {date: 2026-06-08, event: handling-tracked}
",
        )
        .file(
            SUGGESTIONS,
            "\
- id: s1
  kind: suggestion
  text: 编制楼宇地图
  to: 市发展改革委
  adoption: adopted
  proposers: [尤演示]
  events:
    - {date: 2026-06-01, event: converted, via: proposal}
    - {date: 2026-06-02, event: converted, via: collective-proposal}
    - {date: 2026-06-03, event: replied}
    - {date: 2026-06-05, event: fed-back, to: [尤演示]}
- id: c1
  kind: commitment
  text: 年内公布空置楼宇名录
  events:
    - {date: 2026-06-04, event: progress}
",
        )
}

fn with_people(draft: Draft) -> Draft {
    draft.file(
        ROSTER,
        "\
- {name: 赵示例, person: zhao, tags: [host], at: [meeting, online], invited: 2026-05-06}
- {name: 钱样本, person: qian, tags: [research-lead], at: [meeting, research], invited: 2026-05-06}
- {name: 孙范文, person: sun, invited: 2026-05-06}
- {name: 冯虚构, person: feng, invited: 2026-05-06}
- {name: 王拟定, person: wang, at: [meeting, online], invited: 2026-05-06}
- {name: 何示意, tags: [party-committee-leader, leader-in-charge], at: [meeting, opening, sector-group, mobilisation, exchange]}
- {name: 吕样例, tags: [government-leader, briefer], at: [opening, meeting, sector-group, mobilisation, exchange]}
- {name: 张样例, tags: [peoples-congress-leader], at: [opening, meeting]}
- {name: 孔样例, tags: [court-leader], at: [opening]}
- {name: 曹样例, tags: [procuratorate-leader], at: [opening]}
- {name: 严样例, tags: [garrison-leader], at: [opening]}
- {name: 许化名, tags: [department-principal, briefer], at: [meeting, research, mobilisation, exchange]}
- {name: 尤演示, tags: [county-resident, sector-member], at: [meeting, research]}
- {name: 施代称, tags: [county-resident, differing-view]}
- {name: 常试写, tags: [standing-member]}
- {name: 金化名, tags: [provincial-member]}
- {name: 魏化名, tags: [peoples-organisation-head]}
- {name: 陶化名, tags: [nonmember-county-cadre]}
- {name: 姜化名, tags: [nonmember-united-front-head]}
- {name: 戚化名, tags: [nonstanding-county-cadre]}
- {name: 谢化名, tags: [democratic-party-head]}
- {name: 邹化名, tags: [federation-head]}
- {name: 喻化名, tags: [sector-expert]}
- {name: 柏化名, tags: [party-or-group], at: [research]}
- {name: 水化名, tags: [county-cppcc], at: [research]}
- {name: 窦化名, tags: [sector-public], at: [online]}
",
    )
}

fn with_papers(draft: Draft) -> Draft {
    draft
        .file(WORK_PLAN, "---\ndocument: work-plan\n---\n\n## 任务分工\n\n经济委员会牵头。\n")
        .file(
            PROCEDURE,
            "---\ndocument: meeting-procedure\n---\n\n## 大会发言\n\n三人。\n\n## 界别协商\n\n五组。\n\n## 分组讨论\n\n八组。\n\n## 协商讨论\n\n一小时。\n",
        )
        .file(
            RECORD,
            "---\ndocument: meeting-record\n---\n\n## 牵头人介绍情况\n\n介绍初稿。\n\n## 深入讨论\n\n四人发言。\n\n## 完善研究成果\n\n补充两条。\n\n## 转化为工作措施\n\n列入年度任务。\n",
        )
        .file(
            REPORT,
            "---\ndocument: consultation-report\ndate: 2026-05-21\nto: [party-committee, government]\nabsorbs: [网络民意汇总]\n---\n\n建议编制楼宇地图。\n",
        )
        .file(DIGEST, "---\ndocument: online-opinion-digest\ndate: 2026-05-19\n---\n\n三百二十条。\n")
        .file(DRAW, "---\ndocument: draw-record\n---\n\n种子与名单附后。\n")
}

/// A heart-to-heart talk: no research, and mostly members outside the party.
fn heart_to_heart() -> Draft {
    healthy_as("heart-to-heart").without(TOPIC, "tags:").file(
        ROSTER,
        "- {name: 尤演示, tags: [non-party]}\n- {name: 施代称, tags: [non-party]}\n- {name: 钱样本, person: qian}\n",
    )
}

/// The same, its result an opinion in place of a report.
fn in_an_opinion(draft: Draft) -> Draft {
    let opinion = draft.text(REPORT).replace("consultation-report", "consultation-opinion");
    draft.without_file(REPORT).file(OPINION, &opinion)
}

fn closed(draft: Draft) -> Draft {
    draft.line(EVENTS, "- {date: 2026-06-30, event: closed}").on("2026-07-01")
}

#[test]
fn the_healthy_topic_has_no_finding_in_any_form() {
    for form in [
        "plenary",
        "thematic-standing",
        "thematic",
        "proposal-handling",
        "remote",
        "expert",
        "sector",
        "counterpart",
        "legislative",
        "online",
        "supervision",
        "joint",
        "community",
    ] {
        assert_eq!(healthy_as(form).findings(), [""; 0], "{form}");
        assert_eq!(closed(healthy_as(form)).findings(), [""; 0], "{form}, closed");
    }
    assert_eq!(heart_to_heart().findings(), [""; 0]);
}

#[test]
fn the_healthy_topic_had_none_on_the_way_either() {
    for day in ["2026-01-10", "2026-03-03", "2026-03-13", "2026-04-09", "2026-05-08", "2026-05-15", "2026-05-27"] {
        assert_eq!(healthy_as("thematic").on(day).findings(), [""; 0], "on {day}");
    }
}

#[test]
fn only_important_topics_are_reported_on_in_the_next_year() {
    let plain = healthy_as("thematic").change(TOPIC, "tags: [important, ", "tags: [").on("2027-04-01");
    assert_eq!(plain.duty("Z22j plan:2026"), "not-applicable");
}

#[test]
fn what_the_year_asks_binds_only_whom_it_is_said_to_bind() {
    let other = healthy_as("thematic").change(SETTINGS, "regulations: [ziyang]\n", "");
    assert_eq!(other.duties_of("Z4a"), [""; 0]);
}

rows! {
    z4a_the_plan_is_made_by_three_offices: healthy_as("thematic").change(PLAN, "government-office, cppcc-office]", "government-office]").on("2027-01-01")
        => "Z4a plan:2026: overdue, due 2026-12-31",
        "error Z4a plans/2026/plan.yml:1:1: 计划制定单位缺市政协办公室，应在2026-12-31前";
    z4b_collect_propose_confer_approve: healthy_as("thematic").change(YEAR, "to: [government-office, cppcc-office]", "to: [government-office]").on("2027-01-01")
        => "Z4b plan:2026: overdue, due 2026-12-31",
        "error Z4b plans/2026/events.yml:1:1: 尚未完成：会商年度协商计划（对象缺市政协办公室），应在2026-12-31前";
    z4c_some_items_are_supervision: healthy_as("thematic").change(PLAN, "kind: supervision", "kind: consultation")
        => "Z4c: overdue, due 2026-01-09",
        "error Z4c plans/2026/plan.yml:2:1: 年度计划的民主监督议题0项，应有一定比例，还欠1项，应在批准年度协商计划（2026-01-09）前";
    z4d_a_planned_key_proposal_is_approved: healthy_as("proposal-handling").without(EVENTS, "topic-approved")
        => "Z4d: overdue, due 2026-05-14",
        "error Z4d topics/2026/001-楼宇/events.yml:1:1: 尚未完成：审定议题，应在协商会议（2026-05-14）前";
    z5a_research_comes_first: healthy_as("thematic").without(EVENTS, "research-ended")
        => "Z5a: overdue, due 2026-05-14",
        "error Z5a topics/2026/001-楼宇/events.yml:1:1: 尚未记录“调研结束”，应在协商会议（2026-05-14）前";
    z5a_a_talk_needs_none: heart_to_heart().without(EVENTS, "research-ended") => "Z5a: not-applicable";
    z5b_important_research_has_a_leader_at_its_head: healthy_as("thematic").change(ROSTER, "tags: [research-lead], ", "")
        => "Z5b: overdue, due 2026-05-14",
        "error Z5b topics/2026/001-楼宇/roster.yml:1:1: 尚未登记调研带队人，应由主席会议成员担任，应在协商会议（2026-05-14）前";
    z5c_important_research_is_joint: healthy_as("thematic").without(ROSTER, "party-or-group")
        => "Z5c: overdue, due 2026-05-14",
        "error Z5c topics/2026/001-楼宇/roster.yml:1:1: 调研参加人员缺党派团体人士，应在协商会议（2026-05-14）前";
    z6a_the_work_plan_divides_the_tasks: healthy_as("thematic").change(WORK_PLAN, "## 任务分工", "## 时间安排")
        => "Z6a: overdue, due 2026-05-14",
        "error Z6a topics/2026/001-楼宇/协商工作方案.md:1:1: 《协商工作方案》缺任务分工，应在协商会议（2026-05-14）前";
    // 9 May is a Saturday that is worked.
    z6b_materials_are_collected_in_advance: healthy_as("thematic").without(EVENTS, "materials-collected").on("2026-05-09")
        => "Z6b: overdue, due 2026-05-08",
        "note Z6b topics/2026/001-楼宇/events.yml:1:1: 尚未记录“收集资料”，应在协商会议前办理（参考期限2026-05-08）";
    z7a_six_kinds_of_leaders_open_and_close: healthy_as("plenary").without(ROSTER, "court-leader")
        => "Z7a: overdue, due 2026-05-14",
        "error Z7a topics/2026/001-楼宇/roster.yml:1:1: 开幕会、闭幕会邀请名单缺市法院领导，应在协商会议（2026-05-14）前";
    z7b_leaders_go_into_the_groups: healthy_as("plenary").change(ROSTER, "at: [meeting, opening, sector-group,", "at: [meeting, opening,")
        => "Z7b: overdue, due 2026-05-22",
        "error Z7b topics/2026/001-楼宇/roster.yml:1:1: 界别小组参加人员缺市委领导，应在通过会议决议或办结（2026-05-22）前";
    z7c_a_plenary_speaks_consults_and_discusses: healthy_as("plenary").change(PROCEDURE, "八组。\n", "")
        => "Z7c: overdue, due 2026-05-14",
        "error Z7c topics/2026/001-楼宇/会议程序.md:1:1: 《会议程序》缺分组讨论，应在协商会议（2026-05-14）前";
    z7d_a_resolution_is_adopted_in_turn: closed(healthy_as("plenary").without(EVENTS, "resolution-adopted"))
        => "Z7d: overdue, due 2026-06-30",
        "error Z7d topics/2026/001-楼宇/events.yml:1:1: 尚未完成：通过会议决议，应在办结（2026-06-30）前";
    z7e_five_kinds_of_observers_are_invited: healthy_as("plenary").without(ROSTER, "nonmember-united-front-head")
        => "Z7e: overdue, due 2026-05-14",
        "error Z7e topics/2026/001-楼宇/roster.yml:1:1: 协商会议邀请名单缺非委员统战部部长，应在协商会议（2026-05-14）前";
    z8a_leaders_are_invited: healthy_as("thematic-standing").without(ROSTER, "peoples-congress-leader")
        => "Z8a: overdue, due 2026-05-14",
        "error Z8a topics/2026/001-楼宇/roster.yml:1:1: 协商会议邀请名单缺市人大常委会领导，应在协商会议（2026-05-14）前";
    z8b_a_leader_briefs: healthy_as("thematic-standing").change(ROSTER, "[government-leader, briefer]", "[government-leader]")
        => "Z8b: overdue, due 2026-05-14",
        "error Z8b topics/2026/001-楼宇/roster.yml:12:3: 通报情况人为许化名，应由市委领导或市人大常委会领导或市政府领导担任，应在协商会议（2026-05-14）前";
    z8c_the_meeting_deliberates: healthy_as("thematic-standing").change(PROCEDURE, "## 协商讨论", "## 休会")
        => "Z8c: overdue, due 2026-05-14",
        "error Z8c topics/2026/001-楼宇/会议程序.md:1:1: 《会议程序》缺协商讨论，应在协商会议（2026-05-14）前";
    z8d_provincial_members_are_invited: healthy_as("thematic-standing").without(ROSTER, "provincial-member")
        => "Z8d: overdue, due 2026-05-14",
        "error Z8d topics/2026/001-楼宇/roster.yml:1:1: 协商会议邀请名单缺住资省政协委员，应在协商会议（2026-05-14）前";
    z8e_observers_are_invited: healthy_as("thematic-standing").without(ROSTER, "democratic-party-head")
        => "Z8e: overdue, due 2026-05-14",
        "error Z8e topics/2026/001-楼宇/roster.yml:1:1: 协商会议邀请名单缺民主党派负责同志，应在协商会议（2026-05-14）前";
    z9a_the_leader_in_charge_is_invited: healthy_as("thematic").change(ROSTER, "[party-committee-leader, leader-in-charge]", "[party-committee-leader]")
        => "Z9a: overdue, due 2026-05-14",
        "error Z9a topics/2026/001-楼宇/roster.yml:1:1: 协商会议邀请名单缺市委或市政府分管领导，应在协商会议（2026-05-14）前";
    z9b_the_principal_of_the_department_briefs: healthy_as("thematic").change(ROSTER, "[department-principal, briefer]", "[department-principal]")
        => "Z9b: overdue, due 2026-05-14",
        "error Z9b topics/2026/001-楼宇/roster.yml:7:3: 通报情况人为吕样例，应由部门主要负责人担任，应在协商会议（2026-05-14）前";
    z9c_every_holder_of_three_posts_is_invited: healthy_as("thematic").without(ROSTER, "冯虚构")
        => "Z9c: overdue, due 2026-05-14",
        "error Z9c topics/2026/001-楼宇/roster.yml:1:1: 应邀请副秘书长1人，缺冯虚构，应在协商会议（2026-05-14）前";
    z10a_a_proposal_is_handed_over_to_somebody: healthy_as("proposal-handling").change(EVENTS, "proposal-handed-over, to: [department]", "proposal-handed-over")
        => "Z10a: overdue, due 2026-03-27",
        "error Z10a topics/2026/001-楼宇/events.yml:1:1: “召开提案交办会”（2026-03-12）未记明对谁，应在与提案者交换意见或协商会议（2026-03-27）前";
    z10b_views_are_exchanged_with_the_proposer: closed(healthy_as("proposal-handling").change(EVENTS, ", note: 三条建议拟吸收两条", ""))
        => "Z10b: overdue, due 2026-06-30",
        "error Z10b topics/2026/001-楼宇/events.yml:1:1: “与提案者交换意见”（2026-03-27）未记明说明（就条文“在办理环节,承办单位通过电话联系、网络联系、座谈调研、登门走访等方式,就提案的主要内容、建议的吸收情况与提案者交换意见”说明），应在办结（2026-06-30）前";
    z10c_the_handling_is_pressed: closed(healthy_as("proposal-handling").without(EVENTS, "inspection-held"))
        => "Z10c: overdue, due 2026-06-30",
        "error Z10c topics/2026/001-楼宇/events.yml:1:1: 尚未记录“视察”或“召开重点提案办理协商会”或“走访承办单位和委员”，应在办结（2026-06-30）前";
    z10d_a_committee_handles_a_key_proposal: healthy_as("proposal-handling").change(SETTINGS, "kind: special-committee", "kind: office")
        => "Z10d: overdue, due 2026-05-14",
        "error Z10d topics/2026/001-楼宇/topic.yml:5:1: 责任委室性质为办公室，应为专门委员会，应在协商会议（2026-05-14）前";
    z11a_the_chair_or_a_vice_chair_hosts: healthy_as("remote").change(ROSTER, "tags: [host], ", "").change(ROSTER, "person: sun", "person: sun, tags: [host]")
        => "Z11a: overdue, due 2026-05-14",
        "error Z11a topics/2026/001-楼宇/roster.yml:3:3: 主持人为孙范文，应由主席或副主席担任，应在协商会议（2026-05-14）前";
    z11b_three_posts_attend: healthy_as("remote").without(ROSTER, "冯虚构")
        => "Z11b: overdue, due 2026-05-14",
        "error Z11b topics/2026/001-楼宇/roster.yml:1:1: 协商会议或在线交流参加人员缺副秘书长，应在协商会议（2026-05-14）前";
    z11c_most_members_live_in_the_counties: healthy_as("remote").change(ROSTER, "[county-resident, differing-view]", "[member, differing-view]")
        => "Z11c: overdue, due 2026-05-14",
        "error Z11c topics/2026/001-楼宇/roster.yml:1:1: 政协委员3人，其中住县（区）委员1人，未占多数：补充2名住县（区）委员，或减少2名政协委员（非住县（区）委员），应在协商会议（2026-05-14）前";
    z11d_the_public_takes_part_online: healthy_as("remote").without(ROSTER, "sector-public")
        => "Z11d: overdue, due 2026-05-14",
        "error Z11d topics/2026/001-楼宇/roster.yml:1:1: 协商会议或在线交流参加人员缺界别群众代表，应在协商会议（2026-05-14）前";
    z11e_two_cities_agree_on_the_plan: healthy_as("remote").change(EVENTS, "joint-plan-agreed, to: [partner-cppcc]", "joint-plan-agreed")
        => "Z11e: overdue, due 2026-05-14",
        "error Z11e topics/2026/001-楼宇/events.yml:1:1: “与对方商定方案”（2026-03-20）未记明对谁，应在协商会议（2026-05-14）前";
    z12a_a_leader_or_a_committee_head_hosts: healthy_as("expert").change(ROSTER, "tags: [host], ", "").change(ROSTER, "person: feng", "person: feng, tags: [host]")
        => "Z12a: overdue, due 2026-05-14",
        "error Z12a topics/2026/001-楼宇/roster.yml:4:3: 主持人为冯虚构，应由主席会议成员或专委会负责同志担任，应在协商会议（2026-05-14）前";
    z12b_experts_take_part: healthy_as("expert").without(ROSTER, "sector-expert")
        => "Z12b: overdue, due 2026-05-14",
        "error Z12b topics/2026/001-楼宇/roster.yml:1:1: 协商会议参加人员缺界别专家，应在协商会议（2026-05-14）前";
    z12c_the_record_follows_the_agenda: healthy_as("expert").change(RECORD, "## 深入讨论", "## 午休")
        => "Z12c: overdue, due 2026-05-28",
        "error Z12c topics/2026/001-楼宇/会议记录.md:1:1: 《会议记录》缺深入讨论，应在报送协商报告或办结（2026-05-28）前";
    z13b_four_kinds_attend: healthy_as("sector").change(ROSTER, "[county-resident, sector-member]", "[county-resident]")
        => "Z13b: overdue, due 2026-05-14",
        "error Z13b topics/2026/001-楼宇/roster.yml:1:1: 协商会议参加人员缺界别委员代表，应在协商会议（2026-05-14）前";
    z14a_the_topic_is_talked_over_with_the_department: healthy_as("counterpart").without(EVENTS, "department-consulted")
        => "Z14a: overdue, due 2026-05-14",
        "error Z14a topics/2026/001-楼宇/events.yml:1:1: 尚未记录“与对口部门沟通议题”（应由专门委员会；对象：有关部门），应在协商会议（2026-05-14）前";
    z15a_a_project_is_key_or_regular: healthy_as("legislative").change(TOPIC, "key-project, ", "")
        => "Z15a: overdue, due 2026-05-14",
        "error Z15a topics/2026/001-楼宇/topic.yml:7:1: 议题标记为重要协商议题、重要调研、重点提案、与其他城市联合、区域共同性议题，应有重点项目/常规项目，应在协商会议（2026-05-14）前";
    z15b_opinions_are_collected_and_reported: closed(healthy_as("legislative").without(EVENTS, "opinions-reported"))
        => "Z15b: overdue, due 2026-06-30",
        "error Z15b topics/2026/001-楼宇/events.yml:1:1: 尚未完成：反映意见建议，应在办结（2026-06-30）前";
    z16a_leaders_take_part_online: healthy_as("online").without(ROSTER, "王拟定")
        => "Z16a: overdue, due 2026-05-14",
        "error Z16a topics/2026/001-楼宇/roster.yml:1:1: 在线交流或协商会议参加人员缺专委会负责同志，应在协商会议（2026-05-14）前";
    z16c_opinions_online_are_digested: healthy_as("online").without_file(DIGEST)
        => "Z16c: overdue, due 2026-05-28",
        "error Z16c topics/2026/001-楼宇/网络民意汇总.md: 缺责任委室的《网络民意汇总》，应在报送协商报告或办结（2026-05-28）前";
    z16c_and_taken_up_in_the_report: healthy_as("online").without(REPORT, "absorbs:")
        => "Z16c: overdue, due 2026-05-28",
        "error Z16c topics/2026/001-楼宇/协商报告.md:1:1: 《协商报告》未吸纳《网络民意汇总》，应在报送协商报告或办结（2026-05-28）前";
    z17a_most_are_outside_the_party: heart_to_heart().change(ROSTER, "施代称, tags: [non-party]", "施代称, tags: [member]")
        => "Z17a: overdue, due 2026-05-14",
        "error Z17a topics/2026/001-楼宇/roster.yml:1:1: 协商会议参加人员3人，其中党外委员或民主党派1人，未占多数：补充2名党外委员或民主党派，或减少2名其他人员，应在协商会议（2026-05-14）前";
    z18a_the_plan_marks_it_for_supervision: healthy_as("supervision").change(PLAN, "kind: supervision", "kind: consultation")
        => "Z18a: overdue, due 2026-05-14",
        "error Z18a plans/2026/plan.yml:3:19: 年度计划中的议题类型为协商，应为民主监督，应在协商会议（2026-05-14）前";
    z18b_the_vice_chair_in_charge_leads: healthy_as("supervision").change(TOPIC, "lead: qian", "lead: zhao")
        => "Z18b: overdue, due 2026-05-14",
        "error Z18b topics/2026/001-楼宇/topic.yml:6:1: 牵头领导为赵示例，应由分管责任委室的副主席担任，应在协商会议（2026-05-14）前";
    z18b_standing_members_take_part: healthy_as("supervision").without(ROSTER, "standing-member")
        => "Z18b: overdue, due 2026-05-14",
        "error Z18b topics/2026/001-楼宇/roster.yml:1:1: 协商会议参加人员缺常务委员，应在协商会议（2026-05-14）前";
    z18e_mobilise_and_exchange: healthy_as("supervision").without(EVENTS, "exchange-held")
        => "Z18e: overdue, due 2026-05-21",
        "warning Z18e topics/2026/001-楼宇/events.yml:1:1: 尚未记录“召开意见交换会”，应在形成协商报告或办结（2026-05-21）前";
    z19d_the_province_guides_cities: healthy_as("joint").without(EVENTS, "provincial-guidance-given").without(EVENTS, "joint-plan-agreed")
        => "Z19d: overdue, due 2026-05-14",
        "error Z19d topics/2026/001-楼宇/events.yml:1:1: 尚未记录“接受省政协指导”或“与对方商定方案”，应在协商会议（2026-05-14）前";
    z20b_community_topics_come_by_four_channels: healthy_as("community").without(TOPIC, "source:")
        => "Z20b: overdue, due 2026-05-14",
        "error Z20b topics/2026/001-楼宇/topic.yml:1:1: 尚未填写议题来源渠道（应为党政点题/委员荐题/社会征题/政协选题等），应在协商会议（2026-05-14）前";
    z21a_only_a_draw_is_looked_at: healthy_as("thematic").change(TOPIC, "[random-draw]", "[invitation]") => "Z21a: not-applicable";
    z22a_a_report_is_made: healthy_as("thematic").without_file(REPORT)
        => "Z22a: overdue, due 2026-05-28",
        "note Z22a topics/2026/001-楼宇/协商报告.md: 缺《协商报告》或《协商意见》，应在协商会议后及时办理（参考期限2026-05-28）";
    z22b_an_important_report_goes_to_both: closed(healthy_as("thematic").change(REPORT, "to: [party-committee, government]", "to: [government]"))
        => "Z22b: overdue, due 2026-06-30",
        "error Z22b topics/2026/001-楼宇/协商报告.md:1:1: 尚缺主送市委，应在办结（2026-06-30）前";
    z22b_an_opinion_goes_the_same_way: closed(in_an_opinion(healthy_as("thematic")))
        => "Z22b: done, done 2026-05-28, due 2026-06-30";
    z22b_and_to_both: closed(in_an_opinion(healthy_as("thematic")).change(OPINION, "to: [party-committee, government]", "to: [government]"))
        => "Z22b: overdue, due 2026-06-30",
        "error Z22b topics/2026/001-楼宇/协商意见.md:1:1: 尚缺主送市委，应在办结（2026-06-30）前";
    z22e_what_was_promised_is_followed_up: healthy_as("thematic").without(SUGGESTIONS, "event: progress").without(EVENTS, "handling-tracked").on("2026-08-17")
        => "Z22e c1: overdue, due 2026-08-14",
        "note Z22e topics/2026/001-楼宇/suggestions.yml:1:1: 尚未记录“办理进展”或“答复”或“落实”或“了解办理情况”，协商会议后须持续跟踪（参考期限2026-08-14）";
    z22f_adoption_is_tracked: healthy_as("thematic").on("2026-09-09")
        => "Z22f: overdue, due 2026-09-08",
        "note Z22f topics/2026/001-楼宇/events.yml:1:1: 尚未记录“了解办理情况”或“办理进展”或“答复”或“落实”（上次：2026-06-08），形成协商报告后须持续跟踪（参考期限2026-09-08）";
    z22h_the_ledger_says_to_whom_it_went: healthy_as("thematic").without(SUGGESTIONS, "to: 市发展改革委")
        => "Z22h s1: overdue, due 2026-06-04",
        "note Z22h topics/2026/001-楼宇/suggestions.yml:1:3: 尚未填写交办单位，应在形成协商报告后及时办理（参考期限2026-06-04）";
    z22i_its_proposers_are_told: healthy_as("thematic").change(SUGGESTIONS, "fed-back, to: [尤演示]", "fed-back, to: [施代称]").on("2026-06-18")
        => "Z22i s1: overdue, due 2026-06-17",
        "note Z22i topics/2026/001-楼宇/suggestions.yml:1:1: “反馈”尚未送达：提出者，应在答复后及时办理（参考期限2026-06-17）";
    z22j_a_leader_reports_on_adoption: healthy_as("thematic").on("2027-04-01")
        => "Z22j plan:2026: overdue, due 2027-03-31",
        "error Z22j plans/2026/events.yml:1:1: 尚未记录“通报协商成果采纳落实情况”（应由市政府领导；对象：常委会会议；记明由谁），应在2027-03-31前（次年第一季度）";
    z23a_the_past_years_plan_is_evaluated: healthy_as("thematic").on("2027-04-01")
        => "Z23a plan:2026: overdue, due 2027-03-31",
        "error Z23a plans/2026/events.yml:1:1: 尚未记录“总结评估年度协商计划”（对象：常委会会议），应在2027-03-31前（次年第一季度）";
    z23b_the_current_years_plan_is_deployed: healthy_as("thematic").without(YEAR, "plan-deployed")
        => "Z23b: overdue, due 2026-03-31",
        "error Z23b plans/2026/events.yml:1:1: 尚未记录“部署当年协商计划”（对象：常委会会议），应在2026-03-31前";
    z25_a_topic_begins_under_the_rules_in_force: healthy_as("thematic").change(TOPIC, "began: 2026-03-02", "began: 2022-03-01").change(EVENTS, "2026-05-14, event: meeting", "2022-03-30, event: meeting")
        => "Z25: overdue",
        "error Z25 topics/2026/001-楼宇/topic.yml:4:1: 登记日期2022-03-01早于规程施行日期2022-03-31";
}
