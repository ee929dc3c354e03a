//! What there is to do is said as a thing to do, of every rule and in both languages.

use super::worlds;
use insta::assert_snapshot;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// With what a task begins.
const VERBS: [(&str, &str); 22] = [
    ("完成", "see to"),
    ("备好", "supply"),
    ("补全", "complete"),
    ("改正", "correct"),
    ("填写", "fill in"),
    ("答复", "answer"),
    ("核实", "look into"),
    ("确定", "settle"),
    ("修改", "revise"),
    ("确认：", "state:"),
    ("邀请", "invite"),
    ("请", "have"),
    ("安排", "have"),
    ("登记", "mark"),
    ("登记", "enter"),
    ("增加", "add"),
    ("减少", "reduce"),
    ("调整", "have"),
    ("增列", "enter"),
    ("减列", "take out"),
    ("待", "wait for"),
    ("重新送审", "hand"),
];

#[test]
fn what_there_is_to_do_begins_with_a_verb_and_holds_no_id() {
    let mut tasks: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let id = Regex::new("[a-z]{3}").unwrap();
    for world in &worlds().worlds {
        for duty in world.judgement().duties.iter().filter(|duty| duty.state.is_open()) {
            let (zh, en) = (&duty.task.zh, &duty.task.en);
            let is_deed =
                |zh: &str, en: &str| VERBS.iter().any(|(zh_, en_)| zh.starts_with(zh_) && en.starts_with(en_));
            let parts = zh.split('；').zip(en.split("; ")).collect::<Vec<_>>();
            let is_statement = duty.rule().is_attested();
            if !is_deed(zh, en) || !is_statement && (!parts.iter().all(|(zh, en)| is_deed(zh, en)) || id.is_match(zh)) {
                wrong.push(format!("{} {}: {zh} | {en}", world.regulation, duty.rule().id));
            }
            if !is_statement {
                let rule = (duty.regulation().id.as_str(), duty.rule().id.as_str());
                tasks.entry(rule).or_default().insert(format!("{zh} | {en}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let table: Vec<String> = tasks
        .iter()
        .flat_map(|((regulation, rule), said)| said.iter().map(move |said| format!("{regulation} {rule}: {said}")))
        .collect();
    assert_snapshot!(table.join("\n"));
}
