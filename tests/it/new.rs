//! `yijuan new`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

const TITLE: &str = "new --title 夜间经济发展";

#[test]
fn a_title_is_enough() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by(TITLE), @"
    $ yijuan new --title 夜间经济发展
    exit 0
    --- stdout
    2026-030

    2026-030 新建议题：夜间经济发展

    Yijuan-Topic: 2026-030


    +++ b/archive/topics/2026/030-夜间经济发展/topic.yml
    +title: 夜间经济发展
    +regulation: mentougou
    +began: 2026-06-15
    ");
}

#[test]
fn everything_said_at_once() {
    let sandbox = Sandbox::sample();
    let more =
        "--form 专题协商 --office 城建环保委员会 --room hall-1 --meeting 2026-09-10 --regulation mentougou --ad-hoc -v";
    assert_snapshot!(sandbox.changed_by(&format!("--lang en {TITLE} {more}")), @"
    $ yijuan --lang en new --title 夜间经济发展 --form 专题协商 --office 城建环保委员会 --room hall-1 --meeting 2026-09-10 --regulation mentougou --ad-hoc -v
    exit 0
    --- stdout
    2026-030
    --- stderr
    wrote topics/2026/030-夜间经济发展/topic.yml
    wrote topics/2026/030-夜间经济发展/events.yml
    committed [COMMIT]
    hint: no room `hall-1` is registered, and its regulation does not govern the topic yet; `yijuan room add` registers one, `yijuan room list` shows those there are

    2026-030 新建议题：夜间经济发展

    Yijuan-Topic: 2026-030


    +++ b/archive/topics/2026/030-夜间经济发展/topic.yml
    +title: 夜间经济发展
    +form: thematic
    +regulation: mentougou
    +began: 2026-06-15
    +office: urban
    +room: hall-1
    +ad_hoc: true
    +scheduled:
    +  meeting: 2026-09-10
    ");
}

#[test]
fn the_year_is_the_meeting_s() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&format!("{TITLE} --meeting 2027-02-03")).goes_well();
    assert_eq!(run.stdout, "2027-002\n");
    assert!(sandbox.archive().join("topics/2027/002-夜间经济发展/topic.yml").is_file());
}

#[test]
fn a_number_is_never_given_twice() {
    let sandbox = Sandbox::empty();
    sandbox.write("topics/2026/004-旧题/topic.yml", "title: 旧题\nregulation: mentougou\n");
    assert_eq!(sandbox.run(TITLE).stdout, "2026-005\n");
    assert_eq!(sandbox.run(TITLE).stdout, "2026-006\n");
}

#[test]
fn a_new_topic_can_be_shown_checked_and_set() {
    let sandbox = Sandbox::empty();
    sandbox.run(TITLE).goes_well();
    sandbox.run("set 2026-001 lead=钱样本 form=thematic").goes_well();
    assert_snapshot!(sandbox.both("show 2026-001"));
}

