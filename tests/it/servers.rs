//! `yijuan check` for those who run it on a server.

use crate::sandbox::Sandbox;
use crate::tools::{python, told};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn sarif(sandbox: &Sandbox) -> Value {
    serde_json::from_str(&sandbox.run("--lang zh-CN check --format sarif").exits(1).stdout).unwrap()
}

#[test]
fn sarif_names_every_finding_by_its_rule_and_place() {
    let sandbox = Sandbox::sample();
    let check: Value = serde_json::from_str(&sandbox.run("check --format json").exits(1).stdout).unwrap();
    let log = sarif(&sandbox);
    let run = &log["runs"][0];
    assert_eq!((log["version"].as_str(), run["columnKind"].as_str()), (Some("2.1.0"), Some("unicodeCodePoints")));
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), check["findings"].as_array().unwrap().len());
    for (result, finding) in results.iter().zip(check["findings"].as_array().unwrap()) {
        let rule =
            run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"]
                .as_str();
        assert_eq!(result["ruleId"].as_str(), rule);
        assert_eq!(result["level"], finding["severity"]);
        let place = &result["locations"][0]["physicalLocation"];
        // The archive is a folder of the repository, and a URI is ASCII.
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("archive/") && uri.is_ascii(), "{uri}");
        assert_eq!(place["region"]["startLine"], finding["line"]);
    }
}

#[test]
fn a_finding_is_the_same_when_its_line_moves() {
    let sandbox = Sandbox::sample();
    let prints = |log: &Value| -> Vec<String> {
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results.map(|result| result["partialFingerprints"]["yijuan/v1"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints(&sarif(&sandbox));
    let events = format!("{}/events.yml", sandbox.topic("007"));
    sandbox.write(&events, format!("# 一行说明\n{}", sandbox.read(&events)));
    sandbox.commit_all("说明");
    let after = prints(&sarif(&sandbox));
    assert_eq!(before, after);
    let mut different = before.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), before.len());
}

#[test]
fn junit_is_well_formed_and_counts_what_fails() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/topic.yml", sandbox.topic("013")), "title: <a href=\"x\">&\nnone: 1\n");
    let page = sandbox.run("--lang zh-CN check --format junit").stdout;
    let (mut reader, mut cases, mut failures) = (Reader::from_str(&page), 0, 0);
    let mut declared = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let number = |name: &str| -> usize {
                    let value = tag.try_get_attribute(name).unwrap().unwrap();
                    value.value.parse().unwrap()
                };
                match tag.name().as_ref() {
                    "testsuite" => declared = (declared.0 + number("tests"), declared.1 + number("failures")),
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(declared, (cases, failures));
    let all = sandbox.run("--lang zh-CN check --format junit --fail-on note").stdout;
    assert_eq!(all.matches("<failure").count(), cases);
    let empty = Sandbox::empty().run("check --format junit").goes_well().stdout;
    assert!(empty.contains("tests=\"1\" failures=\"0\""), "{empty}");
}

#[test]
fn annotations_keep_within_ten_of_a_level_and_say_what_they_leave_out() {
    let sandbox = Sandbox::sample();
    let page = sandbox.run("--lang zh-CN check --format github").exits(1).stdout;
    let of = |level: &str| {
        page.lines()
            .filter(|line| line.starts_with(&format!("::{level} ")) || line.starts_with(&format!("::{level}::")))
            .count()
    };
    assert_eq!((of("error"), of("warning"), of("notice")), (10, 10, 10), "{page}");
    let check: Value = serde_json::from_str(&sandbox.run("check --format json").exits(1).stdout).unwrap();
    let left = check["findings"].as_array().unwrap().len() - 29;
    assert!(page.ends_with(&format!("::notice::另有 {left} 项没有列出：yijuan check\n")), "{page}");
    let first = page.lines().next().unwrap();
    assert!(
        first.contains("file=archive/plans/2025/events.yml,line=") && first.contains("title=mentougou/"),
        "{first}"
    );
    assert!(!first.split("::").nth(1).unwrap().contains('：'), "{first}");
    assert_eq!(Sandbox::empty().run("check --format github").goes_well().stdout, "");
}

/// The sample, one with every kind of fault beside those of rules, and one without any.
fn archives() -> [Sandbox; 3] {
    let faulty = Sandbox::sample();
    faulty.write(&format!("{}/events.yml", faulty.topic("005")), "- {date: 2026-06-15, event: [}\n");
    let title = r#"title: "<a href=\"x\">&]]>%0A::error::\n\u0007 ;""#;
    let topic = format!("{}/topic.yml", faulty.topic("013"));
    faulty.write(&topic, format!("{title}\nnone: 1\n"));
    let topic = format!("{}/topic.yml", faulty.topic("018"));
    faulty.write(&topic, faulty.read(&topic).replace("title: 农村生活污水治理", title));
    faulty.write("topics/2026/003-重号 #%/topic.yml", faulty.read(&topic));
    faulty.append("people.yml", "- {id: nobody}\n");
    faulty.append("rooms.yml", "- {id: x, name: []}\n");
    faulty.write("templates/own/regulation.yml", "name: 自定\n");
    faulty.write("plans/2026/notes 附记.md", "机密\n");
    [Sandbox::sample(), faulty, Sandbox::empty()]
}

/// A file for each form of the check of an archive.
fn written(sandbox: &Sandbox, format: &str) -> Vec<PathBuf> {
    let commands = ["--lang zh-CN check", "--lang en check --fail-on note", "check --all"];
    let files = commands.iter().enumerate().map(|(nth, command)| {
        let run = sandbox.run(&format!("{command} --format {format}"));
        let file = sandbox.dir().join(format!("{format}-{nth}"));
        fs::write(&file, run.stdout).unwrap();
        file
    });
    files.collect()
}

fn schema(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/schemas").join(name)
}

#[test]
#[cfg_attr(not(has_jsonschema), ignore = "needs python3-jsonschema")]
fn sarif_follows_its_schema() {
    let program = "\
import json, sys, jsonschema
schema, *logs = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:])
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
results = 0
for log in logs:
    errors = list(kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log))
    assert not errors, [(list(error.absolute_path), error.message) for error in errors]
    results += len(log['runs'][0]['results'])
print(results)";
    let mut counts = Vec::new();
    for sandbox in archives() {
        let mut judge = python(option_env!("PYTHON_JSONSCHEMA"));
        judge.args(["-c", program]).arg(schema("sarif-2.1.0.json")).args(written(&sandbox, "sarif"));
        counts.push(told(&mut judge).trim().parse::<usize>().unwrap());
    }
    assert!(counts[0] > 100 && counts[1] > 100 && counts[2] == 0, "{counts:?}");
}

#[test]
#[cfg_attr(not(has_xmllint), ignore = "needs xmllint")]
fn junit_follows_its_schema() {
    for sandbox in archives() {
        let mut judge = Command::new("xmllint");
        judge.args(["--noout", "--nonet", "--schema"]).arg(schema("junit-10.xsd")).args(written(&sandbox, "junit"));
        told(&mut judge);
    }
}
