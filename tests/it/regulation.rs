//! `yijuan regulation list|show|validate`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

/// A short regulation, sound as it stands.
const SOUND: &str = "\
id: yunhe
title: 云河区协商暂行办法
in_force: 2026-01-01

forms:
  thematic: {name: 专题协商}

events:
  notice-sent: {name: 通知参加人员, announces: meeting}
  meeting: {name: 协商会议}

stages:
  - {id: held, name: 召开协商会议, en: hold the meeting, done_when: meeting}

rules:
  - id: Y1
    article: 第一条
    quote: 会议前三个工作日通知参加人员
    en: Participants are notified three working days before the meeting
    force: must
    subject: round
    check: {event: {id: notice-sent}}
    due: {before: meeting, by: 3 workdays}
";

fn with_regulation(text: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("templates/yunhe/regulation.yml", text);
    sandbox.write("topics/2026/001-电梯/topic.yml", "title: 电梯\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox
}

#[test]
fn the_list() {
    let sandbox = with_regulation(SOUND);
    assert_snapshot!(format!(
        "{}\n{}",
        sandbox.both(&["regulation", "list"]),
        sandbox.run(&["regulation", "list", "--format", "json"])
    ));
}

#[test]
fn a_short_one_as_a_page() {
    assert_snapshot!(with_regulation(SOUND).both(&["regulation", "show", "yunhe"]));
}

#[test]
fn the_built_in_one_as_a_page() {
    let sandbox = Sandbox::sample();
    assert_eq!(
        sandbox.run(&["regulation", "show"]).goes_well().stdout,
        sandbox.run(&["regulation", "show", "mentougou"]).goes_well().stdout
    );
    assert_snapshot!(sandbox.both(&["regulation", "show"]));
}

#[test]
fn sound_ones_are_said_to_be() {
    assert_snapshot!(with_regulation(SOUND).both(&["regulation", "validate"]));
}

#[test]
fn an_unknown_event_is_found_at_its_line() {
    let sandbox = with_regulation(&SOUND.replace("id: notice-sent}", "id: notice-send}"));
    // What is there but broken is not unknown.
    sandbox.run(&["regulation", "show", "yunhe"]).refused(&["templates/yunhe/regulation.yml:"]);
    assert_snapshot!(
        [
            sandbox.both(&["regulation", "validate"]),
            sandbox.both(&["regulation", "validate", "yunhe"]),
            sandbox.both(&["regulation", "validate", "mentougou"]),
            sandbox.both(&["regulation", "show", "yunhe"]),
            sandbox.both(&["check"]),
        ]
        .join("\n")
    );
}

#[test]
fn a_topic_under_a_broken_regulation() {
    let sandbox = with_regulation(&SOUND.replace("id: notice-sent}", "id: notice-send}"));
    sandbox.write("topics/2026/002-停车/topic.yml", "title: 停车\nregulation: yunhe\nbegan: 2026-06-01\n");
    let told = [&["check"][..], &["list"], &["due"], &["show", "002"], &["record", "002", "meeting"]];
    assert_snapshot!(told.map(|arguments| sandbox.both(arguments)).join("\n"));
    // No list that is not whole goes out as if it were.
    for list in ["list", "due"] {
        let run = sandbox.run(&[list]).exits(2);
        assert!(run.stderr.contains("templates/yunhe/regulation.yml"), "{run}");
    }
}

#[test]
fn a_topic_under_a_regulation_of_the_archive() {
    let sandbox = with_regulation(SOUND);
    let topic = "title: 停车\nregulation: yunhe\nbegan: 2026-06-01\nscheduled:\n  meeting: 2026-06-18\n";
    sandbox.write("topics/2026/002-停车/topic.yml", topic);
    let told = [&["check", "002"][..], &["rule", "--regulation", "yunhe"]];
    assert_snapshot!(told.map(|arguments| sandbox.both(arguments)).join("\n"));
}

#[test]
fn all_that_is_wrong_is_found_together() {
    let wrong = SOUND
        .replace("done_when: meeting", "done_when: meating")
        .replace("before: meeting", "before: meting")
        .replace("id: notice-sent}", "id: notice-send}");
    assert_snapshot!(with_regulation(&wrong).both(&["regulation", "validate"]));
}

#[test]
fn an_unknown_key_a_missing_file_and_another_id() {
    let misspelt = with_regulation(&SOUND.replace("force: must", "forse: must"));
    let renamed = with_regulation(&SOUND.replace("id: yunhe", "id: other"));
    let without = Sandbox::empty();
    without.write("templates/yunhe/说明.txt", "");
    assert_snapshot!(
        [
            misspelt.both(&["regulation", "validate"]),
            renamed.both(&["regulation", "validate"]),
            without.both(&["regulation", "validate"]),
        ]
        .join("\n")
    );
}

#[test]
fn one_that_is_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(
        [
            sandbox.both(&["regulation", "show", "mentogou"]),
            sandbox.both(&["regulation", "validate", "beijing"]),
            sandbox.both(&["regulation"]),
        ]
        .join("\n")
    );
}

/// What is wrong with the short regulation once its rule reads so, in English.
fn refused(rule: &str) -> Vec<String> {
    let names = "\
levels: {township: {name: 乡镇}}
matters: {roads: {name: 道路}}
questions: {secret: {name: 涉密}}
";
    let start = SOUND.find("    subject: round").unwrap();
    let text = format!("{}{rule}{names}", SOUND[..start].replace("in_force: 2026-01-01\n", ""));
    let problems = yijuan::regulation::Regulation::read("yunhe", "regulation.yml", text.as_bytes(), false);
    problems.err().unwrap_or_default().into_iter().map(|problem| problem.message.en).collect()
}

#[test]
fn what_the_language_does_not_say_is_refused() {
    let cases = [
        ("    subject: topic\n    per: year\n    check: attest\n", "`per` goes with rooms alone"),
        ("    when: {room_level: village}\n    check: attest\n", "unknown level `village`"),
        ("    when: {matter: {at_least: 2}}\n    check: attest\n", "this condition is no number"),
        ("    when: {failed_rounds: many}\n    check: attest\n", "this condition is a number"),
        (
            "    when: {failed_rounds: {less_than: plenty}}\n    check: attest\n",
            "unknown number, share or word `plenty`",
        ),
        ("    check: {field: {field: scope.secrets, one_of: [false]}}\n", "unknown ground of exclusion `secrets`"),
        ("    check: {field: {field: matter, any_of: [rails]}}\n", "unknown matter `rails`"),
        ("    check: {field: {field: began, at_least: in_force}}\n", "the regulation names no day it is in force from"),
        ("    subject: room\n    check: {field: {field: basis}}\n", "unknown field `basis`"),
        (
            "    check: {chain: {steps: [{id: meeting, any: [notice-sent]}]}}\n",
            "exactly one of `id`, `any` and `all` is needed",
        ),
    ];
    for (rule, wrong) in cases {
        assert_eq!(refused(rule), [wrong], "{rule}");
    }
}

#[test]
fn a_regulation_need_not_say_from_when_it_is_in_force() {
    assert_eq!(refused("    when: {room_level: township, matter: [roads]}\n    check: attest\n"), [""; 0]);
}
