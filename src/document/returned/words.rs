//! When two texts say the same, how alike they are, and what of a text is a number that the program gives.

use crate::document::docx::{Line, Unit};
use crate::document::gongwen::{Kind, Run, plain, put_right, without_number};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What may stand before an item.
static MARKER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[0-9]{1,3}[.．、]|[（(][0-9]{1,3}[）)]|[①-⑳]|——|[-–—•·●▪]\s)[ \u{3000}]*").ok());

/// What may stand before an item or a heading.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[一二三四五六七八九十百]{1,4}[、．]|[（(][一二三四五六七八九十百]{1,4}[）)])[ \u{3000}]*").ok()
});

/// What stands before an item, if anything does.
pub(super) fn marker(text: &str) -> Option<&str> {
    MARKER.as_ref()?.find(text).map(|found| found.as_str())
}

/// What stands before an item or a heading.
fn number_before(text: &str) -> &str {
    marker(text).or_else(|| Some(NUMBER.as_ref()?.find(text)?.as_str())).unwrap_or_default()
}

/// What a marker looks like, whatever its number.
pub(super) fn form(marker: &str) -> String {
    let mut form: Vec<char> = marker.trim().chars().map(|c| if is_number(c) { '1' } else { c }).collect();
    form.dedup();
    form.into_iter().collect()
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('①'..='⑳').contains(&c)
}

/// Pieces of text without this many bytes at the beginning, and without blanks there.
pub(super) fn without(text: &[Run], mut bytes: usize) -> Vec<Run> {
    let mut rest = Vec::new();
    for run in text {
        let cut = bytes.min(run.text.len());
        bytes -= cut;
        let left = run.text.get(cut..).unwrap_or_default();
        if !left.is_empty() {
            rest.push(Run { text: left.to_owned(), style: run.style });
        }
    }
    trimmed(&rest)
}

/// Pieces of text without blanks at either end.
pub(super) fn trimmed(text: &[Run]) -> Vec<Run> {
    let mut text: Vec<Run> = text.iter().filter(|run| !run.text.is_empty()).cloned().collect();
    while let Some(first) = text.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        text.remove(0);
    }
    while let Some(last) = text.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        text.pop();
    }
    text
}

/// The words of a piece of this kind, without the number or mark that the program gives.
pub(super) fn content(kind: &Kind, text: &[Run]) -> Vec<Run> {
    let text = trimmed(text);
    match kind {
        Kind::Heading(..) => trimmed(&without_number(&text)),
        Kind::Item(..) => {
            let length = marker(&plain(&text)).map_or(0, str::len);
            without(&text, length)
        }
        _ => text,
    }
}

/// The number or mark before a part, as it is printed.
pub(super) fn number(kind: &Kind, line: &Line) -> String {
    let said = line.plain();
    match kind {
        Kind::Heading(..) => {
            let rest = plain(&content(kind, &line.text));
            said.trim().strip_suffix(rest.as_str()).unwrap_or_default().trim().to_owned()
        }
        Kind::Item(..) => marker(said.trim()).unwrap_or_default().trim().to_owned(),
        _ => String::new(),
    }
}

/// The words of a piece as they were written.
pub(super) fn written(kind: &Kind) -> Vec<Run> {
    match kind {
        Kind::Heading(_, text) => content(kind, text),
        Kind::Paragraph(text) | Kind::Item(_, _, text) | Kind::Quote(text) => trimmed(text),
        Kind::Verbatim(_) | Kind::Table(_) => Vec::new(),
    }
}

/// Whether two texts are printed alike. Blanks have no style.
pub(super) fn same(one: &[Run], other: &[Run]) -> bool {
    one == other || flat(one) == flat(other)
}

fn flat(text: &[Run]) -> Vec<(char, bool, bool)> {
    let right = put_right(&trimmed(text));
    let each = right.iter().flat_map(|run| run.text.chars().map(|c| (c, run.style)));
    each.map(|(c, style)| (c, style.strong && !c.is_whitespace(), style.emphasis && !c.is_whitespace())).collect()
}

/// Whether two tables are printed alike.
pub(super) fn same_rows(one: &[Vec<Line>], other: &[Vec<Line>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_cells(one, other))
}

/// Whether two rows are printed alike.
pub(super) fn same_cells(one: &[Line], other: &[Line]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(&one.text, &other.text))
}

/// What a unit is recognised by: its words without blanks and without a number before them.
pub(super) fn key(unit: &Unit) -> String {
    let said = unit.plain();
    let said = said.trim();
    match unit {
        Unit::Table(_) => format!("\t{}", squeezed(said)),
        Unit::Paragraph(_) => {
            let rest = squeezed(&said[number_before(said).len()..]);
            if rest.is_empty() { squeezed(said) } else { rest }
        }
    }
}

/// Whether one unit may have become another: neither a table a paragraph nor a heading a line of code, of which what is
/// written tells nothing but its words.
pub(super) fn may_be_one(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Paragraph(one), Unit::Paragraph(other)) => {
            let is_heading = |line: &Line| level(&line.style).is_some();
            let is_flush = |line: &Line| line.style == "Flush";
            !(is_heading(one) && is_flush(other) || is_flush(one) && is_heading(other))
        }
        (Unit::Table(_), Unit::Table(_)) => true,
        _ => false,
    }
}

/// The level of a heading's style.
pub(super) fn level(style: &str) -> Option<usize> {
    ["H1", "H2", "H3", "H4"].iter().position(|heading| *heading == style).map(|level| level + 1)
}

/// A text without blanks.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The characters of a text and the pairs of them, each with how often it comes.
pub(super) type Counts = HashMap<[char; 2], u32>;

/// How much two texts have in common, from 0 to 1: characters, and pairs of them.
pub(super) fn likeness(one: &Counts, other: &Counts) -> f64 {
    let all: u32 = one.values().chain(other.values()).sum();
    let common: u32 = one.iter().map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or(0))).sum();
    if all == 0 { 0.0 } else { f64::from(common) * 2.0 / f64::from(all) }
}

/// Counts a text.
pub(super) fn counted(text: &str) -> Counts {
    let mut counts = Counts::new();
    let mut before = None;
    for c in text.chars() {
        *counts.entry([c, '\0']).or_insert(0) += 1;
        if let Some(before) = before {
            *counts.entry([before, c]).or_insert(0) += 1;
        }
        before = Some(c);
    }
    counts
}
