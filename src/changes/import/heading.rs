//! Finds the heading of a list: below titles, in one row or in several, in one sheet of many.

use super::column::Column;
use crate::diagnostic::Diagnostic;
use crate::sheet::{self, Cell, Sheet};
use crate::text;
use crate::text::Text;
use std::collections::BTreeSet;

/// Most rows that a heading may have.
const DEEPEST_HEADING: usize = 3;

/// The heading of a sheet: the number of its first row.
#[derive(Clone, Copy)]
pub(crate) struct Heading {
    pub first: usize,
}

impl Heading {
    /// The first visible row with two known heads, else with all required ones. Rows above it are titles.
    fn find(sheet: &Sheet, columns: &[Column], column_of: &dyn Fn(&str) -> Option<&'static Column>) -> Option<Self> {
        let mut visible = sheet.rows.iter().filter(|row| !row.hidden);
        let found = visible.clone().find(|row| known_keys(row, column_of).len() > 1).or_else(|| {
            visible.find(|row| {
                let keys = known_keys(row, column_of);
                columns.iter().filter(|column| column.required).all(|column| keys.contains(column.key))
            })
        });
        found.map(|row| Self { first: row.number })
    }

    /// The number of its last row: a head may be merged over several rows.
    pub(crate) fn last(self, sheet: &Sheet) -> usize {
        let reaches =
            sheet.merged.iter().filter(|block| block.rows.contains(&self.first)).map(|block| *block.rows.end());
        reaches.filter(|end| *end < self.first + DEEPEST_HEADING).max().unwrap_or(self.first)
    }

    /// The head of each column: the known one, else the lowest.
    pub(crate) fn heads(self, sheet: &Sheet, last: usize, is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
        let rows: Vec<&sheet::Row> =
            sheet.rows.iter().filter(|row| (self.first..=last).contains(&row.number)).collect();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        (0..width)
            .map(|at| {
                let words: Vec<String> = rows.iter().rev().map(|row| joined(&row.cell(at).words())).collect();
                let known = words.iter().find(|word| is_known(word));
                known.or_else(|| words.iter().find(|word| !word.is_empty())).cloned().unwrap_or_default()
            })
            .collect()
    }
}

/// The keys of the columns that a row names.
fn known_keys(row: &sheet::Row, column_of: &dyn Fn(&str) -> Option<&'static Column>) -> BTreeSet<&'static str> {
    row.cells.iter().filter_map(|cell| Some(column_of(&cell.words())?.key)).collect()
}

fn name_of(sheet: &Sheet) -> String {
    sheet.name.clone().unwrap_or_default()
}

/// The one sheet that has a heading, its heading, and warnings of sheets that are not read.
///
/// # Errors
/// If no sheet has one, or several have.
pub(crate) fn headed(
    sheets: Vec<Sheet>,
    columns: &'static [Column],
    column_of: &dyn Fn(&str) -> Option<&'static Column>,
) -> Result<(Sheet, Heading, Vec<Text>), Diagnostic> {
    let headings: Vec<Option<Heading>> = sheets.iter().map(|sheet| Heading::find(sheet, columns, column_of)).collect();
    let found: Vec<usize> = (0..sheets.len()).filter(|at| headings[*at].is_some()).collect();
    match found.as_slice() {
        [at] => {
            let others = sheets.iter().enumerate().filter(|(other, sheet)| other != at && !sheet.rows.is_empty());
            let others: Vec<String> = others.map(|(_, sheet)| name_of(sheet)).collect();
            let hidden: Vec<String> = sheets.iter().filter(|sheet| sheet.hidden).map(name_of).collect();
            let others = Some(others).filter(|others| !others.is_empty()).map(|others| {
                let Text { zh, en } = Text::listed(others);
                text!(zh: "没有此类表头的工作表不读：{zh}", en: "sheets without such a heading are not read: {en}")
            });
            let hidden = Some(hidden).filter(|hidden| !hidden.is_empty()).map(|hidden| {
                let Text { zh, en } = Text::listed(hidden);
                text!(
                    zh: "隐藏的工作表不读：{zh}；要导入就用 `--sheet` 指明",
                    en: "hidden sheets are not read: {en}; name one with `--sheet` to have it taken"
                )
            });
            let heading = headings[*at].ok_or_else(|| no_heading(&sheets, columns))?;
            let passed = others.into_iter().chain(hidden).collect();
            sheets.into_iter().nth(*at).map(|sheet| (sheet, heading, passed)).ok_or_else(|| no_heading(&[], columns))
        }
        [] => Err(no_heading(&sheets, columns)),
        many => {
            let named: Vec<String> = many.iter().map(|at| name_of(&sheets[*at])).collect();
            let (first, Text { zh, en }) = (&named[0], Text::listed(&named));
            Err(Diagnostic::new(
                text!(zh: "几张工作表都有此类表头：{zh}", en: "several sheets have such a heading: {en}"),
            )
            .hint(text!(zh: "用 `--sheet {first}` 指明", en: "say which with `--sheet {first}`")))
        }
    }
}

fn no_heading(sheets: &[Sheet], columns: &[Column]) -> Diagnostic {
    let Some(row) = sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .max_by_key(|row| row.cells.iter().filter(|cell| **cell != Cell::Empty).count().min(3))
    else {
        return Diagnostic::new(Text::new("表是空的", "the list is empty"))
            .hint(Text::new("核对是不是这个文件、这张工作表", "see whether it is this file and this sheet"));
    };
    let known = Text::listed(columns.iter().map(|column| column.heads[0]));
    let cells: Vec<String> = row.cells.iter().map(Cell::words).filter(|words| !words.is_empty()).take(8).collect();
    let (number, cells) = (row.number, Text::listed(cells));
    let first = columns.iter().find(|column| column.required).map_or("name", |column| column.key);
    Diagnostic::new(Text::new("没有找到表头", "no row is a heading")).hint(Text::new(
        format!("表头须有这样的列名：{}；若第{number}行（{}）是表头，用 `--map 列名={first}` 指明", known.zh, cells.zh),
        format!(
            "a heading has such heads: {}; if row {number} ({}) is one, say what is meant with `--map HEAD={first}`",
            known.en, cells.en
        ),
    ))
}

/// The lines of a cell as one line.
pub(crate) fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in text.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
        if joined.ends_with(|c: char| c.is_ascii()) && line.starts_with(|c: char| c.is_ascii()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
