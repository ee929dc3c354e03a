//! Tables that keep their columns under Chinese text.

mod room;

use super::breaks::{pieces, widest};
use crate::text::on_one_line;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use room::{Heights, MEASURED, shared};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Width of a table when stdout is no terminal.
const PLAIN_WIDTH: usize = 120;

/// Marks where a line may end. Removed before printing; cells cannot contain it, because hidden characters are escaped.
const BREAK: &str = "\u{200b}";

/// Marks where a row begins; removed in the same way.
const ROW: &str = "\u{200c}";

/// What is tried in turn until a table fits: the longest word that is kept whole, and the least width of a column of text,
/// so that a sentence does not run down the page. The first step keeps every id whole, the last still keeps dates.
const ROOM: [(usize, usize); 4] = [(40, 8), (20, 8), (12, 8), (DATE, 6)];

/// Columns of a date.
const DATE: usize = 10;

/// Columns of space between two columns of a table.
const PADDING: u16 = 2;

/// Width of the terminal; `None` if stdout is none.
#[must_use]
pub fn terminal_width() -> Option<usize> {
    let table = Table::new();
    table.width().filter(|_| table.is_tty()).map(usize::from)
}

/// Widths that matter for a column of a table.
#[derive(Clone, Copy)]
struct Need {
    /// The longest word of its heading.
    heading: usize,
    /// Its longest word.
    word: usize,
    /// The longest date, key or short id in it.
    key: usize,
    /// Its longest text.
    most: usize,
}

/// Lays out rows under a heading, fitted to the terminal, or to 120 columns without one. Dates and ids stay whole while
/// there is room.
#[must_use]
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    fitted(heading, rows, terminal_width().unwrap_or(PLAIN_WIDTH))
}

/// A table with lines of text below each row.
#[must_use]
pub fn table_with(heading: &[&str], rows: &[Vec<String>], below: &[String]) -> String {
    let mut below = below.iter();
    let (mut page, mut within) = (String::new(), false);
    for line in marked(heading, rows, terminal_width().unwrap_or(PLAIN_WIDTH)).split_inclusive('\n') {
        // A row begins, so the lines below the previous one come first.
        if line.contains(ROW) {
            page.extend(std::mem::replace(&mut within, true).then(|| below.next()).flatten().map(String::as_str));
        }
        page.push_str(&line.replace(ROW, ""));
    }
    page.extend(below.map(String::as_str));
    page
}

/// A table no wider than `width` columns.
fn fitted(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    marked(heading, rows, width).replace(ROW, "")
}

/// A table with a mark where each row begins. If it is too wide, empty columns are left out first.
fn marked(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let shown: Vec<Vec<String>> = rows.iter().map(|row| shown(row)).collect();
    let mut columns: Vec<(usize, Need)> =
        heading.iter().enumerate().map(|(nth, heading)| (nth, Need::of(heading, &shown, nth))).collect();
    let most: usize = columns.iter().map(|(_, need)| need.most).sum();
    if most > room(width, columns.len()) && !rows.is_empty() {
        columns.retain(|(nth, _)| cells(&shown, *nth).any(|cell| !matches!(cell, "" | "—")));
    }
    let needs: Vec<Need> = columns.iter().map(|(_, need)| *need).collect();
    let room = room(width, columns.len());
    let widths = if needs.iter().map(|need| need.most).sum::<usize>() <= room {
        needs.iter().map(|need| need.most).collect()
    } else {
        shared(&least(&needs, room), &heights(&shown, &columns, room), room)
    };
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_delimiter('\u{200b}');
    if heading.iter().any(|word| !word.is_empty()) {
        table.set_header(columns.iter().map(|(nth, _)| breakable(heading[*nth])));
    }
    for row in &shown {
        let mut cells: Vec<String> =
            columns.iter().map(|(nth, _)| breakable(row.get(*nth).map_or("", String::as_str))).collect();
        if let Some(first) = cells.first_mut() {
            first.insert_str(0, ROW);
        }
        table.add_row(cells);
    }
    for (column, width) in table.column_iter_mut().zip(widths) {
        let padded = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(PADDING);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(padded)));
    }
    laid_out(table).replace(BREAK, "")
}

/// How high the texts of each column are, by its width.
fn heights(rows: &[Vec<String>], columns: &[(usize, Need)], room: usize) -> Vec<Heights> {
    let texts = |nth: usize| rows.iter().take(MEASURED).map(move |row| row.get(nth).map_or("", String::as_str));
    columns.iter().map(|(nth, need)| Heights::of(texts(*nth), need.most.min(room))).collect()
}

/// The cells of a column.
fn cells(rows: &[Vec<String>], nth: usize) -> impl Iterator<Item = &str> {
    rows.iter().filter_map(move |row| row.get(nth)).map(String::as_str)
}

