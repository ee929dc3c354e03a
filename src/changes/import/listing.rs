//! `Listing`: the rows of a list read from its file, cell by cell.

use super::beside::{continues_remark, is_banner, is_beside};
use super::cell;
use super::column::{Column, plain};
use super::excerpt::{first_of, in_row, shown_rows};
use super::heading::headed;
use super::told::Told;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::sheet::{self, Cell, Sheet, column_letters};
use crate::text;
use crate::text::Text;
use std::path::Path;

/// The rows of a list, with a field for each column that is imported.
pub(crate) struct Listing {
    pub columns: &'static [Column],
    pub rows: Vec<Row>,
    /// How it is read: the heading and its columns.
    pub summary: Vec<Text>,
    /// What is left out or converted. Shown also if there is no preview.
    pub warnings: Vec<Text>,
    /// Problems of cells, by row.
    pub wrong: Vec<(usize, Diagnostic)>,
    /// The file and its sheet.
    place: String,
    /// The columns that are imported.
    taken: Vec<Taken>,
}

/// A column that is imported.
struct Taken {
    column: &'static Column,
    /// Its index (0-based).
    at: usize,
    /// Its head as written.
    head: String,
}

/// A row of a list.
pub(crate) struct Row {
    /// Its number as a spreadsheet shows it.
    pub number: usize,
    fields: Vec<(&'static str, Vec<String>)>,
}

impl Row {
    /// The word of a field.
    pub(crate) fn word(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| *other == key).and_then(|(_, words)| words.first()).map(String::as_str)
    }

    /// The word of a field, owned.
    pub(crate) fn owned(&self, key: &str) -> Option<String> {
        self.word(key).map(ToOwned::to_owned)
    }

    /// All words of a field.
    pub(crate) fn several(&self, key: &str) -> Vec<String> {
        self.fields.iter().find(|(other, _)| *other == key).map(|(_, words)| words.clone()).unwrap_or_default()
    }
}

/// An argument of `--map`: a head and its field, or `None` to skip the column.
struct Mapped<'a> {
    head: &'a str,
    column: Option<&'static Column>,
}

impl Mapped<'_> {
    fn is_for(&self, head: &str) -> bool {
        plain(self.head) == plain(head)
    }
}

