//! 版记 (7.4): copies, then who printed the paper and when, between rules, at the bottom of the page on which it ends.
//!
//! It is a table in a box that stands on the lower edge of the text area. A floating table or a frame would be simpler,
//! but not every program keeps the one in its place and the rules of the other.

use super::paragraph::{Paragraph, Span};
use super::xml::{filled, made, map};
use crate::diagnostic::Diagnostic;
use crate::document::gongwen::{Meta, Width as _};
use crate::document::measure::{self as m, Mm, Pt};
use minijinja::Value;

/// The imprint, if there is one: of a letter the copies alone, without rules (10.1).
pub(super) fn imprint(meta: &Meta, with_rules: bool) -> Result<Option<String>, Diagnostic> {
    let width = m::TEXT.0.pt();
    // 空一字: of the imprint's own size.
    let (aside, label) = (m::SMALL, Pt(m::SMALL.0 * 3.0));
    let mut rows = Vec::new();
    let mut lines = 0.0;
    if let Some(copies) = &meta.copies {
        let room = (width.0 - 2.0 * aside.0 - label.0) / m::SMALL.0;
        // A line is seldom filled to its end.
        lines += ((copies.as_str().ems() + 1.0) / (room - 1.0)).ceil();
        let line = Paragraph::new("Imprint").indented(Pt(aside.0 + label.0), aside, label);
        rows.push(line.text(&format!("抄送：{copies}。")));
    }
    if let Some(imprint) = meta.imprint.as_ref().filter(|_| with_rules) {
        lines += 1.0;
        let mut line = Paragraph::new("Imprint").indented(aside, aside, Pt(0.0)).text(&imprint.office);
        line.tabs = vec![(Pt(width.0 - aside.0), "right")];
        rows.push(line.span(Span { tab: true, text: imprint.date_to_print(), ..Span::default() }));
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let last = rows.len() - 1;
    let row = |(nth, line): (usize, &Paragraph)| {
        let above = if nth == 0 { m::THICK_RULE } else { m::THIN_RULE };
        let values = [
            ("text", made(line.xml()?)),
            ("above", if with_rules { eighths(above) } else { 0 }.into()),
            ("below", if nth == last { eighths(m::THICK_RULE) } else { 0 }.into()),
        ];
        Ok(map(values))
    };
    let rows: Result<Vec<Value>, Diagnostic> = rows.iter().enumerate().map(row).collect();
    let table = filled("imprint-table.xml", &map([("rows", rows?.into()), ("width", width.twips().into())]))?;
    let high = Pt(m::LINE.0 * lines + m::THICK_RULE.pt().0 * 2.0 + m::THIN_RULE.pt().0 + 0.75);
    let values = [
        ("table", made(table)),
        ("wide", emu(width).into()),
        ("high", emu(high).into()),
        ("wide_pt", format!("{:.2}", width.0).into()),
        ("high_pt", format!("{:.2}", high.0).into()),
    ];
    filled("imprint.xml", &map(values)).map(Some)
}

/// Borders are counted in eighths of a point.
fn eighths(rule: Mm) -> i64 {
    rule.pt().twips() * 8 / 20
}

/// Drawings are counted in the 635th part of a twentieth of a point.
fn emu(length: Pt) -> i64 {
    length.twips() * 635
}
