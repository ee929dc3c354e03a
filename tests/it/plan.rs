//! `yijuan plan`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;
use regex::Regex;

const PLAN: &str = "plans/2026/plan.yml";
const ITEMS: &str = "plans/2026/items.yml";

#[test]
fn a_part_of_a_name_that_means_one_form_alone_is_taken() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("plan add 2026 --title 提案办理试例 --form 提案办理").goes_well().stdout;
    assert!(told.starts_with("2026年度计划第"), "{told}");
    assert!(sandbox.last_change().contains("form: proposal-handling"), "{}", sandbox.last_change());
    // Every form is one of consultation.
    sandbox.run("plan add 2026 --title 又一试例 --form 协商").refused(&["协商形式"]);
}

#[test]
fn a_candidate_keeps_its_channel() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read(ITEMS);
    assert_snapshot!(sandbox.changed_by("plan add 2026 --title 社区微更新 --channel 社会（各方）征题"), @"
    $ yijuan plan add 2026 --title 社区微更新 --channel 社会（各方）征题
    exit 0
    --- stdout
    2026年度计划第21项：社区微更新

    2026年度计划 列入：社区微更新

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    +- {title: 社区微更新, channel: public-call}
    ");
    // The last item has a comment on its line, which stays there.
    assert_eq!(sandbox.read(ITEMS), before + "- {title: 社区微更新, channel: public-call}\n");
    assert_eq!(sandbox.run("--format json plan show 2026").json()["items"][20]["channel"], "public-call");
}

#[test]
fn a_topic_has_its_channel_itself() {
    let sandbox = Sandbox::sample();
    let add = "--lang en -v plan add 2026 --title 冬季供热应急保障 --topic 供热 --kind 民主监督 --channel unit-member";
    assert_snapshot!(sandbox.changed_by(add), @"
    $ yijuan --lang en -v plan add 2026 --title 冬季供热应急保障 --topic 供热 --kind 民主监督 --channel unit-member
    exit 0
    --- stdout
    plan of 2026, item 21: 冬季供热应急保障
    --- stderr
    wrote topics/2026/001-冬季供热应急保障/topic.yml
    wrote plans/2026/items.yml
    committed [COMMIT]

    2026年度计划 列入：冬季供热应急保障

    Yijuan-Plan: 2026
    Yijuan-Topic: 2026-001


    +++ b/archive/plans/2026/items.yml
    +- {title: 冬季供热应急保障, form: counterpart, kind: supervision, office: urban, topic: 2026-001, ad_hoc: true}
    +++ b/archive/topics/2026/001-冬季供热应急保障/topic.yml
    -  channel: party-government
    +  channel: unit-member
    ");
}

#[test]
fn the_first_item_makes_the_plan() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.changed_by("plan add 2027 --title 社区微更新 --form 界别协商 --office 城建环保委员会"), @"
    $ yijuan plan add 2027 --title 社区微更新 --form 界别协商 --office 城建环保委员会
    exit 0
    --- stdout
    2027年度计划第1项：社区微更新

    2027年度计划 列入：社区微更新

    Yijuan-Plan: 2027


    +++ b/archive/plans/2027/items.yml
    +- {title: 社区微更新, form: sector, office: urban}
    ");
}