impl Listing {
    /// Reads the rows of a file.
    ///
    /// # Errors
    /// If the file cannot be read, has no heading, or lacks a required column. Problems of single cells are collected
    /// in `wrong`, so that those of all rows are reported at once.
    pub(crate) fn read(
        file: &Path,
        wanted: Option<&str>,
        map: &[String],
        columns: &'static [Column],
    ) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mapped: Vec<Mapped> =
            map.iter().filter_map(|written| crate::diagnostic::keep(&mut problems, mapped(written, columns))).collect();
        crate::diagnostic::ensure_none(problems)?;
        let column_of = |head: &str| -> Option<&'static Column> {
            match mapped.iter().find(|mapped| mapped.is_for(head)) {
                Some(mapped) => mapped.column,
                None => columns.iter().find(|column| column.is_named(head)),
            }
        };
        let sheets = sheet::read(file, wanted, &|head| column_of(head).is_some())?;
        let (sheet, heading, passed) = headed(sheets, columns, &column_of).map_err(|problem| at_file(file, problem))?;
        let shown = file.display();
        let place = sheet.name.as_ref().map_or_else(|| shown.to_string(), |name| format!("{shown}:{name}"));
        let mut listing = Self {
            columns,
            rows: Vec::new(),
            summary: Vec::new(),
            warnings: Vec::new(),
            wrong: Vec::new(),
            place,
            taken: Vec::new(),
        };
        listing.summary.extend(sheet.notes.iter().cloned());
        listing.warnings.extend(sheet.doubts.iter().cloned().chain(passed));
        let last = heading.last(&sheet);
        let heads = heading.heads(&sheet, last, &|head| column_of(head).is_some());
        listing.take_columns(&heads, &sheet, &mapped, &column_of)?;
        listing.note_heading(&sheet, heading.first, last);
        listing.warn_of_columns(&heads, &sheet, last);
        listing.take_rows(&sheet, last, heads.len());
        listing.warn_of_merged(&sheet, last);
        Ok(listing)
    }

    /// Whether a column is imported as this field.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.head(key).is_some()
    }

    /// The head of the column that is imported as this field.
    pub(crate) fn head(&self, key: &str) -> Option<&str> {
        self.taken.iter().find(|taken| taken.column.key == key).map(|taken| taken.head.as_str())
    }

    /// A problem with the location of its row and the head of its column.
    pub(crate) fn wrong_in(&self, row: &Row, key: &str, problem: Diagnostic) -> Diagnostic {
        self.wrong_at(row.number, self.head(key), problem)
    }

    fn wrong_at(&self, number: usize, head: Option<&str>, problem: Diagnostic) -> Diagnostic {
        let place = Location::file(format!("{}:{number}", self.place));
        let message = match head {
            Some(head) => Text::new(format!("{head}："), format!("{head}: ")).then(&problem.message),
            None => problem.message,
        };
        Diagnostic { message, place: Some(place), ..problem }
    }

    /// Decides which column is imported as which field.
    fn take_columns(
        &mut self,
        heads: &[String],
        sheet: &Sheet,
        mapped: &[Mapped],
        column_of: &dyn Fn(&str) -> Option<&'static Column>,
    ) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        let listed: Vec<&str> = heads.iter().map(String::as_str).filter(|head| !head.is_empty()).collect();
        for mapped in mapped {
            if !heads.iter().any(|head| mapped.is_for(head)) {
                problems.push(unknown(&Text::new("列", "column"), mapped.head, listed.iter().copied()));
            }
        }
        let mut hidden: Vec<(&str, &str)> = Vec::new();
        for (at, head) in heads.iter().enumerate() {
            let Some(column) = column_of(head) else { continue };
            let is_mapped = mapped.iter().any(|mapped| mapped.is_for(head));
            if sheet.hidden_columns.contains(&at) && !is_mapped {
                hidden.push((column.key, head));
                continue;
            }
            let elsewhere = mapped.iter().any(|mapped| mapped.column.is_some_and(|other| other.key == column.key));
            if elsewhere && !is_mapped {
                continue;
            }
            if let Some(first) = self.taken.iter().find(|taken| taken.column.key == column.key) {
                let (first, field) = (&first.head, column.key);
                problems.push(
                    Diagnostic::new(text!(zh: "`{first}` 和 `{head}` 两列都是 {field}", en: "both `{first}` and `{head}` are {field}"))
                        .hint(text!(zh: "用 `--map {head}=` 不取其中一列", en: "leave one of them with `--map {head}=`")),
                );
                continue;
            }
            self.taken.push(Taken { column, at, head: head.clone() });
        }
        for column in self.columns.iter().filter(|column| column.required) {
            if self.taken.iter().any(|taken| taken.column.key == column.key) {
                continue;
            }
            let (name, key, Text { zh, en }) = (column.heads[0], column.key, Text::listed(&listed));
            let problem = Diagnostic::new(text!(zh: "没有“{name}”列", en: "no column is the {key}"));
            let hint = match hidden.iter().find(|(hidden, _)| *hidden == key) {
                Some((_, head)) => text!(
                    zh: "“{head}”列隐藏着：取消隐藏，或用 `--map {head}={key}` 仍取这一列",
                    en: "the column `{head}` is hidden: show it, or take it with `--map {head}={key}` all the same"
                ),
                None => text!(
                    zh: "表头有：{zh}；用 `--map 列名={key}` 指明是哪一列",
                    en: "the heads are: {en}; say which is meant with `--map HEAD={key}`"
                ),
            };
            problems.push(problem.hint(hint));
        }
        let place = self.place.as_str();
        problems = problems.into_iter().map(|problem| problem.at(Location::file(place))).collect();
        crate::diagnostic::ensure_none(problems)
    }

    fn take_rows(&mut self, sheet: &Sheet, last: usize, width: usize) {
        let needed = self.taken.iter().find(|taken| taken.column.required).map(|taken| taken.at);
        let mut told = Told::default();
        let mut beside = false;
        let (unseen, seen): (Vec<_>, Vec<_>) =
            sheet.rows.iter().filter(|row| row.number > last).partition(|row| row.hidden);
        for row in seen {
            let cells: Vec<(&Taken, &Cell)> = self.taken.iter().map(|taken| (taken, row.cell(taken.at))).collect();
            let filled: Vec<_> = cells.iter().filter(|(_, cell)| **cell != Cell::Empty).collect();
            // A heading is repeated on each printed page.
            let is_heading = filled.len() > 1 && filled.iter().all(|(taken, cell)| cell.words() == taken.head);
            beside = is_beside(row, needed) || beside && continues_remark(row);
            if filled.is_empty() || is_heading || beside || is_banner(sheet, row) {
                told.skipped.push(row);
                continue;
            }
            if sheet.name.is_none() && row.cells.len() > width {
                let many = row.cells.len();
                let problem = Diagnostic::new(
                    text!(zh: "有 {many} 格，表头只有 {width} 格", en: "{many} cells under {width} heads"),
                )
                .hint(Text::new("含分隔符的一格用双引号括起来", "put a cell that holds a separator in double quotes"));
                self.wrong.push((row.number, self.wrong_at(row.number, None, problem)));
                continue;
            }
            match self.read_row(row, &cells, sheet.since_1904, &mut told) {
                Ok(row) => self.rows.push(row),
                Err(wrong) => self.wrong.extend(wrong.into_iter().map(|problem| (row.number, problem))),
            }
        }
        if !unseen.is_empty() {
            let Text { zh, en } = shown_rows(&unseen, needed);
            told.unseen = Some(text!(
                zh: "隐藏或筛掉的行未导入：{zh}；要导入就先显示出来",
                en: "hidden or filtered rows are not taken: {en}; show them first to have them taken"
            ));
        }
        self.warnings.extend(told.warnings(sheet.since_1904));
    }

    /// Reads the cells of a row.
    ///
    /// # Errors
    /// All that is wrong with them.
    fn read_row<'s>(
        &self,
        row: &'s sheet::Row,
        cells: &[(&Taken, &Cell)],
        since_1904: bool,
        told: &mut Told<'s>,
    ) -> Result<Row, Diagnostics> {
        let (mut fields, mut wrong) = (Vec::new(), Diagnostics::new());
        for (taken, cell) in cells {
            match cell::read(cell, taken.column.holds, since_1904) {
                Ok(read) => {
                    if read.counted {
                        told.counted.push((taken.head.clone(), row.number));
                    }
                    told.cut.extend(read.cut.then(|| in_row(row, cell)));
                    told.recast.extend(read.recast.then(|| in_row(row, cell)));
                    if read.words.is_empty() && taken.column.required {
                        let missing = Diagnostic::new(Text::new("空着", "empty"))
                            .hint(Text::new("填上，或从表中去掉这一行", "fill it in, or take the row out of the list"));
                        wrong.push(self.wrong_at(row.number, Some(&taken.head), missing));
                    }
                    fields.push((taken.column.key, read.words));
                }
                Err(problem) => wrong.push(self.wrong_at(row.number, Some(&taken.head), problem)),
            }
        }
        fields.retain(|(_, words)| !words.is_empty());
        crate::diagnostic::ensure_none(wrong).map(|()| Row { number: row.number, fields })
    }

    fn note_heading(&mut self, sheet: &Sheet, first: usize, last: usize) {
        let above: Vec<&sheet::Row> = sheet.rows.iter().filter(|row| row.number < first).collect();
        let place = &self.place;
        let rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let taken = self.taken.iter().map(|taken| format!("{} → {}", taken.head, taken.column.key));
        let taken: Vec<String> = taken.collect();
        let (zh, en) = (taken.join("，"), taken.join(", "));
        self.summary.push(text!(zh: "{place} 第{rows}行是表头：{zh}", en: "{place}: row {rows} is the heading: {en}"));
        if !above.is_empty() {
            let Text { zh, en } = shown_rows(&above, None);
            self.summary.push(text!(zh: "表头之上略过：{zh}", en: "passed over above it: {en}"));
        }
    }

    /// Warns of columns that are not imported although they are not empty.
    fn warn_of_columns(&mut self, heads: &[String], sheet: &Sheet, last: usize) {
        let below: Vec<&sheet::Row> = sheet.rows.iter().filter(|row| row.number > last).collect();
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(heads.len());
        let left = (0..width).filter(|at| !self.taken.iter().any(|taken| taken.at == *at));
        let (unseen, left): (Vec<usize>, Vec<usize>) = left.partition(|at| sheet.hidden_columns.contains(at));
        let (unseen, left) = (column_names(unseen, heads, &below), column_names(left, heads, &below));
        if !left.is_empty() {
            let Text { zh, en } = Text::listed(left);
            self.warnings.push(text!(zh: "未导入的列：{zh}", en: "columns not taken: {en}"));
        }
        if !unseen.is_empty() {
            let Text { zh, en } = Text::listed(unseen);
            self.warnings.push(text!(
                zh: "隐藏的列未导入：{zh}；要导入就先显示出来，或用 `--map` 指明",
                en: "hidden columns are not taken: {en}; show them first, or name them with `--map`"
            ));
        }
    }

    /// Warns of merged cells whose value several rows got.
    fn warn_of_merged(&mut self, sheet: &Sheet, last: usize) {
        let blocks =
            sheet.merged.iter().filter(|block| *block.rows.start() > last && block.rows.end() > block.rows.start());
        let named = blocks.filter_map(|block| {
            let taken = self.taken.iter().find(|taken| taken.at == *block.columns.start())?;
            Some(Text::same(format!("{} {}–{}", taken.head, block.rows.start(), block.rows.end())))
        });
        let named: Vec<Text> = named.collect();
        if !named.is_empty() {
            let (many, Text { zh, en }) = (named.len(), first_of(&named));
            self.warnings.push(text!(
                zh: "合并单元格 {many} 处，值用于其各行：{zh}",
                en: "{many} merged cells, whose value goes for all their rows: {en}"
            ));
        }
    }
}

