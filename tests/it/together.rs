//! Papers that are drafted in one run, and what one of them says of the others.

use crate::sandbox::{Run, Sandbox};

const FOLDER: &str = "topics/2026/013-居住区停车资源共享";
const INDEX: &str = "topics/2026/013-居住区停车资源共享/卷内目录.md";

fn run(sandbox: &Sandbox, command: &str) -> Run {
    sandbox.run(&format!("--as-of 2026-06-15 {command}"))
}

/// Topic 013 with everything drafted that can be.
fn all_drafted() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.run("set 013 会议时间=下午2时30分 会议地点=三楼会议室 联系人=范样例 联系电话=010-60000001").exits(0);
    // There is no record of a meeting yet.
    run(&sandbox, "render 013 --all").exits(2);
    sandbox
}

/// A further paper of the dossier, whose place is between others.
fn add_report(sandbox: &Sandbox) {
    sandbox.write(&format!("{FOLDER}/materials/报告.pdf"), "报告");
    sandbox.write(
        &format!("{FOLDER}/materials.yml"),
        "- {file: materials/报告.pdf, document: research-report, title: 停车调研, date: 2026-06-01}\n",
    );
    sandbox.commit_all("收入调研报告");
}

#[test]
fn an_index_drafted_with_other_papers_lists_them_and_takes_in_what_comes_later() {
    let sandbox = all_drafted();
    let index = sandbox.read(INDEX);
    for name in ["协商函", "会议通知", "会议程序", "主持词"] {
        assert!(index.contains(&format!("{name}.md")), "{name}: {index}");
    }
    add_report(&sandbox);
    let anew = sandbox.twin();
    run(&anew, "render 013 卷内目录 --force").exits(0);
    let updated = run(&sandbox, "render 013 卷内目录 --update").exits(0);
    assert!(!updated.stderr.contains("由人改写"), "{updated}");
    assert!(sandbox.read(INDEX).contains("停车调研"));
    assert_eq!(sandbox.read(INDEX), anew.read(INDEX));
}

#[test]
fn an_index_that_was_drafted_short_is_no_work_of_somebody_s_hand() {
    let sandbox = all_drafted();
    // As one is that did not see what was drafted beside it.
    let index = sandbox.read(INDEX);
    let (head, rest) = index.split_at(index.find("| 1 |").unwrap());
    let short = format!("{head}{}", &rest[rest.find("\n\n").unwrap() + 1..]);
    sandbox.write(INDEX, short);
    sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    let updated = run(&sandbox, "render 013 卷内目录 --update").exits(0);
    assert!(!updated.stderr.contains("由人改写"), "{updated}");
    assert_eq!(sandbox.read(INDEX), index);
}

#[test]
fn page_numbers_written_by_hand_stay_with_their_rows() {
    let sandbox = all_drafted();
    let row = |of: &str| sandbox.read(INDEX).lines().find(|line| line.contains(of)).unwrap_or_default().to_owned();
    let paged = sandbox.read(INDEX).replace("| | 草稿<!-- 会议程序.md", "| 21-23 | 草稿<!-- 会议程序.md");
    sandbox.write(INDEX, paged);
    sandbox.commit_all("编页号");
    let number = row("会议程序.md").split('|').nth(1).unwrap().trim().parse::<u32>().unwrap();
    add_report(&sandbox);
    let updated = run(&sandbox, "render 013 卷内目录 --update").exits(0);
    assert!(!updated.stderr.contains("由人改写"), "{updated}");
    assert!(row("会议程序.md").contains("| 21-23 |"), "{}", row("会议程序.md"));
    assert!(row("会议程序.md").starts_with(&format!("| {} |", number + 1)), "{}", row("会议程序.md"));
    assert!(row("报告.pdf").contains("| | <!-- materials/报告.pdf"), "{}", row("报告.pdf"));
}

#[test]
fn what_is_set_is_drafted_in_the_same_way() {
    let sandbox = Sandbox::sample();
    run(&sandbox, "render 013 卷内目录 主持词 --to docx").exits(0);
    assert!(sandbox.read(INDEX).contains("主持词.md"), "{}", sandbox.read(INDEX));
}

#[test]
fn an_index_that_lists_nothing_is_told_like_one_that_lacks_something() {
    let sandbox = Sandbox::sample();
    add_report(&sandbox);
    let told = |body: &str| {
        sandbox.write(INDEX, format!("---\ndocument: dossier-index\ntitle: 目录\n---\n\n{body}"));
        run(&sandbox, "check 013").stdout.contains("《卷内目录》没有列入卷中的")
    };
    assert!(told("| 顺序号 | 题名 | 备注 |\n|---|---|---|\n\n立卷单位：城建环保委员会\n"));
    // It is kept in another way.
    assert!(!told("目录见纸质案卷。\n"));
    assert!(!told("| 顺序号 | 题名 |\n|---|---|\n| 1 | 停车调研 |\n"));
}

#[test]
fn a_change_is_given_notice_of_where_there_was_one() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 村口停车 --form 专题协商 --meeting 2026-07-08 --as-of 2026-06-01").exits(0);
    let papers = |command: &str| run(&sandbox, command).stdout;
    assert!(!papers("render 001 --missing").contains("变更通知"));
    run(&sandbox, "render 001 --all");
    assert!(!sandbox.archive().join("topics/2026/001-村口停车/变更通知.md").exists());
    run(&sandbox, "record 001 通知参加人员 --on 2026-06-10").exits(0);
    assert!(!papers("render 001 --missing").contains("变更通知"));
    run(&sandbox, "postpone 001 2026-07-15").exits(0);
    assert!(papers("render 001 --missing").contains("变更通知"));
}
