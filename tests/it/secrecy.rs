//! Marks of secrecy (密级): what is classified is written by no command, and `check` says how it is taken out.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use std::fs;
use std::io::{Cursor, Write as _};

const FOLDER: &str = "topics/2026/001-电梯";
const PAPER: &str = "topics/2026/001-电梯/协商函.md";
const LETTER: &str = "---\ndocument: consultation-letter\ntitle: 关于电梯的函\ndate: 2026-06-10\nissuer: cppcc-office\nto: [government-office]\n---\n\n请派员参加。\n";

/// Every command that writes something of a topic.
const COMMANDS: [&str; 24] = [
    "set 2026-001 office=urban",
    "record 2026-001 research-ended --by urban",
    "postpone 2026-001 2026-07-20",
    "renumber 2026-001",
    "roster add 2026-001 钱样本 --tag host",
    "roster update 2026-001 尤演示 --attended",
    "roster remove 2026-001 尤演示",
    "suggestion add 2026-001 --text 加快进度 --kind suggestion",
    "suggestion update 2026-001 s1 adoption=adopted",
    "suggestion remove 2026-001 s1",
    "attest 2026-001 M9d --by 钱样本",
    "waive 2026-001 M7a --reason 情况紧急 --by 钱样本",
    "material add 2026-001 报告.pdf --document research-material",
    "material remove 2026-001 1",
    "render 2026-001 协商工作方案",
    "render 2026-001 协商工作方案 --out 外",
    "render 2026-001 协商函 --to docx --out 外",
    "number assign 2026-001 协商函 --code 云协办函",
    "review submit 2026-001 协商函 --by urban",
    "review approve 2026-001 协商函 --by 孙范文",
    "plan add 2026 --title 电梯 --topic 2026-001",
    "import suggestions 建议.csv",
    "import attendance 2026-001 签到.csv",
    "commit 2026-001",
];

/// A topic with something of everything, and a file that was changed by hand.
fn archive() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.append("yijuan.yml", "institution: 政协样本区委员会\noffice: 政协样本区委员会办公室\n");
    sandbox.append(
        "people.yml",
        "- {id: sun-fanwen, name: 孙范文, posts: [secretary-general]}\n- {id: you-yanshi, name: 尤演示}\n",
    );
    sandbox.write(
        &format!("{FOLDER}/topic.yml"),
        "title: 电梯\nform: thematic\nregulation: mentougou\nbegan: 2026-05-06\noffice: urban\nlead: sun-fanwen\nscheduled: {meeting: 2026-07-10}\n",
    );
    sandbox.write(&format!("{FOLDER}/roster.yml"), "- {person: you-yanshi, name: 尤演示, tags: [member]}\n");
    sandbox.write(&format!("{FOLDER}/suggestions.yml"), "- {id: s1, kind: suggestion, text: 装电梯}\n");
    sandbox.write(&format!("{FOLDER}/materials/一.pdf"), "甲");
    sandbox.write(&format!("{FOLDER}/materials.yml"), "- {file: materials/一.pdf, document: research-material}\n");
    sandbox.write(PAPER, LETTER);
    sandbox.write("topics/2026/002-停车/topic.yml", "title: 停车\nregulation: mentougou\n");
    sandbox.write("报告.pdf", "乙");
    sandbox.write("建议.csv", "议题,类别,建议内容\n2026-001,意见建议,修路\n");
    sandbox.write("签到.csv", "姓名,到会情况\n尤演示,到会\n");
    sandbox.commit_all("两题");
    sandbox
}

/// Runs a command of [`COMMANDS`]; one that commits finds something to commit.
fn run(sandbox: &Sandbox, command: &str) -> Run {
    if command.starts_with("commit") {
        sandbox.append(&format!("{FOLDER}/suggestions.yml"), "- {id: s2, kind: suggestion, text: 再装}\n");
    }
    sandbox.run(command)
}

/// The same with a file of the topic changed by plain git.
fn marked(path: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = archive();
    sandbox.write(path, sandbox.read(path).replacen(from, to, 1));
    sandbox.commit_all("标密");
    sandbox
}

fn of_topic(mark: &str) -> Sandbox {
    marked(&format!("{FOLDER}/topic.yml"), "office:", &format!("secrecy: {mark}\noffice:"))
}

fn of_paper(mark: &str) -> Sandbox {
    marked(PAPER, "issuer:", &format!("secrecy: {mark}\nissuer:"))
}

fn refused(run: &Run, mark: &str) -> bool {
    run.code == Some(2) && run.stdout.is_empty() && run.stderr.contains(mark)
}