/// The names of columns that are not empty: their heads, or letters for cells beside the list.
fn column_names(columns: Vec<usize>, heads: &[String], below: &[&sheet::Row]) -> Vec<String> {
    let names = columns.into_iter().filter_map(|at| match heads.get(at).filter(|head| !head.is_empty()) {
        Some(head) => Some(head.clone()),
        None => below.iter().any(|row| *row.cell(at) != Cell::Empty).then(|| column_letters(at)),
    });
    names.collect()
}

fn at_file(file: &Path, problem: Diagnostic) -> Diagnostic {
    problem.at(Location::file(file.display().to_string()))
}

/// Reads `HEAD=FIELD`.
fn mapped<'a>(written: &'a str, columns: &'static [Column]) -> Result<Mapped<'a>, Diagnostic> {
    let (head, field) = written.rsplit_once('=').filter(|(head, _)| !plain(head).is_empty()).ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{written}` 不是 列名=字段", en: "`{written}` is not HEAD=FIELD")).hint(Text::new(
            "例如 `--map 委员=name`；`--map 备注=` 不取这一列",
            "such as `--map 委员=name`; `--map 备注=` leaves the column",
        ))
    })?;
    if field.trim().is_empty() {
        return Ok(Mapped { head, column: None });
    }
    let column = columns.iter().find(|column| column.is_named(field)).ok_or_else(|| {
        unknown(&Text::new("字段", "field"), field, columns.iter().map(|column| (column.key, column.heads[0])))
    })?;
    Ok(Mapped { head, column: Some(column) })
}
