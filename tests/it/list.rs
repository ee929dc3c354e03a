//! `yijuan list`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn every_topic() {
    assert_snapshot!(Sandbox::sample().both("list"));
}

#[test]
fn each_filter_alone_and_two_together() {
    let sandbox = Sandbox::sample();
    let listed = [
        "list 电梯",
        "list 2026-01",
        "list 有话请讲",
        "list --year 2025",
        "list --office urban",
        "list --office 城建环保委员会",
        "list --stage 做好协商准备",
        "list --state due-soon",
        "list --state ended",
        "list --office social --state overdue",
    ]
    .map(|command| sandbox.run(command).exits(0).to_string());
    assert_snapshot!(listed.join("\n"));
}

#[test]
fn a_stage_by_its_id_is_the_stage_by_its_name() {
    let sandbox = Sandbox::sample();
    let by_id = sandbox.run("list --stage prepare");
    let by_name = sandbox.run("list --stage 做好协商准备");
    assert_eq!((by_id.code, &by_id.stdout), (Some(0), &by_name.stdout));
}

#[test]
fn as_json() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("list --office urban --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/topics/1");
    let none = sandbox.run("list --year 2024 --format json").goes_well();
    assert_eq!(none.json()["topics"], serde_json::json!([]));
    for topic in sandbox.run("list --format json").json()["topics"].as_array().unwrap() {
        let keys: Vec<&String> = topic.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["key", "title", "form", "regulation", "office", "stage", "next", "state", "path"]);
    }
    assert_snapshot!(run.stdout);
}

#[test]
fn filters_that_mean_nothing() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "list --state late",
        "list --state overdu",
        "list --stage 准备",
        "list --year 今年",
        "list --office urbn",
        "list 没有这样的题目",
    ]));
}

#[test]
fn an_empty_archive() {
    assert_snapshot!(Sandbox::empty().both("list"), @"
    $ yijuan --lang zh-CN list
    exit 0
    --- stderr
    提示：没有符合条件的议题

    $ yijuan --lang en list
    exit 0
    --- stderr
    hint: no topic matches
    ");
}

#[test]
fn the_sample_shows_every_form_and_every_stage() {
    let run = Sandbox::sample().run("list --format json").goes_well();
    let topics = run.json()["topics"].as_array().unwrap().clone();
    let seen = |key: &str| -> std::collections::BTreeSet<String> {
        topics.iter().filter_map(|topic| topic[key].as_str()).map(ToOwned::to_owned).collect()
    };
    let forms =
        ["advice", "counterpart", "in-person", "proposal-handling", "research-consultation", "sector", "thematic"];
    assert_eq!(Vec::from_iter(seen("form")), forms);
    let regulations = ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"];
    assert_eq!(Vec::from_iter(seen("regulation")), regulations);
    let stages =
        ["conversion", "dossier", "follow-up", "meet", "opinion", "plan", "prepare", "report", "result", "scheme"];
    assert_eq!(Vec::from_iter(seen("stage")), stages);
}

#[test]
fn a_state_goes_by_its_chinese_name_too() {
    let sandbox = Sandbox::sample();
    for (id, name) in [("overdue", "逾期"), ("due-soon", "将到期"), ("on-track", "正常"), ("ended", "已办结")]
    {
        let by = |state| sandbox.run(&["list", "--state", state]).exits(0).stdout;
        assert_eq!(by(id), by(name));
    }
}
