//! The kind of paper that a word means.

use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::regulation::{Regulation, Regulations};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{DocumentKind, written};

/// The document that an id or a Chinese name means.
pub(super) fn find<'r>(regulation: &'r Regulation, word: &str) -> Result<(&'r str, &'r DocumentKind), Diagnostic> {
    let kind = Text::new("文书", "document");
    let terms = || regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
    let id = written(&kind, word, terms())?;
    let found = id.and_then(|id| Some((id, regulation.documents.get(id)?)));
    found.ok_or_else(|| unknown(&kind, word, terms()))
}

/// That another regulation has a paper of that name, and this one does not.
pub(super) fn of_another(regulations: &Regulations, own: &Regulation, word: &str) -> Option<Diagnostics> {
    let unknown = find(own, word).err()?;
    let of = regulations.iter().find(|other| find(other, word).is_ok())?;
    let (Text { zh: of_zh, en: of_en }, Text { zh, en }) = (of.called(), own.called());
    let message = text!(
        zh: "`{word}` 是{of_zh}规程的文书，{zh}规程没有规定",
        en: "`{word}` is a paper of {of_en}; {en} has none"
    );
    Some(Diagnostic { message, ..unknown }.into())
}
