//! The 54 rules of the mentougou regulation, each against one healthy topic and one healthy year: the
//! change that breaks it, what is then found, and what mends it.
//!
//! The dates are counted by hand from the notice for 2026: 清明 4–6 April, 劳动节 1–5 May with 9 May worked.

use super::due::draft::{Draft, PLAN, SETTINGS, YEAR};
use sha2::{Digest as _, Sha256};

const TOPIC: &str = "topics/2026/001-电梯/topic.yml";
const EVENTS: &str = "topics/2026/001-电梯/events.yml";
const SUGGESTIONS: &str = "topics/2026/001-电梯/suggestions.yml";
const WAIVERS: &str = "topics/2026/001-电梯/waivers.yml";
const ATTESTS: &str = "topics/2026/001-电梯/attests.yml";
const ROSTER: &str = "topics/2026/001-电梯/roster.yml";
const MATERIALS: &str = "topics/2026/001-电梯/materials.yml";
const REVIEWS: &str = "topics/2026/001-电梯/reviews/协商意见.yml";
const PLAN_DRAFT: &str = "plans/2026/政协年度协商计划草案.md";
const ARRANGEMENT: &str = "plans/2026/年度协商工作安排（草案）.md";
const WORK_PLAN: &str = "topics/2026/001-电梯/协商工作方案.md";
const REPORT: &str = "topics/2026/001-电梯/调研报告.md";
const RECORD: &str = "topics/2026/001-电梯/会议记录.md";
const LETTER: &str = "topics/2026/001-电梯/协商函.md";
const OPINION: &str = "topics/2026/001-电梯/协商意见.md";

/// How a GIF begins.
const PICTURE: &str = "GIF89a\x01\0\x01\0";

/// A year whose plan and arrangement have gone their way, and no topic yet.
fn healthy_year() -> Draft {
    Draft::new("2026-06-15")
        .file(
            SETTINGS,
            "\
archive: 1
institution: 政协云河区委员会
regulation: mentougou
regulations: [mentougou]
offices:
  urban: {name: 城建环保委员会, kind: special-committee}
  social: {name: 社会法制委员会, kind: special-committee}
limits:
  promptly: 10 workdays
  in-advance: 5 workdays
  tracking: 3 months
",
        )
        .file(
            "people.yml",
            "\
- {id: zhao, name: 赵示例, posts: [chair]}
- {id: qian, name: 钱样本, posts: ['vice-chair:urban']}
- {id: li, name: 李虚构, posts: ['vice-chair:social']}
- {id: sun, name: 孙范文, posts: [secretary-general]}
- {id: wang, name: 王拟定, posts: ['committee-director:urban']}
- {id: wei, name: 卫试写, posts: [proposal-committee-director]}
- {id: shen, name: 沈代称, posts: [sector-group-leader]}
- {id: yang, name: 杨化名, posts: [{post: 'committee-director:urban', until: 2026-03-31}]}
",
        )
        .file(
            PLAN,
            "\
made_by: [party-committee, government, cppcc]
items:
  - {title: 老旧小区加装电梯, form: thematic, kind: consultation, office: urban}
  - {title: 基层公共文化设施开放, form: sector, kind: consultation}
",
        )
        .file(
            PLAN_DRAFT,
            "---\ndocument: annual-plan-draft\ntitle: 协商计划\ndate: 2025-12-10\noffice: party-group\n---\n\n正文。\n",
        )
        .file(ARRANGEMENT, "---\ndocument: work-arrangement-draft\ntitle: 工作安排\ndate: 2026-01-20\n---\n\n正文。\n")
        .file(
            YEAR,
            "\
- {date: 2025-11-28, event: key-topics-proposed, by: [party-group]}
- {date: 2025-12-10, event: plan-drafted, by: [party-group]}
- {date: 2025-12-26, event: plan-deliberated, by: [party-standing-committee]}
- {date: 2026-01-05, event: plan-issued, by: [party-committee-office], to: [whole-district]}
- {date: 2026-01-14, event: intents-collected}
- {date: 2026-01-20, event: arrangement-drafted, by: [party-group]}
- {date: 2026-01-23, event: arrangement-consulted, by: [secretaries-meeting]}
- {date: 2026-01-27, event: arrangement-deliberated, by: [chairpersons-meeting]}
- {date: 2026-01-30, event: arrangement-determined, by: [standing-committee-meeting]}
",
        )
}

/// That year with one planned topic, its opinion sent in the office's name and its handling tracked.
fn healthy() -> Draft {
    let recorded = healthy_year()
        .file(
            TOPIC,
            "\
title: 老旧小区加装电梯
form: thematic
regulation: mentougou
began: 2026-02-03
office: urban
lead: qian
source: {channel: unit-member, from: 民建云河区支部}
scheduled:
  meeting: 2026-04-16
",
        )
        .file(
            EVENTS,
            "\
- {date: 2026-02-05, event: working-group-formed, by: [urban]}
- {date: 2026-02-11, event: work-plan-made, by: [urban]}
- {date: 2026-02-26, event: kickoff-held, by: [urban]}
- {date: 2026-03-12, event: research-ended, by: [urban]}
- {date: 2026-03-20, event: notice-sent, by: [urban], to: [cppcc-side], for: 2026-04-16}
- {date: 2026-03-27, event: research-report-made, by: [urban]}
- {date: 2026-03-30, event: letter-approved, by: [sun]}
- {date: 2026-03-31, event: letter-sent, by: [cppcc-office], to: [party-government-leader, department-head], for: 2026-04-16}
- {date: 2026-04-02, event: materials-sent, by: [urban], to: [democratic-party, sector-representative]}
- {date: 2026-04-16, event: meeting}
- {date: 2026-04-23, event: opinion-made, by: [urban]}
- {date: 2026-04-24, event: opinion-read, by: [wang]}
- {date: 2026-04-27, event: opinion-audited, by: [qian]}
- {date: 2026-04-29, event: opinion-countersigned, by: [sun]}
- {date: 2026-04-30, event: opinion-sent, by: [cppcc-office]}
- {date: 2026-05-08, event: dossier-chased, by: [cppcc-office], to: [urban]}
- {date: 2026-05-12, event: dossier-transferred, by: [urban], to: [cppcc-office]}
- {date: 2026-06-08, event: handling-tracked, by: [cppcc-office]}
",
        )
        .file(
            SUGGESTIONS,
            "\
- id: r1
  kind: response
  text: 区委书记批示：意见实、办法细，请区政府研究。
  events:
    - {date: 2026-05-14, event: received, by: [party-secretary]}
    - {date: 2026-05-20, event: reported, by: [cppcc-office], to: [chairpersons-working-meeting]}
",
        );
    with_opinion(with_dossier(recorded))
}

/// The roster, the attachments and the papers up to the record of the meeting.
fn with_dossier(draft: Draft) -> Draft {
    draft
        .file(
            ROSTER,
            "\
- {name: 赵示例, person: zhao, tags: [host]}
- {name: 何示意, tags: [party-government-leader, leader-in-charge], invited: 2026-03-31}
- {name: 许样例, tags: [department-head], invited: 2026-03-31}
- {name: 尤演示, tags: [member], invited: 2026-03-20}
",
        )
        .file(
            MATERIALS,
            "\
- {file: materials/部门材料.txt, document: department-material, date: 2026-04-14}
- {file: materials/办理结果.txt, document: outcome-material, date: 2026-06-10}
- {file: photos/01.jpg, document: [photo-speakers, photo-leaders], date: 2026-04-16}
- {file: photos/02.jpg, document: photo-hall, date: 2026-04-16}
",
        )
        .file("topics/2026/001-电梯/materials/部门材料.txt", "截至3月底完工87部。\n")
        .file("topics/2026/001-电梯/materials/办理结果.txt", "首批12部已开工。\n")
        .file("topics/2026/001-电梯/photos/01.jpg", PICTURE)
        .file("topics/2026/001-电梯/photos/02.jpg", PICTURE)
        .file(WORK_PLAN, "---\ndocument: work-plan\ntitle: 工作方案\ndate: 2026-02-11\n---\n\n正文。\n")
        .file(REPORT, "---\ndocument: research-report\ntitle: 调研报告\ndate: 2026-03-27\n---\n\n正文。\n")
        .file("topics/2026/001-电梯/会议程序.md", "---\ndocument: meeting-procedure\ndate: 2026-04-13\n---\n\n正文。\n")
        .file("topics/2026/001-电梯/主持词.md", "---\ndocument: host-script\ndate: 2026-04-15\n---\n\n正文。\n")
        .file(
            RECORD,
            "\
---
document: meeting-record
date: 2026-04-16
office: urban
subject: 老旧小区加装电梯
held: 2026-04-16
place: 常委会议厅
host: 赵示例
agenda: [通报调研情况, 委员发言, 部门回应]
---

## 双方提出的问题和意见

委员问费用如何分摊；部门答参考标准四月底公布。

## 协商共识

由街道牵头组织楼栋协商。
",
        )
}

/// The letter and the opinion.
fn with_opinion(draft: Draft) -> Draft {
    draft
        .file(
            LETTER,
            "\
---
document: consultation-letter
title: 关于商请参加“老旧小区加装电梯”专题协商会的函
date: 2026-03-30
office: urban
issuer: cppcc-office
to: [government-office, department]
---

专此函商，请予支持。
",
        )
        .file(
            OPINION,
            "\
---
document: consultation-opinion
title: 关于老旧小区加装电梯的协商意见
date: 2026-04-30
office: urban
issuer: cppcc-office
to: [party-committee-office, government-office]
cc: [department]
---

## 议题重要性

电梯连着老年人的出行。

## 矛盾问题

楼内意见难统一。

## 问题症结

补偿没有参考标准。

## 百姓诉求和企盼

盼望早日一键到家。

## 委员专家重要观点

先做人的工作。

## 建设性意见建议

建议由街道牵头组织楼栋协商。

## 政府部门回应

四月底公布参考标准。

## 协商共识

以书面协议为前提。

## 达成的谅解

上下楼互相体谅。

## 政策性建议

出台实施办法。
",
        )
}

/// The healthy topic, with its opinion going out in the party group's name.
fn healthy_of_the_party_group() -> Draft {
    healthy()
        .change(OPINION, "issuer: cppcc-office", "issuer: party-group")
        .change(OPINION, "to: [party-committee-office, government-office]", "to: [party-secretary]")
        .without(OPINION, "cc: [department]")
        .change(
            EVENTS,
            "- {date: 2026-04-29, event: opinion-countersigned, by: [sun]}\n",
            "- {date: 2026-04-29, event: opinion-revised, by: [party-group]}\n- {date: 2026-04-30, event: opinion-signed, by: [zhao]}\n",
        )
}

/// The healthy topic as an ad-hoc one, instructed and not planned.
fn healthy_ad_hoc() -> Draft {
    healthy().line(TOPIC, "ad_hoc: true").line(
        EVENTS,
        "- {date: 2026-02-02, event: ad-hoc-instructed, by: [chairpersons-working-meeting], to: [urban], note: 寒潮中电梯停运}",
    )
}

fn closed(draft: &Draft) -> Draft {
    draft.clone().line(EVENTS, "- {date: 2026-06-30, event: closed}").on("2026-07-01")
}

#[test]
fn the_healthy_topic_has_no_finding() {
    assert_eq!(healthy().findings(), [""; 0]);
}

#[test]
fn the_healthy_topic_had_none_on_the_way_either() {
    for day in [
        "2025-11-01",
        "2025-12-31",
        "2026-01-05",
        "2026-01-21",
        "2026-01-31",
        "2026-02-04",
        "2026-02-27",
        "2026-03-13",
        "2026-03-26",
        "2026-04-03",
        "2026-04-14",
        "2026-04-17",
        "2026-04-24",
        "2026-04-28",
        "2026-05-01",
        "2026-05-13",
        "2026-05-15",
        "2026-06-01",
        "2026-09-08",
    ] {
        assert_eq!(healthy().on(day).findings(), [""; 0], "on {day}");
    }
}

