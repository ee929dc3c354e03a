//! Conditions: every one is answered, for every subject; `not` is the complement; all of a rule's conditions
//! together hold if each does; and a condition written out reads back.
//!
//! The input is an archive (see `Files`) with one topic, `topics/2026/001-电梯/`, and a file `when`: a line
//! for each rule, `topic form: thematic, ad_hoc: {not: true}`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fmt::Write as _;
use std::sync::LazyLock;
use yijuan::archive::{load, scalar, topic_folders};
use yijuan::duty::State;
use yijuan::engine::{Context, Part, Selection, applies, judge};
use yijuan::model::Date;
use yijuan::regulation::{Regulation, Regulations};
use yijuan::rules::{Bound, Condition, Fact, Matches, Value};
use yijuan::vocabulary::SubjectKind;
use yijuan_fuzz::{CALENDAR, Files};

const PATH: &str = "templates/here/regulation.yml";

/// Whatever a condition may name.
const NAMES: &str = "\
id: here
title: 规程
in_force: 2020-01-01
forms: {thematic: {name: 专题协商}, sector: {name: 界别协商}}
topic_tags: {major: {name: 重大问题}, urgent: {name: 紧急问题}}
bodies: {cppcc: {name: 政协}, party-group: {name: 政协党组}}
levels: {county: {name: 县级}, township: {name: 乡镇级}}
adoptions: {adopted: {name: 采纳}, not-adopted: {name: 不采纳}}
matters: {livelihood: {name: 民生}}
selections: {draw: {name: 抽选}}
words: {many: 多次}
suggestion_kinds: {suggestion: {name: 建议}, commitment: {name: 承诺}}
events: {meeting: {name: 会议}, closed: {name: 办结, of: topic}, progress: {name: 进展}, plan-issued: {name: 计划印发, of: year}}
documents: {consultation-opinion: {name: 协商意见}, consultation-letter: {name: 协商函}}
rules:
";

static TODAY: LazyLock<Date> = LazyLock::new(|| "2026-06-15".parse().expect("a date"));

fuzz_target!(|bytes: &[u8]| {
    let files = Files::read(bytes);
    let Some(when) = files.text("when") else { return };
    let mut written = NAMES.to_owned();
    for (nth, line) in when.lines().take(8).enumerate() {
        let Some((subject, conditions)) = line.split_once(' ') else { continue };
        add_rule(&mut written, &format!("r{nth}"), subject, conditions);
    }
    let Ok(read) = yijuan::regulation::read("here", PATH, written.as_bytes(), false) else { return };
    // Each rule again, and each of its conditions alone and turned round.
    let mut taken_apart = NAMES.to_owned();
    for rule in &read.rules {
        let whole: Vec<String> = rule.when.0.iter().map(print).collect();
        add_rule(&mut taken_apart, &rule.id, rule.subject.id(), &whole.join(", "));
        for (nth, condition) in rule.when.0.iter().enumerate() {
            for (sign, condition) in [("is", Some(condition.clone())), ("not", turned(condition))] {
                let Some(condition) = condition else { continue };
                add_rule(&mut taken_apart, &format!("{}-{nth}-{sign}", rule.id), rule.subject.id(), &print(&condition));
            }
        }
    }
    let apart = yijuan::regulation::read("here", PATH, taken_apart.as_bytes(), false)
        .unwrap_or_else(|problems| panic!("{problems:?}\n{taken_apart}"));
    let mut rules = apart.rules.iter();
    for rule in &read.rules {
        assert_eq!(rules.next().map(|again| &again.when), Some(&rule.when), "{taken_apart}");
        for condition in &rule.when.0 {
            assert_eq!(rules.next().map(|again| again.when.0.as_slice()), Some([condition.clone()].as_slice()));
            if let Some(turned) = turned(condition) {
                assert_eq!(rules.next().map(|again| again.when.0.as_slice()), Some([turned].as_slice()));
            }
        }
    }
    hold_answers(&files, &read, apart);
});

