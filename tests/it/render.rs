//! `yijuan render`.

use crate::sandbox::{Run, SETTINGS, Sandbox, each};
use insta::assert_snapshot;
use regex::Regex;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use yijuan::regulation::Check;

/// The papers of a topic, in the order of its work.
const PAPERS: [&str; 10] = [
    "协商工作方案",
    "协商函",
    "会议通知",
    "变更通知",
    "会议程序",
    "主持词",
    "会议记录",
    "协商意见",
    "卷内目录",
    "备考表",
];

/// The day after the meeting of topic 013, which had been put off.
const AFTER: &str = "2026-07-09";

/// Holds that it went well, and that nothing was worth a word but what is left to fill in.
#[track_caller]
fn drafted(run: Run) -> Run {
    let run = run.exits(0);
    let is_told = |line: &str| ["提示：草稿还有", "提示：其中"].iter().any(|told| line.starts_with(told));
    assert!(run.stderr.lines().all(is_told), "{run}");
    run
}

fn run(sandbox: &Sandbox, command: &str) -> Run {
    sandbox.run(&format!("--as-of {AFTER} {command}"))
}

/// The sample once topic 013 has met.
fn met() -> Sandbox {
    let sandbox = Sandbox::sample();
    run(&sandbox, "record 013 meeting --on 2026-07-08").exits(0);
    sandbox
}

fn paper(sandbox: &Sandbox, number: &str, name: &str) -> String {
    sandbox.read(&format!("{}/{name}.md", sandbox.topic(number)))
}

/// What is wrong for certain, by rule and path.
fn errors(sandbox: &Sandbox, key: &str) -> BTreeSet<(String, String)> {
    let report = run(sandbox, &format!("check --format json {key}")).json();
    let findings = report["findings"].as_array().unwrap();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error");
    errors.map(|finding| (finding["rule"].to_string(), finding["path"].to_string())).collect()
}

#[test]
fn every_paper_of_a_topic_is_drafted_and_judged_as_one() {
    let sandbox = met();
    let before = errors(&sandbox, "013");
    let [blank, empty_list, empty] =
        ["〔待填写[^〕]*〕", r"(?m)^(\w+): *\[\] *# 待填写.*$", r"(?m)^(\w+): *# 待填写.*$"]
            .map(|it| Regex::new(it).unwrap());
    let mut told = String::new();
    for name in PAPERS {
        // The work plan is there already, written by hand.
        let run = drafted(run(&sandbox, &format!("render 013 {name} --force")));
        assert_eq!(run.stdout, format!("{}/{name}.md\n", sandbox.topic("013")));
        let drafted = paper(&sandbox, "013", name);
        // A draft is no paper until whoever sends it has filled it in.
        let filled = drafted.replace("〔待填写：主送的部门〕", "区水务局");
        let filled = blank.replace_all(&filled, "已填");
        let filled = empty_list.replace_all(&filled, "$1: [已填]");
        sandbox
            .write(&format!("{}/{name}.md", sandbox.topic("013")), empty.replace_all(&filled, "$1: 已填").as_bytes());
        let _ = writeln!(told, "=== {name}\n{drafted}");
    }
    let after = errors(&sandbox, "013");
    assert!(after.is_subset(&before), "{after:?}\n{before:?}");
    // The letter and its addressees are what M6a and M6c ask for.
    let settled =
        |rule: &str| before.iter().any(|(id, _)| id.contains(rule)) && !after.iter().any(|(id, _)| id.contains(rule));
    assert!(settled("M6a") && settled("M6c"), "{after:?}\n{before:?}");
    assert_snapshot!(told);
}

#[test]
fn an_ad_hoc_topic_has_its_own_wording() {
    let sandbox = Sandbox::sample();
    drafted(run(&sandbox, "render 2026-001 会议通知 卷内目录"));
    let told = ["会议通知", "卷内目录"].map(|name| paper(&sandbox, "001", name));
    assert_snapshot!(told.join("\n=====\n"));
}

#[test]
fn the_index_has_the_day_a_paper_went_out_and_all_that_a_picture_is() {
    let sandbox = Sandbox::sample();
    drafted(run(&sandbox, "render 2026-013 协商函"));
    let folder = "topics/2026/013-居住区停车资源共享";
    sandbox.write(&format!("{folder}/events.yml"), "- {date: 2026-05-12, event: letter-sent}\n");
    sandbox.write(
        &format!("{folder}/materials.yml"),
        "- {file: materials/全场.jpg, document: [photo-leaders, photo-hall]}\n\
         - {file: materials/报告.pdf, document: research-report, title: 停车调研}\n\
         - {file: materials/报告.pdf, document: research-material, date: 2026-06-01}\n",
    );
    sandbox.write(&format!("{folder}/materials/全场.jpg"), "GIF89a");
    sandbox.write(&format!("{folder}/materials/报告.pdf"), "报告");
    run(&sandbox, "render 2026-013 卷内目录 --force");
    let index = paper(&sandbox, "013", "卷内目录");
    let line = |of: &str| index.lines().find(|line| line.contains(of)).unwrap_or_default().to_owned();
    assert!(line("协商函.md").contains("| 20260512 |"), "{index}");
    assert!(line("全场.jpg").contains("[主要领导照片、会议全场照片]"), "{index}");
    // What is entered as two kinds of paper is one file.
    assert_eq!(index.matches("报告.pdf").count(), 1, "{index}");
    assert!(line("报告.pdf").contains("| 停车调研 | 20260601 |"), "{index}");
}