#[test]
fn no_command_writes_of_what_is_classified() {
    let texts = [
        of_topic("秘密★1年"),
        of_paper("机密"),
        // On top of the text, with or without a head.
        marked(PAPER, "---\n\n请", "---\n\n绝密★30年\n\n请"),
    ];
    for (sandbox, mark) in texts.iter().zip(["标有密级“秘密★1年”", "标有密级“机密”", "标有密级“绝密★30年”"])
    {
        for command in COMMANDS {
            let before = sandbox.state();
            let run = run(sandbox, command);
            assert!(refused(&run, mark), "{run}");
            if command.starts_with("commit") {
                sandbox.git(&["checkout", "--quiet", "."]);
            }
            assert_eq!(sandbox.state(), before, "{command}");
            assert!(!sandbox.archive().join("外").exists(), "{command}");
        }
        // The other topic is nobody's secret, and looking goes on.
        sandbox.run("record 2026-002 research-ended --by urban").exits(0);
        for command in ["show 2026-001", "list", "log 2026-001", "due"] {
            sandbox.run(command).exits(0);
        }
    }
}

#[test]
fn what_is_internal_is_written_like_anything_else() {
    let mut failed: Vec<String> = Vec::new();
    for sandbox in [|| of_topic("内部"), || of_paper("内部★1年"), || of_topic("internal")] {
        for command in COMMANDS {
            let run = run(&sandbox(), command);
            assert!(!run.stderr.contains("密级"), "{run}");
            // Each of them does something here, so that its refusal above says something.
            failed.extend((run.code != Some(0)).then(|| run.to_string()));
        }
    }
    assert_eq!(failed.concat(), "");
}

#[test]
fn no_command_sets_such_a_mark() {
    let sandbox = archive();
    for mark in ["秘密", "机密★5年", "top-secret", "secret", "Confidential", "密件"] {
        let before = sandbox.state();
        let run = sandbox.run(&["set", "2026-001", &format!("密级={mark}")][..]);
        assert!(refused(&run, mark), "{run}");
        assert_eq!(sandbox.state(), before);
    }
    sandbox.run("set 2026-001 密级=内部").exits(0);
    assert!(sandbox.read(&format!("{FOLDER}/topic.yml")).contains("secrecy: 内部"));
    sandbox.run("set 2026-001 密级=").exits(0);
    // A mark that is wrong may be mended with the command.
    sandbox.write(&format!("{FOLDER}/topic.yml"), sandbox.read(&format!("{FOLDER}/topic.yml")) + "secrecy: 秘密\n");
    sandbox.run("set 2026-001 密级=内部").exits(0);
}

#[test]
fn what_was_written_by_hand_is_not_committed() {
    for (path, text) in [
        (format!("{FOLDER}/会议记录.md"), "---\ndocument: meeting-record\nsecrecy: 秘密\n---\n\n略。\n"),
        (format!("{FOLDER}/会议记录.md"), "000001\n机密★\n\n略。\n"),
        // One that cannot be read as a whole.
        (format!("{FOLDER}/会议记录.md"), "---\ndocument: [meeting-record\n'secrecy': \"绝密\"\n---\n\n略。\n"),
        (format!("{FOLDER}/materials/摘要.md"), "秘密\n\n略。\n"),
        ("plans/2026/问题清单.md".to_owned(), "---\ndocument: problem-list\nsecrecy: 机密\n---\n\n略。\n"),
        ("topics/2026/003-新题/topic.yml".to_owned(), "{title: 新题, regulation: mentougou, secrecy: 秘密★3年}\n"),
        ("说明.md".to_owned(), "# 绝密\n"),
        (format!("{FOLDER}/materials/摘要.txt"), "\u{feff}秘密★3年\r\n略。\r\n"),
    ] {
        let sandbox = archive();
        sandbox.write(&path, text);
        let before = sandbox.state();
        let run = sandbox.run("commit");
        assert!(refused(&run, "标有密级") && run.stderr.contains(&path), "{run}");
        assert_eq!(sandbox.state(), before);
        // Taken out of the archive, it is in nobody's way.
        fs::remove_file(sandbox.archive().join(&path)).unwrap();
        sandbox.run("commit").exits(0);
    }
    // Words are not searched for.
    let sandbox = archive();
    sandbox.write(
        &format!("{FOLDER}/会议记录.md"),
        "---\ndocument: meeting-record\ntitle: 秘密\n---\n\n保守秘密。\n机密\n",
    );
    sandbox.run("commit").exits(0);
}

