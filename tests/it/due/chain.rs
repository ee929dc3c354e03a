//! Steps in their order: what takes one, what came out of turn, and what is found of it.

use super::draft::Draft;
use super::{REPORT, TOPIC, rule};

/// A letter drafted, approved by the secretary and then sent, all before the meeting of 11 June.
fn letter() -> Draft {
    rule("force: must, due: {before: meeting}, check: {chain: {document: letter, steps: [{id: drafted}, {id: approved, by: [secretary]}], then: sent}}")
        .scheduled("2026-06-11")
}

#[test]
fn a_chain_walked_in_order_is_done_with_its_last_step() {
    letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-01, event: approved, by: [secretary]")
        .record("2026-06-02", "sent")
        .stands("2026-06-03", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn a_step_before_its_turn_is_wrong_at_once_and_stays_so_until_struck_out() {
    let wrong = "error R topics/2026/001-题/events.yml:1:3: 审定函（2026-06-01）早于起草函，程序倒置";
    let hasty = letter()
        .entry("date: 2026-06-01, event: approved, by: [secretary]")
        .record("2026-06-02", "drafted")
        .on("2026-06-03");
    hasty.row("R: pending, due 2026-06-11", &[wrong]);
    let again = hasty.entry("date: 2026-06-03, event: approved, by: [secretary]").record("2026-06-03", "sent");
    again.row("R: done, done 2026-06-03, due 2026-06-11", &[wrong]);
    again
        .entry("date: 2026-06-03, event: approved, void: 2026-06-01, note: 误记")
        .row("R: done, done 2026-06-03, due 2026-06-11", &[]);
}

#[test]
fn a_paper_sent_before_its_approval_is_wrong_at_once() {
    letter().record("2026-06-01", "drafted").record("2026-06-02", "sent").on("2026-06-03").row(
        "R: pending, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:2:3: 发出函（2026-06-02）已记录，此前应有的审定函尚未记录"],
    );
}

#[test]
fn a_chain_finished_late_is_a_warning_at_its_last_step() {
    letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-10, event: approved, by: [secretary]")
        .record("2026-06-12", "sent")
        .on("2026-06-12")
        .row(
            "R: done-late, done 2026-06-12, due 2026-06-11",
            &["warning R topics/2026/001-题/events.yml:3:3: “发出函”2026-06-12逾期完成，应在会议（2026-06-11）前"],
        );
}

#[test]
fn a_step_whose_actor_is_unstated_is_not_taken() {
    let unsaid = letter().record("2026-06-01", "drafted").record("2026-06-02", "approved");
    unsaid.clone().on("2026-06-03").row("R: pending, due 2026-06-11", &[]);
    unsaid.on("2026-06-12").row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:1: 尚未完成：审定函、发出函，应在会议（2026-06-11）前"],
    );
}

#[test]
fn a_step_out_of_turn_of_a_chain_without_a_paper_is_told_and_may_be_taken_again() {
    let turned = rule("force: must, due: {before: meeting}, check: {chain: {steps: [{id: surveyed}, {id: drafted}]}}")
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted")
        .record("2026-06-02", "surveyed");
    let said =
        "error R topics/2026/001-题/events.yml:1:3: 起草函（2026-06-01）早于调研，程序倒置，应在会议（2026-06-11）前";
    turned.clone().on("2026-06-03").row("R: pending, due 2026-06-11", &[said]);
    turned.record("2026-06-03", "drafted").stands("2026-06-03", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn a_step_may_have_a_condition_of_its_own() {
    let chain = "{chain: {steps: [{id: surveyed, when: {ad_hoc: false}}, {id: drafted}]}}";
    let unsurveyed = rule(&format!("force: must, due: {{before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted");
    unsurveyed.stands("2026-06-03", "pending, due 2026-06-11");
    unsurveyed.line(TOPIC, "ad_hoc: true").stands("2026-06-03", "done, done 2026-06-01, due 2026-06-11");
}

#[test]
fn a_chain_in_time_takes_no_step_dated_before_its_beginning() {
    let chain = "{chain: {steps: [{id: drafted}, {id: approved}]}}";
    let early = rule(&format!("force: must, due: {{after: assigned, before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .record("2026-05-05", "drafted")
        .record("2026-05-06", "assigned")
        .record("2026-05-07", "approved");
    early.stands("2026-06-01", "pending, due 2026-06-11");
    early.record("2026-05-06", "drafted").stands("2026-06-01", "done, done 2026-05-07, due 2026-06-11");
}

#[test]
fn a_paper_is_by_the_topics_office_unless_it_says_otherwise() {
    let chain = "{chain: {steps: [{id: reported, by: [office]}]}}";
    let paper = rule(&format!("force: must, due: {{before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .file(REPORT, "---\ndocument: report\ndate: 2026-06-02\n---\n正文\n");
    paper.stands("2026-06-02", "done, done 2026-06-02, due 2026-06-11");
    paper.change(REPORT, "date:", "office: social\ndate:").stands("2026-06-02", "pending, due 2026-06-11");
}

#[test]
fn a_step_by_another_is_found_once_with_what_is_open() {
    let by_another = letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-02, event: approved, by: [bureau]")
        .on("2026-06-12");
    by_another.row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:2:3: 审定函（2026-06-02）由主管局作出，应由秘书长作出；尚未完成：审定函、发出函，应在会议（2026-06-11）前"],
    );
}

#[test]
fn a_paper_in_another_name_is_found_once() {
    rule("force: must, due: {before: meeting}, check: {chain: {document: report, steps: [{id: reported}], issuer: [bureau]}}")
        .scheduled("2026-06-11")
        .file(REPORT, "---\ndocument: report\ndate: 2026-06-02\nissuer: hall\n---\n正文\n")
        .on("2026-06-12")
        .row(
            "R: overdue, due 2026-06-11",
            &["error R topics/2026/001-题/报告.md:4:1: 《报告》署名为议事厅，应为主管局；仍未依规定完成，应在会议（2026-06-11）前"],
        );
}

#[test]
fn a_step_that_reached_some_is_taken_again_towards_the_others() {
    rule("force: must, due: {before: meeting}, check: {chain: {steps: [{id: drafted}, {id: sent, to: [member, bureau]}]}}")
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-02, event: sent, to: [bureau]")
        .advises("2026-06-12", &["办理后记录：yijuan record 2026-001 发出函 --on 〈日期〉 --to 委员"]);
}
