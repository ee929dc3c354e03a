//! `yijuan check`.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn the_whole_archive_in_chinese() {
    assert_snapshot!(Sandbox::sample().run("check").exits(1));
}

#[test]
fn the_whole_archive_in_english() {
    assert_snapshot!(Sandbox::sample().run("--lang en check").exits(1));
}

#[test]
fn a_topic_that_is_well() {
    let sandbox = Sandbox::sample();
    sandbox.run("check 2026-013").goes_well();
    assert_snapshot!(sandbox.both("check 2026-013"), @"
    $ yijuan --lang zh-CN check 2026-013
    exit 0
    --- stdout
    截至 2026-06-15：错误 0，警告 0，提示 0；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 2026-013
    exit 0
    --- stdout
    as of 2026-06-15: 0 errors, 0 warnings, 0 notes; 0 overdue, 0 due soon
    ");
}

#[test]
fn a_topic_with_something_due_soon() {
    assert_snapshot!(Sandbox::sample().both("check 2026-018"), @"
    $ yijuan --lang zh-CN check 2026-018
    exit 0
    --- stdout
    2026-018 农村生活污水治理
      即将到期 M7a 三.7：尚未记录“通知参加人员”（应由责任委室；对象：政协方面人士）（2026-06-18，还有 3 个工作日）

    截至 2026-06-15：错误 0，警告 0，提示 0；已逾期 0 项，即将到期 1 项

    $ yijuan --lang en check 2026-018
    exit 0
    --- stdout
    2026-018 农村生活污水治理
      due soon M7a 三.7: no record of “notice sent” (by: responsible office; to: cppcc side) (2026-06-18, 3 working days left)

    as of 2026-06-15: 0 errors, 0 warnings, 0 notes; 0 overdue, 1 due soon
    ");
}

#[test]
fn a_topic_with_faults() {
    assert_snapshot!(Sandbox::sample().both("check 2026-015"), @"
    $ yijuan --lang zh-CN check 2026-015
    exit 1
    --- stdout
    2026-015 农村物流配送体系建设
      错误 M14e 五.14：报出《协商意见》（2026-05-14）早于核签《协商意见》，程序倒置
          topics/2026/015-农村物流配送体系建设/events.yml:11:3
          → 误记的作废后重记：yijuan record 2026-015 报出《协商意见》 --void 2026-05-14 --note 〈原因〉；确实颠倒的，作为例外说明：yijuan waive 2026-015 M14e --reason 〈原因〉 --by 〈人员〉
      提示 M15a 六.15：尚未记录“移交一题一卷档案”（应由责任委室；对象：政协办公室），应在报出《协商意见》后及时办理（参考期限2026-05-28）
          → 移交并登记：yijuan dossier transfer 2026-015 --to 政协办公室 --on 〈日期〉
          一并解决：M16a 七.16

    截至 2026-06-15：错误 1，警告 0，提示 2；已逾期 2 项，即将到期 0 项

    $ yijuan --lang en check 2026-015
    exit 1
    --- stdout
    2026-015 农村物流配送体系建设
      error M14e 五.14: opinion sent (2026-05-14) came before opinion countersigned, which it must follow
          topics/2026/015-农村物流配送体系建设/events.yml:11:3
          → if it is mistaken, strike it out and record it anew: yijuan record 2026-015 opinion-sent --void 2026-05-14 --note 〈WHY〉; if it did happen so, say why, as an exception: yijuan waive 2026-015 M14e --reason 〈WHY〉 --by 〈PERSON〉
      note M15a 六.15: no record of “dossier transferred” (by: responsible office; to: cppcc office), advised by 2026-05-28 (promptly after opinion sent; an advised day)
          → hand it over, which records it: yijuan dossier transfer 2026-015 --to cppcc-office --on 〈DATE〉
          settles as well: M16a 七.16

    as of 2026-06-15: 1 error, 0 warnings, 2 notes; 2 overdue, 0 due soon
    ");
}

#[test]
fn several_topics_and_a_part_of_a_key() {
    assert_snapshot!(Sandbox::sample().run("check 009 2026-013 2026-009").exits(1), @"
    $ yijuan check 009 2026-013 2026-009
    exit 1
    --- stdout
    2026-009 便民商业网点建设
      错误 M6b 三.6：发出《协商函》（2026-05-22）早于审定《协商函》，程序倒置
          topics/2026/009-便民商业网点建设/events.yml:8:3
          → 误记的作废后重记：yijuan record 2026-009 发出《协商函》 --void 2026-05-22 --note 〈原因〉；确实颠倒的，作为例外说明：yijuan waive 2026-009 M6b --reason 〈原因〉 --by 〈人员〉
      警告 M13c 五.13：《协商意见》第29行“沈代称委员”：应体现集体智慧，不写个人姓名
          topics/2026/009-便民商业网点建设/协商意见.md:29:1
          → 改写这一处
      提示 《协商意见》送审后又有改动，审阅《协商意见》、审核《协商意见》已失效；尚待褚样章（审阅《协商意见》）
          topics/2026/009-便民商业网点建设/reviews/协商意见.yml:1:1
          → 误改的，改回原文；改动要保留的，重新审签：yijuan review approve 2026-009 协商意见 --by 褚样章；再 yijuan review approve 2026-009 协商意见 --by 吴假名
      逾期 M9a “发出《协商函》”2026-05-22完成

    截至 2026-06-15：错误 1，警告 2，提示 1；已逾期 1 项，即将到期 0 项
    ");
}

#[test]
fn what_makes_it_fail() {
    let sandbox = Sandbox::sample();
    let code = |topic: &str, severity: &str| sandbox.run(&["check", topic, "--fail-on", severity]).code;
    // 002 has notes alone, 016 has warnings and no error.
    assert_eq!(code("2026-002", "note"), Some(1));
    assert_eq!(code("2026-002", "warning"), Some(0));
    assert_eq!(code("2026-002", "error"), Some(0));
    assert_eq!(code("2026-016", "warning"), Some(1));
    assert_eq!(code("2026-016", "error"), Some(0));
    assert_eq!(code("2026-013", "note"), Some(0));
    assert_eq!(code("2026-009", "error"), Some(1));
    assert_snapshot!(sandbox.both("check --fail-on eror"), @"
    $ yijuan --lang zh-CN check --fail-on eror
    exit 2
    --- stderr
    错误：未知的程度 `eror`
    提示：是否想写 `错误`？

    $ yijuan --lang en check --fail-on eror
    exit 2
    --- stderr
    error: unknown severity `eror`
    hint: did you mean `error`?
    ");
}

#[test]
fn a_change_left_half_way_is_a_warning_and_files_not_committed_are_none() {
    let sandbox = Sandbox::sample();
    let code = |severity: &str| sandbox.run(&["check", "2026-013", "--fail-on", severity]).code;
    sandbox.append(&format!("{}/events.yml", sandbox.topic("013")), "# 待查\n");
    assert_eq!((code("note"), code("warning")), (Some(0), Some(0)));
    fs::write(sandbox.tree().join(".git/MERGE_HEAD"), "").unwrap();
    assert_eq!((code("warning"), code("error")), (Some(1), Some(0)));
}

#[test]
fn a_closed_topic_that_is_well_is_passed_over() {
    let sandbox = Sandbox::sample();
    let subjects = |command: &str| -> BTreeSet<String> {
        let check = sandbox.run(command).json();
        let duties = check["duties"].as_array().unwrap().clone();
        duties.iter().map(|duty| duty["subject"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!subjects("check --format json").contains("2026-001"));
    assert!(subjects("check --format json --all").contains("2026-001"));
    // 005 is closed as well, but not well.
    assert!(subjects("check --format json").contains("2026-005"));
}

#[test]
fn as_json() {
    assert_snapshot!(Sandbox::sample().run("check 2026-009 2026-018 --format json").exits(1).stdout);
}

#[test]
fn every_duty_with_all() {
    let check = Sandbox::sample().run("check 2026-018 --all --format json").exits(0).json();
    let duties = check["duties"].as_array().unwrap().iter().map(|duty| {
        let word = |key: &str| duty[key].as_str().unwrap_or("—").to_owned();
        format!("{} {} {}", word("rule"), word("state"), word("due"))
    });
    assert_snapshot!(duties.collect::<Vec<_>>().join("\n"));
}

const STATES: [&str; 7] = ["done", "done-late", "pending", "due-soon", "overdue", "waiting", "not-applicable"];

#[track_caller]
fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[track_caller]
fn is_text(value: &Value) {
    assert!(value.is_string(), "{value}");
}

#[track_caller]
fn is_date_or_null(value: &Value) {
    let dated = value.as_str().is_some_and(|date| date.len() == 10 && date.parse::<yijuan::model::Date>().is_ok());
    assert!(dated || value.is_null(), "{value}");
}

/// The contract of design.md section 5, that scripts rely on.
#[track_caller]
fn keeps_the_contract(check: &Value) {
    assert_eq!(keys(check), ["schema", "as_of", "duties", "findings", "summary"]);
    assert_eq!(check["schema"], "yijuan/check/1");
    is_date_or_null(&check["as_of"]);
    let (duties, findings) = (check["duties"].as_array().unwrap(), check["findings"].as_array().unwrap());

    let mut named = BTreeSet::new();
    for duty in duties {
        assert_eq!(
            keys(duty),
            [
                "regulation",
                "rule",
                "subject",
                "what",
                "state",
                "due",
                "done",
                "days_left",
                "working_days_left",
                "provisional"
            ]
        );
        for key in ["regulation", "rule", "subject", "what", "state"] {
            is_text(&duty[key]);
        }
        is_date_or_null(&duty["due"]);
        is_date_or_null(&duty["done"]);
        assert!(STATES.contains(&duty["state"].as_str().unwrap()), "{duty}");
        assert!(duty["provisional"].is_boolean(), "{duty}");
        for key in ["days_left", "working_days_left"] {
            assert!(duty[key].is_i64() || duty[key].is_null(), "{duty}");
        }
        let open = matches!(duty["state"].as_str().unwrap(), "pending" | "due-soon" | "overdue");
        assert_eq!(duty["days_left"].is_i64(), open && !duty["due"].is_null(), "{duty}");
        is_subject(duty["subject"].as_str().unwrap());
        // One duty per subject, rule and what.
        assert!(named.insert([&duty["subject"], &duty["rule"], &duty["what"]].map(Value::to_string)), "twice: {duty}");
    }

    for finding in findings {
        let told = keys(finding);
        let promised =
            ["regulation", "rule", "severity", "subject", "path", "line", "column", "message", "article", "quote"];
        assert_eq!(told[..promised.len()], promised);
        assert!(matches!(finding["severity"].as_str(), Some("error" | "warning" | "note")), "{finding}");
        is_subject(finding["subject"].as_str().unwrap());
        assert!(!finding["message"].as_str().unwrap().is_empty());
        for key in ["line", "column"] {
            assert!(finding[key].is_null() || finding[key].as_u64().is_some_and(|at| at >= 1), "{finding}");
        }
        assert_eq!(finding["rule"].is_null(), finding["article"].is_null(), "{finding}");
        assert_eq!(finding["rule"].is_null(), finding["quote"].is_null(), "{finding}");
        assert_eq!(finding["line"].is_null(), finding["column"].is_null(), "{finding}");
    }

    let of = |array: &[Value], key: &str, word: &str| array.iter().filter(|one| one[key] == word).count();
    // An exception excuses a duty without changing how it stands.
    let waived = findings.iter().filter(|one| one["message"].as_str().is_some_and(|said| said.starts_with("例外")));
    assert_eq!(
        check["summary"],
        serde_json::json!({
            "errors": of(findings, "severity", "error"),
            "warnings": of(findings, "severity", "warning"),
            "notes": of(findings, "severity", "note"),
            "overdue": of(duties, "state", "overdue") - waived.count(),
            "due_soon": of(duties, "state", "due-soon"),
        })
    );
    assert_eq!(keys(&check["summary"]), ["errors", "warnings", "notes", "overdue", "due_soon"]);
}

/// A topic's key, `plan:YEAR` or `archive`.
#[track_caller]
fn is_subject(subject: &str) {
    let topic = subject.parse::<yijuan::model::TopicKey>().is_ok();
    let plan = subject.strip_prefix("plan:").is_some_and(|year| year.len() == 4 && year.parse::<u32>().is_ok());
    let room = subject.strip_prefix("room:").is_some_and(|id| !id.is_empty());
    assert!(topic || plan || room || subject == "archive", "{subject}");
}

#[test]
fn the_json_keeps_its_contract() {
    let sandbox = Sandbox::sample();
    for asked in ["", "--all", "2026-013", "2026-005 --all"] {
        let check = sandbox.run(&format!("check --format json {asked}")).json();
        keeps_the_contract(&check);
        assert_eq!(check["as_of"], "2026-06-15");
        let states: BTreeSet<&str> =
            check["duties"].as_array().unwrap().iter().map(|duty| duty["state"].as_str().unwrap()).collect();
        if !asked.contains("--all") {
            assert!(!states.contains("waiting") && !states.contains("not-applicable"), "{states:?}");
        } else if asked == "--all" {
            assert!(states.contains("waiting") && states.contains("not-applicable"), "{states:?}");
        }
    }
}

#[test]
fn the_json_keeps_its_contract_over_broken_files() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/events.yml", sandbox.topic("013")), "- {date: 2026-6-1, event: meeting}\n");
    sandbox.write("people.yml", "qian: {}\n");
    sandbox.write("topics/杂物/x", "");
    let run = sandbox.run("check --format json").exits(2);
    keeps_the_contract(&run.json());
    let files: Vec<String> = run.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"].is_null())
        .map(|finding| format!("{} {} {} {}", finding["subject"], finding["path"], finding["line"], finding["message"]))
        .collect();
    assert_snapshot!(files.join("\n"));
}

#[test]
fn every_finding_points_at_a_line_that_is_there() {
    let sandbox = Sandbox::sample();
    let check = sandbox.run("check --format json").json();
    for finding in check["findings"].as_array().unwrap() {
        let Some(path) = finding["path"].as_str() else { continue };
        if !sandbox.archive().join(path).exists() {
            assert!(finding["line"].is_null(), "{finding}");
            continue;
        }
        let text = sandbox.read(path);
        let (line, column) = (finding["line"].as_u64().unwrap(), finding["column"].as_u64().unwrap());
        let line = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap_or_else(|| panic!("{finding}"));
        assert!(usize::try_from(column).unwrap() <= line.chars().count() + 1, "{finding}");
    }
}

#[test]
fn an_unreadable_file_is_exit_2_and_the_rest_is_judged() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/topic.yml", sandbox.topic("013")), "title: 停车\nregulation: mentougou\nofice: urban\n");
    let whole = sandbox.run("check").exits(2);
    assert!(whole.stdout.contains("2026-015") && whole.stdout.contains("ofice"), "{whole}");
    let named = sandbox.both("check 2026-013 2026-018");
    assert_snapshot!(named);
    assert!(named.contains("topic.yml:3:1"), "{named}");
}

/// Which rules are judged of the topic where this file of it cannot be read.
fn judged_without(file: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let sandbox = Sandbox::sample();
    let rules = |run: &Run| {
        let duties = run.json()["duties"].as_array().unwrap().clone();
        let mut rules: Vec<String> = duties.iter().map(|duty| duty["rule"].as_str().unwrap().to_owned()).collect();
        rules.dedup();
        rules
    };
    let whole = rules(&sandbox.run("check 2026-003 --all --format json"));
    sandbox.write(&format!("{}/{file}", sandbox.topic("003")), text);
    let run = sandbox.run("check 2026-003 --all --format json").exits(2);
    let judged = rules(&run);
    let left_out = whole.into_iter().filter(|rule| !judged.contains(rule)).collect();
    (judged, left_out)
}

#[test]
fn what_does_not_depend_on_a_file_that_cannot_be_read_is_judged() {
    for (file, text, left_out) in [
        ("协商意见.md", "---\ndocument: consultation-opinion\ndate: soon\n---\n\n正文。\n", "M13a"),
        ("materials.yml", "- {file: []}\n", "M15c"),
        ("roster.yml", "- {name: []}\n", "M10a"),
        ("suggestions.yml", "- {id: s1, kind: []}\n", "M16c"),
        ("attests.yml", "- {rule: []}\n", "M6d"),
    ] {
        let (judged, without) = judged_without(file, text);
        assert!(judged.contains(&"M5a".to_owned()) && judged.len() > 10, "{file}: {judged:?}");
        assert!(without.contains(&left_out.to_owned()), "{file}: {without:?}");
    }
    // Everything depends on these.
    for file in ["topic.yml", "events.yml", "waivers.yml"] {
        assert_eq!(judged_without(file, "- {x: 1}\n").0, [""; 0], "{file}");
    }
}

#[test]
fn a_key_that_nobody_knows_leaves_the_topic_judged_as_it_was() {
    let of_topic = |sandbox: &Sandbox| -> Vec<Value> {
        sandbox.run("check 003 --all --format json").json()["duties"].as_array().unwrap().clone()
    };
    let judged = of_topic(&Sandbox::sample());
    for (file, known, unknown) in [
        ("topic.yml", "office: urban", "ofice: urban"),
        ("topic.yml", "office: urban", "office: urban\nremark: 甲"),
        ("topic.yml", "office: urban", "office: urban\nofice: social"),
        ("topic.yml", "office: urban", "ofice: social\noffice: urban"),
        ("events.yml", "event: working-group-formed", "evnt: working-group-formed"),
        ("events.yml", "event: working-group-formed", "event: working-group-formed, entered: 甲"),
        ("roster.yml", "tags: ", "tag: "),
        ("调研报告.md", "document: research-report", "document: research-report\nremark: 甲"),
    ] {
        let sandbox = Sandbox::sample();
        let path = format!("{}/{file}", sandbox.topic("003"));
        let text = sandbox.read(&path);
        assert!(text.contains(known), "{known} in {text}");
        sandbox.write(&path, text.replacen(known, unknown, 1));
        let run = sandbox.run("check 003 --all").exits(2);
        assert!(run.stdout.contains("未知的键"), "{run}");
        assert_eq!(of_topic(&sandbox), judged, "{unknown}");
        // Until that is mended, nobody writes to the file.
        if file == "events.yml" {
            sandbox.run("record 003 meeting").refused(&["未知的键"]);
        }
    }
}

#[test]
fn exit_2_never_comes_without_a_reason() {
    let sandbox = Sandbox::sample();
    sandbox.write("people.yml", "qian: {}\n");
    let run = sandbox.run("check 2026-018").exits(2);
    assert!(run.stdout.contains("people.yml:1:1"), "{run}");
    // What is wrong with another topic is none of this one's business.
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/topic.yml", sandbox.topic("013")), "");
    sandbox.run("check 2026-018").exits(0);
}

#[test]
fn the_samples_check_fits_on_two_screens() {
    let sandbox = Sandbox::sample();
    for language in ["zh-CN", "en"] {
        let lines = sandbox.run(&format!("--lang {language} check")).stdout.lines().count();
        assert!(lines <= 105, "{lines} lines in {language}");
    }
}

#[test]
fn the_same_files_and_day_give_the_same_bytes() {
    let sandbox = Sandbox::sample();
    let checks = || sandbox.run("check --all --format json").stdout;
    let first = checks();
    assert!((0..5).all(|_| checks() == first));
}

#[test]
fn an_empty_archive() {
    let sandbox = Sandbox::empty();
    sandbox.run("check").goes_well();
    assert_snapshot!(sandbox.both("check"), @"
    $ yijuan --lang zh-CN check
    exit 0
    --- stdout
    截至 2026-06-15：错误 0，警告 0，提示 0；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check
    exit 0
    --- stdout
    as of 2026-06-15: 0 errors, 0 warnings, 0 notes; 0 overdue, 0 due soon
    ");
}

#[test]
fn a_year_without_a_plan() {
    let sandbox = Sandbox::empty();
    sandbox.append("yijuan.yml", "regulations: [mentougou]\n");
    assert_snapshot!(sandbox.both("check"), @"
    $ yijuan --lang zh-CN check
    exit 0
    --- stdout
    档案库
      提示 1 个文件尚未提交：yijuan.yml
          → `yijuan commit` 提交

    截至 2026-06-15：错误 0，警告 0，提示 1；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check
    exit 0
    --- stdout
    archive
      note 1 file is not committed: yijuan.yml
          → `yijuan commit` commits it

    as of 2026-06-15: 0 errors, 0 warnings, 1 note; 0 overdue, 0 due soon
    ");
}

#[test]
fn topics_and_formats_that_are_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(
        [
            sandbox.both("check 2026-099 2026-013 农村"),
            sandbox.both("check --format xml"),
            sandbox.both("check --as-of 2026-13-01"),
            sandbox.run("check --lang fr").to_string(),
        ]
        .join("\n")
    );
}

#[test]
fn a_severity_goes_by_its_chinese_name_too() {
    let sandbox = Sandbox::sample();
    for (id, name) in [("error", "错误"), ("warning", "警告"), ("note", "提示")] {
        let code = |severity| sandbox.run(&["check", "--fail-on", severity]).code;
        assert_eq!(code(id), code(name));
    }
    sandbox.run("check --fail-on 严重").refused(&["错误", "警告"]);
}

#[test]
fn hidden_characters_in_a_paper_are_found() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/主持词.md", sandbox.topic("013"));
    let hidden = |text: &str| {
        sandbox.write(&path, format!("---\ndocument: host-script\n---\n\n## 开场\n{text}\n"));
        let report = sandbox.run("--lang en check 013 --format json").json();
        let findings = report["findings"].as_array().unwrap().clone();
        let found = findings.into_iter().find(|found| found["message"].as_str().unwrap().contains("hidden character"));
        found.map(|found| {
            assert_eq!((&found["severity"], &found["path"]), (&"warning".into(), &path.as_str().into()));
            assert!(found["hint"].as_str().is_some_and(|hint| hint.starts_with("take ")), "{found}");
            format!("{}:{}: {}", found["line"], found["column"], found["message"].as_str().unwrap())
        })
    };
    assert_eq!(hidden("甲\t乙　丙\r\n👩‍👩‍👧，❤️"), None);
    assert_eq!(hidden("甲\u{200b}乙").as_deref(), Some("6:2: the paper holds the hidden character U+200B"));
    assert_eq!(
        hidden("\u{1b}[31m甲\n乙\u{202e}").as_deref(),
        Some("6:1: the paper holds 2 hidden characters, the first is U+001B")
    );
    sandbox.write(&path, "\u{feff}---\ndocument: host-script\n---\n\n甲\n");
    assert!(!sandbox.run("--lang en check 013").stdout.contains("hidden character"));
}

#[test]
fn a_year_or_a_room_is_judged_alone() {
    let sandbox = Sandbox::sample();
    let room = "- {id: xihe, name: 细河街道“有事好商量”协商议事室, level: township, regulation: yancheng, opened: 2025-01-05}\n";
    sandbox.append("rooms.yml", room);
    let subjects = |command: &str, of: &str| -> BTreeSet<String> {
        let told = sandbox.run(command).json();
        let all = told[of].as_array().unwrap().clone();
        all.iter().map(|one| one["subject"].as_str().unwrap().to_owned()).collect()
    };
    let day = "--format json --as-of 2027-02-10";
    for name in ["plan:2026", "2026年度计划", "2026年"] {
        assert_eq!(subjects(&format!("check {name} {day} --all"), "duties"), BTreeSet::from(["plan:2026".to_owned()]));
    }
    for name in ["room:xihe", "细河街道协商议事室", "细河街道“有事好商量”协商议事室"] {
        let found = subjects(&format!("check {name} {day}"), "findings");
        assert_eq!(found, BTreeSet::from(["room:xihe".to_owned()]), "{name}");
        assert_eq!(subjects(&format!("due {name} {day}"), "duties"), found, "{name}");
    }
    let both = subjects(&format!("check 013 room:xihe {day}"), "findings");
    assert_eq!(both, BTreeSet::from(["2026-013".to_owned(), "room:xihe".to_owned()]));
    assert_eq!(sandbox.run("show plan:2026").stdout, sandbox.run("plan show 2026").stdout);
    assert_eq!(sandbox.run("show 细河街道协商议事室").stdout, sandbox.run("room show xihe").stdout);
    sandbox.run("log 2026年").goes_well();
    sandbox.run("roster list room:xihe").refused(&["`yijuan room`", "`yijuan show room:xihe`"]);
    sandbox.run("postpone 2026年度计划 2026-09-01").refused(&["`yijuan plan`", "`yijuan show plan:2026`"]);
}

#[test]
fn a_file_that_is_gone_is_told_with_the_way_to_have_it_back() {
    let sandbox = Sandbox::sample();
    let lost = format!("{}/reviews/协商意见.yml", sandbox.topic("011"));
    let paper = format!("{}/协商意见.md", sandbox.topic("012"));
    for (path, severity, meant) in
        [(&lost, "警告", "审签决定不应删除"), (&paper, "提示", "确实不要的，`yijuan commit` 提交")]
    {
        fs::remove_file(sandbox.archive().join(path)).unwrap();
        let check = sandbox.run("check").stdout;
        let hint = format!("误删的恢复：git restore -- {path}；{meant}");
        assert!(check.contains(&format!("{severity} 1 个文件已删除：{path}")), "{check}");
        assert!(check.contains(&hint) && !check.contains("尚未提交"), "{check}");
        let doctor = sandbox.run("doctor").stdout;
        assert!(doctor.contains("1 个文件已删除") && doctor.contains("git restore -- "), "{doctor}");
        sandbox.shell(&sandbox.archive(), &format!("git restore -- '{path}'"));
        assert!(!sandbox.run("check").stdout.contains("已删除"));
    }
}
