//! `render`: drafts papers from their templates.

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
    /// Overwrite files that differ, whoever edited them
    #[arg(long)]
    force: bool,
    /// Write into this folder instead of the dossier, without committing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
yijuan render 2026-003 协商函
yijuan render 2026-003 meeting-procedure host-script
yijuan render 2026-003 协商意见 --out /tmp/drafts
yijuan render plan:2026 年度协商计划";

impl Render {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = render::Render {
            target: self.target.clone(),
            documents: self.documents.clone(),
            force: self.force,
            out: self.out.clone(),
        };
        if self.out.is_some() {
            let proposal = request.propose(&context.workspace)?;
            return Ok(Reply { notes: proposal.notes, ..Reply::new(proposal.answer.in_(context.language)) });
        }
        let writer = Writer::open(&context.workspace)?;
        let proposal = request.propose(&context.workspace)?;
        context.carry_out(&writer, proposal)
    }
}
