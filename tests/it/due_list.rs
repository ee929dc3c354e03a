//! `yijuan due`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn everything_due() {
    assert_snapshot!(Sandbox::sample().both("due"));
}

#[test]
fn what_concerns_a_person() {
    let sandbox = Sandbox::sample();
    let by_name = sandbox.run("due --for 钱样本").goes_well();
    assert_eq!(sandbox.run("due --for qian-yangben").stdout, by_name.stdout);
    let english = sandbox.run("--lang en due --for sun-fanwen").goes_well();
    assert_snapshot!(format!("{by_name}\n{english}"));
}

#[test]
fn what_only_a_person_can_state_is_on_the_checklist_and_no_deadline() {
    let sandbox = Sandbox::sample();
    let due = sandbox.run("due").goes_well().stdout;
    assert!(due.contains("2026-013") && !due.contains("M6d"), "{due}");
    let checklist = sandbox.run("show 013 --checklist").goes_well().stdout;
    assert!(checklist.contains("M6d"), "{checklist}");
}

#[test]
fn as_json() {
    let run = Sandbox::sample().run("due --for 吴假名 --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/due/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn nothing_and_nobody() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(
        [
            sandbox.both("due --for 尤演示"),
            sandbox.both("due --for 钱样"),
            sandbox.both("due --for nobody-at-all"),
            Sandbox::empty().both("due"),
            Sandbox::empty().run("due --format json").to_string(),
        ]
        .join("\n")
    );
}

#[test]
fn a_schedule_not_yet_published_is_said() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --meeting 2027-05-20 --form thematic").goes_well();
    assert_snapshot!(sandbox.both("due"));
}
