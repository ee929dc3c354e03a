//! Which papers are needed beyond their front matter: for the wording, sections or tables that rules ask for, what an
//! index lists, and what a plan takes over from its draft; and which files are to be pictures.

use crate::archive::Texts;
use crate::model::{Name, UniqueMap};
use crate::regulation::{Check, Rule};
use crate::vocabulary::{DocumentKind, Vocabulary};

pub(super) fn texts(vocabulary: &Vocabulary, rules: &[Rule]) -> Texts {
    let documents = &vocabulary.documents;
    // What an index lists is in its text, and a plan takes over words of its draft.
    let read_anyhow = [Vocabulary::INDEX.into(), Vocabulary::PLAN_DRAFT.into()];
    let (mut bodies, mut outlines) = (Some(names_counting_as(documents, &read_anyhow)), Vec::new());
    for check in rules.iter().flat_map(|rule| &rule.checks) {
        match check {
            Check::Wording(wording) if wording.documents.is_empty() => bodies = None,
            Check::Wording(wording) => {
                if let Some(bodies) = &mut bodies {
                    bodies.extend(names_counting_as(documents, &wording.documents));
                }
            }
            // What a section asks for may be written under a heading or in the text.
            Check::Document(check) if !check.sections.is_empty() => {
                let names = names_counting_as(documents, check.documents.ids());
                if let Some(bodies) = &mut bodies {
                    bodies.extend(names.iter().cloned());
                }
                outlines.extend(names);
            }
            Check::Document(check) if !check.columns.is_empty() => {
                outlines.extend(names_counting_as(documents, check.documents.ids()));
            }
            _ => {}
        }
    }
    // What an opinion says is looked at beside the record.
    if let Some(bodies) = &mut bodies {
        let wider = documents.get(Vocabulary::OPINION).and_then(|kind| kind.is.clone());
        let opinions: Vec<Name> = [Name::from(Vocabulary::OPINION)].into_iter().chain(wider).collect();
        bodies.extend(names_counting_as(documents, &opinions));
    }
    let photographs = documents.0.iter().filter(|(id, _)| vocabulary.is_photograph(id));
    let photographs = photographs.flat_map(|(id, kind)| written(id, kind)).cloned().collect();
    Texts { bodies, outlines: Some(outlines), photographs }
}

/// Ids and names of the documents that are of these kinds or count as one of them. A paper may give either.
fn names_counting_as(documents: &UniqueMap<DocumentKind>, wanted: &[Name]) -> Vec<Name> {
    let mut names = Vec::new();
    for (id, kind) in &documents.0 {
        if wanted.contains(id) || kind.is.as_ref().is_some_and(|is| wanted.contains(is)) {
            names.extend(written(id, kind).cloned());
        }
    }
    names
}

/// How a document may be written.
fn written<'d>(id: &'d Name, kind: &'d DocumentKind) -> impl Iterator<Item = &'d Name> {
    [id, &kind.term.name].into_iter().chain(&kind.term.also)
}
