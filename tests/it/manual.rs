//! The manual of regulations: its examples, put together, make up one regulation, which is sound and judges.
//!
//! The dates are counted by hand from the notice for 2026: 劳动节 1–5 May with 9 May worked, 端午 19–21 June.

use super::cases::rows;
use super::due::draft::Draft;
use super::readme::Readme;
use super::sandbox::Sandbox;
use std::fmt::Write as _;

/// Its pages, in the order of the book.
const PAGES: [&str; 6] = [
    "regulations",
    "regulations/file",
    "regulations/rules",
    "regulations/kinds",
    "regulations/sentences",
    "regulations/facts",
];

/// The examples of the manual: parts of one regulation, and files of an archive that begin with their path.
fn examples() -> (String, Vec<(String, String)>) {
    let (mut heads, mut sections): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    let mut files = Vec::new();
    let pages = PAGES.map(|page| Readme::read(&format!("docs/en/src/{page}.md")));
    let blocks =
        ["yaml", "text"].into_iter().flat_map(|language| pages.iter().flat_map(move |page| page.blocks(language)));
    for block in blocks {
        if let Some((path, text)) = block.strip_prefix("# ").and_then(|block| block.split_once('\n')) {
            files.push((path.to_owned(), text.to_owned()));
            continue;
        }
        for line in block.lines() {
            match line.split_once(':').filter(|_| !line.starts_with(' ')) {
                // Several blocks have rules or events; a file has the key once.
                Some((key, "")) => {
                    let known = sections.iter().position(|(known, _)| known == key);
                    let at = known.unwrap_or(sections.len());
                    if known.is_none() {
                        sections.push((key.to_owned(), String::new()));
                    }
                    // What follows goes below this key.
                    let section = sections.remove(at);
                    sections.push(section);
                }
                Some(_) => heads = heads + line + "\n",
                None => drop(writeln!(sections.last_mut().unwrap().1, "{line}")),
            }
        }
    }
    let regulation = sections.iter().fold(heads, |text, (key, lines)| format!("{text}{key}:\n{lines}"));
    (regulation, files)
}

const REGULATION: &str = "templates/example/regulation.yml";
const TOPIC: &str = "topics/2026/001-河道/topic.yml";
const EVENTS: &str = "topics/2026/001-河道/events.yml";
const ROSTER: &str = "topics/2026/001-河道/roster.yml";
const REPORT: &str = "topics/2026/001-河道/协商报告.md";

