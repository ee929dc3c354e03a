//! The rules of the shuoting regulation, each against one healthy topic of one hall.
//!
//! The dates are counted by hand from the notice for 2026: 清明 4–6 April, 劳动节 1–5 May.

use super::cases::rows;
use super::due::draft::{Draft, PEOPLE, ROOMS};
use std::ffi::OsString;

const TOPIC: &str = "topics/2026/001-路灯/topic.yml";
const EVENTS: &str = "topics/2026/001-路灯/events.yml";
const ROSTER: &str = "topics/2026/001-路灯/roster.yml";
const SUGGESTIONS: &str = "topics/2026/001-路灯/suggestions.yml";
const RECORD: &str = "topics/2026/001-路灯/会议记录.md";
const ISSUES: &str = "plans/2026/问题清单.md";
const TABLE: &str = "plans/2026/督办落实情况表.md";

/// A hall with one topic that has been deliberated and is followed up.
fn healthy() -> Draft {
    let hall = Draft::new("2026-06-15")
        .file(
            "yijuan.yml",
            "\
archive: 1
institution: 政协云河区委员会
regulation: shuoting
regulations: [shuoting]
offices:
  livelihood: {name: 民生委员会, kind: special-committee}
limits: {tracking: 3 months}
",
        )
        .file(
            PEOPLE,
            "- {id: gu, name: 顾示例, tags: [platform-head]}\n- {id: you, name: 尤演示, tags: [relevant-member]}\n",
        )
        .file(
            ROOMS,
            "\
- id: hall-a
  name: 云河协商议事厅
  level: hall
  regulation: shuoting
  opened: 2025-12-20
  guide: livelihood
  run_by: [member-station]
  officer: gu
",
        )
        .file(
            TOPIC,
            "\
title: 老旧街巷路灯
form: research-consultation
regulation: shuoting
began: 2026-03-02
office: livelihood
room: hall-a
matter: [public-difficulty, governance-difficulty]
basis: 三个月内同类诉求二十余件
source: {channel: hotline, hotline: [RX2026-0453]}
scope:
  by: gu
  date: 2026-03-04
  unlawful: false
  confidential: false
  in-litigation: false
  petition-assigned: false
  named-report: false
  discipline-investigation: false
  personal-answered: false
  otherwise-unsuitable: false
scheduled: {meeting: 2026-04-16}
",
        )
        .file(
            EVENTS,
            "\
- {date: 2026-03-05, event: facts-verified, by: [platform]}
- {date: 2026-03-09, event: topic-proposed, by: [platform]}
- {date: 2026-03-12, event: topic-approved, by: [livelihood]}
- {date: 2026-03-16, event: topic-announced, to: [department, member]}
- {date: 2026-03-26, event: research-ended}
- {date: 2026-04-02, event: notice-sent, for: 2026-04-16}
- {date: 2026-04-16, event: meeting, via: official-account}
- {date: 2026-04-27, event: result-sent, to: [party-committee, government], via: proposal}
",
        )
        .file(
            ROSTER,
            "\
- {name: 温路人, tags: [mass-representative], at: [sourcing, meeting], invited: 2026-04-02, attendance: present}
- {name: 商虚构, tags: [enterprise-representative], invited: 2026-04-02, attendance: present}
- {name: 尤演示, person: you, invited: 2026-04-02, attendance: present}
- {name: 顾示例, person: gu, invited: 2026-04-02, attendance: present}
- {name: 许样例, tags: [department-official], invited: 2026-04-02, attendance: present}
",
        );
    with_papers(hall)
}

fn with_papers(draft: Draft) -> Draft {
    draft
        .file(
            SUGGESTIONS,
            "\
- id: s1
  kind: common-issue
  text: 背街小巷路灯无人管
  events:
    - {date: 2026-04-28, event: reported, to: [party-committee, government], via: public-opinion-report}
    - {date: 2026-05-20, event: progress, by: [livelihood]}
",
        )
        .file(RECORD, "---\ndocument: meeting-record\ndate: 2026-04-16\n---\n\n## 答疑解惑\n\n部门答复了产权归属。\n")
        .file(ISSUES, "---\ndocument: issue-list\nroom: hall-a\ndate: 2026-04-30\n---\n\n1. 背街小巷路灯无人管\n")
        .file(
            TABLE,
            "\
---
document: follow-up-table
title: 云河协商议事厅协商议事活动督办落实情况
room: hall-a
date: 2026-05-20
filled_by: 民生委员会
filled_on: 2026-05-20
---

| 序号 | 协商时间 | 协商议题 | 协商建议 | 交办单位 | 政协责任委室 | 督办负责人 | 进展情况 | 存在问题 | 解决思路 |
|---|---|---|---|---|---|---|---|---|---|
| 1 | 2026-04-16 | 老旧街巷路灯 | 明确管护单位 | 区城管委 | 民生委员会 | 顾示例 | 已现场核查 | 产权不清 | 先修后议 |
",
        )
}

