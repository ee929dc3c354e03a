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
        for href in link.captures_iter(page).map(|found| found[1].replace("&#x2f;", "/")) {
            let (to, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let target = if to.is_empty() { path.clone() } else { target(path, to) };
            let there = pages.get(&target).unwrap_or_else(|| panic!("{path}: {href}"));
            assert!(anchor.is_empty() || there.contains(&format!("id=\"{anchor}\"")), "{path}: {href}");
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

/// What stands on a page without markup: a heading, a row or an item on a line.
fn words(page: &str) -> String {
    let page = page.split("<main id=\"content\">").nth(1).unwrap().split("</main>").next().unwrap();
    let ends = Regex::new("</(h[1-3]|li|tr|p|dd)>").unwrap();
    let text = ends.replace_all(&page.replace('\n', " "), "\n").replace("&#x2f;", "/");
    let text = Regex::new("<[^>]*>").unwrap().replace_all(&text, " ").into_owned();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_room_has_a_page_with_what_it_owes_and_what_it_did() {
    let sandbox = Sandbox::sample();
    // Five working days before the second quarter ends.
    sandbox.run("--lang zh-CN --as-of 2026-06-25 site 网页").exits(0);
    let pages = pages(&sandbox, "网页");
    insta::assert_snapshot!(words(&pages["rooms/heyan.html"]), @"
    河沿街道协商议事室
    协商议事室
    层级 苏木乡镇（街道）
    建立 2025-12-22
    联络员 花拟示
    日常工作 苏木乡镇（街道）党政办公室
    规程 关于推进政协协商民主向基层延伸提升基层社会治理效能的实施意见（试行）
    期限
    2026-06-30（3 个工作日） 完成“协商会议”（还欠1次） E2.3h
    已办 2 项，未办 1 项，另有 1 项符合要求
    次数
    规则 时期 次数 情况
    E2.3h 2026年第一季度 协商会议 1 次 已办
    E2.3h 2026年第二季度 协商会议 0 次 即将到期
    活动
    日期 事项 议题
    2026-03-19 协商会议 沿河步道夜间照明
    2026-01-16 制定年度协商议事计划
    议题
    沿河步道夜间照明 2026-022 会议协商 河沿街道协商议事室 推动成果转化
    ");
    insta::assert_snapshot!(words(&pages["rooms.html"]), @"
    协商议事室
    名称 层级 建立 本期次数 未办事项
    云河区政协协商议事厅 旗区 2024-05-10 — —
    河沿街道协商议事室 苏木乡镇（街道） 2025-12-22 2026年第二季度 0 次 2026-06-30 E2.3h 完成“协商会议”（还欠1次）
    柳湾村协商议事室 嘎查村（社区） 2026-04-20 2026年5—6月 0 次 2026-06-30 E2.3i 完成“协商会议”（还欠1次）
    亭湾街道“有事好商量”协商议事室 乡镇街道园区 2025-06-01 2026年 2 次 —
    云河协商议事厅 协商议事厅 2025-12-20 — —
    ");
    let page = |path: &str| pages[path].replace("&#x2f;", "/");
    assert!(page("index.html").contains(r#"（3 个工作日）</span> <a href="rooms/heyan.html">河沿街道协商议事室</a>"#));
    assert!(page("index.html").contains(r#"<a href="rooms.html">协商议事室</a>"#));
    assert!(page("search.html").contains(r#"<a href="rooms/heyan.html">河沿街道协商议事室</a>"#));
    assert!(page("topics/2026-022.html").contains(r#"<a href="../rooms/heyan.html">河沿街道协商议事室</a>"#));
}

#[test]
fn a_year_has_its_plan_and_what_is_due_of_it() {
    let sandbox = Sandbox::sample();
    sandbox.run("--lang zh-CN site 网页").exits(0);
    let pages = pages(&sandbox, "网页");
    let [year, before] = ["years/2026.html", "years/2025.html"].map(|path| words(&pages[path]));
    for part in [
        "制定 区委、区政府、政协",
        "政协云河区委员会2026年度协商工作安排（草案） 年度协商工作安排（草案） 2026-01-20",
        "督办落实情况 督办落实情况表",
        "已办 7 项，未办 0 项",
        "确定年度协商工作安排 M3c 2026-01-30 常委会会议",
        "共 20 项：办结 1 项，在办 18 项，未启动 1 项",
        "2 老旧小区加装电梯 专题协商 城建环保委员会 2026-003 各环节均已办，正常",
        "楼宇经济发展 2026-024 计划之外",
    ] {
        assert!(year.contains(part), "{part}\n{year}");
    }
    for part in ["2025-01-13（已过 350 个工作日）", "下一步：收集协商意向"] {
        assert!(before.contains(part), "{part}\n{before}");
    }
    assert!(!before.contains("yijuan"), "no command is told to those who do not have the program: {before}");
    let home = pages["index.html"].replace("&#x2f;", "/");
    assert!(home.contains(r#"<a href="years/2025.html#plan">2025年度计划</a>"#), "{home}");
    assert!(pages["years/2026/问题清单.html"].contains("href=\"..&#x2f;2026.html\""));
}

#[test]
fn of_rooms_and_years_a_public_site_has_what_says_so() {
    let sandbox = public();
    sandbox.append(
        "plans/2026/events.yml",
        "- {date: 2026-05-06, event: room-plan-made, room: liuwan, note: 人人可看, public: true}\n\
         - {date: 2026-05-07, event: plan-issued, note: 年度计划已公布, public: true}\n",
    );
    let told = sandbox.run("--lang zh-CN site 网页 --public").exits(0);
    assert!(told.stderr.contains("4 个协商室"), "{told}");
    let pages = pages(&sandbox, "网页");
    let rooms: Vec<&String> = pages.keys().filter(|path| path.starts_with("rooms")).collect();
    assert_eq!(rooms, ["rooms.html", "rooms/liuwan.html"]);
    insta::assert_snapshot!(words(&pages["rooms/liuwan.html"]), @"
    柳湾村协商议事室
    协商议事室
    活动
    日期 事项 议题
    2026-05-06 制定年度协商议事计划 人人可看
    ");
    insta::assert_snapshot!(words(&pages["rooms.html"]), @"
    协商议事室
    名称
    柳湾村协商议事室
    ");
    insta::assert_snapshot!(words(&pages["years/2026.html"]), @"
    2026年协商议题
    经过
    2026-05-07 印发年度协商计划（年度计划已公布）
    议题
    老旧小区加装电梯
    2026-003 专题协商 城建环保委员会
    ");
    assert!(words(&pages["index.html"]).contains("4 个协商室没有标为公开的内容"));
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

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let sandbox = Sandbox::sample();
    sandbox.write("笔记", "不要动");
    let refused = sandbox.run("--lang zh-CN site 笔记/网页").exits(2);
    assert!(refused.stderr.contains("笔记/网页"), "{refused}");
    let before = Tree::read(&sandbox.archive());
    for place in [".", "topics", "..", "/"] {
        sandbox.run(&format!("--lang zh-CN site {place}")).exits(2);
    }
    assert!(Tree::read(&sandbox.archive()) == before, "nothing is left of the attempts");
    sandbox.run("site 网页").exits(0);
    let inside = sandbox.run_in(&sandbox.archive().join("网页"), "--lang zh-CN site .").exits(2);
    assert!(inside.stderr.contains("要写明文件夹的名称"), "{inside}");
}

#[test]
fn two_topics_with_one_number_have_one_page() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "topics/2026/003-重号/topic.yml",
        "title: 重号的议题\nregulation: mentougou\nform: thematic\noffice: urban\n",
    );
    sandbox.run("--lang zh-CN site 网页").exits(0);
    let pages = pages(&sandbox, "网页");
    let listed = |path: &str| pages[path].matches("topics&#x2f;2026-003.html").count();
    assert_eq!(
        (listed("search.html"), listed("years/2026.html")),
        (1, 2),
        "once in the plan and once among the topics"
    );
    assert!(pages["topics/2026-003.html"].contains("老旧小区加装电梯"));
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
    for (file, name, harm) in [
        ("yijuan.yml", "城建环保委员会", "<img src=x onerror=alert(4)>"),
        ("people.yml", "钱样本", "\"><svg onload=alert(5)>"),
        ("rooms.yml", "河沿街道协商议事室", "</ul><script>alert(6)</script>"),
        ("plans/2026/items.yml", "文化遗产保护利用", "<!--{{ 7 * 7 }}"),
    ] {
        sandbox.write(file, sandbox.read(file).replace(name, &format!("'{harm}'")));
    }
    sandbox.append(
        "rooms.yml",
        "- {id: ../../outside, name: 出界的室, level: village, regulation: ordos}\n\
         - {id: heyan, name: 又一个, level: village, regulation: ordos}\n",
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
        for live in
            ["<script>alert", "<img", "<b>会议", "<b>某局", "<svg onload", "javascript:", "]]>", "<!--{{", "\u{2028}"]
        {
            assert!(!page.contains(live), "{path}: {live}");
        }
    }
    assert!(pages["topics/2026-030.html"].contains("&lt;script&gt;"));
    assert!(pages.contains_key("topics/2026-030/说明 100%.html"));
    assert!(pages["search.html"].contains("&lt;&#x2f;ul&gt;&lt;script&gt;alert(6)"));
    let rooms: Vec<&String> = pages.keys().filter(|path| path.starts_with("rooms/")).collect();
    assert_eq!(rooms.len(), 6, "{rooms:?}");
    assert!(pages.contains_key("rooms/%2E%2E%2F%2E%2E%2Foutside.html"), "{rooms:?}");
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
