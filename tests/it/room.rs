//! Rooms and places: their registers, what is recorded of a room, and how its duties are named.

use super::due::draft::Draft;
use crate::sandbox::Sandbox;

const ROOMS: &str = "\
- {id: wulan, name: 乌兰苏木协商议事室, level: township, regulation: ordos, opened: 2021-09-01}
- {id: hala, name: 哈拉苏木协商议事室, level: township, regulation: ordos, opened: 2021-09-01}
";

fn archive(rooms: &str) -> Draft {
    Draft::new("2026-06-15")
        .file("yijuan.yml", "archive: 1\nregulation: ordos\nregulations: [ordos]\n")
        .file("rooms.yml", rooms)
}

/// The findings that are about files and no rule.
fn mistakes(draft: &Draft) -> Vec<String> {
    let mut findings = draft.findings();
    findings.retain(|line| line.split(' ').nth(1) == Some("-"));
    findings
}

#[test]
fn every_slip_in_the_registers_is_found_at_its_line() {
    let rooms = "\
- {id: a, name: 甲室, level: town, regulation: ordos, unit: nowhere}
- {id: a, name: 乙室, level: township, regulation: ordoss, liaison: nobody}
";
    let draft = archive(rooms)
        .file("units.yml", "- {id: u, name: 某苏木, level: sum}\n- {id: u, name: 又一苏木, level: township}\n");
    assert_eq!(
        mistakes(&draft),
        [
            "error - units.yml:1:22: 未知的层级 `sum`",
            "error - units.yml:2:4: 标识 `u` 重复",
            "error - rooms.yml:1:21: 未知的层级 `town`",
            "error - rooms.yml:1:53: 未知的地方 `nowhere`",
            "error - rooms.yml:2:4: 标识 `a` 重复",
            "error - rooms.yml:2:58: 未知的人员 `nobody`",
            "error - rooms.yml:2:38: 未知的规程 `ordoss`",
        ]
    );
}

#[test]
fn a_topic_an_entry_and_a_paper_name_rooms_that_are_there() {
    let draft = archive(ROOMS)
        .file("topics/2026/001-题/topic.yml", "title: 题\nregulation: ordos\nroom: wulann\n")
        .file("plans/2026/events.yml", "- {date: 2026-01-12, event: room-plan-made, room: halla}\n")
        .file("plans/2026/清单.md", "---\ndocument: suggestion-list\nroom: hall\n---\n");
    assert_eq!(
        mistakes(&draft),
        [
            "error - plans/2026/events.yml:1:45: 未知的协商室 `halla`",
            "error - plans/2026/清单.md:3:1: 未知的协商室 `hall`",
            "error - topics/2026/001-题/topic.yml:3:1: 未知的协商室 `wulann`",
        ]
    );
}

#[test]
fn what_is_recorded_of_one_room_is_none_of_anothers() {
    let draft =
        archive(ROOMS).file("plans/2026/events.yml", "- {date: 2025-12-29, event: room-plan-made, room: wulan}\n");
    let rows: Vec<String> = draft.states_of("E2.3j");
    // Done in good time before the year it is for.
    assert_eq!(rows, ["room:wulan E2.3j 2026: done, done 2025-12-29", "room:hala E2.3j 2026: pending"]);
}

#[test]
fn a_fact_of_a_room_goes_into_the_years_folder() {
    let sandbox = Sandbox::empty();
    sandbox.write("rooms.yml", ROOMS);
    sandbox.run(&["record", "room:wulan", "制定年度协商议事计划", "--on", "2026-01-12"]).goes_well();
    sandbox.run(&["record", "room:hala", "room-plan-made", "--on", "2026-01-12"]).goes_well();
    let both = "\
- {date: 2026-01-12, event: room-plan-made, room: wulan}
- {date: 2026-01-12, event: room-plan-made, room: hala}
";
    assert_eq!(sandbox.read("plans/2026/events.yml"), both);
    sandbox.run(&["record", "room:hala", "room-plan-made", "--void", "2026-01-12", "--note", "记错了"]).goes_well();
    let check = sandbox.run(&["check", "--all", "--format", "json", "--as-of", "2026-06-15"]);
    let check: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
    let state = |room: &str| {
        let duties = check["duties"].as_array().unwrap();
        let of = |duty: &&serde_json::Value| duty["rule"] == "E2.3j" && duty["subject"] == format!("room:{room}");
        let duty = duties.iter().find(of).unwrap_or_else(|| panic!("no duty of {room}"));
        (duty["what"].as_str().unwrap().to_owned(), duty["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state("wulan"), ("2026".to_owned(), "done".to_owned()));
    assert_ne!(state("hala").1, "done");
}

#[test]
fn a_room_that_is_none_is_refused() {
    let sandbox = Sandbox::empty();
    sandbox.write("rooms.yml", ROOMS);
    sandbox.run(&["record", "room:wulann", "room-plan-made"]).refused(&["wulan"]);
}

#[test]
fn words_of_a_topic_that_its_regulation_does_not_know_are_found() {
    let topic = "\
title: 题
regulation: ordos
room: wulan
level: sum
matter: [roads]
quota: {total: 12, herder: 8}
scope: {by: ba, date: 2026-02-04, secret: false}
";
    let draft = archive(ROOMS)
        .file("topics/2026/001-题/topic.yml", topic)
        .file("topics/2026/001-题/roster.yml", "- {name: 牧一, tags: [stakeholder], at: [picnic]}\n")
        .file(
            "topics/2026/001-题/suggestions.yml",
            "- {id: s1, kind: suggestion, text: 修路, adoption: maybe, conversion: [road]}\n",
        );
    assert_eq!(
        mistakes(&draft),
        [
            "error - topics/2026/001-题/roster.yml:1:35: 未知的活动 `picnic`",
            "error - topics/2026/001-题/suggestions.yml:1:40: 未知的采纳情况 `maybe`",
            "error - topics/2026/001-题/suggestions.yml:1:57: 未知的转化方向 `road`",
            "error - topics/2026/001-题/topic.yml:4:1: 未知的层级 `sum`",
            "error - topics/2026/001-题/topic.yml:5:1: 未知的议题内容类别 `roads`",
            "error - topics/2026/001-题/topic.yml:6:20: 未知的标签 `herder`",
            "error - topics/2026/001-题/topic.yml:7:35: 未知的排除事项 `secret`",
        ]
    );
}

#[test]
fn the_command_line_sees_the_meetings_of_every_topic_of_a_room() {
    let sandbox = Sandbox::empty();
    sandbox.write("rooms.yml", ROOMS);
    for number in ["001", "002"] {
        let topic = format!("title: 题{number}\nregulation: ordos\nroom: wulan\n");
        sandbox.write(&format!("topics/2026/{number}-题/topic.yml"), topic);
    }
    // The first topic of a year is kept for the year's sake; this is the second.
    sandbox.write("topics/2026/002-题/events.yml", "- {date: 2026-03-19, event: meeting}\n");
    let check = sandbox.run(&["check", "--all", "--format", "json", "--as-of", "2026-06-15"]).json();
    let duties = check["duties"].as_array().unwrap();
    let quarter = |duty: &&serde_json::Value| duty["subject"] == "room:wulan" && duty["what"] == "2026-Q1";
    assert_eq!(duties.iter().find(quarter).unwrap()["state"], "done");
}