#[test]
fn the_healthy_topic_closes_without_a_finding() {
    assert_eq!(closed(&healthy()).findings(), [""; 0]);
}

#[test]
fn the_opinion_of_the_party_group_is_as_healthy() {
    assert_eq!(closed(&healthy_of_the_party_group()).findings(), [""; 0]);
}

#[test]
fn the_ad_hoc_topic_is_as_healthy() {
    assert_eq!(closed(&healthy_ad_hoc()).findings(), [""; 0]);
}

#[test]
fn a_topic_that_was_dropped_owes_nothing() {
    healthy_year()
        .file(TOPIC, healthy().text(TOPIC))
        .line(EVENTS, "- {date: 2026-03-02, event: dropped}")
        .on("2026-12-01")
        .shows("M7a: not-applicable", &[]);
}

// 引言

#[test]
fn m0_a_topic_closes_only_after_its_handling_was_looked_into() {
    let untracked = closed(&healthy()).without(EVENTS, "handling-tracked");
    untracked.clone().shows(
        "M0: overdue, due 2026-06-30",
        &[
            "error M0 topics/2026/001-电梯/events.yml:1:1: 尚未完成：反馈办理情况，应在办结（2026-06-30）前",
            "error M16b topics/2026/001-电梯/events.yml:1:1: 尚未记录“了解办理情况”或“办理进展”或“答复”，应在办结（2026-06-30）前办理",
        ],
    );
    untracked.clone().on("2026-06-30").shows("M0: due-soon, due 2026-06-30", &[]);
    untracked
        .clone()
        .line(EVENTS, "- {date: 2026-06-29, event: handling-tracked}")
        .shows("M0: done, done 2026-06-29, due 2026-06-30", &[]);
    // The progress of one suggestion is feedback, too.
    untracked
        .line(
            SUGGESTIONS,
            "- {id: s1, kind: suggestion, text: 编制分摊参考标准, events: [{date: 2026-06-08, event: progress}]}",
        )
        .shows("M0: done, done 2026-06-08, due 2026-06-30", &[]);
}

#[test]
fn m0_waits_for_the_closing() {
    healthy().without(EVENTS, "handling-tracked").shows("M0: waiting", &[]);
}

// 一、确定年度协商计划

#[test]
fn m1a_the_plan_is_made_by_three_bodies() {
    let two = healthy_year().change(PLAN, "[party-committee, government, cppcc]", "[party-committee, cppcc]");
    two.shows("M1a: pending, due 2026-12-31", &[]);
    let late = two.on("2027-01-01");
    assert_eq!(
        late.states_of("M1a"),
        ["plan:2026 M1a: overdue, due 2026-12-31", "plan:2027 M1a: pending, due 2027-12-31"]
    );
    assert_eq!(late.findings_of("M1a"), ["error M1a plans/2026/plan.yml:1:1: 计划制定单位缺区政府，应在2026-12-31前"]);
    assert_eq!(late.hints_of("M1a"), ["填写：yijuan plan set 2026 计划制定单位+=区政府"]);
    healthy_year().shows("M1a: done, done 2026-01-05, due 2026-12-31", &[]);
}

#[test]
fn m1b_the_topics_channel_is_on_record() {
    let unsourced = healthy().without(TOPIC, "source:");
    unsourced.clone().on("2026-02-26").shows("M1b: due-soon, due 2026-02-26", &[]);
    let late = unsourced.clone().on("2026-02-27");
    late.shows(
        "M1b: overdue, due 2026-02-26",
        &["error M1b topics/2026/001-电梯/topic.yml:1:1: 尚未填写议题来源渠道（应为区委、区政府点题/参加单位及委员交题/社会征题等），应在开题会议或协商会议（2026-02-26）前"],
    );
    assert_eq!(late.hint(), "填写：yijuan set 2026-001 来源渠道=〈区委、区政府点题或参加单位及委员交题或社会征题〉");
    unsourced.line(TOPIC, "source: {channel: public-call}").shows("M1b: done, due 2026-02-26", &[]);
}

#[test]
fn m1b_the_list_of_channels_is_open() {
    healthy().change(TOPIC, "unit-member", "来信来访").shows("M1b: done, due 2026-02-26", &[]);
    // An id of no vocabulary is told all the same.
    healthy()
        .change(TOPIC, "unit-member", "hotline")
        .shows("M1b: done, due 2026-02-26", &["error - topics/2026/001-电梯/topic.yml:7:10: 未知的来源渠道 `hotline`"]);
}

#[test]
fn m1b_m4a_an_ad_hoc_topic_comes_through_no_channel() {
    let urgent = healthy_ad_hoc().without(TOPIC, "source:");
    urgent.shows("M1b: not-applicable", &[]);
    urgent.shows("M4a: not-applicable", &[]);
}

#[test]
fn m2a_the_party_group_drafts_the_plan() {
    let undrafted = healthy_year().without_file(PLAN_DRAFT);
    undrafted.shows(
        "M2a: overdue, due 2025-12-26",
        &["error M2a plans/2026/政协年度协商计划草案.md: 缺政协党组的《政协年度协商计划草案》，应在审议年度协商计划（2025-12-26）前"],
    );
    assert_eq!(undrafted.hint(), "起草并填写：yijuan render plan:2026 政协年度协商计划草案");
    healthy_year().change(PLAN_DRAFT, "office: party-group", "office: cppcc-office").shows(
        "M2a: overdue, due 2025-12-26",
        &["error M2a plans/2026/政协年度协商计划草案.md:5:1: 《政协年度协商计划草案》由政协办公室起草，应由政协党组起草，应在审议年度协商计划（2025-12-26）前"],
    );
    healthy_year().shows("M2a: done, done 2025-12-10, due 2025-12-26", &[]);
}

#[test]
fn a_paper_on_record_as_drawn_up_is_wanted_before_what_it_must_precede() {
    let drafted = |year: Draft| year.without(YEAR, "event: plan-deliberated").without_file(PLAN_DRAFT);
    drafted(healthy_year()).without(YEAR, "event: plan-issued").on("2025-12-20").shows("M2a: pending", &[]);
    let undrafted = drafted(healthy_year()).without(YEAR, "event: plan-issued").without(YEAR, "event: plan-drafted");
    undrafted.on("2025-12-20").shows("M2a: waiting", &[]);
}

#[test]
fn m2a_the_key_topics_are_proposed_first() {
    healthy_year().without(YEAR, "key-topics-proposed").without_file(PLAN_DRAFT).shows(
        "M2a: overdue, due 2025-12-26",
        &["error M2a plans/2026/events.yml:1:1: 尚未记录“提出年度重点协商议题建议”（应由政协党组）；缺政协党组的《政协年度协商计划草案》，应在审议年度协商计划（2025-12-26）前"],
    );
}

#[test]
fn m2b_the_plan_is_deliberated_before_it_is_issued() {
    let hasty = healthy_year()
        .change(YEAR, "2026-01-05, event: plan-issued", "2025-12-20, event: plan-issued")
        .on("2025-12-27");
    // An inverted order is said once, where it stands.
    hasty.shows(
        "M2b: overdue, due 2025-12-20",
        &["error M2b plans/2026/events.yml:4:3: 印发年度协商计划（2025-12-20）早于审议年度协商计划，程序倒置"],
    );
}

#[test]
fn m2b_who_deliberated_must_be_stated() {
    let unsaid = healthy_year().change(YEAR, "plan-deliberated, by: [party-standing-committee]", "plan-deliberated");
    unsaid.shows(
        "M2b: overdue, due 2026-01-05",
        &["error M2b plans/2026/events.yml:1:1: 尚未完成：审议年度协商计划，应在印发年度协商计划（2026-01-05）前"],
    );
    assert_eq!(
        unsaid.hint(),
        "2025-12-26的“审议年度协商计划”不能计入（未记明由谁）；重新记录：yijuan record plan:2026 审议年度协商计划 --on 〈日期〉 --by 区委常委会"
    );
    unsaid
        .line(YEAR, "- {date: 2025-12-29, event: plan-deliberated, by: [party-standing-committee]}")
        .shows("M2b: done, done 2026-01-05, due 2026-01-05", &[]);
}

#[test]
fn m2b_the_dated_draft_stands_for_its_drafting() {
    let undrafted = healthy_year().without(YEAR, "plan-drafted");
    undrafted
        .file(
            "plans/2026/政协年度协商计划草案.md",
            "---\ndocument: annual-plan-draft\ntitle: 2026年度协商计划（草案）\ndate: 2025-12-10\noffice: party-group\n---\n\n正文。\n",
        )
        .shows("M2b: done, done 2026-01-05, due 2026-01-05", &[]);
}

#[test]
fn m2c_the_plan_is_issued_to_the_whole_district_by_the_party_committees_office() {
    let bare =
        healthy_year().change(YEAR, "plan-issued, by: [party-committee-office], to: [whole-district]", "plan-issued");
    bare.shows(
        "M2c: overdue, due 2026-01-20",
        &["error M2c plans/2026/events.yml:1:1: “印发年度协商计划”（2026-01-05）未记明由谁、对谁，应在提出年度协商工作安排（草案）（2026-01-20）前"],
    );
    assert_eq!(
        bare.hint(),
        "2026-01-05的“印发年度协商计划”不能计入（未记明由谁、对谁）；重新记录：yijuan record plan:2026 印发年度协商计划 --on 〈日期〉 --by 区委办公室 --to 全区"
    );
    bare.clone().on("2026-01-20").shows("M2c: due-soon, due 2026-01-20", &[]);
    bare.line(YEAR, "- {date: 2026-01-19, event: plan-issued, by: [party-committee-office], to: [whole-district]}")
        .shows("M2c: done, done 2026-01-19, due 2026-01-20", &[]);
}

// 二、形成实施方案

#[test]
fn m3a_the_intents_are_collected_before_the_arrangement_is_drafted() {
    let unasked = healthy_year().without(YEAR, "intents-collected").on("2026-01-24");
    unasked.shows(
        "M3a: overdue, due 2026-01-23",
        &["error M3a plans/2026/events.yml:1:1: 尚未完成：收集协商意向，应在协商年度协商工作安排（2026-01-23）前"],
    );
    unasked
        .line(YEAR, "- {date: 2026-01-16, event: intents-collected}")
        .shows("M3a: done, done 2026-01-20, due 2026-01-23", &[]);
}

#[test]
fn m3a_the_intents_may_be_collected_before_the_plan_is_issued() {
    healthy_year()
        .change(YEAR, "2026-01-14, event: intents-collected", "2025-12-30, event: intents-collected")
        .shows("M3a: done, done 2026-01-20, due 2026-01-23", &[]);
}

#[test]
fn m3b_the_arrangement_is_drafted() {
    let undrafted = healthy_year().without_file(ARRANGEMENT);
    undrafted.clone().on("2026-01-23").shows("M3b: due-soon, due 2026-01-23", &[]);
    undrafted.shows(
        "M3b: overdue, due 2026-01-23",
        &["error M3b plans/2026/年度协商工作安排（草案）.md: 缺《年度协商工作安排（草案）》，应在协商年度协商工作安排（2026-01-23）前"],
    );
    healthy_year().shows("M3b: done, done 2026-01-20, due 2026-01-23", &[]);
}

#[test]
fn m3b_each_item_has_one_of_the_four_forms() {
    healthy_year().change(PLAN, "form: sector", "form: plenary").on("2026-01-21").shows(
        "M3b: pending",
        &["error M3b plans/2026/plan.yml:4:25: 各项议题的协商形式为专题协商、plenary，应为专题协商/对口协商/界别协商/提案办理协商"],
    );
    healthy_year().change(PLAN, "form: sector, ", "").shows(
        "M3b: overdue, due 2026-01-23",
        &["error M3b plans/2026/plan.yml:4:5: 尚未填写各项议题的协商形式（应为专题协商/对口协商/界别协商/提案办理协商），应在协商年度协商工作安排（2026-01-23）前"],
    );
}

