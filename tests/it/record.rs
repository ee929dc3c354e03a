//! `yijuan record`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn a_fact_by_its_chinese_name() {
    let sandbox = Sandbox::sample();
    let record = "record 2026-013 提供协商资料 --by 城建环保委员会 --to 民主党派 --to 有关各界代表人士";
    assert_snapshot!(sandbox.changed_by(record), @"
    $ yijuan record 2026-013 提供协商资料 --by 城建环保委员会 --to 民主党派 --to 有关各界代表人士
    exit 0
    --- stdout
    2026-013 2026-06-15 提供协商资料

    2026-013 记录：提供协商资料（2026-06-15）

    Yijuan-Topic: 2026-013
    Yijuan-Event: materials-sent 2026-06-15


    +++ b/archive/topics/2026/013-居住区停车资源共享/events.yml
    +- {date: 2026-06-15, event: materials-sent, by: [urban], to: [democratic-party, sector-representative]}
    ");
}

#[test]
fn everything_said_at_once() {
    let sandbox = Sandbox::sample();
    let record = "--lang en record 018 notice-sent --on 2026-06-12 --by 钱样本 --by urban --to cppcc-side --via 委员微信群 \
                  --for 2026-07-10 --ref 云协办函〔2026〕7号 --round 2 --note '另行电话确认: 已到 12 人' -v";
    assert_snapshot!(sandbox.changed_by(record), @r#"
    $ yijuan --lang en record 018 notice-sent --on 2026-06-12 --by 钱样本 --by urban --to cppcc-side --via 委员微信群 --for 2026-07-10 --ref 云协办函〔2026〕7号 --round 2 --note '另行电话确认: 已到 12 人' -v
    exit 0
    --- stdout
    2026-018 2026-06-12 notice sent
    --- stderr
    wrote topics/2026/018-农村生活污水治理/events.yml
    committed [COMMIT]

    2026-018 记录：通知参加人员（2026-06-12）

    Yijuan-Topic: 2026-018
    Yijuan-Event: notice-sent 2026-06-12


    +++ b/archive/topics/2026/018-农村生活污水治理/events.yml
    +- {date: 2026-06-12, event: notice-sent, by: [qian-yangben, urban], to: [cppcc-side], via: chat-group, for: 2026-07-10, ref: 云协办函〔2026〕7号, round: 2, note: "另行电话确认: 已到 12 人"}
    "#);
}

#[test]
fn a_notice_announces_the_scheduled_day_unless_told_another() {
    let sandbox = Sandbox::sample();
    let line = || sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).lines().last().unwrap().to_owned();
    let record = |more: &str| {
        sandbox.run(&format!("record 018 notice-sent --to cppcc-side --by urban {more}")).exits(0);
        line()
    };
    let by_default = record("--note 一");
    assert!(by_default.contains("for: 2026-07-10"), "{by_default}");
    let told = record("--note 二 --for 2026-07-17");
    assert!(told.contains("for: 2026-07-17"), "{told}");
    sandbox.run("record 018 research-ended").exits(0);
    assert!(!line().contains("for:"), "{}", line());
}

#[test]
fn a_notice_of_another_round_does_not_announce_a_meeting_that_is_over() {
    let sandbox = Sandbox::sample();
    let record = |more: &str| {
        sandbox.run(&format!("record 018 --to cppcc-side --by urban --as-of 2026-08-03 {more}")).exits(0);
        sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).lines().last().unwrap().to_owned()
    };
    record("meeting --on 2026-07-10");
    let too_late = record("notice-sent --on 2026-07-13");
    assert!(!too_late.contains("for:"), "{too_late}");
    // On a day before the meeting, an entry of the next round still does not announce it.
    let next = record("notice-sent --on 2026-07-08 --round 2");
    assert!(!next.contains("for:"), "{next}");
    sandbox.run("set 018 scheduled.meeting=2026-08-20").exits(0);
    let next = record("notice-sent --on 2026-08-03 --round 2");
    assert!(next.contains("for: 2026-08-20"), "{next}");
    let first = record("notice-sent --on 2026-07-07");
    assert!(!first.contains("for:"), "{first}");
}

