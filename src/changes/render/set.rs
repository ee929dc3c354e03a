//! Papers set as DOCX, PDF, HTML, XLSX or CSV: from the Markdown in the dossier, which is drafted first if it is not there.

use super::draft::{Draft, drafts_of};
use super::facts::Facts;
use super::kind::find;
use super::product::{self, File, Product};
use super::target::{Standing, Target, is_sheet};
use super::update::DRAFTED;
use super::{Drafts, Over, Papers, Proposal, Render, summary};
use crate::archive::{Change, WorkTree};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::document::Typesetter;
use crate::engine::reviews_of;
use crate::model::{Subject, file_name, file_stem};
use crate::text::{Text, on_one_line};
use crate::workspace::{LoadedArchive, Workspace, template};
use std::path::Path;

/// Papers that are set.
pub(crate) struct Set {
    /// Those drafted first, which are committed; what is answered and told.
    pub proposal: Proposal,
    /// What stood in the way of papers that nobody named one by one.
    pub failed: Diagnostics,
    products: Change,
    place: WorkTree,
}

impl Set {
    /// Writes what was made. Nothing of it is committed.
    pub(crate) fn write(&self) -> Result<(), Diagnostics> {
        if !self.products.is_empty() {
            self.products.apply(self.place.root())?;
        }
        Ok(())
    }
}

impl Render {
    /// The papers, set; before each, `progress` is told how many are done, and of how many.
    pub(crate) fn set(&self, workspace: &Workspace, progress: &dyn Fn(usize, usize)) -> Result<Set, Diagnostics> {
        let products = Product::read(&self.to)?;
        let (loaded, subject) = self.read(workspace)?;
        let settings = loaded.settings()?;
        let target = Target::of(&loaded, workspace, &workspace.source, &subject, self.issuer.as_deref())?;
        if let Some(out) = self.out.as_ref().filter(|out| out.exists() && !out.is_dir()) {
            return Err(no_folder(out).into());
        }
        let standing = |written: &str| {
            let found = standing_or_drafted(workspace, &target, written, self.each);
            found.or_else(|none| kept_beside(workspace, &loaded, &target, written)?.ok_or(none))
        };
        let Drafts { papers, mut problems, failed: mut not_made } =
            self.each_paper(workspace, &loaded, &target, standing)?;
        let papers = self.seeing_each_other(workspace, &target, papers)?;
        let (archive, regulations, today) = (&loaded.archive, &loaded.regulations, workspace.today);
        let reviews = reviews_of(loaded.context(), &subject, None);
        let (place, folder) = self.place(workspace, &target);
        // In the dossier the Markdown stands already, or is drafted into it.
        let made: Vec<Product> =
            products.iter().copied().filter(|product| self.out.is_some() || *product != Product::Markdown).collect();
        let typesetter = made.contains(&Product::Pdf).then(|| Typesetter::new(&settings.fonts)).transpose()?;
        let (typesetter, replaced) = typesetter.unzip();
        let (mut files, mut notes, mut count) = (Vec::new(), Vec::from_iter(replaced.flatten()), 0);
        for (nth, draft) in papers.iter().enumerate() {
            progress(nth, papers.len());
            // What only another regulation has stands beside the papers of a year.
            let all = std::iter::once(target.regulation).chain(regulations.iter());
            let own = all.into_iter().find(|regulation| regulation.documents.get(&draft.id).is_some());
            let regulation = own.unwrap_or(target.regulation);
            let (id, kind) = find(regulation, &draft.id)?;
            let facts = Facts { archive, settings, regulation, regulations, reviews: &reviews, today };
            let path = format!("{}/{}", target.folder, draft.file);
            let template = template::office(&workspace.source, regulation, id, kind);
            let told_before = problems.len();
            if let Some(template) = keep(&mut problems, template) {
                match product::files(&facts, kind, &path, draft, &made, template.as_ref(), typesetter.as_ref()) {
                    Ok((more, told)) => {
                        let (more, in_the_way) = match self.over {
                            Over::Force => (more, Diagnostics::new()),
                            _ => product::in_the_way(&place, &folder, more, |path| self.shown(path)),
                        };
                        files.extend(more);
                        problems.extend(in_the_way);
                        notes.extend(told);
                    }
                    Err(found) => problems.extend(found),
                }
            }
            let is_made = problems.len() == told_before;
            count += usize::from(is_made);
            not_made += usize::from(!is_made);
        }
        if matches!(self.papers, Papers::Named(_)) {
            ensure_none(std::mem::take(&mut problems))?;
        } else {
            notes.extend(summary(&Text::new("制成", "made"), count, not_made));
        }
        let drafts: Vec<&Draft> = papers.iter().filter(|paper| self.out.is_none() && !paper.is_there).collect();
        let drafted = drafts.iter().map(|draft| format!("{folder}{}", draft.file));
        let written = files.iter().map(|File { name, .. }| format!("{folder}{name}"));
        let answer = drafted.chain(written).map(|path| on_one_line(&self.shown(&path)) + "\n").collect::<String>();
        let change = drafts
            .iter()
            .fold(Change::new(), |change, draft| change.file(format!("{folder}{}", draft.file), &*draft.text));
        let stems: Vec<(&str, &str)> = drafts.iter().map(|draft| (file_stem(&draft.file), DRAFTED)).collect();
        let proposal = Proposal { answer: Text::same(answer), notes, ..target.proposal(change, &stems) };
        let products = files
            .into_iter()
            .fold(Change::new(), |change, file| change.file(format!("{folder}{}", file.name), file.bytes));
        Ok(Set { proposal, failed: problems, products, place })
    }
}

