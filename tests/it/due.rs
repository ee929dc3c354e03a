//! Every form of `due`, and how facts settle a duty, under a small regulation made up for the purpose.
//!
//! One rule `R` at a time, over one topic. Dates are counted by hand from the notice for 2026: 清明 4–6 April,
//! 劳动节 1–5 May with 9 May worked, 端午 19–21 June.

mod anchor;
pub mod draft;

use draft::{Draft, PEOPLE, SETTINGS, YEAR};

const REGULATION: &str = "templates/test/regulation.yml";
const TOPIC: &str = "topics/2026/001-题/topic.yml";
const EVENTS: &str = "topics/2026/001-题/events.yml";
const SUGGESTIONS: &str = "topics/2026/001-题/suggestions.yml";
const WAIVERS: &str = "topics/2026/001-题/waivers.yml";
const ROSTER: &str = "topics/2026/001-题/roster.yml";
const REPORT: &str = "topics/2026/001-题/报告.md";

/// All the names a rule of these tests may use, and room for rules at the end.
const NAMES: &str = "\
id: test
title: 试行规程
in_force: 2020-01-01
forms: {plain: {name: 普通协商}, grand: {name: 隆重协商}}
topic_tags: {major: {name: 重大问题}, urgent: {name: 急难问题}}
posts: {chair: {name: 主席}, deputy: {name: 副主席}, secretary: {name: 秘书长}}
tags: {member: {name: 委员}, bureau-head: {name: 局长}}
bodies: {bureau: {name: 主管局}, hall: {name: 议事厅}}
ways: {written: {name: 书面}, phone: {name: 电话}}
suggestion_kinds: {idea: {name: 建议}}
words: {about-a-week: 一周左右}
documents: {report: {name: 报告}, letter: {name: 函, layout: letter}}
events:
  planned: {name: 定计划, of: year}
  published: {name: 公布计划, of: year}
  assigned: {name: 交办, of: topic}
  closed: {name: 办结, of: topic}
  surveyed: {name: 调研}
  reported: {name: 形成报告, document: [report]}
  drafted: {name: 起草函}
  approved: {name: 审定函}
  sent: {name: 发出函}
  notice: {name: 通知, announces: meeting}
  moved: {name: 改期, amends: meeting}
  renotice: {name: 改期通知, announces: meeting}
  meeting: {name: 会议}
  received: {name: 收到答复, of: suggestion}
  answered: {name: 反馈, of: suggestion}
rules:
";

/// An archive whose regulation is this one rule, with a year and a topic of which nothing is known yet.
fn rule(keys: &str) -> Draft {
    Draft::new("2026-06-01")
        .file(SETTINGS, "archive: 1\nregulation: test\nregulations: [test]\n")
        .file(REGULATION, NAMES)
        .line(REGULATION, &format!("  - {{id: R, article: 一, quote: 原文, en: It is so., {keys}}}"))
        .file("plans/2026/plan.yml", "items: []\n")
        .file(TOPIC, "title: 题\nregulation: test\noffice: urban\n")
}

/// A notice of the round must be on record, by this `due`.
fn notice_due(due: &str) -> Draft {
    rule(&format!("force: must, due: {due}, check: {{event: {{id: notice}}}}"))
}

/// The year's plan must be published, by this `due`.
fn publication_due(due: &str) -> Draft {
    rule(&format!("force: must, subject: year, due: {due}, check: {{event: {{id: published}}}}"))
}

/// A notice before the meeting of 11 June, of this nature.
fn notice_before_the_meeting(check: &str) -> Draft {
    rule(&format!("force: must, due: {{before: meeting}}, check: {{event: {check}}}")).scheduled("2026-06-11")
}

impl Draft {
    /// The meeting is scheduled.
    fn scheduled(self, day: &str) -> Self {
        self.line(TOPIC, &format!("scheduled: {{meeting: {day}}}"))
    }

    /// One more entry of the topic's events.
    fn entry(self, entry: &str) -> Self {
        self.line(EVENTS, &format!("- {{{entry}}}"))
    }

    /// One more entry of the topic's events that says no more than what and when.
    fn record(self, day: &str, event: &str) -> Self {
        self.entry(&format!("date: {day}, event: {event}"))
    }

    /// One more entry of the year's events.
    fn record_of_year(self, day: &str, event: &str) -> Self {
        self.line(YEAR, &format!("- {{date: {day}, event: {event}}}"))
    }

