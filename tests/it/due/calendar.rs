//! Days of the calendar: fixed ones, how days before an event are counted, and years whose schedule is not published.

use super::draft::SETTINGS;
use super::{notice_due, publication_due, rule};

// fixed days

#[test]
fn a_date_is_that_very_day() {
    // A Saturday of 劳动节: no rolling.
    let open = publication_due("{by: 2026-05-02}");
    open.stands("2025-06-01", "pending, due 2026-05-02");
    open.is_found("2026-05-03", "overdue, due 2026-05-02", "error");
    open.record_of_year("2026-05-02", "published").stands("2026-05-03", "done, done 2026-05-02, due 2026-05-02");
}

#[test]
fn a_day_without_a_year_is_of_the_subjects_year() {
    publication_due("{by: 03-31}").stands("2026-01-05", "pending, due 2026-03-31");
    notice_due("{by: 03-31}").stands("2025-06-01", "pending, due 2026-03-31");
}

#[test]
fn a_day_may_be_of_the_year_after() {
    let open = publication_due("{by: 03-31 next year}");
    open.stands("2026-06-01", "pending, due 2027-03-31");
    open.is_found_in_2026("2027-04-01", "overdue, due 2027-03-31", "error");
}

#[test]
fn period_end_is_the_last_day_of_the_year() {
    let open = publication_due("{by: period-end}");
    open.stands("2026-06-01", "pending, due 2026-12-31");
    open.is_found_in_2026("2027-01-01", "overdue, due 2026-12-31", "error");
}

#[test]
fn a_fixed_day_after_an_event_waits_for_its_record() {
    let open = publication_due("{after: planned, by: 03-31}");
    open.stands("2026-04-01", "waiting");
    open.record_of_year("2026-02-02", "planned").is_found("2026-04-01", "overdue, due 2026-03-31", "error");
}

#[test]
fn after_the_year_by_a_day_of_the_next() {
    let open = publication_due("{after: period-end, by: 03-31 next year}");
    open.stands("2026-12-30", "waiting");
    open.clone().on("2027-01-01").is("R plan:2026", "pending, due 2027-03-31");
    open.is_found_in_2026("2027-04-01", "overdue, due 2027-03-31", "error");
}

#[test]
fn a_rule_without_due_holds_at_all_times() {
    let open = rule("force: must, check: {event: {id: notice}}");
    open.is_found("2026-06-01", "overdue", "error");
    open.record("2026-05-20", "notice").stands("2026-06-01", "done, done 2026-05-20");
}

// counting

#[test]
fn clear_counting_leaves_the_day_of_the_notice_out_too() {
    // The common count ends on 1 April, the clear one a working day earlier.
    let in_rule = notice_due("{before: meeting, by: 5 workdays, counting: clear}").scheduled("2026-04-09");
    in_rule.stands("2026-03-20", "pending, due 2026-03-31");
    let common = notice_due("{before: meeting, by: 5 workdays}").scheduled("2026-04-09");
    common.line(SETTINGS, "counting: clear").stands("2026-03-20", "pending, due 2026-03-31");
}

#[test]
fn the_rules_own_counting_goes_before_the_archives() {
    notice_due("{before: meeting, by: 5 workdays, counting: common}")
        .scheduled("2026-04-09")
        .line(SETTINGS, "counting: clear")
        .stands("2026-03-20", "pending, due 2026-04-01");
}

#[test]
fn clear_counting_does_not_touch_what_follows() {
    notice_due("{after: meeting, by: 4 workdays}")
        .line(SETTINGS, "counting: clear")
        .record("2026-04-30", "meeting")
        .stands("2026-04-30", "due-soon, due 2026-05-09");
}

// schedules to come

#[test]
fn a_day_of_a_year_without_a_schedule_is_provisional() {
    // 8, 7, 4, 3 and 2 June; the 9th is 端午 by the law.
    let open = notice_due("{before: meeting, by: 5 workdays}").scheduled("2027-06-10");
    open.stands("2026-06-01", "pending, due 2027-06-02, provisional");
    open.is_found("2027-06-03", "overdue, due 2027-06-02, provisional", "error");
    // As the archive has it: 端午 from the 7th, Saturday the 5th worked.
    open.file("calendar/2027.yml", "holidays: {端午节: 2027-06-07..2027-06-09}\nworkdays: [2027-06-05]\n")
        .stands("2026-06-01", "pending, due 2027-06-01");
}

#[test]
fn the_last_days_of_december_are_provisional_until_the_next_year_is_published() {
    let open = notice_due("{after: meeting, by: 3 workdays}");
    open.clone().record("2026-12-23", "meeting").stands("2026-12-23", "due-soon, due 2026-12-28");
    open.record("2026-12-25", "meeting").stands("2026-12-25", "due-soon, due 2026-12-30, provisional");
}

#[test]
fn a_meetings_own_day_is_never_provisional() {
    let open = notice_due("{before: meeting, by: in-advance}").limits("in-advance: 5 workdays").scheduled("2027-06-10");
    open.is_found("2027-06-03", "overdue, due 2027-06-02, provisional", "note");
    open.is_found("2027-06-11", "overdue, due 2027-06-10", "error");
}

#[test]
fn a_schedule_changed_in_mid_year_moves_an_open_deadline() {
    let open = notice_due("{before: meeting, by: 3 workdays}").scheduled("2026-06-11");
    open.stands("2026-06-01", "due-soon, due 2026-06-08");
    open.file("calendar/2026.yml", "holidays: {区庆: 2026-06-08}\n").stands("2026-06-01", "due-soon, due 2026-06-05");
}
