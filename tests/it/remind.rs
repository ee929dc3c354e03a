//! `yijuan remind`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn each_office_gets_a_paper_and_each_topic_an_entry() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("remind --all"));
    // On the same day there is nothing more to say.
    let state = sandbox.state();
    let again = sandbox.run("--lang zh-CN remind --all").exits(0);
    assert!(again.stdout.is_empty() && again.stderr.contains("今天已有，未动"), "{again}");
    assert_eq!(sandbox.state(), state);
}

#[test]
fn the_second_paper_says_so_and_when_the_first_was() {
    let sandbox = Sandbox::sample();
    sandbox.run("remind 经济委员会").goes_well();
    sandbox.run("--as-of 2026-06-22 record 2026-015 催办 --to 经济委员会 --via 电话 --ref M15a").goes_well();
    sandbox.run("--as-of 2026-06-24 remind 经济委员会 --due 2026-06-30").goes_well();
    assert_snapshot!(sandbox.read("plans/2026/催办单（经济委员会）2026-06-24.md"), @"
    ---
    document: reminder
    title: 协商工作催办单（第三次）
    date: 2026-06-24
    issuer: cppcc-office
    to: [economy]
    ---

    截至2026年6月24日，下列事项尚未办结，请抓紧办理。

    ## 民营企业营商环境优化（2026-004）

    1. 完成“会前培训”或“调研结束”或“视察”或“考察”或“情况通报”。应于2026年3月26日前办结，已过60个工作日。依据《政协门头沟区委员会关于在区政协开展民主协商活动的基本规程》三.7：“组织会前专题培训、专题调研、委员视察、考察、咨询通报等工作”。此前于2026年6月15日催办，本次为第二次催办。

    ## 便民商业网点建设（2026-009）

    1. 审签《协商意见》，待褚样章（审阅《协商意见》）。自2026年6月9日起已10个工作日。此前于2026年6月15日催办，本次为第二次催办。

    ## 农村物流配送体系建设（2026-015）

    1. 完成“移交一题一卷档案”。规程没有定天数，参考期限为2026年5月28日，已过18个工作日。依据《政协门头沟区委员会关于在区政协开展民主协商活动的基本规程》六.15：“《协商意见》报出后，按照‘一题一卷’方式，由责任委室建立电子档案材料，及时移交办公室存档”。此前于2026年6月15日、2026年6月22日催办，本次为第三次催办。

    ## 直播电商规范发展（2026-025）

    1. 备好《协商报告》或《协商意见》。规程没有定天数，参考期限为2026年6月4日，已过13个工作日。依据《政协资阳市委员会协商议政活动组织实施细则(试行)》第二十二条：“协商工作结束后及时形成报告”。此前于2026年6月15日催办，本次为第二次催办。

    请于2026年6月30日前办结，并将办理情况报政协云河区委员会办公室。已经办理的，请提供办理日期和有关材料；确有困难的，请说明原因和预计办结的时间。
    ");
}

#[test]
fn it_settles_that_the_dossier_is_to_be_chased_and_brings_no_finding_of_its_own() {
    let sandbox = Sandbox::sample();
    let findings = |day: &str| {
        let found = sandbox.run(&format!("--as-of {day} --format json check --fail-on error")).stdout;
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        let found = found["findings"].as_array().unwrap().iter();
        let said = found.map(|one| format!("{} {} {}", one["subject"], one["rule"], one["message"]));
        said.filter(|one| !one.contains("M16a")).collect::<Vec<_>>()
    };
    let before = findings("2026-06-15");
    sandbox.run("remind --all --to docx,html").exits(0);
    assert_eq!(findings("2026-06-15"), before);
    let duties = sandbox.run("--format json check --all").stdout;
    let duties: serde_json::Value = serde_json::from_str(&duties).unwrap();
    let chased = duties["duties"]
        .as_array()
        .unwrap()
        .iter()
        .find(|duty| duty["rule"] == "M16a" && duty["subject"] == "2026-015");
    assert_eq!(chased.unwrap()["done"], "2026-06-15");
    assert!(sandbox.archive().join("plans/2026/催办单（经济委员会）2026-06-15.docx").exists());
    assert_eq!(sandbox.git(&["status", "--short"]), "");
}

#[test]
fn the_hint_of_what_is_to_be_chased_is_the_command() {
    let sandbox = Sandbox::sample();
    let due = sandbox.run("--lang zh-CN due 2026-012 --verbose").exits(0).stdout;
    assert!(due.contains("书面催办：yijuan remind 教文卫体委员会"), "{due}");
    // What is not late yet is pressed for where a rule asks to.
    sandbox.run("remind 教文卫体委员会").goes_well();
    let paper = sandbox.read("plans/2026/催办单（教文卫体委员会）2026-06-15.md");
    assert!(paper.contains("完成“移交一题一卷档案”。规程没有定天数，参考期限为2026年6月24日。"), "{paper}");
}

#[test]
fn who_owes_an_answer_is_whoever_was_asked() {
    let sandbox = Sandbox::sample();
    sandbox.run("suggestion update 2026-003 s1 交办单位=区住房城乡建设局、区财政局 答复期限=2026-06-01").goes_well();
    sandbox.run("suggestion update 2026-003 s2 答复期限=2026-06-02").goes_well();
    sandbox.run("remind 区住房城乡建设局").goes_well();
    assert_snapshot!(sandbox.read("plans/2026/催办单（区住房城乡建设局）2026-06-15.md"), @"
    ---
    document: reminder
    title: 协商工作催办单
    date: 2026-06-15
    issuer: cppcc-office
    to: [zhujianju]
    ---

    截至2026年6月15日，下列事项尚未办结，请抓紧办理。

    ## 老旧小区加装电梯（2026-003）

    1. 答复所交办的建议。内容：编制楼层费用分摊与低层住户补偿的参考标准，供楼栋协商使用。应于2026年6月1日前办结，已过10个工作日。

    请将办理情况报政协云河区委员会办公室。已经办理的，请提供办理日期和有关材料；确有困难的，请说明原因和预计办结的时间。
    ");
    assert!(sandbox.last_change().contains("to: [zhujianju], ref: [s1]"), "{}", sandbox.last_change());
    // A class of bodies gets none: the office is to press them.
    sandbox.run("remind --all").exits(0);
    let paper = sandbox.read("plans/2026/催办单（城建环保委员会）2026-06-15.md");
    assert!(paper.contains("推行一窗受理"), "{paper}");
    assert!(sandbox.read("plans/2026/催办单（区财政局）2026-06-15.md").contains("编制楼层费用分摊"));
}

#[test]
fn what_nobody_in_particular_owes_is_counted() {
    let sandbox = Sandbox::sample();
    let settings = sandbox.read("yijuan.yml");
    sandbox.write("yijuan.yml", settings.replace("政协云河区委员会办公室", "政协云河区委员会秘书处"));
    let told = sandbox.run("--lang zh-CN remind --all").exits(0);
    assert!(told.stderr.contains("没有承办的委室"), "{told}");
}

/// A regulation by which an office has duties of a year and of a room.
const REGULATION: &str = "\
id: own
title: 试行规程
in_force: 2020-01-01
levels: {village: {name: 村}}
bodies: {special-committee: {name: 专委会}, cppcc-office: {name: 办公室}}
events:
  plan-issued: {name: 印发计划, of: year}
  visited: {name: 走访, of: room}
  meeting: {name: 会议}
rules:
  - {id: Year, article: 一, quote: 计划当年印发, en: So., force: must, subject: year, due: {by: period-end}, check: {event: {id: plan-issued, by: [special-committee]}}}
  - {id: Room, article: 二, quote: 每年走访一次, en: So., force: must, subject: room, per: year, due: {by: period-end}, check: {event: {id: visited, by: [special-committee]}}}
";

#[test]
fn duties_of_years_and_rooms_are_on_record_with_them() {
    let sandbox = Sandbox::empty();
    sandbox.write("templates/own/regulation.yml", REGULATION);
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: own\nregulations: [own]\noffice: 办公室\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n");
    sandbox.write(
        "rooms.yml",
        "- {id: liuwan, name: 柳湾村协商室, level: village, regulation: own, opened: 2025-01-05}\n",
    );
    sandbox.write("plans/2025/plan.yml", "items: [{title: 甲}]\n");
    sandbox.write("plans/2025/events.yml", "# 2025\n");
    sandbox.commit_all("试行");
    sandbox.run("--as-of 2026-01-20 remind 城建环保委员会").goes_well();
    assert_eq!(
        sandbox.read("plans/2025/events.yml"),
        "# 2025\n- {date: 2026-01-20, event: reminded, by: [cppcc-office], to: [urban], ref: [Year]}\n"
    );
    let of_room = "- {date: 2026-01-20, event: reminded, by: [cppcc-office], to: [urban], ref: [Room], room: liuwan}\n";
    assert_eq!(sandbox.read("plans/2026/events.yml"), of_room);
    sandbox.run("--as-of 2026-01-21 remind 城建环保委员会").goes_well();
    let paper = sandbox.read("plans/2026/催办单（城建环保委员会）2026-01-21.md");
    assert_eq!(paper.matches("此前于2026年1月20日催办，本次为第二次催办。").count(), 2, "{paper}");
    let check = sandbox.run("--as-of 2026-01-21 check").stdout;
    assert!(!check.contains("不应记在这里") && !check.contains("催办"), "{check}");
}

#[test]
fn what_cannot_be_read_is_told_and_keeps_nobody_else_from_a_paper() {
    let sandbox = Sandbox::sample();
    let events = format!("{}/events.yml", sandbox.topic("015"));
    sandbox.append(&events, "- {date: 2026-06-10, event: ");
    let run = sandbox.run("--lang zh-CN remind 经济委员会").exits(2);
    assert!(run.stderr.contains(&events) && run.stdout.contains("催办单（经济委员会）"), "{run}");
    let paper = sandbox.read("plans/2026/催办单（经济委员会）2026-06-15.md");
    assert!(!paper.contains("2026-015") && paper.contains("2026-009"), "{paper}");
}

#[test]
fn what_is_refused() {
    let sandbox = Sandbox::sample();
    for (command, words) in [
        ("remind", "缺少 <委室>"),
        ("remind 陈假设", "是个人"),
        ("remind 办公室", "办公室发出"),
        ("remind 查无此委", "查无此委"),
        ("remind --all --due 2026-06-14", "已过"),
        ("remind --all --due 后天下午", "后天下午"),
        ("remind --all --to wps", "wps"),
        ("--format json remind --all", "json"),
        ("render 2026-003 催办单", "yijuan remind"),
        ("render plan:2026 催办单", "yijuan remind"),
    ] {
        sandbox.run(&format!("--lang zh-CN {command}")).refused(&[words]);
    }
    let nothing = Sandbox::empty();
    let told = nothing.run("--lang zh-CN remind --all").exits(0);
    assert!(told.stdout.is_empty() && told.stderr.contains("没有要催办的"), "{told}");
}
