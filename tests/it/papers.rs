//! What the tests of papers of the several regulations share: a topic of the sample with everything on record, and a topic
//! of which nothing is.

mod formats;
mod rounds;

use crate::sandbox::Sandbox;
use regex::Regex;
use serde_json::Value;

/// When and where a meeting is held, and whom to ask.
const SESSION: &str = "session.time=14:30 session.minutes=120 session.place=二楼协商议事室 session.contact=范样例 \
                       session.phone=010-60000001";

/// The sample with the session of a topic, and with everybody on its roster present unless it says otherwise.
pub fn complete(topic: &str) -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.run(&format!("set {topic} {SESSION}")).exits(0);
    let roster = format!("{}/roster.yml", sandbox.topic(topic));
    let before = sandbox.read(&roster);
    let entries = before.replace(", attended: true", "");
    let present = |entry: &str| {
        let is_told = entry.contains(", attendance: ");
        if is_told { entry.to_owned() } else { entry.replace('}', ", attendance: present}") }
    };
    let entries: Vec<String> = entries.lines().map(present).collect();
    let after = entries.join("\n") + "\n";
    if after != before {
        sandbox.write(&roster, &after);
        sandbox.commit_all("到会");
    }
    sandbox
}

/// A paper of a topic as it is drafted, beside whatever is in the dossier.
#[track_caller]
pub fn drafted(sandbox: &Sandbox, topic: &str, paper: &str) -> String {
    sandbox.run(&format!("render {topic} {paper} --out 外")).exits(0);
    sandbox.read(&format!("外/{paper}.md"))
}

/// The sample with a topic under a regulation of which nothing but the title is on record, and its key.
pub fn bare(regulation: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::sample();
    let key = sandbox.run(&format!("new --title 试题 --regulation {regulation}")).exits(0).stdout.trim().to_owned();
    (sandbox, key)
}

/// The facts that a paper wants recorded.
#[track_caller]
pub fn lacks(sandbox: &Sandbox, topic: &str, paper: &str) -> Vec<String> {
    let told = sandbox.run(&format!("render {topic} {paper} --missing")).exits(0).stdout;
    told.lines().filter_map(|line| line.trim().strip_prefix("待登记：")).map(ToOwned::to_owned).collect()
}

/// What a check finds of a topic once papers written by hand are gone, these are drafted in their place, and whatever they
/// leave open is filled in.
#[track_caller]
pub fn found_of_filled_in(sandbox: &Sandbox, topic: &str, by_hand: &[&str], papers: &[&str]) -> Vec<Value> {
    let folder = sandbox.topic(topic);
    for paper in by_hand {
        std::fs::remove_file(sandbox.archive().join(format!("{folder}/{paper}.md"))).unwrap();
    }
    sandbox.commit_all("另行起草");
    let open = Regex::new("〔待填写[^〕]*〕").unwrap();
    for paper in papers {
        sandbox.run(&format!("render {topic} {paper}")).exits(0);
        let path = format!("{folder}/{paper}.md");
        sandbox.write(&path, open.replace_all(&sandbox.read(&path), "已填").as_bytes());
    }
    sandbox.commit_all("填好");
    sandbox.run(&format!("check --format json {topic}")).json()["findings"].as_array().unwrap().clone()
}
