//! Rooms and places: their registers, what is recorded of a room, and how its duties are named.

use super::due::draft::Draft;
use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

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
            "error - units.yml:2:4: 标识 `u` 重复（第 1 条和第 2 条）",
            "error - rooms.yml:1:21: 未知的层级 `town`",
            "error - rooms.yml:1:53: 未知的地方 `nowhere`",
            "error - rooms.yml:2:4: 标识 `a` 重复（第 1 条和第 2 条）",
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
        .file("plans/2026/清单.md", "---\ndocument: suggestion-list\nroom: hall\n---\n\n正文。\n");
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
    sandbox.run("record room:wulan 制定年度协商议事计划 --on 2026-01-12").goes_well();
    sandbox.run("record room:hala room-plan-made --on 2026-01-12").goes_well();
    let both = "\
- {date: 2026-01-12, event: room-plan-made, room: wulan}
- {date: 2026-01-12, event: room-plan-made, room: hala}
";
    assert_eq!(sandbox.read("plans/2026/events.yml"), both);
    sandbox.run("record room:hala room-plan-made --void 2026-01-12 --note 记错了").goes_well();
    let check = sandbox.run("check --all --format json --as-of 2026-06-15");
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
    sandbox.run("record room:wulann room-plan-made").refused(&["wulan"]);
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
    let check = sandbox.run("check --all --format json --as-of 2026-06-15").json();
    let duties = check["duties"].as_array().unwrap();
    let quarter = |duty: &&serde_json::Value| duty["subject"] == "room:wulan" && duty["what"] == "2026-Q1";
    assert_eq!(duties.iter().find(quarter).unwrap()["state"], "done");
}

/// Rooms on three levels: one that met in its quarter, one that owes two periods, one that is closed.
fn three_levels() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nlanguage: zh-CN\nregulation: ordos\nregulations: [ordos]\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n",
    );
    sandbox.write("people.yml", "- {id: bao, name: 包样例, posts: [united-front-member]}\n");
    sandbox.write("units.yml", "- {id: wulan-sum, name: 乌兰苏木, level: township}\n");
    sandbox.write(
        "rooms.yml",
        "\
# 三级协商室
- id: qi   # 旗里
  name: 云河旗政协协商议事厅
  level: county
  regulation: ordos
  opened: 2024-05-10
  closed: 2026-05-31

- {id: wulan, name: 乌兰苏木协商议事室, level: township, regulation: ordos, unit: wulan-sum, opened: 2025-09-01, liaison: bao, daily_work: [party-government-office]}
- {id: hala, name: 哈拉嘎查协商议事室, level: village, regulation: ordos, opened: 2025-09-01, run_by: [嘎查委员会], guide: urban}
",
    );
    for (number, room, events) in [
        ("001", "wulan", "- {date: 2026-03-03, event: meeting}\n- {date: 2026-03-04, event: meeting}\n"),
        ("002", "wulan", "- {date: 2026-05-12, event: meeting}\n"),
        ("003", "hala", "- {date: 2026-02-05, event: meeting}\n"),
    ] {
        let topic = format!("title: 题{number}\nform: in-person\nregulation: ordos\nbegan: 2026-01-06\nroom: {room}\n");
        sandbox.write(&format!("topics/2026/{number}-题/topic.yml"), topic);
        sandbox.write(&format!("topics/2026/{number}-题/events.yml"), events);
    }
    sandbox.commit_all("三级");
    sandbox
}

