//! The kind of paper that a word means.

use super::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::model::Subject;
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

/// That another regulation has a paper of that name, and this one does not: of a year's folder, where those of rooms
/// stand, with how it is written there.
pub(super) fn of_another(regulations: &Regulations, target: &Target, word: &str) -> Option<Diagnostics> {
    let own = target.regulation;
    let unknown = find(own, word).err()?;
    let (of, (id, kind)) = regulations.iter().find_map(|other| Some((other, find(other, word).ok()?)))?;
    let (Text { zh: of_zh, en: of_en }, Text { zh, en }) = (of.called(), own.called());
    let message = text!(
        zh: "`{word}` 是{of_zh}规程的文书，{zh}规程没有规定",
        en: "`{word}` is a paper of {of_en}; {en} has none"
    );
    let problem = Diagnostic { message, ..unknown };
    if !matches!(target.subject, Subject::Plan(_)) {
        return Some(problem.into());
    }
    let (name, folder, file) = (&target.name, &target.folder, &kind.term.name);
    Some(problem.hint(text!(
        zh: "写成 {folder}/{file}.md（文首写 `document: {file}`、`title: 标题`，协商室的加 `room: 标识`），再制成：yijuan render {name} {file} --to docx",
        en: "write {folder}/{file}.md (with `document: {id}`, `title: TITLE`, and `room: ID` if it is a room's), then set it: yijuan render {name} {id} --to docx"
    )).into())
}
