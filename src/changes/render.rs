//! `render`: drafts papers from templates, into the dossier or a folder outside of it.

mod announced;
mod blank;
pub(crate) mod catalogue;
mod dates;
mod draft;
mod entries;
mod facts;
mod kept;
mod kind;
mod listed;
mod margin;
mod meeting;
mod meta;
pub(crate) mod missing;
mod outcome;
mod posts;
mod product;
mod redline;
mod round;
mod rows;
mod set;
mod sheet;
mod single;
mod target;
mod update;
mod wanted;

pub(crate) use draft::{Draft, draft};
pub(super) use facts::{Facts, sentence};
pub(super) use kept::{Kept, as_csv};
pub(crate) use product::Product;
pub(crate) use redline::Redline;
pub(crate) use single::{Content, Files};
pub(crate) use target::Target;
pub(crate) use update::{DRAFTED, is_unedited};

use super::{Proposal, secrecy};
use crate::archive::{Change, Changed, Limits, Source as _, WorkTree, body, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::model::{self, Subject, file_stem};
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::vocabulary::Vocabulary;
use crate::workspace::{LoadedArchive, Workspace};
use catalogue::{Listed, PaperState};
use draft::{drafts_of, drafts_of_standing};
use kind::{find, of_another};
use missing::Missing;
use std::path::PathBuf;
use update::{Updated, ensure_undecided, redrafted_in, updated};

/// Papers to be drafted.
#[derive(Debug)]
pub(crate) struct Render {
    /// A topic's key (or part of it), or `plan:YEAR`
    pub target: String,
    pub papers: Papers,
    /// One paper for each addressee.
    pub each: bool,
    /// Who issues the papers, where their templates leave it open.
    pub issuer: Option<String>,
    pub over: Over,
    /// Write into this folder instead of the dossier, without committing
    pub out: Option<PathBuf>,
    /// What they are written as, if not as Markdown alone
    pub to: Vec<String>,
}

/// Which papers.
#[derive(Debug)]
pub(crate) enum Papers {
    /// These, by id or Chinese name: all of them or none.
    Named(Vec<String>),
    /// Every one that has a template; one that cannot be drafted does not hinder the others.
    All,
    /// Those that open duties ask for, in the same way.
    Asked,
}

/// What happens to a file that reads otherwise than a new draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// It stays, unless nobody has edited it.
    Keep,
    /// What has become known is filled in, and what somebody wrote stays.
    Update,
    /// It is written anew.
    Force,
}

/// What came of a request.
pub(crate) struct Rendered {
    pub proposal: Proposal,
    /// What stood in the way of papers that nobody named one by one.
    pub failed: Diagnostics,
}

impl Render {
    /// What is drafted: into the dossier, or into a folder outside of it, which is written at once.
    pub(crate) fn propose(&self, workspace: &Workspace) -> Result<Rendered, Diagnostics> {
        let (loaded, subject) = self.read(workspace)?;
        let target = Target::of(&loaded, workspace, &workspace.source, &subject, self.issuer.as_deref())?;
        let is_named = matches!(self.papers, Papers::Named(_));
        // Of a kind of which each addressee has one, nobody asks for another who does not name it.
        let draft = |written: &str| {
            let of_those_there = !is_named || self.over == Over::Update;
            let drafts = if of_those_there { drafts_of_standing } else { drafts_of };
            drafts(workspace, &target, written, self.each)
        };
        let Drafts { papers: drafts, problems: mut failed, failed: mut not_drafted } =
            self.each_paper(workspace, &loaded, &target, draft)?;
        if is_named {
            ensure_none(std::mem::take(&mut failed))?;
        }
        let (place, folder) = self.place(workspace, &target);
        let mut written = Written::default();
        for draft in seeing_last(drafts) {
            let draft = self.seeing(workspace, &subject, &written.change, draft)?;
            let path = format!("{folder}{}", draft.file);
            let shown = self.shown(&path);
            match self.text(workspace, &place, &target, &path, &shown, &draft) {
                Ok(Some(updated)) => {
                    let is_same =
                        place.read(&path, Limits::PAPER)?.is_some_and(|there| there == updated.text.as_bytes());
                    written.changed += usize::from(!is_same);
                    written.add(&target, path, &shown, &draft, updated);
                }
                Ok(None) => {
                    written.notes.push(
                        text!(zh: "已有而内容不同，未动：{shown}", en: "there already and different, left: {shown}"),
                    );
                }
                Err(problem) => {
                    failed.push(problem);
                    not_drafted += 1;
                }
            }
        }
        if is_named {
            ensure_none(std::mem::take(&mut failed))?;
        } else {
            written.notes.extend(summary(&Text::new("起草", "drafted"), written.changed, not_drafted));
        }
        let Written { change, answer, notes, stems, trailers, .. } = written;
        let answer = Text::same(answer);
        if self.out.is_some() {
            change.apply(place.root())?;
            let proposal = Proposal { answer, notes, ..Proposal::new(Change::new(), Text::same("")) };
            return Ok(Rendered { proposal, failed });
        }
        let papers: Vec<(&str, &str)> = stems.iter().map(String::as_str).zip(trailers).collect();
        let proposal = Proposal { answer, notes, ..target.proposal(change, &papers) };
        Ok(Rendered { proposal, failed })
    }

