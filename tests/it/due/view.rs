//! What a duty sees of suggestions, topics and years, and when a topic counts as ended.

use super::draft::SETTINGS;
use super::{SUGGESTIONS, notice_due, publication_due, rule};

// what else a duty sees

#[test]
fn a_suggestion_has_a_duty_of_its_own_and_does_not_see_another() {
    let two = rule("force: must, subject: suggestion, due: {after: received, by: 5 workdays}, check: {event: {id: answered}}")
        .line(SUGGESTIONS, "- {id: s1, kind: idea, text: 甲, events: [{date: 2026-06-01, event: received}]}")
        .line(SUGGESTIONS, "- {id: s2, kind: idea, text: 乙, events: [{date: 2026-06-02, event: received}, {date: 2026-06-03, event: answered}]}")
        .on("2026-06-09");
    two.is("R s2", "done, done 2026-06-03, due 2026-06-09");
    two.row(
        "R s1: overdue, due 2026-06-08",
        &["error R topics/2026/001-题/suggestions.yml:1:1: 尚未记录“反馈”，应在2026-06-08前（收到答复后5个工作日内）"],
    );
}

#[test]
fn a_suggestion_sees_the_meeting_of_its_round() {
    let of_round_2 =
        rule("force: must, subject: suggestion, due: {after: meeting, by: 5 workdays}, check: {event: {id: answered}}")
            .record("2026-04-16", "meeting")
            .line(SUGGESTIONS, "- {id: s1, kind: idea, text: 甲, round: 2}");
    of_round_2.clone().on("2026-06-11").is("R s1", "waiting");
    of_round_2
        .entry("date: 2026-06-11, event: meeting, round: 2")
        .on("2026-06-11")
        .is("R s1", "due-soon, due 2026-06-18");
}

#[test]
fn a_topic_sees_the_events_of_its_year() {
    let open = notice_due("{after: published, by: 5 workdays}");
    open.clone().record_of_year("2026-06-01", "published").stands("2026-06-01", "due-soon, due 2026-06-08");
    open.line("plans/2025/events.yml", "- {date: 2025-06-02, event: published}").stands("2026-06-01", "waiting");
}

#[test]
fn a_year_sees_the_events_of_its_topics() {
    rule("force: must, subject: year, due: {by: period-end}, check: {event: {id: surveyed}}")
        .record("2026-05-20", "surveyed")
        .stands("2026-06-01", "done, done 2026-05-20, due 2026-12-31");
}

#[test]
fn a_year_with_topics_has_its_duties_even_without_a_plan() {
    publication_due("{by: period-end}").without_file("plans/2026/plan.yml").is_found_in_2026(
        "2027-01-01",
        "overdue, due 2026-12-31",
        "error",
    );
}

// settle

#[test]
fn a_topic_counts_as_ended_so_long_after_its_last_meeting() {
    let open =
        notice_due("{after: meeting, by: promptly}").record("2026-04-15", "meeting").record("2026-04-16", "meeting");
    open.stands("2027-06-01", "pending");
    let settling = open.line(SETTINGS, "settle: 2 months");
    settling.stands("2026-06-16", "pending");
    settling.is_found("2026-06-17", "overdue, due 2026-06-16", "error");
}
