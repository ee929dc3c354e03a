//! Compares two versions of a paper by paragraphs, and paragraphs by Chinese characters, words and numbers. A paragraph
//! that was moved is recognised, even if it was changed too. Pure: reads and prints nothing.

mod pairs;
mod runs;
mod tracked;

pub use tracked::{Change, Piece, Place, Tracked, Unit, tracked};

use pairs::{in_order, pairs};
use regex::Regex;
use runs::runs;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A paragraph that was changed or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its heading; empty before the first.
    pub heading: String,
    /// Its former heading, if it was moved.
    pub moved_from: Option<String>,
    /// Its text, with deleted and inserted parts.
    pub runs: Vec<Run>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Unchanged.
    Kept(String),
    /// Deleted.
    Gone(String),
    /// Inserted.
    New(String),
}

struct Paragraph {
    heading: String,
    text: String,
}

/// The changes from `old` to `new`, in the order of `new`. Line breaks within paragraphs make no difference.
#[must_use]
pub fn compare(old: &str, new: &str) -> Vec<Passage> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let [was, is] = [&old, &new].map(|paragraphs| paragraphs.iter().map(|one| ((), &*one.text)).collect::<Vec<_>>());
    let pairs = pairs(&was, &is);
    let mut anchors = in_order(&pairs).into_iter().peekable();
    let became: HashMap<usize, usize> = pairs.iter().map(|(old, new)| (*new, *old)).collect();
    let stayed: HashSet<usize> = pairs.iter().map(|(old, _)| *old).collect();
    let deleted = |stretch: Range<usize>| {
        let lost = stretch.filter(|at| !stayed.contains(at)).map(|at| &old[at]);
        lost.map(|one| Passage::new(one, None, vec![Run::Gone(one.text.clone())])).collect::<Vec<_>>()
    };
    let mut passages = Vec::new();
    let mut reported = 0;
    for (at, paragraph) in new.iter().enumerate() {
        while anchors.next_if(|(_, new)| *new < at).is_some() {}
        let anchor = anchors.peek();
        // Deleted paragraphs come before those in their place.
        let next = anchor.map_or(old.len(), |(old, _)| *old);
        passages.extend(deleted(reported..next));
        reported = reported.max(next);
        let moved = anchor.is_none_or(|(_, new)| *new != at);
        match became.get(&at).map(|before| &old[*before]) {
            None => passages.push(Passage::new(paragraph, None, vec![Run::New(paragraph.text.clone())])),
            Some(before) if moved || before.text != paragraph.text => {
                let from = moved.then(|| before.heading.clone());
                passages.push(Passage::new(paragraph, from, runs(&before.text, &paragraph.text)));
            }
            Some(_) => {}
        }
    }
    passages.extend(deleted(reported..old.len()));
    passages
}

impl Passage {
    fn new(paragraph: &Paragraph, moved_from: Option<String>, runs: Vec<Run>) -> Self {
        Self { heading: paragraph.heading.clone(), moved_from, runs }
    }
}

/// Lines that begin a paragraph even without a blank line before: headings, table rows, list items, indented lines.
static BEGINNING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(#|\||>|[-*+] |\u{3000}|第[一二三四五六七八九十百0-9]+条|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百0-9]+[）)]|[0-9]+[.．、)）])",
    )
    .ok()
});

/// Splits a paper into paragraphs. Each line of its front matter is one.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = text.trim_start_matches('\u{feff}');
    let mut in_head = text.lines().next() == Some("---");
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut headings: Vec<(usize, &str)> = Vec::new();
    let mut goes_on = false;
    for (number, raw) in text.lines().enumerate() {
        let line = raw.trim_end();
        if line.trim().is_empty() || line == "---" {
            in_head &= number == 0 || line != "---";
            goes_on = false;
            continue;
        }
        let level = line.bytes().take_while(|b| *b == b'#').count();
        let is_heading = !in_head && level > 0 && line[level..].starts_with(' ');
        if is_heading {
            headings.retain(|(wider, _)| *wider < level);
        }
        let begins = in_head || BEGINNING.as_ref().is_some_and(|beginning| beginning.is_match(line));
        match paragraphs.last_mut().filter(|_| goes_on && !begins) {
            Some(last) => {
                let line = line.trim_start();
                if last.text.ends_with(is_ascii) && line.starts_with(is_ascii) {
                    last.text.push(' ');
                }
                last.text.push_str(line);
            }
            None => {
                let heading = headings.last().map_or("", |(_, heading)| heading).to_owned();
                paragraphs.push(Paragraph { heading, text: line.to_owned() });
            }
        }
        if is_heading {
            headings.push((level, line[level..].trim()));
        }
        goes_on = !is_heading && !line.ends_with(['。', '；', '：', '！', '？']);
    }
    paragraphs
}

