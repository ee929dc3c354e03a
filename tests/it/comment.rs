//! `yijuan comment`: what is said on a paper, followed through its changes until somebody settles it.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use std::fs;

const OPINION: &str = "topics/2026/008-生活垃圾分类/协商意见.md";
const COMMENTS: &str = "topics/2026/008-生活垃圾分类/reviews/协商意见.comments.yml";
const DAY: &str = "--lang zh-CN --as-of 2026-06-18";

fn run(sandbox: &Sandbox, command: &str) -> Run {
    sandbox.run(&format!("{DAY} {command}"))
}

/// Comments on words of the opinion, and returns the comment's id.
#[track_caller]
fn comment(sandbox: &Sandbox, quote: &str, by: &str, text: &str) -> String {
    let command = format!("comment add 2026-008 协商意见 --quote {quote} --by {by} --text {text}");
    let said = run(sandbox, &command).exits(0).stdout;
    let id = said.split("批注 ").nth(1).and_then(|rest| rest.split('：').next());
    id.unwrap().to_owned()
}

fn edit(sandbox: &Sandbox, old: &str, new: &str) {
    let text = sandbox.read(OPINION);
    assert_eq!(text.matches(old).count(), 1, "{old}\n{text}");
    sandbox.write(OPINION, text.replace(old, new));
}

/// Of every comment on the opinion: its words, where they are, and what they are.
fn places(sandbox: &Sandbox) -> Vec<String> {
    let list = run(sandbox, "comment list 2026-008 协商意见 --format json").exits(0).json();
    let all = list["comments"].as_array().unwrap().iter().map(|one| {
        let word = |value: &serde_json::Value| value.as_str().unwrap_or("—").to_owned();
        format!("{}: {} {}", word(&one["exact"]), word(&one["place"]["state"]), word(&one["place"]["words"]))
    });
    all.collect()
}

#[test]
fn a_comment_is_followed_until_it_is_settled() {
    let sandbox = Sandbox::sample();
    edit(&sandbox, "就清运衔接作出回应", "就清运\n衔接作出回应");
    let first = comment(&sandbox, "就清运衔接作出回应", "卫试写", "'写明: 谁负责, 何时'");
    let second = comment(&sandbox, "秋季总结推广", "li-xugou", "改为年底");
    assert_eq!(
        places(&sandbox),
        ["就清运\n衔接作出回应: same 就清运\n衔接作出回应", "秋季总结推广: same 秋季总结推广"]
    );
    let message = sandbox.git(&["log", "-1", "--format=%s%n%b"]);
    assert_eq!(
        message.trim(),
        format!("2026-008 批注：协商意见（李虚构）\nYijuan-Topic: 2026-008\nYijuan-Comment: {second}")
    );
    assert!(sandbox.git(&["show", "--stat", "--format=", "HEAD~1"]).contains(".md"), "the text is committed with it");

    // Its words change, and are carried to another topic's number.
    edit(&sandbox, "就清运\n衔接作出回应", "就收运衔接一并作出回应");
    edit(&sandbox, "秋季总结推广", "十月总结推广");
    let changed = ["就清运\n衔接作出回应: changed 就收运衔接一并作出回应", "秋季总结推广: changed 十月总结推广"];
    assert_eq!(places(&sandbox), changed);
    sandbox.commit_all("改");
    assert_eq!(places(&sandbox), changed);

    let settle = |id: &str| run(&sandbox, &format!("comment settle 2026-008 协商意见 {id} --by 钱样本 --note 已写明"));
    assert!(settle(&first[..3]).exits(0).stderr.contains("还有 1 条批注没有了结"));
    let lines = sandbox.read(COMMENTS);
    let settled = lines.lines().last().unwrap().replace('"', "");
    assert_eq!(settled, format!("- {{settles: {first}, by: qian-yangben, date: 2026-06-18, note: 已写明}}"));
    let again = settle(&first).exits(0);
    assert_eq!(again.stderr, format!("提示：批注 {first} 已经了结（钱样本，2026-06-18）\n"));
    settle("ffff").refused(&["没有批注 `ffff`", &format!("未了结的：{second}")]);
    let open = run(&sandbox, "comment list --open --format json").exits(0).json();
    assert_eq!(open["comments"].as_array().unwrap().len(), 1);
    assert_eq!(open["comments"][0]["id"], second.as_str());
    run(&sandbox, "check 2026-008 --format json").exits(1);
}

