//! `render --list`, and which papers a topic has without anybody naming them.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::collections::BTreeMap;

/// The papers of a topic of a form, each with whether it is drafted without being named.
fn listed(regulation: &str, form: &str) -> BTreeMap<String, bool> {
    let sandbox = Sandbox::empty();
    let topic = format!(
        "title: 物流\nregulation: {regulation}\nform: {form}\nbegan: 2026-05-06\nscheduled: {{meeting: 2026-06-10}}\n"
    );
    sandbox.write("topics/2026/001-物流/topic.yml", topic);
    sandbox.write("topics/2026/001-物流/events.yml", "- {date: 2026-06-10, event: meeting}\n");
    sandbox.commit_all("议题");
    let list = sandbox.run("--lang zh-CN render 001 --list").exits(0).stdout;
    sandbox.run("--lang zh-CN render 001 --all --out ../out");
    let papers = list.lines().skip(1).map(|line| {
        let paper = line.split_whitespace().next().unwrap().to_owned();
        let (is_named, is_ready) = (line.contains("点名时才起草"), line.contains("可起草"));
        let is_written = sandbox.archive().join(format!("../out/{paper}.md")).exists();
        assert_eq!(is_written, !is_named && is_ready, "{line}");
        (paper, !is_named)
    });
    papers.collect()
}

#[test]
fn a_topic_has_the_papers_of_its_form() {
    let thematic = listed("ziyang", "thematic");
    for (form, paper) in [("plenary", "会议决议"), ("proposal-handling", "提案交办单"), ("online", "网络民意汇总")]
    {
        assert_eq!((listed("ziyang", form)[paper], thematic[paper]), (true, false), "{paper}");
    }
    assert_eq!((thematic["协商报告"], thematic["协商意见"]), (true, false), "one of two that will do");
    let papers = listed("ordos", "in-person");
    assert!(papers["协商建议"]);
    for seldom in ["协商纪要", "提请上交函", "指定下放函", "解释说明", "办理情况公示"] {
        assert!(!papers[seldom], "{seldom}");
    }
}

#[test]
fn one_that_is_there_belongs_to_all() {
    let sandbox = Sandbox::sample();
    let list = |sandbox: &Sandbox| sandbox.run("--lang zh-CN render 003 --list").exits(0).stdout;
    let line = |list: &str| list.lines().find(|line| line.contains("变更通知")).unwrap().to_owned();
    assert!(line(&list(&sandbox)).ends_with("点名时才起草"));
    sandbox.write(
        &format!("{}/变更通知.md", sandbox.topic("003")),
        "---\ndocument: 变更通知\ntitle: 通知\n---\n\n〔待填写：一〕\n",
    );
    assert!(line(&list(&sandbox)).ends_with("草稿，还缺 1 处"), "{}", list(&sandbox));
}

#[test]
fn the_papers_of_every_regulation_in_use() {
    let sandbox = Sandbox::sample();
    sandbox.write("templates/mentougou/documents/主持词.md", "各位委员：\n");
    assert_snapshot!(sandbox.run("--lang zh-CN render --list").exits(0).stdout);
}

#[test]
fn the_papers_of_a_topic_and_of_a_year() {
    let sandbox = Sandbox::sample();
    let lists =
        ["--lang zh-CN render 003 --list", "--lang en render 013 --list", "--lang zh-CN render plan:2026 --list"];
    assert_snapshot!(lists.map(|list| sandbox.run(list).exits(0).to_string()).join("\n"));
}

#[test]
fn what_is_listed_as_ready_can_be_drafted_and_what_is_not_cannot() {
    let sandbox = Sandbox::sample();
    for key in ["003", "009", "013", "018", "plan:2026"] {
        let list = sandbox.run(&format!("--lang zh-CN render {key} --list")).exits(0).stdout;
        for line in list.lines().skip(1) {
            let paper = line.split_whitespace().next().unwrap();
            let code = match line {
                _ if line.contains("可起草") => 0,
                _ if line.contains("还不能起草") => 2,
                _ => continue,
            };
            sandbox.run(&format!("render {key} {paper} --out ../{key}")).exits(code);
        }
    }
}

#[test]
fn what_a_regulation_says_of_its_papers_and_forms_must_be_known() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "templates/wanggui/regulation.yml",
        "id: wanggui
title: 网规
forms:
  online: {name: 网络协商, occasion: \"“{topic}”网络协商活动\", held: 开展}
bodies:
  street: {name: 街道, occasion: 街道, held: 开展}
events:
  meeting: {name: 会议}
documents:
  notice: {name: 通知, forms: [onlin], stage: meeting}
stages:
  - {id: meet, name: 协商, done_when: meeting}
rules: []
",
    );
    assert_snapshot!(sandbox.run("--lang zh-CN regulation validate wanggui").exits(1).stderr, @r"
    错误：只有协商形式有 `occasion`
     --> templates/wanggui/regulation.yml:6:22
      |
    6 |   street: {name: 街道, occasion: 街道, held: 开展}
      |                        ^
    错误：只有协商形式有 `held`
     --> templates/wanggui/regulation.yml:6:36
      |
    6 |   street: {name: 街道, occasion: 街道, held: 开展}
      |                                        ^
    提示：删去这一项
    错误：未知的协商形式 `onlin`
      --> templates/wanggui/regulation.yml:10:22
       |
    10 |   notice: {name: 通知, forms: [onlin], stage: meeting}
       |                        ^
    提示：是否想写 `online`？
    错误：未知的环节 `meeting`
      --> templates/wanggui/regulation.yml:10:38
       |
    10 |   notice: {name: 通知, forms: [onlin], stage: meeting}
       |                                        ^
    提示：是否想写 `meet`？
    ");
}

#[test]
fn a_list_counts_what_the_papers_lack_line_by_line() {
    let sandbox = Sandbox::sample();
    let mut seen = [0, 0, 0];
    for key in ["003", "009", "013", "018", "plan:2026"] {
        let list = sandbox.run(&format!("--lang zh-CN render {key} --list")).exits(0).stdout;
        for line in list.lines().skip(1) {
            let paper = line.split_whitespace().next().unwrap();
            let (_, state) = line.rsplit_once("  ").unwrap();
            let number = state.split(' ').find_map(|word| word.parse().ok()).unwrap_or(0);
            let counts = |line: &str| match () {
                () if state.starts_with("还不能起草") => line.starts_with("  待登记：") && line.contains("缺少"),
                () if state.starts_with("可起草") => line.starts_with("  "),
                () => false,
            };
            let nth = ["还不能起草", "可起草", "可起草，其中"].iter().rposition(|word| state.starts_with(word));
            let Some(nth) = nth else { continue };
            let missing = sandbox.run(&format!("--lang zh-CN render {key} {paper} --missing")).exits(0).stdout;
            assert_eq!(missing.lines().filter(|line| counts(line)).count(), number, "{line}\n{missing}");
            seen[nth] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
