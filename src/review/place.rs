//! Where the words of a comment stand in a paper as it is now: followed from the very text on which it was made, else
//! found by an exact quotation, else nowhere. Never the place that is most alike, for official prose is full of sentences
//! of one pattern. Pure.

#[cfg(test)]
mod tests;

use super::difference::{Difference, ends_sentence};
use crate::model::Comment;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Most characters of a sentence that are shown before and after words of it.
const LONGEST: usize = 200;

/// A text as offsets count in it: NFC, with the line ends that git keeps.
#[must_use]
pub fn counted(bytes: &[u8]) -> Vec<char> {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").nfc().collect()
}

/// Where the words of a comment are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where they were, as they were.
    Same(Range<usize>),
    /// Where they were, with other characters among them.
    Changed(Range<usize>),
    /// Elsewhere, as they were.
    Moved(Range<usize>),
    /// Nowhere.
    Orphaned,
}

impl Place {
    /// The characters of the paper that they are now.
    #[must_use]
    pub fn range(&self) -> Option<&Range<usize>> {
        match self {
            Self::Same(range) | Self::Changed(range) | Self::Moved(range) => Some(range),
            Self::Orphaned => None,
        }
    }
}

/// What is known of the text on which a comment was made.
#[derive(Clone, Copy, Debug)]
pub enum Before<'d> {
    /// It is the text of the paper now.
    Same,
    /// The paper was changed since.
    Changed(&'d Difference),
    /// It is in no commit.
    Lost,
}

/// Finds the words of a comment in a paper.
#[must_use]
pub fn place(comment: &Comment, now: &[char], before: Before) -> Place {
    let exact: Vec<char> = comment.exact.nfc().collect();
    if exact.is_empty() {
        return Place::Orphaned;
    }
    let start = usize::try_from(comment.start).unwrap_or(usize::MAX);
    let own = start..start.saturating_add(exact.len());
    let found: Vec<Range<usize>> = quotations(now, &exact).collect();
    match before {
        Before::Same if now.get(own.clone()) == Some(&*exact) => return Place::Same(own),
        Before::Changed(difference) if difference.old().get(own.clone()) == Some(&*exact) => {
            if let Some(place) = followed(difference, now, &own, &found) {
                return place;
            }
        }
        _ => {}
    }
    // Words that were there already, at another place, are those of another sentence.
    let is_new = |range: &&Range<usize>| match before {
        Before::Changed(difference) => !difference.was_there(range),
        Before::Same | Before::Lost => true,
    };
    let found: Vec<&Range<usize>> = found.iter().filter(is_new).collect();
    if let [range] = found[..] {
        return Place::Moved(range.clone());
    }
    let (prefix, suffix) = (comment.prefix.nfc().collect::<Vec<_>>(), comment.suffix.nfc().collect::<Vec<_>>());
    let fits = |range: &&&Range<usize>| {
        let (left, right) = (&now[..range.start], &now[range.end..]);
        !prefix.is_empty() && left.ends_with(&prefix) || !suffix.is_empty() && right.starts_with(&suffix)
    };
    let fitting: Vec<&&Range<usize>> = found.iter().filter(fits).collect();
    if let [range] = fitting[..] { Place::Moved((*range).clone()) } else { Place::Orphaned }
}

/// Where words of the older text are now, if at least half of their characters stayed and there are not twice as many.
fn followed(difference: &Difference, now: &[char], own: &Range<usize>, found: &[Range<usize>]) -> Option<Place> {
    let (span, stayed) = difference.followed(own)?;
    if own.len() > 2 * stayed || span.len() > 2 * own.len() {
        return None;
    }
    if stayed == own.len() && span.len() == own.len() {
        return Some(Place::Same(span));
    }
    // A sentence that stood elsewhere before is another's.
    let around = around(now, &span);
    let others = quotations(difference.old(), &now[around]).any(|old| old.end <= own.start || own.end <= old.start);
    if others {
        return None;
    }
    let whole = found.iter().find(|range| range.start < span.end && span.start < range.end);
    Some(whole.map_or(Place::Changed(span), |whole| Place::Same(whole.clone())))
}

/// Every place where some words stand, none within another.
fn quotations<'t>(text: &'t [char], exact: &'t [char]) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !exact.is_empty() && exact.len() <= rest.len())?;
        let at = from + rest.windows(exact.len()).position(|words| words == exact)?;
        from = at + exact.len();
        Some(at..from)
    })
}

/// The sentence around some characters of a text, or as much of it as is shown.
fn around(text: &[char], range: &Range<usize>) -> Range<usize> {
    let (start, end) = (range.start.min(text.len()), range.end.min(text.len()));
    let ends_before = |at: &usize| ends_sentence(text[at - 1], text.get(*at).copied());
    let from = (1..=start).rev().find(ends_before).unwrap_or(0);
    let until = (end.max(start + 1)..=text.len()).find(ends_before).unwrap_or(text.len());
    from.max(start.saturating_sub(LONGEST))..until.min(end + LONGEST)
}

/// The sentence around some characters of a text.
#[must_use]
pub fn sentence(text: &[char], range: &Range<usize>) -> String {
    text[around(text, range)].iter().collect::<String>().trim().to_owned()
}
