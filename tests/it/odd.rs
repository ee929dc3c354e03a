//! What is dated for a day to come, stated too early, or does not go together with what else is on record.

use crate::due::draft::Draft;
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

const SETTINGS: &str = "\
archive: 1
institution: 政协云河区委员会
regulation: mentougou
regulations: [mentougou]
language: zh-CN
";
const TOPIC: &str = "topics/2026/001-例/topic.yml";
const EVENTS: &str = "topics/2026/001-例/events.yml";
const ROSTER: &str = "topics/2026/001-例/roster.yml";
const ATTESTS: &str = "topics/2026/001-例/attests.yml";
const SUGGESTIONS: &str = "topics/2026/001-例/suggestions.yml";
const RECORD: &str = "topics/2026/001-例/会议记录.md";

/// A topic that met on 16 April 2026.
fn met() -> Draft {
    Draft::new("2026-04-20")
        .file("yijuan.yml", SETTINGS)
        .file("people.yml", "- {id: zhao, name: 赵示例, posts: [chair]}\n- {id: qian, name: 钱样本}\n")
        .file(TOPIC, "title: 例\nform: thematic\nregulation: mentougou\nbegan: 2026-02-03\noffice: urban\nscheduled: {meeting: 2026-04-16}\n")
        .file(EVENTS, "- {date: 2026-04-16, event: meeting}\n")
}

/// What is told without a rule.
fn told(draft: &Draft) -> Vec<String> {
    draft.findings().into_iter().filter(|line| line.starts_with("note - ")).collect()
}

/// What is told, and what to do about it.
fn hints(draft: &Draft) -> Vec<String> {
    draft.hints_of("-")
}

fn record(draft: Draft, field: &str) -> Draft {
    draft.file(
        RECORD,
        &format!("---\ndocument: meeting-record\ndate: 2026-04-16\n{field}\n---\n\n## 协商共识\n\n一致。\n"),
    )
}

#[test]
fn what_was_stated_before_it_happened_is_stated_anew() {
    let stated = |lines: &str| met().file(ATTESTS, lines);
    let early = stated("- {rule: M11, by: qian, date: 2026-04-10}\n");
    let said = "M11 2026-04-10 的说明早于协商会议，不能计入，须在其后重新说明";
    assert_eq!(told(&early), [format!("note - {ATTESTS}:1:3: {said}")]);
    assert_eq!(hints(&early), ["其后重新说明：yijuan attest 2026-001 M11 --by 〈人员〉"]);
    assert!(early.duty("M11").starts_with("pending"), "{}", early.duty("M11"));
    let anew = early.line(ATTESTS, "- {rule: M11, by: qian, date: 2026-04-17}");
    assert_eq!((told(&anew), anew.duty("M11")), (Vec::new(), "done, done 2026-04-17".to_owned()));
    // Where the words are about no done thing, any day will do.
    let liaison = stated("- {rule: M6d, by: qian, date: 2026-03-10}\n");
    assert_eq!((told(&liaison), liaison.duty("M6d")), (Vec::new(), "done, done 2026-03-10, due 2026-04-16".to_owned()));
}

#[test]
fn a_statement_made_too_early_is_told_and_does_not_stand_in_the_way() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.run("attest 013 M11 --by qian-yangben").exits(0).stderr, @"提示：2026-06-15 的说明早于协商会议，不能计入，须在其后重新说明");
    let page = sandbox.run("show 013 --checklist").goes_well().stdout;
    let of_rule = page.split("\n\n").find(|entry| entry.contains(" M11 ")).unwrap_or_default();
    assert_snapshot!(of_rule, @"
    ○ M11  未起算
      四.11：“协商会议的主持人要对会议的过程进行总体把控，确保会上充分协商，使政协委员、专家学者充分发表意见，政府相关职能部门作出积极回应”
      2026-06-15 的说明早于协商会议，不能计入，须在其后重新说明
    ");
    // What does not count does not stand in the way of another.
    sandbox.run("attest 013 M11 --by qian-yangben --on 2026-06-14").exits(0);
}

