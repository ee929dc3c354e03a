//! The rules of the ordos regulation, each against one healthy topic of one township's room.
//!
//! The dates are counted by hand from the notice for 2026: 春节 15–23 February, 清明 4–6 April.
//! 2027 is not published yet: its New Year's Day is a Friday.

use super::cases::rows;
use super::due::draft::{Draft, PEOPLE, ROOMS, UNITS, YEAR};
use super::sandbox::Sandbox;

const TOPIC: &str = "topics/2026/001-围栏/topic.yml";
const EVENTS: &str = "topics/2026/001-围栏/events.yml";
const ROSTER: &str = "topics/2026/001-围栏/roster.yml";
const SUGGESTIONS: &str = "topics/2026/001-围栏/suggestions.yml";
const RESULT: &str = "topics/2026/001-围栏/协商建议.md";

/// Twelve people: seven stakeholders, one official.
const PARTICIPANTS: &str = "\
- {name: 巴示例, person: ba, tags: [host, party-org-leader]}
- {name: 特虚构, person: te, at: [meeting, research]}
- {name: 律样本, tags: [legal-adviser]}
- {name: 界样例, tags: [sector-member]}
- {name: 党演示, tags: [party-delegate, stakeholder]}
- {name: 大拟定, tags: [congress-deputy, stakeholder]}
- {name: 群化名, tags: [mass-representative, stakeholder], at: [meeting, research]}
- {name: 部代称, tags: [department-head], at: [meeting, research]}
- {name: 牧一, tags: [stakeholder]}
- {name: 牧二, tags: [stakeholder]}
- {name: 牧三, tags: [stakeholder]}
- {name: 牧四, tags: [stakeholder]}
";

/// A township's room with one topic on which consensus was reached.
fn healthy() -> Draft {
    let room = Draft::new("2026-06-15")
        .file(
            "yijuan.yml",
            "\
archive: 1
institution: 政协云河旗委员会
regulation: ordos
regulations: [ordos]
limits: {promptly: 10 workdays, in-advance: 5 workdays, year-start: 31 days}
",
        )
        .file(
            PEOPLE,
            "\
- {id: ba, name: 巴示例, posts: [township-deputy-secretary], tags: [resident-member]}
- {id: bao, name: 包样例, posts: [united-front-member]}
- {id: te, name: 特虚构, tags: [county-member], unit: 乌兰苏木政协工作联络委员会}
",
        )
        .file(UNITS, "- {id: wulan-sum, name: 乌兰苏木, level: township}\n")
        .file(
            ROOMS,
            "\
- id: wulan
  name: 乌兰苏木协商议事室
  level: township
  regulation: ordos
  unit: wulan-sum
  opened: 2021-09-01
  liaison: bao
  daily_work: [party-government-office]
",
        )
        .file(YEAR, "- {date: 2026-01-12, event: room-plan-made, room: wulan}\n")
        .file(
            TOPIC,
            "\
title: 草场围栏
form: in-person
regulation: ordos
began: 2026-02-02
room: wulan
level: township
matter: [livelihood-difficulty]
tags: [sensitive, key-decision]
source: {channel: residents}
quota: {total: 12, stakeholder: 7}
scope:
  by: ba
  date: 2026-02-04
  law-stipulates: false
  superior-stipulates: false
  individual-dispute: false
  discriminatory: false
  village-committee-matter: false
scheduled: {meeting: 2026-03-19}
",
        )
        .file(
            EVENTS,
            "\
- {date: 2026-02-05, event: topic-selected, by: [liaison-body]}
- {date: 2026-02-09, event: topic-approved, by: [local-party-committee]}
- {date: 2026-02-11, event: topic-filed, to: [county-cppcc-committee]}
- {date: 2026-02-25, event: sensitive-reported}
- {date: 2026-02-26, event: solution-studied}
- {date: 2026-03-05, event: research-ended}
- {date: 2026-03-09, event: participants-briefed, to: [participants], via: phone}
- {date: 2026-03-19, event: meeting}
- {date: 2026-03-24, event: consensus-reached}
- {date: 2026-03-25, event: decision-made}
- {date: 2026-03-26, event: result-sent, to: [local-party-committee, county-cppcc-committee]}
",
        );
    with_people_and_papers(room)
}

