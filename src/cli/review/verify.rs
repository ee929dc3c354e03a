//! `review verify`: whether decisions on papers can be verified.

use super::super::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::report::verify as page;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::Verified;
use clap::Args;

/// Verify decisions on papers: text, paper, authority, order, and lines unchanged since they were entered
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in super::super) struct Verify {
    /// Only papers of these topics or years; all if none is given
    #[arg(value_name = "KEY", add = super::super::completions::keys())]
    keys: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan review verify
yijuan review verify 2026-003 --format json";

impl Verify {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let verified = Verified::of(&context.workspace, &self.keys)?;
        let stdout = context
            .format
            .human_or_json(|| page::page(&verified, context.language), || page::json(&verified, context.language))?;
        let mut reply = context::reply(&verified.loaded, stdout);
        if verified.papers.is_empty() {
            reply.notes.push(Text::new("没有审签的决定", "there are no decisions on papers"));
        }
        reply.exit = reply.exit.max(u8::from(!verified.is_proved()));
        Ok(reply)
    }
}