#[test]
fn an_item_goes_by_its_title_or_number_with_its_own_line() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read(ITEMS);
    assert_snapshot!(sandbox.changed_by("plan remove 2026 老旧小区加装电梯"), @"
    $ yijuan plan remove 2026 老旧小区加装电梯
    exit 0
    --- stdout
    撤下：2026年度计划第2项：老旧小区加装电梯
    --- stderr
    提示：议题 2026-003 还在，只是不在计划内了

    2026年度计划 撤下：老旧小区加装电梯

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    -- {title: 老旧小区加装电梯, form: thematic, kind: consultation, office: urban, topic: 2026-003}
    ");
    assert_snapshot!(sandbox.changed_by("--lang en plan remove 2026 19"), @"
    $ yijuan --lang en plan remove 2026 19
    exit 0
    --- stdout
    removed: plan of 2026, item 19: 基层公共文化设施开放

    2026年度计划 撤下：基层公共文化设施开放

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    -- {title: 基层公共文化设施开放, form: sector, kind: consultation, office: education}    # 四季度，尚未启动
    ");
    let gone = |line: &&str| !line.contains("2026-003") && !line.contains("四季度，尚未启动");
    let left: Vec<&str> = before.lines().filter(gone).collect();
    assert_eq!(sandbox.read(ITEMS), left.join("\n") + "\n");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_stay() {
    let list = Sandbox::sample().read(ITEMS);
    let plan = format!("items:\n{}", list.lines().flat_map(|line| ["  ", line, "\n"]).collect::<String>());
    for (file, other, text, margin) in [(ITEMS, PLAN, list, ""), (PLAN, ITEMS, plan, "  ")] {
        let sandbox = Sandbox::sample();
        let before = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        sandbox.write(other, if other == PLAN { "made_by: cppcc\n" } else { "" });
        sandbox.write(file, &before);
        sandbox.commit_all("换行");
        sandbox.run("plan add 2026 --title 甲").goes_well();
        assert_eq!(sandbox.read(file), format!("{before}{margin}- {{title: 甲}}\r\n"));
        sandbox.run("plan remove 2026 甲").goes_well();
        assert_eq!(sandbox.read(file), before);
    }
}

#[test]
fn what_no_plan_takes() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "plan add 2026 --title ' ' --form 专题协尚 --kind 协商会 --channel public",
        "plan add 2026 --title 生活垃圾分类",
        "plan add 2026 --title 电梯 --topic 003",
        "plan add 2026 --title 电梯 --topic 099",
        "plan remove 2026 生活垃圾分累",
        "plan remove 2026 21",
        "plan add 26 --title 甲",
        "plan add 2026 --title 甲 --format json",
    ]));
}

