//! `diff`: what changed in a paper, to the character.

use super::context::Context;
use crate::diagnostic::Diagnostics;
use crate::report::redline::Page;
use crate::text;
use crate::ui::{self, Reply};
use crate::workspace::PapersSince;
use clap::Args;

/// Show what changed in a topic's papers since a commit, to the character
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// Only this paper: the id or Chinese name of its kind, or its file's name
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    document: Option<String>,
    /// Commit to compare the files with; the last one, HEAD, if not given
    #[arg(long, value_name = "COMMIT")]
    since: Option<String>,
}

const EXAMPLES: &str = "\
yijuan diff 2026-003
yijuan diff 电梯 协商意见
yijuan diff 2026-003 consultation-letter --since HEAD~3";

impl Diff {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let since = self.since.as_deref().unwrap_or("HEAD");
        let papers = PapersSince::read(&context.workspace, &self.key, self.document.as_deref(), since)?;
        let page = Page { language: context.language, colour: ui::colour_on_stdout() };
        let mut reply = Reply::new(page.papers(&papers));
        if reply.stdout.is_empty() {
            reply.notes.push(text!(zh: "与 {since} 相比没有变化", en: "nothing has changed since {since}"));
        }
        Ok(reply)
    }
}
