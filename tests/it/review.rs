//! Papers carried through review: by several people in clones, on both tracks, and back.

use crate::sandbox::{Run, Sandbox};
use std::fs;
use std::path::PathBuf;

/// Somebody with a clone of their own.
struct Desk<'s> {
    sandbox: &'s Sandbox,
    folder: PathBuf,
}

impl<'s> Desk<'s> {
    fn new(sandbox: &'s Sandbox, name: &str) -> Self {
        let hub = sandbox.dir().join("hub.git");
        if !hub.exists() {
            sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "--bare", "tree", "hub.git"]);
        }
        sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "hub.git", name]);
        let folder = sandbox.dir().join(name);
        sandbox.git_in(&folder, &["config", "user.name", name]);
        Self { sandbox, folder }
    }

    fn run(&self, command: &str) -> Run {
        self.sandbox.run_in(&self.archive(), &format!("--lang zh-CN {command}"))
    }

    fn archive(&self) -> PathBuf {
        self.folder.join("archive")
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.sandbox.git_in(&self.folder, arguments)
    }

    /// Does it, and shares it.
    #[track_caller]
    fn does(&self, command: &str) -> Run {
        self.git(&["pull", "--quiet", "--no-rebase", "--no-edit"]);
        let run = self.run(command).exits(0);
        self.git(&["push", "--quiet"]);
        run
    }

    fn edit(&self, topic: &str, old: &str, new: &str) {
        let paper = self.archive().join(self.sandbox.topic(topic)).join("协商意见.md");
        let text = fs::read_to_string(&paper).unwrap();
        assert!(text.contains(old), "{text}");
        fs::write(paper, text.replace(old, new)).unwrap();
    }

    fn lines(&self, topic: &str) -> Vec<String> {
        let path = self.archive().join(self.sandbox.topic(topic)).join("reviews/协商意见.yml");
        fs::read_to_string(path).unwrap().lines().map(ToOwned::to_owned).collect()
    }

    /// What the table of the topic's opinion says.
    fn status(&self, topic: &str) -> serde_json::Value {
        let status = self.run(&format!("--as-of 2026-06-23 review status {topic} --format json")).exits(0).json();
        let documents = status["documents"].as_array().unwrap();
        documents.iter().find(|one| one["document"] == "consultation-opinion").unwrap().clone()
    }
}

