//! Three lists as offices keep them, with names that nobody has: each is taken over at the first try, or after one refusal
//! that says what to do.

use super::{import, put, workbook, write_rows};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use rust_xlsxwriter::Format;

#[test]
fn an_annual_plan() {
    let bytes = workbook(|sheet| {
        let title = Format::new().set_bold();
        sheet.set_name("2027年计划")?;
        sheet.merge_range(0, 0, 0, 6, "政协云河区委员会2027年度协商工作计划", &title)?;
        sheet.merge_range(1, 0, 1, 6, "（2026年12月28日区政协主席会议通过）", &title)?;
        write_rows(
            sheet,
            2,
            &[
                &["序号", "协商议题", "协商形式", "承办单位", "协商时间", "邀请单位", "备注"],
                &["一、专题协商（2项）"],
                &["1", "编制\"十五五\"规划\n中的民生项目", "专题协商", "城建环保委员会", "2027.3", "区发展改革委"],
                &["2", "⽼旧小区加装电梯", "", "", "2027.10", "区住建委", "与区政府同题"],
                &["二、对口协商（3项）"],
                &["3", "背街小巷环境整治\n（二期）", "对口协商", "城建环保委员会", "5月"],
                &["4", "社区养老服务设施布局", "对口协商", "社会法制委", "待定"],
                &["5", "校园周边交通秩序", "对口协商", "", "9月"],
                &["6", "（已并入第3项）背街小巷照明", "对口协商", "", ""],
                &["合计", "5项"],
                &["注：1.协商时间可根据实际调整；"],
                &["2.承办单位为空的由办公室协调。"],
                &["联系人：样某某", "", "", "", "联系电话：00000000"],
            ],
        )?;
        // A part's title reaches across, and so does a form over the items that have it.
        sheet.merge_range(3, 0, 3, 6, "一、专题协商（2项）", &title)?;
        sheet.merge_range(4, 2, 5, 2, "专题协商", &title)?;
        sheet.set_row_hidden(10)?;
        Ok(())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "计划.xlsx", bytes);
    let run = import(&sandbox, "plan 计划.xlsx --year 2027").exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import plan 计划.xlsx --year 2027
    exit 0
    --- stdout
    新增 5 条，已有 0 条
    --- stderr
    提示：未导入的列：序号、协商时间、邀请单位、备注
    提示：略过的行：4（一、专题协商（2项））、7（二、对口协商（3项））、12（合计）、13（注：1.协商时间可根据实际调整；）、14（2.承办单位为空的由办公室协调。）、15（联系人：样某某）
    提示：隐藏或筛掉的行未导入：11（（已并入第3项）背街小巷照明）；要导入就先显示出来
    提示：部首、兼容字、全角字母和数字已换成通常的字：6（⽼旧小区加装电梯）
    提示：合并单元格 1 处，值用于其各行：协商形式 5–6
    提示：yijuan.yml 没有列出的委室，照所写的记下：社会法制委；相近的有：城建环保委员会；`yijuan office add` 登记

    2027年度计划 列入 5 项：计划.xlsx

    Yijuan-Plan: 2027


    +++ b/archive/plans/2027/items.yml
    +- {title: "编制\"十五五\"规划中的民生项目", form: thematic, office: urban}
    +- {title: 老旧小区加装电梯, form: thematic}
    +- {title: 背街小巷环境整治（二期）, form: counterpart, office: urban}
    +- {title: 社区养老服务设施布局, form: counterpart, office: 社会法制委}
    +- {title: 校园周边交通秩序, form: counterpart}
    "#);
    assert_eq!(import(&sandbox, "plan 计划.xlsx --year 2027").exits(0).stdout, "新增 0 条，已有 5 条\n");
}

#[test]
fn a_list_of_members() {
    let bytes = workbook(|sheet| {
        let title = Format::new().set_bold();
        sheet.set_name("委员")?;
        sheet.merge_range(0, 0, 0, 8, "云河区第十届政协委员名册", &title)?;
        sheet.write(1, 0, "填报单位：办公室")?.write(1, 7, "2026年3月")?;
        write_rows(
            sheet,
            2,
            &[
                &["序号", "姓　名", "性别", "出生年月", "工作单位及职务", "政协职务", "所在专委会", "联系电话", "备注"],
                &["1", "韩　样", "男", "1970.1", "某局局长", "副主席", "城建环保委员会", "13800000001"],
                &["2", "马　华（女，回族）", "女", "1975.10", "某公司董事长", "常委", "", "13800000002"],
                &["3", "杨假定*", "男", "1980.2", "某校教师", "委员、专委会主任", "城建环保委员会", "13800000003"],
                &["4", "曾虚设", "女", "1981.3", "某院医师", "委员", "", "13800000004", "已调出"],
                &["5", "买买提•示例", "男", "1982.4", "某村村民", "政协委员", "", "13800000005"],
                &["6", "欧阳\n示例", "女", "1983.5", "某所律师", "委员", "", "13800000006"],
                &["", "共 6 人"],
                &["说明：1.加*的为特聘；"],
                &["      2.按姓名笔画排列。"],
                &["审核人：", "样某", "", "", "", "填表人：", "某某", "2026年3月1日"],
            ],
        )?;
        sheet.set_row_hidden(6)?.set_column_hidden(7)?;
        Ok(())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "名册.xlsx", bytes);
    let run = import(&sandbox, "people 名册.xlsx").exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import people 名册.xlsx
    exit 0
    --- stdout
    新增 5 条，已有 0 条
    --- stderr
    提示：未导入的列：序号、性别、出生年月、备注
    提示：隐藏的列未导入：联系电话；要导入就先显示出来，或用 `--map` 指明
    提示：略过的行：10（共 6 人）、11（说明：1.加*的为特聘；）、12（2.按姓名笔画排列。）、13（审核人：）
    提示：隐藏或筛掉的行未导入：7（曾虚设）；要导入就先显示出来
    提示：姓名之外的文字未导入：5（马　华（女，回族））、6（杨假定*）
    提示：职务中不是职务的词记作标签：委员、常委、政协委员
    提示：所在单位的职务未导入：某局局长、某公司董事长、某校教师、某村村民、某所律师

    登记人员 5 人：名册.xlsx


    +++ b/archive/people.yml
    +- {id: han-yang, name: 韩样, posts: ["vice-chair:urban"]}
    +- {id: ma-hua, name: 马华, tags: [member]}
    +- {id: yang-jiading, name: 杨假定, posts: ["committee-director:urban"], tags: [member]}
    +- {id: mai-maitishili, name: "买买提•示例", tags: [member]}
    +- {id: ouyang-shili, name: 欧阳示例, tags: [member]}
    "#);
    sandbox.run("person list").goes_well();
}

#[test]
fn a_list_of_rooms() {
    let sandbox = Sandbox::empty();
    let list = "\
云河区协商议事室台账,,,,,,
\"制表:办公室\",,,,,,2026年3月
序号,议事室名称,层级,成立时间,召集人,联系人,备注
1,城东街道协商议事室,乡镇街道园区,2021.9.1,韩样（兼）,,
2,城东街道“福里”社区协商议事室,村社区企事业单位,2022.5,待定,,
3,\"幸福里\"小区协商议事室,村社区企事业单位,2023,,,
4,Ｂ座楼宇协商议事室,村社区企事业单位,44440,韩　样,,数字系日期
,合计,4,,,,
注：成立时间以批复为准,,,,,,
";
    sandbox.write("people.yml", "- {id: han-yang, name: 韩样}\n");
    sandbox.commit_all("人员");
    let gbk = |list: &str| encoding_rs::GBK.encode(&list.replace('\n', "\r\n")).0.into_owned();
    put(&sandbox, "台账.csv", gbk(list));
    let days = import(&sandbox, "rooms 台账.csv --regulation ordos");
    put(&sandbox, "台账.csv", gbk(&list.replace("2022.5", "2022.5.6").replace(",2023,", ",,")));
    let run = import(&sandbox, "rooms 台账.csv --regulation ordos").exits(0);
    assert_snapshot!(format!("{days}\n{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import rooms 台账.csv --regulation ordos
    exit 2
    --- stderr
    错误：台账.csv:5: 成立时间：`2022.5` 看不出是哪一天
    错误：台账.csv:6: 成立时间：`2023` 看不出是哪一天
    提示：年月日写全，如 2026-03-05 或 2026年3月5日；不知是哪一天的空着

    $ yijuan -C tree/archive import rooms 台账.csv --regulation ordos
    exit 0
    --- stdout
    新增 4 条，已有 0 条
    --- stderr
    提示：未导入的列：序号、备注
    提示：略过的行：8（合计）、9（注：成立时间以批复为准）
    提示：姓名之外的文字未导入：4（韩样（兼））、5（待定）
    提示：部首、兼容字、全角字母和数字已换成通常的字：7（Ｂ座楼宇协商议事室）
    提示：日期是数字，从 1900 年起算：“成立时间”第7行等 1 格
    提示：1 处没有建立之日，须从建立起算的规则无法判断

    登记协商室 4 处：台账.csv

    Yijuan-Room: chengdongjiedao
    Yijuan-Room: chengdongjiedaofulishequ
    Yijuan-Room: xingfulixiaoqu
    Yijuan-Room: bzuolouyu


    +++ b/archive/rooms.yml
    +- {id: chengdongjiedao, name: 城东街道协商议事室, level: township, regulation: ordos, opened: 2021-09-01, convener: han-yang}
    +- {id: chengdongjiedaofulishequ, name: 城东街道“福里”社区协商议事室, level: village, regulation: ordos, opened: 2022-05-06}
    +- {id: xingfulixiaoqu, name: "\"幸福里\"小区协商议事室", level: village, regulation: ordos}
    +- {id: bzuolouyu, name: B座楼宇协商议事室, level: village, regulation: ordos, opened: 2021-09-01, convener: han-yang}
    "#);
    sandbox.run("room list").exits(0);
}
