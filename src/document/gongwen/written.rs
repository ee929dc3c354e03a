//! `Section`: a paper as it is written, so that a change of what is printed finds its lines.

use super::markdown::{Markdown, Piece};
use super::part::{divided, hashes_above};
use super::punctuation::{Character, correct};
use super::{Meta, Run, Style, heading, markdown};
use crate::diagnostic::Diagnostics;
use std::ops::Range;

/// The text of a paper, or that of an attached one.
#[derive(Debug)]
pub(in crate::document) struct Section {
    /// Its pieces, one for each block.
    pub pieces: Vec<Piece>,
    /// Its lines, without the heading that begins it.
    pub lines: Range<usize>,
    /// How many `#` a heading has more than its level says.
    pub hashes_above: usize,
}

impl Section {
    /// The line at which its first piece begins, or would.
    pub(in crate::document) fn begins(&self) -> usize {
        self.pieces.first().map_or(self.lines.start, |piece| piece.whole.start)
    }
}

impl Markdown<'_> {
    /// The text and the attached papers of a paper that can be read.
    pub(in crate::document) fn sections(&self, meta: &Meta) -> Vec<Section> {
        let parts = divided(&meta.title, self.pieces(&mut Diagnostics::new()));
        let headings: Vec<Range<usize>> = parts.attached.iter().map(|begun| begun.heading.lines.clone()).collect();
        let end = self.text.lines().count();
        let starts = std::iter::once(0).chain(headings.iter().map(|lines| lines.end));
        let ends = headings.iter().map(|lines| lines.start).chain([end]);
        let pieces = std::iter::once(parts.body).chain(parts.attached.into_iter().map(|begun| begun.pieces));
        let section = |((start, end), pieces): ((usize, usize), Vec<Piece>)| {
            let hashes_above = hashes_above(&pieces);
            Section { pieces, lines: start..end, hashes_above }
        };
        starts.zip(ends).zip(pieces).map(section).collect()
    }
}

/// A text with punctuation and numerals as a paper has them.
pub(in crate::document) fn put_right(text: &[Run]) -> Vec<Run> {
    let characters = text.iter().flat_map(|run| run.text.chars().map(|c| Character { c, verbatim: false }));
    let styles = text.iter().flat_map(|run| run.text.chars().map(|_| Style { blank: false, ..run.style }));
    let right = correct(&characters.collect::<Vec<_>>()).into_iter().zip(styles);
    markdown::runs(right.filter_map(|(c, style)| c.map(|c| (c, style))))
}

/// A heading without the number that somebody wrote before it.
pub(in crate::document) fn without_number(text: &[Run]) -> Vec<Run> {
    let mut text = text.to_vec();
    heading::take_number(&mut text);
    text
}