#[test]
fn a_paper_without_a_day_has_that_of_the_step_it_was_made_or_sent_by() {
    let sandbox = Sandbox::sample();
    let folder = "topics/2026/013-居住区停车资源共享";
    sandbox.write(
        &format!("{folder}/events.yml"),
        "- {date: 2026-03-12, event: work-plan-made}\n- {date: 2026-05-11, event: change-notice-sent}\n- {date: 2026-07-12, event: change-notice-sent, round: 2}\n",
    );
    for paper in ["协商工作方案: work-plan", "变更通知: change-notice", "主持词: host-script"] {
        let (name, id) = paper.split_once(": ").unwrap();
        sandbox.write(&format!("{folder}/{name}.md"), format!("---\ndocument: {id}\n---\n\n正文。\n"));
    }
    run(&sandbox, "render 2026-013 卷内目录 --force");
    let index = paper(&sandbox, "013", "卷内目录");
    let line = |of: &str| index.lines().find(|line| line.contains(of)).unwrap_or_default().to_owned();
    assert!(line("协商工作方案.md").contains("| 20260312 |"), "{index}");
    assert!(line("变更通知.md").contains("| 20260511 |"), "{index}");
    // No step makes it: no day is invented.
    assert!(line("主持词.md").contains("|  | | <!-- 主持词.md"), "{index}");
}

#[test]
fn a_paper_that_only_another_regulation_has_is_said_to_be_its() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 村口停车 --regulation yancheng --as-of 2026-06-01").exits(0);
    let refused = run(&sandbox, "render 2026-001 主持词").exits(2);
    assert!(refused.stderr.contains("`主持词` 是门头沟规程的文书，盐城规程没有规定"), "{refused}");
}

#[test]
fn the_plan_of_a_year() {
    let sandbox = Sandbox::sample();
    let before = errors(&sandbox, "");
    drafted(run(&sandbox, "render plan:2026 annual-plan"));
    assert!(errors(&sandbox, "").is_subset(&before));
    assert_snapshot!(format!("{}\n{}", sandbox.last_commit(), sandbox.read("plans/2026/年度协商计划.md")));
}

#[test]
fn several_at_once_by_id_or_name_are_one_commit() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("-v render 居住区停车 host-script 会议程序 host-script");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_commit()), @"
    $ yijuan -v render 居住区停车 host-script 会议程序 host-script
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/主持词.md
    topics/2026/013-居住区停车资源共享/会议程序.md
    --- stderr
    已写入 topics/2026/013-居住区停车资源共享/主持词.md
    已写入 topics/2026/013-居住区停车资源共享/会议程序.md
    已提交 [COMMIT]
    提示：草稿还有7处待填写：topics/2026/013-居住区停车资源共享/主持词.md
    提示：草稿还有4处待填写：topics/2026/013-居住区停车资源共享/会议程序.md
    提示：其中会议开始时间、会议地点可先登记，再起草：yijuan set 2026-013 会议时间=… 会议地点=…

    2026-013 起草：主持词、会议程序

    Yijuan-Topic: 2026-013
    Yijuan-Draft: 主持词
    Yijuan-Draft: 会议程序


    A	archive/topics/2026/013-居住区停车资源共享/主持词.md
    A	archive/topics/2026/013-居住区停车资源共享/会议程序.md
    ");
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, "render 018 协商函 -v"), @"
    $ yijuan --lang zh-CN render 018 协商函 -v
    exit 0
    --- stdout
    topics/2026/018-农村生活污水治理/协商函.md
    --- stderr
    已写入 topics/2026/018-农村生活污水治理/协商函.md
    已提交 [COMMIT]
    提示：草稿还有1处待填写：topics/2026/018-农村生活污水治理/协商函.md

    $ yijuan --lang en render 018 协商函 -v
    exit 0
    --- stdout
    topics/2026/018-农村生活污水治理/协商函.md
    --- stderr
    wrote topics/2026/018-农村生活污水治理/协商函.md
    committed [COMMIT]
    hint: the draft still has 1 place to be filled in: topics/2026/018-农村生活污水治理/协商函.md
    ");
}

#[test]
fn the_same_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    drafted(sandbox.run("render 013 协商函 卷内目录"));
    assert_snapshot!(sandbox.unchanged_by(&["render 013 协商函 卷内目录"]), @"
    $ yijuan --lang zh-CN render 013 协商函 卷内目录
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/协商函.md
    topics/2026/013-居住区停车资源共享/卷内目录.md
    --- stderr
    提示：草稿还有7处待填写：topics/2026/013-居住区停车资源共享/协商函.md
    提示：其中联系人、联系电话、会议开始时间、会议地点可先登记，再起草：yijuan set 2026-013 联系人=… 联系电话=… 会议时间=… 会议地点=…
    提示：没有变化

    $ yijuan --lang en render 013 协商函 卷内目录
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/协商函.md
    topics/2026/013-居住区停车资源共享/卷内目录.md
    --- stderr
    hint: the draft still has 7 places to be filled in: topics/2026/013-居住区停车资源共享/协商函.md
    hint: of these 联系人、联系电话、会议开始时间、会议地点 can be recorded first: yijuan set 2026-013 session.contact=… session.phone=… session.time=… session.place=…
    hint: nothing changed
    ");
}

#[test]
fn what_somebody_edited_is_kept_and_nothing_else_is_written_either() {
    let sandbox = Sandbox::sample();
    drafted(sandbox.run("render 018 协商函"));
    let path = format!("{}/协商函.md", sandbox.topic("018"));
    sandbox.append(&path, "\n请届时出席。\n");
    let told = sandbox.unchanged_by(&["render 018 主持词 协商函"]);
    drafted(sandbox.run("render 018 主持词 协商函 --force"));
    assert!(!sandbox.read(&path).contains("请届时出席"));
    assert_snapshot!(told, @"
    $ yijuan --lang zh-CN render 018 主持词 协商函
    exit 2
    --- stderr
    错误：topics/2026/018-农村生活污水治理/协商函.md: 文件已经存在，内容与现在起草的不同
    提示：要填入已经登记的事实而保留其中的修改，加 `--update`；舍弃修改而重写，加 `--force`；另存一份，加 `--out 目录`

    $ yijuan --lang en render 018 主持词 协商函
    exit 2
    --- stderr
    error: topics/2026/018-农村生活污水治理/协商函.md: the file is there and reads otherwise than a new draft
    hint: add `--update` to fill in what is on record and keep what was edited, `--force` to lose it and write anew, or `--out DIR` to write elsewhere
    ");
}

#[test]
fn elsewhere_nothing_is_committed_and_edits_are_kept_as_well() {
    let sandbox = Sandbox::sample();
    let out = sandbox.dir().join("drafts/new");
    let out = out.to_str().unwrap();
    let before = (sandbox.index(), sandbox.git(&["rev-parse", "HEAD"]));
    let first = drafted(sandbox.run(&["render", "018", "协商函", "--out", out]));
    assert_eq!(first.stdout, "[DIR]/drafts/new/协商函.md\n");
    std::fs::write(sandbox.dir().join("drafts/new/协商函.md"), "改过\n").unwrap();
    let again =
        sandbox.run(&["render", "018", "协商函", "--out", out]).refused(&["[DIR]/drafts/new/协商函.md", "--force"]);
    assert_eq!(again.stdout, "");
    drafted(sandbox.run(&["render", "018", "协商函", "--out", out, "--force"]));
    assert_eq!((sandbox.index(), sandbox.git(&["rev-parse", "HEAD"])), before);
}

#[test]
fn all_that_is_missing_is_named_at_once_with_where_it_is_set() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 夜间经济发展").goes_well();
    assert_snapshot!(sandbox.unchanged_by(&["render 2026-001 协商函 会议记录 协商工作方案"]));
}

