//! The head of a template, as far as it is known before anything is filled in: whether there is one, whether it can be
//! read, and whether it says what the paper is.

use super::ensure_of_kind;
use crate::archive::front_matter;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::{Outline, Template};
use crate::regulation::Regulation;

/// What is wrong with it whatever tags print, and whichever way conditions and loops go.
pub(super) fn problems(template: &Template, regulation: &Regulation, id: &str) -> Diagnostics {
    let mut each = template.outlines().into_iter().map(|outline| of_outline(&template.path, &outline, regulation, id));
    let first = each.next().unwrap_or_default();
    each.fold(first, |common, other| {
        let is_told = |problem: &Diagnostic| other.iter().any(|other| other.message == problem.message);
        common.into_iter().filter(is_told).collect()
    })
}

fn of_outline(
    path: &str,
    Outline { text, lines_before, .. }: &Outline,
    regulation: &Regulation,
    id: &str,
) -> Diagnostics {
    match front_matter(path, text).whole() {
        Ok(front) => {
            let nth = text.lines().position(|line| front.is_some() && line.starts_with("document:"));
            let place = Location::at(path, nth.map_or(1, |nth| lines_before + nth + 1), 1);
            ensure_of_kind(front.as_ref(), regulation, id, place).err().into_iter().collect()
        }
        Err(problems) => {
            let at = |place: Location| Location { line: place.line.map(|line| line + lines_before), ..place };
            problems.into_iter().map(|problem| Diagnostic { place: problem.place.map(at), ..problem }).collect()
        }
    }
}
