//! The papers of Ziyang: each says what is on record and names what is not; filled in and sent, none leaves a finding.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use regex::Regex;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The topic of which everything is on record, and the one of which nothing is.
const FOLDER: &str = "topics/2026/001-农村物流配送";
const BARE: &str = "topics/2026/002-社区食堂";

const SETTINGS: &str = "\
archive: 1
institution: 政协云河市委员会
office: 政协云河市委员会办公室
language: zh-CN
regulation: ziyang
regulations: [ziyang]
offices:
  economy: {name: 经济委员会, kind: special-committee}
bodies:
  shizhengfu: {name: 云河市人民政府, kind: government}
  shangwuju: {name: 市商务局, kind: department}
  jiaotongju: {name: 市交通运输局, kind: department}
";

const PEOPLE: &str = "\
- {id: zhao, name: 赵示例, posts: [chair]}
- {id: qian, name: 钱样本, posts: ['vice-chair:economy']}
- {id: wang, name: 王拟定, posts: ['committee-director:economy']}
- {id: feng, name: 冯虚拟, tags: [member]}
";

const TOPIC: &str = "\
title: TITLE
form: FORM
regulation: ziyang
began: 2026-04-01
office: economy
lead: qian
tags: [important]
scheduled: {meeting: 2026-05-20}
session:
  time: 14:30
  minutes: 150
  place: 市政协机关二楼会议室
  arrival: 14:15
  contact: 范样例
  phone: 028-20000001
  reply_by: 2026-05-15 17:00
  materials_by: 2026-05-13
  agenda:
    - {item: 市商务局通报情况, speaker: 许化名, minutes: 15}
    - {item: 调研组介绍调研情况, speaker: 王拟定, minutes: 10}
    - {item: 委员发言, speaker: 冯虚拟}
    - 互动交流
";

const EVENTS: &str = "\
- {date: 2026-04-20, event: proposal-handed-over, to: [jiaotongju]}
- {date: 2026-05-06, event: research-ended}
- {date: 2026-05-08, event: materials-collected}
- {date: 2026-05-20, event: meeting}
- {date: 2026-05-21, event: resolution-deliberated}
- {date: 2026-05-21, event: resolution-submitted}
- {date: 2026-05-22, event: resolution-adopted, by: [plenary-meeting]}
- {date: 2026-05-28, event: report-made}
- {date: 2026-06-03, event: report-approved}
- {date: 2026-06-05, event: report-sent, to: [party-committee, government]}
- {date: 2026-09-01, event: closed}
";

const ROSTER: &str = "\
- {name: 赵示例, person: zhao, tags: [host], invited: 2026-05-09, attendance: present}
- {name: 钱样本, person: qian, tags: [research-lead], at: [meeting, research], invited: 2026-05-09, attendance: present}
- {name: 王拟定, person: wang, invited: 2026-05-09, attendance: leave}
- {name: 冯虚拟, person: feng, tags: [proposal-author], invited: 2026-05-09, attendance: present, spoke: true}
- {name: 何设例, tags: [leader-in-charge, government-leader], affiliation: 副市长, invited: 2026-05-09, attendance: present}
- {name: 许化名, tags: [department-principal, briefer], affiliation: 市商务局局长, invited: 2026-05-09, attendance: present}
- {name: 柏化名, tags: [department-head], affiliation: 市交通运输局副局长, invited: 2026-05-09, attendance: absent}
";

const SUGGESTIONS: &str = "\
- {id: s1, kind: suggestion, text: 在乡镇客运站增设共同配送网点, to: [jiaotongju], proposers: [冯虚拟]}
- {id: s2, kind: suggestion, text: 对村级寄递点给予运营补助。, to: [shangwuju], proposers: [尤演示]}
- {id: s3, kind: suggestion, text: 公布配送网点的服务时间, to: [jiaotongju], proposers: [冯虚拟]}
- {id: c1, kind: commitment, text: 年内建成六个乡镇配送站, to: [jiaotongju], proposers: [冯虚拟]}
";

const PLAN: &str = "\
made_by: [party-committee-office, government-office, cppcc-office]
items:
  - {title: 农村物流配送, form: thematic, kind: consultation, topic: 2026-001, office: economy}
  - {title: 城乡公交一体化, form: supervision, kind: supervision, office: economy}
";

const YEAR: &str = "\
- {date: 2026-02-02, event: plan-approved, by: [party-committee]}
- {date: 2027-03-23, event: adoption-reported, by: [government-leader], to: [standing-committee-meeting]}
- {date: 2027-03-23, event: plan-evaluated, to: [standing-committee-meeting]}
";

/// Every form of the regulation.
pub(crate) const FORMS: [&str; 14] = [
    "plenary",
    "thematic-standing",
    "thematic",
    "proposal-handling",
    "remote",
    "expert",
    "sector",
    "counterpart",
    "legislative",
    "online",
    "heart-to-heart",
    "supervision",
    "joint",
    "community",
];