#[test]
fn an_unusual_file_is_left_to_its_owner() {
    let sandbox = Sandbox::sample();
    sandbox.write(PLAN, "items: [{title: 甲}, {title: 乙}]\n");
    assert_snapshot!(sandbox.unchanged_by(&[
        "plan add 2026 --title 丙",
        "plan remove 2026 甲",
    ]), @"
    $ yijuan --lang zh-CN plan add 2026 --title 丙
    exit 2
    --- stderr
    错误：plans/2026/plan.yml: 无法稳妥地改动 `items`
    提示：请手工编辑该文件

    $ yijuan --lang en plan add 2026 --title 丙
    exit 2
    --- stderr
    error: plans/2026/plan.yml: cannot change `items` without touching something else
    hint: edit the file by hand

    $ yijuan --lang zh-CN plan remove 2026 甲
    exit 2
    --- stderr
    错误：plans/2026/plan.yml: 无法稳妥地改动 `items`
    提示：请手工编辑该文件

    $ yijuan --lang en plan remove 2026 甲
    exit 2
    --- stderr
    error: plans/2026/plan.yml: cannot change `items` without touching something else
    hint: edit the file by hand
    ");
}

#[test]
fn a_year_on_one_page() {
    assert_snapshot!(Sandbox::sample().both("plan show 2026"));
}

#[test]
fn a_year_as_json() {
    let sandbox = Sandbox::sample();
    sandbox.write(ITEMS, "");
    sandbox.write(PLAN, "made_by: cppcc\nitems:\n  - {title: 老旧小区加装电梯, form: thematic, topic: 2026-003}\n  - {title: 甲, channel: mail}\n");
    let run = sandbox.run("plan show 2026 --format json").exits(0);
    assert_eq!(run.json()["schema"], "yijuan/plan/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn a_year_without_a_plan() {
    assert_snapshot!(each(Sandbox::sample, "plan show 2031"), @"
    $ yijuan --lang zh-CN plan show 2031
    exit 2
    --- stderr
    错误：没有 2031 年度计划
    提示：`yijuan plan add 2031 --title 题目` 列入第一项

    $ yijuan --lang en plan show 2031
    exit 2
    --- stderr
    error: there is no plan of 2031
    hint: `yijuan plan add 2031 --title TITLE` enters a first item
    ");
}

#[test]
fn step_by_step_the_year_is_approved() {
    let sandbox = Sandbox::empty();
    let told = [
        "plan approve 2027 --by party-group --on 2026-04-28",
        "plan approve 2027 --by party-group --on 2026-05-08",
        "plan approve 2027 --by 党委常委会 --on 2026-05-15",
        "plan approve 2027 --by party-committee-office --to whole-district",
    ]
    .map(|step| sandbox.run(step).exits(0).to_string());
    assert_snapshot!(format!("{}\n{}", told.join("\n"), sandbox.last_change()));
    assert_snapshot!(sandbox.both("plan show 2027"));
}

#[test]
fn a_topic_is_not_entered_beside_the_item_that_it_is() {
    let sandbox = Sandbox::empty();
    sandbox.append("yijuan.yml", "regulations: [mentougou]\n");
    sandbox.run("plan add 2026 --title 老旧小区充电设施建设").exits(0);
    sandbox.run("new --title 老旧小区充电设施").exits(0);
    let set = "yijuan plan set 2026 议题编号=2026-001 --item 老旧小区充电设施建设";
    let check = sandbox.run("check 001").stdout;
    assert!(check.contains(set) && !check.contains("plan add"), "{check}");
    let add = "plan add 2026 --title 老旧小区充电设施 --topic 2026-001";
    sandbox.run(add).refused(&["计划第 1 项“老旧小区充电设施建设”题目相近", set, "--as-written"]);
    sandbox.run(set.strip_prefix("yijuan ").unwrap()).exits(0);
    sandbox.run(add).refused(&["计划中已有第 1 项"]);
    assert!(!sandbox.run("check 001").stdout.contains("年度计划中"));
    // Another of nearly the same title is another.
    sandbox.run("plan add 2026 --title 社区养老服务供给").exits(0);
    sandbox.run("new --title 社区养老服务供给侧").exits(0);
    sandbox.run("plan add 2026 --title 社区养老服务供给侧 --topic 2026-002 --as-written").exits(0);
}

#[test]
fn a_step_out_of_order_is_recorded_and_said() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.both("plan approve 2027 审议年度协商计划 --by cppcc-office"), @"
    $ yijuan --lang zh-CN plan approve 2027 审议年度协商计划 --by cppcc-office
    exit 0
    --- stdout
    2027年度计划 2026-06-15 审议年度协商计划
    --- stderr
    提示：这是 2027 年的年度计划，记的日期是 2026-06-15，看看年份对不对；记错的用 `--void 2026-06-15` 作废
    提示：M2b 要求由区委常委会办理，这条记录写的不是
    提示：次序不对：2026-06-15 之前还没有“提出年度重点协商议题建议、代拟年度协商计划草案”；补记后以 `yijuan check` 为准
    提示：下一步：提出年度重点协商议题建议，yijuan plan approve 2027 --by 政协党组

    $ yijuan --lang en plan approve 2027 审议年度协商计划 --by cppcc-office
    exit 0
    --- stdout
    plan of 2027 2026-06-15 plan deliberated
    --- stderr
    hint: M2b asks for it by party standing committee, which is not whom this entry names
    hint: out of order: by 2026-06-15 there was no “key topics proposed, plan drafted” yet; record it, then see `yijuan check`
    hint: next: key topics proposed, yijuan plan approve 2027 --by party-group
    hint: the same is on record already
    ");
    assert!(sandbox.read("plans/2027/events.yml").contains("plan-deliberated"));
}

/// A year of a city whose rooms have a regulation of their own.
fn of_two_regulations() -> Sandbox {
    let sandbox = Sandbox::empty();
    let settings = sandbox.read("yijuan.yml").replace("regulation: mentougou", "regulation: ziyang");
    sandbox.write("yijuan.yml", settings + "regulations: [ziyang, yancheng]\n");
    sandbox
}

#[test]
fn what_the_next_year_brings_is_no_step_before_this_years() {
    let sandbox = of_two_regulations();
    let told = sandbox.run("plan approve 2026 部署 --by cppcc --to 常委会会议 --on 2026-03-05").exits(0).to_string();
    assert!(!told.contains("out of order"), "{told}");
    let steps = ["征集选题 --by cppcc", "提出年度协商议题安排 --by cppcc", "批准 --by 市委"];
    for step in steps {
        sandbox.run(&format!("plan approve 2026 {step} --on 2026-01-20")).exits(0);
    }
    sandbox.run("plan approve 2026 --by 市委办公室 --on 2026-01-16 --to 市政府办公室 --to 市政协办公室").exits(0);
    assert_snapshot!(sandbox.both("plan show 2026"));
}

#[test]
fn the_steps_of_every_regulation_that_binds_are_known() {
    let sandbox = of_two_regulations();
    assert_snapshot!(
        [
            sandbox.both("record plan:2026 印发委员履职菜单 --by 委员联系小组 --on 2026-01-12"),
            sandbox.both("plan approve 2026 考核协商议事室 --by 市政协"),
            sandbox.both("record plan:2026 考核议事"),
        ]
        .join("\n")
    );
}

#[test]
fn steps_that_are_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "plan approve 2026 --by cppcc",
        "plan approve 2026 plan-issue --by cppcc",
        "plan approve 2026 meeting --by cppcc --on 昨天",
        "plan approve 2026",
    ]));
}

