//! `yijuan record`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn a_fact_by_its_chinese_name() {
    let sandbox = Sandbox::sample();
    let arguments = [
        "record",
        "2026-013",
        "提供协商资料",
        "--by",
        "城建环保委员会",
        "--to",
        "民主党派",
        "--to",
        "有关各界代表人士",
    ];
    let run = sandbox.run(&arguments).goes_well();
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn everything_said_at_once() {
    let sandbox = Sandbox::sample();
    let what =
        ["--lang", "en", "record", "018", "notice-sent", "--on", "2026-06-12", "--by", "钱样本", "--by", "urban"];
    let more = ["--to", "cppcc-side", "--via", "委员微信群", "--for", "2026-07-10", "--ref", "云协办函〔2026〕7号"];
    let rest = ["--round", "2", "--note", "另行电话确认: 已到 12 人", "-v"];
    let run = sandbox.run(&[&what[..], &more, &rest].concat());
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn a_notice_announces_the_scheduled_day_unless_told_another() {
    let sandbox = Sandbox::sample();
    let line = || sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).lines().last().unwrap().to_owned();
    let record = |more: &[&str]| {
        sandbox
            .run(&[&["record", "018", "notice-sent", "--to", "cppcc-side", "--by", "urban"], more].concat())
            .exits(0);
        line()
    };
    let by_default = record(&["--note", "一"]);
    assert!(by_default.contains("for: 2026-07-10"), "{by_default}");
    let told = record(&["--note", "二", "--for", "2026-07-17"]);
    assert!(told.contains("for: 2026-07-17"), "{told}");
    sandbox.run(&["record", "018", "research-ended"]).exits(0);
    assert!(!line().contains("for:"), "{}", line());
}

#[test]
fn a_notice_of_another_round_does_not_announce_a_meeting_that_is_over() {
    let sandbox = Sandbox::sample();
    let record = |more: &[&str]| {
        let common = ["record", "018", "--to", "cppcc-side", "--by", "urban", "--as-of", "2026-08-03"];
        sandbox.run(&[&common[..], more].concat()).exits(0);
        sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).lines().last().unwrap().to_owned()
    };
    record(&["meeting", "--on", "2026-07-10"]);
    let too_late = record(&["notice-sent", "--on", "2026-07-13"]);
    assert!(!too_late.contains("for:"), "{too_late}");
    // On a day before the meeting, an entry of the next round still does not announce it.
    let next = record(&["notice-sent", "--on", "2026-07-08", "--round", "2"]);
    assert!(!next.contains("for:"), "{next}");
    sandbox.run(&["set", "018", "scheduled.meeting=2026-08-20"]).exits(0);
    let next = record(&["notice-sent", "--on", "2026-08-03", "--round", "2"]);
    assert!(next.contains("for: 2026-08-20"), "{next}");
    let first = record(&["notice-sent", "--on", "2026-07-07"]);
    assert!(!first.contains("for:"), "{first}");
}

#[test]
fn a_step_of_a_chain_asks_by_whom() {
    let said = |more: &[&str]| Sandbox::sample().run(&[&["record", "018", "letter-approved"], more].concat()).stderr;
    assert!(said(&[]).contains("还要看 `--by`，这条记录没有写"), "{}", said(&[]));
    assert!(!said(&["--by", "钱样本"]).contains("--by"), "{}", said(&["--by", "钱样本"]));
}

#[test]
fn what_a_rule_will_ask_and_was_not_said() {
    assert_snapshot!(each(Sandbox::sample, &["record", "2026-018", "notice-sent"]));
    assert_eq!(Sandbox::sample().run(&["-q", "record", "2026-018", "notice-sent"]).stderr, "");
}

#[test]
fn a_fact_of_the_year() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&[
        "record",
        "plan:2026",
        "印发年度协商计划",
        "--on",
        "2026-06-10",
        "--by",
        "党委办公室",
        "--to",
        "全区",
    ]);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn a_year_not_begun_yet() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["record", "plan:2027", "key-topics-proposed", "--by", "party-group"]).goes_well();
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn a_fact_of_another_kind_of_subject() {
    assert_snapshot!(
        [
            each(Sandbox::sample, &["record", "2026-013", "plan-issued"]),
            each(Sandbox::sample, &["record", "plan:2026", "meeting"]),
            each(Sandbox::sample, &["record", "2026-013", "progress"]),
        ]
        .join("\n")
    );
}