    /// What the papers lack; nothing is written.
    ///
    /// # Errors
    /// If a paper is unknown, or its template is wrong.
    pub(crate) fn missing(&self, workspace: &Workspace) -> Result<Vec<Missing>, Diagnostics> {
        let (loaded, subject) = self.read(workspace)?;
        let target = Target::of(&loaded, workspace, &workspace.source, &subject, self.issuer.as_deref())?;
        let all = Papers::All;
        let papers = if matches!(&self.papers, Papers::Named(names) if names.is_empty()) { &all } else { &self.papers };
        missing::missing(workspace, &loaded, &target, papers)
    }

    /// The papers of the target, and where each stands.
    ///
    /// # Errors
    /// If the target is unknown.
    pub(crate) fn standing(
        &self,
        workspace: &Workspace,
    ) -> Result<Vec<(Listed, Option<String>, PaperState)>, Diagnostics> {
        let (loaded, subject) = self.read(workspace)?;
        let target = Target::of(&loaded, workspace, &workspace.source, &subject, self.issuer.as_deref())?;
        Ok(catalogue::standing(workspace, &target))
    }

    /// Whether no paper of the target has a template but those that every dossier has of itself.
    ///
    /// # Errors
    /// If the target is unknown.
    pub(crate) fn drafts_none(&self, workspace: &Workspace) -> Result<bool, Diagnostics> {
        let (loaded, subject) = self.read(workspace)?;
        let target = Target::of(&loaded, workspace, &workspace.source, &subject, None)?;
        let names = Papers::All.names(workspace, &loaded, &target)?;
        Ok(names.iter().all(|id| Vocabulary::is_of_dossiers(id)))
    }

    /// The archive with what the papers are about.
    fn read(&self, workspace: &Workspace) -> Result<(LoadedArchive, Subject), Diagnostics> {
        let (subject, mut topics) = workspace.subject(&self.target)?;
        // What goes to a folder of the user's is not written by `Writer`.
        secrecy::ensure_kept(&workspace.source, &Change::new(), std::slice::from_ref(&subject))?;
        if let Subject::Plan(year) = subject {
            // A plan says when each of its topics is to meet.
            topics = topic_folders(&workspace.source).0.into_iter().filter(|folder| folder.key.year == year).collect();
        }
        Ok((workspace.read(&topics)?, subject))
    }

