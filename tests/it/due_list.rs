//! `yijuan due`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

/// A rule for each way of saying who is to act.
const REGULATION: &str = "\
id: acts
title: 试行规程
in_force: 2020-01-01
posts:
  director: {name: 主任}
  proposal-director: {name: 提案委员会主任, implies: [director], office: 提案委员会}
  secretary: {name: 秘书长}
bodies: {special-committee: {name: 专委会}, party-group: {name: 党组}}
events:
  notice: {name: 通知}
  drafted: {name: 起草}
  approved: {name: 审定}
  meeting: {name: 会议}
rules:
  - {id: Nobody, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice}}}
  - {id: Office, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice, by: [office]}}}
  - {id: Kind, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice, by: [special-committee]}}}
  - {id: Body, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice, by: [party-group]}}}
  - {id: Post, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice, by: [secretary]}}}
  - {id: Director, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {event: {id: notice, by: ['director:office']}}}
  - {id: Steps, article: 一, quote: 原文, en: So., force: must, due: {before: meeting}, check: {chain: {steps: [{id: drafted, by: [office]}, {id: approved, by: [secretary]}]}}}
";

const OFFICIALS: &str = "\
- {id: zhang, name: 张例, posts: ['director:urban']}
- {id: wang, name: 王例, posts: [{post: 'director:urban', until: 2026-06-14}]}
- {id: li, name: 李例, posts: ['director:social']}
- {id: chen, name: 陈例, posts: [proposal-director]}
- {id: zhao, name: 赵例, posts: [secretary]}
- {id: zhou, name: 周例}
";

/// The rules whose duties concern somebody, in the order they press.
fn concerning(sandbox: &Sandbox, person: &str) -> Vec<String> {
    let json = sandbox.run(&format!("due --for {person} --format json")).exits(0).json();
    let duties = json["duties"].as_array().unwrap().iter();
    duties.map(|duty| duty["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_duty_of_the_office_concerns_who_holds_a_post_of_it_and_a_duty_of_a_post_its_holders() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nregulation: acts\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n  social: {name: 社会法制委员会, kind: special-committee}\n  proposal: {name: 提案委员会, kind: special-committee}\n",
    );
    sandbox.write("templates/acts/regulation.yml", REGULATION);
    sandbox.write("people.yml", OFFICIALS);
    sandbox.commit_all("试行");
    sandbox.run("new --title 电梯 --meeting 2026-07-20 --office urban").goes_well();
    assert_eq!(concerning(&sandbox, "zhang"), ["Nobody", "Office", "Kind", "Body", "Director", "Steps"]);
    assert_eq!(concerning(&sandbox, "zhao"), ["Post", "Steps"]);
    // A post that has ended, one for another office, and one that is by itself of another office.
    for other in ["wang", "li", "chen"] {
        assert_eq!(concerning(&sandbox, other), [""; 0], "{other}");
    }
    // Whoever leads the topic, of which all is theirs to see to.
    sandbox.run("set 2026-001 lead=zhou").goes_well();
    assert_eq!(concerning(&sandbox, "zhou").len(), 7);
    // A step that was taken concerns nobody any more.
    sandbox.run("record 2026-001 drafted --by urban --on 2026-06-10").goes_well();
    assert_eq!(concerning(&sandbox, "zhang"), ["Nobody", "Office", "Kind", "Body", "Director"]);
    assert_eq!(concerning(&sandbox, "zhao"), ["Post", "Steps"]);
}

#[test]
fn a_post_that_is_by_itself_of_the_topics_office_is_a_post_of_it() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nregulation: acts\noffices:\n  proposal: {name: 提案委员会, kind: special-committee}\n",
    );
    sandbox.write("templates/acts/regulation.yml", REGULATION);
    sandbox.write("people.yml", OFFICIALS);
    sandbox.commit_all("试行");
    sandbox.run("new --title 提案 --meeting 2026-07-20 --office proposal").goes_well();
    assert_eq!(concerning(&sandbox, "chen"), ["Nobody", "Office", "Kind", "Body", "Director", "Steps"]);
}

#[test]
fn everything_due() {
    assert_snapshot!(Sandbox::sample().both("due"));
}

#[test]
fn what_concerns_a_person() {
    let sandbox = Sandbox::sample();
    let by_name = sandbox.run("due --for 钱样本").goes_well();
    assert_eq!(sandbox.run("due --for qian-yangben").stdout, by_name.stdout);
    let english = sandbox.run("--lang en due --for sun-fanwen").goes_well();
    assert_snapshot!(format!("{by_name}\n{english}"));
}

