//! `yijuan regulation list|show|validate|new`.

use crate::sandbox::{Sandbox, each};
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
fn no_rule_is_worded_twice_over() {
    let sandbox = Sandbox::sample();
    for id in ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"] {
        let page = sandbox.run(&format!("regulation show {id}")).goes_well().stdout;
        for wrong in ["不是是", "是是", "前提前", "的的", "后后", "依次政协"] {
            assert!(!page.contains(wrong), "{id}: {wrong}");
        }
    }
}

#[test]
fn the_list() {
    let sandbox = with_regulation(SOUND);
    assert_snapshot!(format!("{}\n{}", sandbox.both("regulation list"), sandbox.run("regulation list --format json")));
}

#[test]
fn a_short_one_as_a_page() {
    assert_snapshot!(with_regulation(SOUND).both("regulation show yunhe"));
}

#[test]
fn a_short_one_for_other_pages_and_programs() {
    let sandbox = with_regulation(&SOUND.replace("通知参加人员", "通知<全体>参加人员"));
    let run = sandbox.both("regulation show yunhe --format markdown");
    assert_snapshot!(format!("{run}\n{}", sandbox.run("regulation show yunhe --format json")));
    sandbox.run("--lang en regulation show --format csv").refused(&["this command has no CSV form"]);
    sandbox.run("--lang en regulation validate --format markdown").refused(&["this command has no Markdown form"]);
}

#[test]
fn forms_show_who_hosts_them() {
    let sandbox = Sandbox::sample();
    let hosts = |language: &str| {
        let page = sandbox.run(&["--lang", language, "regulation", "show", "mentougou"]).goes_well().stdout;
        page.lines().skip(3).take_while(|line| !line.is_empty()).fold(String::new(), |all, line| all + line + "\n")
    };
    assert_snapshot!(format!("{}{}", hosts("zh-CN"), hosts("en")), @"
    协商形式
      专题协商 (thematic) — 一般由主席主持，可委托分管责任委室的副主席（M10a）
      对口协商 (counterpart) — 一般由分管责任委室的副主席主持，可委托责任委室的专委会主任（M10b）
      界别协商 (sector) — 一般由责任委室的专委会主任主持，可委托界别组组长（M10c）
      提案办理协商 (proposal-handling) — 一般由提案委员会主任或分管责任委室的副主席或主席主持（M10d）
    forms
      专题协商 (thematic) — generally hosted by the chair, who may delegate to the vice chair (responsible office) (M10a)
      对口协商 (counterpart) — generally hosted by the vice chair (responsible office), who may delegate to the committee director (responsible office) (M10b)
      界别协商 (sector) — generally hosted by the committee director (responsible office), who may delegate to the sector group leader (M10c)
      提案办理协商 (proposal-handling) — generally hosted by the proposal committee director or vice chair (responsible office) or chair (M10d)
    ");
}

#[test]
fn the_built_in_one_as_a_page() {
    let sandbox = Sandbox::sample();
    assert_eq!(
        sandbox.run("regulation show").goes_well().stdout,
        sandbox.run("regulation show mentougou").goes_well().stdout
    );
    assert_snapshot!(sandbox.both("regulation show"));
}

#[test]
fn sound_ones_are_said_to_be() {
    assert_snapshot!(with_regulation(SOUND).both("regulation validate"), @"
    $ yijuan --lang zh-CN regulation validate
    exit 0
    --- stdout
    mentougou：没有问题，规则 54 条
    ordos：没有问题，规则 88 条
    shuoting：没有问题，规则 43 条
    yancheng：没有问题，规则 54 条
    yunhe：没有问题，规则 1 条
    ziyang：没有问题，规则 89 条
    --- stderr
    提示：templates/yunhe/source.txt 没有原文，引文未核对；把规程全文贴进去

    $ yijuan --lang en regulation validate
    exit 0
    --- stdout
    mentougou: sound, 54 rules
    ordos: sound, 88 rules
    shuoting: sound, 43 rules
    yancheng: sound, 54 rules
    yunhe: sound, 1 rule
    ziyang: sound, 89 rules
    --- stderr
    hint: templates/yunhe/source.txt holds no text, so no quote was looked up: paste the whole text there
    ");
}

#[test]
fn an_unknown_event_is_found_at_its_line() {
    let sandbox = with_regulation(&SOUND.replace("id: notice-sent}", "id: notice-send}"));
    // What is there but broken is not unknown.
    sandbox.run("regulation show yunhe").refused(&["templates/yunhe/regulation.yml:"]);
    assert_snapshot!(sandbox.unchanged_by(&[
        "regulation validate",
        "regulation validate yunhe",
        "regulation validate mentougou",
        "regulation show yunhe",
        "check",
    ]));
}

#[test]
fn a_topic_under_a_broken_regulation() {
    let sandbox = with_regulation(&SOUND.replace("id: notice-sent}", "id: notice-send}"));
    sandbox.write("topics/2026/002-停车/topic.yml", "title: 停车\nregulation: yunhe\nbegan: 2026-06-01\n");
    assert_snapshot!(sandbox.unchanged_by(&["check", "list", "due", "show 002", "record 002 meeting"]));
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
    assert_snapshot!(sandbox.unchanged_by(&["check 002", "rule --regulation yunhe"]));
}

#[test]
fn all_that_is_wrong_is_found_together() {
    let wrong = SOUND
        .replace("done_when: meeting", "done_when: meating")
        .replace("before: meeting", "before: meting")
        .replace("id: notice-sent}", "id: notice-send}");
    assert_snapshot!(with_regulation(&wrong).both("regulation validate"));
}

#[test]
fn an_unknown_key_a_missing_file_and_another_id() {
    let misspelt = with_regulation(&SOUND.replace("force: must", "forse: must"));
    let renamed = with_regulation(&SOUND.replace("id: yunhe", "id: other"));
    let without = Sandbox::empty();
    without.write("templates/yunhe/说明.txt", "");
    assert_snapshot!(
        [
            misspelt.both("regulation validate"),
            renamed.both("regulation validate"),
            without.both("regulation validate"),
        ]
        .join("\n")
    );
}

#[test]
fn one_that_is_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["regulation show mentogou", "regulation validate beijing", "regulation",]));
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
    let problems = yijuan::regulation::read("yunhe", "regulation.yml", text.as_bytes(), false);
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

