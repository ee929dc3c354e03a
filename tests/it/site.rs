//! `yijuan site`: pages to be read without the program.

mod chromium;

use crate::sandbox::{Sandbox, Tree};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of a site, by path.
fn pages(sandbox: &Sandbox, site: &str) -> BTreeMap<String, String> {
    let root = sandbox.archive().join(site);
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            (path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// Where a link on a page leads, as a path in the site.
fn target(page: &str, href: &str) -> String {
    let mut folders: Vec<String> = page.split('/').map(ToOwned::to_owned).collect();
    folders.pop();
    let mut bytes = Vec::new();
    let mut rest = href.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    for part in String::from_utf8(bytes).unwrap().split('/') {
        if part == ".." {
            folders.pop().unwrap();
        } else {
            folders.push(part.to_owned());
        }
    }
    folders.join("/")
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_fetched() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("--lang zh-CN site 网页").exits(0);
    assert_eq!(told.stdout, "网页\n");
    let pages = pages(&sandbox, "网页");
    let link = Regex::new(r#"href="([^"]*)""#).unwrap();
    let mut reached =
        BTreeSet::from(["index.html".to_owned(), "calendar.ics".to_owned(), "yijuan-site.txt".to_owned()]);
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"), "{path}");
        let page = &page.replace("&#x2f;", "/");
        for outside in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{path}: {outside}");
        }
        assert_eq!(page.contains("<script>"), path == "search.html", "{path}");
        assert_eq!(page.matches("<h1>").count(), 1, "{path}");
        for href in
            link.captures_iter(page).map(|found| found[1].replace("&#x2f;", "/")).filter(|href| !href.starts_with('#'))
        {
            let target = target(path, &href);
            assert!(pages.contains_key(&target), "{path}: {href}");
            reached.insert(target);
        }
    }
    assert_eq!(pages.keys().cloned().collect::<BTreeSet<_>>(), reached, "every page is reached from another");
    let topic = &pages["topics/2026-003.html"];
    for words in ["老旧小区加装电梯", "2026-04-16（已召开）", "关于老旧小区加装电梯的协商意见", "编制楼层费用分摊"]
    {
        assert!(topic.contains(words), "{words}");
    }
    assert!(pages["search.html"].contains("老旧小区加装电梯"), "without a script the page has all topics");
}

#[test]
fn the_same_files_give_the_same_site_and_a_site_is_replaced_as_a_whole() {
    let sandbox = Sandbox::sample();
    sandbox.run("site 网页").exits(0);
    let before = Tree::read(&sandbox.archive().join("网页"));
    sandbox.write("网页/topics/2020-001.html", "以前的");
    sandbox.run("site 网页").exits(0);
    assert!(Tree::read(&sandbox.archive().join("网页")) == before, "nothing of the former one is left");
}

#[test]
fn a_folder_of_somebody_else_stays() {
    let sandbox = Sandbox::sample();
    sandbox.write("资料/笔记.txt", "不要动");
    sandbox.write("笔记", "不要动");
    for place in ["资料", "笔记"] {
        let refused = sandbox.run(&format!("--lang zh-CN site {place}")).exits(2);
        assert!(refused.stderr.contains("这里已有别的东西，没有动"), "{refused}");
    }
    assert_eq!((sandbox.read("资料/笔记.txt"), sandbox.read("笔记")), ("不要动".to_owned(), "不要动".to_owned()));
    let left: Vec<_> = std::fs::read_dir(sandbox.archive()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_str().unwrap().contains("unfinished")), "{left:?}");
}

/// The sample with a topic whose words would do something if they were markup or a program.
fn hostile() -> Sandbox {
    let sandbox = Sandbox::sample();
    let title = "<script>alert(1)</script>&\"'</title>]]>";
    let key = sandbox.run(&["new", "--title", title, "--meeting", "2026-06-20"][..]).exits(0).stdout;
    assert_eq!(key, "2026-030\n");
    let folder = sandbox.topic("030");
    sandbox.append(
        &format!("{folder}/events.yml"),
        "- {date: 2026-06-01, event: reminded, note: '<img src=x onerror=alert(1)>', to: ['<b>某局', \"甲\\u2028乙\"]}\n",
    );
    sandbox.write(
        &format!("{folder}/说明 100%.md"),
        "---\ndocument: meeting-record\ntitle: <b>会议记录\n---\n\n<script>alert(2)</script>\n\n[点](javascript:alert(3)) [好](https://example.org/)\n",
    );
    sandbox
}

#[test]
fn what_stands_in_the_archive_is_text() {
    let sandbox = hostile();
    sandbox.run("site 网页").exits(0);
    let pages = pages(&sandbox, "网页");
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        for live in ["<script>alert", "<img", "<b>会议", "<b>某局", "javascript:", "]]>", "\u{2028}"] {
            assert!(!page.contains(live), "{path}: {live}");
        }
    }
    assert!(pages["topics/2026-030.html"].contains("&lt;script&gt;"));
    assert!(pages.contains_key("topics/2026-030/说明 100%.html"));
}

/// The sample with a paper and an entry that are for everybody.
fn public() -> Sandbox {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("003");
    let path = format!("{folder}/协商意见.md");
    sandbox.write(&path, sandbox.read(&path).replacen("---\n", "---\npublic: true\n", 1));
    sandbox.append(
        &format!("{folder}/events.yml"),
        "- {date: 2026-06-01, event: reminded, note: 公开的一条, public: true}\n",
    );
    sandbox
}

#[test]
fn a_public_site_has_only_what_says_so() {
    let sandbox = public();
    let told = sandbox.run("--lang zh-CN site 网页 --public").exits(0);
    assert!(told.stderr.contains("件议题没有标为公开的内容"), "{told}");
    let pages = pages(&sandbox, "网页");
    let topics: Vec<&String> = pages.keys().filter(|path| path.starts_with("topics/")).collect();
    let topic = &pages["topics/2026-003.html"];
    assert!(topic.contains("公开的一条"), "{topic}");
    assert!(topics.iter().all(|path| path.starts_with("topics/2026-003")), "{topics:?}");
    for (path, page) in &pages {
        for inside in ["2026-04-16", "已召开", "钱样本", "编制楼层费用分摊", "逾期", "快递外卖骑手"]
        {
            assert!(!page.contains(inside) || path.ends_with("协商意见.html"), "{path}: {inside}");
        }
    }
    assert!(!pages.keys().any(|path| path.starts_with("reports/") || path == "calendar.ics"));
}
