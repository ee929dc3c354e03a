//! How wide the columns of a table are, and at which side their texts stand.
//!
//! A column has what its texts need, if there is room; else those that need little get it, and the rest share what is
//! left, but no number, date, Latin word or short text is broken while another column has room. Where there is not room for
//! all short texts, as many columns as can have it, and the others break theirs in the middle; where texts would be left
//! with a few characters a line, dates break after their year.

use super::gongwen::{Alignment, Table, Width as _, is_wide, plain};
use super::measure::Pt;

/// Room at both sides of a cell's text.
pub(super) const SIDE: Pt = Pt(4.0);

/// Room above and below a cell's text.
pub(super) const ABOVE: Pt = Pt(2.0);

/// What is left of a column beside its text, for its rule.
const SPARE: Pt = Pt(1.0);

/// The least width of a column, in characters.
const NARROWEST: f64 = 2.0;

/// The least width of a column that is left to be written into by hand.
const TO_FILL_IN: f64 = 4.0;

/// A head or the name of somebody has so many characters: it stays on one line.
const NAME: f64 = 4.0;

/// Texts of so many characters are short, such as names and labels: they stand in the middle of their column, on one line.
const SHORT: f64 = 8.0;

/// So many characters a line of a text has, rather than that a name or a date stays whole; the more the better.
const LINES: [f64; 3] = [6.0, 5.0, 4.0];

/// How much wider than counted Latin letters and figures may be, which differ from font to font.
const LOOSER: f64 = 1.3;

/// The room that is left between a Chinese character and a figure or a Latin letter.
const JOINT: f64 = 0.25;

/// A column's widths in points.
#[derive(Clone, Copy)]
struct Need {
    /// Where nothing that belongs together is broken.
    least: f64,
    /// Where short texts take two lines, and others have so many characters a line as [`LINES`] says.
    lines: [f64; 3],
    /// Where no short text is broken.
    short: f64,
    /// Where no line is broken.
    whole: f64,
    /// Whether it has its part of the room that is left.
    grows: bool,
}

impl Need {
    /// The width that a column has of a share.
    fn of_share(&self, share: f64) -> f64 {
        (share * self.whole.sqrt()).clamp(self.least, self.whole)
    }
}

/// The widths of the columns of a table that is so wide, set in type of a size.
pub(super) fn widths(table: &Table, size: Pt, width: Pt) -> Vec<Pt> {
    let needs = |dates_break: bool| -> Vec<Need> {
        (0..table.columns.len()).map(|column| need(table, column, size, dates_break)).collect()
    };
    let (whole_dates, broken_dates) = (needs(false), needs(true));
    let is_roomy = whole_dates.iter().map(|need| need.least.max(need.lines[0])).sum::<f64>() <= width.0;
    let has_dates = whole_dates.iter().zip(&broken_dates).any(|(whole, broken)| broken.least < whole.least);
    fitted(if is_roomy || !has_dates { &whole_dates } else { &broken_dates }, width)
}

/// The widths of columns with these needs in a table that is so wide.
fn fitted(needs: &[Need], width: Pt) -> Vec<Pt> {
    let whole: f64 = needs.iter().map(|need| need.whole).sum();
    let least: f64 = needs.iter().map(|need| need.least).sum();
    // A word for which no table is wide enough is broken: it takes half at most, so that the others stay whole.
    let most = if least < width.0 { f64::INFINITY } else { width.0 / 2.0 };
    let capped = |need: &Need| Need { least: need.least.min(most), short: need.short.min(most), ..*need };
    let mut needs: Vec<Need> = needs.iter().map(capped).collect();
    raise(&mut needs, width.0);
    let least: f64 = needs.iter().map(|need| need.least).sum();
    match () {
        () if whole <= width.0 => grown(&needs, width.0),
        () if least >= width.0 => needs.iter().map(|need| Pt(need.least * width.0 / least)).collect(),
        () => shared(&needs, width.0),
    }
}

