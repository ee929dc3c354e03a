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
fn what_was_handed_in_noted_and_decided_is_found_as_well() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("003");
    sandbox.append(
        &format!("{folder}/materials.yml"),
        "- {file: materials/梯井勘查.pdf, document: department-material, title: 井道图纸}\n",
    );
    sandbox.append(&format!("{folder}/events.yml"), "- {date: 2026-06-01, event: reminded, note: 电话催问示范点位}\n");
    let decisions = format!("{folder}/reviews/协商意见.yml");
    let noted =
        "- {step: host-signed, by: qian-yangben, date: 2026-04-29, verdict: note, note: 措辞再斟酌, sha256: abc}\n";
    sandbox.append(&decisions, noted);
    for (words, place, kind) in [
        ("梯井勘查", "材料  井道图纸 梯井勘查.pdf", "materials"),
        ("井道图纸", "材料  井道图纸 梯井勘查.pdf", "materials"),
        ("催问示范", "事项  电话催问示范点位", "events"),
        ("再斟酌", "协商意见审签  措辞再斟酌", "decisions"),
    ] {
        let found = sandbox.run(&format!("--lang zh-CN find {words}")).exits(0).stdout;
        assert_eq!(found, format!("2026-003 老旧小区加装电梯\n  {place}\n"), "{words}");
        let found = sandbox.run(&format!("find {words} --in {kind} --format json")).exits(0).json();
        let hit = &found["found"][0]["hits"][0];
        let text = sandbox.read(hit["path"].as_str().unwrap());
        let line = usize::try_from(hit["line"].as_u64().unwrap()).unwrap();
        assert!(text.lines().nth(line - 1).unwrap().contains(words), "{hit}");
    }
}

#[test]
fn a_number_is_found_whatever_its_brackets_and_wherever_it_stands() {
    let sandbox = Sandbox::sample();
    let taken = "- {code: 云协办函, year: 2026, number: 41, topic: 2026-001, document: consultation-letter, date: 2026-02-05}\n";
    sandbox.append("numbers/2026.yml", taken);
    for words in [
        "云协办函〔2026〕41号",
        "云协办函[2026]41号",
        "云协办函（2026）41号",
        "云协办函(2026)41",
        "云协办函【２０２６】４１号",
    ] {
        let found = sandbox.run(&["--lang", "zh-CN", "find", words][..]).exits(0).stdout;
        assert_eq!(found, "2026-001 冬季供热应急保障\n  文号  云协办函〔2026〕41号\n", "{words}");
    }
    let letter = format!("{}/协商函.md", sandbox.topic("002"));
    sandbox.write(&letter, sandbox.read(&letter).replacen("document:", "number: 云协函〔2026〕97号\ndocument:", 1));
    let found = sandbox.run(&["find", "云协函[2026]97号"][..]).exits(0).stdout;
    assert!(found.contains("协商函.md:2  number: 云协函〔2026〕97号"), "{found}");
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