/// Width left for text in a table of `width` with this many columns.
fn room(width: usize, columns: usize) -> usize {
    width.saturating_sub(columns * usize::from(PADDING))
}

/// A text with a mark wherever a line may end.
fn breakable(cell: &str) -> String {
    pieces(cell).collect::<Vec<_>>().join(BREAK)
}

impl Need {
    fn of(heading: &str, rows: &[Vec<String>], nth: usize) -> Self {
        // A Chinese heading is one word.
        let of_heading = if heading.is_ascii() { widest(heading) } else { heading.width() };
        let all = cells(rows, nth).flat_map(pieces);
        let (key, word) =
            all.fold((0, of_heading), |(longest, most), piece| (longest.max(key(piece)), most.max(piece.width())));
        Self {
            heading: of_heading,
            key,
            word,
            most: cells(rows, nth).chain([heading]).map(UnicodeWidthStr::width).max().unwrap_or_default(),
        }
    }
}

/// Width of a date, a key or a short id; 0 for any other word.
fn key(piece: &str) -> usize {
    let word = piece.trim_end();
    if word.is_ascii() && word.len() <= DATE { word.len() } else { 0 }
}

/// For each column the least width it needs and the most it could use. If there is no room for all words, those longer
/// than a date are broken; then headings in their middle, and in the end everything.
fn least(needs: &[Need], width: usize) -> Vec<(usize, usize)> {
    let whole = ROOM.map(|(longest, narrow)| at_least(needs, |need| need.word.min(longest).max(need.most.min(narrow))));
    let headings = at_least(needs, |need| need.heading.max(need.key));
    // Headings of four characters are two words.
    let halves = at_least(needs, |need| if need.heading > 6 { need.key.max(4) } else { need.heading.max(need.key) });
    whole
        .into_iter()
        .chain([headings, halves])
        .find(|columns| columns.iter().map(|(least, _)| least).sum::<usize>() <= width)
        .unwrap_or_else(|| at_least(needs, |_| 1))
}

fn at_least(needs: &[Need], least: impl Fn(&Need) -> usize) -> Vec<(usize, usize)> {
    needs.iter().map(|need| (least(need), need.most)).collect()
}

/// Lays out rows without a heading, each on one line.
#[must_use]
pub fn bare(rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    for row in rows {
        table.add_row(shown(row));
    }
    laid_out(table)
}

/// Rows without a heading, as part of a page, fitted to the terminal.
#[must_use]
pub fn indented(rows: &[Vec<String>]) -> String {
    lists(&[rows.to_vec()]).concat()
}

/// Lists of rows without a heading, as parts of a page: the columns of all are in line, and fitted to the terminal.
#[must_use]
pub fn lists(lists: &[Vec<Vec<String>>]) -> Vec<String> {
    in_line(lists, terminal_width().unwrap_or(usize::from(u16::MAX)))
}

fn in_line(lists: &[Vec<Vec<String>>], width: usize) -> Vec<String> {
    let rows = lists.concat();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let page = marked(&vec![""; columns], &rows, width.saturating_sub(1));
    let mut lines = page.lines().peekable();
    let mut row = |_: &Vec<String>| -> String {
        let first = lines.next().into_iter().map(|line| line.replace(ROW, ""));
        let mut row: Vec<String> = first.collect();
        while let Some(line) = lines.next_if(|line| !line.contains(ROW)) {
            row.push(line.to_owned());
        }
        row.iter().flat_map(|line| [" ", line, "\n"]).collect()
    };
    lists.iter().map(|list| list.iter().map(&mut row).collect()).collect()
}

/// Longest cell, in characters. More would take very long to lay out.
const LONGEST_CELL: usize = 1_000;

/// A value as a cell: “—” if there is none.
pub(super) fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| value.to_string())
}

fn clipped(cell: &str) -> Cow<'_, str> {
    match cell.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", &cell[..end]).into(),
        None => cell.into(),
    }
}

fn shown(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| on_one_line(&clipped(cell))).collect()
}

