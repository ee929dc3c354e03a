//! Looking back: `yijuan check --rev`, `--new-since`, and its forms for spreadsheets and pages.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;

/// A topic that nothing but its files can be judged by: what stands in `events.yml` cannot be read.
const EVENTS: &str = "topics/2026/001-试题/events.yml";

/// One topic, and in it one finding.
fn unreadable() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("topics/2026/001-试题/topic.yml", "title: 试题\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox.write(EVENTS, "- {date: 2026-06-31, event: meeting}\n");
    sandbox.commit_all("立题");
    sandbox
}

#[track_caller]
fn alike(sandbox: &Sandbox, options: &str) {
    let now = sandbox.run(&format!("check {options}"));
    let then = sandbox.run(&format!("check --rev HEAD {options}"));
    assert_eq!((now.code, now.stdout, now.stderr), (then.code, then.stdout, then.stderr), "{options}");
}

#[test]
fn the_last_commit_is_judged_like_a_clean_work_tree() {
    let sandbox = Sandbox::sample();
    for options in ["", "--all", "013 2026-016", "--format csv", "--lang en"] {
        alike(&sandbox, options);
    }
    alike(&sandbox, "--all --format json");
    // And when git has packed it all.
    sandbox.git(&["gc", "--quiet"]);
    alike(&sandbox, "--all --format json");
}

#[test]
fn an_archive_at_the_top_of_its_repository() {
    let sandbox = Sandbox::without_git();
    sandbox.write("yijuan.yml", crate::sandbox::SETTINGS);
    sandbox.write(EVENTS, "- {date: 2026-06-31, event: meeting}\n");
    let git = |arguments: &[&str]| sandbox.git(&[&["-C", "archive"], arguments].concat());
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "建库"]);
    alike(&sandbox, "--format json");
    assert!(sandbox.run("check --rev HEAD").stdout.contains(EVENTS));
}

