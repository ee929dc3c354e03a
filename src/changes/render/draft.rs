//! Drafts a paper from its template and the facts of its target.

use super::announced::facts_of;
use super::kind::find;
use super::listed::with_contents;
use super::round::with_round;
use super::rows::with_table;
use super::sheet::Sheet;
use super::target::{Standing, Target, is_sheet};
use crate::archive::front_matter;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::document::{Blank, Filled, Template, TemplateValue};
use crate::model::{FrontMatter, file_stem};
use crate::text;
use crate::text::Text;
use crate::vocabulary::DocumentKind;
use crate::workspace::{Workspace, template};

/// A paper in Markdown, drafted or there already.
pub(crate) struct Draft {
    /// Its file's name.
    pub file: String,
    pub text: String,
    /// Whether it is as it stands in the dossier.
    pub is_there: bool,
    /// The facts it leaves open, each with how it is recorded.
    pub blanks: Vec<Blank>,
    /// The document's id.
    pub id: String,
    /// The one to whom it goes, if there is a paper for each.
    pub addressee: Option<String>,
    /// Whether it says what else is in the folder.
    pub lists_others: bool,
    /// The paper, by its file without the ending, that it is the sheet of.
    sheet_of: Option<String>,
}

/// Papers by their id or Chinese name: one, one for each addressee, or the sheet of each paper that steps decide on. One of
/// several is also meant by the name of its file.
///
/// # Errors
/// If the regulation has no such paper, its template is wrong, or facts it prints are missing.
pub(super) fn drafts_of(
    workspace: &Workspace,
    target: &Target,
    written: &str,
    each: bool,
) -> Result<Vec<Draft>, Diagnostics> {
    match find(target.regulation, written) {
        Ok((id, _)) => drafts_of_kind(workspace, target, id, each),
        Err(unknown) => match target.paper_called(written) {
            Some(paper) => Ok(vec![like(workspace, target, paper)?]),
            None => Ok(vec![to_be_called(workspace, target, written)?.ok_or(unknown)?]),
        },
    }
}

/// The same; but of a kind of which each addressee has a paper of its own in the folder, these.
///
/// # Errors
/// As [`drafts_of`].
pub(super) fn drafts_of_standing(
    workspace: &Workspace,
    target: &Target,
    written: &str,
    each: bool,
) -> Result<Vec<Draft>, Diagnostics> {
    let kind = find(target.regulation, written).ok().filter(|_| !each && target.paper_called(written).is_none());
    if let Some((id, kind)) = kind.filter(|(_, kind)| target.paper_called(&target.stem(kind)).is_none()) {
        let template = template::find(&workspace.source, target.regulation, id, kind)?;
        let own = target.papers_of(id).filter(|paper| addressee_of(&template, &target.stem(kind), paper).is_some());
        let drafts = own.map(|paper| like(workspace, target, paper)).collect::<Result<Vec<_>, _>>()?;
        if !drafts.is_empty() {
            return Ok(drafts);
        }
    }
    drafts_of(workspace, target, written, each)
}

/// The draft of a paper that is there.
fn like(workspace: &Workspace, target: &Target, paper: &Standing) -> Result<Draft, Diagnostics> {
    if target.is_of_past_round(paper) {
        return Err(target.of_past_round(paper).into());
    }
    let (id, kind) = find(target.regulation, &paper.document)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let sheet = target.reviews.iter().find(|sheet| sheet_file(&kind.term.name, sheet) == paper.file);
    let sheet_of = sheet.filter(|_| is_sheet(&template)).map(|sheet| sheet.paper.clone());
    let addressee = addressee_of(&template, &target.stem(kind), paper).map(ToOwned::to_owned);
    Draft { addressee, sheet_of, ..Draft::of(id, paper.file.clone()) }.filled(&template, target)
}

/// The one to whom a paper that is there goes, if each addressee has one.
fn addressee_of<'p>(template: &Template, name: &str, paper: &'p Standing) -> Option<&'p str> {
    let [addressee] = paper.to.as_slice() else { return None };
    (template.names(ADDRESSEE) && file_stem(&paper.file) != name).then_some(addressee)
}

