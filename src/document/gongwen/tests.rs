//! What is read of a paper, and what is refused.

use super::*;

fn meta(title: &str) -> Meta {
    Meta { title: title.to_owned(), ..Meta::default() }
}

fn read(text: &str) -> Result<Gongwen, Vec<String>> {
    let markdown = Markdown { path: "函.md", text, lines_before: 4 };
    Gongwen::read(meta("关于协商的函"), &markdown).map_err(|problems| {
        problems.iter().map(|problem| format!("{problem} ({})", problem.hint.as_ref().unwrap().en)).collect()
    })
}

/// A line for each block.
fn told(blocks: &[Block]) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Heading { level, number, text } => format!("{level} {number}{}", plain(text)),
        Block::UnderTitle(text) => format!("^ {}", plain(text)),
        Block::Paragraph(text) => plain(text),
        Block::Item { marker, text } => format!("{marker}{}", plain(text)),
        Block::Quote(text) => format!("> {}", plain(text)),
        Block::Verbatim(text) => format!("` {text}"),
        Block::Attendance { label, text } => format!("{label}：{}", plain(text)),
        Block::Table(table) => {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            let rows = rows.map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("|"));
            rows.collect::<Vec<_>>().join(" / ")
        }
    };
    blocks.iter().map(block).collect()
}

#[test]
fn a_text_becomes_headings_paragraphs_lists_and_tables() {
    let text = "\
开头一段,\n接着写 API\n和 v2。\n\n## 会议时间\n\n时间:**周三**。\n\n1. 甲\n2. 乙\n   1. 丙\n\n   续\n\n### 地点\n\n#### 楼层\n\n3. 丁\n- 戊\n\n> 引文\n\n---\n\n```\na,b\n```\n\n| 序号 | 名称 |\n|---|:-:|\n| 1 | 甲\\|乙<br>丙 |\n\n<!-- 批注 -->\n完<!-- 略 -->。\n";
    let paper = read(text).unwrap();
    assert_eq!(
        told(&paper.body),
        [
            "开头一段，接着写 API和 v2。",
            "1 一、会议时间",
            "时间：周三。",
            "1.甲",
            "2.乙",
            "（1）丙",
            "续",
            "2 （一）地点",
            "3 1.楼层",
            "（3）丁",
            "——戊",
            "> 引文",
            "` a,b",
            "序号|名称 / 1|甲|乙\n丙",
            "完。",
        ]
    );
    let Block::Paragraph(runs) = &paper.body[2] else { panic!() };
    assert!(!runs[0].style.strong && runs[1].style.strong && runs[1].text == "周三");
}

#[test]
fn bold_next_to_chinese_marks_is_bold() {
    let paper = read("要求：**“甲”**和**（乙）**。").unwrap();
    let Block::Paragraph(runs) = &paper.body[0] else { panic!() };
    let strong: Vec<&str> = runs.iter().filter(|run| run.style.strong).map(|run| run.text.as_str()).collect();
    assert_eq!(strong, ["“甲”", "（乙）"]);
}

#[test]
fn places_to_fill_in_are_pieces_of_their_own_and_counted() {
    let markdown = Markdown {
        path: "函.md",
        text: "于〔待填写：时刻〕在〔待填写〕开。\n\n| 甲〔待填写：乙〕 |\n|---|\n",
        lines_before: 0,
    };
    let meta = Meta { to: Some("〔待填写：主送〕".into()), ..meta("函") };
    let paper = Gongwen::read(meta, &markdown).unwrap();
    assert_eq!(paper.blanks, 4);
    let Block::Paragraph(runs) = &paper.body[0] else { panic!() };
    let blanks: Vec<&str> = runs.iter().filter(|run| run.style.blank).map(|run| run.text.as_str()).collect();
    assert_eq!(blanks, ["〔待填写：时刻〕", "〔待填写〕"]);
}

