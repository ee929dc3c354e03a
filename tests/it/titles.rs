//! A title may hold what means something in a form of output, and a name too: whatever stands in them, the output is built
//! as it is with a plain one.

use crate::ics;
use crate::sandbox::Sandbox;
use comrak::{Arena, Options, nodes::NodeValue};
use serde_json::Value;

/// What stands for a title, a name or an office.
#[rustfmt::skip]
const WRITTEN: [&str; 14] = [
    "<b>粗</b>", "*星* _下_ ~~划~~ `码`", "[x](http://example.invalid) ![y](z)", "</script><script>alert(1)</script>",
    "一\n\n# 二\n- 三\r四", "甲;乙,丙\\丁:戊", "\"引\" & 'q' &amp; &#60;", "::error file=a::b%0A%25", "]]><![CDATA[",
    "1. 一", "| a | b |", "<@all> @所有人", "<!-- -->", "\u{202e}倒\u{7}\u{1b}[31m",
];

/// The ways it is put out.
const COMMANDS: [&str; 11] = [
    "digest",
    "digest --format markdown",
    "digest --format html",
    "digest --format eml --to a@example.org",
    "digest --format wecom",
    "digest --format dingtalk",
    "calendar",
    "check --format sarif",
    "check --format junit",
    "check --format github",
    "",
];

/// How an output is built, whatever its texts say.
fn built(command: &str, output: &str) -> String {
    let tags = |page: &str| -> Vec<String> {
        let names = page.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap().to_owned());
        names.collect()
    };
    let lines = output.lines().count();
    match command.split("--format ").nth(1).map(|rest| rest.split(' ').next().unwrap()) {
        Some("markdown") => {
            let arena = Arena::new();
            let root = comrak::parse_document(&arena, output, &Options::default());
            let kinds = root.descendants().filter_map(|node| match &node.data.borrow().value {
                NodeValue::Text(_) | NodeValue::SoftBreak => None,
                other => Some(format!("{other:?}").split([' ', '(']).next().unwrap().to_owned()),
            });
            kinds.collect::<Vec<_>>().join(" ")
        }
        Some("html" | "junit") => format!("{:?}", tags(output)),
        Some("eml") => {
            let head = output.split("\r\n\r\n").next().unwrap();
            let names = head.lines().filter(|line| !line.starts_with(['\t', ' ']));
            let names: Vec<&str> = names.map(|line| line.split(':').next().unwrap()).collect();
            assert!(output.is_ascii() && output.lines().all(|line| line.len() <= 78), "{output}");
            format!("{names:?} {}", output.matches("Content-Type:").count())
        }
        Some("wecom" | "dingtalk") => {
            let body: Value = serde_json::from_str(output).unwrap();
            let content = body["markdown"]["content"].as_str().or(body["markdown"]["text"].as_str()).unwrap();
            let marks = content.chars().filter(|c| "<>*_`[]#~@|!\\&".contains(*c)).count();
            format!("{} {marks}", content.lines().count())
        }
        Some("sarif") => {
            let log: Value = serde_json::from_str(output).unwrap();
            format!("{}", log["runs"][0]["results"].as_array().unwrap().len())
        }
        Some("github") => {
            assert!(output.lines().all(|line| line.starts_with("::")), "{output}");
            format!("{lines}")
        }
        _ if command == "calendar" => {
            let mut names: Vec<(String, usize)> =
                ics::events(output).into_iter().map(|(id, event)| (id, event.len())).collect();
            names.sort();
            format!("{names:?}")
        }
        _ => format!("{lines}"),
    }
}

/// An archive with a topic of this title, of this office, led by somebody of this name.
fn archive(title: &str, office: &str, person: &str, institution: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    sandbox.write(
        "yijuan.yml",
        format!(
            "archive: 1\nid: shiyan-dang\nlanguage: zh-CN\nregulation: mentougou\ninstitution: {}\noffices:\n  urban: {{name: {}, kind: special-committee}}\n",
            quoted(institution),
            quoted(office)
        ),
    );
    sandbox.write(
        "people.yml",
        format!("- {{id: qian-yangben, name: {}, posts: ['vice-chair:urban']}}\n", quoted(person)),
    );
    sandbox.write(
        "topics/2026/001-电梯/topic.yml",
        format!("title: {}\nform: thematic\nregulation: mentougou\noffice: urban\nlead: qian-yangben\nscheduled: {{meeting: 2026-06-25}}\nsession: {{place: {}}}\n", quoted(title), quoted(title)),
    );
    sandbox.write(
        "topics/2026/001-电梯/events.yml",
        "- {date: 2026-06-01, event: working-group-formed, by: urban, note: 无}\n",
    );
    sandbox.commit_all("题目");
    sandbox
}

#[test]
fn whatever_a_title_holds_the_output_is_built_alike() {
    let plain = archive("电梯", "城建环保委员会", "钱样本", "政协云河区委员会");
    let of = |sandbox: &Sandbox| -> Vec<String> {
        COMMANDS
            .iter()
            .map(|command| {
                let run = sandbox.run(&format!("--lang zh-CN {command}"));
                assert!(matches!(run.code, Some(0 | 1)), "{run}");
                assert!(!run.stdout.contains(['\u{7}', '\u{1b}', '\u{202e}']), "{run}");
                built(command, &run.stdout)
            })
            .collect()
    };
    let expected = of(&plain);
    for written in WRITTEN {
        let title = archive(written, "城建环保委员会", "钱样本", "政协云河区委员会");
        assert_eq!(of(&title), expected, "title: {written:?}");
        let names = archive("电梯", written, written, written);
        assert_eq!(of(&names), expected, "names: {written:?}");
    }
}

/// A topic whose office is not named, and an office that has nothing.
#[test]
fn what_has_no_office_and_an_office_that_has_nothing() {
    let sandbox = archive("电梯", "城建环保委员会", "钱样本", "政协云河区委员会");
    sandbox.append("people.yml", "- {id: sun-fanwen, name: 孙范文}\n");
    for command in COMMANDS.into_iter().filter(|command| command.starts_with("digest")) {
        let run = sandbox.run(&format!("--lang zh-CN {command} --for 孙范文")).exits(0);
        assert_eq!(run.stdout, "", "{run}");
    }
    assert!(ics::events(&sandbox.run("calendar --for 孙范文").exits(0).stdout).is_empty());
    let topic = "topics/2026/001-电梯/topic.yml";
    sandbox.write(topic, sandbox.read(topic).replace("office: urban\nlead: qian-yangben\n", ""));
    let digest = sandbox.run("--lang zh-CN digest").exits(0).stdout;
    assert!(digest.contains("未定承办单位"), "{digest}");
}