#[test]
fn a_step_that_is_somebody_elses_is_not_guessed() {
    let sandbox = Sandbox::empty();
    assert_snapshot!(sandbox.unchanged_by(&["plan approve 2027 --by 党委常委会"]), @"
    $ yijuan --lang zh-CN plan approve 2027 --by 党委常委会
    exit 2
    --- stderr
    错误：下一步是“提出年度重点协商议题建议”，由政协党组办理
    提示：办的是别的一步，写明是哪一步；确由他人办理的，写“提出年度重点协商议题建议”

    $ yijuan --lang en plan approve 2027 --by 党委常委会
    exit 2
    --- stderr
    error: the next step is “key topics proposed”, taken by party group
    hint: name the step if you mean another; name “提出年度重点协商议题建议” if somebody else did take it
    ");
    sandbox.run("plan approve 2027 提出年度重点协商议题建议 --by 党委常委会").exits(0);
}

#[test]
fn who_made_a_plan_and_what_its_items_are_is_set() {
    let sandbox = Sandbox::sample();
    let made = sandbox.changed_by("plan set 2026 made_by=党委,政府 made_by+=政协 made_by-=government");
    // The last item has a comment on its line, which stays there.
    let item = sandbox.changed_by(
        "plan set 2026 form=专题协商 office=urban kind= channel=社会（各方）征题 --item 基层公共文化设施开放",
    );
    let two = sandbox.changed_by("plan set 2026 kind=民主监督 --item 1 --item 云河河道综合治理");
    assert_snapshot!([made, item, two].join("\n"), @"
    $ yijuan plan set 2026 made_by=党委,政府 made_by+=政协 made_by-=government
    exit 0

    2026年度计划 修改：计划制定单位

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/plan.yml
    -made_by: [party-committee, government, cppcc]
    +made_by: [party-committee, cppcc]

    $ yijuan plan set 2026 form=专题协商 office=urban kind= channel=社会（各方）征题 --item 基层公共文化设施开放
    exit 0

    2026年度计划 修改 基层公共文化设施开放：协商形式、责任委室、类别、来源渠道

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    -- {title: 基层公共文化设施开放, form: sector, kind: consultation, office: education}    # 四季度，尚未启动
    +- {title: 基层公共文化设施开放, form: thematic, office: urban, channel: public-call}    # 四季度，尚未启动

    $ yijuan plan set 2026 kind=民主监督 --item 1 --item 云河河道综合治理
    exit 0

    2026年度计划 修改 电动自行车充电设施建设、云河河道综合治理：类别

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    -- {title: 电动自行车充电设施建设, form: proposal-handling, kind: consultation, office: proposal, topic: 2026-002}
    +- {title: 电动自行车充电设施建设, form: proposal-handling, kind: supervision, office: proposal, topic: 2026-002}
    -- {title: 云河河道综合治理, form: thematic, kind: consultation, office: urban, topic: 2026-017}
    +- {title: 云河河道综合治理, form: thematic, kind: supervision, office: urban, topic: 2026-017}
    ");
}

#[test]
fn a_title_is_changed_and_an_item_becomes_a_topic() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("plan set 2026 title=文化设施错时开放 topic=供热 --item 20"), @"
    $ yijuan plan set 2026 title=文化设施错时开放 topic=供热 --item 20
    exit 0
    --- stderr
    提示：2026-001 与第 20 项的形式、委室不同，照旧未改

    2026年度计划 修改 基层公共文化设施开放：题目、议题编号

    Yijuan-Plan: 2026


    +++ b/archive/plans/2026/items.yml
    -- {title: 基层公共文化设施开放, form: sector, kind: consultation, office: education}    # 四季度，尚未启动
    +- {title: 文化设施错时开放, form: sector, kind: consultation, office: education, topic: 2026-001}    # 四季度，尚未启动
    ");
}

#[test]
fn the_first_field_makes_the_plan() {
    let sandbox = Sandbox::sample();
    sandbox.run("plan set 2028 made_by=cppcc").goes_well();
    assert_eq!(sandbox.read("plans/2028/plan.yml"), "made_by: [cppcc]\n");
    sandbox.run("plan set 2028 made_by=").goes_well();
    assert_eq!(sandbox.read("plans/2028/plan.yml"), "{}\n");
    // A word that nobody knows is taken, and told.
    let told = sandbox.run("plan set 2028 made_by=河西合作社").exits(0);
    assert!(told.stderr.contains("“河西合作社”没有登记"), "{told}");
}

#[test]
fn the_same_set_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    for set in
        ["plan set 2026 made_by+=政协", "plan set 2026 made_by-=department", "plan set 2026 form=专题协商 --item 2"]
    {
        let before = sandbox.state();
        let told = sandbox.run(set).exits(0);
        assert!(told.stderr.contains("没有变化"), "{told}");
        assert_eq!(sandbox.state(), before);
    }
}

