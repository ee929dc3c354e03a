//! `yijuan diff`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

const PLAN: &str = "---
document: work-plan
title: 关于试题的协商工作方案
date: 2026-04-07
---

## 协商目的

全区居住区夜间停车缺口约2.3万个，周边单位的车位夜间大量闲置。

## 协商重点

1. 单位车位错时开放的责任由街道承担；
2. 收费和收益的分配；
3. 停车信息平台的统一。

## 时间安排

前期调研于 15 日前完成，形成调研报告。
";

/// A topic with a plan, a letter and a report.
fn papers() -> Sandbox {
    let sandbox = Sandbox::empty();
    let write = |name: &str, text: &str| sandbox.write(&format!("topics/2026/001-试题/{name}"), text);
    write("topic.yml", "title: 试题\nregulation: mentougou\n");
    write("协商工作方案.md", PLAN);
    write("协商函.md", "---\ndocument: consultation-letter\n---\n\n请于 6 月 1 日出席。\n");
    write("调研报告.md", "---\ndocument: research-report\n---\n\n停车难。\n");
    sandbox.commit_all("立题");
    sandbox
}

fn edited() -> Sandbox {
    let sandbox = papers();
    let plan = PLAN
        .replace("2026-04-07", "2026-05-07")
        .replace("约2.3万个，", "约2.45万个，大部分在老旧小区，")
        .replace("1. 单位车位错时开放的责任由街道承担；\n", "")
        .replace("15 日前", "150 日前")
        + "\n1. 单位车位错时开放的责任由社区承担；\n\n另行通知。\n";
    sandbox.write("topics/2026/001-试题/协商工作方案.md", plan);
    sandbox
        .write("topics/2026/001-试题/协商函.md", "---\ndocument: consultation-letter\n---\n\n请于 6 月 11 日出席。\n");
    sandbox
}

#[test]
fn characters_numbers_and_clauses_that_moved() {
    assert_snapshot!(edited().both("diff 001"));
}

#[test]
fn one_paper_by_id_by_name_and_by_file() {
    let sandbox = edited();
    let letter = sandbox.run("diff 001 consultation-letter").goes_well().stdout;
    assert!(letter.contains("{+11+}") && !letter.contains("工作方案"), "{letter}");
    for name in ["协商函", "--since=HEAD"] {
        let rest = if name.starts_with("--") { vec!["协商函", name] } else { vec![name] };
        assert_eq!(sandbox.run(&[&["diff", "试题"], &rest[..]].concat()).goes_well().stdout, letter);
    }
    assert_snapshot!(sandbox.unchanged_by(&[
        "diff 001 协商意见",
        "diff 001 调研报告",
    ]), @"
    $ yijuan --lang zh-CN diff 001 协商意见
    exit 2
    --- stderr
    错误：2026-001 没有文书 `协商意见`
    提示：有：协商函、协商工作方案、调研报告

    $ yijuan --lang en diff 001 协商意见
    exit 2
    --- stderr
    error: 2026-001 has no paper `协商意见`
    hint: there are: 协商函, 协商工作方案, 调研报告

    $ yijuan --lang zh-CN diff 001 调研报告
    exit 0
    --- stderr
    提示：与 HEAD 相比没有变化

    $ yijuan --lang en diff 001 调研报告
    exit 0
    --- stderr
    hint: nothing has changed since HEAD
    ");
}

#[test]
fn papers_that_came_and_papers_that_went() {
    let sandbox = edited();
    std::fs::remove_file(sandbox.archive().join("topics/2026/001-试题/调研报告.md")).unwrap();
    sandbox.write("topics/2026/001-试题/协商意见.md", "---\ndocument: opinion\n---\n\n意见。\n");
    sandbox.write(
        "topics/2026/001-试题/协商函.md",
        "---\ndocument: consultation-letter\n---\n\n\n请于 6 月 1 日\n出席。\n",
    );
    assert_snapshot!(sandbox.both("diff 001"));
}

#[test]
fn since_an_earlier_commit_and_nothing_since() {
    let sandbox = edited();
    let told = sandbox.run("diff 001").goes_well().stdout;
    sandbox.commit_all("修改");
    assert_snapshot!(sandbox.both("diff 001"), @"
    $ yijuan --lang zh-CN diff 001
    exit 0
    --- stderr
    提示：与 HEAD 相比没有变化

    $ yijuan --lang en diff 001
    exit 0
    --- stderr
    hint: nothing has changed since HEAD
    ");
    assert_eq!(sandbox.run("diff 001 --since HEAD~1").goes_well().stdout, told);
    let whole = sandbox.run("--lang en diff 001 --since HEAD~2").goes_well().stdout;
    assert_eq!(whole, "协商函.md (new)\n协商工作方案.md (new)\n调研报告.md (new)\n");
}

#[test]
fn a_folder_that_was_renamed() {
    let sandbox = edited();
    let told = sandbox.run("diff 001").goes_well().stdout;
    let at = |name: &str| sandbox.archive().join("topics/2026").join(name);
    std::fs::rename(at("001-试题"), at("001-新题")).unwrap();
    assert_eq!(sandbox.run("diff 001").goes_well().stdout, told);
}

#[test]
fn nothing_to_compare_with() {
    let sandbox = papers();
    let outside = Sandbox::without_git();
    outside.write("yijuan.yml", crate::sandbox::SETTINGS);
    outside.write("topics/2026/001-试题/topic.yml", "title: 试题\nregulation: mentougou\n");
    assert_snapshot!([sandbox.both("diff 001 --since HEAD~9"), outside.both("diff 001")].join("\n"), @"
    $ yijuan --lang zh-CN diff 001 --since HEAD~9
    exit 2
    --- stderr
    错误：没有提交 `HEAD~9`
    提示：`git log --oneline` 列出提交；也可写 HEAD~3、分支或标签

    $ yijuan --lang en diff 001 --since HEAD~9
    exit 2
    --- stderr
    error: there is no commit `HEAD~9`
    hint: `git log --oneline` shows them; HEAD~3, a branch or a tag will do as well

    $ yijuan --lang zh-CN diff 001
    exit 2
    --- stderr
    错误：[DIR]/tree/archive: 档案库不在 git 仓库中，没有历史可查
    提示：运行 `git init`，再用 `yijuan commit` 提交

    $ yijuan --lang en diff 001
    exit 2
    --- stderr
    error: [DIR]/tree/archive: the archive lies in no git repository and has no history
    hint: run `git init`, then `yijuan commit`
    ");
    sandbox.run("diff 001 --format json").refused(&["JSON"]);
}
