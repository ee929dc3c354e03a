//! Finds the template of a paper, an archive's own or the built-in one, and checks an archive's own.

mod facts;
mod head;
mod stray;

use crate::archive::{Archive, EntryKind, Limits, Source, decode};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::document::{Template, office};
use crate::model::{FrontMatter, UniqueMap, file_name, file_stem};
use crate::regulation::{Regulation, Regulations};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{DocumentKind, Vocabulary};
use std::iter;

/// The folder of an archive's own regulations and templates.
const TEMPLATES: &str = "templates";

/// The template of every paper that is a table.
const TABLE: &str = "table";

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
    let of_tables = || kind.table.as_ref().and_then(|_| Template::built_in(&regulation.id, TABLE));
    Template::built_in(&regulation.id, id).or_else(of_tables).ok_or_else(|| {
        let none = Diagnostic::new(text!(zh: "《{name}》没有模板", en: "`{id}` has no template"));
        // Decisions are about a text; a scan has none.
        if kind.review_steps.is_empty() {
            none.hint(text!(
                zh: "已有成稿的，用 `yijuan material add` 收入卷中；要起草的，可自备模板：{folder}/{name}.md",
                en: "`yijuan material add` takes in one that is written already; to draft it, put a template at {folder}/{name}.md"
            ))
        } else {
            none.hint(by_hand(kind, id, &format!("{folder}/{name}.md")))
        }
    })
}

/// The template of a paper that every regulation has.
pub(crate) fn of_program(source: &dyn Source, regulation: &Regulation, id: &str) -> Result<Template, Diagnostic> {
    let built_in = || {
        let paper = Vocabulary::PAPERS.iter().find(|(own, ..)| *own == id);
        paper.map_or_else(|| DocumentKind::built_in(id, ""), |(_, name, layout)| DocumentKind::built_in(name, layout))
    };
    let kind = regulation.documents.get(id).cloned().unwrap_or_else(built_in);
    find(source, regulation, id, &kind)
}

/// How a paper that steps decide on comes to be without a built-in template.
fn by_hand(kind: &DocumentKind, id: &str, template: &str) -> Text {
    let name = &kind.term.name;
    text!(
        zh: "须审签的，文稿写成 {name}.md 放进卷中，文首写 `document: {name}`、`title: 标题`；或自备模板：{template}",
        en: "steps decide on its text: write {name}.md into the dossier, with `document: {id}` and `title: TITLE`; or put a template at {template}"
    )
}

/// An office's own DOCX for a document, by its Chinese name or id, with its path.
pub(crate) fn office(
    source: &dyn Source,
    regulation: &Regulation,
    id: &str,
    kind: &DocumentKind,
) -> Result<Option<(String, Vec<u8>)>, Diagnostic> {
    let (folder, name) = (Template::own_folder(&regulation.id), &kind.term.name);
    for path in [format!("{folder}/{name}.docx"), format!("{folder}/{id}.docx")] {
        if let Some(bytes) = source.read(&path, Limits::MATERIAL)? {
            return Ok(Some((path, bytes)));
        }
    }
    Ok(None)
}

/// What is wrong with an archive's own templates under a regulation, whatever is filled in, and names that no paper has.
/// `regulation` is the one of this id, if it can be read.
pub(crate) fn flaws(source: &dyn Source, id: &str, regulation: Option<&Regulation>) -> Diagnostics {
    let folder = Template::own_folder(id);
    let entries = match source.folder(&folder) {
        Ok(entries) => entries,
        Err(problem) => return problem.into(),
    };
    let sound = |path: String| -> Result<(), Diagnostics> {
        if path.ends_with(".md") {
            let template = read(source, path)?;
            template.map_or(Ok(()), |template| ensure_none(problems(&template, regulation)))?;
        } else if path.ends_with(".docx")
            && let Some(bytes) = source.read(&path, Limits::MATERIAL)?
        {
            office::check(&path, &bytes)?;
        }
        Ok(())
    };
    let kinds = regulation.map(|regulation| &regulation.documents);
    let files = entries.iter().filter(|entry| entry.kind == EntryKind::File);
    let misnamed = files.filter_map(|entry| misnamed(&folder, &entry.name, kinds?));
    let paths = entries.iter().map(|entry| format!("{folder}/{}", entry.name));
    let stray = stray::in_folder(source, &format!("{TEMPLATES}/{id}"), || regulation.into_iter());
    misnamed.chain(paths.filter_map(|path| sound(path).err()).flatten()).chain(stray).collect()
}

