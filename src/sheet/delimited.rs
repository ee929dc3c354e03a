//! CSV files, in the encodings and with the separators that offices use.

use super::guard::unguarded;
use super::{Cell, Limits, MOST_COLUMNS, Row, Sheet, too_large};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// Separators of cells.
const SEPARATORS: [(char, &str, &str); 3] =
    [(',', "逗号", "commas"), ('\t', "制表符", "tabs"), (';', "分号", "semicolons")];

/// Most rows that a warning names.
const MOST_NAMED: usize = 8;

/// Reads a CSV file, whatever the encoding and the separator.
pub(super) fn read(bytes: &[u8], is_head: &dyn Fn(&str) -> bool) -> Result<Sheet, Diagnostic> {
    let (text, encoding) = decoded(bytes)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut best: Option<(usize, usize, Result<Sheet, Diagnostic>)> = None;
    for (nth, (separator, ..)) in SEPARATORS.iter().enumerate() {
        let mut sheet = Sheet::default();
        let wrong = rows(&text, *separator, &mut sheet);
        let most = sheet.rows.iter().map(|row| count_heads(row, is_head)).max().unwrap_or_default();
        if best.as_ref().is_none_or(|(other, ..)| most > *other) {
            best = Some((most, nth, wrong.map(|()| sheet)));
        }
    }
    let Some((_, nth, sheet)) = best else { return Ok(Sheet::default()) };
    let mut sheet = sheet?;
    if let Some(encoding) = encoding {
        sheet.notes.push(text!(zh: "按 {encoding} 编码读取", en: "read as {encoding}"));
    }
    if let (1.., (_, zh, en)) = (nth, SEPARATORS[nth]) {
        sheet.notes.push(text!(zh: "各列以{zh}分隔", en: "columns separated by {en}"));
    }
    Ok(sheet)
}

fn count_heads(row: &Row, is_head: &dyn Fn(&str) -> bool) -> usize {
    row.cells.iter().filter(|cell| is_head(&cell.words())).count()
}

