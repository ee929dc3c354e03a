//! `attest`: what only a person can state.

use super::context::Context;
use crate::changes::attest;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// State what only a person can know: that a rule was followed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Attest {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rules that were followed
    #[arg(value_name = "RULE", required = true, add = super::completions::rules())]
    rules: Vec<String>,
    /// Who states it: a person, office or body
    #[arg(long, value_name = "WHO", required_unless_present = "undo", add = super::completions::who())]
    by: Option<String>,
    /// The day it is stated, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Round it is stated for; every round if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// How it was done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Withdraw the statement
    #[arg(long, conflicts_with_all = ["by", "on", "note"])]
    undo: bool,
}

const EXAMPLES: &str = "\
yijuan attest 2026-003 M11 M6d --by 钱样本
yijuan attest 2026-003 M11 --undo
yijuan attest 2026-003 M7e --by 钱样本 --on 2026-06-01 --note 邀请两位专家审阅了调研提纲";

impl Attest {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = attest::Attest {
            key: self.key.clone(),
            rules: self.rules.clone(),
            by: self.by.clone(),
            on: self.on.clone(),
            round: self.round,
            note: self.note.clone(),
            undo: self.undo,
        };
        context.change(|writer| request.propose(writer))
    }
}
