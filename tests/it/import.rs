//! `yijuan import people`, `plan`, `rooms` and `suggestions`: lists as offices have them.

mod alike;
mod attendance;
mod own;
mod random;
mod unseen;
mod untidy;

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};
use std::io::{Cursor, Read as _, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PEOPLE: &str = "\
云河区政协委员名单,,,,
（二〇二六年三月）,,,,
序号,姓　名,职务,所在委室,界别
1,韩　样,副主席,城建环保委员会,经济
2,杨假定,\"专委会主任、委室主任\",城建环保委员会,

3,曾虚设,,,教育

4,钱样本,副主席,城建环保委员会,
备注：以上名单供参考,,,,
";

/// Puts a list beside the archive.
fn put(sandbox: &Sandbox, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(sandbox.dir().join(name), bytes).unwrap();
}

/// Runs the program beside the list.
fn import(sandbox: &Sandbox, what: &str) -> Run {
    sandbox.run_in(sandbox.dir(), &format!("-C tree/archive import {what}"))
}

/// What is said in both languages where nothing is taken over.
#[track_caller]
fn not_taken(sandbox: &Sandbox, what: &str) -> String {
    let before = sandbox.state();
    let run = |language| import(sandbox, &format!("--lang {language} {what}"));
    let told = format!("{}\n{}", run("zh-CN"), run("en"));
    assert_eq!(sandbox.state(), before, "{told}");
    told
}

/// What a dry run shows, and what is then said and changed.
#[track_caller]
fn taken(sandbox: &Sandbox, what: &str) -> String {
    let shown = not_taken(sandbox, &format!("{what} --dry-run"));
    format!("{shown}\n{}\n{}", import(sandbox, what).exits(0), sandbox.last_change())
}

/// A workbook of one sheet.
fn workbook(write: impl Fn(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet()).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn write_rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell)?;
            }
        }
    }
    Ok(())
}

/// A workbook with some parts changed, as no program would write it.
fn tampered(workbook: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        changed.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        changed.write_all(change(&name, text).as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

// People

#[test]
fn a_dry_run_shows_what_would_be_made_and_writes_nothing() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.csv", PEOPLE);
    assert_snapshot!(not_taken(&sandbox, "people 名单.csv --dry-run"));
}

#[test]
fn a_list_is_taken_over_in_one_commit_and_only_once() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.csv", PEOPLE);
    let run = import(&sandbox, "people 名单.csv").exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import people 名单.csv
    exit 0
    --- stdout
    新增 3 条，已有 1 条
    --- stderr
    提示：未导入的列：序号
    提示：略过的行：10（备注：以上名单供参考）

    登记人员 3 人：名单.csv


    +++ b/archive/people.yml
    +- {id: han-yang, name: 韩样, posts: ["vice-chair:urban"], sector: 经济}
    +- {id: yang-jiading, name: 杨假定, posts: ["committee-director:urban", "office-director:urban"]}
    +- {id: zeng-xushe, name: 曾虚设, sector: 教育}
    "#);
    sandbox.run("person list").goes_well();
    let before = sandbox.state();
    let again = import(&sandbox, "people 名单.csv").exits(0);
    assert_eq!(again.stdout, "新增 0 条，已有 4 条\n");
    assert_eq!(sandbox.state(), before);
}

#[test]
fn hand_written_entries_and_comments_stay() {
    let sandbox = Sandbox::empty();
    let by_hand = "# 登记\n- id: qian-yangben   # 主管\n  name: 钱样本\n  posts:\n    - {post: 'vice-chair:urban', from: 2024-01-01}\n  unit: liaison-1\n";
    sandbox.write("people.yml", by_hand);
    sandbox.commit_all("手写");
    put(&sandbox, "名单.csv", PEOPLE);
    assert_eq!(import(&sandbox, "people 名单.csv").exits(0).stdout, "新增 3 条，已有 1 条\n");
    assert!(sandbox.read("people.yml").starts_with(by_hand));
}