#[test]
fn what_only_a_person_can_state_is_on_the_checklist_and_no_deadline() {
    let sandbox = Sandbox::sample();
    let due = sandbox.run("due").goes_well().stdout;
    assert!(due.contains("2026-013") && !due.contains("M6d"), "{due}");
    let checklist = sandbox.run("show 013 --checklist").goes_well().stdout;
    assert!(checklist.contains("M6d"), "{checklist}");
}

#[test]
fn as_json() {
    let run = Sandbox::sample().run("due --for 吴假名 --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/due/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn nothing_and_nobody() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(
        [
            sandbox.both("due --for 尤演示"),
            sandbox.both("due --for 钱样板"),
            sandbox.both("due --for nobody-at-all"),
            Sandbox::empty().both("due"),
            Sandbox::empty().run("due --format json").to_string(),
        ]
        .join("\n")
    );
}

#[test]
fn a_schedule_not_yet_published_is_said() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --meeting 2027-05-20 --form thematic").goes_well();
    assert_snapshot!(sandbox.both("due"));
}

#[test]
fn of_a_topic_alone_by_key_or_title() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.run("due 013").goes_well(), @"
    $ yijuan due 013
    exit 0
    --- stdout
     期限        尚余         议题                         规则  事项
     2026-07-01  11 个工作日  2026-013 居住区停车资源共享  M7b   完成“提供协商资料”
     2026-07-03  13 个工作日  2026-013 居住区停车资源共享  M9a   完成“发出《协商函》”
     2026-07-08  16 个工作日  2026-013 居住区停车资源共享  M6a   备好《协商函》
     2026-07-08  16 个工作日  2026-013 居住区停车资源共享  M6b   完成：审定《协商函》、发出《协商函》；备好《协商函》
     2026-07-08  16 个工作日  2026-013 居住区停车资源共享  M6c   备好《协商函》
     2026-07-08  16 个工作日  2026-013 居住区停车资源共享  M9c   邀请相关单位负责人
     2026-07-08  16 个工作日  2026-013 居住区停车资源共享  M10b  确定主持人
    ");
    let rows = |json: &serde_json::Value| -> Vec<serde_json::Value> {
        let duties = json["duties"].as_array().unwrap().iter();
        duties.filter(|duty| duty["subject"] == "2026-013").cloned().collect()
    };
    let json = |command: &str| sandbox.run(command).goes_well().json();
    let own = json("due 2026-013 --format json");
    assert_eq!(own["duties"].as_array().unwrap().len(), 7);
    assert_eq!(rows(&own), rows(&json("due --format json")));
    let of_topic = sandbox.run("due 2026-013").goes_well().stdout;
    for written in ["013", "居住区停车资源共享", "停车"] {
        assert_eq!(sandbox.run(&format!("due {written}")).goes_well().stdout, of_topic);
    }
    let both = json("due 013 014 --format json");
    let subjects: Vec<&str> =
        both["duties"].as_array().unwrap().iter().map(|duty| duty["subject"].as_str().unwrap()).collect();
    assert!(subjects.iter().all(|subject| ["2026-013", "2026-014"].contains(subject)), "{subjects:?}");
    assert!(subjects.contains(&"2026-014"));
    sandbox.run("due 099").refused(&["没有议题 `099`"]);
    assert_eq!(sandbox.run("due 013 --for 吴假名").exits(0).stdout, "");
}

#[test]
fn what_an_office_a_post_or_a_body_is_to_do() {
    let sandbox = Sandbox::sample();
    let office = concerning(&sandbox, "城建环保委员会");
    assert!(!office.is_empty() && office == concerning(&sandbox, "urban"));
    assert_eq!(concerning(&sandbox, "区政府办公室"), concerning(&sandbox, "government-office"));
    sandbox.run("due --for 无此单位名").refused(&["未知的人员"]);
}

#[test]
fn what_is_due_within_so_many_working_days_and_what_is_overdue() {
    let sandbox = Sandbox::sample();
    let left = |line: &str| -> Vec<i64> {
        let json = sandbox.run(line).exits(0).json();
        let duties = json["duties"].as_array().unwrap().iter();
        duties.map(|duty| duty["working_days_left"].as_i64().unwrap_or(i64::MAX)).collect()
    };
    let all = left("due --format json");
    let near: Vec<i64> = all.iter().copied().filter(|left| *left <= 3).collect();
    assert!(near.len() < all.len() && near.iter().any(|left| *left < 0) && near.contains(&3), "{all:?}");
    assert_eq!(left("due --within 3 --format json"), near);
    let topic = sandbox.run("due 2026-004 --within 0 --as-of 2026-01-05").exits(0);
    assert_eq!(topic.stdout, "");
    assert!(topic.stderr.contains("没有已逾期的，0 个工作日之内也没有到期的"), "{topic}");
}
