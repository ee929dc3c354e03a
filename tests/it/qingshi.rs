//! `docs/qingshi/`: a regulation of an invented county, written from the manual alone, judges a topic in each of
//! its forms, as it should be and not.
//!
//! The dates are counted by hand from the notice for 2026: 端午 19–21 June, no other day off before the autumn.

use super::cases::rows;
use super::due::draft::{Draft, YEAR};
use super::sandbox::Sandbox;

const TOPIC: &str = "topics/2026/001-河道/topic.yml";
const EVENTS: &str = "topics/2026/001-河道/events.yml";
const ROSTER: &str = "topics/2026/001-河道/roster.yml";
const SUGGESTIONS: &str = "topics/2026/001-河道/suggestions.yml";
const WORK_PLAN: &str = "topics/2026/001-河道/协商工作方案.md";
const REPORT: &str = "topics/2026/001-河道/协商报告.md";

/// A thematic topic that keeps every rule; the meeting is on a Thursday.
fn healthy() -> Draft {
    Draft::new("2026-12-20")
        .file(
            "yijuan.yml",
            "\
archive: 1
regulation: qingshi
regulations: [qingshi]
offices: {urban: {name: 城建委员会, kind: special-committee}, social: {name: 社会委员会, kind: special-committee}}
limits: {promptly: 10 workdays}
",
        )
        .file("templates/qingshi/regulation.yml", include_str!("../../docs/qingshi/regulation.yml"))
        .file(
            "people.yml",
            "\
- {id: zhao, name: 赵示例, posts: [chair, standing-committee-member]}
- {id: qian, name: 钱样本, posts: [vice-chair, standing-committee-member]}
- {id: sun, name: 孙范文, posts: [secretary-general, standing-committee-member]}
- {id: wang, name: 王拟定, posts: ['committee-director:urban']}
- {id: zhou, name: 周拟定, posts: ['committee-director:social']}
",
        )
        .file("plans/2026/plan.yml", "items:\n  - {title: 河道, form: thematic, topic: 2026-001}\n")
        .file(
            YEAR,
            "\
- {date: 2025-12-31, event: topics-collected, by: cppcc-office}
- {date: 2026-01-20, event: plan-deliberated, by: chairpersons-meeting}
- {date: 2026-02-10, event: plan-approved, by: party-committee}
- {date: 2026-02-12, event: plan-issued, by: party-committee-office}
",
        )
        .file(
            TOPIC,
            "\
title: 河道
form: thematic
regulation: qingshi
office: urban
source: {channel: committee}
",
        )
        .file(
            EVENTS,
            "\
- {date: 2026-06-25, event: notice-sent, via: written}
- {date: 2026-07-06, event: research-report-made}
- {date: 2026-07-09, event: materials-sent}
- {date: 2026-07-15, event: list-confirmed}
- {date: 2026-07-16, event: meeting}
- {date: 2026-08-03, event: report-checked, by: sun}
- {date: 2026-08-05, event: report-deliberated, by: chairpersons-meeting}
- {date: 2026-08-10, event: report-approved, by: party-committee}
- {date: 2026-08-13, event: report-sent, to: department}
- {date: 2026-08-20, event: fed-back, by: urban, to: member}
- {date: 2026-12-18, event: closed}
",
        )
        .file(
            ROSTER,
            "\
- {name: 赵示例, person: zhao, tags: [host], attended: true}
- {name: 钱样本, person: qian, tags: [research-lead], attended: true}
- {name: 孙范文, person: sun, attended: false}
- {name: 王拟定, person: wang, attended: true}
",
        )
        .file(
            SUGGESTIONS,
            "\
- id: s1
  kind: suggestion
  text: 清淤
  adoption: adopted
  events:
    - {date: 2026-11-13, event: replied, by: department, via: written, note: 列入明年计划}
",
        )
        .file(
            WORK_PLAN,
            "---\ndocument: work-plan\ndate: 2026-05-16\n---\n\n## 协商内容\n\n河道。\n\n## 时间安排\n\n七月。\n\n## 责任分工\n\n城建委。\n",
        )
        .file(
            "topics/2026/001-河道/会议记录.md",
            "---\ndocument: meeting-record\ndate: 2026-07-17\n---\n\n## 各方意见\n\n三条。\n\n## 共识\n\n清淤。\n",
        )
        .file(
            REPORT,
            "---\ndocument: report\ndate: 2026-07-31\nissuer: cppcc-office\nto: department\ncc: government-office\n---\n\n建议清淤。\n",
        )
}

/// The same topic in the other form.
fn counterpart() -> Draft {
    healthy()
        .change(TOPIC, "thematic", "counterpart")
        .change(ROSTER, "person: wang, attended", "person: wang, tags: [host], attended")
        .without(ROSTER, "zhao")
}

/// The same with an entry on another day or in other words.
fn instead(event: &str, line: &str) -> Draft {
    healthy().without(EVENTS, event).line(EVENTS, line)
}