/// Two topics of a form and the plans of two years, one of each with everything on record.
pub(crate) fn archive(form: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", SETTINGS);
    sandbox.write("people.yml", PEOPLE);
    let title =
        if form == "plenary" { "政协云河市第三届委员会第二次会议" } else { "农村物流配送" };
    sandbox.write(&format!("{FOLDER}/topic.yml"), TOPIC.replace("TITLE", title).replace("FORM", form));
    sandbox.write(&format!("{FOLDER}/events.yml"), EVENTS);
    sandbox.write(&format!("{FOLDER}/roster.yml"), ROSTER);
    sandbox.write(&format!("{FOLDER}/suggestions.yml"), SUGGESTIONS);
    let bare = format!("title: 社区食堂\nform: {form}\nregulation: ziyang\nbegan: 2026-04-01\n");
    sandbox.write(&format!("{BARE}/topic.yml"), bare);
    sandbox.write("plans/2026/plan.yml", PLAN);
    sandbox.write("plans/2026/events.yml", YEAR);
    sandbox.write("plans/2028/plan.yml", "items: []\n");
    sandbox.commit_all("议题");
    sandbox
}

/// A paper as it is drafted where everything is on record, and what is told to be missing where nothing is.
fn told(form: &str, paper: &str) -> String {
    let sandbox = archive(form);
    let is_of_year = ["采纳落实情况通报", "年度总结评估"].contains(&paper);
    let [known, unknown] = if is_of_year { ["plan:2026", "plan:2028"] } else { ["2026-001", "2026-002"] };
    sandbox.run(&format!("--as-of 2027-04-01 render {known} {paper} --out 外")).exits(0);
    let missing = sandbox.run(&format!("--as-of 2027-04-01 render {unknown} {paper} --missing")).exits(0);
    format!("{}=====\n{}", sandbox.read(&format!("外/{paper}.md")), missing.stdout)
}

#[test]
fn the_work_plan() {
    assert_snapshot!(told("thematic", "协商工作方案"));
}

#[test]
fn the_report() {
    assert_snapshot!(told("thematic", "协商报告"));
}

#[test]
fn the_opinion() {
    assert_snapshot!(told("thematic", "协商意见"));
}

#[test]
fn the_sheet_that_hands_a_proposal_over() {
    assert_snapshot!(told("proposal-handling", "提案交办单"));
}

#[test]
fn the_digest_of_online_opinions() {
    assert_snapshot!(told("online", "网络民意汇总"));
}

#[test]
fn the_resolution() {
    assert_snapshot!(told("plenary", "会议决议"));
}

#[test]
fn the_procedure() {
    assert_snapshot!(told("thematic-standing", "会议程序"));
}

#[test]
fn the_record() {
    assert_snapshot!(told("expert", "会议记录"));
}

#[test]
fn the_feedback() {
    assert_snapshot!(told("thematic", "反馈函"), @r#"
    ---
    document: feedback-letter
    title: 关于“农村物流配送”意见建议采纳落实情况的反馈函
    issuer: cppcc-office
    to: [冯虚拟, 尤演示]
    note: "联系人：范样例；联系电话：028-20000001"
    ---

    现将2026年5月20日“农村物流配送”专题协商会上提出的意见建议的采纳落实情况反馈如下。

    1. 在乡镇客运站增设共同配送网点。承办单位：市交通运输局。〔待填写：是否采纳，采取的措施和进展；不采纳的，说明原因〕
    1. 对村级寄递点给予运营补助。承办单位：市商务局。〔待填写：是否采纳，采取的措施和进展；不采纳的，说明原因〕
    1. 公布配送网点的服务时间。承办单位：市交通运输局。〔待填写：是否采纳，采取的措施和进展；不采纳的，说明原因〕

    对办理情况有意见的，请告知经济委员会。感谢对政协协商工作的支持。

    特此函告。
    =====
    反馈函.md
      待登记：缺少“协商会议”的记录
      待登记：缺少责任委室
      待登记：联系人
      待登记：联系电话
      待填写：建议主要提出人员
      待填写：意见建议，逐条写明承办单位和采纳落实情况
    "#);
}

#[test]
fn the_year_s_report_on_adoption() {
    assert_snapshot!(told("thematic", "采纳落实情况通报"));
}

#[test]
fn the_evaluation_of_a_year() {
    assert_snapshot!(told("thematic", "年度总结评估"));
}

#[test]
fn the_collective_proposal() {
    assert_snapshot!(told("thematic", "集体提案"));
}

#[test]
fn the_report_on_public_opinion() {
    assert_snapshot!(told("thematic", "社情民意信息"));
}

#[test]
fn the_bulletin() {
    assert_snapshot!(told("thematic", "简报"));
}

#[test]
fn the_announcement_of_a_draw() {
    assert_snapshot!(told("thematic", "随机抽选公告"));
}

#[test]
fn the_guide_for_the_audience() {
    assert_snapshot!(told("thematic-standing", "旁听须知"));
}

#[test]
fn each_form_has_its_own_arrangement_tasks_and_order() {
    let mut all = String::new();
    for form in FORMS {
        let sandbox = archive(form);
        sandbox.run("--as-of 2027-04-01 render 2026-001 协商工作方案 --out 外").exits(0);
        // Without an agenda the procedure has the usual order.
        let topic = sandbox.read(&format!("{FOLDER}/topic.yml"));
        let (without_agenda, _) = topic.split_once("  agenda:").unwrap();
        sandbox.write(&format!("{FOLDER}/topic.yml"), without_agenda);
        sandbox.run("--as-of 2027-04-01 render 2026-001 会议程序 --out 外").exits(0);
        let section = |paper: &str, from: &str, to: &str| {
            let text = sandbox.read(&format!("外/{paper}.md"));
            let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("{form}: {text}"));
            rest.split(to).next().unwrap_or_default().trim().to_owned()
        };
        let _ = writeln!(all, "=== {}", section("协商工作方案", "title: ", "\n"));
        let _ = writeln!(all, "{}\n", section("协商工作方案", "安排\n", "\n\n时间："));
        let _ = writeln!(all, "{}\n", section("协商工作方案", "## 任务分工\n", "\n\n##"));
        let _ = writeln!(all, "{}\n", section("会议程序", "主持人：", "=="));
    }
    assert_snapshot!(all);
}

