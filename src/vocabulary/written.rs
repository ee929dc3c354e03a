//! Finds the id that a user's word means: an id, a name in either language, or a name without punctuation. Files are
//! stricter: they only have ids and exact names.

use super::Term;
use crate::diagnostic::{Diagnostic, Known};
use crate::model::Name;
use crate::text;
use crate::text::Text;

impl<'v> From<(&'v str, &'v Term)> for Known<'v> {
    fn from((id, term): (&'v str, &'v Term)) -> Self {
        Self { id, names: term.names().map(Name::as_str).collect() }
    }
}

/// The id among some terms that a user's word means; `None` if it means none.
///
/// # Errors
/// If it is ambiguous.
pub fn written<'v>(
    kind: &Text,
    word: &str,
    terms: impl Iterator<Item = (&'v str, &'v Term)>,
) -> Result<Option<&'v str>, Diagnostic> {
    let name = Name::from(word.trim());
    let terms: Vec<(&str, &Term)> = terms.collect();
    if let Some((id, _)) = terms.iter().find(|(id, term)| **id == *name || term.name == name) {
        return Ok(Some(id));
    }
    let also: Vec<_> = terms.iter().copied().filter(|(_, term)| term.also.contains(&name)).collect();
    if !also.is_empty() {
        return unambiguous(kind, word, &also);
    }
    if let Some((id, _)) = terms.iter().find(|(id, term)| term.text(id).en.eq_ignore_ascii_case(&name)) {
        return Ok(Some(id));
    }
    let folded = name.folded();
    let alike: Vec<_> =
        terms.into_iter().filter(|(_, term)| term.names().any(|other| other.folded() == folded)).collect();
    if folded.is_empty() { Ok(None) } else { unambiguous(kind, word, &alike) }
}

/// The only id found; `None` if there is none.
///
/// # Errors
/// If there are several.
pub(super) fn unambiguous<'v>(
    kind: &Text,
    word: &str,
    found: &[(&'v str, &'v Term)],
) -> Result<Option<&'v str>, Diagnostic> {
    match found {
        [] => Ok(None),
        [(id, _)] => Ok(Some(id)),
        [first, rest @ ..] if rest.iter().all(|(id, _)| *id == first.0) => Ok(Some(first.0)),
        many => {
            let Text { zh, en } = kind;
            let named: Vec<Text> =
                many.iter().map(|(id, term)| Text::new(format!("`{}`", term.name), format!("`{id}`"))).collect();
            let names = Text::join(&named, " 或 ", " or ");
            let (names_zh, names_en) = (names.zh, names.en);
            Err(Diagnostic::new(
                text!(zh: "{zh} `{word}` 可指 {names_zh}", en: "the {en} `{word}` may mean {names_en}"),
            )
            .hint(Text::new("写明是哪一个", "say which of them is meant")))
        }
    }
}
