//! `renumber`: gives a topic another number.

use super::context::Context;
use crate::changes::renumber;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Give a topic another number: its folder is renamed and references are updated
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Renumber {
    /// The topic: its key or part of it; the name of its folder if two have the same number
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The new number within the year, or the whole key; the next free one if not given
    #[arg(long, value_name = "N")]
    to: Option<String>,
}

const EXAMPLES: &str = "\
yijuan renumber 2026-003
yijuan renumber 003-老旧小区加装电梯
yijuan renumber 2026-003 --to 12";

impl Renumber {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = renumber::Renumber { key: self.key.clone(), to: self.to.clone() };
        context.change(|writer| request.propose(writer))
    }
}
