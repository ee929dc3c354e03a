//! Every form of `due`, and how facts settle a duty, under a small regulation made up for the purpose.
//!
//! One rule `R` at a time, over one topic. Dates are counted by hand from the notice for 2026: 清明 4–6 April,
//! 劳动节 1–5 May with 9 May worked, 端午 19–21 June.

mod anchor;
mod before_after;
mod calendar;
mod chain;
mod condition;
pub mod draft;
mod every;
mod fact;
mod moved;
mod regulation;
mod round;
mod view;
mod word;

use draft::{Draft, SETTINGS, YEAR};

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