#[test]
fn a_meeting_after_the_last_rounds_is_the_next_rounds_once_it_has_a_day() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --meeting 2026-04-16 --form thematic --office urban").exits(0);
    let line = || sandbox.read(&format!("{}/events.yml", sandbox.topic("001"))).lines().last().unwrap().to_owned();
    let record = |entry: &str| sandbox.run(&format!("record 2026-001 {entry}")).exits(0).stderr;
    record("meeting --on 2026-04-16");
    // The second day of that meeting: nothing else is on its way.
    record("meeting --on 2026-04-17");
    assert_eq!(line(), "- {date: 2026-04-17, event: meeting}");
    sandbox.run("set 2026-001 scheduled.meeting=2026-06-11").exits(0);
    let said = record("notice-sent --on 2026-05-20 --by urban --to cppcc-side");
    assert_eq!(
        line(),
        "- {date: 2026-05-20, event: notice-sent, by: [urban], to: [cppcc-side], for: 2026-06-11, round: 2}"
    );
    assert!(said.contains("记为第2轮；属于上一轮的，作废后用 --round 重记"), "{said}");
    // What is said goes before; what came before the round is not of it.
    record("notice-sent --on 2026-05-21 --by urban --to cppcc-side --round 1");
    assert_eq!(line(), "- {date: 2026-05-21, event: notice-sent, by: [urban], to: [cppcc-side], round: 1}");
    record("notice-sent --on 2026-04-10 --by urban --to cppcc-side");
    assert_eq!(line(), "- {date: 2026-04-10, event: notice-sent, by: [urban], to: [cppcc-side]}");
    record("meeting --on 2026-06-11");
    assert_eq!(line(), "- {date: 2026-06-11, event: meeting, round: 2}");
    let again = record("meeting --on 2026-06-11");
    assert!(again.contains("已有同样的记录"), "{again}");
    record("meeting --on 2026-06-12");
    assert_eq!(line(), "- {date: 2026-06-12, event: meeting, round: 2}");
}

#[test]
fn a_meeting_held_earlier_than_scheduled_leaves_no_day_of_a_next_one() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --meeting 2026-06-18 --form thematic --office urban").goes_well();
    let path = format!("{}/topic.yml", sandbox.topic("001"));
    // One recorded before its day is the one scheduled, until it is struck out.
    sandbox.run("record 2026-001 meeting --on 2026-06-16").exits(0);
    assert!(sandbox.read(&path).contains("2026-06-16"));
    sandbox.run("record 2026-001 meeting --void 2026-06-16 --note 误记").exits(0);
    assert!(sandbox.read(&path).contains("2026-06-18"));
    let run = sandbox.run("record 2026-001 meeting --on 2026-06-11").exits(0);
    assert!(run.stderr.contains("预定会期改为 2026-06-11"), "{run}");
    assert!(sandbox.read(&path).contains("meeting: 2026-06-11"));
    let duties = sandbox.run("check 2026-001 --all --format json").json();
    assert!(duties["duties"].as_array().unwrap().iter().all(|duty| duty["what"] != "2"), "{duties}");
}

#[test]
fn a_step_of_a_chain_asks_by_whom() {
    let said = |command| Sandbox::sample().taking_entries().run(command).stderr;
    let (without, with) = (said("record 018 letter-approved"), said("record 018 letter-approved --by 钱样本"));
    assert!(without.contains("还要看 `--by`，这条记录没有写"), "{without}");
    assert!(!with.contains("--by"), "{with}");
}

#[test]
fn what_a_rule_will_ask_and_was_not_said() {
    assert_snapshot!(each(Sandbox::sample, "record 2026-018 notice-sent"), @"
    $ yijuan --lang zh-CN record 2026-018 notice-sent
    exit 0
    --- stdout
    2026-018 2026-06-15 通知参加人员
    --- stderr
    提示：M7a 还看 `--by`、`--to`，这条记录没有写，视为符合
    提示：要补写的，作废后重记：yijuan record 2026-018 通知参加人员 --void 2026-06-15 --note 补写；再 yijuan record 2026-018 通知参加人员 --on 2026-06-15 --for 2026-07-10 --by 〈责任委室〉 --to 政协方面人士

    $ yijuan --lang en record 2026-018 notice-sent
    exit 0
    --- stdout
    2026-018 2026-06-15 notice sent
    --- stderr
    hint: M7a also looks at `--by`, `--to`; this entry does not say, and is taken to be as it asks
    hint: to add it, strike the entry out and make it anew: yijuan record 2026-018 notice-sent --void 2026-06-15 --note 'more to say'; then yijuan record 2026-018 notice-sent --on 2026-06-15 --for 2026-07-10 --by 〈responsible office〉 --to cppcc-side
    ");
    assert_eq!(Sandbox::sample().run("-q record 2026-018 notice-sent").stderr, "");
}

#[test]
fn a_fact_of_the_year() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("record plan:2026 印发年度协商计划 --on 2026-06-10 --by 党委办公室 --to 全区"), @"
    $ yijuan record plan:2026 印发年度协商计划 --on 2026-06-10 --by 党委办公室 --to 全区
    exit 0
    --- stdout
    2026年度计划 2026-06-10 印发年度协商计划

    2026年度计划 记录：印发年度协商计划（2026-06-10）

    Yijuan-Plan: 2026
    Yijuan-Event: plan-issued 2026-06-10


    +++ b/archive/plans/2026/events.yml
    +- {date: 2026-06-10, event: plan-issued, by: [party-committee-office], to: [whole-district]}
    ");
}