// What else can be wrong

/// Vocabulary beside which the rules of the tests below stand.
const NAMES: &str = "\
id: yunhe
title: 云河区协商暂行办法
forms: {thematic: {name: 专题协商}, counterpart: {name: 对口协商}}
posts: {chair: {name: 主席}}
tags: {host: {name: 主持人}}
events:
  planned: {name: 列入计划, of: year}
  proposed: {name: 提出}
  approved: {name: 审定}
  notice-sent: {name: 通知参加人员}
  meeting: {name: 协商会议}
  reported: {name: 通报, of: suggestion}
  closed: {name: 办结, of: topic}
documents: {report: {name: 报告}}
rules:
";

/// A rule in one line, with what it says beside what every rule says.
fn rule(id: &str, rest: &str) -> String {
    format!("  - {{id: {id}, article: 一, quote: 会议前通知, en: A rule., force: must, {rest}}}\n")
}

/// What is found of a regulation with these rules, in English: line, message and hint, a line each.
fn found(names: &str, rules: &[&str]) -> Vec<String> {
    let rules = rules.iter().enumerate().map(|(nth, rest)| rule(&format!("R{}", nth + 1), rest));
    let sandbox = Sandbox::empty();
    sandbox.write("templates/yunhe/regulation.yml", names.to_owned() + &rules.collect::<String>());
    sandbox.write("templates/yunhe/source.txt", "第一条 会议前\n通知。\n");
    let run = sandbox.run("--lang en regulation validate yunhe");
    let mut found: Vec<String> = Vec::new();
    for line in run.stderr.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            found.push(message.to_owned());
        } else if let Some((_, place)) = line.split_once("--> templates/yunhe/regulation.yml:") {
            let last = found.last_mut().unwrap();
            *last = format!("{}: {last}", place.split(':').next().unwrap());
        } else if let Some(hint) = line.strip_prefix("hint: ") {
            let last = found.last_mut().unwrap();
            *last = format!("{last} → {hint}");
        }
    }
    assert_eq!(run.code, Some(i32::from(!found.is_empty())), "{run}");
    found
}

