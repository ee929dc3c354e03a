//! Papers as `LibreOffice` prints them and as they are set as PDF: measured on the page, in millimetres from its upper left
//! corner.
//!
//! All papers are printed by one run. The fonts an office has are stood in for by those of Noto, whose characters have
//! the same widths.

mod changes;
mod page;
#[cfg(feature = "pdf")]
mod pdf;

use page::Ink;
use page::printed::Papers;
use std::sync::LazyLock;
use yijuan::document::{Gongwen, Imprint, Layout, Markdown, Meta, docx};
use yijuan::model::Date;

/// How far a measure may be off: rules have their thickness, and characters their form.
const CLOSE: f64 = 0.6;

#[track_caller]
fn near(measured: f64, wanted: f64, what: &str) {
    assert!((measured - wanted).abs() <= CLOSE, "{what}: {measured:.2} mm instead of {wanted:.2}");
}

fn meta(layout: Layout) -> Meta {
    Meta {
        layout,
        urgency: Some("加急".into()),
        mark: "政协某县委员会文件".into(),
        number: Some("某协发〔2026〕7号".into()),
        title: "关于开展社区养老服务专题协商的通知".into(),
        to: Some("县政府办公室，县民政局".into()),
        issuers: vec!["政协某县委员会".into()],
        date: Date::ymd(2026, 12, 3),
        copies: Some("县委办公室".into()),
        imprint: Some(Imprint { office: "政协某县委员会办公室".into(), date: Date::ymd(2026, 12, 4) }),
        ..Meta::default()
    }
}

fn set(meta: Meta, text: &str) -> Gongwen {
    Gongwen::read(meta, &Markdown { path: "文.md", text, lines_before: 0 }).unwrap()
}

/// The papers, by name.
static PAPERS: LazyLock<Vec<(&str, Gongwen)>> = LazyLock::new(|| {
    let line = "为开好专题协商会议，请协助提供材料。\n\n";
    let body = format!("## 材料\n\n{}", line.repeat(6));
    let bare = |title: &str| Meta { title: title.into(), ..Meta::default() };
    let row = |nth| format!("| {nth} | 某协办函〔2026〕{nth}号 | 关于商请参加专题协商会的函 |\n");
    let rows: String = (1..60).map(row).collect();
    let list = format!("| 顺序号 | 文号 | 题名 |\n|---|---|---|\n{rows}");
    let letter = || Meta { mark: "政协某县委员会办公室".into(), ..meta(Layout::Letter) };
    let mut papers = vec![
        ("document", set(Meta { copy_number: Some("000001".into()), ..meta(Layout::Document) }, &body)),
        ("letter", set(letter(), line)),
        ("two-page-letter", set(letter(), &line.repeat(30))),
        ("minutes", set(meta(Layout::Minutes), &format!("{line}出席：张三　李四\n"))),
        ("list", set(Meta { layout: Layout::Table, ..bare("卷内目录") }, &list)),
        ("full", set(bare("满页"), &"国".repeat(28 * 50))),
        ("attached", set(meta(Layout::Plain), &format!("{line}# 附件1：名单\n\n甲\n\n# 附件2：回执\n\n乙\n"))),
    ];
    // Papers that end at every line of a page.
    for lines in 12..24 {
        let ends = format!("ends-{lines}");
        papers.push((ends.leak(), set(Meta { urgency: None, to: None, ..meta(Layout::Plain) }, &line.repeat(lines))));
    }
    papers
});

/// The papers as DOCX, printed.
static PRINTED: LazyLock<Papers> = LazyLock::new(|| {
    Papers::print(&PAPERS.iter().map(|(name, paper)| (*name, docx(paper).unwrap())).collect::<Vec<_>>())
});