fn with_people_and_papers(draft: Draft) -> Draft {
    draft
        .file(ROSTER, PARTICIPANTS)
        .file(
            SUGGESTIONS,
            "\
- id: s1
  kind: suggestion
  text: 按草场证重新丈量
  to: 旗林业和草原局
  owner: te
  adoption: adopted
  conversion: [governance-improvement]
  events:
    - {date: 2026-03-30, event: adoption-decided}
    - {date: 2026-04-02, event: replied}
    - {date: 2026-04-20, event: implemented}
    - {date: 2026-04-22, event: fed-back}
    - {date: 2026-04-23, event: published}
    - {date: 2026-04-24, event: followed-up, via: inspection}
- id: d1
  kind: dissent
  text: 不同意让出通道
  events:
    - {date: 2026-03-23, event: explained}
- id: v1
  kind: public-voice
  text: 各苏木都有围栏纠纷
  events:
    - {date: 2026-03-25, event: reported-up, by: [liaison-body], via: proposal}
",
        )
        .file(RESULT, "---\ndocument: consultation-suggestion\ndate: 2026-03-24\n---\n\n建议按草场证重新丈量。\n")
}

fn closed(draft: Draft) -> Draft {
    draft.line(EVENTS, "- {date: 2026-06-30, event: closed}").on("2026-07-01")
}

/// The same in a village's room.
fn in_a_village() -> Draft {
    healthy().change(ROOMS, "level: township", "level: village")
}

/// The same topic, on which no consensus was reached.
fn without_consensus() -> Draft {
    healthy().change(EVENTS, "event: consensus-reached", "event: consensus-not-reached")
}

/// Research and consultation held again.
fn second_round(draft: Draft) -> Draft {
    draft
        .line(EVENTS, "- {date: 2026-05-07, event: research-ended, round: 2}")
        .line(EVENTS, "- {date: 2026-05-14, event: meeting, round: 2}")
}

fn next_year() -> Draft {
    healthy().on("2027-01-18")
}

#[test]
fn the_healthy_room_has_no_finding() {
    assert_eq!(healthy().findings(), [""; 0]);
    // The second quarter has gone by without a meeting; the topic itself closes without a finding.
    assert_eq!(
        closed(healthy()).findings(),
        ["warning E2.3h rooms.yml:1:3: 2026年第二季度协商会议0次，一般应不少于1次，还欠1次，应在2026-06-30前"]
    );
    for day in ["2026-01-05", "2026-02-03", "2026-02-10", "2026-03-10", "2026-03-20", "2026-04-03"] {
        assert_eq!(healthy().on(day).findings(), [""; 0], "on {day}");
    }
}

#[test]
fn a_second_round_answers_a_failed_one() {
    let again = second_round(without_consensus());
    closed(again.clone()).row("E2.6f: done, done 2026-05-14, due 2026-06-30", &[]);
    again.row("E2.6g: not-applicable", &[]);
}

#[test]
fn what_follows_consensus_is_not_asked_where_there_was_none() {
    closed(without_consensus().without(SUGGESTIONS, "to: 旗林业和草原局")).row("E2.6d s1: not-applicable", &[]);
    closed(healthy()).row("E2.6f: not-applicable", &[]);
}

#[test]
fn after_two_failures_it_is_for_the_liaison_body_to_explain() {
    let twice =
        second_round(without_consensus()).line(EVENTS, "- {date: 2026-05-18, event: consensus-not-reached, round: 2}");
    twice.row("E2.6f: not-applicable", &[]);
    twice.row("E2.6f 2: not-applicable", &[]);
    twice
        .line(EVENTS, "- {date: 2026-06-02, event: joint-explanation-held, by: [liaison-body], to: [participants]}")
        .row("E2.6g: done, done 2026-06-02", &[]);
}

