//! What is said in Chinese holds no id.

use crate::sandbox::Sandbox;
use regex::Regex;
use std::collections::BTreeSet;
use yijuan::regulation::Regulations;
use yijuan::vocabulary::Group;

const OF_THE_ARCHIVE: [&str; 10] = [
    "list",
    "due",
    "check",
    "suggestion list",
    "person list",
    "body list",
    "room list",
    "room show heyan",
    "plan show 2026",
    "regulation list",
];

#[test]
fn lists_and_pages_hold_no_id_of_a_regulation() {
    let regulations = Regulations::built_in();
    let mut ids = BTreeSet::new();
    for one in regulations.iter() {
        ids.extend(Group::all().flat_map(|group| one.terms(group).keys()));
        ids.extend(one.events.keys().chain(one.documents.keys()));
    }
    assert!(ids.len() > 300, "{}", ids.len());
    let sandbox = Sandbox::sample();
    let topics = sandbox.run("list --format json").goes_well().json();
    let topics = topics["topics"].as_array().unwrap().iter().map(|topic| topic["key"].as_str().unwrap().to_owned());
    let of_topics = topics.flat_map(|key| ["show", "log", "roster list"].map(|command| format!("{command} {key}")));
    // Commands and paths are spelt as they are typed.
    let aside = Regex::new(r"`[^`]*`|yijuan .*|(?:topics|plans|rooms)/\S*").unwrap();
    let word = Regex::new("[a-z][a-z0-9]*(?:-[a-z0-9]+)*").unwrap();
    let mut found = Vec::new();
    for command in OF_THE_ARCHIVE.map(ToOwned::to_owned).into_iter().chain(of_topics) {
        let run = sandbox.run(&format!("--lang zh-CN {command}"));
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.lines().count() > 1, "{run}");
        for line in said.lines() {
            let kept = aside.replace_all(line, "");
            let spelt = word.find_iter(&kept).map(|word| word.as_str()).filter(|word| ids.contains(*word));
            found.extend(spelt.map(|id| format!("{command}: {id}: {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