#[test]
fn nobody_s_id_is_printed() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/topic.yml", sandbox.topic("018"));
    sandbox.write(&path, sandbox.read(&path).replace("qian-yangben", "qian"));
    let told = sandbox.run("render 018 work-plan");
    told.refused(&["缺少牵头领导", "yijuan person add --id qian --name"]);
}

#[test]
fn what_is_missing_in_a_plan_is_named_by_its_item() {
    let sandbox = Sandbox::empty();
    sandbox.write("plans/2026/plan.yml", "items:\n  - {title: 甲, form: thematic, office: urban}\n  - {title: 乙}\n");
    sandbox.commit_all("计划");
    assert_snapshot!(sandbox.unchanged_by(&[
        "render plan:2026 年度协商计划",
        "render plan:2027 年度协商计划",
        "render plan:26 年度协商计划",
    ]));
}

#[test]
fn wrong_words_are_refused_together() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "render 018 协商涵 department-material minutes-of-nothing",
        "render 018",
        "render 099 协商函",
        "render plan:2026 协商函 卷内目录",
        "render room:heyan 协商函",
        "render 013 年度协商计划",
        "render 018 协商函 --format json",
    ]));
}

/// An archive with one topic, and a template of its own for the letter.
fn with_template(text: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 夜间经济发展 --meeting 2026-07-15").goes_well();
    sandbox.write("templates/mentougou/documents/协商函.md", text);
    sandbox.commit_all("模板");
    sandbox
}

#[test]
fn the_archive_s_own_template_goes_before_the_built_in_one() {
    let own = "---\ndocument: consultation-letter\ntitle: {{ topic.title|yaml }}\n---\n\n{{ scheduled.meeting|cn_date }}见。\n";
    let sandbox = with_template(own);
    sandbox.run("render 2026-001 协商函").goes_well();
    let written = sandbox.read("topics/2026/001-夜间经济发展/协商函.md");
    assert_eq!(written, "---\ndocument: consultation-letter\ntitle: 夜间经济发展\n---\n\n2026年7月15日见。\n");
}

#[test]
fn a_paper_that_is_missing_is_drafted_where_there_is_a_template_and_else_handed_in() {
    let sandbox = Sandbox::sample();
    let missing = |language: &str, paper: &str| {
        let out = sandbox.run(&format!("--as-of 2026-12-31 --lang {language} check 2026-007")).stdout;
        let hint = out.lines().find(|line| line.contains("→") && line.contains(paper));
        hint.unwrap_or_else(|| panic!("{out}")).trim().to_owned()
    };
    assert_eq!(
        missing("zh-CN", "会议全场照片"),
        "→ 收入卷中：yijuan material add 2026-007 〈文件〉 --document 会议全场照片 --date 〈日期〉"
    );
    assert_eq!(
        missing("en", "photo-hall"),
        "→ take it in: yijuan material add 2026-007 〈FILE〉 --document photo-hall --date 〈DATE〉"
    );
    sandbox
        .write("templates/mentougou/documents/会议全场照片.md", "---\ndocument: photo-hall\n---\n〔待填写：照片〕\n");
    assert_eq!(missing("zh-CN", "会议全场照片"), "→ 起草并填写：yijuan render 2026-007 会议全场照片");
    assert_eq!(missing("en", "photo-hall"), "→ draft it and fill it in: yijuan render 2026-007 photo-hall");
}