#[track_caller]
fn finds(rules: &[&str], expected: &[&str]) {
    assert_eq!(found(NAMES, rules), expected);
}

#[test]
fn all_five_built_in_ones_are_sound_and_their_quotes_are_in_their_texts() {
    let sandbox = Sandbox::without_git();
    let run = sandbox.run_in(sandbox.dir(), "--lang en regulation validate").goes_well();
    let sound = "mentougou: sound, 54 rules\nordos: sound, 88 rules\nshuoting: sound, 43 rules\nyancheng: sound, 54 rules\nziyang: sound, 89 rules\n";
    assert_eq!(run.stdout, sound);
}

#[test]
fn a_cyclic_sequence_an_unknown_field_and_two_rules_with_one_id() {
    let sandbox = Sandbox::empty();
    let rules = [
        rule("R1", "due: {after: approved, by: 3 days}, check: {event: {id: proposed}}"),
        rule("R2", "due: {after: proposed, by: 3 days}, check: {event: {id: approved}}"),
        rule("R3", "when: {colour: red}, check: {field: {field: colour}}"),
        rule("R3", "check: attest"),
    ];
    sandbox.write("templates/yunhe/regulation.yml", NAMES.to_owned() + &rules.concat());
    sandbox.write("templates/yunhe/source.txt", "会议前通知");
    assert_snapshot!(sandbox.both("regulation validate yunhe"));
}

#[test]
fn what_waits_in_a_circle_is_not_judged_by() {
    let sandbox = Sandbox::empty();
    let rules = [
        rule("R1", "due: {after: approved, by: 3 days}, check: {event: {id: proposed}}"),
        rule("R2", "due: {after: proposed, by: 3 days}, check: {event: {id: approved}}"),
    ];
    sandbox.write("templates/yunhe/regulation.yml", NAMES.to_owned() + &rules.concat());
    sandbox.write("topics/2026/001-停车/topic.yml", "title: 停车\nregulation: yunhe\n");
    let run = sandbox.run("--lang en check").exits(2);
    assert!(
        run.stdout.contains("a circle that never begins: R1 waits for `approved`, R2 waits for `proposed`"),
        "{run}"
    );
    // Once something else asks for one of them, it can begin.
    finds(
        &[
            "due: {after: approved, by: 3 days}, check: {event: {id: proposed}}",
            "due: {after: proposed, by: 3 days}, check: {event: {id: approved}}",
            "due: {before: meeting}, check: {event: {id: proposed}}",
        ],
        &[],
    );
}

#[test]
fn longer_circles_are_told_once_and_without_what_leads_into_them() {
    finds(
        &[
            "due: {after: proposed, by: 3 days}, check: {event: {id: closed}}",
            "due: {after: approved, by: 3 days}, check: {event: {id: proposed}}",
            "due: {after: notice-sent, by: 3 days}, check: {chain: {steps: [{id: approved}]}}",
            "due: {after: proposed, by: 3 days}, check: {event: {id: notice-sent}}",
        ],
        &[
            "17: a circle that never begins: R2 waits for `approved`, R3 waits for `notice-sent`, R4 waits for `proposed` → let one of them follow an event that comes by itself, or leave `after` out",
        ],
    );
    let documents =
        NAMES.replace("{report: {name: 报告}}", "{report: {name: 报告, is: survey}, survey: {name: 调研, is: report}}");
    let posts = documents.replace("{chair: {name: 主席}}", "{chair: {name: 主席, implies: [chair]}}");
    assert_eq!(
        found(&posts, &["check: attest"]),
        [
            "4: `implies` goes in a circle: chair → chair → say it from the narrower to the wider alone",
            "14: `is` goes in a circle: report → survey → report → write `is` at the narrower kind alone",
        ]
    );
}

