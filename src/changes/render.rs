//! Papers drafted from their templates, and set from what was drafted.

mod facts;
mod meta;
mod product;
mod set;
mod sheet;
pub(crate) mod template;

use super::Proposal;
use crate::archive::{Archive, Change, Limits, Source as _, Topic, WorkTree, body, front_matter};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep, unknown};
use crate::document::{Template, TemplateValue};
use crate::engine::{reviews_of_topic, reviews_of_year};
use crate::model::{self, Settings, Subject};
use crate::regulation::{Regulation, Regulations};
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::vocabulary::{DocumentKind, written};
use crate::workspace::{LoadedArchive, Workspace};
use facts::Facts;
use sheet::Sheet;
use std::path::PathBuf;

/// Papers to be drafted.
#[derive(Debug)]
pub(crate) struct Render {
    /// A topic's key (or part of it), or `plan:YEAR`
    pub target: String,
    /// Papers to draft: ids or Chinese names
    pub documents: Vec<String>,
    /// Also over a file that reads otherwise, whoever edited it
    pub force: bool,
    /// Write into this folder instead of the dossier, without committing
    pub out: Option<PathBuf>,
    /// What they are written as, if not as Markdown alone
    pub to: Vec<String>,
}

/// Whose papers are drafted.
pub(crate) struct Target<'a> {
    name: String,
    subject: Subject,
    folder: String,
    regulation: &'a Regulation,
    facts: TemplateValue,
    /// Of each paper that steps decide on, what its sheet may name.
    reviews: Vec<Sheet>,
}

/// A drafted paper.
pub(crate) struct Draft {
    /// Its file's name.
    pub file: String,
    pub text: String,
}

impl Render {
    /// What is drafted: into the dossier, or into a folder outside of it, which is written at once.
    pub(crate) fn propose(&self, workspace: &Workspace) -> Result<Proposal, Diagnostics> {
        let (subject, topics) = workspace.subject(&self.target)?;
        let loaded = workspace.read(&topics)?;
        let settings = loaded.settings()?;
        let target = Self::target(&loaded, workspace, settings, &subject)?;
        if self.documents.is_empty() {
            return Err(which(workspace, &target).into());
        }
        let drafts = self.drafts(workspace, &loaded, &target)?;
        let (place, folder) = match &self.out {
            Some(out) => (WorkTree::new(out.clone()), String::new()),
            None => (workspace.source.clone(), format!("{}/", target.folder)),
        };
        let paths: Vec<String> = drafts.iter().map(|draft| format!("{folder}{}", draft.file)).collect();
        let named = |path: &String| match &self.out {
            Some(out) => out.join(path).display().to_string(),
            None => path.clone(),
        };
        let mut problems = Diagnostics::new();
        for (path, draft) in paths.iter().zip(&drafts) {
            let there = keep(&mut problems, place.read(path, Limits::PAPER)).flatten();
            let differs = there.is_some_and(|bytes| bytes != draft.text.as_bytes());
            if !self.force && differs && !(self.out.is_none() && is_unedited(workspace, path)) {
                problems.push(reads_otherwise(named(path)));
            }
        }
        ensure_none(problems)?;
        let answer = Text::same(paths.iter().map(|path| on_one_line(&named(path)) + "\n").collect::<String>());
        let notes =
            paths.iter().zip(&drafts).filter_map(|(path, draft)| unfinished(&named(path), &draft.text)).collect();
        if self.out.is_some() {
            let change = drafts.iter().fold(Change::new(), |change, draft| change.file(&draft.file, &*draft.text));
            change.apply(place.root())?;
            return Ok(Proposal { answer, notes, ..Proposal::new(Change::new(), Text::same("")) });
        }
        Ok(target.proposal(&drafts.iter().collect::<Vec<_>>(), answer, notes))
    }

