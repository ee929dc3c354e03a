//! What is to be done before one event, after another, or between the two: on which day, and from when on.

use super::{TOPIC, notice_due};

// before

#[test]
fn before_an_event_its_own_day_is_in_time() {
    let open = notice_due("{before: meeting}").scheduled("2026-06-11");
    open.stands("2026-06-03", "pending, due 2026-06-11");
    open.stands("2026-06-04", "due-soon, due 2026-06-11");
    open.stands("2026-06-11", "due-soon, due 2026-06-11");
    open.is_found("2026-06-12", "overdue, due 2026-06-11", "error");
    open.record("2026-06-11", "notice").stands("2026-06-12", "done, done 2026-06-11, due 2026-06-11");
}

#[test]
fn before_an_event_of_which_nothing_is_known_waits() {
    notice_due("{before: meeting}").stands("2026-06-11", "waiting");
    notice_due("{before: meeting, by: 5 workdays}").stands("2026-06-11", "waiting");
}

#[test]
fn before_an_event_that_never_came_is_due_with_the_end() {
    let ended = notice_due("{before: meeting, by: 5 workdays}").closed("2026-06-18");
    ended.stands("2026-06-18", "pending");
    ended.is_found("2026-06-19", "overdue, due 2026-06-18", "error");
}

#[test]
fn before_by_working_days_leaves_the_days_off_out() {
    // 8, 7, 3, 2 and 1 April; 4 to 6 are 清明.
    notice_due("{before: meeting, by: 5 workdays}")
        .scheduled("2026-04-09")
        .stands("2026-03-20", "pending, due 2026-04-01");
}

#[test]
fn before_by_days_does_not_move_off_a_holiday() {
    notice_due("{before: meeting, by: 10 days}")
        .scheduled("2026-04-16")
        .stands("2026-03-20", "pending, due 2026-04-06");
}

#[test]
fn before_by_weeks_does_not_move_off_a_holiday() {
    notice_due("{before: meeting, by: 1 week}").scheduled("2026-04-13").stands("2026-03-20", "pending, due 2026-04-06");
}

#[test]
fn before_several_events_the_first_of_them_counts() {
    let open = notice_due("{before: [sent, meeting]}").scheduled("2026-06-11");
    open.stands("2026-06-01", "pending, due 2026-06-11");
    open.clone().record("2026-06-09", "sent").stands("2026-06-09", "due-soon, due 2026-06-09");
    open.record("2026-06-15", "sent").stands("2026-06-15", "overdue, due 2026-06-11");
}

#[test]
fn before_a_recorded_event_no_longer_looks_at_the_schedule() {
    let held = notice_due("{before: meeting}").scheduled("2026-06-11").record("2026-06-09", "meeting");
    held.stands("2026-06-08", "due-soon, due 2026-06-11");
    held.stands("2026-06-09", "due-soon, due 2026-06-09");
    held.record("2026-06-10", "notice").stands("2026-06-11", "done-late, done 2026-06-10, due 2026-06-09");
}

