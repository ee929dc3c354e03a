//! Drafts a paper from its template and the facts of its target.

use super::kind::find;
use super::target::Target;
use super::template;
use crate::archive::front_matter;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::document::{Blank, Filled, Template, TemplateValue};
use crate::model::FrontMatter;
use crate::text;
use crate::workspace::Workspace;

/// A drafted paper.
pub(crate) struct Draft {
    /// Its file's name.
    pub file: String,
    pub text: String,
    /// The facts it leaves open, each with how it is recorded.
    pub blanks: Vec<Blank>,
    /// The document's id.
    pub id: String,
    /// The one to whom it goes, if there is a paper for each.
    pub addressee: Option<String>,
}

/// Papers by their id or Chinese name: one, one for each addressee, or the sheet of each paper that steps decide on.
///
/// # Errors
/// If the regulation has no such paper, its template is wrong, or facts it prints are missing.
pub(super) fn drafts_of(
    workspace: &Workspace,
    target: &Target,
    written: &str,
    each: bool,
) -> Result<Vec<Draft>, Diagnostics> {
    let (id, kind) = find(target.regulation, written)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let name = &kind.term.name;
    let one = Draft::of(id, format!("{name}.md"));
    if template.text.contains("review.") && !target.reviews.is_empty() {
        let sheets = target.reviews.iter().map(|sheet| {
            let facts = target.facts.clone().with("review", sheet.facts.clone());
            Draft::of(id, format!("{name}（{}）.md", sheet.paper)).filled(&template, target, facts)
        });
        return sheets.collect();
    }
    let one = one.filled(&template, target, target.facts.clone())?;
    if !each {
        return Ok(vec![one]);
    }
    let front: Option<FrontMatter> = front_matter(&template.path, &one.text).whole()?;
    let to = front.map(|front| front.to).unwrap_or_default();
    if to.is_empty() || !template.text.contains(ADDRESSEE) {
        let message = text!(zh: "《{name}》不能按主送单位分别起草", en: "`{id}` cannot be drafted for each addressee");
        let hint = text!(zh: "去掉 `--each`，或在模板的主送中用 `addressee`", en: "leave `--each` out, or use `addressee` in its template");
        return Err(Diagnostic::new(message).hint(hint).into());
    }
    let each = to.iter().map(|addressee| {
        let draft = Draft::of(id, format!("{name}（{}）.md", target.called(addressee)));
        Draft { addressee: Some(addressee.to_string()), ..draft }.filled(&template, target, target.facts.clone())
    });
    each.collect()
}

/// The fact that names the one to whom a paper goes.
const ADDRESSEE: &str = "addressee";

/// A paper by its id or Chinese name.
///
/// # Errors
/// If the regulation has no such paper, its template is wrong, or facts it prints are missing.
pub(crate) fn draft(workspace: &Workspace, target: &Target, written: &str) -> Result<Draft, Diagnostics> {
    let (id, kind) = find(target.regulation, written)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    Draft::of(id, format!("{}.md", kind.term.name)).filled(&template, target, target.facts.clone())
}

/// The same paper from the facts of another target.
///
/// # Errors
/// As [`draft`].
pub(super) fn redraft(workspace: &Workspace, target: &Target, like: &Draft) -> Result<Draft, Diagnostics> {
    let (id, kind) = find(target.regulation, &like.id)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let draft = Draft { addressee: like.addressee.clone(), ..Draft::of(id, like.file.clone()) };
    draft.filled(&template, target, target.facts.clone())
}

impl Draft {
    /// A paper that is there.
    pub(super) fn there(file: &str, text: String) -> Self {
        Self { text, ..Self::of("", file.to_owned()) }
    }

    /// A paper of which nothing is written yet.
    fn of(id: &str, file: String) -> Self {
        Self { file, text: String::new(), blanks: Vec::new(), id: id.to_owned(), addressee: None }
    }

    /// The same with facts filled into its template.
    fn filled(self, template: &Template, target: &Target, facts: TemplateValue) -> Result<Self, Diagnostics> {
        if template.text.contains("session.") {
            ensure_none(target.lacking.clone())?;
        }
        let facts = match &self.addressee {
            Some(addressee) => facts.with(ADDRESSEE, TemplateValue::text(addressee.as_str())),
            None => facts,
        };
        let facts = match target.issuer_of(&self.file) {
            Some(issuer) => facts.with("issuer", TemplateValue::text(issuer)),
            None => facts,
        };
        let Filled { text, blanks } = template.render(&facts, &target.calendar)?;
        // A paper that could not be read again is none. The line would be the paper's, not the template's.
        let elsewhere = |problem| Diagnostic { place: Some(Location::file(&template.path)), ..problem };
        front_matter(&template.path, &text)
            .whole()
            .map_err(|problems| problems.into_iter().map(elsewhere).collect::<Diagnostics>())?;
        Ok(Self { text, blanks, ..self })
    }
}
