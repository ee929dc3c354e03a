//! What the records leave open and is told all the same: whom a step reached, who of a list came, which of several hosts.

use crate::due::draft::Draft;
use crate::sandbox::Sandbox;

const SETTINGS: &str = "archive: 1\nlanguage: zh-CN\nregulation: REG\nregulations: [REG]\n";

fn settings(regulation: &str) -> String {
    SETTINGS.replace("REG", regulation)
}

#[test]
fn a_step_that_says_nothing_of_whom_it_reached_is_told() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", settings("ziyang"));
    sandbox.commit_all("资阳");
    let said = |more: &str| {
        sandbox
            .run(&format!("record plan:2026 会商年度协商计划 --on 2026-01-20 --by 市委办公室 {more}"))
            .exits(0)
            .stderr
    };
    assert!(said("").contains("Z4b 还看 `--to`，这条记录没有写，视为符合"));
    assert!(!said("--to 市政府办公室 --to 市政协办公室").contains("--to"));
    // What is still to be done says whom it is to reach.
    for step in ["征集协商选题", "提出年度协商议题安排"] {
        sandbox.run(&format!("record plan:2027 {step} --on 2026-06-01 --by 市政协")).exits(0);
    }
    let shown = sandbox.run("plan show 2027").exits(0).stdout;
    assert!(shown.contains("--by 市委办公室 --to 市政府办公室 --to 市政协办公室"), "{shown}");
}

#[test]
fn who_is_lacking_may_be_among_those_not_marked() {
    let topic = "title: 谈\nform: heart-to-heart\nregulation: ziyang\nbegan: 2026-02-03\noffice: urban\nscheduled: {meeting: 2026-04-16}\n";
    let talk = |roster: &str| {
        Draft::new("2026-04-20")
            .file("yijuan.yml", &settings("ziyang"))
            .file("topics/2026/001-谈/topic.yml", topic)
            .file("topics/2026/001-谈/events.yml", "- {date: 2026-04-16, event: meeting}\n")
            .file("topics/2026/001-谈/roster.yml", roster)
    };
    let listed = "- {name: 主样甲, tags: [host], invited: 2026-04-01, attendance: present}\n\
                  - {name: 党样甲, tags: [non-party], invited: 2026-04-01}\n- {name: 党样乙, tags: [non-party], invited: 2026-04-01}\n";
    let found = talk(listed).findings_of("Z17a");
    assert!(found[0].contains("（另有2人到会情况未登记）"), "{found:?}");
    assert_eq!(
        talk(&listed.replace("invited: 2026-04-01}", "attendance: present}")).findings_of("Z17a"),
        Vec::<String>::new()
    );
    let away = talk(&listed.replace("invited: 2026-04-01}", "attendance: absent}")).findings_of("Z17a");
    assert!(!away[0].contains("未登记"), "{away:?}");
}

#[test]
fn of_several_hosts_those_who_may_not_are_told() {
    let topic = "title: 例\nform: sector\nregulation: mentougou\nbegan: 2026-02-03\noffice: urban\nscheduled: {meeting: 2026-04-16}\n";
    let hosted = |roster: &str| {
        Draft::new("2026-04-20")
            .file("yijuan.yml", &settings("mentougou"))
            .file("people.yml", "- {id: sun, name: 孙样本, posts: ['committee-director:urban']}\n")
            .file("topics/2026/001-例/topic.yml", topic)
            .file("topics/2026/001-例/events.yml", "- {date: 2026-04-16, event: meeting}\n")
            .file("topics/2026/001-例/roster.yml", roster)
    };
    let one = "- {name: 孙样本, person: sun, tags: [host], attendance: present}\n";
    let two = format!("{one}- {{name: 李样例, tags: [host], attendance: present}}\n");
    let told = hosted(&two).findings_of("-");
    let note = "note - topics/2026/001-例/roster.yml:2:3: M10c 主持人另有李样例，一般应由责任委室的专委会主任担任";
    assert!(told.contains(&note.to_owned()), "{told:#?}");
    let is_told = |roster: &str| hosted(roster).findings_of("-").iter().any(|line| line.contains("主持人另有"));
    // Alone he may; whoever is there alone and may not is found by the rule; the second did not come.
    assert!(!is_told(one));
    assert!(!is_told("- {name: 李样例, tags: [host], attendance: present}\n"));
    assert!(!is_told(
        &two.replace("李样例, tags: [host], attendance: present", "李样例, tags: [host], attendance: absent")
    ));
}

#[test]
fn what_an_entry_left_unsaid_is_added_as_the_hint_says() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("record 018 通知参加人员 --by urban --on 2026-06-12 --note '电话 确认'").exits(0).stderr;
    assert!(told.contains("M7a 还看 `--to`，这条记录没有写，视为符合"), "{told}");
    let hint = told.split_once("要补写的，作废后重记：").unwrap_or_else(|| panic!("{told}")).1.lines().next().unwrap();
    let mut said = String::new();
    for command in hint.split('；') {
        let command = command.split_once("yijuan ").unwrap().1.replace("〈对谁〉", "政协方面人士");
        said = sandbox.run(&command).exits(0).stderr;
    }
    assert!(!said.contains("这条记录没有写"), "{said}");
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("018")));
    let last = "- {date: 2026-06-12, event: notice-sent, by: [urban], to: [cppcc-side], for: 2026-07-10, note: \"电话 确认\", again: 1}";
    assert_eq!(events.lines().last().unwrap(), last);
}
