//! One topic from a candidate of next year's plan to a transferred dossier and a later response: every
//! command that a year takes, and what `check` says on every day of it.

use crate::due::draft::{self, judged};
use crate::sandbox::Sandbox;
use chrono::NaiveDate;
use insta::assert_snapshot;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use yijuan::archive::WorkTree;

const OPINION: &str = "topics/2026/001-社区养老服务/协商意见.md";

/// A diary: what was done each day, and which findings came and went.
struct Story {
    sandbox: Sandbox,
    today: NaiveDate,
    known: BTreeSet<String>,
    diary: String,
}

impl Story {
    /// Begins outside of any repository, with nothing.
    fn begin(day: &str) -> Self {
        let (sandbox, today) = (Sandbox::without_git(), date(day));
        let mut story = Self { sandbox, today, known: BTreeSet::new(), diary: format!("{day}\n") };
        story.sandbox.set_clock(day);
        story
    }

    /// Lives every day up to this one. What was done is looked at by `check`; nothing is changed on the days that
    /// follow, which are judged each morning without starting the program.
    fn day(&mut self, day: &str) {
        let day = date(day);
        assert!(self.today < day, "{day} comes after {}", self.today);
        let checked = self.checked();
        assert_eq!(self.judged(), checked, "`check` finds something else on {}", self.today);
        self.note(checked);
        while self.today < day {
            self.today = self.today.succ_opt().unwrap();
            let heading = format!("\n{}\n", self.today);
            let before = self.diary.len();
            self.diary.push_str(&heading);
            let judged = self.judged();
            self.note(judged);
            if self.diary.len() == before + heading.len() && self.today < day {
                self.diary.truncate(before);
            }
        }
        self.sandbox.set_clock(&self.today.to_string());
    }

    /// What `check` finds.
    fn checked(&self) -> BTreeSet<String> {
        let today = self.today.to_string();
        let report = self.sandbox.run(&["--as-of", &today, "--format", "json", "check"]).json();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let found = report["findings"].as_array().unwrap().iter().map(|finding| {
            let [severity, rule, message] = ["severity", "rule", "message"].map(|key| text(&finding[key]));
            format!("{severity} {rule}: {message}")
        });
        found.collect()
    }

    /// The same, judged here.
    fn judged(&self) -> BTreeSet<String> {
        let source = WorkTree::new(self.sandbox.archive());
        let judged = judged(&source, draft::day(&self.today.to_string()), false);
        let found = judged.findings.iter().map(|finding| {
            let rule = finding.rule_id().map_or("", |id| &**id);
            format!("{} {rule}: {}", finding.severity.id(), finding.message.zh)
        });
        found.collect()
    }

    /// Notes which findings are new and which have gone.
    fn note(&mut self, found: BTreeSet<String>) {
        for (sign, finding) in self
            .known
            .difference(&found)
            .map(|gone| ('-', gone))
            .chain(found.difference(&self.known).map(|new| ('+', new)))
        {
            let _ = writeln!(self.diary, "  {sign} {finding}");
        }
        self.known = found;
    }

    /// Runs a command that must go well; its words are separated by spaces.
    #[track_caller]
    fn run(&mut self, command: &str) -> String {
        let folder = if self.sandbox.archive().exists() { self.sandbox.archive() } else { self.sandbox.tree() };
        let today = self.today.to_string();
        let words: Vec<&str> = ["--as-of", &today].into_iter().chain(command.split(' ')).collect();

        let run = self.sandbox.run_in(&folder, &words).exits(0);
        let _ = writeln!(self.diary, "$ yijuan {command}");
        for line in run.stdout.lines().chain(run.stderr.lines()) {
            let _ = writeln!(self.diary, "{}", format!("    {line}").trim_end());
        }
        run.stdout
    }

    /// Writes a file by hand and commits it.
    #[track_caller]
    fn write(&mut self, path: &str, text: &str) {
        self.sandbox.write(path, text);
        self.run("commit -m 手写");
    }