#[test]
fn words_that_are_gone_leave_their_comment_open_and_say_who_removed_them() {
    let sandbox = Sandbox::sample();
    let text = sandbox.read(OPINION);
    let line = text.lines().find(|line| line.contains("秋季总结推广")).unwrap().to_owned();
    let alike = "由区城管委牵头，制定收运办法，年底前完成。由区商务局牵头，制定回收办法，年底前完成。";
    edit(&sandbox, &line, &format!("{line}{alike}"));
    comment(&sandbox, "由区城管委牵头，制定收运办法，年底前完成", "李虚构", "与街道会商");
    edit(&sandbox, "由区城管委牵头，制定收运办法，年底前完成。", "");
    let page = run(&sandbox, "comment list 2026-008").exits(0).stdout;
    assert!(page.contains("已删") && page.contains("删改尚未提交"), "{page}");
    sandbox.git(&["-c", "user.name=曾核", "commit", "--quiet", "--all", "--message", "删"]);
    edit(&sandbox, "由区商务局牵头", "由市商务局牵头");
    sandbox.commit_all("改");
    let list = run(&sandbox, "comment list 2026-008 --open --format json").exits(0).json();
    let one = &list["comments"][0];
    assert_eq!(one["place"]["state"], "orphaned", "its look-alike stays");
    assert_eq!(one["place"]["sentence"], "由区城管委牵头，制定收运办法，年底前完成。");
    assert_eq!(one["removed"]["author"], "曾核");
    // The words come back.
    edit(&sandbox, "由市商务局牵头", "由区城管委牵头，制定收运办法，年底前完成。由市商务局牵头");
    assert_eq!(places(&sandbox)[0].split(' ').nth(1), Some("same"));
}

#[test]
fn a_quotation_must_stand_once() {
    let sandbox = Sandbox::sample();
    let add = |quote: &str, rest: &str| {
        run(&sandbox, &format!("comment add 2026-008 协商意见 --quote {quote} --by 李虚构 {rest}"))
    };
    add("没有这句话", "--text 核").refused(&["文书里没有这句话"]);
    add("居民", "--text 核").refused(&["这句话在文书里有", "多抄几个字，使它只有一处"]);
    add("秋季总结推广", "--text 核 --on 2026-06-19").refused(&["2026-06-19 还没有到"]);
    add("秋季总结推广", "--text ''").refused(&["`--text` 为空"]);
    add("秋季总结推广", &format!("--text {}", "核".repeat(2_000))).refused(&["`--text` 太长"]);
    let twice = |_| add("秋季总结推广", "--text 核").exits(0);
    let [_, again] = [0, 1].map(twice);
    assert!(again.stderr.contains("已有同样的批注"), "{again}");
    assert_eq!(sandbox.read(COMMENTS).lines().count(), 1);
    let unknown = run(&sandbox, "comment add 2026-008 协商意见 --quote 秋季总结推广 --by nobody --text 核");
    unknown.refused(&["`nobody`"]);
    run(&sandbox, "comment settle 2026-008 协商意见 '' --by 李虚构").refused(&["没有批注 ``"]);
}

#[test]
fn two_who_comment_at_once_are_both_heard() {
    let sandbox = Sandbox::sample();
    sandbox.git(&["branch", "--quiet", "other"]);
    comment(&sandbox, "秋季总结推广", "李虚构", "改为年底");
    sandbox.git(&["checkout", "--quiet", "other"]);
    comment(&sandbox, "秋季总结推广", "钱样本", "改为十月");
    sandbox.git(&["merge", "--quiet", "--no-edit", "main"]);
    let list = run(&sandbox, "comment list --format csv").exits(0);
    assert!(list.stdout.contains("改为年底") && list.stdout.contains("改为十月"), "{list}");
    run(&sandbox, "check 2026-008").stdout.lines().for_each(|line| assert!(!line.contains("批注"), "{line}"));
}