#[test]
fn conditions_that_nothing_meets_are_found() {
    let names = NAMES.replace("documents:", "levels: {township: {name: 乡镇}}\ndocuments:");
    let rules = [
        "when: {ad_hoc: {not: [true, false]}}, check: attest",
        "when: {form: []}, check: attest",
        "when: {form: {not: [thematic, counterpart]}}, check: attest",
        "when: {failed_rounds: {at_least: 2, less_than: 2}}, check: attest",
        "when: {opinion_issuer: {not: host}}, check: attest",
        "when: {room_level: village}, check: attest",
        "when: {form: thematic}, check: {chain: {steps: [{id: proposed, when: {form: counterpart}}, {id: approved}]}}",
    ];
    assert_eq!(
        found(&names, &rules),
        [
            "17: `ad_hoc` excludes every value there is: it never applies → leave at least one",
            "18: `form` lists nothing: it never applies → write at least one value",
            "19: `form` excludes every value there is: it never applies → leave at least one",
            "20: `failed_rounds` looks at the event `consensus-not-reached`, which the regulation does not have: it never applies → declare the event `consensus-not-reached`",
            "21: unknown body `host` → declare it under `bodies`",
            "22: unknown level `village` → declare it under `levels`; known are: township",
            "23: `form` of this step contradicts the rule's `when`: it never applies → take one of them out, or write another rule",
        ]
    );
}

#[test]
fn two_things_of_one_name_are_found() {
    let names = NAMES.replace("{name: 审定}", "{name: 提出}").replace("{name: 对口协商}", "{name: 专题协商}");
    assert_eq!(
        found(&names, &["check: attest"]),
        [
            "3: `thematic` and `counterpart` are both called “专题协商”",
            "9: `proposed` and `approved` are both called “提出” → give each a name of its own, for commands take names too",
        ]
    );
}

#[test]
fn limits_that_no_number_keeps_are_found() {
    finds(
        &[
            "check: {people: {at_least: 15, at_most: 10}}",
            "check: {people: {each: [host], at_least: 2/3, at_most: 1/2}}",
            "check: {people: {each: [host], at_least: 3/2}}",
            "check: {people: {each: [host], at_least: 1/2, at_most: 20}}",
        ],
        &[
            "16: `at_least: 15` is more than `at_most: 10`: nothing can be both",
            "17: `at_least: 2/3` is more than `at_most: 1/2`: nothing can be both → change them round, or mend one of them",
            "18: `3/2` is no share → write shares as `1/2` or `20%`, at most the whole",
        ],
    );
}

#[test]
fn what_a_length_looks_like_is_said_where_it_is_none() {
    finds(
        &["due: {before: meeting, by: 2 weks}, check: attest", "due: {before: meeting, by: prompty}, check: attest"],
        &[
            "16: unknown length or word `2 weks` → write `10 workdays`, `7 days`, `2 weeks`, `3 months` or a word; known are: promptly, in-advance, year-start, tracking",
            "17: unknown length or word `prompty` → did you mean `promptly`?",
        ],
    );
}

#[test]
fn what_a_day_looks_like_is_said_where_it_is_none() {
    // What several problems advise alike is said with the last.
    finds(
        &["12月15日", "2026年12月", "02-30", "2026-2-3", "12/15"]
            .map(|day| format!("due: {{by: {day}}}, check: attest"))
            .each_ref()
            .map(String::as_str),
        &[
            "16: `12月15日` is no day",
            "17: `2026年12月` is no day",
            "18: `02-30` is no day",
            "19: `2026-2-3` is no day",
            "20: `12/15` is no day → write a day as `12-15` (each year), `12-15 next year` or `2027-12-15`",
        ],
    );
}

