//! `yijuan show`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn drafts_of_one_kind_are_named_by_their_files() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("013");
    for file in ["变更通知", "变更通知（2026-07-15）"] {
        let draft = "---\ndocument: change-notice\n---\n\n改期〔待填写：原因〕。\n";
        sandbox.write(&format!("{folder}/{file}.md"), draft);
    }
    let page = sandbox.run("show 013").stdout;
    assert!(page.contains("《变更通知》还有1处待填写；《变更通知（2026-07-15）》还有1处待填写"), "{page}");
}

#[test]
fn a_topic_on_its_way() {
    assert_snapshot!(Sandbox::sample().both("show 2026-013"));
}

#[test]
fn a_topic_with_all_stages_done() {
    assert_snapshot!(Sandbox::sample().both("show 2026-003"));
}

#[test]
fn a_closed_topic_called_for_by_circumstances() {
    assert_snapshot!(Sandbox::sample().both("show 2026-001"));
}

#[test]
fn a_topic_with_faults() {
    assert_snapshot!(Sandbox::sample().both("show 2026-004"));
}

#[test]
fn a_topic_closed_too_soon() {
    assert_snapshot!(Sandbox::sample().both("show 2026-005"));
}

#[test]
fn a_topic_with_a_stage_left_out() {
    assert_snapshot!(Sandbox::sample().both("show 2026-009"));
}

#[test]
fn a_topic_just_entered() {
    assert_snapshot!(Sandbox::sample().both("show 2026-020"));
}

#[test]
fn as_json() {
    let run = Sandbox::sample().run("show 2026-013 --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/topic/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn a_key_may_be_cut_short() {
    let sandbox = Sandbox::sample();
    let whole = sandbox.run("show 2026-013").goes_well().stdout;
    for part in ["013", "停车", "居住区停车资源共享"] {
        assert_eq!(sandbox.run(&["show", part]).stdout, whole, "{part}");
    }
}

#[test]
fn a_folder_s_name_is_a_key() {
    let sandbox = Sandbox::sample();
    let whole = sandbox.run("show 2026-013").goes_well().stdout;
    for name in ["013-居住区停车资源共享", "topics/2026/013-居住区停车资源共享"] {
        assert_eq!(sandbox.run(&["show", name]).stdout, whole, "{name}");
    }
}

#[test]
fn keys_that_mean_none_or_several() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "show 2026-099",
        "show 2026-01",
        "show 农村",
        "show 区",
        "show ''",
        "show",
        "show 2026-003 2026-004",
    ]));
}

#[test]
fn another_day_shows_another_page() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.run("--as-of 2026-07-07 show 013").exits(0));
}

#[test]
fn a_topic_is_found_by_its_title() {
    let sandbox = Sandbox::empty();
    let long =
        "关于进一步优化营商环境、支持民营经济高质量发展并推动产业链供应链协同创新与区域一体化发展的若干问题和对策研究";
    let titles = ["优化“三线”产业布局", "0~3岁婴幼儿托育", "A#1 地块更新", long, "停车", "停车资源共享"];
    for title in titles {
        sandbox.run(&["new", "--title", title]).goes_well();
    }
    let shown = |word: &str| {
        let run = sandbox.run(&["show", word, "--format", "json"]);
        if run.code == Some(0) { run.json()["key"].as_str().unwrap().to_owned() } else { run.stderr }
    };
    for (word, key) in [
        ("优化“三线”产业布局", "2026-001"),
        ("优化三线产业布局", "2026-001"),
        ("\"三线\"", "2026-001"),
        ("0~3岁", "2026-002"),
        ("０～３岁", "2026-002"),
        ("A#1", "2026-003"),
        ("a1地块", "2026-003"),
        (long, "2026-004"),
        // Beyond where the folder's name is cut.
        ("若干问题和对策", "2026-004"),
        // A whole title goes before part of another.
        ("停车", "2026-005"),
        ("停车资源", "2026-006"),
        ("2026-0006", "2026-006"),
    ] {
        assert_eq!(shown(word), key, "{word}");
    }
    assert!(shown("，").contains("没有议题"), "{}", shown("，"));
    // A title that was changed since is found by both.
    sandbox.run(&["set", "005", "title=停车治理"]).exits(0);
    assert_eq!(shown("停车治理"), "2026-005");
    assert_eq!(shown("停车"), "2026-005");
}

