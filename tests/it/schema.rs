//! `yijuan schema`: every file of the sample follows its schema, and what breaks one is an error of `check` too.

use crate::sandbox::Sandbox;
use crate::tools::{python, told};
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Where the schemas lie.
const FOLDER: &str = ".vscode/yijuan";

/// A line of what is to be judged: a file of the archive, as JSON.
fn line(path: &str, text: &str, schema: Option<&str>) -> String {
    let value: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    format!("{}\n", json!({"path": path, "value": value, "schema": schema}))
}

/// What the schemas that are installed in an archive say of these files.
fn complaints(sandbox: &Sandbox, lines: &str) -> String {
    let files = sandbox.dir().join("files.jsonl");
    fs::write(&files, lines).unwrap();
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/schemas.py");
    told(python(option_env!("PYTHON_JSONSCHEMA")).arg(judge).arg(sandbox.archive()).arg(files))
}

/// The files of an archive that have a schema, and the heads of its papers.
fn files(sandbox: &Sandbox) -> Vec<(String, String)> {
    let all = WalkDir::new(sandbox.archive()).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let known = all.filter_map(|entry| {
        let path = entry.path().strip_prefix(sandbox.archive()).unwrap().to_str().unwrap().to_owned();
        let of_paper = path.ends_with(".md") && !path.contains("materials/") && path.contains('/');
        let is_known = path.ends_with(".yml") || of_paper;
        is_known.then(|| (path.clone(), fs::read_to_string(entry.path()).unwrap()))
    });
    known.collect()
}

#[test]
#[cfg_attr(not(has_jsonschema), ignore = "needs python3-jsonschema")]
fn every_file_of_the_sample_and_every_regulation_follows_its_schema() {
    let sandbox = Sandbox::sample();
    sandbox.run("schema --install").exits(0);
    fs::write(sandbox.archive().join("front.json"), sandbox.run("schema front-matter").goes_well().stdout).unwrap();
    let (mut lines, mut papers) = (String::new(), 0);
    for (path, text) in files(&sandbox) {
        match text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) {
            Some((head, _)) if path.ends_with(".md") => {
                papers += 1;
                lines += &line(&path, head, Some("front.json"));
            }
            _ if path.ends_with(".md") => {}
            _ => lines += &line(&path, &text, None),
        }
    }
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for id in ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"] {
        let path = format!("templates/{id}/regulation.yml");
        lines += &line(&path, &fs::read_to_string(templates.join(id).join("regulation.yml")).unwrap(), None);
    }
    assert!(papers > 20 && lines.lines().count() > 150, "{papers}");
    assert_eq!(complaints(&sandbox, &lines), "");
}

/// Each breaks a file: its place, the text, and where `check` points.
const BROKEN: [(&str, &str, &str); 16] = [
    ("topic.yml", "title: 甲\nregulation: mentougou\nofice: urban\n", "3:1"),
    ("topic.yml", "title: 甲\nregulation: mentougo\n", "2:1"),
    ("topic.yml", "title: 甲\n", "1:1"),
    ("topic.yml", "title: 甲\nregulation: mentougou\nlead: nobody\n", "3:1"),
    ("topic.yml", "title: 甲\nregulation: mentougou\nscheduled: {meetng: 2026-06-11}\n", "3:13"),
    ("topic.yml", "title: 甲\nregulation: mentougou\nsession: {time: \"25:00\"}\n", "3:17"),
    ("topic.yml", "title: 甲\nregulation: mentougou\nad_hoc: 是\n", "3:9"),
    ("topic.yml", "title: 甲\nregulation: mentougou\nquota: {委员们: 3}\n", "3:9"),
    ("events.yml", "- {date: 2026-06-31, event: meeting}\n", "1:10"),
    ("events.yml", "- {date: 2026-06-01, event: no-such}\n", "1:22"),
    ("events.yml", "- {date: 2026-06-01, event: meeting, round: 0}\n", "1:3"),
    ("events.yml", "date: 2026-06-01\nevent: meeting\n", "1:1"),
    ("roster.yml", "- {name: 甲, attendance: came}\n", "1:25"),
    ("roster.yml", "- {name: 甲, tags: [nobody]}\n", "1:13"),
    ("suggestions.yml", "- {id: a, kind: suggestion, text: 甲, to: 5}\n", "1:42"),
    ("waivers.yml", "- {rule: X99, reason: 甲, by: 赵示例, date: 2026-06-01}\n", "1:4"),
];