#[test]
fn an_opinion_goes_round_among_clones() {
    let sandbox = Sandbox::sample();
    let (office, general) = (Desk::new(&sandbox, "提案委"), Desk::new(&sandbox, "办公室"));
    assert_eq!(office.status("008")["waiting_for"], serde_json::json!(["proposal"]), "it was sent back");

    // What was missing is written, and the paper handed in anew: the second round starts at the first step.
    office.edit("008", "就清运衔接作出回应", "就清运衔接作出回应，十月底前完成");
    let submitted = office.does("--as-of 2026-06-18 review submit 2026-008 协商意见");
    assert!(submitted.stderr.contains("下一步：待卫试写（审阅《协商意见》）"), "{submitted}");
    let status = office.status("008");
    assert_eq!((&status["round"], &status["step"]), (&2.into(), &"opinion-read".into()));

    // Nobody decides out of turn, in a post they do not hold, or before what they follow.
    general.git(&["pull", "--quiet"]);
    for (by, day, told) in [
        ("孙范文", "18", "还没有轮到孙范文（核签《协商意见》）"),
        ("钱样本", "18", "钱样本无权办理现在的环节"),
        ("卫试写", "17", "2026-06-17 早于上一项决定（2026-06-18）"),
        ("卫试写", "25", "2026-06-25 还没有到"),
    ] {
        let command = format!("--as-of 2026-06-23 review approve 2026-008 协商意见 --by {by} --on 2026-06-{day}");
        general.run(&command).refused(&[told]);
    }

    general.does("--as-of 2026-06-18 review approve 2026-008 协商意见 --by 卫试写 --via 圈阅");
    general.does("--as-of 2026-06-19 review approve 2026-008 协商意见 --by 郑草稿");
    // The secretary-general signs with a change of his own: those below stay good for their own text.
    general.edit("008", "秋季总结推广", "十月总结推广");
    let amended = general.does("--as-of 2026-06-22 review amend 2026-008 协商意见 --by 孙范文 --note 写明月份");
    assert!(amended.stderr.contains("各环节都已办结"), "{amended}");
    assert_eq!(general.status("008")["step"], serde_json::Value::Null);
    assert!(general.git(&["log", "-1", "--format=%an %(trailers:key=Approved-by,valueonly)"]).contains("sun-fanwen"));

    // Nobody else's later edit is good for anybody.
    office.git(&["pull", "--quiet"]);
    office.edit("008", "十月总结推广", "年底总结推广");
    office.does("--as-of 2026-06-22 commit 2026-008");
    let page = office.run("--as-of 2026-06-23 review status 2026-008").exits(0).stdout.replace(['\n', ' '], "");
    assert!(page.contains("2026-06-15提案委，提交"), "{page}");
    let lapsed = serde_json::json!(["opinion-read", "opinion-audited", "opinion-countersigned"]);
    assert_eq!(office.status("008")["lapsed"], lapsed);
    let sending = "record 2026-008 报出《协商意见》 --by 政协办公室 --to 区委办公室 --to 区政府办公室";
    let warned = office.run(&format!("--as-of 2026-06-22 {sending} --no-commit")).exits(0);
    assert!(
        warned
            .stderr
            .contains("《协商意见》送审后又有改动，审阅《协商意见》、审核《协商意见》、核签《协商意见》已失效"),
        "{warned}"
    );
    office.git(&["checkout", "--quiet", "--", "."]);

    // The very words again are approved again; what is meant is decided anew.
    office.edit("008", "年底总结推广", "十月总结推广");
    assert_eq!(office.status("008")["lapsed"], serde_json::json!([]));
    office.git(&["checkout", "--quiet", "--", "."]);
    for by in ["卫试写", "郑草稿", "孙范文"] {
        general.does(&format!("--as-of 2026-06-23 review approve 2026-008 协商意见 --by {by}"));
    }
    let sent = office.does(&format!("--as-of 2026-06-23 {sending}"));
    assert!(!sent.stderr.contains("协商意见》送审"), "{sent}");
    let check = office.run("--as-of 2026-06-23 check 2026-008");
    assert!(!check.stdout.contains("M14c") && !check.stdout.contains("M14e"), "{check}");
    let signed = office.run("--as-of 2026-06-23 render 2026-008 发文稿纸 --out out").exits(0);
    let sheet = fs::read_to_string(office.archive().join("out/发文稿纸（协商意见）.md")).unwrap();
    let hash = sha256(&format!("{}\n", office.lines("008").last().unwrap()));
    assert!(sheet.contains(&format!("审签末行（SHA-256） | {hash} |")), "{signed}\n{sheet}");
    office.run("review verify 2026-008").exits(0);
}

#[test]
fn in_the_party_groups_name_it_takes_the_other_track() {
    let sandbox = Sandbox::sample();
    let paper = format!("{}/协商意见.md", sandbox.topic("011"));
    let text = sandbox.read(&paper).replace("issuer: cppcc-office", "issuer: party-group");
    let text = text.replace("[party-committee-office, government-office]", "[party-secretary]");
    sandbox.write(&paper, text.replace("cc: [department]\n", ""));
    sandbox.commit_all("改以党组名义报送");
    let (office, general) = (Desk::new(&sandbox, "社法委"), Desk::new(&sandbox, "办公室"));
    let approve = "--as-of 2026-06-18 review approve 2026-011 协商意见";
    office.does(&format!("{approve} --by 冯虚拟"));
    office.does(&format!("{approve} --by 李虚构"));
    let revised = general.does(&format!("{approve} --by 政协党组 --note 第12次会议 --via meeting"));
    assert!(revised.stderr.contains("待赵示例（签发《协商意见》）"), "{revised}");
    general.run(&format!("{approve} --by 孙范文")).refused(&["孙范文无权办理现在的环节"]);
    // Somebody may be asked, or authorised, to sign in the chair's place, and says so.
    general.does("--as-of 2026-06-18 review pass-on 2026-011 协商意见 --by 赵示例 --to 钱样本");
    let signed = office.does(&format!("{approve} --by 钱样本"));
    assert!(signed.stdout.contains("同意（钱样本代赵示例）"), "{signed}");
    assert!(signed.stderr.contains("各环节都已办结"), "{signed}");
    let lines = office.lines("011");
    assert!(lines.last().unwrap().contains("by: qian-yangben, for: zhao-shili, post: chair"), "{lines:?}");
    general.does("--as-of 2026-06-18 record 2026-011 报出《协商意见》 --by party-group --to party-secretary");
    let check = general.run("--as-of 2026-06-18 check 2026-011");
    assert!(!check.stdout.contains("M14"), "{check}");
    general.run("review verify 2026-011").exits(0);
}

