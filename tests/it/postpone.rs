//! `yijuan postpone`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn deadlines_move_and_the_comment_stays() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["postpone", "013", "2026-07-15"]).exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    let english = Sandbox::sample();
    assert_snapshot!(english.run(&["--lang", "en", "-v", "postpone", "013", "2026-07-15"]));
}

/// What `check` says of the change, a line each.
fn found(sandbox: &Sandbox, day: &str) -> Vec<String> {
    let run = sandbox.run(&["--as-of", day, "check", "018", "--format", "json"]);
    let findings = run.json()["findings"].as_array().unwrap().clone();
    let of_rule = findings.iter().filter(|finding| finding["rule"] == "M8c");
    of_rule
        .map(|finding| format!("{} {}", finding["severity"].as_str().unwrap(), finding["message"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_change_is_found_until_it_is_notified() {
    let sandbox = Sandbox::sample();
    let notice = ["record", "018", "notice-sent", "--by", "urban", "--to", "cppcc-side", "--on", "2026-06-01"];
    sandbox.run(&notice).goes_well();
    assert_eq!(found(&sandbox, "2026-06-17"), Vec::<String>::new());
    let moved = sandbox.run(&["postpone", "018", "2026-07-17"]).exits(0);
    assert_snapshot!(moved);
    // 10 working days after the change of 15 June, by the archive's own value for 及时; 19 June is a holiday.
    assert_eq!(found(&sandbox, "2026-06-30"), Vec::<String>::new());
    let late = found(&sandbox, "2026-07-01");
    assert!(late.len() == 1 && late[0].starts_with("note "), "{late:?}");
    let command = moved.stderr.lines().find_map(|line| line.split_once("yijuan record")).unwrap().1;
    let words: Vec<&str> = ["record"].into_iter().chain(command.split_whitespace()).collect();
    sandbox.run(&words).goes_well();
    let left = found(&sandbox, "2026-07-01");
    assert!(left.iter().all(|finding| !finding.contains("尚无")), "{left:?}");
    assert!(
        sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).ends_with("via: written, for: 2026-07-17}\n")
    );
}

#[test]
fn nobody_told_yet_and_no_working_day() {
    assert_snapshot!(each(Sandbox::sample, &["postpone", "018", "2026-07-18"]));
}

#[test]
fn meetings_that_cannot_be_moved() {
    let sandbox = Sandbox::sample();
    let state = sandbox.state();
    let told = [
        sandbox.both(&["postpone", "013", "2026-07-08"]),
        sandbox.both(&["postpone", "003", "2026-07-15"]),
        sandbox.both(&["postpone", "020", "七月"]),
    ];
    assert_snapshot!(told.join("\n"));
    assert_eq!(sandbox.state(), state);
}

#[test]
fn the_notice_of_a_later_round() {
    let sandbox = Sandbox::sample();
    let told = "- {date: 2026-06-12, event: notice-sent, to: [cppcc-side], for: 2026-07-10, round: 2}\n";
    sandbox.append(&format!("{}/events.yml", sandbox.topic("018")), told);
    sandbox.commit_all("第二轮");
    assert_snapshot!(sandbox.run(&["postpone", "018", "2026-07-17"]).exits(0).stderr);
}

#[test]
fn an_edited_notice_is_kept_and_a_notice_that_lacks_facts_is_not_drafted() {
    let sandbox = Sandbox::sample();
    let notice = format!("{}/变更通知.md", sandbox.topic("013"));
    sandbox.run(&["postpone", "013", "2026-07-15"]).exits(0);
    sandbox.append(&notice, "已电话告知各参加单位。\n");
    let edited = sandbox.read(&notice);
    let kept = sandbox.run(&["postpone", "013", "2026-07-16"]).exits(0).stderr;
    assert_eq!(sandbox.read(&notice), edited);
    let lacking = Sandbox::sample();
    lacking.run(&["set", "013", "office="]).goes_well();
    let told = lacking.run(&["postpone", "013", "2026-07-15"]).exits(0).stderr;
    assert!(!lacking.archive().join(&notice).exists());
    assert_snapshot!(format!("{kept}\n{told}"));
}
