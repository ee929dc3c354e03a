//! What `list` and `due` say of an archive as a whole, and that looking at it changes nothing.

use crate::sandbox::{Run, Sandbox};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

const TOPIC: &str = "topics/2026/003-老旧小区加装电梯";

fn list(sandbox: &Sandbox) -> Run {
    sandbox.run("list --format json")
}

/// Every file of the work tree and of git's own folder: its bytes, and when it was written.
fn everything(sandbox: &Sandbox) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
    let mut everything = BTreeMap::new();
    let mut folders = vec![sandbox.tree()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let about = entry.metadata().unwrap();
            let bytes = if about.is_dir() { Vec::new() } else { fs::read(entry.path()).unwrap() };
            if about.is_dir() {
                folders.push(entry.path());
            }
            everything.insert(entry.path(), (about.modified().unwrap(), bytes));
        }
    }
    everything
}

#[test]
fn to_look_writes_nothing() {
    let sandbox = Sandbox::sample();
    // Many files, some of them not committed, so that git has something to tell.
    sandbox.write_many((0..2_000).map(|nth| format!("{TOPIC}/materials/{nth}.txt")), "");
    let before = everything(&sandbox);
    for command in ["check", "check 003", "list", "due", "plan show 2026"] {
        sandbox.run(command);
        assert!(everything(&sandbox) == before, "{command}");
    }
}

#[test]
fn a_topic_that_cannot_be_read_does_not_say_how_it_stands() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/events.yml"), "- {date: x\n");
    let run = list(&sandbox);
    assert!(run.stderr.contains("events.yml:"), "{run}");
    assert_eq!(run.code, Some(2), "{run}");
    let topics = run.json()["topics"].clone();
    let broken = topics.as_array().unwrap().iter().find(|topic| topic["path"] == TOPIC).unwrap().clone();
    assert_eq!((&broken["state"], &broken["stage"], &broken["next"]), (&().into(), &().into(), &().into()));
    let plan = sandbox.run("plan show 2026 --format json").json();
    let item = plan["items"].as_array().unwrap().iter().find(|item| item["topic"] == "2026-003").unwrap();
    assert_eq!((&item["state"], &item["stage"]), (&().into(), &().into()));
}

#[test]
fn a_topic_that_cannot_be_read_may_be_of_any_room() {
    let sandbox = Sandbox::sample();
    let is_of_room = |run: &Run| run.stdout.contains("河沿街道协商议事室");
    assert!(is_of_room(&sandbox.run("due")));
    sandbox.write("topics/2026/004-民营企业营商环境优化/topic.yml", "title: [\n");
    assert!(!is_of_room(&sandbox.run("due")));
}

#[test]
fn of_two_topics_with_one_number_the_second_is_not_judged() {
    for twin in ["003-另一题", "0003-另一题", "003-aaa"] {
        let sandbox = Sandbox::sample();
        sandbox.write(
            &format!("topics/2026/{twin}/topic.yml"),
            "title: 另一题\nregulation: mentougou\nbegan: 2026-06-01\n",
        );
        let topics = list(&sandbox).json()["topics"].clone();
        let states: Vec<_> = topics.as_array().unwrap().iter().filter(|topic| topic["key"] == "2026-003").collect();
        assert_eq!(states.len(), 2, "{twin}");
        assert_eq!([states[0]["state"].is_null(), states[1]["state"].is_null()], [false, true], "{twin}");
    }
}

#[test]
fn topics_stand_in_the_order_of_their_numbers() {
    let sandbox = Sandbox::sample();
    for number in ["1000", "0999"] {
        sandbox.write(&format!("topics/2027/{number}-题/topic.yml"), "title: 题\nregulation: mentougou\n");
    }
    let told = list(&sandbox).stdout;
    assert!(told.find("2027-999") < told.find("2027-1000"), "{told}");
}

#[test]
fn which_places_lack_a_room_is_not_known_while_the_rooms_cannot_be_read() {
    let sandbox = Sandbox::empty();
    let settings =
        sandbox.read("yijuan.yml").replace("regulation: mentougou", "regulation: ordos\nregulations: [ordos]");
    sandbox.write("yijuan.yml", settings);
    sandbox.write("units.yml", "- {id: wulan-sum, name: 乌兰苏木, level: township}\n");
    assert!(sandbox.run("check -v").stdout.contains("units.yml:1:3"));
    sandbox.write("rooms.yml", "- {id: wulan\n");
    let run = sandbox.run("check -v").exits(2);
    assert!(!run.stdout.contains("units.yml:") && run.stdout.contains("rooms.yml"), "{run}");
}
