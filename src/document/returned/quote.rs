//! The words that a comment is on, as they stand in the file of a paper.

use super::paper::{Paper, Place, key_of};
use super::write::spots;
use super::{Comment, Mark, Whole};
use crate::document::docx::{BOOKMARK, Note, Unit};
use crate::document::gongwen::Meta;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Where a comment begins and ends: a received part, and characters of it.
type Spot = (usize, usize);

/// Where both ends are, as far as they are there.
type Ends = (Option<Spot>, Option<Spot>);

/// The comments with their words, and those that have none: they are on the title.
pub(super) fn comments(
    paper: &Paper,
    whole: &Whole,
    meta: &Meta,
    (received, pairs): (&[Unit], &[(usize, usize)]),
    notes: &[Note],
) -> (Vec<Comment>, Vec<Note>) {
    let (mut comments, mut without): (Vec<Comment>, Vec<Note>) = (Vec::new(), Vec::new());
    let range = |note: &Note| {
        let own = range(received, &note.id);
        own.or_else(|| range(received, note.answers.as_deref()?))
    };
    let bookmarks = bookmarks(received);
    let mut numbers: Vec<(&str, usize)> = Vec::new();
    for note in notes {
        let here = range(note);
        let place = here.and_then(|(from, to)| {
            let (start, end) = bounds(received, from, to);
            let in_text = || {
                let from = find(paper, whole, received, pairs, start, false)?.start;
                let to = find(paper, whole, received, pairs, end, true)?.end;
                (from < to).then_some(from..to)
            };
            in_text().or_else(|| in_head(paper, whole, meta, (received, pairs), start, end))
        });
        if place.is_none() {
            without.push(note.clone());
        }
        let Some(place) = place.or_else(|| value_of(whole, "title")) else { continue };
        numbers.push((&note.id, comments.len()));
        let answered = note.answers.as_deref();
        comments.push(Comment {
            quote: whole.text[place.clone()].to_owned(),
            start: whole.text[..place.start].nfc().count(),
            author: note.by.author.clone(),
            day: note.by.day,
            body: note.text.clone(),
            answers: numbers.iter().find(|(id, _)| Some(*id) == answered).map(|(_, number)| *number),
            done: note.done,
            marks: here.map_or_else(Vec::new, |here| marks(received, &bookmarks, here)),
        });
    }
    (comments, without)
}

/// Where the anchors of a comment stand.
fn range(received: &[Unit], id: &str) -> Option<Ends> {
    let (mut from, mut to) = (None, None);
    for (nth, unit) in received.iter().enumerate() {
        for (at, anchor) in unit.anchors().into_iter().filter(|(_, anchor)| anchor.note == id) {
            let spot = Some((nth, at));
            if anchor.begins { from = from.or(spot) } else { to = spot }
        }
    }
    (from.is_some() || to.is_some()).then_some((from, to))
}

/// The bookmarks on comments of the archive: the id of each, and where it stands.
fn bookmarks(received: &[Unit]) -> Vec<(&str, Ends)> {
    let anchors = received.iter().flat_map(Unit::anchors).filter(|(_, anchor)| anchor.begins);
    let names = anchors.filter_map(|(_, anchor)| Some((anchor.note.strip_prefix(BOOKMARK)?, &anchor.note)));
    names.filter_map(|(id, name)| Some((id, range(received, name)?))).collect()
}

/// The bookmarks that touch the words of a comment.
fn marks(received: &[Unit], bookmarks: &[(&str, Ends)], (from, to): Ends) -> Vec<Mark> {
    let own = bounds(received, from, to);
    let placed = bookmarks.iter().map(|(id, (from, to))| (*id, bounds(received, *from, *to)));
    let touching = placed.filter(|(_, (start, end))| *start <= own.1 && own.0 <= *end);
    touching.map(|(id, words)| Mark { id: id.to_owned(), is_exact: words == own }).collect()
}

/// The first and the last character that is meant: of a place without words the whole part.
fn bounds(received: &[Unit], from: Option<Spot>, to: Option<Spot>) -> (Spot, Spot) {
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) if from < to => (from, to),
        (Some((part, _)), _) | (None, Some((part, _))) => ((part, 0), (part, length(&received[part]))),
        (None, None) => ((0, 0), (0, length(&received[0]))),
    };
    // What ends before the first character of a part ends in the part before.
    let to = if to.1 == 0 && to.0 > from.0 { (to.0 - 1, length(&received[to.0 - 1])) } else { to };
    (from, (to.0, to.1.saturating_sub(1)))
}

/// How many characters a part has.
fn length(part: &Unit) -> usize {
    part.plain().chars().count()
}

/// The bytes of the file of the character at a spot, or of the nearest one that is written: for an end before it, else after.
fn find(
    paper: &Paper,
    whole: &Whole,
    received: &[Unit],
    pairs: &[(usize, usize)],
    (part, at): Spot,
    is_end: bool,
) -> Option<Range<usize>> {
    let (printed, _) = pairs.iter().find(|(_, to)| *to == part)?;
    let Place::Piece(section, piece) = paper.units[*printed].place else { return None };
    let lines = &paper.sections[section].pieces[piece].lines;
    let begins = whole.line(lines.start)?;
    let ends = whole.line(lines.end).unwrap_or(whole.text.len());
    let source: Vec<(usize, char)> = whole.text[begins..ends].char_indices().collect();
    let characters: Vec<char> = source.iter().map(|(_, c)| *c).collect();
    let words: Vec<char> = received[part].plain().chars().collect();
    let spots = spots(&characters, &words);
    let at = at.min(spots.len());
    let found = if is_end {
        spots[..(at + 1).min(spots.len())].iter().rev().flatten().next()
    } else {
        spots[at..].iter().flatten().next()
    };
    let (byte, c) = source[*found?];
    Some(begins + byte..begins + byte + c.len_utf8())
}

/// A comment on a line of the head: the same words in the front matter, else the value of the key it comes from.
fn in_head(
    paper: &Paper,
    whole: &Whole,
    meta: &Meta,
    (received, pairs): (&[Unit], &[(usize, usize)]),
    (part, from): Spot,
    (last, to): Spot,
) -> Option<Range<usize>> {
    let head = &whole.text[..whole.body];
    let words: String =
        received[part].plain().chars().skip(from).take(if part == last { to + 1 - from } else { usize::MAX }).collect();
    let mut found = head.match_indices(words.trim()).filter(|(_, words)| !words.is_empty());
    if let (Some((at, words)), None) = (found.next(), found.next()) {
        return Some(at..at + words.len());
    }
    let key = pairs.iter().find(|(_, to)| *to == part).map(|(printed, _)| &paper.units[*printed]);
    let key = key.and_then(|printed| match printed.place {
        Place::Head(section) => Some(key_of(&printed.unit, section, meta)),
        Place::Piece(..) => None,
    });
    [key.unwrap_or("title"), "title"].into_iter().find_map(|key| value_of(whole, key))
}

/// The value of a key in the front matter.
fn value_of(whole: &Whole, key: &str) -> Option<Range<usize>> {
    let (head, line) = (&whole.text[..whole.body], format!("\n{key}:"));
    let at = head.find(&line)? + line.len();
    let value = head[at..].lines().next().map(str::trim).filter(|value| !value.is_empty())?;
    let start = at + head[at..].find(value)?;
    Some(start..start + value.len())
}
