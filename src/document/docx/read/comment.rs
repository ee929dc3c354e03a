//! `Note`: a comment in the margin, with the replies to it.

use super::element::Element;
use super::style::Styles;
use super::{By, Part, walk};
use std::collections::HashMap;

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its id in the file, which anchors name.
    pub id: String,
    /// Whose it is.
    pub by: By,
    /// What it says.
    pub text: String,
    /// The id of the comment that it answers.
    pub answers: Option<String>,
    /// Whether it is marked as done.
    pub done: bool,
}

/// The comments of a file, and what stands beside them: which answers which, and which are done.
pub(super) fn notes(styles: &Styles, comments: Option<&Element>, extended: Option<&Element>) -> Vec<Note> {
    let comments = comments.and_then(|part| part.find("w:comments")).into_iter().flat_map(Element::elements);
    let (mut notes, mut by_paragraph) = (Vec::new(), HashMap::new());
    // One more than have a place, so that it is told.
    for comment in comments.filter(|element| element.name == "w:comment").take(walk::MOST_NOTES + 1) {
        let id = comment.attribute("w:id").unwrap_or_default().to_owned();
        let mut paragraphs = Vec::new();
        comment.all("w:p", &mut paragraphs);
        for paragraph in paragraphs.iter().filter_map(|paragraph| paragraph.attribute("w14:paraId")) {
            by_paragraph.insert(paragraph, id.clone());
        }
        let mut walk = walk::Walk::new(styles);
        let said = walk.body(comment);
        let said = said.iter().filter_map(|part| match part {
            Part::Paragraph(paragraph) => {
                Some(paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
            }
            Part::Table(_) => None,
        });
        let text = said.chain(walk.drawn()).collect::<Vec<_>>().join("\n").trim().to_owned();
        notes.push(Note { id, by: By::of(comment), text, ..Note::default() });
    }
    let mut beside = Vec::new();
    if let Some(part) = extended {
        part.all("w15:commentEx", &mut beside);
    }
    for one in beside {
        let named = |attribute: &str| one.attribute(attribute).and_then(|paragraph| by_paragraph.get(paragraph));
        let Some(note) = named("w15:paraId").and_then(|id| notes.iter_mut().find(|note: &&mut Note| note.id == *id))
        else {
            continue;
        };
        note.done |= matches!(one.attribute("w15:done"), Some("1" | "true"));
        note.answers = named("w15:paraIdParent").filter(|parent| **parent != note.id).cloned();
    }
    notes
}
