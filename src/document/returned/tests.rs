//! Papers that come back as they went, and with what an office does to them.

mod comments;
mod desk;
mod random;
mod tables;

use super::*;
use crate::document::docx::read::{By, Change, Paragraph, Part, Piece};
use crate::document::docx::{docx, read};
use crate::document::gongwen::{Gongwen, Layout};
use desk::{Desk, said};
use std::path::Path;
use walkdir::WalkDir;

const HEAD: &str = "---\ndocument: opinion\ntitle: 关于协商的通知\n---\n";

fn meta() -> Meta {
    Meta {
        layout: Layout::Document,
        mark: "政协某县委员会文件".into(),
        number: Some("某协发〔2026〕7号".into()),
        title: "关于协商的通知".into(),
        to: Some("各委室".into()),
        issuers: vec!["政协某县委员会".into()],
        date: Some("2026-06-01".parse().unwrap()),
        copies: Some("县委办公室".into()),
        ..Meta::default()
    }
}

/// What a paper looks like as DOCX.
fn sent(meta: &Meta, text: &str) -> Received {
    let (head, body) = text.split_at(HEAD.len());
    let markdown = Markdown { path: "通知.md", text: body, lines_before: head.matches('\n').count() };
    read("通知.docx", &docx(&Gongwen::read(meta.clone(), &markdown).unwrap()).unwrap()).unwrap()
}

fn back(meta: &Meta, text: &str, received: &Received) -> Returned {
    returned(&Base { path: "通知.md", text, head: HEAD.len(), meta, template: None }, received).unwrap()
}

fn new(style: &str, text: &str) -> Part {
    let change = Change { inserted: Some(By { author: "孙范文".into(), day: None }), deleted: None };
    let piece = Piece { text: text.to_owned(), strong: false, emphasis: false, change: change.clone() };
    Part::Paragraph(Paragraph { style: style.to_owned(), pieces: vec![piece], end: change, ..Paragraph::default() })
}

/// The text below the front matter after an edit; nothing is left.
fn edited(body: &str, edit: impl Fn(&mut Desk)) -> String {
    let (text, left) = edited_with_rest(body, edit);
    assert_eq!(left, [""; 0], "{text}");
    text
}

fn edited_with_rest(body: &str, edit: impl Fn(&mut Desk)) -> (String, Vec<String>) {
    let text = format!("{HEAD}{body}");
    let mut received = sent(&meta(), &text);
    let mut desk = Desk { parts: std::mem::take(&mut received.parts) };
    edit(&mut desk);
    received.parts = desk.parts;
    let back = back(&meta(), &text, &received);
    let left = back.left.iter().map(|left| left.zh.clone()).collect();
    (back.text.strip_prefix(HEAD).unwrap().to_owned(), left)
}

const BODY: &str = "
## 会议时间