#[test]
fn an_ad_hoc_topic_begins_with_the_step_that_no_other_has() {
    let sandbox = Sandbox::empty();
    let next = |of: &str| {
        let shown = sandbox.run(&format!("show {of} --as-of 2026-05-06")).exits(0).stdout;
        shown.split("下一步").nth(1).unwrap().lines().nth(1).unwrap().to_owned()
    };
    sandbox.run("new --title 停水应急 --ad-hoc --meeting 2026-05-11 --as-of 2026-05-06").exits(0);
    assert!(next("2026-001").contains("责成承办临时协商"), "{}", next("2026-001"));
    let instructed = "record 2026-001 责成承办临时协商 --on 2026-05-06 --as-of 2026-05-06";
    sandbox.run(&format!("{instructed} --by 主席会办公会 --to 责任委室 --note 管网爆裂")).exits(0);
    assert!(!next("2026-001").contains("责成承办临时协商"), "{}", next("2026-001"));
    sandbox.run("new --title 停车 --meeting 2026-07-10 --as-of 2026-05-06").exits(0);
    assert!(!next("2026-002").contains("临时"), "{}", next("2026-002"));
}

#[test]
fn what_is_due_next_comes_first_and_a_paper_before_it_is_decided_on() {
    let sandbox = Sandbox::sample().taking_entries();
    let next = |day: &str| {
        let shown = sandbox.run(&format!("show 013 --as-of {day}")).exits(0).stdout;
        shown.split("下一步").nth(1).unwrap().lines().nth(1).unwrap().trim().to_owned()
    };
    let first = |day: &str| {
        let duties = sandbox.run(&format!("due 013 --as-of {day} --format json")).json();
        duties["duties"][0]["due"].as_str().unwrap().to_owned()
    };
    for day in ["2026-06-10", "2026-06-15", "2026-06-22"] {
        assert!(next(day).contains(&first(day)), "{day}: {}, {}", next(day), first(day));
        assert!(!next(day).starts_with("完成：审定《协商函》"), "{}", next(day));
    }
}

/// What is said under 下一步, and after 会议.
fn next_and_meeting(sandbox: &Sandbox, key: &str, day: &str) -> (String, String) {
    let shown = sandbox.run(&format!("show {key} --as-of {day}")).exits(0).stdout;
    let next = shown.split("下一步").nth(1).unwrap_or_default().lines().nth(1).unwrap_or_default().trim().to_owned();
    let meeting = shown.lines().find_map(|line| line.trim().strip_prefix("会议  ")).unwrap_or_default();
    (next, meeting.trim().to_owned())
}

#[test]
fn a_topic_without_a_day_is_to_get_one_and_then_goes_stage_by_stage() {
    let sandbox = Sandbox::empty();
    let run = |line: &str| sandbox.run(&format!("--as-of 2026-03-02 {line}")).exits(0);
    run("new --title 飞线 --regulation shuoting --form 调研协商");
    let (next, meeting) = next_and_meeting(&sandbox, "001", "2026-03-02");
    assert!(next.starts_with("定会期：") && meeting.is_empty(), "{next}");
    run("set 001 会期=2026-04-16");
    assert_eq!(next_and_meeting(&sandbox, "001", "2026-03-02").1, "2026-04-16（预定，还有 32 个工作日）");
    // Of what is due on one day, the step that ends the present stage comes first.
    run("record 001 提出议题 --on 2026-03-02 --by 协商议事平台");
    let set = "set 001 排除事项.违反宪法法律政策=否 排除事项.依法应予保密=否 排除事项.进入诉讼复议仲裁程序=否 排除事项.已交办的信访事项=否 排除事项.实名举报=否 排除事项.纪检监察机关正在审查调查=否 排除事项.个人问题已有明确答复=否 排除事项.其他不宜协商=否 --by 褚样章 --on 2026-03-02";
    run(set);
    run("record 001 核实协商事项 --on 2026-03-02");
    let (next, _) = next_and_meeting(&sandbox, "001", "2026-03-03");
    assert!(next.contains("审定议题"), "{next}");
}

#[test]
fn the_meeting_of_a_further_round_and_one_that_will_not_be_held() {
    let sandbox = Sandbox::empty();
    let run = |line: &str| sandbox.run(&format!("--as-of 2026-05-18 {line}")).exits(0).stderr;
    run("new --title 停车 --meeting 2026-05-14");
    run("record 001 协商会议 --on 2026-05-14");
    run("set 001 会期=2026-06-11");
    let (_, meeting) = next_and_meeting(&sandbox, "001", "2026-05-18");
    assert_eq!(meeting, "2026-05-14（已召开）；第2轮 2026-06-11（预定，还有 18 个工作日）");
    run("new --title 绿化 --meeting 2026-06-18");
    run("record 002 通知参加人员 --on 2026-05-15 --to 政协方面人士");
    let dropped = run("record 002 终止 --on 2026-05-18");
    assert!(dropped.contains("没有写明终止的原因") && dropped.contains("会期已在2026-05-15通知"), "{dropped}");
    let (_, meeting) = next_and_meeting(&sandbox, "002", "2026-05-18");
    assert_eq!(meeting, "2026-06-18（原定，不再召开）");
    let after = run("record 002 开题会议 --on 2026-05-18");
    assert!(after.contains("议题已在2026-05-18终止，其后的记录不再据以判断"), "{after}");
}
