//! What a word without a number asks, and how grave it is not to do it.

use super::{SUGGESTIONS, notice_due, publication_due, rule};

// words

#[test]
fn a_word_without_a_value_sets_no_date_until_the_end() {
    let open = notice_due("{after: assigned, by: promptly}").record("2026-06-01", "assigned");
    open.stands("2027-06-01", "pending");
    let ended = open.closed("2026-06-18");
    ended.stands("2026-06-18", "pending");
    ended.is_found("2026-06-19", "overdue, due 2026-06-18", "error");
}

#[test]
fn a_word_with_a_value_is_advice_until_the_end() {
    let open =
        notice_due("{after: assigned, by: promptly}").limits("promptly: 10 workdays").record("2026-06-01", "assigned");
    open.stands("2026-06-15", "due-soon, due 2026-06-15");
    open.is_found("2026-06-16", "overdue, due 2026-06-15", "note");
    open.closed("2026-06-18").is_found("2026-06-19", "overdue, due 2026-06-18", "error");
}

#[test]
fn past_the_end_a_soft_duty_is_as_grave_as_its_rule() {
    rule("force: should, due: {after: assigned, by: promptly}, check: {event: {id: notice}}")
        .limits("promptly: 10 workdays")
        .record("2026-06-01", "assigned")
        .closed("2026-06-18")
        .is_found("2026-06-19", "overdue, due 2026-06-18", "warning");
}

#[test]
fn what_comes_after_the_advised_day_is_noted() {
    let open =
        notice_due("{after: assigned, by: promptly}").limits("promptly: 10 workdays").record("2026-06-01", "assigned");
    open.clone().record("2026-06-17", "notice").is_found(
        "2026-06-18",
        "done-late, done 2026-06-17, due 2026-06-15",
        "note",
    );
    open.record("2026-06-25", "notice").closed("2026-06-18").is_found(
        "2026-06-26",
        "done-late, done 2026-06-25, due 2026-06-18",
        "warning",
    );
}

#[test]
fn a_value_for_the_rule_goes_before_that_for_the_word() {
    notice_due("{after: assigned, by: promptly}")
        .limits("promptly: 10 workdays, R: 3 workdays")
        .record("2026-06-01", "assigned")
        .stands("2026-06-01", "due-soon, due 2026-06-04");
}

#[test]
fn a_regulation_adds_words_of_its_own() {
    notice_due("{after: assigned, by: about-a-week}")
        .limits("about-a-week: 1 week")
        .record("2026-06-01", "assigned")
        .is_found("2026-06-09", "overdue, due 2026-06-08", "note");
}

#[test]
fn in_advance_is_advice_until_the_events_day_has_passed() {
    let open = notice_due("{before: meeting, by: in-advance}").scheduled("2026-06-11");
    // Without a value its last day is the event's own.
    open.stands("2026-06-11", "due-soon, due 2026-06-11");
    open.is_found("2026-06-12", "overdue, due 2026-06-11", "error");
    let advised = open.limits("in-advance: 5 workdays");
    advised.stands("2026-06-04", "due-soon, due 2026-06-04");
    advised.is_found("2026-06-05", "overdue, due 2026-06-04", "note");
    advised.is_found("2026-06-11", "overdue, due 2026-06-04", "note");
    advised.is_found("2026-06-12", "overdue, due 2026-06-11", "error");
    advised.record("2026-06-15", "notice").is_found(
        "2026-06-16",
        "done-late, done 2026-06-15, due 2026-06-11",
        "warning",
    );
}

#[test]
fn in_advance_of_what_never_came_is_found_with_the_end() {
    notice_due("{before: meeting, by: in-advance}").closed("2026-06-18").is_found(
        "2026-06-19",
        "overdue, due 2026-06-18",
        "error",
    );
}

#[test]
fn a_soft_duty_of_a_year_ends_with_its_last_day() {
    // Two months after 1 January is a Sunday.
    let open = publication_due("{after: period-start, by: year-start}").limits("year-start: 2 months");
    open.stands("2025-12-31", "waiting");
    open.stands("2026-03-02", "due-soon, due 2026-03-02");
    open.is_found("2026-12-31", "overdue, due 2026-03-02", "note");
    open.is_found_in_2026("2027-01-01", "overdue, due 2026-12-31", "error");
}

#[test]
fn what_is_demanded_only_after_the_year_stays_advice() {
    let open = publication_due("{after: period-end, by: promptly}").limits("promptly: 10 workdays");
    open.clone().on("2027-01-05").is("R plan:2026", "pending, due 2027-01-15, provisional");
    open.is_found_in_2026("2027-03-01", "overdue, due 2027-01-15, provisional", "note");
}

#[test]
fn what_is_demanded_only_after_the_closing_stays_advice() {
    let answer =
        rule("force: must, subject: suggestion, due: {after: received, by: promptly}, check: {event: {id: answered}}")
            .limits("promptly: 10 workdays")
            .closed("2026-06-18")
            .line(
                SUGGESTIONS,
                "- id: s1\n  kind: idea\n  text: 建议\n  events:\n    - {date: 2026-06-25, event: received}",
            );
    answer.clone().on("2026-06-30").is("R s1", "pending, due 2026-07-09");
    answer
        .line(SUGGESTIONS, "    - {date: 2026-06-29, event: answered}")
        .on("2026-06-30")
        .is("R s1", "done, done 2026-06-29, due 2026-07-09");
}

// how grave

#[test]
fn should_is_a_warning() {
    rule("force: should, due: {before: meeting}, check: {event: {id: notice}}").scheduled("2026-06-11").is_found(
        "2026-06-12",
        "overdue, due 2026-06-11",
        "warning",
    );
}

#[test]
fn late_is_a_warning_of_whatever_force() {
    for force in ["must", "should"] {
        rule(&format!("force: {force}, due: {{before: meeting}}, check: {{event: {{id: notice}}}}"))
            .scheduled("2026-06-11")
            .record("2026-06-12", "notice")
            .is_found("2026-06-12", "done-late, done 2026-06-12, due 2026-06-11", "warning");
    }
}

#[test]
fn may_is_never_anything() {
    let open = rule("force: may, due: {before: meeting}, check: {event: {id: notice}}")
        .scheduled("2026-06-11")
        .on("2026-06-12");
    open.is_well();
    open.is("R", "pending, due 2026-06-11");
    let late = open.record("2026-06-12", "notice");
    late.is_well();
    late.is("R", "done, done 2026-06-12, due 2026-06-11");
}
