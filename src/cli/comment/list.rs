//! `comment list`: comments, and where their words are now.

use crate::changes::review::paper_named;
use crate::cli::context::{self, Context};
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::report::comments as page;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::{PlacedComments, Wanted};
use clap::Args;

/// List comments on papers, and where their words are now
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {
    /// A topic's key (or part of it), or `plan:YEAR`; all if not given
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: Option<String>,
    /// Only this paper: the id or Chinese name of its kind, or its file
    #[arg(value_name = "DOCUMENT", add = crate::cli::completions::documents())]
    document: Option<String>,
    /// Only those that are not settled
    #[arg(long)]
    open: bool,
}

const EXAMPLES: &str = "\
yijuan comment list --open
yijuan comment list 2026-003 协商意见
yijuan comment list 2026-003 --format csv";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let named = self.key.as_ref().zip(self.document.as_ref());
        let paper = named.map(|(key, document)| paper_named(&context.workspace, key, document)).transpose()?;
        let keys = self.key.as_slice();
        let wanted = Wanted { keys, open: self.open, paper: paper.as_deref() };
        let comments = PlacedComments::of(&context.workspace, wanted)?;
        let stdout = match context.format {
            Format::Human => page::human(&comments, context.language),
            Format::Json => page::json(&comments),
            Format::Csv => page::csv(&comments, context.language),
            _ => return Err(context.format.refused().into()),
        };
        let mut reply = context::reply(&comments.loaded, stdout);
        if comments.all.is_empty() {
            reply.notes.push(if self.open {
                Text::new("没有未了结的批注", "no comment is open")
            } else {
                Text::new(
                    "还没有批注；`yijuan comment add` 登记",
                    "there is no comment yet; `yijuan comment add` enters one",
                )
            });
        }
        Ok(reply)
    }
}