    fn target<'c>(
        loaded: &'c LoadedArchive,
        workspace: &Workspace,
        settings: &Settings,
        subject: &Subject,
    ) -> Result<Target<'c>, Diagnostics> {
        if let Subject::Plan(year) = *subject {
            let regulation = loaded.regulations.of_plans(settings)?;
            let plan = loaded.archive.plan(year).ok_or_else(|| {
                Diagnostic::new(text!(zh: "没有 {year} 年的计划", en: "there is no plan of {year}"))
                    .hint(text!(zh: "先列入项目：`yijuan plan add {year} --title 题目`", en: "first enter its items: `yijuan plan add {year} --title TITLE`"))
            })?;
            if plan.incomplete {
                return Err(loaded.archive.problems.clone());
            }
            let facts = Facts { archive: &loaded.archive, settings, regulation, today: workspace.today };
            let reviews = reviews_of_year(loaded.context(), plan, regulation, None);
            return Ok(Target {
                name: format!("plan:{year}"),
                subject: subject.clone(),
                folder: plan.folder.clone(),
                regulation,
                facts: facts.of_year(plan),
                reviews: reviews.iter().map(|review| facts.of_review(review)).collect(),
            });
        }
        if matches!(subject, Subject::Room(_)) {
            let message = Text::new("协商室没有可起草的文书", "no papers of a room are drafted");
            return Err(Diagnostic::new(message)
                .hint(Text::new("写议题编号，或 `plan:年份`", "give a topic's key, or `plan:YEAR`"))
                .into());
        }
        let Some(topic) = loaded.archive.topics.first().filter(|topic| topic.unread.is_empty()) else {
            return Err(loaded.archive.problems.clone());
        };
        let regulation = loaded.regulations.get(&topic.file.regulation)?;
        let facts = Facts { archive: &loaded.archive, settings, regulation, today: workspace.today };
        let reviews = reviews_of_topic(loaded.context(), topic, None);
        let reviews = reviews.iter().map(|review| facts.of_review(review)).collect();
        Ok(Target { reviews, ..Target::topic(workspace, &loaded.archive, settings, regulation, topic) })
    }

    /// All papers asked for, or all that stands in their way.
    fn drafts(
        &self,
        workspace: &Workspace,
        loaded: &LoadedArchive,
        target: &Target,
    ) -> Result<Vec<Draft>, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut drafts: Vec<Draft> = Vec::new();
        for written in &self.documents {
            let drafted = drafts_of(workspace, target, written);
            match drafted.map_err(|found| of_another(&loaded.regulations, target.regulation, written).unwrap_or(found))
            {
                Ok(found) => {
                    let known: Vec<String> = drafts.iter().map(|draft| draft.file.clone()).collect();
                    drafts.extend(found.into_iter().filter(|draft| !known.contains(&draft.file)));
                }
                Err(found) => {
                    // Two papers may lack the same.
                    let found: Diagnostics = found.into_iter().filter(|one| !problems.contains(one)).collect();
                    problems.extend(found);
                }
            }
        }
        ensure_none(problems).map(|()| drafts)
    }
}

impl<'a> Target<'a> {
    /// A topic, whose facts are those of the archive it is in.
    pub(crate) fn topic(
        workspace: &Workspace,
        archive: &Archive,
        settings: &Settings,
        regulation: &'a Regulation,
        topic: &Topic,
    ) -> Self {
        Self {
            name: topic.key.to_string(),
            subject: Subject::Topic(topic.key),
            folder: topic.folder.clone(),
            regulation,
            facts: Facts { archive, settings, regulation, today: workspace.today }.of_topic(topic),
            reviews: Vec::new(),
        }
    }

    /// Drafts that are written into the dossier.
    fn proposal(&self, drafts: &[&Draft], answer: Text, notes: Vec<Text>) -> Proposal {
        let folder = &self.folder;
        let change = drafts
            .iter()
            .fold(Change::new(), |change, draft| change.file(format!("{folder}/{}", draft.file), &*draft.text));
        let stems: Vec<&str> = drafts.iter().map(|draft| draft.file.trim_end_matches(".md")).collect();
        let (of, Text { zh, en }) = (self.subject.called(), Text::listed(&stems));
        let (of_zh, of_en) = (of.zh, of.en);
        let subject = text!(zh: "{of_zh} 起草：{zh}", en: "{of_en} draft: {en}");
        let proposal = Proposal { answer, notes, ..Proposal::new(change, subject) }.about(&self.subject);
        stems.iter().fold(proposal, |proposal, stem| proposal.trailer(DRAFTED, stem))
    }
}

/// That no paper is named, and which can be drafted of such a target.
fn which(workspace: &Workspace, target: &Target) -> Diagnostic {
    let regulation = target.regulation;
    // What a year's paper prints is its plan.
    let of_year = |template: &Template| template.text.contains("plan.") && !template.text.contains("topic.");
    let is_of = |template: &Template| target.name.starts_with("plan:") == of_year(template);
    let has_template = |(id, kind): &(&str, &DocumentKind)| {
        template::find(&workspace.source, regulation, id, kind).is_ok_and(|template| is_of(&template))
    };
    let names: Vec<Text> = regulation
        .documents
        .iter()
        .filter(has_template)
        .map(|(id, kind)| Text::new(kind.term.name.as_str(), id))
        .collect();
    let problem = Diagnostic::new(Text::new("没有写明起草哪种文书", "no paper is named"));
    let (name, regulation, Text { zh, en }) = (&target.name, &regulation.id, Text::join(&names, "、", ", "));
    problem.hint(if names.is_empty() {
        text!(
            zh: "规程没有自带模板，可自备：templates/{regulation}/documents/〈文书〉.md",
            en: "there is no template; put one at templates/{regulation}/documents/〈DOCUMENT〉.md"
        )
    } else {
        text!(zh: "可起草：{zh}；例如 yijuan render {name} 〈文书〉", en: "can be drafted: {en}; for example yijuan render {name} 〈DOCUMENT〉")
    })
}

