//! Which comments of a DOCX are on record: each by the bookmark that went round on its words, else by the same words of
//! the same person at the same place. The same words at another place are another comment.

use super::super::paper::Found;
use crate::archive::Comments;
use crate::document::Comment as Received;
use crate::model::{Comment, Name};
use crate::review::place::{Place, counted};
use crate::workspace::{Workspace, places_in};
use std::collections::HashMap;

/// Of each comment that was received its id on record, if it has one. None is taken for two.
pub(super) fn of(workspace: &Workspace, found: &Found, known: &Comments, received: &[&Received]) -> Vec<Option<Name>> {
    let mut record = Record { found, known, places: None, taken: Vec::new() };
    let mut ids: Vec<Option<Name>> = vec![None; received.len()];
    // A bookmark on just its words is meant rather than one that only touches them.
    for is_exact in [true, false] {
        for (id, comment) in ids.iter_mut().zip(received).filter(|(id, _)| id.is_none()) {
            *id = record.by_mark(comment, is_exact);
        }
    }
    for (id, comment) in ids.iter_mut().zip(received).filter(|(id, _)| id.is_none()) {
        *id = record.by_place(workspace, comment);
    }
    ids
}

/// The comments on record.
struct Record<'r> {
    found: &'r Found,
    known: &'r Comments,
    /// Where they stand in the text that came back, if that was asked for.
    places: Option<HashMap<Name, Place>>,
    /// Those that have been met.
    taken: Vec<Name>,
}

impl Record<'_> {
    /// The comments with these words by this person that have not been met.
    fn alike(&self, comment: &Received) -> Vec<&Comment> {
        let (archive, author) = (&self.found.loaded.archive, comment.author.trim());
        let free = self.known.made().map(|(_, made)| made).filter(|made| !self.taken.contains(&made.id));
        let of_author = free.filter(|made| archive.name_of(&made.by).as_str() == author);
        of_author.filter(|made| is_said(&comment.body, made) || says_its_words(&comment.body, made)).collect()
    }

    fn by_mark(&mut self, comment: &Received, is_exact: bool) -> Option<Name> {
        let marks = comment.marks.iter().filter(|mark| mark.is_exact == is_exact);
        let marks: Vec<&str> = marks.map(|mark| mark.id.as_str()).collect();
        if marks.is_empty() {
            return None;
        }
        let met = self.alike(comment).into_iter().find(|made| marks.contains(&made.id.as_str()));
        let id = met.map(|made| made.id.clone());
        self.taken.extend(id.clone());
        id
    }

    fn by_place(&mut self, workspace: &Workspace, comment: &Received) -> Option<Name> {
        if self.alike(comment).is_empty() {
            return None;
        }
        if self.places.is_none() {
            let all = || self.known.made().map(|(_, made)| made);
            let places = places_in(workspace, &self.found.path, &self.found.bytes, all());
            self.places = Some(all().map(|made| made.id.clone()).zip(places).collect());
        }
        let (start, end) = (comment.start, comment.start + counted(comment.quote.as_bytes()).len());
        let is_here = |made: &&Comment| {
            let place = self.places.as_ref().and_then(|places| places.get(&made.id)).and_then(Place::range);
            says_its_words(&comment.body, made) || place.is_some_and(|place| place.start < end && start < place.end)
        };
        // What was said again after it had been settled is said anew.
        let settled = |made: &Comment| self.known.settlement(&made.id).map(|settled| settled.date);
        let is_anew = |made: &Comment| settled(made).zip(comment.day).is_some_and(|(settled, day)| settled < day);
        let here = self.alike(comment).into_iter().filter(is_here).filter(|made| !is_anew(made));
        let id = here.min_by_key(|made| settled(made).is_some()).map(|made| made.id.clone());
        self.taken.extend(id.clone());
        id
    }
}

/// Whether words that came back are those of a comment.
fn is_said(received: &str, made: &Comment) -> bool {
    squeezed(received) == squeezed(&made.body)
}

/// Whether words that came back are those of a comment behind the words it was on, as it is sent round once these are gone.
fn says_its_words(received: &str, made: &Comment) -> bool {
    squeezed(received) == squeezed(&made.of_words_gone())
}

/// A text without the room between its words, which programs change.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