#[test]
fn the_sample_has_an_opinion_in_each_state() {
    let sandbox = Sandbox::sample();
    let page = |topic: &str| {
        let status = sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN review status {topic}")).exits(0).stdout;
        let lines = status.lines().skip_while(|line| !line.contains("协商意见")).map(|line| line.replace(' ', ""));
        lines.collect::<String>()
    };
    for (topic, state) in [
        ("2026-010", "起草中"),
        ("2026-011", "审签中孙范文"),
        ("2026-008", "已退回"),
        ("2026-009", "送审后又有改"),
        ("2026-012", "已办结"),
        ("2026-001", "已办结"),
    ] {
        assert!(page(topic).contains(state), "{topic}: {}", page(topic));
    }
    let amended = sandbox.read(&format!("{}/reviews/协商意见.yml", sandbox.topic("012")));
    assert!(amended.lines().last().unwrap().contains("verdict: amend"), "{amended}");
}

#[test]
fn whoever_deputises_decides_in_that_time_alone() {
    let sandbox = Sandbox::sample();
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    let deputise = "review deputise 鲍拟名 --for 秘书长 --from 2026-06-16 --until 2026-06-17 --by 赵示例";
    say(deputise).exits(0);
    assert!(say(deputise).exits(0).stderr.contains("已有同样的记录"));
    say("review approve 2026-011 协商意见 --by 鲍拟名").refused(&["鲍拟名无权办理现在的环节"]);
    say("review approve 2026-011 协商意见 --by 鲍拟名 --on 2026-06-17").exits(0);
    say("review deputise 鲍拟名 --for 鲍拟名 --from 2026-06-17 --until 2026-06-16 --by 赵示例")
        .refused(&["止日 2026-06-16 早于起日 2026-06-17"]);
    let check = say("check 2026-011");
    assert!(!check.stdout.contains("M14e"), "{check}");
    say("review verify 2026-011").exits(0);
    // Also on a paper that nobody has decided on yet.
    let letter = sandbox.read(&format!("{}/协商函.md", sandbox.topic("011")));
    sandbox.write(&format!("{}/协商函.md", sandbox.topic("013")), letter);
    sandbox.commit_all("手写");
    say("review approve 2026-013 协商函 --by 鲍拟名 --on 2026-06-17").exits(0);
}

#[test]
fn two_clones_that_decide_side_by_side_merge_without_loss() {
    let sandbox = Sandbox::sample();
    let (one, other) = (Desk::new(&sandbox, "甲"), Desk::new(&sandbox, "乙"));
    let before = one.lines("011").len();
    one.run("--as-of 2026-06-18 review note 2026-011 协商意见 --by 赵示例 --note 数据再核").exits(0);
    other.run("--as-of 2026-06-18 review note 2026-011 协商意见 --by 钱样本 --note 已阅").exits(0);
    one.git(&["push", "--quiet"]);
    // What follows both names both.
    other.does("--as-of 2026-06-18 review approve 2026-011 协商意见 --by 孙范文");
    let lines = other.lines("011");
    assert_eq!(lines.len(), before + 3, "{lines:?}");
    let last = lines.last().unwrap();
    for note in ["数据再核", "已阅"] {
        let line = lines.iter().find(|line| line.contains(note)).unwrap();
        assert!(last.contains(&sha256(&format!("{line}\n"))), "{last}");
    }
    assert_eq!(other.status("011")["step"], serde_json::Value::Null);
    other.run("review verify 2026-011").exits(0);
}