#[test]
fn the_work_tree_is_neither_looked_at_nor_touched() {
    let sandbox = Sandbox::sample();
    let then = sandbox.run("check").stdout;
    let events = format!("{}/events.yml", sandbox.topic("013"));
    // Uncommitted, staged, and gone from the disk.
    sandbox.write(&events, format!("# 行\n# 号\n{}", sandbox.read(&events)));
    sandbox.write("people.yml", "不是清单\n");
    sandbox.git(&["add", "--all"]);
    fs::remove_dir_all(sandbox.archive().join(sandbox.topic("016"))).unwrap();
    let before = sandbox.state();
    assert_eq!(sandbox.run("check --rev HEAD").exits(1).stdout, then);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn a_commit_by_any_of_its_names() {
    let sandbox = unreadable();
    sandbox.git(&["tag", "立题"]);
    let id = sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned();
    sandbox.write(EVENTS, "[]\n");
    sandbox.commit_all("更正");
    sandbox.git(&["tag", "--annotate", "--message", "说明", "v1", "HEAD~1"]);
    sandbox.run("check 001 --rev HEAD").exits(0);
    for name in ["HEAD~1", "HEAD^", "立题", "v1", &id, &id[..8], "main~1", "main@{1}"] {
        let run = sandbox.run(&["check", "001", "--rev", name]).exits(2);
        assert!(run.stdout.contains("001-试题/events.yml:1:10"), "{run}");
    }
}

#[test]
fn commits_that_are_none() {
    let sandbox = unreadable();
    let unborn = Sandbox::bare();
    unborn.write("yijuan.yml", crate::sandbox::SETTINGS);
    let outside = Sandbox::without_git();
    outside.write("yijuan.yml", crate::sandbox::SETTINGS);
    let later = Sandbox::bare();
    fs::write(later.tree().join("记事.txt"), "一\n").unwrap();
    later.commit_all("还没有档案库");
    later.write("yijuan.yml", crate::sandbox::SETTINGS);
    let told = [
        sandbox.both("check --rev HEAD~9"),
        sandbox.both("check --new-since 没有"),
        sandbox.both("check --rev HEAD:archive/yijuan.yml"),
        sandbox.both("check --rev ''"),
        unborn.both("check --rev HEAD"),
        outside.both("check --rev HEAD"),
        later.both("check --rev HEAD"),
    ];
    assert_snapshot!(told.join("\n"));
}

/// libgit2 does not read them; git does, and the hint says how to have it.
#[test]
fn the_past_of_a_repository_of_sha256() {
    let sandbox = Sandbox::without_git();
    sandbox.git(&["init", "--quiet", "--template=", "--initial-branch=main", "--object-format=sha256"]);
    sandbox.write("yijuan.yml", crate::sandbox::SETTINGS);
    sandbox.write("topics/2026/001-试题/topic.yml", "title: 试题\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox.write(EVENTS, "- {date: 2026-06-31, event: meeting}\n");
    sandbox.commit_all("立题");
    let now = sandbox.run("check").exits(2);
    for command in ["check --rev HEAD", "check --new-since HEAD", "diff 001", "diff 001 --since HEAD"] {
        let words = ["sha256", ".git", "git worktree add DIR COMMIT"];
        sandbox.run(&format!("--lang en {command}")).refused(&words);
    }
    // The log asks git.
    assert!(sandbox.run("log 001").stdout.contains("立题"));
    // And so it is done.
    sandbox.git(&["worktree", "add", "--quiet", "../then", "HEAD"]);
    sandbox.write(EVENTS, "[]\n");
    let then = sandbox.run("-C ../../then/archive check").exits(2);
    assert_eq!(then.stdout, now.stdout);
    assert_snapshot!(sandbox.both("check --rev HEAD"), @"
    $ yijuan --lang zh-CN check --rev HEAD
    exit 2
    --- stderr
    错误：[DIR]/tree/.git: 无法读取 git 仓库里的旧内容：unknown object format 'sha256'
    提示：仓库的格式（例如 SHA-256）只能由 git 读取：`git worktree add 目录 提交` 取出旧内容，再 `yijuan -C 目录 check`

    $ yijuan --lang en check --rev HEAD
    exit 2
    --- stderr
    error: [DIR]/tree/.git: cannot read the past of the git repository: unknown object format 'sha256'
    hint: its format (SHA-256, for one) is read by git alone: `git worktree add DIR COMMIT` takes out what was, then `yijuan -C DIR check`
    ");
}

#[cfg(unix)]
#[test]
fn links_foreign_repositories_and_files_too_large() {
    let sandbox = unreadable();
    std::os::unix::fs::symlink("/etc/passwd", sandbox.archive().join("topics/2026/001-试题/协商函.md")).unwrap();
    std::os::unix::fs::symlink("/etc", sandbox.archive().join("topics/2025")).unwrap();
    sandbox.write(EVENTS, "# 长\n".repeat(200_000));
    sandbox.commit_all("链接");
    alike(&sandbox, "");
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    let module = format!("160000,{},archive/topics/2026/002-别处", head.trim());
    sandbox.git(&["update-index", "--add", "--cacheinfo", &module]);
    sandbox.git(&["commit", "--quiet", "--message", "别的仓库"]);
    assert_snapshot!(sandbox.both("check 001 --rev HEAD"), @"
    $ yijuan --lang zh-CN check 001 --rev HEAD
    exit 2
    --- stdout
    2026-001 试题
      错误 文件大于 1 MiB，不予读取
          topics/2026/001-试题/events.yml:1:1
          → 请拆分，或移到 materials/
      错误 不是普通文件（符号链接、设备或管道不予读写）
          topics/2026/001-试题/协商函.md
          → 请换成文件或文件夹本身

    截至 2026-06-15：错误 2，警告 0，提示 0；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 001 --rev HEAD
    exit 2
    --- stdout
    2026-001 试题
      error larger than 1 MiB, not read
          topics/2026/001-试题/events.yml:1:1
          → split it, or move it to materials/
      error not a regular file (links, devices and pipes are neither read nor written)
          topics/2026/001-试题/协商函.md
          → put the file or folder itself in its place

    as of 2026-06-15: 2 errors, 0 warnings, 0 notes; 0 overdue, 0 due soon
    ");
    let run = sandbox.run("check --rev HEAD").exits(2);
    assert!(run.stdout.contains("topics/2026/002-别处\n"), "{run}");
}

/// The messages of the findings shown.
fn messages(run: &Run) -> Vec<String> {
    let findings = run.json()["findings"].as_array().unwrap().clone();
    findings.iter().map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_was_there_before_is_not_new() {
    let sandbox = Sandbox::sample();
    let json = "check --new-since HEAD --format json";
    let all = sandbox.run("check --format json").json();
    let run = sandbox.run(json).exits(0);
    assert_eq!(run.json()["findings"], serde_json::json!([]));
    assert_eq!(run.json()["duties"], all["duties"]);
    for count in ["errors", "warnings", "notes"] {
        assert_eq!(run.json()["summary"][count], 0);
    }
    assert_eq!(run.json()["summary"]["overdue"], all["summary"]["overdue"]);

    // Every line moves, nothing is new.
    let events = format!("{}/events.yml", sandbox.topic("016"));
    sandbox.write(&events, format!("# 行\n# 号\n{}", sandbox.read(&events)));
    assert_eq!(messages(&sandbox.run(json).exits(0)), [""; 0]);

    // The same slip twice in one file: the second is new.
    sandbox.append(&events, "- {date: 2026-06-12, event: meting}\n");
    sandbox.commit_all("笔误");
    sandbox.append(&events, "- {date: 2026-06-13, event: meting}\n");
    let found = messages(&sandbox.run(json).exits(1));
    assert!(found.len() == 1 && found[0].contains("meting"), "{found:?}");
    assert_eq!(messages(&sandbox.run("check --new-since HEAD~1 --format json").exits(1)).len(), 2);
    // Of two commits, neither of them the work tree.
    let between = "check --rev HEAD --new-since HEAD~1 --format json 2026-016";
    assert_eq!(messages(&sandbox.run(between).exits(1)).len(), 1);
    let of_another = "check --new-since HEAD~1 --format json 2026-013";
    assert_eq!(messages(&sandbox.run(of_another).exits(0)), [""; 0]);
}

#[test]
fn the_sums_are_of_what_is_listed() {
    let sandbox = Sandbox::sample();
    let events = format!("{}/events.yml", sandbox.topic("016"));
    sandbox.append(&events, "- {date: 2026-06-13, event: meting}\n");
    assert_snapshot!(sandbox.both("check --new-since HEAD"), @"
    $ yijuan --lang zh-CN check --new-since HEAD
    exit 1
    --- stdout
    2026-016 预付式消费纠纷化解
      错误 未知的事件 `meting`
          topics/2026/016-预付式消费纠纷化解/events.yml:15:22
          → 是否想写 `协商会议`？

    截至 2026-06-15，HEAD 以来新增：错误 1，警告 0，提示 0
    连同此前已有的：已逾期 30 项，即将到期 1 项

    $ yijuan --lang en check --new-since HEAD
    exit 1
    --- stdout
    2026-016 预付式消费纠纷化解
      error unknown event `meting`
          topics/2026/016-预付式消费纠纷化解/events.yml:15:22
          → did you mean `meeting`?

    as of 2026-06-15, new since HEAD: 1 error, 0 warnings, 0 notes
    with what was there before: 30 overdue, 1 due soon
    ");
    let markdown = sandbox.run("check --new-since HEAD --format markdown").exits(1).stdout;
    assert_eq!(markdown.matches("\n| ").count(), 2, "{markdown}");
}

#[test]
fn a_file_that_could_not_be_read_before_either() {
    let sandbox = unreadable();
    sandbox.run("check 001").exits(2);
    sandbox.run("check 001 --new-since HEAD").exits(0);
    sandbox.write("topics/2026/001-试题/topic.yml", "titel: 试题\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox.run("check 001 --new-since HEAD").exits(2);
}

#[test]
fn a_topic_that_was_not_there() {
    let sandbox = unreadable();
    sandbox.write("topics/2026/002-新题/topic.yml", "title: 新题\nregulation: mentougou\nbegan: 2026-06-01\n");
    sandbox.write("topics/2026/002-新题/events.yml", "- {date: 2026-06-31, event: meeting}\n");
    assert_snapshot!(sandbox.both("check 001 002 --new-since HEAD"), @"
    $ yijuan --lang zh-CN check 001 002 --new-since HEAD
    exit 2
    --- stdout
    2026-002 新题
      错误 `2026-06-31` 不是日期
          topics/2026/002-新题/events.yml:1:10
          → 日期写作 YYYY-MM-DD，例如 2026-06-11

    截至 2026-06-15，HEAD 以来新增：错误 1，警告 0，提示 0
    连同此前已有的：已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 001 002 --new-since HEAD
    exit 2
    --- stdout
    2026-002 新题
      error `2026-06-31` is not a date
          topics/2026/002-新题/events.yml:1:10
          → write dates as YYYY-MM-DD, for example 2026-06-11

    as of 2026-06-15, new since HEAD: 1 error, 0 warnings, 0 notes
    with what was there before: 0 overdue, 0 due soon
    ");
}

/// A title and a slip of the pen that mean something to programs.
fn malicious() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "topics/2026/001-试题/topic.yml",
        "title: '=cmd|<b>A & B</b>`'\nregulation: mentougou\nbegan: 2026-06-01\n",
    );
    sandbox.write(EVENTS, "- {date: 2026-06-01, event: dropped, '+1|<i>\"x\"': 1}\n");
    sandbox
}

#[test]
fn a_table_for_spreadsheets() {
    let sandbox = malicious();
    assert_snapshot!(sandbox.both("check 001 --format csv").replace('\r', "␍"), @r#"
    $ yijuan --lang zh-CN check 001 --format csv
    exit 2
    --- stdout
    ﻿severity,rule,article,subject,title,path,line,column,message,quote,hint␍
    note,,,2026-001,'=cmd|<b>A & B</b>`,,,,2 个文件尚未提交：topics/2026/001-试题/events.yml、topics/2026/001-试题/topic.yml,,`yijuan commit 2026-001` 提交␍
    error,,,2026-001,'=cmd|<b>A & B</b>`,topics/2026/001-试题/events.yml,1,38,"未知的键 `+1|<i>""x""`",,"可用：date, event, by, to, via, for, ref, round, room, note, public, void, again"␍

    $ yijuan --lang en check 001 --format csv
    exit 2
    --- stdout
    ﻿severity,rule,article,subject,title,path,line,column,message,quote,hint␍
    note,,,2026-001,'=cmd|<b>A & B</b>`,,,,"2 files are not committed: topics/2026/001-试题/events.yml, topics/2026/001-试题/topic.yml",,`yijuan commit 2026-001` commits them␍
    error,,,2026-001,'=cmd|<b>A & B</b>`,topics/2026/001-试题/events.yml,1,38,"unknown key `+1|<i>""x""`",,"known are: date, event, by, to, via, for, ref, round, room, note, public, void, again"␍
    "#);
    let run = Sandbox::sample().run("check --format csv").exits(1);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let check = Sandbox::sample().run("check --format json").json();
    let findings = check["findings"].as_array().unwrap();
    assert_eq!(rows.len(), findings.len());
    // The title and the hint stand in no finding as JSON has it.
    let columns = ["severity", "rule", "article", "subject", "", "path", "line", "column", "message", "quote", ""];
    for (row, finding) in rows.iter().zip(findings) {
        for (cell, column) in row.iter().zip(columns).filter(|(_, column)| !column.is_empty()) {
            let said = match &finding[column] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            assert_eq!(cell, said, "{column}");
        }
    }
}

#[test]
fn a_page_with_tables() {
    assert_snapshot!(malicious().both("check 001 --format markdown"), @r#"
    $ yijuan --lang zh-CN check 001 --format markdown
    exit 2
    --- stdout
    ## 2026-001 =cmd\|&lt;b&gt;A &amp; B&lt;/b&gt;\`

    | 程度 | 规则 | 问题 | 依据 | 位置 | 怎么办 |
    |---|---|---|---|---|---|
    | 错误 |  | 未知的键 \`+1\|&lt;i&gt;"x"\` |  | topics/2026/001-试题/events.yml:1:38 | 可用：date, event, by, to, via, for, ref, round, room, note, public, void, again |
    | 提示 |  | 2 个文件尚未提交：topics/2026/001-试题/events.yml、topics/2026/001-试题/topic.yml |  |  | \`yijuan commit 2026-001\` 提交 |

    截至 2026-06-15：错误 1，警告 0，提示 1；已逾期 0 项，即将到期 0 项

    $ yijuan --lang en check 001 --format markdown
    exit 2
    --- stdout
    ## 2026-001 =cmd\|&lt;b&gt;A &amp; B&lt;/b&gt;\`

    | severity | rule | finding | article | place | what to do |
    |---|---|---|---|---|---|
    | error |  | unknown key \`+1\|&lt;i&gt;"x"\` |  | topics/2026/001-试题/events.yml:1:38 | known are: date, event, by, to, via, for, ref, round, room, note, public, void, again |
    | note |  | 2 files are not committed: topics/2026/001-试题/events.yml, topics/2026/001-试题/topic.yml |  |  | \`yijuan commit 2026-001\` commits them |

    as of 2026-06-15: 1 error, 0 warnings, 1 note; 0 overdue, 0 due soon
    "#);
    // A row for each finding and each duty due soon, whatever stands in it.
    let run = Sandbox::sample().run("check --format markdown").exits(1);
    let check = Sandbox::sample().run("check --format json").json();
    let rows = run.stdout.lines().filter(|line| line.starts_with("| ")).count();
    let tables = run.stdout.matches("|---|---|---|---|---|---|\n").count();
    let soon = usize::try_from(check["summary"]["due_soon"].as_u64().unwrap()).unwrap();
    assert_eq!(rows - tables, check["findings"].as_array().unwrap().len() + soon);
}

#[test]
fn other_commands_have_no_such_forms() {
    let sandbox = Sandbox::sample();
    let commands: [&str; 13] = [
        "list",
        "show 013",
        "show 013 --checklist",
        "plan show 2026",
        "due",
        "log 013",
        "rule",
        "regulation list",
        "regulation validate",
        "workday",
        "person list",
        "commit",
        "record 013 meeting",
    ];
    for command in commands {
        for format in ["csv", "markdown"] {
            sandbox.run(&format!("{command} --format {format}")).refused(&[format, "check"]);
        }
    }
    assert_snapshot!(sandbox.unchanged_by(&[
        "list --format csv",
        "check --format cvs",
    ]), @"
    $ yijuan --lang zh-CN list --format csv
    exit 2
    --- stderr
    错误：这个命令没有 CSV 形式
    提示：去掉 `--format csv`，只有 `check`、`report`、`export`、`dossier show`、`suggestion list`、`number list` 和 `comment list` 有此形式

    $ yijuan --lang en list --format csv
    exit 2
    --- stderr
    error: this command has no CSV form
    hint: leave `--format csv` out, `check`, `report`, `export`, `dossier show`, `suggestion list`, `number list` and `comment list` have it

    $ yijuan --lang zh-CN check --format cvs
    exit 2
    --- stderr
    错误：未知的输出形式 `cvs`
    提示：是否想写 `csv`？

    $ yijuan --lang en check --format cvs
    exit 2
    --- stderr
    error: unknown format `cvs`
    hint: did you mean `csv`?
    ");
}

#[test]
fn where_objects_are_missing_nothing_is_said_to_be_new() {
    let origin = Sandbox::sample();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.append("people.yml", "# 手工\n");
    origin.commit_all("手工");
    let from = format!("file://{}", origin.tree().display());
    let clone = |option: &str| {
        let sandbox = Sandbox::without_git();
        fs::remove_dir(sandbox.tree()).unwrap();
        let to = sandbox.tree();
        sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "--template=", option, &from, to.to_str().unwrap()]);
        sandbox
    };
    let blobless = clone("--filter=blob:none");
    let run = blobless.run("check --new-since HEAD~1").exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("git fetch --refetch --no-filter"), "{run}");
    // What the last commit has, the work tree was made of.
    blobless.run("check --new-since HEAD").exits(0);
    blobless.git(&["fetch", "--quiet", "--refetch", "--no-filter"]);
    blobless.run("check --new-since HEAD~1").exits(0);
    let shallow = clone("--depth=1");
    let run = shallow.run("check --new-since HEAD~1").exits(2);
    assert!(run.stderr.contains("git fetch --unshallow"), "{run}");
}
