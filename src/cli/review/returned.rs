//! Decisions with a DOCX that comes back with them.

use super::{Decision, Reasoned};
use crate::changes::Writer;
use crate::changes::review::{Decide, Received};
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::model::Verdict;
use crate::report::redline::Page;
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;
use std::path::PathBuf;

/// A decision, and what comes back with it
#[derive(Debug, Args)]
pub(in crate::cli) struct DecisionFrom {
    #[command(flatten)]
    decision: Decision,
    #[command(flatten)]
    back: Back,
}

/// A decision with its reason, and what comes back with it
#[derive(Debug, Args)]
pub(in crate::cli) struct ReasonedFrom {
    #[command(flatten)]
    reasoned: Reasoned,
    #[command(flatten)]
    back: Back,
}

/// What comes back with a decision.
#[derive(Debug, Args)]
struct Back {
    /// Take text and comments from this DOCX, which whoever decides has edited
    #[arg(long = "from", id = "back", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,
}

impl DecisionFrom {
    pub(super) fn run(&self, verdict: Verdict, context: &Context) -> Result<Reply, Diagnostics> {
        self.back.run(&self.decision.request(verdict)?, context)
    }
}

impl ReasonedFrom {
    pub(super) fn run(&self, verdict: Verdict, context: &Context) -> Result<Reply, Diagnostics> {
        self.back.run(&self.reasoned.request(verdict)?, context)
    }
}

impl Back {
    /// Records a decision with what comes back. What changes is shown first, and on a terminal asked for.
    fn run(&self, decide: &Decide, context: &Context) -> Result<Reply, Diagnostics> {
        let Some(file) = &self.from else { return context.change(|writer| decide.propose(writer)) };
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let received = Received::read(decide, &writer, file)?;
        let (mut proposal, of_comments) = decide.propose_with(&writer, &received)?;
        let told = [received.left, of_comments].concat();
        let paper = |text: &str| [(received.stem.clone(), text.to_owned())].into();
        let page = Page { language: context.language, colour: ui::colour_on_stdout() };
        let changes = page.papers(&paper(&received.old), &paper(&received.new));
        let question = Text::new("照此办理吗？", "shall this be done?");
        match ui::ask(&changes, &told, &question, context.language) {
            Some(true) => context.carry_out(&writer, proposal),
            Some(false) => {
                Ok(Reply { notes: vec![Text::new("没有任何改动", "nothing was changed")], ..Reply::default() })
            }
            None => {
                proposal.notes.splice(0..0, told);
                let reply = context.carry_out(&writer, proposal)?;
                Ok(Reply { stdout: changes + &reply.stdout, ..reply })
            }
        }
    }
}
