//! What a post is taken for that no regulation knows: a misspelt one, or an ordinary title of which no rule speaks.

use super::{Group, Term};
use crate::diagnostic::{Diagnostic, has_mark, is_another_title, is_of_another_rank, is_slip, unknown};
use crate::model::Name;
use crate::text;
use crate::text::Text;

/// Whether a Chinese word is a post with a slip in it, and no ordinary title beside it: 付主席 is one, 副秘书长 is none.
pub(crate) fn is_misspelt_post<'t>(word: &str, terms: impl IntoIterator<Item = (&'t str, &'t Term)>) -> bool {
    let mut terms = terms.into_iter();
    let is_meant = |name: &str| !is_another_title(word, name) && is_slip(word, [("", name)]);
    terms.any(|(_, term)| term.names().any(|name| is_meant(name)))
}

/// The problem of an unknown post. A deputy is never told to be written as the chief.
pub(crate) fn unknown_post<'t>(word: &str, terms: impl IntoIterator<Item = (&'t str, &'t Term)>) -> Diagnostic {
    let kind = Group::Posts.text();
    let terms: Vec<(&str, &Term)> = terms.into_iter().collect();
    if !has_mark(word) {
        // A character in place of another: 付主席 is the deputy misspelt, not the chief.
        let is_as_long = |name: &str| name.chars().count() == word.chars().count() && is_slip(word, [("", name)]);
        let meant = terms.iter().filter(|(_, term)| term.names().any(|name| is_as_long(name)));
        let meant: Vec<(&str, &Term)> = meant.copied().collect();
        return unknown(&kind, word, if meant.is_empty() { terms } else { meant });
    }
    let is_of_rank = |id: &str, term: &Term| {
        let mut names = term.names().map(Name::as_str).chain([id]);
        names.any(|name| !is_of_another_rank(word, name))
    };
    let of_rank: Vec<(&str, &Term)> = terms.into_iter().filter(|(id, term)| is_of_rank(id, term)).collect();
    if !of_rank.is_empty() {
        return unknown(&kind, word, of_rank);
    }
    let Text { zh, en } = kind;
    Diagnostic::new(text!(zh: "未知的{zh} `{word}`", en: "unknown {en} `{word}`")).hint(Text::new(
        "规程没有这一职务；写中文名称，照所写的记下",
        "no regulation has such a post; written by its Chinese name it is kept as written",
    ))
}