impl Render {
    /// The papers, of which those that say what else is in the dossier see the ones that are drafted with them.
    fn seeing_each_other(
        &self,
        workspace: &Workspace,
        target: &Target,
        papers: Vec<Draft>,
    ) -> Result<Vec<Draft>, Diagnostics> {
        let drafted = papers.iter().filter(|paper| !paper.is_there && !paper.lists_others);
        let change = drafted.fold(Change::new(), |change, paper| {
            change.file(format!("{}/{}", target.folder, paper.file), &*paper.text)
        });
        papers.into_iter().map(|paper| self.seeing(workspace, &target.subject, &change, paper)).collect()
    }
}

pub(super) fn no_folder(out: &Path) -> Diagnostic {
    Diagnostic::new(Text::new("这不是文件夹", "it is no folder"))
        .at(Location::file(out.display().to_string()))
        .hint(Text::new("`--out` 写文件夹，没有的会新建", "`--out` names a folder, which is made if it is not there"))
}

/// The papers of a name as they stand in the dossier, or drafts of those that do not.
fn standing_or_drafted(
    workspace: &Workspace,
    target: &Target,
    written: &str,
    each: bool,
) -> Result<Vec<Draft>, Diagnostics> {
    let there = |id: &str, file: &str| product::there(&workspace.source, &target.folder, id, file);
    if let Some(Standing { document, file, .. }) = target.paper_called(written).filter(|_| !each) {
        return Ok(there(document, file)?.into_iter().collect());
    }
    if let Ok((id, kind)) = find(target.regulation, written)
        && !each
    {
        if let Some(paper) = there(id, &format!("{}.md", target.stem(kind)))? {
            return Ok(vec![paper]);
        }
        let template = template::find(&workspace.source, target.regulation, id, kind);
        // There is a sheet for each paper, also for one that was handed in since.
        let several = target.papers_of(id).filter(|_| !template.as_ref().is_ok_and(is_sheet));
        let several = several.map(|paper| there(id, &paper.file)).collect::<Result<Vec<_>, _>>()?;
        if !several.is_empty() {
            return Ok(several.into_iter().flatten().collect());
        }
    }
    let drafts = drafts_of(workspace, target, written, each)?.into_iter();
    drafts.map(|draft| Ok(there(&draft.id, &draft.file)?.unwrap_or(draft))).collect()
}

/// Papers of a kind that another regulation has, as those of rooms are, which stand in a year's folder; by the name of the
/// kind or of a file. `None` if there are none.
fn kept_beside(
    workspace: &Workspace,
    loaded: &LoadedArchive,
    target: &Target,
    written: &str,
) -> Result<Option<Vec<Draft>>, Diagnostics> {
    let Subject::Plan(year) = target.subject else { return Ok(None) };
    let others = || loaded.regulations.iter().filter(|other| other.id != target.regulation.id);
    let mut papers = Vec::new();
    for paper in loaded.archive.plan(year).map_or(&[][..], |plan| &plan.papers) {
        let (id, file) = (&paper.front.document, file_name(&paper.path));
        let is_meant = others().filter(|other| other.documents.get(id).is_some()).any(|other| {
            file_stem(file) == file_stem(written)
                || find(other, written).is_ok_and(|(meant, _)| other.counts_as(id, meant))
        });
        if is_meant {
            papers.extend(product::there(&workspace.source, &target.folder, id, file)?);
        }
    }
    Ok((!papers.is_empty()).then_some(papers))
}