    fn limits(self, limits: &str) -> Self {
        self.line(SETTINGS, &format!("limits: {{{limits}}}"))
    }

    fn closed(self, day: &str) -> Self {
        self.record(day, "closed")
    }

    /// Holds that `R` stands so on a day.
    #[track_caller]
    fn stands(&self, today: &str, state: &str) {
        self.clone().on(today).is("R", state);
    }

    #[track_caller]
    fn is(&self, duty: &str, state: &str) {
        assert_eq!(self.duty(duty), state);
    }

    /// Holds that on a day `R` stands so and that the one finding of it is so grave.
    #[track_caller]
    fn is_found(&self, today: &str, state: &str, severity: &str) {
        self.finds("R", today, state, severity);
    }

    /// The same of the duty of 2026, where later years have one of their own.
    #[track_caller]
    fn is_found_in_2026(&self, today: &str, state: &str, severity: &str) {
        self.finds("R plan:2026", today, state, severity);
    }

    #[track_caller]
    fn finds(&self, duty: &str, today: &str, state: &str, severity: &str) {
        let draft = self.clone().on(today);
        let findings = draft.findings_of("R");
        let graveness: Vec<&str> = findings.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!((draft.duty(duty).as_str(), graveness), (state, vec![severity]), "{findings:?}");
    }

    /// Holds that nothing is found of `R`.
    #[track_caller]
    fn is_well(&self) {
        assert_eq!(self.findings_of("R"), [""; 0]);
    }

    /// Holds that on a day the findings of `R` advise this.
    #[track_caller]
    fn advises(&self, today: &str, hints: &[&str]) {
        assert_eq!(self.clone().on(today).hints_of("R"), hints);
    }
}

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
        &["2026-05-05的“通知”不能计入（早于2026-05-06）；办理后记录：yijuan record 2026-001 notice --on 〈日期〉"],
    );
}

#[test]
fn after_and_before_a_length_measures_back_from_the_second() {
    let measured = notice_due("{after: assigned, before: meeting, by: 3 workdays}");
    measured.clone().scheduled("2026-06-11").stands("2026-06-01", "due-soon, due 2026-06-08");
    measured.clone().record("2026-05-06", "assigned").stands("2026-06-01", "pending");
    measured.record("2026-05-06", "assigned").scheduled("2026-06-11").stands("2026-06-09", "overdue, due 2026-06-08");
}

// every

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

// which facts count

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
    half.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 notice --on 〈日期〉 --to bureau"]);
    // Of a group that was reached in part, those who were left out.
    let listed = notice_before_the_meeting("{id: notice, to: [member, bureau]}")
        .line(ROSTER, "- {name: 张例, tags: [member]}")
        .line(ROSTER, "- {name: 李例, tags: [member]}")
        .entry("date: 2026-06-01, event: notice, to: [张例, bureau]");
    listed.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 notice --on 〈日期〉 --to 李例"]);
    // Whoever does not take part is not asked for.
    let none = notice_before_the_meeting("{id: notice, to: [member, bureau-head], among: participants}")
        .line(ROSTER, "- {name: 张例, tags: [member]}");
    none.advises("2026-06-12", &["办理后记录：yijuan record 2026-001 notice --on 〈日期〉 --to member"]);
}

#[test]
fn a_step_that_reached_some_is_taken_again_towards_the_others() {
    rule("force: must, due: {before: meeting}, check: {chain: {steps: [{id: drafted}, {id: sent, to: [member, bureau]}]}}")
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-02, event: sent, to: [bureau]")
        .advises("2026-06-12", &["办理后记录：yijuan record 2026-001 sent --on 〈日期〉 --to member"]);
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
    by_another.advises("2026-06-12", &["误记的作废后重记：yijuan record 2026-001 notice --void 2026-06-02 --note 〈原因〉；确属此情形的，依规定重新办理并记录；办理后记录：yijuan record 2026-001 notice --on 〈日期〉 --by 〈主席〉"]);
    notice_before_the_meeting("{id: notice, to: [member]}")
        .entry("date: 2026-06-02, event: notice, to: [bureau]")
        .on("2026-06-12")
        .row(
            "R: overdue, due 2026-06-11",
            &["error R topics/2026/001-题/events.yml:1:3: “通知”（2026-06-02）的对象为主管局，应为委员；仍未依规定完成，应在会议（2026-06-11）前"],
        );
}