    /// The papers asked for, each file once, as `drafts` has those of a name; and what stands in the way of the others.
    fn each_paper(
        &self,
        workspace: &Workspace,
        loaded: &LoadedArchive,
        target: &Target,
        drafts: impl Fn(&str) -> Result<Vec<Draft>, Diagnostics>,
    ) -> Result<Drafts, Diagnostics> {
        let (mut papers, mut problems) = (Vec::<Draft>::new(), Vec::<(Diagnostic, Vec<&str>)>::new());
        let mut failed = 0;
        let names = self.papers.names(workspace, loaded, target)?;
        for written in &names {
            let drafts =
                drafts(written).map_err(|found| of_another(&loaded.regulations, target, written).unwrap_or(found));
            match drafts {
                Ok(found) => {
                    let known: Vec<String> = papers.iter().map(|paper| paper.file.clone()).collect();
                    papers.extend(found.into_iter().filter(|paper| !known.contains(&paper.file)));
                }
                Err(found) => {
                    failed += 1;
                    for problem in found {
                        // Two papers may lack the same.
                        match problems.iter_mut().find(|(known, _)| *known == problem) {
                            Some((_, of)) => of.push(written),
                            None => problems.push((problem, vec![written])),
                        }
                    }
                }
            }
        }
        // Who names papers knows of which of them it is said.
        let is_named = matches!(self.papers, Papers::Named(_));
        let named =
            |(problem, of): (Diagnostic, Vec<&str>)| if is_named { problem } else { of_papers(target, problem, &of) };
        Ok(Drafts { papers, problems: problems.into_iter().map(named).collect(), failed })
    }

    /// A paper that says what else is in the dossier, drafted with what the change puts there; any other as it is.
    fn seeing(
        &self,
        workspace: &Workspace,
        subject: &Subject,
        change: &Change,
        draft: Draft,
    ) -> Result<Draft, Diagnostics> {
        if self.out.is_some() || draft.is_there || !draft.lists_others || change.is_empty() {
            return Ok(draft);
        }
        let source = Changed { source: &workspace.source, change };
        redrafted_in(workspace, &source, subject, self.issuer.as_deref(), &draft)
    }

    /// Where files are written, and in which folder there.
    fn place(&self, workspace: &Workspace, target: &Target) -> (WorkTree, String) {
        match &self.out {
            Some(out) => (WorkTree::new(out.clone()), String::new()),
            None => (workspace.source.clone(), format!("{}/", target.folder)),
        }
    }

    /// A path there as it is shown.
    fn shown(&self, path: &str) -> String {
        self.out.as_ref().map_or_else(|| path.to_owned(), |out| out.join(path).display().to_string())
    }

    /// What is to stand in a paper's file; nothing if a paper that nobody named is there and stays.
    fn text(
        &self,
        workspace: &Workspace,
        place: &WorkTree,
        target: &Target,
        path: &str,
        shown: &str,
        draft: &Draft,
    ) -> Result<Option<Updated>, Diagnostic> {
        let there = place.read(path, Limits::PAPER)?.filter(|bytes| bytes != draft.text.as_bytes());
        let whole = || Updated { text: draft.text.clone(), ..Updated::default() };
        let Some(there) = there else { return Ok(Some(whole())) };
        let is_named = matches!(self.papers, Papers::Named(_));
        let before = String::from_utf8_lossy(&there);
        // Its days and its number may be filled into the head of a paper that went out.
        let sent = |text: &str| {
            let day = target.sent(&draft.file).filter(|_| self.out.is_none());
            day.filter(|_| body(text).0 != body(&before).0)
        };
        let updated = match self.over {
            Over::Force => whole(),
            Over::Update => {
                ensure_undecided(target, path, draft)?;
                updated(workspace, target, path, &there, draft)?
            }
            Over::Keep if !is_named && sent(&draft.text).is_some() => return Ok(None),
            Over::Keep if self.out.is_none() && is_unedited(workspace, path) => {
                ensure_undecided(target, path, draft)?;
                whole()
            }
            Over::Keep if is_named => return Err(reads_otherwise(shown.to_owned())),
            Over::Keep => return Ok(None),
        };
        let sent = sent(&updated.text);
        Ok(Some(Updated { sent, ..updated }))
    }
}

/// Papers that could be drafted, and what stood in the way of the others.
struct Drafts {
    papers: Vec<Draft>,
    problems: Diagnostics,
    /// How many could not be.
    failed: usize,
}

