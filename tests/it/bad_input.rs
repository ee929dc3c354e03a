//! Files and words that are wrong: what is said, where, and that nothing is lost by it.

use crate::sandbox::{Run, SETTINGS, Sandbox, Tree};
use insta::assert_snapshot;
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

pub const TOPIC: &str = "topics/2026/001-电梯/topic.yml";
pub const EVENTS: &str = "topics/2026/001-电梯/events.yml";
pub const PAPER: &str = "topics/2026/001-电梯/协商函.md";

/// Two topics: 001, to be broken, and 002, which has one finding that must be told whatever happens to 001.
pub fn two_topics() -> Sandbox {
    static TWO: LazyLock<Tree> = LazyLock::new(|| {
        let sandbox = Sandbox::empty();
        sandbox.write(TOPIC, "title: 电梯\nform: thematic\nregulation: mentougou\nbegan: 2026-06-01\noffice: urban\n");
        sandbox.write(EVENTS, "- {date: 2026-06-02, event: working-group-formed, by: [urban]}\n");
        let other = "title: 停车\nform: counterpart\nregulation: mentougou\nbegan: 2026-06-01\nlead: nobody\n";
        sandbox.write("topics/2026/002-停车/topic.yml", other);
        sandbox.write("topics/2026/002-停车/events.yml", "");
        sandbox.commit_all("两题");
        sandbox.kept()
    });
    Sandbox::of(&TWO)
}

/// What of the other topic is told in any case.
pub const OTHER: &str = "2026-002 停车";

/// The two topics with a file of other bytes.
fn with(path: &str, bytes: impl AsRef<[u8]>) -> Sandbox {
    let sandbox = two_topics();
    sandbox.write(path, bytes);
    sandbox
}

/// Checks an archive with something unreadable in it: exit 2, these words, the other topic judged all
/// the same, and nothing changed. Gives what is told in both languages.
#[track_caller]
fn found(sandbox: &Sandbox, words: &[&str]) -> String {
    let before = sandbox.state();
    let started = Instant::now();
    let run = sandbox.run("--lang en check").exits(2);
    assert!(started.elapsed() < Duration::from_secs(5), "it took {:?}", started.elapsed());
    for words in words {
        assert!(run.stdout.contains(words), "no `{words}` in\n{run}");
    }
    assert!(run.stdout.contains(OTHER), "{run}");
    assert_eq!(sandbox.state(), before);
    let chinese = sandbox.run("check").exits(2);
    format!("{}\n{}", of_files(&chinese), of_files(&run))
}

/// The findings of a check that are not about the other topic, and that cite no article.
fn of_files(run: &Run) -> String {
    let mut findings: Vec<String> = Vec::new();
    for line in run.stdout.lines().filter(|line| line.starts_with("  ")) {
        match findings.last_mut() {
            Some(finding) if line.starts_with("    ") => finding.extend([line, "\n"]),
            _ => findings.push(format!("{line}\n")),
        }
    }
    findings.retain(|finding| !finding.contains("002-停车") && !finding.contains('“'));
    let code = run.code.unwrap();
    format!("$ {}\nexit {code}\n{}", run.command, findings.concat())
}

/// Holds that commands on 001 are refused and change nothing. Gives what is said.
#[track_caller]
fn refused(sandbox: &Sandbox, commands: &[&str]) -> String {
    let mut told = String::new();
    for command in commands {
        let before = sandbox.state();
        let run = sandbox.run(&format!("--lang en {command}")).refused(&[]);
        assert_eq!(sandbox.state(), before, "{run}");
        let _ = write!(told, "\n{run}");
    }
    told
}

const RECORD: &str = "record 001 meeting";
const SET: &str = "set 001 office=social";
const SHOW: &str = "show 001";