#[test]
fn a_year_not_begun_yet() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("record plan:2027 key-topics-proposed --by party-group"), @"
    $ yijuan record plan:2027 key-topics-proposed --by party-group
    exit 0
    --- stdout
    2027年度计划 2026-06-15 提出年度重点协商议题建议
    --- stderr
    提示：这是 2027 年的年度计划，记的日期是 2026-06-15，看看年份对不对；记错的用 `--void 2026-06-15` 作废

    2027年度计划 记录：提出年度重点协商议题建议（2026-06-15）

    Yijuan-Plan: 2027
    Yijuan-Event: key-topics-proposed 2026-06-15


    +++ b/archive/plans/2027/events.yml
    +- {date: 2026-06-15, event: key-topics-proposed, by: [party-group]}
    ");
}

#[test]
fn a_fact_of_another_kind_of_subject() {
    assert_snapshot!(
        [
            each(Sandbox::sample, "record 2026-013 plan-issued"),
            each(Sandbox::sample, "record plan:2026 meeting"),
            each(Sandbox::sample, "record plan:2026 notice-sent"),
            each(Sandbox::sample, "record 2026-013 progress"),
        ]
        .join("\n")
    );
}

#[test]
fn a_mistake_is_struck_out_and_stays_legible() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("record 013 调研结束 --void 2026-05-08 --note 日期记错，应为5月9日"), @"
    $ yijuan record 013 调研结束 --void 2026-05-08 --note 日期记错，应为5月9日
    exit 0
    --- stdout
    2026-013 作废 2026-05-08 调研结束

    2026-013 作废：调研结束（2026-05-08）

    Yijuan-Topic: 2026-013
    Yijuan-Event: research-ended 2026-05-08


    +++ b/archive/topics/2026/013-居住区停车资源共享/events.yml
    +- {date: 2026-06-15, event: research-ended, note: 日期记错，应为5月9日, void: 2026-05-08}
    ");
    let again = sandbox.run("record 013 调研结束 --on 2026-05-09 --by urban").goes_well();
    assert_eq!(again.stdout, "2026-013 2026-05-09 调研结束\n");
    let shown = sandbox.run("check 013 --format json --all").json();
    let duties = shown["duties"].as_array().unwrap();
    let m7c = duties.iter().find(|duty| duty["rule"] == "M7c").unwrap();
    assert_eq!(m7c["done"], "2026-05-09");
}

#[test]
fn what_cannot_be_struck_out() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "record 013 meeting --void 2026-06-10 --note 未召开",
        "record 013 research-ended --void 2026-05-08",
        "record 013 research-ended --void 2026-05-08 --on 2026-05-09 --note x",
        "record 013 research-ended --void 5月38日 --note x",
    ]));
}

