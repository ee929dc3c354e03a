//! `yijuan show`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

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
