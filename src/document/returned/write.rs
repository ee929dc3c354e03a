//! Writes words as Markdown that reads as those words: in what was written before as far as possible, else anew.
//!
//! What is written is read at once. Of several ways the first is taken that reads right.

use super::words::{same, trimmed};
use crate::diagnostic::Diagnostics;
use crate::document::gongwen::{Kind, Markdown, Run, plain};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// What the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A paragraph, also of an item or a quotation.
    Paragraph,
    /// A heading after its `#`.
    Heading,
    /// A cell of a table.
    Cell,
}

impl Form {
    /// Whether a text reads as these words.
    fn reads(self, written: &str, text: &[Run]) -> bool {
        let whole = match self {
            Self::Paragraph => format!("{written}\n"),
            Self::Heading => format!("## {written}\n"),
            Self::Cell => format!("|{written}|\n|---|\n"),
        };
        let mut problems = Diagnostics::new();
        let pieces = Markdown { path: "", text: &whole, lines_before: 0 }.pieces(&mut problems);
        if !problems.is_empty() {
            return false;
        }
        match (self, pieces.as_slice()) {
            (Self::Paragraph | Self::Heading, []) => text.is_empty(),
            (Self::Paragraph, [one]) => matches!(&one.kind, Kind::Paragraph(read) if same(read, text)),
            (Self::Heading, [one]) => matches!(&one.kind, Kind::Heading(_, read) if same(read, text)),
            (Self::Cell, [one]) => {
                matches!(&one.kind, Kind::Table(table) if table.head.len() == 1 && same(&table.head[0], text))
            }
            _ => false,
        }
    }

    /// The words anew.
    pub(super) fn written(self, text: &[Run]) -> String {
        let text = trimmed(text);
        let ways = [(false, ""), (true, ""), (true, "<!-- -->")];
        let mut written = ways.into_iter().map(|(escapes, apart)| self.anew(&text, escapes, apart));
        let found = written.find(|written| self.reads(written, &text));
        // Words that no style can be given to go without it; what differs is told.
        found.unwrap_or_else(|| self.escaped(&plain(&text), true))
    }

    /// The words in what was written before, with everything that is not printed.
    pub(super) fn amended(self, source: &str, old: &[Run], new: &[Run]) -> Option<String> {
        let (old, words) = (plain(old), plain(&trimmed(new)));
        let ways = [(false, false), (true, false), (false, true), (true, true)];
        let amended = |(before_next, escapes)| {
            let written = amended(source, &old, &words, before_next, |added| self.escaped(added, escapes))?;
            (written.matches('\n').count() == source.matches('\n').count()).then_some(written)
        };
        ways.into_iter().filter_map(amended).find(|written| self.reads(written, new))
    }

    fn anew(self, text: &[Run], escapes: bool, apart: &str) -> String {
        let mut written = String::new();
        for (nth, run) in text.iter().enumerate() {
            let mark = match (run.style.strong, run.style.emphasis) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            };
            let words = run.text.trim();
            if mark.is_empty() || words.is_empty() {
                written += &self.escaped(&run.text, escapes);
                continue;
            }
            // A mark beside a blank is none.
            let start = run.text.len() - run.text.trim_start().len();
            let end = start + words.len();
            if nth > 0 {
                written += apart;
            }
            written += &run.text[..start];
            written += mark;
            written += &self.escaped(words, escapes);
            written += mark;
            written += &run.text[end..];
        }
        if escapes && self != Self::Cell { at_line_start(&written) } else { written }
    }

    fn escaped(self, text: &str, escapes: bool) -> String {
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            let is_mark = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '!' | '~' | '#' => escapes,
                '|' => escapes || self == Self::Cell,
                _ => false,
            };
            if is_mark {
                written.push('\\');
            }
            if c == '\n' {
                written += "<br>";
            } else {
                written.push(c);
            }
        }
        written
    }
}

/// A text that would begin a list or a rule, with a mark that it does not.
fn at_line_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let is_numbered = digits > 0 && rest.starts_with(['.', ')']);
    if is_numbered || digits == 0 && rest.starts_with(['+', '-', '=', ':']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    text.to_owned()
}