fn hold_answers(files: &Files, read: &Regulation, apart: Regulation) {
    let regulations: Regulations = [apart].into_iter().collect();
    let (folders, _) = topic_folders(files);
    let archive = load(files, &folders, &|id| regulations.texts(id));
    let bench = Context { archive: &archive, regulations: &regulations, calendar: &CALENDAR, today: *TODAY };
    let apart = regulations.get("here").expect("it was put there");
    let judgement = judge(bench, Selection { part: Part::Whole, all: true });
    // For every subject of a kind one answer, in one order.
    let answers = |id: &str| -> Vec<(String, bool)> {
        let duties = judgement.duties.iter().filter(|duty| duty.rule().id.as_str() == id);
        duties.map(|duty| (format!("{} {}", duty.subject, duty.what), duty.state != State::NotApplicable)).collect()
    };
    for rule in &read.rules {
        let whole = answers(&rule.id);
        let mut together: Vec<bool> = vec![true; whole.len()];
        for (nth, condition) in rule.when.0.iter().enumerate() {
            let is = answers(&format!("{}-{nth}-is", rule.id));
            let not = answers(&format!("{}-{nth}-not", rule.id));
            let turned: Vec<(String, bool)> = is.iter().map(|(whom, holds)| (whom.clone(), !holds)).collect();
            if self::turned(condition).is_some() {
                assert_eq!(turned, not, "{condition:?}");
            }
            assert_eq!(whole.len(), is.len());
            together.iter_mut().zip(&is).for_each(|(all, (_, one))| *all &= one);
        }
        let whole: Vec<bool> = whole.into_iter().map(|(_, holds)| holds).collect();
        assert_eq!(whole, together, "{rule:?}");
    }
    for topic in archive.topics.iter().filter(|topic| topic.unread.is_empty()) {
        let of_topics = apart.rules.iter().filter(|rule| rule.subject == SubjectKind::Topic);
        for rule in of_topics {
            let subject = format!("{} ", topic.key);
            let judged = answers(&rule.id).into_iter().find(|(whom, _)| *whom == subject);
            // A topic of another regulation, or the second of one number, is not judged.
            if let Some((_, judged)) = judged.filter(|_| archive.topics.len() == 1) {
                assert_eq!(applies(bench, topic, None, rule), judged, "{rule:?}");
            }
        }
    }
}

fn add_rule(regulation: &mut String, id: &str, subject: &str, conditions: &str) {
    let _ = writeln!(
        regulation,
        "- {{id: {id}, article: 一, quote: 应, en: must, force: must, subject: {subject}, when: {{{conditions}}}, check: {{event: {{id: meeting}}}}}}"
    );
}

/// The condition that holds where this one does not; a number between two bounds has none.
fn turned(condition: &Condition) -> Option<Condition> {
    let matches = match condition.matches.clone() {
        Matches::AnyOf(values) => Matches::Not(values),
        Matches::Not(values) => Matches::AnyOf(values),
        Matches::Number { at_least: Some(_), less_than: Some(_) } => return None,
        Matches::Number { at_least, less_than } => Matches::Number { at_least: less_than, less_than: at_least },
    };
    Some(Condition { fact: condition.fact, matches })
}

/// A condition as a rule writes it.
fn print(condition: &Condition) -> String {
    let key = match condition.fact {
        Fact::Form => "form",
        Fact::AdHoc => "ad_hoc",
        Fact::Tags | Fact::PersonTags => "tags",
        Fact::Planned => "planned",
        Fact::Entrusted => "entrusted",
        Fact::OpinionIssuer => "opinion_issuer",
        Fact::Waived => "waived",
        Fact::Recorded => "recorded",
        Fact::Kind => "kind",
        Fact::Key => "key",
        Fact::Adoption => "adoption",
        Fact::Matter => "matter",
        Fact::Selection => "selection",
        Fact::Channel => "channel",
        Fact::RoomLevel => "room_level",
        Fact::FailedRounds => "failed_rounds",
        Fact::Level => "level",
        Fact::TopicTags => "topic_tags",
    };
    let print = |values: &[Value]| -> String {
        let values: Vec<String> = values
            .iter()
            .map(|value| match value {
                Value::Bool(value) => value.to_string(),
                Value::Word(word) => scalar(word),
            })
            .collect();
        format!("[{}]", values.join(", "))
    };
    match &condition.matches {
        Matches::AnyOf(values) => format!("{key}: {}", print(values)),
        Matches::Not(values) => format!("{key}: {{not: {}}}", print(values)),
        Matches::Number { at_least, less_than } => {
            let bounds = [("at_least", at_least), ("less_than", less_than)];
            let bounds =
                bounds.into_iter().filter_map(|(word, bound)| Some(format!("{word}: {}", number(bound.as_ref()?))));
            format!("{key}: {{{}}}", bounds.collect::<Vec<_>>().join(", "))
        }
    }
}

fn number(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Share(part, whole) => format!("{part}/{whole}"),
        Bound::All => "all".to_owned(),
        Bound::Word(word) => scalar(word),
    }
}