#[test]
fn what_no_plan_is_set_to() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "plan set 2026 made_by",
        "plan set 2026 made=cppcc",
        "plan set 2026 made_by=cppc",
        "plan set 2026 form=thematic",
        "plan set 2026 made_by=cppcc --item 1",
        "plan set 2026 form=专题协 kind=督办 office= title= channel=来信 --item 1 --item 99",
        "plan set 2026 form+=专题协商 --item 1",
        "plan set 2026 title=老旧小区加装电梯 --item 1",
        "plan set 2026 topic=2026-003 --item 1",
        "plan set 2026 topic=2026-999 --item 1",
        "plan set 2026 title=甲 --item 1 --item 2",
        "plan set 2028 form=thematic --item 1",
        "plan set 2026",
    ]));
}

#[test]
fn what_an_item_says_is_carried_into_the_topic_it_has_become() {
    let sandbox = Sandbox::sample();
    let add = "plan add 2026 --title 社区食堂运营 --form 专题协商 --office 社会法制委员会 --channel 委员提案";
    sandbox.run(add).exits(0);
    let told = sandbox.run("new --title 社区食堂运营机制 --as-of 2026-06-15").exits(0);
    let key = told.stdout.trim().to_owned();
    assert!(told.stderr.contains("“社区食堂运营”题目相近"), "{told}");
    let command = told.stderr.split("：yijuan ").nth(1).unwrap().lines().next().unwrap().to_owned();
    let set = sandbox.run(&command).exits(0);
    assert!(set.stderr.contains(&format!("{key} 空着的已照第")), "{set}");
    let shown = sandbox.run(&format!("show {key} --format json")).exits(0).json();
    assert_eq!((&shown["form"], &shown["office"]), (&"thematic".into(), &"social".into()), "{shown}");
    // What the topic says stays, and is told.
    sandbox.run(&format!("set {key} form=对口协商")).exits(0);
    let again = sandbox.run(&command.replace("topic=", "kind=协商 topic=")).exits(0);
    assert!(again.stderr.contains("与第") && again.stderr.contains("形式不同"), "{again}");
    let other = sandbox.run("new --title 图书馆延时开放 --as-of 2026-06-15").exits(0);
    assert!(!other.stderr.contains("题目相近"), "{other}");
}

#[test]
fn an_item_that_is_a_topic_becomes_no_other_by_the_way() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let refused = sandbox.run("plan set 2026 topic=2026-026 --item 老旧小区加装电梯").exits(2);
    assert!(refused.stderr.contains("“老旧小区加装电梯”已是议题 2026-003"), "{refused}");
    assert_eq!(sandbox.state(), before);
    let command = refused.stderr.split("：yijuan ").nth(1).unwrap().lines().next().unwrap().to_owned();
    sandbox.run(&command).exits(0);
    sandbox.run("plan set 2026 topic=2026-003 --item 老旧小区加装电梯").exits(0);
}

#[test]
fn nothing_is_carried_into_a_topic_of_another_regulation_or_one_that_is_closed() {
    let sandbox = Sandbox::sample();
    sandbox.run("plan add 2026 --title 社区食堂运营 --form 专题协商 --office 社会法制委员会").exits(0);
    sandbox.run("plan add 2026 --title 社区食堂收费 --form 专题协商 --office 社会法制委员会").exits(0);
    let other = sandbox.run("new --title 食堂卫生 --regulation yancheng --as-of 2026-06-15").exits(0).stdout;
    let dropped = sandbox.run("new --title 食堂价格 --as-of 2026-06-15").exits(0).stdout;
    let (other, dropped) = (other.trim(), dropped.trim());
    sandbox.run(&format!("record {dropped} 终止 --on 2026-06-15 --note 误建 --as-of 2026-06-15")).exits(0);
    for (key, item) in [(other, "社区食堂运营"), (dropped, "社区食堂收费")] {
        let topic = |sandbox: &Sandbox| sandbox.run(&format!("show {key} --format json")).json()["form"].clone();
        let before = topic(&sandbox);
        let set = sandbox.run(&format!("plan set 2026 topic={key} --item {item} --as-of 2026-06-16")).exits(0);
        assert!(!set.stderr.contains("填入"), "{set}");
        assert_eq!(topic(&sandbox), before);
    }
}