#[test]
fn whoever_sends_a_paper_on_is_told_what_is_open() {
    let sandbox = Sandbox::sample();
    comment(&sandbox, "秋季总结推广", "李虚构", "改为年底");
    edit(&sandbox, "就清运衔接作出回应", "就清运衔接作出回应，十月底前完成");
    let told = "还有 1 条批注没有了结：yijuan comment list 2026-008 协商意见 --open";
    for command in ["submit 2026-008 协商意见", "approve 2026-008 协商意见 --by 卫试写"] {
        let run = run(&sandbox, &format!("review {command}")).exits(0);
        assert!(run.stderr.contains(told), "{run}");
    }
    let status = run(&sandbox, "review status 2026-008").exits(0).stdout.replace([' ', '\n'], "");
    assert!(status.contains("批注1条未了结"), "{status}");
    let page = run(&sandbox, "show 2026-008").exits(0);
    assert!(page.stdout.contains("协商意见有 1 条未了结"), "{page}");
    let returned = run(&sandbox, "review return 2026-008 协商意见 --by 卫试写 --note 改").exits(0);
    assert!(!returned.stderr.contains("批注"), "{returned}");
}

#[test]
fn what_was_written_is_not_to_be_changed() {
    let sandbox = Sandbox::sample();
    let first = comment(&sandbox, "秋季总结推广", "李虚构", "改为年底");
    comment(&sandbox, "就清运衔接作出回应", "王某", "核");
    let written = sandbox.read(COMMENTS);
    let told = |text: &str| {
        sandbox.write(COMMENTS, text);
        let check = run(&sandbox, "check 2026-008 --format json").json();
        let findings = check["findings"].as_array().unwrap().iter();
        let of_file = findings.filter(|one| one["path"].as_str().unwrap_or_default().ends_with(".comments.yml"));
        let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let said = of_file.map(|one| format!("{} {}: {}", word(&one["severity"]), one["line"], word(&one["message"])));
        said.collect::<Vec<_>>()
    };
    let unknown = "note 2: 批注写的“王某”没有登记".to_owned();
    assert_eq!(told(&written).join("\n"), unknown);
    let edited = written.replace("改为年底", "不必改");
    assert_eq!(told(&edited), [format!("error 1: 批注 {first} 写定后被改动"), unknown]);
    let refused = run(&sandbox, "comment add 2026-008 协商意见 --quote 就清运衔接作出回应 --by 李虚构 --text 核");
    refused.refused(&["第1行已提交的批注被改动或去掉", "git checkout --"]);
    let lines: Vec<&str> = written.split_inclusive('\n').collect();
    assert_eq!(told(lines[0]), ["warning 1: 已提交的第2行批注被改动或去掉"]);
    let stray = format!("{}- {{settles: ffffffff, by: li-xugou, date: 2026-06-18}}\n", lines[0]);
    assert_eq!(told(&stray)[1], "error 2: 了结的批注 ffffffff 不在");

    // Whoever is registered is known, and a paper that is gone is asked for.
    sandbox.write(COMMENTS, &written);
    run(&sandbox, "person add --name 王某").exits(0);
    assert_eq!(told(&written), [""; 0]);
    fs::remove_file(sandbox.archive().join(OPINION)).unwrap();
    assert_eq!(told(&written), [format!("note 1: 批注没有对应的文书：{OPINION}")]);
}

#[test]
fn papers_of_a_year_are_commented_on_too() {
    let sandbox = Sandbox::sample();
    let (paper, text) = ("plans/2026/工作总结.md", "---\ndocument: annual-work-summary\n---\n\n全年协商二十次。\n");
    sandbox.write(paper, text);
    let add = "comment add plan:2026 工作总结 --quote 二十次 --by 李虚构 --text 核对次数";
    run(&sandbox, add).exits(0);
    let list = run(&sandbox, "comment list plan:2026").exits(0);
    assert!(list.stdout.contains("二十次") && !list.stdout.contains("已删"), "{list}");
    assert!(run(&sandbox, "comment list 2026-008").exits(0).stderr.contains("还没有批注"));
}

#[test]
fn a_page_at_a_glance() {
    let sandbox = Sandbox::sample();
    comment(&sandbox, "秋季总结推广", "李虚构", "改为年底");
    edit(&sandbox, "秋季总结推广", "十月总结推广");
    let page = run(&sandbox, "comment list").exits(0).stdout;
    let id = page.split_whitespace().nth(8).unwrap();
    assert_snapshot!(page.replace(id, "1a2b3c4d"), @"
    文书               标识      位置          原文                         批注                         状态
    2026-008 协商意见  1a2b3c4d  第41行，已改  秋季总结推广 → 十月总结推广  李虚构 2026-06-18：改为年底  未了结
    ");
}