#[test]
fn one_meeting_a_quarter_is_enough_however_far_apart_they_are() {
    healthy()
        .file("topics/2026/002-井/topic.yml", "title: 井\nregulation: ordos\nroom: wulan\n")
        .file("topics/2026/002-井/events.yml", "- {date: 2026-06-22, event: meeting}\n")
        .on("2026-06-23")
        .row("E2.3h 2026-Q2: done, done 2026-06-22, due 2026-06-30", &[]);
}

#[test]
fn a_room_that_was_closed_owes_nothing_for_the_period_in_which_it_was() {
    let shut = healthy().line(ROOMS, "  closed: 2026-05-15").on("2026-09-01");
    assert_eq!(shut.duties_of("E2.3h"), ["E2.3h 2026-Q1"]);
    assert_eq!(shut.duties_of("E2.3j"), [""; 0]);
}

#[test]
fn a_place_whose_room_was_opened_late_is_told_so() {
    let late = healthy().change(ROOMS, "opened: 2021-09-01", "opened: 2022-03-01");
    late.row(
        "E1e wulan-sum: done-late, done 2022-03-01, due 2021-12-31",
        &["warning E1e rooms.yml:6:3: “建立协商议事平台”2022-03-01逾期完成，应在2021-12-31前"],
    );
}

