//! The rules of the yancheng regulation, each against one healthy topic of one township's room.
//!
//! The dates are counted by hand from the notice for 2026: 清明 4–6 April, 劳动节 1–5 May with 9 May worked.
//! 2027 is not published yet: its New Year's Day is a Friday.

use super::cases::rows;
use super::due::draft::{Draft, PEOPLE, ROOMS, SETTINGS, YEAR};

const TOPIC: &str = "topics/2026/001-积水/topic.yml";
const EVENTS: &str = "topics/2026/001-积水/events.yml";
const ROSTER: &str = "topics/2026/001-积水/roster.yml";
const SUGGESTIONS: &str = "topics/2026/001-积水/suggestions.yml";
const MATERIAL: &str = "topics/2026/001-积水/政协调研材料.md";
const RESULT: &str = "topics/2026/001-积水/协商建议.md";

/// A room with one topic that has been deliberated, and whose outcome has gone its way.
fn healthy() -> Draft {
    let room = Draft::new("2026-06-15")
        .file(
            SETTINGS,
            "\
archive: 1
institution: 政协云河县委员会
regulation: yancheng
regulations: [yancheng]
limits: {promptly: 10 workdays, in-advance: 5 workdays, year-start: 31 days}
",
        )
        .file(
            PEOPLE,
            "\
- {id: jiang, name: 姜示例, posts: [township-deputy-secretary], tags: [resident-member]}
- {id: lu, name: 鲁虚构, tags: [resident-member]}
- {id: ni, name: 倪样例, tags: [member]}
",
        )
        .file(ROOMS, "- {id: tingwan, name: 亭湾街道“有事好商量”协商议事室, level: township, regulation: yancheng, opened: 2025-06-01}\n")
        .file(YEAR, "- {date: 2026-01-08, event: duty-menu-issued, by: [member-liaison-group]}\n")
        .file(
            TOPIC,
            "\
title: 学府路雨后积水
form: in-person
regulation: yancheng
began: 2026-03-02
room: tingwan
entrusted_by: 亭湾街道办事处
tags: [sensitive]
matter: livelihood-affair
source: {channel: residents}
scope:
  by: jiang
  date: 2026-03-05
  already-stipulated: false
  individual-or-litigated: false
  consensus-exists: false
scheduled: {meeting: 2026-04-16}
",
        )
        .file(
            EVENTS,
            "\
- {date: 2026-03-06, event: topic-screened, via: questionnaire}
- {date: 2026-03-10, event: topic-approved, by: [local-party-committee]}
- {date: 2026-03-12, event: topic-filed, to: [county-cppcc-committee]}
- {date: 2026-03-13, event: sensitive-reported}
- {date: 2026-03-16, event: solution-studied}
- {date: 2026-03-27, event: research-ended}
- {date: 2026-04-08, event: publicised}
- {date: 2026-04-08, event: participants-briefed, to: [participants], via: chat-group}
- {date: 2026-04-16, event: meeting}
- {date: 2026-04-22, event: result-sent, to: [party-committee, government]}
- {date: 2026-04-23, event: result-reported, to: [亭湾街道办事处]}
",
        );
    with_people_and_papers(room)
}

fn with_people_and_papers(draft: Draft) -> Draft {
    draft
        .file(
            ROSTER,
            "\
- {name: 姜示例, person: jiang, tags: [host]}
- {name: 鲁虚构, person: lu, at: [meeting, research]}
- {name: 倪样例, person: ni}
- {name: 温路人, tags: [mass-representative, stakeholder], at: [sourcing, meeting, research]}
- {name: 万演示, tags: [township-head]}
- {name: 施样本, tags: [county-department-head]}
- {name: 江拟定, tags: [local-unit-head]}
",
        )
        .file(
            SUGGESTIONS,
            "\
- id: s1
  kind: suggestion
  key: true
  text: 汛前疏通雨水管
  adoption: adopted
  conversion: [livelihood-project]
  events:
    - {date: 2026-04-27, event: adoption-decided}
    - {date: 2026-05-15, event: implemented}
    - {date: 2026-05-20, event: fed-back}
    - {date: 2026-05-22, event: published}
    - {date: 2026-05-29, event: followed-up, via: supervision}
- id: d1
  kind: dissent
  text: 不赞成封路施工
  events:
    - {date: 2026-04-20, event: explained}
- id: v1
  kind: public-voice
  text: 多条道路都有积水
  events:
    - {date: 2026-04-21, event: reported-up}
",
        )
        .file(
            MATERIAL,
            "---\ndocument: research-material\ndate: 2026-03-27\n---\n\n## 一线实情\n\n管径不足。\n\n## 群众声音\n\n下雨出不了门。\n\n## 研讨意见\n\n先清淤后换管。\n",
        )
        .file(
            RESULT,
            "---\ndocument: consultation-suggestion\ndate: 2026-04-21\n---\n\n“有事好商量”协商议事室建议汛前疏通雨水管。\n",
        )
}

