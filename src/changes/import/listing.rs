//! The rows of a list, checked cell by cell.

use super::beside::{goes_on, is_banner, is_beside};
use super::cell;
use super::column::{Column, plain};
use super::heading::{headed, joined};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::sheet::{self, Cell, Sheet, column_letters};
use crate::text;
use crate::text::Text;
use std::path::Path;

/// The rows of a list, each cell under the field its column is taken for.
pub(crate) struct Listing {
    pub columns: &'static [Column],
    pub rows: Vec<Row>,
    /// How it is read.
    pub said: Vec<Text>,
    /// What is left out, or turned into something else: to be minded also where nothing is shown first.
    pub minded: Vec<Text>,
    /// What is wrong with cells, whatever they are taken for, by row.
    pub wrong: Vec<(usize, Diagnostic)>,
    /// The file and its sheet.
    place: String,
    /// The heads of the columns that are taken.
    taken: Vec<Taken>,
}

/// A column that is taken.
struct Taken {
    column: &'static Column,
    /// Where it stands (0-based).
    at: usize,
    /// Its head, as it is written.
    head: String,
}

/// A row of a list.
pub(crate) struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: usize,
    fields: Vec<(&'static str, Vec<String>)>,
}

impl Row {
    /// What stands under a field.
    pub(crate) fn word(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| *other == key).and_then(|(_, words)| words.first()).map(String::as_str)
    }

    /// The words that stand under a field which may hold several.
    pub(crate) fn several(&self, key: &str) -> Vec<String> {
        self.fields.iter().find(|(other, _)| *other == key).map(|(_, words)| words.clone()).unwrap_or_default()
    }
}

/// What `--map` says: a head, and the field it is to be; none, so that it is left.
struct Mapped<'a> {
    head: &'a str,
    column: Option<&'static Column>,
}