rows! {
    e1e_every_township_has_a_platform: healthy().without(ROOMS, "opened:")
        => "E1e wulan-sum: overdue, due 2021-12-31",
        "error E1e units.yml:1:3: 尚未记录“建立协商议事平台”，应在2021-12-31前";
    e1f_every_village_has_one_later: healthy().without(ROOMS, "opened:").change(UNITS, "level: township", "level: village")
        => "E1f wulan-sum: overdue, due 2023-12-31",
        "error E1f units.yml:1:3: 尚未记录“建立协商议事平台”，应在2023-12-31前";
    e2_1b_a_deputy_secretary_hosts: healthy().change(PEOPLE, "posts: [township-deputy-secretary], ", "")
        => "E2.1b: overdue, due 2026-03-19",
        "warning E2.1b topics/2026/001-围栏/roster.yml:1:3: 主持人为巴示例，一般应由苏木乡镇（街道）党（工）委副书记担任，且为政协委员，应在协商会议（2026-03-19）前";
    e2_1c_the_united_front_member_is_liaison_officer: healthy().change(PEOPLE, ", posts: [united-front-member]", "")
        => "E2.1c: overdue",
        "error E2.1c rooms.yml:7:3: 联络员为包样例，应由苏木乡镇（街道）党（工）委统战委员担任";
    e2_1c_the_party_and_government_office_does_the_daily_work: healthy().without(ROOMS, "daily_work:")
        => "E2.1c: overdue",
        "error E2.1c rooms.yml:1:3: 尚未填写日常工作承担单位（应为苏木乡镇（街道）党政办公室）";
    e2_1f_every_member_is_assigned: healthy().change(PEOPLE, ", unit: 乌兰苏木政协工作联络委员会", "")
        => "E2.1f te: overdue",
        "error E2.1f people.yml:3:3: 尚未填写编入的基层联络机构";
    e2_3a_stakeholders_take_part: healthy().file(ROSTER, &PARTICIPANTS.replace("stakeholder", "mass-representative"))
        => "E2.3a: overdue, due 2026-03-19",
        "error E2.3a topics/2026/001-围栏/roster.yml:1:1: 协商会议参加人员缺利益相关方代表，应在协商会议（2026-03-19）前";
    e2_3b_party_leaders_and_resident_members_are_fixed: healthy().change(ROSTER, "[host, party-org-leader]", "[host]")
        => "E2.3b: overdue, due 2026-03-19",
        "error E2.3b topics/2026/001-围栏/roster.yml:1:1: 协商会议参加人员缺基层党组织班子成员，应在协商会议（2026-03-19）前";
    e2_3c_seven_classes_are_invited: healthy().without(ROSTER, "律样本")
        => "E2.3c: overdue, due 2026-03-19",
        "error E2.3c topics/2026/001-围栏/roster.yml:1:1: 协商会议邀请名单缺法律顾问，应在协商会议（2026-03-19）前";
    e2_3e_ten_to_twenty_take_part: healthy().without(ROSTER, "牧一").without(ROSTER, "牧二").without(ROSTER, "牧三")
        => "E2.3e: overdue, due 2026-03-19",
        "warning E2.3e topics/2026/001-围栏/roster.yml:1:1: 协商会议参加人员9人，一般应为10至20人：补充1名利益相关方代表，应在协商会议（2026-03-19）前";
    e2_3f_half_are_stakeholders: healthy().without(ROSTER, "牧一").without(ROSTER, "牧二").without(ROSTER, "牧三")
        => "E2.3f: overdue, due 2026-03-19",
        "error E2.3f topics/2026/001-围栏/roster.yml:1:1: 协商会议参加人员9人，其中利益相关方代表4人，不足一半：补充1名利益相关方代表，应在协商会议（2026-03-19）前";
    e2_3g_a_fifth_are_officials_at_most: healthy().change(ROSTER, "[legal-adviser]", "[legal-adviser, official]").change(ROSTER, "[sector-member]", "[sector-member, official]")
        => "E2.3g: overdue, due 2026-03-19",
        "error E2.3g topics/2026/001-围栏/roster.yml:1:1: 协商会议参加人员12人，其中公职人员4人，超过20%，多2人";
    e2_3h_a_township_meets_each_quarter: healthy().without(EVENTS, "event: meeting")
        => "E2.3h 2026-Q1: overdue, due 2026-03-31",
        "warning E2.3h rooms.yml:1:3: 2026年第一季度协商会议0次，一般应不少于1次，还欠1次，应在2026-03-31前";
    e2_3i_a_village_meets_every_two_months: in_a_village().on("2026-04-01")
        => "E2.3i 2026-01/02: overdue, due 2026-02-28",
        "warning E2.3i rooms.yml:1:3: 2026年1—2月协商会议0次，一般应不少于1次，还欠1次，应在2026-02-28前";
    e2_3j_a_township_makes_its_plan: healthy().change(YEAR, "room: wulan", "note: 哪个室没有写")
        => "E2.3j 2026: overdue, due 2026-02-02",
        "note E2.3j plans/2026/events.yml:1:1: 尚未记录“制定年度协商议事计划”，应在年初办理（参考期限2026-02-02）";
    e2_3k_key_matters_are_deliberated_first: healthy().change(EVENTS, "2026-03-25, event: decision-made", "2026-03-18, event: decision-made")
        => "E2.3k: done-late, done 2026-03-19, due 2026-03-18",
        "warning E2.3k topics/2026/001-围栏/events.yml:8:3: “协商会议”2026-03-19逾期完成，应在党委政府作出决定（2026-03-18）前";
    e2_3m_numbers_and_shares_are_recorded: healthy().without(TOPIC, "quota:")
        => "E2.3m: overdue, due 2026-03-19",
        "error E2.3m topics/2026/001-围栏/topic.yml:1:1: 尚未填写参加人数和各方比例，应在协商会议（2026-03-19）前";
    e2_4a_the_matter_is_one_of_the_five: healthy().without(TOPIC, "matter: [")
        => "E2.4a: overdue, due 2026-02-09",
        "error E2.4a topics/2026/001-围栏/topic.yml:1:1: 尚未填写议题内容类别（应为党委政府重点工作部署落实/建设发展和社会治理重大问题/基层企事业单位群众权益的政策/民生问题和实际困难/经济政治文化社会生态其他内容），应在审定议题或协商会议（2026-02-09）前";
    e2_4c5_a_villages_matter_is_one_of_its_five: in_a_village()
        => "E2.4c5: overdue, due 2026-02-09",
        "error E2.4c5 topics/2026/001-围栏/topic.yml:7:1: 议题内容类别为民生问题和实际困难，应有公共矛盾/公共事务/公共秩序管理/公共设施建设管理使用/本级党组织权限内其他重大事务，应在审定议题或协商会议（2026-02-09）前";
    e2_4d1_what_the_law_stipulates: healthy().change(TOPIC, "law-stipulates: false", "law-stipulates: true")
        => "E2.4d1: overdue, due 2026-02-09",
        "error E2.4d1 topics/2026/001-围栏/topic.yml:14:3: 排除事项“党的政策和法律法规有明文规定”答“是”：属该情形，不得列入协商";
    e2_4d2_what_the_superior_stipulates: healthy().change(TOPIC, "superior-stipulates: false", "superior-stipulates: true")
        => "E2.4d2: overdue, due 2026-02-09",
        "error E2.4d2 topics/2026/001-围栏/topic.yml:15:3: 排除事项“上级有明确要求及规定”答“是”：属该情形，不得列入协商";
    e2_4d3_individual_disputes: healthy().change(TOPIC, "individual-dispute: false", "individual-dispute: true")
        => "E2.4d3: overdue, due 2026-02-09",
        "error E2.4d3 topics/2026/001-围栏/topic.yml:16:3: 排除事项“个体矛盾或两方纠纷”答“是”：属该情形，不得列入协商";
    e2_4d4_what_is_discriminatory: healthy().change(TOPIC, "discriminatory: false", "discriminatory: true")
        => "E2.4d4: overdue, due 2026-02-09",
        "error E2.4d4 topics/2026/001-围栏/topic.yml:17:3: 排除事项“带有歧视性或显失公平”答“是”：属该情形，不得列入协商";
    e2_4d5_what_is_for_the_villagers_committee: healthy().change(TOPIC, "village-committee-matter: false", "village-committee-matter: true")
        => "E2.4d5: overdue, due 2026-02-09",
        "error E2.4d5 topics/2026/001-围栏/topic.yml:18:3: 排除事项“需由嘎查村（居）民委员会审议”答“是”：属该情形，不得列入协商";
    e2_5a_topics_come_by_four_channels: healthy().without(TOPIC, "source:")
        => "E2.5a: overdue, due 2026-02-09",
        "error E2.5a topics/2026/001-围栏/topic.yml:1:1: 尚未填写议题来源渠道（应为党政点题/群众出题/委员荐题/社会征题等），应在审定议题或协商会议（2026-02-09）前";
    e2_5b_select_approve_file: healthy().without(EVENTS, "topic-selected")
        => "E2.5b: overdue, due 2026-03-19",
        "error E2.5b topics/2026/001-围栏/events.yml:1:1: 尚未完成：选题，应在协商会议（2026-03-19）前";
    e2_5c_a_villages_topic_is_filed_with_the_township: in_a_village()
        => "E2.5c: overdue, due 2026-03-19",
        "warning E2.5c topics/2026/001-围栏/events.yml:2:3: 审定议题（2026-02-09）由同级党（工）委作出，应由同级党组织或上一级党组织作出；尚未完成：审定议题、议题备案（对象缺苏木乡镇（街道）政协工作基层联络机构），应在协商会议（2026-03-19）前";
    e2_5d_each_level_deliberates_its_own: healthy().change(TOPIC, "level: township", "level: county")
        => "E2.5d: overdue, due 2026-02-09",
        "error E2.5d topics/2026/001-围栏/topic.yml:6:1: 议题层级（旗区）与协商平台层级（苏木乡镇（街道））不一致，应在审定议题或协商会议（2026-02-09）前";
    e2_5f_research_comes_first: healthy().without(EVENTS, "research-ended")
        => "E2.5f: overdue, due 2026-03-19",
        "error E2.5f topics/2026/001-围栏/events.yml:1:1: 尚未记录“调研结束”，应在协商会议（2026-03-19）前";
    e2_5g_four_sides_take_part_in_the_research: healthy().change(ROSTER, "[mass-representative, stakeholder], at: [meeting, research]", "[mass-representative, stakeholder]")
        => "E2.5g: overdue, due 2026-03-19",
        "error E2.5g topics/2026/001-围栏/roster.yml:1:1: 调研参加人员缺群众代表、利益相关方代表，应在协商会议（2026-03-19）前";
    e2_5h_what_is_sensitive_is_reported: healthy().without(EVENTS, "sensitive-reported")
        => "E2.5h: overdue, due 2026-03-19",
        "error E2.5h topics/2026/001-围栏/events.yml:1:1: 尚未记录“向党委政府报告敏感问题”，应在协商会议（2026-03-19）前";
    e2_5i_all_are_briefed: healthy().change(EVENTS, "to: [participants]", "to: [stakeholder]").on("2026-03-13")
        => "E2.5i: overdue, due 2026-03-12",
        "note E2.5i topics/2026/001-围栏/events.yml:1:1: “提前通报协商内容”尚未送达：参加单位和人员中的巴示例、特虚构、律样本等5人，应在协商会议前办理（参考期限2026-03-12）";
    e2_5l_dissent_is_answered: closed(healthy().without(SUGGESTIONS, "event: explained"))
        => "E2.5l d1: overdue, due 2026-06-30",
        "error E2.5l topics/2026/001-围栏/suggestions.yml:1:1: 尚未记录“解释说明”，应在办结（2026-06-30）前";
    e2_5m_the_outcome_is_a_paper: healthy().without_file(RESULT)
        => "E2.5m: overdue, due 2026-04-02",
        "note E2.5m topics/2026/001-围栏/协商建议.md: 缺《协商建议》或《协商纪要》或其他形式成果，应在协商会议后及时办理（参考期限2026-04-02）";
    e2_5m_the_outcome_is_sent_to_both: healthy().change(EVENTS, "to: [local-party-committee, county-cppcc-committee]", "to: [local-party-committee]")
        => "E2.5m: overdue, due 2026-04-02",
        "note E2.5m topics/2026/001-围栏/events.yml:1:1: “报送协商成果”尚未送达：旗区政协，应在协商会议后及时办理（参考期限2026-04-02）";
    e2_6a_adopt_implement_feed_back: closed(healthy().without(SUGGESTIONS, "event: fed-back"))
        => "E2.6a s1: overdue, due 2026-06-30",
        "error E2.6a topics/2026/001-围栏/suggestions.yml:1:1: 尚未完成：反馈，应在办结（2026-06-30）前";
    e2_6c_each_has_somebody_who_presses_it: closed(healthy().without(SUGGESTIONS, "owner:"))
        => "E2.6c s1: overdue, due 2026-06-30",
        "error E2.6c topics/2026/001-围栏/suggestions.yml:1:3: 尚未填写督办负责人，应在办结（2026-06-30）前";
    e2_6c_each_has_a_reply: closed(healthy().without(SUGGESTIONS, "event: replied"))
        => "E2.6c s1: overdue, due 2026-06-30",
        "error E2.6c topics/2026/001-围栏/suggestions.yml:1:1: 尚未记录“答复”，应在办结（2026-06-30）前";
    e2_6d_it_is_handed_to_a_body: closed(healthy().without(SUGGESTIONS, "to: 旗林业和草原局"))
        => "E2.6d s1: overdue, due 2026-06-30",
        "error E2.6d topics/2026/001-围栏/suggestions.yml:1:3: 尚未填写交办单位，应在办结（2026-06-30）前";
    e2_6e_its_handling_is_made_public: closed(healthy().without(SUGGESTIONS, "event: published"))
        => "E2.6e s1: overdue, due 2026-06-30",
        "error E2.6e topics/2026/001-围栏/suggestions.yml:1:1: 尚未记录“公开办理情况”，应在办结（2026-06-30）前";
    e2_6f_no_consensus_means_another_round: closed(without_consensus())
        => "E2.6f: overdue, due 2026-06-30",
        "error E2.6f topics/2026/001-围栏/events.yml:1:1: 尚未完成：下一轮调研结束、下一轮协商会议，应在办结（2026-06-30）前";
    e2_6g_again_and_again_means_explaining: closed(second_round(without_consensus()).line(EVENTS, "- {date: 2026-05-18, event: consensus-not-reached, round: 2}"))
        => "E2.6g: overdue, due 2026-06-30",
        "error E2.6g topics/2026/001-围栏/events.yml:1:1: 尚未记录“共同做好宣传解释”（应由政协工作基层联络机构；对象：参加单位和人员），应在办结（2026-06-30）前";
    e2_6h_in_whatever_way: healthy().change(SUGGESTIONS, "via: proposal", "via: 旗长信箱")
        => "E2.6h v1: done, done 2026-03-25, due 2026-04-02";
    e2_6h_the_publics_voice_is_reported_up: healthy().change(SUGGESTIONS, "by: [liaison-body], via: proposal", "by: [county-cppcc-committee], via: proposal")
        => "E2.6h v1: overdue, due 2026-04-02",
        "error E2.6h topics/2026/001-围栏/suggestions.yml:24:7: “向上反映”（2026-03-25）由旗区政协作出，应由政协工作基层联络机构或政协委员作出；仍未依规定完成，应在协商会议后及时办理（参考期限2026-04-02）";
    e2_6i_it_turns_into_something: closed(healthy().without(SUGGESTIONS, "conversion:"))
        => "E2.6i s1: overdue, due 2026-06-30",
        "error E2.6i topics/2026/001-围栏/suggestions.yml:1:3: 尚未填写转化方向（应为党委政府决策/民生实事项目/改进社会治理/广泛凝聚共识），应在办结（2026-06-30）前";
    e3_3a_banners_are_assessed: next_year()
        => "E3.3a plan:2026: overdue, due 2027-01-15, provisional",
        "note E3.3a plans/2026/events.yml:1:1: 尚未记录“旗区和部门实绩考核加分”，应在年度结束后及时办理（参考期限2027-01-15）（节假日安排未公布，暂计）";
    e3_3b_members_are_appraised: next_year()
        => "E3.3b plan:2026: overdue, due 2027-01-15, provisional",
        "note E3.3b plans/2026/events.yml:1:1: 尚未记录“委员履职考评”，应在年度结束后及时办理（参考期限2027-01-15）（节假日安排未公布，暂计）";
}

