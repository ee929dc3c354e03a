//! A file or folder that is called almost like one that is read, or lies beside where it would be: it is told, what stands in
//! it is not told as missing, and the hint settles it.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::collections::BTreeSet;
use std::fs;

/// What is told of files that are not read: where, and what to do.
fn told(sandbox: &Sandbox) -> Vec<String> {
    let check = sandbox.run("check").stdout;
    let lines: Vec<&str> = check.lines().map(str::trim).collect();
    let told = lines.windows(3).filter(|lines| lines[0].contains("不会被读取"));
    told.map(|lines| lines.join("\n")).collect()
}

/// What is told as missing or out of order.
fn accused(sandbox: &Sandbox) -> BTreeSet<String> {
    let check = sandbox.run("check").stdout;
    let signs = ["尚未记录", "尚未完成", "缺", "倒置"];
    let lines = check.lines().filter(|line| !line.starts_with("截至"));
    let told = lines.filter(|line| signs.iter().any(|sign| line.contains(sign)));
    told.map(ToOwned::to_owned).collect()
}

#[test]
fn the_files_of_a_topic_and_a_year_under_almost_their_names() {
    let sandbox = Sandbox::sample();
    let before = accused(&sandbox);
    for (folder, name, misnamed) in [
        (sandbox.topic("013"), "topic.yml", "topic.yaml"),
        (sandbox.topic("013"), "events.yml", "events.yaml"),
        (sandbox.topic("013"), "events.yml", "Events.yml"),
        (sandbox.topic("013"), "events.yml", "events.yml.txt"),
        (sandbox.topic("006"), "events.yml", "evnets.yml"),
        (sandbox.topic("006"), "reviews", "review"),
        (sandbox.topic("006"), "reviews/协商意见.yml", "reviews/协商意见.yaml"),
        (sandbox.topic("002"), "suggestions.yml", "suggestion.yml"),
        (sandbox.topic("002"), "roster.yml", "rosters.yml"),
        (sandbox.topic("002"), "materials.yml", "material.yml"),
        ("plans/2026".into(), "events.yml", "event.yml"),
        ("plans/2026".into(), "items.yml", "item.yml"),
        (String::new(), "people.yml", "poeple.yml"),
        (String::new(), "plans", "plan"),
        (String::new(), "numbers", "number"),
    ] {
        let path = |name: &str| sandbox.archive().join(&folder).join(name);
        fs::rename(path(name), path(misnamed)).unwrap();
        let said = told(&sandbox);
        assert_eq!(said.len(), 1, "{folder}/{misnamed}: {said:?}");
        let (file, right) = (misnamed.rsplit('/').next().unwrap(), name.rsplit('/').next().unwrap());
        assert!(said[0].contains(&format!("`{file}` 不会被读取")), "{said:?}");
        assert!(said[0].ends_with(&format!("→ 改名为 {right}")), "{said:?}");
        if !folder.is_empty() {
            let more: Vec<_> = accused(&sandbox).difference(&before).cloned().collect();
            assert!(more.is_empty(), "{folder}/{misnamed}: {more:#?}");
        }
        fs::rename(path(misnamed), path(name)).unwrap();
    }
    assert_eq!(told(&sandbox), [""; 0]);
    assert_eq!(accused(&sandbox), before);
}

#[test]
fn beside_one_that_is_read_and_where_none_is() {
    let sandbox = Sandbox::sample();
    let topic = sandbox.topic("013");
    sandbox.write(&format!("{topic}/event.yml"), "- {date: 2026-06-01, event: meeting}\n");
    sandbox.write("topics/2026/topic.yml", "title: 甲\n");
    sandbox.write("plans/plan.yml", "items: []\n");
    sandbox.write("topic/2026/035-甲/topic.yml", "title: 甲\n");
    // Whoever keeps these has called them as they are to be called.
    sandbox.write(&format!("{topic}/测算.yml"), "甲: 1\n");
    sandbox.write("topics/说明.md", "说明\n");
    assert_snapshot!(told(&sandbox).join("\n"), @"
    错误 `plan.yml` 不会被读取
    plans/plan.yml:1:1
    → plan.yml 放在议题或年度的文件夹里，例如 topics/2026/001-题目/、plans/2026/
    错误 `topic` 不会被读取
    topic
    → 其中的内容并入 topics 再删去；另有用途的，另起名称
    错误 `topic.yml` 不会被读取
    topics/2026/topic.yml:1:1
    → topic.yml 放在议题或年度的文件夹里，例如 topics/2026/001-题目/、plans/2026/
    错误 `event.yml` 不会被读取
    topics/2026/013-居住区停车资源共享/event.yml:1:1
    → 其中的内容并入 events.yml 再删去；另有用途的，另起名称
    ");
    let both = sandbox.both("check").lines().filter(|line| line.contains("read by nothing")).count();
    assert_eq!(both, 4);
}

#[test]
fn nothing_is_written_beside_what_is_meant_by_it() {
    for (is, almost, command) in [
        ("topics/2026/013-居住区停车资源共享/events.yml", "events.yaml", "record 2026-013 视察 --by 城建环保委员会"),
        ("topics/2026/002-电动自行车充电设施建设/roster.yml", "rosters.yml", "roster add 2026-002 牧一 --tag 主持人"),
        ("people.yml", "poeple.yml", "person add --id han --name 韩假定"),
        ("plans", "plan", "plan add 2028 --title 社区"),
        ("numbers", "Numbers", "number assign 2026-003 协商函"),
    ] {
        let sandbox = Sandbox::sample();
        let [is, almost] =
            [is, &is.rsplit_once('/').map_or(almost.to_owned(), |(folder, _)| format!("{folder}/{almost}"))]
                .map(|path| sandbox.archive().join(path));
        fs::rename(&is, &almost).unwrap();
        sandbox.commit_all("改名");
        let before = sandbox.state();
        let run = sandbox.run(command).exits(2);
        assert!(run.stderr.contains("不会被读取") && run.stderr.contains("改名为"), "{run}");
        assert_eq!(sandbox.state(), before, "{command}");
        fs::rename(&almost, &is).unwrap();
        sandbox.run(command).exits(0);
    }
}