#[test]
fn each_addressee_has_a_paper_of_their_own() {
    let sandbox = archive("thematic");
    let run = |command: &str| sandbox.run(&format!("--as-of 2027-04-01 {command}")).exits(0);
    run("render 2026-001 反馈函 协商报告 提案交办单 --each");
    let letter = |name: &str| sandbox.read(&format!("{FOLDER}/{name}.md"));
    let (feng, you) = (letter("反馈函（冯虚拟）"), letter("反馈函（尤演示）"));
    assert!(feng.contains("共同配送网点") && feng.contains("服务时间") && !feng.contains("运营补助"), "{feng}");
    assert!(you.contains("运营补助") && !you.contains("共同配送网点"), "{you}");
    assert!(letter("协商报告（市委）").contains("to: [party-committee]\n"));
    assert!(letter("协商报告（市政府）").contains("to: [government]\n"));
    assert!(letter("提案交办单（市交通运输局）").contains("to: [jiaotongju]\n"));
}

/// The rules of which something is found.
fn rules(sandbox: &Sandbox) -> BTreeSet<String> {
    let report = sandbox.run("--as-of 2027-04-01 check 2026-001 --format json").json();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().filter_map(|finding| Some(finding["rule"].as_str()?.to_owned())).collect()
}

#[test]
fn what_is_filled_in_and_sent_leaves_no_finding() {
    let blank = Regex::new("〔待填写[^〕]*〕").unwrap();
    let cases: [(&str, &str, &[&str]); 5] = [
        ("plenary", "协商工作方案 会议程序 会议决议 协商报告", &["Z6a", "Z7c", "Z22a"]),
        ("thematic-standing", "协商工作方案 会议程序 协商意见", &["Z6a", "Z8c", "Z22a"]),
        ("thematic", "协商工作方案 协商报告", &["Z6a", "Z22a"]),
        ("expert", "协商工作方案 会议记录 协商报告", &["Z6a", "Z12c", "Z22a"]),
        ("online", "协商工作方案 网络民意汇总 协商报告", &["Z6a", "Z16c", "Z22a"]),
    ];
    for (form, papers, asked) in cases {
        let sandbox = archive(form);
        // Whether a report was made is to be seen from the paper.
        let events = sandbox.read(&format!("{FOLDER}/events.yml"));
        let made = "- {date: 2026-05-28, event: report-made}\n";
        sandbox.write(&format!("{FOLDER}/events.yml"), events.replace(made, ""));
        let before = rules(&sandbox);
        assert!(asked.iter().all(|rule| before.contains(*rule)), "{form}: {before:?}");
        sandbox.run(&format!("--as-of 2026-05-28 render 2026-001 {papers}")).exits(0);
        for paper in papers.split(' ') {
            let path = format!("{FOLDER}/{paper}.md");
            let filled = blank.replace_all(&sandbox.read(&path), "已填").into_owned();
            sandbox.write(&path, filled);
        }
        sandbox.commit_all("定稿");
        let after = rules(&sandbox);
        assert!(after.is_subset(&before), "{form}: {after:?}");
        let about_papers = ["Z6a", "Z7c", "Z7d", "Z8c", "Z12c", "Z16c", "Z22a", "Z22b"];
        assert!(!about_papers.iter().any(|rule| after.contains(*rule)), "{form}: {after:?}");
    }
}
