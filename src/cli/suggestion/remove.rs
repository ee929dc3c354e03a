//! `suggestion remove`: removes a suggestion that was entered by mistake.

use crate::changes::suggestion;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Remove a suggestion from suggestions.yml, with its events
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Remove {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// The suggestion's id
    #[arg(value_name = "ID")]
    id: String,
}

const EXAMPLES: &str = "yijuan suggestion remove 2026-003 s2";

impl Remove {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = suggestion::Remove { key: self.key.clone(), id: self.id.clone() };
        context.change(|writer| request.propose(writer))
    }
}
