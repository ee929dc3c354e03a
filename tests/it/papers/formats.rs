//! Every paper of every regulation, in every format: each file is one that its program opens, and nothing of a template or of
//! Markdown is left in it.

use super::complete;
use crate::papers_ziyang::{FORMS, archive};
use crate::render_to::part;
use crate::sandbox::Sandbox;
use quick_xml::events::Event;
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