#[test]
fn m3c_the_chairpersons_deliberate_before_the_standing_committee_determines() {
    let skipped = healthy_year().without(YEAR, "arrangement-deliberated");
    let out_of_turn = "error M3c plans/2026/events.yml:8:3: 确定年度协商工作安排（2026-01-30）已记录，此前应有的审议年度协商工作安排尚未记录";
    // What is wrong is found at once, what is missing has time until the year ends.
    skipped.shows("M3c: pending, due 2026-12-31", &[out_of_turn]);
    let late = skipped.clone().on("2027-01-01");
    assert_eq!(late.states_of("M3c"), ["plan:2026 M3c: overdue, due 2026-12-31", "plan:2027 M3c: waiting"]);
    assert_eq!(late.findings_of("M3c"), [format!("{out_of_turn}；尚未完成：审议年度协商工作安排，应在2026-12-31前")]);
    skipped
        .line(YEAR, "- {date: 2026-01-28, event: arrangement-deliberated, by: [chairpersons-meeting]}")
        .shows("M3c: done, done 2026-01-30, due 2026-12-31", &[]);
}

#[test]
fn m4a_a_topic_starts_after_the_arrangement_is_determined() {
    let undetermined = healthy().without(YEAR, "arrangement-determined").on("2026-02-27");
    // What is missing belongs to the year.
    undetermined.shows(
        "M4a: overdue, due 2026-02-26",
        &["error M4a plans/2026/events.yml:1:1: 尚未记录“确定年度协商工作安排”（应由常委会会议），应在开题会议或协商会议（2026-02-26）前"],
    );
    assert_eq!(
        undetermined.hint(),
        "办理后记录：yijuan record plan:2026 确定年度协商工作安排 --on 〈日期〉 --by 常委会会议"
    );
    undetermined
        .line(YEAR, "- {date: 2026-02-26, event: arrangement-determined, by: [standing-committee-meeting]}")
        .shows("M4a: done, done 2026-02-26, due 2026-02-26", &[]);
}

#[test]
fn m4a_a_topic_sees_its_year_where_the_yearly_duties_do_not_bind() {
    healthy().without(SETTINGS, "regulations: [mentougou]").shows("M4a: done, done 2026-01-30, due 2026-02-26", &[]);
}

#[test]
fn m4b_the_vice_chair_of_the_responsible_office_leads() {
    healthy().without(TOPIC, "lead:").on("2026-02-27").shows(
        "M4b: overdue, due 2026-02-26",
        &["error M4b topics/2026/001-电梯/topic.yml:1:1: 尚未填写牵头领导，应由分管责任委室的副主席担任，应在开题会议或协商会议（2026-02-26）前"],
    );
    // A post not held is wrong the day it is written.
    healthy().change(TOPIC, "lead: qian", "lead: li").on("2026-02-04").shows(
        "M4b: pending, due 2026-04-16",
        &["error M4b topics/2026/001-电梯/topic.yml:6:1: 牵头领导为李虚构，应由分管责任委室的副主席担任，应在开题会议或协商会议（2026-04-16）前"],
    );
    healthy().shows("M4b: done, due 2026-02-26", &[]);
}

#[test]
fn m4b_waits_for_the_responsible_office() {
    let nobodys = healthy().without(TOPIC, "office:");
    nobodys.clone().on("2026-02-04").shows("M4b: pending, due 2026-04-16", &[]);
    let findings = nobodys.on("2026-02-27").findings();
    assert_eq!(
        findings.iter().find(|finding| finding.contains(" M4b ")).map(String::as_str),
        Some(
            "error M4b topics/2026/001-电梯/topic.yml:5:1: 牵头领导为钱样本，应由分管责任委室的副主席担任，应在开题会议或协商会议（2026-02-26）前"
        ),
    );
}

// 三、做好协商准备

#[test]
fn m5a_the_responsible_office_forms_a_working_group() {
    let elsewhere = healthy()
        .change(EVENTS, "working-group-formed, by: [urban]", "working-group-formed, by: [social]")
        .on("2026-02-27");
    // What another did is wrong the day it is written; what is missing has its time.
    let wrong = "error M5a topics/2026/001-电梯/events.yml:1:3: “成立课题组”（2026-02-05）由社会法制委员会作出，应由责任委室（城建环保委员会）作出";
    elsewhere.clone().on("2026-02-05").shows("M5a: pending, due 2026-04-16", &[wrong]);
    elsewhere.shows(
        "M5a: overdue, due 2026-02-26",
        &[&format!("{wrong}；仍未依规定完成，应在开题会议或协商会议（2026-02-26）前")],
    );
    assert_eq!(
        elsewhere.hints(),
        [
            "误记的作废后重记：yijuan record 2026-001 成立课题组 --void 2026-02-05 --note 〈原因〉；确属此情形的，依规定重新办理；办理后记录：yijuan record 2026-001 成立课题组 --on 〈日期〉 --by 城建环保委员会",
        ],
    );
    elsewhere
        .line(EVENTS, "- {date: 2026-02-09, event: working-group-formed, by: [urban]}")
        .shows("M5a: done, done 2026-02-09, due 2026-02-26", &[]);
}

#[test]
fn m5a_a_person_of_the_office_acts_for_it() {
    healthy()
        .change(EVENTS, "working-group-formed, by: [urban]", "working-group-formed, by: [wang]")
        .shows("M5a: done, done 2026-02-05, due 2026-02-26", &[]);
}

#[test]
fn m5b_the_work_plan_is_drawn_up() {
    let planless = healthy().without_file(WORK_PLAN).on("2026-02-27");
    planless.shows(
        "M5b: overdue, due 2026-02-26",
        &["error M5b topics/2026/001-电梯/协商工作方案.md: 缺《协商工作方案》，应在开题会议或协商会议（2026-02-26）前"],
    );
    // A scan does as well.
    planless
        .line(MATERIALS, "- {file: materials/方案.pdf, document: work-plan, date: 2026-02-11}")
        .file("topics/2026/001-电梯/materials/方案.pdf", "")
        .shows("M5b: done, done 2026-02-11, due 2026-02-26", &[]);
}

#[test]
fn m5b_a_work_plan_after_the_kick_off_is_late() {
    healthy().change(WORK_PLAN, "2026-02-11", "2026-02-27").shows(
        "M5b: done-late, done 2026-02-27, due 2026-02-26",
        &["warning M5b topics/2026/001-电梯/协商工作方案.md:1:1: 《协商工作方案》2026-02-27逾期完成，应在开题会议或协商会议（2026-02-26）前"],
    );
}

#[test]
fn m5c_the_kick_off_follows_the_work_plan() {
    let planless = healthy()
        .change(EVENTS, "2026-02-11, event: work-plan-made", "2026-02-27, event: work-plan-made")
        .on("2026-04-17");
    planless.shows(
        "M5c: overdue, due 2026-04-16",
        &["error M5c topics/2026/001-电梯/events.yml:3:3: 开题会议（2026-02-26）早于形成协商工作方案，程序倒置，应在协商会议（2026-04-16）前"],
    );
    planless
        .line(EVENTS, "- {date: 2026-03-02, event: kickoff-held}")
        .shows("M5c: done, done 2026-03-02, due 2026-04-16", &[]);
}

#[test]
fn m5c_the_dated_work_plan_stands_for_its_making() {
    healthy()
        .without(EVENTS, "work-plan-made")
        .file(
            "topics/2026/001-电梯/协商工作方案.md",
            "---\ndocument: work-plan\ntitle: 工作方案\ndate: 2026-02-11\n---\n\n正文。\n",
        )
        .shows("M5c: done, done 2026-02-26, due 2026-04-16", &[]);
}

#[test]
fn m6a_the_responsible_office_drafts_the_letter() {
    let letterless = healthy().without_file(LETTER).on("2026-03-31");
    letterless.shows(
        "M6a: overdue, due 2026-03-30",
        &["error M6a topics/2026/001-电梯/协商函.md: 缺责任委室的《协商函》，应在审定《协商函》或发出《协商函》或协商会议（2026-03-30）前"],
    );
    healthy().change(LETTER, "office: urban", "office: social").on("2026-03-30").shows(
        "M6a: due-soon, due 2026-03-30",
        &["error M6a topics/2026/001-电梯/协商函.md:5:1: 《协商函》由社会法制委员会起草，应由责任委室起草，应在审定《协商函》或发出《协商函》或协商会议（2026-03-30）前"],
    );
    healthy().shows("M6a: done, done 2026-03-30, due 2026-03-30", &[]);
}

#[test]
fn m6a_the_letter_has_a_title() {
    healthy().without(LETTER, "title:").on("2026-03-31").shows(
        "M6a: overdue, due 2026-03-30",
        &["error M6a topics/2026/001-电梯/协商函.md:1:1: 《协商函》缺标题，应在审定《协商函》或发出《协商函》或协商会议（2026-03-30）前"],
    );
}

#[test]
fn m6c_the_letter_is_addressed_to_the_departments_too() {
    let half = healthy().change(LETTER, "[government-office, department]", "[government-office]");
    half.clone().on("2026-03-31").shows("M6c: due-soon, due 2026-03-31", &[]);
    half.on("2026-04-01").shows(
        "M6c: overdue, due 2026-03-31",
        &["error M6c topics/2026/001-电梯/协商函.md:1:1: 《协商函》缺主送政府职能部门，应在发出《协商函》或协商会议（2026-03-31）前"],
    );
    healthy().shows("M6c: done, done 2026-03-30, due 2026-03-31", &[]);
}

#[test]
fn m6d_the_office_states_that_it_took_the_lead_in_liaison() {
    healthy().shows("M6d: pending, due 2026-04-16", &[]);
    closed(&healthy()).shows("M6d: pending, due 2026-04-16", &[]);
    healthy()
        .line(ATTESTS, "- {rule: M6d, by: sun, date: 2026-04-10}")
        .shows("M6d: done, done 2026-04-10, due 2026-04-16", &[]);
}

#[test]
fn m6b_the_letter_is_approved_before_it_is_sent() {
    let unapproved = healthy().without(EVENTS, "letter-approved");
    let out_of_turn = "error M6b topics/2026/001-电梯/events.yml:7:3: 发出《协商函》（2026-03-31）已记录，此前应有的审定《协商函》尚未记录";
    unapproved.clone().on("2026-04-01").shows("M6b: pending, due 2026-04-16", &[out_of_turn]);
    unapproved.clone().on("2026-04-17").shows(
        "M6b: overdue, due 2026-04-16",
        &[&format!("{out_of_turn}；尚未完成：审定《协商函》，应在协商会议（2026-04-16）前")],
    );
    unapproved
        .line(EVENTS, "- {date: 2026-03-31, event: letter-approved, by: [sun]}")
        .shows("M6b: done, done 2026-03-31, due 2026-04-16", &[]);
}

#[test]
fn m6b_the_letter_is_approved_by_the_secretary_general() {
    healthy().change(EVENTS, "letter-approved, by: [sun]", "letter-approved, by: [zhao]").on("2026-04-01").shows(
        "M6b: pending, due 2026-04-16",
        &["error M6b topics/2026/001-电梯/events.yml:7:3: 审定《协商函》（2026-03-30）由赵示例作出，应由秘书长作出"],
    );
}

#[test]
fn m6b_the_letter_goes_out_in_the_offices_name() {
    let other = healthy().change(LETTER, "issuer: cppcc-office", "issuer: party-group").on("2026-04-01");
    other.shows(
        "M6b: pending, due 2026-04-16",
        &["error M6b topics/2026/001-电梯/协商函.md:6:1: 《协商函》署名为政协党组，应为政协办公室"],
    );
}

#[test]
fn m6b_a_letter_without_an_issuer_is_mended_in_the_letter() {
    let unsigned = healthy().without(LETTER, "issuer: cppcc-office");
    // M6a asks for the issuer, too, and sooner.
    let bare = "error M6a topics/2026/001-电梯/协商函.md:1:1: 《协商函》缺署名机关，应在审定《协商函》或发出《协商函》或协商会议（2026-03-30）前";
    unsigned.clone().on("2026-04-16").shows("M6b: due-soon, due 2026-04-16", &[bare]);
    unsigned.on("2026-04-17").shows(
        "M6b: overdue, due 2026-04-16",
        &[bare, "error M6b topics/2026/001-电梯/协商函.md:1:1: 尚缺署名政协办公室，应在协商会议（2026-04-16）前"],
    );
}

