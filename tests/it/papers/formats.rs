//! Every paper of every regulation, in every format: each file is one that its program opens, and nothing of a template or of
//! Markdown is left in it. Of a fact that is taken out, every paper that printed it says so.

use super::complete;
use crate::papers_ziyang::{FORMS, archive};
use crate::render_to::part;
use crate::sandbox::Sandbox;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What a template or Markdown would leave behind.
const LEFTOVERS: [&str; 6] = ["{{", "}}", "{%", "%}", "**", "|---"];

/// The papers of a topic or a year that are there or can be drafted.
fn papers(sandbox: &Sandbox, target: &str) -> Vec<String> {
    let list = sandbox.run(&format!("--lang zh-CN render {target} --list")).exits(0).stdout;
    let papers = list.lines().skip(1).filter(|line| !line.contains("还不能起草")).filter_map(|line| {
        let paper = line.split_whitespace().next()?.to_owned();
        // One that is drafted when it is named may lack a fact.
        let is_ready = !line.contains("点名时才起草")
            || sandbox.run(&format!("render {target} {paper} --out ../drafts")).code == Some(0);
        is_ready.then_some(paper)
    });
    papers.collect()
}

/// Sets each paper in every format, and gives how many there are.
#[track_caller]
fn set(sandbox: &Sandbox, target: &str) -> usize {
    let out = sandbox.archive().join("../out");
    let papers = papers(sandbox, target);
    let pdf = if cfg!(feature = "pdf") { ",pdf" } else { "" };
    sandbox.run(&format!("render {target} {} --to docx,html{pdf} --out ../out", papers.join(" "))).exits(0);
    for paper in &papers {
        let html = fs::read_to_string(out.join(format!("{paper}.html"))).unwrap_or_default();
        if html.contains("<table") {
            sandbox.run(&format!("render {target} {paper} --to xlsx,csv --out ../out")).exits(0);
        }
    }
    for entry in fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()) {
        let text = match entry.extension().unwrap().to_str().unwrap() {
            "docx" => words(&part(&entry, "word/document.xml")),
            "html" | "csv" => fs::read_to_string(&entry).unwrap(),
            "xlsx" => words(&part(&entry, "xl/sharedStrings.xml")),
            "pdf" => {
                assert!(fs::read(&entry).unwrap().starts_with(b"%PDF-"), "{}", entry.display());
                continue;
            }
            other => panic!("{other}"),
        };
        let shown = entry.file_name().unwrap().to_str().unwrap().to_owned();
        let body = text.split_once("<body>").map_or(text.as_str(), |(_, body)| body);
        assert!(body.chars().filter(|c| ('一'..='鿿').contains(c)).count() > 10, "{shown}: {body}");
        let left = LEFTOVERS.iter().find(|left| body.contains(**left));
        assert_eq!(left, None, "{shown}: {body}");
    }
    papers.len()
}

/// The text of XML that is well formed.
fn words(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words += &text,
            Event::Eof => return words,
            _ => {}
        }
    }
}

#[test]
fn of_the_sample() {
    for (topic, at_least) in [("003", 14), ("022", 14), ("026", 13), ("028", 9), ("plan:2026", 4)] {
        let sandbox = if topic.starts_with("plan") { Sandbox::sample() } else { complete(topic) };
        let set = set(&sandbox, topic);
        assert!(set >= at_least, "{topic}: {set}");
    }
}

#[test]
fn of_every_form_of_ziyang() {
    for form in FORMS {
        let set = set(&archive(form), "2026-001");
        assert!(set >= 12, "{form}: {set}");
    }
}

/// What `--missing` says of each paper that lacks something.
fn missing(sandbox: &Sandbox, target: &str) -> BTreeMap<String, BTreeSet<String>> {
    let told = sandbox.run(&format!("--lang zh-CN render {target} --missing")).exits(0).stdout;
    let mut papers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut paper = String::new();
    for line in told.lines() {
        match line.strip_prefix("  ") {
            None => line.clone_into(&mut paper),
            Some(lacks) => {
                papers.entry(paper.clone()).or_default().insert(lacks.to_owned());
            }
        }
    }
    papers
}

/// The papers of a topic as they would be drafted now.
fn drafted(sandbox: &Sandbox, target: &str, folder: &str) -> BTreeMap<String, String> {
    sandbox.run(&format!("render {target} --all --out ../{folder}"));
    let papers = fs::read_dir(sandbox.archive().join("..").join(folder)).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
    });
    papers.collect()
}

/// Whether a paper is whole without a fact that it prints where it is known.
fn may_do_without(paper: &str, fact: &str) -> bool {
    let stem = paper.trim_end_matches(".md");
    // A table has no line for what nobody knows; the index and the note say what is in the dossier.
    let is_table =
        ["清单", "名单", "签到表", "台账", "情况表", "卷内目录", "备考表"].iter().any(|end| stem.ends_with(end));
    // Of another form there is no such paper; the office of the institution gives notice if no other does; a proposal is
    // handed over before it is known when it is consulted on.
    let others = [
        ("网络民意汇总", "协商形式"),
        ("提案交办单", "协商形式"),
        ("会议通知", "责任委室"),
        ("议题告知函", "责任委室"),
        ("议题告知函", "协商形式"),
        ("提案交办单", "会期"),
    ];
    is_table || others.contains(&(stem, fact))
}

#[test]
fn of_each_fact_that_is_taken_out_every_paper_that_printed_it_says_so() {
    let facts = ["协商形式", "责任委室", "会期", "会议时间", "会议地点", "联系人", "联系电话"];
    let topics =
        [("003", complete("003")), ("022", complete("022")), ("026", complete("026")), ("028", complete("028"))];
    let of_ziyang = ["thematic", "online", "proposal-handling"].map(|form| ("2026-001", archive(form)));
    let mut all = Vec::new();
    for (target, sandbox) in topics.into_iter().chain(of_ziyang) {
        let (papers, before) = (drafted(&sandbox, target, "whole"), missing(&sandbox, target));
        let (mut named, mut silent) = (0, Vec::new());
        for fact in facts {
            let without = sandbox.twin();
            if without.run(&format!("set {target} {fact}=")).code != Some(0) {
                continue;
            }
            let (now, lacking) = (drafted(&without, target, "without"), missing(&without, target));
            for (paper, text) in &papers {
                // Of one that is there, what it lacks is read from it.
                let number = target.rsplit('-').next().unwrap();
                let is_there = sandbox.archive().join(sandbox.topic(number)).join(paper).exists();
                if is_there || may_do_without(paper, fact) || now.get(paper) == Some(text) {
                    continue;
                }
                let known = before.get(paper).cloned().unwrap_or_default();
                let new = lacking.get(paper).is_some_and(|lacks| !lacks.is_subset(&known));
                if !new {
                    silent.push(format!("{target} {paper} without {fact}"));
                }
                named += 1;
            }
        }
        assert!(named >= 5, "{target}: {named}");
        all.extend(silent);
    }
    assert_eq!(all, [""; 0]);
}