#[test]
fn whoever_takes_a_step_is_known_by_the_step() {
    let sandbox = Sandbox::sample().taking_entries();
    sandbox.run("plan approve 2027 确定年度协商工作安排 --by 常委会 --on 2027-01-15 --as-of 2027-01-16").exits(0);
    assert!(sandbox.read("plans/2027/events.yml").contains("by: [standing-committee-meeting]"));
    let open = sandbox.run("plan approve 2027 代拟年度协商计划草案 --by 常委会 --as-of 2027-01-16").exits(2);
    assert!(open.stderr.contains("可指"), "{open}");
}

#[test]
fn topics_of_the_year_that_are_no_item_of_the_plan_are_named() {
    let sandbox = Sandbox::sample();
    let key = sandbox.run("new --title 夜间施工扰民 --ad-hoc --as-of 2026-06-15").exits(0).stdout;
    let shown = sandbox.run("plan show 2026").exits(0).stdout;
    assert!(shown.contains(&format!("计划之外：{} 夜间施工扰民（", key.trim())), "{shown}");
    assert!(!shown.contains("计划之外：2026-013"), "{shown}");
}

#[test]
fn a_topic_of_a_room_is_not_beside_the_plan() {
    let sandbox = Sandbox::sample();
    let room = sandbox.run("room list --format json").json()["rooms"][0]["id"].as_str().unwrap().to_owned();
    let key = sandbox.run(&format!("new --title 楼道充电 --room {room} --as-of 2026-06-15")).exits(0).stdout;
    let shown = sandbox.run("plan show 2026").exits(0).stdout;
    assert!(shown.contains(&format!("协商室的议题：{} 楼道充电（", key.trim())), "{shown}");
}

#[test]
fn who_is_to_take_a_step_is_said_where_nobody_is_named() {
    let sandbox = Sandbox::empty();
    sandbox.run("plan add 2027 --title 停车").exits(0);
    let refused = sandbox.run("plan approve 2027").exits(2);
    let hint = "提示：这一步由政协党组办理：yijuan plan approve 2027 --by 政协党组";
    assert!(
        refused.stderr.contains("没有写明“提出年度重点协商议题建议”由谁办理") && refused.stderr.contains(hint),
        "{refused}"
    );
    let named = sandbox.run("plan approve 2027 印发年度协商计划").exits(2);
    assert!(named.stderr.contains("yijuan plan approve 2027 印发年度协商计划 --by 区委办公室 --to 全区"), "{named}");
    // Whom it must reach is named as it is typed.
    let half = sandbox.run("plan approve 2027 印发年度协商计划 --by 区委办公室").exits(0);
    assert!(half.stderr.contains("--by 区委办公室 --to 全区"), "{half}");
    // A step that no rule gives to anybody needs nobody.
    sandbox.run("plan approve 2027 收集协商意向").exits(0);
}

