//! What stands above the title, by layout: mark, number, signers and red rules.

use super::paragraph::{HEI, KAI, Paragraph, Rule, Span};
use crate::document::gongwen::{Layout, Meta, Width as _};
use crate::document::measure::{self as m, Pt, ink_above_bottom, ink_below_top};

/// The height of a line that is there for its rule alone.
const RULE_LINE: Pt = Pt(1.0);

/// The mark's line, higher than the mark so that none of it is cut off.
fn mark_line(size: Pt) -> Pt {
    Pt(size.0 * 1.2)
}

/// The mark (7.2.4, 10.1, 10.3): red, in the middle.
fn mark(text: &str, largest: Pt) -> (Paragraph, Pt) {
    let (size, narrower) = m::mark(text.ems(), largest);
    // A hundredth is far below what is seen.
    #[allow(clippy::cast_possible_truncation)]
    let narrower = (narrower < 1.0).then(|| (narrower * 100.0).floor() as i64);
    let mut paragraph = Paragraph::new("Mark").text(text);
    for span in &mut paragraph.spans {
        (span.size, span.narrower) = (Some(size), narrower);
    }
    paragraph.line = Some(mark_line(size));
    (paragraph, size)
}

/// What stands above the title in the text.
pub(super) fn above_title(meta: &Meta) -> Vec<Paragraph> {
    match meta.layout {
        Layout::Document => document(meta),
        Layout::Letter => letter(meta),
        Layout::Minutes => minutes(meta),
        Layout::Table | Layout::Plain => classes(meta),
    }
}

/// 份号, 密级, 紧急程度 (7.2.1–7.2.3): one below the other at the left.
fn classes(meta: &Meta) -> Vec<Paragraph> {
    let copy = meta.copy_number.iter().map(|text| Paragraph::new("Flush").text(text));
    let marked = [&meta.secrecy, &meta.urgency].into_iter().flatten();
    copy.chain(marked.map(|text| Paragraph::new("Class").text(text))).collect()
}

fn document(meta: &Meta) -> Vec<Paragraph> {
    let mut lines = under_edge(meta);
    lines.extend((0..m::LINES_BELOW_MARK).map(|_| Paragraph::blank()));
    lines.extend(number_and_signers(meta));
    // The rule is below the last of these.
    let below = Pt(m::RULE_BELOW_NUMBER.pt().0 - ink_above_bottom(m::LINE, m::BODY).0);
    if let Some(last) = lines.last_mut() {
        last.rule = Some(red_rule(below));
    }
    lines.extend((0..m::LINES_ABOVE_TITLE).map(|_| Paragraph::blank()));
    lines
}

/// A red rule as wide as the text (7.2.7).
#[allow(clippy::cast_possible_truncation, reason = "a few points")]
fn red_rule(below: Pt) -> Rule {
    Rule { side: "bottom", kind: "single", size: m::RED_RULE, space: below.0.round() as i64 }
}

/// The classes, and the mark so far below the upper edge of the text that they have their place above it.
fn under_edge(meta: &Meta) -> Vec<Paragraph> {
    let mut lines = classes(meta);
    if lines.is_empty() {
        // Room above the first paragraph of a page is not kept everywhere.
        lines.push(Paragraph::blank());
    }
    let (mut mark, size) = mark(&meta.mark, m::LARGEST_MARK);
    let count = f64::from(u32::try_from(lines.len()).unwrap_or_default());
    let above = m::MARK_BELOW_TEXT_TOP.pt().0 - m::LINE.0 * count - ink_below_top(mark_line(size), size).0;
    mark.room.0 = Pt(above.max(0.0));
    lines.push(mark);
    lines
}

/// 发文字号 in the middle (7.2.5); where 签发人 are named (7.2.6), at the left of the last of them, two in a line.
fn number_and_signers(meta: &Meta) -> Vec<Paragraph> {
    let number = meta.number.as_deref().unwrap_or_default();
    if meta.signers.is_empty() {
        return vec![Paragraph::new("Number").text(number)];
    }
    let right = Pt(m::TEXT.0.pt().0 - m::PITCH.0);
    let widest = meta.signers.iter().map(|name| name.as_str().ems()).fold(0.0, f64::max);
    let first_tab = right.0 - m::PITCH.0 * (4.0 + if meta.signers.len() > 1 { 2.0 * widest + 1.0 } else { widest });
    let rows: Vec<&[String]> = meta.signers.chunks(2).collect();
    let lines = rows.iter().enumerate().map(|(nth, pair)| {
        let number = if nth + 1 == rows.len() { number } else { "" };
        let label = if nth == 0 { "签发人：" } else { "　　　　" };
        // An indent would shorten the rule.
        let mut line = Paragraph::blank().span(Span { tab: true, ..Span::default() }).text(number);
        line.tabs = vec![(m::PITCH, "left"), (Pt(first_tab), "left")];
        line.span(Span { tab: true, text: label.to_owned(), ..Span::default() }).span(Span {
            text: pair.join("　"),
            font: KAI,
            ..Span::default()
        })
    });
    lines.collect()
}

