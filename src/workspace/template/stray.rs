//! Templates that lie where none is looked for, so that the built-in ones are filled in.

use crate::archive::{EntryKind, Source};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::Template;
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;

/// Those in `folder`, named like a paper of one of these regulations, with where they belong: of the first that has it.
pub(super) fn in_folder<'r, R>(source: &dyn Source, folder: &str, regulations: impl Fn() -> R) -> Diagnostics
where
    R: Iterator<Item = &'r Regulation>,
{
    // A folder that cannot be listed is told by those that read it.
    let files = source.folder(folder).unwrap_or_default().into_iter().filter(|entry| entry.kind == EntryKind::File);
    let stray = files.filter_map(|entry| {
        let stem = entry.name.strip_suffix(".md").or_else(|| entry.name.strip_suffix(".docx"))?;
        let of = regulations().find(|regulation| super::is_paper(&regulation.documents, stem))?;
        let home = Template::own_folder(&of.id);
        let is_there = source.folder(&home).unwrap_or_default().iter().any(|other| other.name == entry.name);
        Some(told(&format!("{folder}/{}", entry.name), &format!("{home}/{}", entry.name), is_there))
    });
    stray.collect()
}

fn told(path: &str, belongs: &str, is_there: bool) -> Diagnostic {
    let message = Text::new("模板放在这里用不上", "no paper is drafted from a template that lies here");
    let hint = if is_there {
        text!(zh: "用的是 {belongs}；这一份合并进去，或删去", en: "{belongs} is used: take over what this one has, or delete it")
    } else {
        text!(zh: "移到 {belongs}", en: "move it to {belongs}")
    };
    Diagnostic::new(message).at(Location::file(path)).hint(hint)
}
