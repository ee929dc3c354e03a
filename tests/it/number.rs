//! `yijuan number`: document numbers, their register, and what `check` says of it.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use std::fs;

const REGISTER: &str = "numbers/2026.yml";

/// Two topics with a letter each, and codes.
fn two() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        sandbox.read("yijuan.yml") + "codes:\n  cppcc-office: {letter: 云协办函, document: 云协办}\n",
    );
    sandbox.write(".gitattributes", "numbers/*.yml merge=union\n");
    for (number, title) in [(1, "电梯"), (2, "停车")] {
        let folder = format!("topics/2026/00{number}-{title}");
        sandbox.write(
            &format!("{folder}/topic.yml"),
            format!("title: {title}\nform: thematic\nregulation: mentougou\noffice: urban\n"),
        );
        sandbox.write(
            &format!("{folder}/协商函.md"),
            format!("---\ndocument: consultation-letter\ntitle: 关于{title}的函\ndate: 2026-06-10\nissuer: cppcc-office\nto: [government-office]\n---\n\n请派员参加。\n"),
        );
    }
    sandbox.commit_all("两题");
    sandbox
}

/// What `check` says of numbers: each finding with its hint.
fn said(sandbox: &Sandbox) -> String {
    let found = sandbox.run("check --all --format json").json();
    let findings = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"].is_null() && finding["path"].is_string());
    let told = findings.map(|finding| {
        let place = format!("{}:{}:{}", finding["path"], finding["line"], finding["column"]).replace('"', "");
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        format!("{} {place} {}\n  {}\n", text("severity"), text("message"), text("hint"))
    });
    told.collect()
}

fn git(sandbox: &Sandbox, command: &str) -> String {
    sandbox.git(&command.split(' ').collect::<Vec<_>>())
}

