//! `commit`: commits what was changed by hand.

use super::context::Context;
use crate::changes::by_hand::{ByHand, Committed};
use crate::diagnostic::Diagnostics;
use crate::text;
use crate::text::on_one_line;
use crate::ui::Reply;
use clap::Args;

/// Commit what was changed by hand in the archive, or in some topics
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Commit {
    /// Topics whose changes to commit; the whole archive if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Commit message
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
}

/// Files of a commit that are listed; the first commit of an archive may have thousands.
const MOST_SHOWN: usize = 30;

const EXAMPLES: &str = "\
yijuan commit
yijuan commit 2026-003 -m 补充会议记录
yijuan commit 2026-003 2026-007";

impl Commit {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = ByHand { topics: self.keys.clone(), message: self.message.clone() };
        let Committed { files, commit, notes } = request.commit(&context.workspace)?;
        let shown = if context.verbose { files.len() } else { MOST_SHOWN };
        let listed: String = files.iter().take(shown).map(|path| on_one_line(path) + "\n").collect();
        let mut reply = Reply { notes, ..Reply::new(listed) };
        if let rest @ 1.. = files.len().saturating_sub(shown) {
            reply.notes.push(text!(
                zh: "还提交了 {rest} 个文件，加 `--verbose` 全部列出",
                en: "{rest} more were committed; `--verbose` lists them all"
            ));
        }
        reply.log.extend(commit.map(|commit| text!(zh: "已提交 {commit}", en: "committed {commit}")));
        Ok(reply)
    }
}