/// The same as another form of activity.
fn healthy_as(form: &str) -> Draft {
    healthy().change(TOPIC, "form: research-consultation", &format!("form: {form}"))
}

/// The healthy topic on the day its approval has come, before anything follows.
fn on_approval(draft: Draft) -> Draft {
    draft.on("2026-03-10")
}

fn closed(draft: Draft) -> Draft {
    draft.line(EVENTS, "- {date: 2026-06-30, event: closed}").on("2026-07-01")
}

#[test]
fn the_healthy_hall_has_no_finding() {
    for form in ["research-consultation", "advice", "briefing", "training", "online"] {
        assert_eq!(healthy_as(form).findings(), [""; 0], "{form}");
        assert_eq!(closed(healthy_as(form)).findings(), [""; 0], "{form}");
    }
    for day in ["2026-01-01", "2026-03-02", "2026-03-06", "2026-03-11", "2026-04-03", "2026-04-17", "2026-08-20"] {
        assert_eq!(healthy().on(day).findings(), [""; 0], "on {day}");
    }
}

#[test]
fn a_hall_opened_in_the_course_of_a_year_owes_that_year_nothing() {
    let opened =
        |day: &str| healthy().change(ROOMS, "opened: 2025-12-20", &format!("opened: {day}")).without_file(ISSUES);
    // It was open for nine tenths of the year.
    assert_eq!(opened("2026-01-05").duties_of("X7g"), ["X7g 2026"]);
    let new = opened("2026-03-02");
    assert_eq!(new.duties_of("X7g"), [""; 0]);
    assert_eq!(new.clone().on("2027-02-01").duties_of("X7g"), ["X7g 2027"]);
}

#[test]
fn a_hall_is_the_platform_and_a_name_that_is_known() {
    let by =
        |who: &str| healthy().change(EVENTS, "topic-proposed, by: [platform]", &format!("topic-proposed, by: [{who}]"));
    for who in ["hall-a", "云河协商议事厅", "协商议事厅"] {
        assert_eq!(by(who).findings(), [""; 0], "{who}");
    }
    assert_ne!(by("另一协商议事厅").findings(), [""; 0]);
    let folder = healthy().laid();
    let said = |command: &str| {
        let root = folder.path().to_str().unwrap();
        let global = ["yijuan", "-C", root, "--as-of", "2026-06-15", "--lang", "zh-CN", "--no-commit"];
        let arguments: Vec<OsString> = global.into_iter().chain(command.split(' ')).map(OsString::from).collect();
        yijuan::cli::run(&arguments).result.map(|reply| format!("{:?}", reply.notes))
    };
    for who in ["云河协商议事厅", "hall-a"] {
        let noted = said(&format!("record 001 提出议题 --by {who} --on 2026-03-10")).unwrap();
        assert!(!noted.contains("没有登记"), "{noted}");
    }
    // What is nearly its name is a slip.
    assert!(said("record 001 提出议题 --by 云河协商议事所 --on 2026-03-10").is_err());
}

#[test]
fn an_answer_that_nobody_signed_is_none_but_a_yes_stands_by_itself() {
    let unsigned = healthy().without(TOPIC, "  by: gu").on("2026-03-10");
    unsigned.row(
        "X5d0: overdue, due 2026-03-09",
        &["error X5d0 topics/2026/001-路灯/topic.yml:10:1: 排除事项审查缺违反宪法法律政策、依法应予保密、进入诉讼复议仲裁程序、已交办的信访事项、实名举报、纪检监察机关正在审查调查、个人问题已有明确答复、其他不宜协商，应在提出议题或审定议题或协商会议（2026-03-09）前"],
    );
    // One blank form is one omission: nothing says that any of the grounds applies.
    unsigned.row("X5d1: done, due 2026-03-09", &[]);
    unsigned.change(TOPIC, "named-report: false", "named-report: true").row(
        "X5d5: overdue, due 2026-03-09",
        &["error X5d5 topics/2026/001-路灯/topic.yml:16:3: 排除事项“实名举报”答“是”：属该情形，不得列入协商"],
    );
}

