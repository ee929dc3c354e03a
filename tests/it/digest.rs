//! `yijuan digest`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::HashSet;

#[test]
fn office_by_office_in_every_form_that_people_read() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["digest --for 提案委员会"]));
    assert_snapshot!(sandbox.run("--lang zh-CN digest --for 提案委员会 --format markdown").exits(0).stdout, @"
    # 政协云河区委员会协商工作日报（2026年6月15日，星期一）

    新增逾期和问题1项，此前未办2项，待审签、待答复1项，已办结1项

    ## 办公室

    ### 新增逾期和问题

    - 2026-002 电动自行车充电设施建设：尚未记录“了解办理情况”或“办理进展”或“答复”，报出《协商意见》后须时时跟踪（参考期限2026-06-12）

    ### 此前未办

    - 2026-002 电动自行车充电设施建设：尚未记录“通报回应意见”（对象：主席办公会），应在收到回应意见后及时办理（参考期限2026-05-09）

    ## 提案委员会

    ### 此前未办

    - 2026-008 生活垃圾分类：“提供协商资料”尚未送达：有关各界代表人士，应在协商会议（2026-06-12）前办理

    ### 待审签、待答复

    - 2026-008 生活垃圾分类：《协商意见》审签中，待卫试写（审阅《协商意见》），自2026-06-15起

    ### 已办结

    - 2026-008 生活垃圾分类：“形成《协商意见》”2026-06-15完成

    数据截至2026年6月15日，与2026年6月12日相比。
    ");
    assert_snapshot!(sandbox.run("--lang zh-CN digest --for 提案委员会 --format html").exits(0).stdout);
}

/// What a digest says: each line below an office and a kind, with the kind.
fn entries(digest: &str) -> Vec<(String, String)> {
    let mut kind = String::new();
    let mut found = Vec::new();
    for line in digest.lines() {
        match line.len() - line.trim_start().len() {
            2 => line.trim().clone_into(&mut kind),
            4 => found.push((kind.clone(), line.trim().to_owned())),
            _ => {}
        }
    }
    found
}

#[test]
fn every_item_is_one_of_check_or_due_and_none_stands_there_twice() {
    let sandbox = Sandbox::sample();
    // A day in each fortnight of the half year.
    for day in ["2026-01-12", "2026-01-27", "2026-02-10", "2026-03-05", "2026-03-20", "2026-04-08", "2026-04-23"]
        .into_iter()
        .chain(["2026-05-11", "2026-05-26", "2026-06-09", "2026-06-15"])
    {
        let digest = sandbox.run(&format!("--as-of {day} --lang zh-CN digest")).exits(0).stdout;
        let check = sandbox.run(&format!("--as-of {day} --lang zh-CN check --format json --fail-on error"));
        let check: Value = serde_json::from_str(&check.stdout).unwrap();
        let due = sandbox.run(&format!("--as-of {day} --lang zh-CN due --format json")).json();
        let all = entries(&digest);
        let different: HashSet<&(String, String)> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{day}: {digest}");
        for (kind, entry) in &all {
            let (about, said) = entry.split_once('：').unwrap();
            let is_of = |subject: &str| {
                about.starts_with(subject)
                    || subject.strip_prefix("plan:").is_some_and(|year| about.starts_with(&format!("{year}年度")))
                    || subject.starts_with("room:")
            };
            let known = match kind.as_str() {
                "新增逾期和问题" | "此前未办" => {
                    check["findings"].as_array().unwrap().iter().any(|finding| {
                        finding["message"] == said && is_of(finding["subject"].as_str().unwrap_or_default())
                    })
                }
                "即将到期" => {
                    due["duties"].as_array().unwrap().iter().chain(due["promises"].as_array().unwrap()).any(|duty| {
                        let subject = duty["subject"].as_str().or(duty["topic"].as_str()).unwrap_or_default();
                        duty["due"].as_str().is_some_and(|due| said.contains(due)) && is_of(subject)
                    })
                }
                _ => true,
            };
            assert!(known, "{day}: {kind}: {entry}");
        }
    }
}

