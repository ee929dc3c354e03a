//! What a duty is counted from: what counts that came before it, which day of an event that came again, where its own
//! last moment lies, and days of the calendar.

use super::{notice_due, publication_due, rule};

#[test]
fn after_is_a_floor_and_its_own_day_counts() {
    let early =
        notice_due("{after: meeting, by: 3 workdays}").record("2026-04-20", "notice").record("2026-04-30", "meeting");
    early.stands("2026-05-01", "due-soon, due 2026-05-08");
    early.is_found("2026-05-09", "overdue, due 2026-05-08", "error");
    early.advises(
        "2026-05-09",
        &["2026-04-20的“通知”不能计入（早于2026-04-30）；办理后记录：yijuan record 2026-001 通知 --on 〈日期〉"],
    );
    early.record("2026-04-30", "notice").stands("2026-05-01", "done, done 2026-04-30, due 2026-05-08");
}

#[test]
fn once_only_sets_the_demand() {
    let open = notice_due("{once: meeting, by: 3 workdays}").record("2026-04-20", "notice");
    open.stands("2026-04-29", "waiting");
    open.record("2026-04-30", "meeting").stands("2026-05-01", "done, done 2026-04-20, due 2026-05-08");
}

// which day of an event that came again

#[test]
fn an_event_again_within_the_day_moves_the_day_and_later_erases_nothing() {
    let open = notice_due("{after: surveyed, by: 3 workdays}").record("2026-06-01", "surveyed");
    open.stands("2026-06-02", "due-soon, due 2026-06-04");
    let again = open.record("2026-06-04", "surveyed");
    again.stands("2026-06-04", "due-soon, due 2026-06-09");
    // What was done after the first counts.
    again.clone().record("2026-06-02", "notice").stands("2026-06-05", "done, done 2026-06-02, due 2026-06-09");
    again.record("2026-06-10", "surveyed").stands("2026-06-10", "overdue, due 2026-06-09");
}

#[test]
fn anchored_at_the_last_it_counts_from_the_last_before_it_was_done() {
    let open = notice_due("{after: surveyed, by: 3 workdays, anchor: last}")
        .record("2026-06-01", "surveyed")
        .record("2026-06-10", "surveyed");
    open.stands("2026-06-10", "due-soon, due 2026-06-15");
    open.clone().record("2026-06-11", "notice").stands("2026-06-12", "done, done 2026-06-11, due 2026-06-15");
    open.record("2026-06-05", "notice").stands("2026-06-12", "done-late, done 2026-06-05, due 2026-06-04");
}

#[test]
fn anchored_at_each_every_one_wants_an_answer_of_its_own() {
    let open = notice_due("{after: surveyed, by: 3 workdays, anchor: each}")
        .record("2026-06-01", "surveyed")
        .record("2026-06-02", "notice")
        .record("2026-06-10", "surveyed");
    open.stands("2026-06-09", "done, done 2026-06-02, due 2026-06-04");
    open.stands("2026-06-10", "due-soon, due 2026-06-15");
    open.is_found("2026-06-16", "overdue, due 2026-06-15", "error");
    open.record("2026-06-11", "notice").stands("2026-06-16", "done, done 2026-06-11, due 2026-06-15");
}

#[test]
fn anchored_at_each_the_days_of_one_meeting_are_one() {
    let open = notice_due("{after: meeting, by: 3 workdays, anchor: each}")
        .record("2026-06-11", "meeting")
        .record("2026-06-11", "notice")
        .record("2026-06-12", "meeting");
    // Done after the first day, and not asked for again; counted from the last.
    open.stands("2026-06-12", "done, done 2026-06-11, due 2026-06-17");
    // That of the next round asks anew.
    let next = rule("force: must, subject: topic, due: {after: meeting, by: 3 workdays, anchor: each}, check: {event: {id: notice}}")
        .record("2026-06-11", "meeting")
        .record("2026-06-11", "notice")
        .entry("date: 2026-06-12, event: meeting, round: 2");
    next.stands("2026-06-12", "due-soon, due 2026-06-17");
    // A day entered once the time was over is no day of that meeting any more.
    open.record("2026-06-22", "meeting").stands("2026-06-22", "due-soon, due 2026-06-25");
}

// a window

#[test]
fn what_it_must_precede_is_what_comes_after_its_beginning() {
    let due = "{after: meeting, before: [reported, closed]}";
    let mistaken =
        notice_due(due).record("2026-06-01", "reported").record("2026-06-11", "meeting").record("2026-06-12", "notice");
    mistaken.stands("2026-06-15", "done, done 2026-06-12");
    // A later right one is judged by itself.
    mistaken.clone().record("2026-06-15", "reported").stands("2026-06-15", "done, done 2026-06-12, due 2026-06-15");
    mistaken.record("2026-06-11", "reported").stands("2026-06-15", "done-late, done 2026-06-12, due 2026-06-11");
    // Nothing yet: it is owed by the end.
    let open = notice_due(due).record("2026-06-01", "reported").record("2026-06-11", "meeting");
    open.stands("2026-06-15", "pending");
    open.closed("2026-06-18").is_found("2026-06-19", "overdue, due 2026-06-18", "error");
}

#[test]
fn a_length_is_counted_back_from_what_came_first_all_the_same() {
    notice_due("{after: assigned, before: meeting, by: 3 workdays}")
        .record("2026-06-11", "meeting")
        .record("2026-06-12", "assigned")
        .stands("2026-06-15", "overdue, due 2026-06-08");
}

// latest

#[test]
fn latest_is_the_last_day_whatever_the_length_says() {
    let open = notice_due("{after: assigned, by: 10 workdays, latest: meeting}").record("2026-06-01", "assigned");
    open.stands("2026-06-02", "pending, due 2026-06-15");
    open.scheduled("2026-06-11").stands("2026-06-02", "pending, due 2026-06-11");
}

#[test]
fn latest_is_where_advice_ends() {
    let open = notice_due("{after: assigned, by: promptly, latest: meeting}")
        .limits("promptly: 3 workdays")
        .scheduled("2026-06-11")
        .record("2026-06-01", "assigned");
    open.is_found("2026-06-11", "overdue, due 2026-06-04", "note");
    open.on("2026-06-12").row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:1: 尚未记录“通知”，应在会议（2026-06-11）前办理"],
    );
}

// a day of the calendar

#[test]
fn between_two_days_neither_earlier_nor_later_counts() {
    let window = publication_due("{after: 03-01, by: 05-31}");
    window.stands("2026-02-28", "waiting");
    let early = window.record_of_year("2026-02-27", "published");
    early.stands("2026-03-02", "pending, due 2026-05-31");
    early.is_found("2026-06-01", "overdue, due 2026-05-31", "error");
    early.record_of_year("2026-03-01", "published").stands("2026-06-01", "done, done 2026-03-01, due 2026-05-31");
}

#[test]
fn before_a_day_of_the_calendar_counts_back_from_it() {
    publication_due("{before: 10-01, by: 5 days}").stands("2026-06-01", "pending, due 2026-09-26");
}