#[test]
fn a_mistake_can_be_struck_out_once() {
    let sandbox = Sandbox::sample();
    let strike = "--lang en record 013 research-ended --void 2026-05-08 --note 'wrong day'";
    sandbox.run(strike).goes_well();
    let before = sandbox.state();
    sandbox.run(&format!("--as-of 2026-06-16 {strike}")).refused(&["2026-05-08"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn a_day_to_come() {
    assert_snapshot!(each(Sandbox::sample, "record 013 meeting --on 2026-07-08"), @"
    $ yijuan --lang zh-CN record 013 meeting --on 2026-07-08
    exit 0
    --- stdout
    2026-013 2026-07-08 协商会议
    --- stderr
    提示：2026-07-08 在今天之后，到那天才计入

    $ yijuan --lang en record 013 meeting --on 2026-07-08
    exit 0
    --- stdout
    2026-013 2026-07-08 meeting
    --- stderr
    hint: 2026-07-08 is later than today; it counts from that day
    ");
}

#[test]
fn the_same_twice() {
    let sandbox = Sandbox::sample();
    let fact = "record 013 inspection-held --by urban";
    sandbox.run(fact).goes_well();
    assert_snapshot!(sandbox.unchanged_by(&[fact]), @"
    $ yijuan --lang zh-CN record 013 inspection-held --by urban
    exit 0
    --- stdout
    2026-013 2026-06-15 视察
    --- stderr
    提示：已有同样的记录

    $ yijuan --lang en record 013 inspection-held --by urban
    exit 0
    --- stdout
    2026-013 2026-06-15 inspection held
    --- stderr
    hint: the same is on record already
    ");
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "record 013 meting",
        "record 013 banana",
        "record 013 协商函",
        "record 013 letter",
        "record 013 banana --on 2026-02-30 --for 7月38日 --via pigeon",
        "record 099 meeting",
        "record plan:26 plan-issued",
        "record room:hall-1 meeting",
        "record 013",
        "record 013 meeting --round 零",
    ]));
}

#[test]
fn words_that_yaml_would_mistake_come_back_as_they_were() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").goes_well();
    let notes = ["甲: 乙", "# 丙", "true", "a\"b\\c", "第一行\n第二行", "{x}", "2026-06-11", "- 丁", "\u{1b}[31m"];
    for note in notes {
        sandbox.run(&["record", "001", "inspection-held", &format!("--note={note}")]).exits(0);
    }
    let written = sandbox.read("topics/2026/001-电梯/events.yml");
    assert_eq!(written.lines().count(), notes.len(), "{written}");
    assert!(!written.contains('\u{1b}'));
    sandbox.run("check 001 --all").exits(0);
    // What was written is known again as the same.
    for note in notes {
        let again = sandbox.run(&["--lang", "en", "record", "001", "inspection-held", &format!("--note={note}")]);
        assert!(again.stderr.contains("the same is on record already"), "{again}");
    }
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, "-v record 013 inspection-held --by urban"), @"
    $ yijuan --lang zh-CN -v record 013 inspection-held --by urban
    exit 0
    --- stdout
    2026-013 2026-06-15 视察
    --- stderr
    已写入 topics/2026/013-居住区停车资源共享/events.yml
    已提交 [COMMIT]

    $ yijuan --lang en -v record 013 inspection-held --by urban
    exit 0
    --- stdout
    2026-013 2026-06-15 inspection held
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/events.yml
    committed [COMMIT]
    ");
}

#[test]
fn what_is_recorded_later_announces_the_day_that_held_then() {
    let sandbox = Sandbox::sample();
    sandbox.run("--as-of 2026-06-20 postpone 013 2026-07-15").exits(0);
    let announced = |on: &str| {
        let run =
            sandbox.run(&format!("--as-of 2026-06-25 record 013 letter-sent --on {on} --by cppcc-office")).exits(0);
        let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("013")));
        (events.lines().last().unwrap().to_owned(), run.stderr)
    };
    for (on, day) in [("2026-06-19", "2026-07-08"), ("2026-06-20", "2026-07-15"), ("2026-06-22", "2026-07-15")] {
        let (entry, said) = announced(on);
        assert!(
            entry.contains(&format!("date: {on}, event: letter-sent")) && entry.contains(&format!("for: {day}")),
            "{entry}"
        );
        assert!(!said.contains("加 `--for"), "{said}");
    }
    // Before a change that says no days.
    let (entry, said) = announced("2026-05-20");
    assert!(!entry.contains("for:"), "{entry}");
    assert!(said.contains("2026-05-20 之后会期改过，当时告知的是哪一天不明；作废后加 `--for 〈日期〉` 重记"), "{said}");
}

#[test]
fn what_is_recorded_later_beside_a_notice_of_another_day_is_told_of() {
    let sent = |also: &str| {
        let command = format!("record 014 letter-sent --by cppcc-office --to department --on 2026-06-12{also}");
        Sandbox::sample().run(&command).exits(0).stderr
    };
    // The meeting was put off by hand, and no change recorded.
    assert!(sent("").contains("记为告知 2026-07-22；2026-05-19 告知的是 2026-06-17"), "{}", sent(""));
    assert!(!sent(" --for 2026-06-17").contains("告知"), "{}", sent(" --for 2026-06-17"));
}

