//! `import attendance`: a list of who came, into the roster of a topic.

use super::{import, not_taken, put, taken, workbook, write_rows};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

const ROSTER: &str = "topics/2026/003-老旧小区加装电梯/roster.yml";

/// The sample with a roster that people edit by hand.
fn archive() -> Sandbox {
    let sandbox = Sandbox::sample();
    let roster = "\
- {name: 赵示例, person: zhao-shili, tags: [host], attended: true}   # 主持
- name: 何示意
  tags: [party-government-leader]
  attended: false   # 出差

- {name: 马 华, tags: [member]}
- {name: 尤演示, person: you-yanshi, tags: [member], at: [meeting, research]}
- {name: 许样例, tags: [sector-representative]}
- {name: 许样例, tags: [sector-representative], at: [research]}
";
    sandbox.write(ROSTER, roster);
    sandbox.commit_all("名单");
    sandbox
}

#[test]
fn who_came_and_who_is_on_leave() {
    let sandbox = archive();
    let bytes = workbook(|sheet| {
        write_rows(
            sheet,
            0,
            &[
                &["协商会议签到表"],
                &["序号", "姓　名", "到会情况", "发言", "备注"],
                &["1", "赵示例", "√", "", "主持"],
                &["2", "马华（女）", "请假（病假）", "×", ""],
                &["3", "尤演示*", "尤演示", "2次", ""],
                &["4", "许样例", "", "是", ""],
            ],
        )
    });
    put(&sandbox, "签到.xlsx", bytes);
    assert_snapshot!(taken(&sandbox, "attendance 电梯 签到.xlsx"));
    let before = sandbox.state();
    let again = import(&sandbox, "attendance 电梯 签到.xlsx").exits(0);
    assert!(again.stdout.contains("登记 0 条，已有 4 条"), "{again}");
    assert_eq!(sandbox.state(), before);
}

#[test]
fn a_list_of_names_alone_is_of_those_who_came() {
    let sandbox = archive();
    put(&sandbox, "到会.csv", "到会人员名单\n姓名\n马华\n许样例\n");
    assert_snapshot!(taken(&sandbox, "attendance 2026-003 到会.csv --at 调研 --at meeting"));
}

#[test]
fn each_word_of_an_office_is_one_of_three() {
    let words = [
        ("present", "出席 到会 参会 实到 √ 是 已签到"),
        ("leave", "请假 事假 病假 公出 请假(出差)"),
        ("absent", "缺席 缺勤 未到 未参会 × 否"),
    ];
    for (is, all) in words {
        for (word, head) in all.split(' ').zip(["出席情况", "到会情况", "签到", "考勤"].into_iter().cycle())
        {
            let sandbox = archive();
            put(&sandbox, "表.csv", format!("姓名,{head}\n马华,{word}\n"));
            import(&sandbox, "attendance 2026-003 表.csv").exits(0);
            let entry = format!("- {{name: 马 华, tags: [member], attendance: {is}}}\n");
            assert!(sandbox.read(ROSTER).contains(&entry), "{head} {word}: {}", sandbox.read(ROSTER));
        }
    }
}

#[test]
fn all_bad_rows_are_named_at_once() {
    let sandbox = archive();
    let list = "\
姓名,出席情况,发言
赵示例,请假,
无此人,到会,
马华,也许,常常
马华,到会,
1,到会,
";
    put(&sandbox, "表.csv", list);
    assert_snapshot!(not_taken(&sandbox, "attendance 2026-003 表.csv"));
}

#[test]
fn where_people_come_from_is_taken_from_the_list() {
    let sandbox = archive();
    let listed = sandbox.run("roster list 003 --format json").json();
    let name = listed["people"][0]["name"].as_str().unwrap().to_owned();
    put(&sandbox, "签到表.csv", format!("姓名,单位及职务\n{name},区交通局副局长\n"));
    import(&sandbox, "attendance 003 签到表.csv").exits(0);
    assert!(sandbox.read(ROSTER).contains("affiliation: 区交通局副局长"));
    // What the roster says stays.
    put(&sandbox, "签到表.csv", format!("姓名,单位及职务\n{name},区交通局局长\n"));
    import(&sandbox, "attendance 003 签到表.csv").exits(0);
    assert!(sandbox.read(ROSTER).contains("affiliation: 区交通局副局长"));
}