/// Every third working day of the half year, each compared with the one before.
#[test]
fn through_half_a_year_nothing_is_told_twice_vanishes_or_is_empty() {
    let sandbox = Sandbox::sample();
    let workdays: Vec<String> = (1..=118)
        .step_by(3)
        .map(|count| sandbox.run(&format!("workday 2026-01-04 --after {count}")).exits(0).stdout[..10].to_owned())
        .collect();
    assert!(workdays[0] == "2026-01-05" && workdays.last().unwrap().starts_with("2026-06-2"), "{workdays:?}");
    let digests: Vec<(String, String)> = workdays
        .par_windows(2)
        .map(|days| {
            let command = format!("--as-of {} --lang zh-CN digest --weekly --since {}", days[1], days[0]);
            (days[1].clone(), sandbox.run(&command).exits(0).stdout)
        })
        .collect();
    let mut before: Vec<String> = Vec::new();
    for (day, digest) in &digests {
        let all = entries(digest);
        let of = |kinds: &[&str]| -> Vec<String> {
            all.iter().filter(|(kind, _)| kinds.contains(&kind.as_str())).map(|(_, entry)| entry.clone()).collect()
        };
        let (faults, new, done) = (of(&["新增逾期和问题", "此前未办"]), of(&["新增逾期和问题"]), of(&["已办结"]));
        let counted: usize = digest
            .lines()
            .nth(1)
            .unwrap()
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|n| n.parse::<usize>().ok())
            .sum();
        assert_eq!(counted, all.len(), "{day}: {digest}");
        for (kind, entry) in &all {
            let (_, said) = entry.split_once('：').unwrap();
            assert!(said.chars().next().is_some_and(|c| c != '（' && c != '，'), "{day}: nothing is said: {entry}");
            assert!(!entry.contains("yijuan") && !entry.contains('`'), "{day}: {kind}: {entry}");
            assert!(all.iter().filter(|(_, other)| other == entry).count() == 1, "{day}: twice: {entry}");
        }
        for entry in &new {
            assert!(!before.contains(entry), "{day}: it was told before: {entry}");
        }
        for entry in before.iter().filter(|entry| !faults.contains(entry)) {
            let subject = entry.split('：').next().unwrap();
            let is_of_it = |other: &&String| other.starts_with(subject) && !before.contains(other);
            assert!(faults.iter().chain(&done).any(|other| is_of_it(&other)), "{day}: vanished: {entry}\n{digest}");
        }
        let names: Vec<&str> = done.iter().map(|entry| entry.split("2026-0").next().unwrap()).collect();
        for (nth, name) in names.iter().enumerate() {
            let is_twice = names.iter().enumerate().any(|(other, longer)| other != nth && longer.contains(name));
            assert!(!is_twice || name.len() < 4, "{day}: done twice: {name}: {digest}");
        }
        before = faults;
    }
}

#[test]
fn what_is_wrong_with_a_file_says_where_and_stands_there_once() {
    let sandbox = Sandbox::sample();
    let topic = format!("{}/topic.yml", sandbox.topic("018"));
    sandbox.append(&topic, "none: 1\n");
    let line = sandbox.read(&topic).lines().count();
    let digest = sandbox.run("--lang zh-CN digest").exits(2).stdout;
    assert_eq!(digest.matches("未知的键").count(), 1, "{digest}");
    assert!(digest.contains(&format!("{topic}第{line}行：未知的键 `none`")), "{digest}");
    assert_eq!(sandbox.run("--lang zh-CN").exits(2).stdout.matches("未知的键").count(), 1);
}

#[test]
fn what_was_put_right_or_put_off_is_told() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --form 专题协商 --office urban --meeting 2026-06-17").exits(0);
    let digest = || sandbox.run("--lang zh-CN digest --since HEAD~1").exits(0).stdout;
    sandbox.run("postpone 2026-001 2026-07-20").exits(0);
    // Fifteen working days before a Monday: three weeks.
    let shown = digest();
    assert!(shown.contains("“通知参加人员”改期，应在2026-06-29前"), "{shown}");
}