#[test]
fn a_meeting_in_the_wrong_year_is_told_and_moves_no_schedule() {
    let sandbox = Sandbox::sample();
    let topic = format!("{}/topic.yml", sandbox.topic("013"));
    let before = sandbox.read(&topic);
    let run = sandbox.run("record 2026-013 协商会议 --on 2025-06-11").exits(0);
    assert!(run.stderr.contains("这是 2026 年的议题，2026-03-26 登记，记的日期是 2025-06-11"), "{run}");
    assert_eq!(sandbox.read(&topic), before);
}

#[test]
fn a_day_of_an_earlier_year_and_long_before_is_told() {
    let sandbox = Sandbox::sample();
    let told = |line: &str| sandbox.run(line).exits(0).stderr.contains("看看年份对不对");
    // 013 was registered on 26 March 2026; 24 September 2025 is 183 days before, 23 September 184.
    assert!(!told("record 013 research-ended --on 2025-09-24"));
    assert!(told("record 013 research-ended --on 2025-09-23"));
    // What goes with it was told with it.
    assert!(!told("record 013 work-plan-made --on 2025-09-23"));
    // What is entered afterwards of its own year is ordinary.
    assert!(!told("record 013 research-ended --on 2026-01-05"));
    // A plan is prepared in the second half of the year before.
    assert!(!told("record plan:2026 key-topics-proposed --by party-group --on 2025-12-01"));
    assert!(told("record plan:2026 key-topics-proposed --by party-group --on 2025-06-30"));
    assert!(!told("record 013 research-ended --void 2025-09-23 --note 年份记错"));
}

#[test]
fn what_a_note_has_to_explain_is_said() {
    let sandbox = Sandbox::sample();
    sandbox.run("new --title 雨棚 --office urban --ad-hoc").exits(0);
    let run = sandbox.run("record 雨棚 责成承办临时协商 --by 主席办公会 --to 城建环保委员会").exits(0);
    assert!(run.stderr.contains("M8a 还要看 `--note`，这条记录没有写（就条文“遇特殊情况，"), "{run}");
}

#[test]
fn a_meeting_struck_out_sets_back_the_day_it_had_taken() {
    let sandbox = Sandbox::sample();
    sandbox.run("new --title 夜市管理 --meeting 2026-06-26").exits(0);
    let key = "2026-030";
    sandbox.run(&format!("record {key} notice-sent --on 2026-06-02 --by urban --to cppcc-side")).exits(0);
    sandbox.run(&format!("record {key} meeting --on 2026-06-12")).exits(0);
    let struck = sandbox.run(&format!("record {key} meeting --void 2026-06-12 --note 误记")).exits(0);
    assert_snapshot!(struck.stderr, @"提示：预定会期改为 2026-06-26");
    // A meeting entered by hand does not say which day it took the place of.
    sandbox.run(&format!("set {key} scheduled.meeting=2026-06-12")).exits(0);
    sandbox.append(&format!("{}/events.yml", sandbox.topic("030")), "- {date: 2026-06-12, event: meeting, again: 1}\n");
    sandbox.commit_all("手记");
    let struck = sandbox.run(&format!("record {key} meeting --void 2026-06-12 --note 误记")).exits(0);
    assert_snapshot!(struck.stderr, @"提示：预定会期仍是 2026-06-12；会期不在这天的，改回原定的：yijuan set 2026-030 会期=2026-06-26");
    sandbox.run(&format!("set {key} scheduled.meeting=2026-06-26")).goes_well();
}

#[test]
fn whoever_is_on_the_list_or_made_a_suggestion_is_known_and_what_is_of_each_suggestion_is_told() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: yancheng\n");
    let folder = "topics/2026/001-夜市";
    sandbox.write(&format!("{folder}/topic.yml"), "title: 夜市\nregulation: yancheng\nbegan: 2026-03-02\n");
    sandbox.write(&format!("{folder}/roster.yml"), "- {name: 局样甲}\n");
    sandbox
        .write(&format!("{folder}/suggestions.yml"), "- {id: d1, kind: suggestion, text: 甲, proposers: [众样甲]}\n");
    sandbox.commit_all("夜市");
    let told = sandbox.run("record 001 解释说明 --to 众样甲 --on 2026-04-01").exits(0).stderr;
    assert!(
        told.contains("yijuan suggestion update 2026-001 d1 --event 解释说明") && !told.contains("没有登记"),
        "{told}"
    );
    let known = sandbox.run("record 001 公示 --to 局样甲 --on 2026-04-01").exits(0).stderr;
    assert!(!known.contains("没有登记"), "{known}");
    let stranger = sandbox.run("record 001 公示 --to 路样甲 --on 2026-04-02").exits(0).stderr;
    assert!(stranger.contains("“路样甲”没有登记"), "{stranger}");
}