fn laid_out(mut table: Table) -> String {
    table.load_style(presets::NOTHING);
    if table.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use std::fs;
    use std::path::Path;

    #[test]
    fn words_stay_whole_while_there_is_room() {
        let needs = [(4, 32, 0, 32), (8, 8, 0, 30), (4, 10, 10, 16)];
        let needs = needs.map(|(heading, word, key, most)| Need { heading, word, key, most });
        assert_eq!(least(&needs, 60), [(32, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 40), [(20, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 30), [(12, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 28), [(10, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 22), [(4, 32), (8, 30), (10, 16)]);
        assert_eq!(least(&needs, 18), [(4, 32), (4, 30), (10, 16)]);
        assert_eq!(least(&needs, 5), [(1, 32), (1, 30), (1, 16)]);
    }

    #[test]
    fn what_stands_below_a_row_follows_all_its_lines() {
        let rows =
            [["甲", "很长的一句话".repeat(20).as_str()], ["乙", "短"]].map(|row| row.map(ToOwned::to_owned).to_vec());
        let below = ["  → 一\n".to_owned(), "  → 二\n".to_owned()];
        let said = table_with(&["名", "事项"], &rows, &below);
        let with_ways: Vec<&str> = said.lines().filter(|line| line.contains('→') || line.starts_with(" 乙")).collect();
        assert_eq!(with_ways, ["  → 一", " 乙  短", "  → 二"]);
        let alone: String = said.split_inclusive('\n').filter(|line| !line.contains('→')).collect();
        assert_eq!(alone, table(&["名", "事项"], &rows));
    }

    #[test]
    fn lists_of_one_page_are_in_line_and_no_wider_than_the_terminal() {
        let row = |what: &str, who: &str| {
            ["1", "2026-04-14", what, who, "提交 4c55319（2026-11-29）"].map(String::from).to_vec()
        };
        let of = [
            vec![row("送审", "城建环保委员会"), row("审定《协商函》：同意", "曾核签")],
            vec![row("集体研究修订《协商意见》：同意", "政协党组")],
        ];
        for width in [60, 70, 80, 200] {
            let laid_out = in_line(&of, width);
            let [first, second] = laid_out.as_slice() else { panic!("{laid_out:?}") };
            assert!(first.lines().chain(second.lines()).all(|line| line.width() <= width), "{width}\n{first}{second}");
            let at = |list: &str| list.split("提交").next().and_then(|before| Some(before.lines().last()?.width()));
            assert_eq!(at(first), at(second), "{first}{second}");
            assert!(!(first.clone() + second).contains("\n \n"));
        }
    }

    #[test]
    fn columns_that_say_nothing_give_way_first() {
        let rows = vec![vec!["甲样本".to_owned(), "—".to_owned(), "群众代表、利益相关方代表".to_owned()]];
        assert_eq!(fitted(&["姓名", "轮次", "身份"], &rows, 80).lines().next(), Some(" 姓名    轮次  身份"));
        assert_eq!(fitted(&["姓名", "轮次", "身份"], &rows, 36).lines().next(), Some(" 姓名    身份"));
    }

    /// The headings of every table of the program, as its source has them.
    fn headings(folder: &Path) -> Vec<Vec<String>> {
        let list = Regex::new(r#"Language::(?:Chinese|English) => \[("[^\]]*")\]"#).unwrap();
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let of_file = |path: &Path| {
            let text = fs::read_to_string(path).unwrap();
            let lists = list.captures_iter(&text).map(|list| list[1].to_owned()).collect::<Vec<_>>();
            lists.iter().map(|list| list.split(", ").map(|one| one.trim_matches('"').to_owned()).collect()).collect()
        };
        entries.flat_map(|path| if path.is_dir() { headings(&path) } else { of_file(&path) }).collect()
    }

    #[test]
    fn no_table_is_wider_than_the_terminal_and_no_date_or_heading_is_broken() {
        let kinds = [
            "zhuan-yangben-of-a-committee-with-a-name",
            "2026-12-20 答复",
            "议题征集或协商会议邀请群众代表、住当地政协委员",
            "—",
            "2026-004",
            "社会和法制民族宗教委员会",
            "5",
        ];
        let folders = ["src/report", "src/cli"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        let all: Vec<Vec<String>> = folders.iter().flat_map(|folder| headings(folder)).collect();
        assert!(all.len() > 20, "only {} tables are found", all.len());
        for heading in &all {
            let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
            for (width, first) in
                [80, 100, 120].into_iter().flat_map(|width| (0..kinds.len()).map(move |nth| (width, nth)))
            {
                let row: Vec<String> =
                    (0..heading.len()).map(|nth| kinds[(first + nth) % kinds.len()].to_owned()).collect();
                let table = fitted(&heading, std::slice::from_ref(&row), width);
                assert!(table.lines().all(|line| line.width() <= width), "{width}\n{table}");
                let has_all = row.iter().all(|cell| !cell.starts_with("2026-12") || table.contains("2026-12-20"));
                assert!(has_all, "{width}\n{table}");
                let lost =
                    heading.iter().zip(&row).filter(|(_, cell)| *cell != "—").flat_map(|(word, _)| word.split(' '));
                let lost: Vec<&str> = lost.filter(|word| !table.contains(word)).collect();
                assert!(lost.is_empty(), "{lost:?} at {width}\n{table}");
            }
        }
    }
}
