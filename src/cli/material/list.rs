//! `material list`: the papers and materials of a dossier.

use crate::archive::Paper;
use crate::changes::material::dossier::Dossier;
use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::engine::{dated, made, reviews_of_topic, reviews_of_year};
use crate::model::Date;
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
        let rule_context = loaded.context();
        let (papers, events, reviews) = if dossier.is_year {
            let plan = archive.plans.iter().find(|plan| plan.folder == dossier.folder);
            let reviews = plan.map(|plan| reviews_of_year(rule_context, plan, dossier.regulation, None));
            let plan = plan.map(|plan| (&plan.papers[..], &plan.events[..]));
            let (papers, events) = plan.unwrap_or_default();
            (papers, events, reviews.unwrap_or_default())
        } else {
            let topic = archive.topics.first();
            let reviews = topic.map(|topic| reviews_of_topic(rule_context, topic, None));
            let topic = topic.map(|topic| (&topic.papers[..], &topic.events[..]));
            let (papers, events) = topic.unwrap_or_default();
            (papers, events, reviews.unwrap_or_default())
        };
        // As the index of the dossier has them.
        let day = |paper: &Paper| {
            let made = || made(dossier.regulation, events, &paper.front, loaded.today);
            dated(&reviews, &paper.path, &paper.front).or_else(made)
        };
        let papers: Vec<(&Paper, Option<Date>)> = papers.iter().map(|paper| (paper, day(paper))).collect();
        let stdout = context
            .format
            .human_or_json(|| human(&loaded, &dossier, &papers, context.language), || as_json(&dossier, &papers))?;
        let mut reply = context::reply(&loaded, stdout);
        if papers.is_empty() && dossier.there.is_empty() {
            reply.notes.push(Text::new("卷中还没有文件", "nothing is in the dossier yet"));
        }
        Ok(reply)
    }
}