#[test]
fn people_are_called_by_their_names_in_both_languages() {
    let sandbox = Sandbox::sample();
    for language in ["zh-CN", "en"] {
        let digest = sandbox.run(&format!("--lang {language} digest")).exits(0).stdout;
        assert!(digest.contains("孙范文") && !digest.contains("sun-fanwen"), "{digest}");
    }
}

#[test]
fn compared_with_a_day_and_with_a_commit() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --form 专题协商 --office urban --meeting 2026-07-20").goes_well();
    sandbox.run("record 2026-001 成立课题组 --on 2026-06-12 --by 城建环保委员会").exits(0);
    let digest = |since: &str| sandbox.run(&format!("--lang zh-CN digest --since {since}")).exits(0).stdout;
    let done = |digest: &str| digest.contains("“成立课题组”2026-06-12完成");
    // As of Friday's morning the files of today had it; the files of the last commit but one had it not.
    assert!(done(&digest("2026-06-11")), "{}", digest("2026-06-11"));
    assert!(!done(&digest("2026-06-12")), "{}", digest("2026-06-12"));
    assert!(done(&digest("HEAD~1")), "{}", digest("HEAD~1"));
    assert!(!done(&digest("HEAD")), "{}", digest("HEAD"));
}

#[test]
fn a_topic_that_cannot_be_read_is_not_done() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/events.yml", sandbox.topic("005")), "- {date: 2026-06-15, event: [}\n");
    let run = sandbox.run("--lang zh-CN digest --since HEAD").exits(2);
    let of_topic: Vec<&str> = run.stdout.lines().filter(|line| line.contains("2026-005")).collect();
    assert!(!of_topic.is_empty(), "{run}");
    assert!(!entries(&run.stdout).iter().any(|(kind, entry)| kind == "已办结" && entry.contains("2026-005")), "{run}");
    assert!(run.stderr.contains("events.yml"), "{run}");
}

#[test]
fn nothing_new_and_nothing_late_is_silence_unless_it_is_weekly() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run("digest").goes_well().stdout, "");
    assert_eq!(sandbox.run("digest --format eml").goes_well().stdout, "");
    assert_eq!(sandbox.run("digest --format wecom").goes_well().stdout, "");
    assert_snapshot!(sandbox.run("--lang zh-CN digest --weekly").goes_well().stdout, @"
    协商工作周报（2026年6月15日，星期一）
    没有逾期和问题，近期没有到期事项

    数据截至2026年6月15日，与2026年6月8日相比。
    ");
    let robot = sandbox.run("--lang zh-CN digest --weekly --format dingtalk").goes_well().stdout;
    let body: Value = serde_json::from_str(&robot).unwrap();
    assert_eq!(body["msgtype"], "markdown");
    assert!(body["markdown"]["text"].as_str().unwrap().contains("没有逾期和问题"), "{robot}");
}

#[test]
fn a_message_is_the_same_whenever_it_is_made() {
    let sandbox = Sandbox::sample();
    let command = "--lang zh-CN digest --format eml --to office@example.org --to 'chair@example.org'";
    let message = sandbox.run(command).goes_well().stdout;
    assert_eq!(message, sandbox.run(command).goes_well().stdout);
    let head = message.split("\r\n\r\n").next().unwrap();
    for line in ["Date: Mon, 15 Jun 2026 00:00:00 +0000", "MIME-Version: 1.0"] {
        assert!(head.contains(line), "{head}");
    }
    assert!(head.contains("office@example.org") && head.contains("chair@example.org"), "{head}");
    assert!(head.contains("tester@example.invalid"), "{head}");
    assert!(message.lines().all(|line| line.len() <= 78 && line.is_ascii()), "{message}");
    let nobody = sandbox.run("--lang zh-CN digest --format eml").goes_well().stdout;
    assert!(!nobody.split("\r\n\r\n").next().unwrap().contains("\r\nTo:"), "{nobody}");
}

#[test]
fn what_is_refused() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "digest --since 2026-06-15",
        "digest --since 没有",
        "digest --format csv",
        "digest --to a@example.org",
        "digest --format eml --to 'a@example.org, b@example.org'",
        "digest --for 查无此人",
    ]));
}
