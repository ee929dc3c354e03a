//! `yijuan` without a command.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn the_page_of_a_morning() {
    assert_snapshot!(Sandbox::sample().unchanged_by(&[""]));
}

#[test]
fn of_somebody_alone() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["--for 陈假设", "--for 城建环保委员会"]));
    sandbox.run("--for 查无此人").refused(&["查无此人"]);
    sandbox.run("--for 陈假设 due").refused(&["命令之前的 `--for`", "yijuan due --for"]);
}

#[test]
fn outside_an_archive_it_is_the_help() {
    let sandbox = Sandbox::bare();
    let run = sandbox.run_in(&sandbox.tree(), "--lang en").goes_well();
    assert!(run.stdout.starts_with("One topic, one dossier"), "{run}");
    // Where an archive is named, or somebody in it, there is to be one.
    sandbox.run_in(&sandbox.tree(), "-C .").refused(&["yijuan.yml"]);
    sandbox.run_in(&sandbox.tree(), "--for 陈假设").refused(&["yijuan.yml"]);
}

#[test]
fn what_became_overdue_is_new_for_a_day_and_stands_from_then_on() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯 --form 专题协商 --office urban --meeting 2026-07-20").goes_well();
    let new_on = |day: &str| {
        let page = sandbox.run(&format!("--as-of {day} --lang zh-CN")).exits(0).stdout;
        page.lines().skip_while(|line| !line.starts_with("新出现")).take_while(|line| !line.is_empty()).count() - 1
    };
    // The letter is due three working days before the meeting, on 15 July, a Wednesday.
    let days = ["2026-07-15", "2026-07-16", "2026-07-17"];
    let found: Vec<usize> = days.map(new_on).into();
    assert!(found[0] == 0 && found[1] > 0, "{found:?}");
    let page = sandbox.run("--as-of 2026-07-17 --lang zh-CN").exits(0).stdout;
    let new = page.split("\n\n").find(|part| part.starts_with("新出现")).unwrap();
    assert!(!new.contains("发出《协商函》"), "{page}");
    assert!(page.contains("另有更早的逾期和问题"), "{page}");
}

#[test]
fn after_a_weekend_everything_since_friday_is_new() {
    let sandbox = Sandbox::empty();
    let page = sandbox.run("--as-of 2026-06-15 --lang zh-CN").exits(0).stdout;
    assert!(page.contains("新出现的逾期和问题（2026-06-12 以来）"), "{page}");
    // 6 October lies within a holiday of eight days.
    let page = sandbox.run("--as-of 2026-10-08 --lang zh-CN").exits(0).stdout;
    assert!(page.contains("（2026-09-30 以来）"), "{page}");
}