#[test]
fn it_is_sound_and_every_quote_is_in_its_text() {
    let sandbox = Sandbox::empty();
    sandbox.write("templates/qingshi/regulation.yml", include_str!("../../docs/qingshi/regulation.yml"));
    sandbox.write("templates/qingshi/source.txt", include_str!("../../docs/qingshi/source.txt"));
    let run = sandbox.run("--lang en regulation validate qingshi").goes_well();
    assert_eq!(run.stdout, "qingshi: sound, 23 rules\n");
}

#[test]
fn a_good_topic_in_either_form_has_no_finding() {
    assert_eq!(healthy().findings(), [""; 0]);
    assert_eq!(counterpart().findings(), [""; 0]);
}

#[test]
fn a_bad_topic_breaks_its_rules() {
    let bad = Draft::new("2026-12-20");
    let bad = ["yijuan.yml", "templates/qingshi/regulation.yml", "people.yml", "plans/2026/plan.yml", YEAR, TOPIC]
        .into_iter()
        .fold(bad, |bad, path| bad.file(path, healthy().text(path)));
    let bad = bad
        .file(EVENTS, "- {date: 2026-07-16, event: meeting}\n- {date: 2026-12-18, event: closed}\n")
        .file(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 清淤}\n");
    let findings = bad.findings();
    let broken: Vec<&str> = findings.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(broken, ["Q4b", "Q5a", "Q5b", "Q5c", "Q8a", "Q8b", "Q4a", "Q6a", "Q7a", "Q7d", "Q3a"]);
}

