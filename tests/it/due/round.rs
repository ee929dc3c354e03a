//! Rounds of consultation: a duty in each, and which facts are whose.

use super::draft::Draft;
use super::{EVENTS, REPORT, ROSTER, SUGGESTIONS, WAIVERS, notice_due, rule};

#[test]
fn what_a_later_round_lacks_is_found_and_recorded_as_that_rounds() {
    let second = rule("force: must, due: {after: meeting, by: 5 workdays}, check: {event: {id: notice}}")
        .record("2026-06-01", "meeting")
        .record("2026-06-02", "notice")
        .entry("date: 2026-06-08, event: meeting, round: 2")
        .on("2026-06-30");
    assert_eq!(
        second.findings(),
        ["error R topics/2026/001-题/events.yml:1:1: 第2轮：尚未记录“通知”，应在2026-06-15前（会议后5个工作日内）"]
    );
    assert_eq!(second.hint(), "办理后记录：yijuan record 2026-001 通知 --round 2 --on 〈日期〉");
}

#[test]
fn what_the_next_round_owes_is_recorded_in_the_next() {
    let owed = rule("force: must, due: {after: meeting, by: 5 workdays}, check: {event: {id: notice, round: next}}")
        .record("2026-06-01", "meeting")
        .on("2026-06-30");
    assert_eq!(owed.hint(), "办理后记录：yijuan record 2026-001 通知 --round 2 --on 〈日期〉");
}

/// Notice is due five working days before; the first round met on 16 April, the second is scheduled for 11 June.
fn two_rounds() -> Draft {
    notice_due("{before: meeting, by: 5 workdays}")
        .record("2026-04-01", "notice")
        .record("2026-04-16", "meeting")
        .entry("date: 2026-05-06, event: surveyed, round: 2")
        .scheduled("2026-06-11")
}

#[test]
fn each_round_has_a_duty_of_its_own() {
    let open = two_rounds().on("2026-05-20");
    assert_eq!(open.duties_of("R"), ["R", "R 2"]);
    open.is("R", "done, done 2026-04-01, due 2026-04-09");
    open.is("R 2", "pending, due 2026-06-04");
    let settled = open.entry("date: 2026-06-02, event: notice, round: 2").on("2026-06-05");
    settled.is("R", "done, done 2026-04-01, due 2026-04-09");
    settled.is("R 2", "done, done 2026-06-02, due 2026-06-04");
}

#[test]
fn scheduled_dates_belong_to_the_last_round() {
    let open = two_rounds().without(EVENTS, "event: meeting").without(EVENTS, "event: notice").on("2026-05-20");
    open.is("R", "waiting");
    open.is("R 2", "pending, due 2026-06-04");
}

#[test]
fn a_rule_for_topics_sees_all_rounds_at_once() {
    let whole = rule("force: must, subject: topic, due: {before: closed}, check: {event: {id: notice}}")
        .entry("date: 2026-05-06, event: notice, round: 2")
        .closed("2026-05-20")
        .on("2026-06-01");
    assert_eq!(whole.duties_of("R"), ["R"]);
    whole.is("R", "done, done 2026-05-06, due 2026-05-20");
}

#[test]
fn a_round_sees_the_events_of_its_topic() {
    let open = rule("force: must, due: {after: assigned, by: 5 workdays}, check: {event: {id: notice}}")
        .record("2026-06-01", "assigned")
        .entry("date: 2026-06-02, event: notice, round: 2")
        .on("2026-06-03");
    open.is("R", "due-soon, due 2026-06-08");
    open.is("R 2", "done, done 2026-06-02, due 2026-06-08");
}

#[test]
fn a_paper_or_a_suggestion_of_a_round_makes_that_round() {
    let one = notice_due("{before: meeting}");
    assert_eq!(one.duties_of("R"), ["R"]);
    assert_eq!(one.clone().file(REPORT, "---\ndocument: report\nround: 2\n---\n").duties_of("R"), ["R", "R 2"]);
    let third = one.line(SUGGESTIONS, "- {id: s1, kind: idea, text: 建议, round: 3}");
    assert_eq!(third.duties_of("R"), ["R", "R 2", "R 3"]);
}

#[test]
fn a_waiver_of_a_round_makes_that_round() {
    let waived =
        notice_due("{before: meeting}").line(WAIVERS, "- {rule: R, reason: 略, by: zhang, date: 2026-05-06, round: 2}");
    assert_eq!(waived.duties_of("R"), ["R", "R 2"]);
}

#[test]
fn marks_of_attendance_say_nothing_of_a_round_that_has_not_met() {
    let most = rule("force: must, due: {before: meeting}, check: {people: {of: member, at_most: 1}}")
        .record("2026-04-16", "meeting")
        .line(ROSTER, "- {name: 张例, tags: [member], attended: true}")
        .line(ROSTER, "- {name: 李例, tags: [member], attended: true}")
        .on("2026-05-20");
    let wrong = "error R topics/2026/001-题/roster.yml:1:1: 会议参加人员2人，应不超过1人：减少1名委员";
    assert_eq!(most.findings(), [wrong]);
    // Who comes to the next meeting is not settled yet.
    let next = most.scheduled("2026-06-11");
    next.is("R 2", "pending, due 2026-06-11");
    assert_eq!(next.findings(), [wrong]);
    // Whoever was absent may come to the next.
    let each = rule("force: must, due: {before: meeting}, check: {people: {each: [member]}}")
        .record("2026-04-16", "meeting")
        .line(ROSTER, "- {name: 张例, tags: [member], attended: false}")
        .scheduled("2026-06-11")
        .on("2026-05-20");
    each.is("R", "overdue, due 2026-04-16");
    each.is("R 2", "done, due 2026-06-11");
    // Once it has met, they speak of it, too.
    let met = each.entry("date: 2026-06-11, event: meeting, round: 2").on("2026-06-12");
    met.is("R 2", "overdue, due 2026-06-11");
}

#[test]
fn a_meeting_of_a_next_round_is_counted_once_it_is_held() {
    let twice = rule("force: must, subject: topic, due: {by: period-end}, check: {count: {of: meeting, at_least: 2}}")
        .record("2026-04-16", "meeting")
        .record("2026-04-17", "meeting")
        .scheduled("2026-06-11");
    twice.stands("2026-05-20", "pending, due 2026-12-31");
    twice
        .entry("date: 2026-06-11, event: meeting, round: 2")
        .stands("2026-06-11", "done, done 2026-06-11, due 2026-12-31");
}
