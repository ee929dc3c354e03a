//! An archive under several regulations: each topic, room and year is judged by its own alone.

use super::due::draft::{Draft, day, judged};
use super::sandbox::Sandbox;

/// A county whose rooms are of two kinds, with a topic in each, one event naming either year's duty.
fn county() -> Draft {
    Draft::new("2027-01-18")
        .file(
            "yijuan.yml",
            "archive: 1\nregulation: yancheng\nregulations: [yancheng, ordos]\nlimits: {promptly: 10 workdays}\n",
        )
        .file(
            "rooms.yml",
            "\
- {id: tingwan, name: 亭湾协商议事室, level: township, regulation: yancheng, opened: 2025-06-01}
- {id: wulan, name: 乌兰协商议事室, level: township, regulation: ordos, opened: 2025-06-01}
",
        )
        .file("plans/2026/events.yml", "- {date: 2027-01-11, event: members-appraised, ref: 2026年参加统计}\n")
        .file("topics/2026/001-甲/topic.yml", "title: 甲\nregulation: yancheng\nroom: tingwan\n")
        .file(
            "topics/2026/001-甲/events.yml",
            "- {date: 2026-03-12, event: meeting}\n- {date: 2026-04-02, event: meeting, round: 2}\n",
        )
        .file("topics/2026/002-乙/topic.yml", "title: 乙\nregulation: ordos\nroom: wulan\n")
        .file("topics/2026/002-乙/events.yml", "- {date: 2026-05-14, event: meeting}\n")
}

#[test]
fn a_topic_has_the_duties_of_its_own_regulation() {
    assert_eq!(county().states_of("Y15a").len(), 1);
    assert_eq!(county().states_of("E2.5f").len(), 1);
    assert!(county().states_of("Y15a").iter().all(|row| row.starts_with("2026-001 ")));
    assert!(county().states_of("E2.5f").iter().all(|row| row.starts_with("2026-002 ")));
}

#[test]
fn a_room_counts_the_meetings_of_its_own_topics() {
    assert_eq!(
        county().states_of("Y22a"),
        [
            "room:tingwan Y22a 2026: done, done 2026-04-02, due 2026-12-31",
            "room:tingwan Y22a 2027: pending, due 2027-12-31",
        ]
    );
    let quarters = county().states_of("E2.3h");
    assert_eq!(quarters[0], "room:wulan E2.3h 2026-Q1: overdue, due 2026-03-31");
    assert_eq!(quarters[1], "room:wulan E2.3h 2026-Q2: done, done 2026-05-14, due 2026-06-30");
    assert!(quarters.iter().all(|row| row.starts_with("room:wulan ")));
}

#[test]
fn a_year_answers_to_every_regulation_that_binds() {
    let of_2026 = |rule: &str| {
        county().states_of(rule).into_iter().filter(|row| row.starts_with("plan:2026 ")).collect::<Vec<_>>()
    };
    assert_eq!(of_2026("Y26c"), ["plan:2026 Y26c: done, done 2027-01-11, due 2027-01-15, provisional"]);
    assert_eq!(of_2026("E3.3b"), ["plan:2026 E3.3b: done, done 2027-01-11, due 2027-01-15, provisional"]);
    let one = county().change("yijuan.yml", "[yancheng, ordos]", "[yancheng]");
    assert_eq!(one.states_of("E3.3b"), [""; 0]);
    // The rooms and topics of the other are judged all the same.
    assert_eq!(one.states_of("E2.5f").len(), 1);
    assert_eq!(one.states_of("E2.3h"), county().states_of("E2.3h"));
}

#[test]
fn yearly_duties_that_bind_nobody_are_told_once_for_all_rooms_under_a_regulation() {
    let told = |draft: &Draft| {
        let told = draft.findings().into_iter().filter(|line| line.contains("其中的年度职责"));
        told.collect::<Vec<_>>()
    };
    let one = county().change("yijuan.yml", "[yancheng, ordos]", "[ordos]");
    let two = one.line("rooms.yml", "- {id: ta, name: 塔湾协商议事室, level: township, regulation: yancheng}");
    assert_eq!(
        told(&two),
        ["note - rooms.yml:1:49: 有协商室适用盐城的规程，其中的年度职责（Y23、Y26a、Y26c）没有列入，不作判断"]
    );
    assert_eq!(told(&county()), [""; 0]);
    // Another institution may see to them, and nothing would settle it: it is told where all is asked for.
    let said = |all| {
        let judgement = judged(&two, day("2027-01-18"), all);
        judgement.findings.iter().filter(|finding| finding.message.zh.contains("其中的年度职责")).count()
    };
    assert_eq!((said(true), said(false)), (1, 0));
}

#[test]
fn the_year_an_archive_is_begun_in_has_its_duties_before_anything_is_entered() {
    let begun = Draft::new("2026-01-05").file("yijuan.yml", "archive: 1\nregulations: [ziyang]\n");
    assert_eq!(begun.states_of("Z23b"), ["plan:2026 Z23b: pending, due 2026-03-31"]);
    assert_eq!(begun.clone().on("2026-04-01").states_of("Z23b"), ["plan:2026 Z23b: overdue, due 2026-03-31"]);
    assert_eq!(begun.change("yijuan.yml", "regulations: [ziyang]\n", "").states_of("Z23b"), [""; 0]);
}

#[test]
fn no_form_of_the_plans_own_regulation_is_asked_of_a_topic_under_another() {
    let sandbox = Sandbox::sample();
    let add = |line: &str| sandbox.run(&format!("--as-of 2026-06-15 {line}")).exits(0).stdout;
    let key = add("new --title 停车难 --regulation shuoting --form 网络协商 --office 社会法制委员会");
    let key = key.trim();
    add(&format!("plan add 2026 --title 停车难 --topic {key}"));
    let shown = add("plan show 2026");
    assert!(shown.lines().any(|line| line.contains("停车难") && line.contains("网络协商")), "{shown}");
    assert!(!add("check plan:2026").contains("M3b"));
    let drafted = sandbox.run("--as-of 2026-06-15 render plan:2026 年度协商计划 --out out").exits(0);
    let plan = std::fs::read_to_string(sandbox.archive().join("out/年度协商计划.md")).unwrap();
    assert!(plan.contains("| 停车难 | 网络协商 |") && plan.contains("、网络协商1项。"), "{drafted}\n{plan}");
}
