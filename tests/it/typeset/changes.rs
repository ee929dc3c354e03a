//! Tracked changes and comments as `LibreOffice` and python-docx read them: accepted they give the new text, rejected the
//! old one.

use super::meta;
use super::page::printed::Papers;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use yijuan::document::{Edition, Gongwen, Layout, MarginComment, Markdown, units, with_changes};
use yijuan::model::Date;

const OLD: &str = "根据年度协商工作安排，现提出如下意见。\n\n## 基本情况\n\n全区现有养老机构12家，床位不足；分布不匀。\n\n## 意见建议\n\n由街道组织签约，于6月底前完成。\n\n| 序号 | 单位 | 时长 |\n|---|---|---|\n| 1 | 区民政局 | 10分钟 |\n| 2 | 区财政局 | 8分钟 |\n\n以上意见，请予研究。\n";

/// Texts that change in one way each, and one in many.
fn texts() -> Vec<(String, Vec<String>)> {
    let edits: [(&str, &str, &str); 10] = [
        ("words", "由街道组织签约，于6月底前完成。", "由社区组织签约，于9月底前完成并报区政协。"),
        ("paragraph-more", "\n\n## 意见", "\n\n其中公办机构3家。\n\n## 意见"),
        ("paragraph-less", "\n\n由街道组织签约，于6月底前完成。", ""),
        ("heading-more", "## 意见建议", "## 存在问题\n\n供需不匀。\n\n## 意见建议"),
        ("before-a-table", "于6月底前完成。\n", "于6月底前完成。\n\n时间安排如下：\n"),
        ("row-more", "| 2 | 区财政局", "| 2 | 区卫生健康委员会 | 5分钟 |\n| 3 | 区财政局"),
        ("row-less", "| 1 | 区民政局 | 10分钟 |\n", ""),
        ("cell", "10分钟", "15分钟"),
        ("last", "\n\n以上意见，请予研究。", ""),
        ("attached", "请予研究。\n", "请予研究。\n\n# 附件：名单\n\n张三\n"),
    ];
    let mut texts: Vec<(String, Vec<String>)> = edits
        .iter()
        .map(|(name, from, to)| ((*name).to_owned(), vec![OLD.to_owned(), OLD.replace(from, to)]))
        .collect();
    let table = OLD.find("| 序号").unwrap()..OLD.find("以上").unwrap();
    let columns = "| 序号 | 单位 |\n|---|---|\n| 1 | 区民政局 |\n\n";
    for (name, other) in [("table-less", ""), ("columns-less", columns)] {
        let new = format!("{}{other}{}", &OLD[..table.start], &OLD[table.end..]);
        texts.push((name.to_owned(), vec![OLD.to_owned(), new.clone()]));
        texts.push((format!("{name}-back"), vec![new, OLD.to_owned()]));
    }
    let mut all = vec![OLD.to_owned()];
    for (_, from, to) in edits {
        all.push(all.last().unwrap().replace(from, to));
    }
    texts.push(("all".to_owned(), all.clone()));
    all.reverse();
    texts.push(("all-back".to_owned(), all));
    texts
}

fn paper(text: &str) -> Gongwen {
    Gongwen::read(meta(Layout::Document), &Markdown { path: "文.md", text, lines_before: 0 }).unwrap()
}

/// What papers must read like once all is rejected, and once all is accepted, by name.
type Ends = BTreeMap<String, [Vec<String>; 2]>;

/// The files, and what they must read like.
static MADE: LazyLock<(Papers, Ends)> = LazyLock::new(|| {
    let (mut files, mut expected) = (Vec::new(), BTreeMap::new());
    for (name, texts) in texts() {
        let papers: Vec<Gongwen> = texts.iter().map(|text| paper(text)).collect();
        let day = |nth: usize| Date::ymd(2026, 6, u32::try_from(nth).unwrap()).unwrap();
        let later: Vec<Edition> = (1..papers.len())
            .map(|nth| Edition { paper: &papers[nth], author: ["张三", "李四"][nth % 2], day: day(nth) })
            .collect();
        let ends = [&papers[0], &papers[papers.len() - 1]];
        let read = ends.map(|paper| units(paper).unwrap());
        files.push((&*name.clone().leak(), with_changes(&papers[0], &later, &[]).unwrap()));
        expected.insert(name, read.map(|units| units.into_iter().filter(|text| !text.is_empty()).collect()));
    }
    (Papers::write(&files), expected)
});

#[test]
#[cfg_attr(not(has_uno), ignore = "needs soffice and python3-uno")]
fn accepted_they_give_the_new_text_and_rejected_the_old_one() {
    let (papers, expected) = &*MADE;
    for (nth, what) in ["reject", "accept"].into_iter().enumerate() {
        let read = papers.settled_by_office(what);
        for (name, ends) in expected {
            let told: Vec<&str> = read[name].lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(told, ends[nth], "{name}, {what}");
        }
    }
}

#[test]
#[cfg_attr(not(has_uno), ignore = "needs soffice and python3-uno")]
fn each_is_accepted_or_rejected_by_itself() {
    let [old, new] = [
        "各方同意实现全覆盖。\n\n由街道组织，按月通报，费用公开。\n",
        "各方同意年内实现全覆盖。\n\n由街道负责组织，按月向社会通报，各项费用公开。\n",
    ]
    .map(paper);
    let later = [Edition { paper: &new, author: "李四", day: Date::ymd(2026, 6, 9).unwrap() }];
    let file = with_changes(&old, &later, &[]).unwrap();
    let read = Papers::write(&[("each", file)]).settled_by_office("each");
    assert!(
        read["each"].contains("各方同意年内实现全覆盖。\n由街道组织，按月向社会通报，费用公开。\n"),
        "{}",
        read["each"]
    );
}

#[test]
#[cfg_attr(not(has_uno), ignore = "needs soffice and python3-uno")]
fn comments_are_on_their_words() {
    let [old, new] = [OLD.to_owned(), OLD.replace("街道", "社区")].map(|text| paper(&text));
    let units = units(&new).unwrap();
    let [paragraph, row] =
        ["社区组织", "区民政局"].map(|text| units.iter().position(|unit| unit.contains(text)).unwrap());
    let day = Date::ymd(2026, 6, 9).unwrap();
    let comment = |unit, range| MarginComment {
        id: format!("0e44023{unit}"),
        author: "王五".into(),
        day,
        text: "请核实。\n并报。".into(),
        unit,
        range,
    };
    let later = [Edition { paper: &new, author: "李四", day }];
    let file = with_changes(&old, &later, &[comment(paragraph, 1..5), comment(row, 2..6)]).unwrap();
    let read = Papers::write(&[("commented", file)]).settled_by_office("read");
    let told: Vec<&str> = read["commented"].lines().filter(|line| line.starts_with("@|")).collect();
    assert_eq!(told, ["@|王五|请核实。\\n并报。|社区组织", "@|王五|请核实。\\n并报。|区民政局"]);
}

#[test]
#[cfg_attr(not(has_python_docx), ignore = "needs python-docx")]
fn python_docx_opens_them() {
    let (papers, expected) = &*MADE;
    let read = papers.read_by_python();
    assert_eq!(read.len(), expected.len());
    assert!(read["row-more"].contains("table 4x3"), "{}", read["row-more"]);
}
