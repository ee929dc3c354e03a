//! Which papers a regulation's rules read beyond their front matter: for their wording, or for their
//! sections and tables.

use crate::archive::Texts;
use crate::model::{Name, UniqueMap};
use crate::regulation::{Check, Rule};
use crate::vocabulary::DocumentKind;
pub(super) fn texts(documents: &UniqueMap<DocumentKind>, rules: &[Rule]) -> Texts {
    let (mut bodies, mut outlines) = (Some(Vec::new()), Vec::new());
    // A document is read as its own kind, and as the one it counts as.
    let counted = |wanted: &[Name]| -> Vec<Name> {
        let is = |kind: &DocumentKind| kind.is.as_ref().is_some_and(|is| wanted.contains(is));
        let all = documents.0.iter().filter(|(id, kind)| wanted.contains(id) || is(kind));
        // A paper says by id or by name what it is.
        all.flat_map(|(id, kind)| [id, &kind.term.name].into_iter().chain(&kind.term.also)).cloned().collect()
    };
    for check in rules.iter().flat_map(|rule| &rule.checks) {
        match check {
            Check::Wording(wording) if wording.documents.is_empty() => bodies = None,
            Check::Wording(wording) => {
                if let Some(bodies) = &mut bodies {
                    bodies.extend(counted(&wording.documents));
                }
            }
            // What is asked for may be said under a heading or in the text.
            Check::Document(check) if !check.sections.is_empty() => {
                let documents = counted(check.documents.ids());
                if let Some(bodies) = &mut bodies {
                    bodies.extend(documents.iter().cloned());
                }
                outlines.extend(documents);
            }
            Check::Document(check) if !check.columns.is_empty() => {
                outlines.extend(counted(check.documents.ids()));
            }
            _ => {}
        }
    }
    Texts { bodies, outlines: Some(outlines) }
}
