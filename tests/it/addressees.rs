//! Papers of which each addressee has one of their own.

use crate::sandbox::{Run, Sandbox};

const FOLDER: &str = "topics/2026/013-居住区停车资源共享";
const OFFICE: &str = "协商函（区政府办公室）";
const DEPARTMENT: &str = "协商函（区城市管理委员会）";

fn run(sandbox: &Sandbox, command: &str) -> Run {
    sandbox.run(&format!("--as-of 2026-06-15 {command}"))
}

fn read(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("{FOLDER}/{name}.md"))
}

fn is_there(sandbox: &Sandbox, file: &str) -> bool {
    sandbox.archive().join(FOLDER).join(file).exists()
}

/// Topic 013 with a department that takes part.
fn with_department() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.run("roster add 013 陈样例 --tag 部门负责人 --affiliation 区城市管理委员会副主任").exits(0);
    sandbox
}

/// The same with a letter for each.
fn with_letters() -> Sandbox {
    let sandbox = with_department();
    run(&sandbox, "render 013 协商函 --each").exits(0);
    sandbox
}

#[test]
fn a_kind_means_the_papers_of_it_that_are_there() {
    let sandbox = with_letters();
    let set = run(&sandbox, "render 013 协商函 --to docx").exits(0);
    assert_eq!(set.stdout, format!("{FOLDER}/{DEPARTMENT}.docx\n{FOLDER}/{OFFICE}.docx\n"));
    let missing = run(&sandbox, "render 013 协商函 --missing").exits(0).stdout;
    assert!(missing.contains(&format!("{OFFICE}.md")) && !missing.contains("协商函.md"), "{missing}");
    sandbox.run("set 013 会议时间=下午2时30分 会议地点=三楼会议室").exits(0);
    let updated = run(&sandbox, "render 013 协商函 --update").exits(0);
    assert!(updated.stdout.lines().count() == 2 && !is_there(&sandbox, "协商函.md"), "{updated}");
    for (name, to) in [(OFFICE, "to: [government-office]"), (DEPARTMENT, "to: [chengguanwei]")] {
        let letter = read(&sandbox, name);
        assert!(letter.contains("下午2时30分") && letter.contains(to), "{letter}");
    }
    // One for all of them is another paper, and then goes by the name of the kind.
    run(&sandbox, "render 013 协商函").exits(0);
    let set = run(&sandbox, "render 013 协商函 --to html").exits(0);
    assert_eq!(set.stdout, format!("{FOLDER}/协商函.html\n"));
}

#[test]
fn one_of_them_is_meant_by_the_name_of_its_file() {
    let sandbox = with_letters();
    let set = run(&sandbox, &format!("render 013 {DEPARTMENT} --to docx")).exits(0);
    assert_eq!(set.stdout, format!("{FOLDER}/{DEPARTMENT}.docx\n"));
    sandbox.run("set 013 会议时间=下午2时30分 会议地点=三楼会议室").exits(0);
    run(&sandbox, &format!("render 013 {DEPARTMENT} --update")).exits(0);
    assert!(read(&sandbox, DEPARTMENT).contains("下午2时30分") && !read(&sandbox, OFFICE).contains("下午2时30分"));
    // Also before it is there.
    let sandbox = with_department();
    run(&sandbox, &format!("render 013 {OFFICE}")).exits(0);
    assert!(read(&sandbox, OFFICE).contains("to: [government-office]") && !is_there(&sandbox, "协商函.md"));
    run(&sandbox, "render 013 协商函（区水务局）").refused(&["协商函（区水务局）"]);
}

#[test]
fn nothing_is_drafted_to_somebody_who_is_not_known() {
    let sandbox = with_department();
    sandbox.run("roster add 013 沈样例 --tag 相关单位负责人 --affiliation 某局副局长").exits(0);
    let refused = run(&sandbox, "render 013 协商函 --each").refused(&["主送还没有填明：〔待填写：沈样例的单位〕"]);
    assert!(refused.stderr.contains("yijuan body add") && !is_there(&sandbox, &format!("{OFFICE}.md")), "{refused}");
    sandbox.run("body add --name 某局").exits(0);
    run(&sandbox, "render 013 协商函 --each").exits(0);
    assert!(is_there(&sandbox, "协商函（某局）.md"));
}

#[test]
fn who_drafts_all_papers_gets_no_other_letter_beside_them() {
    let sandbox = with_letters();
    for all in ["--all", "--stage"] {
        let drafted = run(&sandbox, &format!("render 013 {all}")).stdout;
        assert!(!is_there(&sandbox, "协商函.md") && !drafted.contains("协商函.md"), "{all}: {drafted}");
    }
    let index = read(&sandbox, "卷内目录");
    assert!(index.contains(OFFICE) && !index.contains("协商函.md"), "{index}");
    // One that is there beside them all the same is told, once one of them is finished.
    let blank = regex::Regex::new("〔待填写[^〕]*〕").unwrap();
    for name in [OFFICE, DEPARTMENT] {
        let path = format!("{FOLDER}/{name}.md");
        sandbox.write(&path, blank.replace_all(&sandbox.read(&path), "某").as_ref());
    }
    sandbox.commit_all("填写");
    run(&sandbox, "render 013 协商函").exits(0);
    run(&sandbox, "render 013 卷内目录 --force").exits(0);
    let told = "《卷内目录》列有没有写完的草稿1件：协商函.md";
    let check = run(&sandbox, "check 013").stdout;
    assert!(check.contains(told), "{check}");
    std::fs::remove_file(sandbox.archive().join(FOLDER).join("协商函.md")).unwrap();
    run(&sandbox, "commit").exits(0);
    run(&sandbox, "render 013 卷内目录 --update").exits(0);
    assert!(!run(&sandbox, "check 013").stdout.contains("没有写完的草稿"));
}

