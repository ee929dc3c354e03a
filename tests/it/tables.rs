//! Papers that are tables: what has a row and where each column comes from is data of the regulation, and one template serves all.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use yijuan::vocabulary::PaperTable;

/// What is drafted of a topic, each paper under its name.
fn drafted(sandbox: &Sandbox, key: &str, names: &[&str]) -> String {
    let out = sandbox.dir().join(key);
    sandbox.run(&format!("--lang zh-CN render {key} {} --out {}", names.join(" "), out.display())).exits(0);
    let text = |name: &&str| std::fs::read_to_string(out.join(format!("{name}.md"))).unwrap();
    names.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_lists_of_each_regulation_are_filled_from_what_is_on_record() {
    let sandbox = Sandbox::sample();
    let lists = [
        ("2026-022", &["协商议事建议清单", "落实责任清单", "民主评议清单", "参加人员名单", "签到表"][..]),
        ("2026-024", &["采纳落实台账"]),
        ("2026-026", &["参加人员名单", "签到表"]),
        ("2026-028", &["问题清单", "督办落实情况表", "参加人员名单"]),
    ];
    assert_snapshot!(lists.map(|(key, names)| drafted(&sandbox, key, names)).join("\n"));
}

/// In a workbook days are days and numbers are numbers.
#[test]
fn a_list_is_a_workbook_too() {
    let sandbox = Sandbox::sample();
    let made = sandbox.run("render 2026-028 督办落实情况表 --to xlsx,docx,html,csv").exits(0).stdout;
    assert_eq!(made.lines().count(), 5, "{made}");
    let csv = sandbox.read(&format!("{}/督办落实情况表.csv", sandbox.topic("028")));
    assert!(csv.contains("序号,协商时间,协商议题,协商建议,交办单位,政协责任委室"), "{csv}");
}

/// The progress of a suggestion is what its note says, on its day; of other events the name stands there too.
#[test]
fn progress_is_told_in_the_words_of_whoever_recorded_it() {
    let sandbox = Sandbox::sample();
    let add = "suggestion add 2026-028 --kind 意见建议 --text 增设垃圾箱 --to 区城市管理委员会";
    let id = sandbox.run(add).exits(0).stdout.trim().to_owned();
    let happened = |event: &str| sandbox.run(&format!("suggestion update 2026-028 {id} --event {event}")).exits(0);
    happened("办理进展 --on 2026-06-01 --note 已选定点位");
    happened("答复 --on 2026-06-10 --note 列入年度计划");
    let table = drafted(&sandbox, "2026-028", &["督办落实情况表"]);
    assert!(table.contains("2026年6月1日，已选定点位；2026年6月10日答复：列入年度计划"), "{table}");
}

/// The rules on the follow-up table of a hall hold once it is drafted, and held again once its head is taken out.
#[test]
fn a_table_fulfils_the_rules_that_ask_for_it() {
    let sandbox = Sandbox::sample();
    std::fs::remove_file(sandbox.archive().join("plans/2026/督办落实情况表.md")).unwrap();
    let of_table = || {
        let found = sandbox.run("--as-of 2027-01-04 check --format json").json();
        let findings = found["findings"].as_array().unwrap().clone();
        let rules = findings.iter().filter_map(|one| one["rule"].as_str().map(ToOwned::to_owned));
        rules.filter(|rule| rule.starts_with("X8")).collect::<Vec<_>>()
    };
    let before = of_table();
    assert!(before.contains(&"X8a".to_owned()) && before.contains(&"X8c".to_owned()), "{before:?}");
    sandbox.run("--as-of 2026-12-20 render 2026-028 督办落实情况表").exits(0);
    let after = of_table();
    assert!(["X8a", "X8b", "X8c"].iter().all(|rule| !after.contains(&(*rule).to_owned())), "{after:?}");
}

/// Whoever is to fill it in and is not on record is left open, and counts as nobody.
#[test]
fn what_is_signed_below_and_is_not_known_stands_in_no_head() {
    let sandbox = Sandbox::sample();
    let file = format!("{}/topic.yml", sandbox.topic("028"));
    let text = sandbox.read(&file);
    let office = text.lines().find(|line| line.starts_with("office:")).unwrap();
    sandbox.write(&file, text.replace(&format!("{office}\n"), ""));
    let table = drafted(&sandbox, "2026-028", &["督办落实情况表"]);
    assert!(!table.contains("filled_by") && table.contains("filled_on: 2026-06-15"), "{table}");
    assert!(table.contains("填报部门：　"), "{table}");
}

#[test]
fn a_table_without_rows_is_told_with_what_to_record() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/roster.yml", sandbox.topic("029")), "[]\n");
    assert_snapshot!(sandbox.unchanged_by(&["render 2026-029 签到表", "render 2026-029 问题清单"]), @"
    $ yijuan --lang zh-CN render 2026-029 签到表
    exit 2
    --- stderr
    错误：缺少参加人员
    提示：yijuan roster add 2026-029 〈姓名〉

    $ yijuan --lang en render 2026-029 签到表
    exit 2
    --- stderr
    error: an entry of the roster is missing
    hint: yijuan roster add 2026-029 〈NAME〉

    $ yijuan --lang zh-CN render 2026-029 问题清单
    exit 2
    --- stderr
    错误：缺少意见建议
    提示：yijuan suggestion add 2026-029 --kind 问题 --text 〈内容〉

    $ yijuan --lang en render 2026-029 问题清单
    exit 2
    --- stderr
    error: an entry of suggestions is missing
    hint: yijuan suggestion add 2026-029 --kind issue --text 〈TEXT〉
    ");
    sandbox.run("roster add 2026-029 沈样例").exits(0);
    sandbox.run("suggestion add 2026-029 --kind issue --text 摊位占道").exits(0);
    sandbox.run("render 2026-029 签到表 问题清单").exits(0);
}

/// Every fact that a column may have comes from something on record.
#[test]
fn every_fact_of_a_row_is_known() {
    let sandbox = Sandbox::sample();
    let documents = PaperTable::ROWS.map(|(of, facts)| {
        let columns: Vec<String> = facts.iter().map(|fact| format!("{fact}: {fact}")).collect();
        format!(
            "  table-{of}: {{name: 全{of}, layout: table, table: {{of: {of}, columns: {{{}}}, foot: {{甲: office, 乙: institution, 丙: today, 丁: blank}}}}}}\n",
            columns.join(", ")
        )
    });
    let documents = documents.concat();
    let own = include_str!("../../templates/ordos/regulation.yml")
        .replace("documents:\n", &format!("documents:\n{documents}"));
    sandbox.write("templates/ordos/regulation.yml", &own);
    sandbox.write("templates/ordos/source.txt", include_str!("../../templates/ordos/source.txt"));
    let topic = sandbox.topic("022");
    sandbox.write(
        &format!("{topic}/suggestions.yml"),
        "- {id: a, kind: suggestion, text: 装灯, to: 区城市管理委员会, office: social, owner: you-yanshi, proposers: [尤演示], key: true, due: 2026-06-10, adoption: adopted, satisfaction: 满意, conversion: [livelihood-project], problems: 管线不明, solution: 先查管线, events: [{date: 2026-06-01, event: replied, note: 已装}]}\n",
    );
    sandbox.write(
        &format!("{topic}/roster.yml"),
        "- {name: 尤演示, person: you-yanshi, affiliation: 某公司经理, tags: [member], attendance: present}\n",
    );
    sandbox.run("person set you-yanshi 界别=经济界").exits(0);
    assert_snapshot!(drafted(&sandbox, "2026-022", &["全suggestions", "全participants"]), @r"
    ---
    document: table-suggestions
    title: “沿河步道夜间照明”全suggestions
    ---

    | topic | form | met | round | kind | text | proposers | to | office | owner | key | due | adoption | satisfaction | conversion | progress | problems | solution |
    |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
    | 沿河步道夜间照明 | 会议协商 | 2026年3月19日 | 1 | 意见建议 | 装灯 | 尤演示 | 区城市管理委员会 | 社会法制委员会 | 尤演示 | 是 | 2026年6月10日 | 采纳 | 满意 | 民生实事项目 | 2026年6月1日答复：已装 | 管线不明 | 先查管线 |

    甲：　　　　　　　　　　　　乙：政协云河区委员会　　　　丙：2026年6月15日　　　　丁：

    ---
    document: table-participants
    title: “沿河步道夜间照明”全participants
    ---

    协商议题：沿河步道夜间照明

    协商时间：2026年3月19日

    | name | post | identity | sector | came |
    |---|---|---|---|---|
    | 尤演示 | 某公司经理 | 政协委员 | 经济界 | 到会 |

    甲：　　　　　　　　　　　　乙：政协云河区委员会　　　　丙：2026年6月15日　　　　丁：
    ");
}

#[test]
fn what_a_regulation_says_of_a_table_must_be_known() {
    let sandbox = Sandbox::sample();
    let table = "table: {of: suggestion, columns: {序号: nr}}";
    let columns =
        "table: {of: suggestions, kinds: [isue], columns: {序号: nr, 议题: topics}, foot: {填报部门: offices}}";
    let own = include_str!("../../templates/ordos/regulation.yml").replace(
        "documents:\n",
        &format!("documents:\n  one: {{name: 甲表, layout: table, {table}}}\n  two: {{name: 乙表, layout: table, {columns}}}\n"),
    );
    sandbox.write("templates/ordos/regulation.yml", &own);
    sandbox.write("templates/ordos/source.txt", include_str!("../../templates/ordos/source.txt"));
    assert_snapshot!(sandbox.run("--lang zh-CN regulation validate ordos"));
}