6月3日上午<!-- 待定 -->，见[通知](https://a.b)。

## 会议地点

县政协
会议室。

1. 甲方施工
2. 乙方付费
   - 按楼层

> 引自条例

```
  原样
  照排
```

| 单位 | 人数 |
|:---|---|
| 甲局 | 3 |
| 乙局 | 5 |

特此通知。
";

#[test]
fn every_paper_that_comes_back_unedited_is_the_same_to_the_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join("sample-archive")).into_iter().map(|entry| entry.unwrap().into_path());
    let mut count = 0;
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else { continue };
        let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or("文书");
        {
            let layout = Layout::ALL[count % Layout::ALL.len()];
            let meta = Meta { layout, title: title.to_owned(), ..meta() };
            let head = front.len() + "---\n\n---\n".len();
            let markdown = Markdown { path: "通知.md", text: &text[head..], lines_before: 0 };
            let paper = Gongwen::read(meta.clone(), &markdown)
                .unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
            let received = read("通知.docx", &docx(&paper).unwrap()).unwrap();
            let base = Base { path: "通知.md", text: &text, head, meta: &meta, template: None };
            let back = returned(&base, &received).unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
            assert_eq!((back.text.as_str(), &back.left), (text.as_str(), &vec![]), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn odd_but_lawful_markdown_comes_back_as_it_was() {
    let odd = [
        BODY,
        "",
        "\n甲",
        "\r\n## 甲\r\n\r\n乙\r\n",
        "\n乙\n---\n\n丙\n",
        "\n1.\n2. 乙\n\n   丙\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n",
        "\n- 甲\n  - 乙\n    - 丙\n\n      丁\n\n> - 戊\n> - 己\n\n> ## 庚\n",
        "\n    缩进\n\n    代码\n\n```\n\n空行\n\n```\n",
        "\n# 关于协商的通知\n\n正文\n\n# 附件：名单\n\n甲\n\n# 附件：表\n\n| a |\n|---|\n",
        "\n```\n没有结束\n",
        "\n甲乙丙丁甲乙丙丁\n\n甲乙丙丁甲乙丙丁\n\n各委室：\n\n关于协商的通知\n",
        "\n<!-- 只有注释 -->\n\n---\n",
        "\n## 一、甲\n\n## （二）乙\n\n第一条 丙\n",
        "\n出席: 张三、李四\n",
    ];
    for body in odd {
        for layout in Layout::ALL {
            let meta = Meta { layout, ..meta() };
            let text = format!("{HEAD}{body}");
            let received = sent(&meta, &text);
            let back = back(&meta, &text, &received);
            assert_eq!((back.text.as_str(), back.left), (text.as_str(), vec![]), "{layout:?}");
        }
    }
}

#[test]
fn words_that_change_leave_all_else_of_their_paragraph() {
    let text = edited(BODY, |desk| {
        desk.words("6月3日上午", "6月5日下午");
        desk.words("会议室", "二楼会议室");
        desk.words("乙方付费", "乙方先付费");
        desk.words("引自条例", "引自新条例");
        desk.words("  照排", "  照排版");
        desk.words("会议时间", "开会时间");
    });
    let expected = BODY
        .replace("6月3日上午", "6月5日下午")
        .replace("县政协\n", "县政协二楼\n")
        .replace("乙方付费", "乙方先付费")
        .replace("引自条例", "引自新条例")
        .replace("  照排", "  照排版")
        .replace("会议时间", "开会时间");
    assert_eq!(text, expected);
}

#[test]
fn parts_that_are_added_taken_out_split_joined_or_moved() {
    let text = edited(BODY, |desk| {
        desk.after("6月3日", new("Body", "请准时参加。"));
        desk.after("请准时", new("H2", "（一）其他"));
        desk.after("乙方付费", new("Body", "3.丙方监督"));
        desk.after("丙方监督", new("Body", "4.丁方验收"));
        desk.after("特此通知", new("Body", "联系人：张三"));
        drop(desk.take("引自条例"));
    });
    let expected = BODY
        .replace("a.b)。\n", "a.b)。\n\n请准时参加。\n\n### 其他\n")
        .replace("乙方付费\n", "乙方付费\n3. 丙方监督\n4. 丁方验收\n")
        .replace("> 引自条例\n\n", "")
        .replace("特此通知。\n", "特此通知。\n\n联系人：张三\n");
    assert_eq!(text, expected);

    let text =
        edited("\n甲甲甲甲甲，乙乙乙。\n\n丙丙丙丙。\n\n丁丁丁。\n\n戊<!-- 注 -->戊\n", |desk| {
            desk.words("甲甲甲甲甲，乙乙乙。", "甲甲甲甲甲。");
            desk.after("甲甲甲甲甲", new("Body", "乙乙乙。"));
            desk.words("丙丙丙丙。", "丙丙丙丙，丁丁丁。");
            drop(desk.take("丁丁丁。").clone());
            let moved = desk.take("戊戊");
            desk.parts.insert(desk.at("甲甲甲"), moved);
        });
    assert_eq!(text, "\n戊<!-- 注 -->戊\n\n甲甲甲甲甲。\n\n乙乙乙。\n\n丁丁丁。\n");
}

#[test]
fn bold_and_marks_that_somebody_typed() {
    let text = edited("\n由街道办理，社区配合。\n", |desk| {
        let at = desk.at("由街道");
        let Part::Paragraph(paragraph) = &mut desk.parts[at] else { panic!() };
        let piece = paragraph.pieces[0].clone();
        let parted = [("由街道办理，", false), ("社区", true), ("配合。", false)];
        paragraph.pieces =
            parted.map(|(text, strong)| Piece { text: text.to_owned(), strong, ..piece.clone() }).to_vec();
    });
    assert_eq!(text, "\n由街道办理，**社区**配合。\n");
    for typed in [
        "*甲* _乙_",
        "#1 楼",
        "a|b",
        "<甲>",
        "[乙]",
        "1. 甲",
        "- 乙",
        "+ 丙",
        "&lt;",
        "\\甲",
        "`丁`",
        "***",
        "----",
        "![a](b)",
        "    甲",
        "> 引",
    ] {
        edited("\n甲乙\n\n由街道办理。\n", |desk| desk.words("由街道办理。", typed));
        edited("\n甲乙\n\n由街道办理。\n", |desk| desk.after("由街道办理。", new("Body", typed)));
        edited("\n## 甲乙\n\n由街道办理。\n", |desk| desk.words("甲乙", &format!("甲{typed}")));
        edited("\n1. 由街道办理\n2. 乙\n", |desk| desk.words("由街道办理", &format!("甲{typed}")));
    }
}

#[test]
fn lists_go_on_counting_when_their_beginning_is_gone() {
    let text = edited("\n1. 甲\n2. 乙乙\n3. 丙丙\n", |desk| {
        drop(desk.take("甲"));
        desk.words("2.", "1.");
        desk.words("3.", "2.");
    });
    assert_eq!(text, "\n1. 乙乙\n3. 丙丙\n");
    // A list that somebody parts by a heading.
    let (text, left) = edited_with_rest("\n> 引\n\n1. 子子\n2. 丑丑\n", |desk| {
        desk.words("子子", "寅卯辰巳");
        desk.after("寅卯", new("H1", "一、未未未"));
    });
    assert_eq!(text, "\n> 引\n\n1. 寅卯辰巳\n\n## 未未未\n\n1. 丑丑\n");
    assert_eq!(left.len(), 1, "{left:?}");
    let text = edited("\n- 甲\n  - 乙\n- 丙\n", |desk| drop(desk.take("甲")));
    assert_eq!(text, "\n- 乙\n- 丙\n");
    let text = edited("\n1. 甲\n2. 丙\n", |desk| desk.after("甲", new("Body", "说明甲。")));
    assert_eq!(text, "\n1. 甲\n\n   说明甲。\n\n2. 丙\n");
}

#[test]
fn attached_papers_and_what_stands_in_the_front_matter() {
    let body = "\n正文。\n\n# 附件：名单\n\n张三\n";
    let (text, left) = edited_with_rest(body, |desk| {
        desk.words("张三", "张三、李四");
        desk.words("关于协商的通知", "关于会商的通知");
        desk.words("2026年6月1日", "2026年6月2日");
        desk.after("2026年6月2日", new("Signature", "（盖章）"));
        drop(desk.take("某协发"));
    });
    assert_eq!(text, "\n正文。\n\n# 附件：名单\n\n张三、李四\n");
    let left = left.join("\n");
    insta::assert_snapshot!(left, @"
    来件删去了“某协发〔2026〕7号”：文首 `number` 须手工修改
    “关于协商的通知”来件改为“关于会商的通知”：文首 `title` 须手工修改
    “2026年6月1日”来件改为“2026年6月2日”：文首 `date` 须手工修改
    第8段“（盖章）”：在正文之外，没有带入
    ");
}

#[test]
fn a_paper_in_an_office_s_own_file_comes_back_as_well() {
    use std::io::Write as _;
    let body = ["政协某县委员会", "{{文号}}", "{{标题}}", "{{主送}}：", "{{正文}}", "{{落款}}", "{{日期}}"]
        .map(|text| format!("<w:p><w:pPr><w:pStyle w:val=\"a5\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"))
        .concat();
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    let template = file.finish().unwrap().into_inner();
    let (text, meta) = (format!("{HEAD}{BODY}\n# 附件：名单\n\n张三\n"), meta());
    let markdown = Markdown { path: "通知.md", text: &text[HEAD.len()..], lines_before: 0 };
    let paper = Gongwen::read(meta.clone(), &markdown).unwrap();
    let sent = crate::document::office::filled("t.docx", &template, &paper).unwrap().file;
    let mut received = read("通知.docx", &sent).unwrap();
    let base =
        Base { path: "通知.md", text: &text, head: HEAD.len(), meta: &meta, template: Some(("t.docx", &template)) };
    assert_eq!(returned(&base, &received).unwrap(), Returned { text: text.clone(), ..Returned::default() });
    let mut desk = Desk { parts: std::mem::take(&mut received.parts) };
    desk.words("特此通知", "特此函告");
    desk.words("关于协商的通知", "关于会商的通知");
    desk.after("特此函告", new("a5", "联系人：张三"));
    received.parts = desk.parts;
    let back = returned(&base, &received).unwrap();
    assert_eq!(back.text, text.replace("特此通知。\n", "特此函告。\n\n联系人：张三\n"));
    assert_eq!(back.left.len(), 1, "{:?}", back.left);
    assert!(back.left[0].zh.contains("`title`"), "{:?}", back.left);
}

#[test]
fn numbers_that_were_not_put_right_are_told_once() {
    let (text, left) = edited_with_rest("\n## 甲甲\n\n子\n\n## 丙丙\n\n丑\n\n## 丁丁\n", |desk| {
        desk.after("子", new("H1", "乙乙"));
    });
    assert_eq!(text, "\n## 甲甲\n\n子\n\n## 乙乙\n\n## 丙丙\n\n丑\n\n## 丁丁\n");
    assert_eq!(left, ["标题和列项的序号按次序编排，与来件不同，自“二、乙乙”起"]);
}

#[test]
fn a_line_of_code_does_not_become_the_heading_that_was_deleted_before_it() {
    let text = edited("\n## 甲乙丙丁\n\n```\n  午\n  未\n```\n", |desk| {
        drop(desk.take("甲乙丙丁"));
        desk.words("午", "午，甲乙丙丁");
    });
    assert_eq!(text, "\n```\n  午，甲乙丙丁\n  未\n```\n");
}