#[test]
fn every_place_to_fill_in_is_counted_once() {
    let text = "`〔待填写：甲〕`\n\n```\n〔待填写：乙〕\n```\n\n# 附件：〔待填写：丙〕\n";
    let markdown = Markdown { path: "函.md", text, lines_before: 0 };
    assert_eq!(Gongwen::read(meta("函"), &markdown).unwrap().blanks, 3);
    let attachments = vec!["〔待填写：丁〕".to_owned(), "名单".to_owned()];
    let markdown = Markdown { text: "戊", ..markdown };
    assert_eq!(Gongwen::read(Meta { attachments, ..meta("函") }, &markdown).unwrap().blanks, 1);
}

#[test]
fn everything_that_cannot_be_set_is_refused_at_its_line() {
    let text = "\
<div>甲</div>\n\n乙<script>丙\n\n[丁](javascript:alert)、[戊](data:text/html,x)、[己](https://a.b)、[庚](附件.md)\n\n![辛](../x.png)\n\n###### 壬\n\n| 甲 | 乙 |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |\n";
    assert_eq!(
        read(text).unwrap_err(),
        [
            "函.md:5:1: a paper holds no HTML: `<div>甲</div>` (write Markdown; the bracket itself is written `\\<`)",
            "函.md:7:1: a paper holds no HTML: `<script>` (write Markdown; the bracket itself is written `\\<`)",
            "函.md:9:1: the link is no address: `javascript:alert` (write the words alone, or an address with http or https)",
            "函.md:9:1: the link is no address: `data:text/html,x` (write the words alone, or an address with http or https)",
            "函.md:11:1: a paper holds no pictures (put it into the topic's photos/ and into materials.yml, and name it as an attachment)",
            "函.md:17:1: this row has 1 cells, the head 2 (add or take out cells; a bar in a cell is written `\\|`; leave a blank line before text after the table)",
            "函.md:13:1: a heading of level 5; papers have 4 (use fewer `#`, or make it text)",
        ]
    );
}

#[test]
fn a_comment_without_an_end_is_refused_at_its_line() {
    let problem = "函.md:7:1: the comment `<!--` has no end, so that nothing after it would be printed (write `-->` where the comment ends)";
    assert_eq!(read("甲\n\n<!-- 乙\n\n丙\n").unwrap_err(), [problem]);
    assert_eq!(read("甲\n\n- <!-- 乙\n\n丙\n").unwrap_err(), [problem]);
    assert_eq!(told(&read("甲\n\n<!-- 乙\n\n-->\n\n丙<!-- 丁 -->\n").unwrap().body), ["甲", "丙"]);
}

#[test]
fn an_item_keeps_its_number_whatever_it_begins_with() {
    let paper = read("1. 甲\n2. ```\n   乙\n   ```\n3. > 丙\n4.\n5. 丁\n\n- > 戊\n").unwrap();
    assert_eq!(told(&paper.body), ["1.甲", "2.", "` 乙", "3.", "> 丙", "4.", "5.丁", "> 戊"]);
}

#[test]
fn a_single_hash_is_a_title_an_attachment_or_refused() {
    let repeated = read("# 关于协商的函\n\n## 甲\n").unwrap();
    assert_eq!(told(&repeated.body), ["1 一、甲"]);
    let all = read("# 甲\n\n## 乙\n\n# 丙\n").unwrap();
    assert_eq!(told(&all.body), ["1 一、甲", "2 （一）乙", "1 二、丙"]);
    let error = read("# 另一标题\n\n## 甲\n").unwrap_err();
    assert!(error[0].starts_with("函.md:5:1: a single `#` may be"), "{error:?}");
}