#[test]
fn recording_a_step_decides_where_that_may_be_and_says_so_where_not() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("011");
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    let (events, lines) = (format!("{folder}/events.yml"), format!("{folder}/reviews/协商意见.yml"));
    let before = sandbox.read(&events);
    // Where the archive takes nothing but decisions, it is refused with what a decision would need.
    say("record 2026-011 核签《协商意见》 --by 钱样本").refused(&["钱样本无权办理现在的环节", "现在待孙范文"]);
    let settings = sandbox.read("yijuan.yml").replace("reviews: required\n", "");
    sandbox.write("yijuan.yml", settings);
    let plain = say("record 2026-011 核签《协商意见》 --by 钱样本").exits(0);
    assert!(plain.stderr.contains("这条记录没有对应到《协商意见》的文本：钱样本无权办理现在的环节"), "{plain}");
    let entered = say("record 2026-011 核签《协商意见》 --by 孙范文 --to 区委办公室").exits(0);
    assert!(entered.stderr.contains("审签决定没有"), "{entered}");
    let status = say("review status 2026-011").exits(0).stdout.replace(['\n', ' '], "");
    assert!(status.contains("只有记录"), "{status}");
    sandbox.write(&events, &before);
    let known = sandbox.read(&lines);
    let command = "record 2026-011 核签《协商意见》 --by 孙范文 --on 2026-06-17 --via 圈阅 --note 同意";
    say(command).exits(0);
    assert_eq!(sandbox.read(&events), before);
    let after = sandbox.read(&lines);
    assert!(after.starts_with(&known) && after.lines().count() == known.lines().count() + 1, "{after}");
    assert!(after.ends_with("]}\n") && after.contains("via: circle, note: 同意"), "{after}");
    // Once more it is the same decision.
    assert!(say(command).exits(0).stderr.contains("已有同样的决定"));
    assert_eq!(sandbox.read(&lines), after);
    sandbox.commit_all("手写");
    say("renumber 2026-011").refused(&["2026-011 的文书已有审签决定，不能再改号"]);
}

#[test]
fn the_inbox_says_what_changed_since_somebody_decided() {
    let sandbox = Sandbox::sample();
    let waiting = |day: &str| {
        let inbox = sandbox.run(&format!("--as-of {day} review inbox --for 郑草稿 --format json")).exits(0).json();
        inbox["documents"].as_array().unwrap().clone()
    };
    assert_eq!(waiting("2026-06-18"), [serde_json::json!(null); 0], "it is with the office");
    let paper = format!("{}/协商意见.md", sandbox.topic("008"));
    sandbox.append(&paper, "\n完成时限：十月底。\n");
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    say("review submit 2026-008 协商意见").exits(0);
    say("review approve 2026-008 协商意见 --by 卫试写").exits(0);
    let waits = waiting("2026-06-23");
    assert_eq!((&waits[0]["topic"], &waits[0]["working_days"]), (&"2026-008".into(), &2.into()), "{waits:?}");
    assert_eq!((&waits[0]["decided"], &waits[0]["changed"]), (&"2026-06-17".into(), &true.into()));
    let page = sandbox.run("--as-of 2026-06-23 --lang zh-CN review inbox --for 郑草稿").exits(0);
    assert!(page.stdout.contains("2026-06-17 退回"), "{page}");
}

#[test]
fn wrong_words_and_states_are_refused_and_change_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    for (command, told) in [
        ("review approve 2026-011 协商意见 --by 孙范文 --via 口头", "口头"),
        ("review approve 2026-011 无此文书 --by 孙范文", "无此文书"),
        ("review approve 2026-013 协商意见 --by 孙范文", "2026-013 还没有《协商意见》"),
        ("review approve 2026-011 调研报告 --by 孙范文", "规程没有要求审签这份文书"),
        ("review amend 2026-011 协商意见 --by 孙范文", "文本没有改动"),
        ("review submit 2026-011 协商意见", "已经送审，文本没有改动；待孙范文（核签《协商意见》）"),
        ("review submit 2026-012 协商意见", "各环节都已办结，文本没有改动"),
        ("review approve 2026-008 协商意见 --by 卫试写", "文稿已退回或撤回，尚未重新送审"),
        ("review withdraw 2026-008 协商意见", "文稿没有在审签"),
        ("review note room:云河协商议事厅 协商意见 --by 孙范文 --note 阅", "只有议题和年度的文书才审签"),
    ] {
        sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}")).refused(&[told]);
    }
    assert_eq!(sandbox.state(), before);
}

