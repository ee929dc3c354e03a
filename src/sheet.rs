//! A sheet of a spreadsheet, or a CSV file, as rows of cells: what offices keep their lists in.
//!
//! Knows no field of ours and writes nothing. What it reads is somebody else's: every size is bounded, formulas
//! are never computed (the value the spreadsheet kept is taken), and whatever stands in a cell stays text.

mod cell;
mod delimited;
mod guard;
mod hidden;
mod workbook;

pub use cell::Cell;
pub use guard::guarded;

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::fs::File;
use std::io::Read as _;
use std::ops::RangeInclusive;
use std::path::Path;

/// Longest file that is read, in bytes.
const LONGEST_FILE: usize = 8 << 20;
/// Most rows with anything in them, over all sheets that are read.
const MOST_ROWS: usize = 10_000;
/// Most columns.
const MOST_COLUMNS: usize = 256;
/// Most characters of a cell: what Excel itself can hold.
const LONGEST_CELL: usize = 32_767;
/// Most bytes of all cells together: a workbook may name one long text in very many cells.
const MOST_TEXT: usize = 16 << 20;

/// Rows and columns of cells.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is called in its workbook; a CSV file has no name for it.
    pub name: Option<String>,
    /// Nobody sees it, so that it is not read.
    pub hidden: bool,
    /// The rows with anything in them, from the top.
    pub rows: Vec<Row>,
    /// Cells merged into one, which hold their value in the first of them.
    pub merged: Vec<Merged>,
    /// Columns that nobody sees (0-based).
    pub hidden_columns: Vec<usize>,
    /// Days are counted from 1904, as some workbooks do, and not from 1900.
    pub since_1904: bool,
    /// What to know of how it was read.
    pub notes: Vec<Text>,
    /// What may have been meant otherwise.
    pub doubts: Vec<Text>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number (1-based), as a spreadsheet shows it.
    pub number: usize,
    /// Nobody sees it: it is hidden, or filtered out.
    pub hidden: bool,
    /// Its cells, from the first column to the last that holds something.
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
    /// Gives each row its part of a cell merged over several rows, and says which blocks that concerned. A row
    /// with nothing of its own stays away: it is only the lower half of a tall one.
    fn fill_down(&mut self, bound: &mut Bound) -> Result<(), Text> {
        let mut filled = Vec::new();
        for block in std::mem::take(&mut self.merged) {
            let column = *block.columns.start();
            let first = self.rows.partition_point(|row| row.number < *block.rows.start());
            let after = self.rows.partition_point(|row| row.number <= *block.rows.end());
            let holder = self.rows.get(first).filter(|row| row.number == *block.rows.start());
            let value = holder.map(|row| row.cell(column).clone()).unwrap_or_default();
            if value != Cell::Empty {
                for row in &mut self.rows[(first + 1).min(after)..after] {
                    bound.takes(&value)?;
                    row.put(column, value.clone());
                }
                filled.push(block);
            }
        }
        self.merged = filled;
        Ok(())
    }
}

/// What may still be read before it is too much.
struct Bound {
    rows: usize,
    text: usize,
}

impl Bound {
    fn new() -> Self {
        Self { rows: MOST_ROWS, text: MOST_TEXT }
    }

    fn takes_row(&mut self) -> Result<(), Text> {
        self.rows = self
            .rows
            .checked_sub(1)
            .ok_or_else(|| text!(zh: "超过 {MOST_ROWS} 行", en: "more than {MOST_ROWS} rows"))?;
        Ok(())
    }

    fn takes(&mut self, cell: &Cell) -> Result<(), Text> {
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

/// Reads a CSV file, or the sheets of a workbook: the one of that name, or all, of hidden ones no row. `is_head` knows
/// the heads of columns, which tell commas from semicolons.
///
/// # Errors
/// If the file cannot be read, is of another kind, has no such sheet, or is larger than a list is.
pub fn read(path: &Path, sheet: Option<&str>, is_head: &dyn Fn(&str) -> bool) -> Result<Vec<Sheet>, Diagnostic> {
    let shown = path.display().to_string();
    let refused = |problem: Diagnostic| problem.at(Location::file(shown.as_str()));
    if path.is_dir() {
        return Err(refused(
            Diagnostic::new(Text::new("这是文件夹", "this is a folder"))
                .hint(Text::new("写出其中的文件", "name a file in it")),
        ));
    }
    let bytes = bytes(path).map_err(|error| Diagnostic::io(shown.as_str(), &error))?;
    if bytes.len() > LONGEST_FILE {
        let most = LONGEST_FILE >> 20;
        return Err(refused(smaller(text!(zh: "文件超过 {most} MiB", en: "the file is larger than {most} MiB"))));
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

/// A file's bytes, or one more than are allowed.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn another_kind(extension: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "不读 .{extension} 文件", en: "files of kind .{extension} are not read")).hint(resave())
}

/// What helps against every file that is of another kind.
fn resave() -> Text {
    Text::new(
        "在 Excel 或 WPS 中另存为 .xlsx（不加密）或 CSV",
        "save it as .xlsx (without a password) or as CSV, in Excel or WPS",
    )
}

/// A list that is larger than lists are.
fn smaller(why: Text) -> Diagnostic {
    Diagnostic::new(why).hint(Text::new(
        "只留要导入的工作表和行，或分成几个文件",
        "keep only the sheet and rows to be imported, or split the file",
    ))
}

/// A column as a spreadsheet names it: `A`, `B` … `Z`, `AA`.
#[must_use]
pub fn letters(column: usize) -> String {
    let own = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => own.to_string(),
        before => letters(before - 1) + &own.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
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
        sheet.fill_down(&mut Bound::new()).unwrap();
        assert_eq!(*sheet.rows[1].cell(0), Cell::Text("城建".into()));
        assert_eq!(*sheet.rows[2].cell(0), Cell::Empty);
        assert_eq!(sheet.merged, [Merged { rows: 1..=3, columns: 0..=0 }]);
    }
}