fn closed(draft: Draft) -> Draft {
    draft.line(EVENTS, "- {date: 2026-06-30, event: closed}").on("2026-07-01")
}

/// The same in a village's room.
fn in_a_village() -> Draft {
    healthy().change(ROOMS, "level: township", "level: village")
}

/// The first days of the next year, after those by which something was advised.
fn next_year() -> Draft {
    healthy().on("2027-01-18")
}

#[test]
fn the_healthy_room_has_no_finding() {
    assert_eq!(healthy().findings(), [""; 0]);
    assert_eq!(closed(healthy()).findings(), [""; 0]);
    for day in ["2026-01-05", "2026-03-03", "2026-03-11", "2026-04-08", "2026-04-10", "2026-04-17", "2026-05-01"] {
        assert_eq!(healthy().on(day).findings(), [""; 0], "on {day}");
    }
}

#[test]
fn a_room_that_met_once_by_november_is_told_what_it_owes_and_by_when() {
    let november = healthy().on("2026-11-15");
    assert_eq!(november.duty("Y22a 2026"), "pending, due 2026-12-31");
    assert_eq!(november.missing("Y22a 2026"), "2026年协商会议1次，应不少于2次，还欠1次");
    assert_eq!(november.task("Y22a 2026"), "完成“协商会议”（还欠1次）");
}

#[test]
fn a_meeting_of_two_days_is_one() {
    let two_days = healthy().line(EVENTS, "- {date: 2026-04-17, event: meeting}");
    assert_eq!(two_days.duty("Y22a 2026"), "pending, due 2026-12-31");
    let two_rounds = healthy().line(EVENTS, "- {date: 2026-06-11, event: meeting, round: 2}");
    assert_eq!(two_rounds.duty("Y22a 2026"), "done, done 2026-06-11, due 2026-12-31");
}

#[test]
fn what_is_not_adopted_need_not_be_carried_out() {
    let refused = healthy().change(SUGGESTIONS, "adoption: adopted", "adoption: not-adopted");
    closed(refused.without(SUGGESTIONS, "event: implemented"))
        .row("Y18 s1: done, done 2026-05-20, due 2026-06-30", &[]);
}

#[test]
fn a_number_settled_locally_is_asked_for() {
    let settled = in_a_village().change(SETTINGS, "limits: {", "limits: {locally-set: 3, ");
    settled.row("Y22b 2026: pending, due 2026-12-31", &[]);
    settled.row("Y22a 2026: not-applicable", &[]);
}

