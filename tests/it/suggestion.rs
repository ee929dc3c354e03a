//! `yijuan suggestion add`, `update` and `list`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

const FILE: &str = "topics/2026/001-围栏/suggestions.yml";

const KEPT: &str = "\
# 会上提出的
- id: s1   # 草场
  kind: suggestion
  text: 划定轮牧区。
  to: department
  events:
    - {date: 2026-05-20, event: handed-over, to: [department]}   # 当面

- {id: s7, kind: suggestion, text: \"修围栏，分两年\", key: true, events: []}
# 群众的话
- id: d1
  kind: dissent
  text: 不同意收费。
";

/// A topic on which consensus was reached, with three entries in three styles.
fn archive() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nlanguage: zh-CN\nregulation: ordos\nlimits: {promptly: 10 workdays}\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n",
    );
    let topic = "title: 草场围栏\nform: in-person\nregulation: ordos\nbegan: 2026-05-06\n";
    sandbox.write("topics/2026/001-围栏/topic.yml", topic);
    let events = "- {date: 2026-05-14, event: meeting}\n- {date: 2026-05-14, event: consensus-reached}\n- {date: 2026-05-15, event: result-sent, to: [local-party-committee, county-cppcc-committee]}\n";
    sandbox.write("topics/2026/001-围栏/events.yml", events);
    sandbox.write(FILE, KEPT);
    sandbox
        .write("topics/2026/002-井/topic.yml", "title: 机井\nform: in-person\nregulation: ordos\nbegan: 2026-06-01\n");
    sandbox.write("topics/2026/002-井/events.yml", "");
    sandbox.commit_all("围栏");
    sandbox
}