#[test]
fn a_step_by_another_is_found_once_with_what_is_open() {
    let by_another = letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-02, event: approved, by: [bureau]")
        .on("2026-06-12");
    by_another.row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:2:3: 审定函（2026-06-02）由主管局作出，应由秘书长作出；尚未完成：审定函、发出函，应在会议（2026-06-11）前"],
    );
}

#[test]
fn a_paper_in_another_name_is_found_once() {
    rule("force: must, due: {before: meeting}, check: {chain: {document: report, steps: [{id: reported}], issuer: [bureau]}}")
        .scheduled("2026-06-11")
        .file(REPORT, "---\ndocument: report\ndate: 2026-06-02\nissuer: hall\n---\n正文\n")
        .on("2026-06-12")
        .row(
            "R: overdue, due 2026-06-11",
            &["error R topics/2026/001-题/报告.md:4:1: 《报告》署名为议事厅，应为主管局；仍未依规定完成，应在会议（2026-06-11）前"],
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
        &["2026-06-01的“通知”不能计入（未记明说明）；办理后记录：yijuan record 2026-001 notice --on 〈日期〉 --by 〈经办〉 --note 〈说明〉"],
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

// rounds

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
    assert_eq!(second.hint(), "办理后记录：yijuan record 2026-001 notice --round 2 --on 〈日期〉");
}

#[test]
fn what_the_next_round_owes_is_recorded_in_the_next() {
    let owed = rule("force: must, due: {after: meeting, by: 5 workdays}, check: {event: {id: notice, round: next}}")
        .record("2026-06-01", "meeting")
        .on("2026-06-30");
    assert_eq!(owed.hint(), "办理后记录：yijuan record 2026-001 notice --round 2 --on 〈日期〉");
}

// chains

/// A letter drafted, approved by the secretary and then sent, all before the meeting of 11 June.
fn letter() -> Draft {
    rule("force: must, due: {before: meeting}, check: {chain: {document: letter, steps: [{id: drafted}, {id: approved, by: [secretary]}], then: sent}}")
        .scheduled("2026-06-11")
}

#[test]
fn a_chain_walked_in_order_is_done_with_its_last_step() {
    letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-01, event: approved, by: [secretary]")
        .record("2026-06-02", "sent")
        .stands("2026-06-03", "done, done 2026-06-02, due 2026-06-11");
}

#[test]
fn a_step_before_its_turn_is_wrong_at_once_and_stays_so_until_struck_out() {
    let wrong = "error R topics/2026/001-题/events.yml:1:3: 审定函（2026-06-01）早于起草函，程序倒置";
    let hasty = letter()
        .entry("date: 2026-06-01, event: approved, by: [secretary]")
        .record("2026-06-02", "drafted")
        .on("2026-06-03");
    hasty.row("R: pending, due 2026-06-11", &[wrong]);
    let again = hasty.entry("date: 2026-06-03, event: approved, by: [secretary]").record("2026-06-03", "sent");
    again.row("R: done, done 2026-06-03, due 2026-06-11", &[wrong]);
    again
        .entry("date: 2026-06-03, event: approved, void: 2026-06-01, note: 误记")
        .row("R: done, done 2026-06-03, due 2026-06-11", &[]);
}

#[test]
fn a_paper_sent_before_its_approval_is_wrong_at_once() {
    letter().record("2026-06-01", "drafted").record("2026-06-02", "sent").on("2026-06-03").row(
        "R: pending, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:2:3: 发出函（2026-06-02）早于审定函，程序倒置"],
    );
}

#[test]
fn a_chain_finished_late_is_a_warning_at_its_last_step() {
    letter()
        .record("2026-06-01", "drafted")
        .entry("date: 2026-06-10, event: approved, by: [secretary]")
        .record("2026-06-12", "sent")
        .on("2026-06-12")
        .row(
            "R: done-late, done 2026-06-12, due 2026-06-11",
            &["warning R topics/2026/001-题/events.yml:3:3: “发出函”2026-06-12逾期完成，应在会议（2026-06-11）前"],
        );
}