/// Gives to columns more than their least width: what short texts need on two lines and others for some characters a line,
/// if there is room for all of that; then to those that need little more what short texts need on one line.
fn raise(needs: &mut [Need], width: f64) {
    let room = |nth: usize| width - needs.iter().map(|need| need.least.max(need.lines[nth])).sum::<f64>();
    let Some(nth) = (0..LINES.len()).find(|nth| room(*nth) >= 0.0) else { return };
    let mut room = room(nth);
    for need in needs.iter_mut() {
        need.least = need.least.max(need.lines[nth]);
    }
    let mut next: Vec<&mut Need> = needs.iter_mut().filter(|need| need.short > need.least).collect();
    next.sort_by(|one, other| (one.short - one.least).total_cmp(&(other.short - other.least)));
    for need in next {
        room -= need.short - need.least;
        if room >= 0.0 {
            need.least = need.short;
        }
    }
}

/// At which side the texts of each column stand.
pub(super) fn sides(table: &Table) -> Vec<Alignment> {
    let is_short = |column: usize| {
        table.rows.iter().filter_map(|row| row.get(column)).all(|text| longest_line(&plain(text)) <= SHORT)
    };
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(column, side)| match side {
            Alignment::Auto if is_short(column) => Alignment::Center,
            Alignment::Auto => Alignment::Left,
            side => *side,
        })
        .collect()
}

/// The columns with the room that is left beside their whole widths.
fn grown(needs: &[Need], width: f64) -> Vec<Pt> {
    let sum = |grow: bool| needs.iter().filter(|need| need.grows == grow).map(|need| need.whole).sum::<f64>();
    let (fixed, growing) = (sum(false), sum(true));
    // A table with nothing in it at all fills its page too.
    let times = |need: &Need| match () {
        () if growing <= 0.0 => width / fixed,
        () if need.grows => (width - fixed) / growing,
        () => 1.0,
    };
    needs.iter().map(|need| Pt(need.whole * times(need))).collect()
}

/// The columns between their least and their whole widths. A text of many lines needs no width in proportion.
fn shared(needs: &[Need], width: f64) -> Vec<Pt> {
    let (mut low, mut high) = (0.0, width);
    // Halved so often, the widths add up to within a twentieth of a point.
    for _ in 0..40 {
        let share = f64::midpoint(low, high);
        let sum: f64 = needs.iter().map(|need| need.of_share(share)).sum();
        if sum > width { high = share } else { low = share }
    }
    needs.iter().map(|need| Pt(need.of_share(low))).collect()
}

fn need(table: &Table, column: usize, size: Pt, dates_break: bool) -> Need {
    let cells: Vec<String> = table.rows.iter().filter_map(|row| row.get(column)).map(|text| plain(text)).collect();
    let head = table.head.get(column).map(|text| plain(text)).unwrap_or_default();
    let is_empty = cells.iter().all(|text| text.trim().is_empty());
    let narrowest = if is_empty && !table.is_complete { TO_FILL_IN } else { NARROWEST };
    let head_line = longest_line(&head);
    let whole = cells.iter().map(|text| longest_line(text)).fold(narrowest.max(head_line), f64::max);
    let head_whole = if head_line <= NAME { head_line } else { longest_unbreakable(&head) };
    let broken = |text: &String| if dates_break { text.replace('年', "年 ") } else { text.clone() };
    let tokens = cells.iter().map(|text| longest_unbreakable(&broken(text)));
    let lines = || cells.iter().flat_map(|text| text.lines());
    // Dates and numbers are tokens, and stay whole as such.
    let words = lines().filter(|line| !line.contains(|c: char| c.is_ascii_digit())).map(width);
    let mut words: Vec<f64> = words.filter(|width| *width <= SHORT).collect();
    words.sort_by(|one, other| other.total_cmp(one));
    let least = tokens.fold(narrowest.max(head_whole), f64::max);
    let on_two_lines = |width: f64| if width <= NAME { width } else { (width / 2.0).ceil() };
    let halved = words.iter().copied().map(on_two_lines).fold(least, f64::max);
    let whole_tokens = cells.iter().map(|text| longest_unbreakable(text));
    let short = words.iter().copied().chain(whole_tokens).fold(least, f64::max);
    let has_texts = lines().any(|line| width(line) > longest_unbreakable(line).max(SHORT));
    // Of no short text a single character is left for the second line.
    let without_rest = |line: f64, word: &f64| if *word > line && *word < line + 2.0 { word - 2.0 } else { line };
    let line = |most: f64| words.iter().fold(most, without_rest);
    let lines = LINES.map(|most| points(if has_texts { halved.max(line(most)) } else { halved }, size));
    let grows = !(is_empty && table.is_complete);
    let [least, short, whole] = [least, short, whole.max(least)].map(|ems| points(ems, size));
    Need { least, lines, short, whole, grows }
}

