//! Which facts settle a duty: the first of several, struck out or to come, by whom, to whom and in which way.

use super::draft::{PEOPLE, YEAR};
use super::{REPORT, ROSTER, notice_before_the_meeting, notice_due, publication_due, rule};

#[test]
fn a_repeated_event_settles_with_its_earliest_entry() {
    notice_due("{before: meeting}")
        .scheduled("2026-06-11")
        .record("2026-06-10", "notice")
        .record("2026-06-05", "notice")
        .stands("2026-06-15", "done, done 2026-06-05, due 2026-06-11");
}

#[test]
fn a_meeting_of_two_days_anchors_before_with_its_first_and_after_with_its_last() {
    let of_two_days = |due| notice_due(due).record("2026-06-11", "meeting").record("2026-06-12", "meeting");
    of_two_days("{before: meeting, by: 3 workdays}").stands("2026-06-15", "overdue, due 2026-06-08");
    of_two_days("{after: meeting, by: 3 workdays}").stands("2026-06-15", "due-soon, due 2026-06-17");
}

#[test]
fn an_event_after_today_is_no_fact_yet() {
    let planned = notice_due("{before: meeting}").scheduled("2026-06-11").record("2026-06-05", "notice");
    planned.stands("2026-06-04", "due-soon, due 2026-06-11");
    planned.stands("2026-06-05", "done, done 2026-06-05, due 2026-06-11");
}

#[test]
fn a_void_strikes_out_the_entry_of_that_day() {
    let struck = notice_due("{before: meeting}")
        .scheduled("2026-06-11")
        .record("2026-05-20", "notice")
        .entry("date: 2026-05-22, event: notice, void: 2026-05-20, note: 误记");
    struck.stands("2026-05-21", "done, done 2026-05-20, due 2026-06-11");
    struck.stands("2026-05-22", "pending, due 2026-06-11");
    struck.record("2026-05-25", "notice").stands("2026-05-25", "done, done 2026-05-25, due 2026-06-11");
}

#[test]
fn a_void_spares_other_events_of_that_day() {
    notice_due("{before: meeting}")
        .scheduled("2026-06-11")
        .record("2026-05-20", "notice")
        .record("2026-05-20", "surveyed")
        .entry("date: 2026-05-22, event: surveyed, void: 2026-05-20, note: 误记")
        .stands("2026-06-01", "done, done 2026-05-20, due 2026-06-11");
}

