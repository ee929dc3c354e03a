//! Workbooks of random rows, and files with random bytes in them: each is read as it was written, or refused.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test it import::random` goes on for longer.

use super::{tampered, workbook};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula};
use std::path::Path;
use yijuan::sheet::{Cell, Sheet, read};

/// What is written into a cell.
#[derive(Clone, Debug)]
enum Written {
    Nothing,
    Words(String),
    Number(f64),
    /// A number that is shown as a day.
    Day(f64),
    Formula(String),
}

fn written() -> impl Strategy<Value = Written> {
    prop_oneof![
        2 => Just(Written::Nothing),
        3 => "[甲乙0-9（）\"',;=<&\n\u{2f08}\u{202e}]{0,6}".prop_map(Written::Words),
        1 => any::<f64>().prop_filter("a number", |number| number.is_finite()).prop_map(Written::Number),
        1 => (-10.0..120_000.0).prop_map(Written::Number),
        1 => (-10.0..120_000.0).prop_map(Written::Day),
        1 => "[甲0]{0,2}".prop_map(Written::Formula),
    ]
}

/// A row, and whether it is hidden.
type Rows = Vec<(Vec<Written>, bool)>;

fn rows() -> impl Strategy<Value = Rows> {
    prop::collection::vec((prop::collection::vec(written(), 0..6), any::<bool>()), 0..8)
}

fn made(rows: &Rows, hidden_column: Option<u16>) -> Vec<u8> {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    workbook(|sheet| {
        for (row, (cells, hidden)) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Written::Nothing => &mut *sheet,
                    Written::Words(words) => sheet.write(row, column, words)?,
                    Written::Number(number) => sheet.write(row, column, *number)?,
                    Written::Day(number) => sheet.write_number_with_format(row, column, *number, &day)?,
                    Written::Formula(result) => {
                        sheet.write_formula(row, column, Formula::new("=A1").set_result(result))?
                    }
                };
            }
            if *hidden {
                sheet.set_row_hidden(row)?;
            }
        }
        if let Some(column) = hidden_column {
            sheet.set_column_hidden(column)?;
        }
        Ok(())
    })
}

fn sheets(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    read(Path::new(file.path()), None, &|head| head == "甲").ok()
}

proptest! {
    #[test]
    fn a_workbook_is_read_as_it_was_written(rows in rows(), hidden_column in prop::option::of(0_u16..6)) {
        let [sheet] = &sheets(&made(&rows, hidden_column)).unwrap()[..] else { panic!("one sheet") };
        prop_assert_eq!(&sheet.hidden_columns, &hidden_column.map(usize::from).into_iter().collect::<Vec<_>>());
        for (number, (cells, hidden)) in (1..).zip(&rows) {
            let Some(row) = sheet.rows.iter().find(|row| row.number == number) else {
                let is_nothing = |cell: &Written| match cell {
                    Written::Nothing => true,
                    Written::Words(words) => words.trim().is_empty(),
                    _ => false,
                };
                prop_assert!(cells.iter().all(is_nothing), "row {number} is lost");
                continue;
            };
            prop_assert_eq!(row.hidden, *hidden);
            for (column, cell) in cells.iter().enumerate() {
                let read = row.cell(column);
                match cell {
                    Written::Nothing => prop_assert_eq!(read, &Cell::Empty),
                    Written::Words(words) => prop_assert_eq!(read, &Cell::from_text(words)),
                    Written::Number(number) => prop_assert_eq!(read, &Cell::Number(*number)),
                    Written::Day(number) => {
                        let day = read.day(false);
                        prop_assert!(day.is_none() || (17_899.0..=73_050.0).contains(number), "{number} is {day:?}");
                    }
                    Written::Formula(_) => {}
                }
            }
        }
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        rows in rows(),
        part in prop::sample::select(&["sheet1.xml", "workbook.xml", "workbook.xml.rels", "styles.xml", ".rels"][..]),
        within in prop::collection::vec((any::<prop::sample::Index>(), "[0-9a-z<>/\"= \u{0}甲]{0,3}"), 0..4),
        outside in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
    ) {
        let mut bytes = tampered(&made(&rows, None), |name, mut text| {
            for (at, other) in within.iter().filter(|_| name.ends_with(part)) {
                let at = text.floor_char_boundary(at.index(text.len()));
                let end = text.ceil_char_boundary((at + 1).min(text.len()));
                text.replace_range(at..end, other);
            }
            text
        });
        for (at, byte) in outside {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // Nothing is to be said of what is read, but that it is.
        let rows = sheets(&bytes).into_iter().flatten().map(|sheet| sheet.rows.len()).sum::<usize>();
        prop_assert!(rows <= 10_000);
    }
    #[test]
    fn bytes_that_are_no_workbook_are_read_or_refused(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(&b"\",;\n\r\t\xbc\xd7"[..])], 0..120),
    ) {
        let rows = sheets(&bytes).into_iter().flatten().flat_map(|sheet| sheet.rows).collect::<Vec<_>>();
        prop_assert!(rows.iter().all(|row| row.number > 0 && !row.cells.is_empty()));
        prop_assert!(rows.is_sorted_by(|one, next| one.number < next.number));
    }
}
