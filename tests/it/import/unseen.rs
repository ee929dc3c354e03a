//! What people see of a list, and what beside it is no record.

use super::{import, not_taken, put, tampered, workbook, write_rows};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Formula, Workbook};

/// A list in which somebody hid what is not to be seen, with what offices write beside it.
fn with_hidden_parts() -> Vec<u8> {
    let title = Format::new().set_bold();
    workbook(|sheet| {
        sheet.set_name("委员")?;
        sheet.merge_range(0, 0, 0, 4, "云河区政协委员名单", &title)?;
        write_rows(
            sheet,
            1,
            &[
                &["标识", "姓名", "职务", "所在委室", "电话"],
                &["mh", "马华（女，回族）", "委员", "", "13800000001"],
                &["", "王样本（连任）", "常委、委员", "", ""],
                &["", "已辞任", "委员", "", ""],
                &["", "李样本*", "副主席", "城建环保委员会", ""],
                &["", "已调离", "委员", "", ""],
                &["", "合计", "5", "", ""],
                &["注：带*的为特聘", "", "", "", ""],
                &["填表人：", "某某", "", "", "2026年3月"],
            ],
        )?;
        sheet.set_row_hidden(4)?.set_row_height(6, 0)?;
        sheet.set_column_hidden(0)?.set_column_hidden(4)?;
        Ok(())
    })
}

#[test]
fn what_nobody_sees_is_not_taken_and_what_is_no_record_is_named() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", with_hidden_parts());
    let run = import(&sandbox, "people 名单.xlsx").exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import people 名单.xlsx
    exit 0
    --- stdout
    新增 3 条，已有 0 条
    --- stderr
    提示：隐藏的列未导入：标识、电话；要导入就先显示出来，或用 `--map` 指明
    提示：略过的行：8（合计）、9（注：带*的为特聘）、10（填表人：）
    提示：隐藏或筛掉的行未导入：5（已辞任）、7（已调离）；要导入就先显示出来
    提示：姓名之外的文字未导入：3（马华（女，回族））、4（王样本（连任））、6（李样本*）
    提示：职务中不是职务的词记作标签：委员、常委

    登记人员 3 人：名单.xlsx


    +++ b/archive/people.yml
    +- {id: ma-hua, name: 马华, tags: [member]}
    +- {id: wang-yangben, name: 王样本, tags: [member]}
    +- {id: li-yangben, name: 李样本, posts: ["vice-chair:urban"]}
    "#);
    let mapped = Sandbox::empty();
    put(&mapped, "名单.xlsx", with_hidden_parts());
    import(&mapped, "people 名单.xlsx --map 标识=id").exits(0);
    assert!(mapped.read("people.yml").contains("{id: mh, name: 马华, tags: [member]}"));
}

#[test]
fn two_sheets_that_are_one_part_are_refused() {
    let mut workbook = Workbook::new();
    for name in ["甲", "乙"] {
        write_rows(workbook.add_worksheet().set_name(name).unwrap(), 0, &[&["姓名", "职务"], &["韩样", "主席"]])
            .unwrap();
    }
    let bytes = tampered(&workbook.save_to_buffer().unwrap(), |_, text| text.replace("sheet2.xml", "sheet1.xml"));
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", bytes);
    import(&sandbox, "people 名单.xlsx").refused(&["不是 Excel 工作簿，或已损坏"]);
}

#[test]
fn a_hidden_column_that_is_needed_is_asked_for() {
    let bytes = workbook(|sheet| {
        write_rows(sheet, 0, &[&["姓名", "职务", "标签"], &["韩样", "主席", ""]])?;
        sheet.set_column_hidden(0).map(|_| ())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", bytes);
    assert_snapshot!(not_taken(&sandbox, "people 名单.xlsx"), @"
    $ yijuan -C tree/archive import --lang zh-CN people 名单.xlsx
    exit 2
    --- stderr
    错误：名单.xlsx:Sheet1: 没有“姓名”列
    提示：“姓名”列隐藏着：取消隐藏，或用 `--map 姓名=name` 仍取这一列

    $ yijuan -C tree/archive import --lang en people 名单.xlsx
    exit 2
    --- stderr
    error: 名单.xlsx:Sheet1: no column is the name
    hint: the column `姓名` is hidden: show it, or take it with `--map 姓名=name` all the same
    ");
}

#[test]
fn a_formula_without_a_value_is_not_empty() {
    let bytes = workbook(|sheet| {
        write_rows(sheet, 0, &[&["姓名", "职务", "标签"], &["韩样"], &["杨假定"]])?;
        sheet.write_formula(1, 1, Formula::new("=VLOOKUP(A2,Z:Z,1,0)").set_result("主席"))?;
        sheet.write_formula(2, 1, Formula::new("=IF(1,\"\",\"\")").set_result("空"))?;
        Ok(())
    });
    // What gives an empty text keeps one.
    let bytes = tampered(&bytes, |_, text| text.replace("<v>空</v>", "<v></v>"));
    let kept = |value: &str| tampered(&bytes, |_, text| text.replace("<v>主席</v>", value));
    let sandbox = Sandbox::empty();
    put(&sandbox, "有.xlsx", &bytes);
    put(&sandbox, "无.xlsx", kept(""));
    put(&sandbox, "空.xlsx", tampered(&kept("<v/>"), |_, text| text.replace(" t=\"str\"", "")));
    import(&sandbox, "people 有.xlsx --dry-run").goes_well();
    assert_snapshot!(not_taken(&sandbox, "people 无.xlsx"), @"
    $ yijuan -C tree/archive import --lang zh-CN people 无.xlsx
    exit 2
    --- stderr
    错误：无.xlsx:Sheet1:2: 职务：公式没有存下结果
    提示：用 Excel 或 WPS 打开后重新保存，或直接写值

    $ yijuan -C tree/archive import --lang en people 无.xlsx
    exit 2
    --- stderr
    error: 无.xlsx:Sheet1:2: 职务: a formula of which no value is kept
    hint: open and save the file in Excel or WPS, or write the value
    ");
    import(&sandbox, "people 空.xlsx").refused(&["空.xlsx:Sheet1:2: 职务：公式没有存下结果"]);
}

#[test]
fn a_post_at_work_is_told_from_one_of_the_committee() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.csv", "姓名,职务\n韩样,某公司董事长\n杨假定,副主席、某局局长\n马华,常务委员\n");
    assert_snapshot!(import(&sandbox, "people 名单.csv").exits(0), @"
    $ yijuan -C tree/archive import people 名单.csv
    exit 0
    --- stdout
    新增 3 条，已有 0 条
    --- stderr
    提示：职务中不是职务的词记作标签：常务委员
    提示：规程没有的职务，照所写的记下：某公司董事长、某局局长；若是所在单位的职务，用 `--map 职务=` 不取这一列
    提示：没有写明委室，各委室的都算：杨假定（副主席）；哪一列是委室，用 `--map 列名=office` 指明
    ");
    let add = sandbox.run("person add --id ma-li --name 马例 --post 委员");
    add.refused(&["`委员` 是标签，不是职务", "用 `--tag 委员`"]);
    sandbox.run("person add --id ma-li --name 马例 --tag 委员").goes_well();
    assert!(sandbox.read("people.yml").contains("tags: [member]"));
}
