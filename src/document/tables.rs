//! The tables of a paper for spreadsheets: CSV, a file for each, and XLSX, a sheet for each.
//!
//! A cell is a number or a date where its text says no more than that; nothing becomes a formula.

use super::gongwen::{Gongwen, Run, Table, Width as _, plain};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::sheet::guarded;
use crate::text::Text;
use chrono::Datelike as _;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::{HashMap, HashSet};

/// A byte order mark, without which Excel takes the file for GBK where Chinese is spoken.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Most digits of a number. A longer one names something: a telephone, an identity card.
const DIGITS: usize = 10;

/// The widest a column is made, in characters; a longer text is broken.
const WIDEST: f64 = 30.0;

/// Longest name of a sheet, in characters.
const NAME: usize = 31;

/// Each table of a paper as a CSV file.
#[must_use]
pub fn csv(paper: &Gongwen) -> Vec<Vec<u8>> {
    paper.tables().into_iter().map(|(_, table)| file(table)).collect()
}

fn file(table: &Table) -> Vec<u8> {
    let terminator = ::csv::Terminator::CRLF;
    let mut writer = ::csv::WriterBuilder::new().terminator(terminator).from_writer(BYTE_ORDER_MARK.to_vec());
    for row in std::iter::once(&table.head).chain(&table.rows) {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(&plain(cell)).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// The tables of a paper as a workbook.
///
/// # Errors
/// If a text is longer than a cell holds.
pub fn xlsx(paper: &Gongwen) -> Result<Vec<u8>, Diagnostic> {
    workbook(paper).map_err(|error| {
        Diagnostic::new(crate::text!(zh: "写不成 XLSX：{error}", en: "no XLSX can be made: {error}"))
            .hint(Text::new("分成几份文书", "make several papers of it"))
    })
}

fn workbook(paper: &Gongwen) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = match paper.meta.date {
        Some(date) => day(date)?,
        // No clock is read, so that the same paper gives the same bytes.
        None => ExcelDateTime::from_ymd(1980, 1, 1)?,
    };
    book.set_properties(&DocProperties::new().set_title(&paper.meta.title).set_creation_datetime(&created));
    let mut names = Names::default();
    for (title, table) in paper.tables() {
        fill(book.add_worksheet().set_name(names.next(&title))?, &title, table)?;
    }
    book.save_to_buffer()
}

/// The title in the first row, the head in the second, which is repeated on every page.
fn fill(sheet: &mut Worksheet, title: &str, table: &Table) -> Result<(), XlsxError> {
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let heading = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    if last > 0 {
        sheet.merge_range(0, 0, 0, last, title, &heading)?;
    } else {
        sheet.write_string_with_format(0, 0, title, &heading)?;
    }
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    let date = cell.clone().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let shares = ["0%", "0.0%", "0.00%"].map(|shown| cell.clone().set_num_format(shown));
    let decimals = ["General", "0.0", "0.00"].map(|shown| cell.clone().set_num_format(shown));
    for (row, cells) in (1..).zip(std::iter::once(&table.head).chain(&table.rows)) {
        for (column, text) in (0..).zip(cells) {
            let text = plain(text);
            match if row == 1 { Value::Text } else { Value::of(&text) } {
                Value::Number(number, shown) => {
                    sheet.write_number_with_format(row, column, number, &decimals[shown])?
                }
                Value::Share(share, decimals) => {
                    sheet.write_number_with_format(row, column, share, &shares[decimals])?
                }
                Value::Date(on) => sheet.write_datetime_with_format(row, column, &day(on)?, &date)?,
                Value::Text => {
                    sheet.write_string_with_format(row, column, &text, if row == 1 { &head } else { &cell })?
                }
            };
        }
    }
    for (column, nth) in (0..=last).zip(0..) {
        let cells = std::iter::once(&table.head).chain(&table.rows).filter_map(|row: &Vec<Vec<Run>>| row.get(nth));
        let widest = cells.map(|text| plain(text).as_str().ems()).fold(2.0, f64::max).min(WIDEST);
        // Columns are counted in Latin figures, two of which a Chinese character takes.
        sheet.set_column_width(column, widest * 2.0 + 2.0)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(1, 1)?;
    // A4, as wide as the page and as long as need be.
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Value {
    /// A number, and the decimals that it is shown with; none for as many as it has.
    Number(f64, usize),
    /// A number of per cent as a share of one, and its decimals.
    Share(f64, usize),
    Date(Date),
    Text,
}

impl Value {
    fn of(text: &str) -> Self {
        let text = text.trim();
        if let Some(date) = Date::in_full(text) {
            return Self::Date(date);
        }
        if let Some(share) = text.strip_suffix('%').and_then(share) {
            return share;
        }
        let is_short = text.trim_start_matches('-').len() <= DIGITS;
        number(text).filter(|_| is_short).unwrap_or(Self::Text)
    }
}

/// The number that a text is and nothing else. With one or two decimals it is shown with as many, so that 7.0 stays what it was.
fn number(text: &str) -> Option<Value> {
    let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match decimals {
        1 | 2 if format!("{number:.decimals$}") == text => Some(Value::Number(number, decimals)),
        _ if number.to_string() == text => Some(Value::Number(number, 0)),
        _ => None,
    }
}

/// The share that is written as so many per cent, with at most two decimals.
fn share(percent: &str) -> Option<Value> {
    let (whole, decimals) = percent.split_once('.').unwrap_or((percent, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_decimals = percent.contains('.') != decimals.is_empty() && decimals.len() <= 2;
    let is_whole = !whole.is_empty() && whole.len() <= 4 && (whole == "0" || !whole.starts_with('0'));
    let is_written_so = is_whole && has_decimals && is_number(whole) && is_number(decimals);
    let number: f64 = percent.parse().ok().filter(|_| is_written_so)?;
    Some(Value::Share(number / 100.0, decimals.len()))
}

fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.0.year()).unwrap_or(1900);
    let [month, day] = [date.0.month(), date.0.day()].map(|number| u8::try_from(number).unwrap_or(1));
    ExcelDateTime::from_ymd(year, month, day)
}

/// The names of sheets, no two of which are the same but for case.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// How many times each was wanted.
    wanted: HashMap<String, usize>,
}

impl Names {
    /// A name that a sheet may have, and no other has.
    fn next(&mut self, title: &str) -> String {
        let title: String = title.chars().filter(|c| is_allowed(*c)).collect();
        let title = if title.trim().is_empty() { "表" } else { title.trim() };
        let wanted = self.wanted.entry(cut(title, "").to_lowercase()).or_default();
        loop {
            *wanted += 1;
            let name = if *wanted == 1 { cut(title, "") } else { cut(title, &format!("（{wanted}）")) };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

fn is_allowed(c: char) -> bool {
    !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' | '\n')
}

/// A title with an end, no longer than a name may be.
fn cut(title: &str, end: &str) -> String {
    title.chars().take(NAME - end.chars().count()).collect::<String>() + end
}

#[cfg(test)]
mod tests {
    use super::super::gongwen::{Markdown, Meta};
    use super::*;
    use calamine::{Data, Reader as _, Xlsx};
    use std::io::Cursor;

    fn paper(text: &str) -> Gongwen {
        let meta = Meta { title: "台账".into(), date: Date::ymd(2026, 6, 1), ..Meta::default() };
        Gongwen::read(meta, &Markdown { path: "台账.md", text, lines_before: 0 }).unwrap()
    }

    const TWO: &str = "| 序号 | 日期 | 电话 |\n|---|---|---|\n| 1 | 2026-06-01 | 010 |\n| -2.5 | 2026年6月2日 | =1+1 |\n\n## 甲/乙\n\n| 丙 |\n|---|\n| 13800000000 |\n";

    #[test]
    fn a_cell_is_a_number_or_a_date_only_if_it_says_no_more() {
        for (text, number, decimals) in [
            ("1", 1.0, 0),
            ("-2.5", -2.5, 1),
            ("0", 0.0, 0),
            ("0.5", 0.5, 1),
            ("7.0", 7.0, 1),
            ("12.50", 12.5, 2),
            ("0.125", 0.125, 0),
            ("20260601", 20_260_601.0, 0),
        ] {
            assert_eq!(Value::of(text), Value::Number(number, decimals), "{text}");
        }
        for text in [
            "",
            "-",
            "01",
            "1.100",
            "01.5",
            "-0.0.1",
            "1.",
            ".5",
            "1e5",
            "1,000",
            "3 %",
            "3.%",
            "03%",
            "-3%",
            "1.234%",
            "%",
            "13800000000",
            "inf",
            "nan",
            "+1",
            "第3件",
            "5月",
        ] {
            assert_eq!(Value::of(text), Value::Text, "{text}");
        }
        for (text, share) in
            [("3%", Value::Share(0.03, 0)), ("91.7%", Value::Share(0.917, 1)), ("100.0%", Value::Share(1.0, 1))]
        {
            assert_eq!(Value::of(text), share, "{text}");
        }
        for text in ["2026-06-01", "2026年6月1日"] {
            assert_eq!(Value::of(text), Value::Date(Date::ymd(2026, 6, 1).unwrap()), "{text}");
        }
    }

    #[test]
    fn a_workbook_has_a_sheet_for_each_table_and_no_formula() {
        let paper = paper(TWO);
        let bytes = xlsx(&paper).unwrap();
        assert_eq!(bytes, xlsx(&paper).unwrap(), "the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["台账", "甲乙"]);
        let sheet = book.worksheet_range("台账").unwrap();
        let at = |row, column| sheet.get_value((row, column)).unwrap().clone();
        assert_eq!([at(0, 0), at(1, 0), at(3, 2)], ["台账", "序号", "=1+1"].map(|text| Data::String(text.into())));
        assert_eq!([at(2, 0), at(3, 0)], [Data::Float(1.0), Data::Float(-2.5)]);
        assert!(matches!(at(2, 1), Data::DateTime(_)) && matches!(at(3, 1), Data::DateTime(_)));
        assert_eq!(at(2, 2), Data::String("010".into()));
        assert_eq!(book.worksheet_formula("台账").unwrap().used_cells().count(), 0);
    }

    #[test]
    fn a_csv_file_is_read_as_chinese_and_runs_nothing() {
        let files = csv(&paper(TWO));
        assert_eq!(files.len(), 2);
        let text = String::from_utf8(files[0].clone()).unwrap();
        assert!(text.starts_with("\u{feff}序号,日期,电话\r\n1,2026-06-01,010\r\n"), "{text}");
        assert!(!text.contains(",=1+1"), "{text}");
    }

    #[test]
    fn sheets_have_names_of_their_own() {
        let long = "题".repeat(40);
        let mut names = Names::default();
        let first = names.next(&long);
        assert_eq!(first.chars().count(), 31);
        let second = names.next(&format!("{long}乙"));
        assert!(second.ends_with("（2）") && second.chars().count() == 31, "{second}");
        let told = ["a[1]:*?/\\'", "A1", "a1（2）", "a1", " ", "表"].map(|title| names.next(title));
        assert_eq!(told, ["a1", "A1（2）", "a1（2）（2）", "a1（3）", "表", "表（2）"]);
        // A name for each of many tables under one heading takes no longer than the one before.
        let many: Vec<String> = (0..50_000).map(|_| names.next("甲")).collect();
        assert_eq!(many[49_999], "甲（50000）");
    }
}