rows! {
    y3d_the_public_takes_part: healthy().without(ROSTER, "温路人")
        => "Y3d: overdue, due 2026-04-16",
        "error Y3d topics/2026/001-积水/roster.yml:1:1: 议题征集或协商会议邀请名单缺群众代表，应在协商会议（2026-04-16）前";
    y4b_a_deputy_secretary_hosts: healthy().change(PEOPLE, "posts: [township-deputy-secretary], ", "")
        => "Y4b: overdue, due 2026-04-16",
        "warning Y4b topics/2026/001-积水/roster.yml:1:3: 主持人为姜示例，一般应由乡镇街道园区党委副书记担任，且为政协委员，应在协商会议（2026-04-16）前";
    y4b_is_for_townships: in_a_village().change(PEOPLE, "posts: [township-deputy-secretary], ", "") => "Y4b: not-applicable";
    y9_the_room_has_one_name: healthy().change(RESULT, "“有事好商量”协商议事室", "有事好商量议事室")
        => "Y9: overdue",
        "warning Y9 topics/2026/001-积水/协商建议.md:6:1: 《协商建议》第6行“有事好商量议事室”应为“有事好商量”协商议事室";
    y10a_most_members_are_resident: healthy().change(PEOPLE, "鲁虚构, tags: [resident-member]", "鲁虚构, tags: [member]")
        => "Y10a: overdue, due 2026-04-16",
        "error Y10a topics/2026/001-积水/roster.yml:1:1: 政协委员3人，其中住当地政协委员1人，未占多数：补充2名住当地政协委员，或减少2名政协委员（非住当地政协委员），应在协商会议（2026-04-16）前";
    y10b_stakeholders_take_part: healthy().change(ROSTER, "[mass-representative, stakeholder]", "[mass-representative, related-person]")
        => "Y10b: overdue, due 2026-04-16",
        "error Y10b topics/2026/001-积水/roster.yml:1:1: 协商会议参加人员缺利益相关方代表，应在协商会议（2026-04-16）前";
    y10c_heads_take_part: healthy().without(ROSTER, "施样本")
        => "Y10c: overdue, due 2026-04-16",
        "error Y10c topics/2026/001-积水/roster.yml:1:1: 协商会议参加人员缺县相关部门负责人，应在协商会议（2026-04-16）前";
    y10d_nobody_is_there_under_no_heading: healthy().line(ROSTER, "- {name: 路过客}")
        => "Y10d: overdue, due 2026-04-16",
        "error Y10d topics/2026/001-积水/roster.yml:1:1: 路过客不属于政协委员或利益相关方代表或乡镇街道园区负责人或县相关部门负责人或村居企事业单位负责人或与议题有关的其他人员，应在协商会议（2026-04-16）前";
    y11a_the_matter_is_one_of_the_three: healthy().without(TOPIC, "matter:")
        => "Y11a: overdue, due 2026-03-10",
        "error Y11a topics/2026/001-积水/topic.yml:1:1: 尚未填写议题内容类别（应为党政关注的要事/民生改善的实事/社会治理的难事），应在审定议题或协商会议（2026-03-10）前";
    y11b_what_is_stipulated_is_excluded: healthy().change(TOPIC, "already-stipulated: false", "already-stipulated: true")
        => "Y11b: overdue, due 2026-03-10",
        "error Y11b topics/2026/001-积水/topic.yml:13:3: 排除事项“政策法律或上级已有明确规定”答“是”：属该情形，不得列入协商";
    y11c_disputes_are_excluded: healthy().change(TOPIC, "individual-or-litigated: false", "individual-or-litigated: true")
        => "Y11c: overdue, due 2026-03-10",
        "error Y11c topics/2026/001-积水/topic.yml:14:3: 排除事项“个体矛盾纠纷或涉法涉诉”答“是”：属该情形，不得列入协商";
    y11d_what_is_agreed_is_excluded: healthy().without(TOPIC, "consensus-exists")
        => "Y11d: overdue, due 2026-03-10",
        "error Y11d topics/2026/001-积水/topic.yml:10:1: 排除事项“已达成一致共识”尚未答复，应在审定议题或协商会议（2026-03-10）前";
    y14a_a_township_files_its_topic: healthy().without(EVENTS, "topic-filed")
        => "Y14a: overdue, due 2026-04-16",
        "error Y14a topics/2026/001-积水/events.yml:1:1: 尚未完成：议题备案，应在协商会议（2026-04-16）前";
    y14b_a_village_has_its_topic_approved: in_a_village()
        => "Y14b: overdue, due 2026-04-16",
        "warning Y14b topics/2026/001-积水/events.yml:2:3: “审定议题”（2026-03-10）由同级党委作出，应由同级党组织作出；仍未依规定完成，应在协商会议（2026-04-16）前";
    y14c_the_meeting_is_made_public_a_week_before: healthy().change(EVENTS, "{date: 2026-04-08, event: publicised", "{date: 2026-04-10, event: publicised")
        => "Y14c: done-late, done 2026-04-10, due 2026-04-09",
        "warning Y14c topics/2026/001-积水/events.yml:7:3: “公示会议事项”2026-04-10逾期完成，应在2026-04-09前（协商会议前1周）";
    y15a_research_comes_first: healthy().without(EVENTS, "research-ended")
        => "Y15a: overdue, due 2026-04-16",
        "error Y15a topics/2026/001-积水/events.yml:1:1: 尚未记录“调研结束”，应在协商会议（2026-04-16）前";
    y15b_members_go_into_the_field: healthy().change(ROSTER, "person: lu, at: [meeting, research]", "person: lu")
        => "Y15b: overdue, due 2026-04-16",
        "error Y15b topics/2026/001-积水/roster.yml:1:1: 调研参加人员缺政协委员，应在协商会议（2026-04-16）前";
    y15b_the_material_says_what_was_found: healthy().change(MATERIAL, "下雨出不了门。\n", "")
        => "Y15b: overdue, due 2026-04-16",
        "error Y15b topics/2026/001-积水/政协调研材料.md:1:1: 政协调研材料缺群众声音，应在协商会议（2026-04-16）前";
    y15c_what_is_sensitive_is_reported_and_studied: healthy().without(EVENTS, "solution-studied")
        => "Y15c: overdue, due 2026-04-16",
        "error Y15c topics/2026/001-积水/events.yml:1:1: 尚未记录“与部门研究解决方案”，应在协商会议（2026-04-16）前";
    y16a_all_are_briefed_in_advance: healthy().without(EVENTS, "participants-briefed").on("2026-04-10")
        => "Y16a: overdue, due 2026-04-09",
        "note Y16a topics/2026/001-积水/events.yml:1:1: 尚未记录“提前通报协商内容”（对象：参加单位和人员；方式：政协网站、委员履职APP、委员微信群、政务公开栏、征求意见书等），应在协商会议前办理（参考期限2026-04-09）";
    y16a_after_the_meeting_it_was_not_done: healthy().without(EVENTS, "participants-briefed")
        => "Y16a: overdue, due 2026-04-16",
        "error Y16a topics/2026/001-积水/events.yml:1:1: 尚未记录“提前通报协商内容”（对象：参加单位和人员；方式：政协网站、委员履职APP、委员微信群、政务公开栏、征求意见书等），应在协商会议（2026-04-16）前办理";
    y17_the_outcome_is_sent: healthy().change(EVENTS, "result-sent, to: [party-committee, government]", "result-sent, to: [government]")
        => "Y17: overdue, due 2026-04-30",
        "note Y17 topics/2026/001-积水/events.yml:1:1: “报送协商成果”尚未送达：党委，应在协商会议后及时办理（参考期限2026-04-30）";
    y17_the_outcome_is_a_paper: closed(healthy().without_file(RESULT))
        => "Y17: overdue, due 2026-06-30",
        "error Y17 topics/2026/001-积水/协商建议.md: 缺《协商建议》或《协商纪要》或其他形式成果，应在办结（2026-06-30）前办理";
    y18_what_is_adopted_is_carried_out: closed(healthy().without(SUGGESTIONS, "event: implemented"))
        => "Y18 s1: overdue, due 2026-06-30",
        "error Y18 topics/2026/001-积水/suggestions.yml:1:1: 尚未完成：落实，应在办结（2026-06-30）前";
    y18b_it_turns_into_something: closed(healthy().without(SUGGESTIONS, "conversion:"))
        => "Y18b s1: overdue, due 2026-06-30",
        "error Y18b topics/2026/001-积水/suggestions.yml:1:3: 尚未填写转化方向（应为党委政府决策/民生实事项目/改进社会治理/广泛凝聚共识），应在办结（2026-06-30）前";
    y19a_what_is_carried_out_is_made_public: closed(healthy().without(SUGGESTIONS, "event: published"))
        => "Y19a s1: overdue, due 2026-06-30",
        "error Y19a topics/2026/001-积水/suggestions.yml:1:1: 尚未记录“公开办理情况”，应在办结（2026-06-30）前";
    y19b_whoever_entrusted_it_is_told: healthy().change(EVENTS, "to: [亭湾街道办事处]", "to: [government]")
        => "Y19b: overdue, due 2026-04-30",
        "note Y19b topics/2026/001-积水/events.yml:1:1: “向委托方报告协商结果”尚未送达：委托方，应在协商会议后及时办理（参考期限2026-04-30）";
    y19c_dissent_is_answered: healthy().without(SUGGESTIONS, "event: explained")
        => "Y19c d1: overdue, due 2026-04-30",
        "note Y19c topics/2026/001-积水/suggestions.yml:1:1: 尚未记录“解释说明”，应在协商会议后及时办理（参考期限2026-04-30）";
    y22a_a_township_meets_twice_a_year: healthy().on("2027-01-01")
        => "Y22a 2026: overdue, due 2026-12-31",
        "error Y22a rooms.yml:1:3: 2026年协商会议1次，应不少于2次，还欠1次，应在2026-12-31前";
    y23_the_menu_comes_at_the_start_of_the_year: healthy().without(YEAR, "duty-menu-issued")
        => "Y23: overdue, due 2026-02-02",
        "note Y23 plans/2026/events.yml:1:1: 尚未记录“印发委员履职菜单”（应由委员联系小组），应在年初办理（参考期限2026-02-02）";
    y26a_the_rooms_are_assessed: next_year()
        => "Y26a plan:2026: overdue, due 2027-01-15, provisional",
        "note Y26a plans/2026/events.yml:1:1: 尚未记录“考核协商议事室”，应在年度结束后及时办理（参考期限2027-01-15）（节假日安排未公布，暂计）";
    y26c_members_are_appraised: next_year()
        => "Y26c plan:2026: overdue, due 2027-01-15, provisional",
        "note Y26c plans/2026/events.yml:1:1: 尚未记录“委员履职考评”，应在年度结束后及时办理（参考期限2027-01-15）（节假日安排未公布，暂计）";
}
