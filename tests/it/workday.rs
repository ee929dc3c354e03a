//! `yijuan workday`.

use crate::sandbox::{SETTINGS, Sandbox};
use insta::assert_snapshot;

#[test]
fn what_kind_of_day_it_is() {
    let sandbox = Sandbox::empty();
    let days = ["2026-06-15", "2026-06-20", "2026-06-19", "2026-05-09", "2027-05-03", "2027-05-10", "1998-06-15"];
    let mut told: Vec<String> = days.iter().map(|day| sandbox.both(&["workday", day])).collect();
    told.push(sandbox.both("workday"));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn days_counted() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.unchanged_by(&[
        "workday 2026-06-11 --before 15",
        "workday 2026-06-11 --before 15 --clear",
        "workday 2026-06-11 --after 7",
        "workday 2026-06-15 --until 2026-07-01",
        "workday 2026-07-01 --until 2026-06-15",
        "workday 2026-12-28 --after 10",
    ]));
}

#[test]
fn the_count_explained() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.unchanged_by(&[
        "workday 2026-05-12 --before 5 --explain",
        "workday 2026-05-12 --before 5 --clear --explain",
        "workday 2026-04-29 --after 4 --explain",
        "workday 2026-06-15 --until 2026-06-23 --explain",
        "workday 2026-06-15 --explain",
    ]));
}

#[test]
fn as_json() {
    let sandbox = Sandbox::empty();
    let json = |asked| {
        let run = sandbox.run(&format!("workday --format json {asked}")).goes_well();
        assert_eq!(run.json()["schema"], "yijuan/workday/1");
        run.to_string()
    };
    assert_snapshot!(
        [json("2026-05-09"), json("2026-05-12 --before 5"), json("2026-06-15 --until 2026-07-01"),].join("\n")
    );
}

#[test]
fn an_archive_may_count_otherwise_and_have_a_calendar_of_its_own() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", format!("{SETTINGS}counting: clear\n"));
    assert_eq!(sandbox.run("workday 2026-06-11 --before 15").goes_well().stdout, "2026-05-20\n");
}

#[test]
fn days_of_a_year_whose_schedule_is_not_published_are_never_silently_final() {
    let sandbox = Sandbox::empty();
    let until = "workday 2027-04-28 --until 2027-05-10";
    assert!(sandbox.run(until).stdout.contains("暂计"), "{}", sandbox.run(until));
    let json = sandbox.run(&format!("{until} --format json")).json();
    assert_eq!(json["provisional"], true, "{json}");
}

#[test]
fn every_answer_in_json_has_the_same_keys() {
    let sandbox = Sandbox::empty();
    let keys = |asked: &str| {
        let answer = sandbox.run(&format!("workday 2026-06-15 --format json {asked}")).json();
        answer.as_object().unwrap().keys().cloned().collect::<Vec<String>>()
    };
    assert_eq!(keys(""), keys("--after 3"));
    assert_eq!(keys(""), keys("--until 2026-06-20"));
}

#[test]
fn without_an_archive() {
    let sandbox = Sandbox::empty();
    let run = sandbox.run_in(sandbox.dir(), "workday 2026-06-11 --before 15").goes_well();
    assert_eq!(run.stdout, "2026-05-21\n");
}

#[test]
fn what_cannot_be_counted() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.unchanged_by(&[
        "workday 2026-6-31",
        "workday 2026-06-11 --after 0",
        "workday 2026-06-11 --after 1000000",
        "workday 2026-06-11 --after three",
        "workday 2026-06-11 --after -3",
        "workday 2026-06-11 --after 3 --before 3",
        "workday 2026-06-11 --clear",
        "workday 2026-06-11 --until 明天",
    ]));
}

#[test]
fn half_a_schedule_is_never_counted_by() {
    let sandbox = Sandbox::empty();
    let path = "calendar/2027.yml";
    for (text, told) in [
        ("year: 2027\n", "2027 年的放假安排没有写元旦、春节、清明节、劳动节、端午节、中秋节、国庆节"),
        ("year: 2027\nholidays: {元旦: 2027-01-01..2027-01-03}\n", "2027 年的放假安排没有写春节、"),
        ("year: 2027\nworkdays: [2027-02-06]\n", "2027 年的放假安排没有写元旦、"),
        ("year: 2027\nholiday: {元旦: 2027-01-01}\n", "holiday"),
        ("year: 2028\nholidays: {元旦: 2027-01-01}\n", "与文件名不一致"),
        ("year: 2027\nholidays: {元旦: 2027-1-1..\n", path),
    ] {
        sandbox.write(path, text);
        sandbox.run("workday 2027-10-01").refused(&[path, told]);
        for command in ["check", "due", "list"] {
            let run = sandbox.run(command);
            assert!(run.code == Some(2) && run.to_string().contains(path), "{run}");
        }
        // What is not taken leaves the year as it was.
        assert!(!sandbox.run("--as-of 2026-12-01 doctor").stdout.contains("✓ 工作日历"), "{text}");
    }
    // Of a year that is known, a notice may say some days alone, and not none.
    sandbox.write(path, WHOLE);
    assert_eq!(sandbox.run("workday 2027-10-08").goes_well().stdout, "2027-10-08 工作日\n");
    sandbox.write("calendar/2026.yml", "holidays: {区庆: 2026-06-08}\n");
    assert!(sandbox.run("workday 2026-06-08").goes_well().stdout.contains("区庆放假"));
    sandbox.write("calendar/2026.yml", "year: 2026\n");
    sandbox.run("workday 2026-06-08").refused(&["calendar/2026.yml", "没有写 2026 年的放假或上班日期"]);
}

/// A whole year.
const WHOLE: &str = "\
holidays:
  元旦: 2027-01-01..2027-01-03
  春节: 2027-02-05..2027-02-11
  清明节: 2027-04-03..2027-04-05
  劳动节: 2027-05-01..2027-05-05
  端午节: 2027-06-09
  中秋节: 2027-09-15
  国庆节: 2027-10-01..2027-10-07
";