#[test]
fn what_stands_where_something_else_should_is_said_in_one_language() {
    let sandbox =
        with_regulation(&SOUND.replace("check: {event: {id: notice-sent}}", "check: {people: {at_most: [15]}}"));
    let run = sandbox.run("regulation validate yunhe").exits(1);
    assert!(run.stderr.contains("这里应为数、份额（`1/2`、`20%`）或一个词，现为列表"), "{run}");
    let sandbox =
        with_regulation(&SOUND.replace("check: {event: {id: notice-sent}}", "when: {form: 3}\n    check: attest"));
    let run = sandbox.run("regulation validate yunhe").exits(1);
    assert!(
        run.stderr.contains("这里应为一个值、列表、`{not: …}`、`{at_least: …}` 或 `{less_than: …}`，现为数 `3`"),
        "{run}"
    );
}

#[test]
fn names_and_numbers_are_told_to_be_written_as_ids_and_digits() {
    finds(
        &[
            "when: {form: 专题协商}, due: {before: 协商会议}, check: {event: {id: 通知参加人员, by: [主席]}}",
            "check: {people: {at_most: 15人}}",
            "check: {people: {each: [秘书长]}}",
        ],
        &[
            "16: unknown form `专题协商` → write its id, `thematic`",
            "16: unknown event `协商会议` → write its id, `meeting`",
            "16: unknown event `通知参加人员` → write its id, `notice-sent`",
            "16: unknown actor `主席` → write its id, `chair`",
            "17: unknown number, share or word `15人` → write `15`, `1/2`, `20%`, `all` or a word; known are: some, most, many, locally-set",
            "18: unknown actor `秘书长` → declare it under `bodies`, `posts`, `tags`; known are: chair, host, special-committee, office",
        ],
    );
}

#[test]
fn orders_that_contradict_each_other_are_found() {
    finds(
        &[
            "due: {before: meeting}, check: {event: {id: notice-sent}}",
            "due: {before: notice-sent}, check: {event: {id: meeting}}",
            "check: {chain: {steps: [{id: approved}, {id: proposed}]}}",
            "due: {after: proposed, before: approved}, check: attest",
            "due: {after: closed, before: closed}, check: attest",
            "due: {before: meeting, by: 3 workdays}, check: {event: {id: meeting}}",
        ],
        &[
            "16: here `notice-sent` is to come before `meeting`; by R2 it is the other way round",
            "18: here `approved` is to come before `proposed`; by R4 it is the other way round → mend the order of one of them",
            "20: both after `closed` and before it: no day is left → write `after` or `before` alone",
            "21: `meeting` cannot come before itself → name another event under `before`",
        ],
    );
    // Not where the two are for different topics, nor where what may be done is in the way.
    finds(
        &[
            "when: {form: thematic}, check: {chain: {steps: [{id: approved}, {id: proposed}]}}",
            "when: {form: counterpart}, check: {chain: {steps: [{id: proposed}, {id: approved}]}}",
        ],
        &[],
    );
    let staged = NAMES.replace(
        "documents:",
        "stages:\n  - {id: a, name: 提, done_when: proposed}\n  - {id: b, name: 定, done_when: approved}\ndocuments:",
    );
    assert_eq!(
        found(&staged, &["check: {chain: {steps: [{id: approved}, {id: proposed}]}}"]),
        [
            "19: here `approved` is to come before `proposed`; by the stages it is the other way round → mend the order of one of them"
        ]
    );
}

