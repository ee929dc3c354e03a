//! `yijuan log`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

/// The sample with a decision, a correction and a few commits.
fn at_work() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.run("record 013 inspection-held --on 2026-06-11 --by qian-yangben").exits(0);
    sandbox.run("record 013 inspection-held --void 2026-06-11 --note 实为前一日").exits(0);
    sandbox.write(
        &format!("{}/reviews/协商工作方案.yml", sandbox.topic("013")),
        "- {step: opinion-audited, by: qian-yangben, date: 2026-06-12, verdict: return, sha256: '00', note: 时间太紧}\n\
         - {step: opinion-audited, by: qian-yangben, date: 2026-06-15, verdict: approve, sha256: '00'}\n",
    );
    sandbox.run("commit 013 --message 审签").exits(0);
    sandbox.run("record 016 inspection-held").exits(0);
    sandbox
}

/// With every commit's id made the same.
fn without_ids(sandbox: &Sandbox, told: String) -> String {
    let ids = sandbox.git(&["log", "--format=%h"]);
    ids.lines().fold(told, |told, id| told.replace(id, "·······"))
}

#[test]
fn events_decisions_and_commits_by_day() {
    let sandbox = at_work();
    assert_snapshot!(without_ids(&sandbox, sandbox.both("log 013")));
}

#[test]
fn what_became_of_suggestions_and_of_later_rounds() {
    let sandbox = Sandbox::empty();
    let write = |name: &str, text: &str| sandbox.write(&format!("topics/2026/001-试题/{name}"), text);
    write("topic.yml", "title: 试题\nregulation: mentougou\n");
    write("events.yml", "- {date: 2026-03-02, event: meeting}\n- {date: 2026-05-11, event: meeting, round: 2}\n");
    write(
        "suggestions.yml",
        "- id: s1
  kind: suggestion
  text: 统一停车信息平台。
  round: 2
  events:
    - {date: 2026-05-20, event: progress, by: [department], note: 已立项}
    - {date: 2026-05-22, event: progress, void: 2026-05-20, note: 尚未批准}
- id: c1
  kind: commitment
  text: 错时开放车位。
  events:
    - {date: 2026-03-20, event: progress, by: [department]}
",
    );
    sandbox.commit_all("立题");
    assert_snapshot!(without_ids(&sandbox, sandbox.both("log 001")), @"
    $ yijuan --lang zh-CN log 001
    exit 0
    --- stdout
     日期        类别  事项                      由谁          对谁  备注
     2026-03-02  事件  协商会议
     2026-03-20  事件  办理进展                  政府职能部门        承诺事项 c1
     2026-05-11  事件  协商会议                                      第 2 轮
     2026-05-20  事件  办理进展（已作废）        政府职能部门        意见建议 s1；第 2 轮；已立项
     2026-05-22  事件  作废 2026-05-20 办理进展                      意见建议 s1；第 2 轮；尚未批准
     2026-06-15  提交  立题                      测试员              ·······

    $ yijuan --lang en log 001
    exit 0
    --- stdout
     date        kind    what                             by          to  note
     2026-03-02  event   meeting
     2026-03-20  event   progress                         department      commitment c1
     2026-05-11  event   meeting                                          round 2
     2026-05-20  event   progress (struck out)            department      suggestion s1; round 2; 已立项
     2026-05-22  event   struck out: 2026-05-20 progress                  suggestion s1; round 2; 尚未批准
     2026-06-15  commit  立题                             测试员          ·······
    ");
}

#[test]
fn as_json() {
    let sandbox = at_work();
    let run = sandbox.run("log 013 --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/log/1");
    for entry in run.json()["entries"].as_array().unwrap() {
        let keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["date", "kind", "id", "what", "by", "document", "suggestion", "round", "note", "struck", "void"]
        );
    }
    assert_snapshot!(without_ids(&sandbox, run.stdout));
}