    /// Edits a file by hand and commits it.
    #[track_caller]
    fn edit(&mut self, path: &str, old: &str, new: &str) {
        let text = self.sandbox.read(path);
        assert_eq!(text.matches(old).count(), 1, "{old} in\n{text}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Fills in by hand whatever a rendered paper leaves open.
    #[track_caller]
    fn fill_in(&mut self, path: &str) {
        let text = filled_in(&self.sandbox.read(path));
        self.write(path, &text);
    }

    /// Writes a decision on the opinion as it reads now.
    fn decide(&mut self, step: &str, by: &str, verdict: &str) {
        let path = "topics/2026/001-社区养老服务/reviews/协商意见.yml";
        let sha256 = format!("{:x}", Sha256::digest(self.sandbox.read(OPINION)));
        let entry =
            format!("- {{step: {step}, by: {by}, date: {}, verdict: {verdict}, sha256: {sha256}}}\n", self.today);
        let before = if self.sandbox.archive().join(path).exists() { self.sandbox.read(path) } else { String::new() };
        self.write(path, &(before + &entry));
    }
}

/// A text with words for each of its blanks.
fn filled_in(text: &str) -> String {
    // No department takes part by name.
    let departments = ["〔待填写：主送的部门〕", "〔待填写：抄送的部门〕"];
    let text = departments.iter().fold(text.to_owned(), |text, blank| text.replace(blank, "department"));
    let mut parts = text.split("〔待填写");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |filled, part| match part.split_once('〕') {
        Some((_, rest)) => filled + "已写明。" + rest,
        None => filled + part,
    })
}

fn date(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// A PNG of one white pixel.
const PICTURE: &[u8] = include_bytes!("../../sample-archive/topics/2026/003-老旧小区加装电梯/photos/01.png");

const SETTINGS: &str = "\
archive: 1
language: zh-CN
institution: 政协云河区委员会
regulation: mentougou
regulations: [mentougou]
offices:
  social: {name: 社会法制委员会, kind: special-committee}
limits:
  promptly: 10 workdays
  in-advance: 5 workdays
  tracking: 3 months
";

fn the_year_is_planned(story: &mut Story) {
    story.run("init archive");
    story.write("yijuan.yml", SETTINGS);
    for person in [
        "zhao-shili --name 赵示例 --post 主席",
        "qian-yangben --name 钱样本 --post 副主席:social",
        "sun-fanwen --name 孙范文 --post 秘书长",
        "wang-niding --name 王拟定 --post 专委会主任:social",
    ] {
        story.run(&format!("person add --id {person}"));
    }
    story.day("2025-11-10");
    story.run("plan add 2026 --title 社区养老服务 --form 对口协商 --kind consultation --office 社会法制委员会 --channel 社会（各方）征题");
    story.run("plan add 2026 --title 河道保洁 --channel unit-member");
    story.run("plan remove 2026 河道保洁");
    story.write("plans/2026/plan.yml", "made_by: [party-committee, government, cppcc]\n");
    story.day("2025-11-28");
    story.run("plan approve 2026 --by party-group");
    story.day("2025-12-10");
    story.write(
        "plans/2026/政协年度协商计划草案.md",
        "---\ndocument: annual-plan-draft\ntitle: 年度协商计划草案\ndate: 2025-12-10\noffice: party-group\n---\n\n拟就社区养老服务开展对口协商。\n",
    );
    story.day("2025-12-26");
    story.run("plan approve 2026 --by party-standing-committee");
    story.day("2026-01-05");
    story.run("plan approve 2026 --by party-committee-office --to whole-district");
    story.run("render plan:2026 年度协商计划");
    story.fill_in("plans/2026/年度协商计划.md");
    story.day("2026-01-14");
    story.run("record plan:2026 intents-collected");
    story.day("2026-01-20");
    story.write(
        "plans/2026/年度协商工作安排（草案）.md",
        "---\ndocument: work-arrangement-draft\ntitle: 年度协商工作安排\ndate: 2026-01-20\noffice: party-group\n---\n\n社会法制委员会承办社区养老服务一题。\n",
    );
    story.day("2026-01-23");
    story.run("plan approve 2026 --by secretaries-meeting");
    story.day("2026-01-27");
    story.run("plan approve 2026 --by chairpersons-meeting");
    story.day("2026-01-30");
    story.run("plan approve 2026 --by standing-committee-meeting");
    story.run("plan show 2026");
}

fn the_meeting_is_prepared(story: &mut Story) {
    story.day("2026-02-03");
    story.run("workday 2026-04-16 --before 15");
    story.run("new --title 社区养老服务");
    story.run("set 2026-001 lead=钱样本");
    story.run("rule M5b");
    story.run("set 2026-001 scheduled.meeting=2026-04-16");
    story.run("due");
    story.day("2026-02-05");
    story.run("record 2026-001 成立课题组 --by social");
    story.day("2026-02-11");
    story.run("render 2026-001 协商工作方案");
    story.fill_in("topics/2026/001-社区养老服务/协商工作方案.md");
    story.run("record 2026-001 work-plan-made --by social");
    story.day("2026-02-26");
    story.run("record 2026-001 kickoff-held --by social");
    story.day("2026-03-12");
    story.run("record 2026-001 research-ended --by social");
    // Recorded by mistake, struck out the day after.
    story.run("record 2026-001 letter-sent --by cppcc-office");
    story.day("2026-03-13");
    story.run("record 2026-001 letter-sent --void 2026-03-12 --note 误记，尚未发函");
    story.day("2026-03-20");
    story.run("render 2026-001 会议通知");
    story.fill_in("topics/2026/001-社区养老服务/会议通知.md");
    story.run("record 2026-001 notice-sent --by social --to cppcc-side");
    story.run("list");
    // Fifteen working days after the research ended are over on 2 April; it was a day late.
    story.day("2026-04-03");
    story.write(
        "topics/2026/001-社区养老服务/调研报告.md",
        "---\ndocument: research-report\ntitle: 社区养老服务调研报告\ndate: 2026-04-03\n---\n\n助餐点有四十二处，运营经费不足。\n",
    );
    story.run("record 2026-001 research-report-made --by social");
    story.run("waive 2026-001 M7d --reason 清明前集中入户核实数据，主席会议同意顺延一天 --by 赵示例");
    story.day("2026-04-07");
    story.run("postpone 2026-001 2026-04-23");
    story.edit("topics/2026/001-社区养老服务/变更通知.md", "〔待填写：调整的原因〕", "区民政局统一安排入户复核。");
    story.fill_in("topics/2026/001-社区养老服务/变更通知.md");
    story.run("record 2026-001 change-notice-sent --by social --to participants --via written");
    story.day("2026-04-13");
    story.run("render 2026-001 协商函 会议程序 主持词");
    for paper in ["协商函", "会议程序", "主持词"] {
        story.fill_in(&format!("topics/2026/001-社区养老服务/{paper}.md"));
    }
    story.run("record 2026-001 letter-approved --by sun-fanwen");
    story.day("2026-04-15");
    story.run("record 2026-001 letter-sent --by cppcc-office --to party-government-leader --to department-head");
    story.run("record 2026-001 materials-sent --by social --to democratic-party --to sector-representative");
    story.write(
        "topics/2026/001-社区养老服务/roster.yml",
        "\
- {name: 钱样本, person: qian-yangben, tags: [host]}
- {name: 何示意, tags: [department-head], invited: 2026-04-15}
- {name: 尤演示, tags: [member], invited: 2026-03-20}
",
    );
    story.run("attest 2026-001 M6d --by 孙范文");
}

fn the_meeting_is_held(story: &mut Story) {
    story.day("2026-04-23");
    story.run("show 2026-001");
    story.run("record 2026-001 meeting");
    story.run("render 2026-001 会议记录");
    story.day("2026-04-24");
    let record = "topics/2026/001-社区养老服务/会议记录.md";
    story.edit(record, "place:   # 待填写：会议地点", "place: 三楼会议室");
    story.edit(
        record,
        "agenda: []   # 待填写：会议议程，例如 [课题组通报调研情况, 委员发言, 部门回应]",
        "office: social\nagenda: [课题组通报调研情况, 委员发言, 部门回应]",
    );
    story.edit(record, "〔待填写：问题或者意见〕", "助餐点如何持续运营");
    story.edit(record, "〔待填写：回应、承诺和时限〕", "将按人次补贴");
    story.edit(record, "〔待填写：会议形成的共识，逐条列出〕", "先在三个街道试行按人次补贴。");
    story.fill_in(record);
    story.run("attest 2026-001 M11 --by 钱样本 --on 2026-04-23");
}

fn the_opinion_climbs(story: &mut Story) {
    story.day("2026-04-28");
    story.write(
        "topics/2026/001-社区养老服务/suggestions.yml",
        "- {id: s1, kind: suggestion, text: 按人次补贴社区助餐点。, to: department, events: []}\n",
    );
    story.run("render 2026-001 协商意见");
    let text = story.sandbox.read(OPINION);
    let text = text.replace("issuer: cppcc-office\n", "issuer: cppcc-office\noffice: social\n");
    let text = filled_in(&text);
    story.write(OPINION, &text.replacen("已写明。", "居家社区养老是大事，王委员认为应当加快。", 1));
    story.day("2026-04-29");
    story.edit(OPINION, "，王委员认为应当加快。", "，应当加快。");
    story.run("diff 2026-001 协商意见 --since HEAD~1");
    story.run("record 2026-001 opinion-made --by social");
    story.decide("opinion-read", "wang-niding", "approve");
    story.day("2026-05-06");
    story.decide("opinion-audited", "qian-yangben", "return");
    story.edit(OPINION, "，应当加快。", "，应当加快补上短板。");
    story.day("2026-05-07");
    story.decide("opinion-read", "wang-niding", "approve");
    story.decide("opinion-audited", "qian-yangben", "approve");
    story.day("2026-05-08");
    story.decide("opinion-countersigned", "sun-fanwen", "approve");
    story.day("2026-05-09");
    story.run("record 2026-001 opinion-sent --by cppcc-office --to party-committee-office --to government-office");
}

fn the_dossier_goes_over(story: &mut Story) {
    story.day("2026-05-12");
    for photo in ["01.png", "02.png"] {
        story.sandbox.write(&format!("topics/2026/001-社区养老服务/photos/{photo}"), PICTURE);
    }
    story.sandbox.write("topics/2026/001-社区养老服务/materials/民政局材料.txt", "助餐点现有四十二处。\n");
    story.write(
        "topics/2026/001-社区养老服务/materials.yml",
        "\
- {file: photos/01.png, document: [photo-speakers, photo-leaders], date: 2026-04-23}
- {file: photos/02.png, document: photo-hall, date: 2026-04-23}
- {file: materials/民政局材料.txt, document: department-material, from: department, date: 2026-04-22}
",
    );
    story.run("render 2026-001 卷内目录");
    story.run("record 2026-001 dossier-transferred --by social --to cppcc-office");
    story.run("check --new-since HEAD~3");
    story.day("2026-08-20");
    story.run("record 2026-001 handling-tracked --by cppcc-office");
    story.day("2026-09-15");
    story.write(
        "topics/2026/001-社区养老服务/suggestions.yml",
        "\
- {id: s1, kind: suggestion, text: 按人次补贴社区助餐点。, to: department, events: []}
- id: r1
  kind: response
  text: 区政府常务会议决定明年起按人次补贴。
  events:
    - {date: 2026-09-14, event: received, by: [department]}
",
    );
    story.day("2026-10-09");
    story.edit(
        "topics/2026/001-社区养老服务/suggestions.yml",
        "by: [department]}\n",
        "by: [department]}\n    - {date: 2026-10-09, event: reported, by: [cppcc-office], to: [chairpersons-working-meeting]}\n",
    );
    story.sandbox.write("topics/2026/001-社区养老服务/materials/办理结果.txt", "明年预算已列入。\n");
    let materials = story.sandbox.read("topics/2026/001-社区养老服务/materials.yml");
    story.write(
        "topics/2026/001-社区养老服务/materials.yml",
        &(materials + "- {file: materials/办理结果.txt, document: outcome-material, date: 2026-10-09}\n"),
    );
    story.day("2026-11-23");
    story.run("record 2026-001 handling-tracked --by cppcc-office");
    story.day("2026-12-01");
    story.run("record 2026-001 closed --by social");
    story.run("log 2026-001");
    story.day("2027-01-05");
    story.run("show 2026-001");
}

#[test]
fn from_a_candidate_to_a_later_response() {
    let mut story = Story::begin("2025-11-03");
    the_year_is_planned(&mut story);
    the_meeting_is_prepared(&mut story);
    the_meeting_is_held(&mut story);
    the_opinion_climbs(&mut story);
    the_dossier_goes_over(&mut story);
    // A commit's id says nothing of the story.
    let archive = story.sandbox.archive();
    let ids = story.sandbox.git(&["-C", archive.to_str().unwrap(), "log", "--format=%h"]);
    let diary = ids.lines().fold(story.diary, |diary, id| diary.replace(id, "·······"));
    assert_snapshot!(diary);
}