#[test]
fn rules_that_look_where_nothing_is_on_record_are_found() {
    finds(
        &[
            "subject: person, due: {after: meeting, by: 3 days}, check: {field: {field: unit}}",
            "subject: unit, due: {by: 03-31}, check: {field: {field: unit}}",
            "subject: year, check: {post: {who: host, posts: [chair]}}",
            "subject: room, due: {by: period-end}, check: {document: {id: report}}",
            "check: {post: {who: briefer, posts: [chair]}}",
        ],
        &[
            "16: a rule with `subject: person` never sees `meeting`, which is `of: round` → write `subject: round`, or name another event",
            "17: `subject: unit` has no year or period of its own to count this from → write a whole date such as '2027-12-31'; for a room, `per` will do as well",
            "17: unknown field `unit` → rules see no field of this subject: write another `subject`",
            "18: `post` looks at roster.yml, of which `subject: year` has none: it never holds → write `subject: topic`",
            "19: `subject: room` has no year or period of its own to count this from → write a whole date such as '2027-12-31'; for a room, `per` will do as well",
            "20: nobody on a roster can be the `briefer`: there is no such tag → declare `briefer: {name: …}` under `tags:`",
        ],
    );
    let nowhere = NAMES.replace("of: suggestion", "of: person");
    assert_eq!(
        found(&nowhere, &["check: attest"]),
        [
            "12: there is nowhere to record an event that is `of: person` → write `of: topic`, `round`, `suggestion`, `year` or `room`"
        ]
    );
}

