//! Reads lists of offices: sheets of a workbook, or CSV files, as rows of cells.
//!
//! Knows no fields of archives and writes nothing. The files come from others, so every size is limited, formulas are
//! not computed (the value stored with them is taken), and text stays text.

mod cell;
mod delimited;
mod guard;
mod hidden;
mod workbook;

pub use cell::Cell;
pub use guard::guarded;

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::{Text, on_one_line};
use std::fs::{self, File};
use std::io::Read as _;
use std::ops::RangeInclusive;
use std::path::Path;

/// Largest file, in bytes.
const LONGEST_FILE: usize = 8 << 20;
/// Most rows that are not empty, in all sheets together.
const MOST_ROWS: usize = 10_000;
/// Most columns.
const MOST_COLUMNS: usize = 256;
/// Most characters of a cell, the limit of Excel.
const LONGEST_CELL: usize = 32_767;
/// Most bytes of all cells together. A small workbook can repeat one long text in very many cells.
const MOST_TEXT: usize = 16 << 20;

/// Rows and columns of cells.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name in the workbook; `None` for a CSV file.
    pub name: Option<String>,
    /// Whether it is hidden. Hidden sheets are not read.
    pub hidden: bool,
    /// Its rows that are not empty, from the top.
    pub rows: Vec<Row>,
    /// Blocks of merged cells. The first cell has the value.
    pub merged: Vec<Merged>,
    /// Hidden columns (0-based).
    pub hidden_columns: Vec<usize>,
    /// Whether days are counted from 1904, as in some workbooks, not from 1900.
    pub since_1904: bool,
    /// Notes on how it was read.
    pub notes: Vec<Text>,
    /// Warnings about what may have been meant otherwise.
    pub doubts: Vec<Text>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number (1-based), as a spreadsheet shows it.
    pub number: usize,
    /// Whether it is hidden or filtered out.
    pub hidden: bool,
    /// Its cells, up to the last that is not empty.
    pub cells: Vec<Cell>,
}

/// A block of merged cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Numbers of its rows (1-based).
    pub rows: RangeInclusive<usize>,
    /// Its columns (0-based).
    pub columns: RangeInclusive<usize>,
}

impl Row {
    /// The cell of a column (0-based).
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    fn put(&mut self, column: usize, cell: Cell) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Empty);
        }
        self.cells[column] = cell;
    }
}

impl Sheet {
    /// Copies the value of each cell merged over several rows to all of them, and keeps in `merged` the blocks where
    /// this happened. Rows that are otherwise empty stay out: they are only the lower part of a tall row.
    fn fill_down(&mut self, limits: &mut Limits) -> Result<(), Text> {
        let mut filled = Vec::new();
        for block in std::mem::take(&mut self.merged) {
            let column = *block.columns.start();
            let first = self.rows.partition_point(|row| row.number < *block.rows.start());
            let after = self.rows.partition_point(|row| row.number <= *block.rows.end());
            let holder = self.rows.get(first).filter(|row| row.number == *block.rows.start());
            let value = holder.map(|row| row.cell(column).clone()).unwrap_or_default();
            if value != Cell::Empty {
                for row in &mut self.rows[(first + 1).min(after)..after] {
                    limits.count_cell(&value)?;
                    row.put(column, value.clone());
                }
                filled.push(block);
            }
        }
        self.merged = filled;
        Ok(())
    }
}

/// How much may still be read.
struct Limits {
    rows: usize,
    text: usize,
}

impl Limits {
    fn new() -> Self {
        Self { rows: MOST_ROWS, text: MOST_TEXT }
    }

    fn count_row(&mut self) -> Result<(), Text> {
        self.rows = self
            .rows
            .checked_sub(1)
            .ok_or_else(|| text!(zh: "超过 {MOST_ROWS} 行", en: "more than {MOST_ROWS} rows"))?;
        Ok(())
    }

    fn count_cell(&mut self, cell: &Cell) -> Result<(), Text> {
        let length = match cell {
            Cell::Text(text) if text.chars().nth(LONGEST_CELL).is_some() => {
                return Err(
                    text!(zh: "有一格超过 {LONGEST_CELL} 字", en: "a cell of more than {LONGEST_CELL} characters"),
                );
            }
            Cell::Text(text) => text.len(),
            _ => 8,
        };
        self.text = self.text.checked_sub(length).ok_or_else(|| {
            let most = MOST_TEXT >> 20;
            text!(zh: "文字合计超过 {most} MiB", en: "more than {most} MiB of text")
        })?;
        Ok(())
    }
}