/// A text as it was written, with what was printed of it changed. `None` if a change is where nothing printed is.
fn amended(source: &str, old: &str, new: &str, before_next: bool, escaped: impl Fn(&str) -> String) -> Option<String> {
    let source: Vec<char> = source.chars().collect();
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if new.len() > LONGEST {
        return None;
    }
    let spots = spots(&source, &old);
    let mut gone = vec![false; source.len()];
    let mut added: BTreeMap<usize, String> = BTreeMap::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (from, to) = (op.old_range(), op.new_range());
        for at in from.clone() {
            gone[spots[at]?] = true;
        }
        if !to.is_empty() {
            let before = || from.start.checked_sub(1).map(|at| spots[at].map(|spot| spot + 1));
            let after = || spots.get(from.end).copied();
            let spot = if before_next { after().or_else(before) } else { before().or_else(after) };
            let words: String = new[to].iter().collect();
            added.entry(spot.unwrap_or(Some(source.len()))?).or_default().push_str(&escaped(&words));
        }
    }
    let mut written = String::new();
    for (at, (c, gone)) in source.iter().zip(gone).enumerate() {
        written.extend(added.remove(&at));
        written.extend((!gone).then_some(*c));
    }
    written.extend(added.remove(&source.len()));
    Some(written)
}

/// Longest text whose characters are compared.
const LONGEST: usize = 20_000;

/// Where in the source each printed character is written.
pub(super) fn spots(source: &[char], printed: &[char]) -> Vec<Option<usize>> {
    let mut spots = vec![None; printed.len()];
    if source.len().max(printed.len()) > LONGEST {
        return spots;
    }
    for op in capture_diff_slices(Algorithm::Myers, source, printed) {
        match op {
            DiffOp::Equal { .. } => {
                for (at, character) in op.old_range().zip(op.new_range()) {
                    spots[character] = Some(at);
                }
            }
            // Marks that were put right.
            DiffOp::Replace { old_len, new_len, .. } if old_len == new_len => {
                for (at, character) in op.old_range().zip(op.new_range()) {
                    spots[character] = Some(at);
                }
            }
            _ => {}
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::gongwen::Style;

    fn run(text: &str, strong: bool) -> Run {
        Run { text: text.to_owned(), style: Style { strong, ..Style::default() } }
    }

    #[test]
    fn what_is_written_reads_as_meant_and_no_more_is_escaped_than_needed() {
        for (words, form, written) in [
            ("由街道办理，共3项。", Form::Paragraph, "由街道办理，共3项。"),
            ("2*3*4", Form::Paragraph, "2\\*3\\*4"),
            ("a_b", Form::Paragraph, "a_b"),
            ("1. 甲", Form::Paragraph, "1\\. 甲"),
            ("- 甲", Form::Paragraph, "\\- 甲"),
            ("# 甲", Form::Paragraph, "\\# 甲"),
            ("甲<b>[乙](c)", Form::Paragraph, "甲\\<b\\>\\[乙\\](c)"),
            ("甲|乙", Form::Paragraph, "甲|乙"),
            ("甲|乙", Form::Cell, "甲\\|乙"),
            ("甲\n乙", Form::Cell, "甲<br>乙"),
            ("甲 #", Form::Heading, "甲 \\#"),
            ("AT&amp;T", Form::Paragraph, "AT\\&amp;T"),
        ] {
            assert_eq!(form.written(&[run(words, false)]), written);
        }
        assert_eq!(Form::Paragraph.written(&[run("甲", false), run("乙 ", true), run("丙", false)]), "甲**乙** 丙");
        assert_eq!(Form::Paragraph.written(&[run("甲。", true), run("乙", false)]), "**甲。**乙");
    }

    #[test]
    fn what_is_not_printed_stays_where_words_change() {
        let source = "会议时间:**6月3日**上午<!-- 待定 -->，见[通知](https://a.b)。";
        let old = [run("会议时间：", false), run("6月3日", true), run("上午，见通知。", false)];
        let new = [run("会议时间：", false), run("6月5日", true), run("下午，见有关通知。", false)];
        let written = Form::Paragraph.amended(source, &old, &new).unwrap();
        assert_eq!(written, "会议时间:**6月5日**下午<!-- 待定 -->，见[有关通知](https://a.b)。");
    }
}
