//! What is said in Chinese holds no id.

use crate::sandbox::{Run, Sandbox};
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

/// Commands that change something or say what to do, each in a sample of its own.
const OF_COMMANDS: [&str; 24] = [
    "doctor",
    "-v check",
    "rule M7b",
    "record 003 发出协商函",
    "record 003 通知参加人员 --by 钱样本 --to 园林绿化大队",
    "record 003 banana",
    "record 003 协商会议 --void 2026-04-16 --note 误记",
    "record 003 提供协商资料 --by banana",
    "record 003 通知参加人员 --via banana",
    "postpone 003 2026-07-15",
    "postpone 013 2026-07-15",
    "postpone 014 2026-07-15",
    "postpone 023 2026-07-15",
    "set 003 scheduled.meeting=2026-05-06",
    "set 003 form=banana level=banana tags=banana matter=banana",
    "new --title 甲 --form banana --office banana",
    "person add --name 韩假定 --post banana --tag banana",
    "roster add 003 某甲 --tag banana --at banana",
    "suggestion add 003 --kind banana --text 甲",
    "room add --name 甲 --level banana --regulation ordos",
    "plan show 2027",
    "plan approve 2027 --by 主席会议",
    "record 003 协商会议 --void 2026-01-05 --note 误记",
    "render 014 协商函",
];

/// The ids of every built-in regulation.
fn ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for one in Regulations::built_in().iter() {
        ids.extend(Group::all().flat_map(|group| one.terms(group).keys()).map(ToOwned::to_owned));
        ids.extend(one.events.keys().chain(one.documents.keys()).map(ToOwned::to_owned));
    }
    assert!(ids.len() > 300, "{}", ids.len());
    ids
}

#[test]
fn lists_and_pages_hold_no_id_of_a_regulation() {
    let ids = ids();
    let sandbox = Sandbox::sample();
    let topics = sandbox.run("list --format json").goes_well().json();
    let topics = topics["topics"].as_array().unwrap().iter().map(|topic| topic["key"].as_str().unwrap().to_owned());
    let of_topics = topics.flat_map(|key| ["show", "log", "roster list"].map(|command| format!("{command} {key}")));
    let commands: Vec<String> = OF_THE_ARCHIVE.map(ToOwned::to_owned).into_iter().chain(of_topics).collect();
    let said = |command: &String| {
        let run = sandbox.run(&format!("--lang zh-CN {command}"));
        assert!(run.stdout.lines().count() + run.stderr.lines().count() > 1, "{run}");
        run
    };
    let found: Vec<String> = commands.iter().flat_map(|command| spelt(command, &said(command), &ids)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_commands_say_and_tell_to_type_holds_no_id() {
    let mut ids = ids();
    // Whoever is registered has a name, too.
    let own = Regex::new(r"(?m)^(?:  ([a-z-]+): \{name|- \{id: ([a-z-]+))").unwrap();
    for file in ["people.yml", "yijuan.yml"] {
        let text = Sandbox::sample().read(file);
        ids.extend(own.captures_iter(&text).filter_map(|one| Some(one.get(1).or(one.get(2))?.as_str().to_owned())));
    }
    let sandbox = Sandbox::sample();
    std::fs::write(sandbox.dir().join("人员.csv"), "姓名,职务,委室\n韩样,副主席,城建环保委员会\n").unwrap();
    let list = sandbox.dir().join("人员.csv");
    let import = format!("import people {} --dry-run", list.to_str().unwrap());
    let mut found = Vec::new();
    for command in OF_COMMANDS.map(ToOwned::to_owned).into_iter().chain([import]) {
        let run = Sandbox::sample().run(&format!("--lang zh-CN {command}"));
        assert!(!format!("{}{}", run.stdout, run.stderr).is_empty(), "{run}");
        found.extend(spelt(&command, &run, &ids));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The ids in what a command says. Paths, fields of files and the commands' own words are spelt as they are typed, and so is
/// what the command was told.
fn spelt(command: &str, run: &Run, ids: &BTreeSet<String>) -> Vec<String> {
    let aside = Regex::new(
        r"(?:topics|plans|rooms)/\S*|room:[a-z-]+|yijuan (?:plan |room |person |office |body |roster |suggestion |material )?[a-z]+|--[a-z-]+|[a-z_]+(?:\.[a-z_]+)*[+-]?=|scheduled\.meeting|`[a-z_]+: [^`]*`",
    )
    .unwrap();
    let word = Regex::new("[a-z][a-z0-9]*(?:-[a-z0-9]+)*").unwrap();
    let told: BTreeSet<&str> = word.find_iter(command).map(|word| word.as_str()).collect();
    let mut found = Vec::new();
    for line in format!("{}\n{}", run.stdout, run.stderr).lines() {
        let kept = aside.replace_all(line, "");
        let spelt = word.find_iter(&kept).map(|word| word.as_str());
        let spelt = spelt.filter(|word| ids.contains(*word) && !told.contains(word));
        found.extend(spelt.map(|id| format!("{command}: {id}: {line}")));
    }
    found
}