#[test]
fn m7a_the_notice_goes_out_fifteen_working_days_before_the_meeting() {
    let missing = healthy().without(EVENTS, "notice-sent");
    missing.clone().on("2026-03-25").shows("M7a: due-soon, due 2026-03-25", &[]);
    missing.clone().on("2026-03-26").shows(
        "M7a: overdue, due 2026-03-25",
        &["error M7a topics/2026/001-电梯/events.yml:1:1: 尚未记录“通知参加人员”（应由责任委室；对象：政协方面人士），应在2026-03-25前（协商会议前15个工作日）"],
    );
    missing
        .line(EVENTS, "- {date: 2026-03-25, event: notice-sent, to: [cppcc-side], for: 2026-04-16}")
        .shows("M7a: done, done 2026-03-25, due 2026-03-25", &[]);
}

#[test]
fn m7a_a_late_notice_is_a_warning_at_its_line() {
    healthy().change(EVENTS, "2026-03-20, event: notice-sent", "2026-03-26, event: notice-sent").shows(
        "M7a: done-late, done 2026-03-26, due 2026-03-25",
        &["warning M7a topics/2026/001-电梯/events.yml:5:3: “通知参加人员”2026-03-26逾期完成，应在2026-03-25前（协商会议前15个工作日）"],
    );
}

#[test]
fn m7a_a_notice_to_others_does_not_reach_the_members() {
    let others = healthy().change(EVENTS, "to: [cppcc-side]", "to: [department-head]").on("2026-03-26");
    others.shows(
        "M7a: overdue, due 2026-03-25",
        &[
            "error M7a topics/2026/001-电梯/events.yml:5:3: “通知参加人员”（2026-03-20）的对象为部门负责人，应为政协方面人士；仍未依规定完成，应在2026-03-25前（协商会议前15个工作日）",
        ],
    );
    assert_eq!(
        others.hints()[0],
        "误记的作废后重记：yijuan record 2026-001 通知参加人员 --void 2026-03-20 --note 〈原因〉；确属此情形的，依规定重新办理；办理后记录：yijuan record 2026-001 通知参加人员 --on 〈日期〉 --by 城建环保委员会 --to 政协方面人士"
    );
    // Members are of the CPPCC side.
    others
        .change(EVENTS, "to: [department-head], for", "to: [member], for")
        .shows("M7a: done, done 2026-03-20, due 2026-03-25", &[]);
}

#[test]
fn m7b_materials_are_provided_in_advance() {
    let missing = healthy().without(EVENTS, "materials-sent");
    missing.clone().on("2026-04-09").shows("M7b: due-soon, due 2026-04-09", &[]);
    missing.clone().on("2026-04-10").shows(
        "M7b: overdue, due 2026-04-09",
        &["note M7b topics/2026/001-电梯/events.yml:1:1: 尚未记录“提供协商资料”，应在协商会议前办理（参考期限2026-04-09）"],
    );
    // Advice ends with the meeting's day.
    missing.clone().on("2026-04-17").shows(
        "M7b: overdue, due 2026-04-16",
        &["error M7b topics/2026/001-电梯/events.yml:1:1: 尚未记录“提供协商资料”，应在协商会议（2026-04-16）前办理"],
    );
    missing
        .line(EVENTS, "- {date: 2026-04-09, event: materials-sent, to: [democratic-party]}")
        .shows("M7b: done, done 2026-04-09, due 2026-04-09", &[]);
}

#[test]
fn m7b_materials_reach_those_who_take_part() {
    let both = healthy()
        .without(EVENTS, "materials-sent")
        .line(ROSTER, "- {name: 民建云河区支部, tags: [democratic-party], invited: 2026-03-20}")
        .line(ROSTER, "- {name: 冯拟人, tags: [sector-representative], invited: 2026-03-20}")
        .line(EVENTS, "- {date: 2026-04-07, event: materials-sent, to: [democratic-party]}");
    both.clone().on("2026-04-10").shows(
        "M7b: overdue, due 2026-04-09",
        &["note M7b topics/2026/001-电梯/events.yml:1:1: “提供协商资料”尚未送达：有关各界代表人士，应在协商会议前办理（参考期限2026-04-09）"],
    );
    both.line(EVENTS, "- {date: 2026-04-09, event: materials-sent, to: [sector-representative]}")
        .shows("M7b: done, done 2026-04-09, due 2026-04-09", &[]);
}

#[test]
fn m7b_materials_after_the_advised_day_are_noted() {
    healthy().change(EVENTS, "2026-04-02, event: materials-sent", "2026-04-10, event: materials-sent").shows(
        "M7b: done-late, done 2026-04-10, due 2026-04-09",
        &["note M7b topics/2026/001-电梯/events.yml:9:3: “提供协商资料”2026-04-10逾期完成，应在协商会议前办理（参考期限2026-04-09）"],
    );
}

#[test]
fn m7c_something_is_held_to_prepare_the_participants() {
    let unprepared = healthy().without(EVENTS, "research-ended").on("2026-04-17");
    unprepared.shows(
        "M7c: overdue, due 2026-04-16",
        &["error M7c topics/2026/001-电梯/events.yml:1:1: 尚未记录“会前培训”或“调研结束”或“视察”或“考察”或“情况通报”，应在协商会议（2026-04-16）前"],
    );
    unprepared
        .line(EVENTS, "- {date: 2026-04-08, event: briefing-held}")
        .shows("M7c: done, done 2026-04-08, due 2026-04-16", &[]);
}

#[test]
fn m7d_the_report_is_made_fifteen_working_days_after_the_research() {
    let missing = healthy().without(EVENTS, "research-report-made").without_file(REPORT);
    missing.clone().on("2026-04-02").shows("M7d: due-soon, due 2026-04-02", &[]);
    missing.clone().on("2026-04-03").shows(
        "M7d: overdue, due 2026-04-02",
        &["error M7d topics/2026/001-电梯/events.yml:1:1: 尚未记录“形成调研报告或情况分析”，应在2026-04-02前（调研结束后15个工作日内）"],
    );
    missing
        .file(
            "topics/2026/001-电梯/情况分析.md",
            "---\ndocument: situation-analysis\ntitle: 情况分析\ndate: 2026-04-02\n---\n\n正文。\n",
        )
        .shows("M7d: done, done 2026-04-02, due 2026-04-02", &[]);
}

#[test]
fn m7d_is_counted_from_the_last_tour() {
    healthy()
        .line(EVENTS, "- {date: 2026-03-25, event: research-ended, by: [urban]}")
        .change(EVENTS, "2026-03-27, event: research-report-made", "2026-04-08, event: research-report-made")
        .change(REPORT, "date: 2026-03-27", "date: 2026-04-08")
        .shows("M7d: done, done 2026-04-08, due 2026-04-16", &[]);
}

#[test]
fn m7e_experts_may_be_invited() {
    healthy().shows("M7e: pending, due 2026-04-16", &[]);
    healthy()
        .line(ATTESTS, "- {rule: M7e, by: wang, date: 2026-03-05, note: 两位专家参加课题组}")
        .shows("M7e: done, done 2026-03-05, due 2026-04-16", &[]);
}

#[test]
fn m7f_base_materials_are_ready_before_the_meeting() {
    let bare = healthy().without_file(REPORT).on("2026-04-17");
    bare.shows(
        "M7f: overdue, due 2026-04-16",
        &["error M7f topics/2026/001-电梯/调研报告.md: 缺《调研报告》或《情况分析》或政协调研材料，应在协商会议（2026-04-16）前"],
    );
    bare.file(
        "topics/2026/001-电梯/情况分析.md",
        "---\ndocument: situation-analysis\ndate: 2026-04-09\n---\n\n正文。\n",
    )
    .shows("M7f: done, done 2026-04-09, due 2026-04-16", &[]);
}

#[test]
fn m8a_an_ad_hoc_topic_is_instructed_with_its_special_reason() {
    let unreasoned = healthy_ad_hoc().change(EVENTS, ", note: 寒潮中电梯停运", "").on("2026-03-21");
    unreasoned.shows(
        "M8a: overdue, due 2026-03-20",
        &["error M8a topics/2026/001-电梯/events.yml:1:1: “责成承办临时协商”（2026-02-02）未记明说明（就条文“遇特殊情况，临时需要召开的协商会议，主席会办公会按照工作体系，责成具体委室负责组织实施”说明），应在通知参加人员或协商会议（2026-03-20）前"],
    );
    assert_eq!(
        unreasoned.hint(),
        "2026-02-02的“责成承办临时协商”不能计入（未记明说明）；重新记录：yijuan record 2026-001 责成承办临时协商 --on 〈日期〉 --by 主席办公会 --to 城建环保委员会 --note 〈说明〉"
    );
    unreasoned
        .line(EVENTS, "- {date: 2026-02-04, event: ad-hoc-instructed, by: [chairpersons-working-meeting], to: [urban], note: 寒潮}")
        .shows("M8a: done, done 2026-02-04, due 2026-03-20", &[]);
}

#[test]
fn m8a_a_planned_topic_needs_no_instruction() {
    healthy().shows("M8a: not-applicable", &[]);
}

#[test]
fn m8b_of_an_ad_hoc_meeting_three_working_days_notice_is_enough() {
    let missing = healthy_ad_hoc().without(EVENTS, "notice-sent");
    missing.clone().on("2026-04-14").shows(
        "M8b: overdue, due 2026-04-13",
        &["error M8b topics/2026/001-电梯/events.yml:1:1: 尚未记录“通知参加人员”（应由责任委室；对象：政协方面人士），应在2026-04-13前（协商会议前3个工作日）"],
    );
    let mended = missing.line(EVENTS, "- {date: 2026-04-13, event: notice-sent, to: [cppcc-side], for: 2026-04-16}");
    mended.shows("M8b: done, done 2026-04-13, due 2026-04-13", &[]);
    mended.shows("M7a: not-applicable", &[]);
}

/// The healthy topic, its meeting moved from 16 April to 13 May after notice and letter had gone out.
fn postponed() -> Draft {
    healthy()
        .change(TOPIC, "meeting: 2026-04-16", "meeting: 2026-05-13")
        .change(EVENTS, "2026-04-16, event: meeting", "2026-05-13, event: meeting")
        .on("2026-04-15")
}

#[test]
fn m8c_a_change_of_date_is_notified_in_writing_before_the_meeting() {
    // On which day the date was changed is not on record: nothing is counted from it, the meeting is the last moment.
    postponed().shows("M8c: pending, due 2026-05-13", &[]);
    postponed().on("2026-05-13").row("M8c: due-soon, due 2026-05-13", &[]);
    postponed().on("2026-05-14").row(
        "M8c: overdue, due 2026-05-13",
        &["error M8c topics/2026/001-电梯/events.yml:1:1: 尚未记录“书面通知调整”（应由责任委室；对象：参加单位和人员；方式：书面），应在协商会议（2026-05-13）前办理"],
    );
    postponed()
        .line(
            EVENTS,
            "- {date: 2026-04-08, event: change-notice-sent, to: [participants], via: written, for: 2026-05-13}",
        )
        .shows("M8c: done, done 2026-04-08, due 2026-05-13", &[]);
}

#[test]
fn m8c_promptly_is_counted_from_a_change_on_record() {
    let changed = postponed().line(EVENTS, "- {date: 2026-04-01, event: arrangement-changed}");
    changed.clone().on("2026-04-16").shows("M8c: due-soon, due 2026-04-16", &[]);
    changed.clone().on("2026-04-17").shows(
        "M8c: overdue, due 2026-04-16",
        &["note M8c topics/2026/001-电梯/events.yml:1:1: 尚未记录“书面通知调整”（应由责任委室；对象：参加单位和人员；方式：书面），应在议题内容或时间调整后及时办理（参考期限2026-04-16）"],
    );
    changed
        .line(
            EVENTS,
            "- {date: 2026-04-16, event: change-notice-sent, to: [participants], via: written, for: 2026-05-13}",
        )
        .on("2026-04-17")
        .shows("M8c: done, done 2026-04-16, due 2026-04-16", &[]);
}