#[test]
fn every_encoding_and_separator_gives_the_same() {
    let expected = {
        let sandbox = Sandbox::empty();
        put(&sandbox, "名单.csv", PEOPLE);
        import(&sandbox, "people 名单.csv").exits(0);
        sandbox.read("people.yml")
    };
    let gbk = encoding_rs::GBK.encode(PEOPLE).0.into_owned();
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(PEOPLE.replace(',', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let written: [(&str, Vec<u8>, &str); 5] = [
        ("gbk.csv", gbk, "按 GBK (GB18030) 编码读取"),
        ("bom.csv", format!("\u{feff}{PEOPLE}").into_bytes(), "第3行是表头"),
        ("分号.csv", PEOPLE.replace(',', ";").into_bytes(), "各列以分号分隔"),
        ("unicode.txt", utf16, "按 UTF-16LE 编码读取"),
        ("crlf.csv", PEOPLE.replace('\n', "\r\n").into_bytes(), "第3行是表头"),
    ];
    for (name, bytes, said) in written {
        let sandbox = Sandbox::empty();
        put(&sandbox, name, bytes);
        let shown = import(&sandbox, &format!("people {name} --dry-run")).goes_well();
        assert!(shown.stdout.contains(said), "{shown}");
        import(&sandbox, &format!("people {name}")).exits(0);
        assert_eq!(sandbox.read("people.yml"), expected, "{name}");
    }
}

#[test]
fn every_bad_row_is_named_and_nothing_is_written() {
    let sandbox = Sandbox::empty();
    let list = "\
姓名,职务,标签,标识
韩样,副主席:urban,,
韩样,主席,,
,主席,,
郭拟定,副主度,政协委园,
钱样本,主席,,
杨假定,,,Yang Jia
杨假定二,,,qian-yangben
？？,,,
\u{7}何例,,,
\u{202e}反例,,,
\"多,了\",主席,,,,多
李,\"引号里
换行\",,
";
    put(&sandbox, "名单.csv", list);
    assert_snapshot!(not_taken(&sandbox, "people 名单.csv"));
    let dry = import(&sandbox, "people 名单.csv --dry-run");
    assert_eq!(dry.stderr, import(&sandbox, "people 名单.csv").stderr);
}

#[test]
fn two_people_of_one_name_are_told_apart_by_id() {
    let sandbox = Sandbox::empty();
    sandbox.append("people.yml", "- {id: qian-b, name: 钱样本}\n");
    sandbox.commit_all("同名");
    put(&sandbox, "名单.csv", "姓名,职务\n钱样本,副主席:urban\n");
    import(&sandbox, "people 名单.csv").refused(&["名单.csv:2: 姓名：有几个人叫 `钱样本`"]);
    put(&sandbox, "名单.csv", "标识,姓名,职务\nqian-yangben,钱样本,副主席:urban\nqian-c,钱样本,\n");
    assert_eq!(import(&sandbox, "people 名单.csv").goes_well().stdout, "新增 1 条，已有 1 条\n");
    assert!(sandbox.read("people.yml").ends_with("- {id: qian-c, name: 钱样本}\n"));
}

#[test]
fn a_sheet_as_offices_lay_it_out() {
    let title = Format::new().set_bold();
    let bytes = workbook(|sheet| {
        sheet.set_name("委员")?;
        sheet.merge_range(0, 0, 0, 4, "云河区政协委员名单", &title)?;
        // Two rows of heads: some reach over both, some are parts of one above.
        sheet.merge_range(1, 0, 2, 0, "序号", &title)?;
        sheet.merge_range(1, 1, 2, 1, "姓名", &title)?;
        sheet.merge_range(1, 2, 1, 3, "任职情况", &title)?;
        sheet.write(2, 2, "所在委室")?.write(2, 3, "职务")?;
        sheet.merge_range(1, 4, 2, 4, "联系电话", &title)?;
        sheet.merge_range(3, 0, 3, 4, "一、城建", &title)?;
        sheet.write(4, 0, 1)?.write(4, 1, "韩　样")?.write(4, 3, "专委会主任")?.write(4, 4, 13_800_000_000_i64)?;
        sheet.write(5, 0, 2)?.write(5, 1, "杨\n假定")?.write(5, 3, "委室主任；界别组组长")?;
        sheet.merge_range(4, 2, 5, 2, "城建环保委员会", &title)?;
        sheet.merge_range(6, 0, 6, 4, "二、其他", &title)?;
        // One person on a row twice as high.
        sheet.merge_range(7, 0, 8, 0, "", &title)?.write(7, 0, 3)?;
        sheet.merge_range(7, 1, 8, 1, "曾虚设", &title)?;
        sheet.merge_range(7, 3, 8, 3, "工作人员", &title)?;
        sheet.merge_range(9, 0, 9, 4, "注：以上名单供参考", &title)?;
        sheet.write(10, 6, "制表人")?;
        Ok(())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", bytes);
    assert_snapshot!(taken(&sandbox, "people 名单.xlsx"));
}

#[test]
fn what_a_cell_says_stays_text() {
    let bytes = workbook(|sheet| {
        write_rows(sheet, 0, &[&["姓名", "标识"], &["=cmd|' /C calc'!A0", "a"], &["@SUM(A1)", "b"]])?;
        sheet.write_formula(3, 0, Formula::new("=CONCAT(\"韩\",\"样\")").set_result("韩样"))?.write(3, 1, "c")?;
        sheet.write(4, 0, "- {id: z, name: 多}\n- 行")?.write(4, 1, "d")?;
        Ok(())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", bytes);
    import(&sandbox, "people 名单.xlsx").goes_well();
    assert_snapshot!(sandbox.last_change(), @r#"
    登记人员 4 人：名单.xlsx


    +++ b/archive/people.yml
    +- {id: a, name: "=cmd|' /C calc'!A0"}
    +- {id: b, name: "@SUM(A1)"}
    +- {id: c, name: 韩样}
    +- {id: d, name: "- {id: z, name: 多} - 行"}
    "#);
    sandbox.run("person list").goes_well();
}

#[test]
fn a_formula_that_fails_is_named() {
    let bytes = workbook(|sheet| {
        write_rows(sheet, 0, &[&["姓名", "职务"], &["韩样"], &["杨假定"]])?;
        sheet.write_formula(1, 1, Formula::new("=VLOOKUP(A2,Z:Z,1,0)").set_result("#N/A"))?;
        Ok(())
    });
    // The library writes the result as text; a spreadsheet marks it as an error.
    let bytes = tampered(&bytes, |_, text| text.replace("t=\"str\"", "t=\"e\""));
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.xlsx", bytes);
    import(&sandbox, "people 名单.xlsx").refused(&["名单.xlsx:Sheet1:2: 职务：公式有误：#N/A"]);
}

#[test]
fn a_quotation_mark_swallows_no_row_and_belongs_to_what_it_stands_in() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "未结束.csv", "题目,协商形式\n甲题,专题协商\n\"乙题,专题协商\n丙题,专题协商\n丁题,专题协商\n");
    put(&sandbox, "半引.csv", "题目,协商形式\n\"十五五\"规划编制,专题协商\n\"\"\"一老一小\"\"服务,甲\",对口协商\n");
    let told = not_taken(&sandbox, "plan 未结束.csv --year 2027");
    let run = import(&sandbox, "plan 半引.csv --year 2027").exits(0);
    put(&sandbox, "错配.csv", "题目,协商形式\n\"丁题,对口协商\n戊题\",对口协商\n");
    let doubtful = import(&sandbox, "plan 错配.csv --year 2027 --dry-run").goes_well();
    assert!(doubtful.stdout.contains("请核对引号是否配对：第2行"), "{doubtful}");
    assert_snapshot!(format!("{told}\n{run}\n{}", sandbox.last_change()), @r#"
    $ yijuan -C tree/archive import --lang zh-CN plan 未结束.csv --year 2027
    exit 2
    --- stderr
    错误：未结束.csv: 第3行有一格以 `"` 开头，却没有在格末结束
    提示：整格的引号首尾各写一个，格内的 `"` 写作 `""`，或改用“”；也可另存为 .xlsx

    $ yijuan -C tree/archive import --lang en plan 未结束.csv --year 2027
    exit 2
    --- stderr
    error: 未结束.csv: in row 3 a cell begins with `"` and is not closed by one
    hint: put one at either end of the cell, and write `""` for each within; or save it as .xlsx

    $ yijuan -C tree/archive import plan 半引.csv --year 2027
    exit 0
    --- stdout
    新增 2 条，已有 0 条

    2027年度计划 列入 2 项：半引.csv

    Yijuan-Plan: 2027


    +++ b/archive/plans/2027/items.yml
    +- {title: "\"十五五\"规划编制", form: thematic}
    +- {title: "\"一老一小\"服务,甲", form: counterpart}
    "#);
}

// Heads

#[test]
fn heads_that_do_not_say_what_they_are() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "名单.csv", "委员,所任,备注\n韩样,副主席,新\n");
    put(&sandbox, "两列.csv", "姓名,职务,现任职务,委员\n韩样,副主席,主席,\n");
    put(&sandbox, "空.csv", "");
    put(&sandbox, "只有职务.csv", "单位,职务,标签\n办公室,主席,\n");
    let told = [
        not_taken(&sandbox, "people 名单.csv"),
        not_taken(&sandbox, "people 两列.csv"),
        not_taken(&sandbox, "people 空.csv"),
        not_taken(&sandbox, "people 只有职务.csv"),
        not_taken(&sandbox, "people 名单.csv --map 委员 --map 备注=nmae"),
        not_taken(&sandbox, "people 名单.csv --map 委员=name --map 所在=posts"),
        not_taken(&sandbox, "people 名单.csv --map 委员=name --map 所任=职务 --dry-run"),
        not_taken(&sandbox, "people 两列.csv --map 职务= --dry-run"),
        not_taken(&sandbox, "people 两列.csv --map 现任职务=posts --dry-run"),
    ];
    assert_snapshot!(told.join("\n"));
}

#[test]
fn of_several_sheets_the_one_with_the_heading_is_taken() {
    let mut workbook = Workbook::new();
    write_rows(workbook.add_worksheet().set_name("说明").unwrap(), 0, &[&["本表由办公室维护"]]).unwrap();
    write_rows(workbook.add_worksheet().set_name("名单").unwrap(), 0, &[&["姓名", "职务"], &["韩样", "主席"]]).unwrap();
    let hidden = workbook.add_worksheet().set_name("旧").unwrap();
    write_rows(hidden.set_hidden(true), 0, &[&["姓名", "职务"], &["杨假定", "主席"]]).unwrap();
    let sandbox = Sandbox::empty();
    put(&sandbox, "一张.xlsx", workbook.save_to_buffer().unwrap());
    write_rows(workbook.add_worksheet().set_name("新").unwrap(), 0, &[&["姓名", "职务"], &["曾虚设", "主席"]]).unwrap();
    put(&sandbox, "两张.xlsx", workbook.save_to_buffer().unwrap());
    let told = [
        not_taken(&sandbox, "people 一张.xlsx --dry-run"),
        not_taken(&sandbox, "people 两张.xlsx --dry-run"),
        not_taken(&sandbox, "people 两张.xlsx --sheet 名但 --dry-run"),
        not_taken(&sandbox, "people 两张.xlsx --sheet 旧 --dry-run"),
    ];
    assert_snapshot!(told.join("\n"));
}

// The other kinds

#[test]
fn a_plan_is_taken_over() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "plans/2027/plan.yml",
        "made_by: [cppcc]\nitems: # 单子\n  - {title: 社区微更新, channel: public-call}\n# 尾\n",
    );
    sandbox.commit_all("计划");
    let list = "\
2027年度协商计划
序号\t议题名称\t协商形式\t类型\t承办委室\t议题来源
1\t老旧小区加装电梯\t专题协商\t协商\t城建环保委员会\t社会（各方）征题
2\t社区微更新\t\t\t\t社会（各方）征题
3\t背街小巷环境整治\t对口协商\t民主监督\t环卫办\t
";
    put(&sandbox, "计划.txt", list);
    assert_snapshot!(taken(&sandbox, "plan 计划.txt --year 2027"));
    sandbox.run("plan show 2027").exits(0);
    let again = import(&sandbox, "plan 计划.txt --year 2027").exits(0);
    assert_eq!(again.stdout, "新增 0 条，已有 3 条\n");
}

#[test]
fn a_plan_of_a_year_that_has_none_and_bad_rows_of_one() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "计划.csv", "题目,协商形式\n甲题,专题协商\n乙题,界别协商\n");
    import(&sandbox, "plan 计划.csv --year 2027").goes_well();
    put(
        &sandbox,
        "坏.csv",
        "题目,协商形式,类型,来源渠道\n甲题,对口协商,,\n丙题,专题,民生监督,群众\n丁题,,,\n丁题,,,\n",
    );
    assert_snapshot!(not_taken(&sandbox, "plan 坏.csv --year 2027"), @"
    $ yijuan -C tree/archive import --lang zh-CN plan 坏.csv --year 2027
    exit 2
    --- stderr
    错误：坏.csv:2: 协商形式：`甲题` 在 plans/2027/items.yml 中已有，但协商形式不同
    提示：要改的用 `yijuan plan set 2027 --item 甲题 …`，不改的从表中去掉这一行
    错误：坏.csv:3: 类型：未知的议题类型 `民生监督`
    提示：是否想写 `民主监督`？
    错误：坏.csv:5: 题目：`丁题` 与第4行重复
    提示：一项只留一行

    $ yijuan -C tree/archive import --lang en plan 坏.csv --year 2027
    exit 2
    --- stderr
    error: 坏.csv:2: 协商形式: `甲题` is in plans/2027/items.yml already, and differs in: form
    hint: `yijuan plan set 2027 --item 甲题 …` changes it; take the row out of the list if nothing is to change
    error: 坏.csv:3: 类型: unknown kind `民生监督`
    hint: did you mean `supervision`?
    error: 坏.csv:5: 题目: `丁题` stands in row 4 already
    hint: keep one row of the item
    ");
}

fn rooms() -> Vec<u8> {
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    workbook(|sheet| {
        sheet.set_name("台账")?;
        write_rows(
            sheet,
            0,
            &[
                &["议事室名称", "层级", "成立时间", "召集人"],
                &["乌兰苏木协商议事室", "乡镇街道园区", "", "钱样本"],
                &["哈拉苏木协商议事室", "乡镇街道园区", "", ""],
                &["城东社区协商议事室", "村社区企事业单位", "2021年9月1日", ""],
                &["城西社区协商议事室", "村社区企事业单位", "2021.9.1", ""],
                &["协商议事厅", "市", "", ""],
            ],
        )?;
        sheet.write_number_with_format(1, 2, 44_440, &day)?.write_number(2, 2, 44_440)?;
        Ok(())
    })
}

#[test]
fn rooms_with_days_written_in_every_way() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "台账.xlsx", rooms());
    let rooms = "rooms 台账.xlsx --regulation ordos";
    assert_snapshot!(taken(&sandbox, rooms));
    sandbox.run("room list").exits(0);
    assert_eq!(import(&sandbox, rooms).exits(0).stdout, "新增 0 条，已有 5 条\n");
}

