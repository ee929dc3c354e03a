use super::{Bound, Cell, MOST_COLUMNS, Row, Sheet, smaller};
use crate::problem::Problem;
use crate::text;
use crate::text::Text;
use encoding_rs::{Encoding, GB18030};

/// What stands between the cells of a row.
const SEPARATORS: [(u8, &str, &str); 3] =
    [(b',', "逗号", "commas"), (b'\t', "制表符", "tabs"), (b';', "分号", "semicolons")];

/// Reads a CSV file in any of the encodings and separators that offices save it in.
pub(super) fn read(bytes: &[u8], is_head: &dyn Fn(&str) -> bool) -> Result<Sheet, Problem> {
    let (text, encoding) = decoded(bytes)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut best: Option<(usize, usize, Sheet)> = None;
    for (nth, (separator, ..)) in SEPARATORS.iter().enumerate() {
        let sheet = rows(&text, *separator)?;
        let heads = |row: &Row| row.cells.iter().filter(|cell| is_head(&cell.words())).count();
        let most = sheet.rows.iter().map(heads).max().unwrap_or_default();
        if best.as_ref().is_none_or(|(other, ..)| most > *other) {
            best = Some((most, nth, sheet));
        }
    }
    let (_, nth, mut sheet) = best.unwrap_or_default();
    if let Some(encoding) = encoding {
        sheet.notes.push(text!(zh: "按 {encoding} 编码读取", en: "read as {encoding}"));
    }
    if let (1.., (_, zh, en)) = (nth, SEPARATORS[nth]) {
        sheet.notes.push(text!(zh: "各列以{zh}分隔", en: "columns separated by {en}"));
    }
    Ok(sheet)
}

/// The text, and its encoding where that is not UTF-8.
fn decoded(bytes: &[u8]) -> Result<(String, Option<&'static str>), Problem> {
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

fn unreadable() -> Problem {
    Problem::new(Text::new("文件既不是 UTF-8 也不是 GBK", "the file is neither UTF-8 nor GBK"))
        .hint(Text::new("另存为“CSV UTF-8”或 .xlsx", "save it as “CSV UTF-8” or .xlsx"))
}

fn rows(text: &str, separator: u8) -> Result<Sheet, Problem> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (mut sheet, mut bound, mut record) = (Sheet::default(), Bound::new(), csv::StringRecord::new());
    // A line end within quotation marks begins no new row for a spreadsheet.
    let mut within = 0;
    while reader.read_record(&mut record).map_err(|error| Problem::new(Text::same(error.to_string())))? {
        let line = record.position().map_or(0, csv::Position::line);
        let number = usize::try_from(line).unwrap_or_default() - within;
        within += record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
        let cells: Vec<Cell> = record.iter().map(Cell::from_text).collect();
        let Some(last) = cells.iter().rposition(|cell| *cell != Cell::Empty) else { continue };
        if last >= MOST_COLUMNS {
            return Err(smaller(
                text!(zh: "第 {number} 行超过 {MOST_COLUMNS} 列", en: "row {number} has more than {MOST_COLUMNS} columns"),
            ));
        }
        bound.takes_row().map_err(smaller)?;
        for cell in &cells[..=last] {
            bound.takes(cell).map_err(smaller)?;
        }
        sheet.rows.push(Row { number, cells: cells.into_iter().take(last + 1).collect() });
    }
    Ok(sheet)
}