#[test]
fn m8c_after_a_second_change_it_is_said_whom_to_tell_of_which_day() {
    let twice = postponed()
        .line(EVENTS, "- {date: 2026-04-01, event: arrangement-changed}")
        .line(
            EVENTS,
            "- {date: 2026-04-08, event: change-notice-sent, to: [participants], via: written, for: 2026-05-13}",
        )
        .line(EVENTS, "- {date: 2026-04-20, event: arrangement-changed}")
        .change(TOPIC, "meeting: 2026-05-13", "meeting: 2026-05-27")
        .change(EVENTS, "2026-05-13, event: meeting", "2026-05-27, event: meeting")
        .on("2026-05-28");
    twice.row(
        "M8c: overdue, due 2026-05-27",
        &["error M8c topics/2026/001-电梯/events.yml:1:1: 尚未记录“书面通知调整”（应由责任委室；对象：参加单位和人员；方式：书面），应在协商会议（2026-05-27）前办理"],
    );
    assert_eq!(
        twice.hints_of("M8c"),
        [
            "2026-04-08的“书面通知调整”不能计入（早于2026-04-20）；办理后记录：yijuan record 2026-001 书面通知调整 --on 〈日期〉 --by 城建环保委员会 --to 参加单位和人员 --via 〈书面〉 --for 2026-05-27"
        ]
    );
}

#[test]
fn m8c_a_telephone_call_is_not_in_writing() {
    let called = postponed().line(
        EVENTS,
        "- {date: 2026-04-08, event: change-notice-sent, to: [participants], via: phone, for: 2026-05-13}",
    );
    called.shows(
        "M8c: pending, due 2026-05-13",
        &["error M8c topics/2026/001-电梯/events.yml:19:3: “书面通知调整”（2026-04-08）以电话联系进行，应以书面进行"],
    );
    assert_eq!(
        called.hint(),
        "误记的作废后重记：yijuan record 2026-001 书面通知调整 --void 2026-04-08 --note 〈原因〉；确属此情形的，依规定重新办理"
    );
}

#[test]
fn m8c_a_notice_of_yet_another_date_settles_nothing() {
    let astray = postponed()
        .line(EVENTS, "- {date: 2026-04-08, event: change-notice-sent, to: [participants], for: 2026-05-20}");
    astray.shows(
        "M8c: pending, due 2026-05-13",
        &["error M8c topics/2026/001-电梯/events.yml:19:3: “书面通知调整”（2026-04-08）所通知的不是新的会期2026-05-13"],
    );
}

#[test]
fn m8c_earlier_notices_still_count_for_the_moved_meeting() {
    postponed().shows("M7a: done, done 2026-03-20, due 2026-04-20", &[]);
}

// 四、召开协商会议

#[test]
fn m9a_the_letter_reaches_leaders_and_departments_three_working_days_before() {
    let half =
        healthy().change(EVENTS, "to: [party-government-leader, department-head]", "to: [party-government-leader]");
    let late = half.clone().on("2026-04-14");
    late.shows(
        "M9a: overdue, due 2026-04-13",
        &["error M9a topics/2026/001-电梯/events.yml:1:1: “发出《协商函》”尚未送达：相关单位负责人，应在2026-04-13前（协商会议前3个工作日）"],
    );
    assert_eq!(late.hint(), "办理后记录：yijuan record 2026-001 发出《协商函》 --on 〈日期〉 --to 相关单位负责人");
    half.line(
        EVENTS,
        "- {date: 2026-04-10, event: letter-sent, by: [cppcc-office], to: [department-head], for: 2026-04-16}",
    )
    .shows("M9a: done, done 2026-04-10, due 2026-04-13", &[]);
}

#[test]
fn m9a_a_letter_to_an_office_alone_is_on_record_and_has_reached_no_head() {
    healthy()
        .change(EVENTS, "to: [party-government-leader, department-head]", "to: [government-office]")
        .on("2026-04-14")
        .shows(
            "M9a: overdue, due 2026-04-13",
            &["error M9a topics/2026/001-电梯/events.yml:1:1: “发出《协商函》”尚未送达：区委、区政府领导、相关单位负责人，应在2026-04-13前（协商会议前3个工作日）"],
        );
}

const HOST: &str = "{name: 赵示例, person: zhao, tags: [host]}";

/// The healthy topic in another form, with this host.
fn of_form(form: &str, host: &str) -> Draft {
    let name = host.trim_start_matches("{name: ").split(',').next().unwrap_or_default();
    healthy().change(TOPIC, "form: thematic", &format!("form: {form}")).change(ROSTER, HOST, host).change(
        RECORD,
        "host: 赵示例",
        &format!("host: {name}"),
    )
}

fn counterpart() -> Draft {
    of_form("counterpart", "{name: 钱样本, person: qian, tags: [host]}")
}

#[test]
fn m9b_a_thematic_consultation_invites_the_leader_in_charge() {
    let uninvited = healthy().without(ROSTER, "leader-in-charge");
    uninvited.clone().on("2026-04-16").shows("M9b: due-soon, due 2026-04-16", &[]);
    uninvited.on("2026-04-17").shows(
        "M9b: overdue, due 2026-04-16",
        &["warning M9b topics/2026/001-电梯/roster.yml:1:1: 协商会议邀请名单缺党政主管领导，应在协商会议（2026-04-16）前"],
    );
    healthy().shows("M9b: done, done 2026-03-31, due 2026-04-16", &[]);
}

#[test]
fn m9b_an_invitation_still_to_come_is_none_yet() {
    healthy()
        .change(ROSTER, "leader-in-charge], invited: 2026-03-31", "leader-in-charge], invited: 2026-04-15")
        .on("2026-04-10")
        .shows("M9b: due-soon, due 2026-04-16", &[]);
}

#[test]
fn m9c_the_other_forms_invite_the_heads_of_departments() {
    counterpart().without(ROSTER, "department-head").on("2026-04-17").shows(
        "M9c: overdue, due 2026-04-16",
        &["warning M9c topics/2026/001-电梯/roster.yml:1:1: 协商会议邀请名单缺相关单位负责人，应在协商会议（2026-04-16）前"],
    );
    counterpart().shows("M9c: done, done 2026-03-31, due 2026-04-16", &[]);
    healthy().shows("M9c: not-applicable", &[]);
}

#[test]
fn m9d_leaders_may_be_invited_to_a_major_question() {
    let major = counterpart().line(TOPIC, "tags: [major]");
    major.shows("M9d: done, done 2026-03-31, due 2026-04-16", &[]);
    major.without(ROSTER, "leader-in-charge").shows("M9d: pending, due 2026-04-16", &[]);
    counterpart().shows("M9d: not-applicable", &[]);
}

#[test]
fn m10a_the_chair_hosts_a_thematic_meeting_or_delegates() {
    healthy().without(ROSTER, "host").on("2026-04-17").shows(
        "M10a: overdue, due 2026-04-16",
        &["warning M10a topics/2026/001-电梯/roster.yml:1:1: 尚未登记主持人，一般应由主席担任，应在协商会议（2026-04-16）前"],
    );
    // A delegation left unsaid can still be stated; another post is wrong.
    let vice = of_form("thematic", "{name: 钱样本, person: qian, tags: [host]}");
    vice.clone().on("2026-04-16").shows("M10a: due-soon, due 2026-04-16", &[]);
    vice.on("2026-04-17").shows(
        "M10a: overdue, due 2026-04-16",
        &["warning M10a topics/2026/001-电梯/roster.yml:1:1: 主持人钱样本未记明委托人，应由主席委托，应在协商会议（2026-04-16）前"],
    );
    of_form("thematic", "{name: 钱样本, person: qian, tags: [host], delegated_by: zhao}")
        .shows("M10a: done, due 2026-04-16", &[]);
    of_form("thematic", "{name: 孙范文, person: sun, tags: [host]}").on("2026-04-01").shows(
        "M10a: pending, due 2026-04-16",
        &["warning M10a topics/2026/001-电梯/roster.yml:1:3: 主持人为孙范文，一般应由主席担任，应在协商会议（2026-04-16）前"],
    );
}

#[test]
fn m10a_only_the_chair_delegates() {
    of_form("thematic", "{name: 钱样本, person: qian, tags: [host], delegated_by: li}")
        .on("2026-04-01")
        .shows("M10a: pending, due 2026-04-16", &["warning M10a topics/2026/001-电梯/roster.yml:1:3: 主持人钱样本由李虚构委托，应由主席委托，应在协商会议（2026-04-16）前"]);
}

#[test]
fn who_delegated_it_is_added_to_the_entry_that_is_there() {
    let silent = of_form("thematic", "{name: 钱样本, person: qian, tags: [host], spoke: true}");
    assert_eq!(silent.hints_of("M10a"), ["写明委托人：yijuan roster update 2026-001 1 --delegated-by 赵示例"]);
}

#[test]
fn m10b_the_vice_chair_in_charge_hosts_a_counterpart_meeting_or_delegates() {
    of_form("counterpart", "{name: 李虚构, person: li, tags: [host]}").shows(
        "M10b: overdue, due 2026-04-16",
        &["warning M10b topics/2026/001-电梯/roster.yml:1:3: 主持人为李虚构，一般应由分管责任委室的副主席担任，应在协商会议（2026-04-16）前"],
    );
    counterpart().shows("M10b: done, due 2026-04-16", &[]);
    of_form("counterpart", "{name: 王拟定, person: wang, tags: [host], delegated_by: qian}")
        .shows("M10b: done, due 2026-04-16", &[]);
}

#[test]
fn m10b_a_post_laid_down_before_the_meeting_is_not_held() {
    let former = of_form("counterpart", "{name: 杨化名, person: yang, tags: [host], delegated_by: qian}");
    // It is still his today, but no longer on the day of the meeting.
    former.on("2026-03-31").shows(
        "M10b: pending, due 2026-04-16",
        &["warning M10b topics/2026/001-电梯/roster.yml:1:3: 主持人为杨化名，一般应由分管责任委室的副主席担任，应在协商会议（2026-04-16）前"],
    );
}

#[test]
fn m10c_the_director_hosts_a_sector_meeting_or_delegates() {
    of_form("sector", "{name: 钱样本, person: qian, tags: [host]}").shows(
        "M10c: overdue, due 2026-04-16",
        &["warning M10c topics/2026/001-电梯/roster.yml:1:3: 主持人为钱样本，一般应由责任委室的专委会主任担任，应在协商会议（2026-04-16）前"],
    );
    of_form("sector", "{name: 王拟定, person: wang, tags: [host]}").shows("M10c: done, due 2026-04-16", &[]);
    of_form("sector", "{name: 沈代称, person: shen, tags: [host], delegated_by: wang}")
        .shows("M10c: done, due 2026-04-16", &[]);
}

#[test]
fn m10d_the_director_of_proposals_hosts_their_handling() {
    of_form("proposal-handling", "{name: 王拟定, person: wang, tags: [host]}").shows(
        "M10d: overdue, due 2026-04-16",
        &["warning M10d topics/2026/001-电梯/roster.yml:1:3: 主持人为王拟定，一般应由提案委员会主任或分管责任委室的副主席或主席担任，应在协商会议（2026-04-16）前"],
    );
    for host in ["{name: 卫试写, person: wei, tags: [host]}", "{name: 钱样本, person: qian, tags: [host]}", HOST]
    {
        of_form("proposal-handling", host).shows("M10d: done, due 2026-04-16", &[]);
    }
}

#[test]
fn m11_the_host_states_that_the_consultation_was_full() {
    healthy().on("2026-04-15").shows("M11: waiting", &[]);
    healthy().shows("M11: pending, due 2026-04-23", &[]);
    healthy()
        .line(ATTESTS, "- {rule: M11, by: zhao, date: 2026-04-16}")
        .shows("M11: done, done 2026-04-16, due 2026-04-23", &[]);
}