#[test]
fn a_topic_under_another_regulation_is_none_of_the_halls() {
    let other = "title: 另一题\nregulation: yancheng\nroom: hall-a\n";
    let draft =
        healthy().without_file(ISSUES).without(EVENTS, "event: meeting").file("topics/2026/002-另/topic.yml", other);
    let draft = draft.file("topics/2026/002-另/events.yml", "- {date: 2026-05-06, event: meeting}\n");
    // No meeting of its own, so that no list of issues is owed yet.
    assert_eq!(draft.duty("X7g 2026"), "waiting");
}

rows! {
    x3c_the_public_takes_part: healthy().without(ROSTER, "温路人")
        => "X3c: overdue, due 2026-04-16",
        "error X3c topics/2026/001-路灯/roster.yml:1:1: 议题征集或协商会议邀请名单缺群众代表，应在协商会议（2026-04-16）前";
    x4a_advice_starts_from_the_hotline: healthy_as("advice").change(TOPIC, ", hotline: [RX2026-0453]", "")
        => "X4a: overdue, due 2026-04-16",
        "error X4a topics/2026/001-路灯/topic.yml:9:1: 尚未填写12345热线工单，应在协商会议（2026-04-16）前";
    x4a_advice_is_given_face_to_face: healthy_as("advice").without(ROSTER, "温路人").without(ROSTER, "商虚构")
        => "X4a: overdue, due 2026-04-16",
        "error X4a topics/2026/001-路灯/roster.yml:1:1: 协商会议参加人员缺群众代表或企事业单位代表，应在协商会议（2026-04-16）前";
    x4a_is_for_advice_alone: healthy().without(ROSTER, "温路人").without(ROSTER, "商虚构") => "X4a: not-applicable";
    x4b_the_facts_are_verified_before: healthy().without(EVENTS, "facts-verified")
        => "X4b: overdue, due 2026-04-16",
        "error X4b topics/2026/001-路灯/events.yml:1:1: 尚未记录“核实协商事项”，应在协商会议（2026-04-16）前";
    x4h_departments_and_members_meet: healthy().without(ROSTER, "许样例")
        => "X4h: overdue, due 2026-04-16",
        "error X4h topics/2026/001-路灯/roster.yml:1:1: 协商会议参加人员缺部门人员，应在协商会议（2026-04-16）前";
    x4c_the_result_goes_to_both: closed(healthy().change(EVENTS, "result-sent, to: [party-committee, government]", "result-sent, to: [government]"))
        => "X4c: overdue, due 2026-06-30",
        "error X4c topics/2026/001-路灯/events.yml:1:1: “报送协商成果”尚未送达：党委，应在办结（2026-06-30）前";
    x5a_the_matter_is_one_of_the_three: healthy().without(TOPIC, "matter:")
        => "X5a: overdue, due 2026-03-12",
        "error X5a topics/2026/001-路灯/topic.yml:1:1: 尚未填写议题内容类别（应为方针政策和重点工作落实/群众实际困难问题/基层社会治理难事），应在审定议题或协商会议（2026-03-12）前";
    x5c_a_difficulty_of_governance_names_its_tickets: healthy().change(TOPIC, ", hotline: [RX2026-0453]", "")
        => "X5c: overdue, due 2026-03-12",
        "error X5c topics/2026/001-路灯/topic.yml:9:1: 尚未填写12345热线工单，应在审定议题或协商会议（2026-03-12）前";
    x5d0_every_ground_is_answered: on_approval(healthy().without(TOPIC, "named-report").without(TOPIC, "unlawful"))
        => "X5d0: overdue, due 2026-03-09",
        "error X5d0 topics/2026/001-路灯/topic.yml:10:1: 排除事项审查缺违反宪法法律政策、实名举报，应在提出议题或审定议题或协商会议（2026-03-09）前";
    x5d1_what_is_unlawful: on_approval(healthy().change(TOPIC, "unlawful: false", "unlawful: true"))
        => "X5d1: overdue, due 2026-03-09",
        "error X5d1 topics/2026/001-路灯/topic.yml:13:3: 排除事项“违反宪法法律政策”答“是”：属该情形，不得列入协商";
    x5d2_what_is_confidential: on_approval(healthy().change(TOPIC, "confidential: false", "confidential: true"))
        => "X5d2: overdue, due 2026-03-09",
        "error X5d2 topics/2026/001-路灯/topic.yml:14:3: 排除事项“依法应予保密”答“是”：属该情形，不得列入协商";
    x5d3_what_is_in_litigation: on_approval(healthy().change(TOPIC, "in-litigation: false", "in-litigation: true"))
        => "X5d3: overdue, due 2026-03-09",
        "error X5d3 topics/2026/001-路灯/topic.yml:15:3: 排除事项“进入诉讼复议仲裁程序”答“是”：属该情形，不得列入协商";
    x5d4_a_petition_handed_over: on_approval(healthy().change(TOPIC, "petition-assigned: false", "petition-assigned: true"))
        => "X5d4: overdue, due 2026-03-09",
        "error X5d4 topics/2026/001-路灯/topic.yml:16:3: 排除事项“已交办的信访事项”答“是”：属该情形，不得列入协商";
    // Found the day it is written, while the duty still has time.
    x5d5_a_report_under_a_real_name: healthy().change(TOPIC, "named-report: false", "named-report: true").on("2026-03-04")
        => "X5d5: pending, due 2026-04-16",
        "error X5d5 topics/2026/001-路灯/topic.yml:17:3: 排除事项“实名举报”答“是”：属该情形，不得列入协商";
    x5d6_what_is_under_investigation: on_approval(healthy().change(TOPIC, "discipline-investigation: false", "discipline-investigation: true"))
        => "X5d6: overdue, due 2026-03-09",
        "error X5d6 topics/2026/001-路灯/topic.yml:18:3: 排除事项“纪检监察机关正在审查调查”答“是”：属该情形，不得列入协商";
    x5d7_a_personal_problem_answered: on_approval(healthy().change(TOPIC, "personal-answered: false", "personal-answered: true"))
        => "X5d7: overdue, due 2026-03-09",
        "error X5d7 topics/2026/001-路灯/topic.yml:19:3: 排除事项“个人问题已有明确答复”答“是”：属该情形，不得列入协商";
    x5d8_what_else_is_unsuitable: on_approval(healthy().change(TOPIC, "otherwise-unsuitable: false", "otherwise-unsuitable: true"))
        => "X5d8: overdue, due 2026-03-09",
        "error X5d8 topics/2026/001-路灯/topic.yml:20:3: 排除事项“其他不宜协商”答“是”：属该情形，不得列入协商";
    x6a_a_hall_is_guided_and_run: healthy().without(ROOMS, "guide:").change(ROOMS, "[member-station]", "[office]")
        => "X6a: overdue",
        "error X6a rooms.yml:1:3: 尚未填写指导专委会（应为专委会）",
        "error X6a rooms.yml:6:3: 具体实施单位为office，应为委员工作站（室）/委员地区活动组/界别活动组";
    x6c_a_hall_has_a_person_in_charge: healthy().without(ROOMS, "officer:")
        => "X6c: overdue",
        "error X6c rooms.yml:1:3: 尚未填写专人";
    x7a_the_facts_are_verified: on_approval(healthy().without(EVENTS, "facts-verified"))
        => "X7a: overdue, due 2026-03-09",
        "error X7a topics/2026/001-路灯/events.yml:1:1: 尚未记录“核实协商事项”，应在提出议题或审定议题或协商会议（2026-03-09）前";
    x7b_the_committee_determines_what_the_platform_proposes: healthy().change(EVENTS, "topic-approved, by: [livelihood]", "topic-approved, by: [gu]")
        => "X7b: overdue, due 2026-04-16",
        "error X7b topics/2026/001-路灯/events.yml:3:3: 审定议题（2026-03-12）由顾示例作出，应由专委会作出；仍未依规定完成，应在协商会议（2026-04-16）前";
    x7c_those_concerned_are_told_before_the_research: healthy().change(EVENTS, "to: [department, member]", "to: [member]")
        => "X7c: overdue, due 2026-04-16",
        "error X7c topics/2026/001-路灯/events.yml:1:1: 尚未完成：告知议题和基本情况（对象缺有关部门），应在协商会议（2026-04-16）前";
    x7d_the_platforms_head_is_named_and_notified: healthy().without(ROSTER, "顾示例")
        => "X7d: overdue, due 2026-04-16",
        "error X7d topics/2026/001-路灯/roster.yml:1:1: 协商会议邀请名单缺协商议事平台负责人，应在协商会议（2026-04-16）前";
    x7d_they_are_notified: healthy().without(EVENTS, "notice-sent")
        => "X7d: overdue, due 2026-04-16",
        "error X7d topics/2026/001-路灯/events.yml:1:1: 尚未记录“通知参加人员”（对象：参加单位和人员），应在协商会议（2026-04-16）前";
    x7e_the_record_holds_answers_or_opinions: closed(healthy().change(RECORD, "## 答疑解惑", "## 会议情况"))
        => "X7e: overdue, due 2026-06-30",
        "error X7e topics/2026/001-路灯/会议记录.md:1:1: 《会议记录》缺答疑解惑或初步协商意见，应在办结（2026-06-30）前";
    x7f_common_issues_are_reported: closed(healthy().change(SUGGESTIONS, "[party-committee, government]", "[government]"))
        => "X7f s1: overdue, due 2026-06-30",
        "error X7f topics/2026/001-路灯/suggestions.yml:1:1: “报送共性问题建议”尚未送达：党委，应在办结（2026-06-30）前";
    x7g_each_hall_keeps_a_list_of_issues: healthy().without_file(ISSUES).on("2027-01-01")
        => "X7g 2026: overdue, due 2026-12-31",
        "error X7g plans/2026/问题清单.md: 缺《问题清单》，应在2026-12-31前";
    x7h_the_committee_follows_up: healthy().without(SUGGESTIONS, "event: progress").on("2026-07-17")
        => "X7h s1: overdue, due 2026-07-16",
        "note X7h topics/2026/001-路灯/suggestions.yml:1:1: 尚未记录“办理进展”或“答复”（应由专委会），协商会议后须持续跟踪（参考期限2026-07-16）";
    x8a_the_table_has_ten_columns: healthy().change(TABLE, "| 存在问题 | 解决思路 |", "| 解决思路 | 存在问题 |")
        => "X8a 2026: pending, due 2026-12-31",
        "error X8a plans/2026/督办落实情况表.md:10:1: 《督办落实情况表》的栏目为序号|协商时间|协商议题|协商建议|交办单位|政协责任委室|督办负责人|进展情况|解决思路|存在问题，应依次为序号|协商时间|协商议题|协商建议|交办单位|政协责任委室|督办负责人|进展情况|存在问题|解决思路，应在2026-12-31前";
    x8b_the_table_says_who_filled_it_in: healthy().without(TABLE, "filled_by").on("2027-01-01")
        => "X8b 2026: overdue, due 2026-12-31",
        "error X8b plans/2026/督办落实情况表.md:1:1: 《督办落实情况表》缺填报部门，应在2026-12-31前";
    x8c_the_table_bears_the_halls_name: healthy().change(TABLE, "title: 云河协商议事厅协商", "title: 云河区协商")
        => "X8c 2026: pending, due 2026-12-31",
        "error X8c plans/2026/督办落实情况表.md:3:1: 标题为“云河区协商议事活动督办落实情况”，应为“云河协商议事厅协商议事活动督办落实情况”，应在2026-12-31前";
}

#[test]
fn an_answer_by_the_body_asked_is_on_record_and_the_committees_own_entry_is_not() {
    let answered =
        healthy().change(SUGGESTIONS, "event: progress, by: [livelihood]", "event: replied, by: [区城市管理委]");
    let said = "“答复”（2026-05-20）由区城市管理委（没有登记）作出，尚待专委会记录“办理进展”";
    let found = answered.on("2026-07-17").findings_of("X7h");
    assert!(found.iter().all(|line| line.contains(said)) && !found.is_empty(), "{found:?}");
}