/// An archive's own templates that lie in the folder of no regulation.
pub(crate) fn astray(source: &dyn Source, archive: &Archive, regulations: &Regulations) -> Diagnostics {
    let is_one = |id: &str| regulations.is_broken(id) || regulations.ids().any(|known| known == id);
    let unknown = archive.local_regulations.iter().filter(|id| !is_one(id));
    let below = unknown.flat_map(|id| [format!("{TEMPLATES}/{id}"), Template::own_folder(id)]);
    let folders = iter::once(TEMPLATES.to_owned()).chain(below);
    folders.flat_map(|folder| stray::in_folder(source, &folder, || regulations.used(archive))).collect()
}

/// What is wrong with a template: of one whose paper is known, also what is in its head, and the names of facts.
fn problems(template: &Template, regulation: Option<&Regulation>) -> Diagnostics {
    let called = file_stem(file_name(&template.path));
    let of_paper = regulation.and_then(|regulation| {
        let mut kinds = regulation.documents.iter();
        let (id, _) = kinds.find(|(id, kind)| *id == called || kind.term.name.as_str() == called)?;
        Some((regulation, id))
    });
    let Some((regulation, id)) = of_paper else { return template.check().err().into_iter().collect() };
    let found = template.problems(&facts::names(regulation, id));
    head::problems(template, regulation, id).into_iter().chain(found).collect()
}

/// That a paper of this kind has a head, and says there what it is; `place` is where.
pub(crate) fn ensure_of_kind(
    front: Option<&FrontMatter>,
    regulation: &Regulation,
    id: &str,
    place: Location,
) -> Result<(), Diagnostic> {
    let name = regulation.documents.get(id).map_or(id, |kind| kind.term.name.as_str());
    let hint = text!(
        zh: "文首写在两行 `---` 之间，从第一行起，写明 `document: {id}`",
        en: "the head stands between two lines `---`, from the first line on, and says `document: {id}`"
    );
    let Some(front) = front else {
        let none = Diagnostic::new(Text::new("模板没有文首", "the template has no front matter"));
        return Err(none.at(place).hint(hint));
    };
    let said = front.document.as_str();
    if said == id || said == name {
        return Ok(());
    }
    let terms = || regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
    let is_known = terms().any(|(id, term)| id == said || term.name.as_str() == said);
    let problem = if is_known {
        Diagnostic::new(text!(
            zh: "这是《{name}》的模板，文首的 `document` 却是 `{said}`",
            en: "this is the template of `{id}`, and its head says `document: {said}`"
        ))
        .hint(text!(zh: "改成 `document: {id}`", en: "write `document: {id}`"))
    } else {
        unknown(&Text::new("文书", "document"), said, terms())
    };
    Err(problem.at(place))
}

/// Endings of files in which a template may have been saved by mistake.
const LIKE_A_TEMPLATE: [&str; 8] = ["md", "docx", "markdown", "doc", "docm", "dot", "dotx", "wps"];

/// That a template is of no paper, so that nothing is ever drafted from it.
fn misnamed(folder: &str, file: &str, kinds: &UniqueMap<DocumentKind>) -> Option<Diagnostic> {
    // What an editor leaves beside a file that is open: `.~lock…#`, `~$…`.
    let (stem, ending) = file.rsplit_once('.').filter(|_| !file.starts_with(['.', '~']))?;
    let is_read = matches!(ending, "md" | "docx");
    let is_known = is_paper(kinds, stem);
    let place = Location::file(format!("{folder}/{file}"));
    match (is_read, is_known) {
        (true, false) => {
            let terms = kinds.iter().map(|(id, kind)| (id, &kind.term));
            let Diagnostic { message: Text { zh, en }, hint, .. } =
                unknown(&Text::new("文书", "document"), stem, terms);
            let message = text!(zh: "模板用不上：{zh}", en: "no paper is drafted from the template: {en}");
            Some(Diagnostic { hint, ..Diagnostic::new(message).at(place) })
        }
        (false, true) if LIKE_A_TEMPLATE.contains(&&*ending.to_lowercase()) => {
            let message = text!(zh: "模板用不上：不认 .{ending} 文件", en: "no paper is drafted from a .{ending} file");
            Some(Diagnostic::new(message).at(place).hint(text!(
                zh: "写成 {stem}.md，或另存为 {stem}.docx",
                en: "write it as {stem}.md, or save it as {stem}.docx"
            )))
        }
        _ => None,
    }
}

/// Whether a paper is called so, by its id or its Chinese name.
fn is_paper(kinds: &UniqueMap<DocumentKind>, name: &str) -> bool {
    kinds.iter().any(|(id, kind)| id == name || kind.term.name.as_str() == name)
}

fn read(source: &dyn Source, path: String) -> Result<Option<Template>, Diagnostic> {
    let Some(bytes) = source.read(&path, Limits::YAML)? else { return Ok(None) };
    let text = decode(&path, &bytes)?.to_owned();
    Ok(Some(Template { path, text }))
}