// 五、汇总协商意见

#[test]
fn m12a_the_responsible_office_keeps_the_record() {
    healthy().change(RECORD, "office: urban", "office: social").on("2026-04-24").shows(
        "M12a: overdue, due 2026-04-23",
        &["error M12a topics/2026/001-电梯/会议记录.md:4:1: 《会议记录》由社会法制委员会起草，应由责任委室起草，应在形成《协商意见》或办结（2026-04-23）前"],
    );
    let unrecorded = healthy().without_file(RECORD);
    unrecorded.clone().on("2026-04-15").shows("M12a: waiting", &[]);
    unrecorded.on("2026-04-24").shows(
        "M12a: overdue, due 2026-04-23",
        &[
            "error M12a topics/2026/001-电梯/会议记录.md: 缺责任委室的《会议记录》，应在形成《协商意见》或办结（2026-04-23）前",
            "error M12b topics/2026/001-电梯/会议记录.md: 缺《会议记录》，应在形成《协商意见》或办结（2026-04-23）前",
        ],
    );
    healthy().shows("M12a: done, done 2026-04-16, due 2026-04-23", &[]);
}

#[test]
fn m12b_the_record_says_where_and_what_was_agreed() {
    let thin = healthy().without(RECORD, "place:").change(RECORD, "由街道牵头组织楼栋协商。", "……");
    thin.clone().on("2026-04-23").shows("M12b: due-soon, due 2026-04-23", &[]);
    let late = thin.on("2026-04-24");
    late.shows(
        "M12b: overdue, due 2026-04-23",
        &["error M12b topics/2026/001-电梯/会议记录.md:1:1: 《会议记录》缺地点、协商共识，应在形成《协商意见》或办结（2026-04-23）前"],
    );
    assert_eq!(
        late.hint(),
        "补全 topics/2026/001-电梯/会议记录.md：地点、协商共识（立为小标题并写内容，或在正文中写到这些字；写在文首：`place`）"
    );
    healthy().shows("M12b: done, done 2026-04-16, due 2026-04-23", &[]);
}

#[test]
fn m12_a_record_with_blanks_is_a_draft() {
    let draft = healthy().change(RECORD, "由街道牵头组织楼栋协商。", "〔待填写〕").on("2026-04-24");
    draft.shows(
        "M12b: overdue, due 2026-04-23",
        &[
            "error M12a topics/2026/001-电梯/会议记录.md:18:1: 《会议记录》还有1处待填写，应在形成《协商意见》或办结（2026-04-23）前",
            "error M12b topics/2026/001-电梯/会议记录.md:18:1: 《会议记录》还有1处待填写，应在形成《协商意见》或办结（2026-04-23）前",
        ],
    );
    assert_eq!(draft.hints(), ["填写 topics/2026/001-电梯/会议记录.md 中的〔待填写〕"; 2]);
}

#[test]
fn m12_a_scan_is_the_record() {
    healthy()
        .without_file(RECORD)
        .line(MATERIALS, "- {file: materials/会议记录.pdf, document: meeting-record, date: 2026-04-16}")
        .file("topics/2026/001-电梯/materials/会议记录.pdf", "")
        .shows("M12b: done, done 2026-04-16, due 2026-04-23", &[]);
}

#[test]
fn m13a_the_responsible_office_compiles_the_opinion() {
    healthy().change(OPINION, "office: urban", "office: social").on("2026-05-06").shows(
        "M13a: overdue, due 2026-04-30",
        &["error M13a topics/2026/001-电梯/协商意见.md:5:1: 《协商意见》由社会法制委员会起草，应由责任委室起草，应在报出《协商意见》（2026-04-30）前"],
    );
    healthy().shows("M13a: done, done 2026-04-30, due 2026-04-30", &[]);
}

#[test]
fn m13b_the_opinion_has_ten_sections() {
    let thin = healthy().change(OPINION, "上下楼互相体谅。", "……").without(OPINION, "## 政策性建议");
    thin.clone().on("2026-04-30").shows("M13b: due-soon, due 2026-04-30", &[]);
    thin.on("2026-05-06").shows(
        "M13b: overdue, due 2026-04-30",
        &["error M13b topics/2026/001-电梯/协商意见.md:1:1: 《协商意见》缺政策性建议，应在报出《协商意见》（2026-04-30）前"],
    );
    healthy().change(OPINION, "上下楼互相体谅。", "……").on("2026-05-06").shows(
        "M13b: overdue, due 2026-04-30",
        &["error M13b topics/2026/001-电梯/协商意见.md:1:1: 《协商意见》缺达成的谅解，应在报出《协商意见》（2026-04-30）前"],
    );
    healthy().shows("M13b: done, done 2026-04-30, due 2026-04-30", &[]);
}

#[test]
fn m13b_holds_what_the_front_matter_says_of_where_each_content_stands() {
    let four = healthy().change(OPINION, "## 矛盾问题", "## 一、主要问题及原因").change(
        OPINION,
        "document: consultation-opinion",
        "document: consultation-opinion\ncovers: {矛盾问题: 主要问题及原因}",
    );
    four.clone().on("2026-05-06").shows("M13b: done, done 2026-04-30, due 2026-04-30", &[]);
    four.change(OPINION, "{矛盾问题: 主要问题及原因}", "{矛盾问题: 一、主要问题}").on("2026-05-06").shows(
        "M13b: overdue, due 2026-04-30",
        &["error M13b topics/2026/001-电梯/协商意见.md:1:1: 《协商意见》缺矛盾问题（文首 covers 写在“一、主要问题”之下，该标题不存在或其下没有内容），应在报出《协商意见》（2026-04-30）前"],
    );
}

#[test]
fn m13c_the_opinion_names_nobody() {
    let personal = healthy().change(OPINION, "先做人的工作。", "有人说，张某委员认为要先做人的工作。").change(
        OPINION,
        "以书面协议为前提。",
        "尤演示、何示意都同意。",
    );
    personal.shows(
        "M13c: overdue",
        &[
            "warning M13c topics/2026/001-电梯/协商意见.md:29:5: 《协商意见》第29行“张某委员”：应体现集体智慧，不写个人姓名",
            "warning M13c topics/2026/001-电梯/协商意见.md:41:1: 《协商意见》第41行“尤演示”：应体现集体智慧，不写个人姓名",
            "warning M13c topics/2026/001-电梯/协商意见.md:41:5: 《协商意见》第41行“何示意”：应体现集体智慧，不写个人姓名",
        ],
    );
    healthy().shows("M13c: done", &[]);
}

/// The healthy topic without an opinion and all that rests on it, closed on 15 May.
fn without_opinion() -> Draft {
    [
        "opinion-made",
        "opinion-read",
        "opinion-audited",
        "opinion-countersigned",
        "opinion-sent",
        "dossier-chased",
        "dossier-transferred",
        "handling-tracked",
    ]
    .into_iter()
    .fold(healthy(), |draft, event| draft.without(EVENTS, event))
    .without_file(OPINION)
    .without_file(SUGGESTIONS)
    .line(EVENTS, "- {date: 2026-05-15, event: closed}")
    .on("2026-05-20")
}

#[test]
fn m14a_a_topic_without_an_opinion_is_warned_of() {
    without_opinion().shows(
        "M14a: overdue, due 2026-05-15",
        &[
            "error M0 topics/2026/001-电梯/events.yml:1:1: 尚未完成：汇总协商成果、材料立卷存档、反馈办理情况，应在办结（2026-05-15）前",
            "warning M14a topics/2026/001-电梯/events.yml:1:1: 尚未记录“形成《协商意见》”，应在移交“一题一卷”档案或办结（2026-05-15）前",
            "error M14b topics/2026/001-电梯/events.yml:1:1: 尚未记录“形成《协商意见》”（应由责任委室），应在2026-04-27前（协商会议后7个工作日内）",
            "error M14e topics/2026/001-电梯/events.yml:1:1: 尚未完成：审核《协商意见》、核签《协商意见》、报出《协商意见》；尚缺《协商意见》，应在移交“一题一卷”档案或办结（2026-05-15）前",
            "error M13a topics/2026/001-电梯/协商意见.md: 缺责任委室的《协商意见》，应在办结（2026-05-15）前办理",
            "error M15b topics/2026/001-电梯/协商意见.md: 缺《协商意见》，应在移交“一题一卷”档案或办结（2026-05-15）前",
        ],
    );
    healthy().shows("M14a: done, done 2026-04-23, due 2026-05-12", &[]);
}

#[test]
fn m14a_an_opinion_made_before_the_meeting_does_not_count() {
    let premature =
        healthy().change(EVENTS, "2026-04-23, event: opinion-made", "2026-04-15, event: opinion-made").on("2026-05-13");
    premature.row(
        "M14a: overdue, due 2026-05-12",
        &["warning M14a topics/2026/001-电梯/events.yml:1:1: 尚未记录“形成《协商意见》”，应在移交“一题一卷”档案或办结（2026-05-12）前"],
    );
    assert_eq!(
        premature.hints()[0],
        "2026-04-15的“形成《协商意见》”不能计入（早于2026-04-16）；办理后记录：yijuan record 2026-001 形成《协商意见》 --on 〈日期〉"
    );
    // Nor does it make late what is to be done after the meeting and before it.
    for rule in ["M12a", "M12b"] {
        assert_eq!(premature.findings_of(rule), [""; 0], "{rule}");
    }
}

#[test]
fn m14a_a_recorded_reason_lifts_it() {
    let waived = without_opinion()
        .line(WAIVERS, "- {rule: M14a, reason: 会上形成一致意见，以会议纪要代替, by: zhao, date: 2026-04-17}");
    // An exception is shown, not hidden; what depends on the opinion is not asked for.
    assert_eq!(
        waived.findings(),
        [
            "note M14a topics/2026/001-电梯/events.yml:1:1: 例外（会上形成一致意见，以会议纪要代替；赵示例，2026-04-17）：尚未记录“形成《协商意见》”，应在移交“一题一卷”档案或办结（2026-05-15）前",
        ]
    );
}

#[test]
fn m14b_the_opinion_is_made_seven_working_days_after_the_meeting() {
    let missing = healthy().without(EVENTS, "opinion-made");
    missing.clone().on("2026-04-27").shows("M14b: due-soon, due 2026-04-27", &[]);
    missing.clone().on("2026-04-28").shows(
        "M14b: overdue, due 2026-04-27",
        &["error M14b topics/2026/001-电梯/协商意见.md:4:1: “形成《协商意见》”已有记录：2026-04-30 在今天之后，到那天才计入，应在2026-04-27前（协商会议后7个工作日内）"],
    );
    missing.change(OPINION, "date: 2026-04-30\n", "").on("2026-04-28").shows(
        "M14b: overdue, due 2026-04-27",
        &["error M14b topics/2026/001-电梯/events.yml:1:1: 尚未记录“形成《协商意见》”（应由责任委室），应在2026-04-27前（协商会议后7个工作日内）"],
    );
    healthy().shows("M14b: done, done 2026-04-23, due 2026-04-27", &[]);
}

#[test]
fn m14b_an_opinion_on_the_eighth_working_day_is_late() {
    healthy()
        .change(EVENTS, "2026-04-23, event: opinion-made", "2026-04-28, event: opinion-made")
        .change(EVENTS, "2026-04-24, event: opinion-read", "2026-04-28, event: opinion-read")
        .change(EVENTS, "2026-04-27, event: opinion-audited", "2026-04-28, event: opinion-audited")
        .shows(
            "M14b: done-late, done 2026-04-28, due 2026-04-27",
            &["warning M14b topics/2026/001-电梯/events.yml:11:3: “形成《协商意见》”2026-04-28逾期完成，应在2026-04-27前（协商会议后7个工作日内）"],
        );
}