#[test]
fn attached_papers_are_numbered_and_named_below_the_text() {
    let one = read("正文。\n\n# 附件：名单\n\n## 甲\n").unwrap();
    assert_eq!((one.meta.attachments.as_slice(), one.attached[0].label.as_str()), (&["名单".to_owned()][..], "附件"));
    assert_eq!(told(&one.attached[0].body), ["1 一、甲"]);
    let two = read("正文。\n\n# 附件1 名单\n\n甲\n\n# 附件二：回执\n\n乙\n\n# 《年度计划》\n\n丙\n").unwrap();
    let labels: Vec<(&str, &str)> = two.attached.iter().map(|paper| (&*paper.label, &*paper.title)).collect();
    assert_eq!(labels, [("附件1", "名单"), ("附件2", "回执"), ("", "年度计划")]);
    assert_eq!(two.meta.attachments, ["名单", "回执"]);
    let markdown = Markdown { path: "函.md", text: "# 附件：名单\n\n# 附件\n", lines_before: 0 };
    let wrong = Gongwen::read(Meta { attachments: vec!["回执".into()], ..meta("函") }, &markdown).unwrap_err();
    let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert_eq!(wrong[0], "函.md:3:1: the attachment has no title");
    assert_eq!(wrong[1], "函.md: `attachments` does not name “名单”");
}

#[test]
fn only_what_says_so_is_an_attached_paper() {
    for heading in ["附件一览表", "附件的报送要求", "附件2份", "附件3月送达", "附件一至三"] {
        let paper = read(&format!("# {heading}\n\n甲\n\n# 附则\n\n乙\n")).unwrap();
        assert!(paper.attached.is_empty() && paper.meta.attachments.is_empty(), "{heading}");
        assert_eq!(told(&paper.body), [format!("1 一、{heading}"), "甲".into(), "1 二、附则".into(), "乙".into()]);
    }
    for heading in
        ["附件：名单", "附件:名单", "附件1：名单", "附件 2 名单", "附件十二　名单", "附件3.名单", "附件四、名单"]
    {
        assert_eq!(read(&format!("甲\n\n# {heading}\n")).unwrap().attached[0].title, "名单", "{heading}");
    }
    for heading in ["附件", "附件1", "附件二："] {
        assert!(read(&format!("# {heading}\n")).unwrap_err()[0].contains("has no title"), "{heading}");
    }
}

fn labels(paper: Gongwen) -> Vec<String> {
    paper.attached.into_iter().map(|paper| paper.label).collect()
}

#[test]
fn attached_papers_of_one_title_are_numbered_apart() {
    let text = "# 附件：名单\n\n# 附件：回执\n\n# 附件：名单\n";
    assert_eq!(labels(read(text).unwrap()), ["附件1", "附件2", "附件3"]);
    let given = |names: &[&str]| {
        let attachments = names.iter().map(|name| (*name).to_owned()).collect();
        Gongwen::read(Meta { attachments, ..meta("函") }, &Markdown { path: "函.md", text, lines_before: 0 })
    };
    assert_eq!(labels(given(&["名单", "名单", "回执"]).unwrap()), ["附件1", "附件3", "附件2"]);
    assert_eq!(given(&["名单", "回执"]).unwrap_err()[0].to_string(), "函.md: `attachments` does not name “名单”");
}

#[test]
fn minutes_tell_who_attended() {
    let markdown =
        Markdown {
            path: "纪要.md", text: "会议认为。\n\n出席：张三、李四\n\n列席人员:王五\n", lines_before: 0
        };
    let paper = Gongwen::read(Meta { layout: Layout::Minutes, ..meta("纪要") }, &markdown).unwrap();
    assert_eq!(told(&paper.body), ["会议认为。", "出席：张三、李四", "列席人员：王五"]);
    assert!(matches!(paper.body[1], Block::Attendance { .. }) && matches!(paper.body[0], Block::Paragraph(_)));
}

