//! Tables: rows and cells that did not change keep their bytes.

use super::pairs::pairs;
use super::words::{same, same_cells, same_rows, squeezed};
use super::write::Form;
use crate::document::docx::Line;
use crate::document::gongwen::{Alignment, Run, Table};

/// Most rows that are compared: as many as a paper may have.
const MOST: usize = 5000;

/// The lines of a table whose words have changed; `None` if they have not.
pub(super) fn changed(lines: &[&str], table: &Table, old: &[Vec<Line>], new: &[Vec<Line>]) -> Option<Vec<String>> {
    if same_rows(old, new) {
        return None;
    }
    let columns = table.columns.len();
    if new.len() > MOST {
        return Some(anew(new, &table.columns));
    }
    let is_even = new.iter().all(|row| row.len() == columns);
    let pairs = pairs(&keys(old), &keys(new), &|_, _| true);
    // The second line says how columns are aligned; the first row is the head.
    let keeps_head = pairs.first() == Some(&(0, 0)) && lines.len() == old.len() + 1;
    if !is_even || !keeps_head {
        return Some(anew(new, &table.columns));
    }
    let mut written = Vec::new();
    let mut pairs = pairs.into_iter().peekable();
    for (nth, row) in new.iter().enumerate() {
        let line = match pairs.next_if(|(_, to)| *to == nth) {
            Some((from, _)) if same_cells(&old[from], row) => source(lines, from).to_owned(),
            Some((from, _)) => amended(source(lines, from), &old[from], row),
            None => indent(lines[0]).to_owned() + &line(row, columns),
        };
        written.push(line);
        if nth == 0 {
            written.push(lines[1].to_owned());
        }
    }
    Some(written)
}

/// The line of a row. Below that of the head, one says how columns are aligned.
fn source<'l>(lines: &[&'l str], row: usize) -> &'l str {
    lines[if row == 0 { 0 } else { row + 1 }]
}

/// What rows are recognised by.
fn keys(rows: &[Vec<Line>]) -> Vec<String> {
    rows.iter().map(|row| row.iter().map(|cell| squeezed(&cell.plain())).collect::<Vec<_>>().join("\u{1}")).collect()
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '>']).len()]
}

/// A row with those cells written anew that have changed.
fn amended(source: &str, old: &[Line], new: &[Line]) -> String {
    let before = indent(source);
    let cells = cells(&source[before.len()..]);
    if cells.len() != new.len() {
        return before.to_owned() + &line(new, new.len());
    }
    let cell = |((written, old), new): ((&&str, &Line), &Line)| {
        if same(&old.text, &new.text) {
            return (*written).to_owned();
        }
        let words = written.trim();
        let amended = Form::Cell.amended(words, &old.text, &new.text);
        let words = amended.unwrap_or_else(|| Form::Cell.written(&new.text));
        format!(" {words} ")
    };
    let written: Vec<String> = cells.iter().zip(old).zip(new).map(cell).collect();
    format!("{before}|{}|", written.join("|"))
}

/// What is written between the bars of a row.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim_end();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut cells, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in row.char_indices() {
        if c == '|' && !escaped {
            cells.push(&row[from..at]);
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if from < row.len() {
        cells.push(&row[from..]);
    }
    cells
}

fn line(row: &[Line], columns: usize) -> String {
    let none: &[Run] = &[];
    let texts = row.iter().map(|cell| cell.text.as_slice()).chain(std::iter::repeat(none));
    let cells: Vec<String> = texts.take(columns).map(|text| format!(" {} ", Form::Cell.written(text))).collect();
    format!("|{}|", cells.join("|"))
}

/// A table anew; columns of which nothing is known are aligned as their texts suggest.
pub(super) fn anew(rows: &[Vec<Line>], known: &[Alignment]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let rule = |column: usize| match known.get(column) {
        Some(Alignment::Left) => ":---",
        Some(Alignment::Center) => ":---:",
        Some(Alignment::Right) => "---:",
        Some(Alignment::Auto) | None => "---",
    };
    let rules: Vec<String> = (0..columns).map(|column| format!(" {} ", rule(column))).collect();
    let mut lines: Vec<String> = rows.iter().map(|row| line(row, columns)).collect();
    lines.insert(1.min(lines.len()), format!("|{}|", rules.join("|")));
    lines
}
