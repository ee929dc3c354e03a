//! `review verify`: seven ways to tamper with decisions, and what else does not prove; what is lawful proves.

use super::sandbox::{Run, Sandbox, TODAY, Tree};
use regex::Regex;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::sync::LazyLock;

const TOPIC: &str = "topics/2026/001-社区养老";
const PAPER: &str = "topics/2026/001-社区养老/协商意见.md";
pub const LINES: &str = "topics/2026/001-社区养老/reviews/协商意见.yml";

const SETTINGS: &str = "\
archive: 1
language: zh-CN
institution: 政协云河区委员会
regulation: mentougou
regulations: [mentougou]
offices:
  social: {name: 社会法制委员会, kind: special-committee}
";

const PEOPLE: &str = "\
- {id: wang, name: 王拟定, posts: ['committee-director:social']}
- {id: qian, name: 钱样本, posts: ['vice-chair:social']}
- {id: li, name: 李虚构, posts: [secretary-general]}
- {id: zhou, name: 周试例, posts: []}
- {id: zhao, name: 赵示例, posts: [chair]}
";

/// An opinion that is through: handed in on 8 June, then read, amended in auditing and countersigned, a day each.
pub fn through() -> Sandbox {
    static THROUGH: LazyLock<Tree> = LazyLock::new(|| {
        let mut sandbox = begun();
        decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
        decide(&mut sandbox, "2026-06-09", "approve 001 协商意见 --by 王拟定");
        sandbox.write(PAPER, sandbox.read(PAPER).replace("十处", "十二处"));
        decide(&mut sandbox, "2026-06-10", "amend 001 协商意见 --by 钱样本 --note 数字核对");
        decide(&mut sandbox, "2026-06-11", "approve 001 协商意见 --by 李虚构 --via circle");
        sandbox.kept()
    });
    let mut sandbox = Sandbox::of(&THROUGH);
    sandbox.set_clock("2026-06-20");
    sandbox
}

/// A topic with an opinion and a letter in draft.
pub fn begun() -> Sandbox {
    let mut sandbox = Sandbox::bare();
    sandbox.set_clock("2026-06-01");
    sandbox.write("yijuan.yml", SETTINGS);
    sandbox.write("people.yml", PEOPLE);
    sandbox.write(&format!("{TOPIC}/topic.yml"), "title: 社区养老\noffice: social\nregulation: mentougou\n");
    let front = "title: 关于社区养老的意见\ndate: 2026-06-08\noffice: social\n---\n\n助餐点增加十处。\n";
    sandbox.write(PAPER, format!("---\ndocument: consultation-opinion\n{front}"));
    sandbox.write(&format!("{TOPIC}/协商函.md"), format!("---\ndocument: consultation-letter\n{front}"));
    sandbox.commit_all("起草");
    sandbox.set_clock(TODAY);
    sandbox
}

pub fn decide(sandbox: &mut Sandbox, day: &str, decision: &str) {
    sandbox.set_clock(day);
    sandbox.run(&format!("review {decision} --as-of {day}")).exits(0);
}

/// The lines as somebody makes them, committed.
fn lines(sandbox: &Sandbox, change: impl FnOnce(Vec<String>) -> Vec<String>) {
    let lines = sandbox.read(LINES).split_inclusive('\n').map(ToOwned::to_owned).collect();
    sandbox.write(LINES, change(lines).concat());
    sandbox.commit_all("改动");
}

fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// The last line with words replaced, made to follow it: what a forger would write.
fn forged(sandbox: &Sandbox, words: &[(&str, &str)]) -> String {
    let text = sandbox.read(LINES);
    let last = text.split_inclusive('\n').next_back().unwrap();
    let before = last.split("prev: [").nth(1).unwrap().trim_end().trim_end_matches("]}");
    let line = last.replace(before, &hash(last));
    words.iter().fold(line, |line, (old, new)| {
        assert!(line.contains(old), "{old} in {line}");
        line.replace(old, new)
    })
}