#[test]
fn a_note_in_brackets_stands_under_the_title() {
    let adopted = "（2026年6月12日第7次主席会议（扩大）通过）";
    let paper = read(&format!("{adopted}\n\n正文。\n\n（散会）\n\n# 附件：办法\n\n(试行)\n\n第一条。\n")).unwrap();
    assert_eq!(told(&paper.body), [&format!("^ {adopted}"), "正文。", "（散会）"]);
    assert_eq!(told(&paper.attached[0].body), ["^ （试行）", "第一条。"]);
    // Two pairs are no note, and under whoever it goes to there is none.
    assert_eq!(told(&read("（一）甲（二）\n").unwrap().body), ["（一）甲（二）"]);
    let to = Meta { to: Some("区政府".into()), ..meta("关于协商的函") };
    let paper = Gongwen::read(to, &Markdown { path: "函.md", text: adopted, lines_before: 0 }).unwrap();
    assert_eq!(told(&paper.body), [adopted]);
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_at_once() {
    let rows = format!("| 甲 |\n|---|\n{}", "| 1 |\n".repeat(10_000));
    assert_eq!(
        read(&rows).unwrap_err(),
        [
            "函.md:5:1: the tables have 10001 rows, more than 5000 (make several papers of it, or attach it as CSV or XLSX)"
        ]
    );
    assert!(read(&"甲".repeat(400_000)).unwrap_err()[0].starts_with("函.md: the text is larger than 1024 KiB"));
    for open in [">", "- ", "> - "] {
        assert!(read(&format!("{}甲", open.repeat(5000))).unwrap_err()[0].contains("more than 6 deep"), "{open}");
    }
    for inline in ["*", "[", "**a", "`", "<", "![", "(甲", "〔待填写", "\"甲"] {
        let _ = read(&inline.repeat(20_000));
    }
    assert!(read("甲\u{202e}乙").unwrap_err()[0].starts_with("函.md:5:2: it holds the hidden character U+202E"));
}

#[test]
fn the_ends_of_the_head_are_left_to_the_writers() {
    let given = Meta {
        to: Some("区政府办公室,区民政局：".into()),
        copies: Some("区委办公室。".into()),
        note: Some("（联系人:张三）".into()),
        number: Some("门协办函[2026]3号".into()),
        ..meta("函")
    };
    let paper = Gongwen::read(given, &Markdown { path: "函.md", text: "甲", lines_before: 0 }).unwrap();
    assert_eq!(paper.meta.to.as_deref(), Some("区政府办公室，区民政局"));
    assert_eq!(paper.meta.copies.as_deref(), Some("区委办公室"));
    assert_eq!(paper.meta.note.as_deref(), Some("联系人：张三"));
    assert_eq!(paper.meta.number.as_deref(), Some("门协办函〔2026〕3号"));
}

#[test]
fn a_note_loses_only_the_brackets_around_all_of_it() {
    for (written, note) in [
        ("联系人：李某（办公室）", "联系人：李某（办公室）"),
        ("（联系人：李某（办公室））。", "联系人：李某（办公室）"),
        ("（此件）公开（发布）", "（此件）公开（发布）"),
        ("（（甲）乙）", "（甲）乙"),
        (" （此件公开发布。） ", "此件公开发布"),
    ] {
        let given = Meta { note: Some(written.into()), ..meta("函") };
        let paper = Gongwen::read(given, &Markdown { path: "函.md", text: "甲", lines_before: 0 }).unwrap();
        assert_eq!(paper.meta.note.as_deref(), Some(note));
    }
}

#[test]
fn a_layout_is_read_as_it_is_written() {
    assert_eq!(Layout::ALL.map(Layout::word), Layout::WORDS);
    assert_eq!(Layout::WORDS.map(Layout::parse), Layout::ALL.map(Some));
    assert_eq!(Layout::parse("list"), None);
}

#[test]
fn a_paper_without_a_title_is_refused() {
    let error = Gongwen::read(meta(" "), &Markdown { path: "函.md", text: "甲", lines_before: 0 }).unwrap_err();
    assert_eq!(error[0].to_string(), "函.md: the paper has no title");
}
