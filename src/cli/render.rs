//! `render`: drafts papers from their templates.

use super::context::{self, Context};
use crate::changes::render::catalogue::catalogue;
use crate::changes::render::missing::to_record;
use crate::changes::render::{Over, Papers, Rendered};
use crate::changes::{Writer, render};
use crate::diagnostic::Diagnostics;
use crate::regulation::Regulation;
use crate::report::catalogue::{of_regulations, of_target};
use crate::report::missing::missing;
use crate::text;
use crate::text::Text;
use crate::ui::{Progress, Reply};
use clap::Args;
use std::path::PathBuf;

/// Draft papers of a topic or of a plan's year from their templates
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Render {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = super::completions::keys(), required_unless_present = "list")]
    target: Option<String>,
    /// Papers to draft: ids or Chinese names
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    documents: Vec<String>,
    #[command(flatten)]
    several: Several,
    /// Only list the papers of a topic or a year, and where each stands; without TARGET those of every regulation in use
    #[arg(long, conflicts_with_all = ["documents", "all", "stage", "each", "issuer", "missing", "update", "force", "out", "to"])]
    list: bool,
    /// One paper for each addressee
    #[arg(long)]
    each: bool,
    /// Who issues the paper, where its template leaves it open
    #[arg(long, value_name = "WHO")]
    issuer: Option<String>,
    /// Only say what the papers still lack: facts to record, and what is to be written
    #[arg(long, conflicts_with_all = ["each", "update", "force", "out"])]
    missing: bool,
    #[command(flatten)]
    over: OverFile,
    /// Write into this folder instead of the dossier, without committing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write them as these: md, docx, pdf, html, xlsx or csv; from the Markdown in the dossier, which is drafted first if missing
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', conflicts_with = "missing")]
    to: Vec<String>,
}

/// Papers that nobody names one by one.
#[derive(Debug, Args)]
struct Several {
    /// Every paper that has a template; one that cannot be drafted does not hinder the others
    #[arg(long, conflicts_with = "documents")]
    all: bool,
    /// The papers that open duties ask for now
    #[arg(long, conflicts_with_all = ["documents", "all"])]
    stage: bool,
}

/// What happens to a file that differs.
#[derive(Debug, Args)]
struct OverFile {
    /// Fill in what has become known, and keep what somebody has written
    #[arg(long, conflicts_with_all = ["force", "out"])]
    update: bool,
    /// Overwrite files that differ, whoever edited them
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
yijuan render 2026-003 协商函
yijuan render 2026-003 协商函 --each
yijuan render 2026-003 协商意见 --issuer 政协党组
yijuan render 2026-003 协商函 --update
yijuan render 2026-003 --missing
yijuan render 2026-003 --list
yijuan render 2026-003 协商函 --to docx,html
yijuan render plan:2026 年度协商计划";

impl Render {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = render::Render {
            target: self.target.clone().unwrap_or_default(),
            papers: match (self.several.all, self.several.stage) {
                (true, _) => Papers::All,
                (_, true) => Papers::Asked,
                _ => Papers::Named(self.documents.clone()),
            },
            each: self.each,
            issuer: self.issuer.clone(),
            over: match (self.over.update, self.over.force) {
                (true, _) => Over::Update,
                (_, true) => Over::Force,
                _ => Over::Keep,
            },
            out: self.out.clone(),
            to: self.to.clone(),
        };
        if self.list {
            return self.catalogue(context, &request);
        }
        if self.missing {
            let lacking = request.missing(&context.workspace)?;
            let notes = to_record(&lacking)
                .into_iter()
                .map(|Text { zh, en }| text!(zh: "登记：{zh}", en: "to record it: {en}"));
            let none = (self.documents.is_empty() && request.drafts_none(&context.workspace)?).then(|| {
                Text::new(
                    "这个对象的规程没有文书模板，由人写成；`yijuan check` 指出缺哪些",
                    "its regulation has no templates: its papers are written by hand, and `yijuan check` says which are missing",
                )
            });
            let notes = notes.chain(none);
            return Ok(Reply { notes: notes.collect(), ..Reply::new(missing(&lacking, context.language)) });
        }
        if !self.to.is_empty() {
            return if self.over.update { update_and_set(context, request) } else { set(context, &request) };
        }
        if self.out.is_some() {
            let Rendered { proposal, failed } = request.propose(&context.workspace)?;
            let reply = Reply { notes: proposal.notes, ..Reply::new(proposal.answer.in_(context.language)) };
            return Ok(in_part(reply, failed));
        }
        let writer = Writer::open(&context.workspace)?;
        let Rendered { proposal, failed } = request.propose(&context.workspace)?;
        Ok(in_part(context.carry_out(&writer, proposal)?, failed))
    }
}

impl Render {
    fn catalogue(&self, context: &Context, request: &render::Render) -> Result<Reply, Diagnostics> {
        if self.target.is_some() {
            let papers = request.standing(&context.workspace)?;
            return Ok(Reply::new(of_target(&papers, context.language)));
        }
        let loaded = context.workspace.read_all()?;
        let of_regulation = |regulation: &Regulation| {
            let id = regulation.id.to_string();
            catalogue(&context.workspace.source, regulation).into_iter().map(move |listed| (id.clone(), listed))
        };
        let papers: Vec<_> = loaded.regulations.used(&loaded.archive).flat_map(of_regulation).collect();
        Ok(context::reply(&loaded, of_regulations(&papers, context.language)))
    }
}

/// Brings the papers up to date, and then sets them as they stand.
fn update_and_set(context: &Context, request: render::Render) -> Result<Reply, Diagnostics> {
    let to = request.to.clone();
    let update = render::Render { to: Vec::new(), ..request };
    let writer = Writer::open(&context.workspace)?;
    let Rendered { proposal, failed } = update.propose(&context.workspace)?;
    let updated = in_part(context.carry_out(&writer, proposal)?, failed);
    drop(writer);
    match set(context, &render::Render { to, over: Over::Keep, ..update }) {
        Ok(made) => Ok(updated.then(made)),
        Err(problems) => Ok(in_part(updated, problems)),
    }
}

/// Sets the papers. Only what is drafted first changes the archive.
pub(super) fn set(context: &Context, request: &render::Render) -> Result<Reply, Diagnostics> {
    let progress = Progress::unless(context.quiet);
    let set = request.set(&context.workspace, &|done, of| progress.at(done, of))?;
    if set.proposal.change.is_empty() {
        set.write()?;
        let reply = Reply { notes: set.proposal.notes, ..Reply::new(set.proposal.answer.in_(context.language)) };
        return Ok(in_part(reply, set.failed));
    }
    let writer = Writer::open(&context.workspace)?;
    // Once more, now that nobody else changes the archive.
    let set = request.set(&context.workspace, &|done, of| progress.at(done, of))?;
    set.write()?;
    Ok(in_part(context.carry_out(&writer, set.proposal)?, set.failed))
}

/// The reply when some papers could not be drafted: the others are there, and the work was done in part.
fn in_part(reply: Reply, failed: Diagnostics) -> Reply {
    let exit = if failed.is_empty() { reply.exit } else { 2 };
    Reply { found: failed, exit, ..reply }
}