/// Below the double rule, which is in the page's header: the classes at the left, the number at the right (10.1).
fn letter(meta: &Meta) -> Vec<Paragraph> {
    let right = m::TEXT.0.pt();
    let number = meta.number.clone().unwrap_or_default();
    let mut lines = classes(meta);
    let mut first = if lines.is_empty() { Paragraph::blank() } else { lines.remove(0) };
    first.tabs = vec![(right, "right")];
    let number = crate::document::gongwen::runs(&number).into_iter().enumerate().map(|(nth, run)| Span {
        tab: nth == 0,
        text: run.text,
        font: "仿宋_GB2312",
        blank: run.style.blank,
        ..Span::default()
    });
    first.spans.extend(number);
    lines.insert(0, first);
    lines.extend((0..m::LINES_ABOVE_TITLE).map(|_| Paragraph::blank()));
    lines
}

/// The header of a letter's first page: mark and double rule (10.1).
pub(super) fn letter_header(meta: &Meta) -> (Vec<Paragraph>, Pt) {
    let (mut mark, size) = mark(&meta.mark, m::LARGEST_LETTER_MARK);
    let overhang = (m::DOUBLE_RULE.0 - m::TEXT.0.0) / 2.0;
    // The text area is not in the middle of the page.
    let aside = (m::LEFT.0 - m::RIGHT.0) / 2.0;
    let (left, right) = (m::Mm(-overhang - aside).pt(), m::Mm(-overhang + aside).pt());
    mark.indent = Some(super::paragraph::Indent { left, right, hanging: Pt(0.0) });
    let top = Pt(m::LETTER_MARK.pt().0 - ink_below_top(mark_line(size), size).0);
    let above = m::DOUBLE_RULE_BELOW_MARK.pt().0 - ink_above_bottom(mark_line(size), size).0 - RULE_LINE.0;
    let below = m::NUMBER_BELOW_DOUBLE_RULE.0 - ink_below_top(m::LINE, m::BODY).0;
    (vec![mark, double_rule("thickThinSmallGap", left, right, (Pt(above.max(0.0)), Pt(below.max(0.0))))], top)
}

/// The footer of a letter's first page: the second double rule.
pub(super) fn letter_footer() -> Paragraph {
    let overhang = (m::DOUBLE_RULE.0 - m::TEXT.0.0) / 2.0;
    let aside = (m::LEFT.0 - m::RIGHT.0) / 2.0;
    let (left, right) = (m::Mm(-overhang - aside).pt(), m::Mm(-overhang + aside).pt());
    double_rule("thinThickSmallGap", left, right, (Pt(0.0), Pt(0.0)))
}

/// A red double rule. It is always a lower border: of an upper one, programs differ in which rule is the outer.
fn double_rule(kind: &'static str, left: Pt, right: Pt, room: (Pt, Pt)) -> Paragraph {
    let rule = Rule { side: "bottom", kind, size: Pt(3.0), space: 0 };
    Paragraph { rule: Some(rule), line: Some(RULE_LINE), room, ..Paragraph::blank().indented(left, right, Pt(0.0)) }
}

/// 纪要 (10.3): the mark, then who made them and when, above the red rule.
fn minutes(meta: &Meta) -> Vec<Paragraph> {
    let mut lines = under_edge(meta);
    lines.push(Paragraph::blank());
    let indent = Span { tab: true, ..Span::default() };
    let mut line = Paragraph::blank().span(indent).text(&meta.issuers.join("　"));
    line.tabs = vec![(m::PITCH, "left"), (Pt(m::TEXT.0.pt().0 - m::PITCH.0), "right")];
    let date = meta.date_to_print().unwrap_or_default();
    line = line.span(Span { tab: true, text: date, ..Span::default() });
    line.rule = Some(red_rule(Pt(m::RULE_BELOW_NUMBER.pt().0 - ink_above_bottom(m::LINE, m::BODY).0)));
    lines.push(line);
    lines.extend((0..m::LINES_ABOVE_TITLE).map(|_| Paragraph::blank()));
    lines
}

/// A label in 黑体.
pub(super) fn label(text: &str) -> Span {
    Span { text: text.to_owned(), font: HEI, ..Span::default() }
}