#[test]
fn the_day_of_a_commit_is_that_of_china() {
    let sandbox = Sandbox::sample().with("GIT_AUTHOR_DATE", "2026-06-15T17:30:00-04:00");
    sandbox.run("record 013 inspection-held").exits(0);
    let log = sandbox.run("log 013 --format json").goes_well().json();
    let last = log["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["kind"], &last["date"]), (&"commit".into(), &"2026-06-16".into()));
}

#[test]
fn the_user_s_own_settings_of_git_do_not_show() {
    let sandbox = at_work();
    let told = sandbox.run("log 013").goes_well().stdout;
    for setting in ["color.ui=always", "log.showSignature=true", "log.decorate=full", "log.date=relative"] {
        let (name, value) = setting.split_once('=').unwrap();
        sandbox.git(&["config", name, value]);
    }
    assert_eq!(sandbox.run("log 013").goes_well().stdout, told);
}

#[test]
fn a_repository_without_a_commit_and_no_repository() {
    let without = |sandbox: Sandbox| {
        sandbox.write("yijuan.yml", crate::sandbox::SETTINGS);
        sandbox.write("topics/2026/001-试题/topic.yml", "title: 试题\nregulation: mentougou\n");
        let empty = sandbox.both("log 001");
        sandbox.write("topics/2026/001-试题/events.yml", "- {date: 2026-06-01, event: meeting}\n");
        format!("{empty}\n{}", sandbox.both("log 001"))
    };
    assert_snapshot!([without(Sandbox::bare()), without(Sandbox::without_git())].join("\n"));
}

#[test]
fn a_topic_that_is_none() {
    Sandbox::sample().run("--lang en log 2026-099").refused(&["2026-099"]);
}

#[test]
fn a_year_and_a_room_have_the_commits_that_concern_them() {
    let sandbox = Sandbox::empty();
    let run = |command: &str| sandbox.run(command).exits(0);
    run("plan add 2026 --title 停车");
    run("room add --id wulan --name 乌兰嘎查协商议事室 --level 嘎查村（社区） --regulation ordos");
    run("room add --id hala --name 哈拉嘎查协商议事室 --level 嘎查村（社区） --regulation ordos");
    run("record room:wulan 制定年度协商议事计划 --on 2026-01-12");
    run("record room:hala 制定年度协商议事计划 --on 2026-01-13");
    run("record room:wulan 制定年度协商议事计划 --void 2026-01-12 --note 记错了");
    run("room set wulan 具体实施单位+=乌兰苏木政府");
    run("waive room:wulan E2.3j --reason 改造停用 --by 办公室");
    let commits = |of: &str| -> Vec<String> {
        let entries = run(&format!("log {of} --format json")).json()["entries"].as_array().unwrap().clone();
        let commits = entries.iter().filter(|entry| entry["kind"] == "commit");
        commits.map(|entry| entry["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(commits("plan:2026"), ["2026年度计划 列入：停车"]);
    assert_eq!(
        commits("room:wulan"),
        [
            "登记协商室：乌兰嘎查协商议事室",
            "协商室 乌兰嘎查协商议事室 记录：制定年度协商议事计划（2026-01-12）",
            "协商室 乌兰嘎查协商议事室 作废：制定年度协商议事计划（2026-01-12）",
            "协商室 乌兰嘎查协商议事室 修改：具体实施单位",
            "协商室 乌兰嘎查协商议事室 例外：E2.3j",
        ]
    );
    assert_eq!(commits("room:hala").len(), 2);
}

#[test]
fn a_paper_goes_out_after_the_decisions_of_the_day() {
    let sandbox = Sandbox::empty();
    let write = |name: &str, text: &str| sandbox.write(&format!("topics/2026/001-试题/{name}"), text);
    write("topic.yml", "title: 试题\nregulation: mentougou\n");
    write(
        "events.yml",
        "- {date: 2026-05-11, event: opinion-made}\n- {date: 2026-05-11, event: opinion-sent}\n- {date: 2026-05-11, event: dossier-transferred}\n",
    );
    write("协商意见.md", "---\ndocument: consultation-opinion\n---\n\n意见\n");
    write(
        "reviews/协商意见.yml",
        "- {step: opinion-countersigned, by: qian-yangben, date: 2026-05-11, verdict: approve, sha256: '00'}\n",
    );
    sandbox.run("commit 001 --message 手写").exits(0);
    let told = sandbox.run("--lang zh-CN log 001").exits(0).stdout;
    let places = ["形成《协商意见》", "核签《协商意见》", "报出《协商意见》", "移交"].map(|word| told.find(word));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{told}");
}

#[test]
fn a_number_is_given_out_in_its_turn() {
    let sandbox = Sandbox::sample();
    sandbox.run("record 013 inspection-held --on 2026-06-11").exits(0);
    sandbox.run("render 013 协商函").exits(0);
    sandbox.run("commit 013 --message 协商函").exits(0);
    sandbox.run("number assign 2026-013 协商函 --code 云协办函").exits(0);
    sandbox.run("record 013 inspection-held --void 2026-06-11 --note 记错").exits(0);
    let told = sandbox.run("log 013").exits(0).stdout;
    let places = ["记录：视察", "编文号：协商函", "作废：视察"].map(|word| told.find(word));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{told}");
}
