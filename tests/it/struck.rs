//! A meeting recorded for a wrong day and struck out leaves nothing behind.

use crate::due::draft::{Draft, day, judged};
use std::ffi::OsString;
use std::fs;
use tempfile::TempDir;
use yijuan::archive::WorkTree;

const TOPIC: &str = "topics/2026/001-例/topic.yml";
const TODAY: &str = "2026-04-22";

/// A topic whose meeting is scheduled or not, with what is on record of it.
fn topic(regulation: &str, form: &str, scheduled: Option<&str>, events: &str) -> Draft {
    let scheduled = scheduled.map(|day| format!("scheduled: {{meeting: {day}}}\n")).unwrap_or_default();
    let topic =
        format!("title: 例\nform: {form}\nregulation: {regulation}\nbegan: 2026-02-03\noffice: urban\n{scheduled}");
    let settings = format!(
        "archive: 1\nregulation: {regulation}\nlanguage: zh-CN\nlimits: {{promptly: 5 workdays, in-advance: 3 workdays}}\n"
    );
    Draft::new(TODAY).file("yijuan.yml", &settings).file(TOPIC, &topic).file("topics/2026/001-例/events.yml", events)
}

/// What was said by the commands, run one after the other on a day.
fn run(folder: &TempDir, today: &str, commands: &[String]) -> String {
    let root = folder.path().to_str().unwrap();
    let global = ["yijuan", "-C", root, "--as-of", today, "--lang", "zh-CN", "--no-commit"];
    let mut said = String::new();
    for command in commands {
        let arguments = global.into_iter().chain(command.split_whitespace()).map(OsString::from);
        let run = yijuan::cli::run(&arguments.collect::<Vec<_>>()).result;
        let reply = run.unwrap_or_else(|problems| panic!("{command}: {problems:?}"));
        said.extend(reply.notes.iter().map(|note| note.zh.clone() + "\n"));
    }
    said
}

/// What is scheduled, owed and found.
fn state(folder: &TempDir) -> String {
    let judgement = judged(&WorkTree::new(folder.path().to_path_buf()), day(TODAY), true);
    let duties = judgement.duties.iter().map(|duty| {
        format!(
            "{} {} {:?} {:?} {:?} {}\n",
            duty.rule().id,
            duty.what,
            duty.state,
            duty.due,
            duty.done,
            duty.missing.zh
        )
    });
    let findings = judgement.findings.iter().map(|one| format!("{:?} {}\n", one.severity, one.message.zh));
    let scheduled = fs::read_to_string(folder.path().join(TOPIC)).unwrap();
    std::iter::once(scheduled).chain(duties).chain(findings).collect()
}

#[test]
fn a_wrong_meeting_struck_out_and_the_right_one_is_as_the_right_one_alone() {
    let told = "- {date: 2026-03-20, event: notice-sent, for: 2026-04-16}\n";
    let met = "- {date: 2026-03-10, event: meeting}\n";
    let topics = [
        topic("mentougou", "thematic", Some("2026-04-16"), ""),
        topic("mentougou", "thematic", Some("2026-04-16"), told),
        topic("mentougou", "sector", None, ""),
        topic("ziyang", "thematic", Some("2026-04-16"), ""),
        topic("ziyang", "thematic", Some("2026-04-16"), met),
        topic("ordos", "in-person", Some("2026-04-16"), told),
        topic("yancheng", "in-person", Some("2026-04-16"), met),
    ];
    for (nth, topic) in topics.iter().enumerate() {
        for right in ["2026-04-14", "2026-04-16", "2026-04-21"] {
            let meeting = |day: &str| format!("record 001 协商会议 --on {day}");
            let alone = topic.laid();
            run(&alone, TODAY, &[meeting(right)]);
            // Earlier and later than scheduled, still to come, a year off, and two of them.
            for wrong in
                [&["2026-04-09"][..], &["2026-04-20"], &["2026-05-10"], &["2025-04-16"], &["2026-04-15", "2026-04-13"]]
            {
                let folder = topic.laid();
                let strike = |day: &&str| format!("record 001 协商会议 --void {day} --note 记错");
                let before: Vec<String> =
                    wrong.iter().map(|day| meeting(day)).chain(wrong.iter().map(strike)).collect();
                run(&folder, TODAY, &before);
                run(&folder, TODAY, &[meeting(right)]);
                assert_eq!(state(&folder), state(&alone), "topic {nth}, {wrong:?}, then {right}");
            }
        }
    }
}

#[test]
fn of_two_days_of_a_meeting_the_one_to_come_or_of_another_year_is_asked_about() {
    let met = "- {date: 2026-04-16, event: meeting}\n";
    for slip in ["2027-04-16", "2026-05-16", "2025-04-17"] {
        let folder = topic("mentougou", "thematic", Some("2026-04-16"), met).laid();
        let said = run(&folder, TODAY, &[format!("record 001 协商会议 --on {slip} --round 1")]);
        let told = format!(
            "看看 {slip} 的年份和日期对不对；开了两天的不必处理，记错的作废：yijuan record 2026-001 协商会议 --void {slip}"
        );
        assert!(said.contains(&told), "{said}");
    }
    // Of two days alike, it may have taken both, or the one on record is the mistake.
    let folder = topic("mentougou", "thematic", Some("2026-04-16"), met).laid();
    let said = run(&folder, TODAY, &["record 001 协商会议 --on 2026-04-17 --round 1".into()]);
    assert!(said.contains("那天记错的作废：yijuan record 2026-001 协商会议 --void 2026-04-16"), "{said}");
}

#[test]
fn a_meeting_recorded_before_its_day_takes_the_place_of_the_day_scheduled() {
    let folder = topic("mentougou", "thematic", Some("2026-04-30"), "").laid();
    let said = run(&folder, "2026-04-20", &["record 001 协商会议 --on 2026-04-24".into()]);
    assert!(said.contains("预定会期改为 2026-04-24"), "{said}");
    let said = run(&folder, "2026-04-20", &["record 001 协商会议 --void 2026-04-24 --note 记错".into()]);
    assert!(said.contains("预定会期改为 2026-04-30"), "{said}");
    assert!(fs::read_to_string(folder.path().join(TOPIC)).unwrap().contains("meeting: 2026-04-30"));
}

#[test]
fn what_was_taken_for_the_next_round_is_told_when_its_first_is_struck_out() {
    // A day scheduled since is the next round's.
    let folder = topic("mentougou", "thematic", None, "- {date: 2026-04-09, event: meeting}\n").laid();
    let commands = ["set 001 scheduled.meeting=2026-04-16", "record 001 协商会议 --on 2026-04-16"];
    assert!(run(&folder, TODAY, &commands.map(String::from)).contains("记为第2轮"));
    let said = run(&folder, TODAY, &["record 001 协商会议 --void 2026-04-09 --note 记错".into()]);
    let hint = "2026-04-16 的会议记在第2轮，第1轮现在没有会议；其实是第1轮的：";
    let hint = said.split_once(hint).unwrap_or_else(|| panic!("{said}")).1;
    let commands: Vec<String> =
        hint.lines().next().unwrap().split('；').map(|one| one.split_once("yijuan ").unwrap().1.to_owned()).collect();
    run(&folder, TODAY, &commands);
    let alone = topic("mentougou", "thematic", Some("2026-04-16"), "").laid();
    run(&alone, TODAY, &["record 001 协商会议 --on 2026-04-16".into()]);
    let duties = |folder: &TempDir| state(folder).split_once("M0").unwrap().1.to_owned();
    assert_eq!(duties(&folder), duties(&alone));
}