#[test]
#[cfg_attr(not(has_jsonschema), ignore = "needs python3-jsonschema")]
fn what_breaks_a_schema_is_an_error_of_check_too() {
    let sandbox = Sandbox::sample();
    sandbox.run("schema --install").exits(0);
    let folder = "topics/2026/040-甲";
    let mut silent = Vec::new();
    for (file, text, place) in BROKEN {
        let path = format!("{folder}/{file}");
        fs::create_dir_all(sandbox.archive().join(folder)).unwrap();
        sandbox.write(&format!("{folder}/topic.yml"), "title: 甲\nregulation: mentougou\n");
        sandbox.write(&path, text);
        let run = sandbox.run("--lang en check 2026-040");
        if !run.stdout.contains(&format!("{path}:{place}\n")) {
            silent.push(format!("check, of {text}{run}"));
        }
        if complaints(&sandbox, &line(&path, text, None)).is_empty() {
            silent.push(format!("the schema, of {text}"));
        }
        fs::remove_dir_all(sandbox.archive().join(folder)).unwrap();
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn schemas_stay_out_of_the_history_and_doctor_says_when_they_are_old() {
    let sandbox = Sandbox::sample();
    let before = sandbox.git(&["status", "--porcelain", "--ignored"]);
    assert!(!sandbox.run("doctor").stdout.contains("编辑器"));
    let written = sandbox.run("schema --install").exits(0);
    assert_eq!(written.stdout.lines().count(), 23, "{written}");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), before);
    assert!(sandbox.run("doctor").goes_well().stdout.contains("✓ 编辑器提示"));
    assert_eq!(sandbox.run("schema --install").exits(0).stdout, "");
    sandbox.run("person add --name 甄样本").exits(0);
    let told = sandbox.run("--lang en doctor");
    assert_eq!(told.code, Some(1));
    assert_snapshot!(told.stdout.lines().skip_while(|line| !line.contains("editor")).collect::<Vec<_>>().join("\n"), @"
    ! schemas for the editor
        what the editor uses is not what the archive says now: .vscode/yijuan/people.json, .vscode/yijuan/rooms.json, .vscode/yijuan/topic.json …
        → write them anew: yijuan schema --install
    ");
    sandbox.run("schema --install").exits(0);
    assert!(sandbox.read(&format!("{FOLDER}/topic.json")).contains("甄样本"));
    sandbox.run("doctor").goes_well();
}

#[test]
fn the_settings_of_an_editor_are_added_to_or_left_alone() {
    let sandbox = Sandbox::sample();
    fs::create_dir(sandbox.archive().join(".vscode")).unwrap();
    let own = "{\n  // 缩进两格\n  \"editor.tabSize\": 2,\n}\n";
    sandbox.write(".vscode/settings.json", own);
    sandbox.commit_all("编辑器设置");
    sandbox.run("schema --install").exits(0);
    let written = sandbox.read(".vscode/settings.json");
    assert!(written.contains("  // 缩进两格\n  \"editor.tabSize\": 2,\n}\n"), "{written}");
    assert!(written.contains("\"./.vscode/yijuan/topic.json\": [\"topics/*/*/topic.yml\"]"), "{written}");
    sandbox.write(".vscode/settings.json", "{\"a\": }\n");
    let before = sandbox.read(&format!("{FOLDER}/people.json"));
    sandbox.append("people.yml", "- {id: zhen-yangben, name: 甄样本}\n");
    assert_snapshot!(sandbox.both("schema --install"), @r#"
    $ yijuan --lang zh-CN schema --install
    exit 2
    --- stderr
    错误：不是编辑器能读的设置
     --> .vscode/settings.json:1:7
      |
    1 | {"a": }
      |       ^
    提示：改好它，或移到别处，再运行 `yijuan schema --install`；文件没有改动

    $ yijuan --lang en schema --install
    exit 2
    --- stderr
    error: these are no settings that an editor can read
     --> .vscode/settings.json:1:7
      |
    1 | {"a": }
      |       ^
    hint: mend it or move it away, then run `yijuan schema --install` again; it was not changed
    "#);
    assert_eq!(sandbox.read(&format!("{FOLDER}/people.json")), before);
}

#[test]
fn what_kinds_there_are() {
    assert_snapshot!(Sandbox::sample().both("schema"));
}

#[test]
fn a_kind_is_named_in_either_language() {
    let sandbox = Sandbox::sample();
    let one = sandbox.run("schema topic").goes_well().stdout;
    assert_eq!(one, sandbox.run("schema 议题").goes_well().stdout);
    let schema: Value = serde_json::from_str(&one).unwrap();
    assert_eq!(schema["properties"]["lead"]["description"], "牵头领导 / who leads it");
    assert!(schema["properties"]["lead"]["enum"].as_array().unwrap().contains(&json!("赵示例")));
    assert_snapshot!(sandbox.both("schema topics"), @"
    $ yijuan --lang zh-CN schema topics
    exit 2
    --- stderr
    错误：未知的文件种类 `topics`
    提示：是否想写 `议题`？

    $ yijuan --lang en schema topics
    exit 2
    --- stderr
    error: unknown kind of file `topics`
    hint: did you mean `topic`?
    ");
}

#[test]
fn the_first_line_says_where_the_schema_lies() {
    let sandbox = Sandbox::sample();
    sandbox.write("people.yml", "\u{feff}- {id: zhao, name: 赵示例}\r\n- {id: qian, name: 钱样本}\r\n");
    let topic = format!("{}/topic.yml", sandbox.topic("016"));
    let refused = sandbox.run("--lang zh-CN schema --install --modelines").exits(2);
    assert!(refused.stderr.contains("people.yml: 有未提交的改动"), "{refused}");
    sandbox.commit_all("人员");
    let run = sandbox.run("schema --install --modelines").exits(0);
    assert!(run.stdout.lines().any(|line| line == topic), "{run}");
    let mark = "# yaml-language-server: $schema=";
    let people = sandbox.read("people.yml");
    assert!(people.starts_with(&format!("\u{feff}{mark}.vscode/yijuan/people.json\r\n- {{id: zhao")), "{people}");
    assert!(sandbox.read(&topic).starts_with(&format!("{mark}../../../.vscode/yijuan/topic.json\ntitle: ")));
    // Each leads to a schema; what is evidence stays as it is; a second time there is nothing to do.
    let files = sandbox.git(&["ls-files", "-z", "*.yml"]);
    for file in files.split('\0').filter_map(|file| file.strip_prefix("archive/")) {
        let text = sandbox.read(file);
        let schema = text.trim_start_matches('\u{feff}').lines().next().and_then(|line| line.strip_prefix(mark));
        let is_evidence = file.contains("/reviews/") || file.ends_with("抽选记录.yml");
        assert_eq!(schema.is_none(), is_evidence, "{file}");
        if let Some(schema) = schema {
            let folder = sandbox.archive().join(file);
            assert!(folder.parent().unwrap().join(schema).exists(), "{file}: {schema}");
        }
    }
    let again = sandbox.run("--lang zh-CN schema --install --modelines").exits(0);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "提示：没有变化\n"));
}