#[test]
fn before_looks_at_the_schedule_of_any_event() {
    notice_due("{before: sent}")
        .line(TOPIC, "scheduled: {sent: 2026-06-11}")
        .stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn how_long_there_is_before_a_day_off_is_said_in_days() {
    // Sunday 14 June.
    let open = notice_due("{before: meeting}").scheduled("2026-06-14");
    let left = |today: &str| open.clone().on(today).left("R");
    assert_eq!(left("2026-06-11"), "还有 1 个工作日");
    assert_eq!(left("2026-06-12"), "还有 2 天（休息日）");
    assert_eq!(left("2026-06-14"), "今天为止");
    assert_eq!(left("2026-06-15"), "已过 1 个工作日");
}

// after

#[test]
fn after_waits_for_the_record_whatever_is_scheduled() {
    notice_due("{after: meeting, by: 3 workdays}").scheduled("2026-04-30").stands("2026-06-01", "waiting");
}

#[test]
fn after_by_working_days_counts_made_up_days() {
    // 6, 7, 8 and Saturday 9 May; 1 to 5 are 劳动节.
    let open = notice_due("{after: meeting, by: 4 workdays}").record("2026-04-30", "meeting");
    open.stands("2026-04-30", "due-soon, due 2026-05-09");
    open.clone().record("2026-05-09", "notice").stands("2026-05-10", "done, done 2026-05-09, due 2026-05-09");
    open.is_found("2026-05-10", "overdue, due 2026-05-09", "error");
}

#[test]
fn after_by_days_rolls_past_a_holiday() {
    // 19 to 21 June are 端午.
    notice_due("{after: meeting, by: 3 days}")
        .record("2026-06-16", "meeting")
        .stands("2026-06-16", "due-soon, due 2026-06-22");
}

#[test]
fn after_by_weeks_rolls_past_a_weekend() {
    notice_due("{after: meeting, by: 1 week}")
        .record("2026-06-13", "meeting")
        .stands("2026-06-13", "due-soon, due 2026-06-22");
}

#[test]
fn after_by_months_rolls_past_a_holiday() {
    notice_due("{after: meeting, by: 1 month}")
        .record("2026-09-01", "meeting")
        .stands("2026-09-01", "pending, due 2026-10-08");
}

#[test]
fn after_by_months_ends_with_a_shorter_month() {
    // Saturday 28 February is worked.
    notice_due("{after: meeting, by: 1 month}")
        .record("2026-01-31", "meeting")
        .stands("2026-02-01", "pending, due 2026-02-28");
}

#[test]
fn after_several_events_the_first_of_them_counts() {
    notice_due("{after: [surveyed, drafted], by: 5 workdays}")
        .record("2026-06-03", "drafted")
        .record("2026-06-01", "surveyed")
        .stands("2026-06-03", "due-soon, due 2026-06-08");
}

// after and before

#[test]
fn after_and_before_waits_while_neither_is_known() {
    notice_due("{after: assigned, before: meeting}").stands("2026-06-01", "waiting");
}

#[test]
fn after_and_before_is_demanded_with_the_first_and_has_no_date_without_the_second() {
    let demanded = notice_due("{after: assigned, before: meeting}").record("2026-05-06", "assigned");
    demanded.stands("2026-06-01", "pending");
    demanded.clone().scheduled("2026-06-11").stands("2026-06-01", "pending, due 2026-06-11");
    demanded.closed("2026-06-18").is_found("2026-06-19", "overdue, due 2026-06-18", "error");
}

#[test]
fn after_and_before_a_known_second_makes_it_due_without_the_first() {
    notice_due("{after: assigned, before: meeting}")
        .scheduled("2026-06-11")
        .stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn after_and_before_what_was_done_before_the_first_does_not_count() {
    let early = notice_due("{after: assigned, before: meeting}")
        .scheduled("2026-06-11")
        .record("2026-05-05", "notice")
        .record("2026-05-06", "assigned");
    early.stands("2026-06-01", "pending, due 2026-06-11");
    early.clone().record("2026-05-06", "notice").stands("2026-06-01", "done, done 2026-05-06, due 2026-06-11");
    early.advises(
        "2026-06-12",
        &["2026-05-05的“通知”不能计入（早于2026-05-06）；办理后记录：yijuan record 2026-001 通知 --on 〈日期〉"],
    );
}

#[test]
fn after_and_before_a_length_measures_back_from_the_second() {
    let measured = notice_due("{after: assigned, before: meeting, by: 3 workdays}");
    measured.clone().scheduled("2026-06-11").stands("2026-06-01", "due-soon, due 2026-06-08");
    measured.clone().record("2026-05-06", "assigned").stands("2026-06-01", "pending");
    measured.record("2026-05-06", "assigned").scheduled("2026-06-11").stands("2026-06-09", "overdue, due 2026-06-08");
}
