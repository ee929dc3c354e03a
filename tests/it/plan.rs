//! `yijuan plan`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

const PLAN: &str = "plans/2026/plan.yml";

#[test]
fn a_candidate_keeps_its_channel() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read(PLAN);
    let run =
        sandbox.run(&["plan", "add", "2026", "--title", "社区微更新", "--channel", "社会（各方）征题"]).goes_well();
    // The last item has a comment on its line, which stays there.
    assert_eq!(sandbox.read(PLAN), before + "  - {title: 社区微更新, channel: public-call}\n");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    assert_eq!(
        sandbox.run(&["--format", "json", "plan", "show", "2026"]).json()["items"][20]["channel"],
        "public-call"
    );
}

#[test]
fn a_topic_has_its_channel_itself() {
    let sandbox = Sandbox::sample();
    let what = ["--lang", "en", "-v", "plan", "add", "2026", "--title", "冬季供热应急保障", "--topic", "供热"];
    let run = sandbox.run(&[&what[..], &["--kind", "民主监督", "--channel", "unit-member"]].concat());
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn the_first_item_makes_the_plan() {
    let sandbox = Sandbox::empty();
    let run = sandbox.run(&[
        "plan",
        "add",
        "2027",
        "--title",
        "社区微更新",
        "--form",
        "界别协商",
        "--office",
        "城建环保委员会",
    ]);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn an_item_goes_by_its_title_or_number_with_its_own_line() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read(PLAN);
    let run = sandbox.run(&["plan", "remove", "2026", "老旧小区加装电梯"]).exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    let run = sandbox.run(&["--lang", "en", "plan", "remove", "2026", "19"]).goes_well();
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    let gone = |line: &&str| !line.contains("2026-003") && !line.contains("四季度，尚未立题");
    let left: Vec<&str> = before.lines().filter(gone).collect();
    assert_eq!(sandbox.read(PLAN), left.join("\n") + "\n");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_stay() {
    let sandbox = Sandbox::sample();
    let before = format!("\u{feff}{}", sandbox.read(PLAN).replace('\n', "\r\n"));
    sandbox.write(PLAN, &before);
    sandbox.commit_all("换行");
    sandbox.run(&["plan", "add", "2026", "--title", "甲"]).goes_well();
    assert_eq!(sandbox.read(PLAN), format!("{before}  - {{title: 甲}}\r\n"));
    sandbox.run(&["plan", "remove", "2026", "甲"]).goes_well();
    assert_eq!(sandbox.read(PLAN), before);
}

#[test]
fn what_no_plan_takes() {
    let sandbox = Sandbox::sample();
    let state = sandbox.state();
    let add = |more: &[&str]| sandbox.both(&[&["plan", "add", "2026"], more].concat());
    let told = [
        add(&["--title", " ", "--form", "专题协尚", "--kind", "协商会", "--channel", "公众"]),
        add(&["--title", "生活垃圾分类"]),
        add(&["--title", "电梯", "--topic", "003"]),
        add(&["--title", "电梯", "--topic", "099"]),
        sandbox.both(&["plan", "remove", "2026", "生活垃圾分累"]),
        sandbox.both(&["plan", "remove", "2026", "21"]),
        sandbox.both(&["plan", "add", "26", "--title", "甲"]),
        sandbox.both(&["plan", "add", "2026", "--title", "甲", "--format", "json"]),
    ];
    assert_snapshot!(told.join("\n"));
    assert_eq!(sandbox.state(), state);
}

#[test]
fn an_unusual_file_is_left_to_its_owner() {
    let sandbox = Sandbox::sample();
    sandbox.write(PLAN, "items: [{title: 甲}, {title: 乙}]\n");
    let state = sandbox.state();
    let told =
        [sandbox.both(&["plan", "add", "2026", "--title", "丙"]), sandbox.both(&["plan", "remove", "2026", "甲"])];
    assert_snapshot!(told.join("\n"));
    assert_eq!(sandbox.state(), state);
}

#[test]
fn a_year_on_one_page() {
    assert_snapshot!(Sandbox::sample().both(&["plan", "show", "2026"]));
}

#[test]
fn a_year_as_json() {
    let sandbox = Sandbox::sample();
    sandbox.write(PLAN, "made_by: cppcc\nitems:\n  - {title: 老旧小区加装电梯, form: thematic, topic: 2026-003}\n  - {title: 甲, channel: mail}\n");
    let run = sandbox.run(&["plan", "show", "2026", "--format", "json"]).exits(0);
    assert_eq!(run.json()["schema"], "yijuan/plan/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn a_year_without_a_plan() {
    assert_snapshot!(each(Sandbox::sample, &["plan", "show", "2031"]));
}

#[test]
fn step_by_step_the_year_is_approved() {
    let sandbox = Sandbox::empty();
    let next = |by: &str, more: &[&str]| {
        sandbox.run(&[&["plan", "approve", "2027", "--by", by], more].concat()).exits(0).to_string()
    };
    let told = [
        next("party-group", &["--on", "2026-04-28"]),
        next("party-group", &["--on", "2026-05-08"]),
        next("党委常委会", &["--on", "2026-05-15"]),
        next("party-committee-office", &["--to", "whole-district"]),
    ];
    assert_snapshot!(format!("{}\n{}", told.join("\n"), sandbox.last_change()));
    assert_snapshot!(sandbox.both(&["plan", "show", "2027"]));
}

#[test]
fn a_step_out_of_order_is_recorded_and_said() {
    let sandbox = Sandbox::empty();
    let told = ["zh-CN", "en"].map(|language| {
        sandbox
            .run(&["--lang", language, "plan", "approve", "2027", "审议年度协商计划", "--by", "cppcc-office"])
            .exits(0)
            .to_string()
    });
    assert_snapshot!(told.join("\n"));
    assert!(sandbox.read("plans/2027/events.yml").contains("plan-deliberated"));
}

#[test]
fn steps_that_are_none() {
    let sandbox = Sandbox::sample();
    let state = sandbox.state();
    let told = [
        sandbox.both(&["plan", "approve", "2026", "--by", "cppcc"]),
        sandbox.both(&["plan", "approve", "2026", "plan-issue", "--by", "cppcc"]),
        sandbox.both(&["plan", "approve", "2026", "meeting", "--by", "cppcc", "--on", "昨天"]),
        sandbox.both(&["plan", "approve", "2026"]),
    ];
    assert_snapshot!(told.join("\n"));
    assert_eq!(sandbox.state(), state);
}

#[test]
fn a_step_that_is_somebody_elses_is_not_guessed() {
    let sandbox = Sandbox::empty();
    let before = sandbox.state();
    assert_snapshot!(sandbox.both(&["plan", "approve", "2027", "--by", "党委常委会"]));
    assert_eq!(sandbox.state(), before);
    sandbox.run(&["plan", "approve", "2027", "提出年度重点协商议题建议", "--by", "党委常委会"]).exits(0);
}