rows! {
    q2a: healthy() => "Q2a: done, done 2025-12-31, due 2025-12-31";
    q2a_in_the_new_year: healthy().change(YEAR, "2025-12-31", "2026-01-01") => "Q2a: done-late, done 2026-01-01, due 2025-12-31",
            "warning Q2a plans/2026/events.yml:1:3: “征集协商议题”2026-01-01逾期完成，应在2025-12-31前（本期开始前1日）";
    q2b: healthy().change(TOPIC, "committee}", "hotline}") => "Q2b: overdue, due 2026-07-16",
            "error Q2b topics/2026/001-河道/topic.yml:5:10: 议题来源渠道为hotline，应为民主党派/专门委员会/社会公众，应在协商会（2026-07-16）前";
    q2c: healthy().without(YEAR, "plan-approved") => "Q2c: pending, due 2026-12-31";
    q3a: healthy() => "Q3a: done, done 2026-05-16, due 2026-05-16";
    q3a_less_than_two_months: healthy().change(WORK_PLAN, "2026-05-16", "2026-05-17") => "Q3a: done-late, done 2026-05-17, due 2026-05-16",
            "warning Q3a topics/2026/001-河道/协商工作方案.md:1:1: 《协商工作方案》2026-05-17逾期完成，应在2026-05-16前（协商会前2个月）（非工作日，前一工作日为2026-05-15）";
    q3a_without_the_tasks: healthy().change(WORK_PLAN, "城建委。", "") => "Q3a: overdue, due 2026-05-16",
            "error Q3a topics/2026/001-河道/协商工作方案.md:1:1: 《协商工作方案》缺责任分工，应在2026-05-16前（协商会前2个月）（非工作日，前一工作日为2026-05-15）";
    q3b: healthy().line(TOPIC, "ad_hoc: true") => "Q3b: overdue, due 2026-07-16",
            "error Q3b topics/2026/001-河道/events.yml:1:1: 尚未记录“主席会议同意临时召开”（应由主席会议），应在协商会（2026-07-16）前";
    q4a: healthy().change(ROSTER, "person: qian, tags: [research-lead]", "person: qian").change(ROSTER, "person: sun", "person: sun, tags: [research-lead]")
        => "Q4a: overdue, due 2026-07-16",
            "error Q4a topics/2026/001-河道/roster.yml:3:3: 调研带队人为孙范文，应由副主席或专门委员会主任担任，应在协商会（2026-07-16）前";
    q4b: instead("research-report-made", "- {date: 2026-07-07, event: research-report-made}") => "Q4b: done-late, done 2026-07-07, due 2026-07-06",
            "warning Q4b topics/2026/001-河道/events.yml:11:3: “形成调研报告”2026-07-07逾期完成，应在2026-07-06前（协商会前10日）";
    q5a: instead("notice-sent", "- {date: 2026-06-26, event: notice-sent, via: written}") => "Q5a: done-late, done 2026-06-26, due 2026-06-25",
            "warning Q5a topics/2026/001-河道/events.yml:11:3: “通知参加人员”2026-06-26逾期完成，应在2026-06-25前（协商会前15个工作日）";
    q5b: instead("materials-sent", "- {date: 2026-07-10, event: materials-sent}") => "Q5b: done-late, done 2026-07-10, due 2026-07-09",
            "warning Q5b topics/2026/001-河道/events.yml:11:3: “送达协商材料”2026-07-10逾期完成，应在2026-07-09前（协商会前5个工作日）";
    q5c: instead("list-confirmed", "- {date: 2026-07-16, event: list-confirmed}") => "Q5c: done-late, done 2026-07-16, due 2026-07-15",
            "warning Q5c topics/2026/001-河道/events.yml:11:3: “确定参会名单”2026-07-16逾期完成，应在2026-07-15前（协商会前1日）";
    q6a_delegated: healthy().change(ROSTER, "tags: [host], ", "").change(ROSTER, "[research-lead]", "[research-lead, host], delegated_by: zhao") => "Q6a: done, due 2026-07-16";
    q6a: healthy().change(ROSTER, "tags: [host], ", "").change(ROSTER, "person: wang", "person: wang, tags: [host]") => "Q6a: overdue, due 2026-07-16",
            "error Q6a topics/2026/001-河道/roster.yml:4:3: 主持人为王拟定，应由主席担任，应在协商会（2026-07-16）前";
    q6b: counterpart() => "Q6b: done, due 2026-07-16";
    q6b_another_committees_director: counterpart().change(ROSTER, "person: wang", "person: zhou") => "Q6b: overdue, due 2026-07-16",
            "error Q6b topics/2026/001-河道/roster.yml:3:3: 主持人为王拟定，应由副主席或责任委室的专门委员会主任担任，应在协商会（2026-07-16）前";
    q7a: healthy().change(ROSTER, "tags: [research-lead], attended: true", "tags: [research-lead], attended: false") => "Q7a: overdue, due 2026-07-16",
            "error Q7a topics/2026/001-河道/roster.yml:1:1: 应到常务委员3人，实到1人，不足三分之二：补充1名常务委员，应在协商会（2026-07-16）前";
    q7b: (0..14).fold(counterpart(), |draft, n| draft.line(ROSTER, &format!("- {{name: 来宾{n}, tags: member, attended: true}}")))
        => "Q7b: overdue, due 2026-07-16",
            "error Q7b topics/2026/001-河道/roster.yml:1:1: 协商会参加人员16人，应不超过15人：减少1名其他人员";
    q7c: (0..3).fold(counterpart(), |draft, n| draft.line(ROSTER, &format!("- {{name: 来宾{n}, attended: true}}")))
        => "Q7c: overdue, due 2026-07-16",
            "warning Q7c topics/2026/001-河道/roster.yml:1:1: 协商会参加人员5人，其中委员1人，不足一半（3人未登记身份），应在协商会（2026-07-16）前";
    q8a: healthy().change(REPORT, "2026-07-31", "2026-08-01") => "Q8a: done-late, done 2026-08-01, due 2026-07-31",
            "warning Q8a topics/2026/001-河道/协商报告.md:3:1: “形成协商报告”2026-08-01逾期完成，应在2026-07-31前（协商会后15日内）";
    q8b: healthy() => "Q8b: done, done 2026-08-13, due 2026-12-18";
    q8b_the_party_committee_comes_last: healthy().without(EVENTS, "report-approved") => "Q8b: overdue, due 2026-12-18",
            "error Q8b topics/2026/001-河道/events.yml:8:3: 送达协商报告（2026-08-13）已记录，此前应有的审定协商报告尚未记录；尚未完成：审定协商报告，应在办结（2026-12-18）前";
    q8c: instead("report-sent", "- {date: 2026-08-14, event: report-sent, to: department}") => "Q8c: done-late, done 2026-08-14, due 2026-08-13",
            "warning Q8c topics/2026/001-河道/events.yml:11:3: “送达协商报告”2026-08-14逾期完成，应在2026-08-13前（审定协商报告后3个工作日内）";
    q8c_in_another_name: healthy().change(REPORT, "issuer: cppcc-office", "issuer: chairpersons-meeting") => "Q8c: overdue, due 2026-08-13",
            "error Q8c topics/2026/001-河道/协商报告.md:4:1: 《协商报告》署名为主席会议，应为县政协办公室；仍未依规定完成，应在2026-08-13前（审定协商报告后3个工作日内）";
    q9a: healthy() => "Q9a s1: done, done 2026-11-13, due 2026-11-13";
    q9a_three_months_are_over: healthy().change(SUGGESTIONS, "2026-11-13", "2026-11-16") => "Q9a s1: done-late, done 2026-11-16, due 2026-11-13",
            "warning Q9a topics/2026/001-河道/suggestions.yml:6:7: “答复”2026-11-16逾期完成，应在2026-11-13前（送达协商报告后3个月内）";
    q9a_without_a_reason: healthy().change(SUGGESTIONS, ", note: 列入明年计划", "") => "Q9a s1: overdue, due 2026-11-13",
            "error Q9a topics/2026/001-河道/suggestions.yml:1:1: “答复”（2026-11-13）未记明说明（就条文“承办部门应当自协商报告送达之日起三个月内，对每条建议书面答复是否采纳及其理由”说明），应在2026-11-13前（送达协商报告后3个月内）";
    q9b: healthy() => "Q9b: done, done 2026-08-20, due 2026-08-27";
    q9b_promptly_is_advice: healthy().without(EVENTS, "fed-back").without(EVENTS, "closed") => "Q9b: overdue, due 2026-08-27",
            "note Q9b topics/2026/001-河道/events.yml:1:1: 尚未记录“反馈办理情况”（应由责任委室；对象：委员），应在送达协商报告后及时办理（参考期限2026-08-27）";
    q9c_what_may_be_is_never_found: healthy() => "Q9c: pending, due 2026-12-18";
}