/// What `review verify` finds: line, kind and message of each problem and note, without the ids of commits.
pub fn found(sandbox: &Sandbox, code: i32) -> Vec<String> {
    let id = Regex::new(r"\b[0-9a-f]{7}（").unwrap();
    let short = Regex::new(r"[0-9a-f]{8}…").unwrap();
    let answer = sandbox.run("review verify --format json").exits(code).json();
    let documents = answer["documents"].as_array().unwrap().iter();
    let told = documents
        .flat_map(|document| ["problems", "notes"].into_iter().flat_map(|key| document[key].as_array().unwrap()));
    told.map(|one| {
        let message = one["message"].as_str().unwrap();
        let message = short.replace_all(message, "#…").into_owned();
        let message = id.replace_all(&message, "·（");
        format!("{} {} {message}", one["line"], one["kind"].as_str().unwrap())
    })
    .collect()
}

#[test]
fn what_commands_entered_proves() {
    let sandbox = through();
    insta::assert_snapshot!(without_ids(&sandbox.run("review verify").goes_well()), @"
    $ yijuan review verify
    exit 0
    --- stdout
    2026-001 社区养老《协商意见》：4 项决定，都能证实；链尾 ·
      1  2026-06-08  送审                        社会法制委员会  测试员录入  提交 ·（2026-06-08）
      2  2026-06-09  审阅《协商意见》：同意      王拟定          测试员录入  提交 ·（2026-06-09）
      3  2026-06-10  审核《协商意见》：改后同意  钱样本          测试员录入  提交 ·（2026-06-10）
      4  2026-06-11  核签《协商意见》：同意      李虚构          测试员录入  提交 ·（2026-06-11）

    文书 1 份，决定 4 项，不能证实 0 处
    无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的
    ");
    insta::assert_snapshot!(without_ids(&sandbox.run("--lang en review verify 001").goes_well()), @"
    $ yijuan --lang en review verify 001
    exit 0
    --- stdout
    2026-001 社区养老 协商意见: 4 decisions, all proved; ends in ·
      1  2026-06-08  submitted                              社会法制委员会  entered by 测试员  committed · (2026-06-08)
      2  2026-06-09  opinion read: approved                 王拟定          entered by 测试员  committed · (2026-06-09)
      3  2026-06-10  opinion audited: amended and approved  钱样本          entered by 测试员  committed · (2026-06-10)
      4  2026-06-11  opinion countersigned: approved        李虚构          entered by 测试员  committed · (2026-06-11)

    papers 1, decisions 4, not proved 0
    no outside evidence of the time: the day of a decision is what was entered, that of a commit what its author's computer wrote
    ");
}

pub fn without_ids(run: &Run) -> String {
    Regex::new(r"\b[0-9a-f]{7,40}\b").unwrap().replace_all(&run.to_string(), "·").into_owned()
}

#[test]
fn every_way_of_deciding_proves() {
    let mut sandbox = begun();
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    decide(&mut sandbox, "2026-06-09", "return 001 协商意见 --by 王拟定 --note 补充数据");
    sandbox.write(PAPER, sandbox.read(PAPER).replace("十处", "十二处"));
    decide(&mut sandbox, "2026-06-10", "submit 001 协商意见 --by 王拟定");
    decide(&mut sandbox, "2026-06-10", "approve 001 协商意见 --by 王拟定");
    decide(&mut sandbox, "2026-06-11", "pass-on 001 协商意见 --by 钱样本 --to 周试例");
    decide(&mut sandbox, "2026-06-11", "approve 001 协商意见 --by 周试例");
    decide(&mut sandbox, "2026-06-12", "hold 001 协商意见 --by 李虚构 --note 待常委会后");
    sandbox.run("review deputise 周试例 --for 李虚构 --from 2026-06-13 --until 2026-06-20 --by 赵示例").exits(0);
    sandbox.write(PAPER, sandbox.read(PAPER).replace("十二处", "十五处"));
    decide(&mut sandbox, "2026-06-13", "amend 001 协商意见 --by 周试例");
    sandbox.write(PAPER, sandbox.read(PAPER).replace("十五处", "二十处"));
    decide(&mut sandbox, "2026-06-14", "submit 001 协商意见");
    decide(&mut sandbox, "2026-06-14", "note 001 协商意见 --by 赵示例 --note 再核");
    decide(&mut sandbox, "2026-06-15", "withdraw 001 协商意见");
    decide(&mut sandbox, "2026-06-16", "submit 001 协商意见");
    decide(&mut sandbox, "2026-06-16", "submit 001 协商函");
    sandbox.set_clock("2026-06-17");
    sandbox.run("record 001 letter-approved --by 李虚构 --on 2026-06-17 --as-of 2026-06-17").exits(0);
    let draft = "---\ndocument: annual-plan-draft\ntitle: 年度协商计划草案\ndate: 2026-06-08\n---\n\n拟议三题。\n";
    sandbox.write("plans/2026/年度协商计划草案.md", draft);
    decide(&mut sandbox, "2026-06-18", "submit plan:2026 年度协商计划草案 --by 李虚构");
    let sitting = "approve plan:2026 年度协商计划草案 --via meeting --note 第3次会议 --by";
    decide(&mut sandbox, "2026-06-18", &format!("{sitting} 政协党组"));
    decide(&mut sandbox, "2026-06-19", &format!("{sitting} 区委常委会"));
    let log = sandbox.run("log 001").goes_well().stdout;
    let line = |of: &str| log.lines().find(|line| line.contains(of)).unwrap_or_default().to_owned();
    assert!(line("转请").contains("钱样本") && line("转请").contains("周试例"), "{log}");
    assert!(line("2026-06-13  审签").contains("周试例（代李虚构）"), "{log}");
    let page = sandbox.run("review verify").exits(0).stdout;
    insta::assert_snapshot!(Regex::new(r"\b[0-9a-f]{7,40}\b").unwrap().replace_all(&page, "·"), @"
    2026年度计划《年度协商计划草案》：3 项决定，都能证实；链尾 ·
      1   2026-06-18  送审                          李虚构              测试员录入  提交 ·（2026-06-18）
      2   2026-06-18  代拟年度协商计划草案：同意    政协党组            测试员录入  提交 ·（2026-06-18）
      3   2026-06-19  审议年度协商计划：同意        区委常委会          测试员录入  提交 ·（2026-06-19）

    2026-001 社区养老《协商函》：2 项决定，都能证实；链尾 ·
      1   2026-06-16  送审                          社会法制委员会      测试员录入  提交 ·（2026-06-16）
      2   2026-06-17  审定《协商函》：同意          李虚构              测试员录入  提交 ·（2026-06-17）

    2026-001 社区养老《协商意见》：12 项决定，都能证实；链尾 ·
      1   2026-06-08  送审                          社会法制委员会      测试员录入  提交 ·（2026-06-08）
      2   2026-06-09  审阅《协商意见》：退回        王拟定              测试员录入  提交 ·（2026-06-09）
      3   2026-06-10  送审                          王拟定              测试员录入  提交 ·（2026-06-10）
      4   2026-06-10  审阅《协商意见》：同意        王拟定              测试员录入  提交 ·（2026-06-10）
      5   2026-06-11  审核《协商意见》：转请周试例  钱样本              测试员录入  提交 ·（2026-06-11）
      6   2026-06-11  审核《协商意见》：同意        周试例（代钱样本）  测试员录入  提交 ·（2026-06-11）
      7   2026-06-12  核签《协商意见》：缓发        李虚构              测试员录入  提交 ·（2026-06-12）
      8   2026-06-13  核签《协商意见》：改后同意    周试例（代李虚构）  测试员录入  提交 ·（2026-06-13）
      9   2026-06-14  送审                          社会法制委员会      测试员录入  提交 ·（2026-06-14）
      10  2026-06-14  阅                            赵示例              测试员录入  提交 ·（2026-06-14）
      11  2026-06-15  撤回                          社会法制委员会      测试员录入  提交 ·（2026-06-15）
      12  2026-06-16  送审                          社会法制委员会      测试员录入  提交 ·（2026-06-16）

    文书 3 份，决定 17 项，不能证实 0 处
    无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的
    ");
}

/// A tampering: what somebody did, how, and what is said of it.
type Tampering = (&'static str, fn(&Sandbox), &'static [&'static str]);

/// The seven tamperings.
pub const TAMPERINGS: [Tampering; 7] = [
    (
        "a line is edited",
        edit,
        &[
            "3 edited 在提交 ·（测试员，2026-06-20）中被改动或删除",
            "4 chain 它所依据的一行（#…）已不在文件里，在提交 ·（测试员，2026-06-20）中被改动或删除",
        ],
    ),
    (
        "two lines are given each other's day",
        swap,
        &[
            "2 edited 在提交 ·（测试员，2026-06-20）中被改动或删除",
            "3 edited 在提交 ·（测试员，2026-06-20）中被改动或删除",
            "3 chain 它所依据的一行（#…）已不在文件里，在提交 ·（测试员，2026-06-20）中被改动或删除",
            "4 chain 它所依据的一行（#…）已不在文件里，在提交 ·（测试员，2026-06-20）中被改动或删除",
        ],
    ),
    (
        "one in the middle is deleted",
        delete,
        &[
            "2 edited 在提交 ·（测试员，2026-06-20）中被改动或删除",
            "2 chain 它所依据的一行（#…）已不在文件里，在提交 ·（测试员，2026-06-20）中被改动或删除",
        ],
    ),
    ("the last is cut off", cut, &["4 edited 在提交 ·（测试员，2026-06-20）中被改动或删除"]),
    ("one is dated before the one before", back_date, &["4 chain 日期早于它所依据的决定（2026-06-10）"]),
    (
        "one is carried to another paper",
        carry,
        &[
            "1 chain 它所依据的一行（#…）不在文件里",
            "1 place 此行属于 2026-001 的 consultation-opinion，不属于这份文稿；由提交 ·（测试员，2026-06-20）放入",
        ],
    ),
    (
        "one is edited, then restored",
        restore,
        &[
            "3 edited 曾在提交 ·（测试员，2026-06-20）中被改动或删除，又在提交 ·（测试员，2026-06-20）中放回",
            "3 edited 在提交 ·（测试员，2026-06-20）中被改动或删除",
        ],
    ),
];

fn edit(sandbox: &Sandbox) {
    lines(sandbox, |mut lines| {
        lines[2] = lines[2].replace("数字核对", "同意");
        lines
    });
}

fn swap(sandbox: &Sandbox) {
    lines(sandbox, |mut lines| {
        lines[1] = lines[1].replace("2026-06-09", "2026-06-10");
        lines[2] = lines[2].replace("2026-06-10", "2026-06-09");
        lines
    });
}

fn delete(sandbox: &Sandbox) {
    lines(sandbox, |mut lines| {
        lines.remove(1);
        lines
    });
}

fn cut(sandbox: &Sandbox) {
    lines(sandbox, |mut lines| {
        lines.pop();
        lines
    });
}

/// In the very commit that entered it, so that the history knows of no other.
fn back_date(sandbox: &Sandbox) {
    sandbox.write(LINES, sandbox.read(LINES).replace("date: 2026-06-11", "date: 2026-06-05"));
    sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
}

fn carry(sandbox: &Sandbox) {
    let last = sandbox.read(LINES).split_inclusive('\n').next_back().unwrap().to_owned();
    sandbox.write(&format!("{TOPIC}/reviews/协商函.yml"), last);
    sandbox.commit_all("改动");
}

fn restore(sandbox: &Sandbox) {
    let before = sandbox.read(LINES);
    edit(sandbox);
    sandbox.write(LINES, before);
    sandbox.commit_all("恢复");
}

#[test]
fn each_tampering_is_named() {
    for (name, tamper, told) in TAMPERINGS {
        let sandbox = through();
        tamper(&sandbox);
        assert_eq!(found(&sandbox, 1), told, "{name}");
    }
}

#[test]
fn a_page_says_what_does_not_prove_and_how_to_look_at_it() {
    let sandbox = through();
    edit(&sandbox);
    insta::assert_snapshot!(without_ids(&sandbox.run("review verify").exits(1)), @"
    $ yijuan review verify
    exit 1
    --- stdout
    2026-001 社区养老《协商意见》：4 项决定，2 处不能证实；链尾 ·、·
      1  2026-06-08  送审                        社会法制委员会  测试员录入  提交 ·（2026-06-08）
      2  2026-06-09  审阅《协商意见》：同意      王拟定          测试员录入  提交 ·（2026-06-09）
      3  2026-06-10  审核《协商意见》：改后同意  钱样本          测试员录入  提交 ·（2026-06-20）
      4  2026-06-11  核签《协商意见》：同意      李虚构          测试员录入  提交 ·（2026-06-11）
      错误 2026-06-10 审核《协商意见》：改后同意（钱样本）：在提交 ·（测试员，2026-06-20）中被改动或删除
          topics/2026/001-社区养老/reviews/协商意见.yml:3
          → 核对：git show · -- 'topics/2026/001-社区养老/reviews/协商意见.yml'
      错误 2026-06-11 核签《协商意见》：同意（李虚构）：它所依据的一行（·…）已不在文件里，在提交 ·（测试员，2026-06-20）中被改动或删除
          topics/2026/001-社区养老/reviews/协商意见.yml:4
          → 核对：git log --full-history -p -- 'topics/2026/001-社区养老/reviews/协商意见.yml'

    文书 1 份，决定 4 项，不能证实 2 处
    无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的
    ");
    insta::assert_snapshot!(without_ids(&sandbox.run("--lang en review verify").exits(1)), @"
    $ yijuan --lang en review verify
    exit 1
    --- stdout
    2026-001 社区养老 协商意见: 4 decisions, 2 not proved; ends in ·, ·
      1  2026-06-08  submitted                              社会法制委员会  entered by 测试员  committed · (2026-06-08)
      2  2026-06-09  opinion read: approved                 王拟定          entered by 测试员  committed · (2026-06-09)
      3  2026-06-10  opinion audited: amended and approved  钱样本          entered by 测试员  committed · (2026-06-20)
      4  2026-06-11  opinion countersigned: approved        李虚构          entered by 测试员  committed · (2026-06-11)
      error 2026-06-10 opinion audited: amended and approved (钱样本): it was changed or taken out in commit · (测试员, 2026-06-20)
          topics/2026/001-社区养老/reviews/协商意见.yml:3
          → look at it: git show · -- 'topics/2026/001-社区养老/reviews/协商意见.yml'
      error 2026-06-11 opinion countersigned: approved (李虚构): the line it follows (·…) is gone, changed or taken out in commit · (测试员, 2026-06-20)
          topics/2026/001-社区养老/reviews/协商意见.yml:4
          → look at it: git log --full-history -p -- 'topics/2026/001-社区养老/reviews/协商意见.yml'

    papers 1, decisions 4, not proved 2
    no outside evidence of the time: the day of a decision is what was entered, that of a commit what its author's computer wrote
    ");
}

#[test]
fn lines_that_change_places_are_told_and_prove() {
    let sandbox = through();
    lines(&sandbox, |mut lines| {
        lines.swap(1, 2);
        lines
    });
    let told = "null note 提交 ·（测试员，2026-06-20）调换了各行的先后；先后以 prev 为准，不影响效力";
    assert_eq!(found(&sandbox, 0), [told]);
}

#[test]
fn a_text_that_is_changed_later_has_lapsed_and_its_decisions_prove() {
    let sandbox = through();
    sandbox.write(PAPER, sandbox.read(PAPER).replace("十二处", "二十处"));
    assert_eq!(found(&sandbox, 0), [""; 0]);
    sandbox.commit_all("又改");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    assert!(sandbox.run("review status 001").stdout.contains("已失效"));
}

#[test]
fn what_is_not_committed_is_told() {
    let sandbox = through();
    sandbox.run("review note 001 协商意见 --by 李虚构 --note 已阅 --on 2026-06-12 --no-commit").exits(0);
    assert_eq!(found(&sandbox, 1), ["5 uncommitted 这一行还没有提交"]);
    sandbox.git(&["checkout", "--quiet", "."]);
    let text = sandbox.read(LINES);
    sandbox.write(LINES, text.split_inclusive('\n').take(3).collect::<String>());
    assert_eq!(found(&sandbox, 1), ["4 uncommitted 工作区里已没有这一行，还没有提交"]);
    fs::remove_file(sandbox.archive().join(LINES)).unwrap();
    assert_eq!(found(&sandbox, 1).len(), 4);
}

/// What a forger appends: why not, the words replaced, and what is said of it.
type Forged<'f> = (&'f str, &'f [(&'f str, &'f str)], &'f [&'f str]);

#[test]
fn a_line_that_nobody_might_write_is_named() {
    let who = [("via: circle", "via: null"), ("by: li", "by: zhou"), ("date: 2026-06-11", "date: 2026-06-12")];
    let cases: [Forged; 6] = [
        ("through already", &[], &["5 order 当时各环节都已办结"]),
        ("no post", &who, &["5 right 周试例在 2026-06-12 无权办理核签《协商意见》"]),
        ("another round", &[("round: 1", "round: 2")], &["5 order 当时是第1轮"]),
        ("no step", &[("step: opinion-countersigned", "step: null")], &["5 order 没有写明是哪一步"]),
        (
            "no such step",
            &[("step: opinion-countersigned", "step: letter-sent")],
            &["5 right 李虚构在 2026-06-11 无权办理发出《协商函》"],
        ),
        ("not readable", &[("verdict: approve", "verdict: yes-indeed")], &["5 unreadable 这一行读不出决定"]),
    ];
    for (name, words, told) in cases {
        let sandbox = through();
        sandbox.append(LINES, &forged(&sandbox, words));
        sandbox.commit_all("添一行");
        assert_eq!(found(&sandbox, if name == "not readable" { 2 } else { 1 }), told, "{name}");
    }
}

/// The last line is forged in the commit that entered it, so that only the archive as it was tells.
#[test]
fn a_line_is_judged_by_the_archive_as_it_was_before_its_commit() {
    let cases = [
        ("post: secretary-general", "post: chair", "4 right 写的职务是 chair，2026-06-11 应为 secretary-general"),
        ("sha256: ", "sha256: 0", "4 text 提交 ·（测试员，2026-06-10）里的文稿不是此行所写的文本"),
        (
            "commit: ",
            "commit: 0123456",
            "4 note 所写的提交 0123456 不在历史里，可能因变基改了编号；放入此行的提交里有同样的文本",
        ),
    ];
    for (old, new, told) in cases {
        let sandbox = through();
        lines(&sandbox, |mut lines| {
            lines[3] = lines[3].replacen(old, new, 1);
            lines
        });
        sandbox.git(&["reset", "--quiet", "--soft", "HEAD~2"]);
        sandbox.git(&["commit", "--quiet", "--message", "核签"]);
        assert_eq!(found(&sandbox, i32::from(!told.contains("note"))), [told]);
    }
}

#[test]
fn a_post_that_is_entered_with_the_decision_that_uses_it_does_not_count() {
    let sandbox = through();
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.write("people.yml", PEOPLE.replace("posts: []", "posts: [secretary-general]"));
    sandbox.run("review approve 001 协商意见 --by 周试例 --on 2026-06-11 --no-commit").exits(0);
    sandbox.commit_all("任职并核签");
    let told = "4 right 职务或规程与这项决定在同一个提交里写入，在此之前无权办理";
    assert_eq!(found(&sandbox, 1), [told]);

    // Entered before, it does; and what became of the post later does not matter.
    sandbox.git(&["reset", "--quiet", "--soft", "HEAD~1"]);
    sandbox.git(&["commit", "--quiet", "--message", "任职", "--", "archive/people.yml"]);
    sandbox.git(&["commit", "--quiet", "--message", "核签"]);
    sandbox.write("people.yml", PEOPLE);
    sandbox.commit_all("免职");
    assert_eq!(found(&sandbox, 0), [""; 0]);
}

/// What the sample does not prove is what is wrong in it on purpose: steps out of turn, and left out.
#[test]
fn the_sample_proves_but_for_what_is_wrong_in_it() {
    let sandbox = Sandbox::without_git();
    sandbox.run_in(sandbox.dir(), "init sample --sample").exits(0);
    let folder = sandbox.dir().join("sample");
    let answer = sandbox.run_in(&folder, "review verify --format json").exits(1).json();
    let documents = answer["documents"].as_array().unwrap();
    let decisions: usize = documents.iter().map(|one| one["decisions"].as_array().unwrap().len()).sum();
    assert!(decisions > 50, "{decisions}");
    let mut told: Vec<(&str, &str)> = Vec::new();
    for document in documents {
        for problem in document["problems"].as_array().unwrap() {
            told.push((document["topic"].as_str().unwrap(), problem["kind"].as_str().unwrap()));
        }
    }
    assert_eq!(told, [("2026-004", "order"), ("2026-006", "order"), ("2026-006", "order")]);
}

#[test]
fn a_folder_may_get_another_name_and_not_another_number() {
    let mut sandbox = through();
    sandbox.git(&["mv", "archive/topics/2026/001-社区养老", "archive/topics/2026/001-社区养老服务"]);
    sandbox.commit_all("改名");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    decide(&mut sandbox, "2026-06-21", "note 001 协商意见 --by 李虚构 --note 已阅");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    sandbox.git(&["rm", "-r", "--quiet", "archive/topics"]);
    sandbox.git(&["commit", "--quiet", "--message", "删去"]);
    assert_eq!(found(&sandbox, 1).len(), 5);

    let sandbox = through();
    sandbox.git(&["mv", "archive/topics/2026/001-社区养老", "archive/topics/2026/007-社区养老"]);
    sandbox.commit_all("改号");
    let told = found(&sandbox, 1);
    assert_eq!(told.len(), 4);
    assert!(told[3].starts_with("4 place 此行属于 2026-001 的 consultation-opinion"), "{told:?}");
}

/// To move the file is no other than to carry its lines.
#[test]
fn decisions_that_are_moved_to_another_topic_are_named() {
    let sandbox = through();
    let twin = "topics/2026/001-社区助餐";
    sandbox.write(&format!("{twin}/topic.yml"), sandbox.read(&format!("{TOPIC}/topic.yml")));
    sandbox.write(&format!("{twin}/协商意见.md"), sandbox.read(PAPER).replace("十二处", "二十处"));
    sandbox.commit_all("同号");
    sandbox.git(&["mv", &format!("archive/{TOPIC}/reviews"), &format!("archive/{twin}/reviews")]);
    sandbox.commit_all("移走");
    let told = found(&sandbox, 1);
    assert_eq!(told.iter().filter(|one| one.contains(" edited ")).count(), 4, "{told:?}");
    assert_eq!(told.iter().filter(|one| one.contains(" text ")).count(), 4, "{told:?}");
}

/// It changes nothing, for what was decided in a round that has ended does not count; but it is worth a look.
#[test]
fn a_line_that_passes_over_the_last_one_is_noted() {
    let sandbox = through();
    let text = sandbox.read(LINES);
    let third = text.split_inclusive('\n').nth(2).unwrap();
    let words = [("opinion-countersigned", "null"), ("approve", "note"), ("post: secretary-general", "post: null")];
    let line = forged(&sandbox, &words).replace(&hash(text.split_inclusive('\n').nth(3).unwrap()), &hash(third));
    sandbox.append(LINES, &line);
    sandbox.commit_all("添一行");
    assert_eq!(found(&sandbox, 0), ["5 note 没有接在当时的最后一行（第4行）之后：另一处同时作出、变基，或手写"]);
}

/// Two decide at once; git takes both lines. A merge that drops one is named.
#[test]
fn what_a_merge_brings_together_proves_and_what_it_drops_is_named() {
    let both = |strategy: &[&str]| {
        let mut sandbox = through();
        sandbox.write(".gitattributes", "**/reviews/*.yml merge=union\n");
        sandbox.commit_all("合并");
        sandbox.git(&["branch", "other"]);
        decide(&mut sandbox, "2026-06-21", "note 001 协商意见 --by 李虚构 --note 甲");
        sandbox.git(&["checkout", "--quiet", "other"]);
        decide(&mut sandbox, "2026-06-22", "note 001 协商意见 --by 王拟定 --note 乙");
        let merge = ["merge", "--quiet", "--no-edit", "main"];
        sandbox.git(&[&merge[..], strategy].concat());
        sandbox
    };
    assert_eq!(found(&both(&[]), 0), [""; 0]);
    let mut sandbox = both(&[]);
    decide(&mut sandbox, "2026-06-23", "note 001 协商意见 --by 钱样本 --note 丙");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    assert_eq!(found(&both(&["--strategy=ours"]), 1), ["5 edited 在提交 ·（测试员，2026-06-22）中被改动或删除"]);
}

/// What was read earlier may be entered late; it does not open the days before the last decision again.
#[test]
fn a_decision_is_not_dated_before_the_last_one_whatever_was_noted_since() {
    let mut sandbox = through();
    decide(&mut sandbox, "2026-06-20", "note 001 协商意见 --by 王拟定 --note 已阅 --on 2026-06-09");
    let back = "review return 001 协商意见 --by 李虚构 --note 重拟 --as-of 2026-06-20 --on";
    sandbox.run(&format!("{back} 2026-06-10")).refused(&["2026-06-10 早于上一项决定（2026-06-11）"]);
    sandbox.run(&format!("{back} 2026-06-11")).exits(0);
    assert_eq!(found(&sandbox, 0), [""; 0]);
}

#[test]
fn older_records_are_told_as_unchained() {
    let sandbox = begun();
    let sha256 = hash(&sandbox.read(PAPER));
    let record =
        format!("- step: opinion-read\n  by: wang\n  date: 2026-06-09\n  verdict: approve\n  sha256: {sha256}\n");
    sandbox.write(LINES, record);
    sandbox.commit_all("旧记录");
    let said = sandbox.run("review verify").goes_well().stdout;
    assert!(said.starts_with("2026-001 社区养老《协商意见》：0 项决定，都能证实；另有 1 项旧记录不在链上\n"), "{said}");
}

#[test]
fn what_cannot_be_verified_is_refused() {
    let sandbox = through();
    sandbox.run("review verify 2026-099").refused(&["2026-099"]);
    sandbox.write("rooms.yml", "- {id: heyan, name: 河沿街道协商议事室, level: township, regulation: ordos}\n");
    sandbox.run("review verify room:heyan").refused(&["`room:heyan` 没有审签的文书"]);
    sandbox.run("review verify --format csv").refused(&["CSV"]);
    assert_eq!(sandbox.run("review verify plan:2026").exits(0).stderr, "提示：没有审签的决定\n");
    let clone = format!("file://{}", sandbox.tree().display());
    sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "--depth=2", &clone, "shallow"]);
    sandbox.run_in(&sandbox.dir().join("shallow/archive"), "review verify").refused(&["git fetch --unshallow"]);
    fs::remove_dir_all(sandbox.tree().join(".git")).unwrap();
    sandbox.run("review verify").refused(&["git init"]);
}