#[test]
fn a_meeting_on_record_for_another_day_of_the_round_is_told() {
    let sandbox = Sandbox::sample();
    sandbox.run("record 2026-019 meeting --on 2026-06-10").exits(0);
    let told = sandbox.run("record 2026-019 meeting --on 2026-06-11").exits(0).to_string();
    assert!(told.contains("2026-06-10 已记有同一轮的协商会议"), "{told}");
    let other_round = sandbox.run("record 2026-019 meeting --on 2026-06-12 --round 2").exits(0).to_string();
    assert!(!other_round.contains("已记有同一轮"), "{other_round}");
}

#[test]
fn whoever_takes_a_topic_back_is_told_how() {
    let sandbox = Sandbox::sample();
    let key = sandbox.run("new --title 老旧小区加装电梯 --ad-hoc --as-of 2026-06-15").exits(0).stdout;
    let key = key.trim();
    for word in ["撤销", "取消议题", "删除"] {
        let refused = sandbox.run(&format!("record {key} {word} --as-of 2026-06-15")).exits(2);
        assert!(refused.stderr.contains(&format!("yijuan record {key} 终止 --note")), "{refused}");
    }
    let folder = sandbox.topic(key.trim_start_matches("2026-"));
    let refused = sandbox.run(&format!("record {key} 撤销")).exits(2);
    assert!(refused.stderr.contains(&format!("删去文件夹 {folder}，再 yijuan commit")), "{refused}");
    std::fs::remove_dir_all(sandbox.archive().join(&folder)).unwrap();
    sandbox.run("commit").exits(0);
    assert!(!sandbox.run("list --as-of 2026-06-15").stdout.contains(key));
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    // Or as those do it who know git.
    sandbox.git_in(&sandbox.archive(), &["rm", "-q", "-r", &sandbox.topic("003")]);
    sandbox.run("commit").exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn whom_a_rule_wants_reached_and_an_entry_does_not_name_is_told() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("record 018 letter-sent --by cppcc-office --to government-office --on 2026-06-12").exits(0);
    assert_eq!(
        run.stderr,
        "提示：M9a “发出《协商函》”尚未送达：相关单位负责人；办理后记录：yijuan record 2026-018 发出《协商函》 --on 〈日期〉 --to 相关单位负责人\n"
    );
    sandbox.run("record 018 letter-sent --by cppcc-office --to unit-head --on 2026-06-12").goes_well();
}

#[test]
fn a_meeting_held_later_than_scheduled_is_told() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("--as-of 2026-07-14 record 018 meeting --on 2026-07-13").exits(0);
    let told = "预定会期是 2026-07-10，会议记在 2026-07-13，以 2026-07-13 为准；记错的，作废后重记：yijuan record 2026-018 协商会议 --void 2026-07-13 --note 日期记错";
    assert!(run.stderr.contains(told), "{run}");
}

#[test]
fn a_day_without_its_year_that_is_struck_out_is_the_one_on_record() {
    let sandbox = Sandbox::sample();
    sandbox.run("record 2026-003 提供协商资料 --on 2026-12-14 --as-of 2026-12-20").exits(0);
    let struck = sandbox.run("record 2026-003 提供协商资料 --void 12月14日 --note 记错 --as-of 2027-01-05").exits(0);
    assert!(struck.stderr.contains("`12月14日` 按 2026-12-14 计"), "{struck}");
    assert!(sandbox.read("topics/2026/003-老旧小区加装电梯/events.yml").contains("void: 2026-12-14"));
    // Nothing is left to be meant.
    let again = sandbox.run("record 2026-003 提供协商资料 --void 12月14日 --note 记错 --as-of 2027-01-05").exits(2);
    assert!(again.stderr.contains("没有 2027-12-14 的"), "{again}");
}

#[test]
fn a_sealing_is_not_recorded_by_hand() {
    let sandbox = Sandbox::sample();
    let before = sandbox.last_commit();
    sandbox
        .run("--lang zh-CN record 2026-003 封装 --by 钱样本")
        .refused(&["封装由封装命令登记，不能手工记", "yijuan dossier seal 2026-003"]);
    sandbox
        .run("--lang en suggestion update 2026-003 s1 --event sealed")
        .refused(&["a sealing is recorded by the command that seals"]);
    assert_eq!(sandbox.last_commit(), before);
}
