//! What stands in brackets: under a title (题注), （2026年6月12日政协某某区委员会第7次主席会议通过）, and below the date (附注).

use super::{Attached, Block, Meta, Run, plain};

/// Tells notes under titles from the text.
pub(super) fn mark_notes(meta: &Meta, body: &mut [Block], attached: &mut [Attached]) {
    // Between a title and its note stands nobody to whom the paper goes.
    if meta.to.is_none() {
        mark_note(body);
    }
    for paper in attached {
        mark_note(&mut paper.body);
    }
}

/// The first paragraph is one if all of it stands in one pair of brackets.
fn mark_note(blocks: &mut [Block]) {
    if let Some(first) = blocks.first_mut()
        && let Block::Paragraph(text) = first
        && within_brackets(&plain(text)).is_some()
    {
        *first = Block::UnderTitle(std::mem::take(text));
    }
}

/// A note without the brackets around all of it, and the full stop after them.
pub(super) fn without_brackets(note: &str) -> &str {
    within_brackets(note).map_or(note.trim().trim_end_matches('。'), |within| within.trim_end_matches('。'))
}

/// What stands within one pair of brackets around the whole text.
fn within_brackets(text: &str) -> Option<&str> {
    let within = text.trim().trim_end_matches('。').strip_prefix('（')?.strip_suffix('）')?;
    let mut open = 1;
    let is_pair = within.chars().all(|c| {
        open += i32::from(c == '（') - i32::from(c == '）');
        open > 0
    });
    (is_pair && open == 1).then_some(within)
}

/// What stands under a title, and the text after it.
pub(in crate::document) fn under_title(blocks: &[Block]) -> (Option<&[Run]>, &[Block]) {
    match blocks {
        [Block::UnderTitle(note), rest @ ..] => (Some(note), rest),
        _ => (None, blocks),
    }
}