#[test]
fn m14b_falls_away_with_the_reason_not_to_make_an_opinion() {
    without_opinion()
        .on("2026-04-28")
        .line(WAIVERS, "- {rule: M14a, reason: 会上形成一致意见，以会议纪要代替, by: zhao, date: 2026-04-17}")
        .shows("M14b: not-applicable", &[]);
}

#[test]
fn m14c_the_director_reads_the_opinion_before_the_vice_chair_audits_it() {
    let unread = healthy().without(EVENTS, "opinion-read");
    let out_of_turn = "error M14c topics/2026/001-电梯/events.yml:12:3: 审核《协商意见》（2026-04-27）已记录，此前应有的审阅《协商意见》尚未记录";
    unread.clone().on("2026-04-28").shows("M14c: pending", &[out_of_turn]);
    unread.clone().on("2026-05-06").shows(
        "M14c: overdue, due 2026-04-30",
        &[&format!("{out_of_turn}；尚未完成：审阅《协商意见》，应在报出《协商意见》（2026-04-30）前")],
    );
    unread
        .line(EVENTS, "- {date: 2026-04-26, event: opinion-read, by: [wang]}")
        .shows("M14c: done, done 2026-04-27, due 2026-04-30", &[]);
}

#[test]
fn m14c_the_vice_chair_of_another_office_does_not_audit_it() {
    // M14e asks for the same audit.
    healthy().change(EVENTS, "opinion-audited, by: [qian]", "opinion-audited, by: [li]").on("2026-04-29").shows(
        "M14c: pending",
        &[
            "error M14c topics/2026/001-电梯/events.yml:13:3: 审核《协商意见》（2026-04-27）由李虚构作出，应由分管责任委室的副主席作出",
            "error M14e topics/2026/001-电梯/events.yml:13:3: 审核《协商意见》（2026-04-27）由李虚构作出，应由分管责任委室的副主席作出",
        ],
    );
}

#[test]
fn m14d_the_chair_signs_the_party_groups_opinion_before_it_is_sent() {
    let unsigned = healthy_of_the_party_group().without(EVENTS, "opinion-signed");
    let out_of_turn = "error M14d topics/2026/001-电梯/events.yml:15:3: 报出《协商意见》（2026-04-30）已记录，此前应有的签发《协商意见》尚未记录";
    unsigned.clone().on("2026-05-11").shows("M14d: pending", &[out_of_turn]);
    unsigned.clone().on("2026-05-13").shows(
        "M14d: overdue, due 2026-05-12",
        &[&format!("{out_of_turn}；尚未完成：签发《协商意见》，应在移交“一题一卷”档案或办结（2026-05-12）前")],
    );
    unsigned
        .line(EVENTS, "- {date: 2026-04-29, event: opinion-signed, by: [zhao]}")
        .shows("M14d: done, done 2026-04-30, due 2026-05-12", &[]);
}

#[test]
fn m14d_is_for_the_party_groups_opinions_alone() {
    healthy().shows("M14d: not-applicable", &[]);
    healthy_of_the_party_group().shows("M14e: not-applicable", &[]);
}

#[test]
fn m14e_the_secretary_general_countersigns_any_other_opinion() {
    let unsigned = healthy().without(EVENTS, "opinion-countersigned");
    let out_of_turn = "error M14e topics/2026/001-电梯/events.yml:14:3: 报出《协商意见》（2026-04-30）已记录，此前应有的核签《协商意见》尚未记录";
    unsigned.clone().on("2026-05-11").shows("M14e: pending", &[out_of_turn]);
    unsigned.clone().on("2026-05-13").shows(
        "M14e: overdue, due 2026-05-12",
        &[&format!("{out_of_turn}；尚未完成：核签《协商意见》，应在移交“一题一卷”档案或办结（2026-05-12）前")],
    );
    unsigned
        .line(EVENTS, "- {date: 2026-04-30, event: opinion-countersigned, by: [sun]}")
        .shows("M14e: done, done 2026-04-30, due 2026-05-12", &[]);
}

#[test]
fn m14e_an_opinion_in_anothers_name_is_wrong_at_its_line() {
    healthy().change(OPINION, "issuer: cppcc-office", "issuer: party-committee").on("2026-05-11").shows(
        "M14e: pending",
        &["error M14e topics/2026/001-电梯/协商意见.md:6:1: 《协商意见》署名为区委，应为政协办公室"],
    );
}

#[test]
fn m14e_an_opinion_not_copied_to_the_departments_is_mended_in_the_opinion() {
    healthy().without(OPINION, "cc: [department]").shows(
        "M14e: overdue, due 2026-05-12",
        &["error M14e topics/2026/001-电梯/协商意见.md:1:1: 尚缺抄送政府职能部门，应在移交“一题一卷”档案或办结（2026-05-12）前"],
    );
}

#[test]
fn m14e_two_copies_with_one_addressee_each_are_taken_together() {
    healthy()
        .change(OPINION, "to: [party-committee-office, government-office]", "to: [party-committee-office]")
        .file(
            "topics/2026/001-电梯/协商意见（送政府办）.md",
            "---\ndocument: consultation-opinion\ntitle: 协商意见\ndate: 2026-04-30\nissuer: cppcc-office\nto: [government-office]\n---\n\n正文。\n",
        )
        .shows("M14e: done, done 2026-04-30, due 2026-05-12", &[]);
}

// Decisions in reviews/

/// The healthy topic with its opinion read, audited and countersigned in decisions on its text.
fn reviewed() -> Draft {
    let draft = ["opinion-read", "opinion-audited", "opinion-countersigned"]
        .into_iter()
        .fold(healthy(), |draft, event| draft.without(EVENTS, event));
    let sha256: String =
        Sha256::digest(draft.text(OPINION)).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let decision = |step: &str, by: &str, date: &str| {
        format!("- {{step: {step}, by: {by}, date: {date}, verdict: approve, sha256: {sha256}}}")
    };
    draft
        .line(REVIEWS, &decision("opinion-read", "wang", "2026-04-24"))
        .line(REVIEWS, &decision("opinion-audited", "qian", "2026-04-27"))
        .line(REVIEWS, &decision("opinion-countersigned", "sun", "2026-04-29"))
}

#[test]
fn decisions_on_the_present_text_are_the_steps() {
    closed(&reviewed()).shows("M14c: done, done 2026-04-27, due 2026-04-30", &[]);
    reviewed().shows("M14e: done, done 2026-04-30, due 2026-05-12", &[]);
    let required = reviewed().line(SETTINGS, "reviews: required");
    assert_eq!(required.duty("M14e"), "done, done 2026-04-30, due 2026-05-12");
}

#[test]
fn one_byte_more_and_the_decisions_have_lapsed() {
    let changed = reviewed().change(OPINION, "上下楼互相体谅。", "上下楼互相体谅！");
    changed.clone().on("2026-05-11").shows(
        "M14e: pending",
        &[
            "error M14c topics/2026/001-电梯/reviews/协商意见.yml:1:3: 送审后又有改动，审阅《协商意见》、审核《协商意见》、核签《协商意见》已失效；尚未完成：审阅《协商意见》、审核《协商意见》，应在报出《协商意见》（2026-04-30）前",
            "error M14e topics/2026/001-电梯/reviews/协商意见.yml:3:3: 送审后又有改动，审阅《协商意见》、审核《协商意见》、核签《协商意见》已失效",
        ],
    );
    assert_eq!(
        changed.on("2026-05-11").hints()[1],
        "误改的，改回原文；改动经过审签的，逐项补记：yijuan review approve 2026-001 协商意见 --by 王拟定 --on 〈不晚于2026-04-30〉；再 yijuan review approve 2026-001 协商意见 --by 钱样本 --on 〈不晚于2026-04-30〉；再 yijuan review approve 2026-001 协商意见 --by 孙范文 --on 〈不晚于2026-04-30〉"
    );
}

#[test]
fn a_text_still_on_its_way_may_be_changed() {
    let changed = reviewed()
        .without(REVIEWS, "opinion-audited")
        .without(REVIEWS, "opinion-countersigned")
        .without(EVENTS, "opinion-sent")
        .change(OPINION, "上下楼互相体谅。", "上下楼互相体谅！")
        .on("2026-04-28");
    let said =
        format!("{REVIEWS}:1:1: 《协商意见》送审后又有改动，审阅《协商意见》已失效；尚待王拟定（审阅《协商意见》）");
    changed.shows("M14c: pending", &[&format!("note - {said}")]);
    assert_eq!(
        changed.hints_of("-"),
        ["误改的，改回原文；改动要保留的，重新审签：yijuan review approve 2026-001 协商意见 --by 王拟定"]
    );
}

#[test]
fn a_text_that_was_through_and_was_changed_before_it_went_out_is_told() {
    let signed = "- {step: letter-approved, by: sun, date: 2026-03-30, verdict: approve, sha256: 0000}\n";
    let reviews = "topics/2026/001-电梯/reviews/协商函.yml";
    let unsent = healthy().without(EVENTS, "letter-sent").without(EVENTS, "letter-approved").file(reviews, signed);
    let said = format!(
        "warning - {reviews}:1:1: 《协商函》送审后又有改动，审定《协商函》已失效；尚待孙范文（审定《协商函》）"
    );
    assert!(unsent.on("2026-03-31").findings().contains(&said));
}

#[test]
fn a_text_that_took_all_its_steps_and_was_changed_before_it_went_out_is_told_once() {
    let unsent = reviewed().without(EVENTS, "opinion-sent").without(EVENTS, "dossier-transferred");
    let changed = unsent.change(OPINION, "上下楼互相体谅。", "上下楼互相体谅！").on("2026-04-30");
    let told = changed.findings();
    let lapsed: Vec<&String> = told.iter().filter(|line| line.contains("已失效")).collect();
    assert_eq!(lapsed.len(), 1, "{told:#?}");
    assert!(lapsed[0].starts_with("warning - topics/2026/001-电梯/reviews/协商意见.yml:1:1: "), "{lapsed:?}");
    changed.row("M14c: pending", &[]);
}

#[test]
fn a_decision_counts_only_from_whoever_holds_the_post_that_day() {
    let former = reviewed().change(REVIEWS, "by: wang", "by: yang").on("2026-05-11");
    former.row(
        "M14c: overdue, due 2026-04-30",
        &[
            "error M14c topics/2026/001-电梯/reviews/协商意见.yml:1:3: 审阅《协商意见》（2026-04-24）由杨化名作出，应由责任委室主任作出；仍未依规定完成，应在报出《协商意见》（2026-04-30）前",
        ],
    );
}

#[test]
fn that_the_responsible_office_is_not_named_is_the_cause_where_it_must_act() {
    let blank = healthy().without(TOPIC, "office: ");
    let findings = blank.findings().join("\n");
    assert!(findings.contains("应由责任委室作出（责任委室尚未填写）"), "{findings}");
    assert!(blank.hints().iter().any(|hint| hint.starts_with("先填责任委室：yijuan set 2026-001 责任委室=")));
}

/// One more decision on the opinion, of the same text as those before it.
fn decided(draft: Draft, step: &str, by: &str, date: &str, verdict: &str) -> Draft {
    let text = draft.text(REVIEWS);
    let sha256 = text[text.find("sha256").unwrap()..].lines().next().unwrap().to_owned();
    draft.line(REVIEWS, &format!("- {{step: {step}, by: {by}, date: {date}, verdict: {verdict}, {sha256}"))
}

#[test]
fn whoever_sends_a_text_back_has_not_passed_it_any_more() {
    let back = decided(reviewed(), "opinion-audited", "qian", "2026-04-28", "return");
    back.clone().on("2026-04-27").shows("M14c: done, done 2026-04-27", &[]);
    let open = back.clone().on("2026-05-11");
    assert_eq!(open.duty("M14c"), "overdue, due 2026-04-30");
    assert_eq!(open.hints()[0], "钱样本2026-04-28退回（“审核《协商意见》”），改好后重新审签");
    // Passed again, it counts from that day on.
    let again = decided(back, "opinion-audited", "qian", "2026-04-29", "approve");
    assert_eq!(again.duty("M14c"), "done, done 2026-04-29, due 2026-04-30");
    assert_eq!(again.duty("M14e"), "done, done 2026-04-30, due 2026-05-12");
}

