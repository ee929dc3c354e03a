//! Revisions, comments, and everything a file may hold, each in the XML that programs write.

use super::super::docx;
use super::*;
use crate::document::gongwen::{Gongwen, Imprint, Layout, Markdown, Meta};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const BY: &str = "w:id=\"1\" w:author=\"李主任\" w:date=\"2026-11-28T09:00:00Z\"";

/// A file of these parts.
fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// A file with a body and other parts.
fn file(body: &str, others: &[(&'static str, String)]) -> Vec<u8> {
    let document = format!("<w:document {WORDS}><w:body>{body}<w:sectPr/></w:body></w:document>");
    packed(&[&[("word/document.xml", document)], others].concat())
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn end(revision: &str, content: &str) -> String {
    p(&format!("<w:pPr><w:rPr><w:{revision} {BY}/></w:rPr></w:pPr>{content}"))
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn looking(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn revised(revision: &str, content: &str) -> String {
    format!("<w:{revision} {BY}>{content}</w:{revision}>")
}

fn d(text: &str) -> String {
    format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>")
}

fn said(units: &[Unit]) -> Vec<String> {
    units.iter().map(Unit::plain).collect()
}

/// How a body reads: all accepted, all rejected, and what is left.
fn told(body: &str) -> [Vec<String>; 3] {
    let received = read("来件.docx", &file(body, &[])).unwrap();
    let left = received.left.iter().map(|left| left.text().zh).collect();
    [said(&received.accepted()), said(&received.rejected()), left]
}

/// The same of a body whose texts differ in nothing else.
fn read_as(body: &str, accepted: &[&str], rejected: &[&str]) {
    let [now, before, left] = told(body);
    assert_eq!(
        (now, before, left),
        (
            accepted.iter().map(ToString::to_string).collect(),
            rejected.iter().map(ToString::to_string).collect(),
            Vec::new()
        )
    );
}

#[test]
fn words_that_are_deleted_and_inserted() {
    let body = t("会议时间：") + &revised("del", &d("3日")) + &revised("ins", &t("5日")) + &t("上午。");
    read_as(&p(&body), &["会议时间：5日上午。"], &["会议时间：3日上午。"]);
    let file = read("来件.docx", &file(&p(&body), &[])).unwrap();
    assert_eq!(file.revisers(), BTreeSet::from(["李主任".to_owned()]));
    let Part::Paragraph(paragraph) = &file.parts[0] else { panic!("{file:?}") };
    let by = Some(By { author: "李主任".into(), day: Some("2026-11-28".parse().unwrap()) });
    assert_eq!(paragraph.pieces[1].change, Change { inserted: None, deleted: by.clone() });
    assert_eq!(paragraph.pieces[2].change, Change { inserted: by, deleted: None });
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next() {
    let body = end("del", &t("段落一，")) + &p(&t("与此段合并。")) + &p(&t("丙"));
    read_as(&body, &["段落一，与此段合并。", "丙"], &["段落一，", "与此段合并。", "丙"]);
    let body = end("ins", &t("前半，")) + &p(&t("后半。"));
    read_as(&body, &["前半，", "后半。"], &["前半，后半。"]);
    let body = end("del", &revised("del", &d("全删"))) + &p(&t("丙"));
    read_as(&body, &["丙"], &["全删", "丙"]);
}

#[test]
fn what_one_inserted_and_deleted_again_is_neither_before_nor_after() {
    let body = end("ins", &revised("ins", &(t("新段") + &revised("del", &d("误"))))) + &p(&t("丁"));
    read_as(&body, &["新段", "丁"], &["丁"]);
}

#[test]
fn what_is_moved_is_deleted_here_and_inserted_there() {
    let body = p(&(revised("moveFrom", &t("移走")) + &t("留下"))) + &p(&(revised("moveTo", &t("移走")) + &t("戊")));
    read_as(&body, &["留下", "移走戊"], &["移走留下", "戊"]);
    let body =
        end("moveFrom", &revised("moveFrom", &t("甲"))) + &p(&t("乙")) + &end("moveTo", &revised("moveTo", &t("甲")));
    read_as(&body, &["乙", "甲"], &["甲", "乙"]);
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn cell(content: &str) -> String {
    format!("<w:tc><w:tcPr/>{content}</w:tc>")
}

#[test]
fn rows_and_cells_of_tables() {
    let body = format!(
        "<w:tbl><w:tblPr/>{}{}{}</w:tbl>",
        row("", &[cell(&p(&t("表一"))), cell(&p(&(t("表二") + &revised("ins", &t("增")))))]),
        row(&format!("<w:del {BY}/>"), &[cell(&p(&revised("del", &d("删行")))), cell(&p(""))]),
        row(&format!("<w:ins {BY}/>"), &[cell(&(p(&t("甲")) + &p(&t("乙")))), cell(&p(""))]),
    );
    read_as(&body, &["表一\t表二增\n甲\n乙\t"], &["表一\t表二\n删行\t"]);
    let body = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>";
    let [accepted, _, left] = told(body);
    assert_eq!(accepted, ["内\n"]);
    assert_eq!(left, ["第1个表格：合并的单元格", "第1个表格：表格中的表格"]);
}

#[test]
fn what_stands_around_a_text_says_nothing_itself() {
    let body = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p(&t("控件内")))
        + &p(&format!(
            "<w:hyperlink r:id=\"rId9\">{}</w:hyperlink><w:smartTag w:uri=\"x\">{}</w:smartTag>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            t("链接"),
            t("标签"),
            t("&lt;a&gt; &amp; &#8220;b&#8221;"),
            t("控件")
        ));
    read_as(&body, &["控件内", "链接标签<a> & “b”控件"], &["控件内", "链接标签<a> & “b”控件"]);
}

#[test]
fn tabs_line_ends_hyphens_and_signs() {
    let body = "<w:r><w:tab/><w:t>制表</w:t><w:br/><w:t>换行</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font=\"Arial\" w:char=\"221A\"/></w:r>";
    read_as(&p(body), &["\t制表\n换行-√"], &["\t制表\n换行-√"]);
    let [accepted, _, left] = told(&p("<w:r><w:t>勾</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>"));
    assert_eq!((accepted[0].as_str(), left.len()), ("勾〓", 1));
}

/// Where a field begins, its result begins, or it ends.
fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

#[test]
fn of_a_field_its_result_is_read() {
    let body = format!(
        "{}<w:r><w:instrText> DATE </w:instrText></w:r>{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>",
        field("begin"),
        field("separate"),
        t("域结果"),
        field("end"),
        t("又")
    );
    read_as(&p(&body), &["域结果又"], &["域结果又"]);
    // What a field without an end hides is not lost silently.
    let [accepted, _, left] = told(&p(&(field("begin") + &t("吞掉"))));
    assert_eq!((accepted, left), (vec![String::new()], vec!["第0段之后：域代码".to_owned()]));
}

#[test]
fn of_several_ways_to_say_one_thing_one_is_read() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p(&t("文本框")));
    let body = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{text_box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        t("后")
    );
    let [accepted, _, left] = told(&p(&body));
    assert_eq!((accepted, left), (vec!["后".to_owned()], vec!["第1段“后”：文本框“文本框”".to_owned()]));
}

#[test]
fn each_picture_footnote_and_box_is_named_with_its_text() {
    let picture = "<w:r><w:drawing/></w:r>";
    let note = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let boxed = |text: &str| format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p(text));
    let long = "长".repeat(600);
    let body = p(&(t("一") + picture + &note("footnote", 2) + picture))
        + &p(&(t("二") + picture + &note("footnote", 3) + &note("endnote", 2)))
        + &p(&(t("三")
            + &boxed(&t("请区民政局、区财政局核实后再报"))
            + &boxed(&(t("图注") + picture))
            + &boxed(&t(&long))))
        + &p(&(t("四") + &looking("<w:vanish/>", "藏") + &looking("<w:vanish/><w:b/>", "着") + &note("footnote", 9)));
    let notes = |kind: &str, texts: &[(u8, &str)]| {
        let all = texts.iter().map(|(id, text)| format!("<w:{kind} w:id=\"{id}\">{}</w:{kind}>", p(&t(text))));
        format!("<w:{kind}s {WORDS}>{}</w:{kind}s>", all.collect::<String>())
    };
    let others = [
        ("word/footnotes.xml", notes("footnote", &[(2, "见区统计局年报"), (3, "不含社区")])),
        ("word/endnotes.xml", notes("endnote", &[(2, "尾注")])),
    ];
    let received = read("来件.docx", &file(&body, &others)).unwrap();
    let left: Vec<String> = received.left.iter().map(|left| left.text().zh).collect();
    insta::assert_snapshot!(left.join("\n").replace(&"长".repeat(500), "〈五百字〉"), @"
    第1段“一”：图片或图形
    第1段“一”：脚注或尾注“见区统计局年报”
    第1段“一”：图片或图形
    第2段“二”：图片或图形
    第2段“二”：脚注或尾注“不含社区”
    第2段“二”：脚注或尾注“尾注”
    第3段“三”：文本框“请区民政局、区财政局核实后再报”
    第3段“三”：文本框“图注”
    第3段“三”：图片或图形
    第3段“三”：文本框“〈五百字〉…”
    第4段“四”：隐藏文字“藏着”
    第4段“四”：脚注或尾注
    ");
    let many = p(&(t("一") + &picture.repeat(60)));
    let received = read("来件.docx", &file(&many, &[])).unwrap();
    assert_eq!((received.left.len(), &*received.left[50].text().zh), (51, "此外：图片或图形，还有 10 处"));
}

#[test]
fn what_cannot_be_carried_over_is_named_with_its_place() {
    let body = p(&t("一"))
        + &p(&(looking("<w:vanish/>", "隐") + &t("二") + "<w:r><w:drawing/></w:r>"))
        + &p(&(t("三") + "<w:r><w:footnoteReference w:id=\"1\"/><w:object/></w:r><m:oMath/><w:r><w:pict/></w:r>"))
        + &p(&(looking("<w:b/>", "四") + &looking("<w:b w:val=\"0\"/><w:u w:val=\"none\"/>", "五")))
        + &p(&looking(
            "<w:rFonts w:eastAsia=\"华文行楷\"/><w:sz w:val=\"40\"/><w:color w:val=\"FF0000\"/><w:u w:val=\"single\"/>",
            "六",
        ))
        + &p(&looking(
            "<w:highlight w:val=\"yellow\"/><w:strike/><w:i/><w:em w:val=\"dot\"/><w:vertAlign w:val=\"superscript\"/>",
            "七",
        ))
        + &p(&format!("<w:pPr><w:jc w:val=\"center\"/></w:pPr>{}", t("八\u{200b}")));
    let [accepted, _, left] = told(&body);
    assert_eq!(accepted, ["一", "二", "三", "四五", "六", "七", "八"]);
    let mut told = String::new();
    for line in left {
        let _ = writeln!(told, "{line}");
    }
    insta::assert_snapshot!(told, @"
    第2段“二”：隐藏文字“隐”
    第2段“二”：图片或图形
    第3段“三”：脚注或尾注
    第3段“三”：嵌入的对象
    第3段“三”：公式
    第3段“三”：图片或图形
    第5段“六”：字体
    第5段“六”：字号
    第5段“六”：文字颜色
    第5段“六”：下划线
    第6段“七”：突出显示或底纹
    第6段“七”：删除线（不是修订）
    第6段“七”：斜体
    第6段“七”：着重号
    第6段“七”：上标或下标
    第7段“八”：看不见的字符
    第7段“八”：对齐方式
    ");
    // What a revision has deleted is nothing that is lost.
    let body = p(&(t("甲") + &revised("del", "<w:r><w:drawing/></w:r>")));
    read_as(&body, &["甲"], &["甲"]);
}

#[test]
fn comments_with_their_words_replies_and_what_is_done() {
    let body = p(&(t("由")
        + "<w:commentRangeStart w:id=\"0\"/>"
        + &t("街道")
        + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
        + &t("办")))
        + "<w:commentRangeStart w:id=\"1\"/>"
        + &p(&t("甲"))
        + &p(&t("乙"))
        + "<w:commentRangeEnd w:id=\"1\"/>"
        + &p(&(t("丙") + "<w:r><w:commentReference w:id=\"7\"/></w:r>"));
    let comment = |id: u8, paragraph: &str, text: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"孙范文\" w:date=\"2026-06-02T08:00:00Z\"><w:p w14:paraId=\"{paragraph}\">{}</w:p></w:comment>",
            t(text)
        )
    };
    let comments = format!(
        "<w:comments {WORDS}>{}{}{}</w:comments>",
        comment(0, "A", "哪个街道？"),
        comment(1, "B", "已核"),
        comment(7, "C", "补充")
    );
    let extended = "<w15:commentsEx><w15:commentEx w15:paraId=\"A\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"C\" w15:paraIdParent=\"A\"/></w15:commentsEx>";
    let others = [("word/comments.xml", comments), ("word/commentsExtended.xml", extended.to_owned())];
    let received = read("来件.docx", &file(&body, &others)).unwrap();
    let notes: Vec<_> =
        received.comments.iter().map(|note| (note.text.as_str(), note.answers.as_deref(), note.done)).collect();
    assert_eq!(notes, [("哪个街道？", None, true), ("已核", None, false), ("补充", Some("0"), false)]);
    let anchors = received
        .accepted()
        .iter()
        .map(|unit| {
            let anchors = unit.anchors();
            let told = anchors
                .iter()
                .map(|(at, one)| format!("{at} {} {}", one.note, if one.begins { "begins" } else { "ends" }));
            told.collect::<Vec<_>>().join(", ")
        })
        .collect::<Vec<_>>();
    assert_eq!(anchors, ["1 0 begins, 3 0 ends", "0 1 begins", "", "0 1 ends, 1 7 begins, 1 7 ends"]);
}

#[test]
fn a_style_is_known_by_its_name_or_by_what_it_is_based_on() {
    let styles = format!(
        "<w:styles {WORDS}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"x\"><w:name w:val=\"领导样式\"/><w:basedOn w:val=\"2\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"y\"><w:name w:val=\"圆\"/><w:basedOn w:val=\"y\"/></w:style></w:styles>"
    );
    let styled = ["2", "x", "y"].map(|style| p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"))).concat();
    let body = p("") + &styled + &p("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>");
    let received = read("来件.docx", &file(&body, &[("word/styles.xml", styles)])).unwrap();
    let styles = received.parts.iter().map(|part| match part {
        Part::Paragraph(paragraph) => paragraph.style.as_str(),
        Part::Table(_) => "",
    });
    assert_eq!(styles.collect::<Vec<_>>(), ["Body", "H2", "H2", "y", "H1"]);
}

#[test]
fn what_is_no_sound_docx_is_refused_with_a_hint() {
    let bomb = file(&"<w:p/>".repeat(2 << 20), &[]);
    let deep = file(&("<w:sdt>".repeat(300) + &"</w:sdt>".repeat(300)), &[]);
    let entities =
        packed(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document><w:body/></w:document>".into())]);
    let without_body = packed(&[("word/document.xml", "<w:document/>".into())]);
    for bytes in
        [Vec::new(), b"PK".to_vec(), vec![0xd0, 0xcf, 0x11, 0xe0], bomb, deep, entities, without_body, packed(&[])]
    {
        let problem = read("来件.docx", &bytes).unwrap_err();
        assert!(
            problem.place.is_some() && problem.hint.is_some() && problem.message.zh.contains("来件"),
            "{problem:?}"
        );
    }
}

#[test]
fn what_this_program_writes_is_read_without_loss() {
    let text = "## 甲\n\n乙**丙***丁*〔待填写：戊〕a<br>b\n\n1. 己\n   - 庚\n\n> 引\n\n```\n  原样\n```\n\n| 子 | 丑 |\n|---|--:|\n| 1 | **2** |\n\n出席：张三\n\n# 附件：名单\n\n辛\n";
    for layout in Layout::ALL {
        let meta = Meta {
            layout,
            mark: "政协某县委员会文件".into(),
            number: Some("某协发〔2026〕7号".into()),
            signers: vec!["王某".into()],
            title: "关于协商的通知".into(),
            to: Some("各委室".into()),
            issuers: vec!["政协某县委员会".into()],
            date: Some("2026-06-01".parse().unwrap()),
            copies: Some("县委办公室".into()),
            imprint: Some(Imprint { office: "办公室".into(), date: None }),
            ..Meta::default()
        };
        let paper = Gongwen::read(meta, &Markdown { path: "通知.md", text, lines_before: 0 }).unwrap();
        let received = read("通知.docx", &docx(&paper).unwrap()).unwrap();
        assert_eq!(received.left, []);
        assert_eq!(received.accepted(), received.rejected());
        assert!(received.made_from.is_none() && received.comments.is_empty());
        assert_eq!(received.edges.len(), if layout == Layout::Letter { 2 } else { 1 }, "{:?}", received.edges);
    }
}

#[test]
fn the_property_that_names_the_text_is_read() {
    let hash = "a".repeat(64);
    let properties = format!(
        "<Properties><property name=\"other\"><vt:lpwstr>1</vt:lpwstr></property><property name=\"yijuan-sha256\"><vt:lpwstr>{hash}</vt:lpwstr></property></Properties>"
    );
    let received = read("来件.docx", &file(&p(&t("甲")), &[("docProps/custom.xml", properties)])).unwrap();
    assert_eq!(received.made_from, Some(hash));
}