#[test]
fn an_entry_is_added_and_its_id_printed() {
    let sandbox = archive();
    let add = "suggestion add 围栏 --kind 意见建议 --text '设：收费 #公示 栏' --to 部门 --owner 钱样本 \
               --office 城建环保委员会 --proposer 牧一 --proposer 牧二 --key --round 2";
    assert_snapshot!(sandbox.changed_by(add), @r#"
    $ yijuan suggestion add 围栏 --kind 意见建议 --text '设：收费 #公示 栏' --to 部门 --owner 钱样本 --office 城建环保委员会 --proposer 牧一 --proposer 牧二 --key --round 2
    exit 0
    --- stdout
    s8
    --- stderr
    提示：“部门”没有登记，不视为规程所说的任何单位或人员；相近的有：部门人员、部门负责人；登记委室用 `yijuan office add`，单位用 `yijuan body add`，人员用 `yijuan person add`

    2026-001 登记建议 s8：设：收费 #公示 栏

    Yijuan-Topic: 2026-001


    +++ b/archive/topics/2026/001-围栏/suggestions.yml
    +- {id: s8, kind: suggestion, text: "设：收费 #公示 栏", round: 2, key: true, to: 部门, owner: qian-yangben, office: urban, proposers: [牧一, 牧二]}
    "#);
    assert!(sandbox.read(FILE).starts_with(KEPT));
    // Numbers are counted for each letter, and never used again while the highest stands.
    let id = |kind| sandbox.run(&format!("suggestion add 2026-001 --kind {kind} --text 一")).goes_well().stdout;
    assert_eq!((id("dissent"), id("public-voice"), id("suggestion")), ("d2\n".into(), "p1\n".into(), "s9\n".into()));
    sandbox.run("check").exits(1);
}

#[test]
fn the_first_entry_makes_the_file() {
    let sandbox = archive();
    let add = "suggestion add 2026-002 --kind suggestion --text 打井";
    assert_eq!(sandbox.run(add).goes_well().stdout, "s1\n");
    assert_eq!(sandbox.read("topics/2026/002-井/suggestions.yml"), "- {id: s1, kind: suggestion, text: 打井}\n");
}

#[test]
fn fields_are_set_and_taken_out_in_every_style() {
    let sandbox = archive();
    let update = "suggestion update 2026-001 s1 adoption=部分采纳 conversion=民生实事项目、广泛凝聚共识 to=";
    let told = sandbox.changed_by(update);
    let changed = KEPT.replace("  to: department\n", "");
    let now = sandbox.read(FILE);
    for line in changed.lines() {
        assert!(now.contains(line), "{line}\n{now}");
    }
    assert_snapshot!(told, @"
    $ yijuan suggestion update 2026-001 s1 adoption=部分采纳 conversion=民生实事项目、广泛凝聚共识 to=
    exit 0
    --- stderr
    提示：采纳情况已填，E2.6a 另看哪天确定；办理后记录：yijuan suggestion update 2026-001 s1 --event 确定采纳情况 --on 〈日期〉

    2026-001 建议 s1：采纳情况、转化方向、交办单位

    Yijuan-Topic: 2026-001


    +++ b/archive/topics/2026/001-围栏/suggestions.yml
    -  to: department
    +  adoption: partly-adopted
    +  conversion: [livelihood-project, wide-consensus]
    ");
    sandbox
        .run("suggestion update 2026-001 s7 key=false proposers=牧一，牧二 owner=钱样本 problems=缺水：旱年更甚")
        .goes_well();
    sandbox.run("suggestion update 2026-001 d1 kind=public-voice solution=报旗区 round=2").goes_well();
    assert_snapshot!(sandbox.read(FILE), @r#"
    # 会上提出的
    - id: s1   # 草场
      kind: suggestion
      text: 划定轮牧区。
      events:
        - {date: 2026-05-20, event: handed-over, to: [department]}   # 当面
      adoption: partly-adopted
      conversion: [livelihood-project, wide-consensus]

    - {id: s7, kind: suggestion, text: "修围栏，分两年", key: false, events: [], proposers: [牧一, 牧二], owner: qian-yangben, problems: 缺水：旱年更甚}
    # 群众的话
    - id: d1
      kind: public-voice
      text: 不同意收费。
      solution: 报旗区
      round: 2
    "#);
}

#[test]
fn what_happened_is_recorded_in_every_style() {
    let sandbox = archive();
    let told = [
        "s1 --event 答复 --by department --on 2026-06-10 --note 书面：已办",
        "s7 adoption=adopted --event followed-up",
        "d1 --event explained --on 2026-06-12 --to 牧一 --via phone",
        "d1 --event explained --void 2026-06-12 --note 记错了人",
        // Once more the same: nothing happens.
        "s7 --event followed-up",
        "s7 --event meeting",
    ]
    .map(|update| sandbox.run(&format!("suggestion update 2026-001 {update}")).exits(0).to_string());
    assert_snapshot!(format!("{}\n{}", told.join("\n"), sandbox.read(FILE)));
    assert_snapshot!(sandbox.git(&["log", "--format=%B", "-5"]), @"
    2026-001 建议 s7：2026-06-15 协商会议

    Yijuan-Topic: 2026-001
    Yijuan-Event: meeting 2026-06-15

    2026-001 建议 d1：作废 2026-06-12 解释说明

    Yijuan-Topic: 2026-001
    Yijuan-Event: explained 2026-06-12

    2026-001 建议 d1：2026-06-12 解释说明

    Yijuan-Topic: 2026-001
    Yijuan-Event: explained 2026-06-12

    2026-001 建议 s7：采纳情况；2026-06-15 跟踪问效

    Yijuan-Topic: 2026-001
    Yijuan-Event: followed-up 2026-06-15

    2026-001 建议 s1：2026-06-10 答复

    Yijuan-Topic: 2026-001
    Yijuan-Event: replied 2026-06-10
    ");
}

#[test]
fn the_ledger() {
    let sandbox = archive();
    sandbox.run("suggestion add 2026-002 --kind public-voice --text '=1+1 | 打井 <b>'").goes_well();
    assert_snapshot!(sandbox.both("suggestion list"), @"
    $ yijuan --lang zh-CN suggestion list
    exit 0
    --- stdout
     议题               类别                 内容             交办单位    办理             下一期限
     2026-001 草场围栏  s1 意见建议          划定轮牧区。     department  2026-05-20 交办  E2.6a 完成：确定采纳情况、反馈
     2026-001 草场围栏  s7 意见建议（重点）  修围栏，分两年   —           —                E2.6a 完成：确定采纳情况、反馈
     2026-001 草场围栏  d1 不同意见          不同意收费。     —           —                E2.5l 完成“解释说明”
     2026-002 机井      p1 群众反映情况      =1+1 | 打井 <b>  —           —                —

    $ yijuan --lang en suggestion list
    exit 0
    --- stdout
     topic              kind                 text             handed to   so far                  next due
     2026-001 草场围栏  s1 suggestion        划定轮牧区。     department  2026-05-20 handed over  E2.6a see to: adoption
                                                                                                  decided, fed back
     2026-001 草场围栏  s7 suggestion (key)  修围栏，分两年   —           —                       E2.6a see to: adoption
                                                                                                  decided, fed back
     2026-001 草场围栏  d1 dissent           不同意收费。     —           —                       E2.5l see to “explained”
     2026-002 机井      p1 public voice      =1+1 | 打井 <b>  —           —                       —
    ");
    let of_one = sandbox.run("suggestion list 2026-002").goes_well();
    assert_eq!(of_one.stdout.lines().count(), 2, "{of_one}");
    let told = [
        sandbox.run("suggestion list --format csv").goes_well().stdout,
        sandbox.run("--lang en suggestion list --format csv").goes_well().stdout,
        sandbox.run("suggestion list --format markdown").goes_well().stdout,
        sandbox.run("suggestion list 2026-001 --format json").goes_well().stdout,
    ];
    assert_snapshot!(told.join("\n"));
}

#[test]
fn no_suggestion_yet() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.both("suggestion list"), @"
    $ yijuan --lang zh-CN suggestion list
    exit 0
    --- stderr
    提示：还没有登记建议；`yijuan suggestion add` 登记

    $ yijuan --lang en suggestion list
    exit 0
    --- stderr
    hint: no suggestion is entered yet; `yijuan suggestion add` enters one
    ");
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = archive();
    assert_snapshot!(sandbox.unchanged_by(&[
        "suggestion add 2026-001 --kind 建议 --text '一\n二' --owner 无名 --proposer ' '",
        "suggestion update 2026-001 s2 adoption=adopted",
        "suggestion update 2026-001 s1 adoption=全部采纳 id=s9 key=是 round=0 text= conversion",
        "suggestion update 2026-001 s1 adoption=adopted --event 回复 --on 昨天 --via oral",
        "suggestion update 2026-001 s1 --event replied --void 2026-05-01 --note 错",
        "suggestion update 2026-001 s1",
        "suggestion update 2026-001 s1 to=x --on 2026-06-01",
    ]));
}

#[test]
fn a_file_that_cannot_be_read_or_edited_is_left_alone() {
    let sandbox = archive();
    sandbox.write(FILE, "- {id: s1, kind: suggestion, text: 一, adopted: true}\n");
    sandbox.run("suggestion update 2026-001 s1 adoption=adopted").refused(&["suggestions.yml:1"]);
    sandbox.run("suggestion add 2026-001 --kind suggestion --text 二").refused(&["suggestions.yml:1"]);
    let twice = "- {id: s1, kind: suggestion, text: 一}\n- {id: s1, kind: suggestion, text: 二}\n";
    sandbox.write(FILE, twice);
    sandbox.run("suggestion update 2026-001 s1 adoption=adopted").refused(&["重复"]);
    let spread = "- {id: s1, kind: suggestion, text: 一, events: [{date: 2026-05-20,\n    event: replied}]}\n";
    sandbox.write(FILE, spread);
    sandbox.run("suggestion update 2026-001 s1 --event fed-back").refused(&["请手工编辑该文件"]);
    assert_eq!(sandbox.read(FILE), spread);
}

#[test]
fn what_the_report_says_to_do_does_it() {
    let sandbox = archive();
    let check = sandbox.run("--as-of 2026-09-01 check 2026-001");
    assert!(!check.stdout.contains("suggestions.yml 中"), "{check}");
    assert_snapshot!(each(
        archive, "--as-of 2026-06-15 suggestion update 2026-001 d1 --event explained"), @"
    $ yijuan --lang zh-CN --as-of 2026-06-15 suggestion update 2026-001 d1 --event explained
    exit 0
    --- stdout
    2026-001 d1 2026-06-15 解释说明

    $ yijuan --lang en --as-of 2026-06-15 suggestion update 2026-001 d1 --event explained
    exit 0
    --- stdout
    2026-001 d1 2026-06-15 explained
    ");
}

#[test]
fn a_suggestion_goes_to_several_bodies_and_is_taken_out_again() {
    let sandbox = Sandbox::sample();
    let add = "suggestion add 013 --kind 意见建议 --text 开放夜间泊位 --to 区城市管理委员会、区公安分局 --to 相关部门";
    assert_snapshot!(sandbox.changed_by(add), @"
    $ yijuan suggestion add 013 --kind 意见建议 --text 开放夜间泊位 --to 区城市管理委员会、区公安分局 --to 相关部门
    exit 0
    --- stdout
    s1
    --- stderr
    提示：“区公安分局”没有登记，不视为规程所说的任何单位或人员；相近的有：区水务局、区财政局、区委办公室；登记委室用 `yijuan office add`，单位用 `yijuan body add`，人员用 `yijuan person add`
    提示：“相关部门”没有登记，不视为规程所说的任何单位或人员；相近的有：相关职能部门、相关部门负责人、政府相关职能部门；登记委室用 `yijuan office add`，单位用 `yijuan body add`，人员用 `yijuan person add`

    2026-013 登记建议 s1：开放夜间泊位

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/suggestions.yml
    +- {id: s1, kind: suggestion, text: 开放夜间泊位, to: [chengguanwei, 区公安分局, 相关部门]}
    ");
    let listed = sandbox.run("suggestion list 013 --format json").json();
    let to = |id: &str| {
        let all = listed["suggestions"].as_array().unwrap();
        all.iter().find(|one| one["id"] == id).map(|one| one["to"].clone()).unwrap()
    };
    assert_eq!(to("s1").as_array().unwrap().len(), 3);
    sandbox.run("suggestion update 013 s1 to=区城市管理委员会").goes_well();
    sandbox.run("suggestion update 013 s1 --event 办理进展 --on 2026-06-14").goes_well();
    assert_snapshot!(sandbox.changed_by("suggestion remove 013 s1"), @"
    $ yijuan suggestion remove 013 s1
    exit 0
    --- stdout
    去掉：2026-013 s1 开放夜间泊位
    --- stderr
    提示：连同其 1 条办理记录；git 里都还在
    提示：本议题已没有建议

    2026-013 建议去掉：s1 开放夜间泊位

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/suggestions.yml
    -- {id: s1, kind: suggestion, text: 开放夜间泊位, to: chengguanwei, events: [{date: 2026-06-14, event: progress}]}
    +
    ");
    sandbox.run("suggestion remove 013 s1").refused(&["未知的建议 `s1`"]);
}

#[test]
fn a_day_that_the_office_set_itself_is_due_and_is_missed_by_no_rule() {
    let sandbox = archive();
    let before = sandbox.run("--as-of 2026-10-09 check 001").stdout;
    sandbox.run("suggestion add 围栏 --kind 意见建议 --text 立碑 --due 2026-09-30").exits(0);
    let field = |value: &str| sandbox.run(&format!("suggestion update 围栏 s8 答复期限={value}"));
    field("九月").exits(2);
    sandbox.run("suggestion update 围栏 s8 text=立界碑").exits(0);
    let line = |day: &str| {
        let out = sandbox.run(&format!("--as-of {day} due 001")).stdout;
        out.lines().find(|line| line.contains(" s8 ")).unwrap_or_else(|| panic!("{out}")).trim().to_owned()
    };
    assert_snapshot!(line("2026-09-28"), @"2026-09-30  2 个工作日        2026-001 草场围栏  s8        答复（自行登记的期限）");
    assert_snapshot!(line("2026-10-09"), @"2026-09-30  已过 2 个工作日    2026-001 草场围栏  s8        答复（自行登记的期限）");
    let json = sandbox.run("--as-of 2026-09-28 due 001 --format json").json();
    assert_eq!(json["promises"][0]["suggestion"], "s8");
    assert_eq!(json["promises"][0]["days_left"], 2);
    assert!(!sandbox.run("--as-of 2026-09-30 check 001").stdout.contains("答复期限"));
    let missed = |day: &str| {
        let out = sandbox.run(&format!("--as-of {day} check 001")).stdout;
        let lines: Vec<String> = out.lines().map(ToOwned::to_owned).collect();
        let news = lines.into_iter().filter(|line| !before.contains(line.as_str()) && !line.starts_with("截至"));
        news.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(missed("2026-10-09"), @"
    警告 s8 的答复期限 2026-09-30 已过，未见答复或落实（期限为自行登记，非规程要求）
        topics/2026/001-围栏/suggestions.yml:14:41
        → 已答复的补记：yijuan suggestion update 2026-001 s8 --event 答复 --on 〈日期〉；已落实的：yijuan suggestion update 2026-001 s8 --event 落实 --on 〈日期〉；另定期限的：yijuan suggestion update 2026-001 s8 答复期限=〈日期〉
    ");
    // What is answered late is told when it is recorded, and stays a note.
    let answer = sandbox.run("--as-of 2026-10-12 suggestion update 围栏 s8 --event 答复 --on 2026-10-12 --by 旗农牧局");
    assert!(answer.stderr.contains("s8 于 2026-10-12 答复，晚于自行登记的答复期限 2026-09-30"), "{answer}");
    assert!(missed("2026-10-12").contains("提示 s8 于 2026-10-12 答复"), "{}", missed("2026-10-12"));
    assert_eq!(sandbox.run("--as-of 2026-10-12 due 001 --format json").json()["promises"], serde_json::json!([]));
}

#[test]
fn what_was_carried_out_awaits_no_answer() {
    let sandbox = archive();
    sandbox.run("suggestion add 围栏 --kind 意见建议 --text 立碑 --due 2026-09-30").exits(0);
    let said = |day: &str| sandbox.run(&format!("--as-of {day} check 001")).stdout;
    let hint = "已落实的：yijuan suggestion update 2026-001 s8 --event 落实 --on 〈日期〉";
    assert!(said("2026-10-09").contains("未见答复或落实"), "{}", said("2026-10-09"));
    assert!(said("2026-10-09").replace(['\n', ' '], "").contains(&hint.replace(' ', "")), "{}", said("2026-10-09"));
    // What only goes on is no answer.
    sandbox.run("suggestion update 围栏 s8 --event 跟踪问效 --on 2026-09-20").exits(0);
    assert!(said("2026-10-09").contains("未见答复"));
    let early = sandbox.run("--as-of 2026-09-29 suggestion update 围栏 s8 --event 落实 --on 2026-09-29").exits(0);
    assert!(!early.stderr.contains("晚于"), "{early}");
    assert!(!said("2026-10-09").contains("s8 的答复期限"), "{}", said("2026-10-09"));
    assert_eq!(sandbox.run("--as-of 2026-10-09 due 001 --format json").json()["promises"], serde_json::json!([]));
}

#[test]
fn a_day_set_by_the_office_comes_with_a_list_and_goes_with_an_empty_value() {
    let sandbox = archive();
    sandbox.write("台账.csv", "议题,类别,建议内容,办理期限\n2026-001,意见建议,立碑,2026年9月30日\n");
    sandbox.run("import suggestions 台账.csv").exits(0);
    assert!(sandbox.read(FILE).contains("due: 2026-09-30"), "{}", sandbox.read(FILE));
    let ledger = sandbox.run("suggestion list 001 --format csv");
    assert!(ledger.stdout.contains("答复期限") && ledger.stdout.contains("2026-09-30"), "{ledger}");
    sandbox.run("suggestion update 001 s8 答复期限=").exits(0);
    assert!(!sandbox.read(FILE).contains("due:"));
}