#[test]
fn the_examples_put_together_are_a_sound_regulation_and_a_topic_that_it_judges() {
    let (regulation, files) = examples();
    let sandbox = Sandbox::empty();
    sandbox.write(REGULATION, &regulation);
    // Of a file shown twice, the later is that of the reference.
    for (path, text) in &files {
        sandbox.write(path, text);
    }
    // What materials.yml speaks of.
    sandbox.write("topics/2026/001-河道清淤/materials/淤积测量.pdf", "%PDF-");
    let run = sandbox.run("--lang en regulation validate example").exits(0);
    assert_eq!(run.stdout, format!("example: sound, {} rules\n", regulation.matches("\n  - id: ").count()));
    sandbox.run("regulation show").goes_well();
    // What is on record settles what it should, and there is no word in it that the regulation does not know.
    let run = sandbox.run("--lang en check --all --as-of 2026-09-02 --format json").exits(1);
    let judged = run.json();
    let state = |rule: &str| {
        let duties = judged["duties"].as_array().unwrap().iter().filter(|duty| duty["rule"] == rule);
        duties.map(|duty| duty["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (rule, wanted) in [
        ("B1", "done"),
        ("B3", "done"),
        ("B5", "waiting"),
        ("C2", "done"),
        ("C4", "not-applicable"),
        ("D4", "waiting"),
        ("E1", "done"),
        ("H1", "done"),
        ("H2", "done"),
        ("H4", "done"),
        ("J3", "done"),
        ("K1", "overdue"),
        ("S6", "done"),
        ("S7", "done"),
        ("S13", "done"),
    ] {
        assert_eq!(state(rule), [wanted], "{rule}");
    }
    let findings = judged["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| !finding["rule"].is_null() || finding["severity"] == "note"), "{run}");
}

#[test]
fn the_decision_shown_is_on_the_paper_as_it_is_shown() {
    let (regulation, files) = examples();
    let draft = Draft::new("2026-09-02").file(REGULATION, &regulation);
    let draft = files.iter().fold(draft, |draft, (path, text)| draft.file(path, text));
    assert_eq!(draft.task("S4"), "完成：审议协商报告、县委审定协商报告、报送协商报告；补全《协商报告》");
    let reworded = draft.change("topics/2026/001-河道清淤/协商报告.md", "河道淤积。", "河道淤塞。");
    assert_eq!(
        reworded.task("S4"),
        "完成：核签协商报告、审议协商报告、县委审定协商报告、报送协商报告；补全《协商报告》；待孙范文"
    );
}

/// Every key of the file.
const KEYS: &[&str] = &[
    "id",
    "title",
    "in_force",
    "forms",
    "posts",
    "tags",
    "topic_tags",
    "bodies",
    "channels",
    "ways",
    "suggestion_kinds",
    "activities",
    "matters",
    "questions",
    "levels",
    "selections",
    "adoptions",
    "conversions",
    "words",
    "events",
    "documents",
    "stages",
    "rules",
];

/// What may be written in a rule, each word at least once.
const WORDS: &[&str] = &[
    "check: attest",
    "check: guidance",
    "force: must",
    "force: should",
    "subject: topic",
    "subject: round",
    "subject: suggestion",
    "subject: year",
    "subject: room",
    "subject: unit",
    "subject: person",
    "per: ",
    "counting: ",
    "every: ",
    "until: ",
    "once: ",
    "latest: ",
    "anchor: last",
    "anchor: each",
    "{after: 03-01, by: 05-31}",
    "announces: ",
    "amends: ",
    "done_when: ",
    "layout: ",
    "sections: ",
    "is: ",
    "implies: ",
    "of: register",
    "basis: ",
    "any: ",
    "all: ",
    "needs: ",
    "among: participants",
    "not_after: ",
    "steps: [{all: ",
    "done_when: [",
    "participants: {name: 参加人员, of: ",
    "when: {channel: ",
    "where: {form: ",
    "except: ",
    "absorbs: [",
    "etc]",
    "via: ",
    "round: next",
    "then: ",
    "issuer: ",
    "cc: ",
    "fields: ",
    "columns: ",
    "in_order: ",
    "one_of: ",
    "none_of: ",
    "any_of: ",
    "all_of: ",
    "same_as: ",
    "at_least: ",
    "at_most: ",
    "delegate: ",
    "where: ",
    "never: ",
    "names: never",
    "like: ",
    "use: ",
    "steps: stages",
    "ad_hoc: ",
    "planned: ",
    "entrusted: ",
    "room_level: ",
    "opinion_issuer: ",
    "recorded: ",
    "waived: ",
    "failed_rounds: ",
    "less_than: ",
    "key: ",
    "adoption: ",
    "matter: ",
    "selection: ",
    "topic_tags: ",
    "{not: ",
];

#[test]
fn every_key_and_every_kind_has_an_example() {
    let (regulation, _) = examples();
    for key in KEYS {
        assert!(regulation.lines().any(|line| line.starts_with(&format!("{key}:"))), "no example of `{key}`");
    }
    let kinds = ["event", "chain", "document", "field", "post", "people", "count", "wording"];
    for kind in kinds {
        assert!(regulation.contains(&format!("{{{kind}: {{")), "no example of kind `{kind}`");
    }
    for word in WORDS {
        assert!(regulation.contains(word), "no example of `{word}`");
    }
}

// Sentences often met

/// A topic that keeps all of them.
fn healthy() -> Draft {
    let (regulation, files) = examples();
    let settings = files.iter().rfind(|(path, _)| path == "yijuan.yml").unwrap();
    Draft::new("2026-12-01")
        .file("yijuan.yml", &settings.1)
        .file(REGULATION, &regulation)
        .file(
            "people.yml",
            "\
- {id: zhao, name: 赵示例, posts: [chair, standing-committee-member]}
- {id: qian, name: 钱样本, posts: [vice-chair, standing-committee-member]}
- {id: sun, name: 孙范文, posts: [secretary-general, standing-committee-member]}
",
        )
        .file(TOPIC, "title: 河道\nform: thematic\nregulation: example\noffice: urban\n")
        .file(
            EVENTS,
            "\
- {date: 2026-04-28, event: notice-sent}
- {date: 2026-05-09, event: materials-sent}
- {date: 2026-05-13, event: list-confirmed}
- {date: 2026-05-14, event: meeting}
- {date: 2026-05-21, event: report-made}
- {date: 2026-05-25, event: report-countersigned, by: sun}
- {date: 2026-05-27, event: report-approved, by: chairpersons-meeting}
- {date: 2026-06-08, event: report-endorsed, by: party-committee}
- {date: 2026-06-10, event: report-sent}
- {date: 2026-09-10, event: fed-back}
- {date: 2026-11-30, event: closed}
",
        )
        .file(
            ROSTER,
            "\
- {name: 赵示例, person: zhao, tags: [host], attended: true}
- {name: 钱样本, person: qian, attended: true}
- {name: 孙范文, person: sun, attended: false}
",
        )
        .file(REPORT, "---\ndocument: report\nissuer: cppcc-office\nto: government\n---\n\n协商报告。\n")
}

fn late(line: &str, later: &str) -> Draft {
    healthy().without(EVENTS, line).line(EVENTS, later)
}

/// Two rounds have ended without consensus, and the party group reports.
fn failed() -> Draft {
    healthy()
        .without(EVENTS, "closed")
        .line(EVENTS, "- {date: 2026-05-14, event: consensus-not-reached}")
        .line(EVENTS, "- {date: 2026-07-14, event: meeting, round: 2}")
        .line(EVENTS, "- {date: 2026-07-14, event: consensus-not-reached, round: 2}")
        .file("topics/2026/001-河道/协商意见.md", "---\ndocument: consultation-opinion\nissuer: party-group\n---\n")
}

fn second_round() -> Draft {
    healthy().without(EVENTS, "closed").line(EVENTS, "- {date: 2026-10-15, event: meeting, round: 2}")
}

/// Before the meeting, somebody else stands in the roster as its host.
fn hosted_by(person: &str) -> Draft {
    let from = |person: &str| format!("person: {person},");
    healthy()
        .on("2026-05-13")
        .line(TOPIC, "scheduled: {meeting: 2026-05-14}")
        .change(ROSTER, "person: zhao, tags: [host],", "person: zhao,")
        .change(ROSTER, &from(person), &format!("person: {person}, tags: [host],"))
        .change(ROSTER, "attended: false", "attended: true")
}

#[test]
fn a_period_counts_if_the_room_was_open_for_nine_tenths_of_it() {
    let room = |opened: &str| {
        let entry =
            format!("- {{id: east, name: 东村协商室, level: village, regulation: example, opened: {opened}}}\n");
        healthy().on("2026-07-10").file("rooms.yml", &entry).states_of("B2")
    };
    let (second, third) =
        ("room:east B2 2026-Q2: overdue, due 2026-06-30", "room:east B2 2026-Q3: pending, due 2026-09-30");
    // 81 of 90 days are nine tenths.
    assert_eq!(room("2026-01-10"), ["room:east B2 2026-Q1: overdue, due 2026-03-31", second, third]);
    assert_eq!(room("2026-01-11"), [second, third]);
}

#[test]
fn an_event_of_the_topic_counts_for_every_suggestion_and_one_of_an_entry_for_it_alone() {
    const SUGGESTIONS: &str = "topics/2026/001-河道/suggestions.yml";
    let two = "- {id: s1, kind: suggestion, text: 清淤}\n- {id: s2, kind: suggestion, text: 护岸}\n";
    let draft = healthy().without(EVENTS, "closed").file(SUGGESTIONS, two);
    let of_topic = draft.clone().line(EVENTS, "- {date: 2026-07-01, event: replied, by: department}");
    assert_eq!(
        of_topic.states_of("B5"),
        ["2026-001 B5 s1: done, done 2026-07-01", "2026-001 B5 s2: done, done 2026-07-01"]
    );
    let own = "text: 清淤, events: [{date: 2026-07-01, event: replied, by: department}]";
    assert_eq!(
        draft.change(SUGGESTIONS, "text: 清淤", own).states_of("B5"),
        ["2026-001 B5 s1: done, done 2026-07-01", "2026-001 B5 s2: pending"]
    );
}

rows! {
    s1_holds: healthy() => "S1: done, done 2026-05-21, due 2026-05-21";
    s1_five_working_days_are_over: late("report-made", "- {date: 2026-05-22, event: report-made}")
        => "S1: done-late, done 2026-05-22, due 2026-05-21",
            "warning S1 topics/2026/001-河道/events.yml:11:3: “形成协商报告”2026-05-22逾期完成，应在2026-05-21前（协商会议后5个工作日内）";
    s2_holds: healthy() => "S2: done, done 2026-06-10, due 2026-06-15";
    s2_thirty_days_end_on_a_saturday_and_so_on_monday: late("report-sent", "- {date: 2026-06-16, event: report-sent}")
        => "S2: done-late, done 2026-06-16, due 2026-06-15",
            "warning S2 topics/2026/001-河道/events.yml:11:3: “报送协商报告”2026-06-16逾期完成，应在2026-06-15前（协商会议后30日内）";
    s3_holds: healthy() => "S3: done, done 2026-09-10, due 2026-09-10";
    s3_three_months_are_over: late("fed-back", "- {date: 2026-09-11, event: fed-back}")
        => "S3: done-late, done 2026-09-11, due 2026-09-10",
            "warning S3 topics/2026/001-河道/events.yml:11:3: “反馈”2026-09-11逾期完成，应在2026-09-10前（报送协商报告后3个月内）";
    s4_holds: healthy() => "S4: done, done 2026-06-10, due 2026-11-30";
    s4_the_higher_body_comes_last: healthy().without(EVENTS, "report-endorsed") => "S4: overdue, due 2026-11-30",
            "error S4 topics/2026/001-河道/events.yml:8:3: 报送协商报告（2026-06-10）已记录，此前应有的县委审定协商报告尚未记录；尚未完成：县委审定协商报告，应在办结（2026-11-30）前";
    s4_and_before_the_report_goes_out: late("report-endorsed", "- {date: 2026-06-12, event: report-endorsed, by: party-committee}")
        => "S4: overdue, due 2026-11-30",
            "error S4 topics/2026/001-河道/events.yml:8:3: 报送协商报告（2026-06-10）早于县委审定协商报告，程序倒置";
    s5_holds: healthy() => "S5: done, due 2026-05-14";
    s5_one_of_three_is_no_quorum: healthy().change(ROSTER, "person: qian, attended: true", "person: qian, attended: false")
        => "S5: overdue, due 2026-05-14",
            "error S5 topics/2026/001-河道/roster.yml:1:1: 应到常务委员3人，实到1人，不足三分之二：补充1名常务委员，应在协商会议（2026-05-14）前";
    s6_holds: healthy() => "S6: done, due 2026-05-14";
    s6_sixteen_are_too_many: (0..14).fold(healthy(), |draft, n| draft.line(ROSTER, &format!("- {{name: 来宾{n}, attended: true}}")))
        => "S6: overdue, due 2026-05-14",
            "error S6 topics/2026/001-河道/roster.yml:1:1: 协商会议参加人员16人，应不超过15人，多1人";
    s7_holds: healthy() => "S7: done, due 2026-05-14";
    s7_a_delegation_holds_where_it_is_stated: healthy()
        .change(ROSTER, "person: zhao, tags: [host], attended: true", "person: zhao, attended: true")
        .change(ROSTER, "person: qian, attended: true", "person: qian, tags: [host], delegated_by: zhao, attended: true")
        => "S7: done, due 2026-05-14";
    s7_a_delegation_left_unsaid: healthy()
        .change(ROSTER, "person: zhao, tags: [host], attended: true", "person: zhao, attended: true")
        .change(ROSTER, "person: qian, attended: true", "person: qian, tags: [host], attended: true")
        => "S7: overdue, due 2026-05-14",
            "error S7 topics/2026/001-河道/roster.yml:1:1: 主持人钱样本未记明委托人，应由主席委托，应在协商会议（2026-05-14）前";
    s7_a_delegation_by_whoever_has_none_to_give: hosted_by("qian")
        .change(ROSTER, "person: qian, tags: [host],", "person: qian, tags: [host], delegated_by: sun,")
        => "S7: due-soon, due 2026-05-14",
            "error S7 topics/2026/001-河道/roster.yml:2:3: 主持人钱样本由孙范文委托，应由主席委托，应在协商会议（2026-05-14）前";
    s7_whoever_did_not_come_did_not_host: healthy().change(ROSTER, "tags: [host], attended: true", "tags: [host], attended: false")
        => "S7: overdue, due 2026-05-14",
            "error S7 topics/2026/001-河道/roster.yml:1:1: 登记的主持人赵示例未到会，应由主席担任，应在协商会议（2026-05-14）前";
    s7_whoever_is_on_leave_did_not_host: healthy().change(ROSTER, "tags: [host], attended: true", "tags: [host], attendance: leave")
        => "S7: overdue, due 2026-05-14",
            "error S7 topics/2026/001-河道/roster.yml:1:1: 登记的主持人赵示例请假，应由主席担任，应在协商会议（2026-05-14）前";
    s8_another_form_has_other_hosts: healthy().change(TOPIC, "thematic", "counterpart") => "S8: overdue, due 2026-05-14",
            "error S8 topics/2026/001-河道/roster.yml:1:3: 主持人为赵示例，应由副主席或秘书长或专委会主任担任，应在协商会议（2026-05-14）前";
    s8_holds: healthy().change(TOPIC, "thematic", "counterpart")
        .change(ROSTER, "person: zhao, tags: [host], attended: true", "person: zhao, attended: true")
        .change(ROSTER, "person: sun, attended: false", "person: sun, tags: [host], attended: true")
        => "S8: done, due 2026-05-14";
    s9_holds: healthy() => "S9: done, done 2026-04-28, due 2026-04-28";
    s9_a_day_late: late("notice-sent", "- {date: 2026-04-29, event: notice-sent}")
        => "S9: done-late, done 2026-04-29, due 2026-04-28",
            "warning S9 topics/2026/001-河道/events.yml:11:3: “通知参加人员”2026-04-29逾期完成，应在2026-04-28前（协商会议前10个工作日）";
    s10_holds: healthy() => "S10: done, done 2026-05-09, due 2026-05-09";
    s10_a_day_late: late("materials-sent", "- {date: 2026-05-10, event: materials-sent}")
        => "S10: done-late, done 2026-05-10, due 2026-05-09",
            "warning S10 topics/2026/001-河道/events.yml:11:3: “送达协商材料”2026-05-10逾期完成，应在2026-05-09前（协商会议前5日）";
    s11_holds: healthy() => "S11: done, done 2026-05-13, due 2026-05-13";
    s11_on_the_day_of_the_meeting: late("list-confirmed", "- {date: 2026-05-14, event: list-confirmed}")
        => "S11: done-late, done 2026-05-14, due 2026-05-13",
            "warning S11 topics/2026/001-河道/events.yml:11:3: “确定参会名单”2026-05-14逾期完成，应在2026-05-13前（协商会议前1个工作日）";
    a_statement_left_out_is_never_found: healthy() => "M1: pending, due 2026-11-30";
    a_limit_without_due_always_holds: healthy().without(EVENTS, "closed") => "K2: done";
    a_limit_without_due_is_broken_at_once: ["2026-06-01", "2026-06-02", "2026-06-03"].iter().zip(2..).fold(
        healthy().without(EVENTS, "closed"),
        |draft, (day, round)| draft.line(EVENTS, &format!("- {{date: {day}, event: meeting, round: {round}}}")),
    ) => "K2: overdue", "error K2 topics/2026/001-河道/events.yml:13:3: 协商会议4次，应不超过3次，多出1次";
    what_an_event_sets_off_is_listed_from_then_on: failed() => "D3: pending";
    with_before_alone_it_waits_for_the_end: failed()
        .change(REGULATION, "waived: {not: A1}}\n    due: {after: consensus-not-reached, before: closed}", "waived: {not: A1}}\n    due: {before: closed}")
        => "D3: waiting";
    promptly_past_is_a_note: healthy().without(EVENTS, "fed-back").without(EVENTS, "closed") => "C5: overdue, due 2026-06-25",
            "note C5 topics/2026/001-河道/events.yml:1:1: 尚未记录“反馈”（对象：委员），应在报送协商报告后及时办理（参考期限2026-06-25）";
    promptly_at_the_end_is_of_the_rules_force: late("closed", "- {date: 2026-06-12, event: closed}").without(EVENTS, "fed-back")
        => "C5: overdue, due 2026-06-12",
            "error C5 topics/2026/001-河道/events.yml:1:1: 尚未记录“反馈”（对象：委员），应在办结（2026-06-12）前办理";
    a_second_round_has_the_roster_of_all_rounds: second_round() => "S7 2: done, due 2026-10-15";
    or_its_own: second_round().change(ROSTER, "person: zhao,", "person: zhao, round: 1,") => "S7 2: overdue, due 2026-10-15",
            "error S7 topics/2026/001-河道/roster.yml:1:1: 第2轮：尚未登记主持人，应由主席担任，应在协商会议（2026-10-15）前";
    a_topic_begun_before_it_was_in_force_is_judged: healthy().line(TOPIC, "began: 2025-12-01") => "S1: done, done 2026-05-21, due 2026-05-21";
    one_host_who_fits_is_enough: healthy().change(ROSTER, "person: sun, attended", "person: sun, tags: [host], attended")
        => "S7: done, due 2026-05-14";
    a_host_who_might_be_asked_is_found_when_due: hosted_by("qian") => "S7: due-soon, due 2026-05-14";
    a_host_who_could_not_is_found_at_once: hosted_by("sun") => "S7: due-soon, due 2026-05-14",
            "error S7 topics/2026/001-河道/roster.yml:3:3: 主持人为孙范文，应由主席担任，应在协商会议（2026-05-14）前";
    s12_holds: healthy() => "S12: done, done 2026-09-10";
    s12_is_open_until_the_topic_has_ended: healthy().without(EVENTS, "fed-back").without(EVENTS, "closed") => "S12: pending";
    s12_and_then_overdue: healthy().without(EVENTS, "fed-back") => "S12: overdue, due 2026-11-30",
            "error S12 topics/2026/001-河道/events.yml:1:1: 尚未记录“反馈”（对象：委员），应在办结（2026-11-30）前办理";
    s13_holds: healthy() => "S13: done";
    s13_is_demanded_at_all_times: healthy().change(TOPIC, "office: urban\n", "") => "S13: overdue",
            "error S13 topics/2026/001-河道/topic.yml:1:1: 尚未填写责任委室";
}