/// Papers by their id or Chinese name: one, or the sheet of each paper that steps decide on.
fn drafts_of(workspace: &Workspace, target: &Target, written: &str) -> Result<Vec<Draft>, Diagnostics> {
    let (id, kind) = find(target.regulation, written)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    if !template.text.contains("review.") || target.reviews.is_empty() {
        return Ok(vec![drafted(&template, &target.facts, format!("{}.md", kind.term.name))?]);
    }
    let sheets = target.reviews.iter().map(|sheet| {
        let facts = target.facts.clone().with("review", sheet.facts.clone());
        drafted(&template, &facts, format!("{}（{}）.md", kind.term.name, sheet.paper))
    });
    sheets.collect()
}

/// A paper by its id or Chinese name.
///
/// # Errors
/// If the regulation has no such paper, its template is wrong, or facts it prints are missing.
pub(crate) fn draft(workspace: &Workspace, target: &Target, written: &str) -> Result<Draft, Diagnostics> {
    let (id, kind) = find(target.regulation, written)?;
    let template = template::find(&workspace.source, target.regulation, id, kind)?;
    drafted(&template, &target.facts, format!("{}.md", kind.term.name))
}

fn drafted(template: &Template, facts: &TemplateValue, file: String) -> Result<Draft, Diagnostics> {
    let text = template.render(facts)?;
    // A paper that could not be read again is none. The line would be the paper's, not the template's.
    let elsewhere = |problem| Diagnostic { place: Some(Location::file(&template.path)), ..problem };
    front_matter(&template.path, &text)
        .whole()
        .map_err(|problems| problems.into_iter().map(elsewhere).collect::<Diagnostics>())?;
    Ok(Draft { file, text })
}

/// The document that an id or a Chinese name means.
fn find<'r>(regulation: &'r Regulation, word: &str) -> Result<(&'r str, &'r DocumentKind), Diagnostic> {
    let kind = Text::new("文书", "document");
    let terms = || regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
    let id = written(&kind, word, terms())?;
    let found = id.and_then(|id| Some((id, regulation.documents.get(id)?)));
    found.ok_or_else(|| unknown(&kind, word, terms()))
}

/// That another regulation has a paper of that name, and this one does not.
fn of_another(regulations: &Regulations, own: &Regulation, word: &str) -> Option<Diagnostics> {
    let unknown = find(own, word).err()?;
    let of = regulations.iter().find(|other| find(other, word).is_ok())?;
    let (Text { zh: of_zh, en: of_en }, Text { zh, en }) = (of.called(), own.called());
    let message = text!(
        zh: "`{word}` 是{of_zh}规程的文书，{zh}规程没有规定",
        en: "`{word}` is a paper of {of_en}; {en} has none"
    );
    Some(Diagnostic { message, ..unknown }.into())
}

/// What is still to be filled in of a paper just drafted.
fn unfinished(path: &str, text: &str) -> Option<Text> {
    let (body, _) = body(text);
    let Text { zh, en } = phrase::unfinished(model::Draft::of(text, body)?);
    Some(text!(zh: "草稿{zh}：{path}", en: "the draft {en}: {path}"))
}

/// The trailer of the commits that drafted a paper.
const DRAFTED: &str = "Yijuan-Draft";

/// Whether a paper stands as it was last drafted: then facts alone have changed, and nothing is lost with it.
fn is_unedited(workspace: &Workspace, path: &str) -> bool {
    let Ok(history) = workspace.history() else { return false };
    let is_kept = history.uncommitted(&[path]).is_ok_and(|paths| paths.is_empty());
    is_kept && history.last_has_trailer(path, DRAFTED).unwrap_or_default()
}

/// A file somebody edited, or drafted from other facts.
fn reads_otherwise(path: String) -> Diagnostic {
    let message =
        Text::new("文件已经存在，内容与现在起草的不同", "the file is there and reads otherwise than a new draft");
    Diagnostic::new(message).at(Location::file(path)).hint(Text::new(
        "要舍弃其中的修改而重写，加 `--force`；另存一份，加 `--out 目录`",
        "add `--force` to lose what was edited and write anew, or `--out DIR` to write elsewhere",
    ))
}
