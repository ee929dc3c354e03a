//! `Outline`: the headings and tables of a paper.

use super::Name;
use regex::Regex;
use std::sync::LazyLock;

/// What rules need of a paper's Markdown: its headings and the heads of its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// The tables, in order.
    pub tables: Vec<Table>,
}

/// A table of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The cells of its head.
    pub columns: Vec<Name>,
    /// Line of its head in the file, 1-based.
    pub line: usize,
}

/// A heading of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its text, without numbering.
    pub title: Name,
    /// Line in the file, 1-based.
    pub line: usize,
    /// Whether there is text other than placeholders under it, down to the next heading of its level.
    pub filled: bool,
}

/// The numbering before a heading: 一、 （二） 3. 第四部分 …
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(第[一二三四五六七八九十百0-9]+(部分|章|节|条)|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百0-9]+[）)]|[0-9]+[.．、)）])\s*").ok()
});

/// A line without the numbering before it.
#[must_use]
pub fn without_number(title: &str) -> &str {
    let title = title.trim();
    let number = NUMBER.as_ref().and_then(|number| number.find(title));
    number.map_or(title, |number| &title[number.end()..])
}

/// Whether a line only stands for text to come: 〔待填写〕, ……, XXX, （此处补充）, TODO, an HTML comment.
#[must_use]
pub fn is_placeholder(line: &str) -> bool {
    let line = line.trim();
    let bracketed = line.starts_with('〔') && line.ends_with('〕') || line.starts_with("<!--") && line.ends_with("-->");
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    bracketed
        || words.is_empty()
        || matches!(words, "TODO" | "TBD" | "待填" | "待填写" | "待补" | "待补充" | "待定" | "略")
        || 1 < words.len() && words.chars().all(|c| matches!(c, 'X' | 'x' | 'Ｘ'))
        || words.strip_prefix("此处").is_some_and(|rest| rest.chars().count() <= MOST_ASKED && is_to_be_written(rest))
}

/// Most characters of what is to be written 此处.
const MOST_ASKED: usize = 16;

fn is_to_be_written(rest: &str) -> bool {
    ["补充", "填写", "补写", "待补", "待填", "略"].iter().any(|word| rest.starts_with(word) || rest.ends_with(word))
}

impl Outline {
    /// Reads the outline of a paper's text; `lines_before` is the number of lines of its front matter.
    #[must_use]
    pub fn read(body: &str, lines_before: usize) -> Self {
        let mut outline = Self::default();
        let mut levels: Vec<usize> = Vec::new();
        let mut fenced = false;
        let mut former = "";
        for (number, line) in body.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
                fenced = !fenced;
            }
            let level = line.bytes().take_while(|b| *b == b'#').count();
            if !fenced && (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
                let title = Name::from(without_number(line[level..].trim().trim_end_matches('#')));
                outline.headings.push(Heading { title, line: number + 1 + lines_before, filled: false });
                levels.push(level);
            } else if !is_placeholder(trimmed) {
                // Text fills its own heading and every wider one above it.
                let mut under = usize::MAX;
                for (heading, level) in outline.headings.iter_mut().zip(&levels).rev() {
                    if *level < under {
                        heading.filled = true;
                        under = *level;
                    }
                }
            }
            let divides = trimmed.contains('-') && trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
            if !fenced && divides && former.contains('|') {
                let cells = former.trim().trim_matches('|').split('|').map(|cell| Name::from(cell.trim()));
                outline.tables.push(Table { columns: cells.collect(), line: number + lines_before });
            }
            former = line;
        }
        outline
    }

    /// The heading with this title.
    #[must_use]
    pub fn heading(&self, title: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| &*heading.title == title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_their_numbers_and_know_whether_they_are_filled() {
        let outline = Outline::read(
            "# 意见\n\n## 一、议题重要性\n\n正文。\n\n## （二）矛盾问题\n\n〔待填写〕\n\n## 3. 共识\n<!-- 略 -->\n",
            4,
        );
        let told: Vec<(&str, usize, bool)> =
            outline.headings.iter().map(|heading| (&*heading.title, heading.line, heading.filled)).collect();
        assert_eq!(told, [("意见", 5, true), ("议题重要性", 7, true), ("矛盾问题", 11, false), ("共识", 15, false)]);
    }

    #[test]
    fn a_heading_that_begins_with_a_numeral_keeps_it() {
        assert_eq!(without_number("十五分钟生活圈"), "十五分钟生活圈");
        assert_eq!(without_number("一题一卷"), "一题一卷");
        assert_eq!(without_number("二、问题症结"), "问题症结");
        assert_eq!(without_number("第三部分 共识"), "共识");
    }

    #[test]
    fn tables_are_known_by_their_heads() {
        let outline = Outline::read("| 序号 | 建议 |\n|---|:--|\n| 1 | 甲 |\n", 0);
        let columns = vec![Name::from("序号"), Name::from("建议")];
        assert_eq!(outline.tables, [Table { columns, line: 1 }]);
    }

    #[test]
    fn a_heading_in_a_code_block_is_none() {
        assert!(Outline::read("```\n# 不是\n```\n", 0).headings.is_empty());
    }
}