fn sha256(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    format!("{:x}", Sha256::digest(text))
}

#[test]
fn nothing_is_added_to_lines_that_cannot_be_read_or_were_changed() {
    let sandbox = Sandbox::sample();
    let lines = format!("{}/reviews/协商意见.yml", sandbox.topic("011"));
    let known = sandbox.read(&lines);
    let approve = "--as-of 2026-06-18 --lang zh-CN review approve 2026-011 协商意见 --by 孙范文";
    for (old, new, told) in [
        ("date: 2026-06-12", "date: 2026-06-11", "第3行已提交的决定被改动或去掉"),
        ("prev: []", "prev: nonsense", "reviews/协商意见.yml"),
    ] {
        sandbox.write(&lines, known.replacen(old, new, 1));
        sandbox.run(approve).refused(&[told]);
        assert_eq!(sandbox.read(&lines), known.replacen(old, new, 1));
    }
    // Line ends are git's affair: a file that an editor saved in the way of Windows is the same text.
    let paper = lines.replace("reviews/协商意见.yml", "协商意见.md");
    let windows = |path: &str, text: &str| sandbox.write(path, text.replace('\n', "\r\n"));
    windows(&lines, &known);
    windows(&paper, &sandbox.read(&paper));
    let status = sandbox.run("--as-of 2026-06-18 review status 2026-011 --format json").exits(0).json();
    assert_eq!(status["documents"][1]["lapsed"], serde_json::json!([]), "{status}");
    sandbox.git(&["checkout", "--quiet", "--", "."]);
    windows(&paper, &sandbox.read(&paper));
    sandbox.run(approve).exits(0);
    sandbox.run("review verify 2026-011").exits(0);
}

#[test]
fn whoever_signed_last_may_change_it_once_more_and_takes_over_nobody_elses_change() {
    let sandbox = Sandbox::sample();
    let paper = format!("{}/协商意见.md", sandbox.topic("011"));
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    say("review approve 2026-011 协商意见 --by 孙范文").exits(0);
    sandbox.append(&paper, "\n另行通知。\n");
    sandbox.commit_all("手写");
    say("review amend 2026-011 协商意见 --by 孙范文").refused(&["此前已提交过改动：2026-06-15", "重新送审"]);
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.append(&paper, "\n另行通知。\n");
    say("review amend 2026-011 协商意见 --by 孙范文").exits(0);
    let status = sandbox.run("--as-of 2026-06-18 review status 2026-011 --format json").exits(0).json();
    assert_eq!(status["documents"][1]["step"], serde_json::Value::Null, "{status}");
    // The same once more is told; with another note it is no repetition.
    assert!(say("review pass-on 2026-011 协商意见 --by 孙范文 --to 孙范文").code == Some(2));
    let note = "字".repeat(2000);
    say(&format!("review note 2026-011 协商意见 --by 赵示例 --note {note}")).refused(&["`--note` 太长"]);
}

#[test]
fn of_steps_side_by_side_the_one_meant_is_named() {
    let sandbox = Sandbox::bare();
    sandbox.run_in(&sandbox.tree(), "--lang zh-CN init archive --regulation ziyang").exits(0);
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    say("new --title 全会 --form 全体会议 --meeting 2026-06-10").exits(0);
    let folder = sandbox.topic("001");
    sandbox
        .write(&format!("{folder}/会议决议.md"), "---\ndocument: plenary-resolution\ntitle: 决议\n---\n\n决议如下。\n");
    sandbox.commit_all("手写");
    let command = "review return 2026-001 会议决议 --by 主席会议 --note 再改";
    say(command).refused(&["可办的不止一步", "--step"]);
    say(&format!("{command} --step 无此步")).refused(&["无此步"]);
    say(&format!("{command} --step resolution-deliberated")).exits(0);
    let status = say("review status 2026-001").exits(0);
    assert!(status.stdout.contains("已退回"), "{status}");
}