#[test]
fn a_number_is_taken_outside_the_paper() {
    let sandbox = two();
    let paper = sandbox.read("topics/2026/001-电梯/协商函.md");
    let run = sandbox.run("number assign 2026-001 协商函").exits(0);
    assert_snapshot!(format!("{run}{}{}", sandbox.read(REGISTER), git(&sandbox, "log -1 --format=%B")), @"
    $ yijuan number assign 2026-001 协商函
    exit 0
    --- stdout
    云协办函〔2026〕1号
    --- stderr
    提示：审签还没有办完（《协商函》尚待秘书长（审定《协商函》））；文号在签发以后编
    - {code: 云协办函, year: 2026, number: 1, topic: 2026-001, document: consultation-letter, date: 2026-06-15}
    2026-001 编文号：协商函 云协办函〔2026〕1号

    Yijuan-Topic: 2026-001
    ");
    assert_eq!(sandbox.read("topics/2026/001-电梯/协商函.md"), paper);
    assert_eq!(git(&sandbox, "status --porcelain"), "");
    assert!(sandbox.run("log 2026-001").stdout.contains("编文号：协商函 云协办函〔2026〕1号"));
    assert!(!sandbox.run("log 2026-002").stdout.contains("编文号"));
    // Every counter is of its own, for its year.
    assert_eq!(sandbox.run("number assign 2026-002 协商函 --on 2025-12-31").exits(0).stdout, "云协办函〔2025〕1号\n");
    assert_eq!(said(&sandbox), "");
}

#[test]
fn a_paper_has_one_number_and_a_used_one_is_never_given_again() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函").exits(0);
    let before = sandbox.state();
    let again = sandbox.run("number assign 2026-001 协商函").exits(2);
    assert_eq!(sandbox.state(), before);
    let another = sandbox.run("number reassign 2026-001 协商函").exits(0);
    assert_snapshot!(format!("{again}{another}{}", sandbox.read(REGISTER)), @"
    $ yijuan number assign 2026-001 协商函
    exit 2
    --- stderr
    错误：topics/2026/001-电梯/协商函.md: 已有文号 云协办函〔2026〕1号
    提示：要另取一个号：yijuan number reassign 2026-001 协商函
    $ yijuan number reassign 2026-001 协商函
    exit 0
    --- stdout
    云协办函〔2026〕2号
    --- stderr
    提示：原文号 云协办函〔2026〕1号 仍算已用，不再给别的文书
    提示：审签还没有办完（《协商函》尚待秘书长（审定《协商函》））；文号在签发以后编
    - {code: 云协办函, year: 2026, number: 1, topic: 2026-001, document: consultation-letter, date: 2026-06-15}
    - {code: 云协办函, year: 2026, number: 2, topic: 2026-001, document: consultation-letter, date: 2026-06-15, instead_of: 云协办函〔2026〕1号}
    ");
    assert_eq!(sandbox.run("number assign 2026-002 协商函").exits(0).stdout, "云协办函〔2026〕3号\n");
    let used = sandbox.run("number reassign 2026-002 协商函 --number 1").exits(2);
    assert_snapshot!(used, @"
    $ yijuan number reassign 2026-002 协商函 --number 1
    exit 2
    --- stderr
    错误：云协办函〔2026〕1号 已用
    提示：下一个没有用过的是 云协办函〔2026〕4号
    ");
    assert_eq!(said(&sandbox), "");
    assert_snapshot!(sandbox.run("number list 2026"), @"
    $ yijuan number list 2026
    exit 0
    --- stdout
     文号                 日期        议题           文书    备注
     云协办函〔2026〕1号  2026-06-15  2026-001 电梯  协商函  已改编
     云协办函〔2026〕2号  2026-06-15  2026-001 电梯  协商函  代替 云协办函〔2026〕1号
     云协办函〔2026〕3号  2026-06-15  2026-002 停车  协商函  —
    ");
}

#[test]
fn what_cannot_be_numbered_is_refused_with_all_that_is_wrong() {
    let sandbox = two();
    sandbox.write("topics/2026/001-电梯/会议记录.md", "---\ndocument: consultation-opinion\n---\n\n意见。\n");
    let runs = [
        "number assign 2026-001 会议记录.md",
        "number assign 2026-001 协商函 --code YX --on 6月20日",
        "number assign 2026-001 主持词",
        "number reassign 2026-001 协商函",
        "number assign plan:2026 年度协商计划",
        "number assign 2026-001 协商函 --number 0",
        "number list 26",
    ];
    let before = sandbox.state();
    let told: String = runs.iter().map(|run| sandbox.run(*run).exits(2).to_string()).collect();
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told);
}

#[test]
fn minutes_bear_no_number() {
    let sandbox = two();
    sandbox.write("yijuan.yml", sandbox.read("yijuan.yml").replace("regulation: mentougou", "regulation: yancheng"));
    sandbox.write("topics/2026/001-电梯/topic.yml", "title: 电梯\nregulation: yancheng\n");
    fs::remove_file(sandbox.archive().join("topics/2026/001-电梯/协商函.md")).unwrap();
    sandbox.write(
        "topics/2026/001-电梯/协商纪要.md",
        "---\ndocument: minutes\nissuer: cppcc-office\nnumber: 云协办〔2026〕9号\n---\n\n会议议定。\n",
    );
    let refused = sandbox.run("number assign 2026-001 协商纪要").exits(2);
    sandbox.write(
        REGISTER,
        "- {code: 云协办, year: 2026, number: 1, topic: 2026-001, document: 协商纪要, date: 2026-06-10}\n",
    );
    assert_snapshot!(format!("{refused}{}", said(&sandbox)), @"
    $ yijuan number assign 2026-001 协商纪要
    exit 2
    --- stderr
    错误：topics/2026/001-电梯/协商纪要.md: 纪要不编发文字号
    提示：纪要用会议名称和次数标明
    warning numbers/2026.yml:1:55 《协商纪要》是纪要，不编发文字号，却登记了 云协办〔2026〕1号
      去掉这一行的 `topic`、`document`，在 `note` 写明误编；号不再用
    warning topics/2026/001-电梯/协商纪要.md:4:1 《协商纪要》是纪要，不编发文字号
      删去文首的 `number`
    ");
    // What the hints say settles it.
    sandbox.write(REGISTER, "- {code: 云协办, year: 2026, number: 1, date: 2026-06-10, note: 误编于纪要}\n");
    sandbox
        .write("topics/2026/001-电梯/协商纪要.md", "---\ndocument: minutes\nissuer: cppcc-office\n---\n\n会议议定。\n");
    assert_eq!(said(&sandbox), "");
}

#[test]
fn a_code_comes_from_the_settings_by_issuer_and_layout() {
    let sandbox = two();
    let without = sandbox.read("yijuan.yml").split("codes:").next().unwrap().to_owned();
    let assigned = |codes: &str| {
        sandbox.write(
            "yijuan.yml",
            format!("{without}institution: 政协云河区委员会\noffice: 政协云河区委员会办公室\n{codes}"),
        );
        let run = sandbox.run("--no-commit number assign 2026-001 协商函");
        let _ = fs::remove_file(sandbox.archive().join(REGISTER));
        run
    };
    for codes in ["codes: {cppcc-office: 云协办函}\n", "codes:\n  政协云河区委员会办公室:\n    letter: 云协办函\n"]
    {
        assert_eq!(assigned(codes).exits(0).stdout, "云协办函〔2026〕1号\n", "{codes}");
    }
    let wrong = [
        "",
        "codes: {cppcc: 云协}\n",
        "codes: {cppcc-office: {document: 云协办}}\n",
        "codes: {cppcc-office: {leter: 云协办函}}\n",
        "codes: {cppcc-office: 云协办函〔2026〕}\n",
        "codes: [云协]\n",
    ];
    let told: String = wrong.iter().map(|codes| assigned(codes).exits(2).to_string()).collect();
    assert_snapshot!(told);
    sandbox.write("yijuan.yml", format!("{without}codes: {{cppcc-office: {{letter: YX}}}}\n"));
    assert_snapshot!(said(&sandbox), @"
    error yijuan.yml:6:24 `YX` 不是发文机关代字
      代字是一至八个汉字，例如 云协办函；年份和序号不在其内
    ");
}

#[test]
fn a_number_that_stands_in_a_head_is_entered() {
    let sandbox = two();
    let path = "topics/2026/001-电梯/协商函.md";
    sandbox.write(path, sandbox.read(path).replace("issuer:", "number: 云协办函〔2026〕7号\nissuer:"));
    sandbox.commit_all("文首有文号");
    // No other paper gets it, entered or not.
    let taken = sandbox.run("number assign 2026-002 协商函 --number 7").exits(2);
    assert_eq!(sandbox.run("number assign 2026-002 协商函").exits(0).stdout, "云协办函〔2026〕8号\n");
    let other = sandbox.run("number assign 2026-001 协商函 --number 9").exits(2);
    let unknown = said(&sandbox);
    sandbox.run("number assign 2026-001 协商函").exits(0);
    assert_snapshot!(format!("{taken}{other}{unknown}{}", sandbox.read(REGISTER)), @"
    $ yijuan number assign 2026-002 协商函 --number 7
    exit 2
    --- stderr
    错误：云协办函〔2026〕7号 已用
    提示：下一个没有用过的是 云协办函〔2026〕8号
    $ yijuan number assign 2026-001 协商函 --number 9
    exit 2
    --- stderr
    错误：topics/2026/001-电梯/协商函.md: 文首已写 云协办函〔2026〕7号
    提示：登记文首的号，不写 `--code` 和 `--number`；文首写错的，先改文首
    note numbers/2026.yml:1:28 云协办函〔2026〕缺号：1–7
      本库文书用了的：yijuan number assign 〈议题〉 〈文书〉 --number 〈序号〉；用在别处或作废的，在 numbers/2026.yml 写一行：- {code: 云协办函, year: 2026, number: 1, through: 7, date: 〈日期〉, note: 〈用途〉}
    note topics/2026/001-电梯/协商函.md:5:1 文首的 云协办函〔2026〕7号 没有登记
      登记：yijuan number assign 2026-001 协商函
    - {code: 云协办函, year: 2026, number: 8, topic: 2026-002, document: consultation-letter, date: 2026-06-15}
    - {code: 云协办函, year: 2026, number: 7, topic: 2026-001, document: consultation-letter, date: 2026-06-10}
    ");
    // The numbers before it were used elsewhere: what the note says is a line for them.
    assert_snapshot!(said(&sandbox), @"
    note numbers/2026.yml:2:28 云协办函〔2026〕缺号：1–6
      本库文书用了的：yijuan number assign 〈议题〉 〈文书〉 --number 〈序号〉；用在别处或作废的，在 numbers/2026.yml 写一行：- {code: 云协办函, year: 2026, number: 1, through: 6, date: 〈日期〉, note: 〈用途〉}
    ");
    sandbox.write(
        REGISTER,
        sandbox.read(REGISTER)
            + "- {code: 云协办函, year: 2026, number: 1, through: 6, date: 2026-06-01, note: 办公室其他信函}\n",
    );
    assert_eq!(said(&sandbox), "");
}

#[test]
fn a_head_and_the_register_say_the_same() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函").exits(0);
    let path = |number: u32, title: &str| format!("topics/2026/00{number}-{title}/协商函.md");
    for (path, number) in [(path(1, "电梯"), "云协办函〔2026〕2号"), (path(2, "停车"), "云协办函〔2026〕1号")]
    {
        sandbox.write(&path, sandbox.read(&path).replace("issuer:", &format!("number: {number}\nissuer:")));
    }
    assert_snapshot!(said(&sandbox), @"
    error topics/2026/001-电梯/协商函.md:5:1 文首的文号是 云协办函〔2026〕2号，登记的是 云协办函〔2026〕1号
      登记无误的，topics/2026/001-电梯/协商函.md 文首写 `number: 云协办函〔2026〕1号`（已审签的，改后重新审签）；登记有误的：yijuan number reassign 2026-001 协商函 --number 〈序号〉
    error topics/2026/002-停车/协商函.md:5:1 文首的 云协办函〔2026〕1号 已登记：2026-001《协商函》
      删去 topics/2026/002-停车/协商函.md 文首的 `number`，另取一个号：yijuan number assign 2026-002 协商函
    ");
    let first = path(1, "电梯");
    sandbox.write(&first, sandbox.read(&first).replace("〔2026〕2号", "〔2026〕1号"));
    let second = path(2, "停车");
    sandbox.write(&second, sandbox.read(&second).replace("number: 云协办函〔2026〕1号\n", ""));
    sandbox.run("number assign 2026-002 协商函").exits(0);
    assert_eq!(said(&sandbox), "");
}

#[test]
fn two_branches_that_took_one_number_are_found_and_reassigned() {
    let sandbox = two();
    git(&sandbox, "switch --quiet --create other");
    sandbox.run("number assign 2026-002 协商函").exits(0);
    git(&sandbox, "switch --quiet main");
    sandbox.run("number assign 2026-001 协商函").exits(0);
    git(&sandbox, "merge --quiet --no-edit other");
    let found = said(&sandbox);
    assert_snapshot!(found, @"
    error numbers/2026.yml:2:28 云协办函〔2026〕1号 用了两次：2026-001《协商函》、2026-002《协商函》
      给其中一份另取一个号：yijuan number reassign 2026-002 协商函
    ");
    assert_eq!(sandbox.run("check").code, Some(1));
    let hint = found.lines().nth(1).unwrap().split("yijuan ").nth(1).unwrap();
    assert_eq!(sandbox.run(hint).exits(0).stdout, "云协办函〔2026〕2号\n");
    assert_eq!(said(&sandbox), "");
}

#[test]
fn two_branches_that_numbered_one_paper_are_one_number_or_two() {
    let sandbox = two();
    git(&sandbox, "switch --quiet --create other");
    sandbox.run("number assign 2026-001 协商函 --on 2026-06-12").exits(0);
    git(&sandbox, "switch --quiet main");
    sandbox.run("number assign 2026-001 协商函 --on 2026-06-11").exits(0);
    git(&sandbox, "merge --quiet --no-edit other");
    assert_eq!(said(&sandbox), "");
    let line =
        "- {code: 云协办函, year: 2026, number: 2, topic: 2026-001, document: consultation-letter, date: 2026-06-12}\n";
    let merged = sandbox.read(REGISTER);
    sandbox.write(REGISTER, merged.clone() + line);
    sandbox.commit_all("两个文号");
    let found = said(&sandbox);
    assert_snapshot!(found, @"
    error numbers/2026.yml:3:28 《协商函》有两个文号：云协办函〔2026〕1号、云协办函〔2026〕2号
      只留一个：用 云协办函〔2026〕2号 的，在它的一行加 `instead_of: 云协办函〔2026〕1号`；都不用的：yijuan number reassign 2026-001 协商函
    ");
    sandbox.write(REGISTER, merged + &line.replace('}', ", instead_of: 云协办函〔2026〕1号}"));
    assert_eq!(said(&sandbox), "");
    sandbox.write(REGISTER, sandbox.read(REGISTER).replace(", instead_of: 云协办函〔2026〕1号", ""));
    sandbox.run("number reassign 2026-001 协商函").exits(0);
    assert_eq!(said(&sandbox), "");
}

#[test]
fn a_register_by_hand_is_looked_at_line_by_line() {
    let sandbox = two();
    sandbox.write(
        REGISTER,
        "\
- {code: 云协办函, year: 2026, number: 5, topic: 2026-001, document: consultation-letter, date: 2026-06-12}
- {code: 云协办函, year: 2026, number: 2, topic: 2026-002, document: 协商函, date: 2026-06-13}
- {code: YX, year: 2026, number: 1, topic: 2026-009, document: consultation-letter, date: 2026-06-12}
- {code: 云协办, year: 2025, number: 0, topic: 2026-002, document: 会标, date: 2026-06-12}
- {code: 云协办, year: 2026, number: 1, topic: 2026-002, date: 2026-06-12}
- {code: 云协办, year: 2026, number: 2, through: 1, date: 2026-06-12}
- {code: 云协办, year: 2026, number: 3, topic: 2026-002, document: consultation-opinion, date: 2026-06-12}
- {code: 云协办, year: 2026, number: 4, topic: 明年, document: consultation-opinion, date: 2026-06-12}
- {code: 云协办, year: 2026, number: 6, date: 2026-06-12, note: 请柬}
",
    );
    assert_snapshot!(said(&sandbox));
}

#[test]
fn what_cannot_be_read_is_named_at_its_line_and_nothing_is_taken() {
    let sandbox = two();
    sandbox.write("numbers/1号.yml", "");
    sandbox.write(REGISTER, "- {code: 云协办函, year: 二〇二六, number: -1, topic: 2026-001, document: [a], date: 6月1日, nummer: 1}\n- 12\n");
    let before = sandbox.state();
    let refused = sandbox.run("number assign 2026-001 协商函").exits(2);
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(format!("{refused}{}", said(&sandbox)));
    let line =
        "- {code: 云协办函, year: 2026, number: 1, topic: 2026-001, document: consultation-letter, date: 2026-06-12}\n";
    let many: String = (1..=100_000).map(|n| line.replace("number: 1", &format!("number: {n}"))).collect();
    sandbox.write(REGISTER, many);
    let huge = sandbox.run("number assign 2026-001 协商函").exits(2);
    assert_snapshot!(huge, @"
    $ yijuan number assign 2026-001 协商函
    exit 2
    --- stderr
    错误：numbers/2026.yml: 文件大于 1 MiB，不予读取
    提示：请拆分，或移到 materials/
    ");
}

#[test]
fn a_refused_commit_is_made_up_for_and_takes_no_second_number() {
    let sandbox = two();
    sandbox.run("--no-commit number assign 2026-001 协商函").exits(0);
    assert_snapshot!(sandbox.run("number assign 2026-001 协商函").exits(0), @"
    $ yijuan number assign 2026-001 协商函
    exit 0
    --- stderr
    提示：此前已写入而未提交，现已提交 ca41365
    ");
    sandbox.run("--no-commit number reassign 2026-001 协商函").exits(0);
    assert_snapshot!(sandbox.run("number reassign 2026-001 协商函").exits(2), @"
    $ yijuan number reassign 2026-001 协商函
    exit 2
    --- stderr
    错误：numbers/2026.yml: 有未提交的改动
    提示：先 `yijuan commit`
    ");
}

#[test]
fn a_number_follows_its_topic() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函").exits(0);
    sandbox.run("renumber 2026-001 --to 7").exits(0);
    assert!(sandbox.read(REGISTER).contains("topic: 2026-007"));
    assert_eq!(said(&sandbox), "");
}

#[test]
fn papers_take_the_number_from_the_register() {
    let sandbox = Sandbox::sample();
    let path = "topics/2026/003-老旧小区加装电梯/协商函.md";
    sandbox.write(path, sandbox.read(path).replace("number: 云协办函〔2026〕4号\n", ""));
    sandbox.run("render 2026-003 卷内目录").exits(0);
    assert!(sandbox.read("topics/2026/003-老旧小区加装电梯/卷内目录.md").contains("| 云协办函〔2026〕4号 |"));
    sandbox.run("render 2026-003 发文稿纸").exits(0);
    let sheets = fs::read_dir(sandbox.archive().join("topics/2026/003-老旧小区加装电梯")).unwrap();
    let mut sheets = sheets.map(|file| file.unwrap().file_name().into_string().unwrap());
    let sheet = sheets.find(|name| name.contains("发文稿纸") && name.contains("协商函")).unwrap();
    assert!(
        sandbox.read(&format!("topics/2026/003-老旧小区加装电梯/{sheet}")).contains("| 文号 | 云协办函〔2026〕4号 |")
    );
}

#[test]
fn the_register_as_json_and_csv() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函 --number 2").exits(0);
    let runs: Vec<Run> =
        ["json", "csv", "markdown"].map(|format| sandbox.run(&format!("--format {format} number list 2026"))).into();
    assert_snapshot!(runs.iter().map(ToString::to_string).collect::<String>());
}

#[test]
fn eight_at_once_take_eight_numbers() {
    let sandbox = two();
    let letter = sandbox.read("topics/2026/001-电梯/协商函.md");
    for n in 1..=8 {
        sandbox.write(&format!("topics/2026/001-电梯/协商函-{n}.md"), &letter);
    }
    sandbox.commit_all("八份");
    let started: Vec<_> = (1..=8)
        .map(|n| sandbox.program(&sandbox.archive(), &format!("number assign 2026-001 协商函-{n}")).spawn().unwrap())
        .collect();
    for mut child in started {
        assert!(child.wait().unwrap().success());
    }
    let register = sandbox.read(REGISTER);
    assert!(
        (1..=8)
            .all(|n| register.contains(&format!("number: {n},")) && register.contains(&format!("paper: 协商函-{n},")))
    );
    assert_eq!(said(&sandbox), "");
}

#[test]
fn what_is_set_bears_the_number_of_the_register() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函").exits(0);
    sandbox.run("render 2026-001 协商函 --to html").exits(0);
    assert!(sandbox.read("topics/2026/001-电梯/协商函.html").contains("云协办函〔2026〕1号"));
}

#[test]
fn no_number_is_taken_while_a_head_cannot_be_read() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/协商函.md", sandbox.topic("002"));
    sandbox.write(&path, sandbox.read(&path).replacen("document:", "bad: [\ndocument:", 1));
    let run = sandbox.run("number reassign 2026-003 协商意见 --number 60 --code 云协办").exits(2);
    assert!(run.stderr.contains(&path), "{run}");
}

#[test]
fn what_another_institution_numbers_is_entered_here_in_part() {
    let sandbox = two();
    sandbox.run("number assign 2026-001 协商函 --code 云办发 --number 3").exits(0);
    assert_eq!(said(&sandbox), "");
    // Of the archive's own code every number is accounted for.
    sandbox.run("number assign 2026-002 协商函 --number 2").exits(0);
    assert!(said(&sandbox).contains("云协办函〔2026〕缺号：1"), "{}", said(&sandbox));
}