/// The one of the papers of a kind, a paper for each addressee or a sheet for each paper, that is to have such a file.
fn to_be_called(workspace: &Workspace, target: &Target, written: &str) -> Result<Option<Draft>, Diagnostics> {
    let stem = written.strip_suffix(".md").unwrap_or(written);
    let Some((kind, _)) = stem.split_once('（') else { return Ok(None) };
    let Ok((id, kind)) = find(target.regulation, kind) else { return Ok(None) };
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let all = drafts_of_kind(workspace, target, id, template.names(ADDRESSEE))?;
    Ok(all.into_iter().find(|draft| file_stem(&draft.file) == stem))
}

fn sheet_file(name: &str, sheet: &Sheet) -> String {
    format!("{name}（{}）.md", sheet.paper)
}

fn drafts_of_kind(workspace: &Workspace, target: &Target, id: &str, each: bool) -> Result<Vec<Draft>, Diagnostics> {
    let (id, kind) = find(target.regulation, id)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let (name, stem) = (&kind.term.name, target.stem(kind));
    let one = Draft::of(id, format!("{stem}.md"));
    if is_sheet(&template) && !target.reviews.is_empty() {
        let sheets = target.reviews.iter().map(|sheet| {
            let draft = Draft::of(id, sheet_file(name, sheet));
            Draft { sheet_of: Some(sheet.paper.clone()), ..draft }.filled(&template, target)
        });
        return sheets.collect();
    }
    let one = one.filled(&template, target)?;
    if !each {
        return Ok(vec![one]);
    }
    let front: Option<FrontMatter> = front_matter(&template.path, &one.text).whole()?;
    let to = front.map(|front| front.to).unwrap_or_default();
    if to.is_empty() || !template.names(ADDRESSEE) {
        let message = text!(zh: "《{name}》不能按主送单位分别起草", en: "`{id}` cannot be drafted for each addressee");
        let hint = text!(zh: "去掉 `--each`，或在模板的主送中用 `addressee`", en: "leave `--each` out, or use `addressee` in its template");
        return Err(Diagnostic::new(message).hint(hint).into());
    }
    let open: Vec<&str> = to.iter().map(|addressee| &**addressee).filter(|to| to.contains("〔待填写")).collect();
    if !open.is_empty() {
        return Err(unknown_addressees(&target.name, &open).into());
    }
    let each = to.iter().map(|addressee| {
        let draft = Draft::of(id, format!("{stem}（{}）.md", target.called(addressee)));
        Draft { addressee: Some(addressee.to_string()), ..draft }.filled(&template, target)
    });
    each.collect()
}

/// That it cannot be seen to whom a paper is to go: a file of such a name would stay beside the right one.
fn unknown_addressees(target: &str, open: &[&str]) -> Diagnostic {
    let Text { zh, en } = Text::listed(open);
    let message = text!(zh: "主送还没有填明：{zh}", en: "it is not known to whom papers go: {en}");
    Diagnostic::new(message).hint(text!(
        zh: "登记单位：yijuan body add --name 〈单位〉；名单上写明所在单位：yijuan roster update {target} 〈姓名〉 --affiliation 〈单位及职务〉",
        en: "register the body: yijuan body add --name 〈BODY〉; and say in the roster who belongs to it: yijuan roster update {target} 〈NAME〉 --affiliation 〈BODY AND POST〉"
    ))
}

/// The fact that names the one to whom a paper goes.
const ADDRESSEE: &str = "addressee";

/// The fact that names the papers by which the meeting was announced.
const ANNOUNCED: &str = "announced";

/// The facts that say what else is in the folder.
const PAPERS: &str = "papers";
const DOSSIER: &str = "dossier";

/// Facts with the papers by which the meeting was announced, and to whom they went: of one that is not in the dossier, as
/// it would be drafted.
fn with_announced(facts: TemplateValue, target: &Target) -> TemplateValue {
    let announced = target.announced.iter().map(|paper| {
        // One that names such papers itself would name itself.
        let template = paper.template.as_ref().filter(|template| !template.names(ANNOUNCED));
        let front = template.and_then(|template| {
            let (draft, _) = Draft::of(&paper.document, String::new()).filled_so_far(template, target);
            front_matter(&template.path, &draft.text).value.flatten()
        });
        paper.clone().with_head(front)
    });
    let (announced, told) = facts_of(&announced.collect::<Vec<_>>(), &target.nothing_to_change);
    facts.with(ANNOUNCED, announced).with("told", told)
}