/// The width of a column whose text is so wide.
fn points(ems: f64, size: Pt) -> f64 {
    ems * size.0 + SIDE.0 * 2.0 + SPARE.0
}

fn longest_line(text: &str) -> f64 {
    text.lines().map(width).fold(0.0, f64::max)
}

/// The width of the longest word, number or date of a text.
fn longest_unbreakable(text: &str) -> f64 {
    let mut longest: f64 = 0.0;
    let mut token = String::new();
    for c in text.chars().chain([' ']) {
        let after_digit = token.ends_with(|last: char| last.is_ascii_digit());
        if !is_wide(c) && !c.is_whitespace() || after_digit && matches!(c, '年' | '月' | '日') {
            token.push(c);
        } else {
            longest = longest.max(width(&token));
            token.clear();
        }
    }
    longest
}

/// The width of a text in characters.
fn width(text: &str) -> f64 {
    let of = |c: char| match c.encode_utf8(&mut [0; 4]).ems() {
        ems if ems < 1.0 => ems * LOOSER,
        ems => ems,
    };
    let next = text.chars().skip(1);
    let joints = text.chars().zip(next).filter(|(one, next)| is_wide(*one) != is_wide(*next) && !spaces(*one, *next));
    text.chars().map(of).sum::<f64>() + joints.map(|_| JOINT).sum::<f64>()
}