#[test]
fn the_page_of_a_year_says_who_took_each_step_by_its_own_rule_and_what_comes_when_the_year_is_over() {
    let sandbox = Sandbox::empty();
    let settings = sandbox.read("yijuan.yml") + "regulations: [mentougou, yancheng]\n";
    sandbox.write("yijuan.yml", &settings);
    sandbox.run("plan add 2026 --title 停车").exits(0);
    let steps = [
        ("提出年度重点协商议题建议", "--by 政协党组"),
        ("代拟年度协商计划草案", "--by 政协党组"),
        ("审议年度协商计划", "--by 区委常委会"),
        ("印发年度协商计划", "--by 区委办公室 --to 全区"),
        ("收集协商意向", "--by 政协办公室"),
        ("提出年度协商工作安排（草案）", "--by 政协党组"),
        ("协商年度协商工作安排", "--by 秘书长会议"),
        ("审议年度协商工作安排", "--by 主席会议"),
        ("确定年度协商工作安排", "--by 常委会会议"),
        ("印发委员履职菜单", "--by 委员联系小组"),
    ];
    for (nth, (step, by)) in steps.into_iter().enumerate() {
        sandbox.run(&format!("plan approve 2026 {step} {by} --on 2026-01-{:02}", nth + 4)).exits(0);
    }
    let course = |day: &str| {
        let shown = sandbox.run(&format!("plan show 2026 --as-of {day}")).exits(0).stdout;
        shown.split("程序\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned()
    };
    assert_snapshot!(course("2026-02-10"), @"
    ●  2026-01-04  M2a   提出年度重点协商议题建议      政协党组
    ●  2026-01-05  M2b   代拟年度协商计划草案          政协党组
    ●  2026-01-06  M2b   审议年度协商计划              区委常委会
    ●  2026-01-07  M2c   印发年度协商计划              区委办公室
    ●  2026-01-08  M3a   收集协商意向                  政协办公室
    ●  2026-01-09  M3a   提出年度协商工作安排（草案）  政协党组
    ●  2026-01-10  M3c   协商年度协商工作安排          秘书长会议
    ●  2026-01-11  M3c   审议年度协商工作安排          主席会议
    ●  2026-01-12  M3c   确定年度协商工作安排          常委会会议
    ●  2026-01-13  Y23   印发委员履职菜单              委员联系小组
    ○  —           Y26a  考核协商议事室
    ○  —           Y26b  评选优秀协商议事室
    ○  —           Y26c  委员履职考评
    年内各步均已办理；年末之后办理：考核协商议事室、委员履职考评
    ");
    let next = |day: &str| sandbox.run(&format!("plan show 2026 --format json --as-of {day}")).json()["next"].clone();
    assert_eq!((next("2026-02-10"), next("2027-01-05")), (serde_json::Value::Null, "rooms-assessed".into()));
    let refused = sandbox.run("plan approve 2026 --by 区政协 --as-of 2026-02-10").exits(2);
    assert!(refused.stderr.contains("到此应办的各步都已有记录"), "{refused}");
    assert!(
        course("2027-01-05").ends_with("下一步：考核协商议事室，yijuan plan approve 2026"),
        "{}",
        course("2027-01-05")
    );
    for step in ["考核协商议事室", "委员履职考评"] {
        sandbox.run(&format!("plan approve 2026 {step} --by 区政协 --on 2027-01-06 --as-of 2027-01-07")).exits(0);
    }
    let done = course("2027-01-08");
    assert!(done.contains("○") && done.ends_with("应办的各步均已办理，未办的可以不办"), "{done}");
}

#[test]
fn the_drafts_of_a_year_are_drafted_and_decided_on_whatever_day_their_head_has() {
    let blank = Regex::new("〔待填写：[^〕]*〕").unwrap();
    for head in ["", "date: 2026-12-10\n"] {
        let sandbox = Sandbox::sample();
        let run = |command: &str| sandbox.run(&format!("--as-of 2026-12-10 {command}"));
        run("plan add 2027 --title 夜间停车 --form 对口协商").exits(0);
        run("record plan:2027 提出年度重点协商议题建议 --by 政协党组").exits(0);
        let draft = "render plan:2027 政协年度协商计划草案";
        run("plan approve 2027 --by 政协党组").refused(&["还没有《政协年度协商计划草案》", draft]);
        run(draft).exits(0);
        // What the plan does not say yet is left open.
        let path = "plans/2027/政协年度协商计划草案.md";
        let text = sandbox.read(path);
        assert!(text.contains("| 夜间停车 | 对口协商 |") && text.contains("〔待填写：第1项的责任委室〕"), "{text}");
        let text = text.replace("office: party-group", &format!("{head}office: party-group"));
        sandbox.write(path, blank.replace_all(&text, "已填").as_bytes());
        let next = |step: &str| run("plan show 2027 --format json").json()["next"] == *step;
        assert!(next("plan-drafted"), "{head}");
        run("plan approve 2027 --by 区委常委会").refused(&["由政协党组办理"]);
        run("plan approve 2027 --by 政协党组").exits(0);
        assert!(next("plan-deliberated"), "{head}");
        run("plan approve 2027 --by 区委常委会").exits(0);
        assert!(next("plan-issued"), "{head}");
        run("review verify plan:2027").exits(0);
    }
}

#[test]
fn the_date_of_a_draft_takes_its_step_where_no_decision_is_asked_for() {
    let sandbox = Sandbox::sample().taking_entries();
    let run = |command: &str| sandbox.run(&format!("--as-of 2026-12-15 {command}"));
    run("plan add 2027 --title 夜间停车 --form 对口协商").exits(0);
    run("record plan:2027 提出年度重点协商议题建议 --by 政协党组 --on 2026-12-08").exits(0);
    let draft = "---\ndocument: annual-plan-draft\ntitle: 草案\ndate: 2026-12-10\noffice: party-group\n---\n\n正文。\n";
    sandbox.write("plans/2027/政协年度协商计划草案.md", draft);
    sandbox.commit_all("草案");
    let status = run("review status plan:2027").stdout;
    assert!(status.contains("区委常委会（审议年度协商计划）"), "{status}");
    assert_eq!(run("plan show 2027 --format json").json()["next"], *"plan-deliberated");
    // It may still be decided on.
    let twin = sandbox.twin();
    run("plan approve 2027 --by 区委常委会").exits(0);
    assert!(sandbox.read("plans/2027/reviews/政协年度协商计划草案.yml").contains("plan-deliberated"));
    twin.run("--as-of 2026-12-15 plan approve 2027 代拟 --by 政协党组").exits(0);
    assert!(twin.read("plans/2027/reviews/政协年度协商计划草案.yml").contains("plan-drafted"));
    twin.run("--as-of 2026-12-15 review verify plan:2027").exits(0);
}

#[test]
fn an_item_that_is_there_already_is_corrected_by_setting_it() {
    let sandbox = Sandbox::empty();
    sandbox.run("plan add 2027 --title 夜间停车 --office 城建委").exits(0);
    sandbox.run("plan add 2027 --title 夜间停车").refused(&["yijuan plan set 2027 责任委室=… --item 1"]);
}

#[test]
fn taking_out_what_is_not_there_makes_no_file() {
    let sandbox = Sandbox::empty();
    let told = sandbox.run("plan set 2027 made_by=");
    assert!(told.exits(0).stderr.contains("没有变化"));
    assert!(!sandbox.archive().join("plans/2027").exists());
}

#[test]
fn an_item_of_nearly_the_title_of_a_topic_is_told_and_takes_over_what_the_topic_says() {
    let sandbox = Sandbox::sample();
    let new = "new --title 防汛应急准备 --form 专题协商 --office 城建环保委员会 --meeting 2026-09-10 --ad-hoc";
    sandbox.run(new).goes_well();
    let key = "2026-030";
    let told = sandbox.run("plan add 2026 --title 防汛应急准备工作").exits(0).stderr;
    let (_, link) = told.split_once("就是这一项的：yijuan ").unwrap_or_else(|| panic!("{told}"));
    assert!(told.contains(&format!("议题 {key}“防汛应急准备”题目相近")), "{told}");
    let told = sandbox.run(link.lines().next().unwrap()).exits(0).stderr;
    assert!(told.contains(&format!("已照 {key} 填入：形式 专题协商、委室 城建环保委员会")), "{told}");
    let added = format!("topic: {key}, form: thematic, office: urban");
    assert!(sandbox.last_change().contains(&added), "{}", sandbox.last_change());
    // What the user says goes before what the topic says.
    sandbox.run("plan set 2026 topic= form= office= --item 21").exits(0);
    sandbox.run(&format!("plan set 2026 form=对口协商 topic={key} --item 21")).exits(0);
    assert!(sandbox.last_change().contains("form: counterpart"), "{}", sandbox.last_change());
    assert!(!sandbox.run("plan add 2026 --title 河湖水系连通").exits(0).stderr.contains("题目相近"));
}

#[test]
fn what_was_dropped_was_not_closed() {
    let sandbox = Sandbox::sample();
    let counted = || {
        let page = sandbox.run("plan show 2026").exits(0).stdout;
        page.lines().find(|line| line.starts_with("  共 ")).unwrap().to_owned()
    };
    let before = counted();
    assert!(!before.contains("终止"), "{before}");
    sandbox.run("record 2026-013 终止 --note 撤回").exits(0);
    assert!(counted().contains("终止 1 项，在办"), "{}", counted());
    let ended = |line: &str| line.split_once("办结 ").unwrap().1.split(' ').next().unwrap().to_owned();
    assert_eq!(ended(&before), ended(&counted()));
}