#[test]
fn days_of_a_workbook_that_counts_from_1904() {
    let bytes = tampered(&rooms(), |name, text| {
        if name == "xl/workbook.xml" { text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ") } else { text }
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "台账.xlsx", bytes);
    let shown = import(&sandbox, "rooms 台账.xlsx --regulation ordos --dry-run").goes_well();
    assert!(shown.stdout.contains("从 1904 年起算：“成立时间”第2行等 2 格"), "{shown}");
    // 1,462 days lie between the two counts.
    assert_eq!(shown.stdout.matches("2025-09-02").count(), 2, "{shown}");
}

#[test]
fn bad_rows_of_rooms() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "rooms.yml",
        "- {id: wulan, name: 乌兰苏木协商议事室, level: township, regulation: ordos, opened: 2021-09-01}\n",
    );
    let list = "\
名称,层级,规程,成立时间,召集人
乌兰苏木协商议事室,村社区企事业单位,ordos,2021-09-01,
甲协商议事室,苏木,ordos,3/5/2026,吴人
乙协商议事室,乡镇街道园区,,2026-03,
丙协商议事室,乡镇街道园区,ordoss,99999999,
丁协商议事室,,ordos,,
";
    put(&sandbox, "台账.csv", list);
    assert_snapshot!(not_taken(&sandbox, "rooms 台账.csv"), @"
    $ yijuan -C tree/archive import --lang zh-CN rooms 台账.csv
    exit 2
    --- stderr
    错误：台账.csv:2: 层级：`wulan 乌兰苏木协商议事室` 在 rooms.yml 中已有，但层级不同
    提示：用 `yijuan room set 乌兰苏木协商议事室 字段=值` 修改，或从表中去掉这一行
    错误：台账.csv:3: 成立时间：`3/5/2026` 看不出是哪一天
    错误：台账.csv:4: 成立时间：`2026-03` 看不出是哪一天
    错误：台账.csv:5: 成立时间：`99999999` 看不出是哪一天
    提示：年月日写全，如 2026-03-05 或 2026年3月5日；不知是哪一天的空着
    错误：台账.csv:6: 层级：空着
    提示：填上，或从表中去掉这一行

    $ yijuan -C tree/archive import --lang en rooms 台账.csv
    exit 2
    --- stderr
    error: 台账.csv:2: 层级: `wulan 乌兰苏木协商议事室` is in rooms.yml already, and differs in: level
    hint: change it with `yijuan room set wulan FIELD=VALUE`, or take the row out of the list
    error: 台账.csv:3: 成立时间: `3/5/2026` is not one day
    error: 台账.csv:4: 成立时间: `2026-03` is not one day
    error: 台账.csv:5: 成立时间: `99999999` is not one day
    hint: write year, month and day, as 2026-03-05; leave it empty if the day is not known
    error: 台账.csv:6: 层级: empty
    hint: fill it in, or take the row out of the list
    ");
}

#[test]
fn a_year_or_a_month_is_no_day_of_1905() {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let bytes = workbook(|sheet| {
        let heads: &[&str] = &["名称", "层级", "规程", "成立时间"];
        write_rows(sheet, 0, &[heads])?;
        // The last is shown as a day, with an hour that nobody sees.
        for (row, (number, is_day)) in
            (1..).zip([(2_026.3, false), (2_019.0, false), (365.0, false), (2_019.0, true), (46_023.75, true)])
        {
            sheet.write(row, 0, format!("{row}号协商议事室"))?.write(row, 1, "乡镇街道园区")?.write(row, 2, "ordos")?;
            if is_day {
                sheet.write_number_with_format(row, 3, number, &day)?;
            } else {
                sheet.write_number(row, 3, number)?;
            }
        }
        Ok(())
    });
    let sandbox = Sandbox::empty();
    put(&sandbox, "台账.xlsx", bytes);
    let rows = "甲协商议事室,乡镇街道园区,ordos,2026.10\n乙协商议事室,乡镇街道园区,ordos,1998.5\n丙协商议事室,乡镇街道园区,ordos,1905-07-18\n";
    put(&sandbox, "台账.csv", format!("名称,层级,规程,成立时间\n{rows}"));
    let told = [not_taken(&sandbox, "rooms 台账.xlsx"), not_taken(&sandbox, "rooms 台账.csv")];
    assert_snapshot!(told.join("\n"), @"
    $ yijuan -C tree/archive import --lang zh-CN rooms 台账.xlsx
    exit 2
    --- stderr
    错误：台账.xlsx:Sheet1:2: 成立时间：`2026.3` 看不出是哪一天
    错误：台账.xlsx:Sheet1:3: 成立时间：`2019` 看不出是哪一天
    错误：台账.xlsx:Sheet1:4: 成立时间：`365` 看不出是哪一天
    错误：台账.xlsx:Sheet1:5: 成立时间：`2019` 看不出是哪一天
    错误：台账.xlsx:Sheet1:6: 成立时间：`2026-01-01 18:00` 看不出是哪一天
    提示：年月日写全，如 2026-03-05 或 2026年3月5日；不知是哪一天的空着

    $ yijuan -C tree/archive import --lang en rooms 台账.xlsx
    exit 2
    --- stderr
    error: 台账.xlsx:Sheet1:2: 成立时间: `2026.3` is not one day
    error: 台账.xlsx:Sheet1:3: 成立时间: `2019` is not one day
    error: 台账.xlsx:Sheet1:4: 成立时间: `365` is not one day
    error: 台账.xlsx:Sheet1:5: 成立时间: `2019` is not one day
    error: 台账.xlsx:Sheet1:6: 成立时间: `2026-01-01 18:00` is not one day
    hint: write year, month and day, as 2026-03-05; leave it empty if the day is not known

    $ yijuan -C tree/archive import --lang zh-CN rooms 台账.csv
    exit 2
    --- stderr
    错误：台账.csv:2: 成立时间：`2026.10` 看不出是哪一天
    错误：台账.csv:3: 成立时间：`1998.5` 看不出是哪一天
    错误：台账.csv:4: 成立时间：`1905-07-18` 看不出是哪一天
    提示：年月日写全，如 2026-03-05 或 2026年3月5日；不知是哪一天的空着

    $ yijuan -C tree/archive import --lang en rooms 台账.csv
    exit 2
    --- stderr
    error: 台账.csv:2: 成立时间: `2026.10` is not one day
    error: 台账.csv:3: 成立时间: `1998.5` is not one day
    error: 台账.csv:4: 成立时间: `1905-07-18` is not one day
    hint: write year, month and day, as 2026-03-05; leave it empty if the day is not known
    ");
}

#[test]
fn suggestions_go_to_their_topics() {
    let sandbox = Sandbox::sample();
    let list = "\
议题,类别,建议内容,交办单位,督办人,采纳情况,重点,提出人,轮次
2026-003,意见建议,\"楼道照明
一并改造\",职能部门,钱样本,采纳,是,\"韩样、杨假定\",
加装电梯,意见建议,推行一窗受理、并联审查，将审批时限压缩到45个工作日。,职能部门,,采纳,,,
2026-013,承诺事项,年内建成三处共享车位,职能部门,,,否,,1
2026-013,意见建议,错时开放单位车位,职能部门,,,,,
";
    put(&sandbox, "清单.csv", list);
    assert_snapshot!(taken(&sandbox, "suggestions 清单.csv"));
    sandbox.run("suggestion list").exits(0);
    let again = import(&sandbox, "suggestions 清单.csv").goes_well();
    assert_eq!(again.stdout, "新增 0 条，已有 4 条\n");
}

#[test]
fn suggestions_of_one_topic_and_kind() {
    let sandbox = Sandbox::sample();
    let bytes = workbook(|sheet| {
        write_rows(sheet, 0, &[&["序号", "具体建议", "承办单位"], &["", "增设雨棚", ""], &["", "拓宽坡道", ""]])?;
        sheet.merge_range(1, 2, 2, 2, "区住建委", &Format::new())?;
        Ok(())
    });
    put(&sandbox, "清单.xlsx", bytes);
    let run = import(&sandbox, "suggestions 清单.xlsx --topic 电梯 --kind 意见建议").exits(0);
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @"
    $ yijuan -C tree/archive import suggestions 清单.xlsx --topic 电梯 --kind 意见建议
    exit 0
    --- stdout
    新增 2 条，已有 0 条
    --- stderr
    提示：未导入的列：序号
    提示：合并单元格 1 处，值用于其各行：承办单位 2–3
    提示：“区住建委”没有登记，不视为规程所说的任何单位或人员；相近的有：区住房城乡建设局、区委、区委办；登记委室用 `yijuan office add`，单位用 `yijuan body add`，人员用 `yijuan person add`

    登记建议 2 条：清单.xlsx

    Yijuan-Topic: 2026-003


    +++ b/archive/topics/2026/003-老旧小区加装电梯/suggestions.yml
    +- {id: s3, kind: suggestion, text: 增设雨棚, to: 区住建委}
    +- {id: s4, kind: suggestion, text: 拓宽坡道, to: 区住建委}
    ");
}

#[test]
fn bad_rows_of_suggestions() {
    let sandbox = Sandbox::sample();
    let list = "\
议题,类别,建议内容,督办人,重点,轮次,采纳情况
,意见建议,没有议题,,,,
2026-999,意见建议,没有这个议题,,,,
2026-003,,没有类别,,,,
2026-003,建议书,类别不对,无此人,也许,一,
2026-003,意见建议,同一句,,,,
电梯,意见建议,同一句,,,,
2026-003,意见建议,编制楼层费用分摊与低层住户补偿的参考标准，供楼栋协商使用。,,,,不采纳
";
    put(&sandbox, "清单.csv", list);
    assert_snapshot!(not_taken(&sandbox, "suggestions 清单.csv"));
}

// Files that are no lists

#[test]
fn files_of_other_kinds_are_refused() {
    let sandbox = Sandbox::empty();
    put(&sandbox, "旧.xls", "x");
    put(&sandbox, "表.et", "x");
    put(&sandbox, "表.ods", "x");
    put(&sandbox, "加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
    put(&sandbox, "坏.xlsx", "PK\x03\x04 and so on");
    put(&sandbox, "其实是文本.xlsx", "姓名,职务\n");
    put(&sandbox, "乱码.csv", b"\xff\x00\x81\xff\xff");
    put(&sandbox, "名单.csv", "姓名,职务\n韩样,主席\n");
    std::fs::create_dir(sandbox.dir().join("夹")).unwrap();
    let files = ["旧.xls", "表.et", "表.ods", "加密.xlsx", "坏.xlsx", "其实是文本.xlsx", "乱码.csv", "没有.csv", "夹"];
    let mut told: Vec<String> = files.iter().map(|file| not_taken(&sandbox, &format!("people {file}"))).collect();
    told.push(not_taken(&sandbox, "people 名单.csv --sheet 一"));
    told.push(not_taken(&sandbox, "people 名单.csv --format json"));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn files_that_are_too_large_are_refused() {
    let sandbox = Sandbox::empty();
    let heading = "姓名,职务\n";
    let many_rows = heading.to_owned() + &"韩样,\n".repeat(10_001);
    let many_columns = format!("姓名,职务{}\n韩样,{},多\n", ",".repeat(300), ",".repeat(300));
    let long_cell = format!("{heading}{},\n", "长".repeat(32_768));
    put(&sandbox, "行.csv", many_rows);
    put(&sandbox, "列.csv", many_columns);
    put(&sandbox, "格.csv", long_cell);
    put(&sandbox, "大.csv", vec![b'a'; (8 << 20) + 1]);
    // Forty million zeros are forty kilobytes as long as they are packed.
    let small = workbook(|sheet| write_rows(sheet, 0, &[&["姓名", "职务"]]));
    let bomb =
        tampered(&small, |name, text| if name == "xl/sharedStrings.xml" { text + &"0".repeat(40 << 20) } else { text });
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    put(&sandbox, "炸弹.xlsx", bomb);
    // One long text, named by very many cells.
    let long = "长".repeat(30_000);
    let echo = workbook(|sheet| (0..400).try_for_each(|row| sheet.write(row, 0, &long).map(|_| ())));
    put(&sandbox, "重复.xlsx", echo);
    let far = workbook(|sheet| sheet.write(1_000_000, 16_000, "远").map(|_| ()));
    put(&sandbox, "远.xlsx", far);
    let files = ["行.csv", "列.csv", "格.csv", "大.csv", "炸弹.xlsx", "重复.xlsx", "远.xlsx"];
    let told: Vec<String> = files.iter().map(|file| not_taken(&sandbox, &format!("people {file}"))).collect();
    assert_snapshot!(told.join("\n"));
}

#[test]
fn damaged_workbooks_are_refused_without_a_panic() {
    let sandbox = Sandbox::without_git();
    let file = sandbox.dir().join("坏.xlsx");
    let read = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        yijuan::sheet::read(&file, None, &|head| head == "层级").is_ok()
    };
    let sound = rooms();
    assert!(read(&sound));
    for at in (4..sound.len()).step_by(311) {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x55;
        read(&damaged);
        assert!(!read(&sound[..at]), "cut off at {at}");
    }
    // Sound outside, and wrong within: a digit or a mark somewhere is another one.
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"] {
        for nth in (0..400).step_by(31) {
            for mark in ["9999999999", "-1", "<", "\"", "A", "&#0;"] {
                read(&tampered(&sound, |name, text| {
                    let places: Vec<usize> =
                        text.match_indices(|c: char| c.is_ascii_digit() || c == '"').map(|(at, _)| at).collect();
                    match places.get(nth).filter(|_| name == part) {
                        Some(at) => format!("{}{mark}{}", &text[..*at], &text[at + 1..]),
                        None => text,
                    }
                }));
            }
        }
    }
}

#[test]
fn what_has_no_room_in_the_file_is_refused() {
    let sandbox = Sandbox::empty();
    let rows: String = (0..900).fold(String::new(), |rows, n| rows + &format!("p{n},{}\n", "长".repeat(600)));
    put(&sandbox, "名单.csv", format!("标识,姓名\n{rows}"));
    let before = sandbox.state();
    import(&sandbox, "people 名单.csv").refused(&["people.yml", "1 MiB"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn heads_of_offices_and_posts_as_committees_write_them() {
    const LIST: &str = "\
政协委员会人员一览表,,,,,
序号,姓 名,性别,政协职务,分管/所在委室,工作单位及职务
1,高岚,女,主席,,
2,韩样,男,副主席,城建环保委员会,
3,何草稿,女,,,经济委员会主任、区工商联副会长
4,冯界别,男,专委会主任,,某公司董事长
";
    let sandbox = Sandbox::sample();
    put(&sandbox, "人员.csv", LIST);
    let run = import(&sandbox, "people 人员.csv --dry-run").exits(0);
    for said in [
        "分管/所在委室 → office",
        "所在单位的职务未导入：区工商联副会长、某公司董事长",
        "没有写明委室，各委室的都算：冯界别（专委会主任）\n",
        "副主席（城建环保委员会）",
        "专委会主任（经济委员会）",
    ] {
        assert!(run.stdout.contains(said), "no {said} in\n{run}");
    }
}

#[test]
fn a_list_without_the_office_says_what_is_lost() {
    let sandbox = Sandbox::sample();
    put(&sandbox, "人员.csv", "姓名,职务,条线\n韩样,副主席,城建\n高岚,主席,\n");
    let run = import(&sandbox, "people 人员.csv").exits(0);
    for said in
        ["未导入的列：条线", "没有写明委室，各委室的都算：韩样（副主席）；哪一列是委室，用 `--map 列名=office` 指明"]
    {
        assert!(run.stderr.contains(said), "no {said} in\n{run}");
    }
    assert!(!run.stderr.contains("高岚"), "{run}");
}

#[test]
fn posts_that_no_regulation_knows_are_kept_and_never_stop_a_list() {
    let sandbox = Sandbox::sample();
    let list = "姓名,职务,身份\n党样甲,党组书记、主席,\n区样乙,区长,\n办样丙,办公室主任,\n委样丁,区政协委员,\n";
    put(&sandbox, "名册.csv", list);
    let run = import(&sandbox, "people 名册.csv").exits(0);
    assert!(run.stderr.contains("规程没有的职务，照所写的记下：党组书记、区长"), "{run}");
    assert!(run.stderr.contains("`--map 职务=`"), "{run}");
    let people = sandbox.run("person list --format json").json();
    let of = |name: &str| {
        let all = people["people"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).cloned().unwrap()
    };
    assert_eq!(of("党样甲")["posts"], serde_json::json!(["党组书记", "chair"]));
    assert_eq!(of("委样丁")["tags"], serde_json::json!(["member"]));
    // What is kept is no finding; a slip is.
    let findings = sandbox.run("check").stdout;
    assert!(!findings.contains("`党组书记`") && !findings.contains("`区长`"), "{findings}");
    sandbox.run("person add --name 改样戊 --post 副主席夕").refused(&["是否想写"]);
    let told = sandbox.run("person add --name 改样己 --post 区委副书记").exits(0);
    assert!(told.stderr.contains("规程没有的职务，照所写的记下：区委副书记"), "{told}");
    put(&sandbox, "单位.csv", "名称,性质\n区总样会,人民团体\n区样局,部门\n");
    let bodies = import(&sandbox, "bodies 单位.csv").exits(0);
    assert!(bodies.stderr.contains("区总样会（人民团体）"), "{bodies}");
}

#[test]
fn how_far_a_suggestion_has_come_is_recorded_once() {
    let sandbox = Sandbox::sample();
    put(&sandbox, "督办.csv", "协商建议,进展情况\n开放夜间泊位,已开放三处\n增设标识,\n");
    let told = import(&sandbox, "suggestions 督办.csv --topic 013 --kind 意见建议").exits(0);
    assert!(told.stderr.contains("1 条的进展记作 2026-06-15 的“办理进展”"), "{told}");
    let file = format!("{}/suggestions.yml", sandbox.topic("013"));
    assert_eq!(sandbox.read(&file).matches("已开放三处").count(), 1);
    put(&sandbox, "督办.csv", "协商建议,进展情况\n开放夜间泊位,已开放三处\n增设标识,正在制作\n");
    import(&sandbox, "suggestions 督办.csv --topic 013 --kind 意见建议").exits(0);
    let after = sandbox.read(&file);
    assert_eq!((after.matches("已开放三处").count(), after.matches("正在制作").count()), (1, 1));
    assert_eq!(after.matches("增设标识").count(), 1);
}