#[test]
fn a_step_whose_actor_is_unstated_is_not_taken() {
    let unsaid = letter().record("2026-06-01", "drafted").record("2026-06-02", "approved");
    unsaid.clone().on("2026-06-03").row("R: pending, due 2026-06-11", &[]);
    unsaid.on("2026-06-12").row(
        "R: overdue, due 2026-06-11",
        &["error R topics/2026/001-题/events.yml:1:1: 尚未完成：审定函、发出函，应在会议（2026-06-11）前"],
    );
}

#[test]
fn a_chain_without_a_paper_waits_for_a_step_out_of_turn_to_be_taken_again() {
    let turned = rule("force: must, due: {before: meeting}, check: {chain: {steps: [{id: surveyed}, {id: drafted}]}}")
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted")
        .record("2026-06-02", "surveyed");
    turned.clone().on("2026-06-03").row("R: pending, due 2026-06-11", &[]);
    turned.record("2026-06-03", "drafted").stands("2026-06-03", "done, done 2026-06-03, due 2026-06-11");
}

#[test]
fn a_step_may_have_a_condition_of_its_own() {
    let chain = "{chain: {steps: [{id: surveyed, when: {ad_hoc: false}}, {id: drafted}]}}";
    let unsurveyed = rule(&format!("force: must, due: {{before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .record("2026-06-01", "drafted");
    unsurveyed.stands("2026-06-03", "pending, due 2026-06-11");
    unsurveyed.line(TOPIC, "ad_hoc: true").stands("2026-06-03", "done, done 2026-06-01, due 2026-06-11");
}

#[test]
fn a_chain_in_time_takes_no_step_dated_before_its_beginning() {
    let chain = "{chain: {steps: [{id: drafted}, {id: approved}]}}";
    let early = rule(&format!("force: must, due: {{after: assigned, before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .record("2026-05-05", "drafted")
        .record("2026-05-06", "assigned")
        .record("2026-05-07", "approved");
    early.stands("2026-06-01", "pending, due 2026-06-11");
    early.record("2026-05-06", "drafted").stands("2026-06-01", "done, done 2026-05-07, due 2026-06-11");
}

#[test]
fn a_paper_is_by_the_topics_office_unless_it_says_otherwise() {
    let chain = "{chain: {steps: [{id: reported, by: [office]}]}}";
    let paper = rule(&format!("force: must, due: {{before: meeting}}, check: {chain}"))
        .scheduled("2026-06-11")
        .file(REPORT, "---\ndocument: report\ndate: 2026-06-02\n---\n正文\n");
    paper.stands("2026-06-02", "done, done 2026-06-02, due 2026-06-11");
    paper.change(REPORT, "date:", "office: social\ndate:").stands("2026-06-02", "pending, due 2026-06-11");
}

// conditions

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

// a meeting that moves

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
        &["办理后记录：yijuan record 2026-001 renotice --on 〈日期〉 --to member --for 2026-06-25"],
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
    twice.advises("2026-06-18", &["2026-06-03的“改期通知”不能计入（早于2026-06-10）；办理后记录：yijuan record 2026-001 renotice --on 〈日期〉 --for 2026-06-25"]);
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

// rounds

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

// a regulation that is wrong

const SOUND: &str = "\
id: test
title: 试行规程
in_force: 2020-01-01
posts: {secretary: {name: 秘书长}}
events:
  notice: {name: 通知}
  meeting: {name: 会议}
rules:
  - id: R
    article: 一
    quote: 原文
    en: It is so.
    force: must
    when: {ad_hoc: false}
    due: {before: meeting, by: 5 workdays}
    check: {event: {id: notice, by: ['secretary:office']}}
";

fn regulation() -> Draft {
    Draft::new("2026-06-01").file(SETTINGS, "archive: 1\n").file(REGULATION, SOUND)
}

/// Rows `name: words => other words, place and finding, hint;` of the one slip there is in that regulation.
macro_rules! slips {
    ($($name:ident: $from:literal => $to:literal, $finding:literal, $hint:literal;)+) => {
        $(#[test]
        fn $name() {
            let wrong = regulation().change(REGULATION, $from, $to);
            assert_eq!(wrong.findings(), [concat!("error - templates/test/regulation.yml:", $finding)]);
            assert_eq!(wrong.hint(), $hint);
        })+
    };
}

#[test]
fn a_sound_regulation_has_no_finding() {
    assert_eq!(regulation().findings(), [""; 0]);
}

slips! {
    an_unknown_event_of_a_check_is_found_at_its_line: "{id: notice," => "{id: notise,",
        "16:21: 未知的事件 `notise`", "是否想写 `notice`？";
    an_unknown_event_of_a_due_is_found_at_its_line: "before: meeting" => "before: metting",
        "15:11: 未知的事件 `metting`", "是否想写 `meeting`？";
    an_unknown_length_is_found_at_its_line: "by: 5 workdays" => "by: prompty",
        "15:28: 未知的时限 `prompty`", "是否想写 `promptly`？";
    an_unknown_post_is_found_at_its_line: "secretary:office" => "secretery:office",
        "16:33: 未知的职务 `secretery`", "是否想写 `secretary`？";
    an_unknown_condition_is_found_at_its_line: "ad_hoc: false" => "adhoc: false",
        "14:12: 未知的条件 `adhoc`", "是否想写 `ad_hoc`？";
    an_unknown_key_is_found_at_its_line: "    article:" => "    artcle:",
        "10:5: 未知的键 `artcle`", "是否想写 `article`？";
    an_unknown_key_of_a_due_is_found_at_its_line: "before: meeting" => "befor: meeting",
        "15:11: 未知的键 `befor`", "是否想写 `before`？";
    an_unknown_key_of_a_check_is_found_at_its_line: "{id: notice," => "{idd: notice,",
        "16:21: 未知的键 `idd`", "是否想写 `id`？";
    an_unknown_kind_of_check_is_found_at_the_map_it_stands_in: "{event:" => "{evnt:",
        "16:12: 未知的键 `evnt`", "是否想写 `event`？";
    once_and_after_exclude_each_other: "{before: meeting, by: 5 workdays}" => "{after: meeting, once: meeting}",
        "15:27: `once` 与 `after` 只能有一个", "此前办的也算，写 `once`；此前办的不算，写 `after`";
    until_without_every_is_found_at_its_line: "by: 5 workdays" => "until: notice",
        "15:28: `until` 只与 `every` 同用", "写明 `every`，或删去 `until`";
    a_check_that_asks_for_nothing_is_found_at_its_line: "check: {event: {id: notice, by: ['secretary:office']}}" => "check: []",
        "16:5: `check` 没有写明要求什么",
        "写明一类，如 `{event: {id: …}}`；由专人确认的写 `attest`，只供参照的写 `guidance`";
    a_due_without_an_anchor_is_found_at_its_line: "before: meeting, by: 5 workdays" => "by: 5 workdays",
        "15:5: `due` 没有起算点", "写明 `before` 或 `after`";
}

#[test]
fn a_second_rule_of_the_same_id_is_found_at_its_line() {
    let twice = regulation().line(
        REGULATION,
        "  - {id: R, article: 二, quote: 原文, en: It is so., force: must, due: {before: meeting}, check: {event: {id: notice}}}",
    );
    assert_eq!(twice.findings(), ["error - templates/test/regulation.yml:17:6: 规则 `R` 重复"]);
}

#[test]
fn all_slips_of_a_regulation_are_found_together() {
    let several = regulation()
        .change(REGULATION, "ad_hoc: false", "adhoc: false")
        .change(REGULATION, "before: meeting", "before: metting")
        .change(REGULATION, "{id: notice,", "{id: notise,");
    assert_eq!(
        several.findings(),
        [
            "error - templates/test/regulation.yml:14:12: 未知的条件 `adhoc`",
            "error - templates/test/regulation.yml:15:11: 未知的事件 `metting`",
            "error - templates/test/regulation.yml:16:21: 未知的事件 `notise`",
        ]
    );
}

#[test]
fn an_archives_own_regulation_replaces_the_built_in_one_of_that_name() {
    let own = SOUND.replace("id: test", "id: mentougou");
    let replaced = regulation()
        .without_file(REGULATION)
        .file("templates/mentougou/regulation.yml", &own)
        .file(TOPIC, "title: 题\nregulation: mentougou\noffice: urban\n")
        .scheduled("2026-06-11");
    assert_eq!(replaced.duties_of("M7a"), [""; 0]);
    replaced.stands("2026-06-01", "due-soon, due 2026-06-04");
    // A broken one does not let the built-in one judge in its stead.
    let broken = replaced.change("templates/mentougou/regulation.yml", "id: notice", "id: notise");
    assert_eq!(broken.findings(), ["error - templates/mentougou/regulation.yml:16:21: 未知的事件 `notise`",]);
}
