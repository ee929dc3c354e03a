//! Characters that look the same, in what a list has and in what there is.

use super::{import, not_taken, put};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn what_looks_the_same_is_entered_once() {
    let sandbox = Sandbox::empty();
    sandbox
        .write("plans/2027/plan.yml", "items:\n  - {title: 2027年老旧小区改造（二期）}\n  - {title: ⼈才公寓建设}\n");
    sandbox.write("people.yml", "- {id: li-ming, name: 黎明}\n- {id: mai, name: 买买提·示例}\n");
    sandbox.write(
        "rooms.yml",
        "- {id: yi, name: 1号协商议事室, level: township, regulation: ordos, opened: 2021-09-01}\n",
    );
    sandbox.commit_all("已有");
    // Radicals and a compatibility ideograph, as PDF files give them; wide digits, letters and brackets.
    put(&sandbox, "计划.csv", "题目\n２０２７年⽼旧小区改造(二期)\n人才公寓建设\nＡ座⺠生实事\nA座民生实事\n");
    put(&sandbox, "名单.csv", "姓名,标签\n\u{f989}明,\n买买提•示例,\n⻢样本,委员\n");
    put(&sandbox, "台账.csv", "名称,层级,规程\n１号协商议事室,乡镇街道园区,ordos\n");
    let twice = not_taken(&sandbox, "plan 计划.csv --year 2027");
    put(&sandbox, "计划.csv", "题目\n２０２７年⽼旧小区改造(二期)\n人才公寓建设\nＡ座⺠生实事\n方案①比选\n方案1比选\n");
    let run = import(&sandbox, "plan 计划.csv --year 2027").exits(0);
    let plan = format!("{twice}\n{run}\n{}", sandbox.last_change());
    let people = format!("{}\n{}", import(&sandbox, "people 名单.csv").exits(0), sandbox.last_change());
    let rooms = import(&sandbox, "rooms 台账.csv").exits(0);
    let told = format!("{plan}\n{people}\n{rooms}").replace('\u{f989}', "[U+F989]");
    assert_snapshot!(told, @"
    $ yijuan -C tree/archive import --lang zh-CN plan 计划.csv --year 2027
    exit 2
    --- stderr
    错误：计划.csv:5: 题目：`A座民生实事` 与第4行重复
    提示：一项只留一行

    $ yijuan -C tree/archive import --lang en plan 计划.csv --year 2027
    exit 2
    --- stderr
    error: 计划.csv:5: 题目: `A座民生实事` stands in row 4 already
    hint: keep one row of the item

    $ yijuan -C tree/archive import plan 计划.csv --year 2027
    exit 0
    --- stdout
    新增 3 条，已有 2 条
    --- stderr
    提示：部首、兼容字、全角字母和数字已换成通常的字：2（２０２７年⽼旧小区改造(二期)）、4（Ａ座⺠生实事）
    提示：只是写法与已有的不同，视为同一个：2027年老旧小区改造(二期) ~ 2027年老旧小区改造（二期）

    2027年度计划 列入 3 项：计划.csv

    Yijuan-Plan: 2027


    +++ b/archive/plans/2027/plan.yml
    +  - {title: A座民生实事}
    +  - {title: 方案①比选}
    +  - {title: 方案1比选}

    $ yijuan -C tree/archive import people 名单.csv
    exit 0
    --- stdout
    新增 1 条，已有 2 条
    --- stderr
    提示：部首、兼容字、全角字母和数字已换成通常的字：2（[U+F989]明）、4（⻢样本）
    提示：只是写法与已有的不同，视为同一个：买买提•示例 ~ 买买提·示例

    登记人员 1 人：名单.csv


    +++ b/archive/people.yml
    +- {id: ma-yangben, name: 马样本, tags: [member]}

    $ yijuan -C tree/archive import rooms 台账.csv
    exit 0
    --- stdout
    新增 0 条，已有 1 条
    --- stderr
    提示：部首、兼容字、全角字母和数字已换成通常的字：2（１号协商议事室）
    ");
}
