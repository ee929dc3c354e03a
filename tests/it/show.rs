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