#[test]
fn a_void_of_the_first_round_strikes_out_an_entry_that_leaves_its_round_unsaid() {
    notice_due("{before: meeting}")
        .scheduled("2026-06-11")
        .record("2026-05-20", "notice")
        .entry("date: 2026-05-22, event: notice, round: 1, void: 2026-05-20, note: 误记")
        .stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn a_void_of_the_year_strikes_out_too() {
    publication_due("{by: period-end}")
        .record_of_year("2026-05-20", "published")
        .line(YEAR, "- {date: 2026-05-22, event: published, void: 2026-05-20}")
        .stands("2026-06-01", "pending, due 2026-12-31");
}

#[test]
fn the_same_line_twice_is_one_fact() {
    let merged =
        notice_due("{after: meeting, by: 3 workdays}").record("2026-06-11", "meeting").record("2026-06-11", "meeting");
    merged.is_well();
    merged.stands("2026-06-11", "due-soon, due 2026-06-16");
}

#[test]
fn a_papers_date_stands_where_there_is_no_entry() {
    let reported = rule("force: must, due: {before: meeting}, check: {event: {id: reported}}")
        .scheduled("2026-06-11")
        .file(REPORT, "---\ndocument: report\ndate: 2026-06-02\n---\n正文\n");
    reported.stands("2026-06-01", "pending, due 2026-06-11");
    reported.stands("2026-06-02", "done, done 2026-06-02, due 2026-06-11");
    reported.record("2026-06-03", "reported").stands("2026-06-03", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn to_is_covered_by_several_entries_on_the_day_of_the_last() {
    let check = "{id: notice, to: [member, bureau]}";
    let half = notice_before_the_meeting(check).entry("date: 2026-06-01, event: notice, to: [member]");
    half.is_found("2026-06-12", "overdue, due 2026-06-11", "error");
    half.entry("date: 2026-06-03, event: notice, to: [bureau]")
        .entry("date: 2026-06-08, event: notice, to: [member, bureau]")
        .stands("2026-06-09", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn who_was_reached_already_is_not_to_be_told_again() {
    let half = notice_before_the_meeting("{id: notice, to: [member, bureau]}")
        .entry("date: 2026-06-01, event: notice, to: [member]");
    half.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --to 主管局"]);
    // Of a group that was reached in part, those who were left out.
    let listed = notice_before_the_meeting("{id: notice, to: [member, bureau]}")
        .line(ROSTER, "- {name: 张例, tags: [member]}")
        .line(ROSTER, "- {name: 李例, tags: [member]}")
        .entry("date: 2026-06-01, event: notice, to: [张例, bureau]");
    listed.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --to 李例"]);
    // Whoever does not take part is not asked for.
    let none = notice_before_the_meeting("{id: notice, to: [member, bureau-head], among: participants}")
        .line(ROSTER, "- {name: 张例, tags: [member]}");
    none.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --to 委员"]);
}

#[test]
fn to_nobody_in_particular_covers_all() {
    notice_before_the_meeting("{id: notice, to: [member, bureau]}")
        .record("2026-06-02", "notice")
        .stands("2026-06-09", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn to_a_person_reaches_the_tag_only_if_nobody_else_on_the_list_has_it() {
    let one = notice_before_the_meeting("{id: notice, to: [member]}")
        .file(PEOPLE, "- {id: zhang, name: 张例, tags: [member]}\n")
        .entry("date: 2026-06-02, event: notice, to: [zhang]");
    one.stands("2026-06-09", "due-soon, due 2026-06-11");
    let listed = one.line(ROSTER, "- {name: 张例, person: zhang}");
    listed.stands("2026-06-09", "done, done 2026-06-02, due 2026-06-11");
    let two = listed.line(ROSTER, "- {name: 李例, tags: [member]}");
    two.stands("2026-06-09", "due-soon, due 2026-06-11");
    two.entry("date: 2026-06-03, event: notice, to: [李例]")
        .stands("2026-06-09", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn among_participants_a_group_of_which_nobody_comes_need_not_be_reached() {
    let told = notice_before_the_meeting("{id: notice, to: [member, bureau-head], among: participants}")
        .entry("date: 2026-06-02, event: notice, to: [member]");
    told.stands("2026-06-09", "due-soon, due 2026-06-11");
    let members = told.line(ROSTER, "- {name: 张例, tags: [member]}");
    members.stands("2026-06-09", "done, done 2026-06-02, due 2026-06-11");
    members.line(ROSTER, "- {name: 李例, tags: [bureau-head]}").stands("2026-06-09", "due-soon, due 2026-06-11");
}

#[test]
fn not_after_another_event() {
    let late = notice_before_the_meeting("{id: notice, not_after: [sent]}")
        .record("2026-06-02", "sent")
        .record("2026-06-03", "notice");
    late.stands("2026-06-09", "due-soon, due 2026-06-11");
    late.advises("2026-06-12", &["2026-06-03的“通知”不能计入（晚于发出函）"]);
    late.record("2026-06-02", "notice").stands("2026-06-09", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn by_another_does_not_count_and_by_nobody_in_particular_does() {
    let check = "{id: notice, by: [chair, hall]}";
    let other = notice_before_the_meeting(check).entry("date: 2026-06-02, event: notice, by: [bureau]");
    other.stands("2026-06-03", "pending, due 2026-06-11");
    // By another is wrong at once.
    other.clone().on("2026-06-03").row(
        "R: pending, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:3: “通知”（2026-06-02）由主管局作出，应由主席或议事厅作出"],
    );
    other
        .clone()
        .entry("date: 2026-06-03, event: notice, by: [hall]")
        .stands("2026-06-03", "done, done 2026-06-03, due 2026-06-11");
    other.record("2026-06-03", "notice").stands("2026-06-03", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn what_was_done_wrongly_and_is_open_past_its_day_is_found_once() {
    let by_another = notice_before_the_meeting("{id: notice, by: [chair]}")
        .entry("date: 2026-06-02, event: notice, by: [bureau]")
        .on("2026-06-12");
    by_another.row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:3: “通知”（2026-06-02）由主管局作出，应由主席作出；仍未依规定完成，应在会议（2026-06-11）前"],
    );
    by_another.advises("2026-06-12", &["误记的作废后重记：yijuan record 2026-001 通知 --void 2026-06-02 --note 〈原因〉；确属此情形的，依规定重新办理；办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --by 〈主席〉"]);
    notice_before_the_meeting("{id: notice, to: [member]}")
        .entry("date: 2026-06-02, event: notice, to: [bureau]")
        .on("2026-06-12")
        .row(
            "R: overdue, due 2026-06-11",
            &["error R topics/2026/001-题/events.yml:1:3: “通知”（2026-06-02）的对象为主管局，应为委员；仍未依规定完成，应在会议（2026-06-11）前"],
        );
}

#[test]
fn by_a_person_counts_while_the_post_is_held() {
    let check = "{id: notice, by: [chair]}";
    let retiring = notice_before_the_meeting(check)
        .file(PEOPLE, "- {id: zhang, name: 张例, posts: [{post: chair, until: 2026-05-31}]}\n");
    retiring
        .clone()
        .entry("date: 2026-05-31, event: notice, by: [zhang]")
        .stands("2026-06-01", "done, done 2026-05-31, due 2026-06-11");
    retiring.entry("date: 2026-06-01, event: notice, by: [zhang]").stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn by_a_post_for_the_office_means_the_topics_office() {
    let check = "{id: notice, by: ['deputy:office']}";
    let two = notice_before_the_meeting(check).file(
        PEOPLE,
        "- {id: zhang, name: 张例, posts: ['deputy:urban']}\n- {id: wang, name: 王例, posts: ['deputy:social']}\n",
    );
    let own = two.clone().entry("date: 2026-06-01, event: notice, by: [zhang]");
    own.stands("2026-06-01", "done, done 2026-06-01, due 2026-06-11");
    two.entry("date: 2026-06-01, event: notice, by: [wang]").stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn by_the_responsible_office_is_said_with_its_id() {
    let check = "{id: notice, by: [office]}";
    let own = notice_before_the_meeting(check).entry("date: 2026-06-01, event: notice, by: [urban]");
    own.stands("2026-06-01", "done, done 2026-06-01, due 2026-06-11");
    notice_before_the_meeting(check)
        .entry("date: 2026-06-01, event: notice, by: [social]")
        .stands("2026-06-01", "pending, due 2026-06-11");
}

#[test]
fn via_another_way_does_not_count() {
    let check = "{id: notice, via: [written]}";
    let called = notice_before_the_meeting(check).entry("date: 2026-06-01, event: notice, via: phone");
    called.stands("2026-06-01", "pending, due 2026-06-11");
    called.record("2026-06-01", "notice").stands("2026-06-01", "done, done 2026-06-01, due 2026-06-11");
}

#[test]
fn needs_must_be_stated() {
    let check = "{id: notice, needs: [by, note]}";
    let half = notice_before_the_meeting(check).entry("date: 2026-06-01, event: notice, by: [hall]");
    half.stands("2026-06-01", "pending, due 2026-06-11");
    half.advises(
        "2026-06-12",
        &["2026-06-01的“通知”不能计入（未记明说明）；重新记录：yijuan record 2026-001 通知 --on 〈日期〉 --by 〈经办〉 --note 〈说明〉"],
    );
    half.entry("date: 2026-06-02, event: notice, by: [hall], note: 附议程")
        .stands("2026-06-02", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn any_of_several_events_is_enough() {
    notice_before_the_meeting("{any: [surveyed, notice]}")
        .record("2026-06-03", "surveyed")
        .record("2026-06-02", "notice")
        .stands("2026-06-09", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn all_of_several_events_are_done_with_the_last() {
    let check = "{all: [surveyed, notice]}";
    let half = notice_before_the_meeting(check).record("2026-06-03", "surveyed");
    half.stands("2026-06-03", "pending, due 2026-06-11");
    half.record("2026-06-02", "notice").stands("2026-06-09", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn a_list_of_checks_names_only_those_that_fail() {
    let two = rule("force: must, due: {before: meeting}, check: [{event: {id: surveyed}}, {event: {id: notice}}]")
        .scheduled("2026-06-11")
        .record("2026-06-03", "surveyed");
    two.clone().on("2026-06-12").row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:1: 尚未记录“通知”，应在会议（2026-06-11）前"],
    );
    two.record("2026-06-02", "notice").stands("2026-06-12", "done, done 2026-06-03, due 2026-06-11");
}