#[test]
fn what_is_wrong_with_a_template_is_shown_at_its_line() {
    let head = "---\ndocument: consultation-letter\n---\n\n";
    let wrong = [
        "{% if topic.title %}\n甲\n",
        "{{ topic.title|upcase }}\n",
        "{{ topic.titel }}\n",
        "{{ topic.title|cn_date }}\n",
        "{% include '/etc/passwd' %}\n",
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}\n",
    ];
    let told = wrong.map(|text| with_template(&format!("{head}{text}")).unchanged_by(&["render 2026-001 协商函"]));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_template_that_gives_no_paper_is_refused() {
    let sandbox = with_template("---\ndocument: consultation-letter\ntitel: 甲\n---\n");
    let before = sandbox.state();
    sandbox.run("render 2026-001 协商函").refused(&["templates/mentougou/documents/协商函.md", "titel"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn titles_that_yaml_or_a_template_would_mistake_come_through() {
    for title in ["“甲”: 'b' \"c\" #2", "{{ topic }} {% raw %}", "---", "a|b\\c", "true", "～〔〕"] {
        let sandbox = Sandbox::empty();
        sandbox.write("yijuan.yml", format!("{SETTINGS}institution: 政协云河区委员会\n"));
        sandbox.run(&["new", &format!("--title={title}"), "--form", "thematic", "--office", "urban"]).exits(0);
        sandbox.run("set 2026-001 scheduled.meeting=2026-07-15").goes_well();
        sandbox.run("record 2026-001 meeting --on 2026-06-10").exits(0);
        drafted(sandbox.run("render 2026-001 会议记录 协商函 主持词"));
        let record = paper(&sandbox, "001", "会议记录");
        let front = record.split("---\n").nth(1).unwrap();
        let front: serde_yaml::Value = serde_yaml::from_str(front).unwrap_or_else(|error| panic!("{error}\n{record}"));
        assert_eq!(front["subject"].as_str(), Some(title), "{record}");
        assert!(sandbox.run("check 2026-001").code != Some(2));
    }
}

#[test]
fn a_title_of_several_lines_is_refused_where_it_would_be_printed() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "topics/2026/001-甲/topic.yml",
        "title: \"甲\\n---\\n乙\"\nregulation: mentougou\nform: thematic\noffice: urban\n",
    );
    sandbox.commit_all("题");
    assert_snapshot!(sandbox.both("render 2026-001 主持词"), @"
    $ yijuan --lang zh-CN render 2026-001 主持词
    exit 2
    --- stderr
    错误：`topic.title` 含看不见的字符
    提示：应为一行文字

    $ yijuan --lang en render 2026-001 主持词
    exit 2
    --- stderr
    error: `topic.title` holds invisible characters
    hint: it must be one line of text
    ");
}

#[test]
fn what_can_be_drafted_is_listed_where_no_paper_is_named() {
    let sandbox = Sandbox::sample();
    let of_topic = sandbox.run("render 013").exits(2).stderr;
    assert!(of_topic.contains("协商函") && !of_topic.contains("年度协商计划"), "{of_topic}");
    let of_year = sandbox.run("render plan:2026").exits(2).stderr;
    assert!(of_year.contains("年度协商计划") && !of_year.contains("协商函"), "{of_year}");
}

#[test]
fn a_draft_that_nobody_edited_is_drafted_anew_from_other_facts_and_an_edited_one_is_not() {
    let sandbox = Sandbox::sample();
    sandbox.run("render 013 会议程序").exits(0);
    let path = format!("{}/会议程序.md", sandbox.topic("013"));
    let before = sandbox.read(&path);
    sandbox.run("set 013 title=居住区错时停车").exits(0);
    sandbox.run("render 013 会议程序").exits(0);
    let after = sandbox.read(&path);
    assert!(after != before && after.contains("居住区错时停车"), "{after}");
    sandbox.append(&path, "\n另有说明。\n");
    sandbox.run("set 013 title=居住区停车").exits(0);
    sandbox.run("render 013 会议程序").refused(&["--force"]);
    // What was edited and committed is edited all the same.
    sandbox.commit_all("改稿");
    sandbox.run("render 013 会议程序").refused(&["--force"]);
}

/// Topic 013 with its session, a department and a leader on record.
fn arranged() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox
        .run("set 013 会议时间=下午2时30分 时长=2小时 会议地点=区政协机关三楼会议室 联系人=范样例 联系电话=010-60000001 \
              回执时限=7月3日17时 材料报送时限=7月1日 会议议程=课题组通报调研情况/钱样本/10；委员发言；部门回应/区城市管理委员会/15")
        .exits(0);
    sandbox.run("roster add 013 陈样例 --tag 部门负责人 --affiliation 区城市管理委员会副主任").exits(0);
    sandbox.run("roster add 013 尤演示 许样例 --tag 政协委员").exits(0);
    sandbox.run("roster add 013 钱样本 --tag 主持人").exits(0);
    sandbox
}

#[test]
fn papers_have_what_is_on_record_of_the_session_and_of_those_who_take_part() {
    let sandbox = arranged();
    drafted(run(&sandbox, "render 013 协商函 会议通知 会议程序 主持词"));
    let told = ["协商函", "会议通知", "会议程序", "主持词"].map(|name| paper(&sandbox, "013", name));
    assert_snapshot!(told.join("\n=====\n"));
}

#[test]
fn what_is_missing_is_listed_with_the_command_that_records_it() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(each(|| sandbox.twin(), &format!("--as-of {AFTER} render 013 协商函 会议记录 --missing")), @"
    $ yijuan --lang zh-CN --as-of 2026-07-09 render 013 协商函 会议记录 --missing
    exit 0
    --- stdout
    协商函.md
      待登记：联系人
      待登记：联系电话
      待登记：会议开始时间
      待登记：会议地点
      待填写：主送的部门
      待填写：拟协商的主要问题，逐条列出
      待填写：参加会议的部门
    会议记录.md
      待登记：缺少“协商会议”的记录
      待登记：会议地点
      待填写：主持人
      待填写：政协方面到会人员
      待填写：部门到会人员
      待填写：姓名
      待填写：委员、单位
      待填写：问题或者意见
      待填写：部门
      待填写：回应、承诺和时限
      待填写：会议形成的共识，逐条列出
    --- stderr
    提示：登记：yijuan set 2026-013 联系人=… 联系电话=… 会议时间=… 会议地点=…
    提示：登记：yijuan record 2026-013 协商会议 --on YYYY-MM-DD

    $ yijuan --lang en --as-of 2026-07-09 render 013 协商函 会议记录 --missing
    exit 0
    --- stdout
    协商函.md
      to be recorded: 联系人
      to be recorded: 联系电话
      to be recorded: 会议开始时间
      to be recorded: 会议地点
      to be written: 主送的部门
      to be written: 拟协商的主要问题，逐条列出
      to be written: 参加会议的部门
    会议记录.md
      to be recorded: the entry “meeting” is missing
      to be recorded: 会议地点
      to be written: 主持人
      to be written: 政协方面到会人员
      to be written: 部门到会人员
      to be written: 姓名
      to be written: 委员、单位
      to be written: 问题或者意见
      to be written: 部门
      to be written: 回应、承诺和时限
      to be written: 会议形成的共识，逐条列出
    --- stderr
    hint: to record it: yijuan set 2026-013 session.contact=… session.phone=… session.time=… session.place=…
    hint: to record it: yijuan record 2026-013 meeting --on YYYY-MM-DD
    ");
    let arranged = arranged();
    run(&arranged, "render 013 协商函").exits(0);
    let path = format!("{}/协商函.md", arranged.topic("013"));
    arranged.write(&path, arranged.read(&path).replace("〔待填写：拟协商的主要问题，逐条列出〕", "一个问题。"));
    assert_eq!(run(&arranged, "render 013 协商函 --missing").exits(0).stdout, "", "nothing is left");
    // Nothing is written by asking.
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn half_a_session_is_refused_with_what_it_lacks() {
    let sandbox = Sandbox::sample();
    sandbox.run("set 013 会议地点=三楼会议室").exits(0);
    let missing = sandbox.run("render 013 协商函 --missing").exits(0);
    assert!(
        missing.stdout.contains("  待登记：会议安排缺少会议时间\n") && missing.stdout.contains("待填写："),
        "{missing}"
    );
    assert_snapshot!(each(|| sandbox.twin(), "render 013 协商函 会议通知"), @"
    $ yijuan --lang zh-CN render 013 协商函 会议通知
    exit 2
    --- stderr
    错误：topics/2026/013-居住区停车资源共享/topic.yml: 会议安排缺少会议时间
    提示：yijuan set 2026-013 会议时间=…

    $ yijuan --lang en render 013 协商函 会议通知
    exit 2
    --- stderr
    error: topics/2026/013-居住区停车资源共享/topic.yml: the session lacks `session.time`
    hint: yijuan set 2026-013 session.time=…
    ");
}

#[test]
fn half_a_session_is_told_together_with_all_else_that_is_missing() {
    let sandbox = Sandbox::sample();
    sandbox.run("set 017 会议地点=三楼会议室").exits(0);
    let told = ["会议安排缺少会议时间", "缺少“协商会议”的记录"];
    run(&sandbox, "render 017 会议记录").refused(&told);
    let missing = run(&sandbox, "render 017 会议记录 --missing").exits(0).stdout;
    assert!(told.iter().all(|one| missing.contains(one)) && missing.contains("待填写：姓名"), "{missing}");
}

#[test]
fn an_update_fills_in_what_has_become_known_and_keeps_what_somebody_wrote() {
    let sandbox = Sandbox::sample();
    drafted(run(&sandbox, "render 013 协商函"));
    let path = format!("{}/协商函.md", sandbox.topic("013"));
    let written = sandbox.read(&path).replace("〔待填写：拟协商的主要问题，逐条列出〕", "1. 夜间错时停车怎样组织");
    let written = written
        .replace("issuer:", "number: 云协办函〔2026〕12号\nissuer:")
        .replace("〔待填写：会议地点〕", "二楼会议室");
    sandbox.write(&path, written.as_bytes());
    sandbox.run("commit -q 013").exits(0);
    sandbox.run("set 013 会议时间=14:30 会议地点=三楼会议室 联系人=范样例").exits(0);
    run(&sandbox, "postpone 013 2026-07-15").exits(0);
    assert_snapshot!(run(&sandbox, "render 013 协商函 --update"), @r#"
    $ yijuan --as-of 2026-07-09 render 013 协商函 --update
    exit 0
    --- stdout
    topics/2026/013-居住区停车资源共享/协商函.md
    --- stderr
    提示：更新了4行：topics/2026/013-居住区停车资源共享/协商函.md
    提示：第4行：meeting: 2026-07-15
    提示：第8行：note: "联系人：范样例；联系电话：〔待填写：联系电话〕"
    提示：第11行：根据政协云河区委员会2026年度协商工作安排，拟于2026年7月15日（星期三）召开“居住区停车资源共享”对口协商会。现将有关事项函告如下。
    提示：第15行：时间：2026年7月15日（星期三）下午2时30分。
    提示：有的地方已由人改写，与登记的不同，保留现有文字；请核对
    提示：草稿还有3处待填写：topics/2026/013-居住区停车资源共享/协商函.md
    提示：其中联系电话可先登记，再起草：yijuan set 2026-013 联系电话=…
    "#);
    assert_snapshot!(paper(&sandbox, "013", "协商函"), @r#"
    ---
    document: consultation-letter
    title: 关于商请参加“居住区停车资源共享”对口协商会的函
    meeting: 2026-07-15
    number: 云协办函〔2026〕12号
    issuer: cppcc-office
    to: [government-office, 〔待填写：主送的部门〕]
    note: "联系人：范样例；联系电话：〔待填写：联系电话〕"
    ---

    根据政协云河区委员会2026年度协商工作安排，拟于2026年7月15日（星期三）召开“居住区停车资源共享”对口协商会。现将有关事项函告如下。

    ## 会议时间和地点

    时间：2026年7月15日（星期三）下午2时30分。

    地点：二楼会议室。

    ## 协商内容

    1. 夜间错时停车怎样组织

    ## 商请事项

    1. 请区政府办公室协调有关部门参加会议。
    1. 请〔待填写：参加会议的部门〕负责同志到会介绍有关情况，回应意见建议。
    1. 请有关部门于会前将书面材料送城建环保委员会。

    专此函商，请予支持为盼。
    "#);
    // What somebody wrote is still theirs: a plain draft does not go over it, and a second update keeps it too.
    run(&sandbox, "render 013 协商函").exits(2);
    run(&sandbox, "render 013 --all");
    sandbox.run("set 013 联系电话=010-60000001").exits(0);
    run(&sandbox, "render 013 协商函 --update").exits(0);
    let updated = paper(&sandbox, "013", "协商函");
    for part in
        ["夜间错时停车", "〔2026〕12号", "二楼会议室", "7月15日", "下午2时30分", "范样例；联系电话：010-60000001"]
    {
        assert!(updated.contains(part), "{part}: {updated}");
    }
}

#[test]
fn a_paper_for_another_day_than_the_meeting_has_is_told_until_it_is_brought_up_to_date() {
    let sandbox = Sandbox::sample();
    drafted(run(&sandbox, "render 013 协商函"));
    let moved = sandbox.run("--as-of 2026-06-15 postpone 013 2026-07-15").exits(0);
    assert!(
        moved.stderr.contains("有文书写的不是 2026-07-15，更新：yijuan render 2026-013 协商函 --update"),
        "{moved}"
    );
    let told = || {
        let report = sandbox.run("--as-of 2026-06-18 check --format json 013").json();
        let findings = report["findings"].as_array().unwrap().clone();
        findings
            .into_iter()
            .filter(|finding| finding["message"].to_string().contains("《协商函》写的会期"))
            .collect::<Vec<_>>()
    };
    let [finding] = &told()[..] else { panic!("{:?}", told()) };
    assert_eq!(finding["message"], "《协商函》写的会期是2026-07-08，现定2026-07-15");
    assert_eq!(finding["line"], 4);
    sandbox.run("--as-of 2026-06-16 render 2026-013 协商函 --update").exits(0);
    assert!(told().is_empty());
    // One that went out for the old day is what it was; the change is announced by another paper.
    sandbox.run("--as-of 2026-06-16 record 013 发出《协商函》 --on 2026-06-16").exits(0);
    sandbox.run("--as-of 2026-06-17 postpone 013 2026-07-22").exits(0);
    assert!(told().is_empty());
    // It is left as it went out, unless somebody wants it otherwise, who is told.
    let kept = sandbox.run("--as-of 2026-06-18 render 013 --all");
    assert!(kept.stderr.contains("未动：topics/2026/013-居住区停车资源共享/协商函.md"), "{kept}");
    let updated = sandbox.run("--as-of 2026-06-18 render 013 协商函 --update").exits(0);
    assert!(updated.stderr.contains("协商函.md 已于 2026-06-16 发出，发出的原件不随之改变"), "{updated}");
}

#[test]
fn a_paper_under_review_or_written_by_hand_is_not_updated() {
    let sandbox = Sandbox::sample();
    let hand = run(&sandbox, "render 013 协商工作方案 --update").exits(2);
    assert!(hand.stderr.contains("不是由 `render` 起草"), "{hand}");
    drafted(run(&sandbox, "render 013 协商函"));
    let path = format!("{}/协商函.md", sandbox.topic("013"));
    sandbox.write(&path, sandbox.read(&path).replace("〔待填写：", "〔已填："));
    sandbox.run("commit -q 013").exits(0);
    sandbox.run("review submit 013 协商函 --by 城建环保委员会 --as-of 2026-06-15").exits(0);
    run(&sandbox, "postpone 013 2026-07-15").exits(0);
    let reviewed = run(&sandbox, "render 013 协商函 --update").exits(2);
    assert!(reviewed.stderr.contains("文书在审签中"), "{reviewed}");
}

#[test]
fn somebody_with_several_entries_is_one_and_a_unit_that_is_not_told_is_left_open() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        &format!("{}/roster.yml", sandbox.topic("013")),
        "- {name: 尤演示, person: you-yanshi, tags: [member], at: [research]}
- {name: 尤演示, at: [meeting]}
- {name: 赵示例, round: 2}
- {name: 陈样例, affiliation: 区城市管理委员会副主任, tags: [department-head]}
- {name: 曹样例, affiliation: 区城市管理委员会科长, tags: [department-official]}
- {name: 沈样例, affiliation: 某局副局长, tags: [unit-head]}
- {name: 许样例, tags: [sector-representative], at: [research]}
- {name: 他样例, tags: [member], round: 1}
",
    );
    run(&sandbox, "render 013 会议通知 协商函").exits(0);
    let notice = paper(&sandbox, "013", "会议通知（第2轮）");
    // Nobody twice; nobody of another activity or round.
    assert!(notice.contains("出席：区政协主席赵示例、尤演示。"), "{notice}");
    assert!(notice.contains("列席：区城市管理委员会、〔待填写：沈样例的单位〕负责同志。"), "{notice}");
    let letter = paper(&sandbox, "013", "协商函（第2轮）");
    assert!(letter.contains("to: [government-office, chengguanwei, \"〔待填写：沈样例的单位〕\"]"), "{letter}");
}

#[test]
fn one_letter_for_each_addressee() {
    let sandbox = arranged();
    let run = run(&sandbox, "render 013 协商函 --each").exits(0);
    let folder = sandbox.topic("013");
    assert_eq!(run.stdout, format!("{folder}/协商函（区政府办公室）.md\n{folder}/协商函（区城市管理委员会）.md\n"));
    assert!(paper(&sandbox, "013", "协商函（区城市管理委员会）").contains("to: [chengguanwei]"));
    let refused = sandbox.run("render 013 主持词 --each").exits(2);
    assert!(refused.stderr.contains("不能按主送单位分别起草"), "{refused}");
}

#[test]
fn all_papers_or_those_asked_for_now_and_one_failure_does_not_stop_the_rest() {
    let sandbox = arranged();
    let all = sandbox.run("--as-of 2026-06-15 render 013 --all").exits(2);
    assert_snapshot!(all, @"
    $ yijuan --as-of 2026-06-15 render 013 --all
    exit 2
    --- stdout
    topics/2026/013-居住区停车资源共享/协商函.md
    topics/2026/013-居住区停车资源共享/会议通知.md
    topics/2026/013-居住区停车资源共享/变更通知.md
    topics/2026/013-居住区停车资源共享/会议程序.md
    topics/2026/013-居住区停车资源共享/主持词.md
    topics/2026/013-居住区停车资源共享/卷内目录.md
    topics/2026/013-居住区停车资源共享/备考表.md
    --- stderr
    错误：《会议记录》《协商意见》《报送函》缺少“协商会议”的记录
    提示：yijuan record 2026-013 协商会议 --on YYYY-MM-DD
    错误：《催收档案通知》缺少“报出《协商意见》”的记录
    提示：yijuan record 2026-013 报出《协商意见》 --on YYYY-MM-DD
    提示：已有而内容不同，未动：topics/2026/013-居住区停车资源共享/协商工作方案.md
    提示：草稿还有1处待填写：topics/2026/013-居住区停车资源共享/协商函.md
    提示：草稿还有4处待填写：topics/2026/013-居住区停车资源共享/变更通知.md
    提示：已有而内容不同，未动：topics/2026/013-居住区停车资源共享/调研报告.md
    提示：草稿还有1处待填写：topics/2026/013-居住区停车资源共享/主持词.md
    提示：已起草7份，未能起草4份，原因见上
    ");
    let asked = arranged().run("--as-of 2026-06-15 render 013 --stage").exits(0);
    assert_eq!(asked.stdout, format!("{}/协商函.md\n", sandbox.topic("013")));
}

#[test]
fn an_update_takes_another_issuer_and_knows_the_sheet_of_a_paper() {
    let sandbox = met();
    drafted(run(&sandbox, "render 013 协商意见 --issuer 政协党组"));
    let path = format!("{}/协商意见.md", sandbox.topic("013"));
    sandbox.write(&path, sandbox.read(&path) + "\n补充一段。\n");
    sandbox.run("commit -q 013").exits(0);
    run(&sandbox, "render 013 协商意见 --update --issuer 政协办公室").exits(0);
    let updated = paper(&sandbox, "013", "协商意见");
    assert!(updated.contains("issuer: cppcc-office") && updated.contains("补充一段。"), "{updated}");
    run(&sandbox, "render 009 发文稿纸").exits(0);
    let sheet = format!("{}/发文稿纸（协商意见）.md", sandbox.topic("009"));
    sandbox.write(&sheet, sandbox.read(&sheet) + "\n另附说明。\n");
    sandbox.run("commit -q 009").exits(0);
    let run = run(&sandbox, "render 009 发文稿纸 --update").exits(0);
    assert!(sandbox.read(&sheet).contains("另附说明。"), "{run}");
}

#[test]
fn what_was_raised_and_promised_is_filled_in_with_who_did() {
    let sandbox = met();
    for entry in [
        "--kind 意见建议 --text 错时开放单位停车场 --proposer 尤演示 --proposer 许样例 --to 区城市管理委员会",
        "--kind 意见建议 --text 增设指示牌",
        "--kind 承诺事项 --text 年内开放十处 --to 区城市管理委员会",
        "--kind 承诺事项 --text 区住建委年内修订办法 --to 区住建委",
    ] {
        run(&sandbox, &format!("suggestion add 013 {entry}")).exits(0);
    }
    run(&sandbox, "render 013 会议记录 协商意见 --force").exits(0);
    let record = paper(&sandbox, "013", "会议记录");
    let rows = "| 1 | 尤演示、许样例 | 错时开放单位停车场 | 区城市管理委员会 | 〔待填写：回应、承诺和时限〕 |
| 2 | 〔待填写：委员、单位〕 | 增设指示牌 | 〔待填写：部门〕 | 〔待填写：回应、承诺和时限〕 |
| 3 | 〔待填写：委员、单位〕 | 〔待填写：问题或者意见〕 | 区城市管理委员会 | 年内开放十处 |
| 4 | 〔待填写：委员、单位〕 | 〔待填写：问题或者意见〕 | 区住建委 | 区住建委年内修订办法 |
";
    assert!(record.contains(rows), "{record}");
    let opinion = paper(&sandbox, "013", "协商意见");
    assert!(opinion.contains("1. 区城市管理委员会：年内开放十处。\n2. 区住建委年内修订办法。\n"), "{opinion}");
}

#[test]
fn a_plan_takes_over_the_general_part_of_its_draft() {
    let sandbox = Sandbox::sample();
    run(&sandbox, "plan add 2027 --title 夜间停车 --form 对口协商 --office 提案委员会").exits(0);
    let draft = "plans/2027/政协年度协商计划草案.md";
    run(&sandbox, "render plan:2027 政协年度协商计划草案 年度协商计划").exits(0);
    let open = "〔待填写：指导思想和工作重点〕";
    assert!(sandbox.read("plans/2027/年度协商计划.md").contains(open));
    sandbox.write(draft, sandbox.read(draft).replace(open, "坚持以人民为中心。\n\n突出三项重点。"));
    run(&sandbox, "render plan:2027 年度协商计划 --update").exits(0);
    let plan = sandbox.read("plans/2027/年度协商计划.md");
    assert!(plan.contains("## 总体要求\n\n坚持以人民为中心。\n\n突出三项重点。\n") && !plan.contains(open), "{plan}");
}

#[test]
fn what_dates_a_paper_by_its_template_makes_it_or_has_it_go_out() {
    let regulation = crate::due::draft::BUILT_IN.get("mentougou").unwrap();
    let dated = Regex::new(r"(?m)^date: \{\{ recorded\['([a-z-]+)'\] \}\}$").unwrap();
    let mut seen = 0;
    for (id, _) in regulation.documents.iter() {
        let template = format!("{}/templates/mentougou/documents/{id}.md", env!("CARGO_MANIFEST_DIR"));
        let Ok(template) = std::fs::read_to_string(template) else { continue };
        let Some(event) = dated.captures(&template).map(|found| found[1].to_owned()) else { continue };
        let kind = regulation.events.get(&event).unwrap();
        let makes = kind.document.iter().chain(&kind.issues).any(|of| regulation.counts_as(id, of));
        let is_step = regulation.rules.iter().flat_map(|rule| &rule.checks).any(|check| match check {
            Check::Chain(chain) => {
                let mut events = chain.steps.iter().flat_map(|step| &step.events);
                chain.document.as_deref() == Some(id)
                    && (chain.then.as_deref() == Some(event.as_str()) || events.any(|step| step.as_str() == event))
            }
            _ => false,
        });
        assert!(makes || is_step, "{id}: {event}");
        seen += 1;
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn what_a_plan_leaves_open_is_said_by_its_item() {
    let sandbox = Sandbox::sample();
    run(&sandbox, "plan add 2027 --title 夜间停车").exits(0);
    let missing = run(&sandbox, "render plan:2027 政协年度协商计划草案 --missing").exits(0).stdout;
    for open in
        ["待登记：第1项的协商形式", "待登记：第1项的责任委室", "待填写：第1项的时间安排", "待填写：第1项的牵头领导"]
    {
        assert!(missing.contains(open), "{open}: {missing}");
    }
}

#[test]
fn a_host_neither_greets_themself_nor_waits_for_their_own_words() {
    let sandbox = arranged();
    run(&sandbox, "set 013 会议议程+=主持人总结").exits(0);
    run(&sandbox, "render 013 主持词").exits(0);
    let script = paper(&sandbox, "013", "主持词");
    assert!(script.contains("主持人：区政协副主席钱样本") || script.contains("钱样本\n"), "{script}");
    let greeted = script.lines().find(|line| line.starts_with("政协方面参加会议的有")).unwrap();
    assert!(greeted.contains("尤演示") && !greeted.contains("钱样本"), "{greeted}");
    assert!(script.contains("主持人总结。\n\n各位委员、同志们，今天的协商就到这里。"), "{script}");
}

#[test]
fn the_opinion_goes_the_way_of_whoever_issues_it() {
    let sandbox = met();
    drafted(run(&sandbox, "render 013 协商意见 --issuer 政协党组"));
    assert!(paper(&sandbox, "013", "协商意见").contains("issuer: party-group\nto: [party-secretary]\n"));
    // Drafted again, it is still theirs.
    run(&sandbox, "render 013 协商意见 --update").exits(0);
    assert!(paper(&sandbox, "013", "协商意见").contains("issuer: party-group\n"));
}

#[test]
fn whoever_speaks_or_attends_is_named_with_their_post_and_by_others_papers_with_the_institution() {
    let sandbox = Sandbox::sample();
    let topic = format!("{}/topic.yml", sandbox.topic("018"));
    let agenda = "    - {item: 主管副主席讲话, speaker: 钱样本}\n    - {item: 交流, speaker: 尤演示、区水务局}\n    - 主持人总结\n";
    sandbox.write(&topic, sandbox.read(&topic).replace("    - 主持人总结\n", agenda));
    sandbox.commit_all("议程");
    run(&sandbox, "render 018 会议程序 会议通知 主持词").exits(0);
    let [procedure, notice, script] = ["会议程序", "会议通知", "主持词"].map(|name| paper(&sandbox, "018", name));
    for said in [
        "请城建环保委员会主任王拟定发言，时间15分钟。",
        "请区农业农村局副局长陈虚例发言",
        "请区政协副主席钱样本同志讲话。",
        "请尤演示、区水务局发言。",
        "主持人：副主席钱样本\n",
    ] {
        assert!(script.contains(said), "{said}: {script}");
    }
    assert!(procedure.contains("| 城建环保委员会主任王拟定 | 15分钟 |"), "{procedure}");
    assert!(procedure.contains("主持人：区政协副主席钱样本"), "{procedure}");
    assert!(notice.contains("课题组通报调研情况（城建环保委员会主任王拟定）"), "{notice}");
    assert!(notice.contains("出席：区政协副主席钱样本、城建环保委员会主任王拟定、尤演示、许样例。"), "{notice}");
    // A record stays in the house.
    sandbox.run("--as-of 2026-07-11 record 018 meeting --on 2026-07-10").exits(0);
    sandbox.run("--as-of 2026-07-11 roster update 018 王拟定 --attended").exits(0);
    sandbox.run("--as-of 2026-07-11 render 018 会议记录 --out 外").exits(0);
    let record = sandbox.read("外/会议记录.md");
    assert!(record.contains("出席：城建环保委员会主任王拟定\n"), "{record}");
}

#[test]
fn an_issuer_without_a_whole_name_is_told_with_how_it_gets_one() {
    let sandbox = Sandbox::sample();
    let settings = sandbox.read("yijuan.yml");
    let without: Vec<&str> = settings.lines().filter(|line| !line.contains("party-committee-office}")).collect();
    let told = "yijuan body add --name 〈全称〉 --kind 区委办公室";
    let plenty = run(&sandbox, "render plan:2026 年度协商计划印发通知 --out 外").exits(0);
    assert!(!plenty.stderr.contains("全称"), "{plenty}");
    sandbox.write("yijuan.yml", without.join("\n") + "\n");
    sandbox.commit_all("未登记");
    let drafted = run(&sandbox, "render plan:2026 年度协商计划印发通知 --out 外2").exits(0);
    assert!(drafted.stderr.contains(told), "{drafted}");
    let missing = run(&sandbox, "render plan:2026 年度协商计划印发通知 --missing").exits(0);
    assert!(
        missing.stdout.contains("待登记：发文机关“区委办公室”的全称") && missing.stderr.contains(told),
        "{missing}"
    );
}

#[test]
fn a_change_is_of_what_was_announced_and_told_to_those_who_were_told() {
    let sandbox = Sandbox::sample();
    let none = ["缺少此前发出的会议通知", "yijuan render 2026-018 会议通知"];
    run(&sandbox, "render 018 变更通知").refused(&none);
    sandbox.run("--as-of 2026-06-15 postpone 018 2026-07-17").exits(0);
    run(&sandbox, "render 018 变更通知").refused(&none);
    let all = run(&sandbox, "render 018 --all --out 外");
    assert!(!all.stdout.contains("变更通知") && !all.stderr.contains("此前发出"), "{all}");
    // As it would have been drafted.
    sandbox.run("record 018 通知参加人员 --by urban --to cppcc-side --on 2026-06-12").goes_well();
    sandbox.run("--as-of 2026-06-16 postpone 018 2026-07-20").exits(0);
    let notice = paper(&sandbox, "018", "变更通知");
    let named = "对《关于召开“农村生活污水治理”对口协商会的通知》（2026年6月12日）中的有关安排作如下调整";
    assert!(notice.contains(named), "{notice}");
    assert!(notice.contains("to: [各有关政协委员, 各民主党派, 有关各界代表人士]"), "{notice}");
    // As it stands, with its number; and those who had a letter are told as well.
    let folder = sandbox.topic("017");
    sandbox.write(
        &format!("{folder}/会议通知.md"),
        "---\ndocument: meeting-notice\ntitle: 关于召开云河河道协商会的通知\nnumber: 云协〔2026〕9号\nto: [各有关政协委员]\nissuer: urban\n---\n\n请参加。\n",
    );
    sandbox.commit_all("通知");
    sandbox.run("record 017 发出《协商函》 --by cppcc-office --to department-head --on 2026-06-12");
    sandbox.run("--as-of 2026-06-15 postpone 017 2026-07-16").exits(0);
    let notice = paper(&sandbox, "017", "变更通知");
    assert!(notice.contains("《关于召开云河河道协商会的通知》（云协〔2026〕9号）、《关于商请参加"), "{notice}");
    assert!(notice.contains("to: [各有关政协委员, government-office, department]"), "{notice}");
}