#[test]
fn a_paper_that_went_out_undecided_beside_another_and_lines_without_a_paper_are_told() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("011");
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    sandbox.write(&format!("{folder}/协商意见-2.md"), sandbox.read(&format!("{folder}/协商意见.md")));
    sandbox.commit_all("手写");
    for by in ["冯虚拟", "李虚构", "孙范文"] {
        say(&format!("review approve 2026-011 协商意见-2 --by {by}")).exits(0);
    }
    let told = "同一文书有几份，已发出；这一份：《协商意见》尚待孙范文";
    assert!(!say("check 2026-011").stdout.contains(told));
    say("record 2026-011 报出《协商意见》 --by 政协办公室 --to 区委办公室 --to 区政府办公室").exits(0);
    assert!(say("check 2026-011").stdout.contains(told), "{}", say("check 2026-011"));
    sandbox.git(&["mv", &format!("archive/{folder}/协商函.md"), &format!("archive/{folder}/协商函（旧）.md")]);
    let check = say("check 2026-011");
    assert!(check.stdout.contains("审签记录没有对应的文书"), "{check}");
}

#[test]
fn a_paper_that_is_given_up_is_taken_back_and_removed_and_nothing_more_is_asked() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("011");
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    sandbox.write(&format!("{folder}/协商意见-2.md"), sandbox.read(&format!("{folder}/协商意见.md")));
    sandbox.commit_all("手写");
    say("review submit 2026-011 协商意见-2").exits(0);
    for by in ["冯虚拟", "李虚构", "孙范文"] {
        say(&format!("review approve 2026-011 协商意见 --by {by}"));
    }
    say("comment add 2026-011 协商意见-2 --text 重复 --by 孙范文 --line 10");
    say("record 2026-011 报出《协商意见》 --by 政协办公室 --to 区委办公室 --to 区政府办公室").exits(0);
    let told = |words: &str| say("check 2026-011").stdout.contains(words);
    let withdraw = "yijuan review withdraw 2026-011 '协商意见-2' --note 〈原因〉";
    assert!(told(withdraw), "{}", say("check 2026-011"));
    // Removed at once, its decisions have no paper.
    let path = format!("archive/{folder}/协商意见-2.md");
    sandbox.git(&["rm", "--quiet", &path]);
    assert!(told("审签记录没有对应的文书"), "{}", say("check 2026-011"));
    sandbox.git(&["checkout", "--quiet", "HEAD", "--", &path]);
    say("review withdraw 2026-011 协商意见-2 --note 误起草").exits(0);
    assert!(told("不是的，把这份移出"), "{}", say("check 2026-011"));
    sandbox.git(&["rm", "--quiet", &path]);
    assert!(!told("没有对应的文书") && !told("同一文书有几份"), "{}", say("check 2026-011"));
}