/// What is found of a topic of the sample after its meeting's day, by rule: the hint.
fn hints(sandbox: &Sandbox, rules: &str) -> Vec<(String, String)> {
    let json = sandbox.run("--as-of 2026-07-01 check 2026-023 --format json").json();
    let findings = json["findings"].as_array().unwrap().iter();
    let said = findings.filter_map(|finding| Some((finding["rule"].as_str()?, finding["hint"].as_str()?)));
    said.filter(|(rule, _)| rule.starts_with(rules)).map(|(rule, hint)| (rule.to_owned(), hint.to_owned())).collect()
}

/// A hint's command, run with the first of what each blank offers.
fn follow(sandbox: &Sandbox, hint: &str) {
    let (_, command) = hint.split_once("yijuan ").unwrap();
    let blank = regex::Regex::new("〈([^〉]*)〉").unwrap();
    let filled = blank.replace_all(command, |blank: &regex::Captures| match &blank[1] {
        "核对人" => "戚佳明".to_owned(),
        "日期" => "2026-06-01".to_owned(),
        offered => offered.split('或').next().unwrap().to_owned(),
    });
    sandbox.run(&format!("{filled} --as-written")).exits(0);
}

#[test]
fn what_two_rules_ask_of_one_list_is_added_to_it() {
    let sandbox = Sandbox::sample();
    sandbox.run("set 2026-023 matter=").goes_well();
    let found = hints(&sandbox, "E2.4");
    assert_eq!(found.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["E2.4a", "E2.4c5"]);
    for (_, hint) in &found {
        follow(&sandbox, hint);
    }
    assert_eq!(hints(&sandbox, "E2.4"), []);
}

#[test]
fn one_command_answers_every_ground_of_exclusion_that_is_open() {
    let sandbox = Sandbox::sample();
    let topic = format!("{}/topic.yml", sandbox.topic("023"));
    let text = sandbox.read(&topic);
    let (before, after) = (text.find("scope:").unwrap(), text.find("scheduled:").unwrap());
    sandbox.write(&topic, format!("{}{}", &text[..before], &text[after..]));
    let found = hints(&sandbox, "E2.4d");
    assert_eq!(found.len(), 5);
    for (_, hint) in &found {
        let one = Sandbox::sample();
        one.write(&topic, sandbox.read(&topic));
        follow(&one, hint);
        assert_eq!(hints(&one, "E2.4d"), [], "{hint}");
    }
}