#[test]
fn titles_that_yaml_would_mistake_come_back_as_they_were() {
    for title in ["“十四五” 规划: 中期 #2", "2026", "true", "- 甲", "{乙}", "电梯\"丙\"", "null", "~", "'丁'"]
    {
        let sandbox = Sandbox::empty();
        sandbox.run(&["new", &format!("--title={title}")]).goes_well();
        let shown = sandbox.run("show 2026-001 --format json");
        assert_eq!(shown.json()["title"], title);
    }
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_made() {
    let sandbox = Sandbox::sample();
    let long = "长".repeat(201);
    let told = sandbox.unchanged_by(&[
        &format!("{TITLE} --form 专题协上 --regulation mentogou"),
        &format!("{TITLE} --form round-table --meeting 2026-9-31"),
        "new --title '   '",
        "new --title '一\n二'",
        &format!("new --title {long}"),
        "new",
    ]);
    assert_snapshot!(told.replace(&long, "长…"));
}

#[test]
fn without_committing() {
    let sandbox = Sandbox::sample();
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    let run = sandbox.run(&format!("{TITLE} --no-commit"));
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
    assert_snapshot!(format!(
        "{run}\n{}",
        sandbox.index().lines().filter(|line| line.starts_with("??")).collect::<Vec<_>>().join("\n")
    ), @"
    $ yijuan new --title 夜间经济发展 --no-commit
    exit 0
    --- stdout
    2026-030

    ?? archive/topics/2026/030-夜间经济发展/events.yml
    ?? archive/topics/2026/030-夜间经济发展/topic.yml
    ");
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::empty, &format!("{TITLE} -v")), @"
    $ yijuan --lang zh-CN new --title 夜间经济发展 -v
    exit 0
    --- stdout
    2026-001
    --- stderr
    已写入 topics/2026/001-夜间经济发展/topic.yml
    已写入 topics/2026/001-夜间经济发展/events.yml
    已提交 [COMMIT]

    $ yijuan --lang en new --title 夜间经济发展 -v
    exit 0
    --- stdout
    2026-001
    --- stderr
    wrote topics/2026/001-夜间经济发展/topic.yml
    wrote topics/2026/001-夜间经济发展/events.yml
    committed [COMMIT]
    ");
}

#[test]
fn a_candidate_of_the_plan_becomes_the_topic() {
    let sandbox = Sandbox::empty();
    sandbox.run("plan add 2026 --title 社区微更新 --form 界别协商 --office urban --channel unit-member").goes_well();
    sandbox.run("plan add 2026 --title 河道保洁").goes_well();
    assert_snapshot!(sandbox.changed_by("new --title 社区微更新 --form 对口协商"), @"
    $ yijuan new --title 社区微更新 --form 对口协商
    exit 0
    --- stdout
    2026-001
    --- stderr
    提示：按 2026 年度计划第 1 项新建议题；计划写明的形式、委室和渠道已填入

    2026-001 新建议题：社区微更新

    Yijuan-Topic: 2026-001


    +++ b/archive/plans/2026/items.yml
    -- {title: 社区微更新, form: sector, office: urban, channel: unit-member}
    +- {title: 社区微更新, form: sector, office: urban, channel: unit-member, topic: 2026-001}
    +++ b/archive/topics/2026/001-社区微更新/topic.yml
    +title: 社区微更新
    +form: counterpart
    +regulation: mentougou
    +began: 2026-06-15
    +office: urban
    +source:
    +  channel: unit-member
    ");
    // What is called for by special circumstances is not the planned one, and a second of the name is another.
    sandbox.run("new --title 河道保洁 --ad-hoc").goes_well();
    let second = sandbox.run("new --title 社区微更新").exits(0);
    assert_eq!(
        second.stderr,
        "提示：已有同名议题 2026-001；重复建的，删去文件夹 topics/2026/003-社区微更新，再 yijuan commit\n"
    );
    let english = Sandbox::empty();
    english.run("plan add 2026 --title 河道保洁").goes_well();
    assert_snapshot!(english.run("--lang en new --title 河道保洁"), @"
    $ yijuan --lang en new --title 河道保洁
    exit 0
    --- stdout
    2026-001
    --- stderr
    hint: item 1 of the plan of 2026; the form, office and channel it names were taken over
    ");
}

#[test]
fn a_meeting_on_a_day_off_or_in_the_past_is_told_of() {
    let sandbox = Sandbox::sample();
    for (command, key) in [("new --title 夜间经济 --meeting", "2026-031"), ("set 013 scheduled.meeting=", "2026-013")]
    {
        let run = |day: &str| {
            let between = if command.ends_with('=') { "" } else { " " };
            sandbox.run(&format!("--no-commit {command}{between}{day}")).exits(0).stderr
        };
        let off = run("2026-10-01");
        assert!(off.contains("2026-10-01（星期四）不是工作日") && !off.contains("已过"), "{off}");
        let passed = run("2026-06-12");
        assert!(passed.contains("已过") && !passed.contains("不是工作日"), "{passed}");
        assert!(passed.contains(&format!("yijuan record {key} 协商会议 --on 2026-06-12")), "{passed}");
        let both = run("2026-06-14");
        assert!(both.contains("不是工作日") && both.contains("已过"), "{both}");
        let good = run("2026-06-15");
        assert!(!good.contains("不是工作日") && !good.contains("已过"), "{good}");
    }
}

#[test]
fn a_title_with_or_without_its_marks_is_the_item_of_the_plan() {
    let sandbox = Sandbox::empty();
    sandbox.write("plans/2026/plan.yml", "made_by: [party-committee]\n");
    sandbox.write(
        "plans/2026/items.yml",
        "- {title: “夜间经济”与噪声管理, form: thematic}\n- {title: 老旧小区加装电梯, form: counterpart}\n",
    );
    sandbox.commit_all("计划");
    for (title, form) in [("夜间经济与噪声管理", "thematic"), ("《老旧小区加装电梯》", "counterpart")]
    {
        let key = sandbox.run(&format!("new --title {title} --as-of 2026-03-02")).exits(0).stdout;
        let shown = sandbox.run("list --format json").exits(0).json();
        let topics = shown["topics"].as_array().unwrap();
        let made = topics.iter().find(|topic| topic["key"] == key.trim()).unwrap();
        assert_eq!(made["form"], form, "{made}");
    }
    let items = sandbox.read("plans/2026/items.yml");
    assert_eq!(items.matches("topic: 2026-").count(), 2, "{items}");
}

#[test]
fn a_room_that_nobody_registered_is_told_and_one_goes_by_part_of_its_name() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("new --title 菜市场占道 --room 亭湾有事").exits(0);
    assert!(told.stderr.contains("协商室 `亭湾有事` 没有登记"), "{told}");
    let told = sandbox.run("new --title 集市占道 --room 亭湾街道有事好商量协商议事室").exits(0);
    assert!(!told.stderr.contains("没有登记"), "{told}");
    let shown = sandbox.run("show 集市占道 --format json").exits(0).json();
    assert_eq!(shown["regulation"], "yancheng", "{shown}");
    assert!(sandbox.run("room show 柳湾").exits(0).stdout.contains("柳湾村协商议事室"));
}

#[test]
fn a_day_set_after_the_meeting_is_told_to_be_the_next_round_s() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("--no-commit set 003 scheduled.meeting=2026-06-12").exits(0).stderr;
    assert!(told.contains("2026-003 已于 2026-04-16 开过会") && !told.contains("补记"), "{told}");
    assert!(told.contains("yijuan set 2026-003 会期=2026-04-16"), "{told}");
    assert_eq!(sandbox.run("--no-commit set 003 scheduled.meeting=2026-04-16").exits(0).stderr, "");
}

#[test]
fn a_room_that_is_unknown_is_told_before_a_form_that_its_regulation_may_have() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: ziyang\n");
    sandbox.write(
        "rooms.yml",
        "- {id: xihe, name: 细河街道协商议事厅, level: township, regulation: 盐城, opened: 2025-01-01}\n",
    );
    sandbox.commit_all("室");
    let refused = sandbox.run("new --title 夜市 --form 会议协商 --room 细河街道协商议事室").exits(2).stderr;
    assert!(refused.contains("细河街道协商议事厅") && !refused.contains("会议协商"), "{refused}");
    sandbox.run("new --title 夜市 --form 会议协商 --room 细河").exits(0);
}

#[test]
fn the_folder_of_a_topic_has_no_character_that_windows_keeps_for_itself() {
    let sandbox = Sandbox::empty();
    for title in ["甲:乙?", "CON", "问题*\"一\"<二>|三", "末尾. ", "a\\b/c"] {
        sandbox.run(&["new", "--title", title, "--meeting", "2026-09-10"][..]).exits(0);
    }
    let folders = std::fs::read_dir(sandbox.archive().join("topics/2026")).unwrap();
    let names: Vec<String> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 5);
    for name in names {
        assert!(!name.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']), "{name}");
        assert!(!name.ends_with(['.', ' ']) && name.starts_with(|c: char| c.is_ascii_digit()), "{name}");
    }
}