#[test]
fn what_was_sent_or_taken_back_is_handed_in_anew_before_a_step_counts() {
    for (end, told) in [
        ("review withdraw 2026-011 协商意见", "社会法制委员会2026-06-16撤回，改好后重新送审："),
        (
            "review return 2026-011 协商意见 --by 孙范文 --note 补数据",
            "孙范文2026-06-16退回（“核签《协商意见》”），改好后重新送审：",
        ),
    ] {
        let sandbox = Sandbox::sample().taking_entries();
        let say = |day: &str, command: &str| sandbox.run(&format!("--as-of {day} --lang zh-CN {command}"));
        say("2026-06-16", end).exits(0);
        let submit = "yijuan review submit 2026-011 协商意见";
        let check = say("2026-06-16", "show 2026-011 -v").stdout.replace(['\n', ' ', '\\'], "");
        let hint = format!("{told}{submit}").replace(' ', "");
        assert!(check.contains(&hint), "{check}");
        // An entry made in between takes no step, of this round or the next, and says so.
        let entry = say("2026-06-17", "record 2026-011 审阅《协商意见》 --by 冯虚拟").exits(0);
        assert!(entry.stderr.contains("这条记录不计入《协商意见》的审签：文稿已退回或撤回"), "{entry}");
        assert!(entry.stderr.contains(submit), "{entry}");
        sandbox.append(&format!("{}/协商意见.md", sandbox.topic("011")), "\n补充数据。\n");
        let waits = say("2026-06-17", "review submit 2026-011 协商意见").exits(0);
        assert!(waits.stderr.contains("下一步：待冯虚拟（审阅《协商意见》）"), "{waits}");
        say("2026-06-18", "review approve 2026-011 协商意见 --by 李虚构")
            .refused(&["还没有轮到李虚构", "现在待冯虚拟"]);
        let check = say("2026-06-18", "show 2026-011 -v").stdout.replace(['\n', ' ', '\\'], "");
        assert!(check.contains("审阅《协商意见》”不能计入（须是对文本的审签决定）"), "{check}");
        say("2026-06-18", "render 2026-011 发文稿纸 --out out").exits(0);
        let sheet = sandbox.read("out/发文稿纸（协商意见）.md");
        assert!(!sheet.contains("按记录"), "{sheet}");
        for by in ["冯虚拟", "李虚构", "孙范文"] {
            say("2026-06-18", &format!("review approve 2026-011 协商意见 --by {by}")).exits(0);
        }
        assert!(!say("2026-06-18", "check 2026-011").stdout.contains("M14c"));
    }
}

#[test]
fn a_paper_is_handed_in_by_the_office_that_it_names() {
    let sandbox = Sandbox::sample();
    let say = |command: &str| sandbox.run(&format!("--as-of 2026-06-18 --lang zh-CN {command}"));
    let draft = "---\ndocument: work-arrangement-draft\ndate: 2026-06-17\n---\n\n正文。\n";
    let path = "plans/2027/年度协商工作安排（草案）.md";
    sandbox.write(path, draft);
    sandbox.commit_all("草案");
    say("review submit plan:2027 年度协商工作安排（草案）").refused(&["没有写明由谁", "在文首写 `office`"]);
    sandbox.write(path, draft.replace("date:", "office: party-group\ndate:"));
    let run = say("review submit plan:2027 年度协商工作安排（草案）").exits(0);
    assert!(run.stdout.contains("政协党组"), "{run}");
}

#[test]
fn whoever_is_next_hears_that_the_steps_before_have_lapsed() {
    let sandbox = Sandbox::sample();
    let paper = format!("{}/协商意见.md", sandbox.topic("011"));
    sandbox.append(&paper, "\n另行通知。\n");
    let refused = sandbox.run("--as-of 2026-06-18 --lang zh-CN review approve 2026-011 协商意见 --by 孙范文");
    refused.refused(&[
        "还没有轮到孙范文",
        "送审后又有改动，审阅《协商意见》、审核《协商意见》已失效，须重新审签",
        "yijuan review amend 2026-011 协商意见 --by 孙范文",
    ]);
    sandbox.run("--as-of 2026-06-18 review amend 2026-011 协商意见 --by 孙范文").exits(0);
}

#[test]
fn what_was_changed_and_committed_is_not_said_to_wait_for_a_commit() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/协商意见.md", sandbox.topic("011"));
    sandbox.write(&path, sandbox.read(&path).replace("运营不可持续", "运营难以为继"));
    sandbox.commit_all("改");
    let changed = sandbox.git(&["log", "-1", "--format=%h"]).trim().to_owned();
    for command in ["submit 2026-011 协商意见", "approve 2026-011 协商意见 --by 冯虚拟"] {
        sandbox.run(&format!("--lang zh-CN --as-of 2026-06-15 review {command}")).exits(0);
        let status = sandbox.run("--lang zh-CN --as-of 2026-06-15 review status 2026-011").exits(0);
        let status = status.stdout.replace([' ', '\n'], "");
        assert!(status.contains(&changed) && status.contains("，提交") && !status.contains("尚未提交"), "{status}");
    }
}
