//! `yijuan find`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn titles_first_then_what_mentions_the_words() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["find 电梯", "find 电梯 补贴", "find 钱样本 --in 人员 --year 2026"]));
}

#[test]
fn a_title_is_found_by_the_initials_of_its_pinyin_and_a_topic_by_its_key() {
    let sandbox = Sandbox::sample();
    for words in ["jzdt", "JZDT", "2026-003", "ｊｚｄｔ", "老旧 电梯", "老旧小区　加装"] {
        let found = sandbox.run(&["find", words, "--in", "titles"][..]).exits(0).stdout;
        assert_eq!(found, "2026-003 老旧小区加装电梯\n", "{words}");
    }
    // Not by a single letter, nor in anything but a title.
    for words in ["find j --in titles", "find jzdt --in papers", "find 电梯 --year 2025"] {
        let none = sandbox.run(&format!("--lang zh-CN {words}")).exits(0);
        assert!(none.stdout.is_empty() && none.stderr.contains("没有找到"), "{none}");
    }
}

#[test]
fn every_place_with_its_line_for_programs() {
    let sandbox = Sandbox::sample();
    let found = sandbox.run("find 首批12部 --format json").exits(0).json();
    let hits = found["found"][0]["hits"].as_array().unwrap();
    assert!(!hits.is_empty());
    for hit in hits {
        let path = hit["path"].as_str().unwrap();
        let line = usize::try_from(hit["line"].as_u64().unwrap()).unwrap();
        let text = sandbox.read(path);
        let line = text.lines().nth(line - 1).unwrap();
        assert!(line.contains("首批12部"), "{path}: {line}");
        if let Some(column) = hit["column"].as_u64() {
            let rest: String = line.chars().skip(usize::try_from(column).unwrap() - 1).collect();
            assert!(rest.starts_with("首批12部"), "{rest}");
        }
    }
}

#[test]
fn an_entry_is_found_on_its_own_line() {
    let sandbox = Sandbox::sample();
    let folder = "topics/2026/003-老旧小区加装电梯";
    let line = |words: &str| {
        let found = sandbox.run(&format!("find {words} --format json")).exits(0).json();
        let hits = found["found"].as_array().unwrap().iter().flat_map(|one| one["hits"].as_array().unwrap());
        hits.map(|hit| hit["line"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    // The id and the name begin others that stand before them.
    let suggestions = sandbox.read(&format!("{folder}/suggestions.yml"));
    sandbox.write(
        &format!("{folder}/suggestions.yml"),
        format!("- {{id: s10, kind: suggestion, text: 另一条, to: department}}\n{suggestions}"),
    );
    sandbox.write(&format!("{folder}/roster.yml"), "- {name: 何示意乙}\n# 补录\n- {name: 何示意}\n");
    assert_eq!(line("编制楼层费用"), [2]);
    assert_eq!(line("何示意 --in people")[..2], [1, 3]);
    // So is one that is written otherwise.
    sandbox.write(
        &format!("{folder}/suggestions.yml"),
        "[{id: s10, text: 另一条, kind: suggestion},\n {id: s1, kind: suggestion, text: 编制楼层费用标准}]\n",
    );
    assert_eq!(line("编制楼层费用"), [2]);
}

#[test]
fn what_cannot_be_read_is_told_and_hides_nothing() {
    let sandbox = Sandbox::sample();
    sandbox.write("topics/2026/003-老旧小区加装电梯/suggestions.yml", "- {id: s1, 电梯");
    let shell = "rm topics/2026/002*/协商函.md && ln -s /etc/hostname topics/2026/002*/协商函.md";
    sandbox.shell(&sandbox.archive(), shell);
    let run = sandbox.run("find 电梯");
    assert!(run.stdout.starts_with("2026-003 老旧小区加装电梯\n"), "{run}");
    sandbox.write("topics/2026/003-老旧小区加装电梯/协商意见.md", vec![b'a'; 17 << 20]);
    let run = sandbox.run("--lang zh-CN find 电梯").exits(2);
    assert!(run.stdout.starts_with("2026-003") && run.stderr.contains("协商意见.md"), "{run}");
}

#[test]
fn what_is_refused() {
    let sandbox = Sandbox::sample();
    sandbox.run("--lang zh-CN find").refused(&["缺少 <词>"]);
    sandbox.run(&["--lang", "zh-CN", "find", "　"][..]).refused(&["没有写要找什么"]);
    sandbox.run("--lang zh-CN find 电梯 --in 照片").refused(&["未知的范围", "文书"]);
    sandbox.run("find 电梯 --format csv").refused(&["csv"]);
}