#[test]
fn the_two_topics_are_well_but_for_one_finding() {
    let run = two_topics().run("check").exits(1);
    assert!(run.stdout.contains(OTHER), "{run}");
    assert_snapshot!(run, @"
    $ yijuan check
    exit 1
    --- stdout
    2026-002 停车
      错误 未知的人员 `nobody`
          topics/2026/002-停车/topic.yml:5:1
          → 可用：钱样本

    截至 2026-06-15：错误 1，警告 0，提示 0；已逾期 0 项，即将到期 0 项
    ");
}

#[test]
fn a_wrong_date() {
    let sandbox = with(EVENTS, "- {date: 2026-06-02, event: kickoff-held}\n- {date: 2026-6-3, event: meeting}\n");
    let told = found(&sandbox, &["events.yml:2:10", "`2026-6-3` is not a date", "write dates as YYYY-MM-DD"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 `2026-6-3` 不是日期
          topics/2026/001-电梯/events.yml:2:10
          → 日期写作 YYYY-MM-DD，例如 2026-06-11

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error `2026-6-3` is not a date
          topics/2026/001-电梯/events.yml:2:10
          → write dates as YYYY-MM-DD, for example 2026-06-11

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: `2026-6-3` is not a date
     --> topics/2026/001-电梯/events.yml:2:10
      |
    2 | - {date: 2026-6-3, event: meeting}
      |          ^
    hint: write dates as YYYY-MM-DD, for example 2026-06-11
    ");
}

#[test]
fn a_day_that_does_not_exist() {
    let sandbox = with(TOPIC, "title: 电梯\nregulation: mentougou\nscheduled:\n  meeting: 2026-02-30\n");
    let told = found(&sandbox, &["topic.yml:4:12", "`2026-02-30` is not a date"]);
    assert_snapshot!(told + &refused(&sandbox, &[SET, SHOW, RECORD]));
}

#[test]
fn an_unknown_key() {
    let sandbox = with(TOPIC, "title: 电梯\nregulation: mentougou\nofice: urban\n");
    assert_snapshot!(found(&sandbox, &["topic.yml:3:1", "unknown key `ofice`", "did you mean `office`?"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 未知的键 `ofice`
          topics/2026/001-电梯/topic.yml:3:1
          → 是否想写 `office`？

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error unknown key `ofice`
          topics/2026/001-电梯/topic.yml:3:1
          → did you mean `office`?
    ");
}

#[test]
fn an_unknown_key_in_a_line_of_events() {
    let sandbox = with(EVENTS, "- {date: 2026-06-02, evnt: meeting}\n");
    assert_snapshot!(found(&sandbox, &["events.yml:1:22", "unknown key `evnt`", "did you mean `event`?"]));
}

#[test]
fn an_unknown_key_in_the_settings() {
    let sandbox = with("yijuan.yml", format!("{SETTINGS}regulatons: [mentougou]\n"));
    let run = sandbox.run("--lang en check").exits(2);
    assert!(run.stdout.contains("yijuan.yml:6:1") && run.stdout.contains("did you mean `regulations`?"), "{run}");
    assert_snapshot!(format!("{}\n{run}", refused(&sandbox, &[RECORD, "new --title x"])));
}

#[test]
fn a_key_twice_in_a_record() {
    let sandbox = with(TOPIC, "title: 电梯\nregulation: mentougou\n\ntitle: 停车\n");
    assert_snapshot!(found(&sandbox, &["topic.yml:4:1", "duplicate key `title`", "keep one of them"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 键 `title` 重复
          topics/2026/001-电梯/topic.yml:4:1
          → 只保留一处

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error duplicate key `title`
          topics/2026/001-电梯/topic.yml:4:1
          → keep one of them
    ");
}

#[test]
fn a_key_twice_in_a_map() {
    let dates = "  meeting: 2026-07-01\n  meeting: 2026-07-02\n";
    let sandbox = with(TOPIC, format!("title: 电梯\nregulation: mentougou\nscheduled:\n{dates}"));
    assert_snapshot!(found(&sandbox, &["topic.yml:5:3", "duplicate key `meeting`"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 键 `meeting` 重复
          topics/2026/001-电梯/topic.yml:5:3
          → 只保留一处

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error duplicate key `meeting`
          topics/2026/001-电梯/topic.yml:5:3
          → keep one of them
    ");
}

#[test]
fn a_missing_key() {
    let sandbox = with(TOPIC, "regulation: mentougou\n");
    assert_snapshot!(found(&sandbox, &["topic.yml:1:1", "missing key `title`", "add `title: …`"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 缺少键 `title`
          topics/2026/001-电梯/topic.yml:1:1
          → 加上 `title: …`

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error missing key `title`
          topics/2026/001-电梯/topic.yml:1:1
          → add `title: …`
    ");
}

#[test]
fn an_unknown_event() {
    let sandbox = with(EVENTS, "- {date: 2026-06-02, event: kick-off-held}\n");
    let run = sandbox.run("--lang en check 001");
    assert!(run.stdout.contains("events.yml:1:22") && run.stdout.contains("did you mean `kickoff-held`?"), "{run}");
    assert_snapshot!(sandbox.both("check 001"), @"
    $ yijuan --lang zh-CN check 001
    exit 1
    --- stdout
    2026-001 电梯
      错误 未知的事件 `kick-off-held`
          topics/2026/001-电梯/events.yml:1:22
          → 是否想写 `开题会议`？
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit 2026-001` 提交

    截至 2026-06-15：错误 1，警告 0，提示 1；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 001
    exit 1
    --- stdout
    2026-001 电梯
      error unknown event `kick-off-held`
          topics/2026/001-电梯/events.yml:1:22
          → did you mean `kickoff-held`?
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit 2026-001` commits it

    as of 2026-06-15: 1 error, 0 warnings, 1 note; 0 overdue, 0 due soon
    ");
}

#[test]
fn an_unknown_person_as_lead() {
    assert_snapshot!(two_topics().both("check 002"), @"
    $ yijuan --lang zh-CN check 002
    exit 1
    --- stdout
    2026-002 停车
      错误 未知的人员 `nobody`
          topics/2026/002-停车/topic.yml:5:1
          → 可用：钱样本

    截至 2026-06-15：错误 1，警告 0，提示 0；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 002
    exit 1
    --- stdout
    2026-002 停车
      error unknown person `nobody`
          topics/2026/002-停车/topic.yml:5:1
          → known are: qian-yangben

    as of 2026-06-15: 1 error, 0 warnings, 0 notes; 0 overdue, 0 due soon
    ");
}

#[test]
fn a_list_where_a_map_is_due() {
    let sandbox = with(TOPIC, "- title: 电梯\n- regulation: mentougou\n");
    let told = found(&sandbox, &["topic.yml:1:1", "expected a map (key: value), found a list"]);
    assert_snapshot!(told + &refused(&sandbox, &[SET]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error expected a map (key: value), found a list
          topics/2026/001-电梯/topic.yml:1:1
          → write a map (key: value) here

    $ yijuan --lang en set 001 office=social
    exit 2
    --- stderr
    error: expected a map (key: value), found a list
     --> topics/2026/001-电梯/topic.yml:1:1
      |
    1 | - title: 电梯
      | ^
    hint: write a map (key: value) here
    ");
}

#[test]
fn a_map_where_a_list_is_due() {
    let sandbox = with(EVENTS, "date: 2026-06-02\nevent: meeting\n");
    let told = found(&sandbox, &["events.yml:1:1", "expected a list, found a map (key: value)"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error expected a list, found a map (key: value)
          topics/2026/001-电梯/events.yml:1:1
          → write a list here

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: expected a list, found a map (key: value)
     --> topics/2026/001-电梯/events.yml:1:1
      |
    1 | date: 2026-06-02
      | ^
    hint: write a list here
    ");
}

#[test]
fn a_syntax_error() {
    let sandbox = with(TOPIC, "title: 电梯\n  form: thematic\n\tregulation: mentougou\n");
    assert_snapshot!(found(&sandbox, &["topic.yml:2:"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 YAML 语法有误：这里不能再有冒号，或缩进不对
          topics/2026/001-电梯/topic.yml:2:7
          → 核对这一行和上一行：缩进用空格，冒号后空一格，引号和括号成对；值里有特殊符号的，整个用引号括起

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error invalid YAML: no second colon can stand here, or the line is indented wrongly
          topics/2026/001-电梯/topic.yml:2:7
          → look at this line and the one before: indent with spaces, put a space after a colon, close quotes and brackets, and quote a value with signs in it
    ");
}

/// What is no YAML at all is told before what is wrong with a value in it.
#[test]
fn a_bracket_never_closed_after_a_value_that_is_wrong() {
    for (path, text) in [
        ("people.yml", "- {id: a, name\n"),
        (TOPIC, "title: 电梯\nregulation: mentougou\nscheduled: {meeting: 2026/07/09\n"),
        (EVENTS, "- {date: 2026-02-30, event: meeting\n"),
    ] {
        let said = with(path, text).run("check").exits(2).stdout;
        assert!(said.contains("没有收尾") && !said.contains("不是日期") && !said.contains("值为空"), "{said}");
    }
}

#[test]
fn a_bracket_never_closed() {
    let sandbox =
        with(EVENTS, "- {date: 2026-06-02, event: kickoff-held, by: [urban}\n- {date: 2026-06-03, event: meeting}\n");
    assert_snapshot!(found(&sandbox, &["events.yml:1:"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 YAML 语法有误：方括号 `[` 没有收尾，或少了逗号
          topics/2026/001-电梯/events.yml:1:53
          → 核对这一行和上一行：缩进用空格，冒号后空一格，引号和括号成对；值里有特殊符号的，整个用引号括起

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error invalid YAML: a `[` is never closed, or a comma is missing
          topics/2026/001-电梯/events.yml:1:53
          → look at this line and the one before: indent with spaces, put a space after a colon, close quotes and brackets, and quote a value with signs in it
    ");
}

#[test]
fn two_topics_with_one_number() {
    let sandbox = two_topics();
    sandbox.write("topics/2026/001-停车场/topic.yml", "title: 停车场\nform: thematic\nregulation: mentougou\n");
    let before = sandbox.state();
    let check = sandbox.both("check");
    assert!(check.contains("topics/2026/001-停车场"), "{check}");
    let show = sandbox.run("--lang en show 2026-001").refused(&[]);
    let record = sandbox.run("--lang en record 2026-001 meeting").refused(&[]);
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(format!("{check}\n{show}\n{record}\n{}", sandbox.run("list")));
}

#[test]
fn bytes_that_are_no_utf_8() {
    let sandbox =
        with(EVENTS, b"- {date: 2026-06-02, event: kickoff-held}\n- {date: 2026-06-03, note: \xff\xfe\x80}\n");
    let told = found(&sandbox, &["events.yml:2:28", "the file is not UTF-8", "save it as UTF-8"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 文件不是 UTF-8
          topics/2026/001-电梯/events.yml:2:28
          → 请另存为 UTF-8

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error the file is not UTF-8
          topics/2026/001-电梯/events.yml:2:28
          → save it as UTF-8

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: the file is not UTF-8
     --> topics/2026/001-电梯/events.yml:2:28
      |
    2 | - {date: 2026-06-03, note: ���}
      |                            ^
    hint: save it as UTF-8
    ");
}

#[test]
fn gbk() {
    let sandbox = with(TOPIC, b"title: \xb5\xe7\xcc\xdd\nregulation: mentougou\n");
    let told = found(&sandbox, &["topic.yml:1:8", "looks like GBK", "iconv -f GB18030 -t UTF-8"]);
    assert_snapshot!(told + &refused(&sandbox, &[SET, SHOW]));
}

#[test]
fn utf_16() {
    let bytes: Vec<u8> = "\u{feff}title: 电梯\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(found(&with(TOPIC, bytes), &["the file is UTF-16"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 文件是 UTF-16 编码
          topics/2026/001-电梯/topic.yml:1:1
          → 请另存为 UTF-8

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error the file is UTF-16
          topics/2026/001-电梯/topic.yml:1:1
          → save it as UTF-8
    ");
}

#[test]
fn a_byte_order_mark_is_accepted_and_kept() {
    let sandbox = two_topics();
    for path in [TOPIC, EVENTS] {
        sandbox.write(path, format!("\u{feff}{}", sandbox.read(path)));
    }
    sandbox.commit_all("BOM");
    let whole = two_topics().run("check 001");
    assert_eq!(sandbox.run("check 001").stdout, whole.stdout);
    sandbox.run(RECORD).exits(0);
    sandbox.run(SET).exits(0);
    for path in [TOPIC, EVENTS] {
        let text = sandbox.read(path);
        assert!(text.starts_with('\u{feff}') && text.matches('\u{feff}').count() == 1, "{text:?}");
    }
    sandbox.run("show 001").exits(0);
}

#[test]
fn windows_line_ends_are_accepted_and_kept() {
    let sandbox = two_topics();
    for path in [TOPIC, EVENTS] {
        sandbox.write(path, sandbox.read(path).replace('\n', "\r\n"));
    }
    sandbox.commit_all("CRLF");
    assert_eq!(sandbox.run("check 001").stdout, two_topics().run("check 001").stdout);
    sandbox.run(RECORD).exits(0);
    sandbox.run("set 001 lead=钱样本 scheduled.meeting=2026-09-10").exits(0);
    for path in [TOPIC, EVENTS] {
        let text = sandbox.read(path);
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count(), "{text:?}");
        assert!(!text.contains("\r\r"), "{text:?}");
    }
    assert!(sandbox.read(EVENTS).ends_with("event: meeting}\r\n"));
    assert!(
        sandbox.read(TOPIC).contains("office: urban\r\nlead: qian-yangben\r\nscheduled:\r\n  meeting: 2026-09-10\r\n")
    );
    sandbox.run("show 001").exits(0);
}

#[test]
fn windows_line_ends_in_front_matter() {
    let sandbox = with(PAPER, "---\r\ndocument: consultation-letter\r\n---\r\n\r\n正文\r\n");
    sandbox.run("check 001").exits(0);
}

#[test]
fn an_empty_topic_yml() {
    assert_snapshot!(found(&with(TOPIC, ""), &["topic.yml:1:1", "missing key `title`"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 缺少键 `title`
          topics/2026/001-电梯/topic.yml:1:1
          → 加上 `title: …`

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error missing key `title`
          topics/2026/001-电梯/topic.yml:1:1
          → add `title: …`
    ");
}

#[test]
fn a_topic_yml_of_comments() {
    assert_snapshot!(found(&with(TOPIC, "# 待填\n"), &["topic.yml:2:1", "missing key `title`"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 缺少键 `title`
          topics/2026/001-电梯/topic.yml:2:1
          → 加上 `title: …`

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error missing key `title`
          topics/2026/001-电梯/topic.yml:2:1
          → add `title: …`
    ");
}

#[test]
fn an_empty_events_yml_is_accepted() {
    for text in ["", "\n", "# 暂无\n", "---\n", "[]\n"] {
        let sandbox = with(EVENTS, text);
        sandbox.run("check 001").exits(0);
    }
    for text in ["", "# 暂无\n", "---\n"] {
        let sandbox = with(EVENTS, text);
        sandbox.run(RECORD).exits(0);
        assert!(sandbox.read(EVENTS).starts_with(text));
        sandbox.run("check 001").exits(1);
    }
}

#[test]
fn a_list_that_a_line_cannot_be_added_to() {
    let sandbox = with(EVENTS, "[{date: 2026-06-02, event: kickoff-held}]\n");
    let told = refused(&sandbox, &[RECORD]);
    assert!(told.contains("events.yml") && !told.contains("more than one YAML document"), "{told}");
    // An empty list written out gives way to its first entry.
    let sandbox = with(EVENTS, "[]\n");
    sandbox.run(RECORD).exits(0);
    assert_eq!(sandbox.read(EVENTS), "- {date: 2026-06-15, event: meeting}\n");
}

#[test]
fn entries_indented_by_hand() {
    let sandbox = with(EVENTS, "  - date: 2026-06-02\n    event: kickoff-held\n");
    let told = refused(&sandbox, &[RECORD]);
    assert!(told.contains("events.yml") && !told.contains("more than one YAML document"), "{told}");
}

#[test]
fn no_topic_yml() {
    let sandbox = two_topics();
    fs::remove_file(sandbox.archive().join(TOPIC)).unwrap();
    let told = found(&sandbox, &["topics/2026/001-电梯/topic.yml", "the topic's folder has no topic.yml"]);
    assert_snapshot!(told + &refused(&sandbox, &[SHOW, SET, RECORD]));
}

#[test]
fn a_folder_without_a_number_and_a_year_that_is_none() {
    let sandbox = two_topics();
    sandbox.write("topics/2026/养老/topic.yml", "title: 养老\nregulation: mentougou\n");
    sandbox.write("topics/今年/001-x/topic.yml", "title: x\nregulation: mentougou\n");
    sandbox.write("topics/2026/说明.txt", "文件不是议题\n");
    assert_snapshot!(found(&sandbox, &["topics/2026/养老", "topics/今年"]), @"
    $ yijuan check
    exit 2
      错误 文件夹 `养老` 没有编号
          topics/2026/养老
          → 议题文件夹写作 `003-题目`
      错误 文件夹 `今年` 不是年份
          topics/今年
          → 年份写四位数字，例如 2026
      提示 3 个文件尚未提交：topics/2026/养老/topic.yml、topics/2026/说明.txt、topics/今年/001-x/topic.yml
          → `yijuan commit` 提交

    $ yijuan --lang en check
    exit 2
      error the folder `养老` has no number
          topics/2026/养老
          → a topic's folder is named `003-title`
      error the folder `今年` is not a year
          topics/今年
          → a year has four digits, 2026
      note 3 files are not committed: topics/2026/养老/topic.yml, topics/2026/说明.txt, topics/今年/001-x/topic.yml
          → `yijuan commit` commits them
    ");
}

#[test]
fn front_matter_never_closed() {
    let sandbox = with(PAPER, "---\ntitle: 协商函\n\n正文\n");
    let told = found(&sandbox, &["协商函.md:1:1", "never ends", "put a line `---` after it"]);
    sandbox.run(RECORD).exits(0);
    assert_snapshot!(told, @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/协商函.md
          → `yijuan commit` 提交
      错误 文首的 `---` 没有收尾
          topics/2026/001-电梯/协商函.md:1:1
          → 在元数据之后另起一行写 `---`

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/协商函.md
          → `yijuan commit` commits it
      error the front matter begun by `---` never ends
          topics/2026/001-电梯/协商函.md:1:1
          → put a line `---` after it
    ");
}

#[test]
fn a_slip_in_front_matter_is_at_the_file_s_line() {
    let sandbox = with(PAPER, "---\ndocument: consultation-letter\ndate: 6月2日\n---\n\n正文\n");
    assert_snapshot!(found(&sandbox, &["协商函.md:3:7", "`6月2日` is not a date"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/协商函.md
          → `yijuan commit` 提交
      错误 `6月2日` 不是日期
          topics/2026/001-电梯/协商函.md:3:7
          → 日期写作 YYYY-MM-DD，例如 2026-06-11

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/协商函.md
          → `yijuan commit` commits it
      error `6月2日` is not a date
          topics/2026/001-电梯/协商函.md:3:7
          → write dates as YYYY-MM-DD, for example 2026-06-11
    ");
}

#[cfg(unix)]
/// What is told of a topic whose files can be read and are wrong, in both languages.
fn told(sandbox: &Sandbox) -> String {
    let run = |language| of_files(&sandbox.run(&["--lang", language, "check", "001"]));
    format!("{}\n{}", run("zh-CN"), run("en"))
}

#[test]
fn a_paper_that_does_not_say_what_it_is() {
    let sandbox = with(PAPER, "# 协商函\n\n专此函商。\n");
    // A file that is named like no paper is somebody's own business.
    sandbox.write("topics/2026/001-电梯/笔记.md", "记得订会议室。\n");
    sandbox.append("yijuan.yml", "regulations: [mentougou]\n");
    sandbox.write("plans/2026/annual-plan.md", "年度协商计划\n");
    let plan = of_files(&sandbox.run("check"));
    assert!(plan.contains("plans/2026/annual-plan.md:1:1"), "{plan}");
    assert_snapshot!(told(&sandbox), @"
    $ yijuan --lang zh-CN check 001
    exit 0
      警告 文首没有写明是什么文书，不算《协商函》
          topics/2026/001-电梯/协商函.md:1:1
          → 文首写三行：`---`、`document: consultation-letter`、`---`
      提示 2 个文件尚未提交：topics/2026/001-电梯/协商函.md、topics/2026/001-电梯/笔记.md
          → `yijuan commit 2026-001` 提交

    $ yijuan --lang en check 001
    exit 0
      warning it does not say what it is, so it is no 协商函 (consultation-letter)
          topics/2026/001-电梯/协商函.md:1:1
          → begin it with three lines: `---`, `document: consultation-letter`, `---`
      note 2 files are not committed: topics/2026/001-电梯/协商函.md, topics/2026/001-电梯/笔记.md
          → `yijuan commit 2026-001` commits them
    ");
}

#[test]
fn an_exception_and_a_statement_for_no_known_rule() {
    let sandbox =
        with("topics/2026/001-电梯/waivers.yml", "- {rule: M99, reason: 不详, by: qian-yangben, date: 2026-06-10}\n");
    sandbox.write("topics/2026/001-电梯/attests.yml", "- {rule: m11, by: qian-yangben, date: 2026-06-10}\n");
    assert_snapshot!(told(&sandbox), @"
    $ yijuan --lang zh-CN check 001
    exit 1
      错误 未知的规则 `m11`
          topics/2026/001-电梯/attests.yml:1:4
          → 是否想写 `M11`？
      错误 未知的规则 `M99`
          topics/2026/001-电梯/waivers.yml:1:4
          → 是否想写 `M9a`、`M9b`、`M9c` 或 `M9d`？
      提示 2 个文件尚未提交：topics/2026/001-电梯/attests.yml、topics/2026/001-电梯/waivers.yml
          → `yijuan commit 2026-001` 提交

    $ yijuan --lang en check 001
    exit 1
      error unknown rule `m11`
          topics/2026/001-电梯/attests.yml:1:4
          → did you mean `M11`?
      error unknown rule `M99`
          topics/2026/001-电梯/waivers.yml:1:4
          → did you mean `M9a`, `M9b`, `M9c` or `M9d`?
      note 2 files are not committed: topics/2026/001-电梯/attests.yml, topics/2026/001-电梯/waivers.yml
          → `yijuan commit 2026-001` commits them
    ");
}

#[test]
fn a_link_as_events_yml() {
    let sandbox = two_topics();
    let secret = sandbox.dir().join("secret.yml");
    fs::write(&secret, "- {date: 2026-06-02, event: meeting}\n").unwrap();
    fs::remove_file(sandbox.archive().join(EVENTS)).unwrap();
    std::os::unix::fs::symlink(&secret, sandbox.archive().join(EVENTS)).unwrap();
    let told = found(&sandbox, &["events.yml", "not a regular file"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 不是普通文件（符号链接、设备或管道不予读写）
          topics/2026/001-电梯/events.yml
          → 请换成文件或文件夹本身

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error not a regular file (links, devices and pipes are neither read nor written)
          topics/2026/001-电梯/events.yml
          → put the file or folder itself in its place

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: topics/2026/001-电梯/events.yml: not a regular file (links, devices and pipes are neither read nor written)
    hint: put the file or folder itself in its place
    ");
    assert_eq!(fs::read_to_string(secret).unwrap().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_as_a_topic_s_folder() {
    let sandbox = two_topics();
    let outside = sandbox.dir().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("topic.yml"), "title: 外\nregulation: mentougou\n").unwrap();
    std::os::unix::fs::symlink(&outside, sandbox.archive().join("topics/2026/003-外")).unwrap();
    let told = found(&sandbox, &["topics/2026/003-外", "not a regular file"]);
    assert_snapshot!(told + &refused(&sandbox, &["record 003 meeting", "set 003 office=urban", "show 003"]));
    assert!(!outside.join("events.yml").exists());
}

#[cfg(unix)]
#[test]
fn a_link_as_a_year() {
    let sandbox = two_topics();
    let outside = sandbox.dir().join("outside");
    fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, sandbox.archive().join("topics/2027")).unwrap();
    let told = found(&sandbox, &["topics/2027"]);
    assert_snapshot!(told + &refused(&sandbox, &["new --title x --meeting 2027-01-05"]), @"
    $ yijuan check
    exit 2
      错误 不是普通文件（符号链接、设备或管道不予读写）
          topics/2027
          → 请换成文件或文件夹本身
      提示 1 个文件尚未提交：topics/2027
          → `yijuan commit` 提交

    $ yijuan --lang en check
    exit 2
      error not a regular file (links, devices and pipes are neither read nor written)
          topics/2027
          → put the file or folder itself in its place
      note 1 file is not committed: topics/2027
          → `yijuan commit` commits it

    $ yijuan --lang en new --title x --meeting 2027-01-05
    exit 2
    --- stderr
    error: topics/2027: not a regular file (links, devices and pipes are neither read nor written)
    hint: put the file or folder itself in its place
    ");
    assert_eq!(fs::read_dir(outside).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_pipe_as_a_paper() {
    let sandbox = two_topics();
    let made = std::process::Command::new("mkfifo").arg(sandbox.archive().join(PAPER)).status().unwrap();
    assert!(made.success());
    assert_snapshot!(found(&sandbox, &["协商函.md", "not a regular file"]), @"
    $ yijuan check
    exit 2
      错误 不是普通文件（符号链接、设备或管道不予读写）
          topics/2026/001-电梯/协商函.md
          → 请换成文件或文件夹本身

    $ yijuan --lang en check
    exit 2
      error not a regular file (links, devices and pipes are neither read nor written)
          topics/2026/001-电梯/协商函.md
          → put the file or folder itself in its place
    ");
}

#[cfg(unix)]
#[test]
fn a_pipe_as_the_settings() {
    let sandbox = two_topics();
    fs::remove_file(sandbox.archive().join("yijuan.yml")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(sandbox.archive().join("yijuan.yml")).status().unwrap().success());
    assert_snapshot!(sandbox.run("--lang en check").exits(2), @"
    $ yijuan --lang en check
    exit 2
    --- stderr
    error: `.` lies in no archive (no yijuan.yml in it or above it)
    hint: name one with `-C DIR`, or make one with `yijuan init DIR`
    ");
}

#[test]
fn a_folder_as_a_file() {
    let sandbox = two_topics();
    fs::remove_file(sandbox.archive().join(EVENTS)).unwrap();
    fs::create_dir(sandbox.archive().join(EVENTS)).unwrap();
    let told = found(&sandbox, &["events.yml", "not a regular file"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 不是普通文件（符号链接、设备或管道不予读写）
          topics/2026/001-电梯/events.yml
          → 请换成文件或文件夹本身

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error not a regular file (links, devices and pipes are neither read nor written)
          topics/2026/001-电梯/events.yml
          → put the file or folder itself in its place

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: topics/2026/001-电梯/events.yml: not a regular file (links, devices and pipes are neither read nor written)
    hint: put the file or folder itself in its place
    ");
}

#[test]
fn events_of_two_mebibytes() {
    let sandbox = with(EVENTS, "# 很长的一行\n".repeat((2 << 20) / 19 + 1));
    let told = found(&sandbox, &["events.yml", "larger than 1 MiB", "split it"]);
    assert_snapshot!(told + &refused(&sandbox, &[RECORD]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/events.yml
          → `yijuan commit` 提交
      错误 文件大于 1 MiB，不予读取
          topics/2026/001-电梯/events.yml:1:1
          → 请拆分，或移到 materials/

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/events.yml
          → `yijuan commit` commits it
      error larger than 1 MiB, not read
          topics/2026/001-电梯/events.yml:1:1
          → split it, or move it to materials/

    $ yijuan --lang en record 001 meeting
    exit 2
    --- stderr
    error: topics/2026/001-电梯/events.yml: larger than 1 MiB, not read
    hint: split it, or move it to materials/
    ");
}

/// Nine lists, each of nine times the one before: a thousand million words if it were unfolded.
fn bomb() -> String {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..9 {
        let nine = vec![format!("*a{}", n - 1); 9].join(", ");
        let _ = writeln!(bomb, "a{n}: &a{n} [{nine}]");
    }
    bomb
}

#[test]
fn a_bomb_of_aliases_in_a_topic() {
    let sandbox = with(TOPIC, format!("title: 电梯\nregulation: mentougou\n{}", bomb()));
    let told = found(&sandbox, &["topic.yml"]);
    assert_snapshot!(told + &refused(&sandbox, &[SET]));
}

#[test]
fn a_bomb_of_aliases_in_events() {
    let sandbox = with(EVENTS, format!("- {}", bomb().replace('\n', "\n  ").trim_end()));
    assert_snapshot!(found(&sandbox, &["events.yml"]));
}

#[test]
fn a_bomb_of_aliases_in_a_paper() {
    let sandbox = with(PAPER, format!("---\ndocument: consultation-letter\n{}---\n正文\n", bomb()));
    assert_snapshot!(found(&sandbox, &["协商函.md"]));
}

#[test]
fn a_bomb_of_aliases_among_people() {
    let bomb = bomb().replace("a0:", "tags:").replace('\n', "\n  ");
    let sandbox = with("people.yml", format!("- id: x\n  name: x\n  {}\n", bomb.trim_end()));
    assert_snapshot!(found(&sandbox, &["people.yml"]) + &refused(&sandbox, &["person add --id y --name y"]));
}

#[test]
fn ten_thousand_levels() {
    for (path, text) in [
        (TOPIC, format!("title: {}\nregulation: mentougou\n", "[".repeat(10_000))),
        (TOPIC, format!("title: {}{}\nregulation: mentougou\n", "{a: ".repeat(10_000), "}".repeat(10_000))),
        (EVENTS, format!("{}{}", "- ".repeat(10_000), "x\n")),
        (PAPER, format!("---\nx: {}{}\n---\n", "[".repeat(10_000), "]".repeat(10_000))),
    ] {
        let sandbox = with(path, text);
        let run = sandbox.run("check").exits(2);
        assert!(run.stdout.contains(path) && run.stdout.contains(OTHER), "{run}");
        if path == TOPIC {
            refused(&sandbox, &[SET]);
        }
    }
}

/// As many levels as a file that is small enough to be read may have.
#[test]
fn a_million_levels_are_refused_in_a_moment() {
    for opening in ["[", "- "] {
        let levels = opening.repeat((1 << 20) / opening.len() - 100);
        let sandbox = with(TOPIC, format!("regulation: mentougou\ntitle:\n  {levels}"));
        let mut check = sandbox.program(&sandbox.archive(), &["check"]);
        let mut check = check.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let started = Instant::now();
        let status = loop {
            match check.try_wait().unwrap() {
                None if started.elapsed() < Duration::from_secs(5) => std::thread::sleep(Duration::from_millis(20)),
                ended => break ended,
            }
        };
        if status.is_none() {
            check.kill().unwrap();
            check.wait().unwrap();
        }
        assert_eq!(status.and_then(|status| status.code()), Some(2), "{opening}");
    }
}

#[test]
fn characters_that_drive_a_terminal_are_shown_as_escapes() {
    let title = "title: \"加装\\e[31m电梯\\u202e题\\a\"\n";
    let sandbox =
        with(TOPIC, format!("{title}form: thematic\nregulation: mentougou\nbegan: 2026-06-01\nlead: nobody\n"));
    let raw = "title: 路\u{202e}灯\nform: thematic\nregulation: mentougou\nlead: nobody\noffice: \u{1b}[2J\n";
    sandbox.write("topics/2026/003-路灯/topic.yml", raw);
    let mut told = String::new();
    for arguments in ["list", "show 001", "check", "due", "check 003", "show 003", "set 003 form=x"] {
        let run = sandbox.run(arguments);
        for text in [&run.stdout, &run.stderr] {
            let hidden = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(hidden), "{text:?}");
        }
        let _ = writeln!(told, "{run}");
    }
    assert_snapshot!(told);
}

#[test]
fn a_control_character_is_found_at_its_place() {
    let sandbox = with(TOPIC, "title: 电梯\nform: thematic\nregulation: mentougou\nlead: 钱\u{1b}样本\n");
    assert_snapshot!(found(&sandbox, &["topic.yml:4:8"]), @"
    $ yijuan check
    exit 2
      提示 1 个文件尚未提交：topics/2026/001-电梯/topic.yml
          → `yijuan commit` 提交
      错误 文件里有控制字符
          topics/2026/001-电梯/topic.yml:4:8
          → 删去这个看不见的字符

    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/topic.yml
          → `yijuan commit` commits it
      error there is a control character in the file
          topics/2026/001-电梯/topic.yml:4:8
          → take the invisible character out
    ");
}

#[test]
fn a_key_that_leads_out_of_the_archive() {
    let sandbox = two_topics();
    let commands: [&str; 6] = [
        "show ../../etc",
        "record ../../etc meeting",
        "set /etc/passwd office=urban",
        "check ../002-停车",
        "commit ..",
        "record plan:../../etc meeting",
    ];
    assert_snapshot!(refused(&sandbox, &commands));
}

#[test]
fn a_room_or_regulation_that_leads_out_of_the_archive() {
    let sandbox = two_topics();
    let commands: [&str; 3] =
        ["new --title x --regulation ../../etc", "regulation show ../../etc", "set 001 regulation=../x"];
    assert_snapshot!(refused(&sandbox, &commands), @"

    $ yijuan --lang en new --title x --regulation ../../etc
    exit 2
    --- stderr
    error: unknown regulation `../../etc`
    hint: known are: mentougou, ordos, shuoting, yancheng, ziyang

    $ yijuan --lang en regulation show ../../etc
    exit 2
    --- stderr
    error: unknown regulation `../../etc`
    hint: known are: mentougou, ordos, shuoting, yancheng, ziyang

    $ yijuan --lang en set 001 regulation=../x
    exit 2
    --- stderr
    error: unknown regulation `../x`
    hint: known are: mentougou, ordos, shuoting, yancheng, ziyang
    ");
}

#[test]
fn an_archive_of_an_unknown_format() {
    let sandbox = with("yijuan.yml", SETTINGS.replace("archive: 1", "archive: 2"));
    let before = sandbox.state();
    for arguments in
        [RECORD, "new --title x", "list", "show 001", "due", "doctor", "doctor --upgrade", "rule", "commit"]
    {
        let refused = sandbox.run(&format!("--lang zh-CN {arguments}"));
        refused.refused(&["yijuan.yml:1:1", "archive: 1", "更新 yijuan"]);
    }
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(sandbox.both("check"), @"
    $ yijuan --lang zh-CN check
    exit 2
    --- stderr
    错误：档案库格式 `2` 不认识
     --> yijuan.yml:1:1
      |
    1 | archive: 2
      | ^
    提示：档案库由更新的版本写成，本程序只认 `archive: 1`：先更新 yijuan

    $ yijuan --lang en check
    exit 2
    --- stderr
    error: unknown archive format `2`
     --> yijuan.yml:1:1
      |
    1 | archive: 2
      | ^
    hint: a later version wrote it, this one knows `archive: 1`: update yijuan first
    ");
}

#[test]
fn no_archive_at_all() {
    let sandbox = Sandbox::without_git();
    let commands: [&str; 5] = ["check", "list", "new --title x", "-C nowhere check", "-C gitconfig check"];
    let told = commands.map(|arguments| {
        let told = ["zh-CN", "en"].map(|language| {
            sandbox.run_in(sandbox.dir(), &format!("--lang {language} {arguments}")).refused(&[]).to_string()
        });
        told.join("\n")
    });
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_reader_who_goes_away() {
    let sandbox = Sandbox::sample();
    for arguments in ["check", "list", "rule", "--help", "completions bash"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut program = sandbox.program(&sandbox.archive(), arguments);
        let output = program.stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_utf_8() {
    use std::os::unix::ffi::OsStrExt as _;
    let sandbox = two_topics();
    let mut program = sandbox.program(&sandbox.archive(), &["--lang", "en", "show"]);
    let output = program.arg(std::ffi::OsStr::from_bytes(b"\xff\xfe")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"
    error: the command line is not UTF-8
    hint: `yijuan show --help` shows how it is used
    ");
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_no_utf_8() {
    use std::os::unix::ffi::OsStrExt as _;
    let sandbox = two_topics();
    let name = sandbox.archive().join("topics/2026/001-电梯").join(std::ffi::OsStr::from_bytes(b"\xb5\xe7.md"));
    fs::write(name, "x").unwrap();
    let run = sandbox.run("--lang en check").exits(2);
    assert!(run.stdout.contains(OTHER), "{run}");
    assert_snapshot!(of_files(&run), @"
    $ yijuan --lang en check
    exit 2
      note 1 file is not committed: topics/2026/001-电梯/��.md
          → `yijuan commit` commits it
      error the file name `��.md` is not UTF-8
          topics/2026/001-电梯
          → rename it
    ");
}