/// The papers in each of the ways they are set.
fn each() -> Vec<&'static Papers> {
    #[allow(unused_mut, reason = "without PDF there is one way")]
    let mut each = vec![&*PRINTED];
    #[cfg(feature = "pdf")]
    each.push(&*pdf::SET);
    each
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn a_full_page_has_twenty_two_lines_of_twenty_eight_characters() {
    for papers in each() {
        let page = papers.page("full", 2);
        let lines: Vec<&page::Word> = page.words.iter().filter(|word| word.text.starts_with('国')).collect();
        assert_eq!(lines.len(), 22);
        for line in &lines {
            assert_eq!(line.text.chars().count(), 28);
            near(line.left, 28.0, "left edge");
            near(line.right, 184.0, "right edge");
        }
        assert_eq!((page.width.round(), page.height.round()), (210.0, 297.0));
        let ink = page.ink(Ink::Black);
        assert!(ink[0].top > 37.0 && ink[21].bottom < 262.0, "{ink:?}");
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn the_mark_of_a_document_is_35_mm_below_the_text_and_the_rule_4_mm_below_the_number() {
    for papers in each() {
        let page = papers.page("document", 1);
        let red = page.ink(Ink::Red);
        let [mark, rule] = &red[..] else { panic!("{red:?}") };
        near(mark.top, 37.0 + 35.0, "upper edge of the mark");
        near(f64::midpoint(mark.left, mark.right), 28.0 + 78.0, "middle of the mark");
        let above = page.ink(Ink::Black).into_iter().rfind(|line| line.bottom < rule.top).unwrap();
        near(rule.top - above.bottom, 4.0, "from the number to the rule");
        near(f64::midpoint(above.left, above.right), 28.0 + 78.0, "middle of the number");
        near(rule.left, 28.0, "rule, left");
        near(rule.right, 184.0, "rule, right");
        near(page.word("000001").left, 28.0, "copy number");
        near(page.word("加急").left, 28.0, "urgency");
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn the_mark_of_a_letter_is_30_mm_below_the_edge_between_double_rules() {
    for papers in each() {
        let page = papers.page("letter", 1);
        let red = page.ink(Ink::Red);
        let [mark, thick, thin, lower_thin, lower_thick] = &red[..] else { panic!("{red:?}") };
        near(mark.top, 30.0, "upper edge of the mark");
        near(f64::midpoint(mark.left, mark.right), 105.0, "middle of the mark");
        near(thick.top - mark.bottom, 4.0, "from the mark to the rule");
        near(lower_thick.bottom, 297.0 - 20.0, "lower rule");
        for rule in [thick, thin, lower_thin, lower_thick] {
            near(rule.left, 20.0, "rule, left");
            near(rule.right, 190.0, "rule, right");
        }
        let high = |rule: &page::Band| rule.bottom - rule.top;
        assert!(high(thick) > 2.0 * high(thin) && high(lower_thick) > 2.0 * high(lower_thin), "{red:?}");
        near(page.word("〔2026〕7").after(&page).right, 184.0, "number, right");
        near(page.word("加急").left, 28.0, "urgency");
        let first = page.ink(Ink::Black).into_iter().next().unwrap();
        near(first.top - thin.bottom, 4.94, "from the rule to the number");
        assert!(page.words.iter().all(|word| word.text != "—"), "no page number");
        let second = papers.page("two-page-letter", 2);
        assert!(second.words.iter().any(|word| word.text == "—") && second.ink(Ink::Red).is_empty());
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn page_numbers_stand_outside_and_7_mm_below_the_text() {
    for papers in each() {
        let (odd, even) = (papers.page("list", 1), papers.page("list", 2));
        near(odd.words.iter().rfind(|word| word.text == "—").unwrap().right, 297.0 - 37.0 - 4.94, "odd, right");
        near(even.words.iter().rev().filter(|word| word.text == "—").nth(1).unwrap().left, 35.0 + 4.94, "even, left");
        let (odd, even) = (papers.page("full", 1), papers.page("full", 2));
        near(odd.words.iter().rfind(|word| word.text == "—").unwrap().right, 184.0 - 4.94, "odd, right");
        near(even.words.iter().rev().filter(|word| word.text == "—").nth(1).unwrap().left, 28.0 + 4.94, "even, left");
        for page in [odd, even] {
            let number = page.ink(Ink::Black).pop().unwrap();
            near(f64::midpoint(number.top, number.bottom), 262.0 + 7.0, "dash");
        }
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn the_imprint_stands_on_the_lower_edge_of_the_text_of_the_last_page() {
    for papers in each() {
        for lines in 12..24 {
            let last = papers.last(&format!("ends-{lines}"));
            let rules: Vec<page::Band> = last
                .ink(Ink::Black)
                .into_iter()
                .filter(|band| band.right - band.left > 155.0 && band.bottom - band.top < 0.6)
                .collect();
            assert_eq!(rules.len(), 3, "{lines}: {rules:?}");
            near(rules[2].bottom, 262.0, "last rule");
            for rule in rules {
                near(rule.left, 28.0, "rule, left");
                near(rule.right, 184.0, "rule, right");
            }
            near(last.word("抄送").left, 28.0 + 4.94, "copies");
            // Neither the signature nor the imprint is alone on a page.
            let (text, name) = (last.find("为开好"), last.find("政协某县委员会"));
            assert!(text.is_some() && name.is_some(), "{lines}: {:?}", last.words);
            let date = last.word("日");
            near(date.right, 184.0 - 4.0 * 15.75 * 25.4 / 72.0, "date");
        }
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn lists_lie_on_their_side_and_repeat_their_head() {
    for papers in each() {
        let count = papers.pages("list");
        assert!(count > 2, "{count}");
        for number in 1..=count {
            let page = papers.page("list", number);
            assert_eq!((page.width.round(), page.height.round()), (297.0, 210.0));
            page.word("顺序号");
            let table = page.ink(Ink::Black).into_iter().find(|band| band.right - band.left > 200.0).unwrap();
            near(table.left, 35.0, "table, left");
            near(table.right, 297.0 - 37.0, "table, right");
            assert!(table.bottom < 210.0 - 26.0, "{table:?}");
        }
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn minutes_and_attached_papers_have_their_heads() {
    for papers in each() {
        let minutes = papers.page("minutes", 1);
        near(minutes.ink(Ink::Red)[0].top, 72.0, "mark of minutes");
        assert!(minutes.find("〔2026〕").is_none());
        assert_eq!(papers.pages("attached"), 3);
        for (number, label, title) in [(2, "附件", "名单"), (3, "附件", "回执")] {
            let page = papers.page("attached", number);
            let top = page.word(label).top;
            near(page.word(label).left, 28.0, label);
            let size_differs = (22.0 - 16.0) * 25.4 / 72.0;
            assert!((page.word(title).top - top - 2.0 * 10.21).abs() < size_differs, "the title is in the third line");
            near(f64::midpoint(page.word(title).left, page.word(title).right), 106.0, title);
        }
    }
}

#[test]
#[cfg_attr(not(has_python_docx), ignore = "needs python-docx")]
fn python_docx_reads_the_paragraphs_and_tables() {
    let read = PRINTED.read_by_python();
    assert!(
        read["document"].contains("Heading 1|一、材料") || read["document"].contains("heading 1|一、材料"),
        "{}",
        read["document"]
    );
    assert!(read["list"].contains("table 60x3"), "{}", read["list"]);
    assert_eq!(read.len(), PRINTED.names().count());
}
