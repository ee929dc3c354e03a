//! What is to be done again and again: turn by turn, what counts as one, and where it ends.

use super::{notice_due, rule};

#[test]
fn every_so_often_counts_from_the_last_time() {
    let open = notice_due("{after: assigned, every: 2 months}");
    open.stands("2026-06-01", "waiting");
    // 15 March is a Sunday, 2 May lies in 劳动节.
    let assigned = open.record("2026-01-15", "assigned");
    assigned.stands("2026-03-02", "pending, due 2026-03-16");
    assigned.is_found("2026-03-17", "overdue, due 2026-03-16", "error");
    let once = assigned.record("2026-03-02", "notice");
    once.stands("2026-03-17", "pending, due 2026-05-06");
    once.is_found("2026-05-07", "overdue, due 2026-05-06", "error");
    once.record("2026-05-20", "notice").stands("2026-05-20", "pending, due 2026-07-20");
}

#[test]
fn every_so_often_what_came_before_the_beginning_is_no_time() {
    notice_due("{after: assigned, every: 2 months}")
        .record("2026-01-05", "notice")
        .record("2026-01-15", "assigned")
        .stands("2026-03-02", "pending, due 2026-03-16");
}

#[test]
fn every_so_often_what_does_not_count_is_no_time() {
    let by_another =
        rule("force: must, due: {after: assigned, every: 2 months}, check: {event: {id: notice, by: [hall]}}")
            .record("2026-01-15", "assigned")
            .entry("date: 2026-03-02, event: notice, by: [bureau]");
    by_another.stands("2026-03-03", "pending, due 2026-03-16");
}

#[test]
fn every_so_often_ends_with_the_subject() {
    let ended = notice_due("{after: assigned, every: 2 months}")
        .record("2026-01-15", "assigned")
        .record("2026-03-02", "notice")
        .closed("2026-04-01")
        .on("2027-01-01");
    ended.is_well();
    assert!(ended.duty("R").starts_with("done, done 2026-03-02"), "{}", ended.duty("R"));
}

#[test]
fn every_so_often_a_time_missed_before_the_end_stays_missed() {
    let missed = notice_due("{after: assigned, every: 2 months}")
        .record("2026-01-15", "assigned")
        .record("2026-03-02", "notice");
    missed.is_found("2026-08-03", "overdue, due 2026-05-06", "error");
    missed.closed("2026-08-03").is_found("2026-08-04", "overdue, due 2026-05-06", "error");
}

#[test]
fn every_advised_so_often_only_what_was_never_done_is_found_in_full_at_the_end() {
    let open =
        notice_due("{after: assigned, every: tracking}").limits("tracking: 2 months").record("2026-01-15", "assigned");
    open.clone().closed("2026-08-03").is_found("2026-08-04", "overdue, due 2026-08-03", "error");
    let once = open.record("2026-03-02", "notice");
    once.is_found("2026-08-03", "overdue, due 2026-05-06", "note");
    once.closed("2026-08-03").is_found("2026-08-04", "done-late, done 2026-03-02, due 2026-05-06", "note");
}

#[test]
fn every_so_often_a_turn_that_was_missed_is_not_forgotten_for_a_later_one() {
    let missed = notice_due("{after: assigned, every: 2 months}")
        .record("2026-01-15", "assigned")
        .record("2026-03-20", "notice");
    missed.on("2026-04-01").row(
        "R: pending, due 2026-05-20",
        &["warning R topics/2026/001-题/events.yml:1:1: “通知”应在2026-03-16前办理一次，逾期"],
    );
}

#[test]
fn every_so_often_a_turn_that_was_missed_stays_found_while_a_later_one_is_overdue() {
    let twice = notice_due("{after: assigned, every: 2 months}")
        .record("2026-01-15", "assigned")
        .record("2026-03-20", "notice");
    twice.on("2026-06-01").row(
        "R: overdue, due 2026-05-20",
        &[
            "error R topics/2026/001-题/events.yml:1:1: 尚未记录“通知”（上次：2026-03-20），应在2026-05-20前（每2个月一次）",
            "warning R topics/2026/001-题/events.yml:1:1: “通知”应在2026-03-16前办理一次，逾期",
        ],
    );
}

#[test]
fn every_so_often_until_something_happens() {
    let open = notice_due("{after: assigned, every: 2 months, until: sent}")
        .record("2026-01-15", "assigned")
        .record("2026-03-02", "notice");
    open.stands("2026-04-01", "pending, due 2026-05-06");
    open.record("2026-04-01", "sent").on("2027-01-01").row("R: done, done 2026-03-02", &[]);
}