#[test]
fn the_list_says_what_each_room_owes() {
    assert_snapshot!(three_levels().both("room list"), @"
    $ yijuan --lang zh-CN room list
    exit 0
    --- stdout
     名称                      层级              建立                    本期次数             未办事项
     云河旗政协协商议事厅 qi   旗区              2024-05-10..2026-05-31  —                    —
     乌兰苏木协商议事室 wulan  苏木乡镇（街道）  2025-09-01              2026年第二季度 1 次  E2.3j 完成“制定年度协商议事
                                                                                              计划”
     哈拉嘎查协商议事室 hala   嘎查村（社区）    2025-09-01              2026年5—6月 0 次     2026-04-30 E2.3i 完成“协商会
                                                                                              议”（还欠1次），另有 1 项

    $ yijuan --lang en room list
    exit 0
    --- stdout
     name                      level     opened                  this period            owed
     云河旗政协协商议事厅 qi   county    2024-05-10..2026-05-31  —                      —
     乌兰苏木协商议事室 wulan  township  2025-09-01              quarter 2 of 2026: 1   E2.3j see to “room plan made”
     哈拉嘎查协商议事室 hala   village   2025-09-01              2026-05 to 2026-06: 0  2026-04-30 E2.3i see to “meeting”
                                                                                        (1 short), and 1 more
    ");
    assert_snapshot!(three_levels().run("room list --format json").goes_well().stdout);
}

#[test]
fn a_room_opened_in_the_course_of_a_period_says_that_nothing_is_asked() {
    let sandbox = three_levels();
    let rooms = sandbox.read("rooms.yml");
    sandbox.write("rooms.yml", rooms.replace("wulan-sum, opened: 2025-09-01", "wulan-sum, opened: 2026-05-20"));
    let why = "E2.3h 2026年第二季度不作要求：2026-05-20 建立，开放时间不足该期的九成";
    let page = sandbox.run("room show wulan").goes_well().stdout;
    assert!(page.contains(why), "{page}");
    let due = sandbox.run("due room:wulan").exits(0).stderr;
    assert!(due.contains(why), "{due}");
    // Whoever asks for no room in particular, or for one that was open, is not told.
    assert!(!sandbox.run("due").exits(0).stderr.contains("不作要求"));
    assert!(!sandbox.run("due room:hala").exits(0).stderr.contains("不作要求"));
}

#[test]
fn the_page_of_a_room() {
    let sandbox = three_levels();
    assert_snapshot!(sandbox.unchanged_by(&["room show wulan", "room show 哈拉嘎查协商议事室",]));
    let json = sandbox.run("room show hala --format json").goes_well().json();
    assert_eq!(json["schema"], "yijuan/room/1");
    // 2026-01/02 has its meeting, 2026-03/04 has none, 2026-05/06 runs; 2025-09/10 and 2025-11/12 are
    // before the first year the archive has anything of.
    let counts: Vec<_> = json["counts"].as_array().unwrap().iter().map(|one| (&one["period"], &one["count"])).collect();
    assert_eq!(
        format!("{counts:?}"),
        r#"[(String("2026-01/02"), Number(1)), (String("2026-03/04"), Number(0)), (String("2026-05/06"), Number(0))]"#
    );
    // Two days of one topic are one meeting.
    let json = sandbox.run("room show wulan --format json").goes_well().json();
    assert_eq!((&json["counts"][0]["period"], &json["counts"][0]["count"]), (&"2026-Q1".into(), &1.into()));
}

#[test]
fn a_room_is_added() {
    let sandbox = three_levels();
    let add = "room add --id suji --name 苏吉协商议事室 --level 乡镇街道园区 --unit 乌兰苏木";
    let more = "--opened 2026-06-01 --liaison 包样例 --daily-work 党政办公室 --guide 城建环保委员会";
    let before = sandbox.read("rooms.yml");
    assert_snapshot!(sandbox.changed_by(&format!("{add} {more}")), @"
    $ yijuan room add --id suji --name 苏吉协商议事室 --level 乡镇街道园区 --unit 乌兰苏木 --opened 2026-06-01 --liaison 包样例 --daily-work 党政办公室 --guide 城建环保委员会
    exit 0

    登记协商室：苏吉协商议事室

    Yijuan-Room: suji


    +++ b/archive/rooms.yml
    +- {id: suji, name: 苏吉协商议事室, level: township, regulation: ordos, unit: wulan-sum, opened: 2026-06-01, liaison: bao, daily_work: [party-government-office], guide: urban}
    ");
    assert!(sandbox.read("rooms.yml").starts_with(&before));
    sandbox.run("room show 苏吉协商议事室").goes_well();
}

#[test]
fn a_room_without_its_day_is_added_with_a_word() {
    assert_snapshot!(each(three_levels, "room add --id hall-1 --name 城东 --level hall --regulation shuoting"), @"
    $ yijuan --lang zh-CN room add --id hall-1 --name 城东 --level hall --regulation shuoting
    exit 0
    --- stderr
    提示：没有 --opened：建立之日不知，须从建立起算的规则无法判断

    $ yijuan --lang en room add --id hall-1 --name 城东 --level hall --regulation shuoting
    exit 0
    --- stderr
    hint: without --opened it is not known since when it is there, and what counts from that day waits
    ");
}

#[test]
fn the_first_room_and_no_room() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.both("room list"), @"
    $ yijuan --lang zh-CN room list
    exit 0
    --- stderr
    提示：没有登记协商室；`yijuan room add` 登记

    $ yijuan --lang en room list
    exit 0
    --- stderr
    hint: no room is registered; `yijuan room add` enters one
    ");
    let add = "room add --id a --name 甲 --level village --opened 2026-01-01";
    sandbox.run(add).exits(2);
    sandbox.run(&format!("{add} --regulation yancheng")).goes_well();
    assert_eq!(
        sandbox.read("rooms.yml"),
        "- {id: a, name: 甲, level: village, regulation: yancheng, opened: 2026-01-01}\n"
    );
}

#[test]
fn wrong_words_about_rooms_are_refused_together_and_nothing_is_written() {
    let sandbox = three_levels();
    assert_snapshot!(sandbox.unchanged_by(&[
        "room add --id 'Hall 1' --name '' --level town --unit nowhere --opened 2026-02-30 --convener 无名 --officer baoo",
        "room add --id wulan --name 又一 --level hall",
        "room add --id x --name 又一 --level village --regulation ordoss",
        "room show walun",
        "record room:walun meeting",
        "room list --format csv",
    ]));
}

#[test]
fn a_topic_takes_its_room_by_name_and_the_rooms_regulation() {
    let sandbox = three_levels();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: mentougou\n");
    sandbox.commit_all("另一规程");
    sandbox.run("new --title 井渠 --room 乌兰苏木协商议事室").goes_well();
    let topic = sandbox.read("topics/2026/004-井渠/topic.yml");
    assert_eq!(topic, "title: 井渠\nregulation: ordos\nbegan: 2026-06-15\nroom: wulan\n");
}

#[test]
fn two_rooms_of_one_name_are_refused() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("room add --id liuwan-2 --name 柳湾村协商议事室 --level village --regulation ordos").exits(2);
    assert!(run.stderr.contains("`liuwan`"), "{}", run.stderr);
    assert!(!sandbox.read("rooms.yml").contains("liuwan-2"));
}

#[test]
fn a_room_is_changed_and_all_around_stays() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("room set 柳湾村 opened=2026年3月2日 officer=钱样本 run_by+=河沿街道办事处"), @"
    $ yijuan room set 柳湾村 opened=2026年3月2日 officer=钱样本 run_by+=河沿街道办事处
    exit 0

    协商室 柳湾村协商议事室 修改：建立日期、专人、具体实施单位

    Yijuan-Room: liuwan


    +++ b/archive/rooms.yml
    -- {id: liuwan, name: 柳湾村协商议事室, level: village, regulation: ordos, opened: 2026-04-20, run_by: [柳湾村村民委员会]}
    +- {id: liuwan, name: 柳湾村协商议事室, level: village, regulation: ordos, opened: 2026-03-02, run_by: [liuwan-cunweihui, heyan-banshichu], officer: qian-yangben}
    ");
    sandbox.run("room set 柳湾村 run-by-=河沿街道办事处 officer=").goes_well();
    assert_snapshot!(sandbox.unchanged_by(&[
        "room set 没有的 name=甲",
        "room set 柳湾村 level= opened=3月 officer=没人 run_by+=乱 color=red",
        "room set 柳湾村 regulation=mentougou",
        "room set 柳湾村 name=云河协商议事厅",
    ]));
}

#[test]
fn a_level_goes_by_what_a_room_of_it_is() {
    let sandbox = Sandbox::sample();
    let other = sandbox.run("room add --name 试室 --level 街道").exits(2);
    assert!(other.stderr.contains("用 `--regulation` 指明：鄂尔多斯 / 盐城"), "{other}");
    sandbox.run("room add --name 试室 --level 街道 --regulation yancheng").exits(0);
    assert!(sandbox.read("rooms.yml").contains("level: township"));
    let none = sandbox.run("room add --name 别室 --level 楼栋").exits(2);
    assert!(none.stderr.contains("门头沟规程没有分层级的协商室"), "{none}");
}
