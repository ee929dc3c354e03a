//! `yijuan set`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

/// The file of the topic that has a comment at its end.
fn topic_file(sandbox: &Sandbox) -> String {
    sandbox.read(&format!("{}/topic.yml", sandbox.topic("013")))
}

#[test]
fn a_meeting_moves_and_its_comment_stays() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["set", "013", "scheduled.meeting=2026-07-15"]).goes_well();
    assert_eq!(run.stdout, "");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
}

#[test]
fn fields_of_every_kind_by_name_or_id() {
    let sandbox = Sandbox::sample();
    let fields =
        ["tags=重大问题", "form=专题协商", "lead=孙范文", "office=社会法制委员会", "ad_hoc=true", "source.from=甲,乙"];
    let rest = [
        "source.channel=党政点题（交题）",
        "scheduled.协商会议=2026-07-15",
        "entrusted_by=区委: 办公室",
        "began=2026-03-27",
    ];
    let run = sandbox.run(&[&["-v", "set", "013"], &fields[..], &rest].concat());
    assert_snapshot!(format!("{run}\n{}\n{}", sandbox.last_change(), topic_file(&sandbox)));
}

#[test]
fn fields_are_taken_out() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["set", "013", "lead=", "scheduled.meeting=", "room="]).goes_well();
    assert_snapshot!(format!("{run}\n{}\n{}", sandbox.last_change(), topic_file(&sandbox)));
}

#[test]
fn the_same_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let told = sandbox.both(&["set", "013", "office=urban"]);
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told);
}

#[test]
fn what_is_refused_changes_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let told = [
        sandbox.both(&["set", "013", "ofice=urban"]),
        sandbox.both(&["set", "013", "banana=urban"]),
        sandbox.both(&["set", "013", "lead=钱样"]),
        sandbox.both(&["set", "013", "lead=someone-else"]),
        sandbox.both(&["set", "013", "scheduled.meeting=2026-7-15"]),
        sandbox.both(&["set", "013", "scheduled.meting=2026-07-15"]),
        sandbox.both(&["set", "013", "began=昨天"]),
        sandbox.both(&["set", "013", "form=圆桌", "tags=major,minor", "office=urban"]),
        sandbox.both(&["set", "013", "ad_hoc=maybe"]),
        sandbox.both(&["set", "013", "title="]),
        sandbox.both(&["set", "013", "regulation=hainan"]),
        sandbox.both(&["set", "013", "office"]),
        sandbox.both(&["set", "013"]),
        sandbox.both(&["set", "099", "office=urban"]),
    ];
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_title_with_control_characters_is_refused() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    for title in ["一\n二", "\u{1b}[31m红", "  "] {
        sandbox.run(&["set", "013", &format!("title={title}")]).refused(&[]);
    }
    assert_eq!(sandbox.state(), before);
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, &["-v", "set", "013", "office=social"]));
}