/// How much came of papers that nobody named one by one; nothing if there was nothing to do.
fn summary(done: &Text, count: usize, failed: usize) -> Option<Text> {
    let Text { zh, en } = done;
    match (count, failed) {
        (0, 0) => None,
        (_, 0) => Some(text!(zh: "已{zh}{count}份", en: "{count} {en}")),
        _ => Some(text!(
            zh: "已{zh}{count}份，未能{zh}{failed}份，原因见上",
            en: "{count} {en}, {failed} not: above stands why"
        )),
    }
}

/// Papers in the order in which they are drafted: last those that say what else is in the dossier.
fn seeing_last(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|draft| draft.lists_others);
    drafts
}

/// What was written so far.
#[derive(Default)]
struct Written {
    change: Change,
    answer: String,
    notes: Vec<Text>,
    /// The papers' files, without their ending.
    stems: Vec<String>,
    /// How many of them read otherwise than before.
    changed: usize,
    /// For each, the trailer that says what was done.
    trailers: Vec<&'static str>,
}

impl Written {
    fn add(&mut self, target: &Target, path: String, shown: &str, draft: &Draft, updated: Updated) {
        self.answer += &on_one_line(shown);
        self.answer.push('\n');
        self.notes.extend(updated.told(shown));
        self.notes.extend(unfinished(shown, &updated.text, draft));
        self.notes.extend(target.nameless_issuer(&updated.text).map(|nameless| nameless.told(shown)));
        self.trailers.push(if updated.is_edited { update::UPDATED } else { DRAFTED });
        self.stems.push(file_stem(&draft.file).to_owned());
        self.change = std::mem::take(&mut self.change).file(path, updated.text);
    }
}

/// What is still to be filled in of a paper, and what of it can be recorded first.
fn unfinished(path: &str, text: &str, draft: &Draft) -> Vec<Text> {
    let (body, _) = body(text);
    let Some(open) = model::Draft::of(text, body) else { return Vec::new() };
    let Text { zh, en } = phrase::unfinished(open);
    let open = text!(zh: "草稿{zh}：{path}", en: "the draft {en}: {path}");
    let blanks: Vec<_> = draft.blanks.iter().filter(|blank| text.contains(&blank.mark())).collect();
    let labels = blanks.iter().map(|blank| blank.label.as_str()).collect::<Vec<_>>().join("、");
    let Text { zh, en } = Text::join(&blank::combined(blanks.iter().map(|blank| &blank.set)), "；", "; ");
    let settable = (!blanks.is_empty())
        .then(|| text!(zh: "其中{labels}可先登记，再起草：{zh}", en: "of these {labels} can be recorded first: {en}"));
    std::iter::once(open).chain(settable).collect()
}

/// What stands in the way of papers, with their names.
fn of_papers(target: &Target, problem: Diagnostic, written: &[&str]) -> Diagnostic {
    let name = |word: &&str| {
        find(target.regulation, word).map_or_else(|_| Text::same(*word), |(id, _)| target.regulation.name(id))
    };
    let names = written.iter().map(name).map(|Text { zh, en }| text!(zh: "《{zh}》", en: "{en}"));
    let Text { zh: of_zh, en: of_en } = Text::join(&names.collect::<Vec<_>>(), "", ", ");
    let Text { zh, en } = problem.message;
    Diagnostic { message: text!(zh: "{of_zh}{zh}", en: "{of_en}: {en}"), ..problem }
}

/// A file somebody edited, or drafted from other facts.
fn reads_otherwise(path: String) -> Diagnostic {
    let message =
        Text::new("文件已经存在，内容与现在起草的不同", "the file is there and reads otherwise than a new draft");
    Diagnostic::new(message).at(Location::file(path)).hint(Text::new(
        "要填入已经登记的事实而保留其中的修改，加 `--update`；舍弃修改而重写，加 `--force`；另存一份，加 `--out 目录`",
        "add `--update` to fill in what is on record and keep what was edited, `--force` to lose it and write anew, or `--out DIR` to write elsewhere",
    ))
}