/// Reads a CSV file, or from a workbook the sheet with this name or all of them. Hidden sheets have no rows. `is_head`
/// recognises column headings, by which the separator of a CSV file is found.
///
/// # Errors
/// If the file cannot be read, is of another kind, has no such sheet, or is too large for a list.
pub fn read(path: &Path, sheet: Option<&str>, is_head: &dyn Fn(&str) -> bool) -> Result<Vec<Sheet>, Diagnostic> {
    let shown = path.display().to_string();
    let refused = |problem: Diagnostic| problem.at(Location::file(shown.as_str()));
    let bytes = bytes(path, LONGEST_FILE as u64)?;
    if bytes.len() > LONGEST_FILE {
        let most = LONGEST_FILE >> 20;
        return Err(refused(too_large(text!(zh: "文件超过 {most} MiB", en: "the file is larger than {most} MiB"))));
    }
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    if matches!(extension.as_str(), "xls" | "et" | "ods" | "numbers" | "pdf" | "doc" | "docx" | "wps") {
        return Err(refused(another_kind(&extension)));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(refused(
            Diagnostic::new(Text::new("文件加了密，或是旧的 .xls", "the file is encrypted, or an old .xls"))
                .hint(resave()),
        ));
    }
    if bytes.starts_with(b"PK") {
        return workbook::read(&bytes, sheet).map_err(refused);
    }
    if matches!(extension.as_str(), "xlsx" | "xlsm") {
        return Err(refused(
            Diagnostic::new(Text::new("不是 Excel 工作簿", "this is no Excel workbook")).hint(resave()),
        ));
    }
    if let Some(name) = sheet {
        return Err(refused(
            Diagnostic::new(text!(zh: "CSV 文件没有工作表 `{name}`", en: "a CSV file has no sheet `{name}`"))
                .hint(Text::new("去掉 `--sheet`", "leave `--sheet` out")),
        ));
    }
    delimited::read(&bytes, is_head).map(|sheet| vec![sheet]).map_err(refused)
}

/// The bytes of a file from outside the archive, but at most one more than allowed.
///
/// # Errors
/// If it cannot be read, or is no file: who waits at a pipe into which nobody writes waits for ever.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Diagnostic> {
    let shown = on_one_line(&path.display().to_string());
    let failed = |error: std::io::Error| Diagnostic::io(shown.as_str(), &error);
    let kind = fs::metadata(path).map_err(failed)?;
    if !kind.is_file() {
        let (what, hint) = if kind.is_dir() {
            (Text::new("这是文件夹", "this is a folder"), Text::new("写出其中的文件", "name a file in it"))
        } else {
            let what =
                Text::new("不是普通文件（设备、管道不予读取）", "not a regular file (devices and pipes are not read)");
            (what, Text::new("先存成文件", "save it as a file first"))
        };
        return Err(Diagnostic::new(what).at(Location::file(shown.as_str())).hint(hint));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(failed)?;
    Ok(bytes)
}

fn another_kind(extension: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "不读 .{extension} 文件", en: "files of kind .{extension} are not read")).hint(resave())
}

/// The hint for every file of another kind.
fn resave() -> Text {
    Text::new(
        "在 Excel 或 WPS 中另存为 .xlsx（不加密）或 CSV",
        "save it as .xlsx (without a password) or as CSV, in Excel or WPS",
    )
}

/// The problem of a file that is too large for a list.
fn too_large(why: Text) -> Diagnostic {
    Diagnostic::new(why).hint(Text::new(
        "只留要导入的工作表和行，或分成几个文件",
        "keep only the sheet and rows to be imported, or split the file",
    ))
}

/// A column as a spreadsheet names it: `A`, `B` … `Z`, `AA`.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let own = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => own.to_string(),
        before => column_letters(before - 1) + &own.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_merged_cell_reaches_the_rows_that_have_something_of_their_own() {
        let row = |number, cells: &[&str]| Row {
            number,
            hidden: false,
            cells: cells.iter().map(|text| Cell::from_text(text)).collect(),
        };
        let mut sheet = Sheet {
            rows: vec![row(1, &["城建", "甲"]), row(2, &["", "乙"]), row(4, &["", "丙"])],
            merged: vec![
                Merged { rows: 1..=3, columns: 0..=0 },
                Merged { rows: 4..=5, columns: 0..=0 },
                Merged { rows: 7..=9, columns: 0..=0 },
            ],
            ..Sheet::default()
        };
        sheet.fill_down(&mut Limits::new()).unwrap();
        assert_eq!(*sheet.rows[1].cell(0), Cell::Text("城建".into()));
        assert_eq!(*sheet.rows[2].cell(0), Cell::Empty);
        assert_eq!(sheet.merged, [Merged { rows: 1..=3, columns: 0..=0 }]);
    }
}
