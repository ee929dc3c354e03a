//! Workbooks of Excel and WPS.

use super::cell::moment;
use super::hidden::{Hidden, Parts};
use super::{Cell, Limits, MOST_COLUMNS, Merged, Row, Sheet, resave, too_large};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::{Text, nearest};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Cursor, Read as _};

/// Most bytes of all parts of a workbook, when unpacked.
const MOST_UNPACKED: u64 = 32 << 20;
/// Most sheets.
const MOST_SHEETS: usize = 1_000;
/// Most blocks of merged cells.
const MOST_MERGED: usize = 10_000;

/// Reads the sheet with this name, or all of them. Of hidden ones only the name is read.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, Diagnostic> {
    unpacks_within_bounds(bytes)?;
    // The library may panic on a damaged file.
    std::panic::catch_unwind(|| sheets(bytes, wanted)).unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> Diagnostic {
    Diagnostic::new(Text::new("不是 Excel 工作簿，或已损坏", "no Excel workbook, or a damaged one")).hint(resave())
}

fn sheets(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, Diagnostic> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let named: Vec<&str> =
        sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.as_str()).collect();
    if sheets.len() > MOST_SHEETS {
        return Err(too_large(text!(zh: "超过 {MOST_SHEETS} 张工作表", en: "more than {MOST_SHEETS} sheets")));
    }
    let mut parts = Parts::of(bytes).ok_or_else(damaged)?;
    let mut limits = Limits::new();
    let mut read = |name: &str| {
        let hidden = parts.hidden(name).ok_or_else(damaged)?;
        sheet(&mut workbook, name, hidden, &mut limits)
    };
    if let Some(wanted) = wanted {
        let name = named.iter().find(|name| **name == wanted).ok_or_else(|| no_such(wanted, &named))?;
        return Ok(vec![read(name)?]);
    }
    let lists = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let read = lists.map(|sheet| match sheet.visible {
        SheetVisible::Visible => read(&sheet.name),
        _ => Ok(Sheet { name: Some(sheet.name.clone()), hidden: true, ..Sheet::default() }),
    });
    read.collect()
}

/// Refuses a file that is only small because it is packed, before keeping anything of it, and one that announces more
/// strings than a list has: the library would allocate room for as many.
fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), Diagnostic> {
    let announced = regex::bytes::Regex::new("uniqueCount[^0-9]{0,8}0*[1-9][0-9]{6,}").map_err(|_| damaged())?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        // The sizes given in the file cannot be trusted.
        let mut unpacked = Vec::new();
        let length = part.take(left + 1).read_to_end(&mut unpacked).map_err(|_| damaged())?;
        left = left.checked_sub(length as u64).ok_or_else(unpacks_too_large)?;
        // UTF-16 has a zero beside each of these letters.
        unpacked.retain(|byte| *byte != 0);
        if announced.is_match(&unpacked) {
            return Err(unpacks_too_large());
        }
    }
    Ok(())
}

fn unpacks_too_large() -> Diagnostic {
    let most = MOST_UNPACKED >> 20;
    too_large(text!(zh: "工作簿解压后超过 {most} MiB", en: "the workbook is larger than {most} MiB when unpacked"))
}

fn unreadable(error: &XlsxError) -> Diagnostic {
    Diagnostic::new(text!(zh: "工作簿无法读取：{error}", en: "the workbook cannot be read: {error}")).hint(resave())
}

fn no_such(wanted: &str, named: &[&str]) -> Diagnostic {
    let problem = Diagnostic::new(text!(zh: "没有工作表 `{wanted}`", en: "there is no sheet `{wanted}`"));
    let Text { zh, en } = Text::listed(named);
    problem.hint(match nearest(wanted, named.iter().copied()) {
        Some(near) => text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?"),
        None => text!(zh: "有：{zh}", en: "there are: {en}"),
    })
}

fn sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    hidden: Hidden,
    limits: &mut Limits,
) -> Result<Sheet, Diagnostic> {
    let since_1904 = workbook.has_1904_epoch();
    let blocks = workbook.merge_cells_by_sheet_name(name).map_err(|error| unreadable(&error))?;
    if blocks.len() > MOST_MERGED {
        return Err(too_large(
            text!(zh: "合并单元格超过 {MOST_MERGED} 处", en: "more than {MOST_MERGED} merged cells"),
        ));
    }
    let mut read = Sheet {
        name: Some(name.to_owned()),
        merged: blocks.iter().map(merged).filter(|block| *block.columns.start() < MOST_COLUMNS).collect(),
        hidden_columns: hidden.columns,
        since_1904,
        ..Sheet::default()
    };
    // Cell by cell, because the size that a sheet claims cannot be trusted either.
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(|error| unreadable(&error))? {
        let (row, column) = found.pos;
        let cell = match cell(&found.value, since_1904) {
            // A formula with an empty text as its result is stored with that text.
            Cell::Empty if found.formula.is_some() && found.value == DataRef::Empty => Cell::NoValue,
            cell => cell,
        };
        if cell == Cell::Empty {
            continue;
        }
        let (number, column) = (row as usize + 1, column as usize);
        if column >= MOST_COLUMNS {
            return Err(too_large(
                text!(zh: "第{number}行超过 {MOST_COLUMNS} 列", en: "row {number} has more than {MOST_COLUMNS} columns"),
            ));
        }
        limits.count_cell(&cell).map_err(too_large)?;
        let at = match read.rows.last() {
            Some(last) if last.number == number => read.rows.len() - 1,
            Some(last) if last.number > number => {
                return Err(Diagnostic::new(Text::new("工作表的行次序不对", "the rows of the sheet are out of order"))
                    .hint(resave()));
            }
            _ => {
                limits.count_row().map_err(too_large)?;
                let is_hidden = hidden.rows.binary_search(&number).is_ok();
                read.rows.push(Row { number, hidden: is_hidden, cells: Vec::new() });
                read.rows.len() - 1
            }
        };
        read.rows[at].put(column, cell);
    }
    read.fill_down(limits).map_err(too_large)?;
    Ok(read)
}

fn merged(block: &calamine::Dimensions) -> Merged {
    let ((top, left), (bottom, right)) = (block.start, block.end);
    Merged { rows: top as usize + 1..=bottom as usize + 1, columns: left as usize..=right as usize }
}

fn cell(value: &DataRef, since_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString(text) => Cell::from_text(text),
        #[allow(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(counted) => {
            let number = Cell::Number(counted.as_f64());
            match number.day(since_1904) {
                Some((day, _)) => Cell::Day(day),
                None => moment(counted.as_f64(), since_1904).map_or(number, Cell::Text),
            }
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::from_text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}