fn is_ascii(c: char) -> bool {
    c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each passage on a line, as it is printed without colour.
    fn told(old: &str, new: &str) -> Vec<String> {
        let line = |passage: &Passage| {
            let from = passage.moved_from.as_ref().map(|from| format!("<{from}> ")).unwrap_or_default();
            let runs: String = passage
                .runs
                .iter()
                .map(|run| match run {
                    Run::Kept(text) => text.clone(),
                    Run::Gone(text) => format!("[-{text}-]"),
                    Run::New(text) => format!("{{+{text}+}}"),
                })
                .collect();
            format!("{}: {from}{runs}", passage.heading)
        };
        compare(old, new).iter().map(line).collect()
    }

    #[test]
    fn characters_of_chinese_and_whole_numbers() {
        assert_eq!(
            told(
                "## 安排\n\n由街道组织签约，共 12 家，15 日前完成。\n",
                "## 安排\n\n由社区组织签约，共 120 家，15 日前完成。\n"
            ),
            ["安排: 由[-街道-]{+社区+}组织签约，共 [-12-]{+120+} 家，15 日前完成。"]
        );
    }

    #[test]
    fn a_sentence_of_which_most_changed_is_shown_as_a_whole() {
        let old = "各街道要压实责任，定期排查养老机构隐患；建立工作台账。经费由区财政统筹安排。";
        let new = "民政部门应当牵头，每季检查养老服务质量；建立工作台账。经费由区财政统筹保障。";
        assert_eq!(
            told(old, new),
            [
                ": [-各街道要压实责任，定期排查养老机构隐患；-]{+民政部门应当牵头，每季检查养老服务质量；+}建立工作台账。经费由区财政统筹[-安排-]{+保障+}。"
            ]
        );
    }

    #[test]
    fn what_is_only_added_or_only_cut_stays_in_its_sentence() {
        let [short, long] =
            ["全区现有养老机构十二家。由街道负责。", "全区现有养老机构十二家。由各街道和社区分工负责。"];
        assert_eq!(told(short, long), [": 全区现有养老机构十二家。由{+各+}街道{+和社区分工+}负责。"]);
        assert_eq!(told(long, short), [": 全区现有养老机构十二家。由[-各-]街道[-和社区分工-]负责。"]);
    }

    #[test]
    fn where_a_line_breaks_makes_no_difference() {
        assert_eq!(told("由街道组织签约，\n统一接入平台\n", "由街道组织签约，统一\n接入平台\n"), [""; 0]);
    }

    #[test]
    fn a_paragraph_more_and_a_paragraph_less() {
        assert_eq!(
            told("一、甲方负责施工。\n二、乙方承担费用。\n", "一、甲方负责施工。\n三、另行召开居民大会表决。\n"),
            [": [-二、乙方承担费用。-]", ": {+三、另行召开居民大会表决。+}"]
        );
    }

    #[test]
    fn a_clause_moved_and_changed() {
        let [施工, 费用, 表决] =
            ["施工期间由街道负责现场安全。", "改造费用由住户按楼层分摊。", "方案须经全体业主三分之二同意。"];
        let old = format!("## 甲\n\n{施工}\n\n{费用}\n\n## 乙\n\n{表决}\n");
        let new = format!("## 甲\n\n{费用}\n\n## 乙\n\n{表决}\n\n{}\n", 施工.replace("街道", "社区"));
        assert_eq!(told(&old, &new), ["乙: <甲> 施工期间由[-街道-]{+社区+}负责现场安全。"]);
    }

    #[test]
    fn front_matter_line_by_line() {
        assert_eq!(
            told(
                "---\ntitle: 甲\ndate: 2026-04-07\n---\n\n正文。\n",
                "---\ntitle: 甲\ndate: 2026-05-07\n---\n\n正文。\n"
            ),
            [": date: [-2026-04-07-]{+2026-05-07+}"]
        );
    }

    #[test]
    fn a_date_a_number_and_a_share_change_as_one() {
        for (old, new) in [
            ("2026-05-08", "2026-05-18"),
            ("2026年5月8日", "2026年5月18日"),
            ("5月8日", "5月18日"),
            ("2026年", "2027年"),
            ("二〇二六年五月八日", "二〇二六年五月十八日"),
            ("〔2026〕3号", "〔2026〕13号"),
            ("[2026]第3号", "[2026]第4号"),
            ("14:30", "15:30"),
            ("12.5", "12.75"),
            ("12,000", "12,500"),
            ("20%", "25%"),
            ("1/5", "2/5"),
            ("A4", "A3"),
            ("3", "13"),
        ] {
            let [was, is] = [old, new].map(|word| format!("定于{word}在区政协召开会议，请准时参加。\n"));
            assert_eq!(told(&was, &is), [format!(": 定于[-{old}-]{{+{new}+}}在区政协召开会议，请准时参加。")]);
        }
    }
}
