//! `remind`: writes 催办单 to those who owe something, and records that they were reminded.

use super::context::{self, Context};
use crate::changes::Writer;
use crate::changes::remind::{Remind as Request, Reminded};
use crate::changes::render::{Over, Papers, Render};
use crate::diagnostic::Diagnostics;
use crate::model::Subject;
use crate::ui::Reply;
use clap::Args;

/// Remind an office or body in writing of what it owes, and record it; the next time says that it is the second
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Remind {
    /// An office or a body: id or name
    #[arg(value_name = "OFFICE", required_unless_present = "all", add = super::completions::who())]
    office: Option<String>,
    /// Everybody who owes something, each by a paper of its own
    #[arg(long, conflicts_with = "office")]
    all: bool,
    /// The day by which it is to be done, YYYY-MM-DD; none is set if not given
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// Write the papers as these, too: docx, pdf or html
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    to: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan remind 经济委员会
yijuan remind 经济委员会 --due 2026-06-30 --to docx
yijuan remind --all";

impl Remind {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = Request { whom: self.office.clone(), deadline: self.due.clone() };
        let writer = Writer::open(&context.workspace)?;
        let Reminded { proposal, papers, unread } = request.propose(&writer)?;
        let unread = context::reply_without(unread.iter(), String::new());
        let reply = unread.then(context.carry_out(&writer, proposal)?);
        drop(writer);
        if papers.is_empty() || self.to.is_empty() {
            return Ok(reply);
        }
        let year = Subject::Plan(context.workspace.today.year()).to_string();
        let papers = Papers::Named(papers);
        let to = self.to.clone();
        let set = Render { target: year, papers, each: false, issuer: None, over: Over::Keep, out: None, to };
        Ok(reply.then(super::render::set(context, &set)?))
    }
}
