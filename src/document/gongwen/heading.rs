//! The numbers of headings: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3).

use super::{Block, Run};
use crate::document::numeral;
use chinese_number::ChineseCase;
use regex::Regex;
use std::sync::LazyLock;

/// The deepest level of a heading.
pub(super) const DEEPEST: usize = 4;

/// A number that somebody wrote before a heading. A numeral that goes on (2026.5万元) is none.
static WRITTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[一二三四五六七八九十百]{1,4}[、．]|[（(](?:[一二三四五六七八九十百]{1,4}|[0-9]{1,2})[）)]|[0-9]{1,2}(?:[．、]|\.(?:\s|[^0-9]))|[①-⑳])",
    )
    .ok()
});

/// Numbers of its own, to which other papers may refer: 第一章, 第三条.
static OWN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^第[一二三四五六七八九十百0-9]+(?:部分|[编章节条款])").ok());

/// Numbers the headings. A number somebody wrote is taken off, right or wrong; 第一章 stays and is not counted.
pub(super) fn number(blocks: &mut [Block]) {
    let mut counts = [0; DEEPEST];
    for block in blocks {
        let Block::Heading { level, number, text } = block else { continue };
        if text.first().is_some_and(|first| OWN.as_ref().is_some_and(|own| own.is_match(&first.text))) {
            continue;
        }
        take_number(text);
        let level = (*level).clamp(1, DEEPEST);
        counts[level - 1] += 1;
        counts[level..].fill(0);
        *number = printed(level, counts[level - 1]);
    }
}

/// Takes off the number that somebody wrote before a heading.
pub(super) fn take_number(text: &mut [Run]) {
    let Some(first) = text.first_mut() else { return };
    let Some(found) = WRITTEN.as_ref().and_then(|written| written.find(&first.text)) else { return };
    let mut end = found.end();
    if found.as_str().contains('.') {
        // The character after the point was only looked at.
        end = found.as_str().find('.').map_or(end, |at| at + 1);
    }
    first.text = first.text[end..].trim_start().to_owned();
}

/// The number of a heading.
pub(super) fn printed(level: usize, count: usize) -> String {
    match level {
        1 => format!("{}、", numeral(count, ChineseCase::Lower)),
        2 => format!("（{}）", numeral(count, ChineseCase::Lower)),
        3 => format!("{count}."),
        _ => format!("（{count}）"),
    }
}

/// ① to ⑳, then （21）.
pub(super) fn circled(count: usize) -> String {
    let circled = u32::try_from(count).ok().filter(|count| (1..=20).contains(count));
    circled.and_then(|count| char::from_u32(0x245f + count)).map_or_else(|| format!("（{count}）"), String::from)
}

#[cfg(test)]
mod tests {
    use super::super::{Style, plain};
    use super::*;

    fn numbered(headings: &[(usize, &str)]) -> Vec<String> {
        let heading = |(level, text): &(usize, &str)| Block::Heading {
            level: *level,
            number: String::new(),
            text: vec![Run { text: (*text).to_owned(), style: Style::default() }],
        };
        let mut blocks: Vec<Block> = headings.iter().map(heading).collect();
        number(&mut blocks);
        let whole = |block: &Block| match block {
            Block::Heading { number, text, .. } => format!("{number}{}", plain(text)),
            other => panic!("{other:?}"),
        };
        blocks.iter().map(whole).collect()
    }

    #[test]
    fn each_level_counts_anew_under_the_one_above() {
        let levels = [(1, "甲"), (2, "乙"), (2, "丙"), (3, "丁"), (4, "戊"), (1, "己"), (3, "庚"), (2, "辛")];
        let told = ["一、甲", "（一）乙", "（二）丙", "1.丁", "（1）戊", "二、己", "1.庚", "（一）辛"];
        assert_eq!(numbered(&levels), told);
    }

    #[test]
    fn a_number_somebody_wrote_is_not_printed_twice_and_a_wrong_one_is_put_right() {
        let told = numbered(&[
            (1, "一、会议时间"),
            (1, "五、 会议地点"),
            (1, "（三）参加人员"),
            (1, "4. 其他"),
            (1, "5、附则"),
        ]);
        assert_eq!(told, ["一、会议时间", "二、会议地点", "三、参加人员", "四、其他", "五、附则"]);
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        let told = numbered(&[
            (1, "十五分钟生活圈"),
            (1, "2026.5万元的安排"),
            (1, "一题一卷"),
            (1, "（2026年）计划"),
            (1, "3.5万户"),
        ]);
        let as_written =
            ["一、十五分钟生活圈", "二、2026.5万元的安排", "三、一题一卷", "四、（2026年）计划", "五、3.5万户"];
        assert_eq!(told, as_written);
    }

    #[test]
    fn chapters_and_articles_keep_their_own_numbers() {
        assert_eq!(
            numbered(&[(1, "第一章 总则"), (2, "第三条 目的"), (1, "附则")]),
            ["第一章 总则", "第三条 目的", "一、附则"]
        );
    }

    #[test]
    fn numerals_are_counted_on() {
        let words = [1, 10, 11, 20, 21, 100, 103, 110, 215].map(|count| printed(1, count));
        let told = ["一", "十", "十一", "二十", "二十一", "一百", "一百零三", "一百一十", "二百一十五"];
        assert_eq!(words, told.map(|numeral| format!("{numeral}、")));
        assert_eq!([1, 20, 21].map(circled), ["①", "⑳", "（21）"]);
    }
}