/// Who may decide on letters, by a regulation that does not ask for decisions.
fn with_finished_letters() -> Sandbox {
    let sandbox = with_letters();
    let settings = sandbox.read("yijuan.yml").replace("reviews: required\n", "");
    sandbox.write("yijuan.yml", settings);
    sandbox.commit_all("审签");
    sandbox
}

#[test]
fn a_step_of_several_papers_is_taken_on_each_and_never_for_all_at_once() {
    let sandbox = with_finished_letters();
    let before = sandbox.git(&["rev-parse", "HEAD"]);
    let refused = run(&sandbox, "record 013 审定《协商函》 --by 孙范文 --on 2026-06-12").exits(2).stderr;
    assert!(refused.contains("《协商函》有 2 份，各份分别审签"), "{refused}");
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), before);
    let command = regex::Regex::new("yijuan (review approve [^；\n]*)").unwrap();
    let commands: Vec<String> = command.captures_iter(&refused).map(|found| found[1].to_owned()).collect();
    assert_eq!(commands.len(), 2, "{refused}");
    for command in &commands {
        assert!(command.ends_with(" --by 孙范文 --on 2026-06-12"), "{command}");
        run(&sandbox, command).exits(0);
    }
    let status = run(&sandbox, "review status 013").exits(0).stdout;
    assert!(!status.contains("只有记录"), "{status}");
    // Somebody who may not decide is on record as before.
    let sandbox = with_finished_letters();
    let entered = run(&sandbox, "record 013 审定《协商函》 --by 钱样本 --on 2026-06-12").exits(0);
    assert!(entered.stderr.contains("没有对应到《协商函》的文本"), "{entered}");
}

#[test]
fn what_was_once_recorded_for_all_is_told_how_it_is_decided_on() {
    let sandbox = with_finished_letters();
    let entry = "- {date: 2026-06-12, event: letter-approved, by: [sun-fanwen]}\n";
    sandbox.append(&format!("{FOLDER}/events.yml"), entry);
    sandbox.commit_all("记录");
    let command = format!("review approve 013 {OFFICE} --by 孙范文");
    let refused = run(&sandbox, &command).exits(2).stderr;
    assert!(refused.contains("只有记录，没有对应文本；对文本作决定：yijuan review approve"), "{refused}");
    run(&sandbox, &format!("{command} --step 审定《协商函》")).exits(0);
    // Once it was handed in, the entry stands in the way.
    run(&sandbox, &format!("review submit 013 {DEPARTMENT}")).exits(2);
}

#[test]
fn a_letter_asks_of_its_addressee_what_is_theirs() {
    let sandbox = with_letters();
    let (office, department) = (read(&sandbox, OFFICE), read(&sandbox, DEPARTMENT));
    assert!(
        office.contains("请区政府办公室协调有关部门参加会议") && office.contains("请区城市管理委员会负责同志到会"),
        "{office}"
    );
    assert!(!department.contains("区政府办公室协调") && !department.contains("恳请"), "{department}");
    assert!(department.contains("1. 请贵单位负责同志到会介绍有关情况，回应意见建议。"), "{department}");
}

#[test]
fn a_class_of_which_nobody_is_known_is_a_place_to_fill_in_and_no_addressee() {
    let sandbox = Sandbox::sample();
    run(&sandbox, "render 013 协商函 --each").refused(&["主送还没有填明：〔待填写：主送的部门〕"]);
    run(&sandbox, "render 013 协商函").exits(0);
    assert!(read(&sandbox, "协商函").contains("to: [government-office, 〔待填写：主送的部门〕]"));
    let missing = run(&sandbox, "render 013 协商函 --missing").exits(0).stdout;
    assert!(missing.contains("待填写：主送的部门"), "{missing}");
    // Of one that somebody wrote as well, until it goes out.
    let path = format!("{FOLDER}/协商函.md");
    sandbox.write(&path, sandbox.read(&path).replace("〔待填写：主送的部门〕", "department"));
    let missing = run(&sandbox, "render 013 协商函 --missing").exits(0).stdout;
    assert!(missing.contains("待填写：主送、抄送的“政府职能部门”是哪些单位"), "{missing}");
}

#[test]
fn a_leader_is_asked_through_the_office_that_stands_for_them() {
    let sandbox = with_department();
    let add = |name: &str, post: &str| {
        sandbox.run(&format!("roster add 013 {name} --tag 区委、区政府领导 --affiliation {post}")).exits(0);
    };
    add("何样例", "区委副书记");
    add("吕样例", "区委常委、常务副区长");
    add("施样例", "区政府党组成员");
    run(&sandbox, "render 013 协商函").exits(0);
    let one = read(&sandbox, "协商函");
    assert!(one.contains("to: [party-committee-office, government-office, chengguanwei]"), "{one}");
    assert!(one.contains("恳请区委副书记何样例、区委常委、常务副区长吕样例、区政府党组成员施样例同志"), "{one}");
    std::fs::remove_file(sandbox.archive().join(FOLDER).join("协商函.md")).unwrap();
    run(&sandbox, "commit").exits(0);
    run(&sandbox, "render 013 协商函 --each").exits(0);
    let (party, government) = (read(&sandbox, "协商函（区委办公室）"), read(&sandbox, OFFICE));
    assert!(party.contains("恳请区委副书记何样例同志出席会议") && !party.contains("吕样例"), "{party}");
    assert!(!party.contains("协调有关部门"), "{party}");
    assert!(government.contains("恳请区委常委、常务副区长吕样例、区政府党组成员施样例同志"), "{government}");
    assert!(!government.contains("何样例") && !read(&sandbox, DEPARTMENT).contains("恳请"), "{government}");
}