#[test]
fn a_mistake_is_struck_out_and_stays_legible() {
    let sandbox = Sandbox::sample();
    let run = sandbox
        .run(&["record", "013", "调研结束", "--void", "2026-05-08", "--note", "日期记错，应为5月9日"])
        .goes_well();
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    let again = sandbox.run(&["record", "013", "调研结束", "--on", "2026-05-09", "--by", "urban"]).goes_well();
    assert_eq!(again.stdout, "2026-013 2026-05-09 调研结束\n");
    let shown = sandbox.run(&["check", "013", "--format", "json", "--all"]).json();
    let duties = shown["duties"].as_array().unwrap();
    let m7c = duties.iter().find(|duty| duty["rule"] == "M7c").unwrap();
    assert_eq!(m7c["done"], "2026-05-09");
}

#[test]
fn what_cannot_be_struck_out() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let told = [
        sandbox.both(&["record", "013", "meeting", "--void", "2026-06-10", "--note", "未召开"]),
        sandbox.both(&["record", "013", "research-ended", "--void", "2026-05-08"]),
        sandbox.both(&["record", "013", "research-ended", "--void", "2026-05-08", "--on", "2026-05-09", "--note", "x"]),
        sandbox.both(&["record", "013", "research-ended", "--void", "5月8日", "--note", "x"]),
    ];
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_mistake_can_be_struck_out_once() {
    let sandbox = Sandbox::sample();
    let strike = ["--lang", "en", "record", "013", "research-ended", "--void", "2026-05-08", "--note", "wrong day"];
    sandbox.run(&strike).goes_well();
    let before = sandbox.state();
    let later = sandbox.run(&[&["--as-of", "2026-06-16"], &strike[..]].concat());
    later.refused(&["2026-05-08"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn a_day_to_come() {
    assert_snapshot!(each(Sandbox::sample, &["record", "013", "meeting", "--on", "2026-07-08"]));
}

#[test]
fn the_same_twice() {
    let sandbox = Sandbox::sample();
    let fact = ["record", "013", "inspection-held", "--by", "urban"];
    sandbox.run(&fact).goes_well();
    let before = sandbox.state();
    let told = sandbox.both(&fact);
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told);
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let told = [
        sandbox.both(&["record", "013", "meting"]),
        sandbox.both(&["record", "013", "banana"]),
        sandbox.both(&["record", "013", "协商会"]),
        sandbox.both(&["record", "013", "banana", "--on", "2026-02-30", "--for", "7月8日", "--via", "鸽子"]),
        sandbox.both(&["record", "099", "meeting"]),
        sandbox.both(&["record", "plan:26", "plan-issued"]),
        sandbox.both(&["record", "room:hall-1", "meeting"]),
        sandbox.both(&["record", "013"]),
        sandbox.both(&["record", "013", "meeting", "--round", "零"]),
    ];
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told.join("\n"));
}

#[test]
fn words_that_yaml_would_mistake_come_back_as_they_were() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["new", "--title", "电梯"]).goes_well();
    let notes = ["甲: 乙", "# 丙", "true", "a\"b\\c", "第一行\n第二行", "{x}", "2026-06-11", "- 丁", "\u{1b}[31m"];
    for note in notes {
        sandbox.run(&["record", "001", "inspection-held", &format!("--note={note}")]).exits(0);
    }
    let written = sandbox.read("topics/2026/001-电梯/events.yml");
    assert_eq!(written.lines().count(), notes.len(), "{written}");
    assert!(!written.contains('\u{1b}'));
    sandbox.run(&["check", "001", "--all"]).exits(0);
    // What was written is known again as the same.
    for note in notes {
        let again = sandbox.run(&["--lang", "en", "record", "001", "inspection-held", &format!("--note={note}")]);
        assert!(again.stderr.contains("the same is on record already"), "{again}");
    }
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, &["-v", "record", "013", "inspection-held", "--by", "urban"]));
}
