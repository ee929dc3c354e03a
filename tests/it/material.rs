//! `yijuan material add`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;
use std::fs::{self, File};

/// The sample, and beside the archive a file that was handed in.
fn handed_in() -> Sandbox {
    let sandbox = Sandbox::sample();
    fs::write(sandbox.dir().join("测量报告.pdf"), b"%PDF-1.7\r\n\0\xff\r\n").unwrap();
    sandbox
}

const FILE: &str = "../../测量报告.pdf";

fn add(sandbox: &Sandbox, rest: &str) -> crate::sandbox::Run {
    sandbox.run(&format!("material add 013 {FILE} {rest}"))
}

#[test]
fn a_file_is_copied_in_byte_for_byte_and_listed() {
    let sandbox = handed_in();
    let before = sandbox.git(&["rev-list", "--count", "HEAD"]);
    let told = sandbox.changed_by(&format!(
        "material add 013 {FILE} --document 部门提供的材料 --title 停车位测量 --from 区城市管理委员会 --date 2026年6月1日"
    ));
    assert_snapshot!(told, @"
    $ yijuan material add 013 ../../测量报告.pdf --document 部门提供的材料 --title 停车位测量 --from 区城市管理委员会 --date 2026年6月1日
    exit 0
    --- stdout
    2026-013 materials/测量报告.pdf

    2026-013 收入材料：materials/测量报告.pdf

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/materials.yml
    +- {file: materials/测量报告.pdf, document: department-material, title: 停车位测量, from: chengguanwei, date: 2026-06-01}
    Binary files /dev/null and b/archive/topics/2026/013-居住区停车资源共享/materials/测量报告.pdf differ
    ");
    let topic = sandbox.topic("013");
    let copied = fs::read(sandbox.archive().join(&topic).join("materials/测量报告.pdf")).unwrap();
    assert_eq!(copied, b"%PDF-1.7\r\n\0\xff\r\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_ne!(sandbox.git(&["rev-list", "--count", "HEAD"]), before);
    // What git keeps of it is what was handed in.
    let object = format!("HEAD:archive/{topic}/materials/测量报告.pdf");
    assert_eq!(sandbox.git(&["cat-file", "-s", &object]).trim(), copied.len().to_string());
}

#[test]
fn the_same_again_is_told_and_changes_nothing() {
    let sandbox = handed_in();
    add(&sandbox, "--document 部门提供的材料 --title 测量 --date 2026-06-01").exits(0);
    // It may come under another name, or lie in the dossier itself.
    fs::copy(sandbox.dir().join("测量报告.pdf"), sandbox.dir().join("副本.pdf")).unwrap();
    let (topic, before) = (sandbox.topic("013"), sandbox.state());
    let again = ["../../副本.pdf".to_owned(), format!("{topic}/materials/测量报告.pdf"), FILE.to_owned()];
    for file in &again {
        let told = sandbox.run(&["material", "add", "013", file, "--document", "部门提供的材料"]).exits(0);
        assert_eq!(told.stdout, "2026-013 materials/测量报告.pdf\n");
        assert!(told.stderr.contains("已在卷中，没有再收"), "{told}");
    }
    assert_eq!(sandbox.state(), before);
    let otherwise = add(&sandbox, "--document 部门提供的材料 --title 另一题").exits(2);
    assert_snapshot!(otherwise, @"
    $ yijuan material add 013 ../../测量报告.pdf --document 部门提供的材料 --title 另一题
    exit 2
    --- stderr
    错误：topics/2026/013-居住区停车资源共享/materials.yml: 此文件已登记，所填内容与此不同
    提示：要更正的，编辑该文件后 `yijuan commit`
    ");
    assert_eq!(sandbox.state(), before);
}

#[test]
fn what_is_there_already_is_entered_as_another_paper_and_not_copied() {
    let sandbox = handed_in();
    add(&sandbox, "--document 部门提供的材料").exits(0);
    let folder = sandbox.archive().join(sandbox.topic("013")).join("materials");
    assert_snapshot!(sandbox.changed_by(&format!("material add 013 {FILE} --document 政协调研材料 --round 2")), @"
    $ yijuan material add 013 ../../测量报告.pdf --document 政协调研材料 --round 2
    exit 0
    --- stdout
    2026-013 materials/测量报告.pdf
    --- stderr
    提示：卷中已有同样内容的文件，只登记，没有再收
    提示：没有写日期，卷内目录的日期空着；材料有日期的，收入时写 `--date`

    2026-013 收入材料：materials/测量报告.pdf

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/materials.yml
    +- {file: materials/测量报告.pdf, document: research-material, round: 2}
    ");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    // What somebody put there by hand is entered where it is.
    sandbox.write(&format!("{}/materials/手放.txt", sandbox.topic("013")), "手放");
    let path = format!("{}/materials/手放.txt", sandbox.topic("013"));
    let told = sandbox.run(&["material", "add", "013", &path, "--document", "部门提供的材料"]).exits(0);
    assert_eq!(told.stdout, "2026-013 materials/手放.txt\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn another_file_of_the_name_gets_a_number() {
    let sandbox = handed_in();
    add(&sandbox, "--document 部门提供的材料").exits(0);
    for content in ["二", "三"] {
        fs::write(sandbox.dir().join("测量报告.pdf"), content).unwrap();
        let told = add(&sandbox, "--document 部门提供的材料").exits(0);
        assert!(told.stderr.contains("文件名改为"), "{told}");
    }
    let list = sandbox.read(&format!("{}/materials.yml", sandbox.topic("013")));
    assert_eq!(
        list,
        "- {file: materials/测量报告.pdf, document: department-material}\n\
         - {file: materials/测量报告-2.pdf, document: department-material}\n\
         - {file: materials/测量报告-3.pdf, document: department-material}\n"
    );
    assert!(sandbox.run("check 013").stdout.matches("没有文件").count() == 0);
}

/// Where names are equal regardless of case, one of two such files would be lost.
#[test]
fn a_name_that_differs_in_case_alone_gets_a_number_too() {
    let sandbox = Sandbox::sample();
    for (name, kept) in [("Scan.pdf", "Scan.pdf"), ("SCAN.PDF", "SCAN-2.PDF")] {
        fs::write(sandbox.dir().join(name), name).unwrap();
        let told = sandbox.run(&format!("material add 013 ../../{name} --document 部门提供的材料")).exits(0);
        assert_eq!(told.stdout, format!("2026-013 materials/{kept}\n"));
        fs::remove_file(sandbox.dir().join(name)).unwrap();
    }
}

#[test]
fn a_year_has_materials_too() {
    let sandbox = handed_in();
    let run =
        sandbox.run(&format!("material add plan:2026 {FILE} --document 年度协商计划 --room 柳湾村协商议事室")).exits(0);
    assert_eq!(run.stdout, "plan:2026 materials/测量报告.pdf\n");
    let list = sandbox.read("plans/2026/materials.yml");
    assert!(list.ends_with("room: liuwan}\n"), "{list}");
}

#[test]
fn what_is_no_file_is_refused() {
    let sandbox = handed_in();
    let beside = |name: &str| sandbox.dir().join(name);
    fs::write(beside("空.pdf"), "").unwrap();
    fs::create_dir(beside("文件夹")).unwrap();
    File::create(beside("大.tif")).unwrap().set_len((64 << 20) + 1).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("测量报告.pdf", beside("链接.pdf")).unwrap();
    let mut refused = ["空.pdf", "文件夹", "大.tif", "没有.pdf"].to_vec();
    refused.extend(cfg!(unix).then_some("链接.pdf"));
    let commands: Vec<String> =
        refused.iter().map(|name| format!("material add 013 ../../{name} --document 部门提供的材料")).collect();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    assert_snapshot!(sandbox.unchanged_by(&commands));
    // The limit itself is taken.
    File::create(beside("大.tif")).unwrap().set_len(64 << 20).unwrap();
    sandbox.run("--no-commit material add 013 ../../大.tif --document 部门提供的材料").exits(0);
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_copied() {
    let sandbox = handed_in();
    assert_snapshot!(sandbox.unchanged_by(&[
        &format!("material add 013 {FILE} --document 部门财料 --date 昨天 --title '' --from qian"),
        &format!("material add 013 {FILE} --document 部门提供的材料 --room 柳湾村协商议事室"),
        &format!("material add plan:2026 {FILE} --document 年度协商计划 --round 2"),
        &format!("material add room:liuwan {FILE} --document 部门提供的材料"),
        &format!("material add 099 {FILE} --document 部门提供的材料"),
        &format!("material add 013 {FILE}"),
        "material add 013",
    ]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let sandbox = handed_in();
    let outside = sandbox.dir().join("elsewhere");
    fs::create_dir(&outside).unwrap();
    let materials = sandbox.archive().join(sandbox.topic("013")).join("materials");
    std::os::unix::fs::symlink(&outside, materials).unwrap();
    add(&sandbox, "--document 部门提供的材料").refused(&["不是普通文件"]);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(handed_in, &format!("-v material add 013 {FILE} --document 部门提供的材料")), @"
    $ yijuan --lang zh-CN -v material add 013 ../../测量报告.pdf --document 部门提供的材料
    exit 0
    --- stdout
    2026-013 materials/测量报告.pdf
    --- stderr
    已写入 topics/2026/013-居住区停车资源共享/materials/测量报告.pdf
    已写入 topics/2026/013-居住区停车资源共享/materials.yml
    已提交 [COMMIT]
    提示：没有写日期，卷内目录的日期空着；材料有日期的，收入时写 `--date`

    $ yijuan --lang en -v material add 013 ../../测量报告.pdf --document 部门提供的材料
    exit 0
    --- stdout
    2026-013 materials/测量报告.pdf
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/materials/测量报告.pdf
    wrote topics/2026/013-居住区停车资源共享/materials.yml
    committed [COMMIT]
    hint: without a date, the index of the dossier has none; if it has one, give it with `--date`
    ");
}

#[test]
fn what_is_handed_in_for_a_room_is_of_the_kinds_of_its_regulation() {
    let sandbox = handed_in();
    sandbox.write(
        "rooms.yml",
        "- {id: yunqiao, name: 云桥协商议事厅, level: township, regulation: shuoting, opened: 2025-01-01}\n",
    );
    sandbox.commit_all("厅");
    sandbox.run(&format!("material add plan:2026 {FILE} --document 问题清单 --room 云桥")).exits(0);
    assert!(sandbox.read("plans/2026/materials.yml").contains("document: issue-list"));
}

#[test]
fn several_files_are_taken_in_at_once_listed_and_taken_out() {
    let sandbox = handed_in();
    fs::write(sandbox.dir().join("清单.pdf"), b"%PDF-1.7 list").unwrap();
    let add = "material add 013 ../../测量报告.pdf ../../清单.pdf --document 部门提供的材料 --date 2026-06-01";
    assert_snapshot!(sandbox.changed_by(add), @r"
    $ yijuan material add 013 ../../测量报告.pdf ../../清单.pdf --document 部门提供的材料 --date 2026-06-01
    exit 0
    --- stdout
    2026-013 materials/测量报告.pdf
    2026-013 materials/清单.pdf

    2026-013 收入材料：materials/测量报告.pdf、materials/清单.pdf

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/materials.yml
    +- {file: materials/测量报告.pdf, document: department-material, date: 2026-06-01}
    +- {file: materials/清单.pdf, document: department-material, date: 2026-06-01}
    Binary files /dev/null and b/archive/topics/2026/013-居住区停车资源共享/materials/测量报告.pdf differ
    +++ b/archive/topics/2026/013-居住区停车资源共享/materials/清单.pdf
    +%PDF-1.7 list
    \ No newline at end of file
    ");
    assert_snapshot!(sandbox.run("material list 013"), @"
    $ yijuan material list 013
    exit 0
    --- stdout
     序号  文件                    文书            题名                                  来源  日期
           协商工作方案.md         协商工作方案    “居住区停车资源共享”对口协商工作方案        2026-04-07
           调研报告.md             调研报告        关于居住区停车资源共享的调研报告            2026-05-28
     1     materials/测量报告.pdf  部门提供的材料                                              2026-06-01
     2     materials/清单.pdf      部门提供的材料                                              2026-06-01
    ");
    let listed = sandbox.run("material list 013 --format json").json();
    let count = listed["materials"].as_array().unwrap().len();
    assert_snapshot!(sandbox.changed_by("material remove 013 清单.pdf"), @"
    $ yijuan material remove 013 清单.pdf
    exit 0
    --- stdout
    去掉：2026-013 materials/清单.pdf
    --- stderr
    提示：文件还在 'topics/2026/013-居住区停车资源共享/materials/清单.pdf'，不再算作材料；不留的，删去后 `yijuan commit`

    2026-013 材料去掉：materials/清单.pdf

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/materials.yml
    -- {file: materials/清单.pdf, document: department-material, date: 2026-06-01}
    ");
    let listed = sandbox.run("material list 013 --format json").json();
    assert_eq!(listed["materials"].as_array().unwrap().len(), count - 1);
    sandbox.run("material remove 013 清单.pdf").refused(&["未知的材料 `清单.pdf`"]);
    // What was taken out is entered again where it lies.
    sandbox.run("material add 013 ../../清单.pdf --document 部门提供的材料").exits(0);
    sandbox.run("material add 013 ../../测量报告.pdf ../../没有.pdf --document 部门提供的材料").refused(&["没有.pdf"]);
    sandbox.run("material list room:heyan").refused(&["`plan:年份`"]);
}

#[test]
fn a_document_goes_by_its_name_without_marks() {
    let sandbox = Sandbox::sample();
    sandbox.write("安排.pdf", "%PDF");
    sandbox.run("material add plan:2026 安排.pdf --document 年度协商工作安排草案").exits(0);
    assert!(sandbox.read("plans/2026/materials.yml").contains("document: work-arrangement-draft"));
}

#[test]
fn a_paper_has_the_day_it_was_made_though_its_head_names_none() {
    let sandbox = Sandbox::empty();
    let folder = "topics/2026/001-试题";
    sandbox.write(&format!("{folder}/topic.yml"), "title: 试题\nregulation: mentougou\n");
    sandbox.write(&format!("{folder}/events.yml"), "- {date: 2026-05-11, event: opinion-made}\n");
    sandbox.write(&format!("{folder}/协商意见.md"), "---\ndocument: consultation-opinion\n---\n\n意见\n");
    let listed = sandbox.run("material list 001").exits(0).stdout;
    assert!(listed.lines().any(|line| line.contains("协商意见.md") && line.ends_with("2026-05-11")), "{listed}");
    let json = sandbox.run("material list 001 --format json").json();
    assert_eq!(json["papers"][0]["date"], "2026-05-11");
}
