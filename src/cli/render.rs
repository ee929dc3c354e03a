//! `render`: papers drafted from their templates.

use super::context::Context;
use crate::changes::{Writer, render};
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Draft papers of a topic or of a plan's year from their templates
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Render {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = super::completions::keys())]
    target: String,
    /// Papers to draft: ids or Chinese names
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    documents: Vec<String>,
    /// Also over a file that reads otherwise, whoever edited it
    #[arg(long)]
    force: bool,
    /// Write into this folder instead of the dossier, without committing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write them as these: md, docx, html, xlsx or csv; from the Markdown in the dossier, which is drafted first if missing
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    to: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan render 2026-003 协商函
yijuan render 2026-003 meeting-procedure host-script
yijuan render 2026-003 协商意见 --out /tmp/drafts
yijuan render 2026-003 协商函 --to docx,html
yijuan render plan:2026 年度协商计划";

impl Render {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = render::Render {
            target: self.target.clone(),
            documents: self.documents.clone(),
            force: self.force,
            out: self.out.clone(),
            to: self.to.clone(),
        };
        if !self.to.is_empty() {
            return set(context, &request);
        }
        if self.out.is_some() {
            let proposal = request.propose(&context.workspace)?;
            return Ok(Reply { notes: proposal.notes, ..Reply::new(proposal.answer.in_(context.language)) });
        }
        let writer = Writer::open(&context.workspace)?;
        let proposal = request.propose(&context.workspace)?;
        context.carry_out(&writer, proposal)
    }
}

/// Sets the papers. Only what is drafted first changes the archive.
fn set(context: &Context, request: &render::Render) -> Result<Reply, Diagnostics> {
    let set = request.set(&context.workspace)?;
    if set.proposal.change.is_empty() {
        set.write()?;
        return Ok(Reply { notes: set.proposal.notes, ..Reply::new(set.proposal.answer.in_(context.language)) });
    }
    let writer = Writer::open(&context.workspace)?;
    // Once more, now that nobody else changes the archive.
    let set = request.set(&context.workspace)?;
    set.write()?;
    context.carry_out(&writer, set.proposal)
}
