//! `log`: the history of a topic, a year or a room, day by day.

use super::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::report::log::Page;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace;
use clap::Args;

/// Show what happened to a topic, day by day: events, statements, exceptions, decisions and commits
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Log {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
}

const EXAMPLES: &str = "\
yijuan log 2026-003
yijuan log 电梯 --format json";

impl Log {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let log = workspace::Log::read(&context.workspace, &self.key)?;
        let page = Page::of(&log, context.language)?;
        let stdout = context.format.human_or_json(|| page.human(), || page.json())?;
        let mut reply = context::reply(&log.loaded, stdout);
        if page.is_empty() {
            reply.notes.push(Text::new("还没有任何记录", "nothing is on record yet"));
        }
        Ok(reply)
    }
}
