//! `yijuan calendar`.

use crate::sandbox::Sandbox;
use crate::tools::{python, told};
use std::collections::{BTreeSet, HashMap};
use std::fs;

/// The events of a calendar, each by its id with its properties; read as strictly as RFC 5545 is written.
pub fn events(calendar: &str) -> HashMap<String, HashMap<String, String>> {
    let mut unfolded: Vec<String> = Vec::new();
    assert!(calendar.ends_with("\r\n"));
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\n', '\r']), "{line}");
        match line.strip_prefix(' ') {
            Some(more) => unfolded.last_mut().unwrap().push_str(more),
            None => unfolded.push(line.to_owned()),
        }
    }
    assert_eq!(
        (unfolded.first().unwrap().as_str(), unfolded.last().unwrap().as_str()),
        ("BEGIN:VCALENDAR", "END:VCALENDAR")
    );
    let mut found = HashMap::new();
    let mut event: Option<HashMap<String, String>> = None;
    for line in &unfolded {
        match (line.as_str(), &mut event) {
            ("BEGIN:VEVENT", None) => event = Some(HashMap::new()),
            ("END:VEVENT", Some(_)) => {
                let done = event.take().unwrap();
                assert!(done["DTSTART;VALUE=DATE"] < done["DTEND;VALUE=DATE"], "{done:?}");
                assert!(found.insert(done["UID"].clone(), done).is_none(), "an id stands twice");
            }
            (line, Some(event)) => {
                let (name, value) = line.split_once(':').unwrap();
                assert!(event.insert(name.to_owned(), value.to_owned()).is_none(), "{name} stands twice");
            }
            _ => {}
        }
    }
    found
}

fn calendar(sandbox: &Sandbox, command: &str) -> HashMap<String, HashMap<String, String>> {
    events(&sandbox.run(&format!("--lang zh-CN {command}")).goes_well().stdout)
}

#[test]
fn every_dated_duty_is_an_event_of_a_whole_day() {
    let sandbox = Sandbox::sample();
    let found = calendar(&sandbox, "calendar");
    let due = sandbox.run("due --format json").exits(0).json();
    for duty in due["duties"].as_array().unwrap().iter().filter(|duty| !duty["due"].is_null()) {
        let [subject, regulation, rule] = ["subject", "regulation", "rule"].map(|key| duty[key].as_str().unwrap());
        let begin = format!("{subject}/{regulation}/{rule}");
        let day = duty["due"].as_str().unwrap().replace('-', "");
        let is_it = |(id, event): (&String, &HashMap<String, String>)| {
            id.starts_with(&begin) && event["DTSTART;VALUE=DATE"] == day && id.ends_with("@yunhe-sample")
        };
        assert!(found.iter().any(is_it), "{duty}");
    }
    // Nothing of a title or a day is in an id.
    assert!(found.keys().all(|id| !id.contains("2026-06") || id.contains("2026-06-")), "{:?}", found.keys());
    let theirs = calendar(&sandbox, "calendar --for 城建环保委员会");
    assert!(!theirs.is_empty() && theirs.len() < found.len());
}

