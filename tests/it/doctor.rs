//! `yijuan doctor`.

use crate::sandbox::{SETTINGS, Sandbox};
use insta::assert_snapshot;
use std::fs;

#[test]
fn the_sample_lacks_the_calendar_of_the_coming_year() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    assert_snapshot!(sandbox.both(&["doctor"]));
    assert_eq!(sandbox.state(), before);
}

#[test]
fn what_is_missing_around_an_archive() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", format!("{SETTINGS}regulations: [mentougou]\n"));
    sandbox.write("people.yml", "- {id: qian, name: 钱样本, posts: [{post: chair, until: 2026-03-31}]}\n");
    let topic = "title: 电梯\nregulation: mentougou\nbegan: 2026-06-01\noffice: urban\n";
    sandbox.write("topics/2026/001-电梯/topic.yml", topic);
    fs::write(sandbox.tree().join(".git/index.lock"), "").unwrap();
    assert_snapshot!(sandbox.both(&["doctor"]));
}

#[test]
fn nobody_to_commit_as_and_no_repository() {
    let told = [Sandbox::empty().anonymous(), Sandbox::without_git()].map(|sandbox| {
        sandbox.write("yijuan.yml", SETTINGS);
        sandbox.both(&["doctor"])
    });
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_year_whose_days_off_are_known_is_well() {
    let sandbox = Sandbox::empty();
    sandbox.write("calendar/2027.yml", "year: 2027\nholidays:\n  元旦: 2027-01-01..2027-01-03\nworkdays: []\n");
    sandbox.commit_all("日历");
    let told = sandbox.run(&["doctor"]).stdout;
    assert!(told.contains("✓ 工作日历"), "{told}");
}