#[test]
fn a_list_that_does_not_say_of_what_is_the_meetings() {
    let sandbox = archive();
    let before = sandbox.read(ROSTER);
    let only_elsewhere = before.replace("- {name: 许样例, tags: [sector-representative]}\n", "");
    sandbox.write(ROSTER, &only_elsewhere);
    sandbox.commit_all("名单");
    put(&sandbox, "表.csv", "姓名\n许样例\n");
    let refused = import(&sandbox, "attendance 2026-003 表.csv").exits(2);
    assert!(refused.stderr.contains("不是这项活动或这一轮的"), "{refused}");
    assert!(refused.stderr.contains("yijuan roster add 2026-003 许样例 --present；"), "{refused}");
    assert_eq!(sandbox.read(ROSTER), only_elsewhere);
    sandbox.run("roster add 2026-003 许样例").exits(0);
    import(&sandbox, "attendance 2026-003 表.csv").exits(0);
    assert!(sandbox.read(ROSTER).contains("at: [research]}"), "{}", sandbox.read(ROSTER));
    let elsewhere = import(&sandbox, "attendance 2026-003 表.csv --at research").exits(0);
    assert!(elsewhere.stdout.contains("登记 1 条"), "{elsewhere}");
}

#[test]
fn what_people_are_is_taken_from_the_list() {
    let sandbox = archive();
    put(&sandbox, "签到表.csv", "姓名,身份,到会情况\n马华,政协委员,到会\n许样例,专家学者、有关各界代表人士,到会\n");
    let taken = import(&sandbox, "attendance 003 签到表.csv --dry-run").exits(0);
    assert!(taken.stdout.contains("专家学者、有关各界代表人士"), "{taken}");
    import(&sandbox, "attendance 003 签到表.csv").exits(0);
    let after = sandbox.read(ROSTER);
    // What the roster says stays.
    assert!(
        after.contains("- {name: 许样例, tags: [sector-representative, sector-expert], attendance: present}"),
        "{after}"
    );
    assert!(import(&sandbox, "attendance 003 签到表.csv").exits(0).stdout.contains("已有 2 条"));
    put(&sandbox, "签到表.csv", "姓名,身份\n马华,来宾\n");
    let refused = import(&sandbox, "attendance 003 签到表.csv").exits(2);
    assert!(refused.stderr.contains("这一列若不是身份，用 `--map 身份=` 不取"), "{refused}");
    import(&sandbox, "attendance 003 签到表.csv --map 身份=").exits(0);
}

#[test]
fn who_is_not_on_the_list_is_entered_with_all_the_row_says_by_the_command_that_is_named() {
    let sandbox = archive();
    put(
        &sandbox,
        "签到表.csv",
        "姓名,身份,单位,到会情况,发言\n韩子样,专家学者,示例大学,到会,是\n江例,政协委员,,请假,\n",
    );
    let refused = import(&sandbox, "attendance 003 签到表.csv").exits(2);
    let commands: Vec<&str> = refused.stderr.lines().filter_map(|line| line.split("yijuan ").nth(1)).collect();
    assert_eq!(
        commands,
        [
            "roster add 2026-003 韩子样 --tag 专家学者 --affiliation 示例大学 --present --spoke",
            "roster add 2026-003 江例 --tag 政协委员 --leave"
        ]
    );
    for command in commands {
        sandbox.run(command).exits(0);
    }
    let again = import(&sandbox, "attendance 003 签到表.csv").exits(0);
    assert!(again.stdout.contains("登记 0 条，已有 2 条"), "{again}");
}
