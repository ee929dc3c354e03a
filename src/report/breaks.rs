//! Where a line of text may end: between words, and between Chinese characters unless punctuation or a number keeps them
//! together (GB/T 15834-2011, 5.1: no line begins with a closing mark or ends with an opening one).

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// Marks that no line begins with.
const CLOSING: &str = ")],.;:!?，。、；：？！）》〉」』”’】〕］…—·～％";
/// Marks that no line ends with.
const OPENING: &str = "([（《〈「『“‘【〔［";

/// The pieces of a text that are never broken; a space between two belongs to the first.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let (mut rest, has_numbers) = (text, text.contains('〔'));
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let whole = if has_numbers { number(rest) } else { 0 };
        let mut pairs = rest.char_indices().zip(rest.char_indices().skip(1));
        let end = pairs.find(|((_, one), (at, next))| whole <= *at && may_part(*one, *next)).map(|(_, (at, _))| at);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// Most characters before the year of a document number.
const LONGEST_CODE: usize = 8;

/// Bytes of the document number that a text begins with, 云协办函〔2026〕12号 or 云协办函〔2026〕12至15号; 0 if it begins with
/// none.
fn number(text: &str) -> usize {
    let mut code = text.char_indices().take(LONGEST_CODE + 1).skip_while(|(_, c)| is_wide(*c) && !OPENING.contains(*c));
    let Some((at, '〔')) = code.next().filter(|(at, _)| 0 < *at) else { return 0 };
    let rest = text[at..].trim_start_matches('〔').trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(rest) = rest.strip_prefix('〕') else { return 0 };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '至');
    rest.strip_prefix('号').map_or(0, |rest| text.len() - rest.len())
}

/// Width of the longest piece.
pub(super) fn widest(text: &str) -> usize {
    pieces(text).map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// Whether no line begins with a mark.
pub(super) fn is_closing(mark: char) -> bool {
    CLOSING.contains(mark)
}

/// Whether no line ends with a mark.
pub(super) fn is_opening(mark: char) -> bool {
    OPENING.contains(mark)
}

fn may_part(one: char, next: char) -> bool {
    // Between ASCII characters a line may end only after a space.
    if one.is_ascii() && next.is_ascii() {
        return one == ' ' && next != ' ' && !CLOSING.contains(next);
    }
    // Combining characters and skin tones of emoji stay with the character before them.
    let modifies = next.width() == Some(0) || ('\u{1f3fb}'..='\u{1f3ff}').contains(&next) || one == '\u{200d}';
    if next == ' ' || modifies || CLOSING.contains(next) || OPENING.contains(one) {
        return false;
    }
    one == ' ' || (is_wide(one) || is_wide(next)) && !is_of_number(one, next)
}

fn is_wide(c: char) -> bool {
    !c.is_ascii() && (c.width() == Some(2) || CLOSING.contains(c) || OPENING.contains(c))
}

/// 2026年3月, 5—6项: a number with the character before it and its unit; and 个工作日, the unit of most deadlines.
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
            ("云协办函〔2026〕12号，已改编", "云协办函〔2026〕12号，|已|改|编"),
            ("见 澜协办〔2026〕1至3号", "见 |澜协办〔2026〕1至3号"),
            ("请填〔待填写〕", "请|填|〔待|填|写〕"),
            ("", ""),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>().join("|"), expected);
            assert_eq!(pieces(text).collect::<String>(), text);
        }
        assert_eq!((widest("于2024-12-30）"), widest("甲 乙")), (12, 3));
    }
}
