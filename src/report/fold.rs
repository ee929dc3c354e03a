//! Lines that are no longer than a terminal is wide: what is longer goes on below where its last column began. A command and
//! a path, which people copy, stay whole.

use super::breaks::{is_closing, pieces};
use regex::Regex;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr as _;

/// What is never broken, however long.
static COPIED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"`[^`]*`|yijuan [^；`]*|[A-Za-z0-9._~][^\s：；，。、（）“”]*/[^\s：；，。、（）“”]*").ok()
});

/// What colours a text and takes no room.
static COLOUR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*m").ok());

/// A page with every line folded that is longer than `width` columns.
#[must_use]
pub fn fold(page: &str, width: usize) -> String {
    let mut folded = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        if columns(text) <= width {
            folded.push_str(line);
        } else {
            folded.push_str(&broken(text, width));
            folded.push_str(&line[text.len()..]);
        }
    }
    folded
}

fn columns(text: &str) -> usize {
    COLOUR.as_ref().map_or_else(|| text.width(), |colour| colour.replace_all(text, "").width())
}

fn broken(line: &str, width: usize) -> String {
    let margin = " ".repeat(margin(line, width));
    let mut said = String::new();
    let mut used = 0;
    for piece in whole(line) {
        let room = columns(piece.trim_end());
        if used + room > width && used > margin.len() {
            said.truncate(said.trim_end_matches(' ').len());
            said.push('\n');
            said.push_str(&margin);
            used = margin.len();
        }
        said.push_str(&piece);
        used += columns(&piece);
    }
    said
}

/// Where a line goes on: below its last column, unless that leaves too little room, else a little further in than it begins.
fn margin(line: &str, width: usize) -> usize {
    let plain = COLOUR.as_ref().map_or(line.into(), |colour| colour.replace_all(line, ""));
    let indent = plain.len() - plain.trim_start_matches(' ').len();
    let ends = plain.match_indices(' ').map(|(at, space)| at + space.len());
    let gaps = ends.filter(|at| *at > indent && plain[..*at].ends_with("  ") && !plain[*at..].starts_with(' '));
    let columns = gaps.map(|at| plain[..at].width());
    columns.filter(|at| *at <= width / 2).max().unwrap_or(indent + 2)
}

/// The pieces of a line, those that are copied whole.
fn whole(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |piece: &str| match parts.last_mut() {
        Some(last) if piece.starts_with(is_closing) => last.push_str(piece),
        _ => parts.push(piece.to_owned()),
    };
    let mut told = 0;
    for copied in COPIED.iter().flat_map(|copied| copied.find_iter(line)) {
        pieces(&line[told..copied.start()]).for_each(&mut add);
        add(copied.as_str());
        told = copied.end();
    }
    pieces(&line[told..]).for_each(&mut add);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_below_its_last_column() {
        assert_eq!(fold("短\n\n", 10), "短\n\n");
        let line = "  2026-04-22  M7a  邀请法律顾问、党代表\n";
        assert_eq!(fold(line, 39), line);
        assert_eq!(fold(line, 38), "  2026-04-22  M7a  邀请法律顾问、党代\n                   表\n");
        // Too far to the right to go on there.
        assert_eq!(fold(line, 30), "  2026-04-22  M7a  邀请法律顾\n              问、党代表\n");
        assert_eq!(fold("  规则  邀请法律顾问、党代表\n", 20), "  规则  邀请法律顾\n        问、党代表\n");
        assert_eq!(fold("  规则   邀请法律顾问、党代表\n", 21), "  规则   邀请法律顾\n         问、党代表\n");
        assert_eq!(fold("  错误 M7a：尚未记录\n", 16), "  错误 M7a：尚未\n    记录\n");
    }

    #[test]
    fn what_is_copied_stays_whole_and_colours_take_no_room() {
        let command = "yijuan record 2026-003 notice-sent --on 〈日期〉";
        assert_eq!(
            fold(&format!("      → 办理后记录：{command}；再看\n"), 20),
            format!("      → 办理后记录：\n        {command}；\n        再看\n")
        );
        assert_eq!(
            fold("缺 topics/2026/001-甲乙丙丁/协商函.md。\n", 20),
            "缺\n  topics/2026/001-甲乙丙丁/协商函.md。\n"
        );
        // A choice is no path.
        assert_eq!(fold("应为公共矛盾/公共事务\n", 14), "应为公共矛盾/\n  公共事务\n");
        assert_eq!(fold("\u{1b}[1;31m已逾期\u{1b}[0m 三项\n", 11), "\u{1b}[1;31m已逾期\u{1b}[0m 三项\n");
    }
}
