//! Finds the template of a paper, an archive's own or the built-in one, and checks an archive's own.

use crate::archive::{Limits, Source, decode};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Template;
use crate::regulation::Regulation;
use crate::text;
use crate::vocabulary::DocumentKind;

/// The template of a document: the archive's own, by the document's Chinese name or id, else the built-in one.
pub(crate) fn find(
    source: &dyn Source,
    regulation: &Regulation,
    id: &str,
    kind: &DocumentKind,
) -> Result<Template, Diagnostic> {
    let (folder, name) = (Template::own_folder(&regulation.id), &kind.term.name);
    for path in [format!("{folder}/{name}.md"), format!("{folder}/{id}.md")] {
        if let Some(template) = read(source, path)? {
            return Ok(template);
        }
    }
    Template::built_in(&regulation.id, id).ok_or_else(|| {
        Diagnostic::new(text!(zh: "《{name}》没有模板", en: "`{id}` has no template"))
            .hint(text!(zh: "可自备：{folder}/{name}.md", en: "put one at {folder}/{name}.md"))
    })
}

/// What is wrong with an archive's own templates under a regulation: the first of each.
pub(crate) fn flaws(source: &dyn Source, regulation: &str) -> Diagnostics {
    let folder = Template::own_folder(regulation);
    let entries = match source.folder(&folder) {
        Ok(entries) => entries,
        Err(problem) => return problem.into(),
    };
    let names = entries.into_iter().map(|entry| entry.name).filter(|name| name.ends_with(".md"));
    let sound = |name: String| read(source, format!("{folder}/{name}"))?.map_or(Ok(()), |template| template.check());
    names.filter_map(|name| sound(name).err()).collect()
}

fn read(source: &dyn Source, path: String) -> Result<Option<Template>, Diagnostic> {
    let Some(bytes) = source.read(&path, Limits::YAML)? else { return Ok(None) };
    let text = decode(&path, &bytes)?.to_owned();
    Ok(Some(Template { path, text }))
}