/// Whether one of two characters is a space.
fn spaces(one: char, next: char) -> bool {
    one.is_whitespace() || next.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::super::gongwen::{Bars, Run, Style};
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Vec<Run> {
        vec![Run { text: text.to_owned(), style: Style::default() }]
    }

    fn table(head: &[&str], rows: &[&[&str]]) -> Table {
        Table {
            columns: vec![Alignment::Auto; head.len()],
            head: head.iter().map(|cell| text(cell)).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect(),
            is_complete: false,
            bars: Bars::new(),
        }
    }

    /// Characters of 12 points that fit into each column.
    fn ems(table: &Table, width: f64) -> Vec<f64> {
        widths(table, Pt(12.0), Pt(width)).iter().map(|width| (width.0 - 2.0 * SIDE.0) / 12.0).collect()
    }

    #[test]
    fn a_number_a_date_or_a_word_stays_whole_beside_long_texts() {
        let long = "关于商请参加专题协商会的函".repeat(8);
        for (token, width) in [("20260407", 4.0), ("2026年12月30日", 7.0), ("12,345.67", 4.5), ("PM2.5", 2.5)] {
            let fits = ems(&table(&["题名", "责任者", "日期", "页号"], &[&[&long, &long, token, ""]]), 440.0);
            assert!(fits[2] >= width, "{token}: {fits:?}");
            assert!(fits[3] >= TO_FILL_IN, "{fits:?}");
        }
    }

    #[test]
    fn a_date_breaks_after_its_year_where_texts_would_have_no_room() {
        let (text, date) = ("在乡镇客运站增设共同配送网点", "2026年12月30日");
        let names = ["市交通运输局", "城建环保委员会", "冯虚拟", "部分采纳"];
        let row: Vec<&str> = [text, date, date, date].into_iter().chain(names).collect();
        let narrow = ems(&table(&[""; 8], &[&row]), 440.0);
        assert!(narrow[1] < 5.5 && narrow[0] > 4.0, "{narrow:?}");
        let wide = ems(&table(&[""; 8], &[&row]), 900.0);
        assert!(wide[1] >= 7.0, "{wide:?}");
    }

    #[test]
    fn a_name_or_a_label_stays_on_one_line_beside_long_texts() {
        let long = "关于商请参加专题协商会的函".repeat(8);
        let list = table(&["责任者", "题名"], &[&["城建环保委员会", &long], &["区住房城乡建设局、区财政局", &long]]);
        let form = table(&["项目", "内容"], &[&["协商议题", &long], &["审定单位（盖章）", &long]]);
        for (table, wide) in [(list, 7.0), (form, 8.0)] {
            let fits = ems(&table, 440.0);
            assert!(fits[0] >= wide && fits[1] > 20.0, "{fits:?}");
        }
        // None is left with its last character on a second line.
        let list = table(
            &["档号", "责任者", "题名"],
            &[&[&"Y001".repeat(8), "城建环保委员会", &long], &["", "政协云河区委员会办公室", &long]],
        );
        assert!((4.0..6.0).contains(&ems(&list, 410.0)[1]), "{:?}", ems(&list, 410.0));
        // Where there are too many names, some are whole, and the others have two lines.
        let names = ems(&table(&["责任者"; 6], &[&["城建环保委员会"; 6]]), 440.0);
        assert!(names.iter().filter(|fits| **fits >= 7.0).count() == 2, "{names:?}");
        assert!(names.iter().all(|fits| *fits >= 4.0), "{names:?}");
    }

    #[test]
    fn an_empty_column_of_a_list_that_is_complete_has_room_for_its_head_alone() {
        for title in ["协商函".to_owned(), "关于商请参加专题协商会的函".repeat(8)] {
            let list = table(&["题名", "密级", "日期", "备注"], &[&[&title, "", "20260407", ""]]);
            let of_head = points(2.0, Pt(12.0));
            let complete = widths(&Table { is_complete: true, ..list.clone() }, Pt(12.0), Pt(440.0));
            assert!([1, 3].iter().all(|column| (complete[*column].0 - of_head).abs() < 0.05), "{complete:?}");
            assert!((complete.iter().map(|width| width.0).sum::<f64>() - 440.0).abs() < 0.05, "{complete:?}");
            assert!(widths(&list, Pt(12.0), Pt(440.0))[1].0 > of_head * 1.5);
        }
        let nothing = Table { is_complete: true, ..table(&["题名", "密级"], &[&["", ""]]) };
        assert!((widths(&nothing, Pt(12.0), Pt(440.0))[0].0 - 220.0).abs() < 0.05);
    }

    #[test]
    fn a_word_wider_than_the_table_leaves_the_others_whole() {
        let hash = "0123456789abcdef".repeat(4);
        let fits = ems(&table(&["", ""], &[&["拟稿部门", "研究室"], &["文稿（SHA-256）", &hash]]), 440.0);
        assert!(fits[0] >= 4.5, "{fits:?}");
    }

    #[test]
    fn words_in_a_sentence_count_and_a_date_ends_with_its_day() {
        for (text, token) in [
            ("", ""),
            ("会议在2026年7月8日召开", "2026年7月8日"),
            ("见HTTP接口", "HTTP"),
            ("甲 ab cde", "cde"),
            ("12个", "12"),
        ] {
            assert!((longest_unbreakable(text) - width(token)).abs() < 1e-9, "{text}");
        }
    }

    proptest! {
        #[test]
        fn widths_add_up_and_are_no_less_than_needed_while_there_is_room(
            cells in prop::collection::vec("[一-龥]{0,60}[a-z0-9]{0,12}[一-龥]{0,60}", 1..9), width in 200.0..900.0_f64
        ) {
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            let table = table(&vec!["题名"; row.len()], &[&row]);
            let widths = widths(&table, Pt(12.0), Pt(width));
            let sum: f64 = widths.iter().map(|width| width.0).sum();
            prop_assert!((sum - width).abs() < 0.05, "{sum} {width}");
            let needs: Vec<Need> = (0..row.len()).map(|column| need(&table, column, Pt(12.0), false)).collect();
            let some = |need: &Need| need.lines[2].max(need.least);
            let easy = |need: &Need| need.lines[0].max(need.short);
            for each in [&|need: &Need| need.least, &some as &dyn Fn(&Need) -> f64, &easy] {
                let wanted: Vec<f64> = needs.iter().map(each).collect();
                if wanted.iter().sum::<f64>() <= width {
                    prop_assert!(widths.iter().zip(&wanted).all(|(width, wanted)| width.0 >= wanted - 1e-6));
                }
            }
        }
    }
}