#[test]
fn check_says_how_it_is_taken_out_of_the_history() {
    let sandbox = of_paper("秘密★1年");
    sandbox.run("check 2026-001").exits(1);
    let found = sandbox.run("check --format json 2026-001").json();
    let finding = found["findings"].as_array().unwrap().iter().find(|one| one["path"] == PAPER).unwrap().clone();
    let hint = finding["hint"].as_str().unwrap();
    assert_snapshot!(format!("{} {}:{}\n{}\n{hint}", finding["severity"], PAPER, finding["line"], finding["message"]), @r#"
    "error" topics/2026/001-电梯/协商函.md:5
    "标有密级“秘密★1年”，涉密的不能存在档案库里"
    标错的，改正密级；确是涉密的，先复制到机关保管涉密文件之处。没有提交过的，从这里删去；提交过的，再提交一次仍留在历史里，不要推送，在仓库顶层运行 git filter-branch -f --index-filter "git rm -r -q --cached --ignore-unmatch -- ':(top,glob)**/topics/2026/001-电梯/协商函.md'" -- --all && git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin && git reflog expire --expire=now --all && git gc --quiet --prune=now，其他克隆和服务器上的仓库一并更换；需要留痕的，只记有此件：yijuan record 2026-001 〈事件〉 --note 〈不写内容〉
    "#);
    // Done as it says, nothing of it is left in the repository.
    sandbox.git(&["checkout", "--quiet", "."]);
    let secret = sandbox.git(&["rev-parse", &format!("HEAD:archive/{PAPER}")]).trim().to_owned();
    let commands = hint.split("在仓库顶层运行 ").nth(1).unwrap().split("，其他克隆").next().unwrap();
    let done = sandbox.shell(&sandbox.tree(), &format!("export FILTER_BRANCH_SQUELCH_WARNING=1; {commands}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(sandbox.git(&["log", "--all", "--format=%h", "--", &format!("archive/{PAPER}")]), "");
    assert!(!sandbox.try_git(&["cat-file", "-e", &secret]).status.success());
    assert!(!sandbox.archive().join(PAPER).exists());
    sandbox.run("record 2026-001 research-ended --by urban --note 另有涉密件一份").exits(0);
}

#[test]
fn a_classified_topic_goes_as_a_whole() {
    let sandbox = of_topic("机密");
    sandbox.write("plans/2026/问题清单.md", "---\ndocument: problem-list\nsecrecy: 密件\n---\n\n略。\n");
    let found = sandbox.run("check --format json").json();
    let told = found["findings"].as_array().unwrap().iter().filter(|one| one["message"].to_string().contains("密级"));
    let told: Vec<String> =
        told.map(|one| format!("{} {} {} {}\n", one["subject"], one["path"], one["message"], one["hint"])).collect();
    assert_snapshot!(told.concat(), @r#"
    "plan:2026" "plans/2026/问题清单.md" "不认识的密级 密件" "密级只写 `内部`；公开的删去 `secrecy`；秘密、机密、绝密的不存入档案库"
    "2026-001" "topics/2026/001-电梯/topic.yml" "标有密级“机密”，涉密的不能存在档案库里" "标错的，改正密级；确是涉密的，先复制到机关保管涉密文件之处。没有提交过的，从这里删去；提交过的，再提交一次仍留在历史里，不要推送，在仓库顶层运行 git filter-branch -f --index-filter \"git rm -r -q --cached --ignore-unmatch -- ':(top,glob)**/topics/2026/001-电梯/**'\" -- --all && git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin && git reflog expire --expire=now --all && git gc --quiet --prune=now，其他克隆和服务器上的仓库一并更换；需要留痕的，另立题目不涉密的议题"
    "#);
    sandbox.git(&["checkout", "--quiet", "."]);
    let hint = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["subject"] == "2026-001" && one["message"].to_string().contains("密级"));
    let hint = hint.unwrap()["hint"].as_str().unwrap().to_owned();
    let commands = hint.split("在仓库顶层运行 ").nth(1).unwrap().split("，其他克隆").next().unwrap();
    let done = sandbox.shell(&sandbox.tree(), &format!("export FILTER_BRANCH_SQUELCH_WARNING=1; {commands}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(sandbox.git(&["log", "--all", "--format=%h", "--", &format!("archive/{FOLDER}")]), "");
    assert!(!sandbox.archive().join(FOLDER).exists());
}

#[test]
fn no_material_is_taken_in_whose_mark_can_be_read() {
    let docx = |text: &str| {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let body = format!("<w:p/><w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p><w:r><w:t>略。</w:t></w:r></w:p>");
        write!(file, "<w:document><w:body>{body}</w:body></w:document>").unwrap();
        file.finish().unwrap().into_inner()
    };
    let sandbox = archive();
    let texts = [
        ("甲.md", "秘密★3年\n略。\n".as_bytes().to_vec()),
        ("甲.txt", "秘密★3年\n略。\n".as_bytes().to_vec()),
        ("乙.TXT", "000001\r\n秘密★3年\r\n".as_bytes().to_vec()),
        // As Windows saves it: 秘密★3年.
        ("丙.txt", b"\xc3\xd8\xc3\xdc\xa1\xef3\xc4\xea\r\n".to_vec()),
        ("丁.docx", docx("秘密★3年")),
    ];
    for (name, bytes) in texts {
        fs::write(sandbox.archive().join(name), bytes).unwrap();
        let before = sandbox.state();
        let run = sandbox.run(&format!("material add 2026-001 {name} --document research-material"));
        assert!(refused(&run, "标有密级“秘密★3年”"), "{run}");
        assert_eq!(sandbox.state(), before, "{name}");
    }
    for (name, bytes) in [("戊.txt", "关于保守秘密的说明\n秘密\n".as_bytes().to_vec()), ("己.docx", docx("内部"))]
    {
        fs::write(sandbox.archive().join(name), bytes).unwrap();
        sandbox.run(&format!("material add 2026-001 {name} --document research-material")).exits(0);
    }
}