#[test]
fn what_the_text_does_not_have_is_found_and_line_breaks_do_not_matter() {
    let sandbox = with_regulation(SOUND);
    // Without a text nothing is held against it, and that is said.
    let note = "source.txt holds no text, so no quote was looked up";
    for text in [None, Some("# 尚未粘贴\n\n")] {
        if let Some(text) = text {
            sandbox.write("templates/yunhe/source.txt", text);
        }
        let run = sandbox.run("--lang en regulation validate yunhe").exits(0);
        assert!(run.stderr.contains(note), "{run}");
    }
    sandbox.write("templates/yunhe/source.txt", "\u{feff}第一条　会议前三个\r\n  工作日通知参加\n人员。\n");
    sandbox.run("regulation validate yunhe").goes_well();
    sandbox.run("regulation validate 云河区协商暂行办法").goes_well();
    sandbox.write("templates/yunhe/source.txt", "第一条 会议前五个工作日通知参加人员。\n");
    assert_snapshot!(sandbox.both("regulation validate yunhe"), @"
    $ yijuan --lang zh-CN regulation validate yunhe
    exit 1
    --- stderr
    错误：规则 `Y1` 的引文不在 source.txt 中
      --> templates/yunhe/regulation.yml:18:5
       |
    18 |     quote: 会议前三个工作日通知参加人员
       |     ^
    提示：到“会议前”为止一致，之后引文是“三”，原文是“五个工作日通知参”

    $ yijuan --lang en regulation validate yunhe
    exit 1
    --- stderr
    error: the quote of rule `Y1` is not in source.txt
      --> templates/yunhe/regulation.yml:18:5
       |
    18 |     quote: 会议前三个工作日通知参加人员
       |     ^
    hint: they agree up to “会议前”; then the quote has “三”, the text “五个工作日通知参”
    ");
    // A quote of it all the same judges.
    sandbox.run("check").exits(0);
}

#[test]
fn several_slips_in_several_rules_are_told_at_once() {
    let sandbox = with_regulation(
        "\
id: yunhe
title: 云河区协商暂行办法
events: {meeting: {name: 协商会议}}
rules:
  - id: Y1
    article: 第一条
    quote: 会议前
    en: A rule.
    forse: must
    check: attest
  # 注
  - {id: Y2, article: 第二条, quote: 会议前, en: A rule., force: ought, check: attest}
  - id: Y3
    article: 第三条
    quote: 会议前
    en: A rule.
    force: must
    when: {waived: Y1}
    check: {event: {id: meating}}
  - id: Y4
    article: 第四条
    quote: 会议前
    en: A rule.
    force: must
",
    );
    assert_snapshot!(sandbox.both("regulation validate yunhe"));
}

#[test]
fn a_slip_outside_the_rules_is_told_alone() {
    let sandbox = with_regulation(&SOUND.replace("announces: meeting", "anounces: meeting"));
    sandbox.run("--lang en regulation validate").finds(&["unknown key `anounces`", "did you mean `announces`?"]);
    sandbox.write("templates/yunhe/regulation.yml", "");
    sandbox.run("--lang en regulation validate").finds(&["templates/yunhe/regulation.yml"]);
    sandbox.write("templates/yunhe/regulation.yml", "title: \"云河\n");
    sandbox.run("--lang en regulation validate").finds(&["invalid YAML"]);
}

// new

#[test]
fn a_new_one_is_sound_and_judges_as_it_stands() {
    let sandbox = Sandbox::empty();
    let new = "regulation new qingshi --title 政协青石县委员会协商工作规则（试行）";
    sandbox.run(new).exits(0);
    let run = sandbox.run("regulation validate qingshi").exits(0);
    assert!(
        run.stdout.starts_with("qingshi: sound, 3 rules") || run.stdout.starts_with("qingshi：没有问题，规则 3 条"),
        "{run}"
    );
    sandbox.run("new --title 停车 --regulation qingshi --form 专题协商 --meeting 2026-07-09").goes_well();
    assert_snapshot!(format!("{}\n{}", each(Sandbox::empty, new), sandbox.both("check 停车 --as-of 2026-07-03")));
}

#[test]
fn a_new_one_speaks_the_archives_language_and_is_committed() {
    let sandbox = Sandbox::empty();
    sandbox.run("--lang en regulation new qingshi --title '规则: “试行”'").exits(0);
    assert!(sandbox.read("templates/qingshi/regulation.yml").starts_with("# 一部规程写成的数据。"));
    assert!(
        sandbox.read("templates/qingshi/regulation.yml").contains("title: '规则: “试行”'")
            || sandbox.read("templates/qingshi/regulation.yml").contains("title: \"规则: “试行”\"")
    );
    assert_snapshot!(sandbox.last_commit(), @"
    新建规程：qingshi

    Yijuan-Regulation: qingshi


    A	archive/templates/qingshi/documents/report.md
    A	archive/templates/qingshi/regulation.yml
    A	archive/templates/qingshi/source.txt
    ");
}

#[test]
fn a_new_one_may_be_called_what_yaml_takes_for_something_else() {
    let sandbox = Sandbox::empty();
    sandbox.run("regulation new null").exits(0);
    sandbox.run("regulation validate null").exits(0);
}

#[test]
fn a_new_one_takes_no_others_place() {
    let sandbox = with_regulation(SOUND);
    sandbox.commit_all("云河");
    assert_snapshot!(sandbox.unchanged_by(&[
        "regulation new mentougou",
        "regulation new yunhe",
        "regulation new ../../etc",
        "regulation new 青石 --title ''",
        "regulation new qingshi --format json",
    ]));
}

#[test]
fn a_regulation_is_meant_by_what_people_call_it() {
    let sandbox = Sandbox::empty();
    for (name, id) in
        [("资阳", "ziyang"), ("门头沟", "mentougou"), ("盐城", "yancheng"), ("鄂尔多斯", "ordos"), ("说听", "shuoting")]
    {
        assert_eq!(
            sandbox.run_in(sandbox.dir(), &format!("regulation show {name}")).exits(0).stdout,
            sandbox.run_in(sandbox.dir(), &format!("regulation show {id}")).exits(0).stdout
        );
        sandbox.run_in(sandbox.dir(), &format!("--lang zh-CN init {id} --regulation {name}")).exits(0);
        assert!(
            std::fs::read_to_string(sandbox.dir().join(id).join("yijuan.yml"))
                .unwrap()
                .contains(&format!("regulation: {id}"))
        );
    }
    let refused = sandbox.run_in(sandbox.dir(), "--lang zh-CN init x --regulation 东海").exits(2).stderr;
    assert!(refused.contains("门头沟、鄂尔多斯、说听、盐城、资阳"), "{refused}");
}