/// A paper by its id or Chinese name.
///
/// # Errors
/// If the regulation has no such paper, its template is wrong, or facts it prints are missing.
pub(crate) fn draft(workspace: &Workspace, target: &Target, written: &str) -> Result<Draft, Diagnostics> {
    let (id, kind) = find(target.regulation, written)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    Draft::of(id, format!("{}.md", target.stem(kind))).filled(&template, target)
}

/// A paper that cannot be drafted yet, with what is known, and everything that stands in its way.
///
/// # Errors
/// If it has no template.
pub(super) fn drafted_so_far(
    workspace: &Workspace,
    target: &Target,
    id: &str,
    kind: &DocumentKind,
) -> Result<(Draft, Diagnostics), Diagnostic> {
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    Ok(Draft::of(id, format!("{}.md", target.stem(kind))).filled_so_far(&template, target))
}

/// The same paper from the facts of another target.
///
/// # Errors
/// As [`draft`].
pub(super) fn redraft(workspace: &Workspace, target: &Target, like: &Draft) -> Result<Draft, Diagnostics> {
    let (id, kind) = find(target.regulation, &like.id)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    let (addressee, sheet_of) = (like.addressee.clone(), like.sheet_of.clone());
    let draft = Draft { addressee, sheet_of, ..Draft::of(id, like.file.clone()) };
    draft.filled(&template, target)
}

impl Draft {
    /// A paper that is there.
    pub(super) fn there(id: &str, file: &str, text: String) -> Self {
        Self { text, is_there: true, ..Self::of(id, file.to_owned()) }
    }

    /// A paper of which nothing is written yet.
    fn of(id: &str, file: String) -> Self {
        let (text, blanks, id) = (String::new(), Vec::new(), id.to_owned());
        Self { file, text, is_there: false, blanks, id, addressee: None, lists_others: false, sheet_of: None }
    }

    /// The same with facts filled into its template.
    fn filled(self, template: &Template, target: &Target) -> Result<Self, Diagnostics> {
        let (draft, lacking) = self.filled_so_far(template, target);
        ensure_none(lacking)?;
        // A paper that could not be read again is none. The line would be the paper's, not the template's.
        let elsewhere = |problem| Diagnostic { place: Some(Location::file(&template.path)), ..problem };
        let front = front_matter(&template.path, &draft.text)
            .whole()
            .map_err(|problems| problems.into_iter().map(elsewhere).collect::<Diagnostics>())?;
        template::ensure_of_kind(front.as_ref(), target.regulation, &draft.id, Location::file(&template.path))?;
        Ok(draft)
    }

    /// The same with all facts that are known, and everything that stands in its way.
    fn filled_so_far(self, template: &Template, target: &Target) -> (Self, Diagnostics) {
        let mut problems = if template.names("session") { target.lacking.clone() } else { Diagnostics::new() };
        let sheet = target.reviews.iter().find(|sheet| Some(&sheet.paper) == self.sheet_of.as_ref());
        let own = [
            ("review", sheet.map(|sheet| sheet.facts.clone())),
            (ADDRESSEE, self.addressee.as_deref().map(TemplateValue::text)),
            ("issuer", target.issuer_of(&self.file).map(TemplateValue::text)),
        ];
        let own = own.into_iter().filter_map(|(name, fact)| Some((name, fact?)));
        let kind = target.regulation.documents.get(&self.id);
        let round = kind.and_then(|kind| target.later_round(kind));
        let of_round = target.of_round.iter().filter(|_| round.is_some()).cloned();
        let facts = of_round.chain(own).fold(target.facts.clone(), |facts, (name, fact)| facts.with(name, fact));
        let facts = if template.names(ANNOUNCED) { with_announced(facts, target) } else { facts };
        let lists_others = [PAPERS, DOSSIER].iter().any(|fact| template.names(fact));
        let facts = match target.contents.clone().filter(|_| lists_others) {
            Some(mut contents) => {
                contents.look(target.source);
                with_contents(facts, &contents, target.regulation)
            }
            None => facts,
        };
        let facts = match find(target.regulation, &self.id) {
            Ok(found) => with_table(facts, target.regulation, &target.subject, found),
            Err(_) => facts,
        };
        let (Filled { text, blanks }, unfit) = template.render_as_far_as_known(&facts, &target.calendar);
        problems.extend(unfit);
        let text = match round {
            Some(round) => with_round(text, round),
            None => text,
        };
        (Self { text, blanks, lists_others, ..self }, problems)
    }
}
