//! A meeting that moves after it was announced.

use super::draft::Draft;
use super::{EVENTS, REGULATION, rule};

/// Notice of the 11th went out on 1 June; the meeting is now on the 25th.
fn moved() -> Draft {
    rule("force: must, due: {after: moved, by: 5 workdays, latest: meeting}, check: {event: {id: renotice}}")
        .scheduled("2026-06-25")
        .entry("date: 2026-06-01, event: notice, for: 2026-06-11")
}

#[test]
fn a_meeting_moves_by_itself_but_nobody_knows_on_which_day() {
    moved().stands("2026-06-02", "pending, due 2026-06-25");
    moved().is_found("2026-06-26", "overdue, due 2026-06-25", "error");
    // On record it has a day.
    moved().record("2026-06-02", "moved").stands("2026-06-03", "due-soon, due 2026-06-09");
}

#[test]
fn a_meeting_announced_as_scheduled_has_not_moved() {
    moved().change(EVENTS, "for: 2026-06-11", "for: 2026-06-25").stands("2026-06-09", "waiting");
    moved().change(EVENTS, ", for: 2026-06-11", "").stands("2026-06-09", "waiting");
}

#[test]
fn a_moved_meeting_is_settled_only_by_an_announcement_of_the_new_date() {
    moved()
        .entry("date: 2026-06-04, event: renotice, for: 2026-06-25")
        .stands("2026-06-09", "done, done 2026-06-04, due 2026-06-25");
    // Of the day before: that is wrong at once.
    moved().entry("date: 2026-06-04, event: renotice, for: 2026-06-24").on("2026-06-09").row(
        "R: pending, due 2026-06-25",
        &["error R topics/2026/001-题/events.yml:2:3: “改期通知”（2026-06-04）所通知的不是新的会期2026-06-25"],
    );
}

#[test]
fn the_day_of_a_meeting_is_the_one_it_was_held_on_whatever_was_scheduled() {
    moved()
        .entry("date: 2026-06-04, event: renotice, for: 2026-06-29")
        .entry("date: 2026-06-29, event: meeting")
        .stands("2026-06-30", "done, done 2026-06-04, due 2026-06-29");
}

#[test]
fn advice_on_a_moved_meeting_has_the_meetings_day_as_its_last() {
    let moved = rule(
        "force: must, due: {after: moved, by: promptly, latest: meeting}, check: {event: {id: renotice, to: [member]}}",
    )
    .limits("promptly: 3 workdays")
    .scheduled("2026-06-25")
    .entry("date: 2026-06-01, event: notice, for: 2026-06-11");
    moved.stands("2026-06-02", "pending, due 2026-06-25");
    moved.stands("2026-06-18", "due-soon, due 2026-06-25");
    moved.is_found("2026-06-26", "overdue, due 2026-06-25", "error");
    // Whoever is to be told is to be told of the new day.
    moved.advises(
        "2026-06-26",
        &["办理后记录：yijuan record 2026-001 改期通知 --on 〈日期〉 --to 委员 --for 2026-06-25"],
    );
}

#[test]
fn a_notice_of_an_earlier_change_is_followed_by_one_of_the_last() {
    let twice = moved()
        .change(REGULATION, "latest: meeting}", "latest: meeting, anchor: each}")
        .record("2026-06-02", "moved")
        .entry("date: 2026-06-03, event: renotice, for: 2026-06-18")
        .record("2026-06-10", "moved");
    twice.stands("2026-06-11", "due-soon, due 2026-06-17");
    twice.advises("2026-06-18", &["2026-06-03的“改期通知”不能计入（早于2026-06-10）；办理后记录：yijuan record 2026-001 改期通知 --on 〈日期〉 --for 2026-06-25"]);
}

#[test]
fn a_change_of_content_is_recorded_and_settled_like_one_of_date() {
    let changed = moved().change(EVENTS, "for: 2026-06-11", "for: 2026-06-25").record("2026-06-02", "moved");
    changed.stands("2026-06-03", "due-soon, due 2026-06-09");
    changed.record("2026-06-03", "renotice").stands("2026-06-10", "done, done 2026-06-03, due 2026-06-09");
}

#[test]
fn a_meeting_moved_in_the_first_round_is_not_measured_by_the_schedule_of_the_second() {
    let two_rounds = rule("force: must, due: {after: moved, by: 5 workdays}, check: {event: {id: renotice}}")
        .record("2026-03-02", "moved")
        .entry("date: 2026-03-04, event: renotice, for: 2026-03-20")
        .record("2026-03-20", "meeting")
        .entry("date: 2026-05-06, event: surveyed, round: 2")
        .scheduled("2026-06-25")
        .on("2026-06-01");
    two_rounds.is("R", "done, done 2026-03-04, due 2026-03-09");
    two_rounds.is("R 2", "waiting");
}