#[test]
fn of_two_decisions_on_one_day_the_later_line_counts() {
    let back = decided(reviewed(), "opinion-audited", "钱样本", "2026-04-27", "return").on("2026-05-11");
    assert_eq!(back.duty("M14c"), "overdue, due 2026-04-30");
    let again = decided(back, "opinion-audited", "qian", "2026-04-27", "approve");
    assert_eq!(again.duty("M14c"), "done, done 2026-04-27, due 2026-04-30");
}

#[test]
fn a_text_sent_back_by_another_or_as_another_text_stays_passed() {
    let elsewhere = decided(reviewed(), "opinion-audited", "li", "2026-04-28", "return");
    assert_eq!(elsewhere.duty("M14c"), "done, done 2026-04-27, due 2026-04-30");
    let older = reviewed()
        .line(REVIEWS, "- {step: opinion-audited, by: qian, date: 2026-04-28, verdict: return, sha256: 0000}");
    assert_eq!(older.duty("M14c"), "done, done 2026-04-27, due 2026-04-30");
}

#[test]
fn where_decisions_are_required_an_entry_is_none() {
    let entries = healthy().line(SETTINGS, "reviews: required").on("2026-05-11");
    assert_eq!(entries.duty("M14c"), "overdue, due 2026-04-30");
    assert_eq!(entries.duty("M6b"), "overdue, due 2026-04-16");
    let hint = "2026-04-24的“审阅《协商意见》”不能计入（须是对文本的审签决定）；依次审签（审阅《协商意见》、审核《协商意见》）：yijuan review approve 2026-001 协商意见 --by 〈由谁〉";
    assert!(entries.hints().contains(&hint.to_owned()));
}

// 六、材料立卷存档

#[test]
fn m15a_the_dossier_is_transferred_promptly() {
    let kept = healthy().without(EVENTS, "dossier-transferred");
    kept.clone().on("2026-05-18").shows("M15a: due-soon, due 2026-05-18", &[]);
    kept.clone().on("2026-05-19").shows(
        "M15a: overdue, due 2026-05-18",
        &["note M15a topics/2026/001-电梯/events.yml:1:1: 尚未记录“移交一题一卷档案”（应由责任委室；对象：政协办公室），应在报出《协商意见》后及时办理（参考期限2026-05-18）"],
    );
    // With the closing the advice is over, and what is left undone counts in full.
    closed(&kept).shows(
        "M15a: overdue, due 2026-06-30",
        &[
            "error M0 topics/2026/001-电梯/events.yml:1:1: 尚未完成：材料立卷存档，应在办结（2026-06-30）前",
            "error M15a topics/2026/001-电梯/events.yml:1:1: 尚未记录“移交一题一卷档案”（应由责任委室；对象：政协办公室），应在办结（2026-06-30）前办理",
        ],
    );
    kept.line(EVENTS, "- {date: 2026-05-18, event: dossier-transferred, by: [urban], to: [cppcc-office]}")
        .shows("M15a: done, done 2026-05-18, due 2026-05-18", &[]);
}

#[test]
fn m15a_a_dossier_transferred_after_the_advised_day_is_noted() {
    healthy().change(EVENTS, "2026-05-12, event: dossier-transferred", "2026-05-19, event: dossier-transferred").shows(
        "M15a: done-late, done 2026-05-19, due 2026-05-18",
        &["note M15a topics/2026/001-电梯/events.yml:17:3: “移交一题一卷档案”2026-05-19逾期完成，应在报出《协商意见》后及时办理（参考期限2026-05-18）"],
    );
}

#[test]
fn m15b_the_dossier_holds_eight_classes_of_papers() {
    let thin = healthy().without(MATERIALS, "department-material").without_file("topics/2026/001-电梯/主持词.md");
    thin.clone().on("2026-05-12").shows("M15b: due-soon, due 2026-05-12", &[]);
    thin.shows(
        "M15b: overdue, due 2026-05-12",
        &["error M15b topics/2026/001-电梯/materials.yml:1:1: 缺《主持词》、部门提供的材料，应在移交“一题一卷”档案或办结（2026-05-12）前"],
    );
    assert_eq!(
        thin.hint(),
        "起草并填写：yijuan render 2026-001 主持词；\
         收入卷中：yijuan material add 2026-001 〈文件〉 --document 部门提供的材料 --date 〈日期〉"
    );
    healthy().shows("M15b: done, done 2026-04-30, due 2026-05-12", &[]);
}

#[test]
fn m15c_the_photographs_show_three_subjects() {
    let empty = healthy().without(MATERIALS, "photo-hall");
    empty.shows(
        "M15c: overdue, due 2026-05-12",
        &["error M15c topics/2026/001-电梯/materials.yml:1:1: 缺会议全场照片，应在移交“一题一卷”档案或办结（2026-05-12）前"],
    );
    empty
        .line(MATERIALS, "- {file: photos/02.jpg, document: photo-hall, date: 2026-05-13}")
        .shows(
            "M15c: done-late, done 2026-05-13, due 2026-05-12",
            &["warning M15c topics/2026/001-电梯/materials.yml:4:3: 会议全场照片2026-05-13逾期完成，应在移交“一题一卷”档案或办结（2026-05-12）前"],
        );
}

#[test]
fn m15c_a_photograph_that_is_not_there_shows_nothing() {
    healthy().without_file("topics/2026/001-电梯/photos/02.jpg").shows(
        "M15c: overdue, due 2026-05-12",
        &[
            "error M15c topics/2026/001-电梯/materials.yml:1:1: 缺会议全场照片，应在移交“一题一卷”档案或办结（2026-05-12）前",
            "error - topics/2026/001-电梯/materials.yml:4:4: 没有文件 `photos/02.jpg`",
        ],
    );
}

#[test]
fn m15c_a_file_that_is_no_picture_shows_nothing() {
    let photo = "topics/2026/001-电梯/photos/02.jpg";
    healthy().without_file(photo).file(photo, "会议全场").shows(
        "M15c: overdue, due 2026-05-12",
        &[
            "error M15c topics/2026/001-电梯/materials.yml:1:1: 缺会议全场照片，应在移交“一题一卷”档案或办结（2026-05-12）前",
            "error - topics/2026/001-电梯/materials.yml:4:4: `photos/02.jpg` 不是图片",
        ],
    );
}

// 七、跟踪办理情况

#[test]
fn m16a_a_dossier_that_does_not_come_is_chased() {
    let forgotten = healthy().without(EVENTS, "dossier-chased").without(EVENTS, "dossier-transferred");
    forgotten.clone().on("2026-05-19").shows(
        "M16a: overdue, due 2026-05-18",
        &[
            "note M15a topics/2026/001-电梯/events.yml:1:1: 尚未记录“移交一题一卷档案”（应由责任委室；对象：政协办公室），应在报出《协商意见》后及时办理（参考期限2026-05-18）",
            "note M16a topics/2026/001-电梯/events.yml:1:1: 尚未记录“催收档案材料”或“移交一题一卷档案”，应在报出《协商意见》后及时办理（参考期限2026-05-18）",
        ],
    );
    // A dossier that came by itself need not be chased.
    forgotten
        .line(EVENTS, "- {date: 2026-05-07, event: dossier-transferred, by: [urban], to: [cppcc-office]}")
        .shows("M16a: done, done 2026-05-07, due 2026-05-18", &[]);
}

#[test]
fn m16b_the_handling_is_looked_into_again_and_again() {
    let untracked = healthy().without(EVENTS, "handling-tracked");
    untracked.clone().on("2026-07-30").shows("M16b: due-soon, due 2026-07-30", &[]);
    untracked.clone().on("2026-07-31").shows(
        "M16b: overdue, due 2026-07-30",
        &["note M16b topics/2026/001-电梯/events.yml:1:1: 尚未记录“了解办理情况”或“办理进展”或“答复”，报出《协商意见》后须时时跟踪（参考期限2026-07-30）"],
    );
    // The progress of a suggestion is tracking, too; three months on is a Saturday worked for 国庆.
    untracked
        .line(
            SUGGESTIONS,
            "- {id: s1, kind: suggestion, text: 编制分摊参考标准, events: [{date: 2026-07-10, event: progress}]}",
        )
        .on("2026-07-31")
        .shows("M16b: pending, due 2026-10-10", &[]);
}

#[test]
fn m16c_a_response_is_reported_to_the_chairpersons_working_meeting() {
    let unreported = healthy().without(SUGGESTIONS, "event: reported");
    unreported.clone().on("2026-05-28").shows("M16c r1: due-soon, due 2026-05-28", &[]);
    unreported.clone().on("2026-05-29").shows(
        "M16c r1: overdue, due 2026-05-28",
        &["note M16c topics/2026/001-电梯/suggestions.yml:1:1: 尚未记录“通报回应意见”（对象：主席办公会），应在收到回应意见后及时办理（参考期限2026-05-28）"],
    );
    closed(&unreported).shows(
        "M16c r1: overdue, due 2026-06-30",
        &["error M16c topics/2026/001-电梯/suggestions.yml:1:1: 尚未记录“通报回应意见”（对象：主席办公会），应在办结（2026-06-30）前办理"],
    );
    unreported
        .line(SUGGESTIONS, "    - {date: 2026-05-28, event: reported, to: [chairpersons-working-meeting]}")
        .shows("M16c r1: done, done 2026-05-28, due 2026-05-28", &[]);
}

#[test]
fn m16c_is_for_responses_alone() {
    healthy().change(SUGGESTIONS, "kind: response", "kind: commitment").shows("M16c r1: not-applicable", &[]);
}

#[test]
fn m16d_what_came_of_it_is_added_to_the_dossier() {
    let open = healthy().without(MATERIALS, "outcome-material");
    open.shows("M16d: pending", &[]);
    closed(&open).shows(
        "M16d: overdue, due 2026-06-30",
        &["error M16d topics/2026/001-电梯/materials.yml:1:1: 缺办理结果材料，应在办结（2026-06-30）前"],
    );
    closed(&healthy()).shows("M16d: done, done 2026-06-10, due 2026-06-30", &[]);
}

#[test]
fn m16d_the_letter_of_an_answer_is_older_than_its_receipt() {
    let dated = |day: &str| {
        let line = format!("- {{file: materials/批复.pdf, document: outcome-material, date: {day}}}");
        let draft = healthy().without(MATERIALS, "outcome-material").line(MATERIALS, &line);
        draft.file("topics/2026/001-电梯/materials/批复.pdf", "%PDF-1.4")
    };
    dated("2026-05-10").shows("M16d: done, done 2026-05-10", &[]);
    // Of what was there before the opinion nothing came.
    dated("2026-04-29").row("M16d: pending", &[]);
    assert_eq!(
        closed(&dated("2026-04-29")).hints_of("M16d"),
        [
            "办理结果材料（2026-04-29）早于报出《协商意见》，不能计入；日期写错的，改正 topics/2026/001-电梯/materials.yml 中的日期；收入卷中：yijuan material add 2026-001 〈文件〉 --document 办理结果材料 --date 〈日期〉"
        ]
    );
}

#[test]
fn m16d_asks_for_nothing_where_nobody_responded() {
    healthy().without_file(SUGGESTIONS).shows("M16d: not-applicable", &[]);
}

// 八、附则

#[test]
fn m17_a_topic_is_deliberated_under_the_regulation_in_force() {
    let early = healthy().change(TOPIC, "began: 2026-02-03", "began: 2020-07-29");
    early.clone().change(TOPIC, "meeting: 2026-04-16", "meeting: 2020-07-29").without(EVENTS, "event: meeting").row(
        "M17: overdue",
        &["error M17 topics/2026/001-电梯/topic.yml:4:1: 登记日期2020-07-29早于规程施行日期2020-07-30"],
    );
    // What was begun earlier and is still to be deliberated falls under it.
    early.shows("M17: done", &[]);
    healthy().shows("M17: done", &[]);
}