impl Listing {
    /// Reads the rows of a file.
    ///
    /// # Errors
    /// If the file cannot be read, no row of it is the heading, or a column that must be there is not. What is
    /// wrong with single cells is kept in `wrong`, so that what is wrong with the other rows is found as well.
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
            match mapped.iter().find(|mapped| plain(mapped.head) == plain(head)) {
                Some(mapped) => mapped.column,
                None => columns.iter().find(|column| column.is(head)),
            }
        };
        let sheets = sheet::read(file, wanted, &|head| column_of(head).is_some())?;
        let (sheet, heading, passed) = headed(sheets, columns, &column_of).map_err(|problem| at_file(file, problem))?;
        let shown = file.display();
        let place = sheet.name.as_ref().map_or_else(|| shown.to_string(), |name| format!("{shown}:{name}"));
        let mut listing = Self {
            columns,
            rows: Vec::new(),
            said: Vec::new(),
            minded: Vec::new(),
            wrong: Vec::new(),
            place,
            taken: Vec::new(),
        };
        listing.said.extend(sheet.notes.iter().cloned());
        listing.minded.extend(sheet.doubts.iter().cloned().chain(passed));
        let last = heading.last(&sheet);
        let heads = heading.heads(&sheet, last, &|head| column_of(head).is_some());
        listing.take_columns(&heads, &sheet, &mapped, &column_of)?;
        listing.say_heading(&sheet, heading.first, last);
        listing.say_not_taken(&heads, &sheet, last);
        listing.take_rows(&sheet, last, heads.len());
        listing.say_filled(&sheet, last);
        Ok(listing)
    }

    /// Whether a column is taken for a field.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.head(key).is_some()
    }

    /// The head of the column that is taken for a field.
    pub(crate) fn head(&self, key: &str) -> Option<&str> {
        self.taken.iter().find(|taken| taken.column.key == key).map(|taken| taken.head.as_str())
    }

    /// A problem of a row, with its place and the head of its column.
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

    /// Which column is taken for which field.
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
            if !heads.iter().any(|head| plain(head) == plain(mapped.head)) {
                problems.push(unknown(&Text::new("列", "column"), mapped.head, listed.iter().copied()));
            }
        }
        let is_mapped = |head: &str| mapped.iter().any(|mapped| plain(mapped.head) == plain(head));
        let mut unseen: Vec<(&str, &str)> = Vec::new();
        for (at, head) in heads.iter().enumerate() {
            let Some(column) = column_of(head) else { continue };
            if sheet.hidden_columns.contains(&at) && !is_mapped(head) {
                unseen.push((column.key, head));
                continue;
            }
            let elsewhere = mapped.iter().any(|mapped| mapped.column.is_some_and(|other| other.key == column.key));
            if elsewhere && !is_mapped(head) {
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
            let hint = match unseen.iter().find(|(unseen, _)| *unseen == key) {
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
        let (mut skipped, mut counted) = (Vec::new(), Vec::new());
        let (mut cut, mut recast) = (Vec::new(), Vec::new());
        let needed = self.taken.iter().find(|taken| taken.column.required).map(|taken| taken.at);
        let mut beside = false;
        let (unseen, seen): (Vec<_>, Vec<_>) =
            sheet.rows.iter().filter(|row| row.number > last).partition(|row| row.hidden);
        for row in seen {
            let of_taken = || self.taken.iter().map(|taken| (taken, row.cell(taken.at)));
            let says_nothing = of_taken().all(|(_, cell)| *cell == Cell::Empty);
            let again = of_taken().filter(|(_, cell)| **cell != Cell::Empty);
            let is_heading = again.clone().count() > 1 && again.clone().all(|(taken, cell)| cell.words() == taken.head);
            beside = is_beside(row, needed) || beside && goes_on(row);
            if says_nothing || is_heading || beside || is_banner(sheet, row) {
                skipped.push(row);
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
            let (mut fields, mut wrong) = (Vec::new(), Diagnostics::new());
            for (taken, cell) in of_taken() {
                match cell::read(cell, taken.column.holds, sheet.since_1904) {
                    Ok(said) => {
                        if said.counted {
                            counted.push((taken.head.clone(), row.number));
                        }
                        let written = || in_row(row, cell);
                        cut.extend(said.cut.then(written));
                        recast.extend(said.recast.then(written));
                        if said.words.is_empty() && taken.column.required {
                            let missing = Diagnostic::new(Text::new("空着", "empty")).hint(Text::new(
                                "填上，或从表中去掉这一行",
                                "fill it in, or take the row out of the list",
                            ));
                            wrong.push(self.wrong_at(row.number, Some(&taken.head), missing));
                        }
                        fields.push((taken.column.key, said.words));
                    }
                    Err(problem) => wrong.push(self.wrong_at(row.number, Some(&taken.head), problem)),
                }
            }
            if wrong.is_empty() {
                fields.retain(|(_, words)| !words.is_empty());
                self.rows.push(Row { number: row.number, fields });
            }
            self.wrong.extend(wrong.into_iter().map(|problem| (row.number, problem)));
        }
        if !skipped.is_empty() {
            let Text { zh, en } = shown_rows(&skipped, None);
            self.minded.push(text!(zh: "略过的行：{zh}", en: "rows passed over: {en}"));
        }
        if !unseen.is_empty() {
            let Text { zh, en } = shown_rows(&unseen, needed);
            self.minded.push(text!(
                zh: "隐藏或筛掉的行未导入：{zh}；要导入就先显示出来",
                en: "hidden or filtered rows are not taken: {en}; show them first to have them taken"
            ));
        }
        if !cut.is_empty() {
            let Text { zh, en } = first_of(&cut);
            self.minded.push(text!(
                zh: "姓名之外的文字未导入：{zh}",
                en: "what stands beside a name is not taken: {en}"
            ));
        }
        if !recast.is_empty() {
            let Text { zh, en } = first_of(&recast);
            self.minded.push(text!(
                zh: "部首、兼容字、全角字母和数字已换成通常的字：{zh}",
                en: "radicals, compatibility forms, wide letters and digits are written as usual: {en}"
            ));
        }
        if let (Some((head, first)), many) = (counted.first(), counted.len()) {
            let since = if sheet.since_1904 { 1904 } else { 1900 };
            self.minded.push(text!(
                zh: "日期是数字，从 {since} 年起算：“{head}”第 {first} 行等 {many} 格",
                en: "days that are numbers, counted from {since}: {many} cells, the first under `{head}` in row {first}"
            ));
        }
    }

    fn say_heading(&mut self, sheet: &Sheet, first: usize, last: usize) {
        let above: Vec<&sheet::Row> = sheet.rows.iter().filter(|row| row.number < first).collect();
        let place = &self.place;
        let rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let taken = self.taken.iter().map(|taken| format!("{} → {}", taken.head, taken.column.key));
        let taken: Vec<String> = taken.collect();
        let (zh, en) = (taken.join("，"), taken.join(", "));
        self.said.push(text!(zh: "{place} 第 {rows} 行是表头：{zh}", en: "{place}: row {rows} is the heading: {en}"));
        if !above.is_empty() {
            let Text { zh, en } = shown_rows(&above, None);
            self.said.push(text!(zh: "表头之上略过：{zh}", en: "passed over above it: {en}"));
        }
    }

    /// Names the columns that hold something and are not taken.
    fn say_not_taken(&mut self, heads: &[String], sheet: &Sheet, last: usize) {
        let below: Vec<&sheet::Row> = sheet.rows.iter().filter(|row| row.number > last).collect();
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(heads.len());
        let left = (0..width).filter(|at| !self.taken.iter().any(|taken| taken.at == *at));
        let (unseen, left): (Vec<usize>, Vec<usize>) = left.partition(|at| sheet.hidden_columns.contains(at));
        let called = |columns: Vec<usize>| {
            let called = columns.into_iter().filter_map(|at| match heads.get(at).filter(|head| !head.is_empty()) {
                Some(head) => Some(head.clone()),
                // What stands beside a list in a workbook has no head.
                None => below.iter().any(|row| *row.cell(at) != Cell::Empty).then(|| column_letters(at)),
            });
            called.collect::<Vec<String>>()
        };
        let (unseen, left) = (called(unseen), called(left));
        if !left.is_empty() {
            let Text { zh, en } = Text::listed(left);
            self.minded.push(text!(zh: "未导入的列：{zh}", en: "columns not taken: {en}"));
        }
        if !unseen.is_empty() {
            let Text { zh, en } = Text::listed(unseen);
            self.minded.push(text!(
                zh: "隐藏的列未导入：{zh}；要导入就先显示出来，或用 `--map` 指明",
                en: "hidden columns are not taken: {en}; show them first, or name them with `--map`"
            ));
        }
    }

    /// Names the merged cells of which several rows got their part.
    fn say_filled(&mut self, sheet: &Sheet, last: usize) {
        let blocks =
            sheet.merged.iter().filter(|block| *block.rows.start() > last && block.rows.end() > block.rows.start());
        let named = blocks.filter_map(|block| {
            let taken = self.taken.iter().find(|taken| taken.at == *block.columns.start())?;
            Some(Text::same(format!("{} {}–{}", taken.head, block.rows.start(), block.rows.end())))
        });
        let named: Vec<Text> = named.collect();
        if !named.is_empty() {
            let (many, Text { zh, en }) = (named.len(), first_of(&named));
            self.minded.push(text!(
                zh: "合并单元格 {many} 处，值用于其各行：{zh}",
                en: "{many} merged cells, whose value goes for all their rows: {en}"
            ));
        }
    }
}

/// Rows by number, with what stands under a column, or else first in them.
fn shown_rows(rows: &[&sheet::Row], under: Option<usize>) -> Text {
    let shown = rows.iter().map(|row| {
        let own = under.map(|column| row.cell(column)).into_iter();
        in_row(row, own.chain(&row.cells).find(|cell| **cell != Cell::Empty).unwrap_or(&Cell::Empty))
    });
    first_of(&shown.collect::<Vec<_>>())
}

/// A row by number, and what a cell of it says.
fn in_row(row: &sheet::Row, cell: &Cell) -> Text {
    let (number, said) = (row.number, shortened(cell));
    text!(zh: "{number}（{said}）", en: "{number} ({said})")
}

/// The beginning of what a cell says.
fn shortened(cell: &Cell) -> String {
    let words = joined(&cell.words());
    let beginning: String = words.chars().take(20).collect();
    if beginning.len() < words.len() { beginning + "…" } else { beginning }
}

/// The first of what is told, and how many there are if these are not all.
pub(crate) fn first_of(told: &[Text]) -> Text {
    const SHOWN: usize = 8;
    let more = if told.len() > SHOWN { format!(" … {}", told.len()) } else { String::new() };
    Text::join(told.iter().take(SHOWN), "、", ", ").then(&Text::same(more))
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
    let column = columns.iter().find(|column| column.is(field)).ok_or_else(|| {
        unknown(&Text::new("字段", "field"), field, columns.iter().map(|column| (column.key, column.heads[0])))
    })?;
    Ok(Mapped { head, column: Some(column) })
}
