//! Where a line of text may end: between words, and between Chinese characters unless punctuation or a number holds them
//! together (GB/T 15834-2011, 5.1: no mark that closes begins a line, none that opens ends one).

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// What no line begins with.
const CLOSING: &str = ")],.;:!?，。、；：？！）》〉」』”’】〕］…—·～％";
/// What no line ends with.
const OPENING: &str = "([（《〈「『“‘【〔［";

/// The pieces of a text that are never broken; whatever stands between two of them belongs to the first.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let pairs = rest.char_indices().zip(rest.char_indices().skip(1));
        let end = pairs.into_iter().find(|((_, one), (_, next))| may_part(*one, *next)).map(|(_, (at, _))| at);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// Columns of the longest piece.
pub(super) fn widest(text: &str) -> usize {
    pieces(text).map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// Whether a mark closes what stands before it, so that no line begins with it.
pub(super) fn is_closing(mark: char) -> bool {
    CLOSING.contains(mark)
}

/// Whether a mark opens what stands behind it, so that no line ends with it.
pub(super) fn is_opening(mark: char) -> bool {
    OPENING.contains(mark)
}

fn may_part(one: char, next: char) -> bool {
    // A word of ASCII ends with its space alone.
    if one.is_ascii() && next.is_ascii() {
        return one == ' ' && next != ' ' && !CLOSING.contains(next);
    }
    // What has no width of its own, or only colours a picture, belongs to what stands before it.
    let modifies = next.width() == Some(0) || ('\u{1f3fb}'..='\u{1f3ff}').contains(&next) || one == '\u{200d}';
    if next == ' ' || modifies || CLOSING.contains(next) || OPENING.contains(one) {
        return false;
    }
    let is_wide = |c: char| !c.is_ascii() && (c.width() == Some(2) || CLOSING.contains(c) || OPENING.contains(c));
    one == ' ' || (is_wide(one) || is_wide(next)) && !is_of_number(one, next)
}

/// 2026年3月, 5—6项: a number with what is before it and its unit; and 个工作日, the unit of nearly every deadline.
fn is_of_number(one: char, next: char) -> bool {
    one.is_ascii_digit() && !OPENING.contains(next)
        || "年月第—～".contains(one) && next.is_ascii_digit()
        || [('个', '工'), ('工', '作'), ('作', '日')].contains(&(one, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_ids_and_punctuation_hold_together() {
        for (text, expected) in [
            ("印发计划（须不早于2024-12-30）", "印|发|计|划|（须|不|早|于|2024-12-30）"),
            ("2026-05-18 答复", "2026-05-18 |答|复"),
            ("提出“会前培训”或“视察”；见《协商函》。", "提|出|“会|前|培|训”|或|“视|察”；|见|《协|商|函》。"),
            ("2026年5—6月 0 次", "2026年5—6月 |0 |次"),
            ("已过 360 个工作日", "已|过 |360 |个工作日"),
            ("第2季度欠3项", "第2季|度|欠|3项"),
            ("qian-yangben deputy secretary", "qian-yangben |deputy |secretary"),
            ("甲——乙……丙", "甲——|乙……|丙"),
            ("好👍🏽甲👩‍👩‍👧葛󠄀城", "好|👍🏽|甲|👩‍👩‍👧|葛󠄀|城"),
            ("director (提案委), f(x)甲", "director |(提|案|委), |f(x)|甲"),
            ("", ""),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>().join("|"), expected);
            assert_eq!(pieces(text).collect::<String>(), text);
        }
        assert_eq!((widest("于2024-12-30）"), widest("甲 乙")), (12, 3));
    }
}
