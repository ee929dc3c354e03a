//! In which case a duty is one at all.

use super::draft::Draft;
use super::{REGULATION, TOPIC, WAIVERS, rule};

#[test]
fn a_waived_rule_lifts_what_depends_on_it() {
    let waived = rule("force: must, when: {waived: {not: Q}}, due: {before: meeting}, check: {event: {id: notice}}")
        .line(
            REGULATION,
            "  - {id: Q, article: 二, quote: 原文, en: It is so., force: may, check: {event: {id: surveyed}}}",
        )
        .scheduled("2026-06-11")
        .line(WAIVERS, "- {rule: Q, reason: 无需调研, by: zhang, date: 2026-06-02, until: 2026-06-04}");
    waived.stands("2026-06-01", "pending, due 2026-06-11");
    waived.stands("2026-06-02", "not-applicable");
    waived.stands("2026-06-04", "not-applicable");
    waived.stands("2026-06-05", "due-soon, due 2026-06-11");
}

#[test]
fn a_waiver_for_one_round_leaves_the_other() {
    let waived = rule("force: must, when: {waived: {not: Q}}, due: {before: meeting}, check: {event: {id: notice}}")
        .line(
            REGULATION,
            "  - {id: Q, article: 二, quote: 原文, en: It is so., force: may, check: {event: {id: surveyed}}}",
        )
        .scheduled("2026-06-11")
        .record("2026-04-16", "meeting")
        .entry("date: 2026-05-06, event: surveyed, round: 2")
        .line(WAIVERS, "- {rule: Q, reason: 首轮无需调研, by: zhang, date: 2026-04-01, round: 1}")
        .on("2026-06-01");
    waived.is("R", "not-applicable");
    waived.is("R 2", "pending, due 2026-06-11");
}

/// A notice is due before the meeting of 11 June, under this condition.
fn notice_when(condition: &str) -> Draft {
    rule(&format!("force: must, when: {condition}, due: {{before: meeting}}, check: {{event: {{id: notice}}}}"))
        .scheduled("2026-06-11")
}

const APPLIES: &str = "pending, due 2026-06-11";

#[test]
fn a_condition_may_name_one_value_or_several() {
    let grand = |condition| notice_when(condition).line(TOPIC, "form: grand");
    grand("{form: grand}").stands("2026-06-01", APPLIES);
    grand("{form: [plain, grand]}").stands("2026-06-01", APPLIES);
    grand("{form: plain}").stands("2026-06-01", "not-applicable");
    grand("{form: {not: plain}}").stands("2026-06-01", APPLIES);
    grand("{form: {not: [plain, grand]}}").stands("2026-06-01", "not-applicable");
}

#[test]
fn an_absent_fact_matches_nothing_but_not() {
    notice_when("{form: plain}").stands("2026-06-01", "not-applicable");
    notice_when("{form: {not: plain}}").stands("2026-06-01", APPLIES);
}

#[test]
fn of_a_list_one_element_that_matches_is_enough() {
    notice_when("{tags: major}").line(TOPIC, "tags: [urgent, major]").stands("2026-06-01", APPLIES);
    notice_when("{tags: {not: major}}").line(TOPIC, "tags: [urgent, major]").stands("2026-06-01", "not-applicable");
}

#[test]
fn every_condition_must_hold() {
    let both = notice_when("{form: grand, tags: major}").line(TOPIC, "form: grand");
    both.stands("2026-06-01", "not-applicable");
    both.line(TOPIC, "tags: major").stands("2026-06-01", APPLIES);
}

#[test]
fn planned_is_what_stands_in_the_years_plan() {
    let open = notice_when("{planned: true}");
    open.stands("2026-06-01", "not-applicable");
    open.file("plans/2026/plan.yml", "items: [{title: 题, topic: 2026-001}]\n").stands("2026-06-01", APPLIES);
}

#[test]
fn entrusted_is_what_somebody_entrusted() {
    notice_when("{entrusted: true}").stands("2026-06-01", "not-applicable");
    notice_when("{entrusted: true}").line(TOPIC, "entrusted_by: hall").stands("2026-06-01", APPLIES);
}

#[test]
fn recorded_is_what_is_on_record_by_today() {
    let open = notice_when("{recorded: surveyed}").record("2026-06-02", "surveyed");
    open.stands("2026-06-01", "not-applicable");
    open.stands("2026-06-02", APPLIES);
}
