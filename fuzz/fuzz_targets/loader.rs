//! An archive of any files loads and is judged; what is wrong is said at a place that exists; and a topic
//! that cannot be read changes nothing for the others.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use yijuan::archive::{Archive, load, local_regulations, locate, topic_folders};
use yijuan::calendar::Calendar;
use yijuan::duty::{Duty, Finding};
use yijuan::engine::{Context, Judgement, Part, Selection, judge, stages_of_all};
use yijuan::model::Subject;
use yijuan::model::{Date, TopicKey};
use yijuan::regulation::Regulations;
use yijuan::report::{Report, human, json};
use yijuan::text::Language;
use yijuan_fuzz::{BUILT_IN, CALENDAR, Files};

/// The topic that is added and cannot be read.
const UNREADABLE: TopicKey = TopicKey { year: 2026, number: 999_998 };
const UNREADABLE_FOLDER: &str = "topics/2026/999998-无法读取";

static TODAY: LazyLock<Date> = LazyLock::new(|| "2026-06-15".parse().expect("a date"));

fuzz_target!(|bytes: &[u8]| {
    let files = Files::read(bytes);
    let own;
    let regulations = if files.has("templates") {
        own = Regulations::load(&files, &local_regulations(&files));
        &own
    } else {
        &*BUILT_IN
    };
    let today = files.text("as-of").and_then(|text| text.trim().parse().ok()).unwrap_or(*TODAY);
    let archive = read(&files, regulations);
    for problem in archive.problems.iter().chain(&regulations.problems) {
        let place = problem.place.as_ref().unwrap_or_else(|| panic!("no place: {problem:?}"));
        files.hold(place);
        assert!(!problem.message.zh.is_empty() && !problem.message.en.is_empty(), "{problem:?}");
    }
    let calendar = calendar(&archive);
    let bench = Context { archive: &archive, regulations, calendar: &calendar, today };
    let mut whole = judge(bench, Selection { part: Part::Whole, all: true });
    let usual = judge(bench, Selection { part: Part::Whole, all: false });
    let all: Vec<String> = whole.findings.iter().map(told).collect();
    for finding in &usual.findings {
        assert!(all.contains(&told(finding)), "found only without `--all`: {finding:?}");
    }
    drop(stages_of_all(bench));
    if !archive.topics.iter().any(|topic| topic.key == UNREADABLE) {
        hold_that_others_stand(&files, &whole, regulations, &calendar, today);
    }
    locate(&files, whole.findings.iter_mut().map(|finding| &mut finding.place));
    whole.findings.iter().for_each(|finding| files.hold(&finding.place));
    // To lay out a report takes as long as to judge: the half of them in each language will do.
    let language = if bytes.len().is_multiple_of(2) { Language::Chinese } else { Language::English };
    let titles = archive.topics.iter().map(|topic| (Subject::Topic(topic.key), &*topic.file.title)).collect();
    let report =
        Report { as_of: today, duties: &whole.duties, findings: &whole.findings, titles, language, since: None };
    drop(human::check(&report, human::Style { full: true, colour: false }));
    let read: serde_json::Value = serde_json::from_str(&json::check(&report)).expect("a report is JSON");
    assert_eq!(read["duties"].as_array().map(Vec::len), Some(whole.duties.len()));
});

fn read(files: &Files, regulations: &Regulations) -> Archive {
    let (folders, problems) = topic_folders(files);
    let mut archive = load(files, &folders, &|id| regulations.texts(id));
    archive.problems.extend(problems);
    archive
}

fn calendar(archive: &Archive) -> Calendar {
    let mut calendar = CALENDAR.clone();
    archive.schedules.iter().for_each(|schedule| calendar.publish(schedule.clone()));
    calendar
}

/// One bad file never hides the rest.
fn hold_that_others_stand(
    files: &Files,
    before: &Judgement,
    regulations: &Regulations,
    calendar: &Calendar,
    today: Date,
) {
    let mut more = files.clone();
    more.add(&format!("{UNREADABLE_FOLDER}/topic.yml"), b"title: [\n".to_vec());
    more.add(&format!("{UNREADABLE_FOLDER}/events.yml"), b"- {date: 2026-02-30, event: meeting}\n".to_vec());
    let archive = read(&more, regulations);
    let bench = Context { archive: &archive, regulations, calendar, today };
    let after = judge(bench, Selection { part: Part::Whole, all: true });
    let is_other = |subject: &Subject| *subject != Subject::Topic(UNREADABLE);
    let duties = |judgement: &Judgement| -> Vec<String> {
        judgement.duties.iter().filter(|duty| is_other(&duty.subject)).map(stands).collect()
    };
    assert_eq!(duties(before), duties(&after));
    let findings = |judgement: &Judgement| -> Vec<String> {
        let of_topics = judgement.findings.iter().filter(|finding| matches!(finding.subject, Subject::Topic(_)));
        of_topics.filter(|finding| is_other(&finding.subject)).map(told).collect()
    };
    assert_eq!(findings(before), findings(&after));
}

fn stands(duty: &Duty) -> String {
    format!("{} {} {} {} {:?} {:?}", duty.subject, duty.rule().id, duty.what, duty.state.id(), duty.due, duty.done)
}

fn told(finding: &Finding) -> String {
    let Finding { subject, severity, message, .. } = finding;
    let place = &finding.place;
    format!("{subject} {:?} {severity:?} {} {:?} {}", finding.rule_id(), place.path, place.field, message.en)
}