#[test]
fn tomorrow_it_has_the_same_id_also_when_it_moves_is_settled_or_withdrawn() {
    let sandbox = Sandbox::empty();
    sandbox.append("yijuan.yml", "id: shiyan-dang\n");
    sandbox.commit_all("标识");
    sandbox.run("new --title 电梯 --form 专题协商 --office urban --meeting 2027-03-10").exits(0);
    let id = "2027-001/mentougou/M9a@shiyan-dang";
    let first = calendar(&sandbox, "calendar");
    assert!(first.contains_key(id), "{:?}", first.keys());
    assert_eq!(first[id]["STATUS"], "TENTATIVE");
    assert!(first[id]["SUMMARY"].contains("（暂计）"), "{:?}", first[id]);
    let next = calendar(&sandbox, "--as-of 2026-06-16 calendar");
    assert_eq!(next[id]["DTSTART;VALUE=DATE"], first[id]["DTSTART;VALUE=DATE"]);
    // The meeting moves.
    sandbox.run("postpone 2027-001 2027-04-14").exits(0);
    let moved = calendar(&sandbox, "calendar");
    assert!(moved[id]["DTSTART;VALUE=DATE"] > first[id]["DTSTART;VALUE=DATE"]);
    assert_eq!(moved["2027-001/meeting@shiyan-dang"]["DTSTART;VALUE=DATE"], "20270414");
    // The schedule of the year is published.
    let days = "{元旦: 2027-01-01..2027-01-03, 春节: 2027-02-05..2027-02-11, 清明节: 2027-04-03..2027-04-05, 劳动节: 2027-05-01..2027-05-05, 端午节: 2027-06-09..2027-06-11, 中秋节: 2027-09-15..2027-09-17, 国庆节: 2027-10-01..2027-10-07}";
    sandbox.write("calendar/2027.yml", format!("year: 2027\nholidays: {days}\nworkdays: []\n"));
    sandbox.commit_all("日历");
    let settled = calendar(&sandbox, "calendar");
    assert!(!settled[id].contains_key("STATUS") && !settled[id]["SUMMARY"].contains("暂计"), "{:?}", settled[id]);
    sandbox.run("--as-of 2026-06-17 record 2027-001 终止 --note 不再办理").exits(0);
    let off = calendar(&sandbox, "--as-of 2026-06-17 calendar");
    assert_eq!(
        (off[id]["STATUS"].as_str(), off["2027-001/meeting@shiyan-dang"]["STATUS"].as_str()),
        ("CANCELLED", "CANCELLED")
    );
    assert_eq!(off[id]["DTSTART;VALUE=DATE"], settled[id]["DTSTART;VALUE=DATE"]);
    // Two months later it is not told of any more.
    assert!(!calendar(&sandbox, "--as-of 2026-08-20 calendar").contains_key(id));
}

#[test]
fn a_title_may_hold_anything() {
    let sandbox = Sandbox::empty();
    let title = "加装电梯，“一梯一策”;a,b\\c: 很长的题目很长的题目很长的题目很长的题目很长的题目很长的题目";
    sandbox
        .run(&["new", "--title", title, "--form", "专题协商", "--office", "urban", "--meeting", "2026-09-10"])
        .exits(0);
    let found = calendar(&sandbox, "calendar");
    assert!(found.values().all(|event| event["SUMMARY"].contains("\\;a\\,b\\\\c:")), "{found:?}");
}

/// What icalendar reads of a calendar: of each event its id, its day, how many days it lasts and what it says.
fn read_by_python(sandbox: &Sandbox, day: &str) -> BTreeSet<(String, String)> {
    let program = "\
import datetime, icalendar, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
for event in calendar.walk('VEVENT'):
    start, end = event['DTSTART'].dt, event['DTEND'].dt
    assert type(start) is type(end) is datetime.date and end - start == datetime.timedelta(days=1), event
    assert '\\n' not in event['SUMMARY'], event
    print(event['UID'], start, sep='\\t')";
    let file = sandbox.dir().join(format!("{day}.ics"));
    fs::write(&file, sandbox.run(&format!("--as-of {day} --lang zh-CN calendar")).exits(0).stdout).unwrap();
    let told = told(python(option_env!("PYTHON_ICALENDAR")).args(["-c", program]).arg(file));
    let events: Vec<(String, String)> = told
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, day)| (id.to_owned(), day.to_owned()))
        .collect();
    let ids: BTreeSet<&String> = events.iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), events.len(), "an id stands twice: {told}");
    events.into_iter().collect()
}

#[test]
#[cfg_attr(not(has_icalendar), ignore = "needs python3-icalendar")]
fn icalendar_reads_every_event_the_same_tomorrow() {
    let sandbox = Sandbox::sample();
    let today = read_by_python(&sandbox, "2026-06-15");
    assert_eq!(today.len(), calendar(&sandbox, "calendar").len());
    let tomorrow = read_by_python(&sandbox, "2026-06-16");
    // Nothing is done or withdrawn on the day between, nor is there a meeting.
    assert_eq!(today.difference(&tomorrow).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}
