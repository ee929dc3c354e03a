//! A regulation either resolves, every id in it looked up, and judges a topic; or every problem with it
//! has a line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use yijuan::archive::{Archive, WorkTree, load, locate, topic_folders};
use yijuan::engine::{Context, Part, Selection, asked, course, judge, stages};
use yijuan::model::{Date, Name, Settings};
use yijuan::regulation::{Check, Regulation, Regulations, Rule};
use yijuan_fuzz::{CALENDAR, Files};

const ID: &str = "here";
const PATH: &str = "templates/here/regulation.yml";

static TODAY: LazyLock<Date> = LazyLock::new(|| "2026-06-15".parse().expect("a date"));

/// Two topics and the years of the sample archive, put under the regulation.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let sample = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../sample-archive"));
    let source = WorkTree::new(sample);
    let (folders, _) = topic_folders(&source);
    let chosen: Vec<_> = folders.into_iter().filter(|folder| matches!(folder.key.number, 1 | 12)).collect();
    let mut archive = load(&source, &chosen, &|_| None);
    assert!(archive.topics.len() > 2 && archive.problems.is_empty());
    archive.topics.iter_mut().for_each(|topic| topic.file.regulation = Name::from(ID));
    let settings = archive.settings.take().expect("the sample has settings");
    archive.settings = Some(Settings { regulations: vec![Name::from(ID)], ..settings });
    archive
});

fuzz_target!(|bytes: &[u8]| {
    match yijuan::regulation::read(ID, PATH, bytes, false) {
        Ok(regulation) => {
            hold_resolved(&regulation);
            hold_judging(regulation);
        }
        Err(mut problems) => {
            assert!(!problems.is_empty());
            let mut files = Files::default();
            files.add(PATH, bytes.to_vec());
            locate(&files, problems.iter_mut().filter_map(|problem| problem.place.as_mut()));
            for problem in &problems {
                let place = problem.place.as_ref().unwrap_or_else(|| panic!("no place: {problem:?}"));
                assert_eq!(place.path, PATH);
                assert!(place.line.is_some(), "no line: {problem:?}");
                files.hold(place);
            }
        }
    }
});

fn hold_resolved(regulation: &Regulation) {
    assert_eq!(regulation.id.as_str(), ID);
    let has_event = |id: &str| regulation.events.get(id).is_some();
    let has_document = |id: &Name| regulation.documents.get(id).is_some();
    let mut ids = HashSet::new();
    for rule in &regulation.rules {
        assert!(ids.insert(&rule.id), "`{}` twice", rule.id);
        assert!(rule.events().all(has_event), "{rule:?}");
        for check in &rule.checks {
            match check {
                Check::Document(check) => assert!(check.documents.ids().iter().all(has_document), "{check:?}"),
                Check::Chain(chain) => assert!(chain.document.iter().all(has_document), "{chain:?}"),
                Check::Wording(wording) => assert!(wording.documents.iter().all(has_document), "{wording:?}"),
                _ => {}
            }
        }
        hold_said(regulation, rule);
    }
    assert!(regulation.stages.iter().all(|stage| stage.done_when.iter().all(|event| has_event(event))));
    for (_, event) in regulation.events.iter() {
        assert!(event.document.iter().all(has_document), "{event:?}");
    }
    for (id, event) in regulation.events.iter() {
        assert_eq!(regulation.event_id(id).ok(), Some(id));
        assert!(regulation.event_id(&event.term.name).is_ok());
    }
    for post in regulation.terms(yijuan::vocabulary::Group::Posts).keys() {
        assert!(regulation.implied(post).contains(&post));
    }
}

fn hold_said(regulation: &Regulation, rule: &Rule) {
    let asked = asked(regulation, rule);
    assert_eq!(asked.zh.is_empty(), asked.en.is_empty(), "{asked:?}");
}

fn hold_judging(regulation: Regulation) {
    let regulations: Regulations = [regulation].into_iter().collect();
    let bench = Context { archive: &ARCHIVE, regulations: &regulations, calendar: &CALENDAR, today: *TODAY };
    let judgement = judge(bench, Selection { part: Part::Whole, all: true });
    for finding in &judgement.findings {
        assert!(!finding.place.path.is_empty(), "{finding:?}");
    }
    for topic in &ARCHIVE.topics {
        assert!(stages(bench, topic).is_some());
    }
    regulations.iter().for_each(|regulation| drop(course(bench, &[regulation], 2026)));
}
