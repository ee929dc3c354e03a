//! `material list`: the papers and materials of a dossier.

use crate::changes::material::dossier::Dossier;
use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::report::materials::{as_json, human};
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// List the contents of a dossier: its papers, and what others handed in
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = crate::cli::completions::keys())]
    target: String,
}

const EXAMPLES: &str = "\
yijuan material list 2026-003
yijuan material list plan:2026 --format json";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let (subject, topics) = context.workspace.subject(&self.target)?;
        let loaded = context.workspace.read(&topics)?;
        let dossier = Dossier::of(&loaded, loaded.settings()?, &subject, None)?;
        let archive = &loaded.archive;
        let papers = if dossier.is_year {
            archive.plans.iter().find(|plan| plan.folder == dossier.folder).map(|plan| &plan.papers)
        } else {
            archive.topics.first().map(|topic| &topic.papers)
        };
        let papers = papers.map_or(&[][..], Vec::as_slice);
        let stdout = context
            .format
            .human_or_json(|| human(&loaded, &dossier, papers, context.language), || as_json(&dossier, papers))?;
        let mut reply = context::reply(&loaded, stdout);
        if papers.is_empty() && dossier.there.is_empty() {
            reply.notes.push(Text::new("卷中还没有文件", "nothing is in the dossier yet"));
        }
        Ok(reply)
    }
}
