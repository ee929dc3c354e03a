//! `postpone`: moves a meeting, and shows which deadlines move with it.

use super::context::Context;
use crate::changes::{Writer, postpone};
use crate::diagnostic::Diagnostics;
use crate::report::postpone::moved_deadlines;
use crate::ui::Reply;
use clap::Args;

/// Move a topic's meeting to another day: which deadlines move, and whom to inform
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Postpone {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The new day of the meeting, YYYY-MM-DD
    #[arg(value_name = "DATE")]
    to: String,
}

const EXAMPLES: &str = "\
yijuan postpone 2026-003 2026-07-15
yijuan postpone 电梯 2026-07-15";

impl Postpone {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let request = postpone::Postpone { key: self.key.clone(), to: self.to.clone() };
        let postponed = request.propose(&writer)?;
        let mut reply = context.carry_out(&writer, postponed.proposal)?;
        reply.stdout.push_str(&moved_deadlines(&postponed.before, &postponed.after, context.language));
        Ok(reply)
    }
}