/// The text, and its encoding if that is not UTF-8.
fn decoded(bytes: &[u8]) -> Result<(String, Option<&'static str>), Diagnostic> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_with_bom_removal(bytes);
        let name = Some(encoding.name()).filter(|name| *name != "UTF-8");
        return if wrong { Err(unreadable()) } else { Ok((text.into_owned(), name)) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(unreadable)?;
    Ok((text.into_owned(), Some("GBK (GB18030)")))
}

fn unreadable() -> Diagnostic {
    Diagnostic::new(Text::new("文件既不是 UTF-8 也不是 GBK", "the file is neither UTF-8 nor GBK"))
        .hint(Text::new("另存为“CSV UTF-8”或 .xlsx", "save it as “CSV UTF-8” or .xlsx"))
}

/// Adds the rows of a text to a sheet, as far as they can be read.
fn rows(mut text: &str, separator: char, sheet: &mut Sheet) -> Result<(), Diagnostic> {
    let (mut limits, mut spanning) = (Limits::new(), Vec::new());
    // As in a spreadsheet, a line end within quotation marks does not end the row.
    for number in 1.. {
        if text.is_empty() {
            break;
        }
        let mut row = Row { number, ..Row::default() };
        for column in 0.. {
            let (written, after) = cell(text, separator).ok_or_else(|| unclosed(number))?;
            if spanning.len() < MOST_NAMED && written.contains('\n') && written.contains(separator) {
                spanning.push(number.to_string());
            }
            let cell = Cell::from_text(unguarded(&written));
            if cell != Cell::Empty {
                if column >= MOST_COLUMNS {
                    return Err(too_large(
                        text!(zh: "第{number}行超过 {MOST_COLUMNS} 列", en: "row {number} has more than {MOST_COLUMNS} columns"),
                    ));
                }
                limits.count_cell(&cell).map_err(too_large)?;
                row.put(column, cell);
            }
            match after.strip_prefix(separator) {
                Some(next) => text = next,
                None => {
                    text = after.strip_prefix('\n').unwrap_or(after);
                    break;
                }
            }
        }
        if !row.cells.is_empty() {
            limits.count_row().map_err(too_large)?;
            sheet.rows.push(row);
        }
    }
    // Two stray quotation marks, the second at the end of a later cell, would join several rows into one cell.
    if !spanning.is_empty() {
        let Text { zh, en } = Text::listed(&spanning);
        sheet.doubts.push(text!(
            zh: "引号内的一格跨多行且含分隔符，请核对引号是否配对：第{zh}行",
            en: "a cell in quotation marks goes over several lines and holds separators; see whether the marks are right: row {en}"
        ));
    }
    Ok(())
}

/// The value of the first cell of a text, and the rest of the text; `None` if a quotation mark is not closed. A doubled
/// mark stands for one mark. Marks around only a part of a cell belong to its value.
fn cell(text: &str, separator: char) -> Option<(Cow<'_, str>, &str)> {
    let ends = [separator, '\n'];
    let unquoted = text.split_at(text.find(ends).unwrap_or(text.len()));
    let Some(quoted) = text.trim_start_matches(' ').strip_prefix('"') else {
        return Some((Cow::Borrowed(unquoted.0), unquoted.1));
    };
    let mut from = 0;
    let closed = loop {
        let mark = from + quoted[from..].find('"')?;
        if !quoted[mark + 1..].starts_with('"') {
            break mark;
        }
        from = mark + 2;
    };
    let (within, after) = (&quoted[..closed], quoted[closed + 1..].trim_start_matches(' '));
    if after.is_empty() || after.starts_with(ends) {
        return Some((Cow::Owned(within.replace("\"\"", "\"")), after));
    }
    // The closing mark found here may in truth open a later cell.
    let (own, after) = unquoted;
    let paired = own.matches('"').count() % 2 == 0 && !within.contains(ends);
    paired.then_some((Cow::Borrowed(own), after))
}

fn unclosed(number: usize) -> Diagnostic {
    Diagnostic::new(text!(
        zh: "第{number}行有一格以 `\"` 开头，却没有在格末结束",
        en: "in row {number} a cell begins with `\"` and is not closed by one"
    ))
    .hint(Text::new(
        "整格的引号首尾各写一个，格内的 `\"` 写作 `\"\"`，或改用“”；也可另存为 .xlsx",
        "put one at either end of the cell, and write `\"\"` for each within; or save it as .xlsx",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows of a text, each with its number.
    fn read(text: &str, separator: char) -> Result<Vec<(usize, Vec<String>)>, String> {
        let mut sheet = Sheet::default();
        rows(text, separator, &mut sheet).map_err(|problem| problem.message.en)?;
        let words = |row: &Row| (row.number, row.cells.iter().map(Cell::words).collect());
        Ok(sheet.rows.iter().map(words).collect())
    }

    #[track_caller]
    fn cells(text: &str, expected: &[&str]) {
        let row = read(text, ',').unwrap().into_iter().next().unwrap_or_default();
        assert_eq!(row.1, expected, "{text}");
    }

    #[test]
    fn marks_round_a_whole_cell_are_not_part_of_it() {
        cells("\"甲,乙\",丙", &["甲,乙", "丙"]);
        cells("1, \"甲,乙\" ,丙", &["1", "甲,乙", "丙"]);
        cells("\"\"\"十五五\"\"规划编制\",丙", &["\"十五五\"规划编制", "丙"]);
        cells("\"\",丙", &["", "丙"]);
        assert_eq!(
            read("\"甲\n乙\",丙\n\n丁", ','),
            Ok(vec![(1, vec!["甲\n乙".into(), "丙".into()]), (3, vec!["丁".into()])])
        );
    }

    #[test]
    fn marks_round_a_part_of_a_cell_stay() {
        cells("\"十五五\"规划编制,丙", &["\"十五五\"规划编制", "丙"]);
        cells("\"一老\"和\"一小\",丙", &["\"一老\"和\"一小\"", "丙"]);
        cells("编制\"十五五\"规划,丙", &["编制\"十五五\"规划", "丙"]);
        cells("3\"水管,丙", &["3\"水管", "丙"]);
        assert_eq!(read("\"甲,乙\"的\t丙", '\t'), Ok(vec![(1, vec!["\"甲,乙\"的".into(), "丙".into()])]));
    }

    #[test]
    fn a_mark_that_is_not_closed_is_named_by_the_row_it_opens_in() {
        let said = |row| Err(format!("in row {row} a cell begins with `\"` and is not closed by one"));
        assert_eq!(read("题目\n\"甲\n乙\n丙", ','), said(2));
        assert_eq!(read("题目\n甲\n\"乙\n丙\n\"丁\"\n", ','), said(3));
        assert_eq!(read("题目,形式\n甲,\"乙\n丙,\"丁\",戊\n", ','), said(2));
        assert_eq!(read("\"甲,乙\"的调研,丙", ','), said(1));
        assert_eq!(read("\"甲\"和\"乙,丙\",丁", ','), said(1));
        assert_eq!(read("\"", ','), said(1));
    }

    proptest! {
        #[test]
        fn what_a_program_writes_is_read_as_it_was(
            written in prop::collection::vec(prop::collection::vec("[甲\"\",;\n\t]{0,4}乙", 1..4), 1..5),
            separator in prop::sample::select(&[',', ';', '\t'][..]),
        ) {
            let separator_byte = u8::try_from(separator).unwrap();
            let mut writer = csv::WriterBuilder::new().delimiter(separator_byte).flexible(true).from_writer(Vec::new());
            for row in &written {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trimmed: Vec<Vec<String>> =
                written.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            let read: Vec<Vec<String>> = read(&text, separator).unwrap().into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(read, trimmed);
        }

        #[test]
        fn whatever_is_written_is_read_or_refused(text in "[甲乙\",;\n\t ]{0,60}") {
            for separator in [',', ';', '\t'] {
                let Ok(rows) = read(&text, separator) else { continue };
                prop_assert!(rows.is_sorted_by(|(one, _), (next, _)| one < next));
                // Nothing but marks and separators is lost.
                let letters = |text: &str| text.chars().filter(|c| matches!(c, '甲' | '乙')).count();
                let kept: usize = rows.iter().flat_map(|(_, cells)| cells).map(|cell| letters(cell)).sum();
                prop_assert_eq!(kept, letters(&text));
            }
        }
    }
}
