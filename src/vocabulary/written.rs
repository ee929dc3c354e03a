//! What a word of a command line means among names: an id, a name in either language, or one of these without its marks.
//! Files are strict: they have ids and whole names.

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

/// The id that a word means among some names; nothing if it is none of them.
///
/// # Errors
/// If it means two of them.
pub fn written<'v>(
    kind: &Text,
    word: &str,
    terms: impl Iterator<Item = (&'v str, &'v Term)>,
) -> Result<Option<&'v str>, Diagnostic> {
    let name = Name::from(word.trim());
    let terms: Vec<(&str, &Term)> = terms.collect();
    let own = |(id, term): &(&str, &Term)| **id == *name || term.name == name;
    if let Some((id, _)) = terms.iter().find(|term| own(term)) {
        return Ok(Some(id));
    }
    let also: Vec<_> = terms.iter().copied().filter(|(_, term)| term.also.contains(&name)).collect();
    if !also.is_empty() {
        return one(kind, word, &also);
    }
    let labelled = |(id, term): &&(&str, &Term)| term.text(id).en.eq_ignore_ascii_case(&name);
    if let Some((id, _)) = terms.iter().find(labelled) {
        return Ok(Some(id));
    }
    let spoken = name.spoken();
    let alike: Vec<_> =
        terms.into_iter().filter(|(_, term)| term.names().any(|other| other.spoken() == spoken)).collect();
    if spoken.is_empty() { Ok(None) } else { one(kind, word, &alike) }
}

/// The one that is found; nothing if none is.
///
/// # Errors
/// If it is several.
pub(super) fn one<'v>(kind: &Text, word: &str, found: &[(&'v str, &'v Term)]) -> Result<Option<&'v str>, Diagnostic> {
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
